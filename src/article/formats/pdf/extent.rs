//! How far an object reaches, told by its tokens alone, before it is built.
//!
//! The parser makes fifty bytes of two, and goes as far as brackets are open. So nothing is given to it that has not
//! been measured here, and it is given no more than that.

use super::limits;
use pdfboss_core::lexer::{Lexer, RawToken, Token};

/// What a byte of an object costs: to be measured and parsed.
pub(super) const WORK: usize = 20;

/// Where an object ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// The place after its last token, before the data of its stream.
    pub end: usize,
    /// Whether it is a stream.
    pub is_stream: bool,
}

/// That of the object at `at`; nothing where it is longer than what is read.
pub(super) fn of(bytes: &[u8], at: usize) -> Option<Extent> {
    let window = bytes.get(..bytes.len().min(at.saturating_add(limits::OBJECT)))?;
    measure(&mut Lexer::at(window, at))
}

/// That of the object whose number stands at `at`.
pub(super) fn of_numbered(bytes: &[u8], at: usize) -> Option<Extent> {
    let window = bytes.get(..bytes.len().min(at.saturating_add(limits::OBJECT)))?;
    let mut lexer = Lexer::at(window, at);
    for _ in 0..3 {
        lexer.next_raw_token().ok()?;
    }
    measure(&mut lexer)
}

fn measure(lexer: &mut Lexer) -> Option<Extent> {
    let mut depth = 0_usize;
    for n in 0..limits::OBJECT_TOKENS {
        match lexer.next_raw_token().ok()? {
            RawToken::Owned(Token::ArrayOpen | Token::DictOpen) => depth += 1,
            RawToken::Owned(Token::ArrayClose | Token::DictClose) => depth = depth.saturating_sub(1),
            RawToken::Owned(Token::Eof) => depth = 0,
            // It may be the first of the three parts of a reference.
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
