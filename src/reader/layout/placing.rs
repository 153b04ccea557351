//! The columns of the glyphs of a row, for drawing, for the mouse and for links.

use super::{
    Glyph, Row, RowKind,
    bidi::Visual,
    glyphs::{self, Clusters},
};
use crate::{
    article::{Article, BlockKind},
    span::Span,
};

/// The way in which the glyphs of a row are placed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Placing {
    /// Side by side, ragged right.
    #[default]
    Ragged,
    /// Side by side, with spaces so wide that the row is full.
    Justified {
        /// Cells to be distributed among the spaces.
        free: u16,
        spaces: u16,
    },
    /// In visual order, for right-to-left text.
    Visual(Visual),
    /// In the columns of a table.
    Cells(Vec<TableCell>),
}

/// The part of a table cell that the row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableCell {
    pub span: Span,
    /// Cells of the screen before it.
    pub x: u16,
}

impl Placing {
    /// Whether the byte at `offset` is shown.
    pub fn shows(&self, row: Span, offset: usize) -> bool {
        match self {
            Self::Cells(cells) => cells.iter().any(|cell| cell.span.contains(offset)),
            _ => row.contains(offset),
        }
    }

    /// Moves table cells to the right by so many cells; other glyphs follow the indent of the row.
    pub fn move_by(&mut self, by: u16) {
        if let Self::Cells(cells) = self {
            for cell in cells {
                cell.x += by;
            }
        }
    }

    /// Appends the glyphs of a row to `out`.
    pub fn place<'a>(&self, article: &'a Article, row: &Row, out: &mut Vec<Glyph<'a>>) {
        let verbatim = row.kind == RowKind::Text(BlockKind::Verbatim);
        let glyphs = |span: Span, verbatim: bool, x: u16| {
            glyphs::glyphs(Clusters::new(article, span, verbatim).with_dots(row.ascii))
                .map(move |glyph| Glyph { x: x + glyph.x, ..glyph })
        };
        match self {
            Self::Ragged => out.extend(glyphs(row.span, verbatim, row.indent)),
            Self::Justified { free, spaces } => {
                let (mut passed, mut moved) = (0, 0);
                for mut glyph in glyphs(row.span, verbatim, row.indent) {
                    glyph.x += moved;
                    if glyph.text == " " && passed < *spaces {
                        passed += 1;
                        // Evenly: after each space, the sum of what has been distributed is in proportion to the spaces
                        // passed.
                        let due = u32::from(*free) * u32::from(passed) / u32::from((*spaces).max(1));
                        let more = (due as u16).saturating_sub(moved);
                        glyph.width += more;
                        glyph.text = " ".repeat(usize::from(glyph.width)).into();
                        moved += more;
                    }
                    out.push(glyph);
                }
            }
            Self::Visual(visual) => {
                out.extend(
                    glyphs(row.span, verbatim, 0)
                        .enumerate()
                        .map(|(n, glyph)| visual.to_visual(n, glyph, row.indent)),
                );
            }
            Self::Cells(cells) => {
                for cell in cells {
                    out.extend(glyphs(cell.span, false, cell.x));
                }
            }
        }
    }
}
