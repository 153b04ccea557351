//! The links between mentions and actors, stored in few bytes, since every word of a text may be a mention.

use crate::{
    actors::{ActorId, Form, Why},
    span::Span,
};
use std::ops::Range;

/// A mention that is linked to an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// The words.
    pub tokens: Range<usize>,
    /// The actor.
    pub id: ActorId,
    /// What kind of words they are.
    pub form: Form,
    /// Why.
    pub why: Why,
    /// The earlier words that support this.
    pub from: Option<Span>,
}

/// A link as it is kept.
#[derive(Debug, Clone, Copy)]
struct Kept {
    tokens: [u32; 2],
    id: u32,
    form: Form,
    why: Why,
    from: Option<[u32; 2]>,
}

/// All links, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Links(Vec<Kept>);

impl Links {
    /// Adds a link.
    pub fn push(&mut self, Link { tokens, id, form, why, from }: Link) {
        let tokens = [tokens.start as u32, tokens.end as u32];
        let from = from.map(|from| [from.start as u32, from.end as u32]);
        self.0.push(Kept { tokens, id: id.0 as u32, form, why, from });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The link with this number.
    pub fn get(&self, number: usize) -> Option<Link> {
        self.0.get(number).map(spell)
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Link> {
        self.0.iter().map(spell)
    }
}

fn spell(&Kept { tokens: [start, end], id, form, why, from }: &Kept) -> Link {
    let from = from.map(|[start, end]| Span::new(start as usize, end as usize));
    Link { tokens: start as usize..end as usize, id: ActorId(id as usize), form, why, from }
}
