//! Every number that training depends on, beside the corpus and the templates.

fn v(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}
pub(super) fn cues() -> Chain {
    Chain {
        rounds: v("CE", 8.0) as usize,
        dropout: v("CD", 0.6),
        rate: v("CR", 0.1),
        shrink: v("CL", 0.1),
        least_count: 2,
        keys: v("CK", 280_000.) as usize,
        choice_rounds: v("CSE", 3.) as usize,
    }
}
pub(super) fn parts() -> Chain {
    Chain {
        rounds: v("PE", 10.) as usize,
        dropout: v("PD", 0.5),
        rate: v("PR", 0.02),
        shrink: v("PL", 0.1),
        least_count: 3,
        keys: v("PK", 430_000.) as usize,
        choice_rounds: v("PSE", 3.) as usize,
    }
}

/// Where the stream of random numbers begins.
pub(super) const SEED: u64 = 20_181_108;

/// A word or stem that was seen less often is not in the lexicon.
pub(super) const LEAST_SEEN: u32 = 2;

/// Rounds and rate of the descent that finds the weights of a confidence.
pub(super) const RANK_ROUNDS: usize = 400;
pub(super) const RANK_RATE: f32 = 0.3;

/// How a chain is learnt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    /// Rounds over the data.
    pub rounds: usize,
    /// Rounds by which the keys are chosen.
    pub choice_rounds: usize,
    /// How many keys are kept.
    pub keys: usize,
    /// A key that was seen less often is no candidate.
    pub least_count: u32,
    /// The share of a token's keys that are left out at random.
    pub dropout: f32,
    /// The first round's rate; it falls to a tenth.
    pub rate: f32,
    /// By what share of itself each weight shrinks after a round.
    pub shrink: f32,
}
