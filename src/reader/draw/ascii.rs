//! Signs for terminals and fonts that have no others than ASCII's.

use ratatui::buffer::Buffer;

/// What stands for a sign.
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

/// Puts signs of ASCII in the place of others, each as wide as before. What is of no sign's likeness stays: a name is not
/// altered. An ellipsis has three dots where there is room after it.
pub fn substitute(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(width) {
        for x in 0..row.len() {
            if let Some([ellipsis, room @ ..]) = row.get_mut(x..)
                && ellipsis.symbol() == "…"
                && let Some(dots) = room.get_mut(..2)
                && dots.iter().all(|cell| cell.symbol() == " ")
            {
                for cell in dots {
                    cell.set_symbol(".").set_style(ellipsis.style());
                }
            }
        }
    }
    for cell in &mut buffer.content {
        if let Some(sign) = plain(cell.symbol()) {
            cell.set_symbol(sign);
        }
    }
}

/// Whether the locale says that characters beyond ASCII cannot be shown: it names a character set that is not UTF-8, or is "C" or
/// "POSIX", which have none, and somebody has chosen it.
pub fn is_needed(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    let Some((name, locale)) = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set) else { return false };
    let locale = locale.to_lowercase();
    let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
    // As LANG these are what is left where nobody has chosen, as in containers, whose terminals know UTF-8.
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
        let row: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row.trim_end(), "@|\"Müller\"v...");
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
