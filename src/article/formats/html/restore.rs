//! What the search for an article has thrown away of it, put back.
//!
//! The search finds where the article is, and then leaves out of it what has a link too many or a name it does not like.
//! So what it gives is laid beside all the blocks that stand there: those between that hold sentences, code or words in
//! quotation marks belong to the text.

use super::{piece::Piece, survey::is_sentence};
use crate::article::BlockKind;
use std::{
    collections::{HashMap, HashSet, VecDeque},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// A shorter block, in bytes, tells only near the one before where it stands, and what near is.
const ANCHOR: usize = 40;
const NEAR: usize = 8;

/// Less than this before the first block that was found, in bytes, is a standfirst.
const STANDFIRST: usize = 300;
/// A block on a link, or with an exclamation mark, that is shorter, in bytes, advertises something.
const BARE: usize = 40;
const CALL: usize = 60;

/// The blocks of an article: those `found`, with those that belong to them of the first of `regions` that holds them, or of
/// what `page` gives, which is all of the page. An error, with what was found, where it is in no region though there are some.
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

/// The blocks `found` with those of `all` that belong between them, if what was found is there. At the ends of a region that
/// is `closed` nothing else begins.
fn within(found: &[Piece], all: &[Piece], closed: bool) -> Option<Vec<Piece>> {
    let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for (at, piece) in all.iter().enumerate() {
        places.entry(key(piece)).or_default().push_back(at);
    }
    // Where each block that was found stands, one after the other; short ones stand in many places.
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
    // Under an article stands what is said of its author or its paper; more than that is the rest of the article.
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
    // A line or two under the headline only say in short what follows.
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

/// Whether a block that was left out is of the text: code, or a sentence that is not a list of links.
fn belongs(piece: &Piece) -> bool {
    let linked = piece.linked() * 2 > piece.text.len();
    match piece.kind {
        _ if piece.apart => false,
        BlockKind::Verbatim => true,
        // Posts need not be sentences, and what names their writers is none.
        BlockKind::BlockQuote => {
            (!linked || is_sentence(&piece.text)) && piece.text.len() >= ANCHOR
                || piece.text.starts_with(['—', '–'])
        }
        BlockKind::Paragraph | BlockKind::ListItem { .. } => {
            let bare =
                linked && piece.text.len() < BARE || piece.text.ends_with('!') && piece.text.len() < CALL;
            let asks = linked && piece.text.ends_with('?');
            let lists = linked && piece.links.len() > 1;
            is_sentence(&piece.text) && !(bare || asks || lists)
        }
        _ => false,
    }
}

/// What a block is recognised by: its text without white space.
pub(super) fn key(piece: &Piece) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in piece.text.chars().filter(|c| !c.is_whitespace()) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}
