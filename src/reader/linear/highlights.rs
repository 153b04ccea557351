//! Line mode: highlights and notes.

use super::{Answer, Effect, Linear};
use crate::{
    highlights::{Change, Highlight, Placed, placed},
    printable,
    reader::{
        article::{
            highlights::{describe, inverse},
            undo::Done,
        },
        keymap::Command,
    },
};

impl Linear {
    /// All highlights in the order of the text, a line each.
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

    /// Highlights the current quote, or removes its highlight.
    pub(super) fn highlight(&mut self) -> Answer {
        let undo = self.key(Command::UndoCorrection);
        match self.own() {
            Ok((highlight, true)) => {
                let words =
                    format!("not highlighted any more: {}; {undo} brings it back", describe(&highlight));
                self.change(Change::Take(highlight), words)
            }
            Ok((highlight, false)) => {
                let words = format!("highlighted {}; {undo} takes it back", describe(&highlight));
                self.change(Change::Add(highlight), words)
            }
            Err(line) => Answer::line(line),
        }
    }

    /// Writes a note on the current quote; without words, prints its note.
    pub(super) fn note(&mut self, words: &str) -> Answer {
        match self.own() {
            Err(line) => Answer::line(line),
            Ok((highlight, _)) if words.is_empty() => {
                let key = self.key(Command::NoteQuote);
                let bare = || format!("no note on {}; {key} and words write one", describe(&highlight));
                let note =
                    |note: &String| format!("note on {}: {}", describe(&highlight), printable::line(note));
                Answer::line(highlight.note.as_ref().map_or_else(bare, note))
            }
            Ok((old, is_there)) => {
                let new = Highlight { note: Some(words.to_owned()), ..old.clone() };
                let undo = self.key(Command::UndoCorrection);
                let words = format!("the note on {} is kept; {undo} takes it back", describe(&new));
                let change = if is_there { Change::Replace(old, new) } else { Change::Add(new) };
                self.change(change, words)
            }
        }
    }

    /// Reverts a change of highlights.
    pub(super) fn undo_highlight(&mut self, change: Change) -> Answer {
        let (back, words) = inverse(change);
        let answer = self.change(back, words);
        self.done.pop();
        answer
    }

    /// The highlight on the current quote and `true`; where it has none, one to be added and `false`.
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

    fn change(&mut self, change: Change, words: String) -> Answer {
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
        Answer { lines: vec![words], effect: Some(Effect::KeepHighlight(change)) }
    }
}
