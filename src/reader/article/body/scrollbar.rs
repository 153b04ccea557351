//! Draws the scrollbar: which part of the text is on screen, and where in the text who speaks.

use crate::{
    identity::UNATTRIBUTED,
    reader::{
        app::{geometry::Geometry, state::State, status},
        draw::Pen,
        theme::Theme,
    },
    span::Span,
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

/// Draws the bar with its thumb, and the glyphs of speakers at the positions of their quotes.
pub fn draw(state: &State, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) {
    let bar = geometry.scrollbar;
    let height = usize::from(bar.height);
    let length = state.open.article.text.len();
    // In two steps, since the product of length and height may overflow.
    let offset = |row: usize| length / height * row + length % height * row / height;
    let seen = seen(state, usize::from(geometry.text.height));
    if status::is_whole(state) {
        beside(state, geometry, theme, buffer);
        return;
    }
    for (row, y) in (bar.top()..bar.bottom()).enumerate() {
        let span = Span::new(offset(row), offset(row + 1));
        let is_seen = span.overlaps(seen);
        mark(state, span, is_seen, theme, Pen::new(buffer, Rect::new(bar.x, y, 1, 1)));
    }
}

/// Draws the bar where the whole text is on screen: each glyph stands beside the row of its quote.
fn beside(state: &State, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) {
    let (bar, text) = (geometry.scrollbar, geometry.text);
    let mut rows = state.open.body.layout.rows(state.open.body.top, usize::from(text.height));
    for y in bar.top()..bar.bottom() {
        let row = if y < text.y { None } else { rows.next() };
        let span = row.map_or(Span::new(0, 0), |(_, row)| row.span);
        mark(state, span, true, theme, Pen::new(buffer, Rect::new(bar.x, y, 1, 1)));
    }
}

/// Draws a cell of the bar, which stands for `span` of the text.
fn mark(state: &State, span: Span, is_seen: bool, theme: Theme, mut pen: Pen) {
    match tick(state, span, theme) {
        Some((glyph, style)) => {
            let style = if is_seen { style.add_modifier(Modifier::REVERSED) } else { style };
            pen.raw(&glyph.to_string(), style);
        }
        None if is_seen => pen.raw("▐", Style::new()),
        None => pen.raw("│", theme.faint()),
    }
}

/// The span of the text that is on screen.
fn seen(state: &State, height: usize) -> Span {
    let mut rows = state
        .open
        .body
        .layout
        .rows(state.open.body.top, height)
        .map(|(_, r)| r.span)
        .filter(|s| !s.is_empty());
    let first = rows.next().unwrap_or(Span::new(0, 0));
    rows.last().map_or(first, |last| first.join(last))
}

/// The glyph for the quotes in a span: that of the current quote, or of the first one that begins there, or of any.
fn tick(state: &State, span: Span, theme: Theme) -> Option<(char, Style)> {
    let findings = state.open.findings.as_ref()?;
    let pieces = state.open.quotes.segments.within(span);
    let current = pieces.iter().find(|s| Some(s.quote) == state.open.quotes.current);
    let quote = current.or(state.open.quotes.segments.beginning(span).first()).or(pieces.first())?.quote;
    let identity = findings.identity_of(quote);
    let style = theme.speaker(identity);
    let style = if current.is_some() { style.add_modifier(Modifier::BOLD) } else { style };
    Some((identity.map_or(UNATTRIBUTED, |i| i.glyph), style))
}
