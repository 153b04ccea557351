//! From bytes to an [`Article`]: a text, never altered, and spans over it.
//!
//! Takes bytes, gives an [`Article`] or a [`Collection`] of them. Knows nothing of files, language or screen.
//!
//! [`Input::read`] is the one way from bytes of any format: `unpack` undoes compression, [`Format::of`] tells the
//! format, and one module a format reads it. [`Article::from_text`] finds the parts of plain text and Markdown: `plain`
//! or `markdown` cut the text into blocks, then `head` tells title, byline and date among the first, and `furniture`
//! what is not the article among the last. `html` does the same for pages, and for what of mails, books and feeds is
//! written like pages.

mod appeal;
mod budget;
mod caveat;
mod collection;
mod date;
mod day;
mod decode;
mod format;
mod formats;
mod furniture;
mod head;
mod heading;
mod input;
mod key;
mod origin;
mod paragraphs;
mod problem;
mod stamp;
mod tongue;
mod twice;
pub mod typography;
mod unpack;

pub use caveat::{Caveat, NOT_ANALYSED};
pub use collection::{Collection, Item};
pub use day::day;
pub use format::{Format, Hint};
pub use formats::{html::About, opml};
pub use input::Input;
pub use key::Key;
pub use origin::file_name;
pub use paragraphs::Paragraphs;
pub use problem::{ArticleError, Problem};
pub use typography::{Inline, Ornament, OrnamentKind, Styled, Table, TableRow};

use crate::span::Span;
use budget::Budget;
use formats::{html, markdown, plain};
use std::sync::Arc;

/// A text to read, and where its parts are.
///
/// `text` is never altered: for plain text and Markdown it is what was decoded from the input, for other formats what
/// was extracted from it, with title, byline and date as its first lines where the file tells them apart from the text.
/// Everything else is spans over it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// What the person called it: a path, `-`, the `doc` of a JSON line.
    pub name: String,
    /// The decoded text.
    pub text: String,
    /// The headline, where the text has one.
    pub title: Option<Span>,
    /// Who wrote it, without the "By".
    pub byline: Option<Span>,
    /// When it was published, as written.
    pub published: Option<Span>,
    /// The same, as the file gives it beside the text. Untrusted.
    pub dated: Option<Arc<str>>,
    /// Where it is on the web, if it says so: the address it wants to be known by. Untrusted.
    pub url: Option<String>,
    /// What its links are relative to, where that is known. Untrusted.
    pub base: Option<String>,
    /// What paper, site or sender it is from. Untrusted.
    pub site: Option<Arc<str>>,
    /// The language it says it is in, as a BCP 47 tag. Untrusted.
    pub language: Option<String>,
    /// The parts of the text in order, without overlap. White space between them belongs to none.
    pub blocks: Vec<Block>,
    /// Markup inside blocks that is not part of what is read (`**`, `> `, a link's address), in order and
    /// without overlap. In plain text only the `>` of quoted lines.
    pub markup: Vec<Span>,
    /// Links, in order and without overlap.
    pub links: Vec<Link>,
    /// Stretches that are set apart from the text around them, in order and without overlap.
    pub styles: Vec<Styled>,
    /// Tables whose cells are known, in order.
    pub tables: Vec<Table>,
    /// Rules and check boxes, in order.
    pub ornaments: Vec<Ornament>,
    /// What a reader should know before they trust that this is the article.
    pub caveat: Option<Caveat>,
}

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words of the text that it is on.
    pub span: Span,
    /// Where it leads, as written: to be joined to [`Article::base`]. Untrusted: any scheme, any character.
    pub target: Arc<str>,
}

/// A part of an article that stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, without white space at the ends. It begins at what is shown: after `# `, `- `, `> `; the number of
    /// a numbered list is shown. A line break inside is a space to the reader, except in [`BlockKind::Verbatim`].
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// The line that names the author.
    Byline,
    /// The line that gives the date.
    Date,
    /// A heading inside the article; 1 is the highest level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A quotation set as a block of its own.
    BlockQuote,
    /// An item of a list; `depth` 0 is the outermost list.
    ListItem {
        /// How many lists it lies in, less one.
        depth: u8,
    },
    /// Lines that are kept as they are (code, tables, verse).
    Verbatim,
    /// The words under a picture or table.
    Caption,
    /// Words of the article set large between its paragraphs: not analysed, since they stand in the text as well.
    PullQuote,
    /// Trailing page furniture: not the article, and not analysed.
    Furniture,
}

impl BlockKind {
    /// Whether the block belongs to what is analysed.
    pub const fn is_analysed(self) -> bool {
        !matches!(
            self,
            Self::Furniture | Self::Verbatim | Self::Caption | Self::PullQuote | Self::Byline | Self::Date
        )
    }
}

impl Article {
    /// Finds the parts of `text`. Never fails: what has no known part is paragraphs. Time grows linearly with the text.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>, format: Format) -> Self {
        let mut article = Self { name: name.into(), text: text.into(), ..Self::default() };
        if format == Format::Markdown {
            markdown::read(&mut article);
            head::find(&mut article);
        } else {
            plain::read(&mut article);
            head::find(&mut article);
            heading::mark(&article.text, &mut article.blocks);
        }
        furniture::mark(&article.text, &mut article.blocks);
        article
    }

    /// Whether quotes are sought in it: they are not in a text of another language than English, of which a number of them would
    /// say that there are none.
    pub fn is_analysed(&self) -> bool {
        self.caveat != Some(Caveat::OtherLanguage)
    }

    /// The article with what is known `about` it as its first lines, and in place of what was found in its text.
    fn under(self, about: About, budget: &mut Budget) -> Self {
        let mut article = html::head_of(&self.name, about, budget);
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let by = article.text.len();
        article.text.push_str(&self.text);
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        article.blocks.extend(self.blocks.into_iter().map(|block| {
            // The header of a file is more reliable than what looks like one in its text.
            let kind = match block.kind {
                BlockKind::Title if article.title.is_some() => BlockKind::Paragraph,
                BlockKind::Byline if article.byline.is_some() => BlockKind::Paragraph,
                kind => kind,
            };
            Block { kind, span: moved(block.span) }
        }));
        article.take_spans(self.markup, self.links, by);
        article.take_typography((self.styles, self.tables, self.ornaments), by);
        article.title = article.title.or(self.title.map(moved));
        article.byline = article.byline.or(self.byline.map(moved));
        article.published = article.published.or(self.published.map(moved));
        article
    }

    /// The article followed by another, whose headline becomes a heading: a mail and one that is attached to it.
    fn followed_by(mut self, other: Self) -> Self {
        if other.text.trim().is_empty() {
            return self;
        }
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
        }
        let by = self.text.len();
        self.text.push_str(&other.text);
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        self.blocks.extend(other.blocks.into_iter().map(|block| Block {
            kind: if block.kind == BlockKind::Title { BlockKind::Heading(2) } else { block.kind },
            span: moved(block.span),
        }));
        self.take_spans(other.markup, other.links, by);
        self.take_typography((other.styles, other.tables, other.ornaments), by);
        self
    }

    /// Adds markup and links of a text that was appended to this one, at `by`.
    fn take_spans(&mut self, markup: Vec<Span>, links: Vec<Link>, by: usize) {
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        self.markup.extend(markup.into_iter().map(moved));
        self.links.extend(links.into_iter().map(|link| Link { span: moved(link.span), ..link }));
    }

    /// The same for how it is set.
    fn take_typography(
        &mut self,
        (styles, tables, ornaments): (Vec<Styled>, Vec<Table>, Vec<Ornament>),
        by: usize,
    ) {
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        let row = |row: TableRow| TableRow {
            span: moved(row.span),
            cells: row.cells.into_iter().map(moved).collect(),
        };
        self.styles.extend(styles.into_iter().map(|style| Styled { span: moved(style.span), ..style }));
        self.tables.extend(
            tables
                .into_iter()
                .map(|table| Table { rows: table.rows.into_iter().map(row).collect(), ..table }),
        );
        self.ornaments.extend(ornaments.into_iter().map(|o| Ornament { at: o.at + by, ..o }));
    }

    /// Whether the item that begins at `offset` is done; none where it has no box.
    pub fn check_box(&self, offset: usize) -> Option<bool> {
        let first = self.ornaments.partition_point(|ornament| ornament.at < offset);
        let here = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at == offset);
        let check = |ornament: &Ornament| match ornament.kind {
            OrnamentKind::CheckBox { checked } => Some(checked),
            _ => None,
        };
        here.filter_map(check).last()
    }

    /// How many steps the block stands in, since it belongs to an item of a list that has begun before it.
    pub fn inset(&self, block: &Block) -> u8 {
        let first = self.ornaments.partition_point(|ornament| ornament.at < block.span.start);
        let here = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at == block.span.start);
        let depth = |ornament: &Ornament| match ornament.kind {
            OrnamentKind::Inset { depth } => Some(depth),
            _ => None,
        };
        here.filter_map(depth).last().unwrap_or(0)
    }

    /// In how many block quotations the block lies.
    pub fn quoted(&self, block: &Block) -> u8 {
        let first = self.ornaments.partition_point(|ornament| ornament.at < block.span.start);
        let here = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at == block.span.start);
        let depth = |ornament: &Ornament| match ornament.kind {
            OrnamentKind::Quoted { depth } => Some(depth),
            _ => None,
        };
        let by_kind = u8::from(matches!(block.kind, BlockKind::BlockQuote | BlockKind::PullQuote));
        here.filter_map(depth).last().unwrap_or(by_kind)
    }

    /// Whether a line across the page stands between two blocks, of which the first ends at `from` and the other begins at
    /// `to`.
    pub fn is_ruled(&self, from: usize, to: usize) -> bool {
        let first = self.ornaments.partition_point(|ornament| ornament.at < from);
        let mut between = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at <= to);
        between.any(|ornament| ornament.kind == OrnamentKind::Rule)
    }

    /// The stretches set apart that share a byte with `span`.
    pub fn styles_within(&self, span: Span) -> &[Styled] {
        let from = self.styles.partition_point(|style| style.span.end <= span.start);
        let to = self.styles.partition_point(|style| style.span.start < span.end);
        self.styles.get(from..to).unwrap_or_default()
    }

    /// What is shown of a stretch of the text: without markup, white space folded to single spaces. May hold
    /// characters that must not reach a terminal.
    pub fn shown(&self, span: Span) -> String {
        let mut out = String::with_capacity(span.len());
        for word in self.shown_pieces(span).flat_map(|piece| piece.split_inclusive(char::is_whitespace)) {
            let bare = word.trim_end();
            out.push_str(bare);
            if bare.len() < word.len() && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The title as it is shown.
    pub fn title_text(&self) -> Option<String> {
        self.title.map(|span| self.shown(span))
    }

    /// Who wrote it, as it is shown.
    pub fn byline_text(&self) -> Option<String> {
        self.byline.map(|span| self.shown(span))
    }

    /// When it was published, as it is shown: what stands beside the text, or else in it.
    pub fn published_text(&self) -> Option<String> {
        let beside = self.dated.as_deref().map(str::to_owned);
        beside.or_else(|| self.published.map(|span| self.shown(span)))
    }

    /// The number of words, page furniture left out: runs without white space that hold a letter or a digit.
    pub fn words(&self) -> usize {
        let of_block = |block: &Block| {
            let mut words = 0;
            // Markup may divide a word, so a word is counted at its first letter and ends at white space only.
            let mut inside = false;
            for c in self.shown_pieces(block.span).flat_map(str::chars) {
                if c.is_whitespace() {
                    inside = false;
                } else if !inside && c.is_alphanumeric() {
                    inside = true;
                    words += 1;
                }
            }
            words
        };
        self.blocks.iter().filter(|b| b.kind != BlockKind::Furniture).map(of_block).sum()
    }

    /// The stretches of `span` between markup, in order.
    pub fn shown_pieces(&self, span: Span) -> impl Iterator<Item = &str> {
        self.shown_spans(span).map(|piece| piece.of(&self.text))
    }

    /// Where the stretches of `span` between markup are, in order; none is empty.
    pub fn shown_spans(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.markup.partition_point(|m| m.end <= span.start);
        let markup = self.markup.get(first..).unwrap_or_default();
        let hidden = markup.iter().copied().take_while(move |m| m.start < span.end);
        let mut at = span.start;
        hidden.chain(std::iter::once(Span::new(span.end, span.end))).filter_map(move |next| {
            let piece = Span::new(at, next.start);
            at = at.max(next.end);
            (!piece.is_empty()).then_some(piece)
        })
    }
}

#[cfg(test)]
mod tests;
