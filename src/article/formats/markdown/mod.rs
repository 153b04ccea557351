//! Markdown into blocks, and what of it is markup.
//!
//! The parser tells for each piece of shown text where it stands in the source. What stands between two pieces of a
//! block is markup, whatever it is: so nothing need be known about links, emphasis or quotation signs here.

mod blocks;
mod entities;
mod front;
mod html;
mod matter;
mod stretches;
mod table;

pub(in crate::article) use entities::resolved;

use crate::article::{Article, Block, BlockKind, Inline, Link, Ornament, OrnamentKind, Styled};
use crate::span::Span;
use front::Front;
use html::Html;
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
    let has_more = front.iter().any(|(kind, _)| *kind != BlockKind::Title);
    match heading.filter(is_title) {
        // The front matter has the same words, and they stand above author and date there.
        Some(at) if title.is_some() && has_more => hide(article, at),
        Some(at) => {
            if let Some(block) = article.blocks.get_mut(at) {
                block.kind = BlockKind::Title;
                article.title = Some(block.span);
            }
        }
        None => {}
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

/// Takes a block out of what is shown, with what lies in it.
fn hide(article: &mut Article, at: usize) {
    let span = article.blocks.remove(at).span;
    article.links.retain(|link| !link.span.overlaps(span));
    article.styles.retain(|style| !style.span.overlaps(span));
    article.markup.retain(|sign| !sign.overlaps(span));
    let place = article.markup.partition_point(|sign| sign.start < span.start);
    article.markup.insert(place, span);
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
