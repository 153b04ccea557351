//! Draws the library pane: heading, table, and details of the selected line.

use super::{LibraryPane, Lines, Table};
use crate::{
    figures::across::{CarrierLine, OutletLine, PERIODS, PersonLine},
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::{geometry::ListArea, state::State, status},
        draw::pen::{Pen, fit, width},
        list::LibraryQuote,
        overlays::search::fold::Words,
        theme::Theme,
    },
    span::Span,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Width in cells from which lines have dates and more numbers, and names get more room.
const WIDE: u16 = 72;
/// Width from which lines have bars of quotes by period.
const WITH_PERIODS: u16 = 98;
/// Width from which a quote has a column for its outlet.
const WIDEST: u16 = 110;
/// Column widths in cells: a day ("2018-05-08"), a number, the name before a quote, and its outlet.
const DAY: u16 = 10;
const NUMBER: u16 = 9;
const NAME: u16 = 22;
const OUTLET: u16 = 18;
/// Shown in place of an unknown speaker.
const NOBODY_KNOWN: &str = "? nobody known";
/// Heights of a bar, from no quotes in a period to those of the fullest period.
const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the pane. Returns the position of the cursor while the query is being typed.
pub fn draw(state: &State, area: &ListArea, theme: Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let pane = &state.library;
    heading(pane, area.heading, theme, buffer);
    let words: Vec<Words> = pane.answer.words.iter().map(|words| Words::loose(words)).collect();
    for (row, at) in area.rows.rows().zip(pane.top..pane.answer.lines.len()) {
        let selected = at == pane.selected;
        let mut pen = Pen::new(buffer, row);
        pen.raw(if selected { "▸ " } else { "  " }, Style::new());
        line(&pane.answer.lines, at, &words, theme, &mut pen);
        if selected {
            buffer.set_style(row, theme.selected(true));
        }
    }
    if pane.answer.lines.is_empty() {
        let mut pen = Pen::new(buffer, area.rows);
        pen.skip(2);
        let nothing = pane.answer.problem.as_deref().unwrap_or("nothing is found");
        pen.text(if pane.is_waiting { "looking…" } else { nothing }, theme.faint());
    }
    about(pane, area.about, theme, buffer);
    status::draw_library(state, area.status, theme, buffer)
}

/// Draws line `at` of the table.
fn line(lines: &Lines, at: usize, words: &[Words], theme: Theme, pen: &mut Pen) {
    match lines {
        Lines::People(lines) => lines.get(at).into_iter().for_each(|line| person(line, theme, pen)),
        Lines::Outlets(lines) => lines.get(at).into_iter().for_each(|line| outlet(line, theme, pen)),
        Lines::Carriers(lines) => lines.get(at).into_iter().for_each(|line| carrier(line, theme, pen)),
        Lines::Quotes(lines) | Lines::Texts(lines) => {
            lines.get(at).into_iter().for_each(|line| quote(line, words, theme, pen));
        }
    }
}

/// The names of the tables, the number of lines of the one on screen, and the column titles.
fn heading(pane: &LibraryPane, row: Rect, theme: Theme, buffer: &mut Buffer) {
    let columns = columns(pane, row.width);
    let free = width(&columns) + 1;
    let mut pen = Pen::new(buffer, row);
    pen.skip(2);
    pen.keep_free(free);
    for (number, table) in Table::ALL.into_iter().enumerate() {
        if number > 0 {
            pen.raw(" · ", theme.faint());
        }
        let is_shown = table == pane.table;
        pen.raw(table.name(), if is_shown { theme.strong() } else { theme.faint() });
        if is_shown && pane.answer.lines.table() == table {
            let count = pane.answer.lines.len();
            let more = if count == super::MOST { "+" } else { "" };
            pen.raw(&format!(" {count}{more}"), theme.strong());
        }
    }
    pen.skip(pen.room());
    pen.widen(free);
    pen.skip(1);
    pen.raw(&columns, theme.faint());
}

/// The column titles, right-aligned over the columns.
fn columns(pane: &LibraryPane, width: u16) -> String {
    let (day, number) = (usize::from(DAY), usize::from(NUMBER));
    match pane.table {
        Table::People if width >= WIDE => {
            let years = years(pane, width);
            format!("{years}{:>number$}{:>number$} {:day$}", "quotes", "articles", "last")
        }
        Table::Outlets if width >= WITH_PERIODS => format!(
            "{}{:>number$}{:>number$}{:>number$}{:>number$}",
            years(pane, width),
            "articles",
            "quotes",
            "no name",
            "nobody"
        ),
        Table::Outlets if width >= WIDE => {
            format!("{:>number$}{:>number$}{:>number$}", "quotes", "no name", "nobody")
        }
        Table::People | Table::Carriers if width < WIDE => format!("{:>number$}", "quotes"),
        Table::Carriers => format!("{:>number$} {:day$}", "quotes", "last"),
        Table::Outlets => format!("{:>number$}{:>number$}", "quotes", "no name"),
        _ if width >= WIDEST => format!("{:outlet$} {:day$}", "outlet", "day", outlet = usize::from(OUTLET)),
        _ if width >= WIDE => format!("{:day$}", "day"),
        _ => String::new(),
    }
}

/// The range of years over the bars, padded to their width and a space; empty where there are no bars.
fn years(pane: &LibraryPane, width: u16) -> String {
    if width < WITH_PERIODS {
        return String::new();
    }
    let year = |day: &str| day.chars().take(4).collect::<String>();
    let words = pane.answer.days.as_ref().map(|(first, last)| match (year(first), year(last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first}–{last}"),
    });
    format!("{:PERIODS$} ", words.unwrap_or_default())
}

/// A bar for each period, relative to the fullest.
fn bars(periods: &[usize; PERIODS]) -> String {
    let most = periods.iter().copied().max().unwrap_or(0).max(1);
    let steps = BARS.len() - 1;
    periods.iter().filter_map(|&count| BARS.get((count * steps).div_ceil(most))).copied().collect()
}

/// Writes `right` into the last `cells` of a row, and `left` into what remains before it.
fn divided(pen: &mut Pen, cells: u16, left: impl FnOnce(&mut Pen), right: impl FnOnce(&mut Pen)) {
    let cells = (cells + 1).min(pen.room());
    pen.keep_free(cells);
    left(pen);
    pen.skip(pen.room());
    pen.widen(cells);
    pen.skip(1);
    right(pen);
}

fn person(line: &PersonLine, theme: Theme, pen: &mut Pen) {
    let (is_wide, has_periods) = (pen.room() + 2 >= WIDE, pen.room() + 2 >= WITH_PERIODS);
    let right = if is_wide { 2 * NUMBER + 1 + DAY } else { NUMBER };
    let right = right + if has_periods { PERIODS as u16 + 1 } else { 0 };
    let left = |pen: &mut Pen| {
        pen.text(&line.name, Style::new());
        if let Some(role) = &line.role {
            pen.text(&format!(", {role}"), theme.faint());
        }
    };
    divided(pen, right, left, |pen| {
        let number = usize::from(NUMBER);
        if has_periods {
            pen.raw(&bars(&line.periods), theme.faint());
            pen.skip(1);
        }
        if is_wide {
            pen.raw(&format!("{:>number$}{:>number$} ", line.quotes, line.articles), Style::new());
            pen.text(line.last.as_deref().unwrap_or_default(), theme.faint());
        } else {
            pen.raw(&format!("{:>number$}", line.quotes), Style::new());
        }
    });
}

fn outlet(line: &OutletLine, theme: Theme, pen: &mut Pen) {
    let (is_wide, has_periods) = (pen.room() + 2 >= WIDE, pen.room() + 2 >= WITH_PERIODS);
    let right = if is_wide { 3 * NUMBER } else { 2 * NUMBER };
    let right = right + if has_periods { PERIODS as u16 + 1 + NUMBER } else { 0 };
    let share = |part: usize| match line.quotes {
        0 => "–".to_owned(),
        all => format!("{} %", part * 100 / all),
    };
    let left = |pen: &mut Pen| match &line.name {
        Some(name) => pen.text(name, Style::new()),
        None => pen.raw("not told", theme.faint()),
    };
    divided(pen, right, left, |pen| {
        let number = usize::from(NUMBER);
        if has_periods {
            pen.raw(&bars(&line.periods), theme.faint());
            pen.skip(1);
            pen.raw(&format!("{:>number$}", line.articles), Style::new());
        }
        pen.raw(&format!("{:>number$}{:>number$}", line.quotes, share(line.anonymous)), Style::new());
        if is_wide {
            pen.raw(&format!("{:>number$}", share(line.unattributed)), Style::new());
        }
    });
}

fn carrier(line: &CarrierLine, theme: Theme, pen: &mut Pen) {
    let is_wide = pen.room() + 2 >= WIDE;
    let right = if is_wide { NUMBER + 1 + DAY } else { NUMBER };
    let left = |pen: &mut Pen| {
        let half = pen.room() / 2;
        pen.text_within(&line.carrier, half, Style::new());
        pen.raw(" → ", theme.faint());
        match &line.speaker {
            Some(name) => {
                pen.raw(if line.is_anonymous { "*" } else { "" }, Style::new());
                pen.text(name, Style::new());
            }
            None => pen.raw("nobody known", theme.faint()),
        }
    };
    divided(pen, right, left, |pen| {
        pen.raw(&format!("{:>number$}", line.quotes, number = usize::from(NUMBER)), Style::new());
        if is_wide {
            pen.raw(" ", Style::new());
            pen.text(line.last.as_deref().unwrap_or_default(), theme.faint());
        }
    });
}

fn quote(line: &LibraryQuote, words: &[Words], theme: Theme, pen: &mut Pen) {
    let whole = pen.room() + 2;
    let (is_wide, is_widest) = (whole >= WIDE, whole >= WIDEST);
    let right = if is_wide { DAY } else { 0 } + if is_widest { OUTLET + 1 } else { 0 };
    let name = if is_wide { NAME } else { NAME / 2 };
    let left = |pen: &mut Pen| {
        let who = match (&line.who, line.extent) {
            (Some(who), _) => fit(who, name),
            (None, Some(_)) if width(NOBODY_KNOWN) <= name => NOBODY_KNOWN.to_owned(),
            (None, Some(_)) => UNATTRIBUTED.to_string(),
            // A text has no speaker: its title stands in the column of names.
            (None, None) => fit(line.title.as_deref().unwrap_or("–"), name),
        };
        let rest = (name + 1).saturating_sub(width(&who));
        let style = if line.who.is_none() && line.extent.is_some() { theme.faint() } else { theme.strong() };
        pen.raw(&who, style);
        pen.skip(rest);
        lit(&line.content, words, theme, pen);
    };
    divided(pen, right, left, |pen| {
        if is_widest {
            let outlet = fit(line.outlet.as_deref().unwrap_or_default(), OUTLET);
            let rest = (OUTLET + 1).saturating_sub(width(&outlet));
            pen.raw(&outlet, theme.faint());
            pen.skip(rest);
        }
        if is_wide {
            pen.text(line.date.as_deref().unwrap_or_default(), theme.faint());
        }
    });
}

/// Writes the excerpt of `text` that has the search words, with these marked.
fn lit(text: &str, words: &[Words], theme: Theme, pen: &mut Pen) {
    let shown = fit(&from_hit(text, words, pen.room()), pen.room());
    let mut done = 0;
    for hit in hits(&shown, words).into_iter().filter(|hit| hit.end <= shown.len()) {
        if hit.start >= done {
            pen.raw(shown.get(done..hit.start).unwrap_or_default(), Style::new());
            pen.raw(hit.of(&shown), theme.hit(false));
            done = hit.end;
        }
    }
    pen.raw(shown.get(done..).unwrap_or_default(), Style::new());
}

/// All places of the words in `text`, ordered.
fn hits(text: &str, words: &[Words]) -> Vec<Span> {
    let mut hits = Vec::new();
    for words in words {
        let mut found = Vec::new();
        words.find(text, &[], Span::new(0, text.len()), &mut found);
        hits.extend(found);
    }
    hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
    hits
}

/// `text` as one line, cut at its front where the first of the words would not fit into `room` cells.
fn from_hit(text: &str, words: &[Words], room: u16) -> String {
    /// Characters of the text that are looked at.
    const MOST: usize = 2000;
    let line = printable::line(&text.chars().take(MOST).collect::<String>());
    let Some(hit) = hits(&line, words).into_iter().next() else { return line };
    let before = line.get(..hit.start).unwrap_or_default();
    if width(before) + width(hit.of(&line)) < room {
        return line;
    }
    let lead = usize::from(room / 3);
    let start = before.char_indices().rev().nth(lead).map_or(0, |(at, _)| at);
    let start = start + before.get(start..).and_then(|lead| lead.find(' ')).map_or(0, |space| space + 1);
    format!("… {}", line.get(start..).unwrap_or_default())
}

/// Details of the selected line.
fn about(pane: &LibraryPane, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let mut rows = area.rows();
    let Some(edge) = rows.next() else { return };
    Pen::new(buffer, edge).raw(&"─".repeat(usize::from(edge.width)), theme.faint());
    let words = match &pane.answer.lines {
        Lines::People(lines) => lines.get(pane.selected).map(|line| {
            let role = line.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
            format!("{}{role}: {} in {}", line.name, quotes(line.quotes), articles(line.articles))
        }),
        Lines::Quotes(lines) | Lines::Texts(lines) => lines.get(pane.selected).map(LibraryQuote::about),
        Lines::Outlets(lines) => lines.get(pane.selected).map(|line| {
            let (known, unknown) = (line.quotes - line.unattributed.min(line.quotes), line.unattributed);
            format!(
                "{}: {} with {}, {known} of them with a speaker, {unknown} with nobody; {} of sources without a name",
                line.name.as_deref().unwrap_or("not told"),
                articles(line.articles),
                quotes(line.quotes),
                line.anonymous,
            )
        }),
        Lines::Carriers(lines) => lines.get(pane.selected).map(|line| {
            let speaker = line.speaker.as_deref().unwrap_or("somebody who is not known");
            let unnamed = if line.is_anonymous { ", without a name: each article may mean another" } else { "" };
            format!("{} brought {} of {speaker}{unnamed}", line.carrier, quotes(line.quotes))
        }),
    };
    let Some(words) = words else { return };
    // A text may be long: only as much as could fit is made printable and wrapped.
    let most = usize::from(area.width) * usize::from(area.height) * 2;
    let words = printable::line(&words.chars().take(most).collect::<String>());
    let room = usize::from(area.width.saturating_sub(4)).max(1);
    for (row, line) in rows.zip(textwrap::wrap(&words, room)) {
        let mut pen = Pen::new(buffer, row);
        pen.skip(2);
        pen.text(&line, theme.faint());
    }
}

fn quotes(count: usize) -> String {
    if count == 1 { "1 quote".to_owned() } else { format!("{count} quotes") }
}

fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_their_part_of_the_most() {
        let mut periods = [0; PERIODS];
        (periods[0], periods[1], periods[11]) = (1, 4, 8);
        assert_eq!(bars(&periods), "▁▄         █");
        assert_eq!(bars(&[0; PERIODS]).trim(), "");
    }
}
