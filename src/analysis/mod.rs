//! The analysis of an article: who says what in it.

mod analyzer;
mod certainty;
mod naming;

use crate::actors::{Actor, ActorId, AttributedQuote, Why};
pub use analyzer::{Analyzer, Architecture, LONGEST_CAREFUL, Options};
pub use certainty::{Bounds, Certainty, Omitted, Reduced, Threshold};
pub use naming::Naming;
use std::collections::BTreeSet;

/// Who says what in an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// The quotes, ordered by where they begin.
    pub quotes: Vec<AttributedQuote>,
    /// The actors, ordered by first mention. [`ActorId`]s index it.
    pub actors: Vec<Actor>,
    /// Which model has read the article.
    pub read_by: Architecture,
    /// What a person has corrected in it.
    pub corrected: Corrected,
}

/// What a person has corrected in an analysis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The quotes whose speaker was set or removed, as indices into [`Analysis::quotes`].
    pub quotes: BTreeSet<usize>,
    /// The actors that were added, or merged with another.
    pub actors: BTreeSet<ActorId>,
}

impl Analysis {
    /// The actor with this id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0)
    }

    /// Why the quote with this index has its speaker: a person has corrected it, or why the words of its source mean that actor.
    /// `None` where no words do, or the speaker is not known.
    pub fn why_speaker(&self, quote: usize) -> Option<Why> {
        let AttributedQuote { quote: words, speaker, .. } = self.quotes.get(quote)?;
        let actor = self.actor((*speaker)?)?;
        if self.corrected.quotes.contains(&quote) {
            return Some(Why::Corrected);
        }
        actor.mention_in(words.source?).map(|mention| mention.why)
    }

    /// How many words all quotes have together: the whole of which each actor has a share.
    pub fn quoted_words(&self) -> usize {
        self.actors.iter().map(|a| a.words).sum()
    }
}
