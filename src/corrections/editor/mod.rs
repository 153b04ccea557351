//! An analysis under correction: what each correction changes, and what has to follow from it.

use super::ActorName;
use crate::{
    actors::{Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, QuoteCounts, Why},
    analysis::{Analysis, Architecture, Corrected},
    article::Article,
    language::count_words,
    span::Span,
};
use std::collections::BTreeSet;

/// An analysis that is being changed. Quotes and actors keep their places until the end.
pub(super) struct Editor<'a> {
    article: &'a Article,
    quotes: Vec<AttributedQuote>,
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
    /// Begins with the analysis as it is.
    pub(super) fn new(article: &'a Article, analysis: Analysis) -> Self {
        let Analysis { quotes, actors, read_by, corrected } = analysis;
        let found = actors.len();
        Self {
            article,
            quotes,
            rejected: BTreeSet::new(),
            actors,
            found,
            merged: BTreeSet::new(),
            read_by,
            corrected,
        }
    }

    fn find(&self, name: &ActorName) -> Option<ActorId> {
        let actors = self.actors.iter().enumerate().map(|(place, actor)| (ActorId(place), actor));
        name.find(actors.filter(|(id, _)| !self.merged.contains(id)))
    }

    /// Gives a quote to an actor, who is added where nobody is called so, or to nobody. Gives whether there is such a quote.
    pub(super) fn reassign(&mut self, place: usize, speaker: Option<&ActorName>) -> bool {
        let speaker = speaker.map(|name| self.find(name).unwrap_or_else(|| self.add(&name.name)));
        self.count(place, false);
        let Some(quote) = self.quotes.get_mut(place) else { return false };
        quote.speaker = speaker;
        self.corrected.quotes.insert(place);
        self.count(place, true);
        true
    }

    /// Takes a quote away.
    pub(super) fn reject(&mut self, place: usize) -> bool {
        self.count(place, false);
        self.rejected.insert(place);
        true
    }

    /// Makes one actor a part of another. Gives whether there are two such.
    pub(super) fn merge(&mut self, actor: &ActorName, into: &ActorName) -> bool {
        let (Some(from), Some(to)) = (self.find(actor), self.find(into)) else { return false };
        if from == to {
            // Said before, or the analysis has come to know it.
            return true;
        }
        let Some(joined) = self.actors.get(from.0).cloned() else { return false };
        let Some(kept) = self.actors.get_mut(to.0) else { return false };
        for alias in std::iter::once(joined.name).chain(joined.aliases) {
            if alias != kept.name && !kept.aliases.contains(&alias) {
                kept.aliases.push(alias);
            }
        }
        kept.role = kept.role.take().or(joined.role);
        kept.quotes = QuoteCounts {
            direct: kept.quotes.direct + joined.quotes.direct,
            mixed: kept.quotes.mixed + joined.quotes.mixed,
            indirect: kept.quotes.indirect + joined.quotes.indirect,
        };
        kept.words += joined.words;
        let basis = kept.mentions.first().map(|m| m.span);
        let theirs = joined.mentions.into_iter().map(|m| Mention { why: Why::Corrected, from: basis, ..m });
        kept.mentions.extend(theirs);
        kept.mentions.sort_by_key(|m| (m.span.start, m.why == Why::Corrected));
        kept.mentions.dedup_by(|b, a| a.span.overlaps(b.span));
        for quote in &mut self.quotes {
            for id in [&mut quote.speaker, &mut quote.via, &mut quote.to].into_iter().flatten() {
                if *id == from {
                    *id = to;
                }
            }
        }
        self.merged.insert(from);
        self.corrected.actors.remove(&from);
        self.corrected.actors.insert(to);
        true
    }

    /// An actor that the analysis has not found: a person, mentioned wherever the name stands and means nobody else.
    fn add(&mut self, name: &str) -> ActorId {
        let mut taken: Vec<Span> = self.actors.iter().flat_map(|a| &a.mentions).map(|m| m.span).collect();
        taken.sort_unstable();
        let mentions = occurrences(&self.article.text, name).filter(|span| {
            let after = taken.partition_point(|t| t.end <= span.start);
            taken.get(after).is_none_or(|t| !t.overlaps(*span))
        });
        let mentions =
            mentions.map(|span| Mention { span, form: Form::Name, why: Why::Corrected, from: None });
        let id = ActorId(self.actors.len());
        self.actors.push(Actor {
            name: name.to_owned(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: mentions.collect(),
            quotes: QuoteCounts::default(),
            words: 0,
        });
        self.corrected.actors.insert(id);
        id
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

    /// Leaves out what is gone and puts the actors in order again. Gives also which one each was before.
    pub(super) fn finish(self) -> (Analysis, Vec<Option<ActorId>>) {
        let Self { quotes, rejected, actors, found, merged, read_by, corrected, .. } = self;
        // Who was added for a quote that has been given to another again is nobody.
        let is_idle = |place: usize, actor: &Actor| {
            let id = Some(ActorId(place));
            place >= found && actor.quotes.total() == 0 && quotes.iter().all(|q| q.via != id && q.to != id)
        };
        let places = actors.iter().enumerate();
        let kept =
            places.filter(|(place, actor)| !merged.contains(&ActorId(*place)) && !is_idle(*place, actor));
        let mut order: Vec<usize> = kept.map(|(place, _)| place).collect();
        // Who is never mentioned comes last.
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
        for (place, mut quote) in quotes.into_iter().enumerate() {
            if rejected.contains(&place) {
                continue;
            }
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

/// Where `name` stands in `text`, not as a part of a word.
fn occurrences<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Span> + 'a {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = text.match_indices(name).filter(|_| !name.is_empty());
    found.map(move |(start, _)| Span::new(start, start + name.len())).filter(move |span| {
        let before = text.get(..span.start).and_then(|t| t.chars().next_back());
        let after = text.get(span.end..).and_then(|t| t.chars().next());
        !joins(before) && !joins(after)
    })
}
