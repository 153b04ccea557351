//! Restores blocks of the article that Readability left out.
//!
//! Readability finds where the article is, but drops blocks in it for a link too many or for their names. Therefore its
//! result is aligned with all blocks in that part of the page, and those between its blocks are put back if they are
//! sentences, code or quotations. What stands beside the text ([`Piece::apart`]) is not.

use super::{piece::Piece, statistics::is_sentence};
use crate::article::BlockKind;
use std::{
    collections::{HashMap, HashSet, VecDeque},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// Shortest block, in bytes, that is matched anywhere; a shorter one may occur several times and is matched only near
/// the block before.
const ANCHOR: usize = 40;
/// How many blocks after the last match are near.
const NEAR: usize = 8;

/// Less text than this between headline and first block, in bytes, is a standfirst (a summary), and is not put back.
const STANDFIRST: usize = 300;
/// Shortest sentence, in bytes, that is put back though it is a link: shorter ones are teasers.
const SHORTEST_LINK_SENTENCE: usize = 40;
/// Shortest sentence with an exclamation mark, in bytes, that is put back: shorter ones advertise.
const CALL: usize = 60;

/// Restores the blocks missing between those `found`, from the first of `regions` that holds these, or else from
/// `page`, which gives the blocks of the whole page.
///
/// # Errors
/// The same blocks, where there are regions but none of them holds what was found: then one of the regions may be the
/// article instead.
pub(super) fn restore(
    found: Vec<Piece>,
    regions: &[Vec<Piece>],
    page: impl FnOnce() -> Vec<Piece>,
) -> Result<Vec<Piece>, Vec<Piece>> {
    for region in regions {
        if let Some(whole) = within(&found, region, true) {
            return Ok(whole);
        }
    }
    let whole = within(&found, &page(), false);
    if regions.is_empty() { Ok(whole.unwrap_or(found)) } else { Err(whole.unwrap_or(found)) }
}

/// The blocks `found` with the missing ones of `all`; `None` unless 90% of their text is in `all`. A `closed` region
/// has no other text before and after the article, so that blocks at its ends can be restored too.
fn within(found: &[Piece], all: &[Piece], closed: bool) -> Option<Vec<Piece>> {
    let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for (at, piece) in all.iter().enumerate() {
        places.entry(key(piece)).or_default().push_back(at);
    }
    // Aligns the blocks found with `all`, in order; short ones may occur several times.
    let (mut next, mut matched, mut size) = (0, 0, 0);
    let mut stands: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for piece in found {
        size += piece.text.len();
        let waiting = places.get_mut(&key(piece));
        let at = waiting.and_then(|waiting| {
            while waiting.pop_front_if(|at| *at < next).is_some() {}
            let near = |at: &mut usize| piece.text.len() >= ANCHOR || *at < next + NEAR;
            waiting.pop_front_if(near)
        });
        if let Some(at) = at {
            next = at + 1;
            matched += piece.text.len();
        }
        stands.push(at);
    }
    if matched * 10 < size * 9 {
        return None;
    }
    let first = stands.iter().flatten().next().copied()?;
    let last = next.saturating_sub(1);
    let headline = all.iter().take(first).rposition(|piece| piece.kind == BlockKind::Heading(1));
    let from = headline.map_or(if closed { 0 } else { first }, |at| at + 1);
    // After an article there is mostly a note on its author or paper; text of more than a third of the article's length
    // is the rest of the article.
    let rest: usize =
        all.iter().skip(last + 1).filter(|piece| belongs(piece)).map(|piece| piece.text.len()).sum();
    let end = if closed && rest * 3 >= size { all.len() } else { last + 1 };
    let mut known: HashSet<u64> = found.iter().map(key).collect();
    let mut out = Vec::with_capacity(found.len());
    let mut put_back = |out: &mut Vec<Piece>, from: usize, to: usize| {
        let between = all.get(from..to).unwrap_or_default();
        for (at, piece) in between.iter().enumerate() {
            let heads = matches!(piece.kind, BlockKind::Heading(_))
                && !piece.is_link()
                && between.get(at + 1).is_some_and(|under| belongs(under) && !known.contains(&key(under)));
            if (heads || belongs(piece)) && known.insert(key(piece)) {
                out.push(piece.clone());
            }
        }
    };
    put_back(&mut out, from, first);
    // The standfirst is not put back.
    let headed = out.iter().any(|piece| matches!(piece.kind, BlockKind::Heading(_)));
    if !headed && out.iter().map(|piece| piece.text.len()).sum::<usize>() < STANDFIRST {
        out.clear();
    }
    let mut next = first;
    for (piece, at) in found.iter().zip(stands) {
        if let Some(at) = at {
            put_back(&mut out, next, at);
            next = at + 1;
        }
        let apart = at.and_then(|at| all.get(at)).is_some_and(|whole| whole.apart);
        out.push(Piece { apart, ..piece.clone() });
    }
    put_back(&mut out, next, end);
    Some(out)
}

/// Whether a block that was left out belongs to the text: code, a quotation, or a sentence that is not mostly links.
fn belongs(piece: &Piece) -> bool {
    let linked = piece.linked() * 2 > piece.text.len();
    match piece.kind {
        _ if piece.apart => false,
        BlockKind::Verbatim => true,
        // Posts of social networks need not be sentences, nor is the line with their author one.
        BlockKind::BlockQuote => {
            (!linked || is_sentence(&piece.text)) && piece.text.len() >= ANCHOR
                || piece.text.starts_with(['—', '–'])
        }
        BlockKind::Paragraph | BlockKind::ListItem { .. } => {
            let bare = linked && piece.text.len() < SHORTEST_LINK_SENTENCE
                || piece.text.ends_with('!') && piece.text.len() < CALL;
            let asks = linked && piece.text.ends_with('?');
            let lists = linked && piece.links.len() > 1;
            is_sentence(&piece.text) && !(bare || asks || lists)
        }
        _ => false,
    }
}

/// A hash of a block's text without white space, by which it is recognised.
pub(super) fn key(piece: &Piece) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in piece.text.chars().filter(|c| !c.is_whitespace()) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}
