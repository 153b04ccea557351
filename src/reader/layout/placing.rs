//! Where on a row its glyphs stand. Drawing, the mouse and links all ask here.

use super::{
    Glyph, Row, RowKind,
    bidi::Visual,
    glyphs::{self, Clusters},
};
use crate::{
    article::{Article, BlockKind},
    span::Span,
};

/// Where the glyphs of a row stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Placing {
    /// One after the other.
    #[default]
    Ragged,
    /// One after the other, with spaces so wide that the row is full.
    Justified {
        /// Cells to be shared out among the spaces.
        free: u16,
        spaces: u16,
    },
    /// As they are seen, where some run from right to left.
    Visual(Visual),
    /// In the columns of a table.
    Cells(Vec<Cell>),
}

/// What a row shows of a cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub span: Span,
    /// Cells of the screen before it.
    pub x: u16,
}

impl Placing {
    /// Whether the byte at `offset` is in what the row shows.
    pub fn shows(&self, row: Span, offset: usize) -> bool {
        match self {
            Self::Cells(cells) => cells.iter().any(|cell| cell.span.contains(offset)),
            _ => row.contains(offset),
        }
    }

    /// Puts what does not stand where the indent says by so many cells to the right.
    pub fn move_by(&mut self, by: u16) {
        if let Self::Cells(cells) = self {
            for cell in cells {
                cell.x += by;
            }
        }
    }

    /// Adds the glyphs of a row.
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
                        // Evenly: after each space as much is given out as is its share.
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
                        .map(|(n, glyph)| visual.see(n, glyph, row.indent)),
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
