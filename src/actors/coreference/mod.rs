//! Links each mention to an entity in one pass over the text: names were united before, noun phrases are resolved by the
//! descriptions of the entities, pronouns by a ranking of candidates.

pub(crate) mod antecedent;
mod candidates;
pub(super) mod discourse;
pub(crate) mod links;
pub(crate) mod mentions;
mod noun_phrases;
mod roles;
pub(super) mod sources;

use super::{
    ActorId, Form, Why,
    grammar::Site,
    names::{modifiers, name::Sure},
};
use crate::language::{phrases::NounPhrase, pronouns::Person};
use antecedent::{AntecedentRanker, Query};
use discourse::Discourse;
use links::Link;
use mentions::{Mentions, Pronoun};
use sources::Target;
use std::collections::HashSet;

/// A mention to be linked, by its index among those of its kind.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// A name.
    Name(u32),
    /// The apposition of the name with this index.
    Apposition(u32),
    /// A noun phrase that names a source: the index of its target.
    Wanted(u32),
    Noun(u32),
    Pronoun(u32),
}

/// For how many sentences a speaker is the likeliest antecedent of a source that is a pronoun.
const GOES_ON: u32 = 4;

/// Links the mentions of one document.
struct Linker<'a, 'c> {
    discourse: Discourse<'a>,
    antecedents: &'c mut dyn AntecedentRanker,
}

/// Links all names, noun phrases and third-person pronouns. `wanted` are the phrases that name a source: where such a phrase
/// means no known entity, it gets a new one.
pub(super) fn link_all<'a>(
    discourse: Discourse<'a>,
    antecedents: &mut dyn AntecedentRanker,
    mentions: &Mentions,
    wanted: &[&Target],
) -> Discourse<'a> {
    let mut linker = Linker { discourse, antecedents };
    linker.run(mentions, wanted);
    linker.discourse
}

impl Linker<'_, '_> {
    fn run(&mut self, mentions: &Mentions, wanted: &[&Target]) {
        let text = self.discourse.grammar().text;
        let Mentions { pronouns, nouns } = mentions;
        for (_, event) in self.events(mentions, wanted) {
            match event {
                Event::Name(number) => self.name(number as usize),
                Event::Apposition(number) => self.apposition(number as usize),
                Event::Wanted(number) => {
                    if let Some(&&Target::Noun { start, end, zone_end, head }) = wanted.get(number as usize) {
                        let tokens = start as usize..end as usize;
                        let phrase = NounPhrase::of(text, &tokens, zone_end as usize, head as usize);
                        noun_phrases::link(&mut self.discourse, &phrase, true);
                    }
                }
                Event::Noun(number) => {
                    if let Some(phrase) = nouns.get(number as usize) {
                        noun_phrases::link(&mut self.discourse, phrase, false);
                    }
                }
                Event::Pronoun(number) => {
                    if let Some(pronoun) = pronouns.get(number as usize) {
                        self.pronoun(*pronoun);
                    }
                }
            }
        }
    }

    /// The mentions to be linked, in text order; a noun phrase is placed at its head.
    fn events(&self, mentions: &Mentions, wanted: &[&Target]) -> Vec<(u32, Event)> {
        let mut out = Vec::new();
        let mut add = |at: usize, event: Event| out.push((at as u32, event));
        let mut apposed = HashSet::new();
        for (number, name) in (0..).zip(self.discourse.named().names) {
            add(name.tokens.start, Event::Name(number));
            let range = &name.apposition;
            if !range.is_empty() {
                apposed.insert(range.end - 1);
                apposed.extend(modifiers::noun(self.discourse.grammar().text, range.clone()));
                add(range.start.max(name.tokens.start), Event::Apposition(number));
            }
        }
        let mut heads = HashSet::new();
        for (number, target) in (0..).zip(wanted) {
            if let Target::Noun { head, .. } = target
                && heads.insert(*head as usize)
            {
                add(*head as usize, Event::Wanted(number));
            }
        }
        for (number, noun) in (0..).zip(&mentions.nouns) {
            if !heads.contains(&noun.head) && !apposed.contains(&noun.head) {
                add(noun.head, Event::Noun(number));
            }
        }
        for (number, pronoun) in (0..).zip(&mentions.pronouns) {
            add(pronoun.at, Event::Pronoun(number));
        }
        out.sort_by_key(|(at, _)| *at);
        out
    }

    fn name(&mut self, number: usize) {
        let (Some(name), Some(id)) =
            (self.discourse.named().names.get(number), self.discourse.named().id(number))
        else {
            return;
        };
        let site = self.discourse.site_of(number);
        let (why, from) = self.discourse.entities.why(number).unwrap_or((Why::SameName, None));
        self.discourse.link(
            Link { tokens: name.tokens.clone(), id, form: Form::Name, why, from },
            site,
            None,
        );
    }

    fn apposition(&mut self, number: usize) {
        let (Some(name), Some(id)) =
            (self.discourse.named().names.get(number), self.discourse.named().id(number))
        else {
            return;
        };
        let text = self.discourse.grammar().text;
        let tokens = name.apposition.clone();
        let site = self.discourse.grammar().site(tokens.clone(), tokens.start, tokens.end);
        let from = Some(text.span(name.tokens.clone()));
        if let Some(head) = modifiers::noun(text, tokens.clone()) {
            self.discourse.note_head(head, id);
        }
        self.discourse.link(Link { tokens, id, form: Form::Noun, why: Why::Apposition, from }, site, None);
    }

    fn pronoun(&mut self, pronoun: Pronoun) {
        let at = pronoun.at;
        let site = self.discourse.grammar().site(at..at + 1, at, at + 1);
        let found = match pronoun.person {
            Person::First | Person::FirstPlural | Person::Second => return,
            Person::Relative => self.discourse.before(at).map(|id| (id, Why::Relative)),
            _ => self.likeliest(pronoun, site).map(|id| (id, Why::Nearest)),
        };
        let Some((id, why)) = found else { return };
        let from = self
            .discourse
            .entities
            .get(id)
            .and_then(|m| m.trace)
            .map(|t| self.discourse.grammar().text.span(t.site.start..t.site.end));
        if let (Some(gender), Some(entity)) = (pronoun.person.gender(), self.discourse.entities.get_mut(id)) {
            entity.agree(Some((gender, Sure::Pronouns)));
            entity.make_person();
        }
        self.discourse.link(
            Link { tokens: at..at + 1, id, form: Form::Pronoun, why, from },
            site,
            Some(pronoun.person),
        );
    }

    fn likeliest(&mut self, pronoun: Pronoun, site: Site) -> Option<ActorId> {
        let is_source = self.discourse.is_source(pronoun.at);
        let (mut ids, mut candidates) = self.discourse.candidates(pronoun.person, site);
        // "it said": an organisation that spoke shortly before goes on to speak.
        if is_source && matches!(pronoun.person, Person::It | Person::They) {
            let spoke = |id: &ActorId| {
                let trace = self.discourse.entities.get(*id).and_then(|m| m.trace);
                trace.and_then(|t| t.spoke).is_some_and(|s| site.sentence.saturating_sub(s) <= GOES_ON)
            };
            let keep: Vec<bool> = ids.iter().map(spoke).collect();
            if keep.contains(&true) {
                let mut kept = keep.iter();
                ids.retain(|_| *kept.next().unwrap_or(&false));
                let mut kept = keep.iter();
                candidates.retain(|_| *kept.next().unwrap_or(&false));
            }
        }
        let seen = |at: Option<usize>| {
            at.and_then(|at| self.discourse.grammar().seen.look(at)).map_or(0, |look| look.word)
        };
        let at = pronoun.at;
        let words = [seen(at.checked_sub(1)), seen(Some(at + 1)), seen(Some(at + 2))];
        let opener = seen(Some(self.discourse.grammar().text.sentence(at).start));
        let site = Site { order: self.discourse.order_in(site.sentence), ..site };
        let query = Query { person: pronoun.person, case: pronoun.case, site, words, opener, is_source };
        let chosen = self.antecedents.choose(&query, &ids, &candidates)?;
        ids.get(chosen).copied()
    }
}
