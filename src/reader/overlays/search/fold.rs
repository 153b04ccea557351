//! Search by words, comparing spelling rather than typography. Text and words are folded alike and compared as bytes.
//!
//! A query without capitals matches both cases, and one without accents matches letters with and without them. Folding spells
//! out ligatures and compatibility forms, ignores whether characters are composed (NFC) or decomposed (NFD), makes quotation
//! marks, apostrophes and dashes straight, makes a run of white space one space, and drops invisible characters.

use crate::span::Span;
use memchr::memmem::Finder;
use unicode_normalization::char::decompose_compatible;

/// Words to search for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    folded: String,
    folding: Folding,
}

/// The folding of a text, and its state between characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Folding {
    /// Whether case is kept.
    case: bool,
    /// Whether accents are kept.
    marks: bool,
    /// Whether the last folded character was white space; more of it is dropped.
    after_space: bool,
}

impl Words {
    /// Words to find in a text: capitals and accents in them have to match.
    pub fn new(words: &str) -> Self {
        let case = words.chars().any(char::is_uppercase);
        let has_marks = |c: char| {
            let mut has = plain_letters(c).is_some();
            decompose_compatible(c, |part| has |= is_accent(part));
            has
        };
        Self::folded(words, Folding { case, marks: words.chars().any(has_marks), after_space: false })
    }

    /// Words to find in a name: case and accents are ignored.
    pub fn loose(words: &str) -> Self {
        Self::folded(words, Folding::default())
    }

    fn folded(words: &str, folding: Folding) -> Self {
        let (mut fold, mut folded) = (folding, String::new());
        words.chars().for_each(|c| fold.add(c, &mut folded));
        Self { folded, folding }
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether `text` contains them.
    pub fn are_in(&self, text: &str) -> bool {
        let mut hits = Vec::new();
        self.find(text, &[], Span::new(0, text.len()), &mut hits);
        !hits.is_empty()
    }

    /// Appends the places where they begin within `span` to `hits`, none overlapping another. The spans in `hidden`,
    /// which are in order, are skipped.
    pub fn find(&self, text: &str, hidden: &[Span], span: Span, hits: &mut Vec<Span>) {
        if self.is_empty() {
            return;
        }
        let found = self.find_folded(text, hidden, span);
        let mut found = found.iter().copied().peekable();
        let (mut folding, mut one, mut length, mut start) = (self.folding, String::new(), 0, None);
        for (at, c) in visible(text, hidden, span.start) {
            one.clear();
            folding.add(c, &mut one);
            let before = length;
            length += one.len();
            // Where the character is a ligature, several matches may end in it.
            loop {
                let Some(&(from, to)) = found.peek() else { return };
                if start.is_none() && (before..length).contains(&from) {
                    start = Some(at);
                }
                let Some(begun) = start.filter(|_| length >= to) else { break };
                let after = text.get(at + c.len_utf8()..).unwrap_or_default();
                let marks: usize = after.chars().take_while(|&c| is_accent(c)).map(char::len_utf8).sum();
                if hits.last().is_none_or(|last| last.end <= begun) {
                    hits.push(Span::new(begun, at + c.len_utf8() + marks));
                }
                start = None;
                found.next();
            }
        }
    }

    /// The places in the folded text, counted from the start of `span`, of matches that begin within it.
    fn find_folded(&self, text: &str, hidden: &[Span], span: Span) -> Vec<(usize, usize)> {
        let (mut folding, mut folded) = (self.folding, String::with_capacity(span.len()));
        let mut limit = None;
        for (at, c) in visible(text, hidden, span.start) {
            if limit.is_none() && at >= span.end {
                limit = Some(folded.len());
            }
            // A match may end behind the span, and the character after it decides whether it counts.
            if limit.is_some_and(|limit| folded.len() > limit + self.folded.len()) {
                break;
            }
            folding.add(c, &mut folded);
        }
        let limit = limit.unwrap_or(folded.len());
        let finder = Finder::new(&self.folded);
        let (mut out, mut from) = (Vec::new(), 0);
        while let Some(at) = folded.get(from..).and_then(|rest| finder.find(rest.as_bytes())) {
            let (start, end) = (from + at, from + at + self.folded.len());
            if start >= limit {
                break;
            }
            let goes_on = folded.get(end..).and_then(|rest| rest.chars().next()).is_some_and(is_part);
            if goes_on {
                from = start + self.folded.chars().next().map_or(1, char::len_utf8);
            } else {
                out.push((start, end));
                from = end;
            }
        }
        out
    }
}

/// The characters of `text` from byte `from` on with their offsets, except those in `hidden`.
pub(super) fn visible(text: &str, hidden: &[Span], from: usize) -> impl Iterator<Item = (usize, char)> {
    let mut hidden = hidden.iter().skip(hidden.partition_point(|span| span.end <= from)).peekable();
    let all = text.get(from..).unwrap_or_default().char_indices();
    all.map(move |(at, c)| (from + at, c)).filter(move |(at, _)| {
        while hidden.next_if(|span| span.end <= *at).is_some() {}
        hidden.peek().is_none_or(|span| *at < span.start)
    })
}

/// Appends the plain letters and marks for `c`, in its case. ASCII stays as it is; other white space becomes a space.
pub(super) fn plainly(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c);
    } else if c.is_whitespace() {
        out.push(' ');
    } else {
        Folding { case: true, marks: false, after_space: false }.add(c, out);
    }
}

impl Folding {
    /// Appends the folding of `c`.
    fn add(&mut self, c: char, out: &mut String) {
        // The fast path: nearly all characters of most texts.
        if c.is_ascii_graphic() {
            self.after_space = false;
            out.push(if self.case { c } else { c.to_ascii_lowercase() });
            return;
        }
        if is_unseen(c) {
            return;
        }
        decompose_compatible(c, |part| self.add_part(part, out));
    }

    fn add_part(&mut self, part: char, out: &mut String) {
        if part.is_whitespace() {
            if !std::mem::replace(&mut self.after_space, true) {
                out.push(' ');
            }
            return;
        }
        if is_accent(part) && !self.marks {
            return;
        }
        self.after_space = false;
        let part = match part {
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            'ς' => 'σ',
            part => part,
        };
        if part.is_ascii() {
            out.push(if self.case { part } else { part.to_ascii_lowercase() });
            return;
        }
        match plain_letters(part).filter(|_| !self.marks) {
            Some(letters) if self.case => out.push_str(letters),
            Some(letters) => out.push_str(&letters.to_ascii_lowercase()),
            None if self.case => out.push(part),
            None => out.extend(part.to_lowercase().filter(|&c| self.marks || !is_accent(c))),
        }
    }
}

/// Combining diacritical marks of Latin, Greek and Cyrillic (U+0300 to U+036F). Those of other scripts are parts of
/// letters.
pub(super) const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether `c` combines with the character before it: an accent, a kana voicing mark, a Hangul vowel or final
/// consonant.
const fn is_part(c: char) -> bool {
    is_accent(c) || matches!(c, '\u{3099}' | '\u{309a}' | '\u{1160}'..='\u{11ff}')
}

/// Characters without a visible form: soft hyphen, zero-width and bidi control characters, byte order mark.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// The plain spelling of a letter that Unicode does not decompose.
const fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ß' => "ss",
        'ẞ' => "SS",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, found: &[&str]) {
        let mut hits = Vec::new();
        Words::new(words).find(text, &[], Span::new(0, text.len()), &mut hits);
        let hits: Vec<&str> = hits.iter().map(|hit| hit.of(text)).collect();
        assert_eq!(hits, found, "{words:?} in {text:?}");
    }

    #[test]
    fn lower_case_finds_both_and_capitals_only_themselves() {
        check("The mayor and the Mayor", "mayor", &["mayor", "Mayor"]);
        check("The mayor and the Mayor", "Mayor", &["Mayor"]);
        check("Élan, élan", "élan", &["Élan", "élan"]);
        check("ΣΟΦΟΣ, σοφός", "σοφοσ", &["ΣΟΦΟΣ", "σοφός"]);
    }

    #[test]
    fn letters_without_accents_find_all_and_those_with_them_themselves() {
        check("naïve, nai\u{308}ve, naive.", "naive", &["naïve", "nai\u{308}ve", "naive"]);
        check("naïve, nai\u{308}ve, naive.", "naïve", &["naïve", "nai\u{308}ve"]);
        check("café, cafe\u{301}!", "cafe", &["café", "cafe\u{301}"]);
        check("cafe\u{301} cafe", "café", &["cafe\u{301}"]);
        check("résumé resume", "résumé", &["résumé"]);
        check("Łódź, Ærø, Straße", "lodz", &["Łódź"]);
        check("Łódź, Ærø, Straße", "aero", &["Ærø"]);
        check("Łódź, Ærø, Straße, strasse", "strasse", &["Straße", "strasse"]);
        check("Straße, strasse", "straße", &["Straße"]);
    }

    #[test]
    fn ligatures_are_their_letters() {
        check("the oﬃce, ﬁne", "office", &["oﬃce"]);
        check("the oﬃce, ﬁne", "fi", &["ﬃ", "ﬁ"]);
        check("oﬀ", "f", &["ﬀ"]);
        check("the oﬃce", "off", &["oﬃ"]);
    }

    #[test]
    fn other_forms_are_the_same_and_halves_are_nothing() {
        check("Ｎｅｗｓ at ２", "news", &["Ｎｅｗｓ"]);
        check("한국, \u{1112}\u{1161}\u{11ab}국", "한국", &["한국", "\u{1112}\u{1161}\u{11ab}국"]);
        check("한국", "하", &[]);
        check("がか", "か", &["か"]);
        check("हिन्दी", "हन", &[]);
    }

    #[test]
    fn words_are_found_across_line_breaks_and_typographic_marks() {
        check("we will\nnot go, we will  not", "will not", &["will\nnot", "will  not"]);
        check("it’s “so”, it's \"so\"", "it's \"so\"", &["it’s “so”", "it's \"so\""]);
        check("it's", "it’s", &["it's"]);
        check("1914–18", "1914-18", &["1914–18"]);
        check("co\u{ad}operate", "cooperate", &["co\u{ad}operate"]);
    }

    #[test]
    fn matches_do_not_overlap_and_nothing_finds_nothing() {
        check("aaaaa", "aa", &["aa", "aa"]);
        check("abc", "", &[]);
        check("abc", "abcd", &[]);
        check("abc", "\u{301}", &[]);
    }

    #[test]
    fn what_is_hidden_is_not_there() {
        let text = "a **bold** word, [here](word)";
        let hidden = [Span::new(2, 4), Span::new(8, 10), Span::new(17, 18), Span::new(22, 29)];
        for (words, found) in [("bold word", vec!["bold** word"]), ("word", vec!["word"]), ("**", vec![])] {
            let mut hits = Vec::new();
            Words::new(words).find(text, &hidden, Span::new(0, text.len()), &mut hits);
            assert_eq!(hits.iter().map(|hit| hit.of(text)).collect::<Vec<_>>(), found, "{words}");
        }
    }

    #[test]
    fn in_a_name_neither_case_nor_accents_count() {
        assert!(Words::loose("GARCÍA").are_in("Ana garcia"));
        assert!(Words::loose("garcia").are_in("Ana García"));
        assert!(!Words::loose("garcia").are_in("Garc"));
    }
}
