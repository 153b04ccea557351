//! Aligns the found quotes of one document with the gold ones, and classifies the errors.

use super::{
    gold::{Gold, GoldQuote},
    letters::{Alphabet, Letters, kind},
    names,
    tally::{Block, Counts, Judged},
};
use crate::{
    analysis::Analysis,
    attribution::{Quote, QuoteKind},
    span::Span,
};

/// Least overlap of a match.
const LEAST: f64 = 0.5;

/// A found quote as it is compared.
struct Found<'a> {
    quote: &'a Quote,
    speaker: Option<&'a str>,
}

/// The comparison of one document.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    pub(super) blocks: [Counts; 2],
    /// Each found quote of the block "all" that counts.
    pub(super) sure: Vec<Judged>,
    /// The errors, in the order of the text.
    pub faults: Vec<Fault>,
}

/// The kind of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// A gold quote that was not found.
    Missed,
    /// A found quote without a gold quote.
    False,
    /// A match whose content begins or ends elsewhere.
    Bounds,
    /// A match with another source.
    Source,
}

impl FaultKind {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::False => "false",
            Self::Bounds => "bounds",
            Self::Source => "source",
        }
    }
}

/// A quote that gold and analysis do not agree on. Spans are byte offsets into the gold text.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// How bad it is among those of its kind: letters missed, confidence of what is false or has another source,
    /// what the bounds do not share.
    pub weight: f64,
    /// The gold quote's content, cue and source.
    pub gold: Option<[Vec<Span>; 3]>,
    /// The found quote's content, cue and source.
    pub found: Option<[Vec<Span>; 3]>,
}

/// Compares the quotes of `analysis`, made of the gold's own text, with the gold ones.
pub fn compare(gold: &Gold, analysis: &Analysis) -> Comparison {
    let mut out = Comparison::default();
    if gold.is_skipped {
        return out;
    }
    let alphabet = Alphabet::new(&gold.text);
    let all_gold: Vec<&GoldQuote> = gold.quotes.iter().collect();
    let named = |q: &crate::actors::AttributedQuote| q.speaker.and_then(|id| analysis.actor(id));
    let all_found: Vec<Found<'_>> = analysis
        .quotes
        .iter()
        .map(|q| Found { quote: &q.quote, speaker: named(q).map(|a| a.name.as_str()) })
        .collect();
    let is_quoted = |content: &[Span]| kind(&gold.text, content) != QuoteKind::Indirect;
    for block in Block::BOTH {
        let is_in = |content: &[Span]| block == Block::All || is_quoted(content);
        let wanted: Vec<&GoldQuote> = all_gold.iter().copied().filter(|q| is_in(&q.content)).collect();
        let found: Vec<&Found<'_>> = all_found.iter().filter(|f| is_in(&f.quote.content)).collect();
        match_block(gold, &alphabet, block, &wanted, &found, &mut out);
    }
    out
}

fn match_block(
    gold: &Gold,
    alphabet: &Alphabet,
    block: Block,
    wanted: &[&GoldQuote],
    found: &[&Found<'_>],
    out: &mut Comparison,
) {
    let wanted_letters: Vec<Letters> = wanted.iter().map(|q| alphabet.of(&q.content)).collect();
    let found_letters: Vec<Letters> = found.iter().map(|f| alphabet.of(&f.quote.content)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in wanted_letters.iter().enumerate() {
        for (j, b) in found_letters.iter().enumerate() {
            let overlap = a.overlap(b);
            if overlap >= LEAST {
                pairs.push((overlap, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut of_wanted: Vec<Option<(usize, f64, bool)>> = vec![None; wanted.len()];
    let mut of_found: Vec<Option<bool>> = vec![None; found.len()];
    let mut counts = Counts { gold: wanted.len(), found: found.len(), ..Counts::default() };
    for (overlap, i, j) in pairs {
        let (Some(slot), Some(used)) = (of_wanted.get_mut(i), of_found.get_mut(j)) else { continue };
        let (Some(a), Some(b)) = (wanted.get(i), found.get(j)) else { continue };
        if slot.is_some() || used.is_some() {
            continue;
        }
        let is_attributed = is_same_source(&gold.text, alphabet, a, b);
        *slot = Some((j, overlap, is_attributed));
        *used = Some(is_attributed);
        counts.detected += 1;
        counts.exact += usize::from(overlap >= 1.0);
        counts.attributed += usize::from(is_attributed);
        counts.resolved += usize::from(b.speaker.is_some_and(|s| names::is_one_of(s, &a.names)));
    }
    counts.named = wanted.iter().filter(|q| !q.names.is_empty()).count();
    let free = alphabet.of(&gold.free);
    let is_spared = |j: usize| {
        let letters = found_letters.get(j).filter(|_| of_found.get(j).is_some_and(Option::is_none));
        letters.is_some_and(|l| gold.is_partial || !l.is_empty() && 2 * l.both(&free) > l.len())
    };
    let spared: Vec<bool> = (0..found.len()).map(is_spared).collect();
    counts.found -= spared.iter().filter(|&&s| s).count();
    let (all_wanted, all_found) =
        (Letters::union(wanted_letters.iter()), Letters::union(found_letters.iter()));
    let beyond =
        found_letters.iter().zip(&spared).filter(|(_, s)| **s).map(|(l, _)| l.len() - l.both(&all_wanted));
    counts.letters_found = all_found.len().saturating_sub(beyond.sum());
    counts.letters_gold = all_wanted.len();
    counts.letters_both = all_wanted.both(&all_found);
    for (q, matched) in wanted.iter().zip(&of_wanted) {
        counts.of_kind(kind(&gold.text, &q.content), matched.map(|(_, _, attributed)| attributed));
    }
    if let Some(slot) = out.blocks.get_mut(block as usize) {
        *slot = counts;
    }
    if block == Block::All {
        let judged = found.iter().zip(&of_found).zip(&spared).filter(|(_, spared)| !**spared);
        let judged = judged.map(|((f, right), _)| Judged {
            confidence: f.quote.confidence,
            kind: f.quote.kind,
            is_right: right.unwrap_or_default(),
        });
        out.sure = judged.collect();
        out.faults = faults(wanted, &wanted_letters, found, &of_wanted, &of_found, &spared);
    }
}

fn faults(
    wanted: &[&GoldQuote],
    wanted_letters: &[Letters],
    found: &[&Found<'_>],
    of_wanted: &[Option<(usize, f64, bool)>],
    of_found: &[Option<bool>],
    spared: &[bool],
) -> Vec<Fault> {
    let of_gold = |q: &GoldQuote| [q.content.clone(), q.cue.clone(), q.source.clone()];
    let of_quote = |f: &Found<'_>| {
        let one = |span: Option<Span>| span.into_iter().collect();
        [f.quote.content.clone(), one(f.quote.cue), one(f.quote.source)]
    };
    let mut out = Vec::new();
    for ((q, letters), matched) in wanted.iter().zip(wanted_letters).zip(of_wanted) {
        let gold = Some(of_gold(q));
        let Some((j, overlap, is_attributed)) = *matched else {
            out.push(Fault { kind: FaultKind::Missed, weight: letters.len() as f64, gold, found: None });
            continue;
        };
        let Some(f) = found.get(j) else { continue };
        let found = Some(of_quote(f));
        if overlap < 1.0 {
            let weight = 1.0 - overlap;
            out.push(Fault { kind: FaultKind::Bounds, weight, gold: gold.clone(), found: found.clone() });
        }
        if !is_attributed {
            let weight = f64::from(f.quote.confidence);
            out.push(Fault { kind: FaultKind::Source, weight, gold, found });
        }
    }
    for ((f, matched), spared) in found.iter().zip(of_found).zip(spared) {
        if matched.is_none() && !spared {
            let weight = f64::from(f.quote.confidence);
            out.push(Fault { kind: FaultKind::False, weight, gold: None, found: Some(of_quote(f)) });
        }
    }
    out
}

/// Whether the source that was found is the gold one.
fn is_same_source(text: &str, alphabet: &Alphabet, gold: &GoldQuote, found: &Found<'_>) -> bool {
    let wanted = alphabet.of(&gold.source);
    let has: Vec<Span> = found.quote.source.into_iter().collect();
    let has = alphabet.of(&has);
    match found.speaker {
        _ if wanted.is_empty() && !gold.names.is_empty() => {
            found.speaker.is_some_and(|s| names::is_one_of(s, &gold.names))
        }
        speaker if wanted.is_empty() => has.is_empty() && speaker.is_none(),
        _ if !has.is_empty() => wanted.both(&has) > 0,
        Some(speaker) => {
            let words: Vec<&str> = gold.source.iter().map(|s| s.of(text)).collect();
            names::share_word(speaker, &words.join(" "))
        }
        None => false,
    }
}
