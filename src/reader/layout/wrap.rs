//! Where running text breaks into lines.
//!
//! Where a line may break is for the Unicode line breaking rules and the hyphenation patterns to say, where it does
//! for the optimal fit of `textwrap`, which looks at the whole unit. Text is set ragged right, and a ragged edge is
//! no reason to break a word: hyphens are rare.

use super::{
    Setting,
    bidi::{Order, Visual},
    glyphs::Clusters,
    words,
};
use crate::{article::Article, span::Span};
use textwrap::{
    core::Fragment as _,
    wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit},
};
use unicode_linebreak::linebreaks;

/// What a line costs. A hyphen costs as much as twelve cells left free at the end of a line.
const PENALTIES: Penalties = Penalties {
    nline_penalty: 100,
    overflow_penalty: 1_000_000,
    // A lone word on the last line, if it is shorter than a third of it, costs as much as 18 cells.
    short_last_line_fraction: 3,
    short_last_line_penalty: 324,
    hyphen_penalty: 144,
};

/// What it costs in justified text, where a wide gap is seen in every line.
const JUSTIFIED: Penalties = Penalties { hyphen_penalty: 25, ..PENALTIES };

/// A line of set text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From the first cluster to the last that is drawn, white space at the ends left out.
    pub span: Span,
    pub hyphen: bool,
    /// Cells that it takes, its hyphen included.
    pub cells: u16,
    /// How many spaces are in it.
    pub spaces: u16,
    /// Whether it goes on with a line of the text that is kept, and was too long.
    pub goes_on: bool,
    /// Where its clusters are seen, where that is not in the order of the text.
    pub visual: Option<Visual>,
}

impl Line {
    /// One that is empty, at `offset`.
    pub const fn empty(offset: usize) -> Self {
        Self {
            span: Span::new(offset, offset),
            hyphen: false,
            cells: 0,
            spaces: 0,
            goes_on: false,
            visual: None,
        }
    }
}

/// A cluster that is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// Where it is in the article.
    pub span: Span,
    /// Where it is in the flat text.
    pub flat: usize,
    pub width: u16,
    pub space: bool,
    /// Whether it is one sign with the next, as those of a family of emoji are.
    pub joins: bool,
}

/// The drawn text in one string, for the rules that look at characters, with the cells it came from.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub text: String,
    pub cells: Vec<Cell>,
}

impl Flat {
    fn new(article: &Article, span: Span, ascii: bool) -> Self {
        let mut flat = Self::default();
        for cluster in Clusters::new(article, span, false).with_dots(ascii) {
            let space = cluster.source.chars().all(char::is_whitespace);
            if cluster.width > 0 {
                let span = Span::new(cluster.offset, cluster.offset + cluster.source.len());
                let joins = cluster.source.ends_with(JOINER);
                flat.cells.push(Cell { span, flat: flat.text.len(), width: cluster.width, space, joins });
            }
            if space {
                flat.text.push(if cluster.source.chars().all(is_no_break) { '\u{a0}' } else { ' ' });
            } else if cluster.width > 0 {
                flat.text.push_str(&cluster.text);
                if cluster.source.ends_with(JOINER) {
                    flat.text.push(JOINER);
                }
            } else {
                flat.text.extend(cluster.source.chars().filter(|c| has_say_in_breaking(*c)));
            }
        }
        flat
    }
}

/// Makes one sign of two. It is not drawn, and no line ends at it.
const JOINER: char = '\u{200d}';

const fn is_no_break(space: char) -> bool {
    matches!(space, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Zero width space, soft hyphen and word joiner are not drawn, but tell where a line may break.
const fn has_say_in_breaking(invisible: char) -> bool {
    matches!(invisible, '\u{200b}' | '\u{ad}' | '\u{2060}')
}

/// How the lines of a unit are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    /// Cells that a line has.
    pub width: u16,
    pub hyphenate: bool,
    pub setting: Setting,
}

/// The lines of `span`; none where there is nothing to draw.
pub(super) fn lines(article: &Article, span: Span, how: How) -> Vec<Line> {
    let How { width, hyphenate, setting } = how;
    let flat = Flat::new(article, span, setting.ascii);
    let order = if setting.reorder { Order::of(&flat.text) } else { None };
    let fragments = words::fragments(&flat, breaks(&flat.text), width, hyphenate);
    let target = [f64::from(width)];
    let penalties = if setting.justify { &JUSTIFIED } else { &PENALTIES };
    let best = wrap_optimal_fit(&fragments, &target, penalties).unwrap_or_default();
    let fits = |line: &&[words::Fragment]| cells(line) <= target[0];
    let wrapped =
        if best.iter().all(fits) && !best.is_empty() { best } else { wrap_first_fit(&fragments, &target) };
    let lines = wrapped.iter().filter_map(|line| {
        let (first, last) = (line.first()?, line.last()?);
        let drawn = flat.cells.get(first.cells.start..last.cells.end)?;
        let span = Span::new(drawn.first()?.span.start, drawn.last()?.span.end);
        let visual = order.as_ref().and_then(|order| order.of_line(drawn));
        Some(Line {
            span,
            hyphen: last.hyphen && visual.is_none(),
            cells: cells(line) as u16,
            spaces: drawn.iter().filter(|cell| cell.space).count() as u16,
            goes_on: false,
            visual,
        })
    });
    lines.collect()
}

fn cells(line: &[words::Fragment]) -> f64 {
    let whole: f64 = line.iter().map(|f| f.width() + f.whitespace_width()).sum();
    whole + line.last().map_or(0.0, |f| f.penalty_width() - f.whitespace_width())
}

/// Where the flat text may break: after which byte. The last is its length.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    linebreaks(text).map(|(at, _)| at).filter(move |&at| {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let mut back = before.chars().rev();
        let mut ahead = after.chars();
        match (back.next(), ahead.next()) {
            // A dash stays with the word before it, unless it clings to the one after.
            (Some(last), Some('–' | '—')) => last == ' ' && ahead.next().is_some_and(|c| c != ' '),
            // `-5` and `--all` are not compounds.
            (Some('-'), Some(_)) => back.next().is_some_and(char::is_alphanumeric),
            _ => true,
        }
    })
}
