//! What the model sees of each token, looked up once: its word, its form, where it stands, what the lexicon knows.

use super::{
    marks::Passage,
    model::{Lexicon, table},
};
use crate::language::{Token, TokenKind, Tokens, words};

/// A punctuation mark's class, or that the token is a word.
pub mod sign {
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

/// Where a token stands to quotation marks.
pub mod quoted {
    /// Outside.
    pub const OUT: u8 = 0;
    /// The mark that opens.
    pub const OPENS: u8 = 1;
    /// Inside.
    pub const IN: u8 = 2;
    /// The mark that closes.
    pub const CLOSES: u8 = 3;
}

/// What the model sees of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// The word in lower case, digits and names masked.
    pub word: u32,
    /// The word without its inflection.
    pub stem: u32,
    /// Its last three characters.
    pub suffix: u32,
    /// Capital letters, digits.
    pub shape: u8,
    /// The lexicon's class: which parts of speech it is.
    pub tag: u8,
    /// How often it is a cue, in steps.
    pub cue: u8,
    /// How often its stem is a cue, in steps.
    pub stem_cue: u8,
    /// How often it stands in a source, in steps.
    pub source: u8,
    /// What kind of thing or act it is.
    pub sense: u8,
    /// Which punctuation.
    pub sign: u8,
    /// Where it stands to quotation marks.
    pub quoted: u8,
    /// The passage that it stands in, plus one.
    pub passage: u32,
    /// Its sentence.
    pub sentence: u32,
    /// Its paragraph.
    pub paragraph: u32,
    /// Whether it opens its sentence.
    pub opens: bool,
}

/// What stands before the first and behind the last token of a paragraph.
pub const EDGE: Observed = Observed {
    word: 1,
    stem: 1,
    suffix: 1,
    shape: 0,
    tag: 0,
    cue: 0,
    stem_cue: 0,
    source: 0,
    sense: 0,
    sign: sign::EDGE,
    quoted: 0,
    passage: 0,
    sentence: u32::MAX,
    paragraph: u32::MAX,
    opens: false,
};

/// Looks all tokens up. Linear in their number.
pub fn observe(text: &str, tokens: &Tokens, passages: &[Passage], lexicon: &Lexicon<'_>) -> Vec<Observed> {
    let mut out = Vec::with_capacity(tokens.tokens.len());
    let mut lower = String::new();
    for (paragraph, part) in tokens.paragraphs.iter().enumerate() {
        for sentence in part.sentences.clone() {
            let Some(range) = tokens.sentences.get(sentence).map(|s| s.tokens.clone()) else { continue };
            let mut opens = true;
            for token in tokens.tokens.get(range).unwrap_or_default() {
                let mut seen = look(text, *token, opens, &mut lower, lexicon);
                seen.sentence = sentence as u32;
                seen.paragraph = paragraph as u32;
                seen.opens = opens;
                opens &= seen.sign != sign::WORD;
                out.push(seen);
            }
        }
    }
    for (index, passage) in passages.iter().enumerate() {
        let last = passage.tokens.end.saturating_sub(1);
        for (at, slot) in passage.tokens.clone().zip(out.get_mut(passage.tokens.clone()).unwrap_or_default()) {
            slot.passage = index as u32 + 1;
            slot.quoted = match at {
                _ if at == passage.tokens.start => quoted::OPENS,
                _ if at == last && passage.closed => quoted::CLOSES,
                _ => quoted::IN,
            };
        }
    }
    out
}

/// FNV-1a over the bytes of a word.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

const NAME: u32 = 2;
const CAPITALS: u32 = 3;

fn look(text: &str, token: Token, opens: bool, lower: &mut String, lexicon: &Lexicon<'_>) -> Observed {
    let written = token.span.of(text);
    let shape = shape(written, token.kind);
    normalise(written, lower);
    let word = hash(lower);
    let stem = hash(stem(lower));
    let entry = lexicon.word(word);
    let (stem_cue, sense) = lexicon.stem(stem);
    let is_name = matches!(shape, CAPITAL | UPPER | MIXED) && !opens && token.kind == TokenKind::Word;
    let masked = match entry {
        Some(entry) if !is_name || !entry.is_name => word,
        Some(_) | None if is_name => if shape == UPPER { CAPITALS } else { NAME },
        _ => word,
    };
    let is_masked = masked != word;
    let entry = entry.unwrap_or_default();
    let suffix = lower.char_indices().rev().nth(2).map_or(&**lower, |(i, _)| lower.get(i..).unwrap_or_default());
    Observed {
        word: masked,
        stem: if is_masked { masked } else { stem },
        suffix: if is_masked { masked } else { hash(suffix) },
        shape,
        tag: if entry.tag == 0 { unknown(lower, shape, opens) } else { entry.tag },
        cue: entry.cue,
        stem_cue,
        source: entry.source,
        sense,
        sign: sign_of(written, token.kind),
        ..EDGE
    }
}

/// Lower case, straight apostrophes, every digit a nought.
pub fn normalise(written: &str, out: &mut String) {
    out.clear();
    for c in written.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '0'..='9' => out.push('0'),
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            _ if c.is_ascii() => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// The word without the commonest endings: rough, the same for most forms of a verb.
pub fn stem(lower: &str) -> &str {
    const ENDINGS: [&str; 9] = ["ings", "ing", "ied", "ies", "ers", "ed", "es", "s", "er"];
    for ending in ENDINGS {
        if let Some(rest) = lower.strip_suffix(ending)
            && rest.chars().count() >= 3
            && !rest.ends_with("s") 
        {
            return trim(rest);
        }
    }
    trim(lower)
}

fn trim(rest: &str) -> &str {
    let mut rest = rest.strip_suffix(['e', 'y', 'i']).filter(|r| r.len() >= 3).unwrap_or(rest);
    let mut last = rest.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a == b
        && a.is_ascii_alphabetic()
        && rest.len() > 3
    {
        rest = rest.get(..rest.len() - 1).unwrap_or(rest);
    }
    rest
}

const CAPITAL: u8 = 1;
const UPPER: u8 = 2;
const MIXED: u8 = 3;

fn shape(written: &str, kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Number => 4,
        TokenKind::Possessive => 5,
        TokenKind::Mark | TokenKind::Punctuation => 6,
        TokenKind::Word => {
            let mut letters = written.chars().filter(|c| c.is_alphabetic());
            let capital = letters.next().is_some_and(char::is_uppercase);
            let (mut upper, mut lower) = (0, 0);
            for c in letters {
                if c.is_uppercase() { upper += 1 } else { lower += 1 }
            }
            match (capital, upper, lower) {
                (true, 0, 0) => 7,
                (true, _, 0) => UPPER,
                (true, 0, _) => CAPITAL,
                (_, 1.., _) => MIXED,
                _ => 0,
            }
        }
    }
}

/// A class for a word that the lexicon does not know, from how it is written.
fn unknown(lower: &str, shape: u8, opens: bool) -> u8 {
    match shape {
        CAPITAL | UPPER | MIXED if !opens => 1,
        4 => 2,
        6 => 3,
        _ if lower.ends_with("ing") => 4,
        _ if lower.ends_with("ed") => 5,
        _ if lower.ends_with("ly") => 6,
        _ if lower.ends_with('s') => 7,
        CAPITAL | UPPER | MIXED => 8,
        _ => 9,
    }
}

/// How many classes [`unknown`] gives; the lexicon's begin behind them.
pub const UNKNOWN_TAGS: u8 = 10;

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

/// The keys that a token or a cue is known by, as they are made.
pub struct Keys<'a>(pub &'a mut Vec<u64>);

impl Keys<'_> {
    /// Adds the key of one value.
    #[inline]
    pub fn one(&mut self, template: u16, a: u32) {
        self.0.push(table::key(template, a, 0, 0));
    }

    /// Adds the key of two values.
    #[inline]
    pub fn two(&mut self, template: u16, a: u32, b: u32) {
        self.0.push(table::key(template, a, b, 0));
    }

    /// Adds the key of three values, the last below 2^24.
    #[inline]
    pub fn three(&mut self, template: u16, a: u32, b: u32, c: u32) {
        self.0.push(table::key(template, a, b, c & 0xff_ffff));
    }
}


/// Words and classes that templates ask for by name.
#[derive(Debug, Clone)]
pub struct Words {
    /// The hash of "that".
    pub that: u32,
    /// The tags that are finite verbs or modals more often than not.
    pub verbs: Vec<u8>,
}
