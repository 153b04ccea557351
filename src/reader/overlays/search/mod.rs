//! Finding words in the text, a stretch at a time, so that even a long text never makes a key wait.

pub mod update;

use crate::{reader::article::jumps::ReadingPosition, span::Span};

/// Bytes looked through in one go.
const STRETCH: usize = 1 << 20;

/// A search and what it has found so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The words as typed.
    pub query: String,
    /// Where they stand, in order.
    pub hits: Vec<Span>,
    /// The match that was jumped to, as a place in `hits`.
    pub current: Option<usize>,
    /// Where the text stood when the search began.
    pub origin: ReadingPosition,
    pattern: Pattern,
    /// How far the text has been looked through; `None` when all of it has.
    scanned: Option<usize>,
}

impl Search {
    /// A search without words yet, begun at `origin`.
    pub fn new(origin: ReadingPosition) -> Self {
        Self {
            query: String::new(),
            hits: Vec::new(),
            current: None,
            origin,
            pattern: Pattern::default(),
            scanned: None,
        }
    }

    /// Looks for other words from now on.
    pub fn look_for(&mut self, query: String) {
        self.pattern = Pattern::new(&query);
        self.query = query;
        self.hits.clear();
        self.current = None;
        self.scanned = (!self.pattern.chars.is_empty()).then_some(0);
    }

    /// Whether the whole text has been looked through.
    pub const fn is_done(&self) -> bool {
        self.scanned.is_none()
    }

    /// Looks through the next stretch of `text`.
    pub fn advance(&mut self, text: &str) {
        let Some(from) = self.scanned else { return };
        let mut to = from.saturating_add(STRETCH).min(text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        let resume = self.hits.last().map_or(from, |hit| hit.end.max(from));
        self.pattern.find(text, Span::new(resume.min(to), to), &mut self.hits);
        self.scanned = (to < text.len()).then_some(to);
    }

    /// The matches that share a byte with `span`, with the place of the first in `hits`.
    pub fn within(&self, span: Span) -> (usize, &[Span]) {
        let from = self.hits.partition_point(|h| h.end <= span.start);
        let to = self.hits.partition_point(|h| h.start < span.end);
        (from, self.hits.get(from..to).unwrap_or_default())
    }

    /// The first match at or after `offset`, if any has been found.
    pub fn from(&self, offset: usize) -> Option<usize> {
        let place = self.hits.partition_point(|h| h.start < offset);
        (place < self.hits.len()).then_some(place)
    }
}

/// Words to find. White space matches white space of any length, straight marks match curly ones, and lower case
/// matches both cases unless the words hold a capital.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Pattern {
    chars: Vec<char>,
    exact: bool,
}

impl Pattern {
    fn new(query: &str) -> Self {
        let exact = query.chars().any(char::is_uppercase);
        let mut chars: Vec<char> = Vec::new();
        for c in query.chars().filter(|&c| !is_invisible(c)).map(|c| fold(c, exact)) {
            if c != ' ' || chars.last() != Some(&' ') {
                chars.push(c);
            }
        }
        Self { chars, exact }
    }

    /// Adds the matches that begin in `stretch`, none overlapping another.
    fn find(&self, text: &str, stretch: Span, hits: &mut Vec<Span>) {
        let Some(&first) = self.chars.first() else { return };
        let mut free = stretch.start;
        for (at, c) in stretch.of(text).char_indices() {
            let start = stretch.start + at;
            if start < free || fold(c, self.exact) != first {
                continue;
            }
            if let Some(end) = self.end_at(text, start) {
                hits.push(Span::new(start, end));
                free = end;
            }
        }
    }

    /// Where a match that begins at `start` ends.
    fn end_at(&self, text: &str, start: usize) -> Option<usize> {
        let mut rest = text.get(start..)?.chars();
        for &wanted in &self.chars {
            let mut found = rest.next()?;
            while is_invisible(found) {
                found = rest.next()?;
            }
            if fold(found, self.exact) != wanted {
                return None;
            }
            if wanted == ' ' {
                let spaces = rest.as_str();
                rest = spaces.trim_start().chars();
            }
        }
        Some(text.len() - rest.as_str().len())
    }
}

/// What a character counts as.
fn fold(c: char, exact: bool) -> char {
    match c {
        'A'..='Z' if !exact => c.to_ascii_lowercase(),
        '!'..='~' => c,
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        _ if c.is_whitespace() => ' ',
        _ if exact => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Characters that stand in a text without being seen.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, query: &str, found: &[&str]) {
        let mut search = Search::new(ReadingPosition::default());
        search.look_for(query.to_owned());
        while !search.is_done() {
            search.advance(text);
        }
        let hits: Vec<&str> = search.hits.iter().map(|h| h.of(text)).collect();
        assert_eq!(hits, found, "{query:?} in {text:?}");
    }

    #[test]
    fn lower_case_finds_both_and_capitals_only_themselves() {
        check("The mayor and the Mayor", "mayor", &["mayor", "Mayor"]);
        check("The mayor and the Mayor", "Mayor", &["Mayor"]);
        check("Élan, élan", "élan", &["Élan", "élan"]);
    }

    #[test]
    fn words_are_found_across_line_breaks_and_typographic_marks() {
        check("we will\nnot go, we will  not", "will not", &["will\nnot", "will  not"]);
        check("it’s “so”, it's \"so\"", "it's \"so\"", &["it’s “so”", "it's \"so\""]);
        check("co\u{ad}operate", "cooperate", &["co\u{ad}operate"]);
    }

    #[test]
    fn matches_do_not_overlap_and_nothing_finds_nothing() {
        check("aaaaa", "aa", &["aa", "aa"]);
        check("abc", "", &[]);
        check("abc", "abcd", &[]);
    }

    #[test]
    fn a_match_across_two_stretches_is_found_once() {
        let text = format!("{}é needle {}needle", "x".repeat(STRETCH - 5), "y".repeat(STRETCH));
        check(&text, "needle", &["needle", "needle"]);
    }
}
