//! Statistics of the words of the training corpus: their parts of speech, and how often they are part of a cue or a source.

use super::packed::{self, Table};

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The class of its parts of speech; 0 where it is not known.
    pub tag: u8,
    /// The class of how often it is part of a cue.
    pub cue: u8,
    /// The class of how often it is part of a source.
    pub source: u8,
    /// Whether it is a name more often than not.
    pub is_name: bool,
}

/// The words and stems of the training corpus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordTable<'a> {
    table: Table<'a, VALUES>,
    verb_tags: &'a [u8],
}

/// Bytes of an entry's values: tag, cue, source.
pub(crate) const VALUES: usize = 3;
/// The bit of the source's byte that is set for names.
pub(crate) const NAME_BIT: u8 = 0x80;

impl<'a> WordTable<'a> {
    /// A table of words over its bytes; `verb_tags` are the tags that are finite verbs or modals more often than not.
    pub(crate) fn new(bytes: &'a [u8], verb_tags: &'a [u8]) -> Self {
        Self { table: Table::new(bytes), verb_tags }
    }

    /// The tags of words that are finite verbs or modals more often than not.
    pub(crate) fn verb_tags(&self) -> &'a [u8] {
        self.verb_tags
    }

    /// What is known of the word with this hash.
    pub(crate) fn word(&self, word: u32) -> Option<Entry> {
        let &[tag, cue, source] = self.table.get(word_key(word))?;
        Some(Entry { tag, cue, source: source & !NAME_BIT, is_name: source & NAME_BIT != 0 })
    }

    /// The class of how often the stem with this hash is part of a cue.
    pub(crate) fn stem(&self, stem: u32) -> u8 {
        self.table.get(stem_key(stem)).map_or(0, |&[_, cue, _]| cue)
    }
}

/// The key of a word's hash.
pub(crate) fn word_key(word: u32) -> u64 {
    packed::key(1, word, 0, 0)
}

/// The key of a stem's hash.
pub(crate) fn stem_key(stem: u32) -> u64 {
    packed::key(2, stem, 0, 0)
}
