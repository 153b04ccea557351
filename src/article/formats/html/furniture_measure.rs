//! Measures of an element's content, by which elements named like furniture are told from parts of the article.

use super::{
    furniture::{asks_for_mail, tells_of_author},
    notice,
    statistics::is_prose,
    tokens::Tag,
};

/// Longest furniture, in bytes.
const MOST: usize = 1500;
/// Longest furniture of which less than half is links, in bytes.
const MOST_UNLINKED: usize = 400;

/// Fewest words addressing the reader ([`notice::reader_pronouns`]) that make a text an appeal.
const APPEAL: usize = 3;

/// The measures of an element's content.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Measure {
    /// The length of the text, in bytes.
    all: usize,
    /// How much of the text is inside links, in bytes.
    linked: usize,
    /// The prose outside links, in bytes.
    prose: usize,
    /// The number of buttons, forms and input fields.
    controls: usize,
    /// The number of words addressing the reader.
    asks: usize,
    /// Whether it has an input field for a mail address.
    signs_up: bool,
    /// Whether it must be kept: it has quotation marks, a quotation, code, a data table, JSON-LD, or tells of the
    /// author.
    matters: bool,
}

impl Measure {
    /// Counts a start tag.
    pub(super) fn see_tag(&mut self, tag: &Tag) {
        self.matters |= !tag.attributes.is_empty() && tells_of_author(tag);
        match tag.name.as_slice() {
            b"pre" | b"blockquote" | b"q" | b"th" => self.matters = true,
            b"button" | b"form" => self.controls += 1,
            _ => {}
        }
    }

    /// Counts an input field.
    pub(super) fn see_control(&mut self, tag: &Tag) {
        self.controls += 1;
        self.signs_up |= asks_for_mail(tag);
    }

    /// Whether there is an input field for a mail address.
    pub(super) fn signs_up(self) -> bool {
        self.signs_up
    }

    /// Marks the content as one that must be kept.
    pub(super) fn keep(&mut self) {
        self.matters = true;
    }

    /// Counts text, which is `linked` inside a link.
    pub(super) fn see(&mut self, text: &str, linked: bool) {
        let len = text.trim_ascii().len();
        self.all += len;
        self.linked += if linked { len } else { 0 };
        if !linked && is_prose(text.trim()) {
            self.prose += len;
        }
        self.asks += notice::reader_pronouns(text);
        self.matters |= text.contains(['“', '"', '«', '„']);
    }

    /// Adds the measures of an element inside.
    pub(super) fn add(&mut self, inside: Self) {
        self.all += inside.all;
        self.linked += inside.linked;
        self.prose += inside.prose;
        self.controls += inside.controls;
        self.asks += inside.asks;
        self.signs_up |= inside.signs_up;
        self.matters |= inside.matters;
    }

    /// Whether the content is like that of furniture: little text, much of it links or appeals to the reader.
    pub(super) fn is_like_furniture(self) -> bool {
        let linked = self.linked * 2 >= self.all;
        // An appeal consists of sentences as well.
        let appeals = self.asks >= APPEAL;
        let sentences = self.controls == 0 && self.prose * 2 > self.all && !appeals;
        !self.matters && !sentences && self.all <= if linked { MOST } else { MOST_UNLINKED }
    }
}
