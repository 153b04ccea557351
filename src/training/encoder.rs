//! Writes the input of the encoder for its training, which is done by other programs (`assets/model/careful/README.md`).

use super::{TrainingError, actors, corpus};
use crate::{
    language::Document,
    model::encoder::{input::Input, pieces::Vocabulary},
};
use serde::Serialize;
use std::{fs, io, path::Path};

/// What is written of a text. Offsets count code points.
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    /// Start and end of each token.
    tokens: Vec<[usize; 2]>,
    /// The first piece of each token, and how many there are.
    first: &'a [u32],
    pieces: &'a [u32],
    case: &'a [u8],
    quoted: &'a [u8],
    place: &'a [u8],
}

/// What the encoder reads of the texts in `files`, as JSON Lines.
///
/// # Errors
/// Where a file cannot be read or is not as it should be.
pub fn write(vocabulary: &Path, files: &[impl AsRef<Path>]) -> Result<Vec<u8>, TrainingError> {
    let failed = |source| TrainingError { name: vocabulary.display().to_string(), source };
    let list = fs::read_to_string(vocabulary).map_err(failed)?;
    let known = Vocabulary::new(&list).ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?;
    let (words, _) = actors::shipped()?;
    let mut out = Vec::new();
    for file in files {
        for text in corpus::read(file.as_ref())? {
            let document = Document::new(&text.article, &words);
            let input = Input::of(&document, &known);
            let point = |byte: usize| text.bytes.partition_point(|at| *at < byte);
            let spans = (0..document.tokens.len()).map(|at| document.tokens.get(at).span);
            let line = Line {
                doc: &text.name,
                tokens: spans.map(|span| [point(span.start), point(span.end)]).collect(),
                first: &input.first,
                pieces: &input.pieces,
                case: &input.case,
                quoted: &input.quoted,
                place: &input.place,
            };
            serde_json::to_writer(&mut out, &line).map_err(|e| failed(e.into()))?;
            out.push(b'\n');
        }
    }
    Ok(out)
}
