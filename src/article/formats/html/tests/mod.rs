mod beside;
mod between;
mod nesting;
mod pages;
mod tables;

use super::*;
use crate::{
    article::{BlockKind, Caveat, Inline, Input, OrnamentKind, budget, format::Hint},
    span::Span,
};
use BlockKind::{
    BlockQuote, Byline, Caption, Date, Heading, ListItem, Paragraph, PullQuote, Title, Verbatim,
};
use piece::Piece;

const BODY: [&str; 4] = [
    "The council of the harbour town met late on Monday, and after a debate of four hours, which nobody had expected, its members voted for the plan.",
    "“Nobody likes it, nobody at all,” said Mara Lind, who has led the council for nine years, and who wants the quay to be built by the spring.",
    "Work begins in May, the mayor said, if the money, which is to come from the fund for the coast, has been paid into the town’s account by then.",
    "Those who live at the quay, among them fishermen, painters and the owner of an inn, have asked a court to stop the plan before it begins.",
];

/// A page with `head` in its head, and `inside` between the first two paragraphs of its article.
fn page(head: &str, inside: &str) -> String {
    let [first, second, third, fourth] = BODY;
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Harbour plan passes</title>{head}</head><body>\
         <nav><a href=/>Home</a> <a href=/news>News</a></nav>\
         <div id=main><h1>Harbour plan passes</h1><p>{first}</p>{inside}<p>{second}</p><p>{third}</p><p>{fourth}</p></div>\
         <div class=sidebar><a href=/a>Five things</a> <a href=/b>Six things</a></div>\
         <footer>© 2018 Harbour News</footer></body></html>"
    )
}

/// The article that `html` is converted to as a whole.
fn all(html: &str) -> Article {
    whole("t", html, About::default(), &mut Budget::of(0))
}

fn open(html: &str) -> Article {
    let hint = Hint { url: Some("https://news.example/2018/harbour"), ..Hint::default() };
    let [article] = &Input::read("page.html", html.into(), &hint).unwrap().into_articles()[..] else {
        panic!("one article")
    };
    assert_sound(article);
    article.clone()
}

fn assert_sound(article: &Article) {
    let ordered = |spans: &[Span]| spans.windows(2).all(|w| matches!(w, [a, b] if a.end <= b.start));
    let blocks: Vec<Span> = article.blocks.iter().map(|b| b.span).collect();
    let links: Vec<Span> = article.links.iter().map(|link| link.span).collect();
    assert!(ordered(&blocks), "{blocks:?}");
    assert!(ordered(&links), "{links:?}");
    for span in blocks.iter().chain(&links) {
        assert!(article.text.get(span.range()).is_some_and(|text| !text.trim().is_empty()), "{span:?}");
    }
    for link in &links {
        assert!(
            blocks.iter().any(|b| b.start <= link.start && link.end <= b.end),
            "{link:?} lies in a block"
        );
    }
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect()
}

/// Checks the blocks between the first two paragraphs of an article, where the page has `inside` there.
#[track_caller]
fn check(inside: &str, expected: &[(BlockKind, &str)]) {
    let article = open(&page("", inside));
    let found = blocks(&article);
    let at = |text: &str| {
        found.iter().position(|(_, found)| *found == text).unwrap_or_else(|| panic!("{found:?}"))
    };
    assert_eq!(&found[at(BODY[0]) + 1..at(BODY[1])], expected, "{inside}");
}

#[test]
fn the_article_is_what_is_left_of_a_page() {
    let article = open(&page("", ""));
    let mut expected = vec![(Title, "Harbour plan passes")];
    expected.extend(BODY.map(|text| (Paragraph, text)));
    assert_eq!(blocks(&article), expected);
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.url.as_deref(), Some("https://news.example/2018/harbour"));
    assert_eq!(article.caveat, None);
}

#[test]
fn a_page_tells_about_itself_in_several_ways() {
    let all = |article: Article| {
        let texts = (article.title_text(), article.byline_text(), article.published_text());
        (
            texts.0.unwrap(),
            texts.1.unwrap(),
            texts.2.unwrap(),
            article.site.unwrap().to_string(),
            article.url.unwrap(),
        )
    };
    let expected = |url: &str| {
        let own = String::from;
        (own("Harbour plan passes"), own("Mara Weil"), own("2018-05-08 10:15"), own("Harbour News"), own(url))
    };
    let linked_data = r#"<link rel="canonical" href="https://news.example/plan"><script type="application/ld+json"><![CDATA[
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour plan passes",
         "author": {"@type": "Person", "name": "Mara Weil"}, "datePublished": "2018-05-08T10:15:00+01:00",
         "publisher": {"@type": "Organization", "name": "Harbour News"}}]]></script>"#;
    assert_eq!(all(open(&page(linked_data, ""))), expected("https://news.example/plan"));
    let open_graph = r#"<meta property="og:title" content="Harbour plan passes"><meta name="author" content="Mara Weil">
        <meta property="article:published_time" content="2018-05-08T10:15"><meta property="og:site_name" content="Harbour News">
        <meta property="og:url" content="https://news.example/og">"#;
    assert_eq!(all(open(&page(open_graph, ""))), expected("https://news.example/og"));
}

#[test]
fn a_date_in_the_page_is_found_where_there_is_only_one() {
    let time = |inside: &str| open(&page("", inside)).published_text();
    assert_eq!(
        time("<time datetime='2018-05-08T10:15Z'>last week</time>").as_deref(),
        Some("2018-05-08 10:15")
    );
    assert_eq!(time("<time datetime='2018-05-08'>a</time> <time datetime='2018-05-09'>b</time>"), None);
}

#[test]
fn what_is_no_date_or_only_one_names_no_author() {
    let byline =
        |content: &str| open(&page(&format!("<meta name=author content='{content}'>"), "")).byline_text();
    assert_eq!(byline("Mara Weil").as_deref(), Some("Mara Weil"));
    assert_eq!(byline("Last updated: May 8, 2018"), None);
    let article = open(&page("", "").replace(
        "<h1>",
        "<header class=page-header><address><a rel=author href=/weil>Mara Weil</a></address></header><h1>",
    ));
    assert_eq!(article.byline_text().as_deref(), Some("Mara Weil"));
}

#[test]
fn structure_survives() {
    check(
        "<h2>What comes <em>next</em></h2><ul><li>one<ul><li>two</ul><li>three</ul><ol start=3><li>c<li>d</ol>\
         <blockquote><p>A letter said that the quay was old.</p></blockquote>",
        &[
            (Heading(2), "What comes next"),
            (ListItem { depth: 0 }, "one"),
            (ListItem { depth: 1 }, "two"),
            (ListItem { depth: 0 }, "three"),
            (ListItem { depth: 0 }, "3. c"),
            (ListItem { depth: 0 }, "4. d"),
            (BlockQuote, "A letter said that the quay was old."),
        ],
    );
    check(
        "<pre><code>let quay = 1;\n\n  let town = 2;\n</code></pre>\
         <figure><img src=q.jpg alt=x><figcaption>The quay in winter.</figcaption></figure>",
        &[(Verbatim, "let quay = 1;\n\n  let town = 2;"), (Caption, "The quay in winter.")],
    );
    check(
        "<p>She called it <q>a plan</q> of <b>un</b>able people&nbsp;&amp; &lt;others&gt;.",
        &[(Paragraph, "She called it “a plan” of unable people\u{a0}& <others>.")],
    );
}

#[test]
fn line_breaks_mean_paragraphs_verse_or_nothing() {
    check(
        "<p>Who was asked?<br><br>Nobody was.</p>",
        &[(Paragraph, "Who was asked?"), (Paragraph, "Nobody was.")],
    );
    check(
        "<p>“Who was asked?”<br>“Nobody was.”</p>",
        &[(Paragraph, "“Who was asked?”"), (Paragraph, "“Nobody was.”")],
    );
    check(
        "<p>The quay is old,<br>the quay is cold,<br>the fish are sold</p>",
        &[(Verbatim, "The quay is old,\nthe quay is cold,\nthe fish are sold")],
    );
}

#[test]
fn a_pull_quote_is_not_a_second_quote() {
    let pulled = "Nobody likes it, nobody at all";
    check(&format!("<aside>{pulled}</aside>"), &[]);
    for element in ["<blockquote>", "<div class='article-pullQuote'>", "<p class=pull-quote>"] {
        let name = element.split([' ', '>']).next().unwrap_or_default().replace('<', "</");
        check(&format!("{element}{pulled}{name}>"), &[(PullQuote, pulled)]);
    }
    check(
        "<blockquote class=pullquote>I was there when the first stone was laid.</blockquote>",
        &[(BlockQuote, "I was there when the first stone was laid.")],
    );
}

#[test]
fn an_embedded_post_is_a_block_quotation_with_its_author() {
    check(
        "<blockquote class=twitter-tweet><p>The plan has passed, and I am glad.</p>&mdash; Ida Brandt (@idabrandt) \
         <a href='https://posts.example/1'>May 8, 2018</a></blockquote>",
        &[
            (BlockQuote, "The plan has passed, and I am glad."),
            (BlockQuote, "— Ida Brandt (@idabrandt) May 8, 2018"),
        ],
    );
    check(
        "<blockquote><p>The plan has passed, and I am glad.</p><footer>Ida Brandt</footer></blockquote>",
        &[(BlockQuote, "The plan has passed, and I am glad."), (BlockQuote, "— Ida Brandt")],
    );
}

#[test]
fn furniture_inside_the_article_goes() {
    for furniture in [
        "<div class=share-bar><a href=/f>Facebook</a> <a href=/t>Twitter</a></div>",
        "<form action=/n><p>Get the news every morning.</p><input type=email><button>Sign up</button></form>",
        "<div class='newsletter-signup'><p>The morning in one letter.</p></div>",
        "<p><a href=/x>Read more: Harbour plan fails</a></p>",
        "<p>[<a href=/x>Read: Harbour plan fails</a>]</p>",
        "<p>[<a href=/x>Five things about the harbour</a>]</p>",
        "<p class=visually-hidden>Image</p>",
        "<p>Advertisement</p>",
        "<h3>Related</h3><ul><li><a href=/1>Quay falls apart</a><li><a href=/2>Boat sinks</a></ul>",
        "<p>Share this article</p>",
        "<p style='display: none'>Hidden words</p><p hidden>More of them</p>",
        "<svg><title>Logo</title><text>drawn</text></svg><script>let p = '<p>written</p>';</script>",
    ] {
        check(furniture, &[]);
    }
    let related = "The related question, who pays, was put off.";
    check(
        &format!("<p class=promo>{related} “Not us,” a member said.</p>"),
        &[(Paragraph, &format!("{related} “Not us,” a member said."))],
    );
}

#[test]
fn comments_of_readers_are_not_the_article() {
    let html = page("", "").replace(
        "</div><div class=sidebar>",
        "<h3>2 comments on “Harbour plan passes”</h3><p>Ida wrote on Monday: I was there, and it was not like that, not at all.</p></div><div class=sidebar>",
    );
    assert_eq!(blocks(&open(&html)).last(), Some(&(Paragraph, BODY[3])));
}

#[test]
fn links_have_words_and_whole_addresses() {
    let article = open(&page(
        "",
        "<p>See <a href='/plan?a=1&amp;b=2'>the plan, <b>all of</b> it</a>, <a href='#note'>a note</a>, \
         <a href='javascript:alert(1)'>nothing</a>.</p>",
    ));
    let links: Vec<_> =
        article.links.iter().map(|link| (link.span.of(&article.text), &*link.target)).collect();
    assert_eq!(links, [("the plan, all of it", "/plan?a=1&b=2")]);
}

#[test]
fn a_page_says_what_its_links_are_relative_to() {
    let at = "https://news.example/a/b";
    for (head, base) in [
        ("", Some(at)),
        ("<base href='../c/'>", Some("https://news.example/c/")),
        ("<base href='https://other.example/d'>", Some("https://other.example/d")),
        (&format!("<base href='/{}'>", "x".repeat(budget::BASE)), None),
    ] {
        let article = read("t", &page(head, ""), Some(at), &mut Budget::of(0));
        assert_eq!(article.base.as_deref(), base, "{head}");
    }
}

/// The output is bounded by the budget, and no text, element or address is output more often than the page has it.
#[test]
fn more_than_a_page_holds_is_left_out() {
    let body = BODY.concat();
    for (unit, times) in
        [("<b>x</b>", 400_000), ("<p>x", 400_000), ("<a href=x>y</a> ", 400_000), ("word ", 4_000_000)]
    {
        let html = format!("<body><p>{body}</p>{}", unit.repeat(times));
        let mut budget = Budget::of(0);
        let article = whole("t", &html, About::default(), &mut budget);
        assert!(budget.is_spent(), "{unit}");
        assert!(article.text.contains(&body) && article.text.len() <= 17 << 20, "{unit}");
        assert!(article.links.len() <= budget::ELEMENTS);
    }
    let long = format!("<title>{}</title>", "long ".repeat(10_000));
    let article = read("t", &page(&long, ""), None, &mut Budget::of(0));
    assert!(article.title_text().unwrap().len() <= budget::TITLE + 3);
}

#[test]
fn a_block_without_text_does_not_end_the_article() {
    let pieces = ["One.", "", "Two."].map(|text| Piece { text: text.to_owned(), ..Piece::new(Paragraph) });
    let article = compose("t", pieces.into(), About::default(), &mut Budget::of(0));
    assert_eq!(blocks(&article), [(Paragraph, "One."), (Paragraph, "Two.")]);
}

#[test]
fn links_end_where_their_blocks_end() {
    let article = all("<p><a href=x>\u{2001}the plan\u{3000}</a></p><p><a href=y>\u{2001}</a></p>");
    assert_sound(&article);
    assert_eq!(
        article.links.iter().map(|link| link.span.of(&article.text)).collect::<Vec<_>>(),
        ["the plan"]
    );
}

#[test]
fn the_head_is_not_shown_twice() {
    let head = "<meta name=author content='Mara Weil'>";
    let article = open(&page(head, "").replace("</h1>", "</h1><p>By Mara Weil</p>"));
    assert_eq!(
        blocks(&article)[..3],
        [(Title, "Harbour plan passes"), (Byline, "Mara Weil"), (Paragraph, BODY[0])]
    );
    let article = open(&page("", "").replace("</h1>", "</h1><p>8 May 2018</p>"));
    assert_eq!(blocks(&article)[1], (Date, "8 May 2018"));
}

#[test]
fn a_page_that_is_no_article_says_so_and_shows_what_there_is() {
    let caveat = |html: &str| {
        let article = open(html);
        (article.caveat, article.text)
    };
    let (needs, text) = caveat(
        "<title>App</title><body><div id=root></div><noscript>You need to enable JavaScript.</noscript><script src=a.js></script>",
    );
    assert_eq!(needs, Some(Caveat::NeedsScripts));
    assert!(text.contains("enable JavaScript"), "{text}");
    let paid = r#"<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>"#;
    let (paywalled, _) = caveat(&format!("{paid}<body><article><p>{}</p></article>", BODY[0]));
    assert_eq!(paywalled, Some(Caveat::Paywalled));
    let links = (1..40).map(|n| format!("<li><a href=/{n}>The news number {n} of this morning</a></li>"));
    let (front, text) = caveat(&format!("<body><ul>{}</ul>", links.collect::<Vec<_>>().concat()));
    assert_eq!(front, Some(Caveat::NotAnArticle));
    assert!(text.contains("news number 39"), "{text}");
    assert_eq!(
        open(&page(paid, &BODY.map(|text| format!("<p>{text} So it was.</p>")).concat().repeat(3))).caveat,
        None
    );
}

#[test]
fn the_charset_is_the_page_s() {
    let read = |bytes: &[u8], content_type| {
        let hint = Hint { content_type, ..Hint::default() };
        let articles = Input::read("page.html", bytes.to_vec(), &hint).unwrap().into_articles();
        articles[0].text.contains("Łódź")
    };
    let html = page(
        "<meta charset=iso-8859-2>",
        "<p>They had come from Łódź, all of them, and they stayed, they said.</p>",
    );
    let (polish, _, unmapped) = encoding_rs::ISO_8859_2.encode(html.as_str());
    assert!(unmapped, "the quotation marks are written as references");
    assert!(read(&polish, None));
    assert!(read(&polish, Some("text/html")));
    let without = html.replace("<meta charset=iso-8859-2>", "");
    let (polish, _, _) = encoding_rs::ISO_8859_2.encode(&without);
    assert!(read(&polish, Some("text/html; charset=ISO-8859-2")));
    assert!(read(html.as_bytes(), Some("text/html; charset=iso-8859-2")), "valid UTF-8 is UTF-8");
}

#[test]
fn what_is_set_apart_is_known() {
    let article = all("<p>She was <em>very <b>much</b> so</em>, and <code>a</code>.<hr>\
         <ul><li><input type=checkbox checked> done<li><input type=checkbox> to do</ul><pre>\n\n  let <b>b</b>;\n</pre>\
         <blockquote><p>“So be it.”</p><cite><i>Ann</i> Roe</cite></blockquote>");
    let styles: Vec<_> = article.styles.iter().map(|s| (s.span.of(&article.text), s.inline)).collect();
    let (emphasis, code) = (Inline::EMPHASIS, Inline::CODE);
    assert_eq!(
        styles,
        [
            ("very ", emphasis),
            ("much", emphasis.and(Inline::STRONG)),
            (" so", emphasis),
            ("a", code),
            ("let ", code),
            ("b", code.and(Inline::STRONG)),
            (";", code),
            ("Ann Roe", emphasis),
        ]
    );
    let at = |words: &str| article.text.find(words).unwrap();
    let ornaments: Vec<_> = article.ornaments.iter().map(|o| (o.at, o.kind)).collect();
    let check = |checked| OrnamentKind::CheckBox { checked };
    assert_eq!(
        ornaments,
        [(at("done"), OrnamentKind::Rule), (at("done"), check(true)), (at("to do"), check(false))]
    );
}

#[test]
fn lists_and_quotations_know_what_quotations_they_lie_in() {
    let page = "<blockquote><p>Outer words.</p><ul><li>an item</li></ul><blockquote>inner words</blockquote>\
        <pre>code</pre></blockquote><p>Words after it.</p>";
    let article = all(page);
    let depth = |words: &str| {
        let block = article.blocks.iter().find(|block| block.span.of(&article.text).contains(words));
        article.quoted(block.expect("it is a block"))
    };
    let depths = ["Outer words.", "an item", "inner words", "code", "Words after"].map(depth);
    assert_eq!(depths, [1, 1, 2, 1, 0]);
}
