//! Runs language, attribution and actors over an article, with models that are given.

use super::{Analysis, Corrected};
use crate::{
    actors,
    article::Article,
    attribution,
    language::Document,
    lexicon::word_table::WordTable,
    model::{Answers, Model, ModelError, Models},
};

/// Analyses articles: finds their quotes and who says them.
#[derive(Debug)]
pub struct Analyzer<'a> {
    words: WordTable<'a>,
    model: Box<dyn Model + 'a>,
}

/// How articles are analysed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// What finds quotes, names and antecedents.
    pub architecture: Architecture,
}

/// What a model is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Architecture {
    /// Linear chains and a log-linear ranking: fast, and small.
    #[default]
    Linear,
}

impl<'a> Analyzer<'a> {
    /// An analyzer with these models. They are read where they lie, which takes next to no time.
    ///
    /// # Errors
    /// Where the bytes are not models that this version reads.
    pub fn new(models: Models<'a>, options: Options) -> Result<Self, ModelError> {
        let (words, linear) = models.read()?;
        let model: Box<dyn Model + 'a> = match options.architecture {
            Architecture::Linear => Box::new(linear),
        };
        Ok(Self { words, model })
    }

    /// What is found about the words of `article` before anything is decided about quotes or actors.
    pub fn document<'d>(&self, article: &'d Article) -> Document<'d>
    where
        'a: 'd,
    {
        Document::new(article, &self.words)
    }

    /// Who says what in `article`. Pure and deterministic; time grows linearly with the text.
    pub fn analyse(&self, article: &Article) -> Analysis {
        let document = self.document(article);
        let Answers { mut quotes, mut names, mut antecedents } = self.model.read(&document);
        let quotes = attribution::attribute(&document, &mut *quotes);
        let (quotes, actors) = actors::resolve(&document, &mut *names, &mut *antecedents, quotes);
        Analysis { quotes, actors, corrected: Corrected::default() }
    }
}

impl Default for Analyzer<'static> {
    /// With the models that the program carries.
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "what is built into the program is read by its tests")]
        Self::new(Models::SHIPPED, Options::default()).expect("the models in the program can be read")
    }
}
