//! Interprets line breaks within blocks: as verse, as paragraphs, or as nothing.

use super::{piece::Piece, statistics::is_prose};
use crate::article::BlockKind;

/// Longest line of verse, an address or the like, in code points.
const SHORT: usize = 64;

/// Converts preformatted text into paragraphs where it is at least 80% of a page and consists of prose: an old page
/// that is plain text in a `pre`.
pub(super) fn prose(pieces: &mut Vec<Piece>) {
    /// Fewest paragraphs of prose.
    const FEWEST: usize = 2;
    let is_code = |piece: &&Piece| piece.kind == BlockKind::Verbatim;
    let all: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let code: usize = pieces.iter().filter(is_code).map(|piece| piece.text.len()).sum();
    let mut paragraphs = pieces.iter().filter(is_code).flat_map(|piece| piece.text.split("\n\n"));
    if code * 10 < all * 8 || paragraphs.clone().filter(|text| is_prose(text.trim())).count() < FEWEST {
        return;
    }
    // Prose is indented in the first line of a paragraph at most.
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

/// Appends `piece` to `pieces`: as verse where it has three or more lines, all short and none with quotation marks; as
/// one paragraph per line where it is mostly links, or its lines end like sentences or are very short; and else as it
/// is.
pub(super) fn divide(piece: Piece, pieces: &mut Vec<Piece>) {
    if piece.kind != BlockKind::Paragraph || !piece.text.contains('\n') {
        return pieces.push(piece);
    }
    let lines = || piece.text.lines().map(str::trim);
    // Lines of links are a list.
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
    // Lines that end like sentences are paragraphs; other breaks are only layout.
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
