//! Putting right what the analysis got wrong, line by line.

use super::{Answer, Effect, Linear};
use crate::{
    corrections::{ActorName, Change, Correction, QuoteName},
    printable,
    reader::article::undo::Done,
};

impl Linear {
    /// The quote that was told last is by somebody of this name, or by nobody known.
    pub(super) fn reassign(&mut self, name: &str) -> Answer {
        let quote = match self.named() {
            Ok(quote) => quote,
            Err(line) => return Answer::line(line),
        };
        let speaker = (!name.is_empty()).then(|| {
            let known = self.actor(name).ok().and_then(|id| self.findings.analysis.actor(id));
            known.map_or_else(|| ActorName { name: name.to_owned(), at: None }, ActorName::of)
        });
        let who = speaker.as_ref().map_or("nobody known".to_owned(), |actor| printable::line(&actor.name));
        self.make(Correction::Reassign { quote, speaker }, format!("it is by {who}; U takes it back"))
    }

    /// It is no quote.
    pub(super) fn reject(&mut self) -> Answer {
        match self.named() {
            Ok(quote) => {
                self.make(Correction::Reject { quote }, "it is no quote; U takes it back".to_owned())
            }
            Err(line) => Answer::line(line),
        }
    }

    /// The speaker of the quote that was told last is somebody of this name, who has been found as another actor.
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
        let words =
            format!("{} is {}; U takes it back", printable::line(&actor.name), printable::line(&into.name));
        self.make(Correction::Merge { actor, into }, words)
    }

    /// It is one, and by whom the analysis says.
    pub(super) fn confirm(&mut self) -> Answer {
        match self.named() {
            Ok(quote) => self.make(Correction::Confirm { quote }, "confirmed; U takes it back".to_owned()),
            Err(line) => Answer::line(line),
        }
    }

    /// Takes back what was done last: a correction, or a change to the highlights.
    pub(super) fn undo(&mut self) -> Answer {
        if let Some(Done::Highlight(change)) = self.done.pop() {
            return self.undo_highlight(*change);
        }
        let Some(correction) = self.corrections.pop() else {
            return Answer::line("nothing to take back");
        };
        self.renew();
        Answer { lines: vec!["taken back".to_owned()], effect: Some(Effect::Keep(Change::Take(correction))) }
    }

    /// The words of the quote that was told last.
    fn named(&self) -> Result<QuoteName, String> {
        let (_, said) = self.current()?;
        Ok(QuoteName::of(&self.article.text, &said.quote))
    }

    fn make(&mut self, correction: Correction, words: String) -> Answer {
        self.corrections.push(correction.clone());
        self.done.push(Done::Correction);
        self.renew();
        Answer { lines: vec![words], effect: Some(Effect::Keep(Change::Add(correction))) }
    }
}
