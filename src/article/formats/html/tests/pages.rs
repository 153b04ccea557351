//! Whole pages of kinds whose article is difficult to find.

use super::super::page;
use crate::article::{Article, BlockKind, budget::Budget};

pub(super) const STORY: [&str; 5] = [
    "The bakers of Ostrand have closed their ovens for a week, since nobody can pay what flour costs after the dry summer.",
    "“We baked through two floods, and I will not bake at a loss,” said Tove Lindqvist, who owns the oldest shop in town.",
    "The mill upstream sells its flour abroad, where it fetches twice as much, and says that it has contracts to keep.",
    "Half of the households were without bread on Friday, by a count that the parish made at its own doors and kitchens.",
    "A meeting between bakers and millers is planned for the week after, though neither side would say what it will offer.",
];

pub(super) fn read(html: &str) -> Article {
    page::read("p", html, None, &mut Budget::of(html.len()))
}

pub(super) fn story() -> String {
    STORY.map(|text| format!("<p>{text}</p>")).concat()
}

/// A page with a title and this `body`.
pub(super) fn page_of(body: &str) -> String {
    format!("<html><head><title>Ovens stay cold in Ostrand</title></head><body>{body}</body></html>")
}

/// Checks that a page shows the whole story and the texts in `shown`, and none of those in `left_out`.
pub(super) fn check(html: &str, shown: &[&str], left_out: &[&str]) {
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

/// A page whose article has a headline, `head` and the story; `extra` is added to the page's head element.
fn article_of(head: &str, extra: &str) -> String {
    let body = format!("<article><h1>Ovens stay cold in Ostrand</h1>{head}{}</article>", story());
    page_of(&body).replace("</head>", &format!("{extra}</head>"))
}

#[test]
fn notices_that_are_longer_than_the_article_are_left_out_wherever_they_stand() {
    let notice =
        "<p>By using this site you accept our terms of use and our privacy notice, which we may change.</p>";
    let head = "<h1>Ovens stay cold in Ostrand</h1>";
    let text = STORY[0];
    for html in [
        format!(
            "<div class=page>{head}<p>{text}</p></div><div class=foot-notes>{notice}{notice}{notice}</div>"
        ),
        format!(
            "<table><tr><td>{head}<p>{text}</p></td></tr><tr><td class=low>{notice}{notice}{notice}</td></tr></table>"
        ),
        format!(
            "<main><article>{head}<p>{text}</p></article><section class=who>{notice}{notice}</section></main>"
        ),
        format!(
            "<div>{head}<p>{text}</p></div><div class=privacy-bar>{notice}{notice}<button>Yes</button></div>"
        ),
    ] {
        let article = read(&page_of(&html));
        assert!(
            article.text.contains(text) && !article.text.contains("terms of use"),
            "{html}\n{}",
            article.text
        );
    }
    // A page that consists of the notice has it as its article.
    let own = page_of(&format!("<main>{head}<div>{}</div></main>", notice.repeat(4)));
    assert!(read(&own).text.contains("terms of use"));
}

#[test]
fn what_a_site_asks_of_its_readers_is_no_part_of_the_text() {
    for (part, gone) in [
        (
            "<aside><h3>Crumbs</h3><p>Our letter has all the news of your ovens.</p><form><input type=email><button>Go</button></form></aside>",
            "our ovens",
        ),
        (
            "<div class=contributions-box><p>If you like what we do, please help us to do more of it.</p><a href=/pay>Pay</a></div>",
            "help us",
        ),
        (
            "<div class=player>Please enable JavaScript to see our film, or try a different browser.</div>",
            "JavaScript",
        ),
        ("<p>Hide caption</p>", "Hide caption"),
        ("<p>Like this:</p>", "Like this"),
        ("<template><p>Nobody has seen these words of ours.</p></template>", "these words"),
        ("<span class=visuallyhidden>Skip what is in this box</span>", "Skip what"),
        (
            "<h2>More from Ostrand</h2><ul><li><a href=/1><h4>Ten kinds of rye</h4><p>One of them is blue, they say in Ostrand.</p></a></li></ul>",
            "is blue",
        ),
        (
            "<p>So said <span>Tove Lindqvist<span><b>Tove Lindqvist</b> <a href=/1>Baker wins</a><a href=/2>Baker loses</a></span></span>, who would know it.</p>",
            "Baker wins",
        ),
        (
            "<div itemprop=comment><p>I was there and saw no bread at all, not even a crumb.</p><button>Like</button></div>",
            "not even a crumb",
        ),
    ] {
        let middle = story().replace("<p>The mill", &format!("{part}<p>The mill"));
        check(&page_of(&format!("<main><h1>Ovens stay cold in Ostrand</h1>{middle}</main>")), &[], &[gone]);
    }
}

#[test]
fn boxes_with_names_of_furniture_keep_what_they_tell() {
    for (part, kept) in [
        (
            "<div class=sidebar-facts><ul><li>Rye came to Ostrand with the monks, in 1240.</li></ul></div>",
            "the monks",
        ),
        (
            "<aside role=note><p>A loaf of rye keeps for two weeks, and is best on the third day.</p></aside>",
            "third day",
        ),
        (
            "<div class=related-rye>Rye and wheat are related, and may be told apart by their ears.</div>",
            "their ears",
        ),
        (
            "<h2 id=related-rye>Rye and wheat</h2><p>The two may be told apart by their ears.</p>",
            "Rye and wheat",
        ),
        (
            "<div class=share-table><table class=promo><tr class=related><td>Rye</td><td>9</td></tr><tr><th>Oats</th><td>4</td></tr></table></div>",
            "Rye",
        ),
        ("<figure class=social-code><pre>bake --slowly</pre></figure>", "bake --slowly"),
        (
            "<dl><dt class=comment>Crumb</dt><dd class=comment>What is left of a loaf, on any table.</dd></dl>",
            "left of a loaf",
        ),
        (
            "<span style='display: block'>A loaf stands alone here.</span>",
            "\n\nA loaf stands alone here.\n\n",
        ),
        ("<p>All rights reserved to the mill were sold to the bakers in 1851.</p>", "All rights reserved to"),
    ] {
        let middle = story().replace("<p>The mill", &format!("{part}<p>The mill"));
        check(&page_of(&format!("<main><h1>Ovens stay cold in Ostrand</h1>{middle}</main>")), &[kept], &[]);
    }
}

#[test]
fn posts_are_set_off_with_who_wrote_them() {
    for post in [
        "<div class=tweet><a href=/s/1><div class=tweet-header><img src=a><span class=tweet-author-name>Ann Roe</span><span>@annroe</span></div>There is no bread in the whole of this town today.</a><p>14 Retweets 3 Likes</p></div>",
        "<figure class=wp-block-embed><div class=embed-wrap><blockquote class=twitter-tweet><p>There is no bread in the whole of this town today. <a href=/p>pic.twitter.com/q</a></p>&mdash; Ann Roe @annroe <a href=/s/1>May 8, 2018</a></blockquote></div></figure>",
        "<blockquote class=instagram-media><a href=/s/1>There is no bread in the whole of this town today.</a><p>A post shared by <a href=/ann>Ann Roe</a> @annroe</p></blockquote>",
    ] {
        let middle = story().replace("<p>The mill", &format!("{post}<p>The mill"));
        let article =
            read(&page_of(&format!("<article><h1>Ovens stay cold in Ostrand</h1>{middle}</article>")));
        let text = "There is no bread in the whole of this town today.\n\n— Ann Roe @annroe";
        assert!(article.text.contains(text) && !article.text.contains("Likes"), "{post}\n{}", article.text);
        let quoted = article.blocks.iter().filter(|block| block.kind == BlockKind::BlockQuote);
        assert_eq!(quoted.count(), 2, "{post}");
    }
}

#[test]
fn dates_and_authors_are_found_where_pages_put_them() {
    for (line, extra, date) in [
        (
            "<p>Up <time datetime=2018-05-08T10:15Z>8 May</time>, changed <time datetime=2018-06-01T10:15Z>1 June</time></p>",
            "",
            "2018-05-08 10:15",
        ),
        ("<abbr class=published title=2018-05-08T10:15Z>Tuesday</abbr>", "", "2018-05-08 10:15"),
        ("<span itemprop=datePublished content=2018-05-08>Tuesday</span>", "", "2018-05-08"),
        ("", "<meta name=citation_publication_date content='2018/05/08'>", "2018-05-08"),
        (
            "",
            "<script type='application/ld+json'>{\"@type\": \"WebPage\", \"datePublished\": \"2018-05-08\"}</script>",
            "2018-05-08",
        ),
    ] {
        let article = read(&article_of(line, extra));
        assert_eq!(article.published_text().as_deref(), Some(date), "{line}{extra}");
    }
    for (line, extra, name) in [
        ("<p class=byline>By Ann Roe</p>", "<meta name=author content=admin>", Some("By Ann Roe")),
        (
            "<p class=byline>By Ann Roe</p>",
            "<meta name=author content='The Ear'><meta property=og:site_name content='The Ear'>",
            Some("By Ann Roe"),
        ),
        ("", "<meta name=author content='Ann Roe'><meta name=author content='ann roe'>", Some("Ann Roe")),
        ("<p class=byline>OSTRAND, May 8 (Ear) -</p>", "", None),
        ("<p class=dateline>OSTRAND, May 8 —</p>", "", None),
        ("<p class=byline>By Ann Roe</p>", "<meta name=author content=roe77>", Some("By Ann Roe")),
    ] {
        let article = read(&article_of(line, extra));
        assert_eq!(article.byline_text().as_deref(), name, "{line}{extra}");
    }
    let other = "<div><h3><a href=/o>Rye is dear again in all of Ostrand</a></h3><p class=byline>By Cy Dunn</p></div>";
    assert_eq!(
        read(&page_of(&format!("<article><h1>Ovens stay cold in Ostrand</h1>{}</article>{other}", story())))
            .byline_text(),
        None
    );
}

#[test]
fn a_page_that_is_called_as_its_site_has_its_headline_for_a_title() {
    let html = article_of("", "").replace("Ovens stay cold in Ostrand</title>", "The Ear</title>");
    let html = html.replace("<body>", "<body><a href='/'>The Ear</a>");
    assert_eq!(read(&html).title_text().as_deref(), Some("Ovens stay cold in Ostrand"));
}

#[test]
fn lists_of_stories_and_pages_that_are_not_there_say_so() {
    let card =
        |n| format!("<article><h3><a href=/{n}>Story number {n}</a></h3><p>{} …</p></article>", STORY[n % 5]);
    let list = (0..12_usize).map(card).collect::<Vec<_>>().concat();
    for html in [
        format!("<main><h1>Bread</h1>{list}</main>"),
        "<main><h1>Page not found</h1><p>What you look for was never here, or is here no more.</p></main>"
            .to_owned(),
    ] {
        assert_eq!(read(&page_of(&html)).caveat, Some(crate::article::Caveat::NotAnArticle), "{html}");
    }
}

#[test]
fn a_page_of_plain_text_is_paragraphs() {
    let html = page_of(&format!("<h1>Ovens stay cold in Ostrand</h1><pre>{}</pre>", STORY.join("\n\n")));
    let article = read(&html);
    assert_eq!(
        article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).count(),
        5,
        "{}",
        article.text
    );
}
