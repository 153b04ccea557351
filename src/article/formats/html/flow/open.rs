//! The open piece: begun when text comes, and closed where its block ends.

use super::{Flow, NextPiece};
use crate::article::{
    BlockKind,
    formats::html::{inline_marks, line_breaks, piece::Piece},
};
use std::sync::Arc;

impl Flow {
    /// Adds text to the open piece, and begins one if there is none. Where inline elements meet without a space between
    /// (`Ann RoeReporter`), one is inserted.
    pub(super) fn text(&mut self, text: &str) {
        if self.skipped > 0 || self.open.is_none() && text.trim_ascii().is_empty() {
            return;
        }
        let mut piece = match self.open.take() {
            Some(piece) => piece,
            None => self.begin(),
        };
        self.seam = false;
        if std::mem::take(&mut self.joint)
            && self.pre + self.captions == 0
            && piece.text.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '.')
            && text.starts_with(|c: char| {
                c.is_uppercase()
                    || (c.is_ascii_digit() || c == '@') && piece.text.ends_with(char::is_lowercase)
            })
        {
            piece.text.push(' ');
        }
        let before = piece.text.len();
        let begin = if self.pre > 0 {
            let begin = piece.text.len();
            piece.text.push_str(&text.replace("\r\n", "\n"));
            Some(begin)
        } else {
            piece.add(text)
        };
        if self.link.is_some() && self.link_start.is_none() {
            self.link_start = begin;
        }
        if begin.is_some() {
            piece.style(before, self.inline);
        }
        self.open = Some(piece);
    }

    /// The length of the open piece's text, in bytes.
    pub(super) fn at(&self) -> usize {
        self.open.as_ref().map_or(0, |piece| piece.text.len())
    }

    /// Removes from the open piece the text added since offset `from`, if `is_meant` is true of it.
    pub(super) fn drop_from(&mut self, from: usize, is_meant: impl FnOnce(&str) -> bool) {
        if let Some(piece) = &mut self.open
            && let Some(added) = piece.text.get(from..)
            && is_meant(added)
        {
            piece.truncate(from);
            self.link_start = self.link_start.filter(|start| *start < from);
        }
    }

    /// Replaces the text added since offset `from` by superscript, where Unicode has its characters.
    pub(super) fn raise(&mut self, from: usize) {
        if let Some(piece) = &mut self.open
            && let Some(added) = piece.text.get(from..)
            && let Some(raised) = inline_marks::raised(added)
            && piece.links.iter().all(|(range, _)| range.end <= from)
        {
            piece.truncate(from);
            piece.text.push_str(&raised);
        }
    }

    /// Notes that inline text begins: where other inline text has just ended, a page may separate the two only by its
    /// style sheet.
    pub(super) fn seam(&mut self) {
        self.joint = std::mem::take(&mut self.seam);
    }

    /// A new piece of the kind that text has here: by the open elements.
    fn begin(&mut self) -> Piece {
        let item = self.item.take();
        let kind = if self.pre > 0 {
            BlockKind::Verbatim
        } else if self.captions > 0 {
            BlockKind::Caption
        } else if let Some(level) = self.heading {
            BlockKind::Heading(level)
        } else if item.is_some() {
            BlockKind::ListItem { depth: u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX) }
        } else if self.quotes > 0 {
            BlockKind::BlockQuote
        } else {
            BlockKind::Paragraph
        };
        let NextPiece { ruled, check } = std::mem::take(&mut self.next);
        let check = check.filter(|_| matches!(kind, BlockKind::ListItem { .. }));
        let lists = if self.quotes > 0 { self.around_quotes } else { 0 };
        let mut piece =
            Piece { apart: self.apart > 0, ruled, check, quotes: self.quotes, lists, ..Piece::new(kind) };
        if let BlockKind::ListItem { .. } = kind {
            piece.text.push_str(&item.unwrap_or_default());
        }
        piece
    }

    /// Adds a line break; a second one in a row ends the paragraph.
    pub(super) fn line_break(&mut self) {
        if self.pre > 0 {
            return self.text("\n");
        }
        self.end_link();
        if let Some(piece) = &mut self.open
            && !piece.add_break()
        {
            self.close();
        }
    }

    /// Ends the open link on the open piece; the link may continue on the next piece.
    pub(super) fn end_link(&mut self) {
        if let (Some(start), Some(piece), Some(target)) = (self.link_start.take(), &mut self.open, &self.link)
        {
            let end = piece.text.trim_end().len();
            if start < end {
                piece.links.push((start..end, Arc::clone(target)));
            }
        }
    }

    /// Closes the open piece and adds it to the finished ones, unless it is blank.
    pub(super) fn close(&mut self) {
        self.end_link();
        let Some(mut piece) = self.open.take() else { return };
        if piece.kind == BlockKind::Verbatim {
            // In preformatted text only the empty lines at both ends are dropped.
            let lead = piece.text.len() - piece.text.trim_start().len();
            let start = piece.text.get(..lead).and_then(|lead| lead.rfind('\n')).map_or(0, |feed| feed + 1);
            let end = piece.text.trim_end().len().max(start);
            piece.truncate(end);
            piece.drop_start(start);
        } else {
            let end = piece.text.trim_end().len();
            piece.truncate(end);
        }
        if !piece.text.contains(|c: char| !inline_marks::is_blank(c)) {
            return;
        }
        let is_signed = piece.text.starts_with(['—', '–', '-', '―']);
        if self.credit && !is_signed {
            piece.prefix("— ");
        }
        // The caption of a figure that holds a block quotation may be its credit.
        if let Some(BlockKind::BlockQuote) = self.pieces.last().map(|piece| piece.kind)
            && piece.kind == BlockKind::Caption
            && is_signed
        {
            piece.kind = BlockKind::BlockQuote;
            piece.quotes = self.pieces.last().map_or(0, |piece| piece.quotes);
        }
        line_breaks::divide(piece, &mut self.pieces);
    }
}
