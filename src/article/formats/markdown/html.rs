//! HTML blocks in Markdown: finds the text in them.

use std::ops::Range;

/// The state in which a line of HTML begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Html {
    /// In text.
    Text,
    /// In a tag.
    Tag,
    /// In a comment.
    Comment,
    /// In a script or style sheet.
    Code,
}

/// A part of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The range of a text in the line.
    Text(Range<usize>),
    /// The start or end of a block element.
    Break,
    /// The start of a heading of this level.
    Heading(u8),
}

/// The effect of the tag that `tag` begins with on the blocks around it.
fn effect(tag: &str) -> Option<Piece> {
    const BLOCKS: [&str; 25] = [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "details",
        "summary",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "br",
        "hr",
    ];
    let inside = tag.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let end = name.bytes().take(16).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len().min(16));
    let name = name.get(..end)?.to_ascii_lowercase();
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] if !inside.starts_with('/') => Some(Piece::Heading(level - b'0')),
        [b'h', b'1'..=b'6'] => Some(Piece::Break),
        _ => BLOCKS.contains(&name.as_str()).then_some(Piece::Break),
    }
}

impl Html {
    /// The parts of a line that begins in this state, which becomes the state at its end.
    pub(super) fn pieces(&mut self, line: &str) -> Vec<Piece> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < line.len() {
            let rest = line.get(at..).unwrap_or_default();
            let (end, next) = self.end(rest);
            if *self == Self::Text && !rest.get(..end).unwrap_or_default().trim().is_empty() {
                out.push(Piece::Text(at..at + end));
            }
            if *self == Self::Text && next == Self::Tag {
                out.extend(effect(rest.get(end..).unwrap_or_default()));
            }
            *self = next;
            at += end.max(1);
            while !line.is_char_boundary(at) {
                at += 1;
            }
        }
        out
    }

    /// Where the current state ends in `rest`, and the next state.
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
