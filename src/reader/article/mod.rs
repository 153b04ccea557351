//! The article on screen: all that belongs to it as one value, so that opening another is a swap, and its panes.
//!
//! | room | what it is |
//! |---|---|
//! | [`body`] | the text: where it stands, scrolling, drawing, scrollbar |
//! | [`actors`] | the list of actors |
//! | [`quotes`] | the list of quotes |
//! | [`piping`], [`sharing`] | giving the quote or the article to a command |
//! | [`panes`] | moving in whichever pane keys go to, and from pane to pane |
//! | [`selection`] | which quote and which actor is selected, the lens |
//! | [`filtering`] | which quotes are shown: by speaker, by sense, by how sure they are |
//! | [`jumps`], [`jumping`] | the places jumped from, and the way back to them |
//! | [`marks`], [`mentions`] | places marked with letters; from mention to mention of an actor |
//! | [`findings`], [`explain`] | what the analysis found, made ready for the screen and put in words |
//! | [`finding`] | finding an entry in a list by its words |
//! | [`position`] | where the article was left the last time, and is left now |
//! | [`corrections`] | putting right what the analysis got wrong |
//! | [`highlights`] | what the person has marked, with notes |
//! | [`undo`] | taking back what was done of these two |

pub mod actors;
pub mod body;
pub mod copying;
pub mod corrections;
pub mod explain;
pub mod filtering;
pub mod finding;
pub mod findings;
pub mod highlights;
pub mod jumping;
pub mod jumps;
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
    finding::Find,
    highlights::Highlights,
    marks::Marks,
    mentions::Mentioned,
    quotes::Quotes,
};

use self::{body::segments::Segments, findings::Findings, position::Kept, undo::Done};
use crate::{
    actors::ActorId,
    article::Article,
    attribution::Sense,
    reader::{layout::Layout, list::EntryId, overlays::search::Search},
    span::Span,
};
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
    /// What the person has marked.
    pub highlights: Highlights,
    /// What of these two they have done since the article was opened, the latest last.
    pub done: Vec<Done>,
    /// What is kept of where the person stopped.
    pub kept: Kept,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The text on screen.
    pub body: Body,
    /// The places that are marked.
    pub marks: Marks,
    /// The mention of an actor that was gone to last.
    pub mention: Option<Mentioned>,
    /// The list of actors.
    pub actors: Actors,
    /// The list of quotes.
    pub quotes: Quotes,
    /// The quote that it was opened for, by its extent, until it is found.
    pub sought: Option<Span>,
    /// The speakers whose quotes are shown; empty for all.
    pub filter: BTreeSet<ActorId>,
    /// The sense of the quotes that are shown; none for all.
    pub sense: Option<Sense>,
    /// The search, from its first letter until it is ended.
    pub search: Option<Search>,
    /// Words to find in a list beside the text, until that is ended.
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

    /// The same with another text, which was read again or is another version. The person stays where they are, and what
    /// they have put right stays so.
    #[must_use]
    pub fn with_text(self, article: Arc<Article>) -> Self {
        let highlights = self.highlights.moved_to(&article.text);
        let corrections = Corrections { original: None, ..self.corrections };
        Self { article, is_loaded: true, findings: None, corrections, highlights, ..self }
    }

    /// Brings it to where an article begins that is opened, or opened again: what was selected stays so, a search and a
    /// filter are over.
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

    /// Lets go of all that is large and can be had again.
    pub(in crate::reader) fn let_go(&mut self) {
        self.article = Arc::default();
        self.is_loaded = false;
        self.findings = None;
        self.corrections.original = None;
        self.body.layout = Layout::default();
        self.quotes.segments = Segments::default();
        self.search = None;
    }

    /// The headline, or the name where the text has none; of one that is very long the start.
    pub fn title(&self) -> String {
        /// Most bytes of it that are shown anywhere.
        const LONGEST: usize = 1000;
        let title =
            self.article.title.map(|title| self.article.shown(title.head(&self.article.text, LONGEST)));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| self.article.name.clone())
    }
}
