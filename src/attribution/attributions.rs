//! Attributions as a model finds them, in ranges of tokens, before it is decided which of them are quotes.

use std::ops::Range;

/// A content with its cue and its source. All positions are token indices of the whole article.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// What is said, in one or more pieces.
    pub content: Vec<Range<usize>>,
    /// The words that tell that something is said.
    pub cue: Range<usize>,
    /// The words that name who says it.
    pub source: Option<Range<usize>>,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// From the first token of the content to the last, whatever stands between.
    pub(super) fn extent(&self) -> Range<usize> {
        let start = self.content.first().map_or(0, |r| r.start);
        start..self.content.last().map_or(start, |r| r.end)
    }

    /// From the first token of content, cue and source to the last.
    pub(super) fn whole(&self) -> Range<usize> {
        let mut out = join(&self.extent(), &self.cue);
        if let Some(source) = &self.source {
            out = join(&out, source);
        }
        out
    }

    /// How many tokens its content has.
    pub(super) fn length(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }

    /// The same with its pieces in order and limited to the first `tokens` tokens; none where no content or no cue is left.
    pub(super) fn sound(mut self, tokens: usize) -> Option<Self> {
        let is_sound = |r: &Range<usize>| r.start < r.end && r.end <= tokens;
        self.content.retain(is_sound);
        self.content.sort_by_key(|r| (r.start, r.end));
        let mut floor = 0;
        for piece in &mut self.content {
            piece.start = piece.start.max(floor);
            floor = floor.max(piece.end);
        }
        self.content.retain(is_sound);
        self.source = self.source.filter(is_sound);
        (!self.content.is_empty() && is_sound(&self.cue)).then_some(self)
    }
}

/// The smallest range that covers both.
pub(super) fn join(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

/// Whether the two share a token.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// For each quote, given as its confidence and content, whether quotes of higher confidence leave at least half of its
/// content to it.
pub(crate) fn apart<'a>(quotes: impl Iterator<Item = (f32, &'a [Range<usize>])>, tokens: usize) -> Vec<bool> {
    let quotes: Vec<(f32, &[Range<usize>])> = quotes.collect();
    let mut order: Vec<usize> = (0..quotes.len()).collect();
    let sure = |index: usize| quotes.get(index).map_or(0.0, |q| q.0);
    order.sort_by(|&i, &j| sure(j).total_cmp(&sure(i)).then(i.cmp(&j)));
    let mut taken = vec![false; tokens];
    let mut out = vec![false; quotes.len()];
    for index in order {
        let Some((_, pieces)) = quotes.get(index) else { continue };
        let content = || pieces.iter().filter_map(|piece| Some((piece, taken.get(piece.clone())?)));
        let over: usize = content().map(|(_, taken)| taken.iter().filter(|&&t| t).count()).sum();
        let all: usize = content().map(|(piece, _)| piece.len()).sum();
        if over * 2 <= all
            && let Some(slot) = out.get_mut(index)
        {
            *slot = true;
            for piece in *pieces {
                taken.get_mut(piece.clone()).unwrap_or_default().fill(true);
            }
        }
    }
    out
}
