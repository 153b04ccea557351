//! Word wrap for a stream of text, within a width or without one.

use crate::printable;
use std::io::{self, Write};

/// A word wrapper. It buffers only the current word.
pub(super) struct Wrapper<W> {
    out: W,
    /// The width of a line in cells; `None` wraps nothing.
    width: Option<usize>,
    indent: usize,
    column: usize,
    word: String,
    cells: usize,
    /// The SGR parameters of what is added; empty for plain text.
    style: String,
    styled: bool,
}

impl<W: Write> Wrapper<W> {
    pub fn new(out: W, width: Option<usize>) -> Self {
        let (word, style) = (String::new(), String::new());
        Self { out, width, indent: 0, column: 0, word, cells: 0, style, styled: false }
    }

    /// Adds text of an article, made printable; white space ends a word.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        for cluster in printable::clusters(text) {
            let (shown, cells) = printable::grapheme(cluster);
            if shown == " " {
                self.end_word()?;
            } else if cells > 0 {
                self.add(&shown, usize::from(cells))?;
            }
        }
        Ok(())
    }

    /// Adds a mark that is not separated from the words it touches. Spaces in it do not break.
    pub fn mark(&mut self, mark: &str) -> io::Result<()> {
        self.add(mark, mark.len())
    }

    fn add(&mut self, shown: &str, cells: usize) -> io::Result<()> {
        // A word wider than a line is broken at its end.
        if self.width.is_some_and(|width| self.cells > 0 && self.indent + self.cells + cells > width) {
            self.end_word()?;
        }
        if !self.styled && !self.style.is_empty() {
            self.word.push_str("\x1b[");
            self.word.push_str(&self.style);
            self.word.push('m');
            self.styled = true;
        }
        self.word.push_str(shown);
        self.cells += cells;
        Ok(())
    }

    /// Sets the SGR parameters of what follows; empty for plain text.
    pub fn style(&mut self, style: &str) {
        if style != self.style {
            self.reset();
            style.clone_into(&mut self.style);
        }
    }

    fn reset(&mut self) {
        if self.styled {
            self.word.push_str("\x1b[0m");
            self.styled = false;
        }
    }

    fn end_word(&mut self) -> io::Result<()> {
        if self.cells == 0 {
            return Ok(());
        }
        self.reset();
        if self.column > 0 && self.width.is_some_and(|width| self.column + 1 + self.cells > width) {
            self.out.write_all(b"\n")?;
            self.column = 0;
        }
        if self.column > 0 {
            self.out.write_all(b" ")?;
            self.column += 1;
        } else {
            write!(self.out, "{:1$}", "", self.indent)?;
            self.column = self.indent;
        }
        self.out.write_all(self.word.as_bytes())?;
        self.column += self.cells;
        self.word.clear();
        self.cells = 0;
        Ok(())
    }

    /// Ends the current line, if anything is on it. The next lines are indented by `indent` cells.
    pub fn end_line(&mut self, indent: usize) -> io::Result<()> {
        self.end_word()?;
        if self.column > 0 {
            self.out.write_all(b"\n")?;
            self.column = 0;
        }
        self.indent = indent.min(self.width.unwrap_or(usize::MAX) / 2);
        Ok(())
    }

    /// Adds an empty line.
    pub fn gap(&mut self) -> io::Result<()> {
        self.end_line(0)?;
        self.out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: Option<usize>, text: &str, expected: &str) {
        let mut out = Vec::new();
        let mut wrapper = Wrapper::new(&mut out, width);
        wrapper.text(text).unwrap();
        wrapper.end_line(0).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn lines_end_at_the_width_in_cells() {
        check(Some(12), "Nobody likes it, she said.", "Nobody likes\nit, she\nsaid.\n");
        check(Some(4), "北京北京", "北京\n北京\n");
        check(None, "Nobody\nlikes  it.", "Nobody likes it.\n");
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        check(None, "a\x1b[31m b\u{202e}c \u{200b} d", "a␛[31m b\u{fffd}c d\n");
    }

    #[test]
    fn a_style_ends_with_its_word() {
        let mut out = Vec::new();
        let mut wrapper = Wrapper::new(&mut out, Some(5));
        wrapper.style("31");
        wrapper.text("one two").unwrap();
        wrapper.style("");
        wrapper.text(".").unwrap();
        wrapper.end_line(0).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\x1b[31mone\x1b[0m\n\x1b[31mtwo\x1b[0m.\n");
    }
}
