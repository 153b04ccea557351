//! The front matter of Markdown: lines of `key: value` (YAML) or `key = "value"` (TOML) that tell about the text.

use crate::{article::BlockKind, span::Span};
use std::ops::Range;

/// Front matter that is read line by line, in stretches.
#[derive(Default)]
pub(super) struct Front {
    /// What was told so far, and where.
    pub found: Vec<(BlockKind, Span)>,
    /// What the lines that follow tell, where a key has its value below.
    open: Option<Open>,
    /// How many lines with a percent sign were read.
    lines: usize,
}

/// A key whose value is below it.
struct Open {
    kind: BlockKind,
    /// Whether the lines below are one text, not a list of which the first is taken.
    is_text: bool,
    value: Option<Span>,
}

impl Front {
    /// Notes where a stretch gives title, author and date.
    pub(super) fn note(&mut self, text: &str, range: Range<usize>) {
        let mut start = range.start;
        for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
            self.line(text, Span::new(start, start + line.len()));
            start += line.len();
        }
    }

    /// Keeps what is open where the front matter ends.
    pub(super) fn close(&mut self) {
        if let Some(Open { kind, value: Some(value), .. }) = self.open.take() {
            self.found.push((kind, value));
        }
    }

    fn line(&mut self, text: &str, whole: Span) {
        let line = whole.of(text);
        if line.trim().is_empty() {
            return;
        }
        if let Some(said) = line.strip_prefix('%') {
            // A line each for title, authors and date.
            let kind = [BlockKind::Title, BlockKind::Byline, BlockKind::Date].get(self.lines).copied();
            self.lines += 1;
            let value = Span::new(whole.end - said.len(), whole.end).trim(text);
            self.found.extend(kind.filter(|_| !value.is_empty()).map(|kind| (kind, value)));
            return;
        }
        let is_json = line.trim_start().starts_with('"');
        if !is_json && line.starts_with([' ', '\t']) || line.starts_with("- ") {
            let value = item(text, whole);
            if let Some(open) = &mut self.open {
                open.value = match open.value {
                    Some(before) if open.is_text => Some(before.join(value)),
                    Some(before) => Some(before),
                    None => Some(value).filter(|value| !value.is_empty()),
                };
            }
            return;
        }
        self.close();
        let Some(sign) = line.find([':', '=']) else { return };
        let kind = match line
            .get(..sign)
            .unwrap_or_default()
            .trim_matches([' ', '\t', '"'])
            .to_ascii_lowercase()
            .as_str()
        {
            "title" | "headline" => BlockKind::Title,
            "author" | "authors" | "byline" | "by" => BlockKind::Byline,
            "date" | "published" | "pubdate" | "created" => BlockKind::Date,
            _ => return,
        };
        let value = Span::new(whole.start + sign + 1, whole.end).trim(text);
        let written = value.of(text);
        // A sign for how the lines below are to be joined.
        let is_sign = written.starts_with(['>', '|']) && written.len() <= 3;
        if is_sign || written.is_empty() {
            self.open = Some(Open { kind, is_text: is_sign, value: None });
        } else {
            let value = if is_json {
                Span::new(value.start, value.end - usize::from(written.ends_with(',')))
            } else {
                value
            };
            let value = bare(text, value);
            if !value.is_empty() {
                self.found.push((kind, value));
            }
        }
    }
}

/// What a line below a key says, without the mark of a list and the key of a name.
fn item(text: &str, line: Span) -> Span {
    let line = line.trim(text);
    let written = line.of(text);
    let Some(rest) = written.strip_prefix("- ") else { return line };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("name:").unwrap_or(rest);
    bare(text, Span::new(line.end - rest.len(), line.end))
}

/// A value without white space, quotation marks and brackets around it.
fn bare(text: &str, span: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '[' | ']');
    let value = span.of(text).trim_start_matches(is_edge);
    let start = span.end - value.len();
    Span::new(start, start + value.trim_end_matches(is_edge).len())
}
