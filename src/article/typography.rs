//! How an article is set beside what it says: stretches that are emphasised, tables, rules and check boxes.
//!
//! All of it is spans over the text, beside [`blocks`](super::Article::blocks) and [`markup`](super::Article::markup), and for
//! the screen alone. The text, its offsets and what is analysed do not depend on it: a table that was text stays text, whose
//! cells are known now. What a format does not tell is left empty, and so is what goes beyond the limits here.

use super::BlockKind;
use crate::span::Span;

/// Most stretches with a style of their own, of rows of tables and of their cells that an article has; what comes after them
/// is set plainly.
pub(super) const STYLES: usize = 200_000;
pub(super) const CELLS: usize = 200_000;
pub(super) const ORNAMENTS: usize = 100_000;

/// What sets words apart from those around them: any of the constants, or several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Inline(u8);

impl Inline {
    /// Nothing.
    pub const PLAIN: Self = Self(0);
    /// Words that are stressed, titles of works, words of other languages.
    pub const EMPHASIS: Self = Self(1);
    /// Words that must not be passed over.
    pub const STRONG: Self = Self(2);
    /// Words of a program: code, keys, names of files.
    pub const CODE: Self = Self(4);
    /// Words that are struck out.
    pub const STRUCK: Self = Self(8);

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// It as a number, to be kept.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// What was kept as a number; what it does not know of that is left out.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 15)
    }
}

/// A stretch of text that is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styled {
    /// Where it is.
    pub span: Span,
    /// How it is set.
    pub inline: Inline,
}

/// Adds a stretch that stands after all of `styles`, as part of the last where they touch and are alike.
pub(super) fn add_style(styles: &mut Vec<Styled>, span: Span, inline: Inline) {
    if inline == Inline::PLAIN || span.is_empty() {
        return;
    }
    let room = styles.len() < STYLES;
    match styles.last_mut() {
        Some(last) if last.inline == inline && last.span.end == span.start => last.span.end = span.end,
        _ if room => styles.push(Styled { span, inline }),
        _ => {}
    }
}

/// A table in the text: its rows stand in one block, or each in one of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its rows from top to bottom.
    pub rows: Vec<TableRow>,
    /// How many of them, from the first, name the columns.
    pub heads: usize,
}

impl Table {
    /// From its first cell to its last.
    pub fn span(&self) -> Span {
        match (self.rows.first(), self.rows.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// All of it, with what stands between its cells.
    pub span: Span,
    /// Its cells in order, without overlap; one without words is empty.
    pub cells: Vec<Span>,
}

/// What is drawn and is none of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ornament {
    /// It stands before the block that begins here, or next after here.
    pub at: usize,
    /// What it is.
    pub kind: OrnamentKind,
}

/// What an ornament is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrnamentKind {
    /// A line across the page.
    Rule,
    /// The box of an item that is to be done, or is done.
    CheckBox {
        /// Whether it is done.
        checked: bool,
    },
    /// The bars of the block quotations that a block lies in, where its kind does not tell them: a list or code that is
    /// quoted, or a quotation in another.
    Quoted {
        /// How many it lies in.
        depth: u8,
    },
    /// The block belongs to an item of a list and is not where that begins: a second paragraph, code, a quotation. With its
    /// block quotations it stands as far in as the text of the item.
    Inset {
        /// In how many lists it lies, or the outermost of its block quotations.
        depth: u8,
    },
}

/// What tells that a block belongs to an item of a list: it lies in so many lists, of which so many are around the outermost of
/// its block quotations.
pub(super) fn inset(lists: usize, around_quotes: Option<usize>, kind: BlockKind) -> Option<OrnamentKind> {
    let depth = match kind {
        // Its own depth tells the rest.
        BlockKind::ListItem { depth } => around_quotes.unwrap_or(0).min(depth.into()),
        _ => around_quotes.unwrap_or(lists),
    };
    let depth = u8::try_from(depth).unwrap_or(u8::MAX);
    (depth > 0).then_some(OrnamentKind::Inset { depth })
}

/// What tells that a block of this kind lies in so many block quotations; nothing where its kind tells it.
pub(super) fn quoted(quotes: usize, kind: BlockKind) -> Option<OrnamentKind> {
    let told = usize::from(kind == BlockKind::BlockQuote);
    let depth = u8::try_from(quotes).unwrap_or(u8::MAX);
    (quotes > told).then_some(OrnamentKind::Quoted { depth })
}
