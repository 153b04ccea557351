//! Replaces signs beyond ASCII, for terminals and fonts that cannot show them.

use ratatui::buffer::{Buffer, Cell};

/// Dots of an ellipsis in ASCII.
const DOTS: usize = 3;

/// The ASCII character for a sign; none for a letter.
fn plain(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "●" => "@",
        "▲" | "↑" => "^",
        "■" | "▇" | "█" => "#",
        "◆" | "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" => "+",
        "★" => "%",
        "▼" | "↓" | "✓" => "v",
        "○" => "o",
        "△" => "a",
        "□" => "n",
        "◇" => "x",
        "┃" | "│" | "║" => "|",
        "╏" => "!",
        "┊" => ":",
        "▐" => "]",
        "▌" => "[",
        "─" | "—" | "–" | "‐" | "‑" | "−" | "◦" | "▪" | "▫" | "▃" | "▄" => "-",
        "▸" | "→" | "↳" | "›" | "»" => ">",
        "←" | "‹" | "«" => "<",
        "•" | "·" => "*",
        "…" | "▁" | "▂" => ".",
        "▅" | "▆" => "=",
        "“" | "”" | "„" => "\"",
        "‘" | "’" | "‚" => "'",
        _ => return None,
    })
}

/// Replaces signs by ASCII characters of the same width. Characters without a similar sign stay, so names are not altered.
/// An ellipsis becomes three dots: over the two blanks after it, if a third separates it from what follows, or else over the
/// two characters before it.
pub fn substitute(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(width) {
        for x in 0..row.len() {
            let Some(style) = row.get(x).filter(|cell| cell.symbol() == "…").map(Cell::style) else {
                continue;
            };
            let is_blank = |cell: &Cell| cell.symbol() == " ";
            let after = row.get(x + 1..).unwrap_or_default();
            let before = x.checked_sub(DOTS).and_then(|start| row.get(start..x)).unwrap_or_default();
            let dots = if after.len() >= DOTS - 1 && after.iter().take(DOTS).all(is_blank) {
                x + 1..x + DOTS
            } else if before.iter().all(|cell| cell.symbol().is_ascii())
                && before.last().is_some_and(|cell| !is_blank(cell))
            {
                x + 1 - DOTS..x
            } else {
                continue;
            };
            for cell in row.get_mut(dots).unwrap_or_default() {
                cell.set_symbol(".").set_style(style);
            }
        }
    }
    for cell in &mut buffer.content {
        if let Some(sign) = plain(cell.symbol()) {
            cell.set_symbol(sign);
        }
    }
}

/// Whether the locale says that characters beyond ASCII cannot be shown: it names a character set other than UTF-8, or is
/// "C" or "POSIX" by `LC_ALL` or `LC_CTYPE`.
pub fn is_needed(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    let Some((name, locale)) = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set) else { return false };
    let locale = locale.to_lowercase();
    let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
    // As LANG, "C" and "POSIX" are often mere defaults, as in containers, whose terminals know UTF-8.
    let is_chosen = name != "LANG" && matches!(locale.as_str(), "c" | "posix");
    !is_utf8 && (locale.contains('.') || is_chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn signs_change_and_names_do_not() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 14, 1));
        buffer.set_string(0, 0, "●┃“Müller”✓…", ratatui::style::Style::new());
        substitute(&mut buffer);
        let row: String = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!(row.trim_end(), "@|\"Müller\"v...");
    }

    #[test]
    fn an_ellipsis_stands_apart_from_what_follows() {
        for (row, plain) in [
            ("a name…  D", "a na...  D"),
            ("a name…   D", "a name... D"),
            ("a name…", "a name..."),
            ("a cat n…  M", "a cat...  M"),
            ("北京…  I", "北京.  I"),
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 11, 1));
            buffer.set_string(0, 0, row, ratatui::style::Style::new());
            substitute(&mut buffer);
            let shown: String = buffer.content.iter().map(Cell::symbol).collect();
            assert_eq!(shown.trim_end().replace("京 ", "京").replace("北 ", "北"), plain, "{row}");
        }
    }

    #[test]
    fn the_locale_decides() {
        let needed = |value: &str| is_needed(|name| (name == "LANG").then(|| value.to_owned()));
        assert!(needed("de_DE.ISO-8859-1"));
        assert!(!needed("de_DE.UTF-8") && !needed("C") && !needed(""));
        let chosen = |value: &str| {
            is_needed(|name| match name {
                "LC_ALL" => Some(value.to_owned()),
                "LANG" => Some("de_DE.UTF-8".to_owned()),
                _ => None,
            })
        };
        assert!(chosen("C") && chosen("POSIX"));
        assert!(!chosen("C.utf8") && !chosen(""));
    }
}
