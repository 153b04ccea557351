//! Quotations without a report that a model of whole quotes has missed: a paragraph in quotation marks, words after a colon,
//! and what a headline gives to a name ("Ann Roe: We will pay").

use super::{
    drafts::{Draft, covered},
    speech,
    tags::proper,
    whole,
};
use crate::{
    language::{Document, TokenKind, marks::Passage},
    lexicon::{given_names, nouns::entry},
};
use std::{mem, ops::Range};

/// The confidence of such a quote.
const CONFIDENCE: f32 = 0.6;
/// The confidence of what a headline gives to a name.
const HEADLINE: f32 = 0.8;

/// Adds them to the quotes that were found. Linear in the tokens.
pub(super) fn adopt(document: &Document<'_>, drafts: &mut Vec<Draft>) {
    let taken = covered(document, drafts);
    let is_free = |tokens: &Range<usize>| {
        let inside = taken.get(tokens.clone()).unwrap_or_default();
        inside.iter().filter(|taken| **taken).count() * 2 <= inside.len()
    };
    let marked: Vec<usize> = {
        let mut paragraphs: Vec<usize> = drafts
            .iter()
            .filter(|draft| draft.content.iter().cloned().flatten().any(|at| document.seen.is_quoted(at)))
            .map(|draft| document.tokens.paragraph_of(draft.end().saturating_sub(1)))
            .collect();
        paragraphs.sort_unstable();
        paragraphs
    };
    let follows = |passage: &Passage| {
        passage.paragraph.checked_sub(1).is_some_and(|before| marked.binary_search(&before).is_ok())
    };
    let mut more = Vec::new();
    let mut went_on = false;
    for (index, passage) in document.passages.iter().enumerate() {
        let opens = !mem::replace(&mut went_on, passage.continues);
        let is_whole = opens && (passage.closed || passage.continues) && is_free(&passage.tokens);
        if !is_whole || !speech::is_speech(document, passage) {
            continue;
        }
        let run = whole::run(&document.passages, index);
        if !run.iter().all(is_free) {
            continue;
        }
        let content = || run.clone();
        if let Some(source) = led_to(document, passage) {
            more.push(Draft::without_cue(content(), Some(source), CONFIDENCE));
        } else if speech::is_whole_paragraph(document, passage) && follows(passage) {
            more.push(Draft::without_cue(content(), None, CONFIDENCE));
        }
    }
    more.extend(headline(document).filter(|draft| draft.content.iter().all(is_free)));
    drafts.extend(more);
}

/// The person who is named in the sentence that leads to a passage with a colon: "The coach, Ann Roe, was blunt: '...'".
fn led_to(document: &Document<'_>, passage: &Passage) -> Option<Range<usize>> {
    let colon = passage.tokens.start.checked_sub(1).filter(|at| document.word(*at) == ":")?;
    let sentence = document.sentence(colon);
    if document.tokens.paragraph(passage.paragraph)?.tokens.end > passage.tokens.end + 1 {
        return None;
    }
    let is_given = |at: &usize| given_names::is_known(document.word(*at));
    let mut names = (sentence.start..colon).filter(is_given).map(|at| proper(document, at));
    let name = names.find(|name| name.len() > 1 && name.end <= colon)?;
    let is_only = (name.end..colon).filter(is_given).all(|at| proper(document, at).len() < 2);
    is_only.then_some(name)
}

/// What the first paragraph gives to the person with whose name it begins, if it is a headline.
fn headline(document: &Document<'_>) -> Option<Draft> {
    /// The fewest words that can be somebody's.
    const FEWEST: usize = 3;
    let Range { start, end } = document.tokens.paragraph(0)?.tokens;
    let name = Some(proper(document, start)).filter(|name| !name.is_empty())?;
    let surname = document.word(name.end - 1);
    let is_full = name.len() > 1 && given_names::is_known(document.word(start));
    // The text goes on about them; of one name alone it has to tell that it is a person's.
    let tells = |at: usize| {
        let before = document.lower(at - 1);
        document.word(at) == surname && (is_full || entry(&before).is_some_and(|noun| noun.title.is_some()))
    };
    let is_person = (end + 1..document.tokens.len()).any(tells);
    let is_title = !matches!(document.word(end.checked_sub(1)?), "." | ":");
    let content = name.end + 1..end;
    let is_word = |at: &usize| document.kind(*at) == Some(TokenKind::Word);
    let is_enough = content.clone().filter(is_word).count() >= FEWEST;
    let is_quote = document.word(name.end) == ":" && is_title && is_enough && is_person;
    is_quote.then(|| {
        let draft = Draft::without_cue(vec![content], Some(name.clone()), HEADLINE);
        draft.with_cue(name.end..name.end + 1)
    })
}
