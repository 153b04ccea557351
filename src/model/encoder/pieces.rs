//! Cuts words into pieces of a fixed vocabulary (`WordPiece`; Wu and others, "Google's Neural Machine Translation System",
//! 2016), without case and accents, as in the training of the encoder.

use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The longest run of letters that is cut, in characters; a longer one is one unknown piece.
const LONGEST_RUN: usize = 60;
/// The most pieces of a token that are read: an address or a hash is not worth more.
const MOST_PIECES: usize = 12;
/// The prefix of a piece that continues a word.
const CONTINUES: &str = "##";

/// The pieces that the encoder knows, each with its number.
pub(crate) struct Vocabulary<'a> {
    numbers: HashMap<&'a str, u32>,
    unknown: u32,
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary of a list of pieces, one a line, numbered from 0. `None` where it lacks the unknown piece.
    pub fn new(lines: &'a str) -> Option<Self> {
        let numbers: HashMap<&str, u32> = lines.lines().zip(0..).collect();
        let unknown = *numbers.get("[UNK]")?;
        Some(Self { numbers, unknown })
    }

    /// The number of a piece as it is written in the list.
    pub fn number(&self, piece: &str) -> Option<u32> {
        self.numbers.get(piece).copied()
    }

    /// The pieces of a token, one at least.
    pub fn cut(&self, token: &str) -> Vec<u32> {
        let plain: String = token
            .chars()
            .map(plain_mark)
            .flat_map(char::to_lowercase)
            .nfd()
            .filter(|c| !is_combining_mark(*c))
            .collect();
        let mut out = Vec::new();
        let mut rest = plain.as_str();
        while let Some(first) = rest.chars().next() {
            let end = if first.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (run, after) = rest.split_at(end);
            self.cut_run(run, &mut out);
            rest = after;
        }
        out.truncate(MOST_PIECES);
        if out.is_empty() {
            out.push(self.unknown);
        }
        out
    }

    /// Cuts a run of letters or one sign, greedily by the longest known piece.
    fn cut_run(&self, run: &str, out: &mut Vec<u32>) {
        let first = out.len();
        if run.chars().count() > LONGEST_RUN {
            out.push(self.unknown);
            return;
        }
        let mut start = 0;
        let mut piece = String::with_capacity(CONTINUES.len() + run.len());
        while start < run.len() {
            let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| *end > start);
            let mut known = None;
            for end in ends.rev() {
                piece.clear();
                if start > 0 {
                    piece.push_str(CONTINUES);
                }
                piece.push_str(run.get(start..end).unwrap_or_default());
                if let Some(number) = self.number(&piece) {
                    known = Some((number, end));
                    break;
                }
            }
            let Some((number, end)) = known else {
                out.truncate(first);
                out.push(self.unknown);
                return;
            };
            out.push(number);
            start = end;
        }
    }
}

/// The plain form of a quotation mark, since others are rare in the texts of the vocabulary.
const fn plain_mark(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        _ => c,
    }
}
