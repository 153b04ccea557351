//! Selecting a stretch of words: to be a quote, its bounds or a highlight, or to be copied.

pub mod update;

use crate::{corrections::QuoteName, span::Span};

/// The state of the selection. Its ends are whole words, delimited by white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What it is for.
    pub purpose: Purpose,
    /// The word at the fixed end; `None` while only the first word is being looked for.
    fixed: Option<Span>,
    /// The word at the moving end.
    moving: Span,
    /// Which end is moving, where the ends may not cross.
    edge: Option<Edge>,
}

/// An end of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Where they begin.
    Beginning,
    /// Where they end.
    End,
}

impl Edge {
    /// The opposite end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Beginning => Self::End,
            Self::End => Self::Beginning,
        }
    }

    /// In words, the side on which this end may not be.
    pub const fn wrong_side(self) -> &'static str {
        match self {
            Self::Beginning => "behind",
            Self::End => "before",
        }
    }

    /// Its name, for the person.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beginning => "the beginning",
            Self::End => "the end",
        }
    }
}

/// What a selection is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// It becomes a quote or a highlight.
    Quote,
    /// It becomes the new bounds of this quote.
    Bounds(QuoteName),
}

impl Stretch {
    /// A single word, from which a selection may begin.
    pub const fn at(word: Span) -> Self {
        Self { purpose: Purpose::Quote, fixed: None, moving: word, edge: None }
    }

    /// From the word at byte `from` to the word at byte `to`.
    pub fn between(text: &str, from: usize, to: usize) -> Self {
        Self {
            purpose: Purpose::Quote,
            fixed: Some(word_at(text, from)),
            moving: word_at(text, to),
            edge: None,
        }
    }

    /// The words of a quote, to change its bounds. The end moves first, and the ends may not cross.
    pub fn of_quote(text: &str, quote: QuoteName, extent: Span) -> Self {
        let fixed = word_at(text, extent.start);
        let moving = word_at(text, extent.end.saturating_sub(1));
        Self { purpose: Purpose::Bounds(quote), fixed: Some(fixed), moving, edge: Some(Edge::End) }
    }

    /// The selected span.
    pub fn span(&self) -> Span {
        self.fixed.map_or(self.moving, |fixed| fixed.join(self.moving))
    }

    /// The selected span without a stop or comma at its end.
    pub fn words(&self, text: &str) -> Span {
        self.span().without_stop(text)
    }

    /// The word at the moving end.
    pub const fn moving(&self) -> Span {
        self.moving
    }

    /// Fixes one end at the current word; the other moves from now on.
    pub fn begin(&mut self) {
        self.fixed = Some(self.moving);
    }

    /// Whether one end is fixed.
    pub const fn has_begun(&self) -> bool {
        self.fixed.is_some()
    }

    /// Swaps the fixed and the moving end.
    pub fn turn(&mut self) {
        if let Some(fixed) = &mut self.fixed {
            std::mem::swap(fixed, &mut self.moving);
            self.edge = self.edge.map(Edge::other);
        }
    }

    /// Which end is moving, where the ends may not cross.
    pub const fn edge(&self) -> Option<Edge> {
        self.edge
    }

    /// Moves the moving end back to the fixed one where it has crossed it and may not. Returns whether it had.
    pub fn keep_order(&mut self) -> bool {
        let Some((edge, fixed)) = self.edge.zip(self.fixed) else { return false };
        let is_beyond = match edge {
            Edge::Beginning => self.moving.start > fixed.start,
            Edge::End => self.moving.start < fixed.start,
        };
        if is_beyond {
            self.moving = fixed;
        }
        is_beyond
    }

    /// Moves by words, up to the ends of the text.
    pub fn step(&mut self, text: &str, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let next =
                if by > 0 { word_after(text, self.moving.end) } else { word_before(text, self.moving.start) };
            let Some(next) = next else { return };
            self.moving = next;
        }
    }

    /// Moves to the word at `offset`, or the next one.
    pub fn go_to(&mut self, text: &str, offset: usize) {
        self.moving = word_at(text, offset);
    }

    /// Selects all words of `span`; its last word is the moving end.
    pub fn cover(&mut self, text: &str, span: Span) {
        self.fixed = Some(word_at(text, span.start));
        self.moving = word_at(text, span.end.saturating_sub(1));
        self.edge = self.edge.map(|_| Edge::End);
    }

    /// Moves to the last word of the paragraph, or, with `on` false, to the first; from there, to that of the next
    /// paragraph. `paragraphs` are in order.
    pub fn paragraph(&mut self, text: &str, paragraphs: &[Span], on: bool) {
        let end = |span: &Span| word_at(text, if on { span.end.saturating_sub(1) } else { span.start });
        let mut ends = paragraphs.iter().filter(|span| !span.is_empty()).map(end);
        let to = if on {
            ends.find(|end| end.start > self.moving.start)
        } else {
            ends.take_while(|end| end.start < self.moving.start).last()
        };
        self.moving = to.unwrap_or(self.moving);
    }

    /// Moves to the last word of the sentence, or, with `on` false, to the first; from there, to that of the next
    /// sentence.
    pub fn sentence(&mut self, text: &str, on: bool) {
        let start = self.moving;
        loop {
            let beside =
                if on { word_after(text, self.moving.end) } else { word_before(text, self.moving.start) };
            let Some(beside) = beside else { return };
            let (before, after) = if on { (self.moving, beside) } else { (beside, self.moving) };
            let between = Span::new(before.end, after.start).of(text);
            let is_end = ends_sentence(before.of(text)) || between.contains("\n\n");
            if is_end && self.moving != start {
                return;
            }
            self.moving = beside;
        }
    }
}

/// Whether a word ends with a sentence-final mark, perhaps inside closing marks.
fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']).ends_with(['.', '!', '?', '…'])
}

/// The word at `offset`, or the next one, or the last.
fn word_at(text: &str, offset: usize) -> Span {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text.get(..offset).and_then(|before| before.rfind(char::is_whitespace)).map_or(0, |space| {
        space + text.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    word_after(text, start).or_else(|| word_before(text, start)).unwrap_or(Span::new(0, 0))
}

/// The first word that begins at or behind `offset`.
fn word_after(text: &str, offset: usize) -> Option<Span> {
    let rest = text.get(offset..)?;
    let start = offset + rest.find(|c: char| !c.is_whitespace())?;
    let length = text.get(start..)?.find(char::is_whitespace).unwrap_or(text.len() - start);
    Some(Span::new(start, start + length))
}

/// The last word that ends before `offset`.
fn word_before(text: &str, offset: usize) -> Option<Span> {
    let before = text.get(..offset)?.trim_end();
    let start = before.char_indices().rev().take_while(|(_, c)| !c.is_whitespace()).last()?.0;
    Some(Span::new(start, before.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Roe left.\n\nShe said it was late, and “cold,” there. Nobody answered.";

    fn stretch(word: &str) -> Stretch {
        Stretch::at(word_at(TEXT, TEXT.find(word).unwrap()))
    }

    #[test]
    fn words_are_marked_from_either_end() {
        let mut stretch = stretch("it");
        stretch.step(TEXT, -1);
        stretch.step(TEXT, 1);
        stretch.begin();
        stretch.step(TEXT, 2);
        assert_eq!(stretch.words(TEXT).of(TEXT), "it was late");
        stretch.step(TEXT, 2);
        assert_eq!(stretch.words(TEXT).of(TEXT), "it was late, and “cold,”");
        stretch.turn();
        stretch.step(TEXT, 1);
        assert_eq!(stretch.words(TEXT).of(TEXT), "was late, and “cold,”");
        stretch.step(TEXT, -99);
        assert_eq!(stretch.span().start, 0);
        stretch.step(TEXT, 99);
        assert_eq!(stretch.words(TEXT).of(TEXT), "“cold,” there. Nobody answered");
    }

    #[test]
    fn the_ends_of_a_quote_never_change_places() {
        let name = QuoteName { words: vec!["it was late".to_owned()], at: vec![20] };
        let start = TEXT.find("it was").unwrap();
        let mut stretch = Stretch::of_quote(TEXT, name, Span::new(start, start + "it was late".len()));
        stretch.step(TEXT, -9);
        assert!(stretch.keep_order());
        assert_eq!(stretch.span().of(TEXT), "it");
        stretch.turn();
        stretch.step(TEXT, 1);
        assert!(stretch.keep_order());
        stretch.step(TEXT, -1);
        assert!(!stretch.keep_order());
        assert_eq!((stretch.span().of(TEXT), stretch.edge()), ("said it", Some(Edge::Beginning)));
    }

    #[test]
    fn a_sentence_ends_at_its_stop_or_paragraph() {
        let mut stretch = stretch("it");
        stretch.begin();
        stretch.sentence(TEXT, true);
        assert_eq!(stretch.span().of(TEXT), "it was late, and “cold,” there.");
        stretch.sentence(TEXT, true);
        assert_eq!(stretch.moving().of(TEXT), "answered.");
        stretch.sentence(TEXT, false);
        assert_eq!(stretch.moving().of(TEXT), "Nobody");
        stretch.sentence(TEXT, false);
        assert_eq!(stretch.moving().of(TEXT), "She");
    }

    #[test]
    fn a_paragraph_ends_at_its_last_word() {
        let paragraphs = [Span::new(0, 9), Span::new(11, TEXT.len())];
        let mut stretch = stretch("left");
        stretch.begin();
        stretch.paragraph(TEXT, &paragraphs, true);
        assert_eq!(stretch.moving().of(TEXT), "answered.");
        stretch.paragraph(TEXT, &paragraphs, true);
        assert_eq!(stretch.moving().of(TEXT), "answered.");
        stretch.paragraph(TEXT, &paragraphs, false);
        assert_eq!(stretch.moving().of(TEXT), "She");
        stretch.paragraph(TEXT, &paragraphs, false);
        assert_eq!(stretch.span().of(TEXT), "Roe left.");
        assert_eq!(Stretch::between(TEXT, 40, 12).span().of(TEXT), "She said it was late, and “cold,”");
    }

    #[test]
    fn any_offset_has_a_word() {
        for offset in 0..TEXT.len() + 3 {
            assert!(!word_at(TEXT, offset).is_empty());
        }
        assert_eq!(word_at("", 0), Span::new(0, 0));
        assert_eq!(word_at(" \n", 1), Span::new(0, 0));
    }
}
