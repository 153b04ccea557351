//! Divides plain text into blocks: paragraphs, hard-wrapped or not, list items and block quotations. Headings are found
//! later, by [`heading`](crate::article::heading).

mod lines;

use crate::article::{
    Article, Block, BlockKind, Ornament,
    typography::{ORNAMENTS, quoted},
};
use crate::span::Span;
use lines::{Line, Setting, lines};

/// Sets the blocks of a plain text, the spans of quotation signs (`>`) inside them, and the quotation depths. Headings
/// are paragraphs so far.
pub(in crate::article) fn read(article: &mut Article) {
    let mut builder = Builder {
        text: &article.text,
        setting: Setting::of(&article.text),
        blocks: Vec::new(),
        markup: Vec::new(),
        ornaments: Vec::new(),
        open: None,
    };
    for line in lines(&article.text) {
        builder.add(line);
    }
    let Builder { blocks, markup, ornaments, .. } = builder;
    (article.blocks, article.markup, article.ornaments) = (blocks, markup, ornaments);
}

/// The state of the last block, while further lines may join it.
#[derive(Clone, Copy)]
struct Open {
    last: Line,
    opening: Opening,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Its words.
    Words,
    /// This number of quotation signs (`>`).
    Quoted(usize),
    /// A bullet or number; `indent` is the column where the item's words begin.
    Item { indent: usize },
}

struct Builder<'a> {
    text: &'a str,
    setting: Setting,
    blocks: Vec<Block>,
    markup: Vec<Span>,
    ornaments: Vec<Ornament>,
    open: Option<Open>,
}

impl Builder<'_> {
    fn add(&mut self, line: Line) {
        let (opening, shown) = opening(self.text, line);
        if shown.is_empty() {
            // A line of quotation signs only divides paragraphs inside a quotation.
            self.open = None;
            return;
        }
        let quoted_from = line.span.start;
        let line = Line { span: shown, ..line };
        if let Some(open) = self.open.filter(|open| !line.after_gap && self.joins(*open, opening, line)) {
            if matches!(opening, Opening::Quoted(_)) {
                self.markup.push(Span::new(quoted_from, shown.start));
            }
            if let Some(block) = self.blocks.last_mut() {
                block.span.end = shown.end;
            }
            self.open = Some(Open { last: line, ..open });
        } else {
            let kind = self.kind(opening, line);
            let signs = if let Opening::Quoted(signs) = opening { signs } else { 0 };
            if let Some(kind) = quoted(signs, kind).filter(|_| self.ornaments.len() < ORNAMENTS) {
                self.ornaments.push(Ornament { at: shown.start, kind });
            }
            self.blocks.push(Block { kind, span: shown });
            self.open = Some(Open { last: line, opening });
        }
    }

    /// Whether a line continues the open block.
    fn joins(&self, open: Open, opening: Opening, line: Line) -> bool {
        match (open.opening, opening) {
            (Opening::Item { indent }, Opening::Words) if line.indent >= indent => true,
            // Another quotation depth is another writer.
            (Opening::Quoted(before), Opening::Quoted(now)) if before != now => false,
            (Opening::Quoted(_), Opening::Quoted(_))
            | (Opening::Words | Opening::Item { .. }, Opening::Words) => {
                !self.setting.breaks(self.text, open.last, line)
            }
            _ => false,
        }
    }

    /// The kind of the block that a line begins.
    fn kind(&self, opening: Opening, line: Line) -> BlockKind {
        match opening {
            Opening::Quoted(_) => BlockKind::BlockQuote,
            Opening::Item { .. } => {
                let depth = (line.indent.saturating_sub(self.setting.indent) / 2).min(8) as u8;
                BlockKind::ListItem { depth }
            }
            Opening::Words => {
                let deep = line.indent >= self.setting.indent + 2 && !self.setting.indents_paragraphs;
                let again = self.open.is_some() && !line.after_gap;
                // An indented block is a quotation if it is long or ends like a sentence; otherwise it is a centred
                // heading. After an unindented line without a gap, the indent marks the first line of a paragraph.
                let quoted = match self.blocks.last() {
                    None => false,
                    Some(last) if again => last.kind == BlockKind::BlockQuote,
                    Some(_) => line.width > 60 || line.ends_sentence(self.text),
                };
                if deep && quoted { BlockKind::BlockQuote } else { BlockKind::Paragraph }
            }
        }
    }
}

/// What `line` begins with, and the span of it that is shown: without quotation signs or bullet, but with its number.
fn opening(text: &str, line: Line) -> (Opening, Span) {
    let shown = line.span.of(text);
    if shown.starts_with('>') {
        let words = shown.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let signs = shown.get(..shown.len() - words.len()).unwrap_or_default();
        let signs = signs.bytes().filter(|&byte| byte == b'>').count();
        return (Opening::Quoted(signs), Span::new(line.span.end - words.len(), line.span.end));
    }
    let after = |marker: usize| {
        let rest = shown.get(marker..).unwrap_or_default();
        let words = rest.trim_start();
        (words.len() < rest.len() && !words.is_empty()).then(|| shown.len() - words.len())
    };
    let bullet = shown.chars().next().filter(|c| ['-', '*', '•', '‣', '◦', '▪', '·'].contains(c));
    if let Some(words) = bullet.and_then(|c| after(c.len_utf8())) {
        let indent = line.indent + shown.get(..words).unwrap_or_default().chars().count();
        // A line of stars or dashes is a rule, not a list item.
        if shown.chars().any(char::is_alphanumeric) {
            return (Opening::Item { indent }, Span::new(line.span.start + words, line.span.end));
        }
    }
    let digits = shown.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && shown.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']))
        && let Some(words) = after(digits + 1)
        && !shown.get(words..).unwrap_or_default().starts_with(char::is_lowercase)
    {
        return (Opening::Item { indent: line.indent + words }, line.span);
    }
    (Opening::Words, line.span)
}
