//! Repairs text that was encoded twice, as UTF-8 whose bytes were taken for windows-1252 (mojibake): "â€œItâ€™s late"
//! for “It’s late”; or as windows-1252 whose bytes were taken for Latin-1.

use encoding_rs::WINDOWS_1252;

/// How quotation marks and dashes begin in such text; no language writes these two characters together.
const SIGN: &str = "â€";
/// A closing quotation mark in such text, whose last byte (0x9D) is undefined in windows-1252 and was replaced.
const REPLACED: &str = "â€\u{fffd}";

/// `text` decoded once more where that is valid, if it has such quotation marks or dashes.
pub(super) fn repaired(text: String) -> String {
    if memchr::memmem::find(text.as_bytes(), SIGN.as_bytes()).is_none() {
        return text;
    }
    let text = text.replace(REPLACED, "”");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.find(|c: char| !c.is_ascii()) {
        let (before, from) = rest.split_at(first);
        let (run, after) = from.split_at(from.find(|c: char| c.is_ascii()).unwrap_or(from.len()));
        out.push_str(before);
        let (bytes, _, is_foreign) = WINDOWS_1252.encode(run);
        match std::str::from_utf8(&bytes) {
            Ok(meant) if !is_foreign => out.push_str(meant),
            _ => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `text` with C1 control characters as what their numbers mean in windows-1252, if there are quotation marks or dashes among
/// them: its bytes were taken for Latin-1.
pub(super) fn without_controls(text: String) -> String {
    let is_mark = |c: char| matches!(c, '\u{91}'..='\u{97}');
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    let mut starts = memchr::memchr_iter(b'\xc2', text.as_bytes());
    if !starts.any(|at| text.get(at..).is_some_and(|text| text.starts_with(is_mark))) {
        return text;
    }
    let meant = |c: char| {
        let byte = [u8::try_from(c).unwrap_or_default()];
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
        text.chars().next().unwrap_or(c)
    };
    text.chars().map(|c| if is_control(c) { meant(c) } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{repaired, without_controls};

    #[test]
    fn control_characters_are_what_their_numbers_mean() {
        for (text, meant) in [
            (
                "\u{93}It\u{92}s late,\u{94} she said\u{85} at the café.",
                "“It’s late,” she said… at the café.",
            ),
            ("It\u{85}rained. Â \u{9b}2J «no»", "It\u{85}rained. Â \u{9b}2J «no»"),
        ] {
            assert_eq!(without_controls(text.to_owned()), meant);
        }
    }

    #[test]
    fn only_what_was_encoded_twice_is_changed() {
        for (text, meant) in [
            (
                "â€œItâ€™s late,â€\u{9d} she said at the cafÃ© â€“ or “café”.",
                "“It’s late,” she said at the café – or “café”.",
            ),
            ("â€œNo,â€\u{fffd} she said.", "“No,” she said."),
            ("Ã© alone tells nothing, nor does â or €.", "Ã© alone tells nothing, nor does â or €."),
            ("“â€” is what it showed: 東京 â€¦", "“â€” is what it showed: 東京 …"),
        ] {
            assert_eq!(repaired(text.to_owned()), meant);
        }
    }
}
