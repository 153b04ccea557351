//! Line mode: answers about quotes.

use super::{Answer, Linear};
use crate::{
    actors::ActorId,
    analysis::{Certainty, Naming},
    printable,
    reader::{article::explain, keymap::Command},
    span::Span,
};

impl Linear {
    /// Prints the quote, or the match of the search, that is `by` places on, or back.
    pub(super) fn next(&mut self, by: isize) -> Answer {
        if !self.hits.is_empty() {
            return self.next_hit(by);
        }
        if self.shown.is_empty() {
            return self.no_quotes();
        }
        let told = self.current.ok().and_then(|quote| self.shown.iter().position(|q| *q == quote));
        // Without a current quote, count from the place of what was read.
        let behind = self.shown.partition_point(|quote| self.findings.start(*quote) < self.search_from);
        let to = match told {
            Some(told) => told.checked_add_signed(by),
            None if by > 0 => behind.checked_add_signed(by - 1),
            None => behind.checked_add_signed(by),
        };
        match to.filter(|to| *to < self.shown.len()) {
            Some(to) => self.tell(to),
            None => Answer::line(if by > 0 { "this was the last quote" } else { "this was the first quote" }),
        }
    }

    /// Prints the quote with this number, counted from 1 over the whole article.
    pub(super) fn go_to_quote(&mut self, number: usize) -> Answer {
        self.end_search();
        let all = self.findings.analysis.quotes.len();
        if all == 0 {
            return self.no_quotes();
        }
        let Some(quote) = number.checked_sub(1).filter(|quote| *quote < all) else {
            return Answer::line(format!("there is no quote {number}; there are {all}"));
        };
        match self.shown.iter().position(|shown| *shown == quote) {
            Some(place) => self.tell(place),
            None => Answer::line(format!(
                "quote {number}, by {}, does not pass the filter; {} takes the filter away",
                self.name(self.findings.speaker(quote)),
                self.key(Command::Cancel),
            )),
        }
    }

    /// Prints the quote at index `place` of those shown, and makes it the current one.
    fn tell(&mut self, place: usize) -> Answer {
        let Some(quote) = self.shown.get(place).copied() else { return Answer::default() };
        self.current = Ok(quote);
        self.search_from = self.findings.start(quote);
        self.block = self.blocks.iter().position(|span| span.contains(self.search_from)).or(self.block);
        Answer::line(self.whole(quote))
    }

    /// A quote with its heading.
    pub(super) fn whole(&self, quote: usize) -> String {
        format!("{}: {}", self.heading(quote), self.words(quote))
    }

    /// Number, speaker, carrier, addressee and kind of a quote: `Quote 3 of 12, Xi Jinping, via Xinhua, direct`.
    pub(super) fn heading(&self, quote: usize) -> String {
        let Some(said) = self.findings.quote(quote) else { return String::new() };
        let all = self.findings.analysis.quotes.len();
        let mut out = format!("Quote {} of {all}, {}", quote + 1, self.name(said.speaker));
        if self.findings.naming(quote).is_some_and(|naming| naming != Naming::Named)
            && let Some(source) = said.quote.source
        {
            out.extend([" (from “", &self.text(source), "”)"]);
        }
        for (word, id) in [("via", said.via), ("to", said.to)] {
            if id.is_some() {
                out.extend([", ", word, " ", &self.name(id)]);
            }
        }
        out.push_str(", ");
        out.push_str(said.quote.kind.name());
        if self.findings.analysis.corrected.quotes.contains(&quote) {
            out.push_str(", put right by you");
        } else if self.findings.analysis.certainty(quote) < Certainty::Sure {
            out.push_str(", doubtful");
        }
        out
    }

    pub(super) fn words(&self, quote: usize) -> String {
        let Some(said) = self.findings.quote(quote) else { return String::new() };
        said.quote.content.iter().map(|piece| self.text(*piece)).collect::<Vec<_>>().join(" […] ")
    }

    /// The name of an actor, or "unknown speaker".
    pub(super) fn name(&self, actor: Option<ActorId>) -> String {
        actor.map_or("unknown speaker".to_owned(), |id| printable::line(self.findings.name(id)))
    }

    /// All about the current quote: confidence, source, cue.
    pub(super) fn about_quote(&self) -> Answer {
        let (quote, said) = match self.current() {
            Ok(current) => current,
            Err(line) => return Answer::line(line),
        };
        let of = |span: Option<Span>| span.map(|span| self.text(span));
        let mut lines = vec![self.whole(quote)];
        let confidence = explain::quote_confidence(&self.findings, quote);
        lines.push(format!("It is {}. Confidence {confidence}.", said.quote.sense.name()));
        if let Some(source) = of(said.quote.source) {
            let sure = explain::speaker_confidence(&self.findings, quote);
            let sure = sure.map_or(String::new(), |sure| format!(" Confidence {sure}."));
            lines.push(format!("Its source is “{source}”, which is {}.{sure}", self.name(said.speaker)));
        }
        if let Some(cue) = of(said.quote.cue) {
            lines.push(format!("“{cue}” tells that it is said."));
        }
        Answer::lines(lines)
    }

    /// The current quote as the citation template gives it, or all quotes of its speaker.
    pub(super) fn cite(&self, all: bool) -> Answer {
        let (quote, said) = match self.current() {
            Ok(current) => current,
            Err(line) => return Answer::line(line),
        };
        let is_theirs = |other: &usize| {
            *other == quote || all && said.speaker.is_some() && self.findings.speaker(*other) == said.speaker
        };
        let wanted = (0..self.findings.analysis.quotes.len()).filter(is_theirs);
        let cited = wanted.map(|quote| self.citation.fill(&self.article, &self.findings.analysis, quote));
        Answer::lines(cited.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect())
    }
}
