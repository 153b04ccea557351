//! Recognises title, byline and date among the first blocks of an article.

use super::{Article, Block, BlockKind, date, heading::is_gap};
use crate::span::Span;
use std::ops::Range;

/// How many blocks at the start are examined.
const HEAD: usize = 10;
/// A block longer than this, in bytes, belongs to the body and ends the head.
const BODY: usize = 300;
/// Longest title, in code points.
const LONGEST_TITLE: usize = 160;
/// Longest title that ends like a sentence, in code points.
const LONGEST_SENTENCE: usize = 60;
/// Longest title of several sentences, in code points.
const LONGEST_OF_TWO: usize = 40;
/// Longest byline, in bytes.
const LONGEST_BYLINE: usize = 120;

/// Sets title, byline and date, unless the article has them already, and the kinds of their blocks.
pub(super) fn find(article: &mut Article) {
    divide(article);
    let mut at = 0;
    while at < HEAD && about(article, at, false) {
        at += 1;
    }
    if article.title.is_none() {
        find_title(article, at);
    }
    let titled = article.title.is_some();
    let (mut direct, mut others) = (titled, 0);
    while at < HEAD && others < 4 {
        let Some(block) = article.blocks.get(at) else { break };
        let is_title = block.kind == BlockKind::Title;
        if !is_title && block.span.len() > BODY {
            break;
        }
        if !is_title && !about(article, at, direct) {
            direct = false;
            others += 1;
        }
        at += 1;
    }
}

/// Marks the block at index `at` as byline or date if it is one; `direct` says that it follows the title, with at most
/// byline and date between.
fn about(article: &mut Article, at: usize, direct: bool) -> bool {
    let Some(block) = article.blocks.get_mut(at) else { return false };
    if block.kind == BlockKind::Byline || block.kind == BlockKind::Date {
        return true;
    }
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::BlockQuote) {
        return false;
    }
    let line = block.span.of(&article.text);
    let in_text =
        |range: Range<usize>| Span::new(block.span.start + range.start, block.span.start + range.end);
    if let Some(date) = date::find(line) {
        article.published.get_or_insert(in_text(date));
        block.kind = BlockKind::Date;
        return true;
    }
    let found = byline(line).filter(|found| found.labelled || direct);
    if let (Some(found), None) = (found, article.byline) {
        article.byline = Some(in_text(found.name));
        if let Some(date) = found.date {
            article.published.get_or_insert(in_text(date));
        }
        block.kind = BlockKind::Byline;
        return true;
    }
    false
}

/// Splits the first blocks so that each line that is a byline or date is a block of its own.
fn divide(article: &mut Article) {
    let text = &article.text;
    let mut divided = Vec::new();
    let looked_at = article.blocks.len().min(HEAD);
    for block in article.blocks.iter().take(looked_at) {
        let whole = block.span.of(text);
        let lines = whole.lines().count();
        let may_divide =
            block.kind == BlockKind::Paragraph && (2..=6).contains(&lines) && whole.len() <= BODY * 2;
        if !may_divide {
            divided.push(*block);
            continue;
        }
        let mut apart = true;
        let mut start = block.span.start;
        for line in whole.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(text);
            start += line.len();
            if span.is_empty() {
                continue;
            }
            let alone =
                date::find(span.of(text)).is_some() || byline(span.of(text)).is_some_and(|b| b.labelled);
            match divided.last_mut() {
                Some(last) if !(apart || alone) => last.span.end = span.end,
                _ => divided.push(Block { kind: block.kind, span }),
            }
            apart = alone;
        }
    }
    article.blocks.splice(..looked_at, divided);
}

/// Takes the block at index `at` for the title, if it may be one.
fn find_title(article: &mut Article, at: usize) {
    let text = &article.text;
    let Some((&first, rest)) = article.blocks.get(at..).unwrap_or_default().split_first() else { return };
    let mut title = first.span;
    let mut joined = 0;
    // Two lines that a semicolon joins are one title.
    if let Some(next) = rest.first()
        && title.of(text).ends_with(';')
        && !is_gap(text, first, *next)
    {
        title.end = next.span.end;
        joined = 1;
    }
    let follows = rest.get(joined..).unwrap_or_default();
    let fits = match first.kind {
        BlockKind::Heading(_) => true,
        BlockKind::Paragraph => is_title(text, Block { span: title, ..first }, joined > 0, follows),
        _ => false,
    };
    if fits {
        article.title = Some(title);
        article.blocks.drain(at + 1..at + 1 + joined);
        if let Some(block) = article.blocks.get_mut(at) {
            *block = Block { kind: BlockKind::Title, span: title };
        }
    }
}

/// Whether a first paragraph is a title: short, standing alone, and followed by a body. `joined` says that it is two
/// lines joined by a semicolon.
fn is_title(text: &str, block: Block, joined: bool, follows: &[Block]) -> bool {
    let title = block.span.of(text);
    let Some(&next) = follows.first() else { return false };
    let width = title.chars().take(LONGEST_TITLE + 1).count();
    if width > LONGEST_TITLE || title.lines().count() > 3 || !title.contains(char::is_alphanumeric) {
        return false;
    }
    let end = title.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    // An abbreviation at the end: "Vesta says open trade would hit U.S."
    let abbreviated = end.rsplit(' ').next().is_some_and(|last| last.trim_end_matches('.').contains('.'));
    let sentence = end.ends_with(['.', '!', '?', '…']) && !abbreviated;
    let longer = |bytes: usize| follows.iter().take(4).any(|b| b.span.len() > bytes);
    if title.ends_with([':', ',']) && !longer(BODY) {
        return false;
    }
    let next_text = next.span.of(text);
    let alone = is_gap(text, block, next)
        || date::find(next_text).is_some()
        || byline(next_text).is_some_and(|b| b.labelled)
        || !sentence && next.span.len() > 2 * title.len();
    let prose = sentence
        && (width > LONGEST_SENTENCE
            || width > LONGEST_OF_TWO && title.trim_end_matches('.').contains(". ")
            || title.contains('\n') && !joined
            || title.starts_with(['"', '“', '‘', '«', '—'])
            || has_dateline(title)
            || !longer(title.len()));
    alone && !prose
}

/// Whether a paragraph begins with a dateline, a place in capitals and a dash: "GENEVA (AP) — ".
fn has_dateline(line: &str) -> bool {
    let dash = [" — ", " – ", " - ", " -- ", " ― "].iter().filter_map(|dash| line.find(dash)).min();
    let place = dash.and_then(|at| line.get(..at)).unwrap_or_default();
    let first = place.split([' ', ',']).next().unwrap_or_default();
    place.len() <= 48 && first.len() > 2 && !first.contains(char::is_lowercase)
}

/// The authors named in a line, as byte ranges of the line.
struct Byline {
    name: Range<usize>,
    date: Option<Range<usize>>,
    /// Whether it begins with a label such as "By". Otherwise it is only a name and an agency, which may be something
    /// else.
    labelled: bool,
}

/// Parses a line as a byline.
fn byline(line: &str) -> Option<Byline> {
    const LABELS: [&str; 9] = [
        "by ",
        "by: ",
        "written by ",
        "story by ",
        "words by ",
        "text by ",
        "report by ",
        "author: ",
        "authors: ",
    ];
    if line.len() > LONGEST_BYLINE || line.contains(['\n', '?', '!', '"', '“', ';']) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let label = LABELS.iter().find(|label| lower.starts_with(**label)).map_or(0, |label| label.len());
    let labelled = label > 0;
    // A date may follow the name: "By Mara Lind | 8 May 2018".
    let (mut end, mut date) = (line.len(), None);
    for (at, separator) in line.match_indices([',', '|', '·', '•', '—', '–', '-', '/']) {
        let rest = at + separator.len();
        if let Some(found) = line.get(rest..).and_then(date::find) {
            (end, date) = (at, Some(rest + found.start..rest + found.end));
            break;
        }
    }
    let mut name = line.get(label..end)?;
    // The place after the name ("in Geneva") is not part of it.
    if let Some((who, place)) = name.rsplit_once(" in ")
        && place.starts_with(char::is_uppercase)
    {
        name = who;
    }
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '[' | ']' | '|' | ',' | '-' | '—' | '–' | '·');
    let name = name.trim_matches(is_edge);
    let fits = if labelled { is_name(name) } else { is_name_and_agency(name) };
    let start = name.as_ptr().addr() - line.as_ptr().addr();
    let bare = name.strip_suffix('.').filter(|bare| !ends_in_abbreviation(bare)).unwrap_or(name);
    fits.then(|| Byline { name: start..start + bare.len(), date, labelled })
}

/// Whether a name ends in an abbreviation or initial, which keeps its full stop: "Jr", "J".
fn ends_in_abbreviation(name: &str) -> bool {
    name.rsplit([' ', '.']).next().is_some_and(|last| last.chars().count() <= 2)
}

/// Whether all words are capitalised as in names of people and papers.
fn is_name(name: &str) -> bool {
    const SMALL: [&str; 22] = [
        "and", "of", "for", "the", "at", "with", "de", "del", "della", "da", "di", "dos", "van", "von",
        "der", "den", "la", "le", "al", "bin", "el", "y",
    ];
    let words: Vec<&str> =
        name.split([' ', '\u{a0}', ',', '|', '/', '&', '·']).filter(|word| !word.is_empty()).collect();
    let written = |word: &&str| {
        let word = word.trim_start_matches(['*', '_', '[', '(', '\'', '‘', '’']);
        word.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
            || SMALL.contains(&word)
            || word.is_empty()
    };
    let stops =
        name.match_indices(". ").filter(|(at, _)| !ends_in_abbreviation(name.get(..*at).unwrap_or_default()));
    (1..=14).contains(&words.len())
        && words.iter().all(written)
        && words
            .first()
            .is_some_and(|first| !SMALL.contains(first) && date::find(&format!("{first} 1")).is_none())
        && !is_weekday(words.first())
        && !name.contains(|c: char| c.is_ascii_digit() || c == ':')
        && stops.count() == 0
}

/// Whether a word looks like the name of a weekday.
fn is_weekday(word: Option<&&str>) -> bool {
    word.is_some_and(|word| word.len() > 5 && word.ends_with("day"))
}

/// Whether a line is a name and an agency: "Mara Lind, Harbour News".
fn is_name_and_agency(line: &str) -> bool {
    let Some((name, agency)) = line.split_once(", ").or_else(|| line.split_once(" | ")) else { return false };
    let names = name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    line.len() <= 64
        && (2..=4).contains(&names)
        && (1..=5).contains(&agency.split(' ').count())
        && !agency.contains(',')
        && !line.ends_with('.')
        && is_name(name)
        && is_name(agency)
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Format};

    const BODY: &str = "The harbour council met late on Monday, and after a debate of four hours its members voted for \
        the plan that the mayor had laid before them in the spring, though nobody seemed to like it very much.";

    fn check(head: &str, title: Option<&str>, byline: Option<&str>, published: Option<&str>) {
        for format in [Format::Plain, Format::Markdown] {
            let mark = if format == Format::Markdown && title.is_some() { "# " } else { "" };
            let article = Article::from_text("t", format!("{mark}{head}\n\n{BODY}\n\n{BODY}"), format);
            assert_eq!(article.title_text().as_deref(), title, "title of {head}");
            assert_eq!(article.byline_text().as_deref(), byline, "byline of {head}");
            assert_eq!(article.published_text().as_deref(), published, "date of {head}");
        }
    }

    const TITLE: &str = "Harbour plan passes";

    #[test]
    fn bylines() {
        for (line, name) in [
            ("By Mara Lind", "Mara Lind"),
            ("By MARA LIND in Geneva", "MARA LIND"),
            ("by Mara Lind and Jonas T. Weil", "Mara Lind and Jonas T. Weil"),
            ("By Mara van der Lind, Harbour News", "Mara van der Lind, Harbour News"),
            ("By The Harbour Press.", "The Harbour Press"),
            ("Mara Lind, Harbour News", "Mara Lind, Harbour News"),
            ("Written by Jonas Weil Jr.", "Jonas Weil Jr."),
        ] {
            check(&format!("{TITLE}\n\n{line}"), Some(TITLE), Some(name), None);
        }
    }

    #[test]
    fn prose_is_no_byline() {
        for line in [
            "By Monday the hall was empty",
            "By a Hair",
            "Geneva, Monday",
            "By the Book",
            "By 2018 it was done.",
        ] {
            check(&format!("{TITLE}\n\n{line}"), Some(TITLE), None, None);
        }
    }

    #[test]
    fn byline_and_date_on_one_line_or_two() {
        check(
            &format!("{TITLE}\n\nBy Mara Lind | 8 May 2018"),
            Some(TITLE),
            Some("Mara Lind"),
            Some("8 May 2018"),
        );
        check(
            &format!("{TITLE}\n\nBy Mara Lind\nMay 8, 2018"),
            Some(TITLE),
            Some("Mara Lind"),
            Some("May 8, 2018"),
        );
        check(
            &format!("{TITLE}\n\nThe mayor smiles\n\nUpdated 8 May 2018\n\nBy Mara Lind"),
            Some(TITLE),
            Some("Mara Lind"),
            Some("8 May 2018"),
        );
    }

    #[test]
    fn a_title_may_end_in_a_full_stop_and_is_short() {
        check("Harbour plan passes in the end.", Some("Harbour plan passes in the end."), None, None);
        check("Harbour plan passes. Nobody smiles.", Some("Harbour plan passes. Nobody smiles."), None, None);
    }

    #[test]
    fn a_text_that_begins_with_its_body_has_no_title() {
        check(BODY, None, None, None);
        check("“Nobody likes it,” she said.", None, None, None);
        check("GENEVA (HN) — The council met on Monday.", None, None, None);
        check(
            "Karl Voss, who has run the boat for thirty years, wants to sell it. Nobody knows who is to buy it.",
            None,
            None,
            None,
        );
    }

    #[test]
    fn a_title_of_two_lines() {
        let article = Article::from_text(
            "t",
            format!("Harbour plan passes; \nNobody smiles.\n\n{BODY}"),
            Format::Plain,
        );
        assert_eq!(article.title_text().as_deref(), Some("Harbour plan passes; Nobody smiles."));
    }
}
