//! The turns of an interview: paragraphs that begin with who speaks ("Roe: ...", "Q: ...").

use super::drafts::Draft;
use crate::language::{Document, TokenKind, words};
use std::{collections::HashMap, ops::Range};

/// Longest label in tokens, the colon left out.
const LONGEST: usize = 4;
/// A label that stands only once may be a note ("Update: ..."), and an interview has two who speak.
const FEWEST: usize = 2;

/// How sure a turn is to be its label's words.
const CONFIDENCE: f32 = 0.9;

/// The turns of the text, each a quote of its label; none where fewer than two labels come again.
pub(super) fn turns(document: &Document<'_>) -> Vec<Draft> {
    let labelled: Vec<(Range<usize>, usize)> = document
        .tokens
        .paragraphs()
        .filter_map(|p| Some((label(document, &p.tokens)?, p.tokens.end)))
        .collect();
    let name = |label: &Range<usize>| document.span(label.clone()).of(document.text);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (label, _) in &labelled {
        *times.entry(name(label)).or_default() += 1;
    }
    times.retain(|_, n| *n >= FEWEST);
    if times.len() < 2 {
        return Vec::new();
    }
    let turns = labelled.into_iter().filter(|(label, _)| times.contains_key(name(label)));
    turns
        .map(|(label, end)| {
            let colon = label.end..label.end + 1;
            let words = vec![colon.end..end];
            Draft { is_verbatim: true, ..Draft::without_cue(words, Some(label), CONFIDENCE).with_cue(colon) }
        })
        .collect()
}

/// The tokens of the label that the paragraph begins with.
fn label(document: &Document<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let word = |at: usize| document.word(at);
    let colon =
        (paragraph.start + 1..paragraph.end.min(paragraph.start + LONGEST + 1)).find(|&i| word(i) == ":")?;
    let label = paragraph.start..colon;
    let is_name = label
        .clone()
        .all(|i| document.tokens.get(i).kind == TokenKind::Word && words::is_capitalised(word(i)));
    (is_name && colon + 1 < paragraph.end).then_some(label)
}
