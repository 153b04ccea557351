//! Repairs headers of mails before they are parsed.
//!
//! Repaired are: a byte order mark or empty lines before the header, continuation lines without leading space, encoded
//! words that split a character (which RFC 2047 forbids), and characters in another encoding than UTF-8.

use crate::article::decode::decode;
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use std::{borrow::Cow, fmt::Write as _};

/// Longest header that is repaired, in bytes; a longer one is left unchanged.
const LONGEST: usize = 1 << 18;

/// `mail` with its header repaired.
pub(super) fn mended(mail: &[u8]) -> Cow<'_, [u8]> {
    // The lines of old Macintosh programs end with a carriage return alone.
    if !mail.contains(&b'\n') && mail.contains(&b'\r') {
        let lines: Vec<u8> = mail.iter().map(|&b| if b == b'\r' { b'\n' } else { b }).collect();
        return Cow::Owned(mended(&lines).into_owned());
    }
    let whole = mail;
    let mail = mail.strip_prefix(b"\xef\xbb\xbf").unwrap_or(mail);
    let mail = mail.trim_ascii_start();
    let end = end_of_header(mail);
    let Some((header, body)) = mail.split_at_checked(end).filter(|(header, _)| header.len() <= LONGEST)
    else {
        return Cow::Borrowed(mail);
    };
    let text = match std::str::from_utf8(header) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => match decode(header.to_vec(), None) {
            Some(text) => Cow::Owned(text),
            None => return Cow::Borrowed(mail),
        },
    };
    let folded = folded(&text);
    let joined = joined(&folded);
    if mail.len() == whole.len() && joined.as_bytes() == header {
        return Cow::Borrowed(mail);
    }
    Cow::Owned([joined.as_bytes(), body].concat())
}

/// The offset of the empty line that ends the header.
fn end_of_header(mail: &[u8]) -> usize {
    let mut at = 0;
    for line in mail.split_inclusive(|&b| b == b'\n') {
        if line.trim_ascii().is_empty() {
            return at;
        }
        at += line.len();
    }
    at
}

/// The header with a space before each line that can only be the continuation of the field before it.
fn folded(header: &str) -> Cow<'_, str> {
    let goes_on = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        let is_field = name.len() < line.len() && name.bytes().all(|b| b.is_ascii_graphic());
        !line.starts_with([' ', '\t']) && !is_field && !line.starts_with("From ")
    };
    let mut lines = header.split_inclusive('\n');
    if !lines.by_ref().skip(1).any(goes_on) {
        return Cow::Borrowed(header);
    }
    let mut out = String::with_capacity(header.len() + 64);
    for (n, line) in header.split_inclusive('\n').enumerate() {
        if n > 0 && goes_on(line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

/// An encoded word: `=?charset?encoding?text?=` (RFC 2047).
struct Word<'a> {
    charset: &'a str,
    encoding: &'a str,
    text: &'a str,
    /// The length of the whole word in bytes.
    length: usize,
}

impl<'a> Word<'a> {
    /// The encoded word that `text` begins with.
    fn at(text: &'a str) -> Option<Self> {
        /// Longest encoded word that is read, in bytes; RFC 2047 allows 75.
        const LONGEST: usize = 1000;
        let inside = crate::article::budget::start(text.strip_prefix("=?")?, LONGEST);
        let (charset, rest) = inside.split_once('?')?;
        let (encoding, rest) = rest.split_once('?')?;
        let (text, _) = rest.split_once("?=")?;
        let is_word = !text.contains(char::is_whitespace) && !charset.is_empty() && encoding.len() == 1;
        let length = charset.len() + encoding.len() + text.len() + "=?".len() * 3;
        is_word.then_some(Self { charset, encoding, text, length })
    }

    /// The decoded bytes; `None` where the text is malformed.
    fn bytes(&self) -> Option<Vec<u8>> {
        if self.encoding.eq_ignore_ascii_case("b") {
            base64_decode(self.text.as_bytes())
        } else {
            quoted_printable_decode(self.text.replace('_', " ").as_bytes())
        }
    }
}

/// The header with each run of encoded words in one charset replaced by a single one.
fn joined(header: &str) -> Cow<'_, str> {
    if !header.contains("?=") {
        return Cow::Borrowed(header);
    }
    let (mut out, mut rest) = (String::with_capacity(header.len()), header);
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let mut run: Vec<Word<'_>> = Vec::new();
        let mut after = from;
        while let Some(word) = Word::at(after.trim_start()) {
            if run.first().is_some_and(|first| !first.charset.eq_ignore_ascii_case(word.charset)) {
                break;
            }
            after = after.trim_start().get(word.length..).unwrap_or_default();
            run.push(word);
        }
        let bytes = || run.iter().map(Word::bytes).collect::<Option<Vec<_>>>();
        match run.as_slice() {
            [first, _, ..] if let Some(bytes) = bytes() => {
                out.push_str("=?");
                out.push_str(first.charset);
                out.push_str("?Q?");
                for byte in bytes.concat() {
                    // Writing to memory does not fail.
                    let _ = write!(out, "={byte:02X}");
                }
                out.push_str("?=");
                rest = after;
            }
            [] => {
                out.push_str("=?");
                rest = from.get(2..).unwrap_or_default();
            }
            [..] => {
                let end = from.len() - after.len();
                out.push_str(from.get(..end).unwrap_or_default());
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mail: &[u8], expected: &str) {
        assert_eq!(String::from_utf8_lossy(&mended(mail)), expected);
    }

    #[test]
    fn headers_are_mended_and_whole_ones_stay() {
        let whole = "Subject: one\r\n two\r\nX: =?utf-8?q?a?=\r\n\r\nText\r\nmore";
        check(whole.as_bytes(), whole);
        check(b"\xef\xbb\xbf\r\n\r\nSubject: x\n\nText", "Subject: x\n\nText");
        check(
            b"Content-Type: a/b;\r\nboundary=\"c\"\r\n\r\nText",
            "Content-Type: a/b;\r\n boundary=\"c\"\r\n\r\nText",
        );
        check(b"Subject: caf\xe9 au lait\n\n\xe9", "Subject: café au lait\n\n\u{fffd}");
    }

    #[test]
    fn encoded_words_side_by_side_are_one() {
        check(b"S: =?utf-8?B?w6nD?=\r\n =?UTF-8?q?=A9_x?= y\n\n", "S: =?utf-8?Q?=C3=A9=C3=A9=20=78?= y\n\n");
        check(b"S: =?utf-8?q?a?= =?latin1?q?b?=\n\n", "S: =?utf-8?q?a?= =?latin1?q?b?=\n\n");
        check(b"S: =? =?x =?utf-8?z\n\n", "S: =? =?x =?utf-8?z\n\n");
    }
}
