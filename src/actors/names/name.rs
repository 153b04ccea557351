//! Names: as a model finds them, and with title and apposition.

use crate::lexicon::Gender;
use std::ops::Range;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place on a map.
    Place,
    /// Something else: a people, a product, a work, an event.
    Other,
}

impl NameKind {
    /// All kinds, in the order of every list of probabilities.
    pub(crate) const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Other];

    /// Its index in [`Self::ALL`], and in every list of probabilities.
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
    /// The probability of each kind, in the order of [`NameKind::ALL`].
    pub chances: [f32; 4],
}

/// One occurrence of a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// The tokens of the name, without title.
    pub tokens: Range<usize>,
    /// What it names, judged by this occurrence alone.
    pub kind: NameKind,
    /// The probability of each kind, in the order of [`NameKind::ALL`].
    pub chances: [f32; 4],
    /// The tokens of the title before it ("Chinese President").
    pub title: Range<usize>,
    /// The tokens of the apposition beside it, between commas ("the president of Vostria").
    pub apposition: Range<usize>,
    /// The gender by a title, a description or the given name, whichever is the strongest evidence.
    pub gender: Option<(Gender, Sure)>,
}

/// The evidence for a gender, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sure {
    /// Pronouns that were taken to mean the person.
    Pronouns,
    /// The given name.
    Given,
    /// A title or a noun ("Mrs.", "his sister").
    Noun,
}

/// A model that finds the names of a document.
pub(crate) trait NameFinder {
    /// All of them, in text order, without overlap.
    fn find(&mut self) -> Vec<TaggedName>;
}
