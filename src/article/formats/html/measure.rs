//! How much text an element has and of what kind, by which furniture is told from the article.

use super::{
    furniture::{asks_for_mail, tells_of_author},
    notice,
    survey::is_prose,
    tokens::Tag,
};

/// More text than this, in bytes, is no furniture, whatever it is called.
const MOST: usize = 1500;
/// Text without links of more than this is an article's.
const MOST_UNLINKED: usize = 400;

/// What speaks to the reader with as many words asks for something.
const APPEAL: usize = 3;

/// How much text there is in an element, and of what kind; in bytes.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Measure {
    all: usize,
    linked: usize,
    /// Text without links that is made of sentences.
    prose: usize,
    /// How many things to click or to fill in there are.
    controls: usize,
    /// How many words speak to the reader.
    asks: usize,
    /// Whether it asks for an address to send letters to.
    signs_up: bool,
    /// Whether it must stay: it has quotation marks, code or a table, or tells of the author.
    matters: bool,
}

impl Measure {
    /// Takes in the tag of an element.
    pub(super) fn see_tag(&mut self, tag: &Tag) {
        self.matters |= !tag.attributes.is_empty() && tells_of_author(tag);
        match tag.name.as_slice() {
            b"pre" | b"blockquote" | b"q" | b"th" => self.matters = true,
            b"button" | b"form" => self.controls += 1,
            _ => {}
        }
    }

    /// Takes in something to fill in.
    pub(super) fn see_control(&mut self, tag: &Tag) {
        self.controls += 1;
        self.signs_up |= asks_for_mail(tag);
    }

    /// Whether it asks for an address to send letters to.
    pub(super) fn signs_up(self) -> bool {
        self.signs_up
    }

    /// Notes that something in the element is needed.
    pub(super) fn keep(&mut self) {
        self.matters = true;
    }

    /// Takes in text, on a link or not.
    pub(super) fn see(&mut self, text: &str, linked: bool) {
        let len = text.trim_ascii().len();
        self.all += len;
        self.linked += if linked { len } else { 0 };
        if !linked && is_prose(text.trim()) {
            self.prose += len;
        }
        self.asks += notice::asks(text);
        self.matters |= text.contains(['“', '"', '«', '„']);
    }

    /// Takes in what was measured apart.
    pub(super) fn add(&mut self, inside: Self) {
        self.all += inside.all;
        self.linked += inside.linked;
        self.prose += inside.prose;
        self.controls += inside.controls;
        self.asks += inside.asks;
        self.signs_up |= inside.signs_up;
        self.matters |= inside.matters;
    }

    /// Whether an element that is named like furniture is made like it: of little text, much of which is links.
    pub(super) fn is_like_furniture(self) -> bool {
        let linked = self.linked * 2 >= self.all;
        // An appeal is made of sentences too, each of them to the reader.
        let appeals = self.asks >= APPEAL;
        let sentences = self.controls == 0 && self.prose * 2 > self.all && !appeals;
        !self.matters && !sentences && self.all <= if linked { MOST } else { MOST_UNLINKED }
    }
}
