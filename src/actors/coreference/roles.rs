//! Who holds a role: which of the people whom the text has introduced "the mayor" is.

use super::{discourse::Discourse, noun_phrases::Found};
use crate::{
    actors::{ActorKind, Form, Why, entities::entity::Entity, nouns},
    language::{
        Document,
        phrases::{NounPhrase, Opening},
        words,
    },
    lexicon::{
        classes::people::{self, HEADS_OF_STATE},
        places::{self, Way},
    },
};
use std::{borrow::Cow, ops::Range};

/// The subject of the sentence before, for a description that nobody else fits: "The New York businessman said".
pub(super) fn nearest(discourse: &Discourse<'_>, phrase: &NounPhrase, head: &str) -> Option<Found> {
    let grammar = discourse.named().grammar;
    let text = grammar.text;
    let here = grammar.seen.get(phrase.tokens.start)?;
    let tells = phrase.opening == Opening::Definite
        && phrase.tokens.len() > 2
        && text.lower(phrase.tokens.start) == "the";
    let is_another =
        phrase.tokens.clone().any(|at| matches!(&*text.lower(at), "other" | "new" | "second" | "next"));
    if !tells || is_another {
        return None;
    }
    discourse.recent().take(3).find_map(|id| {
        let entity = discourse.entities.get(id).filter(|m| m.is_named && m.kind == ActorKind::Person)?;
        let trace = entity.trace?;
        // Somebody named in the same sentence is not described again; but "Asked if he was, the New York businessman said".
        let is_awaited = trace.form == Form::Pronoun && trace.site.passage == 0;
        let is_near = trace.site.paragraph == here.paragraph
            && here.sentence.saturating_sub(trace.acted?) <= 1
            && (trace.site.sentence < here.sentence || is_awaited)
            && trace.site.start < phrase.tokens.start;
        // Somebody with a description by this noun would be called by that.
        let has_role = entity.descriptions.iter().any(|range| range.clone().any(|at| text.lower(at) == head));
        let fits = is_near && !has_role && allows_gender(entity, head);
        fits.then(|| (id, Why::Nearest, Some(text.span(trace.site.start..trace.site.end))))
    })
}

/// The person who was introduced with the role that the phrase names ("the Chinese leader", "the spokeswoman").
pub(super) fn named_before(discourse: &Discourse<'_>, phrase: &NounPhrase, head: &str) -> Option<Found> {
    let text = discourse.named().grammar.text;
    let told = Told::of(text, phrase.tokens.clone(), phrase.head);
    let owner = phrase.owner.and_then(|at| discourse.starting_at(at));
    let leads: &[&str] = match head {
        "leader" => &HEADS_OF_STATE,
        _ if HEADS_OF_STATE.contains(&head) => &["leader"],
        _ => &[],
    };
    let others =
        leads.iter().filter(|noun| **noun != head).flat_map(|noun| discourse.entities.described(noun));
    let all = discourse.entities.described(head).chain(others);
    let best = all.filter_map(|(id, entity)| {
        let trace = entity.trace.filter(|t| t.site.start < phrase.tokens.start)?;
        // "his lawyer" is not the owner, and the lawyers of two people are two.
        let is_anothers = owner.is_some() && entity.owner.is_some() && entity.owner != owner;
        if Some(id) == owner || !allows_gender(entity, head) || is_anothers {
            return None;
        }
        let fits = entity
            .descriptions
            .iter()
            .filter(|d| d.start < phrase.tokens.start)
            .map(|range| (told.fits(&Told::of(text, range.clone(), usize::MAX)), range));
        let (score, range) =
            fits.filter_map(|(score, range)| Some((score?, range))).max_by_key(|(score, _)| *score)?;
        Some(((score, trace.site.start), id, entity.is_named, text.span(range.clone())))
    });
    if let Some((_, id, is_named, span)) = best.max_by_key(|(rank, ..)| *rank) {
        return Some((id, if is_named { Why::Role } else { Why::SameNoun }, Some(span)));
    }
    only(discourse, phrase, head)
}

/// The only named holder of such an office, where the text does not say of where: "the Vermont senator".
fn only(discourse: &Discourse<'_>, phrase: &NounPhrase, head: &str) -> Option<Found> {
    let text = discourse.named().grammar.text;
    let titles: &[&str] = match head {
        "congressman" | "congresswoman" => &["representative"],
        "lawmaker" => &["representative", "senator"],
        "senator" | "governor" | "mayor" | "sheriff" | "representative" => &[head],
        _ => return None,
    };
    let is_not = |at: usize| is_not_the_holder(text.word(at));
    if text.lower(phrase.tokens.start) != "the" || phrase.tokens.clone().any(is_not) {
        return None;
    }
    let mut holders =
        titles.iter().flat_map(|title| discourse.entities.described(title)).filter(|(_, entity)| {
            let is_before = entity.trace.is_some_and(|trace| trace.site.start < phrase.tokens.start);
            is_before && entity.is_named && entity.kind == ActorKind::Person && allows_gender(entity, head)
        });
    let (id, entity) = holders.next().filter(|_| holders.next().is_none())?;
    let is_title = |range: &&Range<usize>| (**range).clone().all(|at| nouns::is_title(&text.lower(at)));
    let title = entity.descriptions.iter().find(is_title)?;
    Some((id, Why::Role, Some(text.span(title.clone()))))
}

/// The only person who is named with that role shortly after: news often gives a role first and the name later ("The
/// police chief said …", and two paragraphs on: "Chief Maria Ruiz").
pub(super) fn named_after(discourse: &Discourse<'_>, phrase: &NounPhrase, head: &str) -> Option<Found> {
    /// The most sentences in between.
    const SOON: u32 = 8;
    let grammar = discourse.named().grammar;
    let text = grammar.text;
    let whole = phrase.tokens.start..complement_end(text, phrase.head);
    if text.lower(whole.start) != "the" || whole.clone().any(|at| is_not_the_holder(text.word(at))) {
        return None;
    }
    let told = Told::of(text, whole, phrase.head);
    // A town has one mayor, but there are presidents of clubs and of countries.
    let is_common = HEADS_OF_STATE.contains(&head) || people::leads_anything(head);
    let fits = |range: &&Range<usize>| {
        let Some(at) = (*range).clone().find(|&at| text.lower(at) == head) else { return false };
        // "spokesman for the mayor" does not describe the mayor, and "a mayor" is any mayor.
        let is_other = (range.start..at).any(|before| {
            let word = text.lower(before);
            words::is_preposition(&word)
                || matches!(&*word, "a" | "an")
                || is_not_the_holder(text.word(before))
        });
        let description = Told::of(text, (*range).clone(), at);
        let fits = match (told.is_empty(), description.is_empty()) {
            (true, true) => true,
            (false, false) => told.fits(&description).is_some(),
            _ => !is_common,
        };
        fits && !is_other
    };
    let mut holders = discourse.entities.described(head).filter_map(|(id, entity)| {
        let is_person = entity.is_named && entity.kind == ActorKind::Person;
        let range = entity.descriptions.iter().find(fits).filter(|_| is_person)?;
        Some((id, entity, range))
    });
    let (id, entity, range) = holders.next().filter(|_| holders.next().is_none())?;
    let sentence = |at: usize| grammar.seen.sentence(at).unwrap_or_default();
    let is_soon = range.start > phrase.head && sentence(range.start) - sentence(phrase.head) <= SOON;
    let is_new = entity.trace.is_none() && allows_gender(entity, head);
    (is_soon && is_new).then(|| (id, Why::Role, Some(text.span(range.clone()))))
}

/// The end of the complement of a noun: "of Lindholm", "for the union".
fn complement_end(text: &Document<'_>, head: usize) -> usize {
    const LONGEST: usize = 5;
    let from = head + 1;
    if !matches!(&*text.lower(from), "of" | "for" | "at" | "in" | "from") {
        return from;
    }
    let is_small = |at: &usize| words::is_determiner(&text.lower(*at));
    let start = (from + 1..from + LONGEST).find(|at| !is_small(at)).unwrap_or(from + 1);
    let names = (start..start + LONGEST).take_while(|at| words::is_capitalised(text.word(*at))).count();
    start + names.max(1)
}

/// Whether a word before the noun of an office means another holder ("former").
fn is_not_the_holder(word: &str) -> bool {
    // Not the "New" of "the New York mayor".
    word == "new" || people::is_of_another_holder(&words::lower(word))
}

/// The words of a description that distinguish one holder of a role from another.
pub(super) struct Told<'a> {
    pub countries: Vec<&'static str>,
    pub words: Vec<Cow<'a, str>>,
}

/// The country that a word of a description names.
fn country_in(words: &str) -> Option<&'static str> {
    places::named(words).or_else(|| places::find(words, Way::Adjective)).map(|place| place.name)
}

impl<'a> Told<'a> {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.countries.is_empty()
    }

    pub fn of(text: &'a Document<'_>, range: Range<usize>, head: usize) -> Self {
        let (mut countries, mut others) = (Vec::new(), Vec::new());
        for at in range.filter(|&at| at != head) {
            let word = text.word(at);
            let two = || text.phrase(at..at + 2);
            let country = country_in(word).or_else(|| country_in(&two()));
            countries.extend(country);
            let lower = text.lower(at);
            let tells = lower.len() > 2
                && country.is_none()
                && !words::is_determiner(&lower)
                && !words::is_possessive(&lower)
                && !words::is_preposition(&lower)
                && !people::tells_nothing(&lower);
            if tells {
                others.push(lower);
            }
        }
        Self { countries, words: others }
    }

    /// How well a phrase fits a description; none where they tell of two.
    pub fn fits(&self, description: &Self) -> Option<usize> {
        let shared = self.words.iter().filter(|w| description.words.contains(w)).count();
        let countries = self.countries.iter().filter(|c| description.countries.contains(c)).count();
        let differ = !self.countries.is_empty() && !description.countries.is_empty() && countries == 0;
        let unlike = !self.words.is_empty() && shared == 0 && countries == 0;
        (!differ && !unlike).then_some(1 + 2 * countries + shared)
    }
}

/// Whether what is known of an actor's gender agrees with what a noun tells.
pub(super) fn allows_gender(entity: &Entity, noun: &str) -> bool {
    match (entity.gender, nouns::gender(noun)) {
        (Some((known, _)), Some(told)) => known == told,
        _ => true,
    }
}
