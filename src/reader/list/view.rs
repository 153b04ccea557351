//! Draws the list of articles.

use crate::{
    article::day,
    printable,
    reader::{
        app::{geometry::ListArea, state::State, status},
        draw::pen::{Pen, width},
        list::{ArticleList, Contents, Entry, ListKind, Sort, later},
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Width in cells from which lines have dates and numbers of speakers.
const WIDE: u16 = 60;
/// Cells before a title, one each for the signs: selected; on screen or read; on the reading list.
const SIGNS: u16 = 3;
/// Column widths in cells: a date ("2018-05-08"), and the counts of quotes and speakers.
const DATE: u16 = 10;
const QUOTES: u16 = 8;
const SPEAKERS: u16 = 10;
/// Cells of the progress bar of the survey.
const BAR: usize = 12;

/// Draws the list. Returns the position of the cursor while the filter is being typed.
pub fn draw(state: &State, area: &ListArea, theme: Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let list = &state.list;
    heading(list, area.heading, theme, buffer);
    let entries = list.order.iter().enumerate().skip(list.top);
    for (row, (place, &index)) in area.rows.rows().zip(entries) {
        let Some(item) = list.entries.get(index) else { continue };
        let selected = place == list.selected;
        let pen = Pen::new(buffer, row);
        let is_read = item.is_read && list.kind != ListKind::Lately;
        let seen = match (list.at == Some(index), is_read) {
            (true, _) => "•",
            (false, true) => "✓",
            (false, false) => " ",
        };
        let kept = if later::is_deferred(state, index) { "+" } else { " " };
        article(item, (selected, list.at == Some(index), is_read), [seen, kept], theme, pen);
        if selected {
            buffer.set_style(row, theme.selected(true));
        }
    }
    if list.order.is_empty() {
        let mut pen = Pen::new(buffer, area.rows);
        pen.skip(SIGNS);
        pen.text("no article has these words in its title", theme.faint());
    }
    about(list, area.about, theme, buffer);
    status::draw_list(state, area.status, theme, buffer)
}

/// Title, order, column titles, and the progress of the survey.
fn heading(list: &ArticleList, row: Rect, theme: Theme, buffer: &mut Buffer) {
    let columns = columns(row.width);
    let mut pen = Pen::new(buffer, row);
    pen.skip(SIGNS);
    pen.keep_free(columns);
    pen.text(list.title.as_deref().unwrap_or("Articles"), theme.strong());
    pen.raw(&format!(" {}", list.entries.len()), theme.strong());
    let unread = list.unread();
    if list.kind != ListKind::Lately && (1..list.entries.len()).contains(&unread) {
        pen.raw(&format!(", {unread} unread"), theme.faint());
    }
    if list.sort != Sort::Given {
        pen.raw("  ", Style::new());
        pen.text(list.sort.words(), theme.faint());
    }
    let (done, all) = list.progress();
    if done < all {
        let filled = done * BAR / all.max(1);
        let bar = format!("  {}{} {done}/{all}", "━".repeat(filled), "─".repeat(BAR - filled));
        if pen.room() >= width(&bar) {
            pen.raw(&bar, theme.faint());
        }
    }
    pen.skip(pen.room());
    pen.widen(columns);
    if row.width >= WIDE {
        let date = if list.kind == ListKind::Lately { "opened" } else { "date" };
        pen.raw(&format!(" {date:width$}", width = usize::from(DATE)), theme.faint());
    }
    pen.raw(&format!("{:>width$}", "quotes", width = usize::from(QUOTES)), theme.faint());
    if row.width >= WIDE {
        pen.raw(&format!("{:>width$}", "speakers", width = usize::from(SPEAKERS)), theme.faint());
    }
}

/// Width of all columns but the title.
const fn columns(width: u16) -> u16 {
    if width >= WIDE { 1 + DATE + QUOTES + SPEAKERS + 1 } else { QUOTES + 1 }
}

fn article(
    item: &Entry,
    (selected, on_screen, is_read): (bool, bool, bool),
    signs: [&str; 2],
    theme: Theme,
    mut pen: Pen,
) {
    let whole = pen.room();
    let style = if item.failed.is_some() || is_read && !on_screen { theme.faint() } else { Style::new() };
    pen.raw(if selected { "▸" } else { " " }, style);
    for sign in signs {
        pen.raw(sign, style);
    }
    pen.keep_free(columns(whole));
    pen.text(item.label(), if on_screen { style.patch(theme.strong()) } else { style });
    pen.skip(pen.room());
    pen.widen(columns(whole));
    if whole >= WIDE {
        pen.raw(" ", style);
        let date = item.published.as_deref().and_then(day);
        let date = date.map_or(String::new(), |(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
        pen.raw(&format!("{date:width$}", width = usize::from(DATE)), theme.faint());
    }
    let (quotes, speakers) = match (&item.contents, &item.failed) {
        (_, Some(_)) => ("failed".to_owned(), String::new()),
        (Some(Contents::Article { quotes, speakers }), _) => (quotes.to_string(), speakers.to_string()),
        (Some(Contents::NotAnalysed), _) if whole >= WIDE => {
            let both = usize::from(QUOTES + SPEAKERS);
            pen.raw(&format!("{:>both$}", "not analysed"), style);
            return;
        }
        (Some(Contents::NotAnalysed), _) => ("–".to_owned(), String::new()),
        (Some(Contents::Collection(articles)), _) => (format!("{articles} in it"), String::new()),
        (None, _) => (if item.can_be_surveyed() { "…" } else { "–" }.to_owned(), String::new()),
    };
    pen.raw(&format!("{quotes:>width$}", width = usize::from(QUOTES)), style);
    if whole >= WIDE {
        pen.raw(&format!("{speakers:>width$}", width = usize::from(SPEAKERS)), style);
    }
}

/// Details of the selected entry: why it failed to load, or its summary, or where it is.
fn about(list: &ArticleList, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let mut rows = area.rows();
    let Some(edge) = rows.next() else { return };
    Pen::new(buffer, edge).raw(&"─".repeat(usize::from(edge.width)), theme.faint());
    let Some(item) = list.selected_entry().and_then(|index| list.entries.get(index)) else { return };
    let words = item.failed.as_ref().or(item.summary.as_ref()).unwrap_or(&item.name);
    // A summary may be long: only as much as could fit is made printable and wrapped.
    let most = usize::from(area.width) * usize::from(area.height) * 2;
    let words = printable::line(&words.chars().take(most).collect::<String>());
    let room = usize::from(area.width.saturating_sub(SIGNS + 2)).max(1);
    let lines = textwrap::wrap(&words, room);
    for (row, line) in rows.zip(lines) {
        let mut pen = Pen::new(buffer, row);
        pen.skip(SIGNS);
        pen.text(&line, theme.faint());
    }
}
