//! The headline of a page: the heading that repeats the title of the page.

use super::tokens::{Tag, Token};
use crate::article::formats::letters;

/// Finds the headline in `tokens`: the index of its end tag, and its words. It is the first `h1` or `h2` that says one
/// of `titles`; where none does, the only `h1` of at least [`FEW`] words, or else the first with which a title ends. A
/// heading that links to the root of the site is the site's name.
pub(super) fn find(tokens: &[Token], titles: &[&str]) -> Option<(usize, String)> {
    let titles: Vec<String> = titles.iter().map(|title| letters(title)).filter(|t| !t.is_empty()).collect();
    let mut open: Option<String> = None;
    let mut only: Option<(usize, String)> = None;
    let mut ending: Option<(usize, String)> = None;
    let mut several = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Start(tag) if matches!(tag.name.as_slice(), b"h1" | b"h2") => open = Some(String::new()),
            Token::Start(tag) if is_home(tag) => open = None,
            Token::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(text);
                }
            }
            Token::End(name) if matches!(name.as_slice(), b"h1" | b"h2") => {
                let Some(heading) = open.take() else { continue };
                let words = heading.split_whitespace().collect::<Vec<_>>().join(" ");
                if titles.iter().any(|title| says(&words, title)) {
                    return Some((at, words));
                }
                if ending.is_none() && titles.iter().any(|title| is_end(&words, title)) {
                    ending = Some((at, words.clone()));
                }
                if name.as_slice() == b"h1" && words.split(' ').count() >= FEW {
                    several |= only.is_some();
                    only = Some((at, words));
                }
            }
            Token::Start(_) | Token::End(_) => {}
        }
    }
    only.filter(|_| !several).or(ending)
}

/// Fewest words of a headline that does not equal one of the titles: a shorter heading may be the name of the site.
const FEW: usize = 3;

/// Whether an element is a link to the root of the site.
fn is_home(tag: &Tag) -> bool {
    let is_root = |target: &str| {
        let host = target.strip_prefix("https:").or_else(|| target.strip_prefix("http:")).unwrap_or(target);
        let host = host.strip_prefix("//").map(|host| host.trim_end_matches('/'));
        target == "/" || host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#']))
    };
    tag.name.as_slice() == b"a"
        && (tag.attribute("href").is_some_and(is_root) || tag.attribute("rel") == Some("home"))
}

/// Whether a heading equals `title`, or is how it begins.
fn says(heading: &str, title: &str) -> bool {
    let words = heading.split(' ').count();
    let heading = letters(heading);
    !heading.is_empty() && (heading == title || words >= FEW && title.starts_with(&heading))
}

/// Whether a heading is how `title` ends.
fn is_end(heading: &str, title: &str) -> bool {
    let letters = letters(heading);
    !letters.is_empty() && heading.split(' ').count() >= FEW && title.ends_with(&letters)
}
