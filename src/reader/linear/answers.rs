//! Line mode: answers about the article and its text.

use super::{Answer, Linear, current::NoCurrent};
use crate::{
    analysis::Threshold,
    article::{BlockKind, NOT_ANALYSED},
    printable,
    span::Span,
};

impl Linear {
    /// The lines printed when the article is opened: title, byline, date, caveat, counts, and where reading was left
    /// off.
    pub fn opening(&mut self) -> Answer {
        let mut lines = vec![printable::line(&self.article.label())];
        let told = [self.article.byline_text(), self.article.published_text()];
        lines.extend(told.iter().flatten().map(|words| printable::line(words)));
        if let Some(caveat) = self.article.caveat.filter(|_| !self.is_not_analysed()) {
            lines.push(caveat.words().to_owned());
        }
        let speakers = self.findings.analysis.actors.iter().filter(|actor| actor.quotes.total() > 0).count();
        let left_out = match self.findings.left_out {
            0 => String::new(),
            some => format!("; {some} unlikely ones are left out, c shows more"),
        };
        let paragraphs = counted(self.numbers.len(), "paragraph");
        lines.push(if self.is_not_analysed() {
            format!("{paragraphs}; quotes are {NOT_ANALYSED}.")
        } else {
            format!("{paragraphs}, {} by {}{left_out}.", self.count(), counted(speakers, "speaker"))
        });
        lines.push(
            "An empty line reads on, n tells the next quote, ? lists the commands, q quits.".to_owned(),
        );
        if let Some(position) = self.position.take() {
            let at = self.block_at(position);
            lines.push(format!("You stopped at {}; g goes to the top:", self.place(at)));
            lines.extend(self.read_block(at).lines);
        }
        Answer::lines(lines)
    }

    /// Whether the article was not analysed and has no quotes from corrections either.
    pub(super) fn is_not_analysed(&self) -> bool {
        self.findings.analysis.quotes.is_empty() && !self.article.is_analysed()
    }

    /// Says that there are no quotes, or that the article was not analysed.
    pub(super) fn no_quotes(&self) -> Answer {
        Answer::line(if self.is_not_analysed() { NOT_ANALYSED } else { "no quotes here" })
    }

    /// The number of quotes that pass the filter, in words.
    pub(super) fn count(&self) -> String {
        counted(self.shown.len(), "quote")
    }

    /// Reads the block `by` places on, or back where that is negative.
    pub(super) fn read(&mut self, by: isize) -> Answer {
        self.end_search();
        let to = match self.block {
            Some(here) => here.checked_add_signed(by),
            None => Some(by.max(1).cast_unsigned() - 1),
        };
        match to.filter(|to| *to < self.blocks.len()) {
            Some(to) => self.read_block(to),
            None if by < 0 => Answer::line("this is the beginning"),
            None => Answer::line("this is the end"),
        }
    }

    /// Reads block `at`, or the last one, with the headings of the quotes that begin in it.
    pub(super) fn read_block(&mut self, at: usize) -> Answer {
        let at = at.min(self.blocks.len().saturating_sub(1));
        let Some(span) = self.blocks.get(at).copied() else { return Answer::line("there is no text") };
        self.block = Some(at);
        let mut lines = self.told(span);
        let begins = |quote: &&usize| span.contains(self.findings.start(**quote));
        let here: Vec<usize> = self.shown.iter().filter(begins).copied().collect();
        lines.extend(here.iter().map(|quote| format!("  {}", self.heading(*quote))));
        self.search_from = here.last().map_or(span.start, |quote| self.findings.start(*quote));
        self.current = here.last().copied().ok_or(NoCurrent::Passed);
        Answer::lines(lines)
    }

    /// The headings of the article, each with its paragraph number.
    pub(super) fn contents(&self) -> Answer {
        let headings = self.article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let lines: Vec<String> = headings
            .map(|block| {
                let number = self.numbers.number(block.span.start);
                format!("Paragraph {number}: {}", self.text(block.span))
            })
            .collect();
        if lines.is_empty() { Answer::line("there are no headings here") } else { Answer::lines(lines) }
    }

    /// A span of the text as one printable line, without markup.
    pub(super) fn text(&self, span: Span) -> String {
        printable::line(&self.article.shown(span))
    }

    /// Switches to the next threshold of certainty.
    pub(super) fn next_threshold(&mut self) -> Answer {
        let (next, words) = match self.threshold {
            Threshold::Likely => (Threshold::Marked, "only quotes in quotation marks"),
            Threshold::Marked => (Threshold::All, "all quotes, likely or not"),
            Threshold::All => (Threshold::Likely, "likely quotes"),
        };
        self.threshold = next;
        self.renew();
        Answer::line(format!("{words}: {}", self.count()))
    }
}

/// `count` and `noun`, which gets an s unless it is one: "1 quote", "2 quotes".
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
