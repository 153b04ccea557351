//! An article as TEI: the text in paragraphs, each quote a `said` element with its speaker.

use super::{bibliography, html::escaped};
use crate::{
    actors::{Actor, ActorId, ActorKind, AttributedQuote},
    analysis::Analysis,
    article::{Article, BlockKind},
    attribution::{QuoteKind, Sense},
    span::Span,
};
use std::{collections::BTreeSet, fmt::Write as _};

/// A quote whose element is open.
struct Open {
    quote: usize,
    end: usize,
}

/// Writes the elements of quotes, which have to nest. A quote that overlaps with another, or continues in another
/// paragraph, becomes several elements, each of which points to the one before by `prev`.
struct Elements<'a> {
    article: &'a Article,
    quotes: &'a [AttributedQuote],
    /// The number of elements so far of each quote.
    begun: Vec<usize>,
    out: String,
}

/// The TEI document: header with the speakers, and text with the quotes.
pub fn write(article: &Article, analysis: &Analysis) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
    );
    out.push_str(&header(article, analysis));
    out.push_str("<text>\n<body>\n");
    let begun = vec![0; analysis.quotes.len()];
    let mut elements = Elements { article, quotes: &analysis.quotes, begun, out };
    let mut is_begun = false;
    for block in &article.blocks {
        let (element, is_top) = match block.kind {
            BlockKind::Title => ("head", true),
            BlockKind::Byline => ("byline", true),
            BlockKind::Date => ("dateline", true),
            BlockKind::Heading(_) => ("p rend=\"heading\"", false),
            BlockKind::BlockQuote => ("p rend=\"quote\"", false),
            BlockKind::ListItem { .. } => ("p rend=\"item\"", false),
            BlockKind::Verbatim => ("p rend=\"verbatim\"", false),
            BlockKind::Caption => ("p rend=\"caption\"", false),
            BlockKind::PullQuote => ("p rend=\"pull-quote\"", false),
            BlockKind::Furniture => ("p rend=\"furniture\"", false),
            BlockKind::Paragraph => ("p", false),
        };
        // In TEI, `head` and the like may only precede the paragraphs.
        is_begun |= !is_top;
        let element = if is_top && is_begun { "p" } else { element };
        elements.out.extend(["<", element, ">"]);
        elements.block(block.span);
        elements.out.extend(["</", element.split(' ').next().unwrap_or(element), ">\n"]);
    }
    if !is_begun {
        elements.out.push_str("<p/>\n");
    }
    elements.out.push_str("</body>\n</text>\n</TEI>\n");
    elements.out
}

fn header(article: &Article, analysis: &Analysis) -> String {
    let title = article.label();
    let mut out = format!("<teiHeader>\n<fileDesc>\n<titleStmt><title>{}</title>", text(&title));
    for author in bibliography::authors(article) {
        out.extend(["<author>", &text(&author), "</author>"]);
    }
    out.push_str("</titleStmt>\n<publicationStmt>");
    match article.outlet() {
        Some(outlet) => out.extend(["<publisher>", &text(&outlet), "</publisher>"]),
        None => out.push_str("<publisher/>"),
    }
    if let Some(published) = article.published_text() {
        let when = article.date().map_or(String::new(), |day| format!(" when=\"{day}\""));
        out.extend(["<date", &when, ">", &text(&published), "</date>"]);
    }
    out.push_str("</publicationStmt>\n<sourceDesc><bibl>");
    out.push_str(&text(article.url.as_deref().unwrap_or(&article.name)));
    out.push_str("</bibl></sourceDesc>\n</fileDesc>\n");
    let meant = |quote: &AttributedQuote| [quote.speaker, quote.to].into_iter().flatten().collect::<Vec<_>>();
    let actors: BTreeSet<ActorId> = analysis.quotes.iter().flat_map(meant).collect();
    let mut told = actors.iter().filter_map(|&id| Some((id, analysis.actor(id)?))).peekable();
    if told.peek().is_some() {
        out.push_str("<profileDesc><particDesc>\n");
        told.for_each(|(id, actor)| out.push_str(&described(id, actor)));
        out.push_str("</particDesc></profileDesc>\n");
    }
    out.push_str("</teiHeader>\n");
    out
}

fn described(id: ActorId, actor: &Actor) -> String {
    let (element, name) = match actor.kind {
        ActorKind::Person => ("person", "persName"),
        ActorKind::Group | ActorKind::Anonymous => ("personGrp", "persName"),
        ActorKind::Organisation | ActorKind::Place | ActorKind::Document => ("org", "orgName"),
    };
    let role = actor.role.as_deref().filter(|_| name == "persName");
    let role = role.map_or(String::new(), |role| format!("<occupation>{}</occupation>", text(role)));
    format!("<{element} xml:id=\"a{}\"><{name}>{}</{name}>{role}</{element}>\n", id.0, text(&actor.name))
}

impl Elements<'_> {
    /// Writes the text of a block with the quotes in it.
    fn block(&mut self, block: Span) {
        let inside = |span: &Span| {
            Span::new(span.start.max(block.start), span.end.min(block.end).max(span.start.max(block.start)))
        };
        let mut pieces: Vec<(Span, usize)> = Vec::new();
        for (number, quote) in self.quotes.iter().enumerate() {
            let spans = quote.quote.content.iter().map(inside).filter(|span| !span.is_empty());
            pieces.extend(spans.map(|span| (span, number)));
        }
        // Of two that begin together, the longer one is the outer.
        pieces.sort_by_key(|(span, number)| (span.start, std::cmp::Reverse(span.end), *number));
        let mut at = block.start;
        let mut open: Vec<Open> = Vec::new();
        for (span, quote) in pieces {
            self.close_until(&mut open, &mut at, span.start);
            self.words(&mut at, span.start);
            self.begin(quote);
            open.push(Open { quote, end: span.end });
        }
        self.close_until(&mut open, &mut at, block.end);
        self.words(&mut at, block.end);
    }

    /// Closes the quotes that end at `until` or before. Quotes within them that go on are closed too and opened again.
    fn close_until(&mut self, open: &mut Vec<Open>, at: &mut usize, until: usize) {
        while let Some(end) = open.iter().map(|open| open.end).min().filter(|end| *end <= until) {
            self.words(at, end);
            let outermost = open.iter().position(|open| open.end == end).unwrap_or(0);
            let ended = open.split_off(outermost);
            self.out.push_str(&"</said>".repeat(ended.len()));
            for goes_on in ended.into_iter().filter(|open| open.end > end) {
                self.begin(goes_on.quote);
                open.push(goes_on);
            }
        }
    }

    fn begin(&mut self, number: usize) {
        let (Some(attributed), Some(begun)) = (self.quotes.get(number), self.begun.get_mut(number)) else {
            return;
        };
        *begun += 1;
        let id = |part: usize| if part == 1 { format!("q{number}") } else { format!("q{number}.{part}") };
        let _ = write!(self.out, "<said xml:id=\"{}\"", id(*begun));
        if *begun > 1 {
            let _ = write!(self.out, " prev=\"#{}\"", id(*begun - 1));
        }
        for (name, actor) in [("who", attributed.speaker), ("toWhom", attributed.to)] {
            if let Some(ActorId(actor)) = actor {
                let _ = write!(self.out, " {name}=\"#a{actor}\"");
            }
        }
        let direct = match attributed.quote.kind {
            QuoteKind::Direct => "true",
            QuoteKind::Mixed => "unknown",
            QuoteKind::Indirect => "false",
        };
        let aloud = match attributed.quote.sense {
            Sense::Speech => "true",
            Sense::Thought => "false",
            Sense::Document => "inapplicable",
        };
        let _ = write!(self.out, " direct=\"{direct}\" aloud=\"{aloud}\">");
    }

    fn words(&mut self, at: &mut usize, end: usize) {
        if *at < end {
            self.article.shown_pieces(Span::new(*at, end)).for_each(|piece| self.out.push_str(&text(piece)));
            *at = end;
        }
    }
}

/// `words` escaped for XML. Characters that XML cannot represent become U+FFFD.
fn text(words: &str) -> String {
    let holds =
        |c: char| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    escaped(&words.replace('\r', "").replace(|c| !holds(c), "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format, attribution::Quote};

    #[test]
    fn a_quote_tells_who_says_it() {
        let text = "Plan & bridge\n\n8 May 2018\n\n“We will <pay>,” said Ann Roe, the mayor.\n";
        let article = Article::from_text("a.txt", text, Format::Plain);
        let tei = write(&article, &Analyzer::default().analyse(&article));
        assert!(
            tei.contains("<title>Plan &amp; bridge</title>") && tei.contains("<date when=\"2018-05-08\">"),
            "{tei}"
        );
        assert!(
            tei.contains("\"><persName>Ann Roe</persName><occupation>mayor</occupation></person>"),
            "{tei}"
        );
        assert!(tei.contains("<head>Plan &amp; bridge</head>\n<dateline>8 May 2018</dateline>\n<p><said xml:id=\"q0\" who=\"#a"), "{tei}");
        assert!(
            tei.contains(" direct=\"true\" aloud=\"true\">“We will &lt;pay&gt;,”</said> said Ann"),
            "{tei}"
        );
    }

    #[test]
    fn quotes_that_overlap_lie_in_one_another() {
        let article = Article::from_text("a.txt", "abcdef\n\nghi\u{7}", Format::Plain);
        let quote = |spans: &[(usize, usize)]| {
            let spans = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
            AttributedQuote::new(Quote::new(QuoteKind::Indirect, spans), None)
        };
        let quotes = vec![quote(&[(0, 4)]), quote(&[(2, 9)]), quote(&[(2, 3), (5, 6)])];
        let tei = write(&article, &Analysis { quotes, ..Analysis::default() });
        let tei = tei.replace(" direct=\"false\" aloud=\"true\"", "").replace(" xml:id=", " id=");
        assert!(
            tei.contains(
                "<said id=\"q0\">ab<said id=\"q1\"><said id=\"q2\">c</said>d</said></said><said id=\"q1.2\" prev=\"#q1\">e\
                 <said id=\"q2.2\" prev=\"#q2\">f</said></said>"
            ),
            "{tei}"
        );
        assert!(tei.contains("<said id=\"q1.3\" prev=\"#q1.2\">g</said>hi\u{fffd}"), "{tei}");
    }
}
