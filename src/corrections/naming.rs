//! The names of quotes and actors in corrections, and how these are found by them.

use crate::{
    actors::{Actor, ActorId},
    attribution::Quote,
    span::Span,
};
use serde::{Deserialize, Serialize};

/// A quote, named by its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteName {
    /// Its pieces as they stand in the text.
    pub words: Vec<String>,
    /// Where each piece begins, in bytes of UTF-8: which one is meant where the words stand in the text more than once.
    #[serde(default)]
    pub at: Vec<usize>,
}

/// An actor, named as the text does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorName {
    /// Its name, or one of its other names.
    pub name: String,
    /// Where it is mentioned first, in bytes of UTF-8: which one is meant where several are called the same ("an
    /// official"), or where an analysis comes to know it by another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
}

impl QuoteName {
    /// Names `quote` of `text`.
    pub fn of(text: &str, quote: &Quote) -> Self {
        Self {
            words: quote.content.iter().map(|piece| piece.of(text).to_owned()).collect(),
            at: quote.content.iter().map(|piece| piece.start).collect(),
        }
    }

    /// The index in `quotes` of the named one: the one that shares the most letters with these words, and at least half of the
    /// letters of both.
    pub(crate) fn find<'a>(&self, text: &str, quotes: impl Iterator<Item = &'a Quote>) -> Option<usize> {
        let named = self.spans(text)?;
        let size = letters(text, &named);
        let mut best: Option<(usize, usize, usize)> = None;
        for (number, quote) in quotes.enumerate() {
            let shared = letters(text, &common(&named, &quote.content));
            if shared == 0 {
                continue;
            }
            let all = size + letters(text, &quote.content) - shared;
            // A larger part of the whole than any before; products, since fractions are not exact.
            if shared * 2 >= all && best.is_none_or(|(_, part, whole)| shared * whole > part * all) {
                best = Some((number, shared, all));
            }
        }
        best.map(|(number, ..)| number)
    }

    /// From the first byte of its words to the last, where they stand in `text`.
    pub fn extent(&self, text: &str) -> Option<Span> {
        self.spans(text)?.into_iter().reduce(Span::join)
    }

    /// Where its words stand in `text`, in order and without overlap; `None` where they do not.
    pub(super) fn spans(&self, text: &str) -> Option<Vec<Span>> {
        let mut spans = Vec::with_capacity(self.words.len());
        for (piece, words) in self.words.iter().enumerate() {
            let at = self.at.get(piece).copied();
            let is_there = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(words.as_str()));
            let nearest = || {
                let wanted = at.unwrap_or(0);
                text.match_indices(words.as_str()).map(|(found, _)| found).min_by_key(|f| f.abs_diff(wanted))
            };
            let start = at.filter(is_there).or_else(nearest)?;
            spans.push(Span::new(start, start + words.len()));
        }
        spans.sort_unstable();
        spans.dedup_by(|b, a| a.overlaps(*b));
        Some(spans)
    }
}

impl ActorName {
    /// Names `actor`.
    pub fn of(actor: &Actor) -> Self {
        Self { name: actor.name.clone(), at: actor.mentions.first().map(|m| m.span.start) }
    }

    /// The named actor: by name and place, by name, by another name, or by place; in that order.
    pub fn find<'a>(&self, actors: impl Iterator<Item = (ActorId, &'a Actor)>) -> Option<ActorId> {
        let rank = |actor: &Actor| {
            let is_there = self.at.is_some_and(|at| actor.mentions.iter().any(|m| m.span.contains(at)));
            let (is_name, is_alias) = (actor.name == self.name, actor.aliases.contains(&self.name));
            match (is_name, is_alias, is_there) {
                (true, _, true) => 5,
                (_, true, true) => 4,
                (true, ..) => 3,
                (_, true, _) => 2,
                (.., true) => 1,
                _ => 0,
            }
        };
        let ranked = actors.map(|(id, actor)| (rank(actor), id)).filter(|(rank, _)| *rank > 0);
        // Of several, the first.
        ranked.max_by_key(|(rank, id)| (*rank, std::cmp::Reverse(*id))).map(|(_, id)| id)
    }
}

/// What two lists of spans share; each is in order and without overlap.
fn common(a: &[Span], b: &[Span]) -> Vec<Span> {
    let shared = a.iter().flat_map(|x| {
        b.iter().filter(|y| x.overlaps(**y)).map(|y| Span::new(x.start.max(y.start), x.end.min(y.end)))
    });
    shared.collect()
}

/// How many letters and digits the spans hold.
fn letters(text: &str, spans: &[Span]) -> usize {
    spans.iter().map(|s| s.of(text).chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{ActorKind, Form, Mention, QuoteCounts, Why},
        attribution::QuoteKind,
    };

    const TEXT: &str = "“No,” said Orr. “No,” said Lend, “not before the spring.” “No, no.”";

    fn quote(pieces: &[(usize, &str)]) -> Quote {
        let content = pieces.iter().map(|&(nth, words)| {
            let (start, _) = TEXT.match_indices(words).nth(nth).unwrap();
            Span::new(start, start + words.len())
        });
        Quote::new(QuoteKind::Direct, content.collect())
    }

    fn check(name: &QuoteName, quotes: &[Quote], expected: Option<usize>) {
        assert_eq!(name.find(TEXT, quotes.iter()), expected, "{name:?}");
    }

    #[test]
    fn a_quote_is_found_by_its_words_and_place() {
        let quotes = [
            quote(&[(0, "“No,”")]),
            quote(&[(1, "“No,”"), (0, "“not before the spring.”")]),
            quote(&[(0, "“No, no.”")]),
        ];
        for (number, quote) in quotes.iter().enumerate() {
            check(&QuoteName::of(TEXT, quote), &quotes, Some(number));
        }
        let name = |words: &str, at: &[usize]| QuoteName { words: vec![words.to_owned()], at: at.to_vec() };
        check(&name("“No,”", &[]), &quotes, Some(0));
        check(&name("“not before the spring.”", &[9999]), &quotes, Some(1));
        check(&name("“Yes.”", &[0]), &quotes, None);
        check(&QuoteName { words: vec![], at: vec![] }, &quotes, None);
    }

    #[test]
    fn other_bounds_do_not_hide_a_quote() {
        let name = QuoteName::of(TEXT, &quote(&[(1, "“No,”"), (0, "“not before the spring.”")]));
        check(&name, &[quote(&[(0, "not before the spring")])], Some(0));
        check(&name, &[quote(&[(0, "said Lend, “not before the spring")])], Some(0));
        // Too little of it, or not at all.
        check(&name, &[quote(&[(0, "spring")])], None);
        check(&name, &[quote(&[(0, "“No, no.”")])], None);
    }

    #[test]
    fn actors_of_one_name_are_told_apart_by_their_places() {
        let actor = |name: &str, alias: &str, at: usize| Actor {
            name: name.to_owned(),
            kind: ActorKind::Anonymous,
            role: None,
            aliases: vec![alias.to_owned()],
            mentions: vec![Mention {
                span: Span::new(at, at + 4),
                form: Form::Noun,
                why: Why::First,
                from: None,
            }],
            quotes: QuoteCounts::default(),
            words: 0,
        };
        let actors = [actor("official", "he", 10), actor("official", "aide", 30), actor("Orr", "Ms Orr", 50)];
        let find = |name: &str, at: Option<usize>| {
            let name = ActorName { name: name.to_owned(), at };
            name.find(actors.iter().enumerate().map(|(i, a)| (ActorId(i), a))).map(|id| id.0)
        };
        assert_eq!(find("official", Some(30)), Some(1));
        assert_eq!(find("official", None), Some(0));
        assert_eq!(find("aide", None), Some(1));
        assert_eq!(find("Ann Orr", Some(52)), Some(2));
        assert_eq!(find("Orr", Some(10)), Some(2));
        assert_eq!(find("Lend", None), None);
        for (number, actor) in actors.iter().enumerate() {
            let name = ActorName::of(actor);
            assert_eq!(find(&name.name, name.at), Some(number));
        }
    }
}
