//! All about one quote: how it is said, by whom, who carried it, to whom, and how sure that is.

use super::{
    super::{
        geometry::Geometry,
        marks::{Marks, description},
        state::State,
        theme::Theme,
    },
    Pen, boxes,
};
use crate::{actors::ActorId, identity::UNATTRIBUTED, span::Span};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Most cells that the box takes.
const WIDTH: u16 = 60;
/// Cells for the labels.
const LABELS: u16 = 12;

/// Draws the box at the foot of the text, or at its head where it would hide the quote.
pub fn draw(state: &State, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) {
    let Some(marks) = &state.marks else { return };
    let Some(quote) = state.quotes.current else { return };
    let facts = facts(state, marks, quote, theme);
    let pane = geometry.body;
    let width = WIDTH.min(pane.width.saturating_sub(1));
    let height = pane.height.min(facts.len() as u16 + 2);
    let x = (pane.width.saturating_sub(1) - width) / 2;
    let low = row_of(state, marks.start(quote), pane.height) >= pane.height.saturating_sub(height + 1);
    let y = if low { pane.y } else { pane.bottom() - height };
    let number = state.quotes.position().map_or(0, |p| p + 1);
    let title = format!("Quote {number}/{}", state.quotes.shown.len());
    let inner = boxes::frame(buffer, Rect::new(x, y, width, height), &title, "Esc closes", theme);
    for (row, (label, words, style)) in inner.rows().zip(facts) {
        let mut pen = Pen::new(buffer, Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row });
        pen.text(label, theme.faint());
        pen.skip(LABELS.saturating_sub(label.len() as u16));
        pen.text(&words, style);
    }
}

/// The row of the screen on which `offset` stands; 0 where it stands above.
fn row_of(state: &State, offset: usize, height: u16) -> u16 {
    let height = usize::from(height);
    let rows = state.body.layout.rows(state.body.top, height);
    rows.take_while(|(_, row)| row.span.end <= offset).count() as u16
}

/// Labels and what to say beside them.
fn facts(state: &State, marks: &Marks, number: usize, theme: Theme) -> Vec<(&'static str, String, Style)> {
    let Some(quote) = marks.quote(number) else { return Vec::new() };
    let mut out = Vec::new();
    let actor = |id: Option<ActorId>, words: Option<Span>| {
        let words = words.map(|span| span.of(&state.article.text).to_owned());
        let named = id.map(|id| {
            let glyph = marks.identity(id).map_or(UNATTRIBUTED, |i| i.glyph);
            format!("{glyph} {}", marks.name(id))
        });
        (named.or(words), theme.speaker(id.and_then(|id| marks.identity(id))))
    };
    let role = quote.speaker.and_then(|id| marks.analysis.actor(id)).and_then(description);
    let (speaker, style) = actor(quote.speaker, None);
    let speaker = speaker.unwrap_or_else(|| "? nobody named".to_owned());
    out.push(("speaker", role.map_or(speaker.clone(), |role| format!("{speaker}, {role}")), style));
    out.push(("kind", quote.quote.kind.name().to_owned(), Style::new()));
    for (label, span) in [("cue", quote.quote.cue), ("source", quote.quote.source)] {
        if let Some(span) = span {
            out.push((label, span.of(&state.article.text).to_owned(), Style::new()));
        }
    }
    for (label, id, span) in [("via", quote.via, quote.quote.via), ("to", quote.to, quote.quote.to)] {
        if let (Some(words), style) = actor(id, span) {
            out.push((label, words, style));
        }
    }
    let sure = match quote.quote.confidence {
        c if c >= 0.8 => "high",
        c if c >= 0.5 => "fair",
        _ => "low",
    };
    let hundredths = (quote.quote.confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
    out.push(("confidence", format!("{sure} ({hundredths}%)"), Style::new()));
    out
}
