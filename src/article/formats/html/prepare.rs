//! Changes a page before Readability gets it: removes furniture that several measures agree on, and takes from elements
//! that hold the article the names for which Readability would remove them.

use super::{
    extras::{edits, is_other_story, is_pop_up, skips},
    furniture, inline_marks,
    names::{is_block, is_heading, is_void},
    sanitize::{escape, write_tag},
    statistics::{Element, Statistics},
    tokens::{Tag, Token},
};

/// What happens to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It stays unchanged.
    Stay,
    /// It stays, without the names for which Readability would remove it.
    Text,
    /// As `Text`, and it is shown even if it is hidden until a script shows it: it holds most of the article.
    Article,
    /// It is removed with its content.
    Out,
}

/// Marks an element that stands beside the text (a gallery, a box about the author): what Readability removes of it is
/// not restored.
pub(super) const APART: &str = "data-dixit-apart";

/// A page with a verdict for each element.
pub(super) struct Prepared<'a> {
    statistics: &'a Statistics,
    verdicts: Vec<Verdict>,
}

impl<'a> Prepared<'a> {
    /// Judges all elements of a page.
    pub(super) fn of(statistics: &'a Statistics) -> Self {
        // Where most prose is in `noscript` elements, that is the article.
        let spare: usize = measure(statistics, |tag| tag.name.as_slice() == b"noscript").prose;
        let bare = spare * 2 > statistics.all.prose;
        let footers = measure(statistics, |tag| tag.name.as_slice() == b"footer").prose;
        let prose = statistics.all.prose.saturating_sub(footers);
        // Where most prose is not drawn until it is scrolled to, that is the article.
        let veiled = measure(statistics, is_veiled).prose * 2 > prose;
        let judged = |element| match judge(statistics, element, prose, bare) {
            Verdict::Stay | Verdict::Text if veiled && statistics.tag(element).is_some_and(is_veiled) => {
                Verdict::Article
            }
            verdict => verdict,
        };
        Self { statistics, verdicts: statistics.elements.iter().map(judged).collect() }
    }

    /// The changed HTML of the whole page.
    pub(super) fn page(&self) -> String {
        self.write(0, self.statistics.tokens.len().saturating_sub(1))
    }

    /// The changed HTML of an element.
    pub(super) fn element(&self, element: &Element) -> String {
        self.write(element.first, element.last)
    }

    /// The changed HTML of the tokens from `first` to `last`, both inclusive.
    fn write(&self, first: usize, last: usize) -> String {
        let mut out = String::new();
        // The elements are in the order of their start tags.
        let mut next = self.statistics.elements.partition_point(|element| element.first < first);
        let mut skip_to = first;
        let mut open: Vec<Vec<u8>> = Vec::new();
        // A drop cap that stood in an element of its own, to be put before the next text.
        let mut capital: Option<char> = None;
        for (at, token) in self.statistics.tokens.iter().enumerate().take(last + 1).skip(first) {
            let own = self.statistics.elements.get(next).filter(|element| element.first == at);
            let verdict = self.verdicts.get(next).copied().unwrap_or(Verdict::Stay);
            next += usize::from(own.is_some());
            if at < skip_to {
                continue;
            }
            match token {
                Token::Start(tag) => {
                    if let Some(own) = own {
                        let letter = is_block(&tag.name).then(|| self.capital(own)).flatten();
                        capital = letter.or(capital);
                        if verdict == Verdict::Out || letter.is_some() {
                            skip_to = own.last + 1;
                            continue;
                        }
                        let mut tag = match verdict {
                            Verdict::Text => plain(tag),
                            Verdict::Article => shown(tag),
                            Verdict::Stay | Verdict::Out => tag.clone(),
                        };
                        tag.attributes.remove(APART);
                        if verdict == Verdict::Stay && is_apart(&tag) {
                            tag.attributes.insert(APART.to_owned(), String::new());
                        }
                        write_tag(&mut out, &tag);
                        open.push(tag.name);
                    } else {
                        capital = self.pictured(at, tag).or(capital);
                        // Names on `html` or `body` ("sidebar-right") are not about the article.
                        let is_page = matches!(tag.name.as_slice(), b"html" | b"body");
                        write_tag(&mut out, &if is_page { plain(tag) } else { tag.clone() });
                    }
                }
                Token::End(name) => {
                    let name = open.pop().unwrap_or_else(|| name.clone());
                    if is_void(&name) {
                        continue;
                    }
                    out.push_str("</");
                    out.push_str(&String::from_utf8_lossy(&name));
                    out.push('>');
                }
                Token::Text(text) if open.last().is_some_and(|open| open.as_slice() == b"script") => {
                    out.push_str(text);
                }
                Token::Text(text) => {
                    if !text.trim().is_empty()
                        && let Some(letter) = capital.take()
                    {
                        out.push(letter);
                        escape(&mut out, text.trim_start(), false);
                    } else {
                        escape(&mut out, text, false);
                    }
                }
            }
        }
        out
    }
}

impl Prepared<'_> {
    /// The drop cap that is all the text of an element, if the next text continues the word.
    fn capital(&self, element: &Element) -> Option<char> {
        /// Most tokens inside such an element.
        const MOST: usize = 16;
        if element.text > 4 || element.text == 0 {
            return None;
        }
        let inside =
            self.statistics.tokens.get(element.first..element.last).filter(|inside| inside.len() <= MOST)?;
        let text: String = inside.iter().filter_map(Token::as_text).collect();
        self.capital_of(&text, element.last)
    }

    /// The drop cap that an image shows, by its `alt` text.
    fn pictured(&self, at: usize, tag: &Tag) -> Option<char> {
        let shows = tag.attribute("alt").filter(|_| tag.name.as_slice() == b"img")?.trim();
        // "T", "Letter T", "T, drop cap".
        let names = |word: &&str| word.chars().count() > 1;
        let mut words = shows.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let letter = words.clone().find(|word| !names(word))?;
        let said = words.all(|word| {
            !names(&word)
                || matches!(
                    word.to_lowercase().as_str(),
                    "letter" | "initial" | "drop" | "dropped" | "cap" | "capital"
                )
        });
        self.capital_of(letter, at).filter(|_| said)
    }

    /// The letter that `text` consists of, if the first text after the token `at` continues the word.
    fn capital_of(&self, text: &str, at: usize) -> Option<char> {
        /// How many tokens are searched for the next text.
        const NEAR: usize = 16;
        let mut chars = text.trim().chars();
        let letter = chars.next().filter(|c| c.is_uppercase())?;
        let next = self.statistics.tokens.iter().skip(at + 1).take(NEAR).filter_map(Token::as_text);
        let next = next.map(str::trim_start).find(|text| !text.is_empty())?;
        // The opening words may be set in capitals after a drop cap.
        let goes_on = next.starts_with(char::is_lowercase)
            || next.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
                && !next.contains(char::is_lowercase);
        (chars.next().is_none() && goes_on).then_some(letter)
    }
}

/// `html`, which must be well nested, with its drop caps joined to the words that they begin.
pub(super) fn with_letters(html: &str) -> String {
    let statistics = Statistics::of(html, &[]);
    Prepared { statistics: &statistics, verdicts: Vec::new() }.page()
}

/// The sums of prose and text over the elements that are `meant`, without those nested in others of them.
fn measure(statistics: &Statistics, meant: impl Fn(&Tag) -> bool) -> Element {
    let (mut sum, mut end) = (Element::default(), 0);
    for element in &statistics.elements {
        if element.first >= end && statistics.tag(element).is_some_and(&meant) {
            sum.prose += element.prose;
            sum.text += element.text;
            end = element.last + 1;
        }
    }
    sum
}

/// Whether an element is not drawn until it is scrolled to, and no dialog that comes over the page.
fn is_veiled(tag: &Tag) -> bool {
    inline_marks::is_veiled(tag) && !furniture::is_over(tag)
}

/// The verdict on an element of a page with `prose` bytes of prose outside its footers; `bare` says that the article is
/// in `noscript`.
fn judge(statistics: &Statistics, element: &Element, prose: usize, bare: bool) -> Verdict {
    let Some(tag) = statistics.tag(element) else { return Verdict::Stay };
    let name = tag.name.as_slice();
    if name == b"noscript" {
        return if bare && element.prose > 0 { Verdict::Text } else { Verdict::Stay };
    }
    // The element with the headline and a quarter of the prose holds the article; on a page without a headline, one
    // with half of the prose does.
    let holds_article = element.headline && element.prose * 4 > prose
        || element.prose * 2 > prose && !statistics.all.headline;
    if (name == b"footer" || is_pop_up(statistics, element, tag)) && !element.headline {
        return Verdict::Out;
    }
    if holds_article {
        let holds_all = element.headline && element.prose * 2 > prose;
        return if holds_all { Verdict::Article } else { Verdict::Text };
    }
    let is_apart = is_comments(statistics, element, tag)
        || is_notice(statistics, tag, element)
        || signs_up(element, tag)
        || name == b"article" && is_other_story(statistics, element)
        || inline_marks::is_off_screen(tag)
        || skips(statistics, element, tag)
        || edits(statistics, element, tag);
    if is_apart {
        return Verdict::Out;
    }
    if name == b"button" && is_word(statistics, element) {
        return Verdict::Text;
    }
    if !is_block(name) {
        if tag.attribute("aria-hidden") == Some("true") && element.prose == 0 && element.text > 1 {
            return Verdict::Out;
        }
        if furniture::is_read_out(tag) && !is_in_place_of_hidden(statistics, element) {
            return Verdict::Out;
        }
        return if matches!(
            name,
            b"span" | b"b" | b"strong" | b"i" | b"em" | b"a" | b"font" | b"small" | b"code"
        ) && in_sentence(statistics, element)
        {
            Verdict::Text
        } else {
            Verdict::Stay
        };
    }
    if is_text(statistics, element, tag) { Verdict::Text } else { Verdict::Stay }
}

/// Whether text for screen readers follows an element hidden from them (`aria-hidden`), and so replaces its words for
/// them.
fn is_in_place_of_hidden(statistics: &Statistics, element: &Element) -> bool {
    /// How many tokens before it are searched for that element.
    const NEAR: usize = 6;
    let before = statistics.tokens.get(element.first.saturating_sub(NEAR)..element.first).unwrap_or_default();
    before
        .iter()
        .any(|token| matches!(token, Token::Start(tag) if tag.attribute("aria-hidden") == Some("true")))
}

/// Whether an inline element is part of a sentence, where its name does not make it furniture.
fn in_sentence(statistics: &Statistics, element: &Element) -> bool {
    element
        .parent
        .and_then(|parent| statistics.elements.get(parent))
        .is_some_and(|parent| parent.text > element.text && parent.prose > 0)
}

/// Whether a button is a word of a sentence that explains it, as a glossary has them: the sentence goes on before and after.
fn is_word(statistics: &Statistics, element: &Element) -> bool {
    /// Longest such words, in bytes.
    const LONGEST: usize = 60;
    /// How many tokens on either side are searched for the sentence.
    const NEAR: usize = 3;
    let text = |token: &&Token| token.as_text().is_some_and(|text| !text.trim().is_empty());
    let words = |token: &Token| token.as_text().unwrap_or_default().trim().to_owned();
    let before = statistics.tokens.iter().take(element.first).rev().take(NEAR).find(text).map(words);
    let after = statistics.tokens.iter().skip(element.last + 1).take(NEAR).find(text).map(words);
    let goes_on = |c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ')' | '’' | '\'');
    element.text > 0
        && element.text <= LONGEST
        && in_sentence(statistics, element)
        && before.is_some_and(|text| text.ends_with(|c: char| c.is_alphanumeric() || c == ','))
        && after.is_some_and(|text| text.starts_with(goes_on))
}

/// Whether an element is text whatever its names: it mostly holds prose, code or a data table, has few links and no
/// input fields, and no descendant is named like furniture.
fn is_text(statistics: &Statistics, element: &Element, tag: &Tag) -> bool {
    let name = tag.name.as_slice();
    if is_heading(name) {
        return element.linked == 0;
    }
    let shown = tag.attribute("aria-hidden").is_none() && !tag.attributes.contains_key("hidden");
    let is_part = match name {
        b"p" | b"li" | b"pre" | b"blockquote" | b"dd" | b"dt" => true,
        b"table" | b"thead" | b"tbody" | b"tr" | b"th" | b"td" => shown,
        b"figure" => element.set_off,
        // A box with information, which does not address the reader.
        b"div" | b"section" | b"aside" => {
            shown
                && element.asks == 0
                && !statistics.is_elsewhere(element)
                && !furniture::is_about(tag)
                && (element.links == 0 || !furniture::is_named(tag))
        }
        _ => false,
    };
    let holds = element.prose * 2 > element.text || element.set_off || element.heads > 0;
    (is_part || !shown && !furniture::is_over(tag))
        && holds
        && element.linked * (if element.set_off { 2 } else { 4 }) <= element.text
        && (element.controls == 0 || element.set_off)
        && (element.named == 0 || element.heads > 0)
}

/// Whether an element stands beside the text by its kind or names: a gallery, a box about the author, a pop-up.
fn is_apart(tag: &Tag) -> bool {
    let hidden = tag.attribute("aria-hidden") == Some("true");
    let is_part = matches!(tag.name.as_slice(), b"p" | b"li" | b"pre" | b"blockquote" | b"section");
    matches!(tag.name.as_slice(), b"figure" | b"figcaption" | b"nav" | b"form" | b"dialog")
        || hidden
        || furniture::is_over(tag)
        || !is_part && furniture::is_beside(tag)
}

/// Whether an element is the section of readers' comments: by its names, and by the names of its parts, input fields,
/// or its place.
fn is_comments(statistics: &Statistics, element: &Element, tag: &Tag) -> bool {
    let elsewhere = statistics.all.prose > element.prose;
    let is_part = matches!(tag.name.as_slice(), b"p" | b"span" | b"a" | b"h1" | b"h2" | b"h3" | b"h4");
    furniture::is_comment(tag)
        && elsewhere
        && !element.headline
        && (element.comments >= 2 || element.controls > 0 || statistics.is_elsewhere(element) && !is_part)
}

/// Whether an element is a notice of the site to its readers: by its names, or outside the article's element by its words.
fn is_notice(statistics: &Statistics, tag: &Tag, element: &Element) -> bool {
    /// Longest notice in bytes, unless the page has as much other prose.
    const MOST: usize = 1500;
    let worded = is_block(&tag.name)
        && element.notices.count_ones() >= 2
        && element.asks >= 2
        && (element.prose <= MOST || element.prose * 2 < statistics.all.prose)
        && statistics.is_elsewhere(element);
    !element.headline && (furniture::is_notice(tag) || worded)
}

/// Whether an element asks for a mail address for a newsletter and says little else.
fn signs_up(element: &Element, tag: &Tag) -> bool {
    /// Longest text of such an element, in bytes.
    const MOST: usize = 700;
    is_block(&tag.name)
        && element.sign_ups > 0
        && !element.headline
        && !element.set_off
        && element.text <= MOST
        && (element.asks > 0 || element.prose * 2 < element.text)
}

/// As [`plain`], and without the attributes that hide the element.
fn shown(tag: &Tag) -> Tag {
    let mut tag = plain(tag);
    if inline_marks::is_hidden(&tag) {
        tag.attributes.remove("hidden");
        tag.attributes.remove("style");
    }
    tag
}

/// The tag without the names and attributes for which Readability would remove the element.
fn plain(tag: &Tag) -> Tag {
    let mut tag = tag.clone();
    match tag.name.as_slice() {
        b"noscript" | b"aside" | b"footer" => tag.name = b"div".to_vec(),
        b"button" => tag.name = b"span".to_vec(),
        _ => {}
    }
    for name in ["class", "id"] {
        if let Some(value) = tag.attributes.get_mut(name) {
            let kept: Vec<&str> =
                value.split_ascii_whitespace().filter(|word| !furniture::is_unlikely(word)).collect();
            *value = kept.join(" ");
        }
    }
    tag.attributes.remove("role");
    tag.attributes.remove("aria-hidden");
    if tag.attribute("hidden") == Some("until-found") {
        tag.attributes.remove("hidden");
    }
    tag
}
