//! Who of those that were met is an actor of the article, and in which order they stand.

use super::{
    Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, cast::Cast, link::Link, member::Member,
    name_chain::NameKind, phrase::Text,
};
use crate::{attribution::Quote, language::Tokens, lexicon::given_names, span::Span};
use std::collections::HashMap;

/// The quotes without speakers, where there is no model.
pub(super) fn alone(quotes: Vec<Quote>) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let quotes =
        quotes.into_iter().map(|quote| AttributedQuote { quote, speaker: None, via: None, to: None });
    (quotes.collect(), Vec::new())
}

/// Counts quotes and words, leaves out who is no actor, and orders actors by first mention.
pub(super) fn muster(
    text: &Text<'_>,
    cast: Cast,
    links: Vec<Link>,
    mut quotes: Vec<AttributedQuote>,
) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let mut members = cast.members;
    let mut takes_part = vec![false; members.len()];
    for quote in &quotes {
        let words = quote.quote.content.iter().map(|s| count_words(text.tokens, *s)).sum::<usize>();
        if let Some(member) = quote.speaker.and_then(|id| members.get_mut(id.0)) {
            member.actor.quotes.add(quote.quote.kind);
            member.actor.words += words;
        }
        for id in [quote.speaker, quote.via, quote.to].into_iter().flatten() {
            if let Some(slot) = takes_part.get_mut(id.0) {
                *slot = true;
            }
        }
    }
    for link in links {
        if let Some(member) = members.get_mut(link.id.0) {
            let span = text.span(link.tokens);
            member.actor.mentions.push(Mention { span, form: link.form, why: link.why, from: link.from });
        }
    }
    let mut actors: Vec<(usize, Actor)> = Vec::new();
    for (at, (member, part)) in members.into_iter().zip(takes_part).enumerate() {
        if !part && is_scenery(&member) {
            continue;
        }
        let mut actor = member.into_actor();
        tidy(&mut actor.mentions);
        actors.push((at, actor));
    }
    actors.retain(|(_, actor)| !actor.mentions.is_empty());
    actors.sort_by_key(|(_, actor)| actor.mentions.first().map(|m| m.span));
    let place: HashMap<usize, usize> = actors.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    for quote in &mut quotes {
        for id in [&mut quote.speaker, &mut quote.via, &mut quote.to] {
            *id = id.and_then(|id| place.get(&id.0).copied()).map(ActorId);
        }
    }
    (quotes, actors.into_iter().map(|(_, actor)| actor).collect())
}

/// Whether somebody who neither speaks nor carries nor is spoken to is not worth a line.
fn is_scenery(member: &Member) -> bool {
    /// A name less likely than this to be a person's or an organisation's is none.
    const LEAST: f32 = 0.6;
    const SURE: f32 = 0.95;
    match member.actor.kind {
        _ if !member.is_named => true,
        _ if member.certainty() < LEAST && !is_attested(member) => true,
        // Only how the name looks tells of a person: that takes more.
        ActorKind::Person if !is_attested(member) => member.chance(NameKind::Person) < SURE,
        ActorKind::Person | ActorKind::Organisation => {
            member.chance(NameKind::Person) + member.chance(NameKind::Organisation) < LEAST
        }
        _ => true,
    }
}

/// Whether more than the look of a name tells that it is a person's.
fn is_attested(member: &Member) -> bool {
    member.gender.is_some()
        || !member.descriptions.is_empty()
        || member.actor.name.split(' ').any(given_names::is_known)
}

/// Orders mentions and leaves of those that overlap the name, or the one that comes first.
fn tidy(mentions: &mut Vec<Mention>) {
    mentions.sort_unstable_by_key(|m| (m.span, m.form != Form::Name));
    let mut out: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions.drain(..) {
        match out.last_mut() {
            Some(last) if last.span.overlaps(mention.span) => {
                if mention.form == Form::Name && last.form != Form::Name {
                    *last = mention;
                }
            }
            _ => out.push(mention),
        }
    }
    *mentions = out;
}

/// How many words and numbers stand in `span`.
fn count_words(tokens: &Tokens, span: Span) -> usize {
    tokens.words(tokens.within(span))
}
