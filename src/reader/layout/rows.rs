//! Turns a unit into rows: its lines with the gap or rule above, indents, bullets and bars.

use super::{
    Row, RowKind, Setting,
    glyphs::{Clusters, DOTS, glyphs},
    placing::Placing,
    tables::{self, Columns},
    units::{Separator, Unit},
    wrap::{self, Line, WrapOptions},
};
use crate::{
    article::{Article, BlockKind},
    span::Span,
};
use std::borrow::Cow;

/// Cells of one step of indent.
const STEP: u16 = 2;

/// Bullets by the depth of their list, from 0; each as wide as the indent.
const BULLETS: [&str; 4] = ["• ", "  ◦ ", "    ▪ ", "      ▫ "];

/// Check boxes of items that are done or not, by depth; two cells wider than the bullets.
const DONE: [&str; 4] = ["[x] ", "  [x] ", "    [x] ", "      [x] "];
const TO_DO: [&str; 4] = ["[ ] ", "  [ ] ", "    [ ] ", "      [ ] "];

/// The bar of a block quotation, and the most bars before a row: as many as can be told apart.
const BAR: &str = "│ ";
const BARS: u8 = 6;

/// The indent of a block in a list item, per level, and the most levels: as many as there are bullets.
const SPACES: &str = "  ";
const STEPS: u8 = BULLETS.len() as u8;

/// The sign before the continuation of a line of code that is too long.
const GOES_ON: &str = "↳ ";

/// Widest average gap between words of a justified line, in cells; with wider ones the line is left ragged.
const WIDEST_GAP: u16 = 3;

/// The rows of a unit in a layout of `width` cells. At least one is text, though it may be empty.
pub(super) fn set(
    article: &Article,
    unit: &Unit,
    width: u16,
    setting: Setting,
    columns: Option<&Columns>,
) -> Vec<Row> {
    let of_table = columns.map(|columns| {
        let mut rows = tables::set(article, unit, room(unit, width), columns);
        let Margin { steps, bars } = Margin::of(unit, width, 0);
        let before = before(steps, bars, "");
        for row in &mut rows {
            row.prefix_with(&before);
        }
        rows
    });
    let text = of_table.filter(|rows| rows.iter().any(Row::is_text));
    let text = text.unwrap_or_else(|| running(article, unit, width, setting));
    let start = text.first().map_or(unit.span.start, |row| row.span.start);
    let blank = |kind| Row::blank(kind, start);
    let above = match unit.before {
        Separator::Nothing => Vec::new(),
        Separator::Gap => vec![blank(RowKind::Gap)],
        Separator::Rule => vec![blank(RowKind::Gap), Row::rule(start, width), blank(RowKind::Gap)],
        Separator::Elision => vec![blank(RowKind::Elision)],
    };
    above.into_iter().chain(text).collect()
}

/// The rows of a unit, but not as a table.
fn running(article: &Article, unit: &Unit, width: u16, setting: Setting) -> Vec<Row> {
    let Inset { first_indent, indent, margin: Margin { steps, bars }, lead } = inset(article, unit, width);
    let measure = width - indent;
    let setting = Setting { ascii: setting.ascii && usize::from(measure) >= DOTS.len(), ..setting };
    let lead_of = |own: &'static str| before(steps, bars, own);
    let mut lines = if unit.kind == BlockKind::Verbatim {
        verbatim(article, unit.span, measure, setting.ascii)
    } else {
        let hyphenate = !matches!(unit.kind, BlockKind::Title | BlockKind::Heading(_));
        let justify = setting.justify && is_justified(unit.kind);
        wrap::lines(
            article,
            unit.span,
            WrapOptions { width: measure, hyphenate, setting: Setting { justify, ..setting } },
        )
    };
    if lines.is_empty() {
        lines.push(Line::empty(unit.span.start));
    }
    let last = lines.len() - 1;
    let widest = lines.iter().map(|line| line.cells).max().unwrap_or(0);
    let end = lines.last().map_or(unit.span.end, |line| line.span.end);
    let text = lines.into_iter().enumerate().map(|(n, line)| {
        let free = measure.saturating_sub(line.cells);
        let stretches =
            setting.justify && n < last && is_justified(unit.kind) && free <= line.spaces * (WIDEST_GAP - 1);
        Row {
            kind: RowKind::Text(unit.kind),
            span: line.span,
            indent: if n == 0 { first_indent } else { indent },
            lead: lead_of(match unit.kind {
                BlockKind::Verbatim if line.goes_on && indent > 0 => GOES_ON,
                _ if n == 0 => lead,
                _ => "",
            }),
            hyphen: line.hyphen,
            is_head: false,
            ascii: setting.ascii,
            placing: match line.visual {
                Some(visual) => Placing::Visual(visual.moved(free)),
                None if stretches && free > 0 => Placing::Justified { free, spaces: line.spaces },
                None => Placing::Ragged,
            },
        }
    });
    // A heading of level 1 has a rule under it, to tell it from those of lower levels.
    let under = (unit.kind == BlockKind::Heading(1) && widest > 0).then(|| Row::rule(end, widest));
    text.chain(under).collect()
}

/// Whether blocks of this kind may be justified. List items are too narrow.
const fn is_justified(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::BlockQuote)
}

/// What is drawn to the left of the rows of a unit.
struct Inset {
    /// The indent of the first row, and of the others.
    first_indent: u16,
    indent: u16,
    /// What is drawn before each row.
    margin: Margin,
    /// What is drawn before the first row, after the bars.
    lead: &'static str,
}

fn inset(article: &Article, unit: &Unit, width: u16) -> Inset {
    let (first_indent, indent, lead) = match unit.kind {
        BlockKind::Verbatim | BlockKind::Caption => (STEP, STEP, ""),
        BlockKind::ListItem { depth } => {
            let depth = usize::from(depth.saturating_sub(unit.inset)).min(BULLETS.len() - 1);
            let indent = STEP * (depth as u16 + 1);
            let boxes = article.check_box(unit.span.start).map(|checked| if checked { DONE } else { TO_DO });
            match (boxes, BULLETS.get(depth)) {
                (Some(_), _) if !unit.begins => (indent + STEP, indent + STEP, ""),
                (Some(boxes), _) => {
                    (indent + STEP, indent + STEP, boxes.get(depth).copied().unwrap_or_default())
                }
                _ if !unit.begins => (indent, indent, ""),
                // The number in the text stands where the bullet of another item would.
                _ if has_marker(article, unit.span) => (indent - STEP, indent, ""),
                (None, bullet) => (indent, indent, bullet.copied().unwrap_or_default()),
            }
        }
        _ => (0, 0, ""),
    };
    // On a very narrow screen, the text needs every cell.
    let (first_indent, indent, lead) =
        if indent > width / 3 { (0, 0, "") } else { (first_indent, indent, lead) };
    let margin = Margin::of(unit, width, indent);
    Inset { first_indent: first_indent + margin.cells(), indent: indent + margin.cells(), margin, lead }
}

/// What is drawn to the left of a block because of the list items and quotations that it is in.
struct Margin {
    /// Levels of indent, for the list item that the block belongs to.
    steps: u8,
    /// Bars of block quotations, after the indent.
    bars: u8,
}

impl Margin {
    /// The margin of a unit with an indent of its own. On a narrow screen, the levels of indent are dropped before the bars.
    fn of(unit: &Unit, width: u16, indent: u16) -> Self {
        let room = (width / 3).saturating_sub(indent) / STEP;
        let room = u8::try_from(room).unwrap_or(u8::MAX);
        let bars = unit.quoted.min(BARS).min(room);
        Self { steps: unit.inset.min(STEPS).min(room - bars), bars }
    }

    const fn cells(&self) -> u16 {
        STEP * (self.steps as u16 + self.bars as u16)
    }
}

/// The text to the left of a row: levels of indent, bars, and `own`.
fn before(steps: u8, bars: u8, own: &'static str) -> Cow<'static, str> {
    match (steps, bars) {
        (0, 0) => Cow::Borrowed(own),
        (0, 1) if own.is_empty() => Cow::Borrowed(BAR),
        _ => (SPACES.repeat(steps.into()) + &BAR.repeat(bars.into()) + own).into(),
    }
}

/// The cells of the table of a unit in a layout of `width` cells.
pub(super) fn room(unit: &Unit, width: u16) -> u16 {
    width - Margin::of(unit, width, 0).cells()
}

/// Whether an item begins with a number or a bullet in its text.
fn has_marker(article: &Article, span: Span) -> bool {
    let start: String = glyphs(Clusters::new(article, span, false)).take(6).map(|glyph| glyph.text).collect();
    let (label, rest) = start.split_at(start.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0));
    // "No." and "Oh." are words; "iv." is a number.
    let is_number = |label: &str| {
        label.bytes().all(|byte| byte.is_ascii_digit())
            || label.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte))
    };
    let numbered = matches!(label.len(), 1..=3)
        && (label.len() == 1 || is_number(label))
        && (rest.starts_with(". ") || rest.starts_with(") "));
    numbered || start.starts_with(['•', '-', '*', '+', '–', '·', '◦'])
}

/// Wraps verbatim text: its lines are kept, and those wider than `width` are continued.
fn verbatim(article: &Article, span: Span, width: u16, ascii: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = span.start;
    let mut goes_on = false;
    while start < span.end {
        let mut end = start;
        let mut taken = 0;
        let mut next = span.end;
        let mut word = false;
        let mut space = None;
        let mut is_whole = true;
        for cluster in Clusters::new(article, Span::new(start, span.end), true).with_dots(ascii) {
            if cluster.source.ends_with(['\n', '\r']) {
                next = cluster.offset + cluster.source.len();
                break;
            }
            if taken + cluster.width > width {
                is_whole = false;
                (end, next) = space.map_or((cluster.offset, cluster.offset), |at| (at, at));
                break;
            }
            taken += cluster.width;
            end = end.max(cluster.offset + cluster.source.len());
            // A line is not broken within its indent.
            if !cluster.is_space() {
                word |= cluster.width > 0;
            } else if word {
                space = Some(end);
            }
        }
        lines.push(Line { span: Span::new(start, end), cells: taken, goes_on, ..Line::empty(start) });
        goes_on = !is_whole;
        start = next;
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::{
        article::{Article, Format},
        reader::layout::{Layout, RowAt},
    };

    #[test]
    fn what_belongs_to_an_item_stands_as_far_in_as_its_words() {
        let text = "# Notes\n\nWords before.\n\n- One.\n\n  More of it.\n\n  > All of us.\n\n  - Inner.\n\n    > Not *me*.\n\n> - Quoted.\n\nOut.\n";
        let article = Article::from_text("t.md", text, Format::Markdown);
        let mut layout = Layout::new(&article, 40);
        layout.prepare(&article, RowAt::default(), 20);
        let shown = layout.rows(RowAt::default(), 20).filter(|(_, row)| row.is_text()).map(|(_, row)| {
            let words: String = row.glyphs(&article).map(|glyph| glyph.text.into_owned()).collect();
            let first = row.glyphs(&article).next().map(|glyph| glyph.x);
            assert_eq!(first, Some(row.indent));
            format!("{:width$}{words}", row.lead, width = usize::from(row.indent))
        });
        let expected = [
            "Notes",
            "Words before.",
            "• One.",
            "  More of it.",
            "  │ All of us.",
            "  ◦ Inner.",
            "    │ Not me.",
            "│ • Quoted.",
            "Out.",
        ];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_table_in_a_quotation_stands_behind_its_bar() {
        let text = "> | Who | Age |\n> |---|--:|\n> | Ann | 7 |\n";
        let article = Article::from_text("t.md", text, Format::Markdown);
        let mut layout = Layout::new(&article, 40);
        layout.prepare(&article, RowAt::default(), 3);
        let rows: Vec<(String, Vec<u16>)> = layout
            .rows(RowAt::default(), 3)
            .map(|(_, row)| (row.lead.to_string(), row.glyphs(&article).map(|glyph| glyph.x).collect()))
            .collect();
        let row = |lead: &str, places: &[u16]| (lead.to_owned(), places.to_vec());
        let heads = row("│ ", &[2, 3, 4, 7, 8, 9]);
        assert_eq!(rows, [heads, row("│ ────────", &[]), row("│ ", &[2, 3, 4, 9])]);
    }
}
