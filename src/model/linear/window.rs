//! The window of a cue: the tokens among which its content and source are sought.

use super::cues::Cue;
use crate::language::{
    Tokens,
    observed::{quoted, sign},
    seen::Near,
};
use std::ops::Range;

/// Sentences before the cue's.
const BEFORE: usize = 3;
/// Sentences after it.
const AFTER: usize = 5;
/// The most tokens on each side of a cue, so that an endless sentence costs no more than a long one.
const REACH: usize = 300;

/// The most other cues in a window on each side of its cue, since words further away belong to nearer cues. Windows of an
/// article hardly ever contain so many; those of a text where every other word is a cue become shorter.
const CUES: usize = 24;

/// How many tokens on each side of a window its features see.
const BESIDE: usize = 16;

/// The largest extent of the window of `cue`, with the tokens around it that features see.
pub(crate) fn reach(tokens: &Tokens, cue: &Cue) -> Range<usize> {
    let home = tokens.sentence_of(cue.tokens.start);
    let start = tokens.sentence(home.saturating_sub(BEFORE)).map_or(cue.tokens.start, |first| first.start);
    let end = tokens.sentence(home + AFTER).map_or(tokens.len(), |last| last.end);
    start.saturating_sub(BESIDE)..end.max(cue.tokens.end) + BESIDE
}

/// The window of `cue`: its sentence, and those around it that belong to the same passage of text.
pub(crate) fn window(seen: Near<'_>, tokens: &Tokens, cue: &Cue) -> Range<usize> {
    let sentence = |index: usize| tokens.sentence(index);
    let home = seen.get(cue.tokens.start).map(|o| o.sentence as usize);
    let Some((home, range)) = home.and_then(|at| Some((at, sentence(at)?))) else {
        return cue.tokens.clone();
    };
    let (mut start, mut end) = (range.start, range.end);
    for back in 1..=BEFORE {
        match home.checked_sub(back).and_then(sentence) {
            Some(before) if goes_on(seen, before.end, start) && holds_marks(seen, &before) => {
                start = before.start;
            }
            _ => break,
        }
    }
    for on in 1..=AFTER {
        match sentence(home + on) {
            Some(after) if goes_on(seen, end, after.start) && holds_marks(seen, &after) => end = after.end,
            _ => break,
        }
    }
    start.max(cue.tokens.start.saturating_sub(REACH))..end.min(cue.tokens.end + REACH)
}

/// The part of `window` for the cue at `index` of `cues`, which are in text order.
pub(crate) fn among(cues: &[Cue], index: usize, window: &Range<usize>) -> Range<usize> {
    let cue = |index: usize| cues.get(index).map(|cue| cue.tokens.start);
    let start = index.checked_sub(CUES).and_then(cue).unwrap_or(0);
    let end = cue(index + CUES).unwrap_or(usize::MAX);
    window.start.max(start)..window.end.min(end)
}

/// Whether the text goes on from the sentence that ends at `end` to the one that begins at `start`: in the same
/// paragraph, or in the next one inside an open quotation or after a colon.
fn goes_on(seen: Near<'_>, end: usize, start: usize) -> bool {
    let (Some(last), Some(first)) = (end.checked_sub(1).and_then(|at| seen.get(at)), seen.get(start)) else {
        return false;
    };
    last.paragraph == first.paragraph
        || last.paragraph + 1 == first.paragraph
            && (last.sign == sign::COLON || last.quoted == quoted::IN && first.quoted == quoted::OPENS)
}

/// Whether any of the tokens stands in quotation marks: indirect content seldom goes beyond the sentence of its cue.
fn holds_marks(seen: Near<'_>, range: &Range<usize>) -> bool {
    seen.within(range).iter().any(|o| o.passage > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_goes_over_so_many_cues_and_no_more() {
        let cue = |at: usize| Cue { tokens: at..at + 1, chance: 1.0 };
        let dense: Vec<Cue> = (0..1000).map(|n| cue(n * 2)).collect();
        assert_eq!(among(&dense, 500, &(700..1300)), 1000 - 2 * CUES..1000 + 2 * CUES);
        assert_eq!(among(&dense, 0, &(0..20)), 0..20);
        assert_eq!(among(&dense, 999, &(1700..2100)), 1998 - 2 * CUES..2100);
        let sparse: Vec<Cue> = (0..1000).map(|n| cue(n * 100)).collect();
        assert_eq!(among(&sparse, 500, &(49_700..50_300)), 49_700..50_300);
    }
}
