//! What stands beside an article on its page: other stories, notes, links of the site, titles and bylines in odd places.

use super::{
    super::page,
    pages::{STORY, check, page_of, read, story},
};
use crate::article::{BlockKind, budget::Budget};

const OTHER: [&str; 3] = [
    "The lamps of the lower town were lit again on Tuesday, three years after the last lamplighter had left.",
    "Nobody had remembered where the ladder was, and when it was found it was too short by the height of a cat.",
    "“We shall buy one,” said the clerk, and the council, which met until four in the morning, has agreed.",
];

fn other() -> String {
    OTHER.map(|text| format!("<p>{text}</p>")).concat().repeat(3)
}

#[test]
fn the_next_story_of_an_endless_page_is_another() {
    let own = format!("<article class=story><h1>Ovens stay cold in Ostrand</h1>{}</article>", story());
    let next =
        format!("<article class=story><h1>Lamps burn again below the bridge</h1>{}</article>", other());
    check(&page_of(&format!("<div>{own}<div>Next story</div>{next}</div>")), &[], &OTHER);
}

#[test]
fn teasers_that_are_marked_as_articles_are_not_the_article() {
    let card =
        |title: &str| format!("<article class=card><h3><a href=/x>{title}</a></h3>{}</article>", other());
    let cards: String = ["Lamps lit", "Ladder bought", "Cat found"].map(card).concat();
    let own = format!("<div class=wrap><h1>Ovens stay cold in Ostrand</h1><div>{}</div></div>", story());
    check(&page_of(&format!("<div>{cards}</div>{own}")), &[], &OTHER);
}

#[test]
fn what_is_drawn_when_one_scrolls_to_it_is_shown() {
    let veil = |text: &str| {
        format!("<div class=reveal style='visibility: hidden; animation-delay: 1s'><p>{text}</p></div>")
    };
    let html = page_of(&format!(
        "<article><h1>Ovens stay cold in Ostrand</h1>{}</article>",
        STORY.map(veil).concat()
    ));
    check(&html, &[], &[]);
}

#[test]
fn what_lies_off_the_screen_is_not_of_the_text() {
    let put = |style: &str| {
        let inside = format!(
            "<div style='{style}'><p>We lend money to <a href=//x.example>everybody</a>, by return of post, all year.</p></div>"
        );
        page_of(&format!(
            "<article><h1>Ovens stay cold in Ostrand</h1>{}{inside}{}</article>",
            story(),
            story()
        ))
    };
    check(&put("position:absolute; left:-5000px"), &[], &["We lend money"]);
    check(&put("POSITION: fixed; TOP: -1200.5px;"), &[], &["We lend money"]);
    check(&put("position:absolute; left:-20px"), &["We lend money"], &[]);
    check(&put("margin-left:-5000px"), &["We lend money"], &[]);
}

#[test]
fn a_title_that_is_cut_short_is_that_of_the_headline() {
    let html = page_of(&format!(
        "<article><h1>Ovens stay cold in Ostrand, and the bakers say why</h1>{}</article>",
        story()
    ));
    let html = html.replace(
        "<title>Ovens stay cold in Ostrand<",
        "<title>Ovens stay cold in Ostrand, and the... | The Loaf<",
    );
    let html = html
        .replace("</title>", "</title><meta property=og:title content='Ovens stay cold in Ostrand, and…'>");
    let article = read(&html);
    assert_eq!(article.title_text().as_deref(), Some("Ovens stay cold in Ostrand, and the bakers say why"));
}

#[test]
fn a_heading_that_leads_to_the_front_page_is_no_headline() {
    let body = format!(
        "<div><h1><a href='/'>Bread of the north</a></h1></div><div><h2>Ovens stay cold in Ostrand</h2>{}</div>",
        story()
    );
    let html = page_of(&body).replace("<title>", "<title>Bread of the north &raquo; Archive &raquo; ");
    let article = read(&html);
    assert_eq!(article.title_text().as_deref(), Some("Ovens stay cold in Ostrand"));
}

#[test]
fn notes_do_not_stick_to_words() {
    let aside = "The mill was built in 1871<label for=m1></label><input type=checkbox id=m1><span class=sidenote>By the widow of a miller.</span> so that flour would be cheap.";
    let note = "<div id=n1><p><a name=n1sym href='#n1anc'>1</a>Counted at the doors of the houses.</p></div>";
    let html = page_of(&format!("<h1>Ovens stay cold in Ostrand</h1>{}<p>{aside}</p>{note}", story()));
    check(&html, &["in 1871 (By the widow of a miller.) so that", "1 Counted at"], &[]);
}

#[test]
fn links_by_which_a_page_is_used_are_left_out() {
    let edit = "<span class=editsection>[<a href='/w?edit'>edit</a>]</span>";
    let skip = "<a href='#top'>Jump to navigation</a><a href='#find'>Skip to the search</a>";
    let body = format!(
        "<div role=main>{skip}<h1>Ovens stay cold in Ostrand</h1>{}<h2><span>Mills</span>{edit}</h2><p>{}</p></div>\
         <ul><li>Previous message: <a href=1>Ropes</a></li><li>Next post: <a href=2>Ladders</a></li></ul>",
        story(),
        OTHER[0]
    );
    let article = read(&page_of(&body));
    let heading = article.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(2)));
    assert_eq!(heading.map(|block| block.span.of(&article.text)), Some("Mills"));
    check(&page_of(&body), &[], &["Jump to", "Skip to", "Ropes", "Ladders"]);
}

#[test]
fn who_stands_after_by_is_the_author() {
    let byline = |head: &str, line: &str| {
        let body = format!("<article><h1>Ovens stay cold in Ostrand</h1>{line}{}</article>", story());
        let html = page_of(&body).replace("</title>", &format!("</title>{head}"));
        page::read("p", &html, None, &mut Budget::of(html.len())).byline_text()
    };
    let account = "<meta name=author content=admin>";
    let line = "<p class=meta>By <span class=author-name>Wilma Lund</span> on <time>9 April 2024</time></p>";
    assert_eq!(byline(account, line).as_deref(), Some("Wilma Lund"));
    let line = "<div class=byline>By <a href=/w>Wilma Lund</a>, <span>bread correspondent</span><br><span>Updated 4 May 2024</span></div>";
    assert_eq!(byline("", line).as_deref(), Some("By Wilma Lund, bread correspondent"));
}

#[test]
fn citations_and_signs_of_links_are_no_words() {
    let cited = "The mill was built in 1871<sup><a href='#c2'>[2]</a></sup><sup><a href='#n1'>[<i>a</i>]</a></sup> and burned twice.";
    let heading = "<h2>What the letters said<a class=permalink href='#letters'>¶</a></h2>";
    let html = page_of(&format!(
        "<h1>Ovens stay cold in Ostrand</h1>{}<p>{cited}</p>{heading}<p>{}</p>",
        story(),
        OTHER[0]
    ));
    check(&html, &["in 1871 and burned", "What the letters said\n"], &["[2]", "[a]", "¶"]);
}

#[test]
fn a_button_in_a_sentence_is_a_word_of_it() {
    let text = "The baker found the <button type=button>fault</button> at five, when he came in.</p><p><button>Copy link</button>";
    check(
        &page_of(&format!("<h1>Ovens stay cold in Ostrand</h1>{}<p>{text}</p>", story())),
        &["found the fault at five"],
        &["Copy link"],
    );
}

#[test]
fn elements_that_a_site_has_made_up_hold_paragraphs() {
    let own = STORY.map(|text| format!("<story-par>{text}</story-par>")).concat();
    let html = page_of(&format!(
        "<article><h1>Ovens stay cold in Ostrand</h1><story-body>{own}</story-body></article>"
    ));
    check(&html, &[], &[]);
    let article = read(&html);
    assert!(
        STORY.iter().all(|text| article.blocks.iter().any(|block| block.span.of(&article.text) == *text))
    );
}

#[test]
fn a_nul_is_no_character_and_vertical_space_is_a_space() {
    let html = page_of(&format!("<h1>Ovens stay cold in Ostrand</h1>{}", story()));
    check(&html.replace("bakers of", "ba\0kers\u{b}of\0"), &[], &[]);
}

#[test]
fn a_button_that_shares_is_left_out() {
    let html = page_of(&format!(
        "<h1>Ovens stay cold in Ostrand</h1>{}<p class=box><a href=/x><span>Share Bread of the north</span></a></p>",
        story()
    ));
    check(&html, &[], &["Share Bread"]);
}

#[test]
fn a_caption_with_a_dash_is_the_credit_of_the_quotation_above() {
    let figure = |caption: &str| {
        format!(
            "<figure><blockquote><p>I baked it for the cat.</p></blockquote><figcaption>{caption}</figcaption></figure>"
        )
    };
    let html = page_of(&format!(
        "<h1>Ovens stay cold in Ostrand</h1>{}{}<p>{}</p>",
        story(),
        figure("—<b>Tove Lund</b>, baker"),
        OTHER[0]
    ));
    let article = read(&html);
    let kind = |text: &str| {
        article
            .blocks
            .iter()
            .find(|block| block.span.of(&article.text).contains(text))
            .map(|block| block.kind)
    };
    assert_eq!(
        (kind("for the cat"), kind("Tove Lund")),
        (Some(BlockKind::BlockQuote), Some(BlockKind::BlockQuote))
    );
}

#[test]
fn the_name_of_a_site_takes_no_title() {
    for home in ["https://loaf.example/", "/x"] {
        let logo = format!("<h1><a href='{home}'>The Daily Loaf</a></h1>");
        let html =
            page_of(&format!("{logo}<article><h3>Ovens stay cold in Ostrand</h3>{}</article>", story()));
        let html = html.replace(
            "Ostrand</title>",
            "Ostrand | The Daily Loaf</title><meta property=og:site_name content='The Daily Loaf'>",
        );
        assert_eq!(read(&html).title_text().as_deref(), Some("Ovens stay cold in Ostrand"), "{home}");
    }
}

#[test]
fn the_entries_of_a_live_report_stay() {
    let entry = |at: usize| {
        format!("<article><h2><a href='#b{at}'>10:{at}0 Ovens</a></h2><p>{}</p></article>", STORY[at])
    };
    let entries: String = (0..5).map(entry).collect();
    let html =
        page_of(&format!("<header><h1>Ovens stay cold in Ostrand</h1><p>{}</p></header>{entries}", OTHER[0]));
    check(&html, &[], &[]);
}
