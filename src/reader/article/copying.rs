//! Copies quotes, and begins an export.

use super::selection;
use crate::{
    printable,
    reader::{
        app::{
            message::{Copied, Effect},
            state::State,
        },
        overlays::{
            Overlay,
            picker::{Picker, Purpose},
        },
    },
};
use std::sync::Arc;

/// Copies the current quote, filled into the template for citations.
pub fn quote(state: &mut State) -> Option<Effect> {
    let findings = selection::quotes_or_note(state)?;
    let number = selection::quote_or_note(state)?;
    state.copied = format!("a quote by {}", printable::line(findings.speaker_name(number)));
    Some(Effect::Copy(state.citation.fill(&state.open.article, &findings.analysis, number)))
}

/// Copies all quotes of the selected actor.
pub fn all(state: &mut State) -> Option<Effect> {
    let actor = selection::actor_or_note(state)?;
    let findings = state.open.findings.clone()?;
    let theirs =
        findings.analysis.quotes.iter().enumerate().filter(|(_, quote)| quote.speaker == Some(actor));
    let template = Arc::clone(&state.citation);
    let all: Vec<String> =
        theirs.map(|(number, _)| template.fill(&state.open.article, &findings.analysis, number)).collect();
    let name = printable::line(findings.name(actor));
    if all.is_empty() {
        state.note = Some(format!("{name} says nothing here"));
        return None;
    }
    let noun = if all.len() == 1 { "quote" } else { "quotes" };
    state.copied = format!("{} {noun} by {name}", all.len());
    Some(Effect::Copy(all.join("\n")))
}

/// Says in the status line what became of the copying.
pub fn report(state: &mut State, copied: &Copied) {
    let what = &state.copied;
    state.note = Some(match copied {
        Copied::By("tmux") => format!("copied {what} with tmux, which hands it on to its terminal"),
        Copied::By(tool) => format!("copied {what} with {tool}"),
        Copied::Sent => format!("sent {what} to the terminal (OSC 52): it may refuse"),
        Copied::Failed(reason) => format!("not copied: {reason}"),
        Copied::Off => "not copied: the settings say clipboard = \"off\"".to_owned(),
    });
}

/// Opens the picker of formats for an export.
pub fn export(state: &mut State) {
    if selection::analysed_or_note(state).is_some() {
        state.overlays.replace(Overlay::Picker(Picker::new(Purpose::Export)));
    }
}
