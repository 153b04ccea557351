//! The fragments of which lines are made: words, and parts of words where they may be hyphenated.

use super::wrap::{DrawnCluster, FlatText};
use hypher::Lang;
use std::ops::Range;

/// Fewest letters of a word that is hyphenated.
const SHORTEST: usize = 6;

/// A part of a line that is not broken: a word, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fragment {
    /// The indices of its cells, without the space after it.
    pub cells: Range<usize>,
    /// The cells of the screen that it takes.
    width: u16,
    /// The cells of the screen of the space after it.
    space: u16,
    /// Whether a hyphen is drawn if a line ends here.
    pub hyphen: bool,
}

impl textwrap::core::Fragment for Fragment {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }

    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.hyphen))
    }
}

/// The fragments of a text that may break after the bytes `breaks`. None is wider than `width`, including its hyphen.
pub(super) fn fragments(
    flat: &FlatText,
    breaks: impl Iterator<Item = usize>,
    width: u16,
    hyphenate: bool,
) -> Vec<Fragment> {
    let english = hyphenate && is_english(&flat.text);
    let mut out: Vec<Fragment> = Vec::new();
    let mut start = 0;
    for at in breaks {
        let rest = flat.cells.get(start..).unwrap_or_default();
        let end = start + rest.iter().take_while(|cell| cell.flat < at).count();
        let word = flat.cells.get(start..end).unwrap_or_default();
        let spaces = word.iter().rev().take_while(|cell| cell.space).count();
        let word = start..end - spaces;
        start = end;
        let space = spaces as u16;
        if word.is_empty() {
            if let Some(last) = out.last_mut() {
                last.space = last.space.saturating_add(space);
            }
            continue;
        }
        let is_last = at == flat.text.len();
        let marked = !is_last && flat.text.get(..at).is_some_and(|text| text.ends_with('\u{ad}'));
        let points = if english && !is_last { hyphens(flat, &word, at) } else { Vec::new() };
        push_word(&mut out, &flat.cells, word, &points, width);
        if let Some(last) = out.last_mut() {
            last.space = space;
            last.hyphen = marked && last.width < width;
        }
    }
    out
}

/// Appends a word, divided before the cells `points`, or cut if it is wider than a line.
fn push_word(
    out: &mut Vec<Fragment>,
    cells: &[DrawnCluster],
    word: Range<usize>,
    points: &[usize],
    width: u16,
) {
    let measure = |part: &Range<usize>| {
        let cells = cells.get(part.clone()).unwrap_or_default();
        cells.iter().fold(0_u16, |sum, cell| sum.saturating_add(cell.width))
    };
    let whole = measure(&word);
    if whole > width {
        return push_cut(out, cells, word, width);
    }
    let mut start = word.start;
    for &point in points {
        let part = start..point;
        let taken = measure(&part);
        if taken < width {
            out.push(Fragment { width: taken, cells: part, space: 0, hyphen: true });
            start = point;
        }
    }
    let part = start..word.end;
    out.push(Fragment { width: measure(&part), cells: part, space: 0, hyphen: false });
}

/// Appends a word that is wider than a line, cut where each line is full, but not within joined cells (an emoji sequence)
/// that fit on a line.
fn push_cut(out: &mut Vec<Fragment>, cells: &[DrawnCluster], word: Range<usize>, width: u16) {
    let mut start = word.start;
    let (mut taken, mut since_sign) = (0, 0);
    let mut sign = word.start;
    for at in word.clone() {
        let joined = at.checked_sub(1).and_then(|before| cells.get(before)).is_some_and(|cell| cell.joins);
        if !joined {
            (sign, since_sign) = (at, 0);
        }
        let cell = cells.get(at).map_or(0, |cell| cell.width);
        if taken + cell > width && sign > start {
            out.push(Fragment { cells: start..sign, width: taken - since_sign, space: 0, hyphen: false });
            (start, taken) = (sign, since_sign);
        }
        // The joined cells alone are too wide.
        if taken + cell > width && at > start {
            out.push(Fragment { cells: start..at, width: taken, space: 0, hyphen: false });
            (start, taken) = (at, 0);
        }
        taken += cell;
        since_sign += cell;
    }
    out.push(Fragment { cells: start..word.end, width: taken, space: 0, hyphen: false });
}

/// Whether the text is probably English, as the hyphenation patterns require: a wrong hyphen is worse than none.
fn is_english(text: &str) -> bool {
    text.contains(" the ") || text.contains(" and ")
}

/// The cells of a word before which it may be hyphenated. In the flat text, the word and the space after it end before
/// `end`.
///
/// Names, parts of compounds, and words with other characters than letters are not hyphenated.
fn hyphens(flat: &FlatText, word: &Range<usize>, end: usize) -> Vec<usize> {
    let cells = flat.cells.get(word.clone()).unwrap_or_default();
    let Some(first) = cells.first() else { return Vec::new() };
    let text = flat.text.get(first.flat..end).unwrap_or_default();
    let letters = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let start = first.flat + (text.len() - letters.len());
    let letters = letters.trim_end_matches(|c: char| !c.is_alphabetic());
    let stop = start + letters.len();
    let lower_latin = |c: char| c.is_lowercase() && c < '\u{250}';
    let whole = flat.text.get(..start).is_some_and(|before| before.ends_with('-'))
        || flat.text.get(stop..).is_some_and(|after| after.starts_with('-'))
        || letters.chars().count() < SHORTEST
        || !letters.chars().all(lower_latin);
    if whole {
        return Vec::new();
    }
    // The patterns are those of American English; they leave two letters before a hyphen and three after it.
    let ends = hypher::hyphenate(letters, Lang::English).scan(start, |at, syllable| {
        *at += syllable.len();
        Some(*at)
    });
    let places = ends.filter_map(|at| cells.iter().position(|cell| at < stop && cell.flat == at));
    places.map(|n| word.start + n).collect()
}
