//! Removes the name of the site from the title of an article.

use super::{statistics::Statistics, tokens::Token};
use crate::article::formats::letters;

/// Separators between the title of an article and the name of its site.
const BETWEEN: [&str; 14] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " › ", " ‹ ", " ~ ", " :: ", " / ", " // "];

/// `title` without the name of the site: the part beside a separator is the site's name if it equals `site`, or if the
/// other part is the `headline`. Also removes it from before a colon and from brackets at the end.
pub(super) fn without_site(title: &str, headline: Option<&str>, site: Option<&str>) -> String {
    let headline = headline.map(letters).filter(|headline| !headline.is_empty());
    let site = site.map(letters).filter(|site| !site.is_empty());
    let parts = BETWEEN.iter().flat_map(|between| title.match_indices(between));
    let mut cuts: Vec<(&str, &str)> = parts
        .filter_map(|(at, between)| Some((title.get(..at)?, title.get(at + between.len()..)?)))
        .collect();
    // The shortest part after a separator first.
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
    let (named, rest) = title.split_once(": ").unwrap_or_default();
    if site.as_ref().is_some_and(|site| letters(named) == *site) && rest.contains(char::is_alphanumeric) {
        return rest.trim().to_owned();
    }
    without_brackets(title, site.as_deref()).unwrap_or(title).to_owned()
}

/// `title` without brackets at its end, if they hold the name of the `site` or a host name.
fn without_brackets<'a>(title: &'a str, site: Option<&str>) -> Option<&'a str> {
    let (before, inside) = match title.trim_end().strip_suffix(']') {
        Some(inside) => inside.rsplit_once('[')?,
        None => title.trim_end().strip_suffix(')')?.rsplit_once('(')?,
    };
    let is_address = || {
        let (host, ending) = inside.rsplit_once('.').unwrap_or_default();
        let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        host.len() > 1
            && host.chars().all(is_label)
            && (2..=8).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_lowercase())
    };
    let is_site = site.is_some_and(|site| letters(inside) == site) || is_address();
    Some(before.trim_end()).filter(|before| is_site && before.contains(char::is_alphanumeric))
}

/// Whether a title is the beginning of the headline, cut short with an ellipsis.
pub(super) fn is_cut(title: &str, headline: &str) -> bool {
    let title = title.trim_end();
    let begun = title.strip_suffix("...").or_else(|| title.strip_suffix('…')).map(letters);
    begun.is_some_and(|begun| !begun.is_empty() && letters(headline).starts_with(&begun))
}

/// Whether a title leaves out the headline, with which the `whole` title ends: it is what stands before, the name of the
/// site.
pub(super) fn lacks(title: &str, whole: Option<&str>, headline: &str) -> bool {
    let (title, headline) = (letters(title), letters(headline));
    let is_other = !title.contains(&headline) && !headline.contains(&title);
    is_other && whole.is_some_and(|whole| letters(whole).ends_with(&headline))
}

/// Whether a title is only the name of the site: a link to the site's root (`/`) has the same text.
pub(super) fn is_site(statistics: &Statistics, title: &str) -> bool {
    let title = letters(title);
    let mut home = false;
    statistics.tokens.iter().any(|token| match token {
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
            ("Well runs dry [The Bucket]", None, Some("The Bucket"), "Well runs dry"),
            ("Well runs dry (thebucket.example)", None, None, "Well runs dry"),
            ("Well runs dry (again)", None, Some("The Bucket"), "Well runs dry (again)"),
            ("Well runs dry [v2.0]", None, None, "Well runs dry [v2.0]"),
            ("The Bucket: Well runs dry", None, Some("The Bucket"), "Well runs dry"),
            ("Bucket: well runs dry", Some("well runs dry"), None, "Bucket: well runs dry"),
            ("Well runs dry - again", Some("Well runs dry - again"), None, "Well runs dry - again"),
        ] {
            assert_eq!(without_site(title, headline, site), short);
        }
    }
}
