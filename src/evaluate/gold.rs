//! Documents with gold quotes, as lines of JSON.

use crate::span::Span;
use serde::Deserialize;

/// An article with the quotes that people found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// The article's name.
    pub doc: String,
    /// Its text.
    pub text: String,
    /// Its quotes.
    pub(super) quotes: Vec<GoldQuote>,
    /// Spans that may be found as quotes without being counted against.
    pub(super) free: Vec<Span>,
    /// Whether only some of the quotes are marked, so that nothing found is counted against.
    pub(super) is_partial: bool,
    /// Whether the document is to be left out.
    pub is_skipped: bool,
}

/// A gold quote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GoldQuote {
    pub content: Vec<Span>,
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    /// The names of the speaker, where gold says who it is.
    pub names: Vec<String>,
}

/// Why a line is no gold document: what is wrong, in words, and the column where that is known.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct GoldError(#[from] serde_json::Error);

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    quotes: Vec<Quote>,
    #[serde(default)]
    nested: Vec<Nested>,
    #[serde(default)]
    unattributed: Vec<[usize; 2]>,
    #[serde(default)]
    partial: bool,
    #[serde(default)]
    skip: bool,
}

#[derive(Deserialize)]
struct Quote {
    content: Vec<[usize; 2]>,
    #[serde(default)]
    source: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    cue: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Nested {
    content: Vec<[usize; 2]>,
}

impl GoldError {
    /// What the parser says.
    pub const fn reason(&self) -> &serde_json::Error {
        &self.0
    }
}

/// Tells the byte of each code point of `text`; those past the end are the end.
pub(super) fn places(text: &str) -> impl Fn(usize) -> usize + use<> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let length = text.len();
    move |at| bytes.get(at).copied().unwrap_or(length)
}

impl Gold {
    /// Reads a line. Its offsets count Unicode code points; those past the end are the end.
    ///
    /// # Errors
    /// Where it is not a JSON object with "doc", "text" and "quotes".
    pub fn read(line: &[u8]) -> Result<Self, GoldError> {
        let line: Line = serde_json::from_slice(line)?;
        let byte = places(&line.text);
        let spans = |list: &[[usize; 2]]| -> Vec<Span> {
            list.iter().map(|&[start, end]| Span::new(byte(start), byte(end.max(start)))).collect()
        };
        let quotes = line.quotes.into_iter().map(|q| GoldQuote {
            content: spans(&q.content),
            source: spans(&q.source.unwrap_or_default()),
            cue: spans(&q.cue.unwrap_or_default()),
            names: match q.speaker.filter(|name| !name.is_empty()) {
                Some(name) => std::iter::once(name).chain(q.aliases).collect(),
                None => Vec::new(),
            },
        });
        let quotes = quotes.collect();
        let nested = line.nested.iter().flat_map(|n| spans(&n.content));
        let free = spans(&line.unattributed).into_iter().chain(nested).collect();
        Ok(Self {
            quotes,
            free,
            is_partial: line.partial,
            is_skipped: line.skip,
            doc: line.doc,
            text: line.text,
        })
    }
}
