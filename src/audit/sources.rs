//! Which speakers of different articles are the same source.

use super::{
    report::Source,
    tally::{Place, Tally},
};
use crate::{
    actors::ActorKind,
    export::rows::QuoteRow,
    lexicon::sources::SourceKind,
    library::{
        Aliases,
        people::{Candidate, divide, holds, is_telling, name_key},
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Counts by speaker.
#[derive(Debug, Default)]
pub(super) struct Sources {
    aliases: Aliases,
    /// Speakers whose names identify them across articles, by the key of the name.
    named: BTreeMap<String, Vec<Variant>>,
    /// All other speakers, by article and number of the actor there.
    local: HashMap<(u64, usize), Variant>,
    outlets: Outlets,
}

/// Outlets by name, numbered in order of appearance.
#[derive(Debug, Default)]
struct Outlets(HashMap<String, usize>);

/// Speakers with the same name key, kind and role.
#[derive(Debug)]
struct Variant {
    name: String,
    kind: ActorKind,
    role: Option<String>,
    outlets: BTreeSet<usize>,
    tally: Tally,
}

impl Outlets {
    fn number(&mut self, outlet: &str) -> usize {
        if let Some(known) = self.0.get(outlet) {
            return *known;
        }
        let next = self.0.len();
        self.0.insert(outlet.to_owned(), next);
        next
    }
}

impl Sources {
    pub(super) fn new(aliases: Aliases) -> Self {
        Self { aliases, ..Self::default() }
    }

    /// Counts a quote for its speaker.
    pub(super) fn add(&mut self, article: u64, row: &QuoteRow, place: Place) {
        let (Some(number), Some(name)) = (row.speaker, row.speaker_name.as_deref()) else { return };
        let kind = row.speaker_kind.as_deref().and_then(ActorKind::read).unwrap_or(ActorKind::Anonymous);
        let key = name_key(name);
        let meant = self.aliases.meant(&key);
        let is_body = matches!(kind, ActorKind::Person | ActorKind::Organisation | ActorKind::Place);
        let under = if is_body && (meant != key || is_telling(kind, name)) {
            let alike = self.named.entry(meant.to_owned()).or_default();
            let is_same = |other: &Variant| other.kind == kind && other.role == row.speaker_role;
            let at = alike.iter().position(is_same).unwrap_or(alike.len());
            if at == alike.len() {
                alike.push(Variant::of(name, kind, row));
            }
            alike.get_mut(at)
        } else {
            Some(self.local.entry((article, number)).or_insert_with(|| Variant::of(name, kind, row)))
        };
        let Some(under) = under else { return };
        under.outlets.extend(row.outlet.as_deref().map(|outlet| self.outlets.number(outlet)));
        under.tally.articles += usize::from(place.is_new);
        under.tally.add(row, place);
    }

    /// Unites speakers into sources by the rule of the library; those with most quotes come first.
    pub(super) fn unite(self) -> Vec<Source> {
        let Self { aliases, named, local, .. } = self;
        let mut out: Vec<Source> = local.into_values().map(|under| source("", vec![under])).collect();
        for (key, alike) in named {
            let roles = aliases.roles(&key);
            let is_one = aliases.is_one(&key);
            let mut alike: BTreeMap<i64, Variant> = (0..).zip(alike).collect();
            let candidates = alike.iter().filter(|(_, under)| under.kind == ActorKind::Person);
            let candidates: Vec<Candidate> = candidates
                .map(|(id, under)| Candidate {
                    id: *id,
                    role: under.role.clone(),
                    said: roles
                        .iter()
                        .find(|words| holds(under.role.as_deref(), words))
                        .map(|words| (*words).to_owned())
                        .or_else(|| is_one.then(String::new)),
                    count: under.tally.articles,
                })
                .collect();
            for (_, ids) in divide(&candidates) {
                out.push(source(&key, ids.iter().filter_map(|id| alike.remove(id)).collect()));
            }
            if !alike.is_empty() {
                out.push(source(&key, alike.into_values().collect()));
            }
        }
        out.sort_by(|a, b| {
            let amount = |source: &Source| (source.tally.all.amount.quotes, source.tally.all.amount.words);
            amount(b).cmp(&amount(a)).then_with(|| (&a.name, &a.role).cmp(&(&b.name, &b.role)))
        });
        out
    }
}

impl Variant {
    fn of(name: &str, kind: ActorKind, row: &QuoteRow) -> Self {
        let (name, role) = (name.to_owned(), row.speaker_role.clone());
        Self { name, kind, role, outlets: BTreeSet::new(), tally: Tally::default() }
    }
}

/// One source from all that is counted under its names and roles, called by the most frequent of each. An alias joined
/// to `key` is used as the name only where no article has the name of `key` itself.
fn source(key: &str, alike: Vec<Variant>) -> Source {
    let mut tally = Tally::default();
    let mut outlets: BTreeSet<usize> = BTreeSet::new();
    for under in &alike {
        tally += under.tally;
        outlets.extend(&under.outlets);
    }
    let most = |of: fn(&Variant) -> Option<&str>| {
        let told = alike.iter().filter(|under| of(under).is_some());
        told.rev().max_by_key(|under| under.tally.articles).and_then(of).map(str::to_owned)
    };
    let own = alike.iter().rev().filter(|under| name_key(&under.name) == key);
    let own = own.max_by_key(|under| under.tally.articles);
    let known = tally.kinds().filter(|(kind, count)| *kind != SourceKind::Unknown && count.amount.quotes > 0);
    let source_kind = known.max_by_key(|(_, count)| count.amount.quotes).map(|(kind, _)| kind);
    Source {
        name: own
            .map(|under| under.name.clone())
            .or_else(|| most(|under| Some(&under.name)))
            .unwrap_or_default(),
        role: most(|under| under.role.as_deref()),
        kind: alike.first().map_or("", |under| under.kind.name()),
        source_kind: source_kind.unwrap_or(SourceKind::Unknown).name(),
        outlets: outlets.len(),
        tally,
    }
}
