//! Line mode: corrections of speakers, and undo.

use super::{Answer, Effect, Linear};
use crate::{
    corrections::{ActorName, Change, Correction},
    printable,
    reader::{
        article::{corrections::describe, undo::Done},
        keymap::Command,
    },
};

impl Linear {
    /// Makes the actor with this name the speaker of the current quote; without a name, nobody.
    pub(super) fn reassign(&mut self, name: &str) -> Answer {
        let quote = match self.named() {
            Ok(quote) => quote,
            Err(line) => return Answer::line(line),
        };
        let known = self.actor(name).ok().and_then(|id| self.findings.analysis.actor(id)).map(ActorName::of);
        let is_new = known.is_none() && !name.is_empty();
        let speaker = (!name.is_empty())
            .then(|| known.unwrap_or_else(|| ActorName { name: name.to_owned(), at: None }));
        let mut answer = self.make(Correction::Reassign { quote, speaker });
        if is_new {
            answer.lines.push(format!("{} is new here", printable::line(name)));
        }
        answer
    }

    /// Marks the current quote as no quote.
    pub(super) fn reject(&mut self) -> Answer {
        match self.named() {
            Ok(quote) => self.make(Correction::Reject { quote }),
            Err(line) => Answer::line(line),
        }
    }

    /// Merges the speaker of the current quote into the actor with this name.
    pub(super) fn merge(&mut self, name: &str) -> Answer {
        if name.is_empty() {
            return Answer::line("say who the speaker is, too: M and a name");
        }
        let (actor, into) = match self.actor("").and_then(|actor| Ok((actor, self.actor(name)?))) {
            Ok(both) => both,
            Err(line) => return Answer::line(line),
        };
        let named = |id| self.findings.analysis.actor(id).map(ActorName::of);
        let (Some(actor), Some(into)) = (named(actor), named(into)) else { return Answer::default() };
        if actor == into {
            return Answer::line(format!("{} is the speaker already", printable::line(&into.name)));
        }
        self.make(Correction::Merge { actor, into })
    }

    /// Undoes the last correction or change of highlights.
    pub(super) fn undo(&mut self) -> Answer {
        if let Some(Done::Highlight(change)) = self.done.pop() {
            return self.undo_highlight(*change);
        }
        let Some(correction) = self.corrections.pop() else {
            return Answer::line("nothing to take back");
        };
        self.renew();
        self.make_current(&correction);
        let lines = vec![format!("taken back: {}", describe(&correction))];
        Answer { lines, effect: Some(Effect::Keep(Change::Take(correction))) }
    }

    /// Makes a correction and prints it. The quote that it is about becomes the current one.
    pub(super) fn make(&mut self, correction: Correction) -> Answer {
        self.corrections.push(correction.clone());
        self.done.push(Done::Correction);
        self.renew();
        self.make_current(&correction);
        let undo = self.key(Command::UndoCorrection);
        let lines = vec![format!("{}; {undo} takes it back", describe(&correction))];
        Answer { lines, effect: Some(Effect::Keep(Change::Add(correction))) }
    }

    /// As [`Self::make`], for a correction that changes the words of a quote: prints the quote as it is now, and the
    /// quotes that it overlaps.
    pub(super) fn make_and_tell(&mut self, correction: Correction) -> Answer {
        let mut answer = self.make(correction);
        let Ok(quote) = self.current else { return answer };
        answer.lines.push(self.whole(quote));
        let pieces = |quote: usize| {
            self.findings.quote(quote).map(|said| said.quote.content.as_slice()).unwrap_or_default()
        };
        let lies_over = |other: usize| {
            other != quote && pieces(other).iter().any(|b| pieces(quote).iter().any(|a| a.overlaps(*b)))
        };
        let under = self.shown.iter().filter(|other| lies_over(**other));
        answer.lines.extend(under.map(|other| format!("It shares words with: {}", self.heading(*other))));
        answer
    }
}
