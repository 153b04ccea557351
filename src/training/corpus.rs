//! Gold quotes as token labels.
use crate::{
    article::{Article, Format},
    attribution::{marks::{self, Passage}, parts::label},
    language::Tokens,
};
use serde::Deserialize;
use std::{fs, io::{self, BufRead}, ops::Range, path::Path};

/// A gold quote, in token indices.
#[derive(Debug, Clone)]
pub struct Gold {
    pub content: Vec<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
}

/// A document of the corpus.
pub struct Document {
    pub name: String,
    pub article: Article,
    pub tokens: Tokens,
    pub passages: Vec<Passage>,
    pub sentences: Vec<Range<usize>>,
    pub gold: Vec<Gold>,
}

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
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

impl Document {
    /// Without gold.
    pub fn new(name: String, text: String) -> Self {
        let article = Article::from_text(name.clone(), text, Format::Plain);
        let tokens = Tokens::of(&article);
        let passages = marks::passages(&article.text, &tokens);
        let sentences = tokens.sentences.iter().map(|s| s.tokens.clone()).collect();
        Self { name, article, tokens, passages, sentences, gold: Vec::new() }
    }
}

/// Reads a file of gold.
pub fn read(path: &Path) -> io::Result<Vec<Document>> {
    let file = io::BufReader::new(fs::File::open(path)?);
    let mut out = Vec::new();
    for line in file.lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(line.text.len());
        let mut document = Document::new(line.doc, line.text);
        for quote in line.quotes {
            let mut spans = |list: &[[usize; 2]]| {
                let mut out: Vec<Range<usize>> = Vec::new();
                for &[start, end] in list {
                    let (Some(&start), Some(&end)) = (bytes.get(start), bytes.get(end)) else { continue };
                    let all = &document.tokens.tokens;
                    let first = all.partition_point(|t| t.span.end <= start);
                    let last = all.partition_point(|t| t.span.start < end);
                    match out.last_mut() {
                        _ if first >= last => {}
                        Some(before) if before.end == first => before.end = last,
                        _ => out.push(first..last),
                    }
                }
                out
            };
            let content = spans(&quote.content);
            let source = spans(&quote.source).into_iter().next();
            let cue = spans(&quote.cue).into_iter().next();
            if !content.is_empty() {
                document.gold.push(Gold { content, source, cue });
            }
        }
        out.push(document);
    }
    Ok(out)
}

impl Gold {
    /// The labels of the tokens of `window`.
    pub fn labels(&self, window: &Range<usize>, cue: &Range<usize>) -> Vec<u8> {
        let mut out = vec![label::OUT as u8; window.len()];
        let mut put = |range: &Range<usize>, first: usize, further: usize| {
            let mut begun = false;
            for at in range.clone() {
                if cue.contains(&at) {
                    begun = false;
                    continue;
                }
                if let Some(slot) = at.checked_sub(window.start).and_then(|at| out.get_mut(at)) {
                    *slot = if begun { further } else { first } as u8;
                    begun = true;
                }
            }
        };
        for piece in &self.content {
            put(piece, label::CONTENT, label::CONTENT_IN);
        }
        if let Some(source) = &self.source {
            // A source is one run: what the cue cuts off it is left out.
            let run = if source.start < cue.start { source.start..source.end.min(cue.start) } else { source.start.max(cue.end.min(source.end))..source.end };
            put(&run, label::SOURCE, label::SOURCE_IN);
        }
        out
    }
}
