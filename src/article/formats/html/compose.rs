//! Joins blocks into the text of an article, with spans over it for blocks, links, styles and tables.

use super::{blocks, piece::Piece, pull_quote};
use crate::{
    article::{
        Article, Block, BlockKind, Link, Ornament, OrnamentKind, Table, TableRow,
        budget::{self, Budget},
        furniture as trailing,
        head::find as find_head,
        typography::{CELLS, ORNAMENTS, add_style, inset, quoted},
    },
    span::Span,
};
use std::{ops::Range, sync::Arc};

/// Metadata of an article, from the head of a page, the header of a mail or a feed entry. Untrusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The headline.
    pub title: Option<String>,
    /// The names of the authors.
    pub byline: Option<String>,
    /// The date of publication, as written in the source.
    pub published: Option<String>,
    /// The address of the article on the web.
    pub url: Option<String>,
    /// The name of the paper, site or sender that has published it.
    pub site: Option<Arc<str>>,
    /// The language, as a BCP 47 tag where the source has one.
    pub language: Option<String>,
}

/// Makes an article of `pieces`, with the metadata in `about` as its first blocks, as far as `budget` allows. Furniture
/// in the pieces is dropped, and so are pieces that repeat the title or byline.
pub(in crate::article) fn compose(
    name: &str,
    pieces: Vec<Piece>,
    about: About,
    budget: &mut Budget,
) -> Article {
    let about = about.short();
    let mut pieces = blocks::without(pieces, about.title.as_deref());
    pull_quote::mark(&mut pieces);
    without_head(&mut pieces, [about.title.as_deref(), about.byline.as_deref()]);
    // Without a title in the metadata, the heading at the start is the title, and byline and date are put below it.
    let is_headline = |first: &Piece| {
        about.title.is_none() && matches!(first.kind, BlockKind::Heading(_)) && !first.text.is_empty()
    };
    let headline = if pieces.first().is_some_and(is_headline) { Some(pieces.remove(0)) } else { None };
    let mut article = head(name, about, headline, budget);
    // A piece may be empty: that of a PDF document's line with nothing but a bullet.
    for piece in pieces.into_iter().filter(|piece| !piece.text.is_empty()) {
        if add(&mut article, piece, budget).is_none() {
            break;
        }
    }
    find_head(&mut article);
    cut_trailing(&mut article);
    article
}

impl About {
    /// Reduces each field to one line of limited length.
    fn short(self) -> Self {
        let line = |text: Option<String>, most| budget::line(&text?, most);
        Self {
            title: line(self.title, budget::TITLE),
            byline: line(self.byline, budget::NAME),
            published: line(self.published, budget::NAME),
            url: self.url.and_then(|url| budget::address(&url, budget::ADDRESS)),
            site: self.site.and_then(|site| match budget::line(&site, budget::NAME) {
                // The same allocation is shared by all articles of a site.
                Some(short) if *short == *site => Some(site),
                short => short.map(Arc::from),
            }),
            language: line(self.language, budget::LANGUAGE),
        }
    }
}

/// An article that consists of its metadata only.
pub(in crate::article) fn head_of(name: &str, about: About, budget: &mut Budget) -> Article {
    head(name, about.short(), None, budget)
}

/// An article with the metadata as its blocks so far; `headline` is its title where that stands in the text.
fn head(name: &str, about: About, headline: Option<Piece>, budget: &mut Budget) -> Article {
    let mut article = Article {
        name: name.to_owned(),
        url: about.url,
        site: about.site,
        language: about.language,
        ..Article::default()
    };
    let headline = headline.map(|piece| Piece { kind: BlockKind::Title, ..piece });
    let headline = headline.and_then(|piece| add(&mut article, piece, budget));
    let mut say = |kind, text: Option<String>| {
        text.and_then(|text| add(&mut article, Piece { text, ..Piece::new(kind) }, budget))
    };
    let title = headline.or_else(|| say(BlockKind::Title, about.title));
    let byline = say(BlockKind::Byline, about.byline);
    let published = say(BlockKind::Date, about.published.map(|date| super::date::short_form(&date)));
    Article { title, byline, published, ..article }
}

/// Appends a block and returns its span; `None` where nothing of it fits into the budget.
fn add(article: &mut Article, piece: Piece, budget: &mut Budget) -> Option<Span> {
    let granted = budget.take_block(piece.text.len());
    let piece = if granted < piece.text.len() {
        piece.cut(0..budget::start(&piece.text, granted).len())
    } else {
        piece
    };
    if piece.text.is_empty() {
        return None;
    }
    if !article.text.is_empty() {
        let items = |kind| matches!(kind, BlockKind::ListItem { .. });
        let close = items(piece.kind) && article.blocks.last().is_some_and(|before| items(before.kind));
        article.text.push_str(if close { "\n" } else { "\n\n" });
    }
    let start = article.text.len();
    article.text.push_str(&piece.text);
    let span = Span::new(start, article.text.len()).trim(&article.text);
    set_apart(article, &piece, start, span);
    article.blocks.push(Block { kind: piece.kind, span });
    for (range, target) in piece.links {
        // The span is trimmed of Unicode white space, which may be at the ends of links.
        let (from, to) = ((start + range.start).max(span.start), (start + range.end).min(span.end));
        if from < to && budget.take_link() {
            article.links.push(Link { span: Span::new(from, to), target });
        }
    }
    Some(span)
}

/// Adds the styles, ornaments and table rows of a block whose text begins at `start` and, trimmed, takes up `span`.
fn set_apart(article: &mut Article, piece: &Piece, start: usize, span: Span) {
    let within = |range: &Range<usize>| {
        let at = |byte: usize| (start + byte).clamp(span.start, span.end);
        Span::new(at(range.start), at(range.end))
    };
    for (range, inline) in &piece.styles {
        add_style(&mut article.styles, within(range), *inline);
    }
    let rule = piece.ruled.then_some(OrnamentKind::Rule);
    let check = piece.check.map(|checked| OrnamentKind::CheckBox { checked });
    let quoted = quoted(piece.quotes, piece.kind);
    let inset = inset(0, (piece.quotes > 0).then_some(piece.lists), piece.kind);
    for kind in rule.into_iter().chain(check).chain(quoted).chain(inset) {
        if article.ornaments.len() < ORNAMENTS {
            article.ornaments.push(Ornament { at: span.start, kind });
        }
    }
    let cells: usize = article.tables.last().map_or(0, |table| table.rows.len()) + piece.rows.len();
    if piece.rows.is_empty() || cells > CELLS || article.tables.len() > CELLS {
        return;
    }
    let follows = article.tables.last().is_some_and(|table| {
        piece.goes_on && article.blocks.last().is_some_and(|before| before.span.end == table.span().end)
    });
    if !follows {
        article.tables.push(Table::default());
    }
    if let Some(table) = article.tables.last_mut() {
        for row in &piece.rows {
            table.heads += usize::from(row.head && table.heads == table.rows.len());
            let cells = row.cells.iter().map(within).collect();
            table.rows.push(TableRow { span: within(&row.range), cells });
        }
    }
}

/// Drops from the first pieces those that only repeat the title or byline, given as `above`.
fn without_head(pieces: &mut Vec<Piece>, above: [Option<&str>; 2]) {
    /// How many pieces at the start are compared.
    const LOOKED_AT: usize = 5;
    let letters = |text: &str| -> String {
        let text = text.to_lowercase();
        let labels = ["by ", "written by ", "text by ", "words by ", "story by ", "posted by ", "author: "];
        let bare = labels.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(&text);
        bare.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let above: Vec<String> = above.into_iter().flatten().map(letters).collect();
    let mut seen = 0;
    pieces.retain(|piece| {
        seen += 1;
        seen > LOOKED_AT || piece.text.len() > 300 || !above.contains(&letters(&piece.text))
    });
}

/// Cuts off the furniture at the end of the text.
fn cut_trailing(article: &mut Article) {
    trailing::mark(&article.text, &mut article.blocks);
    let Some(first) = article.blocks.iter().position(|block| block.kind == BlockKind::Furniture) else {
        return;
    };
    article.blocks.truncate(first);
    let end = article.blocks.last().map_or(0, |block| block.span.end);
    article.text.truncate(end);
    article.links.retain(|link| link.span.end <= end);
    article.styles.retain(|style| style.span.end <= end);
    article.ornaments.retain(|ornament| ornament.at < end);
    for table in &mut article.tables {
        table.rows.retain(|row| row.span.end <= end);
    }
    article.tables.retain(|table| !table.rows.is_empty());
}
