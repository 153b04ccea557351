//! Gives empty-element tags (`<title/>`) an end tag: XML closes the element there, but an HTML parser would take the
//! rest of the page into it.

use crate::article::formats::markup::{Token, Tokens};
use std::borrow::Cow;

/// Elements that have no end tag in HTML either.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// `page` with an end tag after each empty-element tag, except those of void elements.
pub(super) fn closed(page: &str) -> Cow<'_, str> {
    let (mut out, mut at) = (String::new(), 0);
    for token in Tokens::of(page) {
        let Token::Start(tag) = token else { continue };
        if !tag.is_empty || VOID.contains(&tag.name) {
            continue;
        }
        let start = tag.source.as_ptr().addr() - page.as_ptr().addr();
        let Some(before) = page.get(at..start) else { continue };
        out.push_str(before);
        out.push_str(tag.source.trim_end_matches('>').trim_end_matches('/'));
        out.push_str("></");
        out.push_str(tag.name);
        out.push('>');
        at = start + tag.source.len();
    }
    if at == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(page.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn elements_end_where_they_should() {
        for (page, expected) in [
            ("<title/><p>One<br/>two</p>", "<title></title><p>One<br/>two</p>"),
            ("<p>A<a id='x' />b<i/>.</p>", "<p>A<a id='x' ></a>b<i></i>.</p>"),
            ("<!-- <title/> --><p>c</p>", "<!-- <title/> --><p>c</p>"),
        ] {
            assert_eq!(closed(page), expected);
        }
    }
}
