//! The article as a self-contained web page that looks like the reader: on the left the text with every quote in its
//! speaker's colour, on the right the quotes by speaker. It has inline CSS, no scripts, and loads nothing.

use super::{html, markdown::by_speaker};
use crate::{
    analysis::Analysis,
    article::{Article, Block, BlockKind, NOT_ANALYSED},
    attribution::QuoteKind,
    highlights::{Highlight, Placed, placed},
    identity::{Identity, UNATTRIBUTED, identities},
    printable,
    span::Span,
};
use std::fmt::Write as _;

/// The style sheet, light and dark. The colours of speakers have a contrast of 4.5 or more to the background (WCAG 2).
const STYLE: &str = include_str!("page.css");
/// The number of speaker colours in the style sheet; speakers beyond it share the last one.
const HUES: usize = 10;

/// The HTML page.
pub fn write(article: &Article, analysis: &Analysis, highlights: &[Highlight]) -> String {
    let identities = identities(analysis);
    let highlights = placed(&article.text, highlights);
    let page = Page { article, analysis, highlights: &highlights, identities: &identities };
    let title = article.label();
    let mut out = String::with_capacity(article.text.len() * 2 + STYLE.len());
    let language = article.language.as_deref().unwrap_or("en");
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <main>\n",
        escaped(language),
        escaped(&title),
    );
    page.text(&mut out);
    out.push_str("</main>\n<aside>\n");
    page.sidebar(&mut out);
    page.notes(&mut out);
    out.push_str("</aside>\n</body>\n</html>\n");
    out
}

struct Page<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    highlights: &'a [Placed<'a>],
    identities: &'a [Identity],
}

/// A piece of a quote.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    quote: usize,
    /// Whether it is the first piece of its quote.
    is_first: bool,
}

impl Page<'_> {
    fn text(&self, out: &mut String) {
        let pieces = self.pieces();
        let mut next = 0;
        for block in &self.article.blocks {
            let (open, close) = tags(block.kind);
            out.push_str(&open);
            while pieces.get(next).is_some_and(|piece| piece.span.end <= block.span.start) {
                next += 1;
            }
            self.block(block, pieces.get(next..).unwrap_or_default(), out);
            out.push_str(close);
            out.push('\n');
        }
        if let Some(url) = self.article.url.as_deref().filter(|url| is_web(url)) {
            let url = escaped(url);
            let _ = writeln!(out, "<p class=\"from\"><a href=\"{url}\" rel=\"noreferrer\">{url}</a></p>");
        }
    }

    /// The pieces of all quotes by start, the longer first.
    fn pieces(&self) -> Vec<Piece> {
        let quotes = self.analysis.quotes.iter().enumerate();
        let all = quotes.flat_map(|(quote, said)| {
            let pieces = said.quote.content.iter().enumerate();
            pieces.map(move |(at, &span)| Piece { span, quote, is_first: at == 0 })
        });
        let mut out: Vec<Piece> = all.filter(|piece| !piece.span.is_empty()).collect();
        out.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
        out
    }

    /// Writes the text of a block, cut at the bounds of quote pieces and highlights. Where pieces overlap, the one that
    /// began last counts.
    fn block(&self, block: &Block, pieces: &[Piece], out: &mut String) {
        let inside: Vec<Piece> =
            pieces.iter().take_while(|piece| piece.span.start < block.span.end).copied().collect();
        let lit: Vec<(usize, Span)> = self
            .highlights
            .iter()
            .enumerate()
            .filter_map(|(number, placed)| {
                placed.span.filter(|span| span.overlaps(block.span)).map(|span| (number, span))
            })
            .collect();
        let spans = inside.iter().map(|piece| piece.span).chain(lit.iter().map(|(_, span)| *span));
        let bounds = spans.flat_map(|span| [span.start, span.end]);
        let mut cuts: Vec<usize> = bounds.chain([block.span.start, block.span.end]).collect();
        cuts.retain(|cut| (block.span.start..=block.span.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut open: Vec<Piece> = Vec::new();
        let mut coming = inside.into_iter().peekable();
        for pair in cuts.windows(2) {
            let [start, end] = *pair else { continue };
            open.retain(|piece| piece.span.end > start);
            while let Some(piece) = coming.next_if(|piece| piece.span.start <= start) {
                if piece.span.end > start {
                    open.push(piece);
                }
            }
            let mut text = self.shown(Span::new(start, end), block.kind);
            for (number, _) in lit.iter().filter(|(_, span)| span.contains(start)) {
                text = self.highlighted(*number, start, &text);
            }
            match open.last() {
                Some(piece) => self.mark(*piece, piece.span.start == start, &text, out),
                None => out.push_str(&text),
            }
        }
    }

    /// Wraps `text` in the highlight with this number; where the highlight begins, it gets the target of links.
    fn highlighted(&self, number: usize, start: usize, text: &str) -> String {
        let Some(placed) = self.highlights.get(number) else { return text.to_owned() };
        let note = placed.highlight.note.as_ref().map(|note| format!(" title=\"{}\"", escaped(note)));
        let begins = placed.span.is_some_and(|span| span.start == start);
        let id = if begins { format!(" id=\"h{}\"", number + 1) } else { String::new() };
        format!("<u{id}{}>{text}</u>", note.unwrap_or_default())
    }

    /// Writes the list of highlights with their notes.
    fn notes(&self, out: &mut String) {
        if self.highlights.is_empty() {
            return;
        }
        out.push_str("<h2>Highlights and notes</h2>\n<ol class=\"notes\">\n");
        for (number, Placed { highlight, span }) in self.highlights.iter().enumerate() {
            let words = match span {
                Some(span) => {
                    let words = self.shown(*span, BlockKind::Paragraph);
                    format!(
                        "<a href=\"#h{}\">{}</a>",
                        number + 1,
                        words.split_whitespace().collect::<Vec<_>>().join(" ")
                    )
                }
                None => format!("{} <i>(not in this text any more)</i>", escaped(&highlight.words)),
            };
            let note =
                highlight.note.as_ref().map_or(String::new(), |note| format!("<p>{}</p>", escaped(note)));
            let _ = writeln!(out, "<li>{words}{note}</li>");
        }
        out.push_str("</ol>\n");
    }

    fn mark(&self, piece: Piece, begins: bool, text: &str, out: &mut String) {
        let Some(said) = self.analysis.quotes.get(piece.quote) else { return };
        let kind = match said.quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        };
        let (class, glyph) = self.look(piece.quote);
        let name = said.speaker.and_then(|id| self.analysis.actor(id)).map_or("unknown", |a| a.name.as_str());
        let _ = write!(out, "<mark class=\"{kind} {class}\" title=\"{}, {kind}\"", escaped(name));
        if begins && piece.is_first {
            let _ = write!(out, " id=\"q{}\"><b>{glyph}</b>{text}</mark>", piece.quote + 1);
        } else {
            let _ = write!(out, ">{text}</mark>");
        }
    }

    /// The CSS class and the glyph of a quote's speaker.
    fn look(&self, quote: usize) -> (String, char) {
        let speaker = self.analysis.quotes.get(quote).and_then(|said| said.speaker);
        match speaker.and_then(|id| self.identities.get(id.0)) {
            Some(identity) => (format!("s{}", identity.hue.min(HUES - 1)), identity.glyph),
            None => ("unknown".to_owned(), UNATTRIBUTED),
        }
    }

    fn sidebar(&self, out: &mut String) {
        let all = by_speaker(self.analysis);
        if all.is_empty() && !self.article.is_analysed() {
            let _ = writeln!(out, "<h2>Quotes</h2>\n<p>{NOT_ANALYSED}</p>");
            return;
        }
        let counted =
            |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let quotes = counted(self.analysis.quotes.len(), "quote");
        let speakers = counted(all.iter().filter(|(actor, _)| actor.is_some()).count(), "speaker");
        let _ = writeln!(out, "<h2>{quotes}, {speakers}</h2>");
        for (actor, quotes) in all {
            let Some(first) = quotes.first() else { continue };
            let (class, glyph) = self.look(*first);
            let name = actor.map_or("unknown speakers", |actor| actor.name.as_str());
            let role = actor.and_then(|actor| actor.role.as_deref());
            let role = role.map_or(String::new(), |role| format!(" <i>{}</i>", escaped(role)));
            let _ = writeln!(
                out,
                "<h3 class=\"{class}\">{glyph} {}{role} <small>{}</small></h3>\n<ol>",
                escaped(name),
                quotes.len()
            );
            for quote in quotes {
                let pieces = self.analysis.quotes.get(quote).map_or(&[][..], |said| &said.quote.content);
                let words: Vec<String> =
                    pieces.iter().map(|piece| self.shown(*piece, BlockKind::Paragraph)).collect();
                let words = words.join(" […] ");
                let words: Vec<&str> = words.split_whitespace().collect();
                let _ = writeln!(
                    out,
                    "<li value=\"{0}\"><a href=\"#q{0}\">{1}</a></li>",
                    quote + 1,
                    words.join(" ")
                );
            }
            out.push_str("</ol>\n");
        }
    }

    /// The span as HTML, without markup of the source; verbatim blocks keep their line breaks.
    fn shown(&self, span: Span, kind: BlockKind) -> String {
        self.article.shown_pieces(span).map(|piece| html_text(piece, kind)).collect()
    }
}

/// Text as HTML; verbatim blocks keep their line breaks.
fn html_text(text: &str, kind: BlockKind) -> String {
    if kind == BlockKind::Verbatim {
        return text.split('\n').map(escaped).collect::<Vec<_>>().join("\n");
    }
    escaped(text)
}

/// Printable text, escaped for HTML.
fn escaped(text: &str) -> String {
    let shown: String = printable::clusters(text).map(|cluster| printable::grapheme(cluster).0).collect();
    html::escaped(&shown)
}

/// Whether an address may be the target of a link.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The opening and closing tags of a block.
fn tags(kind: BlockKind) -> (String, &'static str) {
    let plain = |open: &str| open.to_owned();
    match kind {
        BlockKind::Title => (plain("<h1>"), "</h1>"),
        BlockKind::Heading(1 | 2) => (plain("<h2>"), "</h2>"),
        BlockKind::Heading(3) => (plain("<h3>"), "</h3>"),
        BlockKind::Heading(_) => (plain("<h4>"), "</h4>"),
        BlockKind::Byline
        | BlockKind::Date
        | BlockKind::Caption
        | BlockKind::PullQuote
        | BlockKind::Furniture => (plain("<p class=\"faint\">"), "</p>"),
        BlockKind::Paragraph => (plain("<p>"), "</p>"),
        BlockKind::BlockQuote => (plain("<blockquote><p>"), "</p></blockquote>"),
        BlockKind::ListItem { depth } => {
            (format!("<p class=\"item\" style=\"margin-left:{}em\">• ", u16::from(depth) + 1), "</p>")
        }
        BlockKind::Verbatim => (plain("<pre>"), "</pre>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format};

    fn page(text: &str, format: Format) -> String {
        let article = Article::from_text("a.txt", text, format);
        let analysis = Analyzer::default().analyse(&article);
        write(&article, &analysis, &[])
    }

    #[test]
    fn highlights_are_lit_and_led_to() {
        let text = "Bridge\n\n“We will pay,” said Ann Roe. She left late on Monday.\n\nNobody waited.";
        let article = Article::from_text("a.txt", text, Format::Plain);
        let analysis = Analyzer::default().analyse(&article);
        let span =
            |from: &str, to: &str| Span::new(text.find(from).unwrap(), text.find(to).unwrap() + to.len());
        let highlights = [
            Highlight::of(text, span("will pay", "said"), Some("<b>all?".to_owned())),
            Highlight::of(text, span("Monday", "Nobody"), None),
        ];
        let page = write(&article, &analysis, &highlights);
        assert!(page.contains("<u id=\"h1\" title=\"&lt;b&gt;all?\">will pay,”</u></mark>"), "{page}");
        assert!(page.contains("<u title=\"&lt;b&gt;all?\"> said</u>"), "{page}");
        assert!(page.contains("<li><a href=\"#h2\">Monday. Nobody</a></li>"), "{page}");
        assert!(
            page.contains("<p>&lt;b&gt;all?</p>")
                && page.matches("<u").count() == page.matches("</u>").count()
        );
    }

    #[test]
    fn each_quote_is_marked_once_and_led_to() {
        let page = page("Bridge\n\n“We will pay,” said Ann Roe. “All of it,” she said.", Format::Plain);
        assert_eq!(page.matches(" id=\"q").count(), 2);
        assert!(page.contains("<a href=\"#q2\">“All of it,”</a>"), "{page}");
        assert!(page.contains(
            "<mark class=\"direct s0\" title=\"Ann Roe, direct\" id=\"q1\"><b>●</b>“We will pay,”</mark> said"
        ));
    }

    #[test]
    fn nothing_of_a_text_is_obeyed() {
        let page = page(
            "<script>alert(1)</script> & \u{202e}\u{1b}[2J\n\n“</mark><img src=x>” said Ann Roe, the mayor of Hull.",
            Format::Plain,
        );
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{1b}'));
        assert!(!page.contains('\u{202e}'));
        assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    }

    #[test]
    fn markup_is_left_out_and_quotes_in_quotes_end() {
        let page = page(
            "# Bridge\n\nRoe said that *Lind had told her* it was “late”.\n\n    code <here>\n",
            Format::Markdown,
        );
        let body = page.split_once("</head>").unwrap().1;
        assert!(!body.contains('*'), "{body}");
        assert!(page.contains("<pre>") && page.contains("&lt;here&gt;"), "{page}");
        assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    }
}
