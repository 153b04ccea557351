//! Quotes, decoded from the scores of the encoder: first anchors, then content, source, carrier and addressee around each.

use super::{
    super::ModelError,
    chain::{self, LABELS, label},
    input::Input,
    network::{Encoded, Encoder},
    network::{NEAR, WIDTH, floats, index, ints, lent, rows_of, spread},
};
use crate::attribution::Sense;
use std::ops::Range;

/// The tokens around an anchor in which its content and source are sought.
#[derive(Debug, Clone, Copy)]
struct Reach {
    before: usize,
    after: usize,
}

/// As far as in training.
const FAR: Reach = Reach { before: 90, after: 180 };
/// As far as most quotes reach: only where one may go on beyond it, it is sought as far as it can be.
const NEAR_BY: Reach = Reach { before: 48, after: 80 };
/// Tokens at the end of a reach that have to be none of the quote's: twice what one token's score depends on.
const MARGIN: usize = 16;
/// The least probability of being none of the quote's, in the margin.
const SURELY_NONE: f32 = 0.98;
/// The least probability of a token that is taken for the source where the best sequence has none.
const LEAST_SOURCE: f32 = 0.12;
/// How many anchors are scored together: each takes half a megabyte of memory.
const TOGETHER: usize = 16;
/// The most content that two quotes may have in common (intersection over union).
const MOST_COMMON: f32 = 0.5;

/// The first token of a cue, or, where the second is true, of a quote without one.
type Anchor = (usize, bool);

/// A quote as the model finds it. Positions are token indices.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The cue; none where the anchor is the first word of the quote.
    pub cue: Option<Range<usize>>,
    /// The first token of the cue, or of the quote.
    pub anchor: usize,
    pub content: Vec<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub via: Option<Range<usize>>,
    pub to: Option<Range<usize>>,
    pub sense: Sense,
    /// Its confidence, 0 to 1.
    pub confidence: f32,
}

/// The quotes with a confidence of at least `threshold`, in the order of their anchors. Linear in the text.
///
/// # Errors
/// Where the model does not run.
pub(crate) fn find(
    encoder: &Encoder,
    input: &Input,
    text: &Encoded,
    threshold: f32,
) -> Result<Vec<Found>, ModelError> {
    // The confidence of a quote is at most the probability of its anchor: the others would be dropped in the end.
    let mut anchors = Vec::new();
    for (at, chances) in text.anchor.iter().enumerate() {
        anchors.extend((chances[1] >= threshold).then_some((at, false)));
        anchors.extend((chances[3] >= threshold).then_some((at, true)));
    }
    keep_surest(&mut anchors, text);
    let (mut all, open) = look(encoder, input, text, &anchors, NEAR_BY)?;
    all.extend(look(encoder, input, text, &open, FAR)?.0);
    all.retain(|found| found.confidence >= threshold);
    Ok(apart(all))
}

/// What is found around anchors within a reach, and those whose quotes may go on beyond it, of which nothing is told.
fn look(
    encoder: &Encoder,
    input: &Input,
    text: &Encoded,
    anchors: &[Anchor],
    reach: Reach,
) -> Result<(Vec<Found>, Vec<Anchor>), ModelError> {
    let Reach { before, after } = reach;
    let chunks: Vec<&[Anchor]> = anchors.chunks(TOGETHER).collect();
    let look = |number: usize| {
        let some = chunks.get(number).copied().unwrap_or_default();
        let (scores, moves) = scores(encoder, input, text, some, reach)?;
        let (mut closed, mut open) = (Vec::with_capacity(some.len()), Vec::new());
        for ((anchor, is_bare), scores) in some.iter().zip(scores.chunks(before + after + 1)) {
            let low = before.saturating_sub(*anchor);
            let high = (text.tokens + before - anchor).min(scores.len());
            let decoded = chain::decode(scores.get(low..high).unwrap_or_default(), &moves);
            let starts = low == 0 && before < FAR.before;
            let ends = high == scores.len() && after < FAR.after;
            let may_be_more = |chances: &Row| chances[0] < SURELY_NONE;
            if starts && decoded.chances.iter().take(MARGIN).any(may_be_more)
                || ends && decoded.chances.iter().rev().take(MARGIN).any(may_be_more)
            {
                open.push((*anchor, *is_bare));
            } else {
                closed.extend(found(text, (*anchor, *is_bare), anchor + low - before, &decoded));
            }
        }
        Ok((closed, open))
    };
    let (closed, open): (Vec<_>, Vec<_>) = spread(chunks.len(), look)?.into_iter().unzip();
    Ok((closed.concat(), open.concat()))
}

/// Keeps the most probable anchors, as many as prose may have, so that a text of nothing but cues takes no longer.
fn keep_surest(anchors: &mut Vec<Anchor>, text: &Encoded) {
    /// The fewest tokens for each anchor in prose.
    const TOKENS_TO_ANCHOR: usize = 10;
    const FEW: usize = 32;
    let most = FEW + text.tokens / TOKENS_TO_ANCHOR;
    if anchors.len() > most {
        let chance = |(at, is_bare): &Anchor| {
            text.anchor.get(*at).map_or(0.0, |row| if *is_bare { row[3] } else { row[1] })
        };
        anchors.sort_by(|a, b| chance(b).total_cmp(&chance(a)).then(a.cmp(b)));
        anchors.truncate(most);
        anchors.sort_unstable();
    }
}

/// A number for each label.
type Row = [f32; LABELS];

/// The scores of the labels of the tokens around anchors, a row for each token in reach of each anchor, and the transition scores
/// of labels.
fn scores(
    encoder: &Encoder,
    input: &Input,
    text: &Encoded,
    anchors: &[Anchor],
    Reach { before, after }: Reach,
) -> Result<(Vec<Row>, [Row; LABELS]), ModelError> {
    let (q, w, n) = (anchors.len(), before + after + 1, text.tokens);
    let mut vectors = Vec::with_capacity(q * WIDTH);
    let mut columns: [Vec<i32>; 6] = std::array::from_fn(|_| Vec::with_capacity(q * w));
    let mut mask = Vec::with_capacity(q * w);
    for &(anchor, _) in anchors {
        vectors.extend_from_slice(text.vector(anchor));
        let of = |list: &[u8], at: usize| i32::from(list.get(at).copied().unwrap_or_default());
        let paragraph = |at: usize| input.paragraph.get(at).map_or(0, |number| number.cast_signed());
        for (offset, distance) in (0..w).zip(-index(before)..) {
            let is_inside = (before..n + before).contains(&(anchor + offset));
            let at = (anchor + offset).saturating_sub(before).min(n.saturating_sub(1));
            let values = [
                index(at),
                steps(distance),
                (paragraph(at) - paragraph(anchor)).clamp(-3, 3) + 3,
                of(&input.quoted, at) * 4 + of(&input.quoted, anchor),
                of(&input.case, at),
                of(&input.place, at),
            ];
            for (column, value) in columns.iter_mut().zip(values) {
                column.push(value);
            }
            mask.push(f32::from(u8::from(is_inside)));
        }
    }
    let [at, distance, paragraph, quoted, case, place] = columns.map(|column| ints([q, w], column));
    let about = anchors.iter().map(|(_, is_bare)| i32::from(*is_bare)).collect();
    let inputs = vec![
        ("near", lent(n, NEAR, &text.near)),
        ("side", lent(n, NEAR, &text.side)),
        ("anchors", floats([q, WIDTH], vectors)),
        ("at", at),
        ("distance", distance),
        ("paragraph", paragraph),
        ("quoted", quoted),
        ("case", case),
        ("place", place),
        ("about", ints([q], about)),
        ("mask", floats([q, w], mask)),
    ];
    let [scores, moves] = encoder.around.run(inputs, ["scores", "moves"])?;
    let mut rows = rows_of::<LABELS>(&moves);
    let moves = std::array::from_fn(|_| rows.next().unwrap_or_default());
    Ok((rows_of(&scores).collect(), moves))
}

/// The class of a distance in tokens: one for each up to 16, then two for each doubling; those before the anchor from 24 on.
fn steps(distance: i32) -> i32 {
    let size = distance.abs();
    let class =
        if size <= 16 { size } else { (16 + (libm::log2f(size as f32 / 16.0) * 2.0) as i32 + 1).min(23) };
    if distance < 0 { 24 + class } else { class }
}

/// The quote of an anchor, whose labels begin with the token `first`; none where no token is content.
fn found(text: &Encoded, (anchor, is_bare): Anchor, first: usize, decoded: &chain::Decoded) -> Option<Found> {
    let runs = |label: usize| runs(&decoded.best, label).into_iter();
    let place = |run: Range<usize>| run.start + first..run.end + first;
    let chance = |label: usize, run: Range<usize>| -> f32 {
        decoded.chances.get(run).unwrap_or_default().iter().map(|row| row[label]).sum()
    };
    let surest = |label: usize| {
        runs(label).max_by(|a, b| {
            chance(label, a.clone()).total_cmp(&chance(label, b.clone())).then(b.start.cmp(&a.start))
        })
    };
    let content: Vec<Range<usize>> = runs(label::CONTENT).collect();
    let length: usize = content.iter().map(ExactSizeIterator::len).sum();
    if length == 0 {
        return None;
    }
    let mean = content.iter().map(|run| chance(label::CONTENT, run.clone())).sum::<f32>() / length as f32;
    let source = surest(label::SOURCE).or_else(|| likeliest(decoded).filter(|_| !is_bare));
    let chances = text.anchor.get(anchor)?;
    let goes_on =
        |at: &usize| text.anchor.get(*at).is_some_and(|row| chain::argmax(row.iter().copied()) == 2);
    let cue = anchor..(anchor + 1..text.tokens).find(|at| !goes_on(at)).unwrap_or(text.tokens);
    let sense = text.sense.get(anchor).map_or(0, |row| chain::argmax(row.iter().copied()));
    Some(Found {
        sense: Sense::ALL.get(sense).copied().unwrap_or_default(),
        cue: (!is_bare).then_some(cue),
        anchor,
        content: content.into_iter().map(place).collect(),
        source: source.map(place),
        via: surest(label::VIA).map(place),
        to: surest(label::TO).map(place),
        // Rounding may bring a sum of many small probabilities slightly above 1.
        confidence: ((if is_bare { chances[3] } else { chances[1] }) * (1.0 - decoded.no_content) * mean)
            .clamp(0.0, 1.0),
    })
}

/// The run of tokens that may be the source, around the most probable one.
fn likeliest(decoded: &chain::Decoded) -> Option<Range<usize>> {
    let chance = |at: usize| decoded.chances.get(at).map_or(0.0, |row| row[label::SOURCE]);
    let top = chain::argmax((0..decoded.chances.len()).map(chance));
    if chance(top) <= LEAST_SOURCE {
        return None;
    }
    let start = (0..top).rev().find(|at| chance(*at) <= LEAST_SOURCE).map_or(0, |at| at + 1);
    let end = (top..decoded.chances.len()).find(|at| chance(*at) <= LEAST_SOURCE);
    Some(start..end.unwrap_or(decoded.chances.len()))
}

/// The runs of one label.
pub(crate) fn runs(labels: &[usize], wanted: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, _) in labels.iter().enumerate().filter(|(_, label)| **label == wanted) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// Of quotes that share an anchor or half of their content the most confident one, in the order of their anchors.
fn apart(mut all: Vec<Found>) -> Vec<Found> {
    all.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.anchor.cmp(&b.anchor)));
    let mut kept: Vec<Found> = Vec::new();
    let mut by_place: std::collections::HashMap<usize, Vec<usize>> = std::collections::HashMap::new();
    for found in all {
        let near = found.content.iter().cloned().flatten().filter_map(|token| by_place.get(&token)).flatten();
        let is_new =
            near.clone().all(|at| kept.get(*at).is_none_or(|other| common(other, &found) < MOST_COMMON));
        let is_other = by_place
            .get(&found.anchor)
            .into_iter()
            .flatten()
            .all(|at| kept.get(*at).is_none_or(|other| other.anchor != found.anchor));
        if !is_new || !is_other {
            continue;
        }
        for token in found.content.iter().cloned().flatten().chain([found.anchor]) {
            by_place.entry(token).or_default().push(kept.len());
        }
        kept.push(found);
    }
    kept.sort_by_key(|found| found.anchor);
    kept
}

/// The content in common, as a share of the content of both (intersection over union).
fn common(a: &Found, b: &Found) -> f32 {
    let length = |found: &Found| found.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let both: usize = a
        .content
        .iter()
        .flat_map(|x| b.content.iter().map(|y| x.end.min(y.end).saturating_sub(x.start.max(y.start))))
        .sum();
    both as f32 / (length(a) + length(b) - both).max(1) as f32
}
