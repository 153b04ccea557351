//! What a person has marked in an article: stretches of its text, each with a note or without. Takes an article and
//! [`Highlight`]s, gives where these stand in it ([`places`]).
//!
//! A highlight is known by its words and by what stands around them, so that it holds for every width and every analysis, and
//! for an article that has changed a little since. One whose words are not there any more has no place and is kept all the
//! same. Only [`Store`] touches files.
//!
//! ```
//! use dixit::highlights::{Highlight, places};
//! use dixit::Span;
//!
//! let before = "The bridge is safe, the council said. It will stay open.";
//! let highlight = Highlight::of(before, Span::new(4, 18), Some("really?".to_owned()));
//! let after = "Updated on Monday: the bridge is safe, said the council. It will stay open.";
//! assert_eq!(places(after, &[highlight])[0].map(|span| span.of(after)), Some("bridge is safe"));
//! ```

mod place;

pub use place::places;

#[cfg(feature = "reader")]
use crate::keeping;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Where highlights are kept between runs.
#[cfg(feature = "reader")]
pub type Store = keeping::Store<Highlight>;
/// A change to the highlights that are kept.
#[cfg(feature = "reader")]
pub type Change = keeping::Change<Highlight>;

/// Most bytes that are kept of what stands before and after a highlight.
const AROUND: usize = 60;

/// A stretch of the text that a person has marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// Its words, as they stand in the text.
    pub words: String,
    /// Where it begins, in bytes of UTF-8.
    #[serde(default)]
    pub at: usize,
    /// What stands before it.
    #[serde(default)]
    pub before: String,
    /// What stands after it.
    #[serde(default)]
    pub after: String,
    /// What the person has written to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A highlight and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The highlight.
    pub highlight: &'a Highlight,
    /// Where it stands in the text; none where its words are not there.
    pub span: Option<Span>,
}

impl Highlight {
    /// The one over `span` of `text`.
    pub fn of(text: &str, span: Span, note: Option<String>) -> Self {
        let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let before = Span::new(floor(span.start.saturating_sub(AROUND)), span.start);
        let after = Span::new(span.end, floor((span.end + AROUND).min(text.len())).max(span.end));
        Self {
            words: span.of(text).to_owned(),
            at: span.start,
            before: before.of(text).to_owned(),
            after: after.of(text).to_owned(),
            note,
        }
    }
}

/// Highlights with their places in `text`, in the order of the text; those that are not in it come last.
pub fn placed<'a>(text: &str, highlights: &'a [Highlight]) -> Vec<Placed<'a>> {
    let spans = places(text, highlights);
    let mut out: Vec<Placed<'a>> =
        highlights.iter().zip(spans).map(|(highlight, span)| Placed { highlight, span }).collect();
    out.sort_by_key(|placed| {
        placed.span.map_or((usize::MAX, placed.highlight.at), |span| (span.start, span.end))
    });
    out
}

/// The highlights of a text as they are read.
#[cfg(feature = "reader")]
#[derive(Debug, Deserialize)]
pub struct Part {
    text: String,
    #[serde(default)]
    highlight: Vec<Highlight>,
}

#[cfg(feature = "reader")]
impl keeping::Kept for Highlight {
    const TABLE: &'static str = "highlight";
    const FOLDER: &'static str = "highlights";
    const PLURAL: &'static str = "highlights and notes";
    const PREAMBLE: &'static str = "\
# Highlights and notes made in dixit. Each [[article]] is a text, known by the SHA-256 of its UTF-8; places are bytes of UTF-8.

";
    const SETS_ASIDE: bool = true;
    type Part = Part;

    fn of(part: Part) -> (String, Vec<Self>) {
        (part.text, part.highlight)
    }

    fn any_fits(all: &[Self], text: &str) -> bool {
        places(text, all).iter().any(Option::is_some)
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.words, &self.note, &self.before) == (&other.words, &other.note, &other.before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_is_cut_at_characters() {
        let text = format!("{}word{}", "é".repeat(100), "ü".repeat(100));
        let start = text.find("word").unwrap();
        let highlight = Highlight::of(&text, Span::new(start, start + 4), None);
        assert_eq!(
            (highlight.words.as_str(), highlight.before.len(), highlight.after.len()),
            ("word", 60, 60)
        );
        let whole = Highlight::of("word", Span::new(0, 4), None);
        assert_eq!((whole.before.as_str(), whole.after.as_str()), ("", ""));
    }

    #[test]
    fn they_come_in_the_order_of_the_text_and_those_without_a_place_last() {
        let text = "One two three.";
        let of = |words: &str| Highlight {
            words: words.to_owned(),
            at: 0,
            before: String::new(),
            after: String::new(),
            note: None,
        };
        let highlights = [of("gone"), of("three"), of("two")];
        let order: Vec<&str> =
            placed(text, &highlights).iter().map(|placed| placed.highlight.words.as_str()).collect();
        assert_eq!(order, ["two", "three", "gone"]);
    }
}
