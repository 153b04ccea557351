//! Draws the sourcing sheet.

use crate::{
    actors::QuoteCounts,
    identity::UNATTRIBUTED,
    reader::{
        app::{geometry::Geometry, state::State},
        article::findings::{Findings, description},
        draw::{
            boxes::{self, Drawn},
            pen::{Pen, width},
        },
        keymap::Command,
        overlays::sources::{Entry, Sheet},
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Greatest width of the sheet in cells.
const WIDTH: u16 = 140;
/// Width in cells from which role and remarks stand beside the name, not below it.
const BESIDE: u16 = 92;
/// Width of the column of names where something stands beside it.
const NAME: u16 = 28;
/// Width from which all figures fit.
const ALL_FIGURES: u16 = 56;

/// A row of an entry: the name in the column "who" with its style, role and remarks, and figures.
#[derive(Default)]
struct Row {
    who: Option<(String, Style)>,
    words: String,
    figures: String,
}

/// Draws the sheet, scrolled so that the selected line is in view. Returns its area.
pub fn draw(state: &State, sheet: &Sheet, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) -> Drawn {
    let Some(findings) = &state.open.findings else { return Drawn::default() };
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let w = screen.width.min(WIDTH);
    let room = w.saturating_sub(4);
    let figures = room >= ALL_FIGURES;
    let column = column(room, figures);
    let entries: Vec<Vec<Row>> = sheet
        .entries()
        .into_iter()
        .map(|entry| rows(sheet, findings, entry, (room, figures), theme))
        .collect();
    let summary = textwrap::wrap(&sheet.sourcing.summary(), usize::from(room).max(1))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect::<Vec<String>>();
    let head = summary.len() + 2;
    let lines = head + entries.iter().map(Vec::len).sum::<usize>();
    let h = screen.height.min(u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2));
    let area = Rect::new((screen.width - w) / 2, (screen.height - h) / 2, w, h);
    let (to, close) = (state.keymap.hint(Command::Select), state.keymap.hint(Command::Cancel));
    let hint = format!("{to}: its next quote in the text, {close} closes");
    let drawn = Drawn { area, cursor: None };
    let inner = boxes::frame(buffer, area, "Who speaks, and how much", &hint, theme);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let mut free = inner.rows();
    for (words, row) in summary.iter().zip(free.by_ref()) {
        Pen::new(buffer, row).text(words, Style::new());
    }
    let below = usize::from(inner.height).saturating_sub(head).max(1);
    let Some(row) = free.by_ref().nth(1) else { return drawn };
    heading(figures, theme, Pen::new(buffer, row));
    let before: usize = entries.iter().take(sheet.selected).map(Vec::len).sum();
    let own = entries.get(sheet.selected).map_or(1, Vec::len);
    let top = (before + own).saturating_sub(below).min(before);
    let all = entries.iter().enumerate().flat_map(|(place, rows)| rows.iter().map(move |row| (place, row)));
    for (area, (place, row)) in free.zip(all.skip(top)) {
        one(row, place == sheet.selected, column, theme, Pen::new(buffer, area));
        if place == sheet.selected && row.who.is_some() {
            buffer.set_style(area, theme.selected(true));
        }
    }
    drawn
}

/// Widths of the column of names, 0 where remarks stand below, and of the figures.
const fn column(room: u16, figures: bool) -> (u16, u16) {
    (if room >= BESIDE { NAME } else { 0 }, if figures { 31 } else { 10 })
}

fn heading(figures: bool, theme: Theme, mut pen: Pen) {
    let words = if figures { "quotes words    %  dir. mix. ind." } else { "quotes   %" };
    let right = width(words);
    pen.keep_free(right);
    pen.text("  who", theme.faint());
    pen.skip(pen.room());
    pen.widen(right);
    pen.raw(words, theme.faint());
}

fn one(row: &Row, selected: bool, (name, _): (u16, u16), theme: Theme, mut pen: Pen) {
    let right = width(&row.figures);
    pen.raw(if selected && row.who.is_some() { "▸ " } else { "  " }, Style::new());
    let before = pen.position().0;
    pen.keep_free(right);
    match &row.who {
        Some((who, style)) if name > 0 && !row.words.is_empty() => {
            pen.text_within(who, name.saturating_sub(2), *style);
        }
        Some((who, style)) => pen.text(who, *style),
        None => {}
    }
    if name > 0 {
        pen.skip(name.saturating_sub(pen.position().0 - before));
    }
    if !row.words.is_empty() {
        if name == 0 {
            pen.skip(2);
        }
        pen.text(&row.words, theme.faint());
    }
    pen.skip(pen.room());
    pen.widen(right);
    pen.raw(&row.figures, Style::new());
}

/// The rows of an entry in a sheet with `room` cells inside its frame.
fn rows(
    sheet: &Sheet,
    findings: &Findings,
    entry: Entry,
    (room, figures): (u16, bool),
    theme: Theme,
) -> Vec<Row> {
    let plain = |words: String| Row { who: Some((words, Style::new())), ..Row::default() };
    let place = match entry {
        Entry::Voice(place) => place,
        Entry::Doubtful => return vec![plain(format!("~ doubtful: {}", sheet.sourcing.doubtful.len()))],
        Entry::LeftOut => {
            return vec![plain(format!("  left out: {}; Enter shows all", sheet.sourcing.left_out))];
        }
    };
    let Some(voice) = sheet.sourcing.voices.get(place) else { return Vec::new() };
    let actor = voice.actor.and_then(|id| findings.analysis.actor(id));
    let identity = voice.actor.and_then(|id| findings.identity(id));
    let glyph = identity.map_or(UNATTRIBUTED, |i| i.glyph);
    let who = format!("{glyph} {}", actor.map_or("nobody known", |actor| &actor.name));
    let mut about = Vec::new();
    if let Some(actor) = actor {
        about.extend(description(actor).filter(|words| *words != actor.kind.name()).map(str::to_owned));
        about.push(actor.kind.name().to_owned());
    }
    about.extend(Some(voice.remarks()).filter(|remarks| !remarks.is_empty()));
    let (name, right) = column(room, figures);
    let space = if name > 0 { room.saturating_sub(2 + name + right + 2) } else { room.saturating_sub(4) };
    let about = crate::printable::line(&about.join("; "));
    let mut words =
        textwrap::wrap(&about, usize::from(space).max(1)).into_iter().map(std::borrow::Cow::into_owned);
    let QuoteCounts { direct, mixed, indirect } = voice.quotes;
    let (total, words_of) = (voice.quotes.total(), voice.words);
    let percent = voice.percent.map_or(String::new(), |percent| percent.to_string());
    let counted = if figures {
        format!("{total:>6} {words_of:>5} {percent:>4} {direct:>5} {mixed:>4} {indirect:>4}")
    } else {
        format!("{total:>6} {percent:>3}")
    };
    let beside = if name > 0 { words.next().unwrap_or_default() } else { String::new() };
    let first = Row { who: Some((who, theme.speaker(identity))), words: beside, figures: counted };
    std::iter::once(first).chain(words.map(|words| Row { words, ..Row::default() })).collect()
}
