//! The trained model, read in place from the binary: a lexicon, two chains and the weights of a confidence.

pub(crate) mod chain;
pub(crate) mod lexicon;
pub(crate) mod plan;
pub(crate) mod table;
pub(crate) mod weights;

use super::{cue::CueWeights, parts::PartWeights};
use lexicon::Lexicon;
use std::sync::LazyLock;
use weights::Weights;

/// The model that is shipped; `assets/model/README.md` tells how it was made.
static SHIPPED: &[u8] = include_bytes!("../../../assets/model/attribution.bin");

static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(SHIPPED));

/// Everything that was trained.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    /// The words.
    pub lexicon: Lexicon<'a>,
    /// The tags of the lexicon that are finite verbs or modals more often than not.
    pub verbs: &'a [u8],
    /// The chain that finds cues.
    pub cues: CueWeights<'a>,
    /// The chain that finds content and source.
    pub parts: PartWeights<'a>,
    /// The weights of what a confidence is made of.
    pub rank: Vec<f32>,
    /// The confidence from which a quote is kept.
    pub threshold: f32,
}

/// The first bytes of a model: a name and the version of the templates that its keys are made by.
pub(crate) const MAGIC: &[u8; 8] = b"dixit 1\n";

impl<'a> Model<'a> {
    /// Reads a model where it lies: behind [`MAGIC`] come [`Sections`]: lexicon, verbs, then numbers and table of either chain, then the numbers of the rank, the threshold
    /// first. None where the bytes are not a model.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut sections = Sections(bytes.strip_prefix(MAGIC)?);
        let lexicon = Lexicon::new(sections.take()?);
        let verbs = sections.take()?;
        let cues = sections.weights()?;
        let parts = sections.weights()?;
        let rank = numbers(sections.take()?);
        let (&threshold, rank) = rank.split_first()?;
        Some(Self { lexicon, verbs, cues, parts, rank: rank.to_vec(), threshold })
    }

    /// The model that is shipped in the binary. None only if that were broken, which a test rules out.
    pub(crate) fn shipped() -> Option<&'static Model<'static>> {
        MODEL.as_ref()
    }
}

/// The parts of a model that are not read yet: each is its length in four bytes, little-endian, and its bytes.
pub(crate) struct Sections<'a>(pub &'a [u8]);

impl<'a> Sections<'a> {
    /// The next section.
    pub(crate) fn take(&mut self) -> Option<&'a [u8]> {
        let (length, after) = self.0.split_first_chunk::<4>()?;
        let (found, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = after;
        Some(found)
    }

    /// The weights of a chain: a section of numbers and one of a table.
    pub(crate) fn weights<const LABELS: usize>(&mut self) -> Option<Weights<'a, LABELS>> {
        let turns = numbers(self.take()?);
        Weights::new(self.take()?, &turns)
    }
}

/// Numbers from their bytes, little-endian.
pub(crate) fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_can_be_read() {
        assert!(Model::shipped().is_some());
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(b"dixit 0\n").is_none());
        assert!(Model::read(SHIPPED.get(..SHIPPED.len() / 2).unwrap_or_default()).is_none());
    }
}
