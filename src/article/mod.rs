//! From bytes to an [`Article`]: a text, which is never altered, and spans over it.
//!
//! Takes bytes, gives an [`Article`] or a [`Collection`] of them. Knows nothing of files, language or screen.
//!
//! [`Input::read`] is the entry for bytes of any format: `unpack` decompresses, `response` finds what a server has put above
//! a file, [`Format::of`] detects the format, and the module of the format in `formats` reads it. [`Article::from_text`] structures plain text and Markdown: `plain`
//! or `markdown` cut the text into blocks, then `head` recognises title, byline and date among the first blocks, and
//! `furniture` recognises page furniture (what is not part of the article) among the last. `html` does the same for web
//! pages, and for the HTML of mails, e-books and feeds.

mod appeal;
mod budget;
mod caveat;
mod collection;
mod date;
mod decode;
mod english;
mod format;
mod formats;
mod furniture;
mod head;
mod heading;
mod input;
mod key;
mod machine_date;
mod mojibake;
mod paragraphs;
mod problem;
mod provenance;
mod response;
mod sort_date;
pub mod typography;
mod unpack;

pub use caveat::{Caveat, NOT_ANALYSED};
pub use collection::{Collection, Item};
pub use format::{Format, Hint};
pub use formats::{html::About, opml};
pub use input::Input;
pub use key::Key;
pub use paragraphs::Paragraphs;
pub use problem::{ArticleError, Problem};
pub use provenance::file_name;
pub use sort_date::day;
pub use typography::{Inline, Ornament, OrnamentKind, Styled, Table, TableRow};

use crate::span::Span;
use budget::Budget;
use formats::{html, markdown, plain};
use std::sync::Arc;

/// A text with its structure.
///
/// `text` is never altered: of plain text and Markdown it is the decoded input, of other formats the text that was
/// extracted, below title, byline and date if the file has these apart from its text. All other parts are spans over
/// it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The name under which it was opened: a path, an address, `-` for standard input, the `doc` of a JSON line.
    pub name: String,
    /// The decoded text.
    pub text: String,
    /// The headline, if one was found.
    pub title: Option<Span>,
    /// The names of the authors, without "By".
    pub byline: Option<Span>,
    /// The date of publication, as written in the text.
    pub published: Option<Span>,
    /// The date of publication that the file gives apart from its text. Untrusted.
    pub dated: Option<Arc<str>>,
    /// Its address on the web: the canonical one if it declares one. Untrusted.
    pub url: Option<String>,
    /// The base URL of its links, if it is known. Untrusted.
    pub base: Option<String>,
    /// The name of its outlet: the paper, site or sender. Untrusted.
    pub site: Option<Arc<str>>,
    /// The language that it declares, as a BCP 47 tag. Untrusted.
    pub language: Option<String>,
    /// The blocks of the text in order, without overlap. White space and markup between them belong to none.
    pub blocks: Vec<Block>,
    /// Markup inside blocks that is hidden (`**`, `> `, the address of a link), in order and without overlap. In plain
    /// text only the `>` of quoted lines.
    pub markup: Vec<Span>,
    /// Links, in order and without overlap.
    pub links: Vec<Link>,
    /// The spans with inline styles, in order and without overlap.
    pub styles: Vec<Styled>,
    /// The tables whose cells are known, in order.
    pub tables: Vec<Table>,
    /// The ornaments (rules, check boxes, bars of quotations), in order.
    pub ornaments: Vec<Ornament>,
    /// What may be wrong with it, to be told to the reader.
    pub caveat: Option<Caveat>,
}

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words of the link.
    pub span: Span,
    /// The target as written, to be resolved against [`Article::base`]. Untrusted: any scheme, any characters.
    pub target: Arc<str>,
}

/// A block of an article: it stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// Its span, without white space at the ends. It begins after `# `, `- ` or `> `, but with the number of an item of
    /// an ordered list. A line break inside it is shown as a space, except in [`BlockKind::Verbatim`].
    pub span: Span,
}

/// The kind of a block.
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
        /// The number of lists around it, less one.
        depth: u8,
    },
    /// Preformatted lines: code, tables, verse.
    Verbatim,
    /// The caption of a picture or table.
    Caption,
    /// A pull quote: words of the article repeated in large type. Not analysed, since they are in the text as well.
    PullQuote,
    /// Page furniture at the end. Not part of the article, and not analysed.
    Furniture,
}

impl BlockKind {
    /// Whether quotes are sought in the block.
    pub const fn is_analysed(self) -> bool {
        !matches!(
            self,
            Self::Furniture | Self::Verbatim | Self::Caption | Self::PullQuote | Self::Byline | Self::Date
        )
    }
}

impl Article {
    /// Structures `text`. Cannot fail: text without other structure is paragraphs. Takes time linear in the text.
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

    /// Whether quotes are sought in it. In a text that is not in English they are not: to show few or none would
    /// suggest that there are no more.
    pub fn is_analysed(&self) -> bool {
        self.caveat != Some(Caveat::OtherLanguage)
    }

    /// The article below a head with the metadata in `about`, which replace those found in its text.
    fn under(self, about: About, budget: &mut Budget) -> Self {
        let mut article = html::head_of(&self.name, about, budget);
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let by = article.text.len();
        article.text.push_str(&self.text);
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        article.blocks.extend(self.blocks.into_iter().map(|block| {
            // The metadata of the file are more reliable than lines of the text that look like them.
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

    /// The article followed by another, whose title becomes a heading: a mail with one attached to it.
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

    /// Adds markup and links of a text that was appended at offset `by`.
    fn take_spans(&mut self, markup: Vec<Span>, links: Vec<Link>, by: usize) {
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        self.markup.extend(markup.into_iter().map(moved));
        self.links.extend(links.into_iter().map(|link| Link { span: moved(link.span), ..link }));
    }

    /// Adds styles, tables and ornaments of a text that was appended at offset `by`.
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

    /// Whether the box of the task list item that begins at `offset` is checked; `None` where there is no box.
    pub fn check_box(&self, offset: usize) -> Option<bool> {
        let first = self.ornaments.partition_point(|ornament| ornament.at < offset);
        let here = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at == offset);
        let check = |ornament: &Ornament| match ornament.kind {
            OrnamentKind::CheckBox { checked } => Some(checked),
            _ => None,
        };
        here.filter_map(check).last()
    }

    /// The list indent of a block that is inside a list item but is not its first block: the number of lists around it.
    /// 0 for other blocks.
    pub fn inset(&self, block: &Block) -> u8 {
        let first = self.ornaments.partition_point(|ornament| ornament.at < block.span.start);
        let here = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at == block.span.start);
        let depth = |ornament: &Ornament| match ornament.kind {
            OrnamentKind::Inset { depth } => Some(depth),
            _ => None,
        };
        here.filter_map(depth).last().unwrap_or(0)
    }

    /// The number of block quotations around the block.
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

    /// Whether a horizontal rule is between two blocks, the first of which ends at `from` and the second begins at
    /// `to`.
    pub fn is_ruled(&self, from: usize, to: usize) -> bool {
        let first = self.ornaments.partition_point(|ornament| ornament.at < from);
        let mut between = self.ornaments.iter().skip(first).take_while(|ornament| ornament.at <= to);
        between.any(|ornament| ornament.kind == OrnamentKind::Rule)
    }

    /// The styles that overlap `span`.
    pub fn styles_within(&self, span: Span) -> &[Styled] {
        let from = self.styles.partition_point(|style| style.span.end <= span.start);
        let to = self.styles.partition_point(|style| style.span.start < span.end);
        self.styles.get(from..to).unwrap_or_default()
    }

    /// The visible text of a span: without markup, and with white space collapsed to single spaces. May contain
    /// characters that must not reach a terminal (see [`printable`](crate::printable)).
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

    /// The visible text of the title.
    pub fn title_text(&self) -> Option<String> {
        self.title.map(|span| self.shown(span))
    }

    /// The visible text of the byline.
    pub fn byline_text(&self) -> Option<String> {
        self.byline.map(|span| self.shown(span))
    }

    /// The date of publication: the one given apart from the text, or else the one in the text.
    pub fn published_text(&self) -> Option<String> {
        let beside = self.dated.as_deref().map(str::to_owned);
        beside.or_else(|| self.published.map(|span| self.shown(span)))
    }

    /// The number of words, without page furniture: sequences without white space that contain a letter or a digit.
    pub fn words(&self) -> usize {
        let of_block = |block: &Block| {
            let mut words = 0;
            // Markup may divide a word, so a word is counted at its first letter or digit and ends at white space only.
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

    /// The texts between the markup in `span`, in order.
    pub fn shown_pieces(&self, span: Span) -> impl Iterator<Item = &str> {
        self.shown_spans(span).map(|piece| piece.of(&self.text))
    }

    /// The spans between the markup in `span`, in order; none is empty.
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
