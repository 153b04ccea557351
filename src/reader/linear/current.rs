//! Line mode: the current quote, which commands act on. It is the one printed last, by whatever command. Where that is
//! ambiguous there is none, and a command says so instead of guessing.

use super::Linear;
use crate::{
    actors::AttributedQuote,
    corrections::{Correction, QuoteName},
    reader::keymap::Command,
};

/// Why there is no current quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCurrent {
    /// No quote has been printed yet.
    Untold,
    /// No quote begins in the block read last.
    Passed,
    /// Several quotes were printed at once.
    Several,
    /// A correction or the filter has removed it.
    Gone,
}

impl Linear {
    /// The index of the current quote and the quote; the error is the line to print.
    pub(super) fn current(&self) -> Result<(usize, &AttributedQuote), String> {
        let (next, before) = (self.key(Command::NextQuote), self.key(Command::PreviousQuote));
        let quote = self.current.map_err(|why| match why {
            NoCurrent::Untold => format!("no quote was told yet; {next} tells the first"),
            NoCurrent::Passed => {
                let here = self.place(self.block.unwrap_or(0));
                format!("no quote begins here ({here}); {next} tells the next one, {before} the one before")
            }
            NoCurrent::Several => {
                "several quotes were told; a number tells one of them again: q 3".to_owned()
            }
            NoCurrent::Gone => {
                format!("the quote that was told last is not there any more; {next} tells the next one")
            }
        })?;
        let said = self.findings.quote(quote).ok_or("this quote is not there any more")?;
        Ok((quote, said))
    }

    /// The name of the current quote, by which corrections refer to it.
    pub(super) fn named(&self) -> Result<QuoteName, String> {
        let (_, said) = self.current()?;
        Ok(QuoteName::of(&self.article.text, &said.quote))
    }

    /// Makes the quote that `correction` is about the current one; none for corrections of actors.
    pub(super) fn make_current(&mut self, correction: &Correction) {
        let name = match correction {
            Correction::Reassign { quote, .. }
            | Correction::ReassignAlike { quote, .. }
            | Correction::Reject { quote }
            | Correction::Confirm { quote }
            | Correction::Add { quote, .. }
            | Correction::Kind { quote, .. }
            | Correction::Bounds { to: quote, .. } => quote,
            Correction::Merge { .. }
            | Correction::Rename { .. }
            | Correction::Role { .. }
            | Correction::ActorKind { .. } => return,
        };
        let quotes = self.findings.analysis.quotes.iter().map(|quote| &quote.quote);
        let found = name.find(&self.article.text, quotes).filter(|quote| self.shown.contains(quote));
        self.current = found.ok_or(NoCurrent::Gone);
        if let Some(quote) = found {
            self.search_from = self.findings.start(quote);
        }
    }

    /// The one-character key of a command, or else its name: that is what can be typed as a line.
    pub(super) fn key(&self, command: Command) -> String {
        let Some(definition) = command.definition() else { return String::new() };
        let keys = self.keymap.keys(definition).into_iter().map(|key| key.to_string());
        keys.into_iter().find(|key| key.chars().count() == 1).unwrap_or_else(|| definition.name.to_owned())
    }
}
