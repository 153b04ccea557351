//! Articles with gold quotes, their spans turned into token ranges.

use super::TrainingError;
use crate::{
    article::{Article, Format},
    language::{
        Tokens,
        marks::{self, Passage},
    },
    model::linear::parts::label,
    span::Span,
};
use serde::Deserialize;
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    ops::Range,
    path::Path,
};

/// A gold quote, in token indices.
#[derive(Debug, Clone)]
pub(super) struct Gold {
    pub content: Vec<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
}

/// An article of the corpus, tokenised like any other.
#[derive(Debug)]
pub(super) struct Annotated {
    pub name: String,
    pub article: Article,
    pub tokens: Tokens,
    pub passages: Vec<Passage>,
    pub gold: Vec<Gold>,
    /// The byte offset of each code point, and of the end.
    pub bytes: Vec<usize>,
}

/// A line of the corpus. Offsets count code points.
#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    /// None where a text is but read.
    #[serde(default)]
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    content: Vec<[usize; 2]>,
    #[serde(default)]
    source: Vec<[usize; 2]>,
    #[serde(default)]
    cue: Vec<[usize; 2]>,
}

/// Reads a file of JSON Lines.
///
/// # Errors
/// Where it cannot be read, or a line is not as it should be.
pub(super) fn read(path: &Path) -> Result<Vec<Annotated>, TrainingError> {
    let failed = |source| TrainingError { name: path.display().to_string(), source };
    let mut out = Vec::new();
    for line in BufReader::new(File::open(path).map_err(failed)?).lines() {
        let line: Line = serde_json::from_str(&line.map_err(failed)?).map_err(|e| failed(e.into()))?;
        out.push(Annotated::new(line));
    }
    Ok(out)
}

impl Annotated {
    fn new(line: Line) -> Self {
        let article = Article::from_text(line.doc.clone(), line.text, Format::Plain);
        let tokens = Tokens::of(&article);
        let passages = marks::passages(&article.text, &tokens);
        let mut bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(article.text.len());
        let mut out = Self { name: line.doc, article, tokens, passages, gold: Vec::new(), bytes };
        for quote in line.quotes {
            let content = out.ranges(&quote.content);
            let source = out.ranges(&quote.source).into_iter().next();
            let cue = out.ranges(&quote.cue).into_iter().next();
            if !content.is_empty() {
                out.gold.push(Gold { content, source, cue });
            }
        }
        out
    }

    /// The tokens of spans of code points; spans that meet are one.
    fn ranges(&self, spans: &[[usize; 2]]) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for &[start, end] in spans {
            let (Some(&start), Some(&end)) = (self.bytes.get(start), self.bytes.get(end)) else { continue };
            let first = self.tokens.at(start);
            let last = self.tokens.within(Span::new(end, end)).start;
            match out.last_mut() {
                _ if first >= last => {}
                Some(before) if before.end == first => before.end = last,
                _ => out.push(first..last),
            }
        }
        out
    }
}

impl Gold {
    /// The labels of the tokens of `window`, those of `cue` left outside.
    pub(super) fn labels(&self, window: &Range<usize>, cue: &Range<usize>) -> Vec<u8> {
        let mut out = vec![0; window.len()];
        let mut put = |range: Range<usize>, first: usize, further: usize| {
            let mut begun = false;
            for at in range {
                let slot = at.checked_sub(window.start).and_then(|at| out.get_mut(at));
                match slot {
                    Some(slot) if !cue.contains(&at) => {
                        *slot = if begun { further } else { first } as u8;
                        begun = true;
                    }
                    _ => begun = false,
                }
            }
        };
        for piece in &self.content {
            put(piece.clone(), label::CONTENT, label::CONTENT_IN);
        }
        if let Some(source) = &self.source {
            // A source is one run: if the cue divides it, only the first part is kept.
            let run = if source.start < cue.start {
                source.start..source.end.min(cue.start)
            } else {
                source.start.max(cue.end)..source.end.max(cue.end)
            };
            put(run, label::SOURCE, label::SOURCE_IN);
        }
        out
    }
}
