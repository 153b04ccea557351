//! Markdown into blocks, and what of it is markup.
//!
//! The parser tells for each piece of shown text where it stands in the source. What stands between two pieces of a
//! block is markup, whatever it is: so nothing need be known about links, emphasis or quotation signs here.

mod entities;
mod front;
mod html;
mod matter;
mod stretches;
mod table;

pub(in crate::article) use entities::resolved;

use crate::article::{
    Article, Block, BlockKind, Inline, Link, Ornament, OrnamentKind, Styled,
    typography::{ORNAMENTS, add_style, inset, quoted},
};
use crate::span::Span;
use front::Front;
use html::{Html, Piece};
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::{ops::Range, sync::Arc};
use table::Tables;

/// Finds blocks, markup, and what the front matter tells.
pub(in crate::article) fn read(article: &mut Article) {
    let mut reader = Reader::new(&article.text);
    stretches::each(&article.text, stretches::LENGTH, |event, range| reader.see(event, range));
    reader.close();
    let Reader { blocks, mut markup, front: Front { found: front, .. }, mut links, .. } = reader;
    (article.styles, article.ornaments, article.tables) =
        (reader.styles, reader.ornaments, reader.tables.found);
    // A link may have lost its words at the edge of a block, and links do not lie in links.
    links.retain(|link| !link.span.is_empty());
    links.dedup_by(|next, before| next.span.start < before.span.end);
    article.links = links;
    // That of tables is not found in the order of the text.
    markup.sort_unstable_by_key(|span| span.start);
    (article.blocks, article.markup) = (blocks, markup);
    let title =
        front.iter().find(|(kind, _)| *kind == BlockKind::Title).map(|(_, span)| span.of(&article.text));
    let heading = article.blocks.iter().position(|block| block.kind == BlockKind::Heading(1));
    // Where the front matter gives the title, a heading is another one unless it begins the text with the same words.
    let is_title = |at: &usize| match (title, article.blocks.get(*at)) {
        (Some(title), Some(block)) => *at == 0 && letters(title) == letters(&article.shown(block.span)),
        _ => true,
    };
    if let Some(block) = heading.filter(is_title).and_then(|at| article.blocks.get_mut(at)) {
        block.kind = BlockKind::Title;
        article.title = Some(block.span);
    }
    // What only the front matter says is shown above the rest.
    let mut head = Vec::new();
    for (kind, span) in front {
        let slot = match kind {
            BlockKind::Title => &mut article.title,
            BlockKind::Byline => &mut article.byline,
            _ => &mut article.published,
        };
        if slot.is_none() {
            *slot = Some(span);
            head.push(Block { kind, span });
        }
    }
    article.blocks.splice(..0, head);
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    markup: Vec<Span>,
    front: Front,
    links: Vec<Link>,
    /// The link that is open: where it leads, and where its words begin.
    link: Option<(String, Option<Span>)>,
    /// The block that shown text goes to.
    open: Option<Block>,
    quotes: usize,
    /// How many lists are around the outermost block quotation that is open.
    around_quotes: usize,
    lists: Vec<Option<u64>>,
    heading: Option<u8>,
    /// Where the list item began whose text has not begun.
    item: Option<usize>,
    /// Where the footnote began whose text has not begun.
    note: Option<usize>,
    /// How many images it is inside of whose words are not shown.
    hidden: usize,
    /// Whether it is inside of an image whose words stand on lines of their own, like a caption.
    is_picture: bool,
    in_front: bool,
    tables: Tables,
    verbatim: bool,
    html: Html,
    styles: Vec<Styled>,
    /// What is open of emphasis and the like, the innermost last.
    inline: Vec<Inline>,
    ornaments: Vec<Ornament>,
    /// Whether the item whose text has not begun has a box, and is done.
    check: Option<bool>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            markup: Vec::new(),
            front: Front::default(),
            links: Vec::new(),
            link: None,
            open: None,
            quotes: 0,
            around_quotes: 0,
            lists: Vec::new(),
            heading: None,
            item: None,
            note: None,
            hidden: 0,
            is_picture: false,
            in_front: false,
            tables: Tables::default(),
            verbatim: false,
            html: Html::Text,
            styles: Vec::new(),
            inline: Vec::new(),
            ornaments: Vec::new(),
            check: None,
        }
    }

    fn see(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_front => self.front.note(self.text, range),
            Event::Text(_) | Event::SoftBreak => self.show(range),
            Event::HardBreak => {
                let line_break =
                    self.text.get(range.clone()).and_then(|text| text.find(['\n', '\r'])).unwrap_or(0);
                self.show(range.start + line_break..range.end);
            }
            Event::Code(_) => {
                self.begin_style(Inline::CODE);
                self.code(self.inside_ticks(range));
                self.inline.pop();
            }
            Event::Html(_) => self.html_line(range),
            // Without it words of a cell would run together.
            Event::InlineHtml(tag) if self.tables.is_open() && starts_with_break(&tag) => self.show(range),
            // And those of an address, of which each line is a block of its own.
            Event::InlineHtml(tag)
                if self.heading.is_none() && self.link.is_none() && starts_with_break(&tag) =>
            {
                self.close();
            }
            Event::Rule => self.adorn(range.start, OrnamentKind::Rule),
            Event::TaskListMarker(checked) => self.check = Some(checked),
            Event::FootnoteReference(_) => self.label(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.close(),
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.note = Some(range.start);
            }
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(depth_of(level));
            }
            Tag::BlockQuote(_) => {
                self.close();
                if self.quotes == 0 {
                    self.around_quotes = self.lists.len();
                }
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                self.item = Some(range.start);
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.begin_style(Inline::CODE);
                self.verbatim = true;
            }
            Tag::HtmlBlock => {
                self.close();
                self.html = Html::Text;
            }
            Tag::Table(_) => {
                self.close();
                self.verbatim = true;
                self.show(range.clone());
                self.close();
                self.tables.begin(range);
            }
            Tag::TableHead => self.tables.row(range, true),
            Tag::TableRow => self.tables.row(range, false),
            Tag::TableCell => self.tables.cell(self.text, range),
            Tag::MetadataBlock(_) => {
                self.close();
                self.in_front = true;
            }
            Tag::Image { .. } => self.picture(),
            Tag::Emphasis => self.begin_style(Inline::EMPHASIS),
            Tag::Strong => self.begin_style(Inline::STRONG),
            Tag::Strikethrough => self.begin_style(Inline::STRUCK),
            Tag::Link { dest_url, .. } if leads_somewhere(&dest_url) => {
                self.link = Some((dest_url.into_string(), None));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close(),
            TagEnd::FootnoteDefinition => {
                self.close();
                self.note = None;
            }
            TagEnd::Heading(_) | TagEnd::HtmlBlock => {
                self.close();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.close();
                self.item = None;
            }
            TagEnd::CodeBlock => {
                self.close();
                self.inline.pop();
                self.verbatim = false;
            }
            TagEnd::Table => {
                if self.quotes > 0 {
                    self.markup.extend(self.tables.signs(self.text));
                }
                self.tables.end();
                self.verbatim = false;
            }
            TagEnd::TableCell => self.tables.end_cell(&mut self.markup),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.inline.pop();
            }
            TagEnd::MetadataBlock(_) => {
                self.close();
                self.in_front = false;
            }
            TagEnd::Image if self.hidden > 0 => self.hidden -= 1,
            TagEnd::Image => {
                self.close();
                self.is_picture = false;
            }
            TagEnd::Link => {
                if let Some((target, Some(span))) = self.link.take() {
                    // A name and the words after it often lead to the same place.
                    let same = self.links.last().filter(|link| *link.target == *target);
                    let target = same.map_or_else(|| target.into(), |link| Arc::clone(&link.target));
                    self.links.push(Link { span: span.trim(self.text), target });
                }
            }
            _ => {}
        }
    }

    /// Adds shown text to the open block, or opens one with it.
    fn show(&mut self, range: Range<usize>) {
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
    fn picture(&mut self) {
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

    fn close(&mut self) {
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
    fn begin_style(&mut self, inline: Inline) {
        let around = self.inline.last().copied().unwrap_or_default();
        self.inline.push(around.and(inline));
    }

    fn adorn(&mut self, at: usize, kind: OrnamentKind) {
        if self.ornaments.len() < ORNAMENTS {
            self.ornaments.push(Ornament { at, kind });
        }
    }

    /// Shows code. In a table a bar has a backslash before it, which no other code could do without.
    fn code(&mut self, range: Range<usize>) {
        let mut start = range.start;
        let bars = self.text.get(range.clone()).filter(|_| self.tables.is_open());
        for (at, _) in bars.unwrap_or_default().match_indices("\\|") {
            self.show(start..range.start + at);
            start = range.start + at + 1;
        }
        self.show(start..range.end);
    }

    /// What stands between the ticks of a code span.
    fn inside_ticks(&self, range: Range<usize>) -> Range<usize> {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let ticks = whole.bytes().take_while(|&b| b == b'`').count();
        if whole.len() < 2 * ticks { range } else { range.start + ticks..range.end - ticks }
    }

    /// Shows the label of a footnote, `[^1]`, as `[1]`.
    fn label(&mut self, range: Range<usize>) {
        let hat = range.start + "[".len();
        self.show(range.start..hat);
        self.show(hat + "^".len()..range.end);
    }

    /// Shows what stands between the tags of a block of HTML.
    fn html_line(&mut self, range: Range<usize>) {
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

/// What tells a title from another, however both are set.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a tag is a line break, which must stay in a table: without it words would run together.
fn starts_with_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

/// Whether a link leads out of the text itself.
fn leads_somewhere(target: &str) -> bool {
    !target.is_empty() && !target.starts_with('#')
}

const fn depth_of(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;
