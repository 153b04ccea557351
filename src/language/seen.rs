//! The observations of all tokens of a text, packed in few bytes and unpacked on demand.
//!
//! A text may consist of tokens of one letter, so that little can be stored for each. Most words are repeated: what depends on
//! the word alone is stored once. The place of a token is stored in bits, from which sentences and passages are counted.

use super::observed::{EDGE, Observed, quoted, sign};
use std::ops::Range;

/// The observations that depend on the word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub word: u32,
    pub stem: u32,
    pub suffix: u32,
    pub shape: u8,
    pub tag: u8,
    pub cue: u8,
    pub stem_cue: u8,
    pub source: u8,
    pub sign: u8,
}

impl Look {
    /// The look of what stands before the first and after the last token of a paragraph.
    pub const EDGE: Self = Self::of(&EDGE);

    /// The part of an observation that depends on the word alone.
    const fn of(observed: &Observed) -> Self {
        let &Observed { word, stem, suffix, shape, tag, cue, stem_cue, source, sign, .. } = observed;
        Self { word, stem, suffix, shape, tag, cue, stem_cue, source, sign }
    }
}

/// The bits for the place of a token: relative to quotation marks ([`quoted`]), and what begins with it.
mod stand {
    pub const QUOTED: u8 = 0b11;
    /// It is the first word of its sentence.
    pub const OPENS: u8 = 1 << 2;
    pub const SENTENCE: u8 = 1 << 3;
    pub const PARAGRAPH: u8 = 1 << 4;
    /// It is the first word of a clause.
    pub const CLAUSE: u8 = 1 << 5;
}

/// The number of tokens between two stored counts.
const STRIDE: usize = 128;

/// The counts up to a token.
#[derive(Debug, Clone, Copy)]
struct Counts {
    sentences: u32,
    paragraphs: u32,
    passages: u32,
    /// The last first word of a clause; `NOWHERE` before there is one.
    clause: u32,
}

const NOWHERE: u32 = u32::MAX;

impl Counts {
    const NONE: Self = Self { sentences: 0, paragraphs: 0, passages: 0, clause: NOWHERE };

    fn add(&mut self, at: usize, stands: u8) {
        self.sentences += u32::from(stands & stand::SENTENCE != 0);
        self.paragraphs += u32::from(stands & stand::PARAGRAPH != 0);
        self.passages += u32::from(stands & stand::QUOTED == quoted::OPENS);
        if stands & stand::CLAUSE != 0 {
            self.clause = at as u32;
        }
    }
}

/// The observations of all tokens of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    looks: Vec<Look>,
    /// The index of each token's look.
    numbers: Vec<u32>,
    /// The bits of each token's place.
    stands: Vec<u8>,
    /// The counts before every [`STRIDE`]th token.
    counts: Vec<Counts>,
}

impl Seen {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The observations of the word at `at`, without its place.
    pub fn look(&self, at: usize) -> Option<&Look> {
        self.looks.get(*self.numbers.get(at)? as usize)
    }

    /// Whether the token is the first word of its sentence.
    pub fn opens(&self, at: usize) -> bool {
        self.stands.get(at).is_some_and(|stands| stands & stand::OPENS != 0)
    }

    /// Whether the token stands in quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.stands.get(at).is_some_and(|stands| stands & stand::QUOTED != 0)
    }

    /// The number of the token's sentence.
    pub fn sentence(&self, at: usize) -> Option<u32> {
        (at < self.len()).then(|| self.through(at).sentences.saturating_sub(1))
    }

    /// The passage in quotation marks that the token stands in, counted from 1; 0 outside.
    pub fn passage(&self, at: usize) -> u32 {
        if self.is_quoted(at) { self.through(at).passages } else { 0 }
    }

    /// All observations of the token.
    pub fn get(&self, at: usize) -> Option<Observed> {
        self.observed(at..at + 1).next()
    }

    /// All observations of the tokens in `range`, as far as there are any.
    pub fn observed(&self, range: Range<usize>) -> impl Iterator<Item = Observed> {
        let mut counts = self.before(range.start);
        (range.start..range.end.min(self.len())).map(move |at| {
            let stands = self.stands.get(at).copied().unwrap_or_default();
            counts.add(at, stands);
            self.spell(at, stands, &counts)
        })
    }

    fn spell(&self, at: usize, stands: u8, counts: &Counts) -> Observed {
        let Some(look) = self.look(at) else { return EDGE };
        let tag = |at: usize| self.look(at).map_or(0, |look| look.tag);
        let opener = counts.clause as usize;
        let clause = self.look(opener).map(|opener| opener.word);
        let quoted = stands & stand::QUOTED;
        Observed {
            word: look.word,
            stem: look.stem,
            suffix: look.suffix,
            shape: look.shape,
            tag: look.tag,
            cue: look.cue,
            stem_cue: look.stem_cue,
            source: look.source,
            sign: look.sign,
            quoted,
            passage: if quoted == 0 { 0 } else { counts.passages },
            sentence: counts.sentences.saturating_sub(1),
            paragraph: counts.paragraphs.saturating_sub(1),
            opens: stands & stand::OPENS != 0,
            clause_word: clause.unwrap_or_default(),
            clause_tags: clause.map_or(0, |_| u16::from(tag(opener)) << 8 | u16::from(tag(opener + 1))),
        }
    }

    /// The counts of the tokens before `at`.
    fn before(&self, at: usize) -> Counts {
        let at = at.min(self.len());
        let stride = at / STRIDE;
        let mut counts = self.counts.get(stride).copied().unwrap_or(Counts::NONE);
        let from = stride * STRIDE;
        for (at, &stands) in (from..at).zip(self.stands.get(from..at).unwrap_or_default()) {
            counts.add(at, stands);
        }
        counts
    }

    /// The counts of the tokens up to and including `at`.
    fn through(&self, at: usize) -> Counts {
        let mut counts = self.before(at);
        counts.add(at, self.stands.get(at).copied().unwrap_or_default());
        counts
    }
}

/// What begins with a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Begins {
    pub paragraph: bool,
    pub sentence: bool,
}

/// Packs the observations of a text, token by token.
pub(crate) struct Packer {
    out: Seen,
    /// The indices of recent looks, by hash.
    lately: Vec<u32>,
    counts: Counts,
    /// Whether the next word is the first of a clause.
    is_fresh: bool,
}

impl Packer {
    /// A packer for a text of so many tokens.
    pub fn new(tokens: usize) -> Self {
        // A look that was displaced is stored once more; only texts with very many different words have such.
        const MOST: usize = 1 << 16;
        let lately = vec![NOWHERE; (tokens / 4).next_power_of_two().clamp(64, MOST)];
        let out = Seen {
            numbers: Vec::with_capacity(tokens),
            stands: Vec::with_capacity(tokens),
            ..Seen::default()
        };
        Self { out, lately, counts: Counts::NONE, is_fresh: true }
    }

    /// Adds the next token.
    pub fn push(&mut self, look: Look, opens: bool, quoted: u8, begins: Begins) {
        let at = self.out.len();
        let is_word = look.sign == sign::WORD;
        let is_clause = is_word && (self.is_fresh || opens);
        self.is_fresh =
            !is_clause && self.is_fresh || !is_word && !matches!(look.sign, sign::OTHER | sign::BRACKET);
        let bit = |bit: u8, is: bool| if is { bit } else { 0 };
        let stands = quoted
            | bit(stand::OPENS, opens)
            | bit(stand::SENTENCE, begins.sentence)
            | bit(stand::PARAGRAPH, begins.paragraph)
            | bit(stand::CLAUSE, is_clause);
        if at.is_multiple_of(STRIDE) {
            self.out.counts.push(self.counts);
        }
        self.counts.add(at, stands);
        let number = self.number(look);
        self.out.numbers.push(number);
        self.out.stands.push(stands);
    }

    fn number(&mut self, look: Look) -> u32 {
        let slot = place(&look) as usize & (self.lately.len() - 1);
        let known = self.lately.get(slot).copied().unwrap_or(NOWHERE);
        if self.out.looks.get(known as usize) == Some(&look) {
            return known;
        }
        let number = self.out.looks.len() as u32;
        self.out.looks.push(look);
        if let Some(slot) = self.lately.get_mut(slot) {
            *slot = number;
        }
        number
    }

    /// The packed observations.
    pub fn finish(self) -> Seen {
        self.out
    }
}

/// The hash of a look.
fn place(look: &Look) -> u32 {
    let parts = [look.shape, look.tag, look.cue, look.stem_cue, look.source, look.sign];
    let mixed =
        parts.iter().fold(look.word, |mixed, part| (mixed ^ u32::from(*part)).wrapping_mul(0x0100_0193));
    (mixed ^ look.stem.rotate_left(16)).wrapping_mul(0x9E37_79B1) >> 8
}

#[cfg(any(test, feature = "training"))]
impl Seen {
    /// Packs the observations of a whole text.
    pub fn of(observed: &[Observed]) -> Self {
        let mut out = Packer::new(observed.len());
        let (mut sentence, mut paragraph) = (None, None);
        for o in observed {
            let begins =
                Begins { paragraph: paragraph != Some(o.paragraph), sentence: sentence != Some(o.sentence) };
            (sentence, paragraph) = (Some(o.sentence), Some(o.paragraph));
            out.push(Look::of(o), o.opens, o.quoted, begins);
        }
        out.finish()
    }

    /// All observations of all tokens.
    pub fn all(&self) -> Vec<Observed> {
        self.observed(0..self.len()).collect()
    }
}

/// The unpacked observations of neighbouring tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near<'a> {
    /// The first of the tokens.
    first: usize,
    seen: &'a [Observed],
}

impl<'a> Near<'a> {
    /// The tokens of a whole text.
    #[cfg(feature = "training")]
    pub fn all(seen: &'a [Observed]) -> Self {
        Self { first: 0, seen }
    }

    /// The observations of the token at `at`, if it is one of them.
    pub fn get(&self, at: usize) -> Option<&'a Observed> {
        self.seen.get(at.checked_sub(self.first)?)
    }

    /// The observations of the tokens in `range`; empty where they are not all among them.
    pub fn within(&self, range: &Range<usize>) -> &'a [Observed] {
        let within = || {
            let (start, end) = (range.start.checked_sub(self.first)?, range.end.checked_sub(self.first)?);
            self.seen.get(start..end)
        };
        within().unwrap_or_default()
    }
}

/// Unpacks the tokens around one place of a text after the other.
#[derive(Debug)]
pub(crate) struct Glass<'a> {
    all: &'a Seen,
    first: usize,
    seen: Vec<Observed>,
}

/// How many more tokens than requested are unpacked, since the following ones are requested next.
const AHEAD: usize = 4096;

impl<'a> Glass<'a> {
    /// An unpacker for these observations.
    pub fn new(all: &'a Seen) -> Self {
        Self { all, first: 0, seen: Vec::new() }
    }

    /// The tokens in `range`, and others beside them.
    pub fn over(&mut self, range: Range<usize>) -> Near<'_> {
        let end = range.end.min(self.all.len());
        if range.start < self.first || end > self.first + self.seen.len() {
            self.first = range.start;
            self.seen.clear();
            self.seen.extend(self.all.observed(range.start..range.end.saturating_add(AHEAD)));
        }
        Near { first: self.first, seen: &self.seen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        language::{Document, tests::article},
        lexicon::word_table::WordTable,
    };

    #[test]
    fn what_is_packed_is_spelt_out_as_it_was() {
        let text = "“Go,” Ann Roe said. She left, and 'nobody' came.\n".repeat(40) + "“One.\n“Two,” he said.";
        let article = article(&text);
        let Document { tokens, seen, .. } = Document::new(&article, &WordTable::new(&[], &[]));
        let all = seen.all();
        assert_eq!(all.len(), tokens.len());
        assert_eq!(Seen::of(&all).all(), all);
        for (at, observed) in all.iter().enumerate() {
            assert_eq!(observed.sentence as usize, tokens.sentence_of(at));
            assert_eq!(observed.paragraph as usize, tokens.paragraph_of(at));
            assert_eq!(seen.get(at), Some(*observed));
            assert_eq!((seen.passage(at), seen.opens(at)), (observed.passage, observed.opens));
        }
        let passages = all.iter().map(|observed| observed.passage).max();
        assert_eq!(passages, Some(82));
    }
}
