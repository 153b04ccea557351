//! Parses long Markdown in chunks.
//!
//! The parser keeps a tree of its whole input, about 50 bytes for each byte of dense markup. Therefore it gets a long
//! text in chunks, each of which ends where a top-level block ends: how the blocks before that place are parsed does
//! not depend on anything after it, except on link reference definitions and footnotes, which are collected first.

use super::front_spans::front_matter_length;
use crate::article::budget;
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CodeBlockKind, CowStr, Event, MetadataBlockKind, OffsetIter, Options,
    Parser, RefDefs, Tag, TagEnd,
};
use std::{
    collections::{HashSet, VecDeque},
    ops::Range,
};

/// The approximate length of a chunk, in bytes. A text that is no longer is parsed in one piece.
pub(super) const LENGTH: usize = 1 << 19;

/// The enabled extensions.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_TASKLISTS);
/// Calls `see` with each event of the parser and its range in `text`. A text of more than `length` bytes is parsed in
/// chunks of about this length. A longer list is cut between items, a longer paragraph between words; emphasis does not
/// reach across such a cut.
pub(super) fn each(text: &str, length: usize, mut see: impl FnMut(Event<'_>, Range<usize>)) {
    let (front, body) = text.split_at(front_matter_length(text));
    if !front.is_empty() {
        let kind = MetadataBlockKind::YamlStyle;
        see(Event::Start(Tag::MetadataBlock(kind)), 0..front.len());
        see(Event::Text(CowStr::Borrowed(front)), 0..front.len());
        see(Event::End(TagEnd::MetadataBlock(kind)), 0..front.len());
    }
    let start = front.len();
    each_of_body(body, length, |event, range| see(event, range.start + start..range.end + start));
}

/// As [`each`], for a text without front matter.
fn each_of_body(text: &str, length: usize, mut see: impl FnMut(Event<'_>, Range<usize>)) {
    if text.len() <= length {
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            see(event, range);
        }
        return;
    }
    let (stretches, defined) = cut(text, length);
    let targets = Parser::new_ext(&defined.targets, OPTIONS);
    let targets = targets.reference_definitions();
    let mut goes_on = false;
    for stretch in stretches {
        let part = text.get(stretch.range.clone()).unwrap_or_default();
        // A footnote reference is only parsed as one if the footnote is defined, so definitions of those from other
        // chunks are put before this one.
        let notes = defined.notes_of(part);
        let whole = if notes.is_empty() { None } else { Some(format!("{notes}{part}")) };
        let target = |link: BrokenLink<'_>| {
            let found = targets.get(&link.reference)?;
            Some((CowStr::from(found.dest.to_string()), CowStr::from("")))
        };
        let part = whole.as_deref().unwrap_or(part);
        let parser = Parser::new_with_broken_link_callback(part, OPTIONS, Some(target));
        let events = parser.into_offset_iter().filter(|(_, range)| range.start >= notes.len());
        let mut events = events
            .map(|(event, range)| {
                let place = |at: usize| at - notes.len() + stretch.range.start;
                (event, place(range.start)..place(range.end))
            })
            .peekable();
        if goes_on && events.next_if(|(event, _)| *event == Event::Start(Tag::Paragraph)).is_some() {
            see(Event::SoftBreak, stretch.range.start - 1..stretch.range.start);
        }
        while let Some((event, range)) = events.next() {
            let is_cut = stretch.goes_on && event == Event::End(TagEnd::Paragraph) && events.peek().is_none();
            if !is_cut {
                see(event, range);
            }
        }
        goes_on = stretch.goes_on;
    }
}

/// A chunk of a text, which is parsed by itself.
#[derive(Debug)]
struct Stretch {
    range: Range<usize>,
    /// Whether it ends inside a paragraph, after a space.
    goes_on: bool,
}

/// Definitions that hold for the whole text.
#[derive(Debug, Default)]
struct Defined {
    /// The link reference definitions, as written.
    targets: String,
    /// The labels of footnotes, in lower case.
    notes: HashSet<String>,
}

impl Defined {
    /// Empty definitions of the footnotes that `part` may refer to; an empty string where there are none.
    fn notes_of(&self, part: &str) -> String {
        /// Longest label, in bytes: 999 code points (`CommonMark` 0.31, section 4.7) of at most 4 bytes, and the
        /// bracket.
        const LABEL: usize = 4 * 1000;
        let mut out = String::new();
        if self.notes.is_empty() {
            return out;
        }
        let mut labels = HashSet::new();
        for after in part.split("[^").skip(1) {
            let label = budget::start(after, LABEL).split_once(']').map(|(label, _)| label);
            let label = label.map(str::to_lowercase).filter(|label| self.notes.contains(label));
            if let Some(label) = label.filter(|label| !labels.contains(label)) {
                out.extend(["[^", label.as_str(), "]: \n\n"]);
                labels.insert(label);
            }
        }
        if !out.is_empty() {
            // A thematic break ends the last definition.
            out.push_str("***\n\n");
        }
        out
    }
}

/// Cuts `text` into chunks of about `length` bytes, and collects its definitions.
fn cut(text: &str, length: usize) -> (Vec<Stretch>, Defined) {
    let (mut out, mut defined) = (Vec::new(), Defined::default());
    let (mut start, mut reach) = (0, length);
    while start < text.len() {
        let mut end = start.saturating_add(reach).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        // Cut at a line break, since half a line may be parsed differently; a line may also be as long as the text.
        let line = text.get(start..end).and_then(|window| window.rfind('\n')).map(|line| line + 1);
        if let Some(line) = line.filter(|&line| line > reach / 2 && end < text.len()) {
            end = start + line;
        }
        let window = text.get(start..end).unwrap_or_default();
        let mut outline = Outline::default();
        let mut events = Parser::new_ext(window, OPTIONS).into_offset_iter();
        outline.fill(window, &mut events);
        let targets = events.reference_definitions();
        let stop = if end == text.len() {
            Some((window.len(), false))
        } else {
            let rest = text.get(start..).unwrap_or_default();
            outline.stop(rest, window.len(), targets)
        };
        let Some((stop, goes_on)) = stop else {
            reach = reach.saturating_mul(2);
            continue;
        };
        let mut spans: Vec<_> = targets.iter().map(|(_, target)| target.span.clone()).collect();
        spans.retain(|span| span.end <= stop);
        spans.sort_unstable_by_key(|span| span.start);
        for span in spans {
            defined.targets.push_str(window.get(span).unwrap_or_default());
            defined.targets.push('\n');
        }
        let notes = outline.notes.into_iter().filter(|(at, _)| *at < stop);
        defined.notes.extend(notes.map(|(_, label)| label.to_lowercase()));
        out.push(Stretch { range: start..start + stop, goes_on });
        (start, reach) = (start + stop, length);
    }
    (out, defined)
}

/// Where a window of the text may be cut, as found by parsing it.
#[derive(Debug, Default)]
struct Outline {
    /// The range of the last top-level block.
    last: Range<usize>,
    /// Whether this block is indented code.
    is_indented: bool,
    /// If this block is a list, the offset of its last item; else 0.
    item: usize,
    /// If this block is a paragraph, the offsets after its last spaces outside links and emphasis.
    spaces: VecDeque<usize>,
    /// The offset of the first thematic break that may turn out to be the start of front matter, depending on later
    /// lines.
    rule: Option<usize>,
    /// The footnotes defined, with their offsets.
    notes: Vec<(usize, String)>,
}

impl Outline {
    /// Collects the places from the events of parsing `text`.
    fn fill<'t, F: BrokenLinkCallback<'t>>(&mut self, text: &'t str, events: &mut OffsetIter<'t, F>) {
        /// How many of a paragraph's spaces are kept.
        const SPACES: usize = 16;
        let (mut depth, mut is_paragraph, mut is_list) = (0_usize, false, false);
        for (event, range) in events {
            if depth == 0 {
                self.spaces.clear();
                (self.last, self.item) = (range.clone(), 0);
                is_paragraph = event == Event::Start(Tag::Paragraph);
                is_list = matches!(event, Event::Start(Tag::List(_)));
                self.is_indented = event == Event::Start(Tag::CodeBlock(CodeBlockKind::Indented));
            }
            match event {
                Event::Start(tag) => {
                    match tag {
                        Tag::Item if is_list && depth == 1 => self.item = range.start,
                        Tag::FootnoteDefinition(label) => self.notes.push((range.start, label.into_string())),
                        _ => {}
                    }
                    depth += 1;
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Rule if depth == 0 && self.rule.is_none() && may_be_front(text, range.start) => {
                    self.rule = Some(range.start);
                }
                Event::Text(_) | Event::SoftBreak if is_paragraph && depth == 1 => {
                    let bytes = text.as_bytes();
                    let is_space = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
                    let is_cut =
                        |&at: &usize| is_space(at) && at > 0 && !is_space(at - 1) && !is_space(at + 1);
                    for at in range.rev().filter(is_cut).take(1) {
                        self.spaces.push_back(at + 1);
                        if self.spaces.len() > SPACES {
                            self.spaces.pop_front();
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The end of the chunk at the start of `rest` of which `length` bytes were parsed, and whether it is inside a
    /// paragraph. `None` where a longer part has to be parsed.
    fn stop(&self, rest: &str, length: usize, targets: &RefDefs<'_>) -> Option<(usize, bool)> {
        let line = |at: usize| rest.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |end| end + 1);
        // Link reference definitions give no events. One after the last block is a possible end; those in a block are
        // before its end.
        let mut targets: Vec<usize> = targets.iter().map(|(_, target)| target.span.start).collect();
        targets.sort_unstable();
        let target = targets.last().copied().filter(|&target| target >= self.last.end);
        let mut stop = line(target.unwrap_or(self.last.start));
        // Text after a definition continues a paragraph even if indented like code, but by itself would be parsed as
        // code.
        while (!self.is_indented || target.is_some()) && is_far_in(rest, stop) {
            let Some(target) = targets.pop() else { break };
            stop = stop.min(line(target));
        }
        stop = stop.min(self.rule.filter(|&rule| rule > 0).unwrap_or(length));
        if stop > 0 {
            return Some((stop, false));
        }
        let item = line(self.item);
        if item > 0 {
            return Some((item, false));
        }
        self.spaces.iter().rev().find(|&&at| begins_paragraph(rest, at)).map(|&at| (at, true))
    }
}

/// Whether the line at offset `at` is indented by four spaces or a tab: enough for code where no other block is open.
fn is_far_in(text: &str, at: usize) -> bool {
    let line = text.as_bytes().get(at..).unwrap_or_default();
    line.iter().take(4).take_while(|&&b| b == b' ').count() == 4 || line.iter().take(4).any(|&b| b == b'\t')
}

/// Whether a thematic break at offset `at` may begin front matter: `---`, and a line that is not blank.
fn may_be_front(text: &str, at: usize) -> bool {
    let mut lines = text.get(at..).unwrap_or_default().lines();
    let is_front = lines.next().is_some_and(|line| line.trim_end() == "---");
    is_front && lines.next().is_some_and(|line| !line.trim().is_empty())
}

/// Whether the text from offset `at` on, by itself, is parsed as a paragraph.
fn begins_paragraph(text: &str, at: usize) -> bool {
    /// How many bytes of it are parsed.
    const BEGINNING: usize = 1000;
    let beginning = budget::start(text.get(at..).unwrap_or_default(), BEGINNING);
    let mut events = Parser::new_ext(beginning, OPTIONS).into_offset_iter();
    events.next().is_some_and(|(event, range)| event == Event::Start(Tag::Paragraph) && range.start == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The events of the parser, with adjacent texts joined; paragraphs only by their start and end.
    fn told(text: &str, length: usize) -> Vec<(String, Range<usize>)> {
        let mut out: Vec<(String, Range<usize>)> = Vec::new();
        each(text, length, |event, range| {
            let range = match event {
                Event::Start(Tag::Paragraph) => range.start..range.start,
                Event::End(TagEnd::Paragraph) => range.end..range.end,
                _ => range,
            };
            let event = match event {
                Event::Start(Tag::Link { dest_url, .. }) => format!("link {dest_url}"),
                Event::Start(tag) => format!("{:?}", tag.to_end()),
                Event::End(tag) => format!("end {tag:?}"),
                Event::Text(_) | Event::SoftBreak => "text".to_owned(),
                event => format!("{event:?}"),
            };
            match out.last_mut() {
                Some(last) if event == "text" && last.0 == event && last.1.end == range.start => {
                    last.1.end = range.end;
                }
                _ => out.push((event, range)),
            }
        });
        out
    }

    const BLOCKS: [&str; 18] = [
        "# A *heading*\n\n",
        "Under\n=====\n",
        "Words **and** [a link](http://a.example) and [one][x] and a note[^n].\n",
        "A line\nand *one\nmore*\n\n",
        "\n",
        "```\n# code\n\n- code\n```\n",
        "    indented\n\n    code\n\n",
        "> a quotation\n> - with a list\n\n",
        "***\n",
        "---\n\n",
        "|a|b|\n|-|-|\n|c|d|\n\n",
        "<div>\n*html*\n</div>\n\n",
        "<!-- a\n\ncomment -->\n",
        "[x]: http://x.example \"X\"\n",
        "[^n]: A note\n\n    that is long.\n\n",
        "- [y] with\n  - a list\n\n  in it\n\nEnd.\n\n",
        "[Y]:\n  http://y.example\n\n",
        "1. one\n\n   two\n\nEnd.\n\n",
    ];

    proptest! {
        #[test]
        fn what_is_told_does_not_depend_on_stretches(
            blocks in prop::collection::vec(prop::sample::select(BLOCKS.as_slice()), 1..40),
            length in 200usize..600,
        ) {
            let text = blocks.concat();
            let (parts, whole) = (told(&text, length), told(&text, text.len()));
            let differing = parts.iter().zip(&whole).find(|(part, whole)| part != whole);
            prop_assert_eq!(differing, None, "{}", text);
            prop_assert_eq!(parts.len(), whole.len());
        }
    }

    #[test]
    fn front_matter_further_down_is_told_wherever_a_stretch_ends() {
        let text = format!("{}---\nby: Ann\n# Words\n- more\n---\n\nEnd.\n", "Words.\n\n".repeat(20));
        for length in 150..text.len() {
            assert_eq!(told(&text, length), told(&text, text.len()), "{length}");
        }
    }

    #[test]
    fn long_lists_and_paragraphs_are_cut_and_stay_what_they_are() {
        let list = "- a **b** c\n  - d\n- [e](f) g\n".repeat(50);
        // A list that is cut gives events of several lists.
        let is_list = |(event, _): &(String, Range<usize>)| !event.contains("List");
        let items = |length| told(&list, length).into_iter().filter(is_list).collect::<Vec<_>>();
        assert_eq!(items(100), items(list.len()));
        assert!(cut(&list, 100).0.len() > 10);
        for piece in ["**a** [b](c) ", "some _words_ and\nothers, [x] ", "- 1. # \\* a "] {
            let text = format!("Words {}end\n\n[x]: http://x.example\n", piece.repeat(50));
            let (stretches, _) = cut(&text, 100);
            assert!(stretches.len() > 5, "{piece}");
            assert_eq!(told(&text, 100), told(&text, text.len()), "{piece}");
        }
    }
}
