//! Draws the list of actors.

use crate::{
    actors::{ActorId, ActorKind},
    figures::Sources,
    reader::{
        app::state::State,
        article::{
            Pane,
            findings::{CORRECTED, Findings, description},
        },
        draw::{
            boxes::rest,
            pen::{Pen, fit, width},
        },
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// The titles of the columns.
const COLUMNS: &str = "quotes  %";
/// Columns of the title row besides the number of actors and the titles of the columns.
const HEADING: u16 = 11;
/// Stands before an actor whose name is withheld, since there is often no room for the word "anonymous".
const ANONYMOUS: &str = "*";
/// Columns that must be left after a name for a role to follow it.
const ROLE_FROM: u16 = 8;

/// Draws the list into `area`, and what its title row has no room for into `under`, the empty row below it.
pub fn draw(state: &State, (area, under): (Rect, Rect), theme: Theme, buffer: &mut Buffer) {
    let focused = state.open.focus == Pane::Actors;
    let mut rows = area.rows();
    let Some(title) = rows.next() else { return };
    let Some(findings) = &state.open.findings else {
        heading("Actors", "", focused, theme, Pen::new(buffer, title));
        if let Some(row) = rows.next() {
            let mut pen = Pen::new(buffer, row);
            pen.skip(2);
            pen.text("analysing…", theme.faint());
        }
        return;
    };
    let room = title.width.saturating_sub(HEADING + width(COLUMNS));
    let anonymous = anonymous(findings);
    // An article that is not analysed would seem to have no actors with "0".
    let is_not_analysed = findings.order.is_empty() && !state.open.article.is_analysed();
    let number = if is_not_analysed { String::new() } else { findings.order.len().to_string() };
    let with = |words: &String| format!("{number} · {words}");
    let counted = anonymous.iter().map(with).find(|count| width(count) <= room);
    let is_told = counted.is_some();
    let count = counted.unwrap_or(number);
    heading("Actors", &count, focused, theme, Pen::new(buffer, title));
    columns("Actors", &count, COLUMNS, theme, Pen::new(buffer, title));
    let first = findings.order.first().and_then(|&id| findings.analysis.actor(id));
    let digits = first.map_or(1, |a| a.quotes.total().to_string().len());
    let shown = usize::from(area.height.saturating_sub(1));
    let cut = findings.order.len().saturating_sub(state.open.actors.top + shown);
    // The row below the list tells how many actors follow, and how many are anonymous if the title row does not.
    if under.height > 0 {
        let mut pen = Pen::new(buffer, under);
        if cut > 0 {
            rest(cut, theme, &mut pen);
        }
        pen.skip(1);
        let fits = |words: &&String| width(words) < pen.room();
        if let Some(words) = anonymous.iter().find(fits).filter(|_| !is_told) {
            pen.skip(pen.room().saturating_sub(width(words) + 1));
            pen.raw(words, theme.faint());
        }
    }
    let entries = findings.order.iter().enumerate().skip(state.open.actors.top);
    for (row, (place, &id)) in rows.zip(entries) {
        // While another pane has the focus, the list marks the speaker of the current quote.
        let speaks = || state.open.quotes.current.is_some_and(|q| findings.speaker(q) == Some(id));
        let selected = place == state.open.actors.selected && (focused || speaks());
        let pen = Pen::new(buffer, row);
        actor(state, findings, id, (selected.then_some(focused), digits), theme, pen);
        if selected && focused {
            buffer.set_style(row, theme.selected(true));
        }
    }
}

/// How many of the sources are anonymous, in words, from the longest form to the shortest; empty where nobody speaks.
fn anonymous(findings: &Findings) -> Vec<String> {
    let Sources { speakers, anonymous } = findings.figures.sources;
    let short = |word: &str| format!("{anonymous}/{speakers} {word}");
    let words = findings.figures.sources.words();
    words.map_or_else(Vec::new, |words| vec![words, short("anonymous"), short("anon.")])
}

/// Draws the title row of a list: its name and the number of its entries.
pub fn heading(title: &str, count: &str, focused: bool, theme: Theme, mut pen: Pen) {
    let style = theme.selected(focused).patch(theme.strong());
    pen.raw(" ", style);
    pen.text(title, style);
    if !count.is_empty() {
        pen.raw(" ", style);
        pen.text(count, style);
    }
    pen.raw(" ", style);
}

/// Draws the titles of the columns at the right end of the title row, where the title leaves room.
pub fn columns(title: &str, count: &str, names: &str, theme: Theme, mut pen: Pen) {
    let taken = width(title) + width(count) + 4;
    if let Some(free) = pen.room().checked_sub(taken + width(names) + 1) {
        pen.skip(taken + free);
        pen.raw(names, theme.faint());
    }
}

/// Draws a row. `selected` is none for an actor that is not selected, and tells whether the list has the focus; `digits` is
/// the width of the largest number of quotes.
fn actor(
    state: &State,
    findings: &Findings,
    id: ActorId,
    (selected, digits): (Option<bool>, usize),
    theme: Theme,
    mut pen: Pen,
) {
    let Some(actor) = findings.analysis.actor(id) else { return };
    let silent = actor.quotes.total() == 0;
    let plain = if silent { theme.faint() } else { ratatui::style::Style::new() };
    let style = if selected == Some(false) { plain.patch(theme.strong()) } else { plain };
    pen.raw(if selected.is_some() { "▸" } else { " " }, style);
    let in_filter = state.open.filter.contains(&id);
    pen.raw(if in_filter { "✓" } else { " " }, theme.strong());
    let identity = findings.identity(id);
    let glyph = identity.map_or(' ', |i| i.glyph).to_string();
    pen.raw(&glyph, if silent { plain } else { theme.speaker(identity) });
    let sign = if actor.kind == ActorKind::Anonymous {
        ANONYMOUS
    } else if findings.analysis.corrected.actors.contains(&id) {
        CORRECTED
    } else {
        " "
    };
    pen.raw(sign, style);

    let figures = if silent {
        String::new()
    } else {
        format!("{:>digits$} {:>3}%", actor.quotes.total(), findings.figures.actor(id).percent())
    };
    let right = width(&figures) + 2;
    pen.keep_free(right);
    pen.text(&actor.name, style);
    if let Some(role) = description(actor)
        && pen.room() > ROLE_FROM
    {
        pen.raw("  ", style);
        let role = fit(role, pen.room());
        pen.raw(&role, theme.faint());
    }
    pen.skip(pen.room());
    pen.widen(right);
    pen.raw(" ", style);
    pen.raw(&figures, style);
}
