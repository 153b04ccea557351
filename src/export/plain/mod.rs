//! An article as plain text for terminals, pipes and screen readers: the text with quotes marked and numbered, and a
//! list of speakers.
//!
//! A quote is marked in its paragraph as `[1 ... 1]`, each of its pieces with the same number, so that the sentence
//! stays readable and can be searched. Its speaker is on a line of its own below the paragraph, which a listener can
//! skip. Nothing is conveyed by colour or shape alone.

use super::word_wrap::Wrapper;
use crate::{
    actors::{Actor, ActorId, AttributedQuote},
    analysis::{Analysis, Certainty, Naming, Reduced},
    article::{Article, Block, BlockKind},
    color::ColorDepth,
    figures::{ActorFigures, Figures},
    highlights::{Highlight, Placed, placed},
    identity::{Identity, identities},
    printable,
};
use std::io::{self, Write};

/// Most bytes that are shown of the words from which a speaker was inferred.
const LONGEST: usize = 60;

/// The options of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The width of a line in cells; `None` puts each paragraph on one line.
    pub width: Option<usize>,
    /// The colour depth.
    pub colors: ColorDepth,
}

/// Writes `article` with its analysis, the number of quotes left out of that, and the user's highlights. Page furniture
/// is left out.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(
    out: &mut impl Write,
    article: &Article,
    reduced: &Reduced,
    highlights: &[Highlight],
    options: Options,
) -> io::Result<()> {
    let analysis = &reduced.analysis;
    let mut printer = Printer {
        wrapper: Wrapper::new(out, options.width),
        article,
        analysis,
        identities: identities(analysis),
        colored: options.colors != ColorDepth::None,
        marks: marks(analysis),
        next: 0,
        inside: Vec::new(),
        told: 0,
    };
    let shown = article.blocks.iter().filter(|block| block.kind != BlockKind::Furniture);
    let mut before: Option<Block> = None;
    for block in shown {
        if before.is_some_and(|before| article.is_ruled(before.span.end, block.span.start)) {
            printer.rule()?;
        } else if before.is_some_and(|before| !is_close(before.kind, block.kind)) {
            printer.wrapper.gap()?;
        }
        printer.block(*block)?;
        before = Some(*block);
    }
    printer.speakers(reduced.left_out)?;
    printer.highlights(highlights)
}

/// Whether no empty line separates the two blocks.
const fn is_close(before: BlockKind, after: BlockKind) -> bool {
    use BlockKind::{Byline, Date, ListItem, Title};
    matches!((before, after), (Title | Byline | Date, Byline | Date) | (ListItem { .. }, ListItem { .. }))
}

/// The start or end of a piece of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    offset: usize,
    /// At the same offset ends sort before starts.
    begins: bool,
    quote: usize,
}

fn marks(analysis: &Analysis) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (quote, attributed) in analysis.quotes.iter().enumerate() {
        for piece in attributed.quote.content.iter().filter(|piece| !piece.is_empty()) {
            marks.push(Mark { offset: piece.start, begins: true, quote });
            marks.push(Mark { offset: piece.end, begins: false, quote });
        }
    }
    // Of quotes that end together, the one that began later closes first, so that marks nest.
    marks.sort_unstable_by_key(|m| {
        (m.offset, m.begins, if m.begins { m.quote } else { usize::MAX - m.quote })
    });
    marks
}

struct Printer<'a, W> {
    wrapper: Wrapper<W>,
    article: &'a Article,
    analysis: &'a Analysis,
    identities: Vec<Identity>,
    colored: bool,
    marks: Vec<Mark>,
    /// The index of the next mark to be printed.
    next: usize,
    /// The quotes that are open, the innermost last.
    inside: Vec<usize>,
    /// The number of quotes that have been noted below their blocks.
    told: usize,
}

impl<W: Write> Printer<'_, W> {
    /// A thematic break, short for the sake of screen readers.
    fn rule(&mut self) -> io::Result<()> {
        self.wrapper.gap()?;
        self.wrapper.end_line(0)?;
        self.wrapper.mark("---")?;
        self.wrapper.end_line(0)?;
        self.wrapper.gap()
    }

    fn block(&mut self, block: Block) -> io::Result<()> {
        let (lead, indent) = match block.kind {
            BlockKind::ListItem { depth } => {
                let numbered = block.span.of(&self.article.text).starts_with(|c: char| c.is_ascii_digit());
                let bullet = match self.article.check_box(block.span.start) {
                    Some(true) => "- [x] ",
                    Some(false) => "- [ ] ",
                    None if numbered => "",
                    None => "- ",
                };
                (bullet, 2 * usize::from(depth))
            }
            BlockKind::BlockQuote | BlockKind::PullQuote => ("", 4),
            BlockKind::Caption => ("", 2),
            _ => ("", 0),
        };
        self.wrapper.end_line(indent)?;
        self.style_for(block.kind);
        self.wrapper.mark(lead)?;
        let article = self.article;
        if block.kind == BlockKind::Verbatim {
            let shown: String = article.shown_pieces(block.span).collect();
            for line in shown.lines() {
                self.wrapper.text(line)?;
                self.wrapper.end_line(indent)?;
            }
        } else {
            for piece in article.shown_spans(block.span) {
                self.piece(block, piece.start, piece.end)?;
            }
        }
        self.marks_until(block, block.span.end, false)?;
        self.wrapper.style("");
        self.wrapper.end_line(0)?;
        self.notes(block)
    }

    /// Prints a shown span of the text, with the marks in it.
    fn piece(&mut self, block: Block, mut start: usize, end: usize) -> io::Result<()> {
        while start < end {
            self.marks_until(block, start, true)?;
            let mark = self.marks.get(self.next).map_or(end, |mark| mark.offset);
            let to = mark.clamp(start, end);
            self.wrapper.text(self.article.text.get(start..to).unwrap_or_default())?;
            start = to;
        }
        Ok(())
    }

    /// Prints the marks up to `offset`; those at `offset` itself only if they are ends or text follows.
    fn marks_until(&mut self, block: Block, offset: usize, text_follows: bool) -> io::Result<()> {
        while let Some(&mark) = self.marks.get(self.next) {
            let due = mark.offset < offset || mark.offset == offset && (text_follows || !mark.begins);
            if !due {
                break;
            }
            let number = mark.quote + 1;
            if mark.begins {
                self.inside.push(mark.quote);
                self.style_for(block.kind);
                self.wrapper.mark(&format!("[{number} "))?;
            } else {
                self.wrapper.mark(&format!(" {number}]"))?;
                self.inside.retain(|&quote| quote != mark.quote);
                self.style_for(block.kind);
            }
            self.next += 1;
        }
        Ok(())
    }

    /// Sets the style of what follows: the speaker's colour within a quote, bold for titles and headings.
    fn style_for(&mut self, kind: BlockKind) {
        /// SGR parameters of the colours of speakers, by hue.
        const COLORS: [&str; 6] = ["36", "33", "35", "32", "34", "31"];
        if !self.colored {
            return;
        }
        let speaker = self.inside.last().and_then(|&quote| self.analysis.quotes.get(quote)?.speaker);
        let identity = speaker.and_then(|id| self.identities.get(id.0));
        let style = match (identity, kind) {
            (Some(identity), _) => COLORS.get(identity.hue).or(COLORS.last()).copied().unwrap_or_default(),
            (None, BlockKind::Title | BlockKind::Heading(_)) => "1",
            _ => "",
        };
        self.wrapper.style(style);
    }

    /// Prints a line for each quote that begins in the block: speaker, kind, addressee and carrier.
    fn notes(&mut self, block: Block) -> io::Result<()> {
        while let Some(attributed) = self.analysis.quotes.get(self.told)
            && attributed.quote.extent().start < block.span.end
        {
            self.wrapper.end_line(4)?;
            self.wrapper.mark(&format!("{}: ", self.told + 1))?;
            self.wrapper.text(&self.note(self.told, attributed))?;
            self.told += 1;
        }
        self.wrapper.end_line(0)
    }

    fn note(&self, quote: usize, attributed: &AttributedQuote) -> String {
        let name = |id: ActorId| self.analysis.actor(id).map_or("", |actor| actor.name.as_str());
        let mut note =
            attributed.speaker.map_or_else(|| "speaker not known".to_owned(), |id| name(id).to_owned());
        match self.analysis.naming(self.article, quote) {
            None | Some(Naming::Named) => {}
            Some(Naming::Noun | Naming::Pronoun | Naming::Nothing) => {
                let words = attributed
                    .quote
                    .source
                    .map(|span| self.article.shown(span.head(&self.article.text, LONGEST)));
                note.push_str(
                    &words.map_or(" (not named here)".to_owned(), |words| format!(" (from “{words}”)")),
                );
            }
        }
        note.push_str(", ");
        note.push_str(attributed.quote.kind.name());
        for (word, id) in [("to", attributed.to), ("via", attributed.via)] {
            if let Some(id) = id {
                note.extend([", ", word, " ", name(id)]);
            }
        }
        match self.analysis.certainty(quote) {
            Certainty::Sure => {}
            Certainty::Doubtful => note.push_str(", doubtful"),
            Certainty::Unlikely => note.push_str(", unlikely"),
        }
        note
    }

    /// Prints the highlights with their notes, in the order of the text.
    fn highlights(&mut self, highlights: &[Highlight]) -> io::Result<()> {
        if highlights.is_empty() {
            return Ok(());
        }
        self.wrapper.gap()?;
        self.style_for(BlockKind::Heading(2));
        self.wrapper.text("Highlights and notes")?;
        self.wrapper.style("");
        for Placed { highlight, span } in placed(&self.article.text, highlights) {
            let words = span.map_or_else(|| highlight.words.clone(), |span| self.article.shown(span));
            let gone = if span.is_none() { " (not in this text any more)" } else { "" };
            self.wrapper.end_line(2)?;
            self.wrapper.text(&format!("{}{gone}", printable::line(&words)))?;
            if let Some(note) = &highlight.note {
                self.wrapper.end_line(4)?;
                self.wrapper.text(&format!("note: {}", printable::line(note)))?;
            }
        }
        self.wrapper.end_line(0)
    }

    /// Prints the list of speakers, those quoted most first.
    fn speakers(&mut self, left_out: usize) -> io::Result<()> {
        let figures = Figures::of(self.article, self.analysis);
        let actors = self.analysis.actors.iter().zip(&figures.actors);
        let mut speakers: Vec<(&Identity, (&Actor, &ActorFigures))> =
            self.identities.iter().zip(actors).filter(|(_, (actor, _))| actor.quotes.total() > 0).collect();
        speakers.sort_by_key(|(identity, _)| identity.hue);
        let unknown = self.analysis.quotes.iter().filter(|quote| quote.speaker.is_none()).count();
        if speakers.is_empty() && unknown + left_out == 0 {
            return Ok(());
        }
        let mut lines = Vec::new();
        for (_, (actor, figures)) in speakers {
            let role = actor.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
            let quotes = number_of_quotes(actor.quotes.total());
            let share = figures.percent();
            lines.push(format!(
                "{} ({}{role}): {quotes}, {share}% of the quoted words",
                actor.name,
                actor.kind.name()
            ));
        }
        if unknown > 0 {
            lines.push(format!("Speaker not known: {}", number_of_quotes(unknown)));
        }
        lines.extend(figures.sources.words());
        if left_out > 0 {
            lines.push(format!("Left out: {}", number_of_quotes(left_out)));
        }
        self.wrapper.gap()?;
        self.style_for(BlockKind::Heading(2));
        self.wrapper.text("Who is quoted")?;
        self.wrapper.style("");
        for line in lines {
            self.wrapper.end_line(2)?;
            self.wrapper.text(&printable::line(&line))?;
        }
        self.wrapper.end_line(0)
    }
}

fn number_of_quotes(count: usize) -> String {
    if count == 1 { "1 quote".to_owned() } else { format!("{count} quotes") }
}

#[cfg(test)]
mod tests;
