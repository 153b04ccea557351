//! Removes page headers and footers: running titles, page numbers, what browsers print around a page.

use super::lines::{Line, Page};
use std::collections::HashMap;

/// The height of the zones at the top and foot of a page that may hold header and footer, as a fraction of its height.
const EDGE: f32 = 0.12;

/// Removes the headers and footers of pages.
pub(super) fn cut(pages: &mut [Page]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &*pages {
        let mut here: Vec<String> =
            page.lines.iter().filter(|line| at_edge(page.height, line)).map(form).collect();
        here.sort();
        here.dedup();
        for form in here {
            *seen.entry(form).or_default() += 1;
        }
    }
    // A header may stand on every second page only, so a third of the pages is enough.
    let often = (pages.len() / 3).max(2);
    for page in pages {
        let height = page.height;
        page.lines.retain(|line| {
            let repeated = || seen.get(&form(line)).is_some_and(|&times| times >= often);
            !at_edge(height, line) || !is_page_number(&line.text) && !is_printed(&line.text) && !repeated()
        });
    }
}

fn at_edge(height: f32, line: &Line) -> bool {
    line.y < height * EDGE || line.y > height * (1.0 - EDGE)
}

/// The text of a line with each number replaced by "0", for comparison.
fn form(line: &Line) -> String {
    let mut form = String::with_capacity(line.text.len());
    for c in line.text.chars() {
        match c {
            '0'..='9' if form.ends_with('0') => {}
            '0'..='9' => form.push('0'),
            c => form.push(c),
        }
    }
    form
}

/// Whether a line is a page number: "12", "- 12 -", "Page 3 of 9", "xii".
fn is_page_number(text: &str) -> bool {
    /// Longest page number, in bytes.
    const LONGEST: usize = 40;
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() > LONGEST {
        return false;
    }
    let bare = bare.to_lowercase();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let number = |word: &str| word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit());
    let roman = |word: &str| word.len() <= 7 && word.bytes().all(|b| b"ivxlc".contains(&b));
    match words.as_slice() {
        [one] => {
            number(one) || roman(one) || one.split_once('/').is_some_and(|(n, all)| number(n) && number(all))
        }
        ["page", n] => number(n),
        ["page", n, "of" | "/", all] | [n, "of" | "/", all] => number(n) && number(all),
        _ => false,
    }
}

/// Whether a line is what a browser prints around a page: its address, the date, its title.
fn is_printed(text: &str) -> bool {
    /// Most words of a line with an address.
    const FEW: usize = 3;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.");
    // "5/8/18, 10:15 AM Harbour plan passes"
    let figures = |word: &str, sign: char, most: usize| {
        word.split(sign).count() == most
            && word.trim_end_matches(',').split(sign).all(|part| part.parse::<u16>().is_ok())
    };
    let stamped = match words.as_slice() {
        [date, time, ..] => (figures(date, '/', 3) || figures(date, '.', 3)) && figures(time, ':', 2),
        _ => false,
    };
    stamped || words.len() <= FEW && words.iter().any(is_address) || text.starts_with("Printed from ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f32, &str)]) -> Page {
        let line = |&(y, text): &(f32, &str)| Line { text: text.to_owned(), y, ..Line::default() };
        Page { height: 800.0, lines: lines.iter().map(line).collect() }
    }

    #[test]
    fn what_a_browser_prints_around_a_single_page_goes() {
        let mut pages = [page(&[
            (20.0, "5/8/18, 10:15 AM Harbour plan passes"),
            (60.0, "Harbour plan passes"),
            (400.0, "See https://x.example for the plan."),
            (780.0, "https://x.example/plan 1/2"),
        ])];
        cut(&mut pages);
        let left: Vec<&str> = pages[0].lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(left, ["Harbour plan passes", "See https://x.example for the plan."]);
    }

    #[test]
    fn what_every_page_has_at_its_edges_goes_and_the_rest_stays() {
        let mut pages = [
            page(&[(40.0, "Harbour plan 2018"), (100.0, "The council met."), (760.0, "Page 1 of 3")]),
            page(&[(40.0, "Harbour plan 2018"), (400.0, "The council met."), (760.0, "- 2 -")]),
            page(&[(40.0, "Three"), (400.0, "The council met."), (760.0, "iii")]),
        ];
        cut(&mut pages);
        let left: Vec<Vec<&str>> =
            pages.iter().map(|page| page.lines.iter().map(|line| line.text.as_str()).collect()).collect();
        assert_eq!(
            left,
            [vec!["The council met."], vec!["The council met."], vec!["Three", "The council met."]]
        );
    }
}
