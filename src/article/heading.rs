//! Recognises the section headings of a plain text: short lines that stand alone.

use super::{Block, BlockKind};

/// Longest heading, in code points.
const LONGEST: usize = 80;

/// Most headings in a row: a longer run of short lines is a list of names, an address or a table.
const LONGEST_RUN: usize = 2;

/// Turns the paragraphs that are headings into [`BlockKind::Heading`]s of level 2.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    // In a text without blank lines no line stands alone; there, a much longer line has to follow.
    let spaced = blocks.windows(2).any(|pair| matches!(pair, [a, b] if is_gap(text, *a, *b)));
    let mut run: Vec<usize> = Vec::new();
    for i in 0..blocks.len() {
        let alone = is_alone(text, blocks, i, spaced);
        let Some(block) = blocks.get(i) else { continue };
        if alone && block.kind == BlockKind::Paragraph && looks_like_heading(block.span.of(text)) {
            // The exact length of a longer run does not matter.
            if run.len() <= LONGEST_RUN {
                run.push(i);
            }
            continue;
        }
        // A heading is followed by text.
        let headed =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem { .. });
        let of_run = run.drain(..);
        if headed && of_run.len() <= LONGEST_RUN {
            for at in of_run {
                if let Some(heading) = blocks.get_mut(at) {
                    heading.kind = BlockKind::Heading(2);
                }
            }
        }
    }
}

/// Whether a block stands alone: between blank lines, or in a text without these (`spaced` is false) before a much
/// longer line.
fn is_alone(text: &str, blocks: &[Block], i: usize, spaced: bool) -> bool {
    let Some((&block, &next)) = blocks.get(i).zip(blocks.get(i + 1)) else { return false };
    let before = i.checked_sub(1).and_then(|before| blocks.get(before));
    if spaced {
        is_gap(text, block, next) && before.is_none_or(|&before| is_gap(text, before, block))
    } else {
        next.span.len() > 2 * block.span.len() && next.span.len() > LONGEST
    }
}

/// Whether a blank line is between two blocks.
pub(super) fn is_gap(text: &str, before: Block, after: Block) -> bool {
    let between = text.get(before.span.end..after.span.start).unwrap_or_default();
    let (feeds, returns) = between.bytes().fold((0, 0), |(feeds, returns), byte| {
        (feeds + usize::from(byte == b'\n'), returns + usize::from(byte == b'\r'))
    });
    feeds.max(returns) > 1
}

/// Whether a line is worded like a heading: short, beginning with a capital or digit, and not ending like a sentence.
fn looks_like_heading(line: &str) -> bool {
    if line.len() > LONGEST * 4 || line.chars().count() > LONGEST || line.contains(['\n', '\r']) {
        return false;
    }
    let capitals =
        !line.contains(char::is_lowercase) && line.chars().filter(|c| c.is_uppercase()).count() > 2;
    let unquoted = line.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    let ends = unquoted.ends_with(|c: char| !c.is_alphanumeric() && c != '%');
    let begins =
        line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !(c.is_lowercase() || c.is_ascii()));
    let quoted = line.starts_with(['"', '\'', '“', '‘', '«', '„', '—', '–', '…', '@', '#']);
    begins && !quoted && (!ends || capitals && line.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format};

    fn check(text: &str, headings: &[&str]) {
        let article = Article::from_text("t", text, Format::Plain);
        let found = article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_)));
        assert_eq!(found.map(|b| b.span.of(text)).collect::<Vec<_>>(), headings, "{text}");
    }

    #[test]
    fn a_short_line_alone_is_a_heading_and_a_sentence_is_not() {
        check(
            "Harbour plan passes\n\nThe council met late.\n\nWhat comes next\n\nWork begins in May.\n\nNobody objected.\n\nA vote follows.",
            &["What comes next"],
        );
    }

    #[test]
    fn capitals_may_end_in_a_full_stop() {
        check(
            "Harbour plan passes\n\nLETTERS.\n\nI was there when it happened, and I was glad.",
            &["LETTERS."],
        );
    }

    #[test]
    fn the_last_line_and_a_run_of_lines_are_no_headings() {
        check("Harbour plan passes\n\nThe council met late on Monday.\n\nMara Lind", &[]);
        check("Harbour plan passes\n\nIt met.\n\nShe said “nobody likes it.”\n\nIt left.", &[]);
        check(
            "Who sat there\n\nAll of them spoke.\n\nMara Lind\n\nJonas Weil\n\nIda Brandt\n\nAll of them left.",
            &[],
        );
    }

    #[test]
    fn without_empty_lines_a_much_longer_line_must_follow() {
        let long = "The council of the harbour town met late on Monday evening and voted for the plan after a long debate.";
        check(
            &format!("{long}\nWhat comes next\n{long}\nNobody objected\nThen they left."),
            &["What comes next"],
        );
    }
}
