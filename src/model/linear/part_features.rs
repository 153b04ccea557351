//! The templates of content and source: features of a token alone, and of a token relative to the cue.

use super::{
    cues::Cue,
    features::{Around, Keys},
};
use crate::language::{
    forms,
    observed::{EDGE, Observed, sign},
    seen::Near,
};
use std::ops::Range;

/// Adds the keys of the token at `at` that do not depend on the cue.
pub(crate) fn own(seen: Near<'_>, at: usize, out: &mut Vec<u64>) {
    let around = Around::new(seen, at);
    let o = |by: isize| around.get(by);
    let tag = |by: isize| around.tag(by);
    let this = o(0);
    let mut k = Keys(out);
    k.one(200, 0);
    for (slot, by) in (0..).zip(-2..=2_isize) {
        let other = o(by);
        k.one(210 + slot, other.word);
        k.one(220 + slot, tag(by));
        k.one(230 + slot, u32::from(other.shape) << 8 | u32::from(other.sign));
        if by.abs() <= 1 {
            k.one(240 + slot, u32::from(other.cue));
            k.one(250 + slot, u32::from(other.source));
        }
    }
    k.one(260, this.suffix);
    k.two(261, o(-1).word, this.word);
    k.two(262, this.word, o(1).word);
    k.two(263, o(-1).word, tag(0));
    k.two(264, tag(-1), this.word);
    k.two(265, this.word, tag(1));
    k.one(266, tag(-1) << 8 | tag(0));
    k.one(267, tag(0) << 8 | tag(1));
    k.one(268, tag(-2) << 16 | tag(-1) << 8 | tag(0));
    k.one(269, tag(-1) << 16 | tag(0) << 8 | tag(1));
    k.one(270, tag(0) << 16 | tag(1) << 8 | tag(2));
    let state = u32::from(o(-1).quoted) << 8 | u32::from(this.quoted) << 4 | u32::from(o(1).quoted);
    k.one(271, state);
    k.two(272, state, u32::from(this.sign) << 8 | u32::from(o(-1).sign));
    let before = u32::from(o(-1).quoted) << 12 | u32::from(o(-2).quoted) << 8 | u32::from(o(-1).sign);
    k.two(273, before, tag(0) << 8 | tag(1));
    k.two(274, before, this.word);
    k.two(275, u32::from(this.opens), this.word);
    k.two(276, u32::from(this.opens), tag(0) << 8 | tag(1));
    k.two(277, u32::from(this.source) << 8 | u32::from(o(1).cue), tag(0));
    k.two(278, u32::from(this.source) << 8 | u32::from(o(-1).source), tag(-1));
    k.two(279, u32::from(o(-1).sign) << 8 | u32::from(o(1).sign), u32::from(this.shape));
    k.one(280, this.clause_word);
    k.two(281, u32::from(this.clause_tags), u32::from(this.sign));
}

/// What the features of tokens see of the cue.
struct Frame {
    /// The stem of the word that is most often a cue.
    head: u32,
    /// Its tag.
    tag: u32,
    /// The class of how often its stem is a cue.
    rate: u32,
    /// The cue's last word.
    last: u32,
    /// Sign and tag of the token before the cue.
    before: u32,
    /// Sign and tag of the token after it.
    after: u32,
    after_word: u32,
    is_quoted: bool,
    chance: u32,
    /// The nearest passages in quotation marks on either side, 0 where there is none.
    passages: [u32; 2],
    sentence: u32,
}

impl Frame {
    fn new(seen: Near<'_>, cue: &Cue) -> Self {
        let words = seen.within(&cue.tokens);
        let head = words.iter().rev().max_by_key(|o| o.stem_cue).unwrap_or(&EDGE);
        let first = Around::new(seen, cue.tokens.start);
        let last = Around::new(seen, cue.tokens.end.saturating_sub(1));
        let edge = |o: &Observed| u32::from(o.sign) << 8 | u32::from(o.tag);
        Self {
            head: head.stem,
            tag: u32::from(head.tag),
            rate: u32::from(head.stem_cue),
            last: last.get(0).word,
            before: edge(first.get(-1)),
            after: edge(last.get(1)),
            after_word: last.get(1).word,
            is_quoted: head.passage > 0,
            chance: (cue.chance * 7.99) as u32,
            passages: [nearest(&first, -1), nearest(&last, 1)],
            sentence: first.get(0).sentence,
        }
    }
}

/// The nearest passage in quotation marks in the same sentence; `way` is -1 or 1.
fn nearest(around: &Around<'_>, way: isize) -> u32 {
    const FAR: isize = 12;
    let ways = (1..=FAR).map(|by| around.get(by * way));
    ways.take_while(|o| o.sign != sign::STOP).map(|o| o.passage).find(|&p| p > 0).unwrap_or_default()
}

/// What lies between the cue and a token.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    commas: u32,
    marks: u32,
    stops: u32,
    other: bool,
    that: bool,
    verbs: u32,
    cues: u32,
    names: u32,
}

impl Between {
    fn add(&mut self, token: &Observed, step: u8, ties: &Ties<'_>) {
        match token.sign {
            sign::COMMA => self.commas += 1,
            sign::STOP | sign::CALL => self.stops += 1,
            sign::MARK => self.marks += 1,
            sign::WORD => {}
            _ => self.other = true,
        }
        self.that |= token.word == ties.that;
        self.verbs += u32::from(ties.verbs.contains(&token.tag));
        self.cues += u32::from(step >= 3);
        self.names += u32::from(forms::is_name_like(token.shape));
    }

    fn path(&self) -> u32 {
        self.commas.min(3)
            | self.marks.min(3) << 2
            | self.stops.min(2) << 4
            | u32::from(self.other) << 6
            | u32::from(self.that) << 7
    }
}

/// What the keys of tokens relative to a cue are made from.
pub(crate) struct Ties<'a> {
    /// What is observed of the tokens around the cue.
    pub seen: Near<'a>,
    /// The class of each token's probability of being part of a cue ([`super::cues::steps`]).
    pub steps: &'a [u8],
    /// The tags that are verbs.
    pub verbs: &'a [u8],
    /// The hash of "that".
    that: u32,
}

impl<'a> Ties<'a> {
    /// Ties over the unpacked tokens in `seen`.
    pub(crate) fn new(seen: Near<'a>, steps: &'a [u8], verbs: &'a [u8]) -> Self {
        Self { seen, steps, verbs, that: forms::hash("that") }
    }

    /// Calls `each` with every token of `window` outside the cue and its tie to the cue: first the tokens before the cue, from
    /// it outwards, then those after it.
    pub(crate) fn each(&self, cue: &Cue, window: &Range<usize>, mut each: impl FnMut(usize, &Tie<'_>)) {
        let frame = Frame::new(self.seen, cue);
        let mut walk = |side: u32, tokens: &mut dyn Iterator<Item = usize>| {
            let mut between = Between::default();
            for (distance, at) in (1..).zip(tokens) {
                each(at, &self.tie(at, side, distance, &frame, &between));
                between.add(self.seen.get(at).unwrap_or(&EDGE), self.step(at), self);
            }
        };
        walk(0, &mut (window.start..cue.tokens.start).rev());
        walk(1, &mut (cue.tokens.end..window.end));
    }

    fn step(&self, at: usize) -> u8 {
        self.steps.get(at).copied().unwrap_or_default()
    }

    /// The tie of the token at `at` to a cue that is `distance` tokens after it (`side` 0) or before it (1).
    fn tie<'f>(&self, at: usize, side: u32, distance: usize, frame: &'f Frame, between: &Between) -> Tie<'f>
    where
        'a: 'f,
    {
        let around = Around::new(self.seen, at);
        let this = around.get(0);
        Tie {
            frame,
            side,
            distance,
            far: side << 4 | far(distance),
            place: side << 5 | this.sentence.wrapping_sub(frame.sentence).wrapping_add(8).min(16),
            inside: u32::from(this.passage > 0 && frame.passages.contains(&this.passage)) << 5
                | u32::from(this.passage > 0) << 4
                | u32::from(this.quoted),
            path: between.path(),
            verbs: between.verbs.min(3),
            cues: between.cues.min(3),
            names: between.names.min(3),
            same: u32::from(around.tag(1) == frame.tag) << 1 | u32::from(around.tag(2) == frame.tag),
            step: u32::from(self.step(at)),
            around,
        }
    }
}

/// A token relative to a cue.
///
/// Its keys come in parts, by what they depend on. The windows of neighbouring cues overlap, and most parts are the same for
/// the next token or the next cue: the name of a part is equal where the part is, so that its sum need not be made again.
pub(crate) struct Tie<'a> {
    frame: &'a Frame,
    around: Around<'a>,
    /// 0 before the cue, 1 after it.
    pub(crate) side: u32,
    distance: usize,
    /// The side and how far it is.
    far: u32,
    /// The side and how many sentences it is away.
    place: u32,
    /// Its place in quotation marks and that of the cue.
    inside: u32,
    /// Which signs stand in between.
    path: u32,
    /// How many verbs, cues and names stand in between.
    verbs: u32,
    cues: u32,
    names: u32,
    /// Whether the two tokens after it are tagged like the cue.
    same: u32,
    /// The class of its own probability of being part of a cue.
    step: u32,
}

impl Tie<'_> {
    /// The name of [`Self::spot`], for tokens relative to one cue.
    pub(crate) fn spot_name(&self) -> u32 {
        let between = self.path << 4 | self.verbs << 2 | self.cues;
        between << 17 | self.inside << 11 | self.place << 5 | self.far
    }

    /// Adds the keys of the cue and of the place of the token.
    pub(crate) fn spot(&self, out: &mut Vec<u64>) {
        let &Self { frame, side, far, place, inside, path, .. } = self;
        let quoted = inside & 0xf;
        let mut k = Keys(out);
        k.one(301, far);
        k.two(302, frame.head, far);
        k.two(303, frame.tag << 8 | frame.rate, far);
        k.one(304, place);
        k.two(305, frame.head, place);
        k.two(313, place << 8 | path, self.verbs << 2 | self.cues.min(2));
        k.two(314, frame.head, place << 8 | path);
        k.three(315, frame.before, frame.after, far);
        k.three(316, frame.before, frame.after, place << 8 | quoted);
        k.two(317, place << 8 | inside, u32::from(frame.is_quoted));
        k.two(318, place << 8 | inside, path);
        k.two(320, frame.head, side << 8 | inside);
        k.two(321, frame.after_word, far);
        k.two(322, frame.last, far);
        k.two(330, place << 4 | frame.chance, far);
        k.three(334, frame.tag, path, place << 8 | quoted);
    }

    /// The name of [`Self::token`], for one token relative to any cue; never 0.
    pub(crate) fn token_name(&self) -> u64 {
        let between = self.path << 6 | self.verbs << 4 | self.cues << 2 | self.names;
        1 << 32 | u64::from(between << 14 | self.inside << 8 | self.place << 2 | self.same)
    }

    /// Adds the keys of the token and of what stands between it and the cue.
    pub(crate) fn token(&self, out: &mut Vec<u64>) {
        let &Self { side, place, inside, path, verbs, .. } = self;
        let o = |by: isize| self.around.get(by);
        let tag = |by: isize| self.around.tag(by);
        let this = o(0);
        let mut k = Keys(out);
        k.two(306, place, this.word);
        k.two(309, place, tag(-1) << 8 | tag(0));
        k.two(312, place << 8 | path, tag(0));
        k.two(319, side << 8 | inside, u32::from(o(-1).sign) << 8 | u32::from(this.sign));
        k.two(327, place, self.step << 4 | self.cues);
        k.two(329, side << 4 | self.names, verbs << 16 | looks(this));
        k.two(331, side << 8 | path, u32::from(this.opens) << 8 | u32::from(o(-1).sign));
        k.two(333, side << 8 | path, u32::from(o(1).sign) << 8 | u32::from(o(1).quoted));
        k.two(338, this.word, place << 4 | self.same);
        k.two(339, place, this.clause_word);
        k.two(340, place << 16 | u32::from(this.clause_tags), path);
    }

    /// The name of [`Self::pair`], for one token relative to any cue; never 0.
    pub(crate) fn pair_name(&self) -> u64 {
        1 << 63 | u64::from(self.place) << 40 | u64::from(self.frame.tag) << 32 | u64::from(self.frame.head)
    }

    /// Adds the keys of the token and of the word of the cue, without their places.
    pub(crate) fn pair(&self, out: &mut Vec<u64>) {
        let &Self { frame, side, place, .. } = self;
        let tag = |by: isize| self.around.tag(by);
        let mut k = Keys(out);
        k.two(311, frame.head, side << 8 | tag(0));
        k.two(337, frame.tag << 8 | place, tag(0) << 8 | tag(1));
        k.three(341, frame.head, u32::from(self.around.get(0).clause_tags), side);
    }

    /// The name of [`Self::reach`], for one token relative to any cue; never 0.
    pub(crate) fn reach_name(&self) -> u64 {
        1 << 16 | u64::from(self.frame.tag << 5 | self.far)
    }

    /// Adds the keys of the token, its distance from the cue and the tag of the cue.
    pub(crate) fn reach(&self, out: &mut Vec<u64>) {
        let this = self.around.get(0);
        let mut k = Keys(out);
        k.three(326, self.frame.tag, u32::from(this.tag), self.far);
        k.two(328, self.far, looks(this));
    }

    /// The name of [`Self::beside`], for one token relative to any cue; never 0.
    pub(crate) fn beside_name(&self) -> u64 {
        let sides = self.frame.before << 16 | self.frame.after;
        1 << 63 | u64::from(sides) << 8 | u64::from(self.far)
    }

    /// Adds the keys of the token, its distance from the cue and the tokens beside the cue.
    pub(crate) fn beside(&self, out: &mut Vec<u64>) {
        let &Self { frame, far, .. } = self;
        let tags = self.around.tag(-1) << 8 | self.around.tag(0);
        let mut k = Keys(out);
        k.three(335, frame.before, tags, far);
        k.three(336, frame.after, tags, far);
    }

    /// Adds the keys of a token near the cue.
    pub(crate) fn near(&self, out: &mut Vec<u64>) {
        let &Self { frame, far, .. } = self;
        let tag = |by: isize| self.around.tag(by);
        let mut k = Keys(out);
        k.three(323, frame.head, self.around.get(0).word, far);
        k.three(324, frame.tag, tag(0) << 8 | tag(-1), far);
        k.three(325, frame.tag, tag(0) << 8 | tag(1), far);
    }

    /// Whether the token is near the cue.
    pub(crate) fn is_near(&self) -> bool {
        const NEAR: usize = 4;
        self.distance <= NEAR
    }

    /// All keys, in the order of their templates.
    #[cfg(any(test, feature = "training"))]
    pub(crate) fn all(&self) -> Vec<u64> {
        /// The part of each template: spot, token, pair, near, reach, beside.
        const PARTS: &[u8] = b"SSSSSTTPTSSSSSSTSSSNNNRTRTSTTSBBPTTTP";
        let mut parts = [const { Vec::new() }; 6];
        let [spot, token, pair, near, reach, beside] = &mut parts;
        self.spot(spot);
        self.token(token);
        self.pair(pair);
        if self.is_near() {
            self.near(near);
        }
        self.reach(reach);
        self.beside(beside);
        let [mut spot, mut token, mut pair, mut near, mut reach, mut beside] = parts.map(Vec::into_iter);
        let next = |part: &u8| match part {
            b'S' => spot.next(),
            b'T' => token.next(),
            b'P' => pair.next(),
            b'N' => near.next(),
            b'R' => reach.next(),
            _ => beside.next(),
        };
        PARTS.iter().filter_map(next).collect()
    }
}

/// The class of how often the token is part of a source, and its shape.
fn looks(token: &Observed) -> u32 {
    u32::from(token.source) << 8 | u32::from(token.shape)
}

/// A distance in classes that grow.
fn far(distance: usize) -> u32 {
    const BOUNDS: [usize; 6] = [6, 8, 12, 18, 30, 60];
    match distance {
        0..=6 => distance as u32,
        _ => 6 + BOUNDS.iter().filter(|&&bound| distance > bound).count() as u32,
    }
}
