//! Silver annotation of the corpus, predicted by a program: parts of speech and names.

use super::{TrainingError, corpus::Annotated};
use crate::span::Span;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

/// What was predicted for each token of a document, where anything was.
pub(super) type Silver = Vec<Option<Token>>;

/// What was predicted for a token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Its part of speech.
    pub tag: String,
    /// What the name it is part of names; empty outside names.
    pub class: String,
}

/// A token of a line: its span in code points, its part of speech, and lemma, name, head and relation.
type Columns = (usize, usize, String, String, String, i64, String);

#[derive(Deserialize)]
struct Line {
    doc: String,
    sentences: Vec<Vec<Columns>>,
}

/// Reads what was predicted for the tokens of `documents`.
///
/// # Errors
/// Where the file cannot be read, or a line is not as it should be.
pub(super) fn read(path: &Path, documents: &[Annotated]) -> Result<Vec<Silver>, TrainingError> {
    let failed = |source| TrainingError { name: path.display().to_string(), source };
    let names = documents.iter().map(|d| d.name.as_str()).zip(0..);
    let by_name: HashMap<&str, usize> = names.collect();
    let mut out: Vec<Silver> = documents.iter().map(|d| vec![None; d.tokens.len()]).collect();
    for line in BufReader::new(GzDecoder::new(File::open(path).map_err(failed)?)).lines() {
        let line: Line = serde_json::from_str(&line.map_err(failed)?).map_err(|e| failed(e.into()))?;
        let Some(&index) = by_name.get(line.doc.as_str()) else { continue };
        let document = &documents[index];
        for (start, _, tag, _, class, ..) in line.sentences.into_iter().flatten() {
            let Some(&start) = document.bytes.get(start) else { continue };
            let at = document.tokens.within(Span::new(start, start)).start;
            if document.tokens.get(at).span.start == start
                && let Some(slot) = out[index].get_mut(at)
            {
                *slot = Some(Token { tag, class });
            }
        }
    }
    Ok(out)
}
