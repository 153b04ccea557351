//! The templates of the cue tagger.

use super::features::{Around, Keys};
use crate::language::{
    forms,
    observed::{Observed, quoted},
    seen::Near,
};
use std::ops::Range;

/// The distance in tokens from which all are the same.
const FAR: u8 = 9;

/// For each token of a sentence, facts about the tokens around it. The buffers are reused between sentences.
#[derive(Debug, Default)]
pub(crate) struct Setting {
    /// The class of how often the likeliest cue word before it is one.
    best_before: Vec<u8>,
    /// The class of how often the likeliest cue word after it is one.
    best_after: Vec<u8>,
    /// How many tokens ago a quotation closed.
    closed: Vec<u8>,
    /// In how many tokens one opens.
    opening: Vec<u8>,
    /// How many tokens ago a name stood.
    name: Vec<u8>,
    has_marks: bool,
}

impl Setting {
    /// Computes the facts for the sentence at `range`.
    pub(crate) fn fill(&mut self, seen: Near<'_>, range: &Range<usize>) {
        let tokens = seen.within(range);
        let since =
            |is: fn(&Observed) -> bool| move |now: u8, t: &Observed| if is(t) { 0 } else { FAR.min(now + 1) };
        walk(&mut self.best_before, tokens.iter(), 0, |now, t| now.max(t.cue));
        walk(&mut self.best_after, tokens.iter().rev(), 0, |now, t| now.max(t.cue));
        walk(&mut self.closed, tokens.iter(), FAR, since(|t| t.quoted == quoted::CLOSES));
        walk(&mut self.opening, tokens.iter().rev(), FAR, since(|t| t.quoted == quoted::OPENS));
        walk(&mut self.name, tokens.iter(), FAR, since(|t| forms::is_name_like(t.shape)));
        self.best_after.reverse();
        self.opening.reverse();
        self.has_marks = tokens.iter().any(|t| t.passage > 0);
    }
}

/// Writes for each token the accumulated value of the tokens before it.
fn walk<'a>(
    out: &mut Vec<u8>,
    tokens: impl Iterator<Item = &'a Observed>,
    start: u8,
    step: impl Fn(u8, &Observed) -> u8,
) {
    out.clear();
    let mut now = start;
    for token in tokens {
        out.push(now);
        now = step(now, token);
    }
}

/// Adds the keys of the token at `at`, which stands `offset` tokens into a sentence of `length`.
pub(crate) fn keys(
    seen: Near<'_>,
    at: usize,
    offset: usize,
    length: usize,
    setting: &Setting,
    out: &mut Vec<u64>,
) {
    let around = Around::new(seen, at);
    let o = |by: isize| around.get(by);
    let tag = |by: isize| around.tag(by);
    let this = o(0);
    let mut k = Keys(out);
    k.one(0, 0);
    for (slot, by) in (0..).zip(-3..=3_isize) {
        let other = o(by);
        k.one(10 + slot, other.word);
        k.one(20 + slot, tag(by));
        if by.abs() <= 2 {
            k.one(30 + slot, u32::from(other.cue) << 8 | u32::from(other.stem_cue));
            k.one(50 + slot, u32::from(other.shape) << 8 | u32::from(other.sign));
        }
        if by.abs() <= 1 {
            k.one(60 + slot, other.suffix);
            k.one(70 + slot, other.stem);
            k.one(80 + slot, u32::from(other.source));
        }
    }
    k.two(90, o(-1).word, this.word);
    k.two(91, this.word, o(1).word);
    k.two(92, o(-2).word, o(-1).word);
    k.two(93, o(1).word, o(2).word);
    k.three(94, o(-1).word, this.word, o(1).word);
    k.two(95, this.stem, tag(-1));
    k.two(96, this.stem, tag(1));
    k.two(97, this.stem, tag(1) << 8 | tag(2));
    k.two(98, this.stem, tag(-1) << 8 | tag(-2));
    k.two(99, this.stem, tag(-1) << 8 | tag(1));
    k.two(100, this.suffix, tag(-1));
    k.one(101, tag(-1) << 8 | tag(0));
    k.one(102, tag(0) << 8 | tag(1));
    k.one(103, tag(-2) << 16 | tag(-1) << 8 | tag(0));
    k.one(104, tag(0) << 16 | tag(1) << 8 | tag(2));
    k.one(105, tag(-1) << 16 | tag(0) << 8 | tag(1));
    let rate = u32::from(this.cue) << 8 | u32::from(this.stem_cue);
    k.one(110, rate << 16 | tag(-1) << 8 | tag(1));
    k.two(111, rate, o(1).word);
    k.two(112, rate, o(-1).word);
    k.one(113, rate << 8 | tag(0));
    k.two(114, rate, u32::from(o(1).sign) << 8 | u32::from(o(-1).sign));
    k.two(115, u32::from(o(-1).source), rate);
    k.two(116, u32::from(o(-1).source) << 8 | u32::from(o(-2).source), tag(0));
    let state = u32::from(this.quoted) << 8 | u32::from(o(-1).quoted) << 4 | u32::from(o(1).quoted);
    k.one(120, state);
    k.two(121, state, this.stem);
    let item = |list: &[u8]| u32::from(list.get(offset).copied().unwrap_or(FAR));
    let marks = item(&setting.closed) << 8 | item(&setting.opening);
    k.one(122, marks);
    k.two(123, rate, marks);
    let quoting = u32::from(setting.has_marks) << 4 | u32::from(this.quoted);
    k.two(124, this.word, quoting);
    k.two(125, rate, quoting);
    let place = offset.min(6) as u32;
    let left = length.saturating_sub(offset).min(6) as u32;
    k.one(130, place);
    k.one(131, left);
    k.two(132, this.word, place.min(2) << 4 | left.min(2));
    let (before, after) = (item(&setting.best_before), item(&setting.best_after));
    k.two(133, rate, before);
    k.two(134, rate, after);
    k.two(135, rate, before << 8 | after);
    k.two(136, rate, item(&setting.name));
}
