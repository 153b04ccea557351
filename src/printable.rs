//! What of a text may reach a terminal: the one place where untrusted text is made harmless.
//!
//! Everything that is drawn or printed for a person passes through [`grapheme`] or [`line`]. Offsets are never
//! taken from its output.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Longest grapheme cluster that is passed on whole, in bytes; stacked marks beyond it are left out.
const LONGEST: usize = 24;

/// What is shown for one grapheme cluster, and how many terminal cells it takes (0, 1 or 2).
///
/// White space of any kind is one space; control characters become their pictures (`␛`); bidirectional controls
/// become `�`, so that a reader sees that something is there; invisible characters become nothing.
pub fn grapheme(cluster: &str) -> (Cow<'_, str>, u16) {
    if let [byte @ 0x20..=0x7e] = cluster.as_bytes() {
        let _ = byte;
        return (Cow::Borrowed(cluster), 1);
    }
    let harmless = cluster.len() <= LONGEST && cluster.chars().all(|c| shown(c) == Some(c));
    let text = if harmless {
        Cow::Borrowed(cluster)
    } else if cluster.chars().all(char::is_whitespace) {
        Cow::Borrowed(" ")
    } else {
        let mut kept: String = cluster.chars().filter_map(shown).collect();
        let mut end = kept.len().min(LONGEST);
        while !kept.is_char_boundary(end) {
            end -= 1;
        }
        kept.truncate(end);
        Cow::Owned(kept)
    };
    let width = text.width();
    // A lone combining mark would join the cell before it, and no cluster may claim more cells than it draws.
    match width {
        0 if text.is_empty() => (Cow::Borrowed(""), 0),
        0 => (Cow::Owned(format!("◌{text}")), 1),
        1 | 2 => (text, width as u16),
        _ => {
            let first = text.chars().next().unwrap_or('\u{fffd}').to_string();
            let width = first.width().clamp(1, 2) as u16;
            (Cow::Owned(first), width)
        }
    }
}

/// `text` as one harmless line: white space folded to single spaces, none at the ends.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        let (shown, _) = grapheme(cluster);
        if shown != " " {
            out.push_str(&shown);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How a single character is shown; `None` where it is left out.
fn shown(c: char) -> Option<char> {
    match c {
        '\t'
        | '\n'
        | '\r'
        | '\u{b}'
        | '\u{c}'
        | '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(' '),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        // Bidirectional marks, embeddings, overrides and isolates.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some('\u{fffd}')
        }
        // Soft hyphen, joiners, variation selectors, fillers, interlinear and tag characters: invisible.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        // Private use: terminals draw them with any width, if at all.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some('\u{fffd}'),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_passes_unchanged() {
        for text in ["Kim said: “no”.", "naïve Zoë", "北京", "¿Qué?"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(line("a\u{1b}[31mb\u{7}\0"), "a␛[31mb␇␀");
        assert_eq!(line("x\u{9b}31m\u{7f}"), "x\u{fffd}31m␡");
    }

    #[test]
    fn direction_overrides_are_seen_and_the_invisible_is_not() {
        assert_eq!(line("a\u{202e}b"), "a\u{fffd}b");
        assert_eq!(line("p\u{200b}q\u{feff}r\u{ad}s"), "pqrs");
    }

    #[test]
    fn white_space_folds_to_one_space() {
        assert_eq!(line(" a\t\r\n b\u{a0}c\u{2028}"), "a b c");
    }

    #[test]
    fn stacked_marks_are_cut() {
        let zalgo = format!("e{}", "\u{301}".repeat(500));
        let (shown, width) = grapheme(&zalgo);
        assert!(shown.len() <= LONGEST && width == 1);
    }

    #[test]
    fn a_lone_mark_stands_on_its_own_cell() {
        assert_eq!(grapheme("\u{301}"), (Cow::Owned("◌\u{301}".to_owned()), 1));
    }
}
