//! Malformed nesting in HTML: of any depth, and with tags and special characters in any order.

use super::{super::*, BODY, all, assert_sound, open};
use proptest::prelude::*;
use tokens::{Token, Tokens};

/// Deep nesting by each kind of element that nests. If the time were not linear, this test would not end.
#[test]
fn nesting_of_any_depth_is_read() {
    const DEEP: usize = 20_000;
    let body = format!("<p>{}</p>", BODY.join("</p><p>"));
    assert!(open(&format!("<body>{}{body}", "<div>".repeat(100_000))).text.contains(BODY[1]));
    for unit in [
        "<div>x ",
        "<b>x ",
        "<b><p>x ",
        "<a href=x><div>x ",
        "<ul><li>x ",
        "<table><tr><td>x ",
        "<i></b>",
        "<div><marquee></div>x ",
        "<div><button></div>x ",
        "<div><script></div></script>",
        "<svg><g>",
        "<blockquote>",
        "<q>",
        "<dl><dd>",
        "<font size=1><p>",
        "<object>",
        "<select><option>",
        "</p>",
        "<template>",
    ] {
        let article = open(&format!("<body>{body}{}", unit.repeat(DEEP)));
        assert!(article.words() > 20, "{unit}");
    }
    let attributes = (0..DEEP).map(|n| format!(" a{n}=x")).collect::<Vec<_>>().concat();
    assert!(open(&format!("<body><div{attributes}>{body}</div>")).text.contains(BODY[1]));
}

#[test]
fn words_that_lie_too_deep_still_stand_apart() {
    let html = format!("<body>{}", "<div>word".repeat(400));
    let article = all(&html);
    assert_eq!(article.text.matches("word").count(), 400);
    assert!(!article.text.contains("wordword"));
}

fn any_html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "p", "div", "b", "a href='x'", "a href=\"/y z\"", "ul", "ol start=-3", "li", "table", "tr", "td", "th", "blockquote", "h2",
            "pre", "br", "q", "figcaption", "aside", "span class=share", "div class='related x'", "title", "script",
            "script type='application/ld+json'", "style", "svg", "math", "select", "option", "template", "iframe", "textarea",
            "noscript", "body", "html", "head", "cite", "footer", "caption", "button", "object", "dl", "dt", "dd", "img", "hr",
        ])
        .prop_map(|name| format!("<{name}>")),
        2 => prop::sample::select(vec![
            "p", "div", "b", "a", "ul", "ol", "li", "table", "tr", "td", "blockquote", "h2", "pre", "q", "aside", "span", "title",
            "script", "style", "svg", "select", "template", "textarea", "cite", "footer", "br", "figcaption",
        ])
        .prop_map(|name| format!("</{name}>")),
        2 => "[ a-z,.“”&;#x0-9\n]{0,30}",
        1 => Just(BODY[1].to_owned()),
        1 => Just("Read more: ".to_owned()),
        1 => "[<>!/='\"&\\[\\]-]{0,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_page_is_sound(html in any_html()) {
        assert_sound(&read("t", &html, Some("https://news.example/"), &mut Budget::of(0)));
        assert_sound(&all(&html));
    }

    #[test]
    fn what_is_tamed_is_tame(html in any_html()) {
        let once = sanitize::sanitize(&html, &mut Budget::of(0)).html;
        let mut open: Vec<Vec<u8>> = Vec::new();
        for token in Tokens::of(&once) {
            match token {
                Token::Start(tag) => {
                    let alone = names::is_void(&tag.name) || matches!(tag.name.as_slice(), b"html" | b"head" | b"body");
                    if !alone {
                        open.push(tag.name);
                    }
                }
                Token::End(name) => prop_assert_eq!(open.pop(), Some(name)),
                Token::Text(_) => {}
            }
        }
        prop_assert!(open.is_empty(), "{:?} is left open in {}", open, once);
    }
}
