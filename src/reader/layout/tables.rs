//! Sets tables in columns, with cells that are wrapped where they are too wide; where the screen is too narrow for columns,
//! one cell below the other.

use super::{
    Row, RowKind, Setting,
    glyphs::Clusters,
    placing::{Placing, TableCell},
    units::Unit,
    wrap::{self, Line, WrapOptions},
};
use crate::{
    article::{Article, Table, TableRow},
    reader::draw::pen,
    span::Span,
};
use std::borrow::Cow;

/// Cells of the screen between two columns.
const GAP: u16 = 2;
/// The least width, in cells of the screen, of a column that is narrower than its text.
const NARROWEST: u16 = 8;
/// Most rows that are measured for the widths of columns, so that long tables are quick.
const LOOKED_AT: usize = 256;
/// Texts wider than this, in cells of the screen, are not measured further.
const WIDE: u16 = 400;

/// The columns of a table as they are set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The width of each in cells of the screen; empty where there is no room for columns.
    widths: Vec<u16>,
    /// Whether a column holds figures, which are aligned right.
    figures: Vec<bool>,
    /// Whether empty rows separate the rows of the table, since some take several lines.
    has_gaps: bool,
    /// The names of the columns, for cells below each other; empty where the table has no head.
    labels: Vec<String>,
}

impl Columns {
    /// Measures the columns of a table for `width` cells of the screen.
    pub fn of(article: &Article, table: &Table, width: u16) -> Self {
        let count = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let (mut natural, mut words) = (vec![0_u16; count], vec![0_u16; count]);
        let (mut figures, mut filled) = (vec![true; count], vec![false; count]);
        for (n, row) in table.rows.iter().take(LOOKED_AT).enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let (whole, word) = measure(article, *cell);
                let most = |slot: Option<&mut u16>, cells| slot.map_or((), |slot| *slot = (*slot).max(cells));
                most(natural.get_mut(column), whole);
                most(words.get_mut(column), word);
                if n >= table.heads && whole > 0 {
                    let is_figure = is_figure(cell.of(&article.text));
                    figures.get_mut(column).into_iter().for_each(|all| *all &= is_figure);
                    filled.get_mut(column).into_iter().for_each(|any| *any = true);
                }
            }
        }
        for (all, any) in figures.iter_mut().zip(filled) {
            *all &= any;
        }
        let room = width.saturating_sub(GAP * (count as u16).saturating_sub(1));
        let widths = share(&natural, &words, room);
        let has_gaps = widths.iter().zip(&natural).any(|(width, natural)| width < natural);
        let labels = table
            .rows
            .first()
            .filter(|_| table.heads > 0)
            .map(|row| row.cells.iter().map(|cell| pen::fit(&article.shown(*cell), width / 3)).collect());
        Self { widths, figures, has_gaps, labels: labels.unwrap_or_default() }
    }

    fn width(&self) -> u16 {
        self.widths.iter().sum::<u16>() + GAP * (self.widths.len() as u16).saturating_sub(1)
    }
}

/// The cells of the screen that a text takes on one line, and those of its longest word.
fn measure(article: &Article, span: Span) -> (u16, u16) {
    let (mut whole, mut word, mut longest) = (0_u16, 0_u16, 0_u16);
    for cluster in Clusters::new(article, span, false) {
        word = if cluster.is_space() { 0 } else { word + cluster.width };
        longest = longest.max(word);
        whole += cluster.width;
        if whole > WIDE {
            break;
        }
    }
    (whole, longest)
}

/// Whether a table cell holds a figure: a number, with signs and units of currency.
fn is_figure(text: &str) -> bool {
    let signs =
        |c: char| matches!(c, '.' | ',' | '%' | '+' | '-' | '−' | '–' | '$' | '€' | '£' | '(' | ')' | ' ');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || signs(c))
}

/// Distributes `room` among columns whose texts are `natural` wide and whose longest words `words`: columns no wider than an
/// even share get what they need, the others share the rest. Empty where the rest is too little for one of them.
fn share(natural: &[u16], words: &[u16], room: u16) -> Vec<u16> {
    let mut widths = natural.to_vec();
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room;
    loop {
        let share = left / (open.len() as u16).max(1);
        let before = open.len();
        open.retain(|&column| {
            let wanted = natural.get(column).copied().unwrap_or(0);
            let content = wanted <= share;
            if content {
                left -= wanted;
            }
            !content
        });
        if open.is_empty() {
            return widths;
        }
        if open.len() == before {
            let more = left % open.len() as u16;
            for (n, &column) in open.iter().enumerate() {
                let width = share + u16::from((n as u16) < more);
                let needed = words.get(column).copied().unwrap_or(0).min(NARROWEST);
                if width < needed.max(NARROWEST) {
                    return Vec::new();
                }
                widths.get_mut(column).into_iter().for_each(|slot| *slot = width);
            }
            return widths;
        }
    }
}

/// The rows of a unit of a table in a layout of `width` cells; empty where the unit begins no row of the table.
pub(super) fn set(article: &Article, unit: &Unit, width: u16, columns: &Columns) -> Vec<Row> {
    let Some(table) = unit.table.and_then(|table| article.tables.get(table)) else { return Vec::new() };
    let first = table.rows.partition_point(|row| row.span.start < unit.span.start);
    let mut out = Vec::new();
    let rows = table.rows.iter().enumerate().skip(first);
    for (n, row) in rows.take_while(|(_, row)| row.span.start < unit.span.end) {
        let is_head = n < table.heads;
        let begun = out.len();
        if columns.widths.is_empty() {
            stack(article, (unit, row), (width, is_head), &columns.labels, &mut out);
        } else {
            in_columns(article, (unit, row), columns, is_head, &mut out);
        }
        let start = out.get(begun).map_or(row.span.start, |row| row.span.start);
        let follows = n > 0 && (unit.goes_on || n > first);
        if follows && n == table.heads && !columns.widths.is_empty() {
            out.insert(begun, Row::rule(start, columns.width()));
        } else if follows && (columns.has_gaps || columns.widths.is_empty()) {
            out.insert(begun, Row::blank(RowKind::Gap, start));
        }
    }
    out
}

const fn wrap_options(width: u16) -> WrapOptions {
    WrapOptions { width, hyphenate: false, setting: Setting { justify: false, reorder: false, ascii: false } }
}

/// Sets a row of a table in columns.
fn in_columns(
    article: &Article,
    (unit, row): (&Unit, &TableRow),
    columns: &Columns,
    is_head: bool,
    out: &mut Vec<Row>,
) {
    let set = |(cell, width): (&Span, &u16)| wrap::lines(article, *cell, wrap_options((*width).max(1)));
    let cells: Vec<Vec<Line>> = row.cells.iter().zip(&columns.widths).map(set).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    for n in 0..height {
        let mut shown = Vec::new();
        let mut x = 0;
        for (column, (lines, width)) in cells.iter().zip(&columns.widths).enumerate() {
            if let Some(line) = lines.get(n) {
                let is_figure = columns.figures.get(column).copied().unwrap_or(false);
                let free = if is_figure { width.saturating_sub(line.cells) } else { 0 };
                shown.push(TableCell { span: line.span, x: x + free });
            }
            x += width + GAP;
        }
        let span = match (shown.first(), shown.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::new(row.span.start, row.span.start),
        };
        let kind = RowKind::Text(unit.kind);
        out.push(Row { kind, span, is_head, placing: Placing::Cells(shown), ..Row::blank(kind, span.start) });
    }
}

/// Sets a row of a table as cells below each other, each after the name of its column.
fn stack(
    article: &Article,
    (unit, row): (&Unit, &TableRow),
    (width, is_head): (u16, bool),
    labels: &[String],
    out: &mut Vec<Row>,
) {
    let before = out.len();
    let kind = RowKind::Text(unit.kind);
    for (column, cell) in row.cells.iter().enumerate() {
        let label = labels.get(column).filter(|label| !is_head && !label.is_empty());
        let lead = label.map_or_else(String::new, |label| format!("{label}: "));
        let indent = pen::width(&lead);
        let (indent, lead) = if indent > width / 2 { (0, String::new()) } else { (indent, lead) };
        for (n, line) in
            wrap::lines(article, *cell, wrap_options((width - indent).max(1))).into_iter().enumerate()
        {
            let lead = if n == 0 { Cow::Owned(lead.clone()) } else { Cow::Borrowed("") };
            let placing = Placing::Cells(vec![TableCell { span: line.span, x: indent }]);
            out.push(Row { kind, span: line.span, indent, lead, is_head, placing, ..Row::blank(kind, 0) });
        }
    }
    if out.len() == before {
        out.push(Row::blank(kind, row.span.start));
    }
}
