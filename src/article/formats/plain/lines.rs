//! Lines of a plain text, and what they say together: whether it is hard-wrapped, and how far it is indented.

use crate::span::Span;
use memchr::{memchr, memchr3, memmem};
use std::iter;

/// A line that shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without white space at the ends.
    pub span: Span,
    /// Characters of white space before it; a tab counts as four.
    pub indent: usize,
    /// Characters from the first shown to the last.
    pub width: usize,
    /// Characters of the first word.
    pub first_word: usize,
    /// Whether an empty line, or the start of the text, is before it.
    pub after_gap: bool,
}

impl Line {
    /// Whether it ends like a sentence, closing marks aside.
    pub fn ends_sentence(self, text: &str) -> bool {
        let bare = self.span.of(text).trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
        bare.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
    }

    /// Whether it begins in lower case, as no sentence does.
    pub fn begins_in_lower_case(self, text: &str) -> bool {
        self.span.of(text).starts_with(char::is_lowercase)
    }

    /// Whether it begins in upper case, as a sentence does, and a line of verse.
    pub fn begins_in_upper_case(self, text: &str) -> bool {
        self.span.of(text).starts_with(char::is_uppercase)
    }

    /// Whether the line could not have taken the next one's first word within `measure`.
    const fn is_full(self, next: Self, measure: usize) -> bool {
        self.width + self.indent + 1 + next.first_word > measure
    }
}

/// The lines of `text` that show something, in order.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut after_gap = true;
    ends(text).filter_map(move |whole| {
        let raw = whole.of(text);
        let span = whole.trim(text);
        if span.is_empty() {
            // Half of a "\r\n" is not an empty line.
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

/// The stretches of `text` from one end of a line to the next, that included.
fn ends(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    // Hardly any text has separators of Unicode, and one without them is gone through many bytes at a time.
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

/// How the lines of a text are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    /// The width in characters at which the text is hard-wrapped, if it is.
    pub measure: Option<usize>,
    /// The indent of most lines.
    pub indent: usize,
    /// Whether a deeper indent opens paragraphs here, so that it cannot mean a quotation.
    pub indents_paragraphs: bool,
}

/// Widths and indents above these are counted as these.
const WIDEST: usize = 1000;
const DEEPEST: usize = 40;

impl Setting {
    /// Measures a text: all of it, or where it is long samples from beginning to end, since a person waits for the first
    /// screen meanwhile.
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
                // A first line that stands deeper than the second.
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

/// A text is hard-wrapped where many line breaks stand plainly inside a sentence, and most at a place where the next
/// word would not have fitted, and where few lines reach further.
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

/// Calls `see` with each line of the samples of a text, the sample, and the line that follows it directly, if one does.
fn each_pair(text: &str, mut see: impl FnMut(&str, Line, Option<Line>)) {
    for sample in samples(text) {
        let mut lines = lines(sample).peekable();
        while let Some(line) = lines.next() {
            see(sample, line, lines.peek().copied().filter(|next| !next.after_gap));
        }
    }
}

/// The longest text that is measured whole, in bytes; how many samples there are of a longer one, and how long they are.
const WHOLE: usize = 1 << 20;
const SAMPLES: usize = 64;
const SAMPLE: usize = 1 << 14;

/// The text, or stretches of a long one that begin and end with lines, at a distance from each other.
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

/// Where a paragraph begins shortly after `offset`, or else a line, or else a character.
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
    /// Whether a new paragraph begins with `next`, which follows `line` without an empty line between.
    pub fn breaks(self, text: &str, line: Line, next: Line) -> bool {
        let lower = next.begins_in_lower_case(text);
        let Some(measure) = self.measure else {
            // One paragraph a line, unless a line goes on in the middle of a sentence.
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
        // A line without end is no reason to look at all of it many times.
        let text = "é".repeat(WHOLE);
        assert!(samples(&text).map(str::len).sum::<usize>() <= 2 * SAMPLES * SAMPLE);
    }

    #[test]
    fn a_carriage_return_is_half_a_line_break() {
        let gaps: Vec<bool> = lines("a\r\nb\r\n\r\nc\rd").map(|l| l.after_gap).collect();
        assert_eq!(gaps, [true, false, true, false]);
    }
}
