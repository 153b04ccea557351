//! Roles that several people share: "actor" for each name in "actors Ann Roe, Jo Lind and Bo Dahl".

use super::{Groups, MentionLinker};
use crate::{
    actors::ActorKind,
    lexicon::{
        classes::speech,
        nouns::{self, NounKind, entry},
    },
};
use std::ops::Range;

impl<L: MentionLinker> Groups<'_, L> {
    /// The plural noun before the list of names that this name belongs to, in the singular.
    pub(super) fn listed(&self, name: &Range<usize>, kind: ActorKind) -> Option<String> {
        if kind != ActorKind::Person {
            return None;
        }
        let start = self.list_start(name);
        let is_first = start == name.start;
        if is_first && !self.goes_on(name.end) {
            return None;
        }
        let head = start.checked_sub(1).filter(|head| *head >= self.document.sentence(start).start)?;
        let noun = self.document.lower(head);
        let are_people = entry(&noun).is_some_and(|noun| noun.is_plural && noun.kind == NounKind::Person);
        let one = nouns::singular(&noun).filter(|_| are_people)?;
        let words = self.words_before(start);
        // In "He told reporters Ann Roe and Jo Lind were late" the plural noun is the object of the verb.
        let are_told = |before: usize| speech::takes_addressee(&self.document.lower(before));
        if words.start.checked_sub(1).is_some_and(are_told) {
            return None;
        }
        let before = self.text(words.start..head);
        Some(if before.is_empty() { one } else { format!("{before} {one}") })
    }

    /// The first token of the list of names that ends with `name`.
    fn list_start(&self, name: &Range<usize>) -> usize {
        /// The most names of a list.
        const MOST: usize = 12;
        let mut start = name.start;
        for _ in 0..MOST {
            let Some(joint) = start.checked_sub(1).filter(|at| self.joins(*at)) else { break };
            let end = joint.checked_sub(1).filter(|at| self.joins(*at)).unwrap_or(joint);
            let ends = self.name_that_ends(end).and_then(|at| self.mentions.get(at));
            let Some(before) = ends else { break };
            start = before.tokens.start;
        }
        start
    }

    /// Whether another name follows after "and" or, in a list of at least three, after a comma.
    fn goes_on(&self, end: usize) -> bool {
        let named = |at: usize| self.name_at(at).map(|name| name.end);
        match &*self.document.lower(end) {
            "and" => named(end + 1).is_some(),
            "," => named(end + 1).is_some_and(|next| self.joins(next)),
            _ => false,
        }
    }

    fn joins(&self, at: usize) -> bool {
        matches!(&*self.document.lower(at), "," | "and")
    }
}
