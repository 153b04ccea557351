//! From the runs of text on a page to its lines.

use super::runs::{self, Run};
use super::{columns, limits};

/// A line of text; lengths in points, from the left and the top of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// Its words.
    pub text: String,
    /// Where it begins.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
    /// Where it stands.
    pub y: f32,
    /// How high its largest font is.
    pub size: f32,
}

/// The lines of a page in the order in which they are to be read: that in which they are drawn, but for columns.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// How high it is.
    pub height: f32,
    /// Its lines; none is empty.
    pub lines: Vec<Line>,
}

/// Puts the runs of a page into lines.
pub(super) fn set(page: runs::Page) -> Page {
    let starts = columns::starts(&page.runs);
    let mut lines = joined(&page.runs, &starts);
    // Cells of a table stay together on their line.
    if !starts.is_empty() && !columns::are_in(&lines) {
        lines = joined(&page.runs, &[]);
    }
    Page { height: page.height, lines: columns::order(lines) }
}

/// The lines that runs make, where columns begin at `starts`.
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

/// Takes lines off the end of a page that do not fit into what is left.
pub(super) fn cut(page: &mut Page, left: &mut usize) {
    let mut fitting = 0;
    for line in &page.lines {
        let Some(rest) = left.checked_sub(line.text.len() + limits::LINE) else { break };
        *left = rest;
        fitting += 1;
    }
    page.lines.truncate(fitting);
}

/// Whether a run is the next of a line: about as high on the page, and to its right, but not beyond a gap that
/// parts columns.
fn goes_on(line: &Line, run: &Run) -> bool {
    let size = line.size.max(run.size);
    let gap = run.x - line.end;
    (run.y - line.y).abs() <= size * 0.45 && gap >= -size && gap <= size * 3.0
}

fn add(line: &mut Line, run: &Run) {
    /// A wider gap, in parts of the size of the font, is a space.
    const SPACE: f32 = 0.17;
    let size = line.size.max(run.size);
    if run.x - line.end > size * SPACE && !line.text.ends_with(' ') && !run.text.starts_with(' ') {
        line.text.push(' ');
    }
    line.text.push_str(&run.text);
    // Small figures set high or low do not move the line.
    if run.size >= line.size {
        line.y = run.y;
    }
    line.size = size;
    line.end = line.end.max(run.end);
}
