//! Recognises marks beside words (footnote references, superscripts, picture counters), links that lead nowhere, and
//! hidden elements.

use super::tokens::Tag;

/// Whether a link with the text `text` to a fragment is a footnote reference or a link back from a note: "1", "*", "↩".
/// One in brackets (`[3]`) is not, since it can stay in the text without being read as part of a word.
pub(super) fn is_note(text: &str, target: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{fe0e}' | '\u{fe0f}'));
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹');
    let digits = text.chars().count() <= 3 && text.chars().all(is_digit);
    let signs = text.chars().count() <= 3
        && text
            .chars()
            .all(|c| matches!(c, '*' | '†' | '‡' | '§' | '↩' | '↑' | '^' | '⏎' | '¶' | '#' | '🔗'));
    target.contains('#') && !text.is_empty() && (digits || signs)
}

/// Whether a superscript link is the number or letter of a citation in brackets: "[3]", "[a]".
pub(super) fn is_citation(text: &str) -> bool {
    let inside = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inside.is_some_and(|inside| {
        (1..=3).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// Whether an element is the text of a footnote or endnote, by its `epub:type` or `role`; e-books may hide notes until
/// they are opened.
pub(super) fn is_note_text(tag: &Tag) -> bool {
    const KINDS: [&str; 6] = ["footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote", "note"];
    let says = |name: &str| {
        tag.attribute(name).is_some_and(|kinds| kinds.split_whitespace().any(|kind| KINDS.contains(&kind)))
    };
    says("epub:type") || says("role")
}

/// `text` in Unicode superscript, if it has only digits and signs: "6" as "⁶".
pub(super) fn raised(text: &str) -> Option<String> {
    /// Longest text that is converted, in bytes.
    const LONGEST: usize = 8;
    let high = |c: char| {
        Some(match c {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4'..='9' => char::from_u32(u32::from('⁴') + (u32::from(c) - u32::from('4')))?,
            '-' | '−' => '⁻',
            '+' => '⁺',
            _ => return None,
        })
    };
    (!text.is_empty() && text.len() <= LONGEST).then(|| text.chars().map(high).collect())?
}

/// Whether a text only counts what is shown: "2 of 5", "1of3", "Image 3/12", "list 1 of 4".
pub(super) fn is_counter(text: &str) -> bool {
    /// Longest counter, in bytes.
    const LONGEST: usize = 24;
    if text.len() > LONGEST {
        return false;
    }
    let text = text.trim().to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_alphabetic()).trim_start();
    let Some((one, all)) = text.split_once("of").or_else(|| text.split_once('/')) else { return false };
    let is_number = |text: &str| {
        let text = text.trim();
        (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    is_number(one) && is_number(all)
}

/// Whether a link has a target other than a place on the same page, a script or embedded data.
pub(super) fn leads_somewhere(target: &str) -> bool {
    let runs =
        |scheme: &str| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    !target.is_empty() && !target.starts_with('#') && !runs("javascript:") && !runs("data:")
}

/// Whether an inline style displays the element as a block.
pub(super) fn is_set_as_block(tag: &Tag) -> bool {
    tag.attribute("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:block")
    })
}

/// White space and the invisible characters that mails pad their preview text with.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Distance from the edge of the page, in pixels, from which on an element is off every screen.
const FAR: u32 = 900;

/// The rules of an element's inline style, as property and value.
fn style(tag: &Tag) -> impl Iterator<Item = (&str, &str)> {
    let rules = tag.attribute("style").unwrap_or_default().split(';');
    rules.filter_map(|rule| rule.split_once(':')).map(|(name, value)| (name.trim(), value.trim()))
}

/// Whether an element takes its place on the page but is not drawn, as until a script shows it when it is scrolled to.
pub(super) fn is_veiled(tag: &Tag) -> bool {
    let is_hidden =
        |value: &str| value.get(.."hidden".len()).is_some_and(|start| start.eq_ignore_ascii_case("hidden"));
    style(tag).any(|(name, value)| name.eq_ignore_ascii_case("visibility") && is_hidden(value))
}

/// Whether an element is put far beyond the left or upper edge of the page, as links that somebody added to it unseen.
pub(super) fn is_off_screen(tag: &Tag) -> bool {
    let is_placed = style(tag).any(|(name, value)| {
        name.eq_ignore_ascii_case("position") && matches!(&*value.to_ascii_lowercase(), "absolute" | "fixed")
    });
    is_placed
        && style(tag).any(|(name, value)| {
            let pixels =
                value.strip_prefix('-').map(|value| value.split(|c: char| !c.is_ascii_digit()).next());
            let is_far =
                pixels.flatten().and_then(|pixels| pixels.parse().ok()).is_some_and(|far: u32| far >= FAR);
            is_far && (name.eq_ignore_ascii_case("left") || name.eq_ignore_ascii_case("top"))
        })
}

/// Whether an element is hidden by its attributes or inline style. A zero font size alone does not count, since its
/// descendants may set another; the preview text of mails is hidden by several properties at once.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    let is = |property: &str, value: &str| {
        style(tag).any(|(name, is)| {
            let start = is.get(..value.len());
            name.eq_ignore_ascii_case(property)
                && start.is_some_and(|start| start.eq_ignore_ascii_case(value))
        })
    };
    let is_zero = |property: &str| {
        let value = style(tag).find(|(name, _)| name.eq_ignore_ascii_case(property));
        value.is_some_and(|(_, value)| {
            let value = value.trim_end_matches(|c: char| !c.is_ascii_digit());
            matches!(value, "0" | "0.0" | "1") && (property != "opacity" || value != "1")
        })
    };
    let is_small = is_zero("font-size") || is_zero("line-height");
    let is_closed = is_zero("max-height") || is_zero("height") && is("overflow", "hidden");
    tag.attributes.contains_key("hidden")
        || is("display", "none")
        || is_veiled(tag)
        || is_off_screen(tag)
        || is("mso-hide", "all")
        || is_zero("opacity") && (is_small || is_closed)
        || is_zero("max-height") && (is("overflow", "hidden") || is_small)
}

#[cfg(test)]
mod tests {
    use super::{is_counter, is_note, raised};

    #[test]
    fn notes_are_told_from_words_on_links() {
        for (text, target, note) in [
            ("3", "#note-3", true),
            ("12", "notes.html#n12", true),
            ("†", "#a", true),
            ("↩\u{fe0e}", "#ref", true),
            ("[3]", "#cite", false),
            ("3", "page.html", false),
            ("see", "#below", false),
            ("1984", "#years", false),
        ] {
            assert_eq!(is_note(text, target), note, "{text}");
        }
    }

    #[test]
    fn figures_are_set_high() {
        assert_eq!(raised("-19").as_deref(), Some("⁻¹⁹"));
        assert_eq!(raised("4570").as_deref(), Some("⁴⁵⁷⁰"));
        assert_eq!(raised("th"), None);
    }

    #[test]
    fn counters_count() {
        for text in ["2 of 5", "1of3", "Slide 3/12", "picture 10 of 12"] {
            assert!(is_counter(text), "{text}");
        }
        for text in ["2 of the 5", "of", "one of us", "24/7 care", "3 of 5 votes"] {
            assert!(!is_counter(text), "{text}");
        }
    }
}
