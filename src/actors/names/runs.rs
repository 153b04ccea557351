//! Where names may stand: runs of words that are written like names, with the function words between them.

use crate::{
    article::BlockKind,
    language::{Document, TokenKind, words},
    lexicon::classes::names::{OF_NAMES, is_particle},
};
use std::ops::Range;

/// The most function words in a row within a run ("Council for the Arts").
const MOST_JOINS: usize = 2;
/// Longest run in tokens, so that the time for a text in capitals stays linear.
const LONGEST: usize = 48;

/// Whether the token is written like a word of a name.
pub(crate) fn is_name_like(text: &Document<'_>, at: usize) -> bool {
    let word = text.word(at);
    // "al-Harithi"
    let second = || word.split_once('-').is_some_and(|(a, b)| a.len() <= 3 && words::is_capitalised(b));
    text.kind(at) == Some(TokenKind::Word)
        && (words::is_capitalised(word) || second())
        && !OF_NAMES.iter().any(|ending| word.ends_with(ending))
        && word != "I"
        && !word.starts_with("I'")
        && !word.starts_with("I’")
}

/// Whether the token can join two words of a name.
fn joins(text: &Document<'_>, at: usize) -> bool {
    let word = text.word(at);
    matches!(text.kind(at), Some(TokenKind::Possessive | TokenKind::Number))
        || is_particle(word)
        || matches!(word, "of" | "the" | "for" | "and" | "on" | "do" | "e" | "&" | "-")
}

/// The runs of all sentences of the running text. Headlines are left out: there every word may be capitalised.
pub(crate) fn of(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let running = document.tokens.paragraphs().filter(|p| {
        let kind = document.article.blocks.get(p.block).map(|b| b.kind);
        !matches!(kind, Some(BlockKind::Title | BlockKind::Heading(_)))
    });
    let sentences = running.flat_map(|p| p.sentences);
    for sentence in sentences.filter_map(|number| document.tokens.sentence(number)) {
        runs(document, &sentence, &mut out);
    }
    out
}

/// Adds the runs of a sentence to `out`.
pub(crate) fn runs(text: &Document<'_>, range: &Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    while at < range.end {
        if !is_name_like(text, at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        while end < range.end && end - start < LONGEST {
            let next = (end..range.end.min(end + MOST_JOINS + 1))
                .find(|&i| !joins(text, i) || is_name_like(text, i));
            match next {
                Some(next) if is_name_like(text, next) => end = next + 1,
                _ => break,
            }
        }
        // "Channel 4"
        if end < range.end && text.kind(end) == Some(TokenKind::Number) && end + 1 < range.end {
            end += 1;
        }
        out.push(start..end);
        at = end;
    }
}
