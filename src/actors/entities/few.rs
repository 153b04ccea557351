//! Compact lists, for entities: a text may have very many, and most of their lists are empty or have one item.

use crate::actors::ActorId;
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    ops::Deref,
    slice,
};

/// A list that is usually empty.
#[derive(Debug, Clone)]
#[expect(clippy::box_collection, reason = "a vector in place takes three times as much where it is empty")]
pub(crate) struct Rare<T>(Option<Box<Vec<T>>>);

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Deref for Rare<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<T> Rare<T> {
    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        self.0.get_or_insert_default().push(item);
    }

    /// The items, to be changed.
    pub fn iter_mut(&mut self) -> slice::IterMut<'_, T> {
        self.0.as_deref_mut().map_or(&mut [][..], Vec::as_mut_slice).iter_mut()
    }

    /// The items.
    pub fn into_vec(self) -> Vec<T> {
        self.0.map(|items| *items).unwrap_or_default()
    }
}

/// A list that usually has one item.
#[derive(Debug, Clone)]
#[expect(clippy::box_collection, reason = "a vector in place takes more, and memory of its own for one item")]
pub(crate) enum Few<T> {
    /// At most one item, without the memory of a vector.
    One(Option<T>),
    /// Two or more.
    Many(Box<Vec<T>>),
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::One(None)
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(item) => item.as_slice(),
            Self::Many(items) => items,
        }
    }
}

impl<T: Copy> Few<T> {
    /// Adds an item before the one at `at`.
    pub fn insert(&mut self, at: usize, item: T) {
        match self {
            Self::One(None) => *self = Self::One(Some(item)),
            Self::One(Some(other)) => {
                *self = Self::Many(Box::new(if at == 0 { vec![item, *other] } else { vec![*other, item] }));
            }
            Self::Many(items) => items.insert(at.min(items.len()), item),
        }
    }
}

/// The entities for a word or a name, by its 64-bit hash: collisions are too rare to matter.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// The only entity; or, with [`SEVERAL`], the index of a list in `lists`.
    all: HashMap<u64, u32>,
    lists: Vec<Vec<u32>>,
}

/// The bit that marks an index into the lists.
const SEVERAL: u32 = 1 << 31;

impl Index {
    /// The entities for `word`, in the order in which they were added.
    pub fn get(&self, word: &str) -> impl DoubleEndedIterator<Item = ActorId> {
        let found = self.all.get(&hash(word));
        let ids = match found {
            Some(place) if place & SEVERAL != 0 => {
                self.lists.get((place & !SEVERAL) as usize).map_or(&[][..], Vec::as_slice)
            }
            found => found.map_or(&[][..], slice::from_ref),
        };
        ids.iter().map(|&id| ActorId(id as usize))
    }

    /// Adds an entity for `word`; when there are more than twice as many as `most`, the first ones are dropped.
    pub fn add(&mut self, word: &str, id: ActorId, most: usize) {
        let id = id.0 as u32;
        let Some(place) = self.all.get_mut(&hash(word)) else {
            self.all.insert(hash(word), id);
            return;
        };
        if *place & SEVERAL == 0 {
            let several = vec![*place, id];
            *place = self.lists.len() as u32 | SEVERAL;
            self.lists.push(several);
        } else if let Some(list) = self.lists.get_mut((*place & !SEVERAL) as usize) {
            list.push(id);
            if list.len() > most.saturating_mul(2) {
                list.drain(..list.len() - most);
            }
        }
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_order() {
        let mut few = Few::default();
        for (at, item) in [(0, 5), (0, 3), (1, 4), (9, 7)] {
            few.insert(at, item);
        }
        assert_eq!(*few, [3, 4, 5, 7]);
        let mut rare = Rare::default();
        assert!(rare.is_empty());
        rare.push(1);
        rare.push(2);
        assert_eq!(*rare, [1, 2]);
    }

    #[test]
    fn an_index_forgets_the_first_of_many() {
        let mut index = Index::default();
        for id in 0..21 {
            index.add("roe", ActorId(id), 10);
        }
        index.add("lend", ActorId(7), 10);
        let ids = |word: &str| index.get(word).map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(ids("roe"), (11..21).collect::<Vec<_>>());
        assert_eq!((ids("lend"), ids("orr")), (vec![7], vec![]));
    }
}
