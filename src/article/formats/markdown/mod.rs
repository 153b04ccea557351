//! Markdown (`CommonMark` with GitHub's extensions and footnotes): finds its blocks, and the spans in them that are
//! markup.
//!
//! The parser (crate `pulldown-cmark`) gives a range of the source with each piece of visible text. Everything between
//! two such ranges of one block is markup, so that no syntax has to be known here.

mod blocks;
mod chunks;
mod entities;
mod front_matter;
mod front_spans;
mod html;
mod table;

pub(in crate::article) use entities::resolved;

use crate::article::{
    Article, Block, BlockKind, Inline, Link, Ornament, OrnamentKind, Styled, formats::letters,
};
use crate::span::Span;
use front_spans::Front;
use html::Html;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::{ops::Range, sync::Arc};
use table::Tables;

/// Sets the blocks, markup, links, styles, tables and ornaments of a Markdown article, and its title, byline and date
/// from the front matter or the first heading.
pub(in crate::article) fn read(article: &mut Article) {
    let mut reader = Reader::new(&article.text);
    chunks::each(&article.text, chunks::LENGTH, |event, range| reader.see(event, range));
    reader.close();
    let Reader { blocks, mut markup, front: Front { found: front, .. }, mut links, .. } = reader;
    (article.styles, article.ornaments, article.tables) =
        (reader.styles, reader.ornaments, reader.tables.found);
    // A link may be empty where its text was cut off with the block, and nested links are dropped.
    links.retain(|link| !link.span.is_empty());
    links.dedup_by(|next, before| next.span.start < before.span.end);
    article.links = links;
    // Markup of tables is found out of order.
    markup.sort_unstable_by_key(|span| span.start);
    (article.blocks, article.markup) = (blocks, markup);
    let title =
        front.iter().find(|(kind, _)| *kind == BlockKind::Title).map(|(_, span)| span.of(&article.text));
    let heading = article.blocks.iter().position(|block| block.kind == BlockKind::Heading(1));
    // Beside a title in the front matter a heading is the title only if it begins the text and has the same words.
    let is_title = |at: &usize| match (title, article.blocks.get(*at)) {
        (Some(title), Some(block)) => *at == 0 && letters(title) == letters(&article.shown(block.span)),
        _ => true,
    };
    let has_more = front.iter().any(|(kind, _)| *kind != BlockKind::Title);
    match heading.filter(is_title) {
        // The front matter shows the title above author and date, so the heading is hidden.
        Some(at) if title.is_some() && has_more => hide(article, at),
        Some(at) => {
            if let Some(block) = article.blocks.get_mut(at) {
                block.kind = BlockKind::Title;
                article.title = Some(block.span);
            }
        }
        None => {}
    }
    // Fields that only the front matter has are shown above the text.
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

/// Hides a block: it becomes markup, and its links and styles are dropped.
fn hide(article: &mut Article, at: usize) {
    let span = article.blocks.remove(at).span;
    article.links.retain(|link| !link.span.overlaps(span));
    article.styles.retain(|style| !style.span.overlaps(span));
    article.markup.retain(|sign| !sign.overlaps(span));
    let place = article.markup.partition_point(|sign| sign.start < span.start);
    article.markup.insert(place, span);
}

/// The state while the events of a text are read.
struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    markup: Vec<Span>,
    front: Front,
    links: Vec<Link>,
    /// The open link: its target, and the span of its text so far.
    link: Option<(String, Option<Span>)>,
    /// The block that visible text is added to.
    open: Option<Block>,
    /// How many block quotations are open.
    quotes: usize,
    /// How many lists are around the outermost open block quotation.
    around_quotes: usize,
    /// For each open list, its first number if it is ordered.
    lists: Vec<Option<u64>>,
    /// The level of the open heading.
    heading: Option<u8>,
    /// The offset of the open list item until its text begins.
    item: Option<usize>,
    /// The offset of the open footnote until its text begins.
    note: Option<usize>,
    /// How many images are open whose alternative text is hidden.
    hidden: usize,
    /// Whether an image is open whose alternative text is shown as a caption.
    is_picture: bool,
    /// Whether the front matter is open.
    in_front: bool,
    tables: Tables,
    /// Whether code or a table is open.
    verbatim: bool,
    /// The state in the open HTML block.
    html: Html,
    styles: Vec<Styled>,
    /// The styles of the open inline elements, each combined with those around it, the innermost last.
    inline: Vec<Inline>,
    ornaments: Vec<Ornament>,
    /// Whether the box of the open task list item is checked, until its text begins.
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

    /// Handles an event of the parser.
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
            // The visible tag separates the words in a table cell.
            Event::InlineHtml(tag) if self.tables.is_open() && starts_with_break(&tag) => self.show(range),
            // In a paragraph `<br>` begins a new block, as in an address.
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
                    // Neighbouring links often share a target; they share its allocation too.
                    let same = self.links.last().filter(|link| *link.target == *target);
                    let target = same.map_or_else(|| target.into(), |link| Arc::clone(&link.target));
                    self.links.push(Link { span: span.trim(self.text), target });
                }
            }
            _ => {}
        }
    }
}

/// Whether an inline tag is a line break.
fn starts_with_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

/// Whether a link's target is outside this text.
fn leads_somewhere(target: &str) -> bool {
    !target.is_empty() && !target.starts_with('#')
}

/// The level of a heading, 1 to 6.
const fn depth_of(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;
