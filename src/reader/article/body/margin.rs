//! Draws the margin: at the left of each row of text, the glyphs of those whose quotes stand in it.

use crate::{
    identity::UNATTRIBUTED,
    reader::{
        app::state::State,
        article::findings::Findings,
        draw::Pen,
        layout::Row,
        theme::{self, Theme},
    },
};
use ratatui::style::Modifier;

/// Columns from which a marker stands before the glyphs.
const MARKED_FROM: u16 = 5;

/// Draws the margin of a row: a marker at the current quote; for each quote that begins there, the glyph of its speaker and
/// a sign if it is doubtful, corrected or inferred; and a bar whose form shows the kind of quote.
pub fn draw(state: &State, findings: &Findings, row: &Row, is_first: bool, theme: Theme, mut pen: Pen) {
    let segments = &state.open.quotes.segments;
    let inside = segments.within(row.span);
    let Some(first) = inside.first() else { return };
    let current = |quote: usize| state.open.quotes.current == Some(quote);
    let style = |quote: usize| {
        let style = theme.speaker(findings.identity_of(quote));
        if current(quote) { style.add_modifier(Modifier::BOLD) } else { style }
    };

    // In the first row on screen, a quote that began above it shows its speaker again.
    let above = if is_first { inside.get(..1).unwrap_or_default() } else { &[] };
    let mut begun: Vec<usize> = above.iter().chain(segments.beginning(row.span)).map(|s| s.quote).collect();
    begun.dedup();

    let beside = inside.iter().find(|s| current(s.quote)).unwrap_or(first).quote;
    if pen.room() >= MARKED_FROM {
        let marked = begun.iter().any(|&q| current(q));
        pen.raw(if marked { "▸" } else { " " }, style(beside));
    }
    // The bar and an empty column stand to the right of the glyphs.
    pen.keep_free(2);
    let room = usize::from(pen.room());
    for (quote, sign) in begun_here(findings, &begun, state.open.quotes.current, room) {
        let glyph = findings.identity_of(quote).map_or(UNATTRIBUTED, |i| i.glyph);
        pen.raw(&glyph.to_string(), style(quote));
        pen.raw(sign.unwrap_or_default(), theme.faint());
    }
    pen.skip(pen.room());
    pen.widen(2);
    if let Some(quote) = findings.quote(beside) {
        pen.raw(theme::bar(quote.quote.kind), style(beside));
    }
}

/// The quotes whose glyphs stand in the row where they begin, in text order, each with the sign after its glyph. At most two
/// quotes fit; with less than `room` for all, the current quote comes first, and signs for "doubtful" or "corrected" before
/// the glyph of the second quote.
fn begun_here(
    findings: &Findings,
    begun: &[usize],
    current: Option<usize>,
    room: usize,
) -> Vec<(usize, Option<&'static str>)> {
    let leads = |quote: &&usize| Some(**quote) == current;
    let Some(&lead) = begun.iter().find(leads).or(begun.first()) else { return Vec::new() };
    let mut left = room;
    let mut fits = || {
        let fits = left > 0;
        left = left.saturating_sub(1);
        fits
    };
    // In order of importance.
    let lead = Some(lead).filter(|_| fits());
    let of_lead = lead.and_then(|quote| findings.sign(quote)).filter(|_| fits());
    let second = begun.iter().copied().find(|&quote| Some(quote) != lead).filter(|_| fits());
    let of_second = second.and_then(|quote| findings.sign(quote)).filter(|_| fits());
    let inferred = |quote: Option<usize>| quote.and_then(|quote| findings.inferred(quote));
    let of_lead = of_lead.or_else(|| inferred(lead).filter(|_| fits()));
    let of_second = of_second.or_else(|| inferred(second).filter(|_| fits()));
    let mut out: Vec<_> =
        [lead.zip(Some(of_lead)), second.zip(Some(of_second))].into_iter().flatten().collect();
    out.sort_by_key(|(quote, _)| begun.iter().position(|other| other == quote));
    out
}
