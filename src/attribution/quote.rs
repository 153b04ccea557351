//! Quotes, as the rest of the program knows them.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How a quote gives the words of its source.
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

    /// The field's word for it, as exports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// What the words of a quote are of their source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sense {
    /// Said, written or signed to others.
    #[default]
    Speech,
    /// Thought, felt or hoped.
    Thought,
    /// A document's words.
    Document,
}

impl Sense {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Speech, Self::Thought, Self::Document];

    /// The field's word for it, as exports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Thought => "thought",
            Self::Document => "document",
        }
    }
}

/// Words that an article gives as somebody's: content, cue and source, each where it stands in the text.
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
    /// Whether they are spoken, thought, or a document's.
    pub sense: Sense,
    /// How sure the analysis is that this is a quote of this source, 0 to 1.
    pub confidence: f32,
}

impl Quote {
    /// Speech of which nothing is known but its words, with full confidence.
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
