//! Reduces a content stream to the operators that affect text.
//!
//! The extractor's interpreter keeps everything that is drawn until the page ends: lines, images, saved states.
//! Therefore it gets only the operators that position and show text, in their order and up to the limits of a page.
//! Operators are parsed by the parser of `pdfboss-core`, after their operands have been counted here.

use super::limits;
use pdfboss_core::content::{ContentOps, Op, TextItem};
use pdfboss_core::lexer::{Lexer, RawToken, Token};
use pdfboss_core::{Dict, Name, Object};
use std::borrow::Cow;
use std::fmt::Write as _;

/// The work to read a byte.
pub(super) const COST: usize = 8;

/// The work for an operator that is kept.
const COST_PER_OPERATOR: usize = 200;

/// The work to show a string.
const COST_PER_STRING: usize = 800;

/// What a page may still draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    /// How many bytes of strings.
    pub letters: usize,
    /// How many strings.
    pub strings: usize,
    /// How many operators.
    pub operators: usize,
    /// Whether something was left out.
    pub cut: bool,
}

impl Left {
    /// What a page may draw in all.
    pub const ALL: Self = Self {
        letters: limits::PAGE_LETTERS,
        strings: limits::PAGE_STRINGS,
        operators: limits::PAGE_OPERATORS,
        cut: false,
    };

    /// The work to draw the difference between `self` and what is left `after` it.
    pub fn work(&self, after: &Self) -> usize {
        (self.operators - after.operators) * COST_PER_OPERATOR
            + (self.strings - after.strings) * COST_PER_STRING
    }
}

/// The operators of `content` that affect text, as far as `left` allows.
pub(super) fn cut(content: &[u8], left: &mut Left) -> Vec<u8> {
    let mut cutter = Cutter { left, out: Vec::new(), saved: 0, marks: Vec::new(), kept: 0 };
    let mut lexer = Lexer::new(content);
    while let Some(operator) = next(&mut lexer) {
        match operator {
            Next::Operator { start, end } => {
                let text = content.get(start..end).unwrap_or_default();
                if cutter.add(text).is_none() {
                    cutter.left.cut = true;
                    break;
                }
            }
            Next::Other => {}
            Next::TooMuch => {
                cutter.left.cut = true;
                break;
            }
        }
    }
    cutter.out
}

/// What the next operator is.
enum Next {
    /// One that may affect text: the offsets where its first operand begins and where it ends.
    Operator { start: usize, end: usize },
    /// Any other.
    Other,
    /// One with too many or too deeply nested operands.
    TooMuch,
}

/// What is open among the operands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Array,
    /// A dictionary, before a key.
    Key,
    /// A dictionary, after a key.
    Value,
}

/// Reads up to the end of the next operator; `None` at the end of the content.
fn next(lexer: &mut Lexer) -> Option<Next> {
    let mut open: Vec<Open> = Vec::new();
    let mut first = None;
    for _ in 0..limits::OPERANDS {
        let (start, token) = lexer.next_raw_token_spanned().ok()?;
        match (&token, open.last().copied()) {
            (RawToken::Owned(Token::Eof), _) => return None,
            (RawToken::Keyword(b"true" | b"false" | b"null"), None) => {
                first.get_or_insert(start);
            }
            (RawToken::Keyword(b"BI"), None) => {
                skip_picture(lexer);
                return Some(Next::Other);
            }
            (RawToken::Keyword(word), None) => {
                let (start, end) = (first.unwrap_or(start), lexer.pos());
                return Some(if bears_on_text(word) { Next::Operator { start, end } } else { Next::Other });
            }
            // A bracket that was never opened makes the operands before it void.
            (RawToken::Owned(Token::ArrayClose | Token::DictClose), None) => first = None,
            (_, last) => {
                first.get_or_insert(start);
                step(&mut open, &token, last);
                if open.len() > limits::OPERAND_DEPTH {
                    return Some(Next::TooMuch);
                }
            }
        }
    }
    Some(Next::TooMuch)
}

/// Updates what is open by a token, in the same way as the operator parser.
fn step(open: &mut Vec<Open>, token: &RawToken, last: Option<Open>) {
    let begins = match token {
        RawToken::Owned(Token::ArrayOpen) => Some(Open::Array),
        RawToken::Owned(Token::DictOpen) => Some(Open::Key),
        _ => None,
    };
    match (last, token) {
        (Some(Open::Array), RawToken::Owned(Token::ArrayClose))
        | (Some(Open::Key | Open::Value), RawToken::Owned(Token::DictClose)) => {
            open.pop();
        }
        (Some(Open::Key), RawToken::Owned(Token::Name(_))) => {
            open.pop();
            open.push(Open::Value);
        }
        (Some(Open::Key), _) => {}
        (Some(Open::Value), _) => {
            open.pop();
            open.push(Open::Key);
            open.extend(begins);
        }
        (None | Some(Open::Array), _) => open.extend(begins),
    }
}

/// Whether an operator may affect text.
fn bears_on_text(word: &[u8]) -> bool {
    const WORDS: [&[u8]; 23] = [
        b"q", b"Q", b"cm", b"BT", b"ET", b"Tc", b"Tw", b"Tz", b"TL", b"Tf", b"Ts", b"Td", b"TD", b"Tm",
        b"T*", b"Tj", b"TJ", b"'", b"\"", b"Do", b"BMC", b"BDC", b"EMC",
    ];
    WORDS.contains(&word)
}

/// Skips an inline image: from after its `BI` to after its `EI`.
fn skip_picture(lexer: &mut Lexer) {
    let mut length = None;
    let mut key: Option<Name> = None;
    loop {
        match lexer.next_raw_token() {
            Ok(RawToken::Keyword(b"ID")) => break,
            Ok(RawToken::Owned(Token::Eof)) | Err(_) => return,
            Ok(RawToken::Owned(Token::Name(name))) if key.is_none() => key = Some(name),
            Ok(RawToken::Owned(Token::Int(n))) if key.take().is_some_and(|key| is_length(&key)) => {
                length = usize::try_from(n).ok();
            }
            Ok(_) => key = None,
        }
    }
    let data = lexer.data();
    let start = lexer.pos() + usize::from(data.get(lexer.pos()).is_some_and(|&b| is_space(b)));
    let after = start.saturating_add(length.unwrap_or(0)).min(data.len());
    lexer.seek(after);
    if length.is_none() || !matches!(lexer.next_raw_token(), Ok(RawToken::Keyword(b"EI"))) {
        lexer.seek(end_of_picture(data, after).unwrap_or(data.len()));
    }
}

/// Whether a key of an inline image gives the length of its data (PDF 2.0).
fn is_length(key: &Name) -> bool {
    matches!(key.0.as_str(), "L" | "Length")
}

/// The offset after the next `EI` that stands alone.
fn end_of_picture(data: &[u8], from: usize) -> Option<usize> {
    let alone = |at: usize| {
        (at == from || data.get(at - 1).is_some_and(|&b| is_space(b)))
            && data.get(at + 2).is_none_or(|&b| is_space(b) || b"()<>[]{}/%".contains(&b))
    };
    let places = data.get(from..)?.windows(2).enumerate().filter(|(_, pair)| *pair == b"EI");
    places.map(|(at, _)| from + at).find(|&at| alone(at)).map(|at| at + 2)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

struct Cutter<'l> {
    left: &'l mut Left,
    out: Vec<u8>,
    /// The depth of saved graphics states.
    saved: usize,
    /// For each open marked-content sequence, whether it was kept.
    marks: Vec<bool>,
    /// How many of the open ones were kept.
    kept: usize,
}

impl Cutter<'_> {
    /// Adds an operator; `None` where the limits are reached.
    fn add(&mut self, text: &[u8]) -> Option<()> {
        let text = &*with_returns(text);
        let mut operators = ContentOps::new(text);
        let operator = match operators.next_op() {
            Ok(Some((operator, span))) if span.end == text.len() as u64 => operator,
            _ => return Some(()),
        };
        self.left.operators = self.left.operators.checked_sub(1)?;
        match operator {
            Op::Save => {
                self.saved += 1;
                if self.saved > limits::SAVED {
                    self.left.cut = true;
                    return Some(());
                }
            }
            Op::Restore => {
                self.saved = self.saved.saturating_sub(1);
                if self.saved >= limits::SAVED {
                    return Some(());
                }
            }
            Op::ShowText(string) => return self.show(text, &[string.len()]),
            Op::NextLineShowText(string) | Op::NextLineShowTextSpaced(_, _, string) => {
                return self.show(text, &[string.len()]);
            }
            Op::ShowTextAdjusted(items) => return self.show(text, &lengths(&items)),
            Op::SetFont(name, _) | Op::XObject(name) if name.0.len() > limits::NAME * 2 => return Some(()),
            Op::BeginMarkedContent(tag) => return self.mark(&tag, None),
            Op::BeginMarkedContentProps(tag, properties) => return self.mark(&tag, Some(properties)),
            Op::EndMarkedContent => {
                if !self.marks.pop().unwrap_or(false) {
                    return Some(());
                }
                self.kept -= 1;
            }
            _ => {}
        }
        self.push(text);
        Some(())
    }

    fn push(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
        self.out.push(b'\n');
    }

    /// Adds an operator that shows strings of these lengths. A single string that exceeds the limit is truncated.
    fn show(&mut self, text: &[u8], lengths: &[usize]) -> Option<()> {
        let letters: usize = lengths.iter().sum();
        let Left { letters: most, strings, .. } = *self.left;
        if letters > most
            && let Ok(Some((Op::ShowText(mut string), _))) = ContentOps::new(text).next_op()
        {
            string.truncate(most);
            self.left.letters = 0;
            let shown = format!("{} Tj", hexadecimal(&string));
            self.push(shown.as_bytes());
            return None;
        }
        self.left.letters = most.checked_sub(letters)?;
        self.left.strings = strings.checked_sub(lengths.len())?;
        self.push(text);
        Some(())
    }

    /// Opens a marked-content sequence. It is kept only if it changes the text: artifacts, optional content, reversed
    /// characters and replacement text (`ActualText`).
    fn mark(&mut self, tag: &Name, properties: Option<Object>) -> Option<()> {
        let tag = match tag.0.as_str() {
            tag @ ("Artifact" | "OC" | "ReversedChars") => tag,
            _ => "Span",
        };
        let shown = match (tag, properties) {
            ("Artifact", _) => Some("/Artifact BMC".to_owned()),
            (_, Some(Object::Name(name))) if name.0.len() <= limits::NAME * 2 => {
                Some(format!("/{tag} /{} BDC", escaped(&name.0)))
            }
            (_, Some(Object::Dict(dict))) if dict.get("ActualText").is_some() => {
                let text = self.replacement(&dict)?;
                Some(format!("/{tag} << /ActualText {} >> BDC", hexadecimal(text)))
            }
            ("ReversedChars", _) => Some("/ReversedChars BMC".to_owned()),
            _ => None,
        };
        let kept = shown.filter(|_| self.kept < limits::MARKS);
        self.marks.push(kept.is_some());
        if let Some(shown) = kept {
            self.kept += 1;
            self.push(shown.as_bytes());
        }
        Some(())
    }

    /// The replacement text of a marked-content sequence, shortened.
    fn replacement<'d>(&mut self, dict: &'d Dict) -> Option<&'d [u8]> {
        let text = dict.get("ActualText").and_then(Object::as_str_bytes).unwrap_or_default();
        let short = text.get(..limits::REPLACEMENT).unwrap_or(text);
        self.left.cut |= short.len() < text.len();
        self.left.letters = self.left.letters.checked_sub(short.len())?;
        Some(short)
    }
}

/// `text` with the carriage returns in its strings escaped. By the standard they are ends of lines, but who writes one
/// there means the code of a glyph, and other programs read it so.
fn with_returns(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len() + 8);
    let (mut depth, mut is_escaped) = (0_usize, false);
    for &byte in text {
        let was_escaped = std::mem::take(&mut is_escaped);
        match byte {
            b'\r' if depth > 0 && !was_escaped => {
                out.extend(b"\\r");
                continue;
            }
            _ if was_escaped => {}
            b'\\' => is_escaped = depth > 0,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(byte);
    }
    Cow::Owned(out)
}

/// The lengths of the strings among the operands of `TJ`.
fn lengths(items: &[TextItem]) -> Vec<usize> {
    let strings = items.iter().filter_map(|item| match item {
        TextItem::Str(string) => Some(string.len()),
        TextItem::Offset(_) => None,
    });
    strings.collect()
}

/// A hexadecimal string object with these bytes.
fn hexadecimal(bytes: &[u8]) -> String {
    let mut out = "<".to_owned();
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out + ">"
}

/// A name with its special characters escaped (`#20`).
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'+' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "#{byte:02x}");
            }
        }
    }
    out
}
