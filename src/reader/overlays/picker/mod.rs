//! Choosing an actor by typing a part of its name.

pub mod update;
pub mod view;

use crate::{
    actors::{Actor, ActorId},
    corrections::{ActorName, QuoteName},
    reader::article::findings::Findings,
};

/// Longest name that can be typed, in bytes.
const LONGEST: usize = 200;

/// An actor that is being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What for.
    pub purpose: Purpose,
    /// What has been typed.
    pub query: String,
    /// The chosen one, as a place in [`Picker::choices`].
    pub selected: usize,
}

/// What an actor is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To say this quote.
    Reassign(QuoteName),
    /// To be the one that this other actor is.
    Merge(ActorName),
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// An actor of the article.
    Actor(ActorId),
    /// One that the analysis has not found, with this name.
    New(String),
    /// Nobody.
    Nobody,
}

impl Picker {
    /// Nothing typed yet.
    pub const fn new(purpose: Purpose) -> Self {
        Self { purpose, query: String::new(), selected: 0 }
    }

    /// What can be chosen: the actors of whom a name or the role holds what has been typed, best first, otherwise in the
    /// order of the list of actors.
    pub fn choices(&self, findings: &Findings) -> Vec<Choice> {
        let typed = self.query.trim();
        let wanted = typed.to_lowercase();
        let is_itself = |actor: &Actor| match &self.purpose {
            Purpose::Merge(name) => *name == ActorName::of(actor),
            Purpose::Reassign(_) => false,
        };
        let ranked = findings.order.iter().filter_map(|&id| {
            let actor = findings.analysis.actor(id).filter(|actor| !is_itself(actor))?;
            Some((rank(actor, &wanted)?, id))
        });
        let mut ranked: Vec<(u8, ActorId)> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut out: Vec<Choice> = ranked.into_iter().map(|(_, id)| Choice::Actor(id)).collect();
        if matches!(self.purpose, Purpose::Reassign(_)) {
            if "nobody".starts_with(&wanted) {
                out.push(Choice::Nobody);
            }
            let is_known = |a: &Actor| a.name == typed || a.aliases.iter().any(|alias| alias == typed);
            if !typed.is_empty() && !findings.analysis.actors.iter().any(is_known) {
                out.push(Choice::New(typed.to_owned()));
            }
        }
        out
    }

    /// Adds `text` to what has been typed.
    pub fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            // A name is a line.
            self.query.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
            self.selected = 0;
        }
    }

    /// Takes the last letter away, or all; `false` where there is none.
    pub fn erase(&mut self, all: bool) -> bool {
        self.selected = 0;
        if all {
            self.query.clear();
            return true;
        }
        self.query.pop().is_some()
    }

    /// Goes `by` choices on among `count`, as far as there are any.
    pub fn step(&mut self, by: isize, count: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
    }
}

/// How well an actor answers to what has been typed, in lower case; the best is 0.
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
