//! What of a text may reach a terminal: the one place where untrusted text is made harmless.
//!
//! Everything that is drawn or printed for a person passes through [`grapheme`] or [`line()`]. Offsets are never
//! taken from its output.
//!
//! A width is what the common terminals take, and they do not agree on what joiners, variation selectors and skin
//! tones do to a cluster. So these are left out, and what they joined stands side by side ([`clusters`]).

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Longest cluster that is passed on whole, in bytes; stacked marks beyond it are left out.
const LONGEST: usize = 24;

/// Cells that one cluster may take.
const WIDEST: usize = 2;

/// Cuts `text` into what is drawn as one: grapheme clusters, but one that takes more than two cells (a family of
/// emoji, an Indic conjunct) in pieces that do not. Together they are all of `text`.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters { rest: text, grapheme: 0 }
}

/// The iterator that [`clusters`] gives.
#[derive(Debug, Clone, Default)]
pub struct Clusters<'a> {
    rest: &'a str,
    /// Bytes at the start of `rest` that belong to the grapheme cluster being cut.
    grapheme: usize,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let end = match self.rest.as_bytes() {
            [] => return None,
            // No cluster goes on from one of these characters to the other.
            [first @ (0x20..=0x7e | b'\n'), second, ..] if self.grapheme == 0 && second.is_ascii() => {
                usize::from(first.is_ascii())
            }
            _ => {
                if self.grapheme == 0 {
                    self.grapheme = self.rest.graphemes(true).next().map_or(0, str::len);
                }
                let end = drawable(self.rest.get(..self.grapheme)?);
                self.grapheme -= end;
                end
            }
        };
        let (cluster, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(cluster)
    }
}

/// Length of the longest start of a cluster, at least one character, that takes no more than two cells.
fn drawable(cluster: &str) -> usize {
    let mut width = 0;
    for (at, c) in cluster.char_indices() {
        width += kept(at, c).and_then(char::width).unwrap_or(0);
        if width > WIDEST && at > 0 {
            return at;
        }
    }
    cluster.len()
}

/// What is shown for one cluster (see [`clusters`]), and how many terminal cells it takes (0, 1 or 2).
///
/// White space of any kind is one space; control characters become their pictures (`␛`); bidirectional controls
/// become `�`, so that a reader sees that something is there; invisible characters become nothing.
pub fn grapheme(cluster: &str) -> (Cow<'_, str>, u16) {
    if let [0x20..=0x7e] = cluster.as_bytes() {
        return (Cow::Borrowed(cluster), 1);
    }
    let harmless = cluster.len() <= LONGEST && cluster.char_indices().all(|(at, c)| kept(at, c) == Some(c));
    let text = if harmless {
        Cow::Borrowed(cluster)
    } else if cluster.chars().all(char::is_whitespace) {
        Cow::Borrowed(" ")
    } else {
        let mut text = String::new();
        for c in cluster.char_indices().filter_map(|(at, c)| kept(at, c)) {
            if text.len() + c.len_utf8() > LONGEST {
                break;
            }
            text.push(c);
        }
        Cow::Owned(text)
    };
    match text.width() {
        0 if text.is_empty() => (text, 0),
        // A lone combining mark would join the cell before it.
        0 => (Cow::Owned(format!("◌{text}")), 1),
        width @ 1..=WIDEST => (text, width as u16),
        _ => {
            let text = text.get(..drawable(&text)).unwrap_or("\u{fffd}").to_owned();
            let width = text.width().clamp(1, WIDEST) as u16;
            (Cow::Owned(text), width)
        }
    }
}

/// `text` as one harmless line: white space folded to single spaces, none at the ends.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for cluster in clusters(text) {
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

/// Takes the last letter off what is typed: all that a person takes for one, such as a family of emoji. `false` where there
/// is none.
pub fn erase(text: &mut String) -> bool {
    let last = text.graphemes(true).next_back().map_or(0, str::len);
    text.truncate(text.len() - last);
    last > 0
}

/// How a character at `at` in its cluster is shown. A skin tone is left out where it would tint what is before it.
fn kept(at: usize, c: char) -> Option<char> {
    if at > 0 && matches!(c, '\u{1f3fb}'..='\u{1f3ff}') { None } else { shown(c) }
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
        // C1 controls; bidirectional marks, embeddings, overrides and isolates; private use, which terminals draw with
        // any width, if at all; what is no character.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{f0000}'..='\u{10ffff}' => Some('\u{fffd}'),
        _ if c as u32 & 0xfffe == 0xfffe => Some('\u{fffd}'),
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
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => None,
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

    /// How `text` is drawn: what is in the cells, and how many each takes.
    #[track_caller]
    fn check(text: &str, drawn: &[(&str, u16)]) {
        let shown: Vec<_> = clusters(text).map(grapheme).filter(|(_, width)| *width > 0).collect();
        let shown: Vec<_> = shown.iter().map(|(text, width)| (&**text, *width)).collect();
        assert_eq!(shown, drawn, "{text:?}");
        assert_eq!(clusters(text).collect::<String>(), text);
    }

    #[test]
    fn emoji_take_the_cells_that_every_terminal_gives_them() {
        check("👍🏽!", &[("👍", 2), ("!", 1)]);
        check("👩🏽\u{200d}🚀", &[("👩", 2), ("🚀", 2)]);
        check("👨\u{200d}👩\u{200d}👧", &[("👨", 2), ("👩", 2), ("👧", 2)]);
        check("❤\u{fe0f}x", &[("❤", 1), ("x", 1)]);
        check("1\u{fe0f}\u{20e3}", &[("1\u{20e3}", 1)]);
        check("🇫🇷🇩🇪🇬", &[("🇫🇷", 2), ("🇩🇪", 2), ("🇬", 1)]);
        check("🏽", &[("🏽", 2)]);
    }

    #[test]
    fn scripts_that_join_their_letters_lose_none() {
        check("क्षि", &[("क्ष", 2), ("ि", 1)]);
        check("한글", &[("한", 2), ("글", 2)]);
        check("\u{1112}\u{1161}\u{11ab}", &[("\u{1112}\u{1161}\u{11ab}", 2)]);
        check("\u{1100}\u{1100}\u{1161}", &[("\u{1100}", 2), ("\u{1100}\u{1161}", 2)]);
    }

    #[test]
    fn line_ends_stay_together() {
        assert_eq!(clusters("a\r\nb\n\nc").collect::<Vec<_>>(), ["a", "\r\n", "b", "\n", "\n", "c"]);
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_no_raw_control_goes_out(text in proptest::string::string_regex("(?s).{0,60}").unwrap()) {
            let mut whole = String::new();
            for cluster in clusters(&text) {
                let (shown, width) = grapheme(cluster);
                proptest::prop_assert!(width <= 2 && shown.len() <= LONGEST + 3);
                proptest::prop_assert_eq!(width == 0, shown.is_empty());
                proptest::prop_assert!(!shown.chars().any(char::is_control));
                whole.push_str(cluster);
            }
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
