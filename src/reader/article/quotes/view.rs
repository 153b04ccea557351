//! The list of quotes.

use crate::{
    analysis::Certainty,
    identity::UNATTRIBUTED,
    reader::{
        app::state::State,
        article::{
            Pane,
            actors::view::{columns, heading},
            findings::Findings,
            selection,
        },
        draw::Pen,
        theme::{self, Theme},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

/// From this width on a row has room for the speaker's name.
const NAMES_FROM: u16 = 30;

/// Most cells for the name.
const NAME_AT_MOST: u16 = 20;

/// Draws the list.
pub fn draw(state: &State, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let focused = state.open.focus == Pane::Quotes;
    let mut rows = area.rows();
    let Some(title) = rows.next() else { return };
    let Some(findings) = &state.open.findings else {
        heading("Quotes", "", focused, theme, Pen::new(buffer, title));
        return;
    };
    let (shown, all) = (state.open.quotes.shown.len(), findings.analysis.quotes.len());
    let count = if shown == all { all.to_string() } else { format!("{shown} of {all}") };
    heading("Quotes", &count, focused, theme, Pen::new(buffer, title));
    columns("Quotes", &count, "kind", theme, Pen::new(buffer, title));
    if all == 0
        && let Some(row) = rows.next()
    {
        let mut pen = Pen::new(buffer, row);
        pen.skip(2);
        let left_out = selection::left_out_words(&state.keymap, findings.left_out);
        pen.text(left_out.as_deref().unwrap_or("none in this text"), theme.faint());
    }
    let digits = all.to_string().len();
    for (row, &number) in rows.zip(state.open.quotes.shown.iter().skip(state.open.quotes.top)) {
        let selected = state.open.quotes.current == Some(number);
        quote(state, findings, number, (digits, selected, focused), theme, Pen::new(buffer, row));
        if selected && focused {
            buffer.set_style(row, theme.selected(true));
        }
    }
}

fn quote(
    state: &State,
    findings: &Findings,
    number: usize,
    (digits, selected, focused): (usize, bool, bool),
    theme: Theme,
    mut pen: Pen,
) {
    let Some(quote) = findings.quote(number) else { return };
    let style = match findings.analysis.certainty(number) {
        _ if selected => theme.selected(focused),
        Certainty::Sure => Style::new(),
        Certainty::Doubtful | Certainty::Unlikely => theme.faint(),
    };
    let identity = findings.identity_of(number);
    let colour = theme.speaker(identity);
    pen.raw(if selected { "▸" } else { " " }, style);
    pen.raw(&format!("{:>digits$} ", number + 1), theme.faint());
    pen.raw(&identity.map_or(UNATTRIBUTED, |i| i.glyph).to_string(), colour);
    pen.raw(findings.inferred(number).unwrap_or(" "), theme.faint());
    let room = pen.room();
    pen.keep_free(4);
    if room >= NAMES_FROM {
        let name = (room * 2 / 5).min(NAME_AT_MOST);
        let before = pen.position().0;
        if let Some(speaker) = quote.speaker {
            pen.text_within(findings.name(speaker), name, style.patch(colour));
        }
        pen.skip((name + 1).saturating_sub(pen.position().0 - before));
    }
    let words = quote.quote.content.first().map_or("", |piece| piece.of(&state.open.article.text));
    pen.text(words, style);
    pen.skip(pen.room());
    pen.widen(4);
    pen.raw(" ", style);
    pen.raw(findings.sign(number).unwrap_or(" "), theme.faint());
    pen.raw(theme::letter(quote.quote.kind), theme.faint().remove_modifier(Modifier::BOLD));
}
