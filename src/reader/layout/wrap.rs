//! Where running text breaks into lines.
//!
//! Where a line may break is for the Unicode line breaking rules and the hyphenation patterns to say, where it does
//! for the optimal fit of `textwrap`, which looks at the whole unit. Text is set ragged right, and a ragged edge is
//! no reason to break a word: hyphens are rare.

use super::{glyphs::Clusters, words};
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
    short_last_line_fraction: 5,
    short_last_line_penalty: 40,
    hyphen_penalty: 144,
};

/// A line of set text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// From the first cluster to the last that is drawn, white space at the ends left out.
    pub span: Span,
    pub hyphen: bool,
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
}

/// The drawn text in one string, for the rules that look at characters, with the cells it came from.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub text: String,
    pub cells: Vec<Cell>,
}

impl Flat {
    fn new(article: &Article, span: Span) -> Self {
        let mut flat = Self::default();
        for cluster in Clusters::new(article, span, false) {
            let space = cluster.source.chars().all(char::is_whitespace);
            if cluster.width > 0 {
                let span = Span::new(cluster.offset, cluster.offset + cluster.source.len());
                flat.cells.push(Cell { span, flat: flat.text.len(), width: cluster.width, space });
            }
            if space {
                flat.text.push(if cluster.source.chars().all(is_no_break) { '\u{a0}' } else { ' ' });
            } else if cluster.width > 0 {
                flat.text.push_str(&cluster.text);
            } else {
                flat.text.extend(cluster.source.chars().filter(|c| has_say_in_breaking(*c)));
            }
        }
        flat
    }
}

const fn is_no_break(space: char) -> bool {
    matches!(space, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Zero width space, soft hyphen and word joiner are not drawn, but tell where a line may break.
const fn has_say_in_breaking(invisible: char) -> bool {
    matches!(invisible, '\u{200b}' | '\u{ad}' | '\u{2060}')
}

/// The lines of `span` set in `width` cells; none where there is nothing to draw.
pub(super) fn lines(article: &Article, span: Span, width: u16, hyphenate: bool) -> Vec<Line> {
    let flat = Flat::new(article, span);
    let fragments = words::fragments(&flat, breaks(&flat.text), width, hyphenate);
    let target = [f64::from(width)];
    let best = wrap_optimal_fit(&fragments, &target, &PENALTIES).unwrap_or_default();
    let fits = |line: &&[words::Fragment]| cells(line) <= target[0];
    let wrapped =
        if best.iter().all(fits) && !best.is_empty() { best } else { wrap_first_fit(&fragments, &target) };
    let lines = wrapped.iter().filter_map(|line| {
        let (first, last) = (line.first()?, line.last()?);
        let start = flat.cells.get(first.cells.start)?.span.start;
        let end = flat.cells.get(last.cells.end.checked_sub(1)?)?.span.end;
        Some(Line { span: Span::new(start, end), hyphen: last.hyphen })
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
