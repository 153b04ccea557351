//! Measures objects by their tokens before they are parsed.
//!
//! The parser takes up to fifty bytes of memory for two of input, and recurses as deep as brackets are nested.
//! Therefore it only gets objects that have been measured here, and no input beyond their ends.

use super::limits;
use pdfboss_core::lexer::{Lexer, RawToken, Token};

/// The work to measure and parse a byte of an object.
pub(super) const COST: usize = 20;

/// The end of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// The offset after its last token, before the data of its stream.
    pub end: usize,
    /// Whether it is a stream.
    pub is_stream: bool,
}

/// The extent of the object at `at`; `None` where it is longer than what is read.
pub(super) fn of(bytes: &[u8], at: usize) -> Option<Extent> {
    let window = bytes.get(..bytes.len().min(at.saturating_add(limits::OBJECT)))?;
    measure(&mut Lexer::at(window, at))
}

/// The extent of the object whose number is at `at` ("12 0 obj").
pub(super) fn of_numbered(bytes: &[u8], at: usize) -> Option<Extent> {
    let window = bytes.get(..bytes.len().min(at.saturating_add(limits::OBJECT)))?;
    let mut lexer = Lexer::at(window, at);
    for _ in 0..3 {
        lexer.next_raw_token().ok()?;
    }
    measure(&mut lexer)
}

/// Measures the object at the lexer's position.
fn measure(lexer: &mut Lexer) -> Option<Extent> {
    let mut depth = 0_usize;
    for n in 0..limits::OBJECT_TOKENS {
        match lexer.next_raw_token().ok()? {
            RawToken::Owned(Token::ArrayOpen | Token::DictOpen) => depth += 1,
            RawToken::Owned(Token::ArrayClose | Token::DictClose) => depth = depth.saturating_sub(1),
            RawToken::Owned(Token::Eof) => depth = 0,
            // It may be the first token of a reference ("12 0 R").
            RawToken::Owned(Token::Int(_)) if n == 0 => {
                lexer.next_raw_token().ok()?;
                lexer.next_raw_token().ok()?;
            }
            _ => {}
        }
        if depth == 0 {
            let end = lexer.pos();
            let is_stream = matches!(lexer.next_raw_token(), Ok(RawToken::Keyword(b"stream")));
            return Some(Extent { end, is_stream });
        }
    }
    None
}
