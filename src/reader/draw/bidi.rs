//! Visual order for right-to-left scripts in rows of lists, by the Unicode bidirectional algorithm (UAX #9). The text of an
//! article is reordered by its layout, which knows paragraphs; here each group of words is a paragraph, with the direction
//! of its first strong character, and stays in its columns.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_bidi::{BidiInfo, Level};
use unicode_width::UnicodeWidthStr as _;

/// Puts the cells of `area` into visual order, each group of words in a row by itself. Two blanks or another style separate
/// groups, which keep their places.
pub fn reorder(buffer: &mut Buffer, area: Rect) {
    for row in area.intersection(buffer.area).rows() {
        let has_rtl = |x: u16| buffer.cell((x, row.y)).is_some_and(|cell| cell.symbol().chars().any(is_rtl));
        if !(row.x..row.right()).any(has_rtl) {
            continue;
        }
        let mut x = row.x;
        while x < row.right() {
            let end = group_end(buffer, x, row);
            reorder_group(buffer, x..end, row.y);
            x = end.max(x + 1);
        }
    }
}

/// The column where the group ends that begins at `from`.
fn group_end(buffer: &Buffer, from: u16, row: Rect) -> u16 {
    let at = |x: u16| buffer.cell((x, row.y)).filter(|_| x < row.right());
    let Some(first) = at(from) else { return row.right() };
    let mut x = from;
    while let Some(cell) = at(x) {
        let is_gap = cell.symbol() == " " && at(x + 1).is_some_and(|next| next.symbol() == " ");
        if cell.style() != first.style() || is_gap {
            return x;
        }
        x += (cell.symbol().width() as u16).max(1);
    }
    row.right()
}

fn reorder_group(buffer: &mut Buffer, columns: std::ops::Range<u16>, y: u16) {
    let (mut text, mut signs) = (String::new(), Vec::new());
    let mut columns = columns;
    // Signs before the words and blanks after them keep their places.
    let is_words = |x: u16| {
        buffer
            .cell((x, y))
            .is_some_and(|cell| cell.symbol().contains(|c: char| c.is_alphanumeric() || is_opening(c)))
    };
    while !columns.is_empty() && !is_words(columns.start) {
        columns.start += 1;
    }
    while !columns.is_empty() && buffer.cell((columns.end - 1, y)).is_some_and(|cell| cell.symbol() == " ") {
        columns.end -= 1;
    }
    let mut x = columns.start;
    while let Some(cell) = buffer.cell((x, y)).filter(|_| x < columns.end) {
        let width = (cell.symbol().width() as u16).max(1);
        signs.push((text.len(), cell.symbol().to_owned(), width));
        text.push_str(cell.symbol());
        x += width;
    }
    let info = BidiInfo::new(&text, None);
    let Some(paragraph) = info.paragraphs.first().filter(|_| info.has_rtl()) else { return };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut x = columns.start;
    for run in runs {
        let from = signs.partition_point(|(at, ..)| *at < run.start);
        let to = signs.partition_point(|(at, ..)| *at < run.end);
        let inside = signs.get(from..to).unwrap_or_default();
        let backwards = levels.get(run.start).is_some_and(Level::is_rtl);
        let mut put = |(_, sign, width): &(usize, String, u16)| {
            let sign = mirrored(sign).filter(|_| backwards).unwrap_or(sign);
            for (n, symbol) in
                std::iter::once(sign).chain(std::iter::repeat(" ")).enumerate().take(usize::from(*width))
            {
                if let Some(cell) = buffer.cell_mut((x + n as u16, y)) {
                    cell.set_symbol(symbol);
                }
            }
            x += width;
        };
        if backwards {
            inside.iter().rev().for_each(&mut put);
        } else {
            inside.iter().for_each(&mut put);
        }
    }
}

/// Whether the words of a group may begin with this character, though it is no letter.
const fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '(' | '[' | '¿' | '¡' | '#' | '@')
}

/// Whether a character is in a Unicode block of a right-to-left script.
pub const fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The mirrored form of a bracket or sign in a right-to-left run.
pub fn mirrored(sign: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 7] =
        [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"), ("≤", "≥")];
    PAIRS.iter().find_map(|&(one, other)| match sign {
        _ if sign == one => Some(other),
        _ if sign == other => Some(one),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Modifier, Style};

    #[test]
    fn a_row_is_put_in_order_and_columns_stay() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 3));
        buffer.set_string(0, 0, "א (ב)", Style::new().add_modifier(Modifier::BOLD));
        buffer.set_string(6, 0, "דהו 陳 x", Style::new());
        buffer.set_string(0, 1, "left (alone)", Style::new());
        buffer.set_string(0, 2, "▸✓אב NATO גד?  2024", Style::new());
        reorder(&mut buffer, Rect::new(0, 0, 30, 3));
        let row = |y: u16| (0..30).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(row(0).trim_end(), "(ב) א 陳  x והד");
        assert_eq!(row(1).trim_end(), "left (alone)");
        assert_eq!(row(2).trim_end(), "▸✓?דג NATO בא  2024");
    }
}
