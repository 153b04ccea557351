//! Rewrites a page as well-nested HTML of bounded depth, without the content that is not shown.
//!
//! Building a tree takes time quadratic in its depth and in the number of attributes of a tag, and a page may have any
//! number of both. Therefore the tree builder never gets the page itself, but this copy: every start tag has its end
//! tag, none is nested deeper than [`DEEPEST`], and scripts, styles, drawings and comments are left out, so that no
//! part of it can be parsed in two ways. Elements that are recognised as page furniture are removed on the way, and the
//! page's metadata are collected in a [`Head`].

use super::{
    furniture,
    furniture_measure::Measure,
    head::Head,
    inline_marks,
    names::{is_barrier, is_block, is_heading, is_void},
    tokens::{Tag, Token, Tokens},
};
use crate::article::budget::{self, Budget};
use std::collections::HashMap;

/// Deepest nesting of elements; of deeper elements the tags are dropped and the text is kept.
const DEEPEST: usize = 200;
/// A rewritten page.
#[derive(Debug, Default)]
pub(super) struct Sanitized {
    /// The rewritten HTML.
    pub html: String,
    /// The metadata of the page.
    pub head: Head,
}

/// Rewrites `html` until the text that `budget` has left or the bound on elements is used up; `budget` notes where
/// something was left out.
pub(super) fn sanitize(html: &str, budget: &mut Budget) -> Sanitized {
    let read = budget::start(html, budget::PAGE);
    let mut writer = Writer {
        out: String::with_capacity(read.len() / 2),
        text: budget.text(),
        elements: budget::ELEMENTS,
        data_left: budget::DATA,
        ..Writer::default()
    };
    let mut cut = read.len() < html.len();
    for token in Tokens::of(read) {
        match token {
            Token::Start(tag) => writer.start(&tag),
            Token::End(name) => writer.end(&name),
            // As browsers do: a NUL is no character of the text, and vertical white space is white space.
            Token::Text(text) if text.contains(['\0', '\u{b}', '\u{c}']) => {
                writer.text(&text.replace('\0', "").replace(['\u{b}', '\u{c}'], " "));
            }
            Token::Text(text) => writer.text(&text),
        }
        if writer.is_full() {
            cut = true;
            break;
        }
    }
    if cut {
        budget.leave_out();
    }
    writer.finish();
    Sanitized { html: writer.out, head: writer.head }
}

/// Content that is being dropped, and until when.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Skipping {
    #[default]
    Nothing,
    /// The content of a raw text element such as a script or a style: up to the next end tag.
    Raw,
    /// An SVG drawing or a formula: up to its end tag, or to a start tag that cannot occur in one.
    Drawing,
    /// The options of a `select`: up to its end tag, or to a start tag that cannot occur in one.
    Choice,
}

/// An open element.
struct Open {
    /// The name in the page.
    name: Vec<u8>,
    /// The name that it has in the rewritten page.
    written: Vec<u8>,
    /// Whether it embeds a post of a social network.
    post: bool,
    /// Set where its name makes it likely to be furniture.
    candidate: Option<Candidate>,
}

/// The state before an element that may be furniture, so that it can be removed when it ends.
struct Candidate {
    /// Byte offset of its start tag in the output.
    from: usize,
    /// The measure of the element around it up to there.
    before: Measure,
}

#[derive(Default)]
struct Writer {
    /// The rewritten page so far.
    out: String,
    head: Head,
    /// The open elements, the outermost first.
    open: Vec<Open>,
    /// The element that names the author, while it is open: its depth, and its text so far.
    author: Option<(usize, String)>,
    /// The measure of the content since the innermost open element that may be furniture began.
    measure: Measure,
    /// For each name, how many elements deeper than [`DEEPEST`] are open: their end tags are dropped.
    deeper: HashMap<Vec<u8>, usize>,
    skipping: Skipping,
    /// Whether a script with JSON-LD is open, which is kept.
    data: bool,
    /// How many bytes of text may still be written.
    text: usize,
    /// How many elements may still be written.
    elements: usize,
    /// How many bytes of JSON-LD may still be written.
    data_left: usize,
}

impl Writer {
    /// Whether the bound on text or on elements is reached.
    fn is_full(&self) -> bool {
        self.text == 0 || self.elements == 0
    }

    fn start(&mut self, tag: &Tag) {
        let name: &[u8] = &tag.name;
        match self.skipping {
            Skipping::Drawing if is_block(name) || matches!(name, b"span" | b"img" | b"br") => {
                self.skipping = Skipping::Nothing;
            }
            Skipping::Choice if !matches!(name, b"option" | b"optgroup" | b"hr") => {
                self.skipping = Skipping::Nothing;
            }
            Skipping::Nothing => {}
            _ => return,
        }
        self.head.see(tag);
        match name {
            b"script" => {
                let kind = tag.attribute("type").unwrap_or_default().trim();
                self.data = kind.eq_ignore_ascii_case("application/ld+json");
                if self.data {
                    self.out.push_str("<script type=\"application/ld+json\">");
                    self.measure.keep();
                }
                self.skipping = Skipping::Raw;
            }
            b"iframe" => {
                self.tag(tag);
                self.out.push_str("</iframe>");
                self.skipping = Skipping::Raw;
            }
            b"style" | b"xmp" | b"noembed" | b"noframes" | b"textarea" | b"plaintext" => {
                self.skipping = Skipping::Raw;
            }
            b"svg" | b"math" => {
                self.skipping = if tag.self_closing { Skipping::Nothing } else { Skipping::Drawing }
            }
            b"select" => self.skipping = Skipping::Choice,
            b"html" | b"head" | b"body" => self.tag(tag),
            b"title" => {
                self.tag(tag);
                let (name, written) = (tag.name.clone(), tag.name.clone());
                self.open.push(Open { name, written, post: false, candidate: None });
            }
            // A template is not shown unless a script clones it.
            b"template" if !tag.attributes.contains_key("shadowrootmode") => {
                let hidden = [("hidden".to_owned(), String::new())].into();
                self.element(&Tag { attributes: hidden, ..tag.clone() }, b"div");
            }
            b"template" | b"frameset" | b"option" | b"optgroup" => {}
            // A `footer` is left out in the search for the article, but one inside a quotation names whom it quotes,
            // and becomes a `cite`.
            b"footer" if self.is_quoting() => self.element(tag, b"cite"),
            // The search for the article would turn a `div` without blocks in it into a paragraph and lose its class.
            b"div" | b"p" | b"span" | b"section" if furniture::is_pulled(tag) || furniture::is_post(tag) => {
                self.element(tag, b"blockquote");
            }
            b"span" if inline_marks::is_set_as_block(tag) => self.element(tag, b"div"),
            _ if is_void(name) => {
                if name == b"input" {
                    self.measure.see_control(tag);
                }
                self.tag(tag);
            }
            _ => self.element(tag, name),
        }
    }

    /// Opens an element, and writes it under the name `written`.
    fn element(&mut self, tag: &Tag, written: &[u8]) {
        let name: &[u8] = &tag.name;
        self.imply_ends(if is_block(written) { written } else { name });
        self.measure.see_tag(tag);
        if self.open.len() >= DEEPEST {
            *self.deeper.entry(tag.name.clone()).or_default() += 1;
            // The break keeps words of two blocks apart.
            if is_block(name) {
                self.out.push_str("<br>");
            }
            return;
        }
        // Names inside an embedded post are dropped, since they do not mark furniture: its "header" names the author of
        // the post.
        let plain;
        let tag = if self.open.iter().any(|open| open.post) && !is_void(name) {
            let kept =
                tag.attributes.iter().filter(|(name, _)| !matches!(name.as_str(), "class" | "id" | "rel"));
            plain = Tag { attributes: kept.map(|(n, v)| (n.clone(), v.clone())).collect(), ..tag.clone() };
            &plain
        } else {
            tag
        };
        let name: &[u8] = &tag.name;
        let suspect = is_block(name) && furniture::is_suspect(tag);
        let from = self.out.len();
        let written = written.to_vec();
        if written == tag.name {
            self.tag(tag);
        } else {
            self.tag(&Tag { name: written.clone(), ..tag.clone() });
        }
        if self.author.is_none() && furniture::names_author(tag) {
            self.author = Some((self.open.len(), String::new()));
        }
        self.open.push(Open {
            name: tag.name.clone(),
            post: furniture::is_post(tag),
            written,
            candidate: suspect.then(|| Candidate { from, before: std::mem::take(&mut self.measure) }),
        });
    }

    /// Closes the open elements whose end tags may be omitted in HTML before this element (`li`, `dt`, `td`, `p`, ...).
    fn imply_ends(&mut self, name: &[u8]) {
        let (ended, within): (&[&[u8]], &[&[u8]]) = match name {
            b"li" => (&[b"li"], &[b"ul", b"ol", b"menu", b"dir"]),
            b"dt" | b"dd" => (&[b"dt", b"dd"], &[b"dl"]),
            b"td" | b"th" => (&[b"td", b"th"], &[b"tr", b"table"]),
            b"tr" => (&[b"tr"], &[b"table"]),
            b"tbody" | b"thead" | b"tfoot" => (&[b"tbody", b"thead", b"tfoot", b"caption"], &[b"table"]),
            _ => (&[], &[]),
        };
        let end = self.open.iter().rposition(|open| {
            let open = open.name.as_slice();
            ended.contains(&open) || within.contains(&open) || is_barrier(open) && within.is_empty()
        });
        if let Some(at) = end
            && self.open.get(at).is_some_and(|open| ended.contains(&open.name.as_slice()))
        {
            self.close(at);
        }
        if is_block(name) {
            let paragraph = self.open.iter().rposition(|open| is_block(&open.name) || is_barrier(&open.name));
            if let Some(at) = paragraph
                && self.open.get(at).is_some_and(|open| open.name.as_slice() == b"p")
            {
                self.close(at);
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        match self.skipping {
            Skipping::Raw => {
                if self.data {
                    self.out.push_str("</script>");
                    self.data = false;
                }
                self.skipping = Skipping::Nothing;
                return;
            }
            Skipping::Drawing => {
                if matches!(name, b"svg" | b"math") {
                    self.skipping = Skipping::Nothing;
                }
                return;
            }
            Skipping::Choice if name == b"select" => {
                self.skipping = Skipping::Nothing;
                return;
            }
            Skipping::Choice | Skipping::Nothing => {}
        }
        if name == b"br" {
            self.out.push_str("<br>");
            return;
        }
        if let Some(deeper) = self.deeper.get_mut(name).filter(|deeper| **deeper > 0) {
            *deeper -= 1;
            return;
        }
        // The end tag of any heading closes a heading, as the HTML standard says.
        let own = |open: &Open| open.name.as_slice() == name || is_heading(name) && is_heading(&open.name);
        let reached = |open: &Open| own(open) || is_barrier(&open.name) && name != b"table";
        let Some(at) = self.open.iter().rposition(reached).filter(|&at| self.open.get(at).is_some_and(own))
        else {
            return;
        };
        // The end tag of an inline element does not close blocks that were opened inside it.
        let ends_blocks = is_block(name) || is_barrier(name);
        if ends_blocks || !self.open.iter().skip(at + 1).any(|open| is_block(&open.name)) {
            self.close(at);
        }
    }

    /// Whether a block quotation is open.
    fn is_quoting(&self) -> bool {
        self.open.iter().any(|open| open.written.as_slice() == b"blockquote")
    }

    fn finish(&mut self) {
        if self.data {
            self.out.push_str("</script>");
        }
        self.close(0);
    }

    /// Closes the open elements from index `at` inwards, and removes those that turn out to be furniture.
    fn close(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(Open { written, candidate: suspect, .. }) = self.open.pop() else { return };
            if let Some((_, name)) = self.author.take_if(|(depth, _)| *depth == self.open.len()) {
                self.head.see_author(&name);
            }
            self.out.push_str("</");
            self.out.push_str(&String::from_utf8_lossy(&written));
            self.out.push('>');
            if let Some(Candidate { from, before }) = suspect {
                let inside = std::mem::replace(&mut self.measure, before);
                if inside.is_like_furniture() {
                    self.out.truncate(from);
                    // The mail field of a removed form is kept, so that the text beside the form is recognised as an
                    // invitation to sign up.
                    if inside.signs_up() {
                        self.out.push_str("<input type=\"email\">");
                    }
                } else {
                    self.measure.add(inside);
                }
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        self.elements = self.elements.saturating_sub(1);
        write_tag(&mut self.out, tag);
    }

    fn text(&mut self, text: &str) {
        match self.skipping {
            Skipping::Nothing => {
                let text = budget::start(text, self.text);
                self.text -= text.len();
                if self.open.last().is_some_and(|open| open.name.as_slice() == b"title") {
                    self.head.see_title(text);
                }
                self.measure.see(text, self.open.iter().any(|open| open.name.as_slice() == b"a"));
                if let Some((_, name)) = &mut self.author {
                    name.push_str(text);
                }
                escape(&mut self.out, text, false);
            }
            Skipping::Raw if self.data && text.len() <= self.data_left => {
                self.data_left -= text.len();
                let json = text.trim();
                let text = json.strip_prefix("<![CDATA[").unwrap_or(json).trim_end_matches("]]>");
                self.head.see_data(text);
                // In JSON a `<` can only stand in a string, where it may be escaped; escaped it cannot end the script.
                self.out.push_str(&text.replace('<', "\\u003c"));
            }
            Skipping::Raw | Skipping::Drawing | Skipping::Choice => {}
        }
    }
}

/// Writes a start tag. Attributes whose names have other characters than letters, digits, `-`, `_` and `:` are left
/// out, since parsers may read them differently.
pub(super) fn write_tag(out: &mut String, tag: &Tag) {
    let Ok(name) = str::from_utf8(&tag.name) else { return };
    out.push('<');
    out.push_str(name);
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':');
    for (name, value) in &tag.attributes {
        if !name.bytes().all(is_plain) {
            continue;
        }
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value, true);
        out.push('"');
    }
    out.push('>');
}

/// Writes text with its HTML special characters escaped; with `quotes` also quotation marks, for attribute values.
pub(super) fn escape(out: &mut String, text: &str, quotes: bool) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>') || c == '"' && quotes) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            _ => "&quot;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}
