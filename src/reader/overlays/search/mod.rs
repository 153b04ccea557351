//! Search in the text. It advances by one part at a time, so that keys are answered promptly even in a long text.

pub mod expression;
pub mod fold;
pub mod update;

use crate::{reader::article::jumps::ReadingPosition, span::Span};
use expression::Expression;
use fold::Words;

/// Bytes searched at a time: for words, and for an expression, which takes longer.
const STRETCH: usize = 1 << 17;
const EXPRESSION_STRETCH: usize = 1 << 16;

/// Most queries in the history.
const MOST: usize = 100;

/// A search and its matches so far.
#[derive(Debug, Clone)]
pub struct Search {
    /// The query as typed: words, or an expression behind a slash.
    pub query: String,
    /// The matches so far, in order.
    pub hits: Vec<Span>,
    /// The index in `hits` of the current match.
    pub current: Option<usize>,
    /// The reading position when the search began.
    pub origin: ReadingPosition,
    /// Why the query is no valid expression.
    pub problem: Option<String>,
    /// Whether the user has accepted a match or moved to one: later matches then do not move the text.
    pub is_settled: bool,
    /// The spans to search in, ordered; `None` for the whole text.
    scope: Option<Vec<Span>>,
    sought: Sought,
    /// The offset up to which the text has been searched; `None` when the search is done.
    scanned: Option<usize>,
}

/// A parsed query.
#[derive(Debug, Clone)]
enum Sought {
    Words(Words),
    Expression(Expression),
}

/// The queries since the reader was started, the latest last, with the state of recalling them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    queries: Vec<String>,
    /// The index in `queries` of the one recalled, and the input before recalling.
    recalled: Option<(usize, String)>,
}

impl History {
    /// Appends a query, removing an earlier occurrence.
    pub fn keep(&mut self, query: &str) {
        self.recalled = None;
        self.queries.retain(|known| known != query);
        self.queries.push(query.to_owned());
        if self.queries.len() > MOST {
            self.queries.remove(0);
        }
    }

    /// Ends recalling.
    pub fn rest(&mut self) {
        self.recalled = None;
    }

    /// Recalls the query before, the first time starting from the input `typed`.
    pub fn older(&mut self, typed: &str) -> Option<String> {
        let (place, typed) = self.recalled.clone().unwrap_or((self.queries.len(), typed.to_owned()));
        let place = place.checked_sub(1)?;
        self.recalled = Some((place, typed));
        self.queries.get(place).cloned()
    }

    /// Recalls the query after; after the latest, the input before recalling.
    pub fn newer(&mut self) -> Option<String> {
        let (place, typed) = self.recalled.take()?;
        let Some(query) = self.queries.get(place + 1) else { return Some(typed) };
        self.recalled = Some((place + 1, typed));
        Some(query.clone())
    }
}

impl Search {
    /// An empty search begun at `origin`, within the spans of `scope` or in the whole text.
    pub fn new(origin: ReadingPosition, scope: Option<Vec<Span>>) -> Self {
        Self {
            query: String::new(),
            hits: Vec::new(),
            current: None,
            origin,
            problem: None,
            is_settled: false,
            scope,
            sought: Sought::Words(Words::default()),
            scanned: None,
        }
    }

    /// Starts over with another query.
    pub fn look_for(&mut self, query: String) {
        let expression = expression::typed(&query);
        let is_nothing = match &expression {
            Some(_) => query.chars().count() == 1,
            None => query.is_empty(),
        };
        self.problem = None;
        self.scanned = None;
        self.hits.clear();
        self.current = None;
        match expression {
            Some(Ok(expression)) => self.sought = Sought::Expression(expression),
            Some(Err(problem)) => self.problem = Some(problem),
            None => self.sought = Sought::Words(Words::new(&query)),
        }
        let has_words = !matches!(&self.sought, Sought::Words(words) if words.is_empty());
        if !is_nothing && self.problem.is_none() && has_words {
            self.scanned = Some(0);
        }
        self.query = query;
    }

    /// Starts over within another scope.
    pub fn look_in(&mut self, scope: Option<Vec<Span>>) {
        if self.scope != scope {
            self.scope = scope;
            self.look_for(self.query.clone());
        }
    }

    /// Whether only a part of the text is searched.
    pub const fn is_scoped(&self) -> bool {
        self.scope.is_some()
    }

    /// Whether the search is done.
    pub const fn is_done(&self) -> bool {
        self.scanned.is_none()
    }

    /// Searches the next part of `text`. The spans in `hidden`, which is markup in order, are skipped.
    pub fn advance(&mut self, text: &str, hidden: &[Span]) {
        let Some(from) = self.scanned else { return };
        let length = match &self.sought {
            Sought::Words(_) => STRETCH,
            Sought::Expression(_) => EXPRESSION_STRETCH,
        };
        let mut to = from.saturating_add(length).min(text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        let resume = self.hits.last().map_or(from, |hit| hit.end.max(from));
        let mut found = Vec::new();
        match &self.sought {
            Sought::Words(words) => words.find(text, hidden, Span::new(resume.min(to), to), &mut found),
            Sought::Expression(sought) => {
                to = expression::cut(text, from, to);
                expression::find(sought, text, hidden, Span::new(from, to), &mut found);
            }
        }
        if let Some(scope) = &self.scope {
            found.retain(|hit| is_inside(scope, *hit));
        }
        self.hits.append(&mut found);
        self.scanned = (to < text.len()).then_some(to);
    }

    /// The matches that overlap `span`, with the index of the first in `hits`.
    pub fn within(&self, span: Span) -> (usize, &[Span]) {
        let from = self.hits.partition_point(|h| h.end <= span.start);
        let to = self.hits.partition_point(|h| h.start < span.end);
        (from, self.hits.get(from..to).unwrap_or_default())
    }

    /// The index of the first match so far at or after `offset`.
    pub fn from(&self, offset: usize) -> Option<usize> {
        let place = self.hits.partition_point(|h| h.start < offset);
        (place < self.hits.len()).then_some(place)
    }
}

/// Whether `hit` lies within one of the spans.
fn is_inside(scope: &[Span], hit: Span) -> bool {
    let begun = scope.partition_point(|span| span.start <= hit.start);
    begun.checked_sub(1).and_then(|last| scope.get(last)).is_some_and(|span| hit.end <= span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, query: &str, scope: Option<Vec<Span>>, found: &[&str]) {
        let mut search = Search::new(ReadingPosition::default(), scope);
        search.look_for(query.to_owned());
        while !search.is_done() {
            search.advance(text, &[]);
        }
        let hits: Vec<&str> = search.hits.iter().map(|h| h.of(text)).collect();
        assert_eq!(hits, found, "{query:?} in {text:?}");
    }

    #[test]
    fn a_match_across_two_parts_is_found_once() {
        let text = format!("{}é needle {}needle", "x".repeat(STRETCH - 5), "y".repeat(STRETCH));
        check(&text, "needle", None, &["needle", "needle"]);
        let lines = format!("{}\nneedle\n{}\nneedle", "x".repeat(STRETCH - 5), "y".repeat(STRETCH));
        check(&lines, "/^n.+e$", None, &["needle", "needle"]);
    }

    #[test]
    fn only_what_lies_in_the_scope_is_found() {
        let scope = vec![Span::new(2, 6), Span::new(8, 10)];
        check("aaaaaaaaaa", "aa", Some(scope.clone()), &["aa", "aa", "aa"]);
        check("aaaaaaaaaa", "/a{3}", Some(scope), &["aaa"]);
    }

    #[test]
    fn searches_are_recalled_and_what_was_typed_comes_back() {
        let mut history = History::default();
        assert_eq!(history.older("x"), None);
        for query in ["one", "two", "one"] {
            history.keep(query);
        }
        assert_eq!(history.older("typed").as_deref(), Some("one"));
        assert_eq!(history.older("one").as_deref(), Some("two"));
        assert_eq!(history.older("two"), None);
        assert_eq!(history.newer().as_deref(), Some("one"));
        assert_eq!(history.newer().as_deref(), Some("typed"));
        assert_eq!(history.newer(), None);
    }
}
