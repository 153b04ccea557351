//! Draws the list of highlights and notes.

use super::{Panel, entries};
use crate::{
    highlights::Highlight,
    printable,
    reader::{
        app::{geometry::Geometry, state::State},
        draw::{
            boxes::{self, Drawn},
            pen::Pen,
        },
        keymap::Command,
        theme::Theme,
    },
    span::Span,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Greatest width of the box in cells.
const WIDTH: u16 = 100;
/// Most rows for a note, and for a highlight while it is selected.
const ROWS: usize = 4;
/// Most bytes of a highlight that are wrapped.
const LONGEST: usize = 1000;

/// A row of an entry.
struct Row {
    /// The text before the words: a sign or an indent.
    lead: &'static str,
    words: String,
    style: Style,
    is_first: bool,
}

/// Draws the box, scrolled so that the selected entry is in view. Returns its area, and the position of the cursor
/// while search words are typed.
pub fn draw(state: &State, panel: &Panel, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) -> Drawn {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let width = screen.width.min(WIDTH);
    let room = usize::from(width.saturating_sub(6)).max(1);
    let shown = entries(&state.open.highlights, &panel.query);
    let rows: Vec<Vec<Row>> = shown
        .iter()
        .enumerate()
        .map(|(place, (highlight, span))| {
            entry(state, (highlight, *span), place == panel.selected, room, theme)
        })
        .collect();
    let has_query = panel.is_typed || !panel.query.is_empty();
    let lines = rows.iter().map(Vec::len).sum::<usize>().max(1) + usize::from(has_query);
    let height = screen.height.min(u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2));
    let area = Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height);
    let inner = boxes::frame(buffer, area, "Highlights and notes", &hint(state), theme);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let mut free = inner.rows();
    let mut cursor = None;
    if has_query && let Some(row) = free.next() {
        let mut pen = Pen::new(buffer, row);
        pen.raw("/", Style::new());
        pen.typed(&panel.query, u16::MAX, Style::new());
        cursor = Some(pen.position()).filter(|_| panel.is_typed);
    }
    if shown.is_empty()
        && let Some(row) = free.next()
    {
        Pen::new(buffer, row).text("no highlight and no note has these words", theme.faint());
    }
    let below = usize::from(inner.height).saturating_sub(usize::from(has_query)).max(1);
    let before: usize = rows.iter().take(panel.selected).map(Vec::len).sum();
    let own = rows.get(panel.selected).map_or(1, Vec::len);
    let top = (before + own).saturating_sub(below).min(before);
    let all = rows.iter().enumerate().flat_map(|(place, rows)| rows.iter().map(move |row| (place, row)));
    for (area, (place, row)) in free.zip(all.skip(top)) {
        let is_selected = place == panel.selected;
        let mut pen = Pen::new(buffer, area);
        pen.raw(if is_selected && row.is_first { "▸ " } else { "  " }, Style::new());
        pen.raw(row.lead, theme.strong());
        pen.text(&row.words, row.style);
        if is_selected && row.is_first {
            buffer.set_style(area, theme.selected(true));
        }
    }
    Drawn { area, cursor }
}

/// The hint which keys do what.
fn hint(state: &State) -> String {
    let key = |command| state.keymap.hint(command);
    format!(
        "{} goes there, {} note, {} takes away, {} finds, {} closes",
        key(Command::HighlightGoTo),
        key(Command::HighlightNote),
        key(Command::HighlightRemove),
        key(Command::HighlightFind),
        key(Command::HighlightClose)
    )
}

/// The rows of an entry: its highlight, in one row unless it is selected, and its note.
fn entry(
    state: &State,
    (highlight, span): (&Highlight, Option<Span>),
    is_selected: bool,
    room: usize,
    theme: Theme,
) -> Vec<Row> {
    let article = &state.open.article;
    let words = match span {
        Some(span) => printable::line(&article.shown(span.head(&article.text, LONGEST))),
        None => printable::line(
            Span::new(0, highlight.words.len()).head(&highlight.words, LONGEST).of(&highlight.words),
        ),
    };
    let (words, style) = match span {
        Some(_) => (words, Style::new()),
        None => (format!("(not in this text any more) {words}"), theme.faint()),
    };
    let mut rows = wrapped(&words, room, if is_selected { ROWS } else { 1 });
    let mut out: Vec<Row> =
        rows.drain(..).map(|words| Row { lead: "", words, style, is_first: false }).collect();
    if let Some(first) = out.first_mut() {
        first.is_first = true;
    }
    if let Some(note) = &highlight.note {
        let rows = wrapped(&printable::line(note), room.saturating_sub(4).max(1), ROWS);
        let lead = |place: usize| if place == 0 { "  n " } else { "    " };
        out.extend(rows.into_iter().enumerate().map(|(place, words)| Row {
            lead: lead(place),
            words,
            style: theme.faint(),
            is_first: false,
        }));
    }
    out
}

/// Wraps `words` into at most `most` rows; an ellipsis stands for the rest.
fn wrapped(words: &str, room: usize, most: usize) -> Vec<String> {
    let mut rows: Vec<String> =
        textwrap::wrap(words, room).into_iter().map(std::borrow::Cow::into_owned).collect();
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            last.truncate(last.char_indices().nth(room.saturating_sub(1)).map_or(last.len(), |(at, _)| at));
            last.push('…');
        }
    }
    rows
}
