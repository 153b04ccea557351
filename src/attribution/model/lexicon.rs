//! The words that the model knows, and what it knows of them.

use super::table::{self, Table};

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Which parts of speech it is, as a number; 0 where that is not known.
    pub tag: u8,
    /// How often it is part of a cue, in steps of [`step`].
    pub cue: u8,
    /// How often it is part of a source, in steps of [`step`].
    pub source: u8,
    /// Whether it is a name more often than not.
    pub is_name: bool,
}

/// The words and stems of the training corpus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon<'a> {
    table: Table<'a, VALUES>,
}

/// Bytes of an entry's values: tag, cue, source.
pub(crate) const VALUES: usize = 3;
/// The bit of the source's byte that tells a name.
pub(crate) const NAME_BIT: u8 = 0x80;

impl<'a> Lexicon<'a> {
    /// A lexicon over the bytes of a table.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { table: Table::new(bytes) }
    }

    /// What is known of the word with this hash.
    pub(crate) fn word(&self, word: u32) -> Option<Entry> {
        let &[tag, cue, source] = self.table.get(word_key(word))?;
        Some(Entry { tag, cue, source: source & !NAME_BIT, is_name: source & NAME_BIT != 0 })
    }

    /// How often the stem with this hash is part of a cue, in steps.
    pub(crate) fn stem(&self, stem: u32) -> u8 {
        self.table.get(stem_key(stem)).map_or(0, |&[_, cue, _]| cue)
    }
}

/// The key of a word's hash.
pub(crate) fn word_key(word: u32) -> u64 {
    table::key(1, word, 0, 0)
}

/// The key of a stem's hash.
pub(crate) fn stem_key(stem: u32) -> u64 {
    table::key(2, stem, 0, 0)
}
