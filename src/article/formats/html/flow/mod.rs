//! Converts well-nested HTML to pieces, one for each block of text, as a browser would show them.
//!
//! Knows nothing of which part of a page is the article: what it gets is converted wholly, without hidden elements,
//! controls and scripts.

mod open;

use super::{
    furniture, inline_marks,
    names::{is_block, is_void},
    piece::Piece,
    prepare::APART,
    statistics::is_sentence,
    table::Table,
    tokens::{Tag, Token, Tokens},
};
use crate::article::Inline;
use std::sync::Arc;

/// The blocks of text in `html` in order. It must be well nested (see [`sanitize`](super::sanitize::sanitize)).
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut flow = Flow::default();
    for token in Tokens::of(html) {
        match token {
            Token::Start(tag) => flow.start(&tag),
            Token::End(name) => flow.end(&name),
            Token::Text(text) => flow.text(&text),
        }
    }
    flow.close();
    flow.pieces
}

/// An open element.
struct Frame {
    name: Vec<u8>,
    effect: Effect,
    /// Whether it is a block element.
    block: bool,
    /// Whether it is marked with [`APART`].
    apart: bool,
    /// The inline style around it.
    around: Inline,
}

/// What an element changes for its content, with what is needed to undo it at its end tag.
#[derive(Debug, PartialEq)]
enum Effect {
    None,
    /// The content is left out.
    Skip,
    /// A block quotation.
    Quote,
    /// A heading, with the level of the heading around it.
    Heading(Option<u8>),
    /// A list.
    List,
    /// Preformatted text.
    Pre,
    /// A caption.
    Caption,
    /// A link, with the target of the link around it.
    Link(Option<Arc<str>>),
    /// Superscript, with the offset in the open piece where it begins.
    Raised(usize),
    /// A link to a fragment, which may be a footnote reference: the offset in the open piece where it begins, its target,
    /// and whether it is superscript.
    Note(usize, String, bool),
    /// Inline text that may be a picture counter, with the offset in the open piece where it begins.
    Inline(usize),
    /// A `q` element, which is shown in quotation marks.
    Marks,
    /// A custom element, whose sentences are a paragraph: the offset in the open piece where it begins.
    Custom(usize),
    /// A note beside a sentence of which its element is a part, which is shown in brackets.
    Aside,
    /// The credit of the block quotation around it.
    Credit,
    /// A table, with the table around it.
    Table(Option<Box<Table>>),
}

#[derive(Default)]
struct Flow {
    /// The finished pieces.
    pieces: Vec<Piece>,
    /// The piece that text is being added to.
    open: Option<Piece>,
    /// The open elements, the outermost first.
    frames: Vec<Frame>,
    /// The nesting depth inside the outermost element that is left out; 0 outside.
    skipped: usize,
    /// How many block quotations are open.
    quotes: usize,
    /// How many lists are around the outermost block quotation.
    around_quotes: usize,
    /// How many elements with [`APART`] are open.
    apart: usize,
    /// Whether inline text ended just now: see `seam`.
    seam: bool,
    /// Whether inline text began where other had just ended: a space may be missing there.
    joint: bool,
    /// How many captions are open.
    captions: usize,
    /// How many preformatted elements are open.
    pre: usize,
    /// The level of the open heading.
    heading: Option<u8>,
    /// For each open list, the number of the next item if it is ordered.
    lists: Vec<Option<i64>>,
    /// The number of the list item that has begun, until its text comes; empty in an unordered list.
    item: Option<String>,
    /// Whether the credit of a block quotation is open.
    credit: bool,
    /// The target of the open link.
    link: Option<Arc<str>>,
    /// The offset in the open piece where the open link begins.
    link_start: Option<usize>,
    /// The innermost open table.
    table: Option<Box<Table>>,
    /// The current inline style.
    inline: Inline,
    /// What is to be set on the next piece.
    next: NextPiece,
}

/// Properties of the next piece, which come before its text.
#[derive(Default)]
struct NextPiece {
    /// Whether a horizontal rule stands before it.
    ruled: bool,
    /// For a task list item, whether its box is checked.
    check: Option<bool>,
}

/// The inline style that an element gives to its content.
fn inline(name: &[u8]) -> Inline {
    match name {
        b"em" | b"i" | b"cite" | b"dfn" | b"var" => Inline::EMPHASIS,
        b"strong" | b"b" => Inline::STRONG,
        b"code" | b"kbd" | b"samp" | b"tt" | b"pre" => Inline::CODE,
        b"s" | b"del" | b"strike" => Inline::STRUCK,
        _ => Inline::PLAIN,
    }
}

impl Flow {
    fn start(&mut self, tag: &Tag) {
        let name: &[u8] = &tag.name;
        // These have no end tags in rewritten HTML, and no effect here.
        if matches!(name, b"html" | b"head" | b"body") {
            return self.close();
        }
        if self.skipped > 0 {
            if !is_void(name) {
                self.skipped += 1;
            }
            return;
        }
        match name {
            b"br" => return self.line_break(),
            b"hr" => {
                self.close();
                self.next.ruled = true;
                return;
            }
            b"input" => {
                let is_box = tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
                if is_box && self.item.is_some() {
                    self.next.check = Some(tag.attribute("checked").is_some());
                }
                return;
            }
            _ if is_void(name) => return,
            _ => {}
        }
        let block = is_block(name);
        if block {
            self.close();
        }
        let effect = self.effect(tag);
        if effect == Effect::Skip {
            self.skipped = 1;
            return;
        }
        let apart = tag.attributes.contains_key(APART);
        self.apart += usize::from(apart);
        let around = self.inline;
        self.inline = around.and(inline(name));
        self.frames.push(Frame { name: name.to_vec(), effect, block, apart, around });
    }

    /// Applies what a start tag changes, and returns it.
    fn effect(&mut self, tag: &Tag) -> Effect {
        if inline_marks::is_hidden(tag) && !inline_marks::is_note_text(tag) || furniture::is_read_out(tag) {
            return Effect::Skip;
        }
        match tag.name.as_slice() {
            b"script" | b"style" | b"title" | b"textarea" | b"button" | b"iframe" | b"object" | b"audio"
            | b"video" | b"canvas" | b"map" | b"nav" | b"dialog" | b"rp" | b"rt" | b"datalist"
            | b"progress" | b"meter" => Effect::Skip,
            b"blockquote" => {
                if self.quotes == 0 {
                    self.around_quotes = self.lists.len();
                }
                self.quotes += 1;
                Effect::Quote
            }
            name @ (b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6") => {
                let level = name.get(1).map(|digit| digit.saturating_sub(b'0'));
                Effect::Heading(std::mem::replace(&mut self.heading, level))
            }
            b"ul" | b"menu" | b"dir" => {
                self.lists.push(None);
                Effect::List
            }
            b"ol" => {
                let first = tag.attribute("start").and_then(|start| start.trim().parse().ok());
                self.lists.push(Some(first.unwrap_or(1)));
                Effect::List
            }
            b"li" => {
                let number = self.lists.last_mut().and_then(Option::as_mut);
                self.item = Some(number.map_or_else(String::new, |number| {
                    let mark = format!("{number}. ");
                    *number = number.saturating_add(1);
                    mark
                }));
                Effect::None
            }
            b"pre" => {
                self.pre += 1;
                Effect::Pre
            }
            b"figcaption" | b"caption" => {
                self.captions += 1;
                Effect::Caption
            }
            b"a" => {
                let is_high = self.frames.last().is_some_and(|frame| frame.name.as_slice() == b"sup");
                match tag
                    .attribute("href")
                    .map(str::trim)
                    .filter(|target| inline_marks::leads_somewhere(target))
                {
                    // In e-books the notes may be in another file, and feeds give the full address with the fragment.
                    Some(target)
                        if target.contains('#')
                            && (is_high
                                || tag
                                    .attributes
                                    .keys()
                                    .any(|name| name == "epub:type" || name == "role")) =>
                    {
                        Effect::Note(self.at(), target.to_owned(), is_high)
                    }
                    Some(target) => {
                        self.seam();
                        self.end_link();
                        Effect::Link(self.link.replace(target.into()))
                    }
                    None => match tag.attribute("href") {
                        Some(target) if target.contains('#') => {
                            Effect::Note(self.at(), target.to_owned(), is_high)
                        }
                        _ => {
                            self.seam();
                            Effect::Inline(self.at())
                        }
                    },
                }
            }
            b"sup" => Effect::Raised(self.at()),
            b"time" => {
                self.seam();
                self.joint = self.joint
                    || self.open.as_ref().is_some_and(|open| open.text.ends_with(char::is_lowercase));
                Effect::Inline(self.at())
            }
            b"span" | b"small" if furniture::is_side_note(tag) && self.open.is_some() => {
                self.text(" (");
                Effect::Aside
            }
            b"span" | b"small" | b"b" | b"strong" => {
                self.seam();
                Effect::Inline(self.at())
            }
            b"q" => {
                self.text("“");
                Effect::Marks
            }
            b"footer" | b"cite" if self.quotes > 0 && self.open.is_none() => {
                self.credit = true;
                Effect::Credit
            }
            b"table" => {
                Effect::Table(self.table.replace(Box::new(Table::new(self.pieces.len(), self.quotes))))
            }
            b"tr" => {
                self.with_table(Table::row);
                Effect::None
            }
            b"td" | b"th" => {
                let (at, head) = (self.pieces.len(), tag.name.as_slice() == b"th");
                self.with_table(|table| table.cell(at, head));
                Effect::None
            }
            _ if furniture::is_caption(tag) => {
                self.captions += 1;
                Effect::Caption
            }
            name if name.contains(&b'-') => Effect::Custom(self.at()),
            _ => Effect::None,
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        // The HTML is well nested, so this is the innermost element; a stray end tag has no effect.
        if self.frames.last().is_none_or(|frame| frame.name != name) {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        if frame.block {
            self.close();
        }
        self.apart -= usize::from(frame.apart);
        self.inline = frame.around;
        match frame.effect {
            Effect::None | Effect::Skip => {}
            Effect::Quote => self.quotes -= 1,
            Effect::Heading(outer) => self.heading = outer,
            Effect::List => {
                self.lists.pop();
            }
            Effect::Pre => self.pre -= 1,
            Effect::Caption => {
                self.close();
                self.captions -= 1;
            }
            Effect::Link(outer) => {
                self.end_link();
                self.seam = true;
                self.link = outer;
            }
            Effect::Raised(from) => self.raise(from),
            Effect::Note(from, target, is_high) => {
                // At the start of a block it is the number of the note itself or of a chapter, and stays.
                let glued = self.open.as_ref().and_then(|piece| piece.text.get(..from)).unwrap_or_default();
                let glued = self.pre == 0 && !glued.is_empty();
                let is_cited = |text: &str| is_high && inline_marks::is_citation(text);
                self.drop_from(from, |text| {
                    glued && (inline_marks::is_note(text, &target) || is_cited(text))
                });
                let number = self.open.as_ref().and_then(|piece| piece.text.get(from..));
                if self.pre == 0 && number.is_some_and(|text| inline_marks::is_note(text, &target)) {
                    self.text(" ");
                }
            }
            Effect::Inline(from) => {
                if from == 0 {
                    self.drop_from(from, inline_marks::is_counter);
                }
                self.seam = true;
            }
            Effect::Marks => self.text("”"),
            Effect::Aside => self.text(") "),
            Effect::Custom(from) => {
                let text = self.open.as_ref().filter(|_| from == 0).map(|piece| is_sentence(&piece.text));
                if text == Some(true) {
                    self.close();
                }
            }
            Effect::Credit => {
                self.close();
                self.credit = false;
            }
            Effect::Table(outer) => {
                if let Some(table) = std::mem::replace(&mut self.table, outer) {
                    table.set(&mut self.pieces);
                }
            }
        }
        if name == b"td" || name == b"th" {
            let at = self.pieces.len();
            self.with_table(|table| table.end_cell(at));
        }
        if name == b"li" {
            self.item = None;
        }
    }
}
