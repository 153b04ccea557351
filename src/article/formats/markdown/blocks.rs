//! Builds blocks of a Markdown text from the parser's events: their kinds and spans, the markup inside, and styles and
//! ornaments.

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
    /// Adds a visible range of the text to the open block, or opens a block with it.
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

    /// Begins an image. Its alternative text is shown as a caption where the image stands alone or at the start of a
    /// paragraph; elsewhere (in a sentence, heading, table or link) it is hidden, since images there are mostly icons.
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

    /// The kind of a block that opens here; and for an item of an ordered list, the span of its number with the space
    /// after it.
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

    /// Closes the open block and adds it, unless it is blank.
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

    /// Begins a style, which is combined with the one around it.
    pub(super) fn begin_style(&mut self, inline: Inline) {
        let around = self.inline.last().copied().unwrap_or_default();
        self.inline.push(around.and(inline));
    }

    /// Adds an ornament, as long as there are not too many.
    pub(super) fn adorn(&mut self, at: usize, kind: OrnamentKind) {
        if self.ornaments.len() < ORNAMENTS {
            self.ornaments.push(Ornament { at, kind });
        }
    }

    /// Shows code. In tables the backslash of an escaped bar (`\|`) is hidden.
    pub(super) fn code(&mut self, range: Range<usize>) {
        let mut start = range.start;
        let bars = self.text.get(range.clone()).filter(|_| self.tables.is_open());
        for (at, _) in bars.unwrap_or_default().match_indices("\\|") {
            self.show(start..range.start + at);
            start = range.start + at + 1;
        }
        self.show(start..range.end);
    }

    /// The range between the backticks of a code span.
    pub(super) fn inside_ticks(&self, range: Range<usize>) -> Range<usize> {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let ticks = whole.bytes().take_while(|&b| b == b'`').count();
        if whole.len() < 2 * ticks { range } else { range.start + ticks..range.end - ticks }
    }

    /// Shows a footnote label `[^1]` as `[1]`.
    pub(super) fn label(&mut self, range: Range<usize>) {
        let hat = range.start + "[".len();
        self.show(range.start..hat);
        self.show(hat + "^".len()..range.end);
    }

    /// Shows the text between the tags in a line of an HTML block.
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
