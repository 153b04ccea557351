//! What the model sees of each token, looked up once: its word and form, where it stands, what the lexicon knows.

use super::{
    Token, TokenKind, Tokens,
    forms::{self, shape},
    marks::Passage,
    seen::{Begins, Look, Packer, Seen},
};
use crate::lexicon::word_table::WordTable;

/// Classes of punctuation.
pub(crate) mod sign {
    /// A word or a number.
    pub const WORD: u8 = 0;
    /// `,`
    pub const COMMA: u8 = 1;
    /// `.`
    pub const STOP: u8 = 2;
    /// `:`
    pub const COLON: u8 = 3;
    /// `;`
    pub const SEMICOLON: u8 = 4;
    /// `?`, `!`
    pub const CALL: u8 = 5;
    /// A dash.
    pub const DASH: u8 = 6;
    /// A quotation mark.
    pub const MARK: u8 = 7;
    /// A bracket.
    pub const BRACKET: u8 = 8;
    /// Anything else.
    pub const OTHER: u8 = 9;
    /// The end of a paragraph.
    pub const EDGE: u8 = 10;
}

/// Where a token stands to the quotation marks of its passage.
pub(crate) mod quoted {
    /// The mark that opens.
    pub const OPENS: u8 = 1;
    /// Inside.
    pub const IN: u8 = 2;
    /// The mark that closes.
    pub const CLOSES: u8 = 3;
}

/// What the model sees of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Observed {
    /// The hash of the word's normal form; names share one, and so do acronyms.
    pub word: u32,
    /// The hash of its stem.
    pub stem: u32,
    /// The hash of its last three characters.
    pub suffix: u32,
    /// Its [`shape`].
    pub shape: u8,
    /// Which parts of speech it is: the lexicon's class, or one of [`UNKNOWN_TAGS`] by its form.
    pub tag: u8,
    /// How often it is part of a cue, in steps.
    pub cue: u8,
    /// How often its stem is part of a cue, in steps.
    pub stem_cue: u8,
    /// How often it is part of a source, in steps.
    pub source: u8,
    /// Its [`sign`].
    pub sign: u8,
    /// Where it stands to quotation marks ([`quoted`]), 0 outside.
    pub quoted: u8,
    /// The passage in quotation marks that it stands in, counted from 1; 0 outside.
    pub passage: u32,
    /// Its sentence.
    pub sentence: u32,
    /// Its paragraph.
    pub paragraph: u32,
    /// Whether no word stands before it in its sentence.
    pub opens: bool,
    /// The word that opens its clause: the first one behind a comma, a dash, a colon, a mark or a sentence's end.
    pub clause_word: u32,
    /// The tags of that word and of the one behind it.
    pub clause_tags: u16,
}

/// What stands before the first and after the last token of a paragraph.
pub(crate) const EDGE: Observed = Observed {
    word: 1,
    stem: 1,
    suffix: 1,
    shape: 0,
    tag: 0,
    cue: 0,
    stem_cue: 0,
    source: 0,
    sign: sign::EDGE,
    quoted: 0,
    passage: 0,
    sentence: u32::MAX,
    paragraph: u32::MAX,
    opens: false,
    clause_word: 0,
    clause_tags: 0,
};

/// What stands for every name, so that none is learnt by heart.
const NAME: u32 = 2;
/// What stands for every acronym.
const ACRONYM: u32 = 3;

/// Looks all tokens up. Linear in their number.
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

/// Where the token at `at` stands to a passage.
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
    // A word that is written small elsewhere ("President") is no name.
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

/// How many classes there are for words that the lexicon does not know; its own are numbered from here on.
#[cfg(feature = "training")]
pub(crate) const UNKNOWN_TAGS: u8 = 10;

/// A class for a word that the lexicon does not know, from how it is written.
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
