//! Line mode: search, and cancelling of searches and filters.

use super::{Answer, Linear};
use crate::{printable, reader::overlays::search::fold::Words, span::Span};

impl Linear {
    /// Searches for words, ignoring case and accents, and reads the first matching block from here on; without words,
    /// the next match of the last search.
    pub(super) fn search(&mut self, words: &str) -> Answer {
        let is_repeated = words.is_empty();
        if !is_repeated {
            words.clone_into(&mut self.wanted);
        } else if self.wanted.is_empty() {
            return Answer::line("type the words behind the slash");
        }
        let wanted = Words::loose(&self.wanted);
        let holds = |span: &&Span| wanted.are_in(&self.text(**span));
        self.hits = self.blocks.iter().filter(holds).copied().collect();
        self.hit = None;
        if self.hits.is_empty() {
            return Answer::line(format!("{} stands nowhere here", printable::line(&self.wanted)));
        }
        let here = self.block.and_then(|at| self.blocks.get(at)).map_or(0, |span| span.start);
        let from = here + usize::from(is_repeated);
        let first = self.hits.iter().position(|span| span.start >= from).unwrap_or(0);
        self.go_to_hit(first.cast_signed())
    }

    /// Reads the match `by` places on, or back.
    pub(super) fn next_hit(&mut self, by: isize) -> Answer {
        let place = self.hit.map_or(by.min(0), |hit| hit.cast_signed().saturating_add(by));
        self.go_to_hit(place)
    }

    fn go_to_hit(&mut self, place: isize) -> Answer {
        let found = usize::try_from(place).ok().and_then(|place| Some((place, *self.hits.get(place)?)));
        let Some((place, span)) = found else {
            self.end_search();
            return Answer::line("no more matches; n tells quotes again, / the first match");
        };
        self.hit = Some(place);
        let at = self.block_at(span.start);
        let mut answer = self.leap(at);
        let heading = format!("Match {} of {}, {}:", place + 1, self.hits.len(), self.place(at));
        answer.lines.insert(0, heading);
        answer
    }

    /// Ends the search: at its last match, or when another command moves elsewhere.
    pub(super) fn end_search(&mut self) {
        self.hits.clear();
        self.hit = None;
    }

    /// Ends the search, or else removes the filter.
    pub(super) fn cancel(&mut self) -> Answer {
        if !self.hits.is_empty() {
            self.end_search();
            return Answer::line("the search is over");
        }
        self.filter.clear();
        self.sense = None;
        self.refilter();
        Answer::line(format!("no filter: {}", self.count()))
    }
}
