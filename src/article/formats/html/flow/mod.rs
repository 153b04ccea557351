//! From well-nested HTML to the blocks that a reader would see.

mod open;

use super::{
    furniture, marks,
    names::{is_block, is_void},
    piece::Piece,
    sift::APART,
    table::Table,
    tokens::{Tag, Token, Tokens},
};
use crate::article::Inline;
use std::sync::Arc;

/// The blocks of `html`, which is well nested (see [`tame`](super::tame::tame)), in order.
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
    /// Whether it stands on lines of its own.
    block: bool,
    /// Whether what is in it stands beside the text.
    apart: bool,
    /// How what is around it is set.
    around: Inline,
}

/// What an element does to what is in it.
#[derive(Debug, PartialEq)]
enum Effect {
    None,
    Skip,
    Quote,
    Heading(Option<u8>),
    List,
    Pre,
    Caption,
    /// A link, with what was the target around it.
    Link(Option<Arc<str>>),
    /// Figures set high, and where in the open piece they begin.
    Raised(usize),
    /// A link to a place in the text, which may be the mark of a note, and where in the open piece it begins.
    Note(usize, String),
    /// Inline text that may be a counter, and where in the open piece it begins.
    Inline(usize),
    /// Words in quotation marks.
    Marks,
    /// Who is quoted by the block quotation around it.
    Credit,
    Table(Option<Box<Table>>),
}

#[derive(Default)]
struct Flow {
    pieces: Vec<Piece>,
    open: Option<Piece>,
    frames: Vec<Frame>,
    /// How many elements it is inside of whose content is left out.
    skipped: usize,
    quotes: usize,
    /// How many lists are around the outermost of them.
    around_quotes: usize,
    apart: usize,
    /// Whether inline text ended just now, and whether other began there.
    seam: bool,
    joint: bool,
    captions: usize,
    pre: usize,
    heading: Option<u8>,
    /// For each open list, the number of the next item, where they are numbered.
    lists: Vec<Option<i64>>,
    /// The mark of an item that has begun and has no text yet.
    item: Option<String>,
    credit: bool,
    link: Option<Arc<str>>,
    /// Where in the open piece the open link begins.
    link_start: Option<usize>,
    table: Option<Box<Table>>,
    /// How words are set here.
    inline: Inline,
    ahead: Ahead,
}

/// What was met and stands before the piece that comes next.
#[derive(Default)]
struct Ahead {
    /// A line across the page.
    ruled: bool,
    /// The box of the item that has begun, and whether it is done.
    check: Option<bool>,
}

/// How an element sets what is in it.
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
        // These have no end tags in what is tame, and mean nothing here.
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
                self.ahead.ruled = true;
                return;
            }
            b"input" => {
                let is_box = tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
                if is_box && self.item.is_some() {
                    self.ahead.check = Some(tag.attribute("checked").is_some());
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

    fn effect(&mut self, tag: &Tag) -> Effect {
        if marks::is_hidden(tag) && !marks::is_note_text(tag) || furniture::is_read_out(tag) {
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
                match tag.attribute("href").map(str::trim).filter(|target| marks::leads_somewhere(target)) {
                    // In a book the notes are in a file of their own; a feed says in full where they are.
                    Some(target)
                        if target.contains('#')
                            && (tag.attributes.keys().any(|name| name == "epub:type" || name == "role")
                                || self
                                    .frames
                                    .last()
                                    .is_some_and(|frame| frame.name.as_slice() == b"sup")) =>
                    {
                        Effect::Note(self.at(), target.to_owned())
                    }
                    Some(target) => {
                        self.seam();
                        self.end_link();
                        Effect::Link(self.link.replace(target.into()))
                    }
                    None => match tag.attribute("href") {
                        Some(target) if target.contains('#') => Effect::Note(self.at(), target.to_owned()),
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
        // Well nested, so this is the innermost; an end tag without its start ends nothing.
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
            Effect::Note(from, target) => {
                // At the start of a line it is the number of the note itself, or of a chapter.
                let glued = self.open.as_ref().and_then(|piece| piece.text.get(..from)).unwrap_or_default();
                let glued = self.pre == 0 && !glued.is_empty();
                self.drop_from(from, |text| glued && marks::is_note(text, &target));
            }
            Effect::Inline(from) => {
                if from == 0 {
                    self.drop_from(from, marks::is_counter);
                }
                self.seam = true;
            }
            Effect::Marks => self.text("”"),
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
