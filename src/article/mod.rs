//! From bytes to an [`Article`]: the decoded text, never altered, and spans over it.
//!
//! Takes bytes or a path, gives an [`Article`]. Knows nothing of language or screen.

mod source;

pub use source::Source;

use crate::span::Span;

/// A text to read, and where its parts are.
///
/// `text` is what was decoded from the input and is never altered; everything else is spans over it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// What the person called it: a path, `-`, the `doc` of a JSON line.
    pub name: String,
    /// The decoded text.
    pub text: String,
    /// The headline, where the text has one.
    pub title: Option<Span>,
    /// Who wrote it, without the "By".
    pub byline: Option<Span>,
    /// When it was published, as written.
    pub published: Option<Span>,
    /// Where it is on the web, if it says so.
    pub url: Option<String>,
    /// The parts of the text in order, without overlap. White space between them belongs to none.
    pub blocks: Vec<Block>,
    /// Markup inside blocks that is not part of what is read (`**`, `> `, a link's address), in order and
    /// without overlap. Empty for plain text.
    pub markup: Vec<Span>,
}

/// A part of an article that stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, without white space at the ends. A line break inside is a space to the reader, except in
    /// [`BlockKind::Verbatim`].
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// The line that names the author.
    Byline,
    /// The line that gives the date.
    Date,
    /// A heading inside the article; 1 is the highest level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A quotation set as a block of its own.
    BlockQuote,
    /// An item of a list; `depth` 0 is the outermost list.
    ListItem {
        /// How many lists it lies in, less one.
        depth: u8,
    },
    /// Lines that are kept as they are (code, tables, verse).
    Verbatim,
    /// Trailing page furniture: not the article, and not analysed.
    Furniture,
}

impl BlockKind {
    /// Whether the block belongs to what is analysed.
    pub const fn is_analysed(self) -> bool {
        !matches!(self, Self::Furniture | Self::Verbatim | Self::Byline | Self::Date)
    }
}
