//! Highlights and notes, line by line.

use super::{Answer, Effect, Linear};
use crate::{
    highlights::{Change, Highlight, Placed, placed},
    printable,
    reader::article::undo::Done,
};

impl Linear {
    /// All highlights, a line each, in the order of the text.
    pub(super) fn highlights(&self) -> Answer {
        let all = placed(&self.article.text, &self.highlights);
        if all.is_empty() {
            return Answer::line(
                "no highlights here; H highlights the quote, A and words write a note on it",
            );
        }
        let count = all.len();
        let line = |(place, Placed { highlight, span }): (usize, Placed<'_>)| {
            let words = span.map_or_else(|| highlight.words.clone(), |span| self.article.shown(span));
            let gone = if span.is_none() { ", not in this text any more" } else { "" };
            let note = highlight
                .note
                .as_ref()
                .map_or(String::new(), |note| format!("; note: {}", printable::line(note)));
            format!("Highlight {} of {count}{gone}: {}{note}", place + 1, printable::line(&words))
        };
        Answer::lines(all.into_iter().enumerate().map(line).collect())
    }

    /// Highlights the quote that was told last, or takes that away where it is highlighted already.
    pub(super) fn highlight(&mut self) -> Answer {
        match self.own() {
            Ok((highlight, true)) => {
                self.change(Change::Take(highlight), "not highlighted any more; U brings it back")
            }
            Ok((highlight, false)) => self.change(Change::Add(highlight), "highlighted; U takes it back"),
            Err(line) => Answer::line(line),
        }
    }

    /// Writes a note on the quote that was told last; without words tells the one that is there.
    pub(super) fn note(&mut self, words: &str) -> Answer {
        match self.own() {
            Err(line) => Answer::line(line),
            Ok((highlight, _)) if words.is_empty() => Answer::line(match highlight.note {
                Some(note) => format!("note: {}", printable::line(&note)),
                None => "no note on this quote; A and words write one".to_owned(),
            }),
            Ok((old, is_there)) => {
                let new = Highlight { note: Some(words.to_owned()), ..old.clone() };
                let change = if is_there { Change::Replace(old, new) } else { Change::Add(new) };
                self.change(change, "the note is kept; U takes it back")
            }
        }
    }

    /// Takes a change back.
    pub(super) fn undo_highlight(&mut self, change: Change) -> Answer {
        let back = match change {
            Change::Add(highlight) => Change::Take(highlight),
            Change::Take(highlight) => Change::Add(highlight),
            Change::Replace(old, new) => Change::Replace(new, old),
        };
        let answer = self.change(back, "taken back");
        self.done.pop();
        answer
    }

    /// The highlight over the quote that was told last, and whether it is there; else what it would be.
    fn own(&self) -> Result<(Highlight, bool), String> {
        let (_, said) = self.current()?;
        let extent = said.quote.extent();
        let all = placed(&self.article.text, &self.highlights);
        let there = all.into_iter().find(|placed| placed.span == Some(extent));
        Ok(match there {
            Some(placed) => (placed.highlight.clone(), true),
            None => (Highlight::of(&self.article.text, extent, None), false),
        })
    }

    fn change(&mut self, change: Change, words: &str) -> Answer {
        let place =
            |all: &[Highlight], highlight: &Highlight| all.iter().position(|other| other == highlight);
        match &change {
            Change::Add(highlight) => self.highlights.push(highlight.clone()),
            Change::Take(highlight) => {
                if let Some(at) = place(&self.highlights, highlight) {
                    self.highlights.remove(at);
                }
            }
            Change::Replace(old, new) => {
                self.highlights.retain(|other| other != old);
                self.highlights.push(new.clone());
            }
        }
        self.done.push(Done::Highlight(Box::new(change.clone())));
        Answer { lines: vec![words.to_owned()], effect: Some(Effect::KeepHighlight(change)) }
    }
}
