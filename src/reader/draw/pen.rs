//! Writes printable text into a row of cells, cut to fit.

use crate::printable;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

/// Writes along a row of the screen from left to right, never past its end.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    right: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the left of the first row of `area`.
    pub fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        let area = if area.height == 0 { Rect::default() } else { area.intersection(buffer.area) };
        Self { buffer, x: area.x, y: area.y, right: area.right() }
    }

    /// Columns left in the row.
    pub const fn room(&self) -> u16 {
        self.right.saturating_sub(self.x)
    }

    /// Writes `text`, made printable; where it does not fit, it is cut with an ellipsis.
    pub fn text(&mut self, text: &str, style: Style) {
        self.text_within(text, self.room(), style);
    }

    /// Writes `text`, made printable, in at most `width` columns.
    pub fn text_within(&mut self, text: &str, width: u16, style: Style) {
        let shown = fit(text, width.min(self.room()));
        self.raw(&shown, style);
    }

    /// Writes text that must be printable already.
    pub fn raw(&mut self, text: &str, style: Style) {
        if self.room() > 0 {
            let room = usize::from(self.room());
            self.x = self.buffer.set_stringn(self.x, self.y, text, room, style).0;
        }
    }

    /// Writes the end of what is being typed, as much of it as there is room for before the cursor. At most `most` columns
    /// of a long text are measured at a time.
    pub fn typed(&mut self, text: &str, most: u16, style: Style) {
        let mut shown = text;
        while width(&fit(shown, most)) >= self.room().max(2) {
            let mut chars = shown.chars();
            chars.next();
            shown = chars.as_str();
        }
        for cluster in printable::clusters(shown) {
            self.raw(&printable::grapheme(cluster).0, style);
        }
    }

    /// Moves the pen to the right.
    pub fn skip(&mut self, cells: u16) {
        self.x = (self.x + cells).min(self.right);
    }

    /// Moves the pen to a column of the screen.
    pub fn go_to(&mut self, x: u16) {
        self.x = x.min(self.right);
    }

    /// Takes columns at the end of the row out of use.
    pub fn keep_free(&mut self, cells: u16) {
        self.right = self.right.saturating_sub(cells).max(self.x);
    }

    /// Gives back columns that were taken out of use.
    pub fn widen(&mut self, cells: u16) {
        self.right = (self.right + cells).min(self.buffer.area.right());
    }

    /// The column and row of the pen.
    pub const fn position(&self) -> (u16, u16) {
        (self.x, self.y)
    }
}

/// The columns of printable text.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// As much of `text` as fits in `width` columns, made printable, on one line; with an ellipsis where it was cut. Reads no
/// more of the text than it shows.
pub fn fit(text: &str, width: u16) -> String {
    let mut out = String::new();
    let (mut used, mut whole) = (0, 0);
    for cluster in printable::clusters(text) {
        let (shown, cells) = printable::grapheme(cluster);
        if shown == " " && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        if used + cells > width {
            out.truncate(whole);
            out.truncate(out.trim_end().len());
            if width > 0 {
                out.push('…');
            }
            return out;
        }
        out.push_str(&shown);
        used += cells;
        if used < width {
            whole = out.len();
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, cells: u16, shown: &str) {
        assert_eq!(fit(text, cells), shown, "{text:?} in {cells}");
        assert!(width(shown) <= cells);
    }

    #[test]
    fn text_is_cut_by_cells() {
        check("Kim Jong Un", 11, "Kim Jong Un");
        check("Kim Jong Un", 10, "Kim Jong…");
        check("北京市", 6, "北京市");
        check("北京市", 5, "北京…");
        check("北京市", 4, "北…");
        check("ab", 1, "…");
        check("ab", 0, "");
    }

    #[test]
    fn nothing_harmful_passes() {
        check("a\u{1b}[31m\n\n b\u{202e}", 20, "a␛[31m b\u{fffd}");
    }
}
