//! From blocks that have text of their own to one text with spans over it.

use super::{furniture, piece::Piece, pull};
use crate::{
    article::{Article, Block, BlockKind, Link, furniture as trailing, head},
    span::Span,
};

/// What is known of an article beside its text: from the head of a page, of a mail, of a feed's entry. Untrusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, as written there.
    pub published: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// What paper, site or sender it is from.
    pub site: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
}

/// Sets `pieces` as the text of an article, under what is known `about` it.
pub(in crate::article) fn compose(name: &str, pieces: Vec<Piece>, about: About) -> Article {
    let mut pieces = furniture::without(pieces);
    pull::mark(&mut pieces);
    without_head(&mut pieces, [&line(about.title.clone()), &line(about.byline.clone())]);
    let mut article = head_of(name, about);
    for piece in &pieces {
        add(&mut article, piece);
    }
    head::find(&mut article);
    cut_trailing(&mut article);
    article
}

/// An article that is only what is known `about` it.
pub(in crate::article) fn head_of(name: &str, about: About) -> Article {
    let mut article = Article {
        name: name.to_owned(),
        url: line(about.url),
        site: line(about.site),
        language: line(about.language),
        ..Article::default()
    };
    let mut say = |kind, text: Option<String>| {
        line(text).map(|text| add(&mut article, &Piece { text, ..Piece::new(kind) }))
    };
    let title = say(BlockKind::Title, about.title);
    let byline = say(BlockKind::Byline, about.byline);
    let published = say(BlockKind::Date, about.published.map(|date| super::date::shown(date.trim())));
    Article { title, byline, published, ..article }
}

/// Adds a block, and gives where it is.
fn add(article: &mut Article, piece: &Piece) -> Span {
    if !article.text.is_empty() {
        let items = |kind| matches!(kind, BlockKind::ListItem { .. });
        let close = items(piece.kind) && article.blocks.last().is_some_and(|before| items(before.kind));
        article.text.push_str(if close { "\n" } else { "\n\n" });
    }
    let start = article.text.len();
    article.text.push_str(&piece.text);
    let span = Span::new(start, article.text.len()).trim(&article.text);
    article.blocks.push(Block { kind: piece.kind, span });
    // White space of rarer kinds at the ends of a block belongs to none of its links either.
    article.links.extend(piece.links.iter().filter_map(|(range, target)| {
        let (from, to) = ((start + range.start).max(span.start), (start + range.end).min(span.end));
        (from < to).then(|| Link { span: Span::new(from, to), target: target.clone() })
    }));
    span
}

/// Leaves out of the first blocks those that only repeat what will stand above them.
fn without_head(pieces: &mut Vec<Piece>, above: [&Option<String>; 2]) {
    const LOOKED_AT: usize = 5;
    let letters = |text: &str| -> String {
        let text = text.to_lowercase();
        text.strip_prefix("by ").unwrap_or(&text).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let above: Vec<String> = above.into_iter().flatten().map(|text| letters(text)).collect();
    let mut seen = 0;
    pieces.retain(|piece| {
        seen += 1;
        seen > LOOKED_AT || piece.text.len() > 300 || !above.contains(&letters(&piece.text))
    });
}

/// Takes furniture at the end off the text.
fn cut_trailing(article: &mut Article) {
    trailing::mark(&article.text, &mut article.blocks);
    let Some(first) = article.blocks.iter().position(|block| block.kind == BlockKind::Furniture) else {
        return;
    };
    article.blocks.truncate(first);
    let end = article.blocks.last().map_or(0, |block| block.span.end);
    article.text.truncate(end);
    article.links.retain(|link| link.span.end <= end);
}

/// One line of a text, or nothing.
fn line(text: Option<String>) -> Option<String> {
    let line = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
