//! Loads the linear models: their bytes are read in place, section by section.

use super::linear::{LinearModel, weights::Weights};
use crate::lexicon::word_table::WordTable;

/// The bytes of the models of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Models<'a> {
    /// The table of words, the chains of cues and of content and source, and the confidence.
    pub attribution: &'a [u8],
    /// The chain of names and the ranking of antecedents.
    pub actors: &'a [u8],
}

impl Models<'static> {
    /// The models of English that are part of the program; `assets/model/README.md` says how they were made.
    pub const SHIPPED: Self = Self {
        attribution: include_bytes!("../../assets/model/attribution.bin"),
        actors: include_bytes!("../../assets/model/actors.bin"),
    };
}

/// Why a model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It has another format or version than those that this program reads.
    #[error("the model of {0} is none that this version of dixit reads; use one made by its `train`")]
    Version(&'static str),
    /// It ends too early, or a part of it is empty.
    #[error("the model of {model} is damaged: it has no whole {part}; replace the file")]
    Damaged {
        /// Which model.
        model: &'static str,
        /// Which part of it.
        part: &'static str,
    },
    /// It is not part of this build.
    #[error(
        "this build of dixit has no careful model, which is too large for a package of the registry: install a release, \
         or build from the repository; --model quick is here"
    )]
    NotBuiltIn,
    /// The engine of the encoder has failed.
    #[error("the careful model cannot be {doing}: {reason}; use --model quick")]
    Engine {
        /// What the engine should do with the model ("read", "run").
        doing: &'static str,
        /// Why it cannot do that.
        reason: String,
    },
}

/// The first bytes of a model of attribution: a name and the version of its templates.
pub(crate) const ATTRIBUTION_MAGIC: &[u8; 8] = b"dixit 1\n";
/// As [`ATTRIBUTION_MAGIC`], for the model of actors.
pub(crate) const ACTORS_MAGIC: &[u8; 9] = b"dixit a1\n";

impl<'a> Models<'a> {
    /// Reads the linear models in place. Each is a magic number and then sections. In the model of attribution these are: the
    /// table of words, the tags of verbs, numbers and table of the chain of cues, the same of the chain of content and source,
    /// and the weights of the confidence, the threshold first. In that of actors: numbers and table of the chain of names, and
    /// the same of the ranking of antecedents.
    ///
    /// # Errors
    /// Where the bytes are not such models.
    pub(crate) fn read(self) -> Result<(WordTable<'a>, LinearModel<'a>), ModelError> {
        let mut sections = Sections::new("attribution", self.attribution, ATTRIBUTION_MAGIC)?;
        let words = WordTable::new(sections.take("table of words")?, sections.take("list of verbs")?);
        let cues = sections.weights("chain of cues")?;
        let parts = sections.weights("chain of content and source")?;
        let confidence = numbers(sections.take("confidence")?);
        let Some((&threshold, confidence)) = confidence.split_first() else {
            return Err(sections.damaged("confidence"));
        };
        let mut sections = Sections::new("actors", self.actors, ACTORS_MAGIC)?;
        let names = sections.weights("chain of names")?;
        let antecedents = sections.weights("ranking of antecedents")?;
        let confidence = confidence.to_vec();
        Ok((words, LinearModel { cues, parts, confidence, threshold, names, antecedents }))
    }
}

/// The sections of a model that are not read yet. A section is its length in four bytes, little-endian, and its bytes.
struct Sections<'a> {
    model: &'static str,
    rest: &'a [u8],
}

impl<'a> Sections<'a> {
    fn new(model: &'static str, bytes: &'a [u8], magic: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(magic).ok_or(ModelError::Version(model))?;
        Ok(Self { model, rest })
    }

    fn damaged(&self, part: &'static str) -> ModelError {
        ModelError::Damaged { model: self.model, part }
    }

    /// The next section.
    fn take(&mut self, part: &'static str) -> Result<&'a [u8], ModelError> {
        let next = self.rest.split_first_chunk::<4>();
        let next =
            next.and_then(|(length, after)| after.split_at_checked(u32::from_le_bytes(*length) as usize));
        let (found, after) = next.ok_or(self.damaged(part))?;
        self.rest = after;
        Ok(found)
    }

    /// The weights of a chain: a section of numbers and one of a table.
    fn weights<const LABELS: usize>(
        &mut self,
        part: &'static str,
    ) -> Result<Weights<'a, LABELS>, ModelError> {
        let transitions = numbers(self.take(part)?);
        Weights::new(self.take(part)?, &transitions).ok_or(self.damaged(part))
    }
}

/// Numbers from their bytes, little-endian.
fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_can_be_read() {
        assert!(Models::SHIPPED.read().is_ok());
    }

    #[test]
    fn bytes_that_are_no_model_are_refused_with_a_word_of_what_is_wrong() {
        let refused = |models: Models<'_>| models.read().err().map(|error| error.to_string());
        let of = |attribution| refused(Models { attribution, ..Models::SHIPPED }).unwrap_or_default();
        assert!(of(b"").contains("model of attribution is none"));
        assert!(of(b"dixit 0\n").contains("model of attribution is none"));
        assert!(of(b"dixit 1\n").contains("no whole table of words"));
        let whole = Models::SHIPPED.attribution;
        assert!(of(&whole[..whole.len() / 2]).contains("no whole chain of"));
        assert!(of(&whole[..whole.len() - 1]).contains("no whole confidence"));
        let of = |actors| refused(Models { actors, ..Models::SHIPPED }).unwrap_or_default();
        assert!(of(b"dixit 1\n").contains("model of actors is none"));
        let whole = Models::SHIPPED.actors;
        assert!(of(&whole[..whole.len() - 1]).contains("no whole ranking of antecedents"));
    }
}
