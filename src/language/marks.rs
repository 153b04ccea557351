//! Pairs quotation marks.
//!
//! Everything between a pair of marks is a [`Passage`], speech or not. Straight, curly, single (British), low (German)
//! and angle marks are known; apostrophes are not marks. A passage may be continued in the next paragraph, and its
//! closing mark may be missing.

use super::{Token, TokenKind, Tokens, words};
use std::ops::Range;

/// Text in quotation marks that stands in no other quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Index into `Tokens::paragraphs`.
    pub paragraph: usize,
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Whether it has no closing mark because the next passage, at the start of the next paragraph, goes on.
    pub continues: bool,
}

impl Passage {
    /// How many words and numbers it holds.
    pub fn words(&self, tokens: &Tokens) -> usize {
        tokens.words(self.tokens.clone())
    }
}

/// Marks that can be paired with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
    Corner,
}

/// What a mark can be, from its form and its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
}

/// All passages of the text, in order. Linear in the number of tokens.
pub(crate) fn passages(text: &str, tokens: &Tokens) -> Vec<Passage> {
    let mut out = Vec::new();
    for (paragraph, range) in tokens.paragraphs().map(|p| p.tokens).enumerate() {
        let carries_on = out.last().is_some_and(|p: &Passage| !p.closed && p.paragraph + 1 == paragraph);
        let first_new = out.len();
        // French repeats the opening mark before each paragraph of a quotation, which looks like a bullet.
        let bullet = !carries_on && is_bullet(text, tokens, &range);
        let inner = range.start + usize::from(bullet)..range.end;
        in_paragraph(text, tokens, paragraph, inner, &mut out);
        if carries_on
            && out.get(first_new).is_some_and(|p| p.tokens.start == range.start)
            && let Some(before) = first_new.checked_sub(1).and_then(|i| out.get_mut(i))
        {
            before.continues = true;
        }
    }
    // A single mark that is never closed is more likely an apostrophe than a quotation.
    out.retain(|p| {
        p.closed || p.continues || family(mark(text, tokens, p.tokens.start)) != Some(Family::Single)
    });
    out
}

/// Whether the paragraph begins with an angle mark that sets off an item of a list ("» Watch the video"): with space after
/// it, and nothing that would close it.
fn is_bullet(text: &str, tokens: &Tokens, range: &Range<usize>) -> bool {
    let mut indices = range.clone();
    let Some(first) = indices.next().filter(|&at| matches!(mark(text, tokens, at), "»" | "›")) else {
        return false;
    };
    let has_gap =
        range.contains(&(first + 1)) && tokens.get(first).span.end < tokens.get(first + 1).span.start;
    has_gap && !indices.any(|at| matches!(mark(text, tokens, at), "«" | "‹"))
}

fn mark<'a>(text: &'a str, tokens: &Tokens, index: usize) -> &'a str {
    tokens.get(index).span.of(text)
}

fn family(mark: &str) -> Option<Family> {
    match mark {
        "\"" | "“" | "”" | "„" | "‟" | "''" | "``" => Some(Family::Double),
        "'" | "‘" | "’" | "‚" | "‛" | "`" => Some(Family::Single),
        "«" | "»" | "‹" | "›" => Some(Family::Angle),
        "「" | "」" | "『" | "』" => Some(Family::Corner),
        _ => None,
    }
}

fn in_paragraph(text: &str, tokens: &Tokens, paragraph: usize, range: Range<usize>, out: &mut Vec<Passage>) {
    let mut open: Vec<(Family, usize)> = Vec::new();
    let mut seen_any = false;
    let mut push = |start: usize, end: usize, closed: bool| {
        out.push(Passage { paragraph, tokens: start..end, closed, continues: false });
    };
    for index in range.clone() {
        let token = tokens.get(index);
        if token.kind != TokenKind::Mark {
            continue;
        }
        let Some(family) = family(token.span.of(text)) else { continue };
        let inside = open.iter().rposition(|&(f, _)| f == family);
        match side(text, tokens, &range, index, inside.is_some()) {
            Some(Side::Opens) if inside == Some(0) && family != Family::Angle => {
                // The open mark was never closed: its passage ends with the sentence before this one.
                if let Some((_, start)) = open.drain(..).next() {
                    push(start, index, false);
                }
                open.push((family, index));
            }
            Some(Side::Opens) if inside.is_none() => open.push((family, index)),
            Some(Side::Closes) => match inside {
                Some(_) if family == Family::Single && is_plural_apostrophe(text, tokens, &range, index) => {}
                Some(at) => {
                    let start = open.drain(at..).next().map(|(_, start)| start);
                    if let (0, Some(start)) = (at, start) {
                        push(start, index + 1, true);
                    }
                }
                // A single closing mark after punctuation: its opening mark is missing at the beginning of the paragraph.
                None if !seen_any
                    && open.is_empty()
                    && family == Family::Double
                    && index > range.start + 3 =>
                {
                    if matches!(mark(text, tokens, index - 1), "," | "." | "?" | "!") {
                        push(range.start, index + 1, true);
                    }
                }
                None => {}
            },
            _ => {}
        }
        seen_any = true;
    }
    if let Some(&(_, start)) = open.first() {
        // What the next paragraph goes on with has no closing mark in this one.
        let goes_on = range.end < tokens.len()
            && family(mark(text, tokens, range.end)) == family(mark(text, tokens, start))
            && tokens.get(range.end).kind == TokenKind::Mark;
        match report(text, tokens, start..range.end, goes_on) {
            Some(end) => push(start, end, true),
            None => push(start, range.end, false),
        }
    }
}

/// Whether a word is a common reporting verb.
fn reports(word: &str) -> bool {
    matches!(word, "said" | "says" | "asked" | "told" | "added" | "replied")
}

/// Where the report begins in a passage whose closing mark is missing: after the comma of "“It is late, said Ann Roe, 83.". Where
/// the next paragraph may go on with the passage, only a verb before a name tells: "“When they asked, Roe said no." may be told in
/// the words themselves.
fn report(text: &str, tokens: &Tokens, passage: Range<usize>, may_go_on: bool) -> Option<usize> {
    let word = |at: usize| if at < passage.end { mark(text, tokens, at) } else { "" };
    let tells = |at: usize| reports(word(at));
    let is_capital = |at: usize| words::is_capitalised(word(at)) && word(at) != "I";
    let is_name = |at: usize| {
        is_capital(at) || matches!(word(at), "he" | "she") || word(at) == "the" && at + 1 < passage.end
    };
    passage.clone().find_map(|at| {
        let (comma, next) = (word(at), at + 1);
        let is_after =
            comma == "," && tells(next) && is_name(next + 1) && (!may_go_on || is_capital(next + 1));
        let names = (next..passage.end.min(next + 4)).take_while(|at| is_capital(*at)).count();
        let had = word(next + names) == "had";
        let verb = next + names + usize::from(had);
        // "Did you look? Ann Roe had asked": a sentence may begin with a name, so that more has to tell.
        let is_before = match comma {
            "," => names > 0 && !may_go_on,
            "?" | "!" => names > 0 && had || names > 1 && (!may_go_on || verb + 2 >= passage.end),
            _ => false,
        };
        (is_after || is_before && tells(verb)).then_some(next)
    })
}

/// Whether the mark at `index` opens or closes; `None` where it is an apostrophe or an inch.
fn side(text: &str, tokens: &Tokens, range: &Range<usize>, index: usize, is_open: bool) -> Option<Side> {
    let token = tokens.get(index);
    let before = (index > range.start).then(|| tokens.get(index - 1));
    let after = (index + 1 < range.end).then(|| tokens.get(index + 1));
    let gap_before = before.is_none_or(|t| t.span.end < token.span.start || is_opener(t.span.of(text)));
    let gap_after = after.is_none_or(|t| t.span.start > token.span.end);
    match token.span.of(text) {
        "„" | "‚" | "「" | "『" | "``" => Some(Side::Opens),
        "”" | "」" | "』" | "''" => {
            Some(if gap_before && !gap_after { Side::Opens } else { Side::Closes })
        }
        // German closes with what English opens with.
        "“" => Some(if is_open && !gap_before { Side::Closes } else { Side::Opens }),
        "«" | "»" | "‹" | "›" | "\"" | "‟" => match (gap_before, gap_after) {
            (true, false) if is_open && matches!(token.span.of(text), "»" | "›") => Some(Side::Closes),
            (true, false) => Some(Side::Opens),
            (false, true) => Some(Side::Closes),
            // French sets spaces inside its marks.
            (true, true) if matches!(token.span.of(text), "«" | "‹") => Some(Side::Opens),
            (false, false) if is_digit(before, text) && !is_open => None,
            _ => Some(if is_open { Side::Closes } else { Side::Opens }),
        },
        _ => single_side(text, token, before, after, gap_before, gap_after),
    }
}

/// As [`side`], for marks that may be apostrophes.
fn single_side(
    text: &str,
    token: Token,
    before: Option<Token>,
    after: Option<Token>,
    gap_before: bool,
    gap_after: bool,
) -> Option<Side> {
    if gap_before && !gap_after {
        let next = after.map_or("", |t| t.span.of(text));
        let elided = words::is_elision(&words::lower(next)) || next.starts_with(|c: char| c.is_ascii_digit());
        let is_closing_form = token.span.of(text) == "’";
        return (!elided && !is_closing_form).then_some(Side::Opens);
    }
    let follows_text = before.is_some_and(|t| t.span.end == token.span.start);
    let next_is_punctuation =
        after.is_some_and(|t| matches!(t.kind, TokenKind::Punctuation | TokenKind::Mark));
    (follows_text && (gap_after || next_is_punctuation) && token.span.of(text) != "‘").then_some(Side::Closes)
}

/// "the voters' view": an apostrophe after s, with another closing mark to come before anything opens.
fn is_plural_apostrophe(text: &str, tokens: &Tokens, range: &Range<usize>, index: usize) -> bool {
    const FAR: usize = 80;
    /// A mark is no apostrophe where a reporting verb is among so many tokens after it: "‘We lost the keys’ she said."
    const NEAR: usize = 3;
    if !mark(text, tokens, index - 1).ends_with('s') {
        return false;
    }
    let next = tokens.get(index + 1);
    if next.kind != TokenKind::Word || words::is_capitalised(next.span.of(text)) {
        return false;
    }
    for later in index + 1..range.end.min(index + FAR) {
        if tokens.get(later).kind == TokenKind::Mark
            && family(mark(text, tokens, later)) == Some(Family::Single)
            && let Some(side) = side(text, tokens, range, later, true)
        {
            return side == Side::Closes;
        }
    }
    if (index + 1..range.end.min(index + 1 + NEAR)).any(|at| reports(mark(text, tokens, at))) {
        return false;
    }
    // A quotation that goes on in the next paragraph has no closing mark in this one.
    let goes_on = tokens.get(range.end);
    let opens = tokens.get(range.start);
    let is_single = |token: Token| family(token.span.of(text)) == Some(Family::Single);
    range.end < tokens.len() && is_single(goes_on) && is_single(opens)
}

fn is_opener(token: &str) -> bool {
    matches!(token, "(" | "[" | "{" | "—" | "–" | "-" | "/" | "“" | "‘" | "«" | "\"" | "'" | "„" | "``" | "…")
}

fn is_digit(token: Option<Token>, text: &str) -> bool {
    token.is_some_and(|t| t.span.of(text).ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::article;

    /// The passages of `text` (paragraphs end with a line break), each shown whole; `…` ends one that is not closed,
    /// `→` one that is continued.
    fn check(text: &str, expected: &[&str]) {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let found: Vec<String> = passages(text, &tokens)
            .iter()
            .map(|p| {
                let end = if p.continues {
                    "→"
                } else if p.closed {
                    ""
                } else {
                    "…"
                };
                format!("{}{end}", tokens.span(p.tokens.clone()).of(text))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn straight_and_curly_marks() {
        check("\"No,\" he said. \"Never.\"", &["\"No,\"", "\"Never.\""]);
        check("“No,” he said. “Never.”", &["“No,”", "“Never.”"]);
        check("a 12\" pipe", &[]);
    }

    #[test]
    fn british_single_marks_and_apostrophes() {
        check(
            "'I don't know,' she said. 'It's the voters' choice.'",
            &["'I don't know,'", "'It's the voters' choice.'"],
        );
        check("‘It’s Tom’s,’ he said of the ’90s.", &["‘It’s Tom’s,’"]);
        check("the workers' pay and the dogs' dinner", &[]);
    }

    #[test]
    fn a_missing_mark_is_where_the_report_begins() {
        check(
            "“It was the end, said Ann Roe, 83.\n“She held a bird,” he said.",
            &["“It was the end,", "“She held a bird,”"],
        );
        check("“Did you look? Ann Roe had asked him.", &["“Did you look?"]);
        // What goes on in the next paragraph may tell of a report itself.
        check(
            "“When they asked, Roe said no.\n“Then I left,” she said.",
            &["“When they asked, Roe said no.→", "“Then I left,”"],
        );
        check(
            "'We saw the climbers' lamps, and no one.\n'It was late.'",
            &["'We saw the climbers' lamps, and no one.→", "'It was late.'"],
        );
        check(
            "‘We lost the keys’ she said.\n‘Then we found them.’",
            &["‘We lost the keys’", "‘Then we found them.’"],
        );
    }

    #[test]
    fn other_languages_marks() {
        check("«Non», dit-il. « Jamais », a-t-elle dit.", &["«Non»", "« Jamais »"]);
        check("„Nein“, sagte er.", &["„Nein“"]);
        check("»Nein«, sagte er.", &["»Nein«"]);
    }

    #[test]
    fn an_angle_mark_before_an_item_of_a_list_is_a_bullet() {
        check("» It rained.\n» “No,” she said.\n› It rained again.", &["“No,”"]);
        check("« One.\n» Two », dit-il.", &["« One.→", "» Two »"]);
    }

    #[test]
    fn nested_marks_are_part_of_the_outer_passage() {
        check("“She said ‘no’ twice,” he said.", &["“She said ‘no’ twice,”"]);
        check("\"She said 'no' twice,\" he said.", &["\"She said 'no' twice,\""]);
    }

    #[test]
    fn speech_over_paragraphs_and_speech_never_closed() {
        check("“One.\n“Two,” he said.", &["“One.→", "“Two,”"]);
        check("\"One, he said.\nTwo.", &["\"One, he said.…"]);
        check("\"One, he said. \"Two.\"", &["\"One, he said.…", "\"Two.\""]);
    }
}
