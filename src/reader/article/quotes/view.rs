//! Draws the list of quotes.

use crate::{
    analysis::Certainty,
    article::NOT_ANALYSED,
    identity::UNATTRIBUTED,
    reader::{
        app::state::State,
        article::{
            Pane,
            actors::view::{columns, heading},
            findings::Findings,
            quotes::entries::{Columns, Entry, SIGNS, entries},
            selection,
        },
        draw::{Pen, boxes::rest},
        theme::{self, Theme},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

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
    let is_not_analysed = all == 0 && !state.open.article.is_analysed();
    let count = match shown {
        _ if is_not_analysed => String::new(),
        shown if shown == all => all.to_string(),
        shown => format!("{shown} of {all}"),
    };
    heading("Quotes", &count, focused, theme, Pen::new(buffer, title));
    columns("Quotes", &count, "kind", theme, Pen::new(buffer, title));
    if is_not_analysed {
        // Here and not as a note, which the next key would remove.
        let words = textwrap::wrap(NOT_ANALYSED, usize::from(area.width.saturating_sub(4)).max(1));
        for (words, row) in words.iter().zip(rows) {
            let mut pen = Pen::new(buffer, row);
            pen.skip(2);
            pen.text(words, theme.faint());
        }
        return;
    }
    if all == 0
        && let Some(row) = rows.next()
    {
        let mut pen = Pen::new(buffer, row);
        pen.skip(2);
        let left_out = selection::left_out_words(&state.keymap, findings.left_out);
        pen.text(left_out.as_deref().unwrap_or("none in this text"), theme.faint());
    }
    let columns = Columns::new(all, area);
    let (entries, cut) = entries(state, area);
    for Entry { place, lines } in entries {
        let Some(&number) = state.open.quotes.shown.get(place) else { continue };
        let selected = state.open.quotes.current == Some(number);
        for (n, line) in lines.iter().enumerate() {
            let Some(row) = rows.next() else { return };
            let pen = Pen::new(buffer, row);
            let look = style(findings, number, (selected, focused), theme);
            if n == 0 {
                quote(findings, number, (columns, selected), (line, look), theme, pen);
            } else {
                more(columns, (line, look), pen);
            }
            if selected && focused {
                buffer.set_style(row, theme.selected(true));
            }
        }
    }
    if let Some(row) = rows.next().filter(|_| cut > 0) {
        rest(cut, theme, &mut Pen::new(buffer, row));
    }
}

fn style(findings: &Findings, number: usize, (selected, focused): (bool, bool), theme: Theme) -> Style {
    match findings.analysis.certainty(number) {
        _ if selected => theme.selected(focused),
        Certainty::Sure => Style::new(),
        Certainty::Doubtful | Certainty::Unlikely => theme.faint(),
    }
}

/// Draws the first row of a quote: number, glyph, speaker, words, signs.
fn quote(
    findings: &Findings,
    number: usize,
    (columns, selected): (Columns, bool),
    (words, style): (&str, Style),
    theme: Theme,
    mut pen: Pen,
) {
    let Some(quote) = findings.quote(number) else { return };
    let identity = findings.identity_of(number);
    let colour = theme.speaker(identity);
    let digits = columns.digits;
    pen.raw(if selected { "▸" } else { " " }, style);
    pen.raw(&format!("{:>digits$} ", number + 1), theme.faint());
    pen.raw(&identity.map_or(UNATTRIBUTED, |i| i.glyph).to_string(), colour);
    pen.raw(findings.inferred(number).unwrap_or(" "), theme.faint());
    pen.keep_free(SIGNS);
    if columns.name > 0 {
        let before = pen.position().0;
        if let Some(speaker) = quote.speaker {
            pen.text_within(findings.name(speaker), columns.name, style.patch(colour));
        }
        pen.skip((columns.name + 1).saturating_sub(pen.position().0 - before));
    }
    pen.text(words, style);
    pen.skip(pen.room());
    pen.widen(SIGNS);
    pen.raw(" ", style);
    pen.raw(findings.sign(number).unwrap_or(" "), theme.faint());
    pen.raw(theme::letter(quote.quote.kind), theme.faint().remove_modifier(Modifier::BOLD));
}

/// Draws a further row of a quote.
fn more(columns: Columns, (words, style): (&str, Style), mut pen: Pen) {
    pen.skip(columns.indent);
    pen.text(words, style);
}
