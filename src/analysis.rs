//! The one function that runs language, attribution and actors over an article.

use crate::{
    actors::{self, Actor, ActorId, AttributedQuote, Why},
    article::Article,
    attribution,
    language::Tokens,
};

/// Who says what in an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// The quotes, ordered by where they begin.
    pub quotes: Vec<AttributedQuote>,
    /// The actors, ordered by first mention. [`ActorId`]s index it.
    pub actors: Vec<Actor>,
}

impl Analysis {
    /// Analyses `article`. Pure and deterministic; time grows linearly with the text.
    pub fn of(article: &Article) -> Self {
        let tokens = Tokens::of(article);
        let quotes = attribution::attribute(article, &tokens);
        let (quotes, actors) = actors::resolve(article, &tokens, quotes);
        Self { quotes, actors }
    }

    /// The actor with this id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0)
    }

    /// Why the words that name a quote's source mean its speaker; `None` where no words do, or nobody is known to speak.
    pub fn why_speaker(&self, quote: &AttributedQuote) -> Option<Why> {
        let mention = self.actor(quote.speaker?)?.mention_in(quote.quote.source?)?;
        Some(mention.why)
    }

    /// How many words all quotes hold together, the whole that an actor's share is a part of.
    pub fn quoted_words(&self) -> usize {
        self.actors.iter().map(|a| a.words).sum()
    }
}
