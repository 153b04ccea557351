//! Resolves noun phrases without a name, by what the text has said about the entities before.

use super::{
    discourse::Discourse,
    links::Link,
    mentions,
    roles::{self, Told, allows_gender},
};
use crate::{
    actors::{
        ActorId, ActorKind, Form, Why,
        entities::entity::Entity,
        names::name::{NameKind, Sure},
        nouns,
    },
    language::{
        Document,
        phrases::{NounPhrase, Opening, Phrases},
        words,
    },
    lexicon::{
        classes::{bodies, press},
        places::{self, Way},
    },
    span::Span,
};
use std::ops::Range;

/// How many sentences back "the company" may reach.
const FAR: u32 = 4;

/// The entity that a phrase means, why, and the words that support this.
pub(super) type Found = (ActorId, Why, Option<Span>);

/// Links `phrase` to the entity that it means. Where that is none, and it is `wanted`, it gets a new one.
pub(super) fn link(discourse: &mut Discourse<'_>, phrase: &NounPhrase, wanted: bool) {
    let grammar = discourse.named().grammar;
    let Some((id, why, from)) = find(discourse, phrase, wanted) else { return };
    let site = grammar.site(phrase.tokens.clone(), phrase.tokens.start, phrase.tokens.end);
    discourse.note_head(phrase.head, id);
    discourse.link(Link { tokens: phrase.tokens.clone(), id, form: Form::Noun, why, from }, site, None);
}

fn find(discourse: &mut Discourse<'_>, phrase: &NounPhrase, wanted: bool) -> Option<Found> {
    let grammar = discourse.named().grammar;
    let text = grammar.text;
    let head = text.lower(phrase.head).into_owned();
    let first = text.lower(phrase.tokens.start).into_owned();
    let names_nobody = matches!(
        first.as_str(),
        "whose"
            | "nobody"
            | "everyone"
            | "everybody"
            | "someone"
            | "neither"
            | "either"
            | "none"
            | "it's"
            | "what"
    );
    if names_nobody || phrase.tokens.len() == 1 && matches!(first.as_str(), "that" | "this" | "there") {
        return None;
    }
    if let Some(id) = country(discourse, phrase) {
        return Some((id, Why::PlaceName, None));
    }
    let kind = mentions::kind(grammar, phrase);
    let is_plural = nouns::is_plural(&head) && nouns::kind_of_head(&head) != Some(ActorKind::Organisation)
        || kind == Some(ActorKind::Group);
    if let Some(found) = predicate(discourse, phrase, &head, kind, is_plural) {
        return Some(found);
    }
    match kind {
        Some(ActorKind::Person) if !is_plural => person(discourse, phrase, &head, wanted),
        Some(ActorKind::Organisation) if !is_plural => organisation(discourse, phrase, &head, wanted),
        _ if wanted => other(discourse, phrase, &head, kind, is_plural),
        _ => None,
    }
}

/// Links a predicate to its subject: the phrase after a form of "be", as in "Roe is the mayor".
fn predicate(
    discourse: &mut Discourse<'_>,
    phrase: &NounPhrase,
    head: &str,
    kind: Option<ActorKind>,
    is_plural: bool,
) -> Option<Found> {
    let text = discourse.named().grammar.text;
    let verb = phrase.tokens.start.checked_sub(1)?;
    let is_be = matches!(&*text.lower(verb), "is" | "was" | "became" | "remains" | "as" | "being");
    if !is_be || is_plural || !matches!(kind, Some(ActorKind::Person | ActorKind::Organisation)) {
        return None;
    }
    let (id, span) = discourse.subject_of(verb)?;
    let agrees = discourse.entities.get(id).is_some_and(|m| Some(m.kind) == kind && allows_gender(m, head));
    if !agrees {
        return None;
    }
    if let Some(entity) = discourse.entities.get_mut(id) {
        entity.learn_description(phrase.tokens.clone());
    }
    discourse.entities.describe(id, head);
    Some((id, Why::Apposition, Some(span)))
}

fn person(discourse: &mut Discourse<'_>, phrase: &NounPhrase, head: &str, wanted: bool) -> Option<Found> {
    let text = discourse.named().grammar.text;
    if phrase.opening != Opening::Indefinite {
        if let Some(found) = roles::named_before(discourse, phrase, head) {
            return Some(found);
        }
        if phrase.opening == Opening::Bare && !wanted {
            return None;
        }
        if wanted && let Some(found) = roles::nearest(discourse, phrase, head) {
            return Some(found);
        }
        if let Some(found) = roles::named_after(discourse, phrase, head) {
            return Some(found);
        }
    }
    let owner = phrase.owner.and_then(|at| discourse.starting_at(at));
    let kind = if phrase.opening == Opening::Indefinite { ActorKind::Anonymous } else { ActorKind::Person };
    let start = phrase.tokens.start + usize::from(words::is_determiner(&text.lower(phrase.tokens.start)));
    let mut name = short_phrase(text, start..phrase.tokens.end);
    // "his lawyer" is named after the owner: "Roe's lawyer".
    if let Some(owner) = owner.and_then(|id| discourse.entities.get(id)).filter(|m| m.is_named)
        && words::is_possessive(&text.lower(phrase.tokens.start))
    {
        name = format!("{}'s {}", owner.name, short_phrase(text, start + 1..phrase.tokens.end));
    }
    if name.is_empty() {
        return None;
    }
    let id = discourse.entities.add(name, kind);
    if let Some(entity) = discourse.entities.get_mut(id) {
        entity.agree(nouns::gender(head).map(|gender| (gender, Sure::Noun)));
        entity.learn_description(phrase.tokens.clone());
        entity.owner = owner;
    }
    discourse.entities.describe(id, head);
    Some((id, Why::First, None))
}

fn organisation(
    discourse: &mut Discourse<'_>,
    phrase: &NounPhrase,
    head: &str,
    wanted: bool,
) -> Option<Found> {
    let text = discourse.named().grammar.text;
    if !matches!(phrase.opening, Opening::Indefinite) {
        let told = Told::of(text, phrase.tokens.clone(), phrase.head);
        let here = phrase.tokens.start;
        let is_body = |m: &Entity| matches!(m.kind, ActorKind::Organisation | ActorKind::Group);
        // "the transport ministry" is the Ministry of Transport and no other.
        let is_called = |m: &Entity| told.words.iter().all(|w| m.is_called(w));
        let by_name = discourse
            .entities
            .with_word(head)
            .filter(|(_, m)| is_body(m) && told.countries.is_empty() && is_called(m));
        let by_noun = discourse.entities.described(head).filter(|(_, m)| is_body(m) && told.words.is_empty());
        let known = by_name
            .chain(by_noun)
            .filter_map(|(id, m)| Some((m.trace.filter(|t| t.site.start < here)?.site, id)));
        let known = known.max_by_key(|(site, _)| site.start);
        if let Some((site, id)) = known {
            return Some((id, Why::SameNoun, Some(text.span(site.start..site.end))));
        }
        let sentence = discourse.named().grammar.seen.sentence(here).unwrap_or_default();
        let is_paper = press::is_newspaper(head);
        if (is_paper || bodies::is_any_body(head))
            && phrase.opening == Opening::Definite
            && told.words.is_empty()
        {
            // Of the organisations nearby, the one with the most mentions.
            let near = discourse.recent().rev().filter_map(|id| {
                let entity = discourse
                    .entities
                    .get(id)
                    .filter(|m| is_body(m) && m.is_named && m.likely() == NameKind::Organisation)?;
                if is_paper && !entity.words().any(press::is_newspaper_name) {
                    return None;
                }
                let trace = entity.trace.filter(|t| sentence.saturating_sub(t.site.sentence) <= FAR)?;
                Some((trace.count, trace.site.start, id, trace.site))
            });
            if let Some((.., id, site)) = near.max_by_key(|(count, start, ..)| (*count, *start)) {
                return Some((id, Why::Nearest, Some(text.span(site.start..site.end))));
            }
        }
    }
    if !wanted {
        return None;
    }
    let start = phrase.tokens.start + usize::from(words::is_determiner(&text.lower(phrase.tokens.start)));
    let name = short_phrase(text, start..phrase.tokens.end);
    if let Some(id) = discourse.entities.find(&name) {
        return Some((id, Why::SameNoun, None));
    }
    let id = new(discourse, name, ActorKind::Organisation, head)?;
    Some((id, Why::First, None))
}

/// Resolves a phrase for a group or a document, or with an unknown head.
fn other(
    discourse: &mut Discourse<'_>,
    phrase: &NounPhrase,
    head: &str,
    kind: Option<ActorKind>,
    is_plural: bool,
) -> Option<Found> {
    let text = discourse.named().grammar.text;
    let first = text.lower(phrase.tokens.start);
    let start =
        phrase.tokens.start + usize::from(words::is_determiner(&first) && !is_plural || first == "the");
    let name = short_phrase(text, start..phrase.tokens.end);
    if name.is_empty() {
        return None;
    }
    let by_noun = || {
        let is_called = matches!(&*first, "the" | "this" | "these" | "those");
        let here = phrase.tokens.start;
        let mut known =
            discourse.entities.described(head).filter(|(_, m)| m.trace.is_some_and(|t| t.site.start < here));
        known.next().filter(|_| is_called && phrase.tokens.len() <= 2).map(|(id, _)| id)
    };
    // A name that the model has missed.
    let is_name = phrase.tokens.len() == 1 && words::is_capitalised(text.word(phrase.head));
    let person = || discourse.entities.person(&name).filter(|_| is_name);
    let known = discourse.entities.find(&name).or_else(person).or_else(by_noun);
    if let Some(id) = known {
        let site =
            discourse.entities.get(id).and_then(|m| m.trace).map(|t| text.span(t.site.start..t.site.end));
        return Some((id, Why::SameNoun, site));
    }
    let kind = match kind {
        Some(ActorKind::Document) => ActorKind::Document,
        Some(_) if is_plural => ActorKind::Group,
        Some(kind) => kind,
        None if words::is_capitalised(text.word(phrase.head)) => ActorKind::Organisation,
        // "Roe's sudden trip" cannot be a source.
        None => return None,
    };
    let id = new(discourse, name, kind, head)?;
    Some((id, Why::First, None))
}

fn new(discourse: &mut Discourse<'_>, name: String, kind: ActorKind, head: &str) -> Option<ActorId> {
    if name.is_empty() {
        return None;
    }
    let id = discourse.entities.add(name.clone(), kind);
    discourse.entities.rename(id, &name);
    discourse.entities.describe(id, head);
    Some(id)
}

/// The phrase as the name of an actor: without asides, first letter as written.
///
/// Empty where it has hardly any letters.
fn short_phrase(text: &Document<'_>, range: Range<usize>) -> String {
    const LONGEST: usize = 9;
    let shown = text.without_asides(range);
    let phrase = text.phrase(shown.start..shown.end.min(shown.start + LONGEST));
    if phrase.chars().filter(|c| c.is_alphabetic()).count() > 1 { phrase } else { String::new() }
}

/// The country that a phrase means: "Beijing", "the North", "the US side".
fn country(discourse: &mut Discourse<'_>, phrase: &NounPhrase) -> Option<ActorId> {
    let text = discourse.named().grammar.text;
    let words: Vec<&str> = phrase.tokens.clone().map(|i| text.word(i)).collect();
    let side = match words.as_slice() {
        ["The" | "the", side @ ("North" | "South" | "West")] => *side,
        ["The" | "the", adjective, "side"] => places::find(adjective, Way::Adjective)?.name,
        _ => return None,
    };
    let lower = side.to_lowercase();
    let places = discourse.entities.with_word(&lower);
    let known = places.filter(|(_, m)| m.kind == ActorKind::Place && m.name.starts_with(side));
    let known = known.map(|(id, _)| id).next();
    let id = known.unwrap_or_else(|| discourse.entities.add(side.to_owned(), ActorKind::Place));
    let written = words.join(" ");
    let alias = written.strip_prefix("The ").or(written.strip_prefix("the ")).unwrap_or(&written);
    discourse.entities.rename(id, alias);
    Some(id)
}
