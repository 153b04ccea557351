//! Preprocesses Markdown before it becomes the text of an article: resolves its character references ("&nbsp;",
//! "&mdash;") and rewrites its front matter in a simple form. The text must hold what is shown, since all else is spans
//! over it.

use super::{chunks, front_matter, front_spans::front_matter_length};
use pulldown_cmark::{Event, Parser};
use std::{borrow::Cow, fmt::Write as _};

/// Longest character reference, in bytes.
const LONGEST: usize = 40;

/// `text` with its character references resolved, except in code, and with its front matter rewritten. Resolved
/// punctuation is escaped by a backslash, so that it is not read as markup.
pub(in crate::article) fn resolved(text: &str) -> Cow<'_, str> {
    let maybe = text.match_indices('&').any(|(at, _)| reference(text, at).is_some());
    let matter = front_matter::rewritten(text).map(|matter| (0..front_matter_length(text), matter));
    let mut found = Vec::from_iter(matter);
    if !maybe && found.is_empty() {
        return Cow::Borrowed(text);
    }
    chunks::each(text, chunks::LENGTH, |event, range| match event {
        Event::Text(shown) => {
            let written = text.get(range.clone()).unwrap_or_default();
            if written.len() <= LONGEST
                && written.starts_with('&')
                && written.ends_with(';')
                && written != &*shown
            {
                found.push((range, literal(&shown)));
            }
        }
        // In an HTML block Markdown's punctuation is no markup, but no new tag or reference may come into being.
        Event::Html(_) => {
            let line = text.get(range.clone()).unwrap_or_default();
            for (at, _) in line.match_indices('&') {
                let Some(length) = reference(line, at) else { continue };
                let written = line.get(at..at + length).unwrap_or_default();
                let shown = shown(written);
                if shown != written && !shown.contains(['<', '>', '&']) {
                    found.push((range.start + at..range.start + at + length, shown));
                }
            }
        }
        _ => {}
    });
    found.sort_by_key(|(range, _)| range.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, shown) in found {
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&shown);
            at = range.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

/// The length in bytes of what looks like a reference at the `&` at offset `at`.
fn reference(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at + 1..)?;
    let length = rest.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    (length > 1 && rest.get(length) == Some(&b';')).then_some(length + 2)
}

/// The text that a reference by itself stands for.
fn shown(written: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(written) {
        if let Event::Text(text) = event {
            out.push_str(&text);
        }
    }
    out
}

/// `shown` with its punctuation escaped.
fn literal(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len() + 1);
    for c in shown.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            c if c.is_ascii_punctuation() => {
                let _ = write!(out, "\\{c}");
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn references_are_resolved_where_they_are_read_as_such() {
        for (written, shown) in [
            ("old&nbsp;and wet &mdash; &#8220;so&#x201d;", "old\u{a0}and wet — “so”"),
            ("AT&amp;T &lt;b&gt; &#42;x&#42;", "AT\\&T \\<b\\> \\*x\\*"),
            ("`&nbsp;` and &nothing; and R&D; & more", "`&nbsp;` and &nothing; and R&D; & more"),
            ("<p>old&nbsp;and &lt;wet&gt;</p>", "<p>old\u{a0}and &lt;wet&gt;</p>"),
            ("    &nbsp;\n\n> &eacute;t&eacute;", "    &nbsp;\n\n> été"),
            (
                "---\ntitle: \"\\\"No\\\" to the caf\\u00e9\"\nauthor: 'Ann O''Roe'\n---\nSo \\u00e9.",
                "---\ntitle: \"\"No\" to the café\"\nauthor: \"Ann O'Roe\"\n---\nSo \\u00e9.",
            ),
            ("---\ntitle: \"Half \\q\"\n---\n", "---\ntitle: \"Half \\q\"\n---\n"),
            ("{\"title\": \"Half \\ud83d \\x\"}\n", "{\"title\": \"Half \\ud83d \\x\"}\n"),
        ] {
            assert_eq!(resolved(written), shown);
        }
    }
}
