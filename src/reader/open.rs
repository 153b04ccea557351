//! All that belongs to one article on screen, as one value: opening another article is a swap.

use super::{
    findings::Findings,
    jumps::Jumps,
    layout::{Layout, RowAt},
    list::EntryId,
    search::Search,
    segments::Segments,
};
use crate::{actors::ActorId, analysis::Analysis, article::Article, corrections::Correction, span::Span};
use std::{collections::BTreeSet, sync::Arc};

/// An article on screen, or one that was and can be gone back to.
#[derive(Debug, Clone, Default)]
pub struct OpenArticle {
    /// Which one it is; `None` where it is on no list: before the first article is open.
    pub entry: Option<EntryId>,
    /// Tells it from all articles that were opened before it, so that results for one of those are known as stale. Of
    /// those that were left, the one left longest ago has the least.
    pub generation: u64,
    /// The text.
    pub article: Arc<Article>,
    /// Whether the text is here. It is let go of where many others have been opened since, and may be loaded again.
    pub is_loaded: bool,
    /// Who says what in it, once that is known.
    pub findings: Option<Arc<Findings>>,
    /// What the person has put right.
    pub corrections: Corrections,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The text on screen.
    pub body: Body,
    /// The list of actors.
    pub actors: Actors,
    /// The list of quotes.
    pub quotes: Quotes,
    /// The speakers whose quotes are shown; empty for all.
    pub filter: BTreeSet<ActorId>,
    /// The search, from its first letter until it is ended.
    pub search: Option<Search>,
}

/// The panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The text.
    #[default]
    Body,
    /// The list of actors.
    Actors,
    /// The list of quotes.
    Quotes,
}

/// The text on screen.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The text set for the width of the pane.
    pub layout: Layout,
    /// The first row on screen.
    pub top: RowAt,
    /// Where the person has scrolled to. It outlives widths and lenses: only moving changes it.
    pub place: Place,
    /// The places that were jumped from.
    pub jumps: Jumps,
    /// The words that were jumped to, shown as such until the next key.
    pub jump_target: Option<Span>,
}

/// A place in the text, for however it is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The first byte in the row on top.
    pub offset: usize,
    /// Whether it is the air above that row that is on top.
    pub air: bool,
}

/// The list of actors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Actors {
    /// The selected one, as a place in [`Findings::order`].
    pub selected: usize,
    /// The first one on screen.
    pub top: usize,
}

/// The list of quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotes {
    /// The selected one, in the list and in the text: its number in the analysis.
    pub current: Option<usize>,
    /// The numbers of those that pass the filter, in text order.
    pub shown: Vec<usize>,
    /// Where these stand in the text.
    pub segments: Segments,
    /// The first one on screen, as a place in `shown`.
    pub top: usize,
}

impl Quotes {
    /// The place in `shown` of the selected quote.
    pub fn position(&self) -> Option<usize> {
        self.shown.binary_search(&self.current?).ok()
    }
}

/// What the person has put right in the article, and what it is put right in.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// The analysis before any correction.
    pub original: Option<Arc<Analysis>>,
    /// The corrections, the latest last.
    pub list: Vec<Correction>,
    /// Counts the changes made here, so that what was read before one is known as stale.
    pub revision: u64,
    /// Whether those kept from before have been read, or cannot be.
    pub are_read: bool,
}

impl OpenArticle {
    /// `article`, about to be opened for the first time.
    pub fn new(article: Arc<Article>) -> Self {
        Self { article, is_loaded: true, ..Self::default() }
    }

    /// The same with another text, which was read again or is another version. The person stays where they are, and what
    /// they have put right stays so.
    #[must_use]
    pub fn with_text(self, article: Arc<Article>) -> Self {
        Self { article, is_loaded: true, findings: None, ..self }
    }

    /// Brings it to where an article begins that is opened, or opened again: what was selected stays so, a search and a
    /// filter are over.
    pub(super) fn begin(&mut self, generation: u64) {
        self.generation = generation;
        self.focus = Pane::Body;
        self.filter = BTreeSet::new();
        self.actors = Actors::default();
        self.quotes = Quotes { current: self.quotes.current, ..Quotes::default() };
        self.search = None;
        self.body.jump_target = None;
    }

    /// Lets go of all that is large and can be had again.
    pub(super) fn let_go(&mut self) {
        self.article = Arc::default();
        self.is_loaded = false;
        self.findings = None;
        self.corrections.original = None;
        self.body.layout = Layout::default();
        self.quotes.segments = Segments::default();
        self.search = None;
    }

    /// The headline, or the name where the text has none; as it stands in the text.
    pub fn title(&self) -> &str {
        let title = self.article.title.map_or("", |t| t.of(&self.article.text));
        if title.is_empty() { &self.article.name } else { title }
    }
}
