//! The shape of a linear chain: its states, the arcs between them, and the scores of these.

/// The states of a chain and the arcs between them.
#[derive(Debug)]
pub(crate) struct Topology {
    /// How many labels there are; label 0 is "outside".
    pub labels: usize,
    /// The label of each state; state 0 is outside, with nothing seen before.
    pub label_of: &'static [u8],
    /// The arcs: from which state to which.
    pub arcs: &'static [(u8, u8)],
    /// The states that a sequence can begin in.
    pub starts: &'static [u8],
}

/// The scores of a chain's transitions: first the arcs in the order of [`Topology::arcs`], then a start score for each
/// state, then an end score for each state.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Transitions {
    /// `exp` of each score.
    pub exp: Vec<f32>,
}

impl Transitions {
    /// How many scores a topology has.
    #[cfg(feature = "training")]
    pub(crate) fn size(topology: &Topology) -> usize {
        topology.arcs.len() + 2 * topology.label_of.len()
    }

    /// Stores the exponentials of scores.
    pub(crate) fn new(scores: &[f32]) -> Self {
        Self { exp: scores.iter().map(|&s| libm::expf(s)).collect() }
    }
}

/// The most labels that a topology may have.
pub(crate) const MOST_LABELS: usize = 5;

/// The scores of one token, one for each label.
pub(crate) type Scores = [f32; MOST_LABELS];
