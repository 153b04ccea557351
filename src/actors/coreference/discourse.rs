//! The state of the pass over a document: the entities, their links so far, and which of them were mentioned last.

use super::{
    links::{Link, Links},
    sources::{Named, Target},
};
use crate::{
    actors::{
        ActorId, ActorKind,
        entities::{Entities, entity::Trace},
        grammar::{Grammar, Part, Site},
    },
    language::{pronouns::Person, words},
    span::Span,
};
use std::collections::{HashMap, HashSet};

/// What coreference has to know of the quotes.
#[derive(Debug, Default)]
pub(in crate::actors) struct Voices {
    /// The first tokens of all sources.
    pub sources: HashSet<u32>,
    /// The head of the source of each passage in quotation marks; passages count from 1.
    pub speaker_of: HashMap<u32, Target>,
}

impl Voices {
    /// Whether a source begins with the token at `at`.
    pub fn is_source(&self, at: usize) -> bool {
        self.sources.contains(&(at as u32))
    }
}

/// How many of the entities mentioned last are candidates for a pronoun.
const NEAREST: usize = 24;
/// What is known at some point of a document.
pub(in crate::actors) struct Discourse<'a> {
    /// The names of the document.
    named: Named<'a>,
    /// All entities that have a name in the document, and those without one so far.
    pub entities: Entities,
    links: Links,
    /// The entity by the first token of its mention; of several mentions with that token, the one linked last.
    at_start: HashMap<u32, u32>,
    /// The entity by the head of a noun phrase.
    at_head: HashMap<u32, u32>,
    /// The entities mentioned last, the latest last.
    recent: Vec<ActorId>,
    voices: &'a Voices,
    /// The first entity that the text mentions.
    first: Option<ActorId>,
    /// The sentence of the last link, and how many links it has.
    sentence: u32,
    order: u16,
}

impl<'a> Discourse<'a> {
    /// The state before the first mention.
    pub fn new(named: Named<'a>, entities: Entities, voices: &'a Voices) -> Self {
        Self {
            named,
            entities,
            links: Links::default(),
            at_start: HashMap::new(),
            at_head: HashMap::new(),
            recent: Vec::new(),
            voices,
            first: None,
            sentence: u32::MAX,
            order: 0,
        }
    }

    /// The entities and all links.
    pub fn into_parts(self) -> (Entities, Links) {
        (self.entities, self.links)
    }

    /// The names of the document.
    pub fn named(&self) -> Named<'a> {
        self.named
    }

    /// The entities mentioned last, the latest first.
    pub fn recent(&self) -> impl DoubleEndedIterator<Item = ActorId> {
        self.recent.iter().rev().copied()
    }

    /// Whether the source of a quote begins with the token at `at`.
    pub fn is_source(&self, at: usize) -> bool {
        self.voices.is_source(at)
    }

    /// Whether the entity is the first one that the text mentions.
    pub fn is_first(&self, id: ActorId) -> bool {
        self.first == Some(id)
    }

    /// How many mentions in this sentence were linked so far.
    pub fn order_in(&self, sentence: u32) -> u16 {
        if sentence == self.sentence { self.order } else { 0 }
    }

    /// Records the entity of the noun phrase with this head.
    pub fn note_head(&mut self, head: usize, id: ActorId) {
        self.at_head.insert(head as u32, id.0 as u32);
    }

    /// Adds a link that later mentions do not depend on: of words within a quote, or of the label of a turn.
    pub fn add(&mut self, link: Link) {
        self.links.push(link);
    }

    /// The speaker of a passage in quotation marks, if it is known at this point of the text.
    pub fn speaker(&self, passage: u32) -> Option<ActorId> {
        match self.voices.speaker_of.get(&passage)? {
            Target::Name(number) => self.named.id(*number as usize),
            Target::Pronoun(at) => self.starting_at(*at as usize),
            Target::Noun { head, .. } => self.with_head(*head as usize),
            Target::Pair(..) => None,
        }
    }

    /// The entity of the mention that begins with the token at `at`.
    pub fn starting_at(&self, at: usize) -> Option<ActorId> {
        self.at_start.get(&(at as u32)).map(|&id| ActorId(id as usize))
    }

    /// The entity by the head of a noun phrase.
    pub fn with_head(&self, head: usize) -> Option<ActorId> {
        self.at_head.get(&(head as u32)).map(|&id| ActorId(id as usize))
    }

    pub fn grammar(&self) -> &'a Grammar<'a> {
        self.named.grammar
    }

    /// Adds a link at `site`, and makes its entity the one mentioned last. `pronoun` is the grammatical person, if it is a
    /// pronoun.
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

    /// The entity whose mention ends directly before the relative pronoun at `at`.
    pub fn before(&self, at: usize) -> Option<ActorId> {
        let text = self.grammar().text;
        let end = if at > 0 && text.word(at - 1) == "," { at - 1 } else { at };
        let last = self.links.iter().rev().take(4).find(|l| l.tokens.end == end)?;
        Some(last.id)
    }

    /// The person with the most mentions.
    pub fn protagonist(&self) -> Option<ActorId> {
        let people = self.entities.all.iter().enumerate();
        let people = people.filter(|(_, m)| m.is_named && m.kind == ActorKind::Person);
        let best = people.max_by_key(|(at, m)| (m.trace.map_or(0, |t| t.count), usize::MAX - at));
        best.map(|(at, _)| ActorId(at))
    }

    /// The subject of the verb at `verb`, where its mention ends directly before it.
    pub fn subject_of(&self, verb: usize) -> Option<(ActorId, Span)> {
        let last = self.links.iter().rev().take(4).find(|l| l.tokens.end <= verb)?;
        let text = self.grammar().text;
        let between = last.tokens.end..verb;
        let is_near = between.len() <= 1 && between.clone().all(|at| words::is_adverb(&text.lower(at)));
        is_near.then(|| (last.id, text.span(last.tokens.clone())))
    }
}
