//! From an article to who says what in it.

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
    /// What has read the article.
    pub read_by: Architecture,
    /// What of it a person has put right.
    pub corrected: Corrected,
}

/// What of an analysis a person has put right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The quotes to which a speaker was given, or from which one was taken: places in [`Analysis::quotes`].
    pub quotes: BTreeSet<usize>,
    /// The actors that were added, or to which another was joined.
    pub actors: BTreeSet<ActorId>,
}

impl Analysis {
    /// The actor with this id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0)
    }

    /// Why the speaker of the quote at this place in `quotes` is its speaker: a person said so, or why the words that
    /// name its source mean that actor. `None` where no words do, or nobody is known to speak.
    pub fn why_speaker(&self, quote: usize) -> Option<Why> {
        let AttributedQuote { quote: words, speaker, .. } = self.quotes.get(quote)?;
        let actor = self.actor((*speaker)?)?;
        if self.corrected.quotes.contains(&quote) {
            return Some(Why::Corrected);
        }
        actor.mention_in(words.source?).map(|mention| mention.why)
    }

    /// How many words all quotes hold together, the whole that an actor's share is a part of.
    pub fn quoted_words(&self) -> usize {
        self.actors.iter().map(|a| a.words).sum()
    }
}
