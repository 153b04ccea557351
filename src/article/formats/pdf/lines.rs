//! Joins the runs of text on a page into lines.

use super::runs::{self, Run};
use super::{columns, limits};

/// A line of text. Lengths are in points, from the left and the top of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// Its text.
    pub text: String,
    /// Its left end.
    pub x: f32,
    /// Its right end.
    pub end: f32,
    /// Its baseline.
    pub y: f32,
    /// Its largest font size.
    pub size: f32,
}

/// The lines of a page in reading order: as they are drawn, except that columns come one after another.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The height of the page, in points.
    pub height: f32,
    /// The lines, without blank ones.
    pub lines: Vec<Line>,
}

/// Joins the runs of a page into lines, and puts these in reading order.
pub(super) fn set(page: runs::Page) -> Page {
    let starts = columns::starts(&page.runs);
    let mut lines = joined(&page.runs, &starts);
    // Where the gaps are those of a table, its cells stay on one line.
    if !starts.is_empty() && !columns::are_in(&lines) {
        lines = joined(&page.runs, &[]);
    }
    Page { height: page.height, lines: columns::order(lines) }
}

/// The lines of runs that are drawn one after another; a run beyond a column's start (one of `starts`) begins a new
/// line.
fn joined(runs: &[Run], starts: &[f32]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open: Option<Line> = None;
    for run in runs {
        match &mut open {
            Some(line) if goes_on(line, run) && !columns::parts(starts, line, run) => add(line, run),
            _ => {
                lines.extend(open.take());
                let mut line = Line { x: run.x, end: run.x, y: run.y, size: run.size, ..Line::default() };
                add(&mut line, run);
                open = Some(line);
            }
        }
    }
    lines.extend(open);
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
        let lead = line.text.len() - line.text.trim_start().len();
        line.text.drain(..lead);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Drops the lines of a page that exceed the `left` bytes, and subtracts the others from these.
pub(super) fn cut(page: &mut Page, left: &mut usize) {
    let mut fitting = 0;
    for line in &page.lines {
        let Some(rest) = left.checked_sub(line.text.len() + limits::LINE) else { break };
        *left = rest;
        fitting += 1;
    }
    page.lines.truncate(fitting);
}

/// Whether a run continues a line: at about the same height, and to its right without a large gap.
fn goes_on(line: &Line, run: &Run) -> bool {
    let size = line.size.max(run.size);
    let gap = run.x - line.end;
    (run.y - line.y).abs() <= size * 0.45 && gap >= -size && gap <= size * 3.0
}

/// Appends a run to a line.
fn add(line: &mut Line, run: &Run) {
    /// A gap wider than this part of the font size is a space.
    const SPACE: f32 = 0.17;
    let size = line.size.max(run.size);
    if run.x - line.end > size * SPACE && !line.text.ends_with(' ') && !run.text.starts_with(' ') {
        line.text.push(' ');
    }
    line.text.push_str(&run.text);
    // Superscripts and subscripts do not move the baseline.
    if run.size >= line.size {
        line.y = run.y;
    }
    line.size = size;
    line.end = line.end.max(run.end);
}
