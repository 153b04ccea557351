//! The lines of a plain text and their common properties: whether it is hard-wrapped, at which width, and how far it is
//! indented.

use crate::span::Span;
use memchr::{memchr, memchr3, memmem};
use std::iter;

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without white space at the ends.
    pub span: Span,
    /// The width of the white space before it, in code points; a tab counts as four.
    pub indent: usize,
    /// The width without white space at the ends, in code points.
    pub width: usize,
    /// The width of the first word, in code points.
    pub first_word: usize,
    /// Whether a blank line or the start of the text is before it.
    pub after_gap: bool,
}

impl Line {
    /// Whether it ends like a sentence; closing quotation marks and brackets after the full stop are ignored.
    pub fn ends_sentence(self, text: &str) -> bool {
        let bare = self.span.of(text).trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
        bare.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
    }

    /// Whether it begins in lower case, as the continuation of a sentence does.
    pub fn begins_in_lower_case(self, text: &str) -> bool {
        self.span.of(text).starts_with(char::is_lowercase)
    }

    /// Whether it begins in upper case, as a sentence or a line of verse does.
    pub fn begins_in_upper_case(self, text: &str) -> bool {
        self.span.of(text).starts_with(char::is_uppercase)
    }

    /// Whether the first word of the next line would not have fitted on this line at a width of `measure`.
    const fn is_full(self, next: Self, measure: usize) -> bool {
        self.width + self.indent + 1 + next.first_word > measure
    }
}

/// The lines of `text` that are not blank, in order.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut after_gap = true;
    ends(text).filter_map(move |whole| {
        let raw = whole.of(text);
        let span = whole.trim(text);
        if span.is_empty() {
            // The line feed of a "\r\n" is not a blank line.
            after_gap |= raw != "\n" || !text.get(..whole.start).unwrap_or_default().ends_with('\r');
            return None;
        }
        let shown = span.of(text);
        let before = Span::new(whole.start, span.start).of(text);
        let line = Line {
            span,
            indent: before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
            width: shown.chars().count(),
            first_word: shown
                .split(|c: char| c.is_ascii_whitespace())
                .next()
                .map_or(0, |word| word.chars().count()),
            after_gap,
        };
        after_gap = false;
        Some(line)
    })
}

/// All lines of `text` with their line terminators.
fn ends(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    // Few texts have the Unicode separators U+2028 and U+2029; without them the terminators are searched by `memchr`.
    let has_separators =
        ["\u{2028}", "\u{2029}"].iter().any(|sign| memmem::find(bytes, sign.as_bytes()).is_some());
    let mut at = 0;
    iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = if has_separators {
            rest.split_inclusive(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}'])
                .next()
                .map_or(rest.len(), str::len)
        } else {
            memchr3(b'\n', b'\r', 0x0c, rest.as_bytes()).map_or(rest.len(), |end| end + 1)
        };
        let whole = Span::new(at, at + length);
        at = whole.end;
        Some(whole)
    })
}

/// The layout of a text's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    /// The width at which the text is hard-wrapped, in code points; `None` where it is not.
    pub measure: Option<usize>,
    /// The indent of most lines, in code points.
    pub indent: usize,
    /// Whether paragraphs begin with a deeper indent, so that this does not mark a quotation.
    pub indents_paragraphs: bool,
}

/// Greatest width in the histograms, in code points; greater ones count as this.
const WIDEST: usize = 1000;
/// Greatest indent in the histograms, in code points; greater ones count as this.
const DEEPEST: usize = 40;

impl Setting {
    /// Determines the layout of a text: from the whole text, or from samples of a long one, since the first screen
    /// waits for it.
    pub fn of(text: &str) -> Self {
        let mut broken = vec![0_usize; WIDEST + 1];
        let mut all = vec![0_usize; WIDEST + 1];
        let mut indents = [0_usize; DEEPEST + 1];
        let (mut breaks, mut inside_sentence) = (0, 0);
        let mut opening = [0_usize; DEEPEST + 1];
        let mut indented_gaps = 0;
        each_pair(text, |text, line, next| {
            let reach = (line.width + line.indent).min(WIDEST);
            count(&mut all, reach);
            count(&mut indents, line.indent.min(DEEPEST));
            if let Some(next) = next {
                count(&mut broken, reach);
                breaks += 1;
                inside_sentence += usize::from(!line.ends_sentence(text) && !next.begins_in_upper_case(text));
                // The first line of a paragraph is indented deeper than the second.
                if line.after_gap && line.indent > next.indent {
                    indented_gaps += 1;
                }
            }
            if line.after_gap {
                count(&mut opening, line.indent.min(DEEPEST));
            }
        });
        let indent = (0..=DEEPEST).max_by_key(|&i| (indents.get(i), DEEPEST - i)).unwrap_or(0);
        let gaps: usize = opening.iter().sum();
        let deeper: usize = opening.iter().skip(indent + 1).sum();
        Self {
            measure: measure(text, &broken, &all, breaks, inside_sentence),
            indent,
            indents_paragraphs: indented_gaps > 1 || deeper * 4 > gaps + 4,
        }
    }
}

/// The width of a hard-wrapped text: many line breaks are inside a sentence, most of them where the next word would not
/// have fitted, and few lines are longer.
///
/// `broken` and `all` are histograms of line widths: of lines with a next line in the same paragraph, and of all lines.
fn measure(
    text: &str,
    broken: &[usize],
    all: &[usize],
    breaks: usize,
    inside_sentence: usize,
) -> Option<usize> {
    if breaks == 0 || inside_sentence * 5 < breaks * 2 {
        return None;
    }
    let mut below = 0;
    let measure = broken.iter().position(|&n| {
        below += n;
        below * 10 >= breaks * 9
    })?;
    let total: usize = all.iter().sum();
    let further: usize = all.iter().skip(measure + measure / 5 + 1).sum();
    let mut full = 0;
    each_pair(text, |_, line, next| {
        full += usize::from(next.is_some_and(|next| line.is_full(next, measure)));
    });
    (measure < WIDEST && further * 10 <= total && full * 3 >= breaks * 2).then_some(measure)
}

/// Calls `see` with each line of the text's samples, with its sample, and the next line if no blank line is between.
fn each_pair(text: &str, mut see: impl FnMut(&str, Line, Option<Line>)) {
    for sample in samples(text) {
        let mut lines = lines(sample).peekable();
        while let Some(line) = lines.next() {
            see(sample, line, lines.peek().copied().filter(|next| !next.after_gap));
        }
    }
}

/// Longest text that is measured wholly, in bytes.
const WHOLE: usize = 1 << 20;
/// The number of samples of a longer text.
const SAMPLES: usize = 64;
/// The length of a sample, in bytes.
const SAMPLE: usize = 1 << 14;

/// The whole text, or evenly spaced samples of a long one, which begin and end at line breaks.
fn samples(text: &str) -> impl Iterator<Item = &str> {
    let is_whole = text.len() <= WHOLE;
    let step = text.len() / SAMPLES;
    (0..if is_whole { 1 } else { SAMPLES }).map(move |number| {
        if is_whole {
            return text;
        }
        let from = if number == 0 { 0 } else { start_near(text, number * step) };
        text.get(from..start_near(text, from + SAMPLE)).unwrap_or_default()
    })
}

/// The start of the next paragraph within [`SAMPLE`] bytes of `offset`, or else of the next line, or else of the next
/// character.
fn start_near(text: &str, offset: usize) -> usize {
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    let near = rest.get(..SAMPLE).unwrap_or(rest);
    let found = memmem::find(near, b"\n\n").map(|at| at + 2).or_else(|| memchr(b'\n', near).map(|at| at + 1));
    let at = offset.saturating_add(found.unwrap_or(0)).min(text.len());
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn count(bins: &mut [usize], at: usize) {
    if let Some(bin) = bins.get_mut(at) {
        *bin += 1;
    }
}

impl Setting {
    /// Whether `next`, which follows `line` without a blank line between, begins a new paragraph.
    pub fn breaks(self, text: &str, line: Line, next: Line) -> bool {
        let lower = next.begins_in_lower_case(text);
        let Some(measure) = self.measure else {
            // Each line is a paragraph, unless the next continues its sentence.
            return line.ends_sentence(text) || !lower;
        };
        if next.indent > line.indent + 1 {
            return true;
        }
        let room = measure - measure / 10;
        !lower
            && !line.is_full(next, room)
            && (line.ends_sentence(text) || line.width + line.indent < measure / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, measure: Option<usize>) {
        assert_eq!(Setting::of(text).measure, measure, "{text}");
    }

    #[test]
    fn a_paragraph_a_line_is_not_hard_wrapped() {
        check(
            "The mayor spoke for an hour on Monday.\nNobody in the hall said a word about it.\nThen she left.",
            None,
        );
        check("Roses are red\nViolets are blue\nSugar\nAnd so are you", None);
    }

    #[test]
    fn breaks_at_a_measure_are_hard_wraps() {
        check(
            "The mayor spoke for an hour on\nMonday, and nobody in the hall\nsaid a word about it while she\nwas there. Then she left.",
            Some(30),
        );
    }

    #[test]
    fn a_long_text_is_measured_by_samples_that_begin_and_end_with_lines() {
        let paragraph = "The mayor spoke for an hour on\nMonday, and nobody in the hall\nsaid a word about it while she\nwas there. Then she left.\n\n";
        let text = paragraph.repeat(3 * WHOLE / paragraph.len());
        assert_eq!(Setting::of(&text), Setting::of(&paragraph.repeat(50)));
        let all: Vec<&str> = samples(&text).collect();
        assert_eq!(all.len(), SAMPLES);
        assert!(all.iter().all(|sample| sample.starts_with("The mayor") && sample.ends_with("left.\n\n")));
        assert!(all.iter().map(|sample| sample.len()).sum::<usize>() <= 2 * SAMPLES * SAMPLE);
        // A text without line breaks must not be searched again for each sample.
        let text = "é".repeat(WHOLE);
        assert!(samples(&text).map(str::len).sum::<usize>() <= 2 * SAMPLES * SAMPLE);
    }

    #[test]
    fn a_carriage_return_is_half_a_line_break() {
        let gaps: Vec<bool> = lines("a\r\nb\r\n\r\nc\rd").map(|l| l.after_gap).collect();
        assert_eq!(gaps, [true, false, true, false]);
    }
}
