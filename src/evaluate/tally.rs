//! Sums of comparisons, and the figures computed from them.

use super::matching::Comparison;
use crate::attribution::QuoteKind;
use serde::Serialize;

/// Which quotes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// All of them.
    All,
    /// Those with quotation marks: direct and mixed.
    Quoted,
}

impl Block {
    /// Both blocks, in the order of reports.
    pub const BOTH: [Self; 2] = [Self::All, Self::Quoted];

    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Quoted => "quoted",
        }
    }
}

/// The counts of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    pub gold: usize,
    pub found: usize,
    pub detected: usize,
    pub exact: usize,
    pub attributed: usize,
    pub named: usize,
    pub resolved: usize,
    pub letters_gold: usize,
    pub letters_found: usize,
    pub letters_both: usize,
    /// For direct, indirect and mixed: gold quotes, detected, attributed.
    pub kinds: [[usize; 3]; 3],
}

impl Counts {
    /// Counts a gold quote of this kind: whether it was found, and then whether with its source.
    pub(super) fn of_kind(&mut self, kind: QuoteKind, found: Option<bool>) {
        let [direct, indirect, mixed] = &mut self.kinds;
        let row = match kind {
            QuoteKind::Direct => direct,
            QuoteKind::Indirect => indirect,
            QuoteKind::Mixed => mixed,
        };
        row[0] += 1;
        row[1] += usize::from(found.is_some());
        row[2] += usize::from(found == Some(true));
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.detected += other.detected;
        self.exact += other.exact;
        self.attributed += other.attributed;
        self.named += other.named;
        self.resolved += other.resolved;
        self.letters_gold += other.letters_gold;
        self.letters_found += other.letters_found;
        self.letters_both += other.letters_both;
        for (a, b) in self.kinds.iter_mut().flatten().zip(other.kinds.iter().flatten()) {
            *a += b;
        }
    }
}

/// Precision, recall and their harmonic mean, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rates {
    /// Of what was found, the share that is right.
    pub precision: f64,
    /// Of what is there, the share that was found.
    pub recall: f64,
    /// 2pr / (p + r).
    pub f1: f64,
}

impl Rates {
    fn new(right: usize, found: usize, gold: usize) -> Self {
        let (precision, recall) = (share(right, found), share(right, gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

/// A share in percent; 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The figures of a block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Gold quotes.
    pub gold: usize,
    /// Found quotes that count.
    pub found: usize,
    /// Content found.
    pub detect: Rates,
    /// Content found to the letter.
    pub exact: Rates,
    /// Content and source found.
    pub attributed: Rates,
    /// Letters and digits of content.
    pub characters: Rates,
    /// Gold quotes whose speaker is named.
    pub named: usize,
    /// Of these the percentage whose speaker was named right; none where gold names nobody.
    pub resolved: Option<f64>,
    /// Recall of direct, indirect and mixed quotes.
    pub kinds: [KindFigures; 3],
}

/// The recall of a kind of quote.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct KindFigures {
    /// The kind's name.
    pub kind: &'static str,
    /// Gold quotes of this kind.
    pub gold: usize,
    /// The percentage found.
    pub detect: f64,
    /// The percentage found with their source.
    pub attributed: f64,
}

/// Where the bands of confidence begin that are looked at one by one.
pub const BOUNDS: [f32; 9] = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/// How many quotes have a confidence from one bound to the next, and how many of them are right in content and source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The least confidence.
    pub from: f32,
    /// What confidence stays below; the last band holds 1, too.
    pub to: f32,
    /// Quotes in it.
    pub quotes: usize,
    /// Their mean confidence.
    pub mean: f64,
    /// The percentage that is right.
    pub right: f64,
    /// Those of the quotes that are indirect.
    pub indirect: usize,
    /// The percentage of these that is right.
    pub indirect_right: f64,
}

/// A found quote, and whether it is right in content and source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    pub confidence: f32,
    pub kind: QuoteKind,
    pub is_right: bool,
}

/// Comparisons added up.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Documents that were compared.
    pub documents: usize,
    blocks: [Counts; 2],
    sure: Vec<Judged>,
}

impl Tally {
    /// Adds a document.
    pub fn add(&mut self, comparison: &Comparison) {
        self.documents += 1;
        for (sum, counts) in self.blocks.iter_mut().zip(&comparison.blocks) {
            sum.add(counts);
        }
        self.sure.extend(&comparison.sure);
    }

    /// The figures of a block.
    pub fn figures(&self, block: Block) -> Figures {
        let [all, quoted] = &self.blocks;
        let c = if block == Block::All { all } else { quoted };
        let rates = |right: usize| Rates::new(right, c.found, c.gold);
        let kinds = [QuoteKind::Direct, QuoteKind::Indirect, QuoteKind::Mixed];
        let mut rows = c.kinds.iter().zip(kinds).map(|(&[gold, detected, attributed], kind)| KindFigures {
            kind: kind.name(),
            gold,
            detect: share(detected, gold),
            attributed: share(attributed, gold),
        });
        let none = KindFigures { kind: "", gold: 0, detect: 0.0, attributed: 0.0 };
        Figures {
            gold: c.gold,
            found: c.found,
            detect: rates(c.detected),
            exact: rates(c.exact),
            attributed: rates(c.attributed),
            characters: Rates::new(c.letters_both, c.letters_found, c.letters_gold),
            named: c.named,
            resolved: (c.named > 0).then(|| share(c.resolved, c.named)),
            kinds: std::array::from_fn(|_| rows.next().unwrap_or(none)),
        }
    }

    /// The calibration of confidence, by [`BOUNDS`].
    pub fn calibration(&self) -> [Band; BOUNDS.len()] {
        std::array::from_fn(|place| {
            let from = BOUNDS.get(place).copied().unwrap_or(0.0);
            let to = BOUNDS.get(place + 1).copied();
            let is_in = |c: f32| c >= from && to.is_none_or(|to| c < to);
            let rows: Vec<&Judged> = self.sure.iter().filter(|row| is_in(row.confidence)).collect();
            let right = |rows: &[&Judged]| share(rows.iter().filter(|row| row.is_right).count(), rows.len());
            let sum: f64 = rows.iter().map(|row| f64::from(row.confidence)).sum();
            let indirect: Vec<&Judged> =
                rows.iter().copied().filter(|row| row.kind == QuoteKind::Indirect).collect();
            Band {
                from,
                to: to.unwrap_or(1.0),
                quotes: rows.len(),
                mean: sum / rows.len().max(1) as f64,
                right: right(&rows),
                indirect: indirect.len(),
                indirect_right: right(&indirect),
            }
        })
    }
}
