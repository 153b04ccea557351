//! What an article is called, without the name of the site that stands beside it.

use super::{
    survey::{Survey, letters},
    tokens::Token,
};

/// What stands between the title of an article and the name of its site.
const BETWEEN: [&str; 14] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " › ", " ‹ ", " ~ ", " :: ", " / ", " // "];

/// `title` without the name of the site: where the `headline` on the page is what stands before or after it, or it is what
/// the page calls its `site`.
pub(super) fn without_site(title: &str, headline: Option<&str>, site: Option<&str>) -> String {
    let headline = headline.map(letters).filter(|headline| !headline.is_empty());
    let site = site.map(letters).filter(|site| !site.is_empty());
    let parts = BETWEEN.iter().flat_map(|between| title.match_indices(between));
    let mut cuts: Vec<(&str, &str)> = parts
        .filter_map(|(at, between)| Some((title.get(..at)?, title.get(at + between.len()..)?)))
        .collect();
    // The shortest name of a site first.
    cuts.sort_by_key(|(_, after)| after.len());
    for (before, after) in cuts {
        for (one, other) in [(before, after), (after, before)] {
            let is_site = site.as_ref().is_some_and(|site| letters(other) == *site);
            let is_headline = headline.as_ref().is_some_and(|headline| letters(one) == *headline);
            if (is_site || is_headline) && one.contains(char::is_alphanumeric) {
                return one.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// Whether a page is called as its site is: as the link to the first page of it.
pub(super) fn is_site(survey: &Survey, title: &str) -> bool {
    let title = letters(title);
    let mut home = false;
    survey.tokens.iter().any(|token| match token {
        Token::Start(tag) if tag.name.as_slice() == b"a" => {
            home = tag.attribute("href") == Some("/");
            false
        }
        Token::Text(text) => home && letters(text) == title,
        Token::End(name) => {
            home &= name.as_slice() != b"a";
            false
        }
        Token::Start(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::without_site;

    #[test]
    fn the_site_is_left_out_where_something_tells_that_it_is_one() {
        for (title, headline, site, short) in [
            ("Well runs dry | The Bucket", Some("Well runs dry"), None, "Well runs dry"),
            ("The Bucket: news - Well runs dry", Some("Well runs dry"), None, "Well runs dry"),
            ("Well runs dry - again - TheBucket", None, Some("The Bucket"), "Well runs dry - again"),
            ("The Bucket | Well runs dry", None, Some("The Bucket"), "Well runs dry"),
            ("Well runs dry - again", None, Some("The Bucket"), "Well runs dry - again"),
            ("Well runs dry - again", Some("Well runs dry - again"), None, "Well runs dry - again"),
        ] {
            assert_eq!(without_site(title, headline, site), short);
        }
    }
}
