//! Breaks running text into lines.
//!
//! Opportunities to break come from the Unicode line breaking algorithm (UAX #14) and the hyphenation patterns; which of
//! them are used is decided by the optimal fit of `textwrap`, which minimises the costs over the whole unit. Hyphens are
//! rare, since text is set ragged right.

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

/// The costs of lines. A hyphen costs as much as twelve free cells at the end of a line (12²).
const PENALTIES: Penalties = Penalties {
    nline_penalty: 100,
    overflow_penalty: 1_000_000,
    // A single word on the last line, shorter than a third of the line, costs as much as 18 free cells (18²).
    short_last_line_fraction: 3,
    short_last_line_penalty: 324,
    hyphen_penalty: 144,
};

/// The costs in justified text, where hyphens are cheaper (5²), since wide gaps show in every line.
const JUSTIFIED: Penalties = Penalties { hyphen_penalty: 25, ..PENALTIES };

/// A line of wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From the first drawn cluster to the last, without white space at the ends.
    pub span: Span,
    pub hyphen: bool,
    /// The cells of the screen that it takes, including its hyphen.
    pub cells: u16,
    /// The number of spaces in it.
    pub spaces: u16,
    /// Whether it continues a line of verbatim text that is too long.
    pub goes_on: bool,
    /// The columns of its clusters; none where they are in text order.
    pub visual: Option<Visual>,
}

impl Line {
    /// An empty line at `offset`.
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
pub(super) struct DrawnCluster {
    /// Its span in the article.
    pub span: Span,
    /// Its offset in the flat text.
    pub flat: usize,
    pub width: u16,
    pub space: bool,
    /// Whether it forms one sign with the next, as in an emoji sequence.
    pub joins: bool,
}

/// The drawn text as a string, for the rules that look at characters, with the cells that it comes from.
#[derive(Debug, Default)]
pub(super) struct FlatText {
    pub text: String,
    pub cells: Vec<DrawnCluster>,
}

impl FlatText {
    fn new(article: &Article, span: Span, ascii: bool) -> Self {
        let mut flat = Self::default();
        for cluster in Clusters::new(article, span, false).with_dots(ascii) {
            let space = cluster.source.chars().all(char::is_whitespace);
            if cluster.width > 0 {
                let span = Span::new(cluster.offset, cluster.offset + cluster.source.len());
                let joins = cluster.source.ends_with(JOINER);
                flat.cells.push(DrawnCluster {
                    span,
                    flat: flat.text.len(),
                    width: cluster.width,
                    space,
                    joins,
                });
            }
            if space {
                flat.text.push(if cluster.source.chars().all(is_no_break) { '\u{a0}' } else { ' ' });
            } else if cluster.width > 0 {
                flat.text.push_str(&cluster.text);
                if cluster.source.ends_with(JOINER) {
                    flat.text.push(JOINER);
                }
            } else {
                flat.text.extend(cluster.source.chars().filter(|c| affects_breaking(*c)));
            }
        }
        flat
    }
}

/// Zero-width joiner: joins two characters into one sign. It is not drawn, and no line ends at it.
const JOINER: char = '\u{200d}';

const fn is_no_break(space: char) -> bool {
    matches!(space, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Zero-width space, soft hyphen and word joiner are not drawn, but allow or forbid a break.
const fn affects_breaking(invisible: char) -> bool {
    matches!(invisible, '\u{200b}' | '\u{ad}' | '\u{2060}')
}

/// How the lines of a unit are wrapped.
#[derive(Debug, Clone, Copy)]
pub(super) struct WrapOptions {
    /// The cells of a line.
    pub width: u16,
    pub hyphenate: bool,
    pub setting: Setting,
}

/// The lines of `span`; empty where there is nothing to draw.
pub(super) fn lines(article: &Article, span: Span, options: WrapOptions) -> Vec<Line> {
    let WrapOptions { width, hyphenate, setting } = options;
    let flat = FlatText::new(article, span, setting.ascii);
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

/// The byte offsets in the flat text after which it may break. The last is its length.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    linebreaks(text).map(|(at, _)| at).filter(move |&at| {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let mut back = before.chars().rev();
        let mut ahead = after.chars();
        match (back.next(), ahead.next()) {
            // A dash stays with the word before it, unless it is attached to the word after it.
            (Some(last), Some('–' | '—')) => last == ' ' && ahead.next().is_some_and(|c| c != ' '),
            // `-5` and `--all` are not compounds.
            (Some('-'), Some(_)) => back.next().is_some_and(char::is_alphanumeric),
            _ => true,
        }
    })
}
