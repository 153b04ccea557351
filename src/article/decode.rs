//! From bytes to text: detects the character encoding, and whether the bytes are text at all.

use super::mojibake;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes the encoding is guessed from, beginning shortly before the first that is not UTF-8.
const GUESSED_FROM: usize = 1 << 18;

/// Decodes `bytes`, without a byte order mark; `None` where they are not text.
///
/// A byte order mark decides the encoding. Without one, valid or mostly valid UTF-8 is decoded as UTF-8, whatever
/// encoding was `declared`: text in other encodings is not valid UTF-8 by chance, and declarations are often wrong. In
/// mostly valid UTF-8, invalid single bytes are decoded as windows-1252, since some files are joined from texts in
/// both; other invalid sequences become U+FFFD. Of other bytes the declared encoding is used if all of them are valid
/// in it; otherwise the encoding is guessed.
///
/// Text that was encoded twice is repaired (see [`mojibake`]).
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<String> {
    let mut text = mojibake::without_controls(mojibake::repaired(decode_once(bytes, declared)?));
    text.truncate(text.trim_end_matches(END).len());
    Some(text)
}

/// What DOS programs write at the end of a file.
const END: char = '\u{1a}';

fn decode_once(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<String> {
    if let Some(text) = utf32(&bytes) {
        return Some(text);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return if encoding == UTF_8 {
            decode_unmarked(rest.to_vec(), None)
        } else {
            text_in(encoding, rest)
        };
    }
    match utf16_without_mark(&bytes) {
        Some(encoding) => text_in(encoding, &bytes),
        None => decode_unmarked(bytes, declared),
    }
}

/// The text of UTF-32, with or without a byte order mark. It is recognised by each four bytes being a valid character,
/// as is hardly ever true of other files.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (units, []) = bytes.as_chunks::<4>() else { return None };
    let of = |unit: fn([u8; 4]) -> u32| -> Option<String> {
        let is_text = |c: &char| !c.is_control() || c.is_whitespace();
        let chars = units.iter().map(|bytes| char::from_u32(unit(*bytes)).filter(is_text));
        chars.collect::<Option<String>>().filter(|text| !text.is_empty())
    };
    let text = of(u32::from_le_bytes).or_else(|| of(u32::from_be_bytes))?;
    Some(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// Decodes bytes without a byte order mark that are not UTF-16 or UTF-32.
fn decode_unmarked(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<String> {
    if bytes.starts_with(b"%PDF-") {
        return None;
    }
    let controls = binary_controls(&bytes);
    match String::from_utf8(bytes) {
        // ISO-2022-JP is valid ASCII.
        Ok(text) if declared == Some(ISO_2022_JP) && text.contains('\u{1b}') => {
            text_in(ISO_2022_JP, text.as_bytes())
        }
        // A text may have a few control characters; more than a tenth of the bytes means a binary file.
        Ok(text) => (controls <= text.len() / 10 + 1 && controls < text.len().max(1)).then_some(text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            if controls > bytes.len() / 50 {
                None
            } else if is_mostly_utf8(&bytes) {
                Some(mixed(&bytes))
            } else {
                let likely = declared.unwrap_or_else(|| guess(&bytes, valid));
                if (likely == UTF_8 || likely == WINDOWS_1252) && is_partly_utf8(&bytes) {
                    return Some(mixed(&bytes));
                }
                declared.and_then(|encoding| fitting(encoding, &bytes)).or_else(|| guessed(&bytes, valid))
            }
        }
    }
}

/// Decodes `bytes` if all of them are valid in `encoding`.
fn fitting(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (!broken).then(|| text.into_owned())
}

/// Decodes `bytes`; `None` where the result has too many control and replacement characters for a text.
fn text_in(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (chars, odd) = text.chars().fold((0_usize, 0_usize), |(chars, odd), c| {
        (chars + 1, odd + usize::from(c == '\u{fffd}' || u8::try_from(c).is_ok_and(is_binary_control)))
    });
    (odd <= chars / 10 + 1).then(|| text.into_owned())
}

/// Whether a byte is a control character that no text editor writes. Escape is not counted, since terminal logs are
/// text.
const fn is_binary_control(byte: u8) -> bool {
    let is_white = byte.wrapping_sub(b'\t') <= b'\r' - b'\t';
    byte < 0x20 && !is_white && byte != 0x1b || byte == 0x7f
}

/// The number of such bytes.
fn binary_controls(bytes: &[u8]) -> usize {
    // In chunks in which the count fits in a byte, for vectorisation.
    let of_chunk = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(is_binary_control(*byte))).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| usize::from(of_chunk(chunk))).sum()
}

/// Whether there are more valid multi-byte sequences of UTF-8 than invalid places.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > broken
}

/// Whether there are valid multi-byte sequences of UTF-8 for characters common in western text (accented letters,
/// quotation marks, dashes), which other encodings do not have by chance: at least an eighth as many as invalid places.
fn is_partly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        let usual = |c: &char| matches!(c, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{203a}' | '€');
        valid += chunk.valid().chars().filter(usual).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > 0 && valid * 8 >= broken
}

/// Decodes UTF-8, with invalid single bytes as windows-1252.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        left -= chunk.valid().len() + chunk.invalid().len();
        match chunk.invalid() {
            [] => {}
            // The last byte of the file may be the first of a sequence that was cut off.
            [_] if left > 0 => {
                let (western, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
                text.push_str(&western);
            }
            _ => text.push('\u{fffd}'),
        }
    }
    text
}

/// The byte order of UTF-16 without a byte order mark: in mostly Latin text every second byte is NUL.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    memchr::memchr(0, bytes)?;
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let count = |nul: fn(&[u8; 2]) -> bool| pairs.iter().filter(|pair| nul(pair)).count();
    let (high_first, low_first) = (count(|p| p[0] == 0), count(|p| p[1] == 0));
    let (most, few) = (pairs.len() / 2, pairs.len() / 100);
    match pairs.len() {
        0..4 => None,
        _ if low_first > most && high_first <= few => Some(UTF_16LE),
        _ if high_first > most && low_first <= few => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes `bytes` in the most likely encoding. The Mac Roman and DOS encodings are tried too, and are preferred where
/// the guess has at least twice as many characters in implausible places.
fn guessed(bytes: &[u8], first_odd: usize) -> Option<String> {
    let guess = guess(bytes, first_odd);
    let window = bytes.get(first_odd.saturating_sub(1024)..).unwrap_or_default();
    let window = window.get(..GUESSED_FROM).unwrap_or(window);
    let web = |bytes: &[u8]| guess.decode_without_bom_handling(bytes).0.into_owned();
    let mac = |bytes: &[u8]| MACINTOSH.decode_without_bom_handling(bytes).0.into_owned();
    if guess.is_single_byte() {
        // Of equally good ones, the guess is preferred, which is an encoding of the web.
        let (in_web, in_mac, in_dos) = (oddity(&web(window)), oddity(&mac(window)), oddity(&dos(window)));
        if in_mac.min(in_dos) * 2 < in_web {
            return Some(if in_mac <= in_dos { mac(bytes) } else { dos(bytes) });
        }
    }
    text_in(guess, bytes)
}

/// The number of non-ASCII characters in implausible places: symbols and capitals within words, opening quotation marks
/// directly after a word, control characters.
fn oddity(text: &str) -> usize {
    let (mut odd, mut before) = (0, ' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let in_word = before.is_alphabetic() && after.is_alphabetic();
        odd += usize::from(match c {
            // Quotation marks, dashes and spaces.
            '‘' | '“' | '„' | '«' | '‚' => before.is_alphanumeric(),
            '’' => !before.is_alphanumeric() && !after.is_alphanumeric() && before.is_whitespace(),
            '”' | '»' => before.is_whitespace() || after.is_alphanumeric(),
            '\0'..='\x7f' | '–' | '—' | '…' | '\u{a0}' => false,
            '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{2500}'..='\u{259f}' => true,
            _ if c.is_lowercase() => !before.is_alphabetic() && !after.is_alphabetic(),
            _ if c.is_uppercase() => before.is_lowercase() || !after.is_alphabetic(),
            _ => in_word || before.is_alphabetic() || after.is_alphabetic(),
        });
        before = c;
    }
    odd
}

/// Decodes `bytes` as code page 850 (DOS, western Europe), which the Encoding Standard of the web does not include.
fn dos(bytes: &[u8]) -> String {
    const HIGH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
    let high: Vec<char> = HIGH.chars().collect();
    let read = |&byte: &u8| match byte {
        0..0x80 => char::from(byte),
        _ => high.get(usize::from(byte) - 0x80).copied().unwrap_or('\u{fffd}'),
    };
    bytes.iter().map(read).collect()
}

/// The most likely encoding of `bytes`; the first byte that is not UTF-8 is at `first_odd`.
fn guess(bytes: &[u8], first_odd: usize) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let window = bytes.get(first_odd.saturating_sub(1024)..).unwrap_or_default();
    detector.feed(window.get(..GUESSED_FROM).unwrap_or(window), true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(decode(bytes.to_vec(), None).as_deref(), expected);
    }

    #[test]
    fn controls_that_no_editor_writes_are_counted() {
        let by_the_list = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
        assert!((0..=u8::MAX).all(|byte| is_binary_control(byte) == by_the_list(&byte)));
        assert_eq!(binary_controls(&[7; 1000]), 1000);
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check("“Ça va,” dit-il.".as_bytes(), Some("“Ça va,” dit-il."));
        check(b"\xef\xbb\xbfplain", Some("plain"));
    }

    #[test]
    fn four_bytes_a_character_are_told_by_themselves() {
        let text = "“Ça va,” dit-il. 😀\n";
        for mark in ["", "\u{feff}"] {
            let chars = || mark.chars().chain(text.chars());
            check(&chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<_>>(), Some(text));
            check(&chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<_>>(), Some(text));
        }
        check(b"\x01\0\0\0\x02\0\0\0", None);
    }

    #[test]
    fn broken_utf8_keeps_what_is_whole() {
        check("naïve — “yes” \u{0}".as_bytes(), Some("naïve — “yes” \u{0}"));
        check(b"na\xc3\xafve \xe2\x80\x9cyes\xe2\x80 no", Some("naïve “yes\u{fffd} no"));
    }

    #[test]
    fn two_charsets_in_one_file_are_both_read() {
        let read = |bytes: &[u8], label| decode(bytes.to_vec(), label);
        let both = b"The caf\xc3\xa9 is shut.\nThe caf\xe9 is shut, \x93again\x94. It\x92s late.";
        let text = "The café is shut.\nThe café is shut, “again”. It’s late.";
        for declared in [None, Some(UTF_8), Some(WINDOWS_1252)] {
            assert_eq!(read(both, declared).as_deref(), Some(text));
        }
        check(b"na\xc3\xafve \xe2\x80\x9cyes\xe2\x80\x9d \x96 no", Some("naïve “yes” – no"));
        check(b"na\xc3\xafve \xe2\x80\x9cyes\xe2\x80\x9d no\xe2", Some("naïve “yes” no\u{fffd}"));
    }

    #[test]
    fn older_charsets_are_guessed() {
        check(
            b"\x93The caf\xe9 is closed,\x94 she said. It\x92s late.",
            Some("“The café is closed,” she said. It’s late."),
        );
        let (shift_jis, _, _) =
            encoding_rs::SHIFT_JIS.encode("知事は「計画を続ける」と述べた。記者団に語った。");
        check(&shift_jis, Some("知事は「計画を続ける」と述べた。記者団に語った。"));
    }

    #[test]
    fn charsets_of_old_computers_are_told_by_what_cannot_stand_in_words() {
        let mac = b"\xd2Caf\x8es close,\xd3 she said. It\xd5s late \xd0 and the \x8el\x8fve left.";
        check(mac, Some("“Cafés close,” she said. It’s late – and the élève left."));
        let dos = b"Der B\x81rgermeister h\x84lt die Br\x81cke f\x81r sch\x94n und gro\xe1.";
        check(dos, Some("Der Bürgermeister hält die Brücke für schön und groß."));
        let web = b"Le maire \xe9tait l\xe0, \xab d\xe9\xe7u \xbb. \xc9t\xe9 \x96 na\xefve; \x93\xe0 \xe9couter\x94 \xa3 5, 3 \xb0C.";
        check(web, Some("Le maire était là, « déçu ». Été – naïve; “à écouter” £ 5, 3 °C."));
    }

    #[test]
    fn a_declared_charset_is_taken_where_it_can_be_true() {
        let read = |bytes: &[u8], label: &str| decode(bytes.to_vec(), Encoding::for_label(label.as_bytes()));
        assert_eq!(read(b"\xb3\xf3d\xbc", "iso-8859-2").as_deref(), Some("łódź"));
        assert_eq!(read("łódź".as_bytes(), "iso-8859-2").as_deref(), Some("łódź"));
        assert_eq!(read(b"caf\xe9, she said", "utf-8").as_deref(), Some("café, she said"));
        assert_eq!(read(b"\x1b$BCN;v\x1b(B", "iso-2022-jp").as_deref(), Some("知事"));
    }

    #[test]
    fn the_end_of_a_file_is_no_text() {
        check(b"It rained.\r\n\x1a", Some("It rained.\r\n"));
    }

    #[test]
    fn utf16_either_way_round() {
        let text = "“Wide” words, she said";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[b"\xff\xfe", little.as_slice()].concat(), Some(text));
        check(&[b"\xfe\xff", big.as_slice()].concat(), Some(text));
        check(&little, Some(text));
        check(&big, Some(text));
    }

    #[test]
    fn a_few_control_characters_are_text_and_many_are_not() {
        check(b"one \0 two \x1b[31m three", Some("one \0 two \x1b[31m three"));
        check(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", None);
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0", None);
        check(b"%PDF-1.4\n1 0 obj", None);
        check(&[0; 64], None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_not(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = decode(bytes, None);
        }
    }
}
