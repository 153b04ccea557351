//! The status line in the last row: the title or a note at the left; the position, filters and the key of the help screen at
//! the right.

use crate::{
    actors::ActorId,
    analysis::Threshold,
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::{
            geometry::{Geometry, geometry},
            state::State,
        },
        article::{
            filtering,
            findings::Findings,
            list_search::{self, Find},
        },
        draw::{
            boxes,
            pen::{Pen, fit, width},
        },
        keymap::Command,
        layout::RowAt,
        overlays::{Overlay, line::Line, search::Search},
        theme::Theme,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};
use std::borrow::Cow;

/// Fewest columns that the parts at the right leave to the title.
const TITLE_AT_LEAST: u16 = 10;

/// The rank of the part that names the model.
const READ_BY: u8 = 7;

/// The rank of the parts that tell which quotes are shown.
const FILTERED: u8 = 3;

/// A part of the right half. Where there is not enough room, the parts with the highest rank are left out first.
struct Part {
    rank: u8,
    words: String,
    style: Style,
}

/// Draws the status line of an article. Gives the cell of the cursor while something is typed.
pub fn draw(state: &State, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let row = geometry.status;
    let style = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_style(row, style);
    let is_typed = state.overlays.top() == Some(&Overlay::SearchPrompt);
    if let Some(search) = state.open.search.as_ref().filter(|_| is_typed) {
        let counter = if search.query.is_empty() { String::new() } else { counter(search) };
        return Some(prompt(&search.query, &counter, row.width, style, Pen::new(buffer, row)));
    }
    if let Some(find) =
        state.open.find.as_ref().filter(|_| state.overlays.top() == Some(&Overlay::FindPrompt))
    {
        let found = if find.query.is_empty() { String::new() } else { found(state, find) };
        return Some(prompt(&find.query, &found, row.width, style, Pen::new(buffer, row)));
    }
    if let Some(Overlay::Line(line)) = state.overlays.top() {
        return Some(written(line, style, Pen::new(buffer, row)));
    }
    tell(state.note.as_deref(), &state.open.title(), parts(state, theme), row, theme, buffer);
    None
}

/// Draws the status line of a list of articles. Gives the cell of the cursor while a filter is typed.
pub fn draw_list(state: &State, row: Rect, theme: Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let style = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_style(row, style);
    let list = &state.list;
    let shown = format!("{}/{}", list.order.len(), state.list.entries.len());
    if state.overlays.top() == Some(&Overlay::FilterPrompt) {
        return Some(prompt(&list.filter, &shown, row.width, style, Pen::new(buffer, row)));
    }
    let mut parts = Vec::new();
    let mut add = |rank: u8, words: String, style: Style| parts.push(Part { rank, words, style });
    if let Some(count) = state.count {
        add(0, format!(" {count} "), theme.strong());
    }
    if !list.filter.is_empty() {
        add(1, format!(" /{} {shown} ", fit(&list.filter, 16)), Style::new());
    }
    if !list.order.is_empty() {
        add(3, format!(" {}/{} ", list.selected + 1, list.order.len()), Style::new());
    }
    add(2, help(state), Style::new());
    let reads = format!("{} reads", state.keymap.hint(Command::OpenArticle));
    tell(state.note.as_deref(), &reads, parts, row, theme, buffer);
    None
}

/// Draws the status line of the library. Gives the cell of the cursor while a query is typed.
pub fn draw_library(state: &State, row: Rect, theme: Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let style = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_style(row, style);
    let pane = &state.library;
    let count = pane.answer.lines.len();
    let wait = if pane.is_waiting { "…" } else { "" };
    if state.overlays.top() == Some(&Overlay::LibraryPrompt) {
        let counter = format!("{count}{wait}");
        return Some(prompt(&pane.query, &counter, row.width, style, Pen::new(buffer, row)));
    }
    let mut parts = Vec::new();
    let mut add = |rank: u8, words: String| parts.push(Part { rank, words, style: Style::new() });
    if let Some(count) = state.count {
        add(0, format!(" {count} "));
    }
    if count > 0 {
        add(3, format!(" {}/{count}{wait} ", pane.selected + 1));
    }
    add(2, help(state));
    let title = match (pane.query.is_empty(), pane.answer.articles) {
        (false, _) => pane.query.clone(),
        (true, articles) => {
            let hint = state.keymap.hint(Command::SearchLibrary);
            let articles =
                if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
            format!("{articles} in the library; {hint} searches")
        }
    };
    tell(state.note.as_deref(), &title, parts, row, theme, buffer);
    None
}

/// Draws a note, or else the title with the parts. A long note takes as many rows as it needs.
fn tell(note: Option<&str>, title: &str, parts: Vec<Part>, row: Rect, theme: Theme, buffer: &mut Buffer) {
    let rows = note.map(|note| wrapped(note, row)).unwrap_or_default();
    if rows.len() > 1 {
        long(&rows, row, Style::new().add_modifier(Modifier::REVERSED), buffer);
    } else {
        line(note.unwrap_or(title), note.is_some(), parts, theme, Pen::new(buffer, row));
    }
}

/// Draws a note or the title at the left, and the parts at the right.
fn line(left: &str, is_note: bool, mut parts: Vec<Part>, theme: Theme, mut pen: Pen) {
    let style = Style::new().add_modifier(Modifier::REVERSED);
    let whole = pen.room();
    // A note about a filter makes the part about it redundant.
    parts.retain(|p| !(is_note && p.rank == FILTERED && left.contains(p.words.trim())));
    let total = |parts: &[Part]| parts.iter().map(|p| width(&p.words) + 1).sum::<u16>();
    // A note has precedence over the parts; a title is cut.
    let wanted = if is_note { width(&fit(left, whole)) } else { TITLE_AT_LEAST };
    // The name of the model comes only where there is room for it beside the whole title.
    if total(&parts) + width(left) + 2 > whole {
        parts.retain(|p| p.rank != READ_BY);
    }
    while total(&parts) + wanted + 2 > whole {
        let Some(last) = parts.iter().map(|p| p.rank).max() else { break };
        parts.retain(|p| p.rank != last);
    }
    let right = total(&parts);
    pen.raw(" ", style);
    pen.keep_free(right + 1);
    let emphasis = if is_note { style } else { style.patch(theme.strong()) };
    pen.text(left, emphasis);
    pen.skip(pen.room());
    pen.widen(right + 1);
    pen.raw(" ", style);
    for part in parts {
        pen.raw(&part.words, style.patch(part.style));
        pen.raw(" ", style);
    }
}

/// The rows of a wrapped note, at most as many as there are above the status line.
fn wrapped(note: &str, last: Rect) -> Vec<String> {
    let room = usize::from(last.width.saturating_sub(2)).max(1);
    let rows =
        textwrap::wrap(&printable::line(note), room).into_iter().map(Cow::into_owned).collect::<Vec<_>>();
    rows.into_iter().take(usize::from(last.y)).collect()
}

/// Draws the rows of a note in `last` and the rows above it.
fn long(rows: &[String], last: Rect, style: Style, buffer: &mut Buffer) {
    let first = last.y.saturating_sub(rows.len() as u16 - 1);
    let area = Rect { y: first, height: last.bottom() - first, ..last };
    boxes::clear(buffer, area);
    buffer.set_style(area, style);
    for (row, words) in area.rows().zip(rows) {
        let mut pen = Pen::new(buffer, row);
        pen.raw(" ", style);
        pen.text(words, style);
    }
}

fn prompt(query: &str, counter: &str, room: u16, style: Style, mut pen: Pen) -> (u16, u16) {
    let free = width(counter) + 2;
    pen.raw("/", style);
    pen.keep_free(free);
    pen.typed(query, room, style);
    let cursor = pen.position();
    pen.skip(pen.room());
    pen.widen(free);
    pen.raw(" ", style);
    pen.raw(counter, style);
    cursor
}

/// Draws a field and as much of its text around the cursor as there is room for.
fn written(line: &Line, style: Style, mut pen: Pen) -> (u16, u16) {
    let (before, behind) = line.field.parts();
    let behind = fit(behind, pen.room() / 3);
    pen.raw(line.purpose.lead(), style.add_modifier(Modifier::BOLD));
    pen.keep_free(width(&behind));
    pen.typed(before, pen.room(), style);
    let cursor = pen.position();
    pen.widen(width(&behind));
    pen.raw(&behind, style);
    cursor
}

/// The current hit and all hits: "2 of 7"; with "+" while the search goes on, and "in quotes" where it covers only these.
fn counter(search: &Search) -> String {
    if let Some(problem) = &search.problem {
        return problem.clone();
    }
    let more = if search.is_done() { "" } else { "+" };
    let all = search.hits.len();
    let scope = if search.is_scoped() { " in quotes" } else { "" };
    match search.current {
        Some(current) => format!("{} of {all}{more}{scope}", current + 1),
        None if all > 0 => format!("{all}{more}{scope}"),
        None if search.is_done() => format!("not found{scope}"),
        None => "…".to_owned(),
    }
}

/// The current hit and all hits in a list: "2 of 7".
fn found(state: &State, find: &Find) -> String {
    match (list_search::place(state, find), find.hits.len()) {
        (_, 0) => "not found".to_owned(),
        (Some(place), all) => format!("{} of {all}", place + 1),
        (None, all) => all.to_string(),
    }
}

fn parts(state: &State, theme: Theme) -> Vec<Part> {
    let mut out = Vec::new();
    let mut add = |rank: u8, words: String, style: Style| out.push(Part { rank, words, style });
    if let Some(count) = state.count {
        add(0, format!(" {count} "), theme.strong());
    }
    if let Some(search) = &state.open.search {
        add(1, format!(" /{} {} ", fit(&search.query, 16), counter(search)), Style::new());
    }
    if let Some(find) = list_search::here(state) {
        add(1, format!(" /{} {} ", fit(&find.query, 16), found(state, find)), Style::new());
    }
    match &state.open.findings {
        None => add(2, " analysing… ".to_owned(), Style::new()),
        Some(findings) => {
            if let Some(words) = threshold(state.threshold, findings.left_out) {
                add(FILTERED, words, Style::new());
            }
            if let Some(sense) = state.open.sense {
                add(FILTERED, format!(" {} ", filtering::sense_words(sense)), Style::new());
            }
            if !state.open.filter.is_empty() {
                add(FILTERED, format!(" only {} ", filter(state, findings)), Style::new());
            }
            if let Some((words, style)) = quote(state, findings, theme) {
                add(2, words, style);
            }
            add(READ_BY, format!(" {} ", findings.analysis.read_by.name()), Style::new());
        }
    }
    if let Some(at) = state.list.at.filter(|_| state.list.entries.len() > 1) {
        let sequence = state.list.sequence();
        let place = sequence.iter().position(|index| *index == at).unwrap_or(at);
        add(6, format!(" article {}/{} ", place + 1, sequence.len()), Style::new());
    }
    add(4, format!(" {} ", progress(state)), Style::new());
    add(5, help(state), Style::new());
    out
}

/// The hint at the help screen.
fn help(state: &State) -> String {
    format!(" {} help ", state.keymap.hint(Command::Help))
}

/// The part about the threshold: which quotes it leaves out, and how many; none where all likely ones are shown and none is
/// left out.
fn threshold(threshold: Threshold, left_out: usize) -> Option<String> {
    match (threshold, left_out) {
        (Threshold::All, _) => Some(" all quotes ".to_owned()),
        (Threshold::Likely, 0) => None,
        (Threshold::Likely, left_out) => Some(format!(" {left_out} unlikely left out ")),
        (Threshold::Marked, left_out) => Some(format!(" in quotation marks, {left_out} left out ")),
    }
}

/// The current quote among those that pass the filter, with its speaker: "3/12 · Xi Jinping".
fn quote(state: &State, findings: &Findings, theme: Theme) -> Option<(String, Style)> {
    let all = state.open.quotes.shown.len();
    if all == 0 {
        return None;
    }
    Some(match state.open.quotes.current.zip(state.open.quotes.position()) {
        None => (format!(" –/{all} "), Style::new()),
        Some((quote, place)) => {
            let name = fit(findings.speaker_name(quote), 24);
            let style = theme.speaker(findings.identity_of(quote));
            let inferred = findings.inferred(quote).unwrap_or_default();
            (format!(" {}/{all} · {inferred}{name} ", place + 1), style)
        }
    })
}

/// The speakers that pass the filter: the name of a single one, the glyphs of several.
fn filter(state: &State, findings: &Findings) -> String {
    let mut names = state.open.filter.iter();
    match (names.next(), names.next()) {
        (Some(&one), None) => fit(findings.name(one), 24),
        _ => state
            .open
            .filter
            .iter()
            .map(|&id: &ActorId| findings.identity(id).map_or(UNATTRIBUTED, |i| i.glyph))
            .collect(),
    }
}

/// The share of the text above the bottom of the screen, in per cent; "all" where the whole text is on the screen.
fn progress(state: &State) -> String {
    let percent = percent(state);
    if is_whole(state) { "all".to_owned() } else { format!("{percent}%") }
}

/// Whether the whole text is on the screen.
pub fn is_whole(state: &State) -> bool {
    percent(state) == 100 && state.open.body.top == RowAt::default()
}

/// Whether the end of the text is on the screen.
pub fn is_at_end(state: &State) -> bool {
    percent(state) == 100
}

fn percent(state: &State) -> usize {
    let length = state.open.article.text.len().max(1);
    let height = geometry(state).map_or(0, |geometry| usize::from(geometry.text.height));
    let rows = state.open.body.layout.rows(state.open.body.top, height);
    let end = rows.map(|(_, row)| row.span.end).max().unwrap_or(0);
    let last = state.open.article.blocks.last().map_or(length, |b| b.span.end);
    if end >= last { 100 } else { (end.saturating_mul(100) / length).min(99) }
}
