//! Cuts text into tokens.

use super::{Token, TokenKind, words};
use crate::span::Span;

/// Characters that can open or close a quotation, or stand for an apostrophe.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Calls `each` with the tokens of `text` inside `within`, passing over `markup` (ordered, without overlap).
pub(super) fn tokenise(text: &str, within: Span, markup: &[Span], mut each: impl FnMut(Token)) {
    let mut hidden =
        markup.get(markup.partition_point(|m| m.end <= within.start)..).unwrap_or_default().iter().peekable();
    let mut at = within.start;
    while at < within.end {
        while hidden.next_if(|m| m.end <= at).is_some() {}
        let visible_end = match hidden.peek() {
            Some(m) if m.start <= at => {
                at = m.end;
                continue;
            }
            Some(m) => m.start.min(within.end),
            None => within.end,
        };
        let Some(rest) = text.get(at..visible_end) else { break };
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() || words::is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let (kind, len) = token(rest, c);
        // "Kim's": the clitic is a token of its own, so that the name is one as well.
        let clitic =
            if kind == TokenKind::Word { possessive(rest.get(..len).unwrap_or_default()) } else { 0 };
        each(Token { kind, span: Span::new(at, at + len - clitic) });
        if clitic > 0 {
            each(Token { kind: TokenKind::Possessive, span: Span::new(at + len - clitic, at + len) });
        }
        at += len;
    }
}

/// Kind and length in bytes of the token that `rest` begins with.
fn token(rest: &str, first: char) -> (TokenKind, usize) {
    if first.is_alphabetic() {
        return (TokenKind::Word, word(rest));
    }
    if first.is_numeric() {
        return (TokenKind::Number, number(rest));
    }
    if is_mark(first) {
        // Two straight or grave single marks are one double mark.
        let pair = rest.starts_with("''");
        return (TokenKind::Mark, if pair { 2 } else { first.len_utf8() });
    }
    if rest.starts_with("``") {
        return (TokenKind::Mark, 2);
    }
    if rest.starts_with("...") {
        return (TokenKind::Punctuation, 3);
    }
    (TokenKind::Punctuation, first.len_utf8())
}

fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut all_initials = true;
    let mut letters_since_stop = 0_u32;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let joins = next.is_some_and(char::is_alphanumeric);
        match c {
            _ if c.is_alphanumeric() || c == '_' || words::is_combining(c) => {
                letters_since_stop += 1;
                all_initials &= letters_since_stop <= 1;
            }
            _ if words::is_invisible(c) && joins => {}
            // "R-S.C.", the party and the state of a member of Congress
            '-' if joins && i == 1 && rest.starts_with(char::is_uppercase) => letters_since_stop = 0,
            '-' | '‐' | '‑' if joins => all_initials = false,
            _ if is_apostrophe(c) && joins && next.is_some_and(char::is_alphabetic) => all_initials = false,
            '&' if joins && rest.get(..i).is_some_and(|w| w.chars().all(char::is_uppercase)) => {}
            // "U.S.", "J.": the stops belong to the initials.
            '.' if all_initials
                && letters_since_stop == 1
                && (joins_initial(rest, i) || is_upper_initial(rest, i)) =>
            {
                letters_since_stop = 0;
            }
            '.' if words::is_abbreviation(rest.get(..i).unwrap_or_default()) => {
                return i + 1;
            }
            _ => break,
        }
        end = i + c.len_utf8();
    }
    end
}

/// Whether the stop at `i` is followed by another single letter and a stop ("p.m.").
fn joins_initial(rest: &str, i: usize) -> bool {
    let mut after = rest.get(i + 1..).unwrap_or_default().chars();
    after.next().is_some_and(char::is_alphabetic) && after.next() == Some('.')
        || rest.get(..i).is_some_and(|w| w.contains('.'))
}

fn is_upper_initial(rest: &str, i: usize) -> bool {
    rest.get(..i).and_then(|w| w.chars().next_back()).is_some_and(char::is_uppercase)
        && rest.get(..i).is_some_and(|w| w != "I")
}

fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let digit_follows = chars.peek().is_some_and(|&(_, n)| n.is_numeric());
        if !(c.is_alphanumeric() || matches!(c, ',' | '.' | ':' | '-' | '/') && digit_follows) {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

/// Length in bytes of the "'s" at the end of `word`, or 0.
fn possessive(word: &str) -> usize {
    let mut chars = word.chars().rev();
    match (chars.next(), chars.next()) {
        (Some(s @ ('s' | 'S')), Some(a)) if is_apostrophe(a) => {
            let stem = word.get(..word.len() - 1 - a.len_utf8()).unwrap_or_default();
            let contraction =
                words::takes_is(&words::lower(stem)) || stem.is_empty() || s == 'S' && stem.len() < 2;
            if contraction { 0 } else { 1 + a.len_utf8() }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens: Vec<Token> = Vec::new();
        tokenise(text, Span::new(0, text.len()), &[], |token| tokens.push(token));
        let found: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn possessives_leave_the_name_whole() {
        check("Kim's trip and Trump’s reply", &["Kim", "'s", "trip", "and", "Trump", "’s", "reply"]);
        check("it's what's left", &["it's", "what's", "left"]);
    }

    #[test]
    fn stops_belong_to_abbreviations_and_initials() {
        check("The U.S. and Mr. J. Doe.", &["The", "U.S.", "and", "Mr.", "J.", "Doe", "."]);
        check("Doe (R-S.C.) and a T-shirt.", &["Doe", "(", "R-S.C.", ")", "and", "a", "T-shirt", "."]);
        check("at 5 p.m. on Sept. 3", &["at", "5", "p.m.", "on", "Sept.", "3"]);
    }

    #[test]
    fn marks_stand_alone() {
        check("“No,” he said", &["“", "No", ",", "”", "he", "said"]);
        check("``Yes''", &["``", "Yes", "''"]);
        check("don't say 'no'", &["don't", "say", "'", "no", "'"]);
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        check("$1,500.50 on 2018-05-08.", &["$", "1,500.50", "on", "2018-05-08", "."]);
    }

    #[test]
    fn markup_is_passed_over() {
        let text = "a **bold** word";
        let mut tokens: Vec<Token> = Vec::new();
        let markup = [Span::new(2, 4), Span::new(8, 10)];
        tokenise(text, Span::new(0, text.len()), &markup, |token| tokens.push(token));
        let found: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
        assert_eq!(found, ["a", "bold", "word"]);
    }
}
