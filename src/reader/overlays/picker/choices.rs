//! The choices of a picker for what has been typed.

use super::{Choice, Fix, Picker, Purpose};
use crate::{
    actors::{Actor, ActorId, ActorKind},
    attribution::QuoteKind,
    corrections::ActorName,
    export::format::ExportFormat,
    reader::article::findings::Findings,
};
use std::cmp::Reverse;

impl Picker {
    /// The choices that contain the input, best first, or in the order of their lists.
    pub fn choices(&self, findings: &Findings) -> Vec<Choice> {
        let typed = self.field.text().trim();
        let wanted = typed.to_lowercase();
        let fits = |words: &str| words.to_lowercase().contains(&wanted);
        match &self.purpose {
            Purpose::Reassign { .. } | Purpose::Add(_) => {
                let mut out = actors(findings, &wanted, |_| 0);
                if "nobody".starts_with(&wanted) {
                    out.push(Choice::Nobody);
                }
                let is_known = |a: &Actor| a.name == typed || a.aliases.iter().any(|alias| alias == typed);
                if !typed.is_empty() && !findings.analysis.actors.iter().any(is_known) {
                    out.push(Choice::New(typed.to_owned()));
                }
                out
            }
            Purpose::Merge(name) => {
                let is_it = |actor: &Actor| *name == ActorName::of(actor);
                let own = findings.analysis.actors.iter().find(|actor| is_it(actor));
                let mut out = actors(findings, &wanted, |actor| own.map_or(0, |own| likeness(own, actor)));
                out.retain(|choice| {
                    !matches!(choice, Choice::Actor(id, _) if findings.analysis.actor(*id).is_some_and(is_it))
                });
                out
            }
            Purpose::Rename(name) => {
                let own = find(findings, name);
                let namesake = findings.order.iter().copied().find(|&id| {
                    typed != name.name
                        && Some(id) != own
                        && findings.analysis.actor(id).is_some_and(|actor| is_called(actor, &wanted))
                });
                if let Some(other) = namesake {
                    return vec![Choice::Namesake(other), Choice::SameName(typed.to_owned())];
                }
                let aliases = own.and_then(|id| findings.analysis.actor(id)).map(|actor| &actor.aliases);
                let is_unchanged = typed == name.name;
                let fitting = aliases.into_iter().flatten().filter(|alias| is_unchanged || fits(alias));
                words(typed, fitting.cloned())
            }
            Purpose::Role { now, .. } => {
                let is_unchanged = now.as_deref().unwrap_or_default() == typed;
                let mut out = words(typed, now.iter().filter(|role| fits(role)).cloned());
                if wanted.is_empty() || is_unchanged {
                    out.push(Choice::Nobody);
                }
                out
            }
            Purpose::ActorKind { .. } => {
                ActorKind::ALL.into_iter().filter(|kind| fits(kind.name())).map(Choice::ActorKind).collect()
            }
            Purpose::QuoteKind { .. } => {
                QuoteKind::ALL.into_iter().filter(|kind| fits(kind.name())).map(Choice::QuoteKind).collect()
            }
            Purpose::Export => {
                let all = ExportFormat::ALL.into_iter().filter(|format| fits(format.words()));
                all.map(Choice::Format).collect()
            }
            Purpose::Correct { quote, actor } => {
                let of_quote = Fix::OF_QUOTE.into_iter().filter(|_| quote.is_some());
                let of_actor = Fix::OF_ACTOR.into_iter().filter(|_| actor.is_some());
                of_quote.chain(of_actor).filter(|fix| fits(fix.words())).map(Choice::Fix).collect()
            }
        }
    }
}

/// The actor that a correction refers to by `name`.
fn find(findings: &Findings, name: &ActorName) -> Option<ActorId> {
    name.find(findings.analysis.actors.iter().enumerate().map(|(at, actor)| (ActorId(at), actor)))
}

/// Whether an actor has `name`, in lower case, as name or alias.
fn is_called(actor: &Actor, name: &str) -> bool {
    std::iter::once(&actor.name).chain(&actor.aliases).any(|own| own.to_lowercase() == name)
}

/// The input itself, and the known words that contain it.
fn words(typed: &str, known: impl Iterator<Item = String>) -> Vec<Choice> {
    let typed_too = Some(typed.to_owned()).filter(|typed| !typed.is_empty());
    typed_too.into_iter().chain(known.filter(|known| known != typed)).map(Choice::Words).collect()
}

/// The actors whose name, alias or role contains `wanted`, in lower case: by rank, then by likeness.
fn actors(findings: &Findings, wanted: &str, likeness: impl Fn(&Actor) -> u8) -> Vec<Choice> {
    let ranked = findings.order.iter().filter_map(|&id| {
        let actor = findings.analysis.actor(id)?;
        Some((rank(actor, wanted)?, Reverse(likeness(actor)), id))
    });
    let mut ranked: Vec<(u8, Reverse<u8>, ActorId)> = ranked.collect();
    ranked.sort_by_key(|(rank, likeness, _)| (*rank, *likeness));
    ranked.into_iter().map(|(_, Reverse(likeness), id)| Choice::Actor(id, likeness >= LIKE)).collect()
}

/// How well an actor matches `wanted`, in lower case; 0 is best, `None` no match.
fn rank(actor: &Actor, wanted: &str) -> Option<u8> {
    let holds = |name: &str| name.to_lowercase().contains(wanted);
    if wanted.is_empty() || holds(&actor.name) {
        Some(0)
    } else if actor.aliases.iter().any(|alias| holds(alias)) {
        Some(1)
    } else {
        actor.role.as_deref().is_some_and(holds).then_some(2)
    }
}

/// The likeness from which two actors are probably the same.
const LIKE: u8 = 2;

/// How alike two actors are: 3 where they share a name or one's name is the other's initials, 2 where names share a
/// word, 1 where they are of the same kind.
fn likeness(a: &Actor, b: &Actor) -> u8 {
    /// Words must be longer than this to count, since shorter ones are mostly particles; initials must have this
    /// length.
    const SHORTEST: usize = 3;
    let names = |actor: &Actor| -> Vec<String> {
        std::iter::once(&actor.name).chain(&actor.aliases).map(|name| name.to_lowercase()).collect()
    };
    let initials = |actor: &Actor| -> String {
        let first = actor.name.split_whitespace().filter_map(|word| word.chars().next());
        first.filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect()
    };
    let tells = |word: &&str| word.chars().count() > SHORTEST;
    let (one, other) = (names(a), names(b));
    let is_short_for = |names: &Vec<String>, long: &Actor| {
        let letters = initials(long);
        letters.len() >= SHORTEST && names.contains(&letters)
    };
    let shares = || {
        let words: Vec<&str> = one.iter().flat_map(|name| name.split_whitespace()).filter(tells).collect();
        other.iter().flat_map(|name| name.split_whitespace()).any(|word| words.contains(&word))
    };
    if one.iter().any(|name| other.contains(name)) || is_short_for(&one, b) || is_short_for(&other, a) {
        3
    } else if shares() {
        2
    } else {
        u8::from(a.kind == b.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::QuoteCounts;

    fn actor(name: &str, kind: ActorKind) -> Actor {
        Actor {
            name: name.to_owned(),
            kind,
            role: None,
            aliases: vec![],
            mentions: vec![],
            quotes: QuoteCounts::default(),
            words: 0,
        }
    }

    #[test]
    fn what_shares_a_name_or_initials_is_most_alike() {
        use ActorKind::{Organisation, Person};
        let like = |a: &str, b: &str| likeness(&actor(a, Person), &actor(b, Organisation));
        assert_eq!(like("VNA", "Vesta News Agency"), 3);
        assert_eq!(like("Ann Roe", "ann roe"), 3);
        assert_eq!(like("Ann Lind", "Judge Lind"), 2);
        assert_eq!(like("Ann Roe", "Bank of the Sea"), 0);
        assert_eq!(likeness(&actor("Ann Roe", Person), &actor("Jo Lind", Person)), 1);
    }
}
