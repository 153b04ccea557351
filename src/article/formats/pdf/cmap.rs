//! Bounds the `CMap`s by which a font's character codes are mapped to Unicode (`ToUnicode`).
//!
//! A `CMap` stays as it is, except for what takes much memory or time: text that a code maps to is shortened, codes of
//! more than three bytes are blanked out, and ranges beyond the first few, which would be searched one by one for each
//! character, are rewritten as single codes.

use super::limits;
use pdfboss_core::lexer::{Lexer, RawToken, Token, decode_hex, decode_hex_fixed};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

/// The highest code that is kept. Codes in use have at most three bytes.
const HIGHEST: u32 = 0xff_ffff;

/// Bounds a `CMap`, and tells whether something was left out of it.
pub(super) fn bound(mut table: Vec<u8>) -> (Vec<u8>, bool) {
    let mut found = Found::default();
    let mut lexer = Lexer::new(&table);
    while let Some((_, token)) = next(&mut lexer) {
        match token {
            RawToken::Keyword(b"begincodespacerange") => found.spaces(&mut lexer),
            RawToken::Keyword(b"beginbfchar") => found.codes(&mut lexer),
            RawToken::Keyword(b"beginbfrange") => found.ranges(&mut lexer),
            _ => {}
        }
    }
    let Found { blank, added, cut, .. } = found;
    for range in blank {
        if let Some(place) = table.get_mut(range) {
            place.fill(b' ');
        }
    }
    // Put first, so that single codes of the CMap itself override them.
    if !added.is_empty() {
        table = [b"beginbfchar\n", added.as_bytes(), b"endbfchar\n", &table].concat();
    }
    (table, cut)
}

/// The changes to a `CMap`.
#[derive(Default)]
struct Found {
    /// The ranges to be overwritten with spaces.
    blank: Vec<Range<usize>>,
    /// The mappings of single codes to be added.
    added: String,
    /// The number of ranges in `bfrange` sections so far.
    ranges: usize,
    /// The number of codespace ranges so far.
    spaces: usize,
    /// The number of codes written out for ranges, including those that were written before.
    written: usize,
    /// The codes in `added`.
    codes: HashSet<u32>,
    /// Whether something was left out.
    cut: bool,
}

/// A token with its offset.
type Placed<'t> = (usize, RawToken<'t>);

impl Found {
    /// Reads a section of codespace ranges.
    fn spaces(&mut self, lexer: &mut Lexer) {
        while let Some((start, RawToken::Hex(_))) = next(lexer)
            && let Some((_, RawToken::Hex(_))) = next(lexer)
        {
            self.spaces += 1;
            if self.spaces > limits::RANGES {
                self.leave_out(start..lexer.pos());
            }
        }
    }

    /// Reads a section of single codes (`bfchar`).
    fn codes(&mut self, lexer: &mut Lexer) {
        while let Some((start, RawToken::Hex(code))) = next(lexer) {
            let Some(letters) = next(lexer) else { return };
            if number(code) > HIGHEST {
                self.leave_out(start..lexer.pos());
            } else {
                self.shorten(&letters, lexer.pos());
            }
        }
    }

    /// Reads a section of ranges (`bfrange`).
    fn ranges(&mut self, lexer: &mut Lexer) {
        while let Some((start, RawToken::Hex(low))) = next(lexer)
            && let Some((_, RawToken::Hex(high))) = next(lexer)
            && let Some(letters) = next(lexer)
        {
            let (low, high) = (number(low), number(high));
            match letters.1 {
                RawToken::Owned(Token::ArrayOpen) => {
                    while let Some(item) = next(lexer)
                        && !matches!(item.1, RawToken::Owned(Token::ArrayClose))
                    {
                        self.shorten(&item, lexer.pos());
                    }
                    if high > HIGHEST {
                        self.leave_out(start..lexer.pos());
                    }
                }
                RawToken::Hex(base) => {
                    self.ranges += 1;
                    self.shorten(&letters, lexer.pos());
                    if self.ranges > limits::RANGES {
                        self.blank.push(start..lexer.pos());
                        self.write_out(low, high, base);
                    }
                }
                _ => {}
            }
        }
    }

    /// Writes a range as single codes.
    fn write_out(&mut self, low: u32, high: u32, base: &[u8]) {
        let bytes = decode_hex(base.get(..base.len().min(limits::LETTERS_OF_CODE * 2)).unwrap_or_default());
        let mut units: Vec<u16> = bytes
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |unit, &byte| unit << 8 | u16::from(byte)))
            .collect();
        let Some(last) = units.pop() else { return };
        let mut rest = String::new();
        for unit in units {
            let _ = write!(rest, "{unit:04x}");
        }
        for code in low..=high.min(HIGHEST) {
            self.written += 1;
            if self.written > limits::RANGE_CODES {
                self.cut = true;
                break;
            }
            // Of several ranges with a code, the first counts.
            if self.codes.insert(code) {
                let last = last.wrapping_add((code - low) as u16);
                let _ = writeln!(self.added, "<{code:06x}> <{rest}{last:04x}>");
            }
        }
    }

    /// Shortens the text that a code maps to, if it is too long.
    fn shorten(&mut self, (start, token): &Placed, end: usize) {
        /// Most hexadecimal digits.
        const MOST: usize = limits::LETTERS_OF_CODE * 2;
        if let RawToken::Hex(digits) = token
            && digits.len() > MOST
        {
            self.leave_out(start + 1 + MOST..end - 1);
        }
    }

    /// Blanks out a range, and notes that something was left out.
    fn leave_out(&mut self, place: Range<usize>) {
        self.blank.push(place);
        self.cut = true;
    }
}

/// The next token with its offset.
fn next<'t>(lexer: &mut Lexer<'t>) -> Option<Placed<'t>> {
    match lexer.next_raw_token_spanned().ok()? {
        (_, RawToken::Owned(Token::Eof)) => None,
        placed => Some(placed),
    }
}

/// The number of a hexadecimal code; `u32::MAX` for one of more than four bytes.
fn number(digits: &[u8]) -> u32 {
    let fold = |bytes: &[u8]| bytes.iter().fold(0, |number: u32, &byte| number << 8 | u32::from(byte));
    match decode_hex_fixed::<4>(digits) {
        Some((bytes, length)) => fold(bytes.get(..length).unwrap_or_default()),
        None => u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, expected: &str, cut: bool) {
        let (bounded, was_cut) = bound(table.as_bytes().to_vec());
        let bounded = String::from_utf8(bounded).unwrap();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((words(&bounded), was_cut), (words(expected), cut));
    }

    #[test]
    fn an_ordinary_table_stays_as_it_is() {
        let table = "/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange \
                     2 beginbfchar <0003> <0020> <0005> <00660069> endbfchar \
                     2 beginbfrange <0010> <0020> <0041> <0030> <0031> [<0061> <0062>] endbfrange end";
        check(table, table, false);
    }

    #[test]
    fn a_code_stands_for_some_letters_only() {
        let long = "0041".repeat(1000);
        let short = "0041".repeat(limits::LETTERS_OF_CODE / 2);
        check(
            &format!("beginbfchar <01> <{long}> <02> <0042> endbfchar"),
            &format!("beginbfchar <01> <{short} > <02> <0042> endbfchar"),
            true,
        );
        check(
            &format!("beginbfrange <01> <02> [<{long}> <0042>] endbfrange"),
            &format!("beginbfrange <01> <02> [<{short} > <0042>] endbfrange"),
            true,
        );
    }

    #[test]
    fn ranges_that_are_too_many_are_written_out() {
        let ranges = |n: usize| "<01> <01> <0041> ".repeat(n);
        let table = format!("beginbfrange {} <f0> <f1> <00410061> endbfrange", ranges(limits::RANGES));
        let expected = format!(
            "beginbfchar <0000f0> <00410061> <0000f1> <00410062> endbfchar beginbfrange {} endbfrange",
            ranges(limits::RANGES)
        );
        check(&table, &expected, false);
        let (_, cut) =
            bound(format!("beginbfrange {} <0000> <ffffff> <0041>", ranges(limits::RANGES)).into_bytes());
        assert!(cut);
    }
}
