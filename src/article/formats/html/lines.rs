//! What the line breaks inside a block mean.

use super::{piece::Piece, survey::is_prose};
use crate::article::BlockKind;

/// A longer line is no verse, address or the like.
const SHORT: usize = 64;

/// Makes paragraphs of what is set as code where a page has hardly anything else and it is made of sentences: an old page
/// that is only plain text.
pub(super) fn prose(pieces: &mut Vec<Piece>) {
    const FEWEST: usize = 2;
    let is_code = |piece: &&Piece| piece.kind == BlockKind::Verbatim;
    let all: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let code: usize = pieces.iter().filter(is_code).map(|piece| piece.text.len()).sum();
    let mut paragraphs = pieces.iter().filter(is_code).flat_map(|piece| piece.text.split("\n\n"));
    if code * 10 < all * 8 || paragraphs.clone().filter(|text| is_prose(text.trim())).count() < FEWEST {
        return;
    }
    // Of what is indented no more than the first line of a paragraph is so.
    if paragraphs.any(|text| text.lines().skip(1).any(|line| line.starts_with([' ', '\t', '{', '}']))) {
        return;
    }
    let old = std::mem::take(pieces);
    for piece in old {
        if piece.kind != BlockKind::Verbatim {
            pieces.push(piece);
            continue;
        }
        for text in piece.text.split("\n\n").filter(|text| !text.trim().is_empty()) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            pieces.push(Piece { text, ..Piece::new(BlockKind::Paragraph) });
        }
    }
}

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
