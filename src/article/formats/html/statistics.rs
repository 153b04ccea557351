//! Statistics of a page: how much text of what kind each of its elements holds.
//!
//! Readability judges an element by its names and links before it knows the rest of the page. Therefore the page is
//! measured first, and [`prepare`](super::prepare) changes its HTML by these measures before Readability gets it. One pass
//! over the tokens: the measures of an element are added to its parent where it ends.

use super::{
    furniture, headline,
    names::{is_block, is_void},
    notice,
    tokens::{Tag, Token, Tokens},
};

/// Shortest sentence, in bytes.
const SENTENCE: usize = 30;
/// A block of at least this many bytes is prose even if it does not end like a sentence.
const PROSE: usize = 140;

/// Least prose, in bytes, of the element that is taken to hold the article: less under a headline is only its
/// summary.
const ARTICLE_PROSE: usize = 60;

/// An element and the measures of its content.
#[derive(Debug, Default, Clone)]
pub(super) struct Element {
    /// The index of its parent; the outermost have none.
    pub parent: Option<usize>,
    /// The index of its start tag among the tokens.
    pub first: usize,
    /// The index of its end tag.
    pub last: usize,
    /// The length of its text, in bytes.
    pub text: usize,
    /// How much of the text is inside links, in bytes.
    pub linked: usize,
    /// The text of its blocks of prose of which at most half is links, in bytes.
    pub prose: usize,
    /// The number of links.
    pub links: usize,
    /// The number of buttons and input fields.
    pub controls: usize,
    /// The number of descendants with a class or id of furniture.
    pub named: usize,
    /// The number of descendants with a class or id of readers' comments.
    pub comments: usize,
    /// Whether it holds the headline.
    pub headline: bool,
    /// Whether it holds a `pre` or a `blockquote`.
    pub set_off: bool,
    /// The number of its table header cells (`th`), by which data tables are told from layout tables.
    pub heads: usize,
    /// The number of input fields for a mail address.
    pub sign_ups: usize,
    /// The phrases of notices in it, as a bit set (see [`notice::of`]).
    pub notices: u32,
    /// The number of words in its prose that address the reader (see [`notice::of`]).
    pub asks: usize,
}

/// The tokens of a page and its elements.
#[derive(Debug, Default)]
pub(super) struct Statistics {
    pub tokens: Vec<Token>,
    /// In the order of their start tags.
    pub elements: Vec<Element>,
    /// The measures of the whole page.
    pub all: Element,
    /// The words of the headline, if one was found.
    pub headline: Option<String>,
    /// The index of the innermost element with the headline and at least [`ARTICLE_PROSE`] bytes of prose.
    pub article_element: Option<usize>,
}

impl Statistics {
    /// Measures `html`, which must be well nested; `titles` are those in the metadata of the page, by which the
    /// headline is found.
    pub(super) fn of(html: &str, titles: &[&str]) -> Self {
        let mut statistics = Self { tokens: Tokens::of(html).collect(), ..Self::default() };
        let headline = headline::find(&statistics.tokens, titles);
        let mut walk = Walk { headline: headline.as_ref().map(|(at, _)| *at), ..Walk::default() };
        for (at, token) in statistics.tokens.iter().enumerate() {
            match token {
                Token::Start(tag) if !is_void(&tag.name) => walk.start(at, tag),
                Token::Start(tag) => walk.void(tag),
                Token::End(name) => walk.end(at, name),
                Token::Text(text) => walk.text(text),
            }
        }
        walk.finish(statistics.tokens.len());
        statistics.elements = walk.elements;
        statistics.all = walk.all;
        statistics.headline = headline.map(|(_, words)| words);
        let holds = |element: &&Element| element.headline && element.prose >= ARTICLE_PROSE;
        let holders = statistics.elements.iter().enumerate().filter(|(_, element)| holds(element));
        statistics.article_element =
            holders.min_by_key(|(_, element)| element.last - element.first).map(|(at, _)| at);
        statistics
    }

    /// Whether an element lies wholly before or after the article's element (false where none was found).
    pub(super) fn is_elsewhere(&self, element: &Element) -> bool {
        let article = self.article_element.and_then(|at| self.elements.get(at));
        article.is_some_and(|article| element.last < article.first || element.first > article.last)
    }

    /// The start tag of an element.
    pub(super) fn tag(&self, element: &Element) -> Option<&Tag> {
        match self.tokens.get(element.first) {
            Some(Token::Start(tag)) => Some(tag),
            _ => None,
        }
    }
}

/// Whether the rewritten HTML has no end tag for an element (see [`sanitize`](super::sanitize)).
fn has_no_end(name: &[u8]) -> bool {
    matches!(name, b"html" | b"head" | b"body")
}

#[derive(Default)]
struct Walk {
    elements: Vec<Element>,
    /// Index and name of each open element, the outermost first.
    open: Vec<(usize, Vec<u8>)>,
    all: Element,
    /// The text of the open block.
    block: String,
    /// How much of the open block's text is inside links, in bytes.
    linked: usize,
    /// The number of open links.
    links: usize,
    /// The token that ends the headline.
    headline: Option<usize>,
}

impl Walk {
    fn start(&mut self, at: usize, tag: &Tag) {
        if has_no_end(&tag.name) {
            return;
        }
        if is_block(&tag.name) {
            self.end_block();
        }
        self.links += usize::from(tag.name.as_slice() == b"a");
        let parent = self.open.last().map(|(parent, _)| *parent);
        let element = Element { parent, first: at, last: at, ..Element::default() };
        self.open.push((self.elements.len(), tag.name.clone()));
        self.elements.push(element);
        let named = furniture::is_named(tag);
        let comments = furniture::is_comment(tag);
        let link = tag.name.as_slice() == b"a";
        let control = tag.name.as_slice() == b"button";
        let set_off = matches!(tag.name.as_slice(), b"pre" | b"blockquote");
        // The name of an element counts for its parent, not for itself.
        if let Some(around) = self.around() {
            around.named += usize::from(named);
            around.comments += usize::from(comments);
        }
        if let Some(own) = self.own() {
            own.links += usize::from(link);
            own.controls += usize::from(control);
            own.set_off |= set_off;
            own.heads += usize::from(tag.name.as_slice() == b"th");
        }
    }

    /// Handles the tag of a void element.
    fn void(&mut self, tag: &Tag) {
        match tag.name.as_slice() {
            b"input" => {
                if let Some(own) = self.own() {
                    own.controls += 1;
                    own.sign_ups += usize::from(furniture::asks_for_mail(tag));
                }
            }
            b"br" => self.text(" "),
            name if is_block(name) => self.end_block(),
            _ => {}
        }
    }

    /// The innermost open element.
    fn own(&mut self) -> Option<&mut Element> {
        let (at, _) = self.open.last()?;
        self.elements.get_mut(*at)
    }

    /// Its parent.
    fn around(&mut self) -> Option<&mut Element> {
        let (at, _) = self.open.iter().rev().nth(1)?;
        self.elements.get_mut(*at)
    }

    fn text(&mut self, text: &str) {
        let len = text.trim_ascii().len();
        let linked = if self.links > 0 { len } else { 0 };
        if let Some(own) = self.own() {
            own.text += len;
            own.linked += linked;
        } else {
            self.all.text += len;
        }
        self.linked += linked;
        self.block.push_str(text);
    }

    /// Ends the open block and adds it, if it is prose, to the innermost element.
    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let linked = std::mem::take(&mut self.linked);
        let text = block.trim();
        if linked * 2 <= text.len() && is_prose(text) {
            let (phrases, asks) = notice::of(text);
            let own = match self.open.last().and_then(|(at, _)| self.elements.get_mut(*at)) {
                Some(own) => own,
                None => &mut self.all,
            };
            own.prose += text.len();
            own.notices |= phrases;
            own.asks += asks;
        }
    }

    fn end(&mut self, at: usize, name: &[u8]) {
        if self.open.last().is_none_or(|(_, open)| open != name) {
            return;
        }
        if is_block(name) {
            self.end_block();
        }
        self.links -= usize::from(name == b"a");
        if self.headline == Some(at)
            && let Some(own) = self.own()
        {
            own.headline = true;
        }
        self.close(at);
    }

    /// Ends the innermost element and adds its measures to its parent.
    fn close(&mut self, at: usize) {
        let Some((own, _)) = self.open.pop() else { return };
        let Some(element) = self.elements.get_mut(own) else { return };
        element.last = at;
        let inside = element.clone();
        let around = match self.open.last() {
            Some((around, _)) => self.elements.get_mut(*around),
            None => Some(&mut self.all),
        };
        if let Some(around) = around {
            around.text += inside.text;
            around.linked += inside.linked;
            around.prose += inside.prose;
            around.links += inside.links;
            around.controls += inside.controls;
            around.named += inside.named;
            around.comments += inside.comments;
            around.headline |= inside.headline;
            around.set_off |= inside.set_off;
            around.heads += inside.heads;
            around.sign_ups += inside.sign_ups;
            around.notices |= inside.notices;
            around.asks += inside.asks;
        }
    }

    fn finish(&mut self, end: usize) {
        self.end_block();
        while !self.open.is_empty() {
            self.close(end.saturating_sub(1));
        }
    }
}

/// Whether a block is prose: it ends like a sentence, or has several words and at least [`PROSE`] bytes.
pub(super) fn is_prose(text: &str) -> bool {
    text.len() >= PROSE && has_words(text) || is_sentence(text)
}

/// Whether a block ends like a sentence and has at least [`SENTENCE`] bytes.
pub(super) fn is_sentence(text: &str) -> bool {
    let is_closing =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」');
    let end = text.trim_end_matches(is_closing);
    text.len() >= SENTENCE
        && has_words(text)
        && end.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।'])
}

/// Whether a text has several words, or is in a script that has no spaces between words.
fn has_words(text: &str) -> bool {
    text.contains(' ') || text.chars().any(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{9fff}'))
}
