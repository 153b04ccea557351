//! The blocks of a Markdown text as its events build them: what is shown in each, of which kind it is, and what is drawn beside
//! it.

use super::{Reader, html::Piece};
use crate::{
    article::{
        Block, BlockKind, Inline, Ornament, OrnamentKind,
        typography::{ORNAMENTS, add_style, inset, quoted},
    },
    span::Span,
};
use std::ops::Range;

impl Reader<'_> {
    /// Adds shown text to the open block, or opens one with it.
    pub(super) fn show(&mut self, range: Range<usize>) {
        if self.hidden > 0 || range.is_empty() {
            return;
        }
        let shown = Span::new(range.start, range.end);
        if let Some((_, words)) = &mut self.link {
            *words = Some(words.map_or(shown, |words| words.join(shown)));
        }
        let inline = self.inline.last().copied().unwrap_or_default();
        add_style(&mut self.styles, shown, inline);
        if self.tables.is_open() {
            self.tables.show(shown, &mut self.markup);
            return;
        }
        if let Some(block) = &mut self.open {
            if block.span.end < shown.start {
                self.markup.push(Span::new(block.span.end, shown.start));
            }
            block.span.end = block.span.end.max(shown.end);
            return;
        }
        if self.is_picture {
            self.open = Some(Block { kind: BlockKind::Caption, span: shown });
            return;
        }
        let (kind, number) = self.kind();
        if let Some(start) = self.note.take()
            && let Some(length) = self
                .text
                .get(start..shown.start)
                .filter(|label| label.starts_with("[^"))
                .and_then(|label| label.find("]:"))
        {
            self.open = Some(Block { kind, span: Span::new(start, start) });
            self.label(start..start + length + 1);
            let space = start + length + "]:".len();
            self.show(space..shown.start.min(space + 1));
            self.show(range);
            return;
        }
        if let Some(number) = number.filter(|number| number.end < shown.start) {
            self.markup.push(Span::new(number.end, shown.start));
        }
        let span = number.map_or(shown, |number| number.join(shown));
        if let Some(checked) = self.check.take() {
            self.adorn(span.start, OrnamentKind::CheckBox { checked });
        }
        self.open = Some(Block { kind, span });
    }

    /// A picture begins. Its words are shown where it stands before the text of a paragraph, or alone: inside of a sentence, a
    /// heading, a table or a link it is a sign, and often one of many.
    pub(super) fn picture(&mut self) {
        let is_begun = self.open.is_some_and(|block| !block.span.of(self.text).trim().is_empty());
        let is_apart = self.heading.is_none() && self.link.is_none() && !self.tables.is_open();
        if is_begun || !is_apart || self.is_picture || self.in_front {
            self.hidden += 1;
        } else {
            self.open = None;
            self.is_picture = true;
        }
    }

    /// The kind of a block that opens here, and the number before it, with the space after, if it has one.
    fn kind(&mut self) -> (BlockKind, Option<Span>) {
        let item = self.item.take();
        let kind = match (self.heading, item) {
            _ if self.verbatim => BlockKind::Verbatim,
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(_)) => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                BlockKind::ListItem { depth }
            }
            (None, None) if self.quotes > 0 => BlockKind::BlockQuote,
            (None, None) => BlockKind::Paragraph,
        };
        let number = item.filter(|_| matches!(self.lists.last(), Some(Some(_)))).map(|start| {
            let rest = self.text.get(start..).unwrap_or_default();
            let marker = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b')')).count();
            let space = rest.bytes().skip(marker).take_while(|&b| b == b' ').count();
            Span::new(start, start + marker + space)
        });
        (kind, number)
    }

    pub(super) fn close(&mut self) {
        if let Some(Block { kind, span }) = self.open.take() {
            let span = span.trim(self.text);
            if !span.is_empty() {
                let around_quotes = (self.quotes > 0).then_some(self.around_quotes);
                let inset = inset(self.lists.len(), around_quotes, kind);
                for ornament in quoted(self.quotes, kind).into_iter().chain(inset) {
                    self.adorn(span.start, ornament);
                }
                self.blocks.push(Block { kind, span });
            }
        }
    }

    /// What follows is set so, beside what it is set already.
    pub(super) fn begin_style(&mut self, inline: Inline) {
        let around = self.inline.last().copied().unwrap_or_default();
        self.inline.push(around.and(inline));
    }

    pub(super) fn adorn(&mut self, at: usize, kind: OrnamentKind) {
        if self.ornaments.len() < ORNAMENTS {
            self.ornaments.push(Ornament { at, kind });
        }
    }

    /// Shows code. In a table a bar has a backslash before it, which no other code could do without.
    pub(super) fn code(&mut self, range: Range<usize>) {
        let mut start = range.start;
        let bars = self.text.get(range.clone()).filter(|_| self.tables.is_open());
        for (at, _) in bars.unwrap_or_default().match_indices("\\|") {
            self.show(start..range.start + at);
            start = range.start + at + 1;
        }
        self.show(start..range.end);
    }

    /// What stands between the ticks of a code span.
    pub(super) fn inside_ticks(&self, range: Range<usize>) -> Range<usize> {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let ticks = whole.bytes().take_while(|&b| b == b'`').count();
        if whole.len() < 2 * ticks { range } else { range.start + ticks..range.end - ticks }
    }

    /// Shows the label of a footnote, `[^1]`, as `[1]`.
    pub(super) fn label(&mut self, range: Range<usize>) {
        let hat = range.start + "[".len();
        self.show(range.start..hat);
        self.show(hat + "^".len()..range.end);
    }

    /// Shows what stands between the tags of a block of HTML.
    pub(super) fn html_line(&mut self, range: Range<usize>) {
        let line = self.text.get(range.clone()).unwrap_or_default();
        for piece in self.html.pieces(line) {
            match piece {
                Piece::Text(shown) => self.show(range.start + shown.start..range.start + shown.end),
                Piece::Break => {
                    self.close();
                    self.heading = None;
                }
                Piece::Heading(level) => {
                    self.close();
                    self.heading = Some(level);
                }
            }
        }
    }
}
