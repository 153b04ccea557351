//! The actor card: everything that is known of an actor, as lines.

pub mod view;

use crate::{
    actors::{ActorId, ActorKind, QuoteCounts, Why},
    article::Article,
    printable,
    reader::{
        app::geometry::Geometry,
        article::{explain::paragraph, findings::Findings},
        theme::letter,
    },
    span::Span,
};
use ratatui::layout::Rect;

/// Greatest width of the card in cells, frame included.
const WIDTH: u16 = 70;
/// Width of the column of labels.
pub const LABELS: usize = 10;
/// Most bytes of context shown on either side of an appearance.
const CONTEXT: usize = 48;
/// Most bytes of a quote: enough to fill a line.
const QUOTE: usize = 300;

/// A line of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A label and its value.
    Fact(&'static str, String),
    /// The title of a section.
    Heading(String),
    /// A quote: its index in the analysis, and its kind and words.
    Quote(usize, String),
    /// An empty line.
    Blank,
}

/// The width available to a line of the card.
pub fn width(geometry: &Geometry) -> u16 {
    geometry.status.width.min(WIDTH).saturating_sub(4)
}

/// The area of a card with `lines` lines, frame included.
pub fn area(geometry: &Geometry, lines: usize) -> Rect {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let width = screen.width.min(WIDTH);
    let height = screen.height.min(u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2));
    Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height)
}

/// The card of an actor as lines of `width` cells, made printable.
pub fn lines(article: &Article, findings: &Findings, id: ActorId, width: u16) -> Vec<Line> {
    let Some(actor) = findings.analysis.actor(id) else { return Vec::new() };
    let figures = findings.figures.actor(id);
    let mut out = Vec::new();
    let mut fact = |label: &'static str, words: &str| {
        let room = usize::from(width).saturating_sub(LABELS).max(1);
        let rows = textwrap::wrap(words, room);
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        out.extend(labels.zip(rows).map(|(label, row)| Line::Fact(label, row.into_owned())));
    };
    fact(
        "kind",
        &match actor.kind {
            ActorKind::Anonymous => "anonymous: the name is withheld".to_owned(),
            kind => kind.name().to_owned(),
        },
    );
    if let Some(role) = actor.role.as_deref().filter(|role| !role.is_empty()) {
        fact("role", &printable::line(role));
    }
    if !actor.aliases.is_empty() {
        fact("also", &printable::line(&actor.aliases.join(", ")));
    }
    if findings.analysis.corrected.actors.contains(&id) {
        fact("", Why::Corrected.words());
    }
    fact("quotes", &counted(figures.quotes));
    if figures.quotes.total() > 0 {
        fact("words", &format!("{}, {}% of all quoted words", figures.words, figures.percent()));
    }
    fact("mentions", &figures.mentions.to_string());
    let last = figures.last.filter(|last| Some(*last) != figures.first);
    for (label, appearance) in [("first", figures.first), ("last", last)] {
        if let Some(appearance) = appearance {
            let words = format!("{}: {}", paragraph(appearance.paragraph), context(article, appearance.span));
            fact(label, &printable::line(&words));
        }
    }
    let theirs = findings.analysis.quotes.iter().enumerate().filter(|(_, q)| q.speaker == Some(id));
    let quotes = theirs.map(|(number, q)| {
        let piece = q.quote.content.first();
        let words = piece.map_or_else(String::new, |piece| article.shown(piece.head(&article.text, QUOTE)));
        Line::Quote(number, format!("{} {}", letter(q.quote.kind), printable::line(&words)))
    });
    if figures.quotes.total() > 0 {
        out.extend([Line::Blank, Line::Heading("Quotes".to_owned())]);
        out.extend(quotes);
    }
    out
}

/// "3: 2 direct, 1 indirect".
fn counted(quotes: QuoteCounts) -> String {
    let QuoteCounts { direct, mixed, indirect } = quotes;
    let kinds = [(direct, "direct"), (mixed, "mixed"), (indirect, "indirect")];
    let kinds: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}")).collect();
    match kinds.as_slice() {
        [] => "none".to_owned(),
        kinds => format!("{}: {}", quotes.total(), kinds.join(", ")),
    }
}

/// An appearance with some words of its block around it.
fn context(article: &Article, span: Span) -> String {
    let text = &article.text;
    let block = article.blocks.iter().map(|b| b.span).find(|b| b.contains(span.start)).unwrap_or(span);
    let mut before = Span::new(block.start, span.start).tail(text, CONTEXT);
    if before.start > block.start {
        // Leave out a word that is cut.
        let skipped = before.of(text).find(char::is_whitespace).unwrap_or(before.len());
        before = Span::new(before.start + skipped, before.end);
    }
    let words = Span::new(span.start, span.end.min(block.end)).head(text, CONTEXT);
    let mut end = Span::new(words.end, block.end).head(text, CONTEXT).end;
    if end < block.end {
        end = words.end + Span::new(words.end, end).of(text).rfind(char::is_whitespace).unwrap_or(0);
    }
    let shown = article.shown(Span::new(before.start, end));
    let [left, right] = [(before.start > block.start, "… "), (end < block.end, " …")]
        .map(|(cut, sign)| if cut { sign } else { "" });
    format!("{left}{}{right}", shown.trim())
}
