//! Names: as they are found in a text, and with what stands beside them.

use crate::lexicon::Gender;
use std::ops::Range;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameKind {
    /// A person.
    Person,
    /// A body of people.
    Organisation,
    /// A place on a map.
    Place,
    /// Something else: a people, a product, a work, an event.
    Other,
}

impl NameKind {
    /// All kinds, in the order in which lists of chances have them.
    pub(crate) const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Other];

    /// Its place in [`Self::ALL`], and in lists of chances.
    pub(crate) const fn place(self) -> usize {
        match self {
            Self::Person => 0,
            Self::Organisation => 1,
            Self::Place => 2,
            Self::Other => 3,
        }
    }
}

/// A name as a model finds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TaggedName {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// The chance of each kind, in the order of [`NameKind::ALL`].
    pub chances: [f32; 4],
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// The tokens of the name, without title.
    pub tokens: Range<usize>,
    /// What it names, as far as this place tells.
    pub kind: NameKind,
    /// The chance of each kind, in the order of [`NameKind::ALL`].
    pub chances: [f32; 4],
    /// The tokens of what introduces it on its left ("Chinese President").
    pub title: Range<usize>,
    /// The tokens of what explains it beside it, between commas ("the president of Vostria").
    pub apposition: Range<usize>,
    /// What a title, a description or the given name tells, the surest first.
    pub gender: Option<(Gender, Sure)>,
}

/// What a gender rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sure {
    /// Pronouns that were taken to mean the person.
    Pronouns,
    /// The given name.
    Given,
    /// A title or a noun ("Mrs.", "his sister").
    Noun,
}

/// Finds the names of a document, as far as a model tells.
pub(crate) trait NameFinder {
    /// All of them, in text order, without overlap.
    fn find(&mut self) -> Vec<TaggedName>;
}
