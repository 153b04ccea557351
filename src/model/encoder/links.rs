//! Coreference by mention ranking (Denis and Baldridge, "Specialized Models and Ranking for Coreference Resolution", 2008):
//! the model scores each mention against those before it, against names after it, and for being the first of its entity.

use super::{
    super::ModelError,
    choose,
    figures::{self, SIZES, Side},
    input::Input,
    network::{Encoded, Encoder},
    network::{WIDTH, floats, index, ints, lent, rows_of, spread},
    words::Words,
};
use crate::actors::linked::{KINDS, Linked, MentionType};

/// The size of the vector of a mention.
const LINK: usize = 96;
/// How many mentions before a mention are candidates, and up to how many tokens after it names are. As in training.
const BEFORE: usize = 160;
const AFTER: usize = 250;
/// How many pairs are scored together.
const TOGETHER: usize = 4096;

/// Links the mentions of a text, which are in the order of their tokens. Linear in the text.
///
/// # Errors
/// Where the model does not run.
pub(crate) fn link(
    encoder: &Encoder,
    input: &Input,
    words: &Words<'_>,
    text: &Encoded,
    sides: &[Side],
) -> Result<Vec<Linked>, ModelError> {
    let count = sides.len();
    if count == 0 {
        return Ok(Vec::new());
    }
    let vectors = |of: &dyn Fn(&Side) -> Vec<f32>| sides.iter().flat_map(of).collect::<Vec<f32>>();
    let first = vectors(&|side| text.vector(side.tokens.start).to_vec());
    let last = vectors(&|side| text.vector(side.tokens.end.saturating_sub(1)).to_vec());
    let mean = vectors(&|side| {
        let mut sum = vec![0.0; WIDTH];
        for at in side.tokens.clone() {
            sum.iter_mut().zip(text.vector(at)).for_each(|(sum, value)| *sum += value);
        }
        sum.iter().map(|sum| sum / side.tokens.len().max(1) as f32).collect()
    });
    let inputs = vec![
        ("first", floats([count, WIDTH], first)),
        ("last", floats([count, WIDTH], last)),
        ("mean", floats([count, WIDTH], mean)),
        ("type", ints([count], sides.iter().map(|side| side.kind.number()).collect())),
    ];
    let [seeks_1, meant_1, seeks_2, meant_2, alone, kinds] =
        encoder.mentions.run(inputs, ["q", "k", "u", "v", "alone", "kinds"])?;
    let kinds: Vec<[f32; KINDS]> = rows_of(&kinds).collect();
    let candidates: Vec<Vec<usize>> = (0..count).map(|at| candidates(sides, at)).collect();
    let pairs: Vec<(usize, usize)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(seeks, all)| all.iter().map(move |meant| (seeks, *meant)))
        .collect();
    let chunks: Vec<&[(usize, usize)]> = pairs.chunks(TOGETHER).collect();
    let score = |number: usize| {
        let some = chunks.get(number).copied().unwrap_or_default();
        let mut offsets = SIZES;
        let mut sum = 0;
        for offset in &mut offsets {
            (*offset, sum) = (sum, sum + *offset);
        }
        let values = sum as usize;
        let mut table = vec![0.0; some.len() * values];
        for ((seeks, meant), row) in some.iter().zip(table.chunks_exact_mut(values)) {
            let (Some(a), Some(b)) = (sides.get(*seeks), sides.get(*meant)) else { continue };
            let figures = figures::figures(input, words, (*seeks, a), (*meant, b));
            for (value, offset) in figures.iter().zip(offsets) {
                if let Some(slot) = row.get_mut((value + offset) as usize) {
                    *slot = 1.0;
                }
            }
        }
        let inputs = vec![
            ("q", lent(count, LINK, &seeks_1)),
            ("k", lent(count, LINK, &meant_1)),
            ("u", lent(count, LINK, &seeks_2)),
            ("v", lent(count, LINK, &meant_2)),
            ("seeks", ints([some.len()], some.iter().map(|(seeks, _)| index(*seeks)).collect())),
            ("meant", ints([some.len()], some.iter().map(|(_, meant)| index(*meant)).collect())),
            ("figures", floats([some.len(), values], table)),
        ];
        let [part] = encoder.pairs.run(inputs, ["scores"])?;
        Ok(part)
    };
    let scores = spread(chunks.len(), score)?.concat();
    Ok(choose::entities(words, sides, &choose::Scores { candidates, pairs: scores, alone, kinds }))
}

/// The mentions that the one at `at` may be linked to: those before it, and names after it if it is no name itself.
fn candidates(sides: &[Side], at: usize) -> Vec<usize> {
    let Some(seeks) = sides.get(at) else { return Vec::new() };
    let is_name = |at: &usize| sides.get(*at).is_some_and(|side| side.kind == MentionType::Name);
    let before = at.saturating_sub(BEFORE)..at;
    if seeks.kind == MentionType::Name {
        return before.filter(is_name).collect();
    }
    let past = seeks.tokens.end + AFTER;
    let after = (at + 1..sides.len()).take_while(|at| sides.get(*at).is_some_and(|s| s.tokens.start < past));
    before.chain(after.filter(is_name)).collect()
}
