//! All that the reader knows: plain data, without terminal, thread or clock.

use super::{
    Options,
    jumps::Jumps,
    keymap::Mode,
    layout::{Layout, RowAt},
    links::Hints,
    marks::Marks,
    paint::Paint,
    picker::Picker,
    search::Search,
    shelf::Shelf,
    update,
};
use crate::{
    actors::ActorId,
    analysis::Analysis,
    article::{Article, Source},
    color::ColorDepth,
    corrections::Correction,
    span::Span,
};
use std::{collections::BTreeSet, path::Path, sync::Arc};

/// What the reader shows and where it stands.
#[derive(Debug, Clone)]
pub struct State {
    /// The article on screen.
    pub article: Arc<Article>,
    /// Who says what in it, once that is known.
    pub marks: Option<Arc<Marks>>,
    /// Counts the articles put on screen, so that results for an earlier one are known as stale.
    pub generation: u64,
    /// The terminal and how it is divided.
    pub screen: Screen,
    /// The pane that keys go to.
    pub focus: Focus,
    /// The speakers whose quotes are shown; empty for all.
    pub filter: BTreeSet<ActorId>,
    /// The text.
    pub body: Body,
    /// The list of actors.
    pub actors: Actors,
    /// The list of quotes.
    pub quotes: Quotes,
    /// What the person has put right.
    pub corrections: Corrections,
    /// The search, from its first letter until it is ended.
    pub search: Option<Search>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// A word to the person, until the next key.
    pub note: Option<String>,
    /// The number typed before a command.
    pub count: Option<usize>,
    /// The articles that can be read, and the list of them.
    pub shelf: Shelf,
    /// The shelves under it, from which links and lists led here; the last is gone back to first.
    pub below: Vec<Shelf>,
}

/// The terminal and how it is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Colours that may be used.
    pub colors: ColorDepth,
    /// Widest measure of the text, in cells.
    pub measure: u16,
    /// Cells that the person has given to the sidebar or taken from it.
    pub sidebar: i16,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
}

/// The panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The text.
    Body,
    /// The list of actors.
    Actors,
    /// The list of quotes.
    Quotes,
}

/// What of the text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lens {
    /// Everything alike.
    #[default]
    Everything,
    /// What is not quoted is dimmed.
    Dimmed,
    /// What is not quoted is left out.
    QuotesOnly,
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
    /// What of the text is shown.
    pub lens: Lens,
    /// The places that were jumped from.
    pub jumps: Jumps,
    /// The words that were jumped to, marked until the next key.
    pub landing: Option<Span>,
    /// The labels on links, while one is chosen.
    pub hints: Option<Hints>,
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
    /// The selected one, as a place in [`Marks::order`].
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
    /// These, painted over the text.
    pub paint: Paint,
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

/// Something that lies over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// The list of keys.
    Help {
        /// Its first row on screen.
        top: usize,
    },
    /// All about the current quote.
    Peek,
    /// All about an actor.
    Card {
        /// Whom.
        actor: ActorId,
        /// Its first row on screen.
        top: usize,
    },
    /// Choosing an actor.
    Picker(Picker),
}

/// What is kept of an article that is not on screen.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The article, unless too many others have been read since.
    pub article: Option<Arc<Article>>,
    /// Who says what in it, if that was known.
    pub marks: Option<Arc<Marks>>,
    /// Where it was left.
    pub place: Place,
    /// The quote that was selected.
    pub current: Option<usize>,
    /// The [`State::generation`] it had on screen: what was left longest ago has the least.
    pub generation: u64,
    /// The places that were jumped from.
    pub jumps: Jumps,
    /// What the person has put right in it.
    pub corrections: Corrections,
}

impl State {
    /// The reader with `article`, the first of those with `names`, on a terminal of `size` columns and rows.
    pub fn new(article: Article, names: &[String], options: &Options, size: (u16, u16)) -> Self {
        let sources: Vec<Source> = names.iter().map(|name| Source::of(Path::new(name))).collect();
        Self::reading(article, Shelf::of_sources(&sources), options, size)
    }

    /// The reader with `article`, the first on `shelf`.
    pub fn reading(article: Article, shelf: Shelf, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::with(shelf, options, size);
        state.note = article.caveat.map(|caveat| caveat.words().to_owned());
        state.article = Arc::new(article);
        state.shelf.at = Some(0);
        update::set(&mut state);
        state
    }

    /// The reader with a list of the articles on `shelf`, of which none is open.
    pub fn choosing(shelf: Shelf, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::with(shelf, options, size);
        state.shelf.list.is_open = true;
        state.note = state.shelf.caveat.map(|caveat| caveat.words().to_owned());
        update::set(&mut state);
        state
    }

    /// The reader that waits for the only article on `shelf`, which is being loaded.
    pub fn opening(shelf: Shelf, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::choosing(shelf, options, size);
        update::await_first(&mut state);
        state
    }

    fn with(shelf: Shelf, options: &Options, size: (u16, u16)) -> Self {
        Self {
            article: Arc::default(),
            marks: None,
            generation: 1,
            screen: Screen {
                width: size.0,
                height: size.1,
                colors: options.colors,
                measure: options.measure.clamp(update::MEASURES.0, update::MEASURES.1),
                sidebar: 0,
                mouse: options.mouse,
            },
            focus: Focus::Body,
            filter: BTreeSet::new(),
            body: Body::default(),
            actors: Actors::default(),
            quotes: Quotes::default(),
            corrections: Corrections::default(),
            search: None,
            overlay: None,
            note: None,
            count: None,
            shelf,
            below: Vec::new(),
        }
    }

    /// Whether [`Message::Idle`](super::message::Message::Idle) would get something done.
    pub fn has_work(&self) -> bool {
        self.search.as_ref().is_some_and(|s| !s.is_done()) || self.wants_survey() || self.wants_order()
    }

    /// Whether a list is open that is not in order any more.
    pub(super) const fn wants_order(&self) -> bool {
        self.shelf.list.is_open && self.shelf.is_stale
    }

    /// Whether the shelf with this id is on screen or can be gone back to.
    pub fn has_shelf(&self, id: u64) -> bool {
        std::iter::once(&self.shelf).chain(&self.below).any(|shelf| shelf.id == id)
    }

    /// Whether a list is open of articles that nobody has looked through yet.
    pub(super) fn wants_survey(&self) -> bool {
        self.shelf.list.is_open && !self.shelf.list.is_surveyed && self.shelf.items.len() > 1
    }

    /// What keys mean at the moment.
    pub fn mode(&self) -> Mode {
        let list = &self.shelf.list;
        match &self.overlay {
            Some(Overlay::Picker(_)) => Mode::Choosing,
            _ if self.body.hints.is_some() => Mode::Linking,
            _ if list.is_open && !list.typing => Mode::Listing,
            _ if list.is_open || self.search.as_ref().is_some_and(|s| s.typing) => Mode::Searching,
            _ => Mode::Reading,
        }
    }

    /// The headline, or the name where the text has none; as it stands in the text.
    pub fn title(&self) -> &str {
        let title = self.article.title.map_or("", |t| t.of(&self.article.text));
        if title.is_empty() { &self.article.name } else { title }
    }
}
