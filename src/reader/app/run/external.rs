//! What the loop passes to other programs: the terminal to a command, and copied text to the clipboard.

use super::Loop;
use crate::{
    reader::{
        app::{
            message::{Copied, Message},
            state::State,
            update::update,
            work,
        },
        terminal::clipboard,
    },
    settings::Clipboard,
};
use std::{env, io};

impl Loop {
    /// Lends the terminal to a command until it has ended and the person has pressed Enter.
    #[cfg(unix)]
    pub(super) fn pipe(&mut self, _: &mut State, command: &[String], text: String) -> io::Result<()> {
        if let Some(keyboard) = &self.keyboard {
            keyboard.pause();
        }
        let inbox = &self.inbox;
        let lent = self.session.lend(command, text, || inbox.is_ending());
        if let Some(keyboard) = &self.keyboard {
            keyboard.go_on();
        }
        lent
    }

    /// Elsewhere than on Unix, the terminal is not lent.
    #[cfg(not(unix))]
    pub(super) fn pipe(&mut self, state: &mut State, _: &[String], _: String) -> io::Result<()> {
        state.note = Some("commands cannot be run here".to_owned());
        Ok(())
    }

    /// Puts `text` on the clipboard: with a tool, in the background, or through the terminal.
    pub(super) fn copy(&mut self, state: &mut State, text: String) -> io::Result<()> {
        let tools = clipboard::tools(self.clipboard, |name| env::var(name).ok());
        let copied = match self.clipboard {
            Clipboard::Off => Copied::Off,
            Clipboard::Native if tools.is_empty() => {
                Copied::Failed("no tool for it is known here".to_owned())
            }
            Clipboard::Auto | Clipboard::Native if !tools.is_empty() => {
                return work::copy(text, tools, self.clipboard, self.report());
            }
            _ => {
                self.session.copy(&text)?;
                Copied::Sent
            }
        };
        update(state, Message::Copied(copied));
        Ok(())
    }
}
