//! The rows of the list of quotes: the selected quote has as many as its words need, up to a third of the list; the others
//! have two where all fit, otherwise one.

use crate::{
    printable,
    reader::{
        app::state::State,
        article::findings::Findings,
        draw::pen::{self, width},
    },
};
use ratatui::layout::Rect;

/// Columns for names and words from which names are shown.
const NAMES_FROM: u16 = 30;
/// Most columns of a name.
const NAME_AT_MOST: u16 = 20;
/// Columns at the right of a row, for signs and the kind.
pub(super) const SIGNS: u16 = 4;
/// The selected quote takes at most 1 / `PART` of the list.
const PART: u16 = 3;
/// Bytes of a quote that are read for a column of the list: as many as a code point may take.
const BYTES: usize = 4;

/// The columns of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Columns of the largest number.
    pub digits: usize,
    /// Columns of a name; 0 where names are not shown.
    pub name: u16,
    /// Columns for the words in the first row of a quote.
    first: u16,
    /// Columns before the words in its other rows, and for the words there.
    pub indent: u16,
    rest: u16,
}

impl Columns {
    /// The columns of a list of `all` quotes in `area`.
    pub fn new(all: usize, area: Rect) -> Self {
        let digits = all.to_string().len();
        let before = digits as u16 + 4;
        let room = area.width.saturating_sub(before);
        let name = if room >= NAMES_FROM { (room * 2 / 5).min(NAME_AT_MOST) } else { 0 };
        let names = if name > 0 { name + 1 } else { 0 };
        Self {
            digits,
            name,
            first: room.saturating_sub(SIGNS + names).max(1),
            indent: before,
            rest: room.saturating_sub(1).max(1),
        }
    }
}

/// A quote in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its index among the quotes that are shown.
    pub place: usize,
    /// Its words, by rows; at least one row, which may be empty.
    pub lines: Vec<String>,
}

/// The entries that the list shows below its title row, and the number of quotes that follow them.
pub fn entries(state: &State, area: Rect) -> (Vec<Entry>, usize) {
    let quotes = &state.open.quotes;
    let Some(findings) = &state.open.findings else { return (Vec::new(), 0) };
    let height = rows(area);
    let count = quotes.shown.len();
    let columns = Columns::new(findings.analysis.quotes.len(), area);
    let selected = quotes.position();
    let lines = |place: usize, most: usize| {
        quotes.shown.get(place).map_or_else(Vec::new, |&quote| words(state, findings, quote, columns, most))
    };
    let whole = selected.map_or_else(Vec::new, |place| lines(place, most(area)));
    let fits = |each: usize| count.saturating_sub(1) * each + whole.len().max(1) <= height;
    let each = if fits(2) { 2 } else { 1 };
    let cut = quotes.top > 0 || !fits(1);
    let (mut out, mut taken) = (Vec::new(), 0);
    for place in quotes.top..count {
        let lines = if Some(place) == selected { whole.clone() } else { lines(place, each) };
        let is_last = place + 1 == count;
        // The last row is needed for the number of quotes that follow.
        let room = height - usize::from(cut && !is_last && height > 1);
        if taken + lines.len() > room {
            return (out, count - place);
        }
        taken += lines.len();
        out.push(Entry { place, lines });
    }
    (out, 0)
}

/// The index, among the quotes that are shown, of the one in this row below the title row.
pub fn at(state: &State, area: Rect, row: usize) -> Option<usize> {
    let mut below = 0;
    entries(state, area).0.into_iter().find_map(|entry| {
        below += entry.lines.len();
        (row < below).then_some(entry.place)
    })
}

/// The first quote on screen for which the selected one is wholly visible, with as little scrolling as possible.
pub fn top(state: &State, area: Rect) -> usize {
    let quotes = &state.open.quotes;
    let Some(last) = quotes.shown.len().checked_sub(1) else { return 0 };
    let selected = quotes.position().unwrap_or(0);
    let rest = last_top(state, area);
    let room = rows(area) - usize::from(selected < last && rows(area) > 1);
    let lowest = (selected + selected_rows(state, area)).saturating_sub(room.max(1));
    quotes.top.min(selected).max(lowest.min(selected)).min(rest)
}

/// The first quote on screen if the list is scrolled to its end.
pub fn last_top(state: &State, area: Rect) -> usize {
    let count = state.open.quotes.shown.len();
    (count + selected_rows(state, area).saturating_sub(1))
        .saturating_sub(rows(area))
        .min(count.saturating_sub(1))
}

fn rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1)).max(1)
}

fn most(area: Rect) -> usize {
    usize::from((area.height.saturating_sub(1) / PART).max(1))
}

fn selected_rows(state: &State, area: Rect) -> usize {
    let Some(findings) = &state.open.findings else { return 1 };
    let columns = Columns::new(findings.analysis.quotes.len(), area);
    state
        .open
        .quotes
        .current
        .filter(|_| state.open.quotes.position().is_some())
        .map_or(1, |quote| words(state, findings, quote, columns, most(area)).len())
}

/// The words of a quote in at most `most` rows.
fn words(state: &State, findings: &Findings, number: usize, columns: Columns, most: usize) -> Vec<String> {
    let article = &state.open.article;
    let pieces = findings.quote(number).map_or(&[][..], |quote| &quote.quote.content);
    let room = usize::from(columns.first.max(columns.rest)) * (most + 1);
    let (mut text, mut left) = (String::new(), room * BYTES);
    for piece in pieces {
        if !text.is_empty() {
            text.push_str(" … ");
        }
        text.push_str(&article.shown(piece.head(&article.text, left)));
        left = left.saturating_sub(piece.len());
    }
    fill(&printable::line(&text), columns.first, columns.rest, most)
}

/// Wraps printable text into at most `most` rows of `first` and then `rest` columns; what does not fit is cut.
fn fill(text: &str, first: u16, rest: u16, most: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut left = text;
    loop {
        let room = if out.is_empty() { first } else { rest };
        if out.len() + 1 >= most || width(left) <= room {
            out.push(pen::fit(left, room));
            return out;
        }
        let (line, after) = left.split_at_checked(end_of_line(left, room)).unwrap_or((left, ""));
        out.push(line.trim_end().to_owned());
        left = after.trim_start();
        if left.is_empty() {
            return out;
        }
    }
}

/// The end in bytes of the first row of a text wider than `room`: after a word, or after the last grapheme cluster that
/// fits.
fn end_of_line(text: &str, room: u16) -> usize {
    let (mut at, mut taken, mut space) = (0, 0, None);
    for cluster in printable::clusters(text) {
        let cells = printable::grapheme(cluster).1;
        if cluster == " " {
            space = Some(at);
        }
        if taken + cells > room {
            break;
        }
        taken += cells;
        at += cluster.len();
    }
    let first = printable::clusters(text).next().map_or(0, str::len);
    space.filter(|&space| space > 0).unwrap_or(at).max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_set_in_rows() {
        assert_eq!(fill("we will pay all of it, soon", 8, 12, 9), ["we will", "pay all of", "it, soon"]);
        assert_eq!(fill("we will pay all of it, soon", 8, 12, 2), ["we will", "pay all of…"]);
        assert_eq!(fill("unbelievable", 5, 5, 9), ["unbel", "ievab", "le"]);
        assert_eq!(fill("北京市", 1, 1, 9).len(), 3);
        assert_eq!(fill("", 5, 5, 9), [""]);
    }
}
