//! All that the reader knows: plain data, without terminal, thread or clock.

use super::{
    Options,
    layout::{Layout, RowAt},
    marks::Marks,
    paint::Paint,
    search::Search,
    update,
};
use crate::{actors::ActorId, article::Article, color::ColorDepth};
use std::{collections::BTreeSet, sync::Arc};

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
    /// The search, from its first letter until it is ended.
    pub search: Option<Search>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// A word to the person, until the next key.
    pub note: Option<String>,
    /// The number typed before a command.
    pub count: Option<usize>,
    /// The articles that can be read.
    pub shelf: Shelf,
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

/// Something that lies over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// The list of keys.
    Help {
        /// Its first row on screen.
        top: usize,
    },
    /// All about the current quote.
    Peek,
}

/// The articles that can be read.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// All of them, in the order given.
    pub items: Vec<Shelved>,
    /// The one on screen.
    pub at: usize,
    /// The one that is being loaded in order to be put on screen.
    pub wanted: Option<usize>,
}

/// An article on the shelf.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// What to call it until it is loaded.
    pub name: String,
    /// What is kept of it while another is on screen.
    pub kept: Option<Kept>,
    /// Whether loading it failed.
    pub failed: bool,
}

/// What is kept of an article that is not on screen.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The article.
    pub article: Arc<Article>,
    /// Who says what in it, if that was known.
    pub marks: Option<Arc<Marks>>,
    /// Where it was left.
    pub place: Place,
    /// The quote that was selected.
    pub current: Option<usize>,
}

impl State {
    /// The reader with `article`, the first of those with `names`, on a terminal of `size` columns and rows.
    pub fn new(article: Article, names: &[String], options: &Options, size: (u16, u16)) -> Self {
        let items = names.iter().map(|name| Shelved { name: name.clone(), kept: None, failed: false });
        let mut state = Self {
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
            search: None,
            overlay: None,
            note: article.caveat.map(|caveat| caveat.words().to_owned()),
            article: Arc::new(article),
            count: None,
            shelf: Shelf { items: items.collect(), at: 0, wanted: None },
        };
        update::set(&mut state);
        state
    }

    /// Whether [`Message::Idle`](super::message::Message::Idle) would get something done.
    pub fn has_work(&self) -> bool {
        self.search.as_ref().is_some_and(|s| !s.is_done())
    }

    /// Whether letters go into the search rather than ask for something.
    pub fn is_typing(&self) -> bool {
        self.search.as_ref().is_some_and(|s| s.typing)
    }

    /// The headline, or the name where the text has none; as it stands in the text.
    pub fn title(&self) -> &str {
        let title = self.article.title.map_or("", |t| t.of(&self.article.text));
        if title.is_empty() { &self.article.name } else { title }
    }
}
