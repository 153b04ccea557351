//! Empties the elements that mark where a page of the printed book begins, in the midst of a sentence or a word. They stay, since
//! the table of contents may lead to them.

use super::package::local;
use crate::article::formats::markup::{Tag, Token, Tokens};
use std::borrow::Cow;

/// Longest number of a page with what is around it ("[Page 112]"), in bytes.
const LONGEST: usize = 24;

/// `page` without the numbers in its page marks.
pub(super) fn unnumbered(page: &str) -> Cow<'_, str> {
    let (mut out, mut at) = (String::new(), 0);
    let mut tokens = Tokens::of(page);
    let mut mark: Option<Mark<'_>> = None;
    let place = |inside: &str| inside.as_ptr().addr() - page.as_ptr().addr();
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) if !tag.is_empty => mark = Mark::of(tag),
            Token::Text(text) => {
                if let Some(mark) = mark.take().filter(|mark| mark.is_number(text))
                    && tokens.next() == Some(Token::End(mark.name))
                {
                    out.push_str(page.get(at..place(text)).unwrap_or_default());
                    at = place(text) + text.len();
                }
            }
            _ => mark = None,
        }
    }
    if at == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(page.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

/// The start tag of an element that may mark a page.
struct Mark<'a> {
    name: &'a str,
    /// Whether its type or class says that it marks a page.
    is_sure: bool,
    /// The number of the page in its `id`.
    number: Option<&'a str>,
}

impl<'a> Mark<'a> {
    /// What a tag says of a page; `None` where it says nothing.
    fn of(tag: Tag<'a>) -> Option<Self> {
        const CLASSES: [&str; 8] =
            ["pagebreak", "pagenum", "pageno", "pagenumber", "pagemark", "pagemarker", "pgnum", "folio"];
        let bare = |word: &str| word.replace(['-', '_'], "").to_ascii_lowercase();
        let is_sure = tag.attributes().any(|(key, value)| {
            let is_known = |word: &str| {
                let word = bare(word);
                match local(key) {
                    "type" => word == "pagebreak",
                    "role" => word == "docpagebreak",
                    "class" => CLASSES.contains(&word.as_str()),
                    _ => false,
                }
            };
            value.split_ascii_whitespace().any(is_known)
        });
        let number = tag.attribute("id").or_else(|| tag.attribute("name")).and_then(|id| {
            let rest = ["page", "Page", "pg", "Pg"].iter().find_map(|start| id.strip_prefix(start))?;
            Some(rest.trim_start_matches(['-', '_', '.'])).filter(|number| !number.is_empty())
        });
        (is_sure || number.is_some()).then_some(Self { name: tag.name, is_sure, number })
    }

    /// Whether its text is the number of a page and nothing else.
    fn is_number(&self, text: &str) -> bool {
        const LABELS: [&str; 4] = ["page", "pg", "p", "s"];
        let text = text.trim();
        let bare = text.trim_matches(['[', ']', '(', ')', '{', '}', '|']).trim();
        let word = bare.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let label = bare.get(..bare.len() - word.len()).unwrap_or_default();
        let number = if LABELS.iter().any(|known| label.eq_ignore_ascii_case(known)) {
            word.trim_start_matches(['.', ' ', '\u{a0}'])
        } else {
            bare
        };
        let is_roman = |c: char| "ivxlcdm".contains(c.to_ascii_lowercase());
        let is_number = !number.is_empty()
            && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().all(is_roman));
        text.len() <= LONGEST && is_number && (self.is_sure || self.number == Some(number))
    }
}

#[cfg(test)]
mod tests {
    use super::unnumbered;

    #[test]
    fn the_numbers_of_pages_are_left_out_and_others_stay() {
        for (page, expected) in [
            (
                "It <span epub:type='pagebreak' id='p7'>7</span>rained.",
                "It <span epub:type='pagebreak' id='p7'></span>rained.",
            ),
            ("a<span role=\"doc-pagebreak\">[Page xii]</span>b", "a<span role=\"doc-pagebreak\"></span>b"),
            ("a<a class='x page-num'>p. 112</a>b", "a<a class='x page-num'></a>b"),
            ("a<a id='Page_9'>{9}</a>b", "a<a id='Page_9'></a>b"),
            ("<i id='page9'/>b", "<i id='page9'/>b"),
            ("a<a id='page9'>19</a> boats", "a<a id='page9'>19</a> boats"),
            ("a<span class='num'>11</span> boats", "a<span class='num'>11</span> boats"),
            ("<div class='folio'>A folio of poems.</div>", "<div class='folio'>A folio of poems.</div>"),
            ("<p epub:type='pagebreak'>7 <b>boats</b></p>", "<p epub:type='pagebreak'>7 <b>boats</b></p>"),
        ] {
            assert_eq!(unnumbered(page), expected);
        }
    }
}
