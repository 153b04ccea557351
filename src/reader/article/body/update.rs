//! Scrolling and setting the text, and selecting the quote that is being read.

use crate::reader::{
    app::{
        geometry::geometry,
        state::{Lens, State},
    },
    article::{Place, selection},
    layout::{Layout, RowAt, RowKind},
    overlays::Overlay,
};
use crate::span::Span;
use std::cmp::Ordering;

/// Rows of a page that are still on screen after scrolling by a page.
const OVERLAP: isize = 2;

/// The rows of text on screen.
pub fn height(state: &State) -> usize {
    geometry(state).map_or(1, |g| usize::from(g.text.height)).max(1)
}

/// The rows by which a page scrolls.
pub fn page(state: &State) -> isize {
    (height(state).cast_signed() - OVERLAP).max(1)
}

/// Sets the text again, for another width, lens, filter or article. The position is kept.
pub fn set(state: &mut State) {
    // The labels of links stand on cells that will change.
    drop_link_labels(state);
    let Some(geometry) = geometry(state) else { return };
    let width = geometry.text.width;
    let pieces = match state.lens {
        Lens::QuotesOnly => state.open.quotes.segments.excerpt(),
        Lens::Everything | Lens::Dimmed => Vec::new(),
    };
    // While no quotes are known, nothing is left out.
    let layout = if pieces.is_empty() {
        Layout::new(&state.open.article, width)
    } else {
        Layout::excerpt(&state.open.article, width, &pieces)
    };
    state.open.body.layout = layout.set_as(state.screen.setting);
    restore(state, state.open.body.place);
    prepare(state);
}

fn drop_link_labels(state: &mut State) {
    state.overlays.retain(|overlay| !matches!(overlay, Overlay::Links(_)));
}

/// Sets the rows on screen, so that they can be drawn.
pub fn prepare(state: &mut State) {
    let height = height(state);
    state.open.body.layout.prepare(&state.open.article, state.open.body.top, height);
}

/// Scrolls by rows, as far as the text goes. `isize::MIN` and `isize::MAX` mean its beginning and its end; there the quote
/// being read is selected even if nothing has moved.
pub fn scroll(state: &mut State, rows: isize) {
    if !matches!(rows, isize::MIN | isize::MAX) {
        let to = state.open.body.layout.step(&state.open.article, state.open.body.top, rows);
        move_to(state, to);
        return;
    }
    let last = state.open.body.layout.last(&state.open.article);
    move_to(state, if rows > 0 { last } else { RowAt::default() });
    follow(state);
}

/// Scrolls so that `offset` is in the top row, as far as the text goes.
pub fn to(state: &mut State, offset: usize) {
    let row = state.open.body.layout.at(&state.open.article, offset);
    move_to(state, row);
}

/// Scrolls by paragraphs; back if `by` is negative.
pub fn paragraphs(state: &mut State, by: isize) {
    let starts: Vec<usize> = match state.lens {
        Lens::QuotesOnly => state.open.quotes.segments.excerpt().iter().map(|s| s.start).collect(),
        Lens::Everything | Lens::Dimmed => state.open.article.blocks.iter().map(|b| b.span.start).collect(),
    };
    let here = state.open.body.layout.offset(&state.open.article, state.open.body.top);
    let to = if by > 0 {
        let below = starts.get(starts.partition_point(|&s| s <= here)..).unwrap_or_default();
        below.get(by.cast_unsigned() - 1).or(below.last())
    } else {
        let above = starts.get(..starts.partition_point(|&s| s < here)).unwrap_or_default();
        above.get(above.len().saturating_add_signed(by)).or(above.first())
    };
    let row = match to {
        Some(&offset) => state.open.body.layout.at(&state.open.article, offset),
        None if by > 0 => state.open.body.layout.last(&state.open.article),
        None => RowAt::default(),
    };
    move_to(state, row);
}

/// Scrolls so that `offset` is a third down the screen, with some context above it.
pub fn reveal(state: &mut State, offset: usize) {
    state.moved_in = Some(state.open.generation);
    let third = (height(state) / 3).cast_signed();
    let row = state.open.body.layout.at(&state.open.article, offset);
    let top = state.open.body.layout.step(&state.open.article, row, -third);
    put_top(state, top);
    keep_place(state);
}

/// Like [`reveal`], but does not scroll if `offset` is on screen.
pub fn bring_into_sight(state: &mut State, offset: usize) {
    state.moved_in = Some(state.open.generation);
    if !is_in_sight(state, offset) {
        reveal(state, offset);
    }
}

/// Like [`reveal`] for the beginning of `span`, but does not scroll if all of `span` is on screen.
pub fn bring_all_into_sight(state: &mut State, span: Span) {
    state.moved_in = Some(state.open.generation);
    let last = span.end.saturating_sub(1).max(span.start);
    if !(is_in_sight(state, span.start) && is_in_sight(state, last)) {
        reveal(state, span.start);
    }
}

/// Whether `offset` is on screen.
pub fn is_in_sight(state: &mut State, offset: usize) -> bool {
    beside_screen(state, offset).is_eq()
}

/// Whether the row of `offset` is above the screen (`Less`), on it (`Equal`) or below it.
pub fn beside_screen(state: &mut State, offset: usize) -> Ordering {
    let row = state.open.body.layout.at(&state.open.article, offset);
    let last = state.open.body.layout.step(
        &state.open.article,
        state.open.body.top,
        height(state).cast_signed() - 1,
    );
    if row < state.open.body.top {
        Ordering::Less
    } else if row > last {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Scrolls to a position that was kept.
pub fn restore(state: &mut State, place: Place) {
    state.open.body.place = place;
    let row = if place == Place::default() {
        RowAt::default()
    } else {
        let row = state.open.body.layout.at(&state.open.article, place.offset);
        state.open.body.layout.step(&state.open.article, row, -isize::from(place.on_gap))
    };
    put_top(state, row);
}

/// Scrolls to `row` and selects the quote being read.
fn move_to(state: &mut State, row: RowAt) {
    state.moved_in = Some(state.open.generation);
    let before = state.open.body.top;
    put_top(state, row);
    if state.open.body.top != before {
        let goes_down = state.open.body.top > before;
        keep_place(state);
        follow_on(state, goes_down);
    }
}

/// The top row when the end of the text is on screen.
fn last_top(state: &mut State) -> RowAt {
    let height = height(state).cast_signed();
    let last = state.open.body.layout.last(&state.open.article);
    state.open.body.layout.step(&state.open.article, last, 1 - height)
}

fn put_top(state: &mut State, row: RowAt) {
    let top = row.min(last_top(state));
    if top != state.open.body.top {
        drop_link_labels(state);
    }
    state.open.body.top = top;
}

fn keep_place(state: &mut State) {
    let (layout, top) = (&mut state.open.body.layout, state.open.body.top);
    layout.prepare(&state.open.article, top, 1);
    let on_gap = layout.rows(top, 1).any(|(_, row)| !matches!(row.kind, RowKind::Text(_)));
    state.open.body.place = if top == RowAt::default() {
        Place::default()
    } else {
        Place { offset: layout.offset(&state.open.article, top), on_gap }
    };
}

/// The first byte of the row that is being read or, if that has no text, of the next one with text.
pub fn being_read(state: &mut State) -> Option<usize> {
    let reference = reference(state);
    let height = height(state);
    state.open.body.layout.prepare(&state.open.article, state.open.body.top, height);
    let rows = state.open.body.layout.rows(state.open.body.top, height).enumerate();
    let mut with_text =
        rows.filter(|(_, (_, row))| matches!(row.kind, RowKind::Text(_)) && !row.span.is_empty()).peekable();
    let first = with_text.peek().map(|(_, (_, row))| row.span.start);
    with_text.find(|(place, _)| *place >= reference).map(|(_, (_, row))| row.span.start).or(first)
}

/// The byte as far from the start of the next row of text (`by` = 1) or the previous one (-1) as `offset` is in its own.
pub fn same_column_in_next_row(state: &mut State, offset: usize, by: isize) -> Option<usize> {
    /// Most rows without text between two rows of text.
    const AIR: usize = 4;
    let (layout, article) = (&mut state.open.body.layout, &state.open.article);
    let mut row = layout.at(article, offset);
    let start = layout.offset(article, row);
    for _ in 0..AIR {
        let next = layout.step(article, row, by);
        if next == row {
            return None;
        }
        row = next;
        layout.prepare(article, row, 1);
        let found = layout.rows(row, 1).find(|(_, row)| matches!(row.kind, RowKind::Text(_)));
        if let Some((_, found)) = found {
            let far = offset.saturating_sub(start);
            return Some((found.span.start + far).min(found.span.end.saturating_sub(1)));
        }
    }
    None
}

/// Selects the quote that is being read: the last one that begins in the reference row or above.
pub fn follow(state: &mut State) {
    let end = read_to(state);
    choose_before(state, end);
}

/// Selects the quote that is being read, after scrolling down or up. Where that would select in the opposite direction, a
/// current quote that is on screen stays selected.
fn follow_on(state: &mut State, goes_down: bool) {
    let before = state.open.quotes.current.filter(|_| state.open.quotes.position().is_some());
    let start = before.zip(state.open.findings.as_ref()).map(|(quote, findings)| findings.start(quote));
    let stays = start.is_some_and(|start| {
        let end = read_to(state);
        is_in_sight(state, start) && (start >= end) == goes_down
    });
    if !stays {
        follow(state);
    }
}

/// Selects the last quote that begins at or before `offset`, wherever on the screen that is.
pub fn follow_to(state: &mut State, offset: usize) {
    choose_before(state, offset.saturating_add(1));
}

/// Selects the last quote that begins before `end`.
fn choose_before(state: &mut State, end: usize) {
    let Some(findings) = state.open.findings.clone() else { return };
    let begun = state.open.quotes.shown.partition_point(|&q| findings.start(q) < end);
    let quote = begun.checked_sub(1).and_then(|last| state.open.quotes.shown.get(last)).copied();
    selection::choose(state, quote);
}

/// The end of the reference row: text before it counts as read.
pub fn read_to(state: &mut State) -> usize {
    let rows = reference(state) + 1;
    state.open.body.layout.prepare(&state.open.article, state.open.body.top, rows);
    let end = state
        .open
        .body
        .layout
        .rows(state.open.body.top, rows)
        .filter(|(_, row)| matches!(row.kind, RowKind::Text(_)))
        .last()
        .map(|(_, row)| row.span.end);
    end.unwrap_or(state.open.body.place.offset)
}

/// The row of the screen that counts as being read: a third down the screen, but moving up to the first row near the
/// beginning of the text and down to the last near its end, so that scrolling from one end to the other passes every row.
fn reference(state: &mut State) -> usize {
    let height = height(state);
    let third = height / 3;
    let rest = height - 1 - third;
    let (top, limit) = (state.open.body.top, last_top(state));
    let above = state.open.body.layout.step(&state.open.article, top, -third.cast_signed());
    let above = distance(state, above, top, third);
    let below = distance(state, top, limit, rest);
    match (above < third, below < rest) {
        (true, true) => (height - 1) * above / (above + below).max(1),
        (true, false) => above,
        (false, true) => third + rest - below,
        (false, false) => third,
    }
}

/// The rows from `from` to `to`, at most `most`.
fn distance(state: &mut State, from: RowAt, to: RowAt, most: usize) -> usize {
    state.open.body.layout.prepare(&state.open.article, from, most);
    state.open.body.layout.rows(from, most).take_while(|(at, _)| *at < to).count()
}
