//! Joins lines into paragraphs and headings, by font size, distance and indent.

use super::lines::{Line, Page};
use crate::article::{BlockKind, formats::html::Piece};
use std::collections::{HashMap, HashSet};

/// Longest heading, in bytes.
const LONGEST_HEADING: usize = 200;

/// Longest hyphenated word that is looked up, in bytes; of a divided one as many code points of each part.
const LONGEST_WORD: usize = 100;

/// The title, if a line on the first page has a larger font, and the blocks of the document.
pub(super) fn gather(pages: Vec<Page>) -> (Option<String>, Vec<Piece>) {
    let body = body_size(&pages);
    let leading = leading(&pages, body);
    let hyphenated = hyphenated(&pages);
    let mut blocks: Vec<Block> = Vec::new();
    for (n, page) in pages.into_iter().enumerate() {
        let mut above: Option<&Line> = None;
        let right = right_edge(&page, body);
        for line in &page.lines {
            let level = if line.size > body * 1.12 && line.text.len() <= LONGEST_HEADING {
                Some(line.size)
            } else {
                None
            };
            let joined = blocks.last_mut().is_some_and(|block| {
                let fits = match above {
                    Some(above) if line.y >= above.y => {
                        block.size == level && follows(above, line, leading, right, level.is_some())
                    }
                    // A paragraph may continue in the next column or on the next page.
                    _ => {
                        let is_alike = above.is_none_or(|above| is_alike(above, line));
                        let goes_on =
                            goes_on(&block.text, &line.text) || is_alike && is_open(&block.text, &line.text);
                        block.size.is_none() && level.is_none() && goes_on
                    }
                };
                if fits {
                    join(&mut block.text, &line.text, &hyphenated);
                }
                fits
            });
            if !joined {
                blocks.push(Block { text: line.text.clone(), size: level, first: n == 0 });
            }
            above = Some(line);
        }
    }
    let title = title(&mut blocks);
    (title, blocks.into_iter().map(Block::into_piece).collect())
}

struct Block {
    text: String,
    /// The font size, if it is larger than that of the body.
    size: Option<f32>,
    /// Whether it begins on the first page.
    first: bool,
}

impl Block {
    fn into_piece(self) -> Piece {
        const BULLETS: [char; 7] = ['•', '‣', '◦', '▪', '■', '●', '\u{f0b7}'];
        let bare = self.text.strip_prefix(BULLETS).map(str::trim_start);
        let kind = match (self.size, bare) {
            (Some(_), _) => BlockKind::Heading(2),
            (None, Some(_)) => BlockKind::ListItem { depth: 0 },
            (None, None) => BlockKind::Paragraph,
        };
        let text = bare.unwrap_or(&self.text).to_owned();
        Piece { text, ..Piece::new(kind) }
    }
}

/// Removes and returns the largest heading of the first page.
fn title(blocks: &mut Vec<Block>) -> Option<String> {
    let first = blocks.iter().enumerate().filter(|(_, block)| block.first);
    let sized = first.filter_map(|(n, block)| Some((n, block.size?)));
    let (at, _) = sized.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some(blocks.remove(at).text)
}

/// The font size of most letters, in points.
fn body_size(pages: &[Page]) -> f32 {
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *letters.entry((line.size * 2.0).round() as i64).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|&(size, count)| (count, size)).map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// The line spacing of the body, in points: the first quartile of the plausible distances between lines, since those
/// between paragraphs are larger.
fn leading(pages: &[Page], body: f32) -> f32 {
    let mut steps: Vec<f32> = pages
        .iter()
        .flat_map(|page| page.lines.windows(2))
        .filter_map(|pair| match pair {
            [a, b] => Some(b.y - a.y),
            _ => None,
        })
        .filter(|step| (body * 0.8..body * 2.5).contains(step))
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or(body * 1.3)
}

/// The right edge of full lines: the ninth decile of the lines' right ends.
fn right_edge(page: &Page, body: f32) -> f32 {
    let mut ends: Vec<f32> =
        page.lines.iter().filter(|line| line.size <= body * 1.12).map(|line| line.end).collect();
    ends.sort_by(f32::total_cmp);
    ends.get(ends.len() * 9 / 10).copied().unwrap_or(f32::MAX)
}

/// Whether a line continues the paragraph or heading of the line above it.
fn follows(above: &Line, line: &Line, leading: f32, right: f32, heading: bool) -> bool {
    let step = line.y - above.y;
    let size = line.size.max(above.size);
    if !is_alike(above, line) && !goes_on(&above.text, &line.text) {
        return false;
    }
    let most = if heading { size * 1.6 } else { leading * 1.35 };
    let indented = line.x > above.x + size * 0.7 && line.x < above.x + size * 8.0;
    let ended = ends_sentence(&above.text);
    let short = above.end < right - (right - above.x).max(0.0) * 0.15;
    let begins = line.text.starts_with(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | '"' | '“' | '‘' | '\'' | '—' | '–')
    });
    step <= most
        && !(ended && (short || indented))
        && !(begins && ended)
        && !(indented && !heading && !goes_on(&above.text, &line.text))
}

/// Whether two lines have about the same font size.
fn is_alike(one: &Line, other: &Line) -> bool {
    (one.size - other.size).abs() <= one.size.max(other.size) * 0.12
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':', '…'])
}

/// Whether `below` continues a sentence at the end of `above`, by its first letter or the last sign.
fn goes_on(above: &str, below: &str) -> bool {
    !ends_sentence(above)
        && (below.starts_with(char::is_lowercase) || above.ends_with(['-', ',', '\u{ad}', '‐']))
}

/// Whether `text`, a paragraph of several sentences, ends within a sentence, so that `below` may continue it with a
/// capital.
fn is_open(text: &str, below: &str) -> bool {
    /// Shortest such paragraph, in bytes.
    const LONG: usize = 80;
    text.len() >= LONG
        && text.contains(". ")
        && text.ends_with(char::is_alphanumeric)
        && below.starts_with(char::is_alphabetic)
}

/// The words written with a hyphen within a line, in lower case.
fn hyphenated(pages: &[Page]) -> HashSet<String> {
    let words = pages.iter().flat_map(|page| &page.lines).flat_map(|line| line.text.split_whitespace());
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let bare = bare.filter(|word| word.len() <= LONGEST_WORD);
    bare.filter(|word| word.contains(['-', '‐'])).map(|word| word.to_lowercase().replace('‐', "-")).collect()
}

/// Appends the next line of a paragraph. A word divided at the end of the line is joined without the hyphen, unless it
/// is written with a hyphen elsewhere.
fn join(text: &mut String, line: &str, hyphenated: &HashSet<String>) {
    let divided = text.ends_with(['-', '‐', '\u{ad}']) && line.starts_with(char::is_lowercase);
    if !divided {
        text.push(' ');
    } else if let Some(hyphen) = text.pop() {
        let is_part = |c: char| c.is_alphanumeric() || c == '-';
        let part = |chars: &mut dyn Iterator<Item = char>| -> String {
            chars.take_while(|&c| is_part(c)).take(LONGEST_WORD).collect()
        };
        let first: String = part(&mut text.chars().rev()).chars().rev().collect();
        let whole = format!("{first}-{}", part(&mut line.chars())).to_lowercase();
        if hyphen != '\u{ad}' && (hyphenated.contains(&whole) || keeps_hyphen(&whole)) {
            text.push('-');
        }
    }
    text.push_str(line);
}

/// Whether a compound of these two parts always has a hyphen in English: "self-governed", "forty-two", but not
/// "selfish".
fn keeps_hyphen(whole: &str) -> bool {
    const FIRST: [&str; 12] = [
        "self", "well", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "vice",
        "quasi",
    ];
    const ENDINGS: [&str; 8] = ["ish", "ing", "ed", "er", "less", "ness", "hood", "th"];
    let Some((first, rest)) = whole.split_once('-') else { return false };
    FIRST.contains(&first) && rest.len() > 2 && !ENDINGS.iter().any(|ending| rest.starts_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_divided_at_line_ends_are_joined() {
        let known: HashSet<String> = ["well-known".to_owned()].into();
        for (above, below, whole) in [
            ("the har-", "bour is old", "the harbour is old"),
            ("the har\u{ad}", "bour is old", "the harbour is old"),
            ("a well-", "known plan", "a well-known plan"),
            ("a self-", "made plan", "a self-made plan"),
            ("a self-", "ish plan", "a selfish plan"),
            ("forty-", "two boats", "forty-two boats"),
            ("in 2016-", "17 it was", "in 2016- 17 it was"),
            ("the quay", "is old", "the quay is old"),
            ("the North-", "South road", "the North- South road"),
        ] {
            let mut text = above.to_owned();
            join(&mut text, below, &known);
            assert_eq!(text, whole);
        }
    }
}
