//! Furniture between the paragraphs of a page, and hidden elements that are part of the text.

use super::{BODY, open, page};

/// Checks that a page with `inside` between its paragraphs shows the lines in `shown` and none of those in `left_out`.
fn check(inside: &str, shown: &[&str], left_out: &[&str]) {
    let article = open(&page("", inside));
    for line in BODY.iter().chain(shown) {
        assert!(article.text.contains(line), "{inside}: lacks {line:?}\n{}", article.text);
    }
    for line in left_out {
        assert!(!article.text.contains(line), "{inside}: has {line:?}\n{}", article.text);
    }
}

#[test]
fn a_heading_that_is_only_a_link_to_a_story_of_its_name_is_left_out() {
    let other = "Ferry fares rise again in May";
    check(&format!("<p>{}</p><h3><a href='/n/ferry-fares-rise/'>{other}</a></h3>", BODY[1]), &[], &[other]);
    let own = "What the council said";
    check(&format!("<p>{}</p><h3><a href='/council'>{own}</a></h3>", BODY[1]), &[own], &[]);
    // On a page that lists stories the headings stay.
    let item = format!("<h3><a href='/n/ferry-fares-rise'>{other}</a></h3><p>{}</p>", BODY[2]);
    check(&item.repeat(3), &[other], &[]);
}

#[test]
fn signs_of_advertisements_and_pictures_are_left_out() {
    let lines = [
        "ADVERTISEMENT – CONTINUE READING BELOW",
        "Story continues below advertisement",
        "Scroll to continue",
        "Image",
        "Click to share on Facebook (Opens in new window)",
    ];
    check(&lines.map(|line| format!("<p>{line}</p>")).concat(), &[], &lines);
    check("<p>The story continues.</p>", &["The story continues."], &[]);
}

#[test]
fn an_article_that_a_program_is_to_show_is_shown() {
    let [first, second, third, fourth] = BODY;
    for hidden in ["hidden", "style='visibility: hidden'", "style='display:none'"] {
        let html = format!(
            "<html><head><title>Harbour plan passes</title><script>x</script></head><body><p>Wait.</p>\
             <article {hidden}><h1>Harbour plan passes</h1><p>{first}</p><p>{second}</p><p>{third}</p><p>{fourth}</p></article></body></html>"
        );
        let article = open(&html);
        assert!(article.text.contains(fourth) && article.caveat.is_none(), "{hidden}: {}", article.text);
    }
}

#[test]
fn titles_lose_the_name_of_the_site_in_brackets() {
    let html = page("<meta property=og:site_name content='Harbour News'>", "");
    let html = html.replace("Harbour plan passes<", "Harbour plan passes [Harbour News]<");
    let article = open(&html);
    assert_eq!(article.title_text().as_deref(), Some("Harbour plan passes"));
    assert!(!article.text.contains('['), "{}", article.text);
}

#[test]
fn a_byline_names_an_author_once_and_without_labels() {
    for (byline, name) in [
        ("<span>By</span> <a href=/a>Ann Roe</a><span>Ann Roe</span>", "By Ann Roe"),
        ("<span>By Ann Roe</span> <span>Published</span> <time>8 May 2018</time>", "By Ann Roe"),
    ] {
        let article = open(&page("", &format!("<div class=byline>{byline}</div>")));
        assert_eq!(article.byline_text().as_deref(), Some(name), "{byline}");
    }
}
