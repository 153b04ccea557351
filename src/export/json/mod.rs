//! One article and its analysis as one JSON object on one line. Offsets count Unicode code points into `article.text`.

mod objects;
#[cfg(test)]
mod tests;

use crate::{
    analysis::Analysis,
    article::{Article, Caveat},
    figures::{Places, Sources},
    highlights::{Highlight, placed},
};
use objects::{ArticleObject, Each, Exporter, Line, SourcesObject};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// An article with its analysis, which serialises to a line of `dixit extract`. It serialises lazily and buffers
/// nothing.
///
/// Strings are exact, not sanitised: direction marks and control characters stay.
///
/// ```
/// use dixit::{Analyzer, Article, Format, export::json::Extract};
///
/// let text = "“We will pay,” said Ann Roe, the mayor.";
/// let article = Article::from_text("note.txt", text, Format::Plain);
/// let analysis = Analyzer::default().analyse(&article);
/// let value = serde_json::to_value(Extract::of(&article, &analysis))?;
/// assert_eq!(value["quotes"][0]["speaker_name"], "Ann Roe");
/// assert_eq!(value["actors"][0]["role"], "mayor");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Extract<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    highlights: Option<&'a [Highlight]>,
}

impl<'a> Extract<'a> {
    /// An article and its analysis, without highlights.
    pub const fn of(article: &'a Article, analysis: &'a Analysis) -> Self {
        Self { article, analysis, highlights: None }
    }

    /// Adds the user's highlights.
    #[must_use]
    pub const fn with(self, highlights: &'a [Highlight]) -> Self {
        Self { highlights: Some(highlights), ..self }
    }
}

impl Serialize for Extract<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let &Self { article, analysis, highlights } = self;
        let export = Exporter::of(article, analysis);
        let places = Places::of(article, analysis);
        let Sources { speakers, anonymous } = Sources::of(analysis);
        let line = Line {
            doc: &article.name,
            model: analysis.read_by.name(),
            article: ArticleObject {
                title: article.title_text(),
                byline: article.byline_text(),
                published: article.published_text(),
                url: article.url.as_deref(),
                site: article.site.as_deref(),
                language: article.language.as_deref(),
                caveat: article.caveat.map(Caveat::words),
                words: article.words(),
                text: &article.text,
            },
            quotes: Each(|| analysis.quotes.iter().enumerate().map(|(id, quote)| export.quote(id, quote))),
            actors: Each(|| {
                let actors = analysis.actors.iter().zip(places.actors()).enumerate();
                actors.map(|(id, (actor, figures))| export.actor(id, actor, &figures))
            }),
            sources: SourcesObject { speakers, anonymous },
            highlights: highlights.map(|highlights| {
                placed(&article.text, highlights).into_iter().map(|marked| export.highlight(marked)).collect()
            }),
        };
        line.serialize(serializer)
    }
}

/// Writes `article` and `analysis` as one line (see [`Extract`]).
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
    line(out, Extract::of(article, analysis))
}

/// As [`write()`], with the user's highlights.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_with(
    out: &mut impl Write,
    article: &Article,
    analysis: &Analysis,
    highlights: &[Highlight],
) -> io::Result<()> {
    line(out, Extract::of(article, analysis).with(highlights))
}

fn line(out: &mut impl Write, extract: Extract<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &extract)?;
    out.write_all(b"\n")
}
