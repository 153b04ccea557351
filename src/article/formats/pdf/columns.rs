//! Pages with several columns: puts the lines of each column after those of the column to its left, in whatever order
//! they are drawn.

use super::{lines::Line, runs::Run};

/// Fewest lines of a column.
const FEWEST: usize = 4;
/// Least average length of a column's lines, in bytes: those of a table are shorter.
const PROSE: usize = 20;
/// Most candidates for a column's left edge that are tried.
const TRIED: usize = 4;
/// How many times a page, its columns and so on are divided into two columns.
const DEPTH: usize = 3;

/// The left edges of columns whose lines are drawn side by side: positions at which many lines continue after a gap
/// wider than a space.
pub(super) fn starts(runs: &[Run]) -> Vec<f32> {
    let behind_gap = runs.windows(2).filter_map(|pair| match pair {
        [left, right] if is_gap(left.end, left.y, left.size, right) => Some(right.x),
        _ => None,
    });
    let starts = common(behind_gap.collect());
    starts.into_iter().filter(|&(_, count)| count >= FEWEST).take(TRIED).map(|(x, _)| x).collect()
}

/// Whether `run` is on the line that ends at `end`, after a gap wide enough to separate columns.
fn is_gap(end: f32, y: f32, size: f32, run: &Run) -> bool {
    let size = size.max(run.size);
    (run.y - y).abs() <= size * 0.2 && run.x - end > size * 0.9
}

/// Whether `run`, on the same line as `line`, belongs to another column.
pub(super) fn parts(starts: &[f32], line: &Line, run: &Run) -> bool {
    is_gap(line.end, line.y, line.size, run) && starts.iter().any(|start| (run.x - start).abs() < 2.0)
}

/// Clusters positions that differ by less than 3 points: the first position of each cluster and its size, the largest
/// cluster first.
fn common(mut places: Vec<f32>) -> Vec<(f32, usize)> {
    places.sort_by(f32::total_cmp);
    let mut counted: Vec<(f32, usize)> = Vec::new();
    for place in places {
        match counted.last_mut() {
            Some((first, count)) if place - *first < 3.0 => *count += 1,
            _ => counted.push((place, 1)),
        }
    }
    counted.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counted
}

/// Whether lines are set in columns of prose.
pub(super) fn are_in(lines: &[Line]) -> bool {
    gutter(lines).is_some()
}

/// Puts the lines of a page in reading order; lines that are in order stay as they are.
pub(super) fn order(lines: Vec<Line>) -> Vec<Line> {
    parted(lines, DEPTH)
}

/// Divides lines into two columns and their bands, and these again, up to `depth` times.
fn parted(lines: Vec<Line>, depth: usize) -> Vec<Line> {
    let Some(gutter) = gutter(&lines).filter(|_| depth > 0) else { return lines };
    let side = |line: &Line| Side::of(line, gutter);
    // Lines across both columns divide the page into bands above and below them.
    let mut over: Vec<f32> =
        lines.iter().filter(|line| side(line) == Side::Over).map(|line| line.y).collect();
    over.sort_by(f32::total_cmp);
    let band = |line: &Line| over.partition_point(|&y| y <= line.y);
    let place = |line: &Line| (band(line), side(line));
    let mut sorted = lines;
    let is_sorted = sorted.is_sorted_by_key(place);
    if !is_sorted {
        sorted.sort_by_key(place);
    }
    let mut out = Vec::with_capacity(sorted.len());
    let mut column: Vec<Line> = Vec::new();
    let mut at = None;
    for line in sorted {
        if at.replace(place(&line)) != Some(place(&line)) {
            out.extend(parted(std::mem::take(&mut column), depth - 1));
        }
        column.push(line);
    }
    out.extend(parted(column, depth - 1));
    out
}

/// The side of a line with respect to the left edge of the right column. A line across both comes first in the band
/// below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Over,
    Left,
    Right,
}

impl Side {
    /// The side of a line; `gutter` is the left edge of the right column.
    fn of(line: &Line, gutter: f32) -> Self {
        match line {
            _ if line.x >= gutter - 2.0 => Self::Right,
            _ if line.end <= gutter => Self::Left,
            _ => Self::Over,
        }
    }
}

/// The left edge of the right one of two columns of prose.
fn gutter(lines: &[Line]) -> Option<f32> {
    if lines.len() < 2 * FEWEST {
        return None;
    }
    let starts = common(lines.iter().map(|line| line.x).collect());
    starts.into_iter().take(TRIED).map(|(x, _)| x).find(|&x| {
        let of = |side: Side| lines.iter().filter(move |line| Side::of(line, x) == side);
        let is_column = |side: Side| {
            let (count, letters) = of(side).fold((0, 0), |(n, sum), line| (n + 1, sum + line.text.len()));
            count >= FEWEST && letters >= count * PROSE
        };
        let reach = |side: Side| {
            let (top, foot) = (f32::INFINITY, f32::NEG_INFINITY);
            of(side).fold((top, foot), |(top, foot), line| (top.min(line.y), foot.max(line.y)))
        };
        let beside = || {
            let ((left, left_foot), (right, right_foot)) = (reach(Side::Left), reach(Side::Right));
            left < right_foot && right < left_foot
        };
        of(Side::Over).count() * 4 <= lines.len()
            && is_column(Side::Left)
            && is_column(Side::Right)
            && beside()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: u16, y: u16, n: usize) -> Line {
        let text = format!("line {n} of some thirty letters..");
        Line { text, x: x.into(), end: f32::from(x) + 180.0, y: y.into(), size: 10.0 }
    }

    /// Checks in which order lines at these positions are read.
    fn check(places: &[(u16, u16)], expected: &[usize]) {
        let lines = places.iter().enumerate().map(|(n, &(x, y))| line(x, y, n)).collect();
        let read = |line: &Line| line.text.split(' ').nth(1).unwrap().parse::<usize>().unwrap();
        assert_eq!(order(lines).iter().map(read).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let by_rows: Vec<(u16, u16)> =
            (0..5).flat_map(|row| [(50, 100 + row * 12), (300, 100 + row * 12)]).collect();
        check(&by_rows, &[0, 2, 4, 6, 8, 1, 3, 5, 7, 9]);
        let right_first: Vec<(u16, u16)> =
            (0..5).map(|row| (300, 100 + row * 12)).chain((0..5).map(|row| (50, 100 + row * 12))).collect();
        check(&right_first, &[5, 6, 7, 8, 9, 0, 1, 2, 3, 4]);
        let alone: Vec<(u16, u16)> = (0..10).map(|row| (50, 100 + row * 12)).collect();
        check(&alone, &(0..10).collect::<Vec<_>>());
    }
}
