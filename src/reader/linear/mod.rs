//! Reading line by line, for screen readers and for terminals that cannot place a cursor: a command is a line that is typed,
//! its answer lines that are printed below. No box is drawn and nothing moves.
//!
//! Commands are those of the screen, by the same keys and names ([`COMMANDS`](crate::reader::keymap::COMMANDS)), as far as they make sense without one.

mod actors;
mod aim;
mod answers;
mod blocks;
mod command;
mod corrections;
mod fixes;
mod highlights;
mod later;
mod marks;
mod queue;
mod quotes;
pub mod run;
mod searching;
mod words;

use self::aim::Unclear;

use crate::{
    actors::ActorId,
    analysis::{Analysis, Threshold},
    article::{Article, Block, BlockKind, Paragraphs},
    attribution::Sense,
    corrections::{ActorName, Change, Correction},
    export::{citation::Template, format::ExportFormat},
    highlights::{self as highlight, Highlight},
    reader::{
        article::{findings::Findings, undo::Done},
        keymap::Keymap,
    },
    span::Span,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// An article that is read line by line.
#[derive(Debug)]
pub struct Linear {
    article: Arc<Article>,
    /// What the analysis has found, before corrections.
    original: Analysis,
    /// What is told of it.
    findings: Arc<Findings>,
    threshold: Threshold,
    keymap: Arc<Keymap>,
    citation: Arc<Template>,
    corrections: Vec<Correction>,
    highlights: Vec<Highlight>,
    /// What has been done of these two, the latest last.
    done: Vec<Done>,
    /// The blocks that are read, in order.
    blocks: Vec<Span>,
    /// The paragraphs among them, by whose numbers places are told.
    numbers: Paragraphs,
    /// How many of them, from the first, are told as the article is opened: title, byline, date.
    head: usize,
    /// The byte at which the article was left before, until that is told.
    position: Option<usize>,
    /// The paragraph that was read or told last; none before the first.
    block: Option<usize>,
    /// The one that was read before the last jump.
    before: Option<usize>,
    /// The places that are marked: bytes of the text.
    marks: BTreeMap<char, usize>,
    /// The quotes that pass the filter.
    shown: Vec<usize>,
    /// The quote that commands act on: the one that was told last. Or why none is meant.
    aim: Result<usize, Unclear>,
    /// Where in the text the next quote and the one before are looked for, where none is meant.
    from: usize,
    filter: BTreeSet<ActorId>,
    sense: Option<Sense>,
    /// The words that were looked for last.
    wanted: String,
    /// The paragraphs that hold them, as long as the search is on, and which of these was told last.
    hits: Vec<Span>,
    hit: Option<usize>,
}

/// What comes of a line.
#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    /// What is printed, a line each.
    pub lines: Vec<String>,
    /// What is to be done besides.
    pub effect: Option<Effect>,
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Go so many articles on.
    Step(isize),
    /// Tell which articles there are.
    ListArticles,
    /// Read the article with this number, counted from 1.
    GoToArticle(usize),
    /// Change the corrections that are kept for the article.
    Keep(Change),
    /// Change the highlights that are kept for the article.
    KeepHighlight(highlight::Change),
    /// Keep that a letter marks the place at this byte.
    Mark(char, usize),
    /// Write the article to a file.
    Export(ExportFormat),
    /// Put the article on the reading list, or take it off.
    Defer,
    /// Tell what is on the reading list.
    ListDeferred,
    /// Read the article that has this number there.
    OpenDeferred(usize),
}

impl Answer {
    fn line(line: impl Into<String>) -> Self {
        Self { lines: vec![line.into()], effect: None }
    }

    const fn lines(lines: Vec<String>) -> Self {
        Self { lines, effect: None }
    }

    const fn effect(effect: Effect) -> Self {
        Self { lines: Vec::new(), effect: Some(effect) }
    }
}

impl Linear {
    /// An article with its analysis, and what has been put right and highlighted in it before. Nothing is read yet.
    pub fn new(
        article: Arc<Article>,
        analysis: Analysis,
        (corrections, highlights): (Vec<Correction>, Vec<Highlight>),
        (threshold, keymap, citation): (Threshold, Arc<Keymap>, Arc<Template>),
    ) -> Self {
        let blocks = article.blocks.iter().filter(|block| !block.span.is_empty());
        let is_head =
            |block: &&Block| matches!(block.kind, BlockKind::Title | BlockKind::Byline | BlockKind::Date);
        let head = blocks.clone().take_while(is_head).count();
        let blocks = blocks.map(|block| block.span).collect();
        let numbers = Paragraphs::of(&article);
        let findings = Arc::new(Findings::none(&article));
        let mut out = Self {
            article,
            original: analysis,
            findings,
            threshold,
            keymap,
            citation,
            corrections,
            highlights,
            done: Vec::new(),
            blocks,
            numbers,
            head,
            // What the opening tells is not read once more.
            block: head.checked_sub(1),
            position: None,
            before: None,
            marks: BTreeMap::new(),
            shown: Vec::new(),
            aim: Err(Unclear::Untold),
            from: 0,
            filter: BTreeSet::new(),
            sense: None,
            wanted: String::new(),
            hits: Vec::new(),
            hit: None,
        };
        out.renew();
        out
    }

    /// What was found, corrections made.
    pub const fn findings(&self) -> &Arc<Findings> {
        &self.findings
    }

    /// The article.
    pub const fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// What has been put right.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// What is highlighted.
    pub fn highlighted(&self) -> &[Highlight] {
        &self.highlights
    }

    /// Makes the corrections to the analysis anew, and keeps the filter and the quote that was told last.
    fn renew(&mut self) {
        let extent = self.aim.ok().and_then(|quote| Some(self.findings.quote(quote)?.quote.extent()));
        let filter: Vec<ActorName> = {
            let all = self.filter.iter().filter_map(|id| self.findings.analysis.actor(*id));
            all.map(ActorName::of).collect()
        };
        let (findings, _) =
            Findings::corrected(&self.article, &self.original, &self.corrections, self.threshold);
        self.findings = Arc::new(findings);
        let actors = || self.findings.analysis.actors.iter().enumerate().map(|(at, a)| (ActorId(at), a));
        self.filter = filter.iter().filter_map(|name| name.find(actors())).collect();
        if let Some(extent) = extent {
            let mut quotes = self.findings.analysis.quotes.iter();
            let place = quotes.position(|quote| quote.quote.extent() == extent);
            self.aim = place.ok_or(Unclear::Gone);
        }
        self.refilter();
    }

    fn refilter(&mut self) {
        self.shown = self.findings.shown(&self.filter, self.sense);
        if self.aim.is_ok_and(|quote| !self.shown.contains(&quote)) {
            self.aim = Err(Unclear::Gone);
        }
    }
}

#[cfg(test)]
mod tests;
