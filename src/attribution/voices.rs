//! Paragraphs whose layout names the speaker: "Ida Fell, 61: '...'", "From the desk of Roe:" above a quotation, dialogue
//! with dashes, and posts with their author below.

use super::{
    attributions::overlap,
    drafts::{Draft, covered},
    tags::{self, proper},
};
use crate::language::{Document, Paragraph, TokenKind, marks::Passage};
use std::ops::Range;

/// The confidence of such a quote.
const CONFIDENCE: f32 = 0.9;

/// Attributes the words of such paragraphs to whom they name. Linear in the tokens, and in the quotes for each such paragraph.
pub(super) fn adopt(document: &Document<'_>, drafts: &mut Vec<Draft>) {
    // A label stands only before the first passage of a paragraph.
    for in_paragraph in document.passages.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let Some(passage) = in_paragraph.first() else { continue };
        let Some(paragraph) = document.tokens.paragraph(passage.paragraph) else { continue };
        let label = paragraph.tokens.start..passage.tokens.start.saturating_sub(1);
        let named = if passage.tokens.start == paragraph.tokens.start {
            sender(document, passage.paragraph)
        } else {
            labelled(document, label)
        };
        if let Some(named) = named {
            give(drafts, passage, named);
        }
    }
    dashes(document, drafts);
    posts(document, drafts);
}

/// A source, and the label around it.
struct Named {
    source: Range<usize>,
    within: Range<usize>,
}

/// The source in a label before the first passage of a paragraph: a name, a comma, a description ("Ida Fell, 61, baker:").
fn labelled(document: &Document<'_>, label: Range<usize>) -> Option<Named> {
    const LONGEST: usize = 14;
    let source = proper(document, label.start);
    let is_label = document.word(label.end) == ":"
        && label.len() <= LONGEST
        && source.len() > 1
        && source.end < label.end
        && document.word(source.end) == ","
        && !label.clone().any(|at| document.is_verb(at));
    is_label.then_some(Named { source, within: label })
}

/// The source in a paragraph of its own above this one: "From the desk of Roe, the mayor:".
fn sender(document: &Document<'_>, paragraph: usize) -> Option<Named> {
    const LONGEST: usize = 16;
    let within = document.tokens.paragraph(paragraph.checked_sub(1)?)?.tokens;
    let from = within.start + usize::from(&*document.lower(within.start) == "and");
    let is_lead = document.word(within.end.checked_sub(1)?) == ":"
        && within.len() <= LONGEST
        && &*document.lower(from) == "from";
    let source = (from + 1..within.end).map(|at| proper(document, at)).find(|name| !name.is_empty())?;
    is_lead.then_some(Named { source, within })
}

/// Attributes a passage to a source, unless a quote of it has its source in the label already.
fn give(drafts: &mut Vec<Draft>, passage: &Passage, Named { source, within }: Named) {
    let mut is_known = false;
    for draft in drafts.iter_mut() {
        let both: usize = draft
            .content
            .iter()
            .map(|piece| {
                piece.end.min(passage.tokens.end).saturating_sub(piece.start.max(passage.tokens.start))
            })
            .sum();
        if both * 2 <= passage.tokens.len() {
            continue;
        }
        is_known = true;
        if draft.source.as_ref().is_none_or(|known| !overlap(known, &within)) {
            draft.source = Some(source.clone());
        }
    }
    if !is_known {
        drafts.push(Draft::without_cue(vec![passage.tokens.clone()], Some(source), CONFIDENCE));
    }
}

/// Adds dialogue with dashes, where two paragraphs or more begin with one: "— It is late, Vera answered. Sit down.".
fn dashes(document: &Document<'_>, drafts: &mut Vec<Draft>) {
    const FEWEST: usize = 2;
    let begins = |paragraph: &Paragraph| matches!(document.word(paragraph.tokens.start), "—" | "–" | "―");
    let dashed: Vec<Paragraph> = document.tokens.paragraphs().filter(begins).collect();
    if dashed.len() < FEWEST {
        return;
    }
    let taken = covered(document, drafts);
    for Paragraph { tokens, .. } in dashed {
        if taken.get(tokens.clone()).unwrap_or_default().contains(&true) {
            continue;
        }
        let mut commas = tokens.clone().filter(|at| matches!(document.word(*at), "," | "?" | "!"));
        let tag = commas.find_map(|at| Some((at, tags::after(document, at + 1)?)));
        let Some((comma, tag)) = tag else { continue };
        let past = tag.cue.end.max(tag.source.end);
        let rest = past + 1 < tokens.end && document.word(past) == ".";
        let first = tokens.start + 1..comma;
        let content = std::iter::once(first).chain(rest.then_some(past + 1..tokens.end)).collect();
        let draft = Draft::without_cue(content, Some(tag.source), CONFIDENCE).with_cue(tag.cue);
        drafts.push(Draft { is_verbatim: true, ..draft });
    }
}

/// Adds posts, each up to its first link, whose author stands below: "— Ann Roe (@annroe) March 12, 2018".
fn posts(document: &Document<'_>, drafts: &mut Vec<Draft>) {
    let all: Vec<Paragraph> = document.tokens.paragraphs().collect();
    let mut posts: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for [post, below] in all.array_windows() {
        let Some(author) = author(document, below.tokens.clone()) else { continue };
        let is_link = |at: &usize| {
            let word = document.word(*at);
            word.starts_with("http") || word.starts_with("pic.twitter") || word == "pic"
        };
        let mut words = post.tokens.start..post.tokens.clone().find(is_link).unwrap_or(post.tokens.end);
        while words.len() > 1 && document.word(words.end - 1) == ":" {
            words.end -= 1;
        }
        if !words.is_empty() {
            posts.push((words, author));
        }
    }
    for (words, author) in posts {
        let is_in = |draft: &Draft| words.start <= draft.start() && draft.end() <= words.end;
        let whole = |draft: &&mut Draft| {
            let length: usize = draft.content.iter().map(ExactSizeIterator::len).sum();
            is_in(draft) && length * 2 > words.len()
        };
        match drafts.iter_mut().find(whole) {
            Some(draft) => draft.source = draft.source.take().or(Some(author)),
            None => drafts.push(Draft {
                is_verbatim: true,
                ..Draft::without_cue(vec![words], Some(author), CONFIDENCE)
            }),
        }
    }
}

/// The words before the handle in the line below a post: "Ann Roe" in "— Ann Roe (@annroe) March 12, 2018".
fn author(document: &Document<'_>, below: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let handle = below.clone().find(|at| document.word(*at).starts_with('@'))?;
    let is_dash = matches!(document.word(below.start), "—" | "–" | "―");
    let opens = handle.checked_sub(1).filter(|at| document.word(*at) == "(" && is_dash)?;
    let is_word = |at: &usize| document.kind(*at) == Some(TokenKind::Word);
    let name = below.start + 1..opens;
    let end = name.clone().rfind(is_word)? + 1;
    (name.start < end && end - name.start <= LONGEST).then_some(name.start..end)
}
