//! Blocks of HTML in Markdown: what of them is text.

use std::ops::Range;

/// Where in HTML a reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Html {
    /// Between tags.
    Text,
    /// In a tag.
    Tag,
    /// In a comment.
    Comment,
    /// A script or a style sheet.
    Code,
}

impl Html {
    /// What stands between the tags of a line, as ranges of it, where the line begins in this state.
    pub(super) fn texts(&mut self, line: &str) -> Vec<Range<usize>> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < line.len() {
            let rest = line.get(at..).unwrap_or_default();
            let (end, next) = self.end(rest);
            if *self == Self::Text && !rest.get(..end).unwrap_or_default().trim().is_empty() {
                out.push(at..at + end);
            }
            *self = next;
            at += end.max(1);
            while !line.is_char_boundary(at) {
                at += 1;
            }
        }
        out
    }

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
