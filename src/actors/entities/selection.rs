//! Which entities become actors of the article, and in which order.

use super::{Entities, entity::Entity};
use crate::language::Document;
use crate::{
    actors::{
        Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, coreference::links::Links,
        names::name::NameKind,
    },
    language::Tokens,
    lexicon::given_names,
    span::Span,
};

/// Makes actors of the entities that matter, in the order of their first mentions, and counts their quotes and words.
pub(in crate::actors) fn select(
    text: &Document<'_>,
    entities: Entities,
    links: Links,
    mut quotes: Vec<AttributedQuote>,
) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let all = entities.all;
    let mut takes_part = vec![false; all.len()];
    for id in quotes.iter().flat_map(|q| [q.speaker, q.via, q.to]).flatten() {
        if let Some(slot) = takes_part.get_mut(id.0) {
            *slot = true;
        }
    }
    let linked = Linked::of(links, all.len());
    let mut actors: Vec<(usize, Actor)> = Vec::new();
    for (at, (entity, part)) in all.into_iter().zip(takes_part).enumerate() {
        let mentions = linked.mentions(text, ActorId(at));
        if !mentions.is_empty() && (part || !is_incidental(&entity)) {
            actors.push((at, entity.into_actor(mentions)));
        }
    }
    drop(linked);
    actors.sort_unstable_by_key(|(at, actor)| (actor.mentions.first().map(|m| m.span), *at));
    let most = actors.iter().map(|(old, _)| old + 1).max().unwrap_or_default();
    let mut place: Vec<Option<u32>> = vec![None; most];
    for (new, (old, _)) in (0..).zip(&actors) {
        if let Some(slot) = place.get_mut(*old) {
            *slot = Some(new);
        }
    }
    let mut actors: Vec<Actor> = actors.into_iter().map(|(_, actor)| actor).collect();
    for quote in &mut quotes {
        for id in [&mut quote.speaker, &mut quote.via, &mut quote.to] {
            *id = id.and_then(|id| *place.get(id.0)?).map(|new| ActorId(new as usize));
        }
        if let Some(actor) = quote.speaker.and_then(|id| actors.get_mut(id.0)) {
            actor.quotes.add(quote.quote.kind);
            actor.words += quote.quote.content.iter().map(|s| count_words(&text.tokens, *s)).sum::<usize>();
        }
    }
    (quotes, actors)
}

/// The links of a text, grouped by entity.
struct Linked {
    links: Links,
    /// The indices of the links, those of one entity side by side and in order.
    places: Vec<u32>,
    /// For each entity the start of its part of `places`; and last the end of all.
    firsts: Vec<u32>,
}

impl Linked {
    fn of(links: Links, actors: usize) -> Self {
        let mut firsts = vec![0_u32; actors + 1];
        for link in links.iter() {
            if let Some(count) = firsts.get_mut(link.id.0 + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for first in &mut firsts {
            sum += *first;
            *first = sum;
        }
        let mut next = firsts.clone();
        let mut places = vec![0; links.len()];
        for (at, link) in (0..).zip(links.iter()) {
            let Some(next) = next.get_mut(link.id.0) else { continue };
            if let Some(place) = places.get_mut(*next as usize) {
                *place = at;
            }
            *next += 1;
        }
        Self { links, places, firsts }
    }

    /// The mentions of an actor, in text order.
    fn mentions(&self, text: &Document<'_>, id: ActorId) -> Vec<Mention> {
        let bound = |at: usize| self.firsts.get(at).map_or(0, |first| *first as usize);
        let places = self.places.get(bound(id.0)..bound(id.0 + 1)).unwrap_or_default();
        let links = places.iter().filter_map(|at| self.links.get(*at as usize));
        let mentions = links.map(|link| Mention {
            span: text.span(link.tokens),
            form: link.form,
            why: link.why,
            from: link.from,
        });
        let mut mentions: Vec<Mention> = mentions.collect();
        tidy(&mut mentions);
        mentions
    }
}

/// Whether an entity that takes part in no quote is too unimportant or too uncertain to be an actor.
fn is_incidental(entity: &Entity) -> bool {
    /// The least probability that a name is that of a person or an organisation.
    const LEAST: f32 = 0.6;
    const SURE: f32 = 0.95;
    match entity.kind {
        _ if !entity.is_named => true,
        _ if entity.certainty() < LEAST && !is_attested(entity) => true,
        // The looks of the name are the only evidence of a person: that has to be stronger.
        ActorKind::Person if !is_attested(entity) => entity.chance(NameKind::Person) < SURE,
        ActorKind::Person | ActorKind::Organisation => {
            entity.chance(NameKind::Person) + entity.chance(NameKind::Organisation) < LEAST
        }
        _ => true,
    }
}

/// Whether there is evidence of a person besides the looks of the name.
fn is_attested(entity: &Entity) -> bool {
    entity.gender.is_some()
        || !entity.descriptions.is_empty()
        || entity.name.split(' ').any(given_names::is_known)
}

/// Sorts mentions; of those that overlap the name remains, or else the first.
pub(in crate::actors) fn tidy(mentions: &mut Vec<Mention>) {
    mentions.sort_unstable_by_key(|m| (m.span, m.form != Form::Name));
    mentions.dedup_by(|mention, last| {
        let is_over = last.span.overlaps(mention.span);
        if is_over && mention.form == Form::Name && last.form != Form::Name {
            *last = *mention;
        }
        is_over
    });
    mentions.shrink_to_fit();
}

/// How many words and numbers stand in `span`.
fn count_words(tokens: &Tokens, span: Span) -> usize {
    tokens.words(tokens.within(span))
}
