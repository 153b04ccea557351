//! Passages in quotation marks without a cue of their own: the rest of a split quote, speech that goes on in the next
//! paragraph, and words in marks that are no speech.

use super::{
    credits,
    drafts::{Draft, covered},
    whole,
};
use crate::language::{Document, TokenKind, marks::Passage};
use std::ops::Range;

/// Fewest words of a passage without a cue that is speech: shorter ones are titles, terms and scare quotes.
const FEWEST_WORDS: usize = 4;

/// Adds each passage that no quote covers by more than half to the quote before it, or makes a quote of it.
pub(super) fn adopt(document: &Document<'_>, quotes: &mut Vec<Draft>) {
    let passages = &document.passages;
    let mut claimed = claims(document, passages, quotes);
    let with_cue = quotes.iter().enumerate().filter(|(_, q)| q.cue.is_some());
    let mut ends: Vec<(usize, usize)> = with_cue.map(|(i, q)| (q.end(), i)).collect();
    ends.sort_unstable();
    for (index, passage) in passages.iter().enumerate() {
        if claimed.get(index).copied().unwrap_or(true) || !is_speech(document, passage) {
            continue;
        }
        let content = whole::run(passages, index);
        for slot in claimed.iter_mut().skip(index).take(content.len()) {
            *slot = true;
        }
        if let Some((cue, source)) = signature(document, passage) {
            quotes.push(Draft::without_cue(content, Some(source), 0.9).with_cue(cue));
            continue;
        }
        let opens =
            document.tokens.paragraph(passage.paragraph).filter(|p| p.tokens.start == passage.tokens.start);
        if let Some((cue, source)) = opens.and_then(|_| credits::announcement(document, passage.paragraph)) {
            quotes.push(Draft::without_cue(content, Some(source), 0.8).with_cue(cue));
            continue;
        }
        let before = ends.partition_point(|&(end, _)| end <= passage.tokens.start).checked_sub(1);
        let before = before.and_then(|i| ends.get(i)).and_then(|&(_, i)| quotes.get_mut(i));
        let Some(before) = before else {
            quotes.push(Draft::without_cue(content, None, 0.4));
            continue;
        };
        let said_before = before.content.first().is_some_and(|c| is_marked(passages, c.start));
        let is_same_paragraph =
            document.tokens.paragraph_of(before.end().saturating_sub(1)) == passage.paragraph;
        if said_before && follows(document, before, passage) {
            before.content.extend(content);
        } else if is_same_paragraph {
            let source = before.source.clone();
            quotes.push(Draft::without_cue(content, source, 0.6));
        } else if said_before
            && is_next_paragraph(document, before, passage)
            && is_whole_paragraph(document, passage)
        {
            let source = before.source.clone();
            quotes.push(Draft::without_cue(content, source, 0.5));
        } else {
            quotes.push(Draft::without_cue(content, None, 0.4));
        }
    }
}

/// For each passage, whether more than half of it lies in a quote.
fn claims(document: &Document<'_>, passages: &[Passage], quotes: &[Draft]) -> Vec<bool> {
    let taken = covered(document, quotes);
    let is_claimed = |p: &Passage| {
        let inside = taken.get(p.tokens.clone()).unwrap_or_default();
        inside.iter().filter(|&&t| t).count() * 2 > inside.len()
    };
    passages.iter().map(is_claimed).collect()
}

/// The dash and the name after a passage, where they end the paragraph: "'...' — Ann Roe".
fn signature(document: &Document<'_>, passage: &Passage) -> Option<(Range<usize>, Range<usize>)> {
    let dash = passage.tokens.end;
    let end = document.tokens.paragraph(passage.paragraph)?.tokens.end;
    let name = credits::signed(document, dash..end).filter(|_| passage.closed)?;
    Some((dash..dash + 1, name))
}

fn is_marked(passages: &[Passage], token: usize) -> bool {
    let at = passages.partition_point(|p| p.tokens.end <= token);
    passages.get(at).is_some_and(|p| p.tokens.contains(&token))
}

/// Whether the passage looks like speech: long enough, and a sentence of its own.
pub(super) fn is_speech(document: &Document<'_>, passage: &Passage) -> bool {
    let is_mark = |&at: &usize| document.tokens.get(at).kind == TokenKind::Mark;
    let last = passage.tokens.clone().rev().find(|at| !is_mark(at)).unwrap_or(passage.tokens.start);
    let stops = matches!(document.word(last), "." | "," | "?" | "!" | "…" | "..." | "—" | "–");
    let opens_sentence = passage.tokens.start == 0
        || document.tokens.opens_sentence(passage.tokens.start)
        || matches!(document.word(passage.tokens.start - 1), ":" | ",");
    passage.words(&document.tokens) >= FEWEST_WORDS && (stops || passage.continues) && opens_sentence
}

/// Whether the passage follows in the same paragraph, with only the report in between: "'A,' said Doe. 'B.'".
fn follows(document: &Document<'_>, before: &Draft, passage: &Passage) -> bool {
    const FAR: usize = 40;
    let start = passage.tokens.start;
    let same =
        document.tokens.paragraph_of(before.end().saturating_sub(1)) == document.tokens.paragraph_of(start);
    let between = before.end()..start;
    let stops = between.clone().filter(|&i| matches!(document.word(i), "." | "?" | "!")).count();
    same && between.len() < FAR
        && stops <= 1
        && before.cue.as_ref().is_some_and(|c| c.start >= before.start())
}

fn is_next_paragraph(document: &Document<'_>, before: &Draft, passage: &Passage) -> bool {
    document.tokens.paragraph_of(before.end().saturating_sub(1)) + 1 == passage.paragraph
}

pub(super) fn is_whole_paragraph(document: &Document<'_>, passage: &Passage) -> bool {
    document
        .tokens
        .paragraph(passage.paragraph)
        .is_some_and(|p| p.tokens.start == passage.tokens.start && p.tokens.end <= passage.tokens.end + 1)
}
