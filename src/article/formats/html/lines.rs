//! What the line breaks inside a block mean.

use super::piece::Piece;
use crate::article::BlockKind;

/// A longer line is no verse, address or the like.
const SHORT: usize = 64;

/// Puts `piece` after `pieces`: as one block where its line breaks mean nothing, as verse, whose lines are kept, or as
/// a paragraph a line.
pub(super) fn divide(piece: Piece, pieces: &mut Vec<Piece>) {
    if piece.kind != BlockKind::Paragraph || !piece.text.contains('\n') {
        return pieces.push(piece);
    }
    let lines = || piece.text.lines().map(str::trim);
    // A link on each line leads elsewhere.
    let leads_away = piece.linked() * 2 > piece.text.len();
    let short = !leads_away && lines().all(|line| line.chars().count() <= SHORT);
    let spoken = piece.text.contains(['"', '“', '”', '«', '»', '„']);
    if short && lines().count() >= 3 && !spoken {
        let mut verse = piece;
        verse.kind = BlockKind::Verbatim;
        verse.links.clear();
        return pieces.push(verse);
    }
    let ends = |line: &str| {
        line.trim_end_matches(['"', '\'', '”', '’', '»', ')']).ends_with(['.', '!', '?', '…', ':'])
    };
    // Lines that are sentences are paragraphs; others were only broken to look well.
    let count = lines().count();
    if leads_away || lines().take(count - 1).all(|line| ends(line) || line.chars().count() <= SHORT / 2) {
        let mut start = 0;
        for line in piece.text.split_inclusive('\n') {
            let part = piece.cut(start..start + line.len());
            start += line.len();
            if !part.text.is_empty() {
                pieces.push(part);
            }
        }
    } else {
        pieces.push(piece);
    }
}
