//! What a program wrote to its terminal, taken apart.

use std::collections::BTreeMap;

/// A piece of what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A character to show.
    Text(char),
    /// `ESC [`, then what stands between it and the last byte.
    Csi(&'a str, char),
    /// `ESC` and the character after it, which begins no sequence known here; or a control character.
    Other(char),
}

/// Takes `written` apart.
pub fn pieces(written: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        if first != '\u{1b}' {
            out.push(if first.is_control() { Piece::Other(first) } else { Piece::Text(first) });
            continue;
        }
        let next = rest.chars().next().unwrap_or('\u{1b}');
        let csi = rest.strip_prefix('[').and_then(|body| {
            let end = body.find(|c: char| matches!(c, '\u{40}'..='\u{7e}'))?;
            Some((&body[..end], body[end..].chars().next()?, &body[end + 1..]))
        });
        if let Some((parameters, last, after)) = csi {
            out.push(Piece::Csi(parameters, last));
            rest = after;
        } else {
            out.push(Piece::Other(next));
        }
    }
    out
}

/// The modes of the terminal that `written` leaves otherwise than a terminal has them at the start. Mode 25, the
/// cursor, is on then; the rest is off.
pub fn changed_modes(written: &str) -> Vec<u16> {
    let mut modes = BTreeMap::new();
    for piece in pieces(written) {
        if let Piece::Csi(parameters, set @ ('h' | 'l')) = piece
            && let Some(numbers) = parameters.strip_prefix('?')
        {
            for number in numbers.split(';') {
                modes.insert(number.parse().expect("a mode is a number"), set == 'h');
            }
        }
    }
    modes.into_iter().filter(|&(mode, on)| on != (mode == 25)).map(|(mode, _)| mode).collect()
}
