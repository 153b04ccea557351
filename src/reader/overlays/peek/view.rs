//! Draws the peek: kind, speaker, carrier and addressee of the current quote, with confidences.

use crate::{
    actors::ActorId,
    attribution::Sense,
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::{geometry::Geometry, state::State},
        article::{
            explain,
            findings::{Findings, description},
        },
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
const WIDTH: u16 = 60;
/// Width of the column of labels.
const LABELS: u16 = 12;
/// Most bytes of a cue or a source that are shown.
const LONGEST: usize = 80;
/// The label of the speaker.
const SPEAKER: &str = "speaker";

/// A label, its value, and the style of the value.
type Fact = (&'static str, String, Style);

/// Draws the box at the bottom of the text, or at its top where it would hide the quote. Returns its area.
pub fn draw(state: &State, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) -> Drawn {
    let (Some(findings), Some(quote)) = (&state.open.findings, state.open.quotes.current) else {
        return Drawn::default();
    };
    let pane = geometry.body;
    let width = WIDTH.min(pane.width.saturating_sub(1));
    let facts = facts(state, findings, quote, theme);
    let lines = lines(facts, usize::from(width.saturating_sub(4 + LABELS)).max(1));
    let height = pane.height.min(lines.len() as u16 + 2);
    let x = (pane.width.saturating_sub(1) - width) / 2;
    let row = geometry.text.y + row_of(state, findings.start(quote), pane.height);
    let low = row >= pane.height.saturating_sub(height + 1);
    let y = if low { pane.y } else { pane.bottom() - height };
    let number = state.open.quotes.position().map_or(0, |p| p + 1);
    let title = format!("Quote {number}/{}", state.open.quotes.shown.len());
    let (to, close) = (state.keymap.hint(Command::Select), state.keymap.hint(Command::Cancel));
    let to = if findings.speaker(quote).is_some() { format!("{to}: introduction, ") } else { String::new() };
    let hint = format!("{to}{close} closes");
    let area = Rect::new(x, y, width, height);
    let inner = boxes::frame(buffer, area, &title, &hint, theme);
    for (row, (label, words, style)) in inner.rows().zip(lines) {
        let mut pen = Pen::new(buffer, Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row });
        pen.text(label, theme.faint());
        pen.skip(LABELS.saturating_sub(label.len() as u16));
        pen.text(&words, style);
    }
    Drawn { area, cursor: None }
}

/// The row of the screen that shows `offset`; 0 where that is above the viewport.
fn row_of(state: &State, offset: usize, height: u16) -> u16 {
    let height = usize::from(height);
    let rows = state.open.body.layout.rows(state.open.body.top, height);
    rows.take_while(|(_, row)| row.span.end <= offset).count() as u16
}

/// Wraps facts into lines of `room` cells; only the first line of each keeps the label.
fn lines(facts: Vec<Fact>, room: usize) -> Vec<Fact> {
    let mut out = Vec::new();
    for (label, words, style) in facts {
        let rows = textwrap::wrap(&words, room);
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        out.extend(labels.zip(&rows).map(|(label, row)| (label, row.clone().into_owned(), style)));
    }
    out
}

/// The labels and printable values of a quote.
fn facts(state: &State, findings: &Findings, number: usize, theme: Theme) -> Vec<Fact> {
    let Some(quote) = findings.quote(number) else { return Vec::new() };
    let words = |span: Span| state.open.article.shown(span.head(&state.open.article.text, LONGEST));
    let is_corrected = findings.analysis.corrected.quotes.contains(&number);
    let mut out: Vec<Fact> = Vec::new();
    let mut actor = |label: &'static str, id: Option<ActorId>, span: Option<Span>| match (id, span) {
        (None, _) if label == SPEAKER && is_corrected => {
            out.push((label, "? nobody known".to_owned(), Style::new()));
            out.push(("", explain::corrected(&state.open.article, span), Style::new()));
        }
        (None, None) => {}
        (None, Some(span)) if label == SPEAKER => {
            out.push((label, format!("? nobody found for “{}”", words(span)), Style::new()));
        }
        (None, Some(span)) => out.push((label, words(span), Style::new())),
        (Some(id), _) => {
            let glyph = findings.identity(id).map_or(UNATTRIBUTED, |i| i.glyph);
            let role = findings.analysis.actor(id).and_then(description).filter(|_| label == SPEAKER);
            let role = role.map_or(String::new(), |role| format!(", {role}"));
            let style = theme.speaker(findings.identity(id));
            out.push((label, format!("{glyph} {}{role}", findings.name(id)), style));
            let why = if label == SPEAKER && is_corrected {
                explain::corrected(&state.open.article, span)
            } else {
                explain::why(&state.open.article, findings, id, span)
            };
            out.push(("", why, Style::new()));
        }
    };
    actor(SPEAKER, quote.speaker, quote.quote.source);
    actor("via", quote.via, quote.quote.via);
    actor("to", quote.to, quote.quote.to);
    if quote.speaker.is_none() && quote.quote.source.is_none() && !is_corrected {
        out.insert(0, (SPEAKER, "? nobody named".to_owned(), Style::new()));
    }
    let sense = match quote.quote.sense {
        Sense::Speech => "speech",
        Sense::Thought => "thought",
        Sense::Document => "words of a document",
    };
    let mut said = format!("{} {sense}", quote.quote.kind.name());
    if let Some(cue) = quote.quote.cue {
        said = format!("{said}, by the cue “{}”", words(cue));
    }
    out.push(("kind", said, Style::new()));
    out.push(("confidence", explain::quote_confidence(findings, number), Style::new()));
    if let Some(words) = explain::speaker_confidence(findings, number) {
        out.push(("of speaker", words, Style::new()));
    }
    let extent = quote.quote.extent();
    let own = state.open.highlights.within(extent).filter(|(_, span)| *span == extent);
    let notes = own.filter_map(|(highlight, _)| highlight.note.clone());
    out.extend(notes.map(|note| ("note", note, Style::new())));
    for (_, words, _) in &mut out {
        *words = printable::line(words);
    }
    out
}
