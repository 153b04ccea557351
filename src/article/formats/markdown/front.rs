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

/// How long the front matter is that `text` begins with, with the lines around it; 0 where it has none.
pub(super) fn front(text: &str) -> usize {
    fenced(text).or_else(|| unfenced(text)).unwrap_or(0)
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
    for (number, line) in lines.enumerate() {
        length += line.len();
        match line.trim_end() {
            // Nothing under it is a rule.
            "" if number == 0 => return None,
            end if end == fence || end == also => return Some(length),
            _ => {}
        }
    }
    None
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
        return lines.iter().take_while(|(line, _)| line.starts_with('%')).last().map(|(_, end)| *end);
    }
    let is_field = |line: &str| {
        line.split_once(": ").is_some_and(|(key, value)| {
            key.len() <= 24
                && !value.trim().is_empty()
                && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        })
    };
    let fields: Vec<usize> =
        lines.iter().take_while(|(line, _)| is_field(line)).map(|(_, end)| *end).collect();
    let is_titled = first.get(..6).is_some_and(|key| key.eq_ignore_ascii_case("title:"));
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

/// What `text` says where its front matter writes a title, an author or a date with escapes (`\"`, `\u00e9`), and where in
/// `text` that is.
pub(super) fn unescaped(text: &str) -> Vec<(Range<usize>, String)> {
    let matter = text.get(..front(text)).unwrap_or_default();
    if !matter.contains(['\\', '\'']) {
        return Vec::new();
    }
    let mut front = Front::default();
    front.note(text, 0..matter.len());
    let said = |span: Span| {
        let written = span.of(text);
        let before = span.start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        let said = match before {
            Some(b'"') => without_escapes(written),
            Some(b'\'') => written.replace("''", "'"),
            _ => return None,
        };
        (said != written).then_some((span.start..span.end, said))
    };
    front.found.into_iter().filter_map(|(_, span)| said(span)).collect()
}

/// What a string in double quotation marks says. Line breaks in it are spaces, and an escape that means nothing stays.
fn without_escapes(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = match escape.as_bytes().first() {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let code = |text: &str, digits: usize| u32::from_str_radix(text.get(1..=digits)?, 16).ok();
        let (said, length) = match escape.chars().next() {
            Some(sign @ ('"' | '\\' | '/' | '\'')) => (Some(sign), 1),
            Some('n' | 'r' | 't') => (Some(' '), 1),
            Some(_) if digits > 0 => match (code(escape, digits), escape.get(5..)) {
                // Half a character, of which the other half follows.
                (Some(high @ 0xd800..0xdc00), Some(next)) if digits == 4 && next.starts_with("\\u") => {
                    let low =
                        code(next.trim_start_matches('\\'), 4).filter(|low| (0xdc00..0xe000).contains(low));
                    let whole = low.map(|low| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                    (whole.and_then(char::from_u32), 11)
                }
                (code, _) => (code.and_then(char::from_u32), digits + 1),
            },
            _ => (None, 0),
        };
        if let Some(said) = said {
            out.push(said);
            rest = escape.get(length..).unwrap_or_default();
        } else {
            out.push('\\');
            rest = escape;
        }
    }
    out.push_str(rest);
    out
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
    let Some(rest) = written.strip_prefix("- ") else { return line };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("name:").unwrap_or(rest);
    bare(text, Span::new(line.end - rest.len(), line.end))
}

/// A value without white space, brackets and a pair of quotation marks around it.
fn bare(text: &str, span: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '[' | ']');
    let value = span.of(text).trim_start_matches(is_edge);
    let start = span.end - value.len();
    let value = value.trim_end_matches(is_edge);
    let end = start + value.len();
    let is_quoted = |sign: char| value.len() > 1 && value.starts_with(sign) && value.ends_with(sign);
    if is_quoted('"') || is_quoted('\'') {
        Span::new(start + 1, end - 1).trim(text)
    } else {
        Span::new(start, end)
    }
}
