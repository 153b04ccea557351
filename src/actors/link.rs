//! Goes through a text once and links each mention to an actor: names are united before, nouns go by what the text has
//! said of somebody, pronouns to whoever is likeliest.

use super::{
    ActorId, ActorKind, Form, Why,
    cast::{Cast, Trace},
    grammar::{Grammar, Part, Site},
    mentions::{Mentions, NounPhrase, Pronoun},
    name_chain::NameKind,
    names::Sure,
    noun_link,
    pronouns::Person,
    rank::Choose,
    rank_keys::{Behind, Candidate, Query},
    sources::{Named, Target},
};
use crate::{language::words, span::Span};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Words that are taken to mean an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// The words.
    pub tokens: Range<usize>,
    /// Whom they mean.
    pub id: ActorId,
    /// What kind of words they are.
    pub form: Form,
    /// Why.
    pub why: Why,
    /// What that rests on.
    pub from: Option<Span>,
}

/// Something to be linked, at the place where it is looked at.
#[derive(Debug, Clone)]
enum Event {
    /// The name with this number.
    Name(usize),
    /// What explains the name with this number.
    Apposition(usize),
    Noun(NounPhrase, bool),
    Pronoun(Pronoun),
}

/// What of the quotes matters to whom a pronoun means.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// The first tokens of all sources.
    pub sources: HashSet<usize>,
    /// What the source of the words in each passage in quotation marks turns on; passages count from 1.
    pub speaker_of: HashMap<u32, Target>,
}

/// How many of the actors mentioned last a pronoun may mean.
const NEAREST: usize = 24;
/// How many sentences back a pronoun may reach.
const FAR: u32 = 10;
/// How many names behind a pronoun it may stand for.
const BEHIND: usize = 3;

/// Links the mentions of one text.
pub(super) struct Linker<'a, 'c> {
    pub named: Named<'a>,
    pub cast: Cast,
    pub links: Vec<Link>,
    /// Who was linked at the first token of a mention, the widest that was linked last.
    pub at_start: HashMap<usize, ActorId>,
    /// Who was linked at the noun of a phrase.
    pub at_head: HashMap<usize, ActorId>,
    /// The actors mentioned last, the latest last.
    pub recent: Vec<ActorId>,
    voices: &'a Voices,
    choose: &'c mut dyn Choose,
    first: Option<ActorId>,
    /// The sentence of the last link, and how many links it has.
    sentence: u32,
    order: u16,
}

impl<'a, 'c> Linker<'a, 'c> {
    pub fn new(named: Named<'a>, cast: Cast, voices: &'a Voices, choose: &'c mut dyn Choose) -> Self {
        Self {
            named,
            cast,
            links: Vec::new(),
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

    fn grammar(&self) -> &'a Grammar<'a> {
        self.named.grammar
    }

    /// Links all names, nouns and pronouns but those of the first and second person; `wanted` are the phrases that
    /// name a source: of these an actor is made where they mean none.
    pub fn run(&mut self, mentions: Mentions, wanted: &[Target]) {
        for (_, event) in self.events(mentions, wanted) {
            match event {
                Event::Name(number) => self.name(number),
                Event::Apposition(number) => self.apposition(number),
                Event::Noun(phrase, is_wanted) => noun_link::link(self, &phrase, is_wanted),
                Event::Pronoun(pronoun) => self.pronoun(pronoun),
            }
        }
    }

    /// What is to be linked, in the order in which a reader meets it: a phrase at its noun.
    fn events(&self, mentions: Mentions, wanted: &[Target]) -> Vec<(usize, Event)> {
        let mut out = Vec::new();
        let mut apposed = HashSet::new();
        for (number, name) in self.named.names.iter().enumerate() {
            out.push((name.tokens.start, Event::Name(number)));
            let range = &name.apposition;
            if !range.is_empty() {
                apposed.insert(range.end - 1);
                apposed.extend(super::names::head(self.grammar().text, range.clone()));
                out.push((range.start.max(name.tokens.start), Event::Apposition(number)));
            }
        }
        let mut heads = HashSet::new();
        for target in wanted {
            if let Target::Noun { tokens, zone_end, head } = target
                && heads.insert(*head)
            {
                out.push((
                    *head,
                    Event::Noun(noun_link::phrase(self.grammar().text, tokens, *zone_end, *head), true),
                ));
            }
        }
        let nouns =
            mentions.nouns.into_iter().filter(|n| !heads.contains(&n.head) && !apposed.contains(&n.head));
        out.extend(nouns.map(|noun| (noun.head, Event::Noun(noun, false))));
        out.extend(mentions.pronouns.into_iter().map(|pronoun| (pronoun.at, Event::Pronoun(pronoun))));
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
        if let Some(member) = self.cast.get_mut(id) {
            let before = member.trace;
            let (count, subjects) = before.map_or((0, 0), |t| (t.count, t.subjects));
            let acts = site.part == Part::Subject;
            let earlier = before.and_then(|t| {
                if t.site.sentence == site.sentence { t.earlier } else { Some(t.site.sentence) }
            });
            member.trace = Some(Trace {
                site,
                form,
                pronoun,
                count: count + 1,
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
        self.at_start.insert(link.tokens.start, id);
        self.links.push(link);
    }

    fn name(&mut self, number: usize) {
        let (Some(name), Some(id)) = (self.named.names.get(number), self.named.id(number)) else { return };
        let site = self.site_of(number);
        let text = self.grammar().text;
        let span = text.span(name.tokens.clone());
        let known = self.cast.get(id).and_then(|m| {
            let at = m.actor.mentions.binary_search_by_key(&span.start, |m| m.span.start).ok()?;
            m.actor.mentions.get(at).map(|m| (m.why, m.from))
        });
        let (why, from) = known.unwrap_or((Why::SameName, None));
        self.link(Link { tokens: name.tokens.clone(), id, form: Form::Name, why, from }, site, None);
    }

    fn site_of(&self, number: usize) -> Site {
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
        if let Some(head) = super::names::head(text, tokens.clone()) {
            self.at_head.insert(head, id);
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
            .cast
            .get(id)
            .and_then(|m| m.trace)
            .map(|t| self.grammar().text.span(t.site.start..t.site.end));
        if let (Some(gender), Some(member)) = (pronoun.person.gender(), self.cast.get_mut(id)) {
            member.agree(Some((gender, Sure::Pronouns)));
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
        let (ids, candidates) = self.candidates(pronoun.person, site);
        let seen = |at: Option<usize>| at.and_then(|at| self.grammar().seen.get(at)).map_or(0, |o| o.word);
        let at = pronoun.at;
        let words = [seen(at.checked_sub(1)), seen(Some(at + 1)), seen(Some(at + 2))];
        let is_source = self.voices.sources.contains(&at);
        let opener = seen(Some(self.grammar().sentence(at).start));
        let site = Site { order: if site.sentence == self.sentence { self.order } else { 0 }, ..site };
        let query = Query { person: pronoun.person, case: pronoun.case, site, words, opener, is_source };
        let chosen = self.choose.choose(&query, &ids, &candidates)?;
        ids.get(chosen).copied()
    }

    /// Whom a pronoun at `site` could mean, the latest first.
    fn candidates(&self, person: Person, site: Site) -> (Vec<ActorId>, Vec<Candidate>) {
        let (mut ids, mut out) = (Vec::new(), Vec::new());
        let speaker = self.speaker(site.passage);
        let (mut between, mut subjects_between) = (0, 0);
        for &id in self.recent.iter().rev() {
            let Some((member, trace)) = self.cast.get(id).and_then(|m| Some((m, m.trace?))) else { continue };
            if site.sentence.saturating_sub(trace.site.sentence) > FAR {
                break;
            }
            if !self.fits(id, person) {
                continue;
            }
            ids.push(id);
            out.push(Candidate {
                kind: member.actor.kind,
                is_named: member.is_named,
                gender: member.gender,
                site: trace.site,
                form: trace.form,
                pronoun: trace.pronoun,
                words: self.words_around(trace.site),
                is_source: self.voices.sources.contains(&trace.site.start),
                speaks: speaker == Some(id),
                count: trace.count,
                subjects: trace.subjects,
                is_first: self.first == Some(id),
                between,
                subjects_between,
                acted: trace.acted,
                earlier: trace.earlier,
                behind: None,
            });
            let clashes =
                person.gender().is_some_and(|asked| member.gender.is_some_and(|(known, _)| known != asked));
            between += u32::from(!clashes);
            subjects_between += u32::from(!clashes && trace.site.part == Part::Subject);
        }
        self.add_behind(person, site, speaker, &mut ids, &mut out);
        (ids, out)
    }

    /// Tells of the candidates that are named behind the pronoun at `site`, in its sentence, and adds those that were
    /// not mentioned before.
    fn add_behind(
        &self,
        person: Person,
        site: Site,
        speaker: Option<ActorId>,
        ids: &mut Vec<ActorId>,
        out: &mut Vec<Candidate>,
    ) {
        let sentence = self.grammar().sentence(site.start);
        let numbers = self.named.within(&(site.end..sentence.end)).take(BEHIND);
        let mut order = 0;
        for number in numbers {
            let Some(id) = self.named.id(number).filter(|id| self.fits(*id, person)) else { continue };
            let Some(member) = self.cast.get(id) else { continue };
            let place = self.site_of(number);
            let comma = self.grammar().text.word(place.start.saturating_sub(1)) == ",";
            let behind = Some(Behind { order, part: place.part, comma });
            order += 1;
            if let Some(known) = ids.iter().position(|known| *known == id) {
                if let Some(candidate) = out.get_mut(known).filter(|c| c.behind.is_none()) {
                    candidate.behind = behind;
                }
                continue;
            }
            ids.push(id);
            out.push(Candidate {
                kind: member.actor.kind,
                is_named: true,
                gender: member.gender,
                site: place,
                form: Form::Name,
                pronoun: None,
                words: self.words_around(place),
                is_source: self.voices.sources.contains(&place.start),
                speaks: speaker == Some(id),
                count: member.trace.map_or(0, |t| t.count),
                subjects: member.trace.map_or(0, |t| t.subjects),
                is_first: self.first == Some(id),
                acted: member.trace.and_then(|t| t.acted),
                earlier: member.trace.map(|t| t.site.sentence),
                between: 0,
                subjects_between: 0,
                behind,
            });
        }
    }

    fn words_around(&self, site: Site) -> [u32; 2] {
        let seen = |at: Option<usize>| at.and_then(|at| self.grammar().seen.get(at)).map_or(0, |o| o.word);
        [seen(site.start.checked_sub(1)), seen(Some(site.end))]
    }

    /// Who speaks the words of a passage in quotation marks, as far as that is known at this place of the text.
    fn speaker(&self, passage: u32) -> Option<ActorId> {
        match self.voices.speaker_of.get(&passage)? {
            Target::Name(number) => self.named.id(*number),
            Target::Pronoun(at) => self.at_start.get(at).copied(),
            Target::Noun { head, .. } => self.at_head.get(head).copied(),
            Target::Pair(..) => None,
        }
    }

    /// Whether a pronoun of `person` can mean the actor.
    fn fits(&self, id: ActorId, person: Person) -> bool {
        let Some(member) = self.cast.get(id) else { return false };
        let kind = member.actor.kind;
        let is_uncertain = member.is_named && member.chance(NameKind::Person) > 0.3;
        match person {
            Person::He | Person::She => {
                let clashes = matches!((member.gender, person.gender()), (Some((known, Sure::Noun)), Some(asked)) if known != asked);
                !clashes && (matches!(kind, ActorKind::Person | ActorKind::Anonymous) || is_uncertain)
            }
            Person::They => {
                !matches!(kind, ActorKind::Document)
                    && !(kind == ActorKind::Person && member.gender.is_some())
            }
            Person::It => !matches!(kind, ActorKind::Person | ActorKind::Group | ActorKind::Anonymous),
            _ => true,
        }
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
