//! Markdown into blocks, and what of it is markup.
//!
//! The parser tells for each piece of shown text where it stands in the source. What stands between two pieces of a
//! block is markup, whatever it is: so nothing need be known about links, emphasis or quotation signs here.

use super::{Article, Block, BlockKind, Link};
use crate::span::Span;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Finds blocks, markup, and what the front matter tells.
pub(super) fn read(article: &mut Article) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(&article.text);
    for (event, range) in Parser::new_ext(&article.text, options).into_offset_iter() {
        reader.see(event, range);
    }
    reader.close();
    let Reader { mut blocks, markup, front, mut links, .. } = reader;
    // A link may have lost its words at the edge of a block, and links do not lie in links.
    links.retain(|link| !link.span.is_empty());
    links.dedup_by(|next, before| next.span.start < before.span.end);
    article.links = links;
    let title = blocks.iter_mut().find(|b| b.kind == BlockKind::Heading(1));
    if let Some(block) = title {
        block.kind = BlockKind::Title;
        article.title = Some(block.span);
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
    blocks.splice(..0, head);
    (article.blocks, article.markup) = (blocks, markup);
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    markup: Vec<Span>,
    front: Vec<(BlockKind, Span)>,
    links: Vec<Link>,
    /// The link that is open: where it leads, and where its words begin.
    link: Option<(String, Option<Span>)>,
    /// The block that shown text goes to.
    open: Option<Block>,
    quotes: usize,
    lists: Vec<Option<u64>>,
    heading: Option<u8>,
    /// Where the list item began whose text has not begun.
    item: Option<usize>,
    /// How many images, tables or front matters it is inside of, whose text is not running text.
    hidden: usize,
    in_front: bool,
    verbatim: bool,
    html: Html,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            markup: Vec::new(),
            front: Vec::new(),
            links: Vec::new(),
            link: None,
            open: None,
            quotes: 0,
            lists: Vec::new(),
            heading: None,
            item: None,
            hidden: 0,
            in_front: false,
            verbatim: false,
            html: Html::Text,
        }
    }

    fn see(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_front => self.front_matter(range),
            Event::Text(_) | Event::SoftBreak => self.show(range),
            Event::HardBreak => {
                let line_break =
                    self.text.get(range.clone()).and_then(|text| text.find(['\n', '\r'])).unwrap_or(0);
                self.show(range.start + line_break..range.end);
            }
            Event::Code(_) => self.show(self.inside_ticks(range)),
            Event::Html(_) => self.html_line(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::FootnoteDefinition(_) => self.close(),
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(depth_of(level));
            }
            Tag::BlockQuote(_) => {
                self.close();
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
                self.verbatim = true;
            }
            Tag::HtmlBlock => {
                self.close();
                self.html = Html::Text;
            }
            Tag::Table(_) => {
                self.close();
                self.verbatim = true;
                self.show(range);
                self.close();
                self.hidden += 1;
            }
            Tag::MetadataBlock(_) => {
                self.close();
                // Further down, what looks like front matter is text between two rules.
                self.in_front = range.start == 0;
            }
            Tag::Image { .. } => self.hidden += 1,
            Tag::Link { dest_url, .. } if leads_somewhere(&dest_url) => {
                self.link = Some((dest_url.into_string(), None));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => self.close(),
            TagEnd::Heading(_) => {
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
                self.verbatim = false;
            }
            TagEnd::Table => {
                self.hidden = self.hidden.saturating_sub(1);
                self.verbatim = false;
            }
            TagEnd::MetadataBlock(_) => {
                self.close();
                self.in_front = false;
            }
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::Link => {
                if let Some((target, Some(span))) = self.link.take() {
                    self.links.push(Link { span: span.trim(self.text), target });
                }
            }
            _ => {}
        }
    }

    /// Adds shown text to the open block, or opens one with it.
    fn show(&mut self, range: Range<usize>) {
        if self.hidden > 0 || range.is_empty() {
            return;
        }
        let shown = Span::new(range.start, range.end);
        if let Some((_, words)) = &mut self.link {
            *words = Some(words.map_or(shown, |words| words.join(shown)));
        }
        if let Some(block) = &mut self.open {
            if block.span.end < shown.start {
                self.markup.push(Span::new(block.span.end, shown.start));
            }
            block.span.end = block.span.end.max(shown.end);
            return;
        }
        let (kind, number) = self.kind();
        if let Some(number) = number.filter(|number| number.end < shown.start) {
            self.markup.push(Span::new(number.end, shown.start));
        }
        self.open = Some(Block { kind, span: number.map_or(shown, |number| number.join(shown)) });
    }

    /// The kind of a block that opens here, and the number before it, with the space after, if it has one.
    fn kind(&mut self) -> (BlockKind, Option<Span>) {
        let item = self.item.take();
        let kind = match (self.heading, item) {
            _ if self.verbatim => BlockKind::Verbatim,
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(_)) => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                BlockKind::ListItem { depth }
            }
            (None, None) if self.quotes > 0 => BlockKind::BlockQuote,
            (None, None) => BlockKind::Paragraph,
        };
        let number = item.filter(|_| matches!(self.lists.last(), Some(Some(_)))).map(|start| {
            let rest = self.text.get(start..).unwrap_or_default();
            let marker = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b')')).count();
            let space = rest.bytes().skip(marker).take_while(|&b| b == b' ').count();
            Span::new(start, start + marker + space)
        });
        (kind, number)
    }

    fn close(&mut self) {
        if let Some(Block { kind, span }) = self.open.take() {
            let span = span.trim(self.text);
            if !span.is_empty() {
                self.blocks.push(Block { kind, span });
            }
        }
    }

    /// What stands between the ticks of a code span.
    fn inside_ticks(&self, range: Range<usize>) -> Range<usize> {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let ticks = whole.bytes().take_while(|&b| b == b'`').count();
        if whole.len() < 2 * ticks { range } else { range.start + ticks..range.end - ticks }
    }

    /// Shows what stands between the tags of a block of HTML.
    fn html_line(&mut self, range: Range<usize>) {
        let line = self.text.get(range.clone()).unwrap_or_default();
        let mut at = 0;
        while at < line.len() {
            let rest = line.get(at..).unwrap_or_default();
            let (end, next) = self.html.end(rest);
            if self.html == Html::Text && !rest.get(..end).unwrap_or_default().trim().is_empty() {
                self.show(range.start + at..range.start + at + end);
            }
            self.html = next;
            at += end.max(1);
            while !line.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Notes where the front matter gives title, author and date.
    fn front_matter(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for line in self.text.get(range).unwrap_or_default().split_inclusive('\n') {
            let kind =
                line.split_once(':').and_then(|(key, _)| match key.trim().to_ascii_lowercase().as_str() {
                    "title" | "headline" => Some(BlockKind::Title),
                    "author" | "authors" | "byline" | "by" => Some(BlockKind::Byline),
                    "date" | "published" | "pubdate" | "created" => Some(BlockKind::Date),
                    _ => None,
                });
            let value = line.find(':').map_or(line.len(), |colon| colon + 1);
            let span = Span::new(start + value, start + line.len()).trim(self.text);
            let quoted = span.of(self.text);
            let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '[' | ']');
            let bare = quoted.trim_start_matches(is_edge);
            let span = Span::new(
                span.end - bare.len(),
                span.end - bare.len() + bare.trim_end_matches(is_edge).len(),
            );
            if let (Some(kind), false) = (kind, span.is_empty()) {
                self.front.push((kind, span));
            }
            start += line.len();
        }
    }
}

/// Whether a link leads out of the text itself.
fn leads_somewhere(target: &str) -> bool {
    !target.is_empty() && !target.starts_with('#')
}

/// Where in HTML a reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Html {
    Text,
    Tag,
    Comment,
    /// A script or a style sheet.
    Code,
}

impl Html {
    /// Where this stretch ends in `rest`, and what follows it.
    fn end(self, rest: &str) -> (usize, Self) {
        let after = |end: &str, next| rest.find(end).map_or((rest.len(), self), |at| (at + end.len(), next));
        match self {
            Self::Text => {
                let (end, _) = rest.find('<').map_or((rest.len(), self), |at| (at, Self::Tag));
                let tag = rest.get(end..).unwrap_or_default();
                let opens = |name: &str| tag.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name));
                let next = match tag {
                    "" => Self::Text,
                    _ if tag.starts_with("<!--") => Self::Comment,
                    _ if opens("<script") || opens("<style") => Self::Code,
                    _ => Self::Tag,
                };
                (end, next)
            }
            Self::Tag => after(">", Self::Text),
            Self::Comment => after("-->", Self::Text),
            Self::Code => after("</", Self::Tag),
        }
    }
}

const fn depth_of(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let article = Article::from_text("t.md", text, Format::Markdown);
        let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, article.shown(b.span))).collect();
        let found: Vec<_> = found.iter().map(|(kind, shown)| (*kind, shown.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    use BlockKind::{BlockQuote, Byline, Date, Heading, ListItem, Paragraph, Title, Verbatim};

    #[test]
    fn inline_markup_is_not_shown() {
        check(
            "She said *very* **much** in [the hall](http://h.example/x \"y\"), `twice`, \\*once\\* and ~~not~~ at all.",
            &[(Paragraph, "She said very much in the hall, twice, *once* and not at all.")],
        );
        check("**Bold** at both **ends**", &[(Paragraph, "Bold at both ends")]);
        check("See <http://h.example> ![a map](m.png) now<br>", &[(Paragraph, "See http://h.example now")]);
    }

    #[test]
    fn links_have_words_and_targets() {
        let text = "See [the **plan** of\n> x](http://h.example/x \"y\"), <http://h.example/z>, [back](#top), [it][1] ![a](b).\n\n\
            [1]: /local (t)\n";
        let article = Article::from_text("t.md", text, Format::Markdown);
        let links: Vec<_> =
            article.links.iter().map(|l| (article.shown(l.span), l.target.as_str())).collect();
        let links: Vec<_> = links.iter().map(|(words, target)| (words.as_str(), *target)).collect();
        assert_eq!(links, [("http://h.example/z", "http://h.example/z"), ("it", "/local")],);
        let article =
            Article::from_text("t.md", "> [the **plan**\n> of it](http://h.example)", Format::Markdown);
        assert_eq!(article.shown(article.links[0].span), "the plan of it");
    }

    #[test]
    fn line_starts_inside_a_quotation_are_markup() {
        check(
            "> Nobody likes\n> the *plan*\n> at all.\n>\n> > Not even I.",
            &[(BlockQuote, "Nobody likes the plan at all."), (BlockQuote, "Not even I.")],
        );
    }

    #[test]
    fn headings_and_lists() {
        check(
            "# Harbour plan\n\nUnder it\n--------\n\n- one\n  more\n  - **two**\n- three\n\n1. first\n2. *second*\n",
            &[
                (Title, "Harbour plan"),
                (Heading(2), "Under it"),
                (ListItem { depth: 0 }, "one more"),
                (ListItem { depth: 1 }, "two"),
                (ListItem { depth: 0 }, "three"),
                (ListItem { depth: 0 }, "1. first"),
                (ListItem { depth: 0 }, "2. second"),
            ],
        );
    }

    #[test]
    fn front_matter_is_the_head() {
        check(
            "---\ntitle: \"Harbour plan\"\nauthor: Mara Lind\ndate: 2018-05-08\ntags: [a, b]\n---\n\nThe council met.\n",
            &[
                (Title, "Harbour plan"),
                (Byline, "Mara Lind"),
                (Date, "2018-05-08"),
                (Paragraph, "The council met."),
            ],
        );
        check(
            "---\ntitle: Harbour\n---\n# Harbour plan\n\nIt met.",
            &[(Title, "Harbour plan"), (Paragraph, "It met.")],
        );
    }

    #[test]
    fn code_and_tables_are_kept_and_html_is_left_out() {
        check("```\nlet x;\n\nlet y;\n```", &[(Verbatim, "let x; let y;")]);
        check(
            "| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter.",
            &[(Verbatim, "| a | b | |---|---| | 1 | 2 |"), (Paragraph, "After.")],
        );
        check(
            "# Plan\n\n<div class=\"x\">\n<p>Kept <b>words</b></p>\n</div>\n\n<script>\nlet x = '<p>';\n</script>\n\nAfter.",
            &[(Title, "Plan"), (Paragraph, "Kept words"), (Paragraph, "After.")],
        );
    }
}
