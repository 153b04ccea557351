//! Goes through a text once and links each mention to an actor: names are united before, nouns go by what the text has
//! said of somebody, pronouns to whoever is likeliest.

pub(crate) mod antecedent;
mod candidates;
pub(crate) mod links;
pub(crate) mod mentions;
mod noun_phrases;
mod roles;
pub(super) mod sources;

use super::{
    ActorId, ActorKind, Form, Why,
    entities::{Entities, entity::Trace},
    grammar::{Grammar, Part, Site},
    names::name::Sure,
};
use crate::actors::names::modifiers;
use crate::{
    language::{pronouns::Person, words},
    span::Span,
};
use antecedent::{AntecedentRanker, Query};
use links::{Link, Links};
use mentions::{Mentions, Pronoun};
use sources::{Named, Target};
use std::collections::{HashMap, HashSet};

/// Something to be linked, by its number among those of its kind.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// A name.
    Name(u32),
    /// What explains the name with this number.
    Apposition(u32),
    /// A phrase that names a source: the number of the target.
    Wanted(u32),
    Noun(u32),
    Pronoun(u32),
}

/// What of the quotes matters to whom a pronoun means.
#[derive(Debug, Default)]
pub(in crate::actors) struct Voices {
    /// The first tokens of all sources.
    pub sources: HashSet<u32>,
    /// What the source of the words in each passage in quotation marks turns on; passages count from 1.
    pub speaker_of: HashMap<u32, Target>,
}

impl Voices {
    /// Whether what begins with the token at `at` is a source.
    pub fn is_source(&self, at: usize) -> bool {
        self.sources.contains(&(at as u32))
    }
}

/// How many of the actors mentioned last a pronoun may mean.
const NEAREST: usize = 24;
/// For how many sentences who spoke is likeliest to go on.
const GOES_ON: u32 = 4;

/// Links the mentions of one text.
pub(in crate::actors) struct Linker<'a, 'c> {
    pub named: Named<'a>,
    pub entities: Entities,
    pub links: Links,
    /// Who was linked at the first token of a mention, the widest that was linked last.
    at_start: HashMap<u32, u32>,
    /// Who was linked at the noun of a phrase.
    pub at_head: HashMap<u32, u32>,
    /// The actors mentioned last, the latest last.
    pub recent: Vec<ActorId>,
    pub voices: &'a Voices,
    choose: &'c mut dyn AntecedentRanker,
    /// The first that the text mentions.
    pub first: Option<ActorId>,
    /// The sentence of the last link, and how many links it has.
    sentence: u32,
    order: u16,
}

impl<'a, 'c> Linker<'a, 'c> {
    pub fn new(
        named: Named<'a>,
        entities: Entities,
        voices: &'a Voices,
        choose: &'c mut dyn AntecedentRanker,
    ) -> Self {
        Self {
            named,
            entities,
            links: Links::default(),
            at_start: HashMap::new(),
            at_head: HashMap::new(),
            recent: Vec::new(),
            voices,
            choose,
            first: None,
            sentence: u32::MAX,
            order: 0,
        }
    }

    /// Who was linked at the first token of a mention.
    pub fn starting_at(&self, at: usize) -> Option<ActorId> {
        self.at_start.get(&(at as u32)).map(|&id| ActorId(id as usize))
    }

    /// Who was linked at the noun of a phrase.
    pub fn with_head(&self, head: usize) -> Option<ActorId> {
        self.at_head.get(&(head as u32)).map(|&id| ActorId(id as usize))
    }

    pub fn grammar(&self) -> &'a Grammar<'a> {
        self.named.grammar
    }

    /// Links all names, nouns and pronouns but those of the first and second person; `wanted` are the phrases that
    /// name a source: of these an actor is made where they mean none.
    pub fn run(&mut self, mentions: Mentions, wanted: &[&Target]) {
        let text = self.grammar().text;
        let Mentions { pronouns, nouns } = &mentions;
        for (_, event) in self.events(&mentions, wanted) {
            match event {
                Event::Name(number) => self.name(number as usize),
                Event::Apposition(number) => self.apposition(number as usize),
                Event::Wanted(number) => {
                    if let Some(&&Target::Noun { start, end, zone_end, head }) = wanted.get(number as usize) {
                        let tokens = start as usize..end as usize;
                        let phrase = noun_phrases::phrase(text, &tokens, zone_end as usize, head as usize);
                        noun_phrases::link(self, &phrase, true);
                    }
                }
                Event::Noun(number) => {
                    if let Some(phrase) = nouns.get(number as usize) {
                        noun_phrases::link(self, phrase, false);
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

    /// What is to be linked, in the order in which a reader meets it: a phrase at its noun.
    fn events(&self, mentions: &Mentions, wanted: &[&Target]) -> Vec<(u32, Event)> {
        let mut out = Vec::new();
        let mut add = |at: usize, event: Event| out.push((at as u32, event));
        let mut apposed = HashSet::new();
        for (number, name) in (0..).zip(self.named.names) {
            add(name.tokens.start, Event::Name(number));
            let range = &name.apposition;
            if !range.is_empty() {
                apposed.insert(range.end - 1);
                apposed.extend(modifiers::head(self.grammar().text, range.clone()));
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

    /// Links `tokens`, which stand at `site`, to an actor.
    pub fn link(&mut self, link: Link, mut site: Site, pronoun: Option<Person>) {
        let Link { id, form, .. } = link;
        if site.sentence != self.sentence {
            (self.sentence, self.order) = (site.sentence, 0);
        }
        site.order = self.order;
        self.order = self.order.saturating_add(1);
        if let Some(entity) = self.entities.get_mut(id) {
            let before = entity.trace;
            let (count, subjects) = before.map_or((0, 0), |t| (t.count, t.subjects));
            let acts = site.part == Part::Subject;
            let speaks = self.voices.is_source(site.start);
            let earlier = before.and_then(|t| {
                if t.site.sentence == site.sentence { t.earlier } else { Some(t.site.sentence) }
            });
            entity.trace = Some(Trace {
                site,
                form,
                pronoun,
                count: count + 1,
                spoke: if speaks { Some(site.sentence) } else { before.and_then(|t| t.spoke) },
                subjects: subjects + u32::from(acts),
                acted: if acts { Some(site.sentence) } else { before.and_then(|t| t.acted) },
                earlier,
            });
        }
        self.recent.retain(|known| *known != id);
        if self.recent.len() > NEAREST {
            self.recent.remove(0);
        }
        self.recent.push(id);
        self.first = self.first.or(Some(id));
        self.at_start.insert(link.tokens.start as u32, id.0 as u32);
        self.links.push(link);
    }

    fn name(&mut self, number: usize) {
        let (Some(name), Some(id)) = (self.named.names.get(number), self.named.id(number)) else { return };
        let site = self.site_of(number);
        let (why, from) = self.entities.why(number).unwrap_or((Why::SameName, None));
        self.link(Link { tokens: name.tokens.clone(), id, form: Form::Name, why, from }, site, None);
    }

    pub fn site_of(&self, number: usize) -> Site {
        let name = self.named.names.get(number);
        name.map_or_else(
            || self.grammar().site(0..0, 0, 0),
            |name| {
                let lead = name.title.start.min(name.tokens.start);
                let trail = name.apposition.end.max(name.tokens.end);
                self.grammar().site(name.tokens.clone(), lead, trail)
            },
        )
    }

    fn apposition(&mut self, number: usize) {
        let (Some(name), Some(id)) = (self.named.names.get(number), self.named.id(number)) else { return };
        let text = self.grammar().text;
        let tokens = name.apposition.clone();
        let site = self.grammar().site(tokens.clone(), tokens.start, tokens.end);
        let from = Some(text.span(name.tokens.clone()));
        if let Some(head) = modifiers::head(text, tokens.clone()) {
            self.at_head.insert(head as u32, id.0 as u32);
        }
        self.link(Link { tokens, id, form: Form::Noun, why: Why::Apposition, from }, site, None);
    }

    fn pronoun(&mut self, pronoun: Pronoun) {
        let at = pronoun.at;
        let site = self.grammar().site(at..at + 1, at, at + 1);
        let found = match pronoun.person {
            Person::First | Person::FirstPlural | Person::Second => return,
            Person::Relative => self.before(at).map(|id| (id, Why::Relative)),
            _ => self.likeliest(pronoun, site).map(|id| (id, Why::Nearest)),
        };
        let Some((id, why)) = found else { return };
        let from = self
            .entities
            .get(id)
            .and_then(|m| m.trace)
            .map(|t| self.grammar().text.span(t.site.start..t.site.end));
        if let (Some(gender), Some(entity)) = (pronoun.person.gender(), self.entities.get_mut(id)) {
            entity.agree(Some((gender, Sure::Pronouns)));
            entity.make_person();
        }
        self.link(
            Link { tokens: at..at + 1, id, form: Form::Pronoun, why, from },
            site,
            Some(pronoun.person),
        );
    }

    /// Whose mention ends right before the relative pronoun at `at`.
    fn before(&self, at: usize) -> Option<ActorId> {
        let text = self.grammar().text;
        let end = if at > 0 && text.word(at - 1) == "," { at - 1 } else { at };
        let last = self.links.iter().rev().take(4).find(|l| l.tokens.end == end)?;
        Some(last.id)
    }

    fn likeliest(&mut self, pronoun: Pronoun, site: Site) -> Option<ActorId> {
        let is_source = self.voices.is_source(pronoun.at);
        let (mut ids, mut candidates) = self.candidates(pronoun.person, site);
        // "it said": a body that spoke shortly before goes on to speak.
        if is_source && matches!(pronoun.person, Person::It | Person::They) {
            let spoke = |id: &ActorId| {
                let trace = self.entities.get(*id).and_then(|m| m.trace);
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
        let seen =
            |at: Option<usize>| at.and_then(|at| self.grammar().seen.look(at)).map_or(0, |look| look.word);
        let at = pronoun.at;
        let words = [seen(at.checked_sub(1)), seen(Some(at + 1)), seen(Some(at + 2))];
        let opener = seen(Some(self.grammar().text.sentence(at).start));
        let site = Site { order: if site.sentence == self.sentence { self.order } else { 0 }, ..site };
        let query = Query { person: pronoun.person, case: pronoun.case, site, words, opener, is_source };
        let chosen = self.choose.choose(&query, &ids, &candidates)?;
        ids.get(chosen).copied()
    }

    /// The person that is mentioned most.
    pub fn protagonist(&self) -> Option<ActorId> {
        let people = self.entities.all.iter().enumerate();
        let people = people.filter(|(_, m)| m.is_named && m.kind == ActorKind::Person);
        let best = people.max_by_key(|(at, m)| (m.trace.map_or(0, |t| t.count), usize::MAX - at));
        best.map(|(at, _)| ActorId(at))
    }

    /// The subject of the clause that ends right before the verb at `verb`, for predicates.
    pub fn subject_of(&self, verb: usize) -> Option<(ActorId, Span)> {
        let last = self.links.iter().rev().take(4).find(|l| l.tokens.end <= verb)?;
        let text = self.grammar().text;
        let between = last.tokens.end..verb;
        let is_near = between.len() <= 1 && between.clone().all(|at| words::is_adverb(&text.lower(at)));
        is_near.then(|| (last.id, text.span(last.tokens.clone())))
    }
}
