//! The front matter of Markdown: lines of `key: value` that tell about the text.

use crate::{article::BlockKind, span::Span};
use std::ops::Range;

/// Notes where a stretch of front matter gives title, author and date.
pub(super) fn note(text: &str, range: Range<usize>, found: &mut Vec<(BlockKind, Span)>) {
    let mut start = range.start;
    for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
        let kind = line.split_once(':').and_then(|(key, _)| match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => Some(BlockKind::Title),
            "author" | "authors" | "byline" | "by" => Some(BlockKind::Byline),
            "date" | "published" | "pubdate" | "created" => Some(BlockKind::Date),
            _ => None,
        });
        let value = line.find(':').map_or(line.len(), |colon| colon + 1);
        let span = Span::new(start + value, start + line.len()).trim(text);
        let quoted = span.of(text);
        let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '[' | ']');
        let bare = quoted.trim_start_matches(is_edge);
        let span =
            Span::new(span.end - bare.len(), span.end - bare.len() + bare.trim_end_matches(is_edge).len());
        if let (Some(kind), false) = (kind, span.is_empty()) {
            found.push((kind, span));
        }
        start += line.len();
    }
}
