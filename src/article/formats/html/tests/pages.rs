//! Whole pages, of the kinds that are easily read wrongly.

use super::super::page;
use crate::article::{Article, BlockKind, budget::Budget};

const STORY: [&str; 5] = [
    "The bakers of Ostrand have closed their ovens for a week, since nobody can pay what flour costs after the dry summer.",
    "“We baked through two floods, and I will not bake at a loss,” said Tove Lindqvist, who owns the oldest shop in town.",
    "The mill upstream sells its flour abroad, where it fetches twice as much, and says that it has contracts to keep.",
    "Half of the households were without bread on Friday, by a count that the parish made at its own doors and kitchens.",
    "A meeting between bakers and millers is planned for the week after, though neither side would say what it will offer.",
];

fn read(html: &str) -> Article {
    page::read("p", html, None, &mut Budget::of(html.len()))
}

fn story() -> String {
    STORY.map(|text| format!("<p>{text}</p>")).concat()
}

/// A page with `body` in it, under a title.
fn page_of(body: &str) -> String {
    format!("<html><head><title>Ovens stay cold in Ostrand</title></head><body>{body}</body></html>")
}

/// Checks that all of the story is shown, and of `others` those that are to be.
fn check(html: &str, shown: &[&str], left_out: &[&str]) {
    let article = read(html);
    for text in STORY.iter().chain(shown) {
        assert!(article.text.contains(text), "lacks {text:?} of {html}\nin {}", article.text);
    }
    for text in left_out {
        assert!(!article.text.contains(text), "has {text:?} of {html}\nin {}", article.text);
    }
    assert_eq!(article.caveat, None, "{html}");
}

#[test]
fn no_name_of_what_is_round_everything_loses_the_article() {
    let head = "<h1>Ovens stay cold in Ostrand</h1>";
    for name in ["with-sidebar", "sponsor-free", "menu-open", "over-footer", "community-site"] {
        let inner = format!("{head}{}", story());
        check(&page_of(&format!("<div class='{name}'><div>{inner}</div></div>")), &[], &[]);
        check(
            &page_of(&format!("<div role=complementary aria-hidden=true id='{name}'>{inner}</div>")),
            &[],
            &[],
        );
        let html = page_of(&inner).replace("<body>", &format!("<body class='{name}'>"));
        check(&html.replace("<html>", &format!("<html class='{name}'>")), &[], &[]);
    }
}

#[test]
fn a_name_alone_loses_no_sentence() {
    let text = "The price of a loaf has doubled since May, the parish says.";
    for part in [
        format!("<p id=share-of-rye>{text}</p>"),
        format!("<p class=comments>{text}</p>"),
        format!("<ul><li class=social-club>{text}</li></ul>"),
        format!("<section id=popular-loaves><h2>Popular loaves</h2><p>{text}</p></section>"),
        format!("<div class='box no-ads'><p>{text}</p></div>"),
        format!("<aside class=note><p>{text}</p></aside>"),
        format!(
            "<div class=card><div class=card-text><p>{text} It is in the <a href=/r>report</a>.</p></div></div>"
        ),
        format!("<div class=toolbar-code><pre>{text}</pre></div>"),
        format!("<div hidden=until-found><p>{text}</p></div>"),
        format!("<div class=wrap><p><a href=/r>{text}</a></p></div>"),
    ] {
        let middle = story().replace("<p>The mill", &format!("{part}<p>The mill"));
        check(
            &page_of(&format!("<article><h1>Ovens stay cold in Ostrand</h1>{middle}</article>")),
            &[text],
            &[],
        );
    }
}

#[test]
fn furniture_is_told_by_several_signs() {
    let head = "<h1>Ovens stay cold in Ostrand</h1>";
    for (part, gone) in [
        (
            "<div class=cookie-banner><p>We set small files on your machine, so that we know you again.</p></div>",
            "small files",
        ),
        (
            "<footer><p>Whoever reads this page has agreed to all that stands in our terms.</p></footer>",
            "has agreed",
        ),
        (
            "<div id=comments><div class=comment><p>I was there and saw no bread at all.</p></div><div class=comment><p>So was I, neighbour, and I saw some.</p></div></div>",
            "no bread",
        ),
        ("<amp-consent><p>May we count how often you come back to us?</p></amp-consent>", "May we"),
        (
            "<section><h3>More from Ostrand</h3><ul><li><a href=/1>Ten kinds of rye</a></li><li><a href=/2>A mill for sale</a></li></ul></section>",
            "kinds of rye",
        ),
        ("<p><a href=/3>The ten best loaves of the county</a></p>", "best loaves"),
    ] {
        let middle = story().replace("<p>The mill", &format!("{part}<p>The mill"));
        check(&page_of(&format!("<main>{head}{middle}</main>")), &[], &[gone]);
    }
}

#[test]
fn a_short_article_is_found_beside_longer_notices() {
    let notice = "Whoever reads this page has agreed to all that stands in our terms, which we may change. ";
    let html = page_of(&format!(
        "<div><h1>Ovens stay cold in Ostrand</h1><p>{}</p></div><footer><div><p>{}</p></div></footer>",
        STORY[0],
        notice.repeat(6)
    ));
    let article = read(&html);
    assert!(article.text.contains(STORY[0]) && !article.text.contains("agreed"), "{}", article.text);
}

#[test]
fn what_the_data_of_a_page_tells_is_shown_where_the_page_has_nothing() {
    let body = STORY.join("\\n\\n");
    let data = format!(
        r#"<script type="application/ld+json">{{"@type": "Report", "author": ["Ann Roe", "Ben Low"], "articleBody": "{body}"}}</script>"#
    );
    let html = page_of("<div id=root></div>").replace("</head>", &format!("{data}</head>"));
    check(&html, &[], &[]);
    assert_eq!(read(&html).byline_text().as_deref(), Some("Ann Roe, Ben Low"));
    let hidden: String = STORY.map(|text| format!("<div></div><noscript><p>{text}</p></noscript>")).concat();
    check(&page_of(&format!("<article><h1>Ovens stay cold in Ostrand</h1>{hidden}</article>")), &[], &[]);
}

#[test]
fn bylines_are_those_of_this_story() {
    for (line, name) in [
        ("<p class=byline>Posted by <a rel=author href=/a>Ann Roe</a> on 8 May 2018</p>", "Ann Roe"),
        (
            "<p><span class=byline><a rel=author href=/a>Ann Roe</a></span><span class=byline><a rel=author href=/b>Ben Low</a></span></p>",
            "Ann Roe, Ben Low",
        ),
        ("<p class=byline>By Ann Roe | <a href='mailto:a@b.example'>Email her</a></p>", "By Ann Roe"),
    ] {
        let other = "<ul><li><h3><a href=/o>Rye is dear</a></h3><p class=byline>by Cy Dunn</p></li></ul>";
        let html =
            page_of(&format!("{other}<main><h1>Ovens stay cold in Ostrand</h1>{line}{}</main>", story()));
        assert_eq!(read(&html).byline_text().as_deref(), Some(name), "{line}");
    }
}

#[test]
fn large_first_letters_are_of_their_words() {
    for first in
        ["<div class=cap>T</div><p>he", "<p><span class=header-cap>T</span>he", "<p><img alt=T src=t.png>he"]
    {
        let html = story().replacen("<p>The", first, 1);
        check(&page_of(&format!("<article><h1>Ovens stay cold in Ostrand</h1>{html}</article>")), &[], &[]);
    }
}

#[test]
fn small_signs_are_not_glued_to_words() {
    let text = "<p>It cost ten marks<a href='#n1'>1</a> in all, or 10<sup>4</sup> pfennigs, said Tove\u{200b} Lindqvist.</p>";
    let pictures = "<figure><img src=a><figcaption><span>2 of 7</span>An oven.</figcaption></figure>";
    let html = page_of(&format!(
        "<article><h1>Ovens stay cold in Ostrand</h1>{}{text}{pictures}{}</article>",
        story(),
        story()
    ));
    let article = read(&html);
    assert!(
        article.text.contains("ten marks in all, or 10⁴ pfennigs, said Tove Lindqvist."),
        "{}",
        article.text
    );
    assert!(!article.text.contains("2 of 7"), "{}", article.text);
}

#[test]
fn a_heading_ends_with_the_end_of_any_heading() {
    let html = page_of(&format!(
        "<article><h1>Ovens stay cold in Ostrand</h1><h2>What the mill says</h3>{}</article>",
        story()
    ));
    let article = read(&html);
    let headings = article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    assert_eq!(
        headings.map(|block| block.span.of(&article.text)).collect::<Vec<_>>(),
        ["What the mill says"]
    );
}

#[test]
fn only_what_is_about_the_article_ends_it() {
    for (heading, ends) in [
        ("3 thoughts on “Ovens stay cold in Ostrand”", true),
        ("3 thoughts on Ovens stay cold", true),
        ("3 comments", true),
        ("3 comments to the millers", false),
        ("4 thoughts on bread", false),
    ] {
        let html = page_of(&format!(
            "<article><h1>Ovens stay cold in Ostrand</h1>{}<h2>{heading}</h2><p>Nobody has ever eaten as well as here, I say.</p></article>",
            story()
        ));
        assert_eq!(!read(&html).text.contains("eaten as well"), ends, "{heading}");
    }
}
