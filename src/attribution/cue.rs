//! Which words are cues: a chain over the tokens of a sentence.

use super::{
    chain::{Lattice, Scores, Topology},
    model::Weights,
    observe::{EDGE, Keys, Observed, quoted, sign},
};
use std::ops::Range;

/// Outside, first token, further token.
pub static CUES: Topology =
    Topology { labels: 3, label_of: &[0, 1, 2], arcs: &[(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)], starts: &[0, 1] };

/// Words that may be a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How probable it is that a cue begins here.
    pub chance: f32,
}

/// The tokens around one, those of other paragraphs left out.
pub struct Around<'a> {
    seen: &'a [Observed],
    at: usize,
    paragraph: u32,
}

impl<'a> Around<'a> {
    /// Around the token at `at`.
    pub fn new(seen: &'a [Observed], at: usize) -> Self {
        Self { seen, at, paragraph: seen.get(at).map_or(u32::MAX, |o| o.paragraph) }
    }

    /// The token `by` further on.
    #[inline]
    pub fn get(&self, by: isize) -> &'a Observed {
        match self.at.checked_add_signed(by).and_then(|at| self.seen.get(at)) {
            Some(found) if found.paragraph == self.paragraph => found,
            _ => &EDGE,
        }
    }
}

/// What is the same for all tokens of a sentence.
#[derive(Debug, Default)]
pub struct Setting {
    /// For each token, how often the likeliest cue before it in the sentence is one, in steps.
    best_before: Vec<u8>,
    best_after: Vec<u8>,
    /// For each token, how many tokens ago a quotation closed, and in how many one opens.
    closed: Vec<u8>,
    opening: Vec<u8>,
    names_before: Vec<u8>,
    has_marks: bool,
}

const FAR: u8 = 9;

impl Setting {
    /// Looks over a sentence.
    pub fn fill(&mut self, seen: &[Observed], range: &Range<usize>) {
        let tokens = seen.get(range.clone()).unwrap_or_default();
        let walk = |out: &mut Vec<u8>, start: u8, step: &mut dyn FnMut(u8, &Observed) -> u8, backwards: bool| {
            out.clear();
            let mut now = start;
            if backwards {
                for token in tokens.iter().rev() {
                    out.push(now);
                    now = step(now, token);
                }
                out.reverse();
            } else {
                for token in tokens {
                    out.push(now);
                    now = step(now, token);
                }
            }
        };
        walk(&mut self.best_before, 0, &mut |now, t| now.max(t.cue), false);
        walk(&mut self.best_after, 0, &mut |now, t| now.max(t.cue), true);
        walk(&mut self.closed, FAR, &mut |now, t| if t.quoted == quoted::CLOSES { 0 } else { FAR.min(now + 1) }, false);
        walk(&mut self.opening, FAR, &mut |now, t| if t.quoted == quoted::OPENS { 0 } else { FAR.min(now + 1) }, true);
        walk(&mut self.names_before, FAR, &mut |now, t| if matches!(t.shape, 1..=3) { 0 } else { FAR.min(now + 1) }, false);
        self.has_marks = tokens.iter().any(|t| t.passage > 0);
    }
}

/// The keys of the token at `at`, which stands `offset` tokens into a sentence of `length`.
pub fn keys(seen: &[Observed], at: usize, offset: usize, length: usize, setting: &Setting, out: &mut Vec<u64>) {
    let around = Around::new(seen, at);
    let o = |by: isize| around.get(by);
    let this = o(0);
    let tag = |by: isize| u32::from(o(by).tag);
    let quoted_now = u32::from(this.quoted);
    let mut k = Keys(out);
    k.one(0, 0);
    for by in -3..=3_isize {
        let other = o(by);
        let slot = (by + 3) as u16;
        k.one(10 + slot, other.word);
        k.one(20 + slot, u32::from(other.tag));
        if by.abs() <= 2 {
            k.one(30 + slot, u32::from(other.cue) << 8 | u32::from(other.stem_cue));
            k.one(40 + slot, u32::from(other.sense));
            k.one(50 + slot, u32::from(other.shape) << 8 | u32::from(other.sign));
        }
        if by.abs() <= 1 {
            k.one(60 + slot, other.suffix);
            k.one(70 + slot, other.stem);
            k.one(75 + slot, u32::from(other.source));
        }
    }
    k.two(80, o(-1).word, this.word);
    k.two(81, this.word, o(1).word);
    k.two(82, o(-2).word, o(-1).word);
    k.two(83, o(1).word, o(2).word);
    k.three(84, o(-1).word, this.word, o(1).word);
    k.two(85, this.stem, tag(-1));
    k.two(86, this.stem, tag(1));
    k.two(87, this.stem, tag(1) << 8 | tag(2));
    k.two(88, this.stem, tag(-1) << 8 | tag(-2));
    k.two(89, this.stem, tag(-1) << 8 | tag(1));
    k.one(90, tag(-1) << 8 | tag(0));
    k.one(91, tag(0) << 8 | tag(1));
    k.one(92, tag(-2) << 16 | tag(-1) << 8 | tag(0));
    k.one(93, tag(0) << 16 | tag(1) << 8 | tag(2));
    k.one(94, tag(-1) << 16 | tag(0) << 8 | tag(1));
    let rate = u32::from(this.cue) << 8 | u32::from(this.stem_cue);
    k.one(95, rate << 16 | tag(-1) << 8 | tag(1));
    k.two(96, rate, o(1).word);
    k.two(97, rate, o(-1).word);
    k.one(98, rate << 8 | tag(0));
    k.two(99, u32::from(this.sense) << 8 | tag(0), tag(-1) << 8 | tag(1));
    let state = quoted_now << 8 | u32::from(o(-1).quoted) << 4 | u32::from(o(1).quoted);
    k.one(100, state);
    k.two(101, state, this.stem);
    let item = |list: &[u8]| u32::from(list.get(offset).copied().unwrap_or(FAR));
    let marks = item(&setting.closed) << 8 | item(&setting.opening);
    k.one(102, marks);
    k.two(103, this.word, u32::from(setting.has_marks) << 4 | quoted_now);
    k.two(104, rate, u32::from(setting.has_marks) << 4 | quoted_now);
    k.two(105, rate, marks);
    let place = offset.min(6) as u32;
    let left = (length - offset.min(length)).min(6) as u32;
    k.one(106, place);
    k.one(107, left);
    k.two(108, this.word, place.min(2) << 4 | left.min(2));
    let (before, after) = (item(&setting.best_before), item(&setting.best_after));
    k.two(109, rate, before);
    k.two(110, rate, after);
    k.two(111, rate, before << 8 | after);
    k.two(112, rate, item(&setting.names_before));
    k.two(113, u32::from(o(-1).source), rate);
    k.two(114, u32::from(o(-1).source) << 8 | u32::from(o(-2).source), u32::from(this.sense) << 8 | tag(0));
    k.two(115, rate, u32::from(o(1).sign) << 8 | u32::from(o(-1).sign));
    k.two(116, this.suffix, tag(-1));
}

/// The words of each sentence that may be cues, in text order. `least` is the lowest chance of interest.
pub struct Tagger<'a> {
    weights: &'a Weights<'a>,
    lattice: Lattice,
    setting: Setting,
    keys: Vec<u64>,
    scores: Vec<Scores>,
    chances: Vec<Scores>,
}

impl<'a> Tagger<'a> {
    /// A tagger with these weights.
    pub fn new(weights: &'a Weights<'a>) -> Self {
        Self {
            weights,
            lattice: Lattice::default(),
            setting: Setting::default(),
            keys: Vec::new(),
            scores: Vec::new(),
            chances: Vec::new(),
        }
    }

    /// Adds the cues of the sentence at `range` to `out`.
    pub fn tag(&mut self, seen: &[Observed], range: Range<usize>, least: f32, out: &mut Vec<Cue>) {
        self.setting.fill(seen, &range);
        self.scores.clear();
        for (offset, at) in range.clone().enumerate() {
            self.keys.clear();
            keys(seen, at, offset, range.len(), &self.setting, &mut self.keys);
            self.scores.push(self.weights.scores(&self.weights.sum(&self.keys), &[0; 5]));
        }
        self.lattice.sum(&CUES, &self.weights.turns, &self.scores);
        self.lattice.chances(&CUES, &self.weights.turns, &mut self.chances);
        collect(&self.chances, range.start, least, out);
    }
}

/// The cues that the chances of a sentence's labels tell of; `start` is the sentence's first token.
pub fn collect(chances: &[Scores], start: usize, least: f32, out: &mut Vec<Cue>) {
    for (at, chance) in chances.iter().enumerate() {
        let begin = chance[1];
        if begin < least {
            continue;
        }
        let further = chances.get(at + 1..).unwrap_or_default();
        // A cue goes on while its next token is more probably inside than anything else.
        let more = further.iter().take_while(|c| c[2] > 0.5 * begin.min(1.0) && c[2] > c[1]).count();
        out.push(Cue { tokens: start + at..start + at + 1 + more, chance: begin });
    }
}

/// Whether the token ends a sentence by its sign.
pub const fn is_stop(token: &Observed) -> bool {
    matches!(token.sign, sign::STOP | sign::CALL)
}
