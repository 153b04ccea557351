//! Shares a quote or the article by a command from the settings.

use crate::{
    analysis::Analysis,
    export::citation::Template,
    printable,
    reader::{
        app::{message::Effect, state::State},
        article::{piping, selection},
    },
    settings::{Piece, pieces},
};

/// Runs the command with this number. What replaces a placeholder stays within one argument, whatever characters are in it.
pub fn run(state: &mut State, number: usize) -> Option<Effect> {
    let share = state.shares.get(number)?.clone();
    let quote = state.open.quotes.current.filter(|_| piping::cited(state).is_some());
    let is_of_quote = |argument: &String| {
        pieces(argument)
            .iter()
            .any(|piece| matches!(piece, Piece::Placeholder("quote" | "speaker" | "citation")))
    };
    if quote.is_none() && share.command.iter().any(is_of_quote) {
        state.note = Some(format!("share {}: {}", share.name, selection::no_quote_words(&state.keymap)));
        return None;
    }
    let command = share.command.iter().map(|argument| filled(state, argument, quote)).collect();
    let text = piping::cited(state).unwrap_or_else(|| piping::shown(&state.open.article));
    state.note = Some(format!("share {}…", share.name));
    Some(Effect::Share { name: share.name, command, text })
}

fn filled(state: &State, argument: &str, quote: Option<usize>) -> String {
    let none = Analysis::default();
    let analysis = state.open.findings.as_ref().map_or(&none, |findings| &findings.analysis);
    let article = &state.open.article;
    let value = |name: &str| {
        if name == "citation" {
            return piping::cited(state).unwrap_or_default();
        }
        let template = Template::parse(&format!("{{{name}}}"));
        template
            .map_or_else(|_| String::new(), |template| template.fill(article, analysis, quote.unwrap_or(0)))
    };
    let part = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Placeholder("citation") => {
            value("citation").lines().map(printable::line).collect::<Vec<_>>().join("\n")
        }
        Piece::Placeholder(name) => printable::line(&value(name)),
    };
    pieces(argument).into_iter().map(part).collect()
}
