//! Who is named beside words that are set off, as whose words they are: after a dash below them, or before a colon above.

use crate::language::{Document, TokenKind, words};
use std::ops::Range;

/// Who is named behind the dash that `range` begins with, as under a quotation: a name, and what the person is, where
/// that follows shortly. Handles and dates are left out.
pub(super) fn signed(document: &Document<'_>, range: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let word = |at: usize| document.word(at);
    let dash = range.clone().next().filter(|&at| matches!(word(at), "—" | "–" | "―" | "-" | "--"))?;
    let from = dash + 1;
    let is_number = |at: &usize| document.tokens.get(*at).kind == TokenKind::Number;
    let end = (from..range.end).find(|&at| word(at).starts_with(['(', '@', '[', '|'])).unwrap_or(range.end);
    let comma = (from..end).find(|&at| word(at) == ",").unwrap_or(end);
    let rest = comma..end;
    let end = if rest.clone().any(|at| is_number(&at)) || end - from > LONGEST { comma } else { end };
    let name = from..end;
    let is_name = (1..=LONGEST).contains(&name.len())
        && words::is_capitalised(word(from))
        && name.clone().all(|at| document.tokens.get(at).kind != TokenKind::Mark && !is_number(&at));
    is_name.then_some(name)
}

/// "Roe stated:" at the end of the paragraph before this one.
pub(super) fn announcement(
    document: &Document<'_>,
    paragraph: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    const LONGEST: usize = 8;
    /// How often a word is part of a cue, in steps: in a third of all places.
    const TELLS: u8 = 6;
    let last = document.tokens.paragraph(paragraph)?.tokens.start.checked_sub(1)?;
    let cue = last.checked_sub(1)?;
    let sentence = document.tokens.sentence(document.seen.sentence(cue)? as usize)?;
    let source = sentence.start..cue;
    let is_plain = source
        .clone()
        .all(|at| matches!(document.tokens.get(at).kind, TokenKind::Word | TokenKind::Possessive));
    let announces = matches!(document.word(last), ":" | ",") && document.seen.look(cue)?.cue >= TELLS;
    (announces && is_plain && (1..=LONGEST).contains(&source.len())).then_some((cue..cue + 1, source))
}
