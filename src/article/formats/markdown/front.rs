//! The front matter of Markdown: lines of `key: value` (YAML) or `key = "value"` (TOML), or an object of JSON, that tell about
//! the text.

use crate::{
    article::{BlockKind, budget},
    span::Span,
};
use serde_json::Value;
use std::ops::Range;

/// The most of a text that is looked at for an object of JSON, in bytes.
const OBJECT: usize = 1 << 14;

/// How long the front matter is that `text` begins with, with the lines around it and empty ones before it; 0 where it has none.
pub(super) fn front(text: &str) -> usize {
    let empty = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let text = text.get(empty..).unwrap_or_default();
    fenced(text).or_else(|| unfenced(text)).map_or(0, |length| empty + length)
}

/// The same where it stands between two lines of signs.
fn fenced(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (fence, also) = match first.trim_end() {
        "---" | "---yaml" | "---toml" | "---json" => ("---", "..."),
        "+++" => ("+++", "+++"),
        ";;;" => (";;;", ";;;"),
        _ => return None,
    };
    let mut length = first.len();
    let mut is_begun = false;
    for line in lines {
        length += line.len();
        let line = line.trim_end();
        if is_begun && (line == fence || line == also) {
            return Some(length);
        }
        // With other text under it, it is a rule.
        if !is_begun && !line.is_empty() && !line.starts_with('#') {
            if !is_field(line) && !line.starts_with(['{', '[']) {
                return None;
            }
            is_begun = true;
        }
    }
    None
}

/// Whether a line of front matter begins with a key.
fn is_field(line: &str) -> bool {
    let Some((key, _)) = line.split_once([':', '=']) else { return false };
    let key = key.trim().trim_matches(['"', '\'']);
    !key.is_empty() && !key.contains(char::is_whitespace)
}

/// The same where no such lines are around it: an object of JSON, lines with a percent sign each, or a title and other fields
/// up to an empty line.
fn unfenced(text: &str) -> Option<usize> {
    const LINES: usize = 40;
    if text.starts_with('{') {
        return object(text);
    }
    let mut length = 0;
    let lines: Vec<(&str, usize)> = text
        .split_inclusive('\n')
        .take(LINES)
        .map(|line| {
            length += line.len();
            (line.trim_end(), length)
        })
        .collect();
    let (first, _) = *lines.first()?;
    if first.starts_with("% ") {
        // A line that is set in goes on with the one before.
        let of_it = |line: &str| line.starts_with('%') || line.starts_with([' ', '\t']);
        return lines.iter().take_while(|(line, _)| of_it(line)).last().map(|(_, end)| *end);
    }
    let sign = if first.split_once(" = ").is_some_and(|(key, _)| !key.contains(':')) { " = " } else { ": " };
    let has_value = |line: &str| {
        line.split_once(sign).is_some_and(|(key, value)| {
            key.len() <= 24
                && !value.trim().is_empty()
                && key.trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        })
    };
    let fields: Vec<usize> =
        lines.iter().take_while(|(line, _)| has_value(line)).map(|(_, end)| *end).collect();
    let key = first.split_once(sign).map_or("", |(key, _)| key.trim_end());
    let is_titled = key.eq_ignore_ascii_case("title");
    let is_ended = lines.get(fields.len()).is_none_or(|(line, _)| line.is_empty());
    fields.last().copied().filter(|_| is_titled && is_ended && fields.len() >= 2)
}

/// The length in bytes of the JSON object at the start of `text`; none where it has no title, or where anything but white space
/// follows it on its last line.
fn object(text: &str) -> Option<usize> {
    let beginning = budget::start(text, OBJECT);
    let mut values = serde_json::Deserializer::from_str(beginning).into_iter::<Value>();
    let fields = values.next()?.ok()?;
    let end = values.byte_offset();
    let is_last = text.get(end..)?.lines().next().is_none_or(|rest| rest.trim().is_empty());
    (is_last && fields.get("title").is_some()).then_some(end)
}

/// What front matter tells.
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
    /// Notes where front matter gives title, author and date.
    pub(super) fn note(&mut self, text: &str, range: Range<usize>) {
        let whole = Span::new(range.start, range.end);
        let matter = whole.of(text);
        let inner = matter.trim_start_matches("---json").trim_start_matches(";;;").trim_start();
        if inner.starts_with('{') {
            for field in fields(text, Span::new(whole.end - inner.len(), whole.end)) {
                self.field(text, field);
            }
            return;
        }
        let mut start = whole.start;
        for line in matter.split_inclusive('\n') {
            self.line(text, Span::new(start, start + line.len()));
            start += line.len();
        }
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
        if line.starts_with([' ', '\t']) || line.starts_with("- ") {
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
        if let Some(Open { kind, value: Some(value), .. }) = self.open.take() {
            self.found.push((kind, value));
        }
        self.field(text, whole);
    }

    /// Notes a key and its value, or that its value is below it.
    fn field(&mut self, text: &str, whole: Span) {
        let field = whole.of(text);
        let Some(sign) = field.find([':', '=']) else { return };
        let key = field.get(..sign).unwrap_or_default();
        let is_quote = |c: char| c.is_whitespace() || c == '"';
        let kind = match key.trim_matches(is_quote).to_ascii_lowercase().as_str() {
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
            let value = bare(text, value);
            if !value.is_empty() {
                self.found.push((kind, value));
            }
        }
    }
}

/// The keys with their values of the object of JSON that `whole` begins with.
fn fields(text: &str, whole: Span) -> Vec<Span> {
    let (mut found, mut start, mut depth) = (Vec::new(), whole.start, 0_usize);
    let (mut in_string, mut is_escaped) = (false, false);
    for (at, byte) in whole.of(text).bytes().enumerate() {
        let at = whole.start + at;
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            b',' if depth == 1 => {
                found.push(Span::new(start, at));
                start = at + 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.push(Span::new(start, at));
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// What a line below a key says, without the mark of a list and the key of a name.
fn item(text: &str, line: Span) -> Span {
    let line = line.trim(text);
    let written = line.of(text);
    let rest = written.strip_prefix("- ").map_or(written, str::trim_start);
    let rest = rest.strip_prefix("name:").unwrap_or(rest);
    if rest.len() == written.len() {
        return line;
    }
    bare(text, Span::new(line.end - rest.len(), line.end))
}

/// A value without white space, and without a pair of brackets and one of quotation marks around it.
fn bare(text: &str, span: Span) -> Span {
    let between = |span: Span, open: char, close: char| {
        let value = span.of(text);
        if value.len() > 1 && value.starts_with(open) && value.ends_with(close) {
            Span::new(span.start + 1, span.end - 1).trim(text)
        } else {
            span
        }
    };
    let value = between(span.trim(text), '[', ']');
    match between(value, '"', '"') {
        quoted if quoted != value => quoted,
        _ => between(value, '\'', '\''),
    }
}
