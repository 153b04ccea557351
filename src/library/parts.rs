//! The parts of a text as the store has them, from which an [`Article`] is restored.

use crate::{
    article::{
        Article, Block, BlockKind, Caveat, Inline, Link, Ornament, OrnamentKind, Styled, Table, TableRow,
    },
    span::Span,
};
use serde::{Deserialize, Serialize};

/// The parts of an article, as JSON. Offsets are in bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Parts {
    title: Option<(usize, usize)>,
    byline: Option<(usize, usize)>,
    published: Option<(usize, usize)>,
    /// When it was published, where that stood beside the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dated: Option<String>,
    base: Option<String>,
    site: Option<String>,
    /// Each a letter for its kind, its level or depth, where it begins and where it ends.
    blocks: Vec<(char, u8, usize, usize)>,
    markup: Vec<(usize, usize)>,
    links: Vec<(usize, usize, String)>,
    /// Each its start, its end and its style. Older libraries have neither this nor the following fields.
    #[serde(default)]
    styles: Vec<(usize, usize, u8)>,
    /// Each the number of its head rows, and its rows.
    #[serde(default)]
    tables: Vec<(usize, Vec<Row>)>,
    /// Each a letter for its kind, and its offset.
    #[serde(default)]
    ornaments: Vec<(char, usize)>,
    caveat: Option<String>,
}

/// A row of a table: its start, its end, and its cells.
type Row = (usize, usize, Vec<(usize, usize)>);

const CAVEATS: [Caveat; 7] = [
    Caveat::NotAnArticle,
    Caveat::NeedsScripts,
    Caveat::CutShort,
    Caveat::Paywalled,
    Caveat::LeftOut,
    Caveat::OtherLanguage,
    Caveat::PartMissing,
];

impl Parts {
    /// The parts of `article`.
    pub(super) fn of(article: &Article) -> Self {
        let pair = |span: Span| (span.start, span.end);
        Self {
            title: article.title.map(pair),
            byline: article.byline.map(pair),
            published: article.published.map(pair),
            dated: article.dated.as_deref().map(str::to_owned),
            base: article.base.clone(),
            site: article.site.as_deref().map(str::to_owned),
            blocks: article.blocks.iter().map(block).collect(),
            markup: article.markup.iter().copied().map(pair).collect(),
            links: article.links.iter().map(|l| (l.span.start, l.span.end, l.target.to_string())).collect(),
            styles: article.styles.iter().map(|s| (s.span.start, s.span.end, s.inline.bits())).collect(),
            tables: article
                .tables
                .iter()
                .map(|table| (table.heads, table.rows.iter().map(row).collect()))
                .collect(),
            ornaments: article.ornaments.iter().map(ornament).collect(),
            caveat: article.caveat.map(|caveat| caveat.words().to_owned()),
        }
    }

    /// The article of `text`. `None` where the parts do not fit it.
    pub(super) fn article(
        self,
        name: String,
        text: String,
        url: Option<String>,
        language: Option<String>,
    ) -> Option<Article> {
        let span = |(start, end): (usize, usize)| {
            let fits = start <= end && text.is_char_boundary(start) && text.is_char_boundary(end);
            fits.then_some(Span::new(start, end))
        };
        let maybe = |pair: Option<(usize, usize)>| pair.map_or(Some(None), |pair| span(pair).map(Some));
        let blocks = self.blocks.iter().map(|&(letter, level, start, end)| {
            Some(Block { kind: kind(letter, level)?, span: span((start, end))? })
        });
        let links = self.links.iter().map(|(start, end, target)| {
            Some(Link { span: span((*start, *end))?, target: target.as_str().into() })
        });
        let style = |&(start, end, bits): &(usize, usize, u8)| {
            Some(Styled { span: span((start, end))?, inline: Inline::from_bits(bits) })
        };
        let table_row = |(start, end, cells): &Row| {
            let cells = cells.iter().map(|&cell| span(cell)).collect::<Option<_>>()?;
            Some(TableRow { span: span((*start, *end))?, cells })
        };
        let table = |(heads, rows): &(usize, Vec<Row>)| {
            Some(Table { heads: *heads, rows: rows.iter().map(table_row).collect::<Option<_>>()? })
        };
        Some(Article {
            styles: self.styles.iter().map(style).collect::<Option<_>>()?,
            tables: self.tables.iter().map(table).collect::<Option<_>>()?,
            ornaments: self
                .ornaments
                .iter()
                .map(|&(letter, at)| Some(Ornament { at, kind: ornament_kind(letter)? }))
                .collect::<Option<_>>()?,
            title: maybe(self.title)?,
            byline: maybe(self.byline)?,
            published: maybe(self.published)?,
            dated: self.dated.map(Into::into),
            blocks: blocks.collect::<Option<_>>()?,
            markup: self.markup.iter().map(|&pair| span(pair)).collect::<Option<_>>()?,
            links: links.collect::<Option<_>>()?,
            base: self.base,
            site: self.site.map(Into::into),
            caveat: self.caveat.and_then(|words| CAVEATS.into_iter().find(|caveat| caveat.words() == words)),
            name,
            url,
            language,
            text,
        })
    }
}

fn row(row: &TableRow) -> Row {
    (row.span.start, row.span.end, row.cells.iter().map(|cell| (cell.start, cell.end)).collect())
}

fn ornament(ornament: &Ornament) -> (char, usize) {
    let letter = match ornament.kind {
        OrnamentKind::Rule => 'r',
        OrnamentKind::CheckBox { checked: false } => 'o',
        OrnamentKind::CheckBox { checked: true } => 'x',
        OrnamentKind::Quoted { depth } => char::from_digit(depth.min(9).into(), 10).unwrap_or('1'),
        OrnamentKind::Inset { depth } => char::from(b'A' + depth.min(9)),
    };
    (letter, ornament.at)
}

const fn ornament_kind(letter: char) -> Option<OrnamentKind> {
    Some(match letter {
        'r' => OrnamentKind::Rule,
        'o' => OrnamentKind::CheckBox { checked: false },
        'x' => OrnamentKind::CheckBox { checked: true },
        'A'..='J' => OrnamentKind::Inset { depth: letter as u8 - b'A' },
        '0'..='9' => OrnamentKind::Quoted { depth: letter as u8 - b'0' },
        _ => return None,
    })
}

fn block(block: &Block) -> (char, u8, usize, usize) {
    let (letter, level) = match block.kind {
        BlockKind::Title => ('t', 0),
        BlockKind::Byline => ('b', 0),
        BlockKind::Date => ('d', 0),
        BlockKind::Heading(level) => ('h', level),
        BlockKind::Paragraph => ('p', 0),
        BlockKind::BlockQuote => ('q', 0),
        BlockKind::ListItem { depth } => ('i', depth),
        BlockKind::Verbatim => ('v', 0),
        BlockKind::Caption => ('c', 0),
        BlockKind::PullQuote => ('u', 0),
        BlockKind::Furniture => ('f', 0),
    };
    (letter, level, block.span.start, block.span.end)
}

fn kind(letter: char, level: u8) -> Option<BlockKind> {
    Some(match letter {
        't' => BlockKind::Title,
        'b' => BlockKind::Byline,
        'd' => BlockKind::Date,
        'h' => BlockKind::Heading(level),
        'p' => BlockKind::Paragraph,
        'q' => BlockKind::BlockQuote,
        'i' => BlockKind::ListItem { depth: level },
        'v' => BlockKind::Verbatim,
        'c' => BlockKind::Caption,
        'u' => BlockKind::PullQuote,
        'f' => BlockKind::Furniture,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Hint, Input};

    #[test]
    fn an_article_comes_back_as_it_was() {
        let page = "<html lang=en><head><title>Plan passes</title><meta property='og:site_name' content='The Post'>\
            </head><body><article><h1>Plan passes</h1><h2>Why</h2><p>The council said on <a href='/m'>Monday</a> that \
            the bridge was safe, and that nobody had to wait for it.</p><ul><li>Everybody who lives on the river had \
            waited for years until the plan passed at last.</li></ul><blockquote>“So we pay,” said Zoë Brandt, the \
            mayor of the place.</blockquote><hr><table><tr><th>Who<th>When<tr><td><b>Zoë</b><td>May</table></article></body></html>";
        let markdown = "# Plan\n\n> “So we *pay*,” said [Zoë](https://a.example).\n\n- [x] one\n  - two\n\n---\n\n| `a` | b |\n|-|-|\n| c | |\n";
        for (name, bytes) in [("page.html", page), ("note.md", markdown), ("odd.txt", "\u{feff}é\r\n\r\n“x”")]
        {
            for article in Input::read(name, bytes.into(), &Hint::default()).unwrap().into_articles() {
                let article = Article { dated: Some("2018-05-08".into()), ..article };
                let parts = serde_json::to_string(&Parts::of(&article)).unwrap();
                let parts: Parts = serde_json::from_str(&parts).unwrap();
                let Article { name, text, url, language, .. } = article.clone();
                assert_eq!(parts.article(name, text, url, language), Some(article));
            }
        }
    }

    #[test]
    fn parts_of_another_text_are_no_article() {
        let parts = Parts { title: Some((0, 1)), ..Parts::default() };
        assert_eq!(parts.article(String::new(), "é".to_owned(), None, None), None);
    }
}
