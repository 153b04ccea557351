//! Line breaks in entries of feeds whose HTML has only inline elements.

use std::borrow::Cow;

/// `html` with a `<br>` after each line that ends like a sentence or is empty, if it has line breaks but no block
/// elements: its author has marked up words and relies on line breaks for paragraphs.
pub(super) fn marked(html: &str) -> Cow<'_, str> {
    const INLINE: [&str; 16] = [
        "a", "b", "i", "em", "strong", "u", "s", "q", "cite", "code", "span", "small", "sub", "sup", "abbr",
        "img",
    ];
    let is_inline = |tag: &str| {
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))
    };
    if !html.contains('\n') || !html.split('<').skip(1).all(is_inline) {
        return html.into();
    }
    let mut out = String::with_capacity(html.len());
    for line in html.split_inclusive('\n') {
        let ends = line.trim_end().trim_end_matches(['"', '”', '’', '»', ')', '>']);
        let ends =
            ends.rsplit_once("</").filter(|(_, name)| is_inline(name)).map_or(ends, |(words, _)| words);
        out.push_str(line);
        if ends.ends_with(['.', '!', '?', '…', ':']) || ends.is_empty() {
            out.push_str("<br>");
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use crate::article::{Input, format::Hint};

    #[test]
    fn line_breaks_count_where_only_words_are_marked_up() {
        let of = |text: &str| {
            let feed = format!(
                "<rss><channel><item><description><![CDATA[{text}]]></description></item></channel></rss>"
            );
            let read = Input::read("feed", feed.into_bytes(), &Hint::default()).unwrap();
            let article = read.into_articles().remove(0);
            article.blocks.iter().map(|block| article.shown(block.span)).collect::<Vec<_>>()
        };
        let lines =
            ["It was <b>shut</b> on\nMonday.", "It <i>rained.</i>", "“So be it.”", "Ann Roe was there."];
        assert_eq!(
            of(&lines.join("\n")),
            ["It was shut on Monday.", "It rained.", "“So be it.”", "Ann Roe was there."]
        );
        assert_eq!(of("<p>It was shut.\nIt rained.</p>"), ["It was shut. It rained."]);
    }
}
