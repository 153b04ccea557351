//! What was trained for the actors, read in place from the binary: the chain of names and the ranking of
//! whom a pronoun means.

use super::{name_chain::NameWeights, rank::RankWeights};
use crate::attribution::model::Sections;
use std::sync::LazyLock;

/// The model that is shipped; `assets/model/README.md` tells how it was made.
static SHIPPED: &[u8] = include_bytes!("../../assets/model/actors.bin");

static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(SHIPPED));

/// The first bytes of a model: a name and the version of the templates that its keys are made by.
pub(crate) const MAGIC: &[u8; 9] = b"dixit a1\n";

/// Everything that was trained.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    /// The chain that finds names.
    pub names: NameWeights<'a>,
    /// What a pronoun's candidates are ranked by.
    pub pronouns: RankWeights<'a>,
}

impl<'a> Model<'a> {
    /// Reads a model where it lies: behind [`MAGIC`] come numbers and table of the chain of names, then of the
    /// ranking. None where the
    /// bytes are not a model.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut sections = Sections(bytes.strip_prefix(MAGIC)?);
        Some(Self { names: sections.weights()?, pronouns: sections.weights()? })
    }

    /// The model that is shipped in the binary. None only if that were broken, which a test rules out.
    pub(crate) fn shipped() -> Option<&'static Model<'static>> {
        MODEL.as_ref()
    }
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
        assert!(Model::read(b"dixit a0\n").is_none());
        assert!(Model::read(SHIPPED.get(..SHIPPED.len() / 2).unwrap_or_default()).is_none());
    }
}
