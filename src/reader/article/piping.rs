//! Passes the current quote or the article to a command that is typed.

use crate::{
    article::{Article, BlockKind},
    printable,
    reader::{
        app::{message::Effect, state::State},
        overlays::{
            Overlay,
            line::{self, Piped, Purpose},
        },
    },
};

/// Most commands that are kept for the field.
const MOST: usize = 100;

/// Opens the field for a command, for the current quote or, where there is none, for the article.
pub fn begin(state: &mut State) {
    let piped = if has_quote(state) { Piped::Quote } else { Piped::Article };
    line::update::begin(state, Purpose::Pipe(piped), "");
}

/// Switches the field between the quote and the article.
pub fn turn(state: &mut State) {
    let has_quote = has_quote(state);
    if let Some(Overlay::Line(line)) = state.overlays.top_mut()
        && let Purpose::Pipe(piped) = &mut line.purpose
    {
        *piped = if *piped == Piped::Article && has_quote { Piped::Quote } else { Piped::Article };
    }
}

/// Runs the command: a program and its arguments, split as a shell does, but not run by one.
pub fn run(state: &mut State, piped: Piped, written: &str) -> Option<Effect> {
    if written.is_empty() {
        return None;
    }
    state.commands.retain(|known| known != written);
    state.commands.push(written.to_owned());
    let oldest = state.commands.len().saturating_sub(MOST);
    state.commands.drain(..oldest);
    let command = match shell_words::split(written) {
        Ok(command) if !command.is_empty() => command,
        Ok(_) => return None,
        Err(_) => {
            state.note = Some("a quotation mark in the command is not closed".to_owned());
            return None;
        }
    };
    let text = match piped {
        Piped::Quote => cited(state)?,
        Piped::Article => shown(&state.open.article),
    };
    Some(Effect::Pipe { command, text })
}

fn has_quote(state: &State) -> bool {
    let findings = state.open.findings.as_ref();
    state
        .open
        .quotes
        .current
        .is_some_and(|quote| findings.is_some_and(|findings| findings.quote(quote).is_some()))
}

/// The current quote, filled into the template for citations.
pub fn cited(state: &State) -> Option<String> {
    let findings = state.open.findings.as_ref()?;
    let quote = state.open.quotes.current.filter(|quote| findings.quote(*quote).is_some())?;
    Some(state.citation.fill(&state.open.article, &findings.analysis, quote))
}

/// The text without control characters, with a blank line between paragraphs.
pub fn shown(article: &Article) -> String {
    let mut out = String::with_capacity(article.text.len());
    for block in &article.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        if block.kind == BlockKind::Verbatim {
            let shown: String = article.shown_pieces(block.span).collect();
            shown.lines().for_each(|line| out.extend([&printable::line(line), "\n"]));
        } else {
            out.extend([&printable::line(&article.shown(block.span)), "\n"]);
        }
    }
    out
}
