//! A block while it is being gathered: its words and links, before it has a place in a text.

use crate::article::BlockKind;
use std::{ops::Range, sync::Arc};

/// A block with text of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article) struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; a line feed stands where the page has a line break.
    pub text: String,
    /// Links on its text (in bytes), in order, and where they lead.
    pub links: Vec<(Range<usize>, Arc<str>)>,
    /// Whether it stands beside the text, in a gallery or a box.
    pub apart: bool,
}

impl Piece {
    pub(in crate::article) fn new(kind: BlockKind) -> Self {
        Self { kind, text: String::new(), links: Vec::new(), apart: false }
    }

    /// Adds text as a page writes it: white space of any kind and amount is one space, and none at the start of a
    /// line. Gives where what was added begins.
    pub(super) fn add(&mut self, text: &str) -> Option<usize> {
        let mut begin = None;
        for word in text.split_inclusive(is_space) {
            let bare = word.trim_end_matches(is_space);
            if !bare.is_empty() {
                begin.get_or_insert(self.text.len());
                // Signs without width that only allow a line to end there; in a name they make another name of it.
                self.text.extend(bare.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')));
            }
            if bare.len() < word.len() && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        begin
    }

    /// Adds a line break. Gives false where one stands there already, or nothing at all.
    pub(super) fn add_break(&mut self) -> bool {
        self.trim();
        let fits = !self.text.is_empty() && !self.text.ends_with('\n');
        if fits {
            self.text.push('\n');
        }
        fits
    }

    /// Takes white space off the end.
    pub(super) fn trim(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
    }

    /// How many bytes of the text are links.
    pub(super) fn linked(&self) -> usize {
        self.links.iter().map(|(range, _)| range.len()).sum()
    }

    /// Whether it is nothing but links.
    pub(super) fn is_link(&self) -> bool {
        self.linked() * 10 >= self.text.len() * 9
    }

    /// Leaves of text and links what is in `range`, without white space at its ends.
    pub(super) fn cut(&self, range: Range<usize>) -> Self {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (whole.len() - whole.trim_start().len());
        let text = whole.trim().to_owned();
        let end = start + text.len();
        let first = self.links.partition_point(|(link, _)| link.end <= start);
        let within = self.links.iter().skip(first).take_while(|(link, _)| link.start < end);
        let links = within.filter_map(|(link, target)| {
            let (from, to) = (link.start.max(start), link.end.min(end));
            (from < to).then(|| (from - start..to - start, target.clone()))
        });
        Self { kind: self.kind, links: links.collect(), text, apart: self.apart }
    }
}

/// White space that a page may fold; a space that does not break is not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
