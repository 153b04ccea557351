//! Where sentences end.

use super::{TokenKind, Tokens, words};
use std::ops::Range;

/// Longest sentence in tokens. A longer one is not prose; cutting it keeps everything that works by sentences linear in the
/// text.
const LONGEST: usize = 300;

/// Calls `each` with the first token of each sentence of the tokens in `range` (one paragraph), in order.
pub(super) fn split(text: &str, tokens: &Tokens, range: Range<usize>, mut each: impl FnMut(usize)) {
    let mut first = range.start;
    let mut at = range.start;
    while at < range.end {
        at += 1;
        let mut end = at;
        if ends_sentence(text, tokens, at - 1) {
            while end < range.end && closes(text, tokens, end) {
                end += 1;
            }
            if end == range.end || begins_sentence(text, tokens, end) {
                each(first);
                first = end;
            }
            at = end;
        } else if at - first >= LONGEST {
            each(first);
            first = at;
        }
    }
    if first < range.end {
        each(first);
    }
}

fn word<'a>(text: &'a str, tokens: &Tokens, index: usize) -> &'a str {
    tokens.get(index).span.of(text)
}

fn ends_sentence(text: &str, tokens: &Tokens, index: usize) -> bool {
    let token = word(text, tokens, index);
    match token {
        "." | "?" | "!" | "..." | "…" | "。" | "！" | "？" => true,
        // "... in the U.S. The ...", "at 5 p.m. She ...": that depends on what follows.
        _ => {
            token.len() > 2
                && token.ends_with('.')
                && tokens.kind(index) == Some(TokenKind::Word)
                && words::may_end_sentence(token)
                && words::opens_sentence(&words::lower(word(text, tokens, index + 1)))
                && starts_upper(word(text, tokens, index + 1))
        }
    }
}

/// Whether the token belongs to the sentence before it: a closing bracket, or a mark that follows without a space.
fn closes(text: &str, tokens: &Tokens, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| tokens.get(i)) else { return false };
    let token = tokens.get(index);
    match token.span.of(text) {
        ")" | "]" | "?" | "!" | "..." | "…" | "." | "”" | "»" | "’" | "''" | "›" | "」" | "』" => {
            true
        }
        "\"" | "'" => token.span.start == before.span.end,
        _ => false,
    }
}

fn begins_sentence(text: &str, tokens: &Tokens, index: usize) -> bool {
    if index >= tokens.len() {
        return true;
    }
    let token = tokens.get(index);
    match token.kind {
        TokenKind::Mark | TokenKind::Number => true,
        TokenKind::Word => !token.span.of(text).chars().next().is_some_and(char::is_lowercase),
        TokenKind::Possessive => false,
        TokenKind::Punctuation => {
            matches!(token.span.of(text), "(" | "[" | "—" | "–" | "•" | "¿" | "¡" | "$" | "£" | "€")
        }
    }
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::{
        article::{Article, Block, BlockKind},
        language::Tokens,
        span::Span,
    };

    fn check(text: &str, expected: &[&str]) {
        let span = Span::new(0, text.len());
        let article = Article {
            text: text.to_owned(),
            blocks: vec![Block { kind: BlockKind::Paragraph, span }],
            ..Article::default()
        };
        let tokens = Tokens::of(&article);
        let found: Vec<&str> = tokens.sentences().map(|sentence| tokens.span(sentence).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_stop_ends_a_sentence_and_an_abbreviation_does_not() {
        check("Mr. Doe left. He was late.", &["Mr. Doe left.", "He was late."]);
        check("He met Gen. J. R. Smith of the U.S. Army.", &["He met Gen. J. R. Smith of the U.S. Army."]);
        check("They left the U.S. The talks failed.", &["They left the U.S.", "The talks failed."]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("\"Go.\" She went.", &["\"Go.\"", "She went."]);
        check("“Why?” he asked.", &["“Why?” he asked."]);
        check("He left. \"Why?\" Nobody knew.", &["He left.", "\"Why?\"", "Nobody knew."]);
    }

    #[test]
    fn endless_text_is_cut() {
        let text = "word ".repeat(1000);
        let span = Span::new(0, text.len());
        let article =
            Article { blocks: vec![Block { kind: BlockKind::Paragraph, span }], text, ..Article::default() };
        let tokens = Tokens::of(&article);
        assert!(tokens.sentences().len() > 3);
        assert_eq!(tokens.sentences().last().map(|s| s.end), Some(1000));
    }
}
