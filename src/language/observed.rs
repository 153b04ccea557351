//! The observations of a token.

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

/// The place of a token relative to the quotation marks of its passage.
pub(crate) mod quoted {
    /// The mark that opens.
    pub const OPENS: u8 = 1;
    /// Inside.
    pub const IN: u8 = 2;
    /// The mark that closes.
    pub const CLOSES: u8 = 3;
}

/// The observations of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Observed {
    /// The hash of the word's normal form; names share one, and so do acronyms.
    pub word: u32,
    /// The hash of its stem.
    pub stem: u32,
    /// The hash of its last three characters.
    pub suffix: u32,
    /// Its shape, by [`shape_of`](super::forms::shape_of).
    pub shape: u8,
    /// Its parts of speech: the class of the lexicon, or one of [`UNKNOWN_TAGS`](super::observe::UNKNOWN_TAGS) by its form.
    pub tag: u8,
    /// The class of how often it is part of a cue.
    pub cue: u8,
    /// The class of how often its stem is part of a cue.
    pub stem_cue: u8,
    /// The class of how often it is part of a source.
    pub source: u8,
    /// Its [`sign`].
    pub sign: u8,
    /// Its place relative to quotation marks ([`quoted`]), 0 outside.
    pub quoted: u8,
    /// The passage in quotation marks that it stands in, counted from 1; 0 outside.
    pub passage: u32,
    /// Its sentence.
    pub sentence: u32,
    /// Its paragraph.
    pub paragraph: u32,
    /// Whether it is the first word of its sentence.
    pub opens: bool,
    /// The first word of its clause: after a comma, a dash, a colon, a quotation mark or the end of a sentence.
    pub clause_word: u32,
    /// The tags of that word and of the one after it.
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
