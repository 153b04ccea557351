//! Runs language, attribution and actors over an article, with given models.

use super::{Analysis, Corrected};
use crate::{
    actors::{self, Actor, AttributedQuote},
    article::Article,
    attribution,
    language::Document,
    lexicon::word_table::WordTable,
    model::{
        Answers, Model, ModelError, Models,
        encoder::{Encoder, IS_BUILT_IN},
    },
};

/// Analyses articles: finds their quotes and who says them.
#[derive(Debug)]
pub struct Analyzer<'a> {
    words: WordTable<'a>,
    model: Box<dyn Model + 'a>,
    encoder: Option<&'static Encoder>,
}

/// The longest text that the encoder reads, in bytes: it needs three kilobytes of memory for each word. A longer one is read
/// by the linear models. This depends on the length alone, so that a text always gives the same analysis.
pub const LONGEST_CAREFUL: usize = 64_000;

/// How articles are analysed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Which model is used.
    pub architecture: Architecture,
}

/// The architecture of a model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Architecture {
    /// Linear chains and a log-linear ranking: fast, and small.
    #[default]
    Linear,
    /// A small transformer that reads texts of up to [`LONGEST_CAREFUL`] bytes and links every mention: slower and more
    /// accurate. Longer texts are read by the linear models.
    Encoder,
}

impl Architecture {
    /// The most accurate one that this build has.
    pub const BEST: Self = if IS_BUILT_IN { Self::Encoder } else { Self::Linear };

    /// The name of the model, as exports write it and the command line takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linear => "quick",
            Self::Encoder => "careful",
        }
    }
}

impl<'a> Analyzer<'a> {
    /// An analyzer with these models. They are read in place, which takes next to no time.
    ///
    /// # Errors
    /// Where the bytes are not models that this version reads.
    pub fn new(models: Models<'a>, options: Options) -> Result<Self, ModelError> {
        let (words, linear) = models.read()?;
        let encoder = match options.architecture {
            Architecture::Linear => None,
            Architecture::Encoder => Some(Encoder::shipped()?),
        };
        Ok(Self { words, model: Box::new(linear), encoder })
    }

    /// An analyzer with the models that are part of the program.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn shipped(architecture: Architecture) -> Result<Analyzer<'static>, ModelError> {
        Analyzer::new(Models::SHIPPED, Options { architecture })
    }

    /// The document of `article`: what is found about its words before anything is decided about quotes or actors.
    pub fn document<'d>(&self, article: &'d Article) -> Document<'d>
    where
        'a: 'd,
    {
        Document::new(article, &self.words)
    }

    /// Who says what in `article`. Pure and deterministic; time grows linearly with the text. [`Analysis::read_by`] tells
    /// which of the models has read it. Nothing is found where the article is known to be in another language than English:
    /// what the models would make of it is not to be trusted, and its caveat says that nothing is sought.
    pub fn analyse(&self, article: &Article) -> Analysis {
        if !article.is_analysed() {
            return Analysis::default();
        }
        let document = self.document(article);
        let encoder = self.encoder.filter(|_| article.text.len() <= LONGEST_CAREFUL);
        let careful = encoder.map(|encoder| careful(encoder, &document));
        let (read_by, (quotes, actors)) = match careful {
            Some(Ok(found)) => (Architecture::Encoder, found),
            // Where the engine fails, the linear models read the text.
            Some(Err(_)) | None => (Architecture::Linear, self.quick(&document)),
        };
        Analysis { quotes, actors, read_by, corrected: Corrected::default() }
    }

    fn quick(&self, document: &Document<'_>) -> (Vec<AttributedQuote>, Vec<Actor>) {
        let Answers { mut quotes, mut names, mut antecedents } = self.model.read(document);
        let quotes = attribution::attribute(document, &mut *quotes);
        actors::resolve(document, &mut *names, &mut *antecedents, quotes)
    }
}

fn careful(
    encoder: &Encoder,
    document: &Document<'_>,
) -> Result<(Vec<AttributedQuote>, Vec<Actor>), ModelError> {
    let reading = encoder.read(document)?;
    let quotes = attribution::arrange(document, reading.quotes()?);
    actors::linked::resolve(document, &reading, quotes)
}

impl Default for Analyzer<'static> {
    /// The linear models that are part of the program.
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "what is built into the program is read by its tests")]
        Self::new(Models::SHIPPED, Options::default()).expect("the models in the program can be read")
    }
}
