//! A linear-chain conditional random field over the tokens around an anchor (Lafferty, `McCallum` and Pereira, "Conditional
//! Random Fields", 2001): the best sequence, the probability of each label, and the probability that no token is content.

/// How many labels.
pub(crate) const LABELS: usize = 5;

/// The labels of tokens around an anchor.
pub(crate) mod label {
    pub const CONTENT: usize = 1;
    pub const SOURCE: usize = 2;
    pub const VIA: usize = 3;
    pub const TO: usize = 4;
}

type Row = [f32; LABELS];

/// The result of a chain for a run of tokens.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    /// The best sequence of labels.
    pub best: Vec<usize>,
    /// The probability of each label of each token.
    pub chances: Vec<Row>,
    /// The probability that none of them is content.
    pub no_content: f32,
}

fn log_sum(row: &Row) -> f32 {
    let top = row.iter().copied().fold(f32::MIN, f32::max);
    top + libm::logf(row.iter().map(|value| libm::expf(value - top)).sum())
}

/// One step forward: for each label the score of all sequences up to it, without the score of the next token.
fn step(row: &Row, moves: &[Row; LABELS]) -> Row {
    std::array::from_fn(|to| log_sum(&std::array::from_fn(|from| row[from] + moves[from][to])))
}

fn add(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|at| a[at] + b[at])
}

fn forward(scores: impl Iterator<Item = Row>, moves: &[Row; LABELS]) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    for score in scores {
        let row = out.last().map_or(score, |before| add(&step(before, moves), &score));
        out.push(row);
    }
    out
}

/// Decodes a run of tokens by their scores and the transition scores of labels. Linear in the tokens.
pub(crate) fn decode(scores: &[Row], moves: &[Row; LABELS]) -> Decoded {
    const NEVER: f32 = -1e4;
    let alpha = forward(scores.iter().copied(), moves);
    let Some(total) = alpha.last().map(log_sum) else { return Decoded::default() };
    let without = scores.iter().map(|row| {
        let mut row = *row;
        row[label::CONTENT] = NEVER;
        row
    });
    let no_content = forward(without, moves).last().map_or(1.0, |row| libm::expf(log_sum(row) - total));
    let mut chances = vec![[0.0; LABELS]; scores.len()];
    let mut beta = [0.0; LABELS];
    for (at, (row, slot)) in alpha.iter().zip(&mut chances).enumerate().rev() {
        *slot = std::array::from_fn(|label| libm::expf(row[label] + beta[label] - total));
        let after = scores.get(at).map_or(beta, |score| add(score, &beta));
        beta = std::array::from_fn(|from| log_sum(&std::array::from_fn(|to| moves[from][to] + after[to])));
    }
    Decoded { best: best(scores, moves), chances, no_content }
}

fn best(scores: &[Row], moves: &[Row; LABELS]) -> Vec<usize> {
    let mut rows: Vec<(Row, [usize; LABELS])> = Vec::with_capacity(scores.len());
    for score in scores {
        let row = rows.last().map_or((*score, [0; LABELS]), |(before, _)| {
            let from: [usize; LABELS] = std::array::from_fn(|to| {
                let ways = (0..LABELS).map(|from| before[from] + moves[from][to]);
                argmax(ways)
            });
            (std::array::from_fn(|to| before[from[to]] + moves[from[to]][to] + score[to]), from)
        });
        rows.push(row);
    }
    let mut label = rows.last().map_or(0, |(row, _)| argmax(row.iter().copied()));
    let mut out = vec![0; scores.len()];
    for (slot, (_, from)) in out.iter_mut().zip(&rows).rev() {
        *slot = label;
        label = from[label];
    }
    out
}

/// The index of the largest value, the first of equals.
pub(crate) fn argmax(values: impl Iterator<Item = f32>) -> usize {
    let best = values
        .enumerate()
        .fold((0, f32::MIN), |best, (at, value)| if value > best.1 { (at, value) } else { best });
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All sequences of labels of `length` tokens with their scores.
    fn all(scores: &[Row], moves: &[Row; LABELS]) -> Vec<(Vec<usize>, f32)> {
        let mut out = vec![(Vec::new(), 0.0)];
        for score in scores {
            let longer = |(labels, sum): &(Vec<usize>, f32)| {
                let ways = (0..LABELS).map(|label| {
                    let step = labels.last().map_or(0.0, |before: &usize| moves[*before][label]);
                    ([labels.as_slice(), &[label]].concat(), sum + step + score[label])
                });
                ways.collect::<Vec<_>>()
            };
            out = out.iter().flat_map(longer).collect();
        }
        out
    }

    #[test]
    fn agrees_with_a_count_of_all_sequences() {
        let value = |a: usize, b: usize| ((a * 7 + b * 13) % 11) as f32 / 4.0 - 1.0;
        let scores: Vec<Row> = (0..4).map(|t| std::array::from_fn(|l| value(t, l))).collect();
        let moves: [Row; LABELS] = std::array::from_fn(|a| std::array::from_fn(|b| value(b, a + 3)));
        let found = decode(&scores, &moves);
        let all = all(&scores, &moves);
        let total: f32 = all.iter().map(|(_, score)| score.exp()).sum();
        let best = all.iter().map(|(_, score)| *score).max_by(f32::total_cmp).unwrap();
        let chosen = all.iter().find(|(labels, _)| *labels == found.best).unwrap();
        assert!((chosen.1 - best).abs() < 1e-5, "{chosen:?}, {best}");
        let without = all.iter().filter(|(labels, _)| !labels.contains(&label::CONTENT));
        let without: f32 = without.map(|(_, score)| score.exp()).sum();
        assert!((found.no_content - without / total).abs() < 1e-4);
        for (at, row) in found.chances.iter().enumerate() {
            for (label, chance) in row.iter().enumerate() {
                let with = all.iter().filter(|(labels, _)| labels[at] == label);
                let with: f32 = with.map(|(_, score)| score.exp()).sum();
                assert!((chance - with / total).abs() < 1e-4, "{at} {label}");
            }
        }
    }
}
