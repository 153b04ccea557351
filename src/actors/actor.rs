//! Actors, and the quotes that are theirs, as the rest of the program knows them.

use super::mention::Mention;
use crate::{
    attribution::{Quote, QuoteKind},
    span::Span,
};
use serde::{Deserialize, Serialize};

/// An actor's place in `Analysis::actors`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorId(pub usize);

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// One person with a name or a role.
    Person,
    /// A company, agency, office, newspaper, party.
    Organisation,
    /// A country, capital or other place that speaks for its government.
    Place,
    /// Several people taken together ("critics", "Japanese media").
    Group,
    /// A report, a statement, a law.
    Document,
    /// A source whose name is withheld ("a senior official").
    Anonymous,
}

impl ActorKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organisation, Self::Place, Self::Group, Self::Document, Self::Anonymous];

    /// The word that exports use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
        }
    }

    /// The kind that exports call so.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Somebody who speaks, carries words or is spoken to in an article: each one once, whatever the text calls them.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Canonical name: the fullest the text gives, without titles.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The description with which the text introduces it ("Chinese President").
    pub role: Option<String>,
    /// The other names the text uses, in order of first use; no pronouns.
    pub aliases: Vec<String>,
    /// Where the text mentions it, in text order, without overlap.
    pub mentions: Vec<Mention>,
    /// How many quotes it is the speaker of.
    pub quotes: QuoteCounts,
    /// How many words stand in these quotes.
    pub words: usize,
}

impl Actor {
    /// The mention of it in `words`: the one whose end lies last in them, which is where a phrase has its head.
    pub fn mention_in(&self, words: Span) -> Option<&Mention> {
        let past = self.mentions.partition_point(|m| m.span.start < words.end);
        self.mentions.get(..past)?.last().filter(|m| m.span.overlaps(words))
    }
}

/// How many quotes somebody is the speaker of, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct QuoteCounts {
    /// In quotation marks.
    pub direct: usize,
    /// Partly so.
    pub mixed: usize,
    /// Without any.
    pub indirect: usize,
}

impl QuoteCounts {
    /// All of them.
    pub const fn total(self) -> usize {
        self.direct + self.mixed + self.indirect
    }

    /// Counts one less of `kind`.
    pub const fn take(&mut self, kind: QuoteKind) {
        let count = match kind {
            QuoteKind::Direct => &mut self.direct,
            QuoteKind::Mixed => &mut self.mixed,
            QuoteKind::Indirect => &mut self.indirect,
        };
        *count = count.saturating_sub(1);
    }

    /// Counts one more of `kind`.
    pub const fn add(&mut self, kind: QuoteKind) {
        match kind {
            QuoteKind::Direct => self.direct += 1,
            QuoteKind::Mixed => self.mixed += 1,
            QuoteKind::Indirect => self.indirect += 1,
        }
    }
}

/// A quote and the actors it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributedQuote {
    /// Content, cue and source in the text.
    pub quote: Quote,
    /// Who says it.
    pub speaker: Option<ActorId>,
    /// Who carried it.
    pub via: Option<ActorId>,
    /// Whom it was said to.
    pub to: Option<ActorId>,
    /// How sure it is that the words that name the source mean this speaker, 0 to 1; none where the model does not tell.
    pub speaker_confidence: Option<f32>,
}

impl AttributedQuote {
    /// A quote of this speaker, if of any, of which nothing else is known.
    pub const fn new(quote: Quote, speaker: Option<ActorId>) -> Self {
        Self { quote, speaker, via: None, to: None, speaker_confidence: None }
    }
}
