//! Passages in quotation marks that no cue of their own claims: the rest of a split quote, speech that goes on in the
//! next paragraph, and words in marks that are nobody's speech.

use super::{
    drafts::{self, Draft},
    marks::Passage,
};
use crate::language::Tokens;

/// A passage of fewer words without a cue is a title, a term or a scare quote.
const FEWEST_WORDS: usize = 4;

/// Gives the unclaimed passages to the quotes before them, or makes quotes of them.
pub(super) fn adopt(
    text: &str,
    tokens: &Tokens,
    passages: &[Passage],
    claimed: &mut [bool],
    quotes: &mut Vec<Draft>,
) {
    for (index, passage) in passages.iter().enumerate() {
        if claimed.get(index).copied().unwrap_or(true) || !is_speech(text, tokens, passage) {
            continue;
        }
        let content = drafts::run(passages, index);
        for slot in claimed.iter_mut().skip(index).take(content.len()) {
            *slot = true;
        }
        let start = passage.tokens.start;
        let before =
            quotes.iter_mut().filter(|q| q.end() <= start && q.cue.is_some()).max_by_key(|q| q.end());
        let Some(before) = before else {
            quotes.extend(whole(content, None, 0.4));
            continue;
        };
        let said_before = before.content.first().is_some_and(|c| is_marked(passages, c.start));
        if said_before && follows(text, tokens, before, passage) {
            before.content.extend(content);
        } else if said_before
            && is_next_paragraph(tokens, before, passage)
            && is_whole_paragraph(tokens, passage)
        {
            let source = before.source.clone();
            quotes.extend(whole(content, source, 0.5));
        } else {
            quotes.extend(whole(content, None, 0.4));
        }
    }
}

fn whole(
    content: Vec<std::ops::Range<usize>>,
    source: Option<std::ops::Range<usize>>,
    confidence: f32,
) -> Option<Draft> {
    let mut content = content.into_iter();
    let mut draft = Draft::without_cue(content.next()?, source, confidence);
    draft.content.extend(content);
    Some(draft)
}

fn is_marked(passages: &[Passage], token: usize) -> bool {
    let at = passages.partition_point(|p| p.tokens.end <= token);
    passages.get(at).is_some_and(|p| p.tokens.contains(&token))
}

/// Whether the passage is made like speech: long enough, and a sentence of its own.
fn is_speech(text: &str, tokens: &Tokens, passage: &Passage) -> bool {
    let last = passage.tokens.end.saturating_sub(1 + usize::from(passage.closed));
    let stops = matches!(tokens.get(last).span.of(text), "." | "," | "?" | "!" | "…" | "..." | "—" | "–");
    let opens_sentence = passage.tokens.start == 0
        || tokens.sentences.binary_search_by_key(&passage.tokens.start, |s| s.tokens.start).is_ok()
        || matches!(tokens.get(passage.tokens.start - 1).span.of(text), ":" | ",");
    passage.words(tokens) >= FEWEST_WORDS && (stops || passage.continues) && opens_sentence
}

/// "'A,' said Doe. 'B.'": the passage stands in the same paragraph, with nothing but the report between.
fn follows(text: &str, tokens: &Tokens, before: &Draft, passage: &Passage) -> bool {
    const FAR: usize = 40;
    let start = passage.tokens.start;
    let same = paragraph(tokens, before.end().saturating_sub(1)) == paragraph(tokens, start);
    let between = before.end()..start;
    let stops = between.clone().filter(|&i| matches!(tokens.get(i).span.of(text), "." | "?" | "!")).count();
    same && between.len() < FAR
        && stops <= 1
        && before.cue.as_ref().is_some_and(|c| c.start >= before.start())
}

fn is_next_paragraph(tokens: &Tokens, before: &Draft, passage: &Passage) -> bool {
    paragraph(tokens, before.end().saturating_sub(1)) + 1 == passage.paragraph
}

fn is_whole_paragraph(tokens: &Tokens, passage: &Passage) -> bool {
    tokens
        .paragraphs
        .get(passage.paragraph)
        .is_some_and(|p| p.tokens.start == passage.tokens.start && p.tokens.end <= passage.tokens.end + 1)
}

fn paragraph(tokens: &Tokens, token: usize) -> usize {
    tokens.paragraphs.partition_point(|p| p.tokens.end <= token)
}
