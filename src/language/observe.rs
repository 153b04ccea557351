//! Observes each token once, for the linear models: its word and form, where it stands, what the lexicon knows of it.

use super::{
    Token, TokenKind, Tokens,
    forms::{self, shape},
    marks::Passage,
    observed::{quoted, sign},
    seen::{Begins, Look, Packer, Seen},
};
use crate::lexicon::word_table::WordTable;

/// The id of every name, so that models cannot memorise names.
const NAME: u32 = 2;
/// The id of every acronym.
const ACRONYM: u32 = 3;

/// Observes all tokens. Linear in their number.
pub(crate) fn observe(text: &str, tokens: &Tokens, passages: &[Passage], table: &WordTable<'_>) -> Seen {
    let mut out = Packer::new(tokens.len());
    let mut normal = String::new();
    let mut passages = passages.iter().peekable();
    for paragraph in tokens.paragraphs() {
        for range in paragraph.sentences.clone().filter_map(|number| tokens.sentence(number)) {
            let mut opens = true;
            for at in range.clone() {
                while passages.next_if(|passage| passage.tokens.end <= at).is_some() {}
                let quoted = passages.peek().map_or(0, |passage| quoted(passage, at));
                let look = look(text, tokens.get(at), opens, &mut normal, table);
                let begins = Begins { paragraph: at == paragraph.tokens.start, sentence: at == range.start };
                out.push(look, opens, quoted, begins);
                opens &= look.sign != sign::WORD;
            }
        }
    }
    out.finish()
}

/// The place of the token at `at` relative to a passage.
fn quoted(passage: &Passage, at: usize) -> u8 {
    match at {
        _ if at < passage.tokens.start => 0,
        _ if at == passage.tokens.start => quoted::OPENS,
        _ if at + 1 == passage.tokens.end && passage.closed => quoted::CLOSES,
        _ => quoted::IN,
    }
}

fn look(text: &str, token: Token, opens: bool, normal: &mut String, table: &WordTable<'_>) -> Look {
    let written = token.span.of(text);
    let shape = forms::shape_of(written, token.kind);
    forms::normalise(written, normal);
    let word = forms::hash(normal);
    let entry = table.word(word);
    // A word that is usually in lower case ("President") is not a name.
    let is_name = forms::is_name_like(shape) && !opens && entry.is_none_or(|e| e.is_name);
    let mask = |own: u32| match shape {
        _ if !is_name => own,
        shape::UPPER => ACRONYM,
        _ => NAME,
    };
    let stem = forms::hash(forms::stem(normal));
    let entry = entry.unwrap_or_default();
    Look {
        word: mask(word),
        stem: mask(stem),
        suffix: mask(forms::hash(forms::suffix(normal))),
        shape,
        tag: if entry.tag == 0 { unknown(normal, shape, opens) } else { entry.tag },
        cue: entry.cue,
        stem_cue: table.stem(stem),
        source: entry.source,
        sign: sign_of(written, token.kind),
    }
}

/// How many tags there are for words that the lexicon does not know; its own are numbered from here on.
#[cfg(feature = "training")]
pub(crate) const UNKNOWN_TAGS: u8 = 10;

/// The tag of a word that the lexicon does not know, by how it is written.
fn unknown(normal: &str, of: u8, opens: bool) -> u8 {
    let is_name_like = forms::is_name_like(of);
    match of {
        _ if is_name_like && !opens => 1,
        shape::NUMBER => 2,
        shape::SIGN => 3,
        _ if normal.ends_with("ing") => 4,
        _ if normal.ends_with("ed") => 5,
        _ if normal.ends_with("ly") => 6,
        _ if normal.ends_with('s') => 7,
        _ if is_name_like => 8,
        _ => 9,
    }
}

fn sign_of(written: &str, kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Possessive => sign::WORD,
        TokenKind::Mark => sign::MARK,
        TokenKind::Punctuation => match written {
            "," => sign::COMMA,
            "." | "…" | "..." => sign::STOP,
            ":" => sign::COLON,
            ";" => sign::SEMICOLON,
            "?" | "!" => sign::CALL,
            "-" | "–" | "—" | "―" => sign::DASH,
            "(" | ")" | "[" | "]" => sign::BRACKET,
            _ => sign::OTHER,
        },
    }
}
