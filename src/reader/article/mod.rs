//! The view of an article: all that belongs to one article as a single value, so that opening another is a swap, and its
//! panes. Loading, analysing and keeping are for [`app`](super::app).
//!
//! | module | what it does |
//! |---|---|
//! | [`body`] | the pane with the text: setting, scrolling, drawing, margin, scrollbar |
//! | [`actors`] | the list of actors |
//! | [`quotes`] | the list of quotes |
//! | [`copying`], [`piping`], [`sharing`] | passing a quote or the article to the clipboard or to a command |
//! | [`panes`] | moving in the pane that has the focus, and from pane to pane |
//! | [`selection`] | the selected quote and actor, and the lens |
//! | [`filtering`] | which quotes are shown: by speaker, by sense, by certainty |
//! | [`jumps`], [`jumping`] | the history of jumps; jumping, and going back |
//! | [`marks`], [`mentions`] | positions under letters; steps through the mentions of an actor |
//! | [`findings`], [`explain`] | the analysis prepared for the screen; its reasons in words |
//! | [`list_search`] | search in a list |
//! | [`position`] | the position that is kept between runs |
//! | [`corrections`] | corrections of the analysis by the person |
//! | [`highlights`] | highlights, with notes |
//! | [`undo`] | undoing corrections and changes to highlights |

pub mod actors;
pub mod body;
pub mod copying;
pub mod corrections;
pub mod explain;
pub mod filtering;
pub mod findings;
pub mod highlights;
pub mod jumping;
pub mod jumps;
pub mod list_search;
pub mod marks;
pub mod mentions;
pub mod panes;
pub mod piping;
pub mod position;
pub mod quotes;
pub mod selection;
pub mod sharing;
pub mod undo;

pub use self::{
    actors::Actors,
    body::{Body, Place},
    corrections::Corrections,
    highlights::Highlights,
    list_search::Find,
    marks::Marks,
    mentions::Mentioned,
    quotes::Quotes,
};

use self::{body::segments::Segments, findings::Findings, position::HasPosition, undo::Done};
use crate::{
    actors::ActorId,
    article::Article,
    attribution::Sense,
    reader::{layout::Layout, list::EntryId, overlays::search::Search},
    span::Span,
};
use std::{collections::BTreeSet, sync::Arc};

/// An open article, or one that was open before and to which the person can go back.
#[derive(Debug, Clone, Default)]
pub struct OpenArticle {
    /// Its entry on a list; `None` only before the first article is open.
    pub entry: Option<EntryId>,
    /// Numbers the openings of articles, so that a result for an earlier one is recognised as stale. Of the articles that
    /// were left, the one left longest ago has the least number.
    pub generation: u64,
    /// The text.
    pub article: Arc<Article>,
    /// Whether the text is in memory. It is dropped where many others have been opened since, and loaded again when needed.
    pub is_loaded: bool,
    /// The analysis, prepared for the screen, once there is one.
    pub findings: Option<Arc<Findings>>,
    /// The corrections by the person.
    pub corrections: Corrections,
    /// The highlights.
    pub highlights: Highlights,
    /// The corrections and changes to highlights made since the article was opened, the latest last.
    pub done: Vec<Done>,
    /// Whether a position is kept for it between runs.
    pub has_position: HasPosition,
    /// The pane that has the focus.
    pub focus: Pane,
    /// The pane with the text.
    pub body: Body,
    /// The marks.
    pub marks: Marks,
    /// The mention of an actor that the last step went to.
    pub mention: Option<Mentioned>,
    /// The list of actors.
    pub actors: Actors,
    /// The list of quotes.
    pub quotes: Quotes,
    /// The extent of the quote for which the article was opened, until that is selected.
    pub target_quote: Option<Span>,
    /// The speakers whose quotes are shown; empty for all.
    pub filter: BTreeSet<ActorId>,
    /// The sense of the quotes that are shown; none for all.
    pub sense: Option<Sense>,
    /// The search in the text, from its first letter until it is ended.
    pub search: Option<Search>,
    /// The search in a list beside the text, until it is ended.
    pub find: Option<Find>,
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

impl OpenArticle {
    /// `article`, about to be opened for the first time.
    pub fn new(article: Arc<Article>) -> Self {
        Self { article, is_loaded: true, ..Self::default() }
    }

    /// The same article with another text, which was loaded again or is another version. Position, corrections and
    /// highlights stay.
    #[must_use]
    pub fn with_text(self, article: Arc<Article>) -> Self {
        let highlights = self.highlights.moved_to(&article.text);
        let corrections = Corrections { original: None, ..self.corrections };
        Self { article, is_loaded: true, findings: None, corrections, highlights, ..self }
    }

    /// Resets what ends when an article is opened, be it again: search, filter, focus. The selected quote stays selected.
    pub(in crate::reader) fn begin(&mut self, generation: u64) {
        self.generation = generation;
        self.focus = Pane::Body;
        self.filter = BTreeSet::new();
        self.sense = None;
        self.actors = Actors::default();
        self.quotes = Quotes { current: self.quotes.current, ..Quotes::default() };
        self.search = None;
        self.find = None;
        self.mention = None;
        self.body.jump_target = None;
    }

    /// Drops what is large and can be computed or loaded again.
    pub(in crate::reader) fn drop_text(&mut self) {
        self.article = Arc::default();
        self.is_loaded = false;
        self.findings = None;
        self.corrections.original = None;
        self.body.layout = Layout::default();
        self.quotes.segments = Segments::default();
        self.search = None;
    }

    /// The headline or, where there is none, the name; the beginning of a very long one.
    pub fn title(&self) -> String {
        /// Most bytes of a title that are shown anywhere.
        const LONGEST: usize = 1000;
        let title =
            self.article.title.map(|title| self.article.shown(title.head(&self.article.text, LONGEST)));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| self.article.name.clone())
    }
}
