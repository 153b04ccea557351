//! Search by regular expression.

use super::fold::{self, is_accent};
use crate::span::Span;
use regex::{Regex, RegexBuilder};

/// Most bytes of memory for the compiled expression and for its cached automaton.
const LARGEST: usize = 1 << 20;

/// Most bytes scanned for the end of a line.
const FARTHEST: usize = 1 << 20;

/// Begins a query that is an expression. A second one, at the end of the query, is ignored.
pub const PREFIX: char = '/';

/// A compiled expression.
#[derive(Debug, Clone)]
pub struct Expression {
    regex: Regex,
    /// Whether the text is matched with accents, ligatures and typographic marks replaced by plain letters and marks.
    folds: bool,
}

/// Compiles a query that begins with [`PREFIX`]; `None` for any other. Without capitals it ignores case, and in ASCII
/// alone it ignores accents. The error is a short message.
pub fn typed(query: &str) -> Option<Result<Expression, String>> {
    let expression = query.strip_prefix(PREFIX)?;
    let closed = expression.strip_suffix(PREFIX).filter(|rest| !rest.is_empty() && !rest.ends_with('\\'));
    let expression = closed.unwrap_or(expression);
    let mut after_escape = false;
    let has_capital = expression.chars().any(|c| {
        let is_escaped = after_escape;
        after_escape = c == '\\' && !is_escaped;
        c.is_uppercase() && !is_escaped
    });
    let built = RegexBuilder::new(expression)
        .case_insensitive(!has_capital)
        .multi_line(true)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .build();
    // Characters given by number or class are meant exactly.
    let names_characters = ["\\x", "\\u", "\\U", "\\p", "\\P"].iter().any(|name| expression.contains(name));
    let folds = expression.is_ascii() && !names_characters;
    Some(built.map(|regex| Expression { regex, folds }).map_err(|error| problem(&error)))
}

fn problem(error: &regex::Error) -> String {
    let words = match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        // The last line is the message, the lines before it point at the place.
        error => error.to_string().lines().last().unwrap_or_default().trim().to_owned(),
    };
    words.strip_prefix("error: ").map(str::to_owned).unwrap_or(words)
}

/// Appends the non-empty matches within `span` to `hits`. The spans in `hidden`, which are in order, are skipped.
pub fn find(expression: &Expression, text: &str, hidden: &[Span], span: Span, hits: &mut Vec<Span>) {
    let (mut folded, mut starts) = (String::with_capacity(span.len()), Vec::with_capacity(span.len()));
    for (at, c) in fold::visible(text, hidden, span.start).take_while(|(at, _)| *at < span.end) {
        let before = folded.len();
        if expression.folds {
            fold::plainly(c, &mut folded);
        } else {
            folded.push(c);
        }
        starts.extend((before..folded.len()).map(|_| at));
    }
    let found = expression.regex.find_iter(&folded).filter(|found| !found.is_empty());
    hits.extend(found.filter_map(|found| {
        let (start, last) = (*starts.get(found.start())?, *starts.get(found.end() - 1)?);
        let mut rest = text.get(last..)?.chars();
        let end = last + rest.next().map_or(0, char::len_utf8);
        let accents =
            rest.take_while(|&c| expression.folds && is_accent(c)).map(char::len_utf8).sum::<usize>();
        Some(Span::new(start, end + accents))
    }));
    // Two letters of one ligature may be two matches.
    hits.dedup();
}

/// Where to end a part of `text` from `from` on that would end at `to`, so that no line is split: behind the last
/// blank line in it, or else its last line break, or else the next one if that is within `FARTHEST`.
pub fn cut(text: &str, from: usize, to: usize) -> usize {
    if to >= text.len() {
        return text.len();
    }
    let part = text.get(from..to).unwrap_or_default();
    let cut = part.rfind("\n\n").map(|at| at + 2).or_else(|| part.rfind('\n').map(|at| at + 1));
    let next = || {
        let behind = text.as_bytes().get(to..)?;
        memchr::memchr(b'\n', behind.get(..FARTHEST).unwrap_or(behind)).map(|at| to + at + 1)
    };
    cut.map(|cut| from + cut).or_else(next).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, query: &str, found: &[&str]) {
        let expression = typed(query).unwrap().unwrap();
        let mut hits = Vec::new();
        find(&expression, text, &[], Span::new(0, text.len()), &mut hits);
        let hits: Vec<&str> = hits.iter().map(|hit| hit.of(text)).collect();
        assert_eq!(hits, found, "{query:?} in {text:?}");
    }

    #[test]
    fn expressions_are_found() {
        check("gray Grey grow", "/gr[ae]y", &["gray", "Grey"]);
        check("gray Grey grow", "/Gr[ae]y", &["Grey"]);
        check("gray Grey\ngrow", "/^gr\\w+/", &["gray", "grow"]);
        check("gray Grey", "/\\S+", &["gray", "Grey"]);
        check("a/b", "/a\\/b", &["a/b"]);
        check("/etc", "//etc", &["/etc"]);
        check("aaa", "/x*", &[]);
        assert!(typed("gray").is_none());
    }

    #[test]
    fn accents_and_typographic_marks_count_only_where_they_are_written() {
        check("naïve, nai\u{308}ve, naive", "/na.ve\\b", &["naïve", "nai\u{308}ve", "naive"]);
        check("naïve, naive", "/na[ï]ve", &["naïve"]);
        check("ÉLAN, élan", "/^e", &["É"]);
        check("ÉLAN, élan", "/E\\w+", &["ÉLAN"]);
        check("the oﬃce, it’s", "/of+ice|it's", &["oﬃce", "it’s"]);
        check("“so” it's", "/[“”]", &["“", "”"]);
        check("naïve", "/\\xEF", &["ï"]);
        check("co\u{ad}operate", "/coop", &["co\u{ad}op"]);
    }

    #[test]
    fn what_is_hidden_is_not_there() {
        let text = "a **bold** word";
        let expression = typed("/bold word").unwrap().unwrap();
        let mut hits = Vec::new();
        find(&expression, text, &[Span::new(2, 4), Span::new(8, 10)], Span::new(0, text.len()), &mut hits);
        assert_eq!(hits, [Span::new(4, text.len())]);
    }

    #[test]
    fn what_is_no_expression_is_told_in_a_line() {
        assert_eq!(typed("/(a").unwrap().unwrap_err(), "unclosed group");
        assert_eq!(typed("/a{1000}{1000}").unwrap().unwrap_err(), "it is too large");
        assert!(typed("/").unwrap().is_ok());
    }

    #[test]
    fn a_line_is_not_cut_where_it_ends_soon() {
        let text = format!("{}\nrest", "x".repeat(100));
        assert_eq!(cut(&text, 0, 50), 101);
        assert_eq!(cut(&"x".repeat(2 * FARTHEST), 0, 50), 50);
    }

    #[test]
    fn a_part_ends_with_a_paragraph() {
        let text = "one\n\ntwo\nthree";
        assert_eq!(cut(text, 0, 11), 5);
        assert_eq!(cut(text, 5, 11), 9);
        assert_eq!(cut(text, 9, 11), 11);
        assert_eq!(cut(text, 0, 99), text.len());
    }
}
