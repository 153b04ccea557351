//! The appearance of an article apart from its text: inline styles, tables, rules, check boxes, bars of quotations.
//!
//! Everything here is spans or offsets over the text, beside [`blocks`](super::Article::blocks) and
//! [`markup`](super::Article::markup), and is used for display only. The text, all offsets and the analysis do not
//! depend on it: a table is a block of text whose cells are known as well. A format that does not tell these leaves
//! them empty, and so does what exceeds the limits here.

use super::BlockKind;
use crate::span::Span;

/// Most styled spans of an article; text after them is plain.
pub(super) const STYLES: usize = 200_000;
/// Most cells (or rows) of the tables of an article.
pub(super) const CELLS: usize = 200_000;
/// Most ornaments of an article.
pub(super) const ORNAMENTS: usize = 100_000;

/// Inline style: one of the constants, or several combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Inline(u8);

impl Inline {
    /// No style.
    pub const PLAIN: Self = Self(0);
    /// Emphasis: stressed words, titles of works, words of other languages.
    pub const EMPHASIS: Self = Self(1);
    /// Strong importance.
    pub const STRONG: Self = Self(2);
    /// Code: program text, keys, file names.
    pub const CODE: Self = Self(4);
    /// Struck-out words.
    pub const STRUCK: Self = Self(8);

    /// Both styles combined.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all styles of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The style as a number, for storage; the inverse of [`Inline::from_bits`].
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The style of a stored number; unknown bits are ignored.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 15)
    }
}

/// A span with a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styled {
    /// The span.
    pub span: Span,
    /// Its style.
    pub inline: Inline,
}

/// Adds a styled span after all of `styles`, by extending the last one if that touches it and has the same style.
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

/// A table in the text. Its rows are lines of one block, or each is a block of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The rows from top to bottom.
    pub rows: Vec<TableRow>,
    /// How many rows from the first are header rows.
    pub heads: usize,
}

impl Table {
    /// The span from the first row to the last; empty at 0 for a table without rows.
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
    /// The whole row, with the separators between its cells.
    pub span: Span,
    /// The cells in order, without overlap; one without words has an empty span.
    pub cells: Vec<Span>,
}

/// Something that is drawn but is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ornament {
    /// The start of the block that it belongs to, or a place before that: it is drawn before the next block from here
    /// on.
    pub at: usize,
    /// Its kind.
    pub kind: OrnamentKind,
}

/// The kind of an ornament.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrnamentKind {
    /// A horizontal rule.
    Rule,
    /// The box of a task list item.
    CheckBox {
        /// Whether it is checked.
        checked: bool,
    },
    /// The bars of the block quotations around a block, where the block's kind does not imply them: for a list or code
    /// inside a quotation, or a quotation inside another.
    Quoted {
        /// The number of quotations.
        depth: u8,
    },
    /// An indent, for a block inside a list item that is not its first block: a second paragraph, code, a quotation.
    /// The block, with the bars of its quotations, is aligned with the text of the item.
    Inset {
        /// The number of lists around the block, or around the outermost of its block quotations.
        depth: u8,
    },
}

/// The ornament for the indent of a block of this kind inside `lists` lists; if it is in block quotations,
/// `around_quotes` lists are around the outermost of them.
pub(super) fn inset(lists: usize, around_quotes: Option<usize>, kind: BlockKind) -> Option<OrnamentKind> {
    let depth = match kind {
        // A list item is indented by its own depth inside the quotation.
        BlockKind::ListItem { depth } => around_quotes.unwrap_or(0).min(depth.into()),
        _ => around_quotes.unwrap_or(lists),
    };
    let depth = u8::try_from(depth).unwrap_or(u8::MAX);
    (depth > 0).then_some(OrnamentKind::Inset { depth })
}

/// The ornament for the bars of a block of this kind inside `quotes` block quotations; `None` where its kind implies
/// them.
pub(super) fn quoted(quotes: usize, kind: BlockKind) -> Option<OrnamentKind> {
    let told = usize::from(kind == BlockKind::BlockQuote);
    let depth = u8::try_from(quotes).unwrap_or(u8::MAX);
    (quotes > told).then_some(OrnamentKind::Quoted { depth })
}
