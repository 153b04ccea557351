//! The front matter of Markdown: lines of `key: value` (YAML) or `key = "value"` (TOML), a JSON object, or lines with a
//! percent sign each (Pandoc), with metadata of the text. Finds where it ends, and the spans of title, author and date
//! in simple forms of it; `front_matter` parses all forms.

use crate::{
    article::{BlockKind, budget},
    span::Span,
};
use serde_json::Value;
use std::ops::Range;

/// Longest JSON object that is read as front matter, in bytes.
const OBJECT: usize = 1 << 14;

/// The length in bytes of the front matter at the start of `text`, with its fences and the empty lines before it; 0
/// where there is none.
pub(super) fn front_matter_length(text: &str) -> usize {
    let empty = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let text = text.get(empty..).unwrap_or_default();
    fenced(text).or_else(|| unfenced(text)).map_or(0, |length| empty + length)
}

/// The length of front matter between two fences.
fn fenced(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (fence, also) = match first.trim_end() {
        "---" | "---yaml" | "---toml" | "---json" => ("---", "..."),
        "+++" => ("+++", "+++"),
        ";;;" => (";;;", ";;;"),
        _ => return None,
    };
    let is_yaml = first.trim_end() == "---";
    let mut length = first.len();
    let mut is_begun = false;
    for line in lines {
        let inside = text.get(first.len()..length).unwrap_or_default();
        length += line.len();
        let line = line.trim_end();
        if is_begun && (line == fence || line == also) {
            return (!is_yaml || is_matter(inside)).then_some(length);
        }
        // With other text below it, `---` is a thematic break.
        if !is_begun && !line.is_empty() && !line.starts_with('#') {
            if !is_field(line) && !is_object(line) {
                return None;
            }
            is_begun = true;
        }
    }
    None
}

/// Whether the lines between two fences are front matter in YAML, and not text between two thematic breaks: it has the keys that
/// metadata usually have, or follows the fence at once and has more than sentences after labels ("Note: it was late."); and no
/// paragraph begins in it.
fn is_matter(inside: &str) -> bool {
    const KNOWN: [&str; 14] = [
        "title",
        "headline",
        "author",
        "authors",
        "byline",
        "by",
        "date",
        "published",
        "created",
        "layout",
        "tags",
        "categories",
        "slug",
        "description",
    ];
    if is_object(inside.trim_start()) {
        return true;
    }
    let is_set_off = inside.lines().next().is_some_and(|line| line.trim().is_empty());
    let (mut is_known, mut is_told, mut is_after_empty) = (false, false, false);
    for (n, line) in inside.lines().enumerate() {
        let line = line.trim_end();
        let key = line.split_once(':').map_or("", |(key, _)| key.trim().trim_matches(['"', '\'']));
        let is_keyed = !key.is_empty() && key.split_whitespace().count() <= 3;
        let goes_on = line.starts_with([' ', '\t', '#', '-', '{', '}', '[', ']', '"', '\'']);
        if is_after_empty && n > 1 && !line.is_empty() && !goes_on && !is_keyed {
            return false;
        }
        is_known |= KNOWN.iter().any(|known| key.eq_ignore_ascii_case(known));
        is_told |= is_field(line) && !is_labelled(line);
        is_after_empty = line.is_empty();
    }
    is_known || is_told && !is_set_off
}

/// Whether a line begins an object in braces, not a tag of a template.
fn is_object(line: &str) -> bool {
    let inside = line.strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.is_empty() || inside.starts_with(['"', '\'', '}']) || is_field(inside))
}

/// Whether a line is a sentence after a label that begins with a capital.
fn is_labelled(line: &str) -> bool {
    let Some((label, sentence)) = line.split_once(':') else { return false };
    label.starts_with(char::is_uppercase)
        && sentence.split_whitespace().count() > 3
        && sentence.trim_end_matches(['"', '”', '’', '*', '_']).ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a line begins with a key, not with markup or an address.
fn is_field(line: &str) -> bool {
    let Some((key, value)) = line.split_once([':', '=']) else { return false };
    let key = key.trim().trim_matches(['"', '\'']);
    !key.is_empty()
        && !key.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '[' | '(' | '<' | '*' | '`'))
        && !value.starts_with("//")
}

/// The length of front matter without fences: a JSON object, lines with a percent sign each, or a title and further
/// fields up to an empty line.
fn unfenced(text: &str) -> Option<usize> {
    /// How many lines at the start of the text are searched.
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
        // An indented line continues the one before.
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

/// The length in bytes of the JSON object at the start of `text`; `None` where it has no title, or is not the last on
/// its line.
fn object(text: &str) -> Option<usize> {
    let beginning = budget::start(text, OBJECT);
    let mut values = serde_json::Deserializer::from_str(beginning).into_iter::<Value>();
    let fields = values.next()?.ok()?;
    let end = values.byte_offset();
    let is_last = text.get(end..)?.lines().next().is_none_or(|rest| rest.trim().is_empty());
    (is_last && fields.get("title").is_some()).then_some(end)
}

/// The metadata in front matter, as spans.
#[derive(Default)]
pub(super) struct Front {
    /// The fields found so far, each with the kind of block that shows it.
    pub found: Vec<(BlockKind, Span)>,
    /// The field whose value is on the lines that follow.
    open: Option<Open>,
    /// How many lines with a percent sign were read: their order tells their fields.
    lines: usize,
}

/// A field whose value is on the lines below its key.
struct Open {
    kind: BlockKind,
    /// Whether these lines are one text, rather than a list, of which the first item is taken.
    is_text: bool,
    value: Option<Span>,
}

impl Front {
    /// Finds title, author and date in a range with front matter.
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

    /// Reads a line.
    fn line(&mut self, text: &str, whole: Span) {
        let line = whole.of(text);
        if line.trim().is_empty() {
            return;
        }
        if let Some(said) = line.strip_prefix('%') {
            // Pandoc's title block: title, authors and date, in this order.
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

    /// Reads a key with its value, or notes that its value is on the lines below.
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
        // A YAML block scalar: `|` or `>`, which tells how its lines are joined.
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

/// The spans of key and value of each field in the JSON object at the start of `whole`.
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

/// The value on a line below a key: without the `- ` of a list item and the key `name:`.
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

/// A value without white space around it, then without a pair of brackets, then without a pair of quotation marks.
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
