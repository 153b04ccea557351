//! Line mode: reading for screen readers and for terminals that cannot position a cursor. A typed line is a command, and its
//! answer is lines printed below; nothing is drawn, and nothing that is on screen changes.
//!
//! Commands have the keys and names of the screen ([`COMMANDS`](crate::reader::keymap::COMMANDS)), as far as they make
//! sense without one. [`Linear`] is the state of one article and does no I/O; [`run`](mod@run) is the loop that does.

mod actors;
mod answers;
mod blocks;
mod command;
mod corrections;
mod current;
mod fixes;
mod highlights;
mod later;
mod marks;
mod queue;
mod quotes;
pub mod run;
mod searching;
mod words;

use self::current::NoCurrent;

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

/// The state of line mode for one article.
#[derive(Debug)]
pub struct Linear {
    article: Arc<Article>,
    /// The analysis before corrections.
    original: Analysis,
    /// The analysis with the corrections made.
    findings: Arc<Findings>,
    threshold: Threshold,
    keymap: Arc<Keymap>,
    citation: Arc<Template>,
    corrections: Vec<Correction>,
    highlights: Vec<Highlight>,
    /// Corrections and changes of highlights in the order in which they were made, to be undone.
    done: Vec<Done>,
    /// The blocks of the article that have text, in order.
    blocks: Vec<Span>,
    /// Paragraph numbers, in which places are given.
    numbers: Paragraphs,
    /// The number of leading blocks that the opening prints: title, byline, date.
    head_blocks: usize,
    /// The offset where reading was left off in an earlier run; taken when the opening prints it.
    position: Option<usize>,
    /// The index of the block read last; none before the first.
    block: Option<usize>,
    /// The block that was current before the last jump.
    before: Option<usize>,
    /// Marks by letter: offsets in the text.
    marks: BTreeMap<char, usize>,
    /// The indices of the quotes that pass the filter.
    shown: Vec<usize>,
    /// The index of the current quote, or why there is none.
    current: Result<usize, NoCurrent>,
    /// The offset from which the next quote and the previous one are looked for where no quote is current.
    search_from: usize,
    filter: BTreeSet<ActorId>,
    sense: Option<Sense>,
    /// The words searched for last.
    wanted: String,
    /// The blocks that have them while the search is on, and the index of the one read last.
    hits: Vec<Span>,
    hit: Option<usize>,
}

/// The answer to a line.
#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    /// The lines to print.
    pub lines: Vec<String>,
    /// What is to be done outside the state.
    pub effect: Option<Effect>,
}

/// What is to be done outside the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Open the article this many places on, or back.
    Step(isize),
    /// List the articles.
    ListArticles,
    /// Open the article with this number, counted from 1.
    GoToArticle(usize),
    /// Store a change of the corrections to the article.
    Keep(Change),
    /// Store a change of the highlights of the article.
    KeepHighlight(highlight::Change),
    /// Store a mark: its letter and offset.
    Mark(char, usize),
    /// Export the article to a file.
    Export(ExportFormat),
    /// Put the article on the reading list, or take it off.
    Defer,
    /// List the reading list.
    ListDeferred,
    /// Open the entry of the reading list with this number, counted from 1.
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
    /// The state for an article with its analysis, corrections and highlights, before anything is read.
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
            head_blocks: head,
            // The opening has printed the head already.
            block: head.checked_sub(1),
            position: None,
            before: None,
            marks: BTreeMap::new(),
            shown: Vec::new(),
            current: Err(NoCurrent::Untold),
            search_from: 0,
            filter: BTreeSet::new(),
            sense: None,
            wanted: String::new(),
            hits: Vec::new(),
            hit: None,
        };
        out.renew();
        out
    }

    /// The analysis with the corrections made.
    pub const fn findings(&self) -> &Arc<Findings> {
        &self.findings
    }

    /// The article.
    pub const fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// The corrections to the article.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// The highlights of the article.
    pub fn highlighted(&self) -> &[Highlight] {
        &self.highlights
    }

    /// Applies the corrections to the analysis anew. The filter and the current quote stay as far as they still exist.
    fn renew(&mut self) {
        let extent = self.current.ok().and_then(|quote| Some(self.findings.quote(quote)?.quote.extent()));
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
            self.current = place.ok_or(NoCurrent::Gone);
        }
        self.refilter();
    }

    fn refilter(&mut self) {
        self.shown = self.findings.shown(&self.filter, self.sense);
        if self.current.is_ok_and(|quote| !self.shown.contains(&quote)) {
            self.current = Err(NoCurrent::Gone);
        }
    }
}

#[cfg(test)]
mod tests;
