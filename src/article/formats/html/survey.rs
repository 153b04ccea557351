//! A page seen as a whole: how much text each of its elements holds, and of what kind.
//!
//! Whoever looks for the article judges an element by its names and its links before it has seen the rest of the page.
//! So the page is measured first, and what the measures say is put right in what the search is given (see
//! [`sift`](super::sift)). One pass over the tokens; what is inside an element is added to it once, where it ends.

use super::{
    furniture, headline,
    names::{is_block, is_void},
    notice,
    tokens::{Tag, Token, Tokens},
};

/// A block of less text than this, in bytes, is no sentence.
const SENTENCE: usize = 30;
/// A block of more is prose however it ends.
const PROSE: usize = 140;

/// Less under the headline than this, in bytes, is only a summary of what follows.
const HOME: usize = 60;

/// An element and what is in it.
#[derive(Debug, Default, Clone)]
pub(super) struct Element {
    /// The element around it; the outermost have none.
    pub parent: Option<usize>,
    /// Where it begins and ends among the tokens, both inclusive.
    pub first: usize,
    pub last: usize,
    /// Its text in bytes, and as much of it as is on links.
    pub text: usize,
    pub linked: usize,
    /// The text of blocks that are sentences and no links.
    pub prose: usize,
    /// How many links it has.
    pub links: usize,
    /// How many things to click or to fill in it has.
    pub controls: usize,
    /// How many elements in it are named like furniture.
    pub named: usize,
    /// How many elements in it are named as what readers wrote.
    pub comments: usize,
    /// Whether it holds the headline.
    pub headline: bool,
    /// Whether it holds what is set off: code, or a quotation.
    pub set_off: bool,
    /// How many cells of its tables name a column or a row, as in tables of data.
    pub heads: usize,
    /// How many times it asks for an address to send letters to.
    pub sign_ups: usize,
    /// Which phrases of notices a site gives its readers are in it, a bit for each (see [`notice::phrases`]).
    pub notices: u32,
    /// How many words in its sentences speak to the reader.
    pub asks: usize,
}

/// The tokens of a page and its elements.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub tokens: Vec<Token>,
    /// In the order in which they begin.
    pub elements: Vec<Element>,
    /// The measures of all of it.
    pub all: Element,
    /// The words of the headline, where it stands on the page.
    pub headline: Option<String>,
    /// The innermost element that holds the headline and sentences.
    pub home: Option<usize>,
}

impl Survey {
    /// Measures `html`, which is well nested, and is called one of `titles` by what it says about itself.
    pub(super) fn of(html: &str, titles: &[&str]) -> Self {
        let mut survey = Self { tokens: Tokens::of(html).collect(), ..Self::default() };
        let headline = headline::find(&survey.tokens, titles);
        let mut walk = Walk { headline: headline.as_ref().map(|(at, _)| *at), ..Walk::default() };
        for (at, token) in survey.tokens.iter().enumerate() {
            match token {
                Token::Start(tag) if !is_void(&tag.name) => walk.start(at, tag),
                Token::Start(tag) => walk.void(tag),
                Token::End(name) => walk.end(at, name),
                Token::Text(text) => walk.text(text),
            }
        }
        walk.finish(survey.tokens.len());
        survey.elements = walk.elements;
        survey.all = walk.all;
        survey.headline = headline.map(|(_, words)| words);
        let holds = |element: &&Element| element.headline && element.prose >= HOME;
        let homes = survey.elements.iter().enumerate().filter(|(_, element)| holds(element));
        survey.home = homes.min_by_key(|(_, element)| element.last - element.first).map(|(at, _)| at);
        survey
    }

    /// Whether an element is outside of what holds the headline and sentences, and does not hold it.
    pub(super) fn is_elsewhere(&self, element: &Element) -> bool {
        let home = self.home.and_then(|home| self.elements.get(home));
        home.is_some_and(|home| element.last < home.first || element.first > home.last)
    }

    /// The start tag of an element.
    pub(super) fn tag(&self, element: &Element) -> Option<&Tag> {
        match self.tokens.get(element.first) {
            Some(Token::Start(tag)) => Some(tag),
            _ => None,
        }
    }
}

/// The letters and figures of a text in lower case, to compare by.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether an element has no end tag in what is well nested.
fn has_no_end(name: &[u8]) -> bool {
    matches!(name, b"html" | b"head" | b"body")
}

#[derive(Default)]
struct Walk {
    elements: Vec<Element>,
    open: Vec<(usize, Vec<u8>)>,
    all: Element,
    /// The block that is open: its text, its length in bytes on links, and how many links are open.
    block: String,
    linked: usize,
    links: usize,
    /// Where the headline ends.
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
        // What an element is called counts for those around it.
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

    fn own(&mut self) -> Option<&mut Element> {
        let (at, _) = self.open.last()?;
        self.elements.get_mut(*at)
    }

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

    /// Ends the block that is open: what is a sentence counts for the innermost element.
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

    /// Ends the innermost element.
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

/// Whether a block is made of sentences: it ends like one, or is long.
pub(super) fn is_prose(text: &str) -> bool {
    text.len() >= PROSE && has_words(text) || is_sentence(text)
}

/// Whether a block ends like a sentence and is not too short for one.
pub(super) fn is_sentence(text: &str) -> bool {
    let is_closing =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」');
    let end = text.trim_end_matches(is_closing);
    text.len() >= SENTENCE
        && has_words(text)
        && end.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।'])
}

/// Whether a text is of several words, or of a script that does not part them.
fn has_words(text: &str) -> bool {
    text.contains(' ') || text.chars().any(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{9fff}'))
}
