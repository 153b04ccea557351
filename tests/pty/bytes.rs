//! Parses what a program wrote to its terminal.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;

/// A piece of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A character to show.
    Text(char),
    /// `ESC [`, then what stands between it and the last byte.
    Csi(&'a str, char),
    /// The query for the background colour (OSC 11), exactly as the reader writes it.
    Question,
    /// `ESC` and the character after it, where that begins no known sequence; or a control character.
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
        if let Some(after) = rest.strip_prefix("]11;?\u{1b}\\") {
            out.push(Piece::Question);
            rest = after;
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

/// The modes of the terminal that `written` leaves different from their initial state: mode 25, the cursor, is on at
/// the start, all others are off.
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

/// The modes that the reader may change.
const MODES: [&str; 9] = ["25", "1000", "1002", "1003", "1006", "1015", "1049", "2004", "2026"];

/// The first piece that the reader should not write.
pub fn harm(written: &str) -> Option<Piece<'_>> {
    pieces(written).into_iter().find(|piece| match *piece {
        Piece::Text(c) => matches!(
            c,
            '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        ),
        Piece::Csi(parameters, 'h' | 'l') => {
            !parameters.strip_prefix('?').is_some_and(|mode| MODES.contains(&mode))
        }
        // Cursor movement, erasing, and attributes.
        Piece::Csi(parameters, 'H' | 'J' | 'K' | 'm') => {
            !parameters.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'))
        }
        Piece::Question => false,
        Piece::Csi(..) | Piece::Other(_) => true,
    })
}
