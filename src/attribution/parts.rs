//! What a cue's content and source are: a chain over the tokens around the cue.

use super::{
    chain::{Lattice, MOST_LABELS, Scores, Topology},
    cue::{Around, Cue},
    model::Weights,
    observe::{Keys, Observed, quoted, sign},
};
use std::ops::Range;

/// Labels of the chain.
pub mod label {
    /// Neither content nor source.
    pub const OUT: usize = 0;
    /// First token of a piece of content.
    pub const CONTENT: usize = 1;
    /// Further token of a piece of content.
    pub const CONTENT_IN: usize = 2;
    /// First token of the source.
    pub const SOURCE: usize = 3;
    /// Further token of the source.
    pub const SOURCE_IN: usize = 4;
}

/// States know what came before: 0 to 3 are outside with nothing, content, source, both seen; 4 to 7 begin content
/// (first, further, first after the source, further after it), 8 to 11 go on with it; 12 and 13 begin the source
/// before and after content, 14 and 15 go on with it. So there is at most one source.
pub static PARTS: Topology = Topology {
    labels: 5,
    label_of: &[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4],
    arcs: &[
        (0, 0), (0, 4), (0, 12),
        (1, 1), (1, 5), (1, 13),
        (2, 2), (2, 6),
        (3, 3), (3, 7),
        (4, 8), (4, 1), (4, 13), (4, 5),
        (8, 8), (8, 1), (8, 13), (8, 5),
        (5, 9), (5, 1), (5, 13), (5, 5),
        (9, 9), (9, 1), (9, 13), (9, 5),
        (6, 10), (6, 3), (6, 7),
        (10, 10), (10, 3), (10, 7),
        (7, 11), (7, 3), (7, 7),
        (11, 11), (11, 3), (11, 7),
        (12, 14), (12, 2), (12, 6),
        (14, 14), (14, 2), (14, 6),
        (13, 15), (13, 3), (13, 7),
        (15, 15), (15, 3), (15, 7),
    ],
    starts: &[0, 4, 12],
};

/// Sentences before the cue's that content may begin in, in the same paragraph.
const BEFORE: usize = 3;
/// Sentences after it.
const AFTER: usize = 5;
/// The most tokens on each side of a cue that are looked at.
const REACH: usize = 300;

/// Where sentences and paragraphs begin and end; what windows are cut from.
pub struct Ground<'a> {
    /// What the model sees of each token.
    pub seen: &'a [Observed],
    /// The tokens of each sentence.
    pub sentences: &'a [Range<usize>],
}

impl Ground<'_> {
    fn sentence(&self, index: usize) -> Option<&Range<usize>> {
        self.sentences.get(index)
    }

    fn at(&self, token: usize) -> Option<&Observed> {
        self.seen.get(token)
    }

    /// The tokens among which content and source of `cue` are sought.
    pub fn window(&self, cue: &Cue) -> Range<usize> {
        let Some(home) = self.at(cue.tokens.start) else { return cue.tokens.clone() };
        let at = home.sentence as usize;
        let Some(sentence) = self.sentence(at) else { return cue.tokens.clone() };
        let (mut start, mut end) = (sentence.start, sentence.end);
        let mut index = at;
        for _ in 0..BEFORE {
            let Some(before) = index.checked_sub(1).and_then(|i| self.sentence(i)) else { break };
            if !self.joined(before, start) {
                break;
            }
            start = before.start;
            index -= 1;
        }
        let mut index = at;
        for _ in 0..AFTER {
            let Some(after) = self.sentence(index + 1) else { break };
            if !self.joined(&(end - 1..end), after.start) {
                break;
            }
            end = after.end;
            index += 1;
        }
        start.max(cue.tokens.start.saturating_sub(REACH))..end.min(cue.tokens.end + REACH)
    }

    /// Whether the text goes on from the tokens `before` to the one at `next`: in the same paragraph, or in the next
    /// inside an open quotation or after a colon.
    fn joined(&self, before: &Range<usize>, next: usize) -> bool {
        let (Some(a), Some(b)) = (before.end.checked_sub(1).and_then(|i| self.at(i)), self.at(next)) else { return false };
        a.paragraph == b.paragraph
            || a.paragraph + 1 == b.paragraph
                && (a.sign == sign::COLON || a.quoted == quoted::IN && a.passage > 0 && b.quoted == quoted::OPENS)
    }
}

/// The keys of a token that are the same whatever the cue.
pub fn own_keys(seen: &[Observed], at: usize, out: &mut Vec<u64>) {
    let around = Around::new(seen, at);
    let o = |by: isize| around.get(by);
    let this = o(0);
    let tag = |by: isize| u32::from(o(by).tag);
    let mut k = Keys(out);
    k.one(200, 0);
    for by in -2..=2_isize {
        let other = o(by);
        let slot = (by + 2) as u16;
        k.one(210 + slot, other.word);
        k.one(220 + slot, u32::from(other.tag));
        k.one(230 + slot, u32::from(other.shape) << 8 | u32::from(other.sign));
        if by.abs() <= 1 {
            k.one(240 + slot, u32::from(other.cue));
            k.one(250 + slot, u32::from(other.source));
            k.one(255 + slot, u32::from(other.sense));
        }
    }
    k.one(260, this.suffix);
    k.two(261, o(-1).word, this.word);
    k.two(262, this.word, o(1).word);
    k.one(263, tag(-1) << 8 | tag(0));
    k.one(264, tag(0) << 8 | tag(1));
    k.one(265, tag(-2) << 16 | tag(-1) << 8 | tag(0));
    k.one(266, tag(-1) << 16 | tag(0) << 8 | tag(1));
    k.one(267, tag(0) << 16 | tag(1) << 8 | tag(2));
    let state = u32::from(o(-1).quoted) << 8 | u32::from(this.quoted) << 4 | u32::from(o(1).quoted);
    k.one(268, state);
    k.two(269, state, u32::from(this.sign) << 8 | u32::from(o(-1).sign));
    let opens = u32::from(this.opens);
    k.two(270, opens, this.word);
    k.two(271, opens, tag(0) << 8 | tag(1));
    k.two(272, u32::from(this.source) << 8 | u32::from(o(1).cue), tag(0));
    k.two(273, u32::from(this.source) << 8 | u32::from(o(-1).source), tag(-1));
    k.two(274, u32::from(o(-1).sign) << 8 | u32::from(o(1).sign), u32::from(this.shape));
}

/// What a cue looks like from its content and source.
struct Frame {
    head: u32,
    last: u32,
    rate: u32,
    tag: u32,
    sense: u32,
    before: u32,
    after: u32,
    after_word: u32,
    quoted: u32,
    chance: u32,
    passage_before: u32,
    passage_after: u32,
}

impl Frame {
    fn new(seen: &[Observed], cue: &Cue) -> Self {
        let first = Around::new(seen, cue.tokens.start);
        let last = Around::new(seen, cue.tokens.end.saturating_sub(1));
        // The cue's head is the word that is most often one.
        let head = seen
            .get(cue.tokens.clone())
            .unwrap_or_default()
            .iter()
            .fold(None::<&Observed>, |best, o| Some(best.filter(|b| b.stem_cue >= o.stem_cue).unwrap_or(o)))
            .copied()
            .unwrap_or(super::observe::EDGE);
        let before = first.get(-1);
        let after = last.get(1);
        let near = |around: &Around<'_>, way: isize| {
            (1..=12).map(|by| around.get(by * way)).take_while(|o| !(o.sign == sign::STOP)).map(|o| o.passage).find(|&p| p > 0).unwrap_or_default()
        };
        Self {
            head: head.stem,
            last: last.get(0).word,
            rate: u32::from(head.stem_cue),
            tag: u32::from(head.tag),
            sense: u32::from(head.sense),
            before: u32::from(before.sign) << 8 | u32::from(before.tag),
            after: u32::from(after.sign) << 8 | u32::from(after.tag),
            after_word: after.word,
            quoted: u32::from(head.quoted > 0),
            chance: (cue.chance * 7.99) as u32,
            passage_before: near(&first, -1),
            passage_after: near(&last, 1),
        }
    }
}

/// What lies between the cue and a token.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    commas: u32,
    marks: u32,
    stops: u32,
    other: u32,
    verbs: u32,
    cues: u32,
    that: bool,
    names: u32,
}

/// The keys that tie the tokens of `window` to `cue`, a list for each token, in order.
///
/// `chances` is how probable each token of the text begins a cue; `verbal` tells which tags are verbs.
pub fn cue_keys(
    seen: &[Observed],
    cue: &Cue,
    window: &Range<usize>,
    chances: &[u8],
    lexicon: &super::observe::Words,
    mut each: impl FnMut(usize, &[u64]),
) {
    let frame = Frame::new(seen, cue);
    let mut keys = Vec::with_capacity(48);
    // Before the cue, from it outwards; then the cue; then behind it.
    let mut between = Between::default();
    let home = seen.get(cue.tokens.start).map_or(0, |o| o.sentence);
    for (distance, at) in (window.start..cue.tokens.start).rev().enumerate() {
        keys.clear();
        tie(seen, at, 0, distance + 1, home, &frame, &between, chances, &mut keys);
        each(at, &keys);
        between.step(seen.get(at), chances.get(at), lexicon);
    }
    for at in cue.tokens.clone() {
        keys.clear();
        Keys(&mut keys).one(300, 1);
        each(at, &keys);
    }
    between = Between::default();
    for (distance, at) in (cue.tokens.end..window.end).enumerate() {
        keys.clear();
        tie(seen, at, 1, distance + 1, home, &frame, &between, chances, &mut keys);
        each(at, &keys);
        between.step(seen.get(at), chances.get(at), lexicon);
    }
}

impl Between {
    fn step(&mut self, token: Option<&Observed>, chance: Option<&u8>, words: &super::observe::Words) {
        let Some(token) = token else { return };
        match token.sign {
            sign::COMMA => self.commas += 1,
            sign::STOP | sign::CALL => self.stops += 1,
            sign::MARK => self.marks += 1,
            sign::WORD => {}
            _ => self.other += 1,
        }
        self.verbs += u32::from(words.verbs.contains(&token.tag));
        self.cues += u32::from(chance.is_some_and(|&c| c >= 3));
        self.names += u32::from(matches!(token.shape, 1..=3));
        self.that |= token.word == words.that;
    }
}

#[allow(clippy::too_many_arguments)]
fn tie(
    seen: &[Observed],
    at: usize,
    side: u32,
    distance: usize,
    home: u32,
    frame: &Frame,
    between: &Between,
    chances: &[u8],
    out: &mut Vec<u64>,
) {
    let around = Around::new(seen, at);
    let o = |by: isize| around.get(by);
    let this = o(0);
    let tag = |by: isize| u32::from(o(by).tag);
    let steps = match distance {
        0..=6 => distance as u32,
        7..=8 => 7,
        9..=12 => 8,
        13..=18 => 9,
        19..=30 => 10,
        31..=60 => 11,
        _ => 12,
    };
    let sentences = (this.sentence.wrapping_sub(home).wrapping_add(8)).min(16);
    let place = side << 5 | sentences;
    let quoted_now = u32::from(this.quoted);
    let same_passage = u32::from(this.passage > 0 && (this.passage == frame.passage_before || this.passage == frame.passage_after))
        << 1
        | u32::from(this.passage > 0);
    let path = between.commas.min(3)
        | between.marks.min(3) << 2
        | between.stops.min(2) << 4
        | between.other.min(1) << 6
        | u32::from(between.that) << 7;
    let verbs = between.verbs.min(3);
    let near = distance <= 4;
    let mut k = Keys(out);
    k.one(301, side << 4 | steps);
    k.two(302, frame.head, side << 4 | steps);
    k.two(303, frame.tag << 8 | frame.rate, side << 4 | steps);
    k.one(304, place);
    k.two(305, frame.head, place);
    k.two(306, place, this.word);
    k.two(307, side, o(-1).word);
    k.two(308, side, o(1).word);
    k.two(309, place, tag(-1) << 8 | tag(0));
    k.two(310, place, tag(0) << 8 | tag(1));
    k.two(311, frame.head, side << 8 | tag(0));
    k.two(312, place << 8 | path, tag(0));
    k.two(313, place << 8 | path, verbs << 2 | between.cues.min(2));
    k.two(314, frame.head, place << 8 | path);
    k.three(315, frame.before, frame.after, side << 8 | steps);
    k.three(316, frame.before, frame.after, place << 4 | quoted_now);
    k.two(317, place << 8 | same_passage << 4 | quoted_now, frame.quoted);
    k.two(318, place << 8 | same_passage << 4 | quoted_now, path);
    k.two(319, side << 8 | same_passage << 4 | quoted_now, u32::from(o(-1).sign) << 8 | u32::from(this.sign));
    k.two(320, frame.head, side << 8 | same_passage << 4 | quoted_now);
    k.two(321, frame.after_word, side << 4 | steps);
    k.two(322, frame.last, side << 4 | steps);
    if near {
        k.three(323, frame.head, this.word, side << 4 | steps);
        k.three(324, frame.tag, tag(0) << 8 | tag(-1), side << 4 | steps);
        k.three(325, frame.tag, tag(0) << 8 | tag(1), side << 4 | steps);
    }
    k.three(326, frame.sense << 8 | frame.tag, tag(0), side << 4 | steps);
    let chance = u32::from(chances.get(at).copied().unwrap_or_default());
    k.two(327, place, chance << 4 | between.cues.min(3));
    k.two(328, side << 4 | steps, u32::from(this.source) << 8 | u32::from(this.shape));
    k.two(329, side << 4 | between.names.min(3), verbs << 12 | u32::from(this.source) << 8 | u32::from(this.shape));
    k.two(330, place << 3 | frame.chance, steps);
    k.two(331, side << 8 | path, u32::from(this.opens) << 8 | u32::from(o(-1).sign));
    k.two(332, side << 2 | verbs, tag(0) << 8 | tag(-1));
    k.two(333, side << 8 | path, u32::from(o(1).sign) << 8 | u32::from(o(1).quoted));
    k.three(334, frame.sense << 8 | frame.tag, path, place << 4 | quoted_now);
    k.three(335, frame.before, tag(-1) << 8 | tag(0), side << 4 | steps);
    k.three(336, frame.after, tag(-1) << 8 | tag(0), side << 4 | steps);
}

/// What the chain found for a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Content in pieces, in text order.
    pub content: Vec<Range<usize>>,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The chance that the cue has any content or source at all.
    pub any: f32,
    /// Mean chance that the content's tokens are content.
    pub mean: f32,
    /// The smallest chance of the content's bounds.
    pub least: f32,
    /// The chance of the source.
    pub sourced: f32,
}

/// A run of labels, `first` and then `further`, as ranges from `start` on.
fn runs(labels: &[u8], start: usize, first: usize, further: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        let at = start + at;
        if label == first {
            out.push(at..at + 1);
        } else if label == further
            && let Some(last) = out.last_mut()
            && last.end == at
        {
            last.end = at + 1;
        }
    }
    out
}

/// Finds content and source of cues.
pub struct Finder<'a> {
    weights: &'a Weights<'a>,
    lattice: Lattice,
    scores: Vec<Scores>,
    chances: Vec<Scores>,
    labels: Vec<u8>,
    /// For each token of the text the sums of its own keys, where they were asked for.
    own: Vec<Option<[i32; MOST_LABELS]>>,
    keys: Vec<u64>,
}

/// A source with at least this chance is taken where the best sequence has none.
const FALLBACK: f32 = 0.12;

impl<'a> Finder<'a> {
    /// A finder for a text of `tokens` tokens.
    pub fn new(weights: &'a Weights<'a>, tokens: usize) -> Self {
        Self {
            weights,
            lattice: Lattice::default(),
            scores: Vec::new(),
            chances: Vec::new(),
            labels: Vec::new(),
            own: vec![None; tokens],
            keys: Vec::new(),
        }
    }

    /// Content and source of `cue`; none where it has no content.
    pub fn find(&mut self, ground: &Ground<'_>, cue: &Cue, chances: &[u8], words: &super::observe::Words) -> Option<Parts> {
        let window = ground.window(cue);
        self.scores.clear();
        self.scores.resize(window.len(), [0.0; MOST_LABELS]);
        let Self { weights, own, keys, scores, .. } = self;
        cue_keys(ground.seen, cue, &window, chances, words, |at, tied| {
            let slot = own.get_mut(at).map(|slot| {
                *slot.get_or_insert_with(|| {
                    keys.clear();
                    own_keys(ground.seen, at, keys);
                    weights.sum(keys)
                })
            });
            let total = weights.scores(&slot.unwrap_or_default(), &weights.sum(tied));
            if let Some(score) = scores.get_mut(at - window.start) {
                *score = if cue.tokens.contains(&at) { CUE_SCORES } else { total };
            }
        });
        self.lattice.sum(&PARTS, &weights.turns, scores);
        let any = 1.0 - self.lattice.nothing(&PARTS, &weights.turns);
        if any < 0.02 {
            return None;
        }
        self.lattice.decode(&PARTS, &weights.turns, &mut self.labels);
        self.lattice.chances(&PARTS, &weights.turns, &mut self.chances);
        let mut content = runs(&self.labels, window.start, label::CONTENT, label::CONTENT_IN);
        if content.is_empty() {
            content = self.likely(window.start, label::CONTENT, label::CONTENT_IN, 0.3)?.0;
        }
        let inside = |at: usize| self.chances.get(at - window.start).map_or(0.0, |c| c[label::CONTENT] + c[label::CONTENT_IN]);
        let (mut sum, mut count, mut least) = (0.0, 0, 1.0_f32);
        for piece in &content {
            for at in piece.clone() {
                sum += inside(at);
                count += 1;
                least = least.min(inside(at));
            }
        }
        let mut source = runs(&self.labels, window.start, label::SOURCE, label::SOURCE_IN).into_iter().next();
        if source.is_none() {
            source = self.likely(window.start, label::SOURCE, label::SOURCE_IN, FALLBACK).and_then(|(mut runs, best)| {
                runs.retain(|r| r.contains(&best) && !content.iter().any(|c| c.start < r.end && r.start < c.end));
                runs.into_iter().next()
            });
        }
        let sourced = source.as_ref().map_or(0.0, |s| {
            s.clone().filter_map(|at| self.chances.get(at - window.start)).map(|c| c[label::SOURCE] + c[label::SOURCE_IN]).fold(0.0, f32::max)
        });
        Some(Parts { content, source, any, mean: sum / count.max(1) as f32, least, sourced })
    }

    /// The runs of tokens that have one of two labels with at least `least` chance, and the token with most.
    fn likely(&self, start: usize, first: usize, further: usize, least: f32) -> Option<(Vec<Range<usize>>, usize)> {
        let chance = |c: &Scores| c.get(first).copied().unwrap_or_default() + c.get(further).copied().unwrap_or_default();
        let (best, most) = self
            .chances
            .iter()
            .map(chance)
            .enumerate()
            .fold((0, 0.0), |best, now| if now.1 > best.1 { now } else { best });
        if most < least {
            return None;
        }
        let mut out: Vec<Range<usize>> = Vec::new();
        for (at, c) in self.chances.iter().enumerate() {
            if chance(c) >= least.min(most * 0.5) {
                match out.last_mut() {
                    Some(last) if last.end == start + at => last.end += 1,
                    _ => out.push(start + at..start + at + 1),
                }
            }
        }
        Some((out, start + best))
    }
}

/// A cue is neither content nor source.
pub const CUE_SCORES: Scores = [0.0, -60.0, -60.0, -60.0, -60.0];
