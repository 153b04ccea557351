//! The hyperparameters of training.

/// The seed of random numbers.
pub(super) const SEED: u64 = 20_181_108;

/// The least count of a word or stem in the lexicon.
pub(super) const LEAST_SEEN: u32 = 2;

/// Rounds and rate of the descent that finds the weights of a confidence.
pub(super) const RANK_ROUNDS: usize = 400;
pub(super) const RANK_RATE: f32 = 0.3;

/// By how much the F1 of the threshold may be below the best, for the sake of precision.
pub(super) const RANK_SLACK: f32 = 0.005;

/// How a chain is learnt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    /// Rounds over the data.
    pub rounds: usize,
    /// Rounds by which the keys are chosen.
    pub choice_rounds: usize,
    /// How many keys are kept.
    pub keys: usize,
    /// The least count of a key.
    pub least_count: u32,
    /// The share of a token's keys that are left out at random.
    pub dropout: f32,
    /// The first round's rate; it falls to a tenth.
    pub rate: f32,
    /// The weight decay after each round.
    pub shrink: f32,
}

/// The chain that finds cues.
pub(super) const CUES: Chain = Chain {
    rounds: 8,
    choice_rounds: 3,
    keys: 280_000,
    least_count: 2,
    dropout: 0.6,
    rate: 0.1,
    shrink: 0.1,
};

/// The chain that finds content and source.
pub(super) const PARTS: Chain = Chain {
    rounds: 10,
    choice_rounds: 3,
    keys: 490_000,
    least_count: 3,
    dropout: 0.5,
    rate: 0.02,
    shrink: 0.1,
};

/// The chain that finds names.
pub(super) const NAMES: Chain = Chain {
    rounds: 8,
    choice_rounds: 3,
    keys: 80_000,
    least_count: 3,
    dropout: 0.5,
    rate: 0.05,
    shrink: 0.1,
};

/// The ranking of pronouns' candidates.
pub(super) const PRONOUNS: Chain = Chain {
    rounds: 12,
    choice_rounds: 0,
    keys: usize::MAX,
    least_count: 3,
    dropout: 0.5,
    rate: 0.05,
    shrink: 0.05,
};
