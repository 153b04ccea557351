//! The glyph and the colour of an actor wherever it appears: body, sidebar, scrollbar, plain text.

use crate::{actors::ActorId, analysis::Analysis};

/// Shapes first, since they are told apart fastest; then plain letters, which every font has.
const GLYPHS: [char; 36] = [
    '●', '▲', '■', '◆', '★', '▼', '○', '△', '□', '◇', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K',
    'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];

/// The glyph of a quote without a known speaker.
pub const UNATTRIBUTED: char = '?';

/// The glyph and colour of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// One cell wide.
    pub glyph: char,
    /// 0 for the actor with the most quotes, 1 for the next, ...: an index into a theme's speaker colours, of
    /// which the last is shared by all beyond.
    pub hue: usize,
}

/// Glyphs for all actors, indexed by [`ActorId`]. The most quoted actors get the plainest glyphs; of equally quoted ones the
/// one mentioned first.
pub fn identities(analysis: &Analysis) -> Vec<Identity> {
    let mut order: Vec<usize> = (0..analysis.actors.len()).collect();
    order
        .sort_by_key(|&i| analysis.actor(ActorId(i)).map(|a| std::cmp::Reverse((a.quotes.total(), a.words))));
    let mut out = vec![Identity { glyph: UNATTRIBUTED, hue: 0 }; order.len()];
    for (hue, &i) in order.iter().enumerate() {
        if let Some(slot) = out.get_mut(i) {
            *slot = Identity::ranked(hue);
        }
    }
    out
}

/// Glyphs for the actors of a corrected analysis: each keeps the glyph that it had in `before`, so that a reader need not learn
/// a new one. `origins` gives its index there; new actors come last.
pub fn kept(before: &[Identity], origins: &[Option<ActorId>]) -> Vec<Identity> {
    let mut next = before.len();
    let mut new = || {
        next += 1;
        Identity::ranked(next - 1)
    };
    origins
        .iter()
        .map(|origin| origin.and_then(|id| before.get(id.0).copied()).unwrap_or_else(&mut new))
        .collect()
}

impl Identity {
    /// The glyph of this rank, counted from 0.
    fn ranked(hue: usize) -> Self {
        Self { glyph: GLYPHS.get(hue % GLYPHS.len()).copied().unwrap_or(UNATTRIBUTED), hue }
    }
}
