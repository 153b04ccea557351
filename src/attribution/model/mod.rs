//! The trained model, read in place from the binary.
pub mod table;

use super::{
    chain::{MOST_LABELS, Scores, Turns},
    cue::CUES,
    observe::{self, Words},
    parts::PARTS,
};
use table::Table;

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    /// Which parts of speech it is.
    pub tag: u8,
    /// How often it is a cue, in steps.
    pub cue: u8,
    /// How often it stands in a source, in steps.
    pub source: u8,
    /// What kind of thing or act it is.
    pub sense: u8,
    /// Whether it is a name more often than not.
    pub is_name: bool,
}

/// The words that the model knows.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    table: Table<'a>,
}

/// Bytes of a word's values: tag, cue, source, sense.
pub const ENTRY: usize = 4;
const NAME_BIT: u8 = 0x80;

impl<'a> Lexicon<'a> {
    /// A lexicon over the slots of a table.
    pub fn new(slots: &'a [u8]) -> Self {
        Self { table: Table::new(slots, ENTRY) }
    }

    /// What is known of the word with this hash.
    #[inline]
    pub fn word(&self, word: u32) -> Option<Entry> {
        let &[tag, cue, source, sense] = self.table.get(table::key(1, word, 0, 0))? else { return None };
        Some(Entry { tag, cue, source: source & !NAME_BIT, sense, is_name: source & NAME_BIT != 0 })
    }

    /// How often the stem with this hash is a cue, in steps, and what kind of act or thing it is.
    #[inline]
    pub fn stem(&self, stem: u32) -> (u8, u8) {
        match self.table.get(table::key(2, stem, 0, 0)) {
            Some(&[_, cue, _, sense]) => (cue, sense),
            _ => (0, 0),
        }
    }
}

/// The weights of a chain.
#[derive(Debug, Clone)]
pub struct Weights<'a> {
    table: Table<'a>,
    labels: usize,
    /// What one step of a weight is worth.
    step: f32,
    /// The scores of arcs and ends.
    pub turns: Turns,
}

impl<'a> Weights<'a> {
    /// Weights over the slots of a table, `labels` bytes each.
    pub fn new(slots: &'a [u8], labels: usize, step: f32, turns: &[f32]) -> Self {
        Self { table: Table::new(slots, labels), labels, step, turns: Turns::new(turns) }
    }

    /// The sum of the weights of `keys`, in whole steps.
    #[inline]
    pub fn sum(&self, keys: &[u64]) -> [i32; MOST_LABELS] {
        let mut out = [0; MOST_LABELS];
        for &key in keys {
            if let Some(values) = self.table.get(key) {
                for (slot, &value) in out.iter_mut().zip(values) {
                    *slot += i32::from(value.cast_signed());
                }
            }
        }
        out
    }

    /// Scores from sums of steps.
    #[inline]
    pub fn scores(&self, a: &[i32; MOST_LABELS], b: &[i32; MOST_LABELS]) -> Scores {
        let mut out = [0.0; MOST_LABELS];
        for ((slot, a), b) in out.iter_mut().zip(a).zip(b).take(self.labels) {
            *slot = (a + b) as f32 * self.step;
        }
        out
    }
}

/// Everything that was trained.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    /// The words.
    pub lexicon: Lexicon<'a>,
    /// Words and classes that templates ask for.
    pub words: Words,
    /// The chain that finds cues.
    pub cues: Weights<'a>,
    /// The chain that finds content and source.
    pub parts: Weights<'a>,
    /// The weights by which a quote's chances make its confidence.
    pub rank: Vec<f32>,
}

/// The first bytes of a model.
pub const MAGIC: &[u8; 8] = b"dixit 1\n";

impl<'a> Model<'a> {
    /// Reads a model where it lies: each section is its length (four bytes, little-endian) and its bytes. Gives none
    /// where the bytes are not a model.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut section = || {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (found, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            Some(found)
        };
        let lexicon = Lexicon::new(section()?);
        let verbs = section()?.to_vec();
        let mut chain = |labels: usize| {
            let turns = numbers(section()?);
            let (step, turns) = turns.split_first()?;
            Some(Weights::new(section()?, labels, *step, turns))
        };
        let cues = chain(CUES.labels)?;
        let parts = chain(PARTS.labels)?;
        let rank = numbers(section()?);
        Some(Self { lexicon, words: Words { that: observe::hash("that"), verbs }, cues, parts, rank })
    }
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
}
