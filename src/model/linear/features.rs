//! Feature keys: hashes of a template and the values of its observations.

use crate::{
    language::{
        observed::{EDGE, Observed},
        seen::Near,
    },
    lexicon::packed,
};

/// The list to which keys are added. A key is made of the number of a template and one to three values.
pub(crate) struct Keys<'a>(pub &'a mut Vec<u64>);

impl Keys<'_> {
    /// Adds the key of one value.
    pub(crate) fn one(&mut self, template: u16, a: u32) {
        self.0.push(packed::key(template, a, 0, 0));
    }

    /// Adds the key of two values.
    pub(crate) fn two(&mut self, template: u16, a: u32, b: u32) {
        self.0.push(packed::key(template, a, b, 0));
    }

    /// Adds the key of three values, the last of them below 2^24.
    pub(crate) fn three(&mut self, template: u16, a: u32, b: u32, c: u32) {
        self.0.push(packed::key(template, a, b, c));
    }
}

/// The tokens around one token, within its paragraph.
pub(crate) struct Around<'a> {
    seen: Near<'a>,
    at: usize,
    paragraph: u32,
}

impl<'a> Around<'a> {
    /// The tokens around the one at `at`.
    pub(crate) fn new(seen: Near<'a>, at: usize) -> Self {
        Self { seen, at, paragraph: seen.get(at).map_or(u32::MAX, |o| o.paragraph) }
    }

    /// The token `by` places further on.
    pub(crate) fn get(&self, by: isize) -> &'a Observed {
        match self.at.checked_add_signed(by).and_then(|at| self.seen.get(at)) {
            Some(found) if found.paragraph == self.paragraph => found,
            _ => &EDGE,
        }
    }

    /// The tag of the token `by` places further on.
    pub(crate) fn tag(&self, by: isize) -> u32 {
        u32::from(self.get(by).tag)
    }
}
