//! Quotes, as the rest of the program knows them.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How much of a quote stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// (Nearly) all of it stands in quotation marks.
    Direct,
    /// Part of it stands in quotation marks.
    Mixed,
    /// None of it does.
    Indirect,
}

impl QuoteKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The usual term for it, as exports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// How the words of a quote come from their source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sense {
    /// They were said, written or signed.
    #[default]
    Speech,
    /// They are a thought, a feeling or a hope.
    Thought,
    /// They stand in a document.
    Document,
}

impl Sense {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Speech, Self::Thought, Self::Document];

    /// The usual term for it, as exports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Thought => "thought",
            Self::Document => "document",
        }
    }
}

/// Words that an article attributes to a source: content, cue and source, as spans of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// What is said, in one or more pieces in text order, quotation marks included. Never empty.
    pub content: Vec<Span>,
    /// The words that tell that something is said ("said", "according to").
    pub cue: Option<Span>,
    /// The words that name who says it.
    pub source: Option<Span>,
    /// The words that name who carried it to the writer ("according to Xinhua").
    pub via: Option<Span>,
    /// The words that name whom it was said to ("told Trump").
    pub to: Option<Span>,
    /// Whether it is speech, thought, or the words of a document.
    pub sense: Sense,
    /// The confidence that this is a quote of this source, 0 to 1.
    pub confidence: f32,
}

impl Quote {
    /// A quote with nothing but its content, and with full confidence.
    pub const fn new(kind: QuoteKind, content: Vec<Span>) -> Self {
        let sense = Sense::Speech;
        Self { kind, content, cue: None, source: None, via: None, to: None, sense, confidence: 1.0 }
    }

    /// From the first byte of the content to the last, whatever stands between the pieces.
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or(Span::new(0, 0));
        self.content.iter().copied().fold(first, Span::join)
    }
}
