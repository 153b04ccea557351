//! An analysis that is being corrected, with the consequences of each change.

mod actors;
mod quotes;

pub use quotes::{alike, source_words};

use crate::{
    actors::{Actor, ActorId, AttributedQuote},
    analysis::{Analysis, Architecture, Corrected},
    article::Article,
    attribution::Quote,
    language::count_words,
};
use std::{cmp::Reverse, collections::BTreeSet};

/// An analysis that is being corrected. Quotes and actors keep their indices until the end.
pub(super) struct Editor<'a> {
    article: &'a Article,
    quotes: Vec<AttributedQuote>,
    /// The quotes as the analysis has found them, which are those of the same places in `quotes`.
    originals: Vec<Quote>,
    rejected: BTreeSet<usize>,
    actors: Vec<Actor>,
    /// How many actors the analysis has found.
    found: usize,
    /// The actors that have become part of another.
    merged: BTreeSet<ActorId>,
    read_by: Architecture,
    corrected: Corrected,
}

impl<'a> Editor<'a> {
    /// An editor of `analysis`.
    pub(super) fn new(article: &'a Article, analysis: Analysis) -> Self {
        let Analysis { quotes, actors, read_by, corrected } = analysis;
        let found = actors.len();
        Self {
            article,
            originals: quotes.iter().map(|quote| quote.quote.clone()).collect(),
            quotes,
            rejected: BTreeSet::new(),
            actors,
            found,
            merged: BTreeSet::new(),
            read_by,
            corrected,
        }
    }

    /// Counts a quote for its speaker, or no longer. One that is rejected counts for nobody.
    fn count(&mut self, place: usize, more: bool) {
        let Some(quote) = self.quotes.get(place).filter(|_| !self.rejected.contains(&place)) else { return };
        let Some(actor) = quote.speaker.and_then(|id| self.actors.get_mut(id.0)) else { return };
        let words: usize = quote.quote.content.iter().map(|piece| count_words(self.article, *piece)).sum();
        if more {
            actor.quotes.add(quote.quote.kind);
            actor.words += words;
        } else {
            actor.quotes.take(quote.quote.kind);
            actor.words = actor.words.saturating_sub(words);
        }
    }

    /// Removes what is gone and sorts the actors again. Also gives which one each was before.
    pub(super) fn finish(self) -> (Analysis, Vec<Option<ActorId>>) {
        let Self { quotes, rejected, actors, found, merged, read_by, corrected, .. } = self;
        // An actor that was added for a quote that was then given to another is removed.
        let is_idle = |place: usize, actor: &Actor| {
            let id = Some(ActorId(place));
            place >= found && actor.quotes.total() == 0 && quotes.iter().all(|q| q.via != id && q.to != id)
        };
        let places = actors.iter().enumerate();
        let kept =
            places.filter(|(place, actor)| !merged.contains(&ActorId(*place)) && !is_idle(*place, actor));
        let mut order: Vec<usize> = kept.map(|(place, _)| place).collect();
        // Actors without mentions come last.
        let first =
            |i: usize| actors.get(i).and_then(|a| a.mentions.first()).map_or(usize::MAX, |m| m.span.start);
        order.sort_by_key(|&i| first(i));
        let mut places = vec![None; actors.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(place) = places.get_mut(old) {
                *place = Some(ActorId(new));
            }
        }
        let moved = |id: ActorId| places.get(id.0).copied().flatten();
        let mut kept = Vec::with_capacity(quotes.len());
        let mut touched = BTreeSet::new();
        let mut quotes: Vec<(usize, AttributedQuote)> = quotes.into_iter().enumerate().collect();
        quotes.retain(|(place, _)| !rejected.contains(place));
        // Bounds may have moved, and what was added is last.
        quotes.sort_by_key(|(_, quote)| {
            let extent = quote.quote.extent();
            (extent.start, Reverse(extent.end))
        });
        for (place, mut quote) in quotes {
            for id in [&mut quote.speaker, &mut quote.via, &mut quote.to] {
                *id = id.and_then(moved);
            }
            if corrected.quotes.contains(&place) {
                touched.insert(kept.len());
            }
            kept.push(quote);
        }
        let origins = order.iter().map(|&old| (old < found).then_some(ActorId(old))).collect();
        let mut actors: Vec<Option<Actor>> = actors.into_iter().map(Some).collect();
        let analysis = Analysis {
            quotes: kept,
            actors: order.iter().filter_map(|&old| actors.get_mut(old)?.take()).collect(),
            read_by,
            corrected: Corrected {
                quotes: touched,
                actors: corrected.actors.into_iter().filter_map(moved).collect(),
            },
        };
        (analysis, origins)
    }
}
