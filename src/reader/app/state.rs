//! All that the reader knows: plain data, without terminal, thread or clock.

use super::{message::Remembered, update};
use crate::{
    analysis::Threshold,
    article::{Article, Key},
    color::ColorDepth,
    export::citation::Template,
    reader::{
        Options,
        article::{OpenArticle, Pane, position::Left},
        keymap::{Keymap, Mode},
        layout::Setting,
        library::LibraryPane,
        list::{ArticleList, Sort},
        overlays::{Overlay, Overlays, search::History},
        theme::{Background, Themes},
    },
    settings::Share,
    source::Source,
};
use std::{collections::HashSet, path::Path, sync::Arc};

/// What the reader shows and where it stands.
#[derive(Debug, Clone)]
pub struct State {
    /// The terminal and how it is divided.
    pub screen: Screen,
    /// Which key does what.
    pub keymap: Arc<Keymap>,
    /// How a quote is copied.
    pub citation: Arc<Template>,
    /// Commands of the person's own.
    pub shares: Arc<[Share]>,
    /// What fills the screen.
    pub view: View,
    /// The article on screen, or under the list that is.
    pub open: OpenArticle,
    /// Counts the articles that were opened: the latest [`OpenArticle::generation`].
    pub generation: u64,
    /// What of each text is shown.
    pub lens: Lens,
    /// Which quotes are shown, by how sure it is that they are quotes.
    pub threshold: Threshold,
    /// What lies over the view.
    pub overlays: Overlays,
    /// What was looked for in texts.
    pub history: History,
    /// A word to the person, until the next key.
    pub note: Option<String>,
    /// What was copied last, in words.
    pub copied: String,
    /// The commands that quotes and articles were given to, the latest last.
    pub commands: Vec<String>,
    /// The number typed before a command.
    pub count: Option<usize>,
    /// The articles that can be read.
    pub list: ArticleList,
    /// What the library is asked for on screen, and what it answers.
    pub library: LibraryPane,
    /// The lists from which links and lists led here; the last is gone back to first.
    pub parents: Vec<Parent>,
    /// The articles that were left, and the marks that were set, since the loop has last taken them from here to keep them.
    pub left: Vec<Left>,
    /// What was read before this run, by the keys of the texts or of their addresses.
    pub read: Arc<HashSet<Key>>,
    /// What is on the reading list: what each is known by.
    pub deferred: Arc<HashSet<String>>,
    /// The generation of the article that was last put on the reading list while it was on screen: for another day, so that it
    /// stays there as it is left.
    pub deferred_in: Option<u64>,
    /// The generation of the article in which the person has moved last. One that is left without that was not read, though
    /// its end may be on the screen.
    pub moved_in: Option<u64>,
    /// What of reading is to be kept, and has not yet been taken from here by the loop.
    pub remembered: Vec<Remembered>,
    /// What orders lists, as it was chosen last.
    pub sort: Sort,
    /// Whether the article is a file that is read again when it changes.
    pub follows: bool,
    /// Whether that file has changed since it was read last.
    pub has_changed: bool,
}

/// What fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// A list of articles to choose from.
    List,
    /// What the library tells across articles.
    Library,
    /// An article.
    Article,
}

/// A list that can be gone back to.
#[derive(Debug, Clone)]
pub struct Parent {
    /// The list.
    pub list: ArticleList,
    /// What was on screen: it, or one of its articles.
    pub view: View,
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
    /// Which of them for which background.
    pub themes: Themes,
    /// The background, as far as the terminal tells.
    pub background: Background,
    /// Whether signs are drawn with the characters of ASCII.
    pub ascii: bool,
    /// How the text is set, beside its width.
    pub setting: Setting,
    /// Widest measure of the text, in cells.
    pub measure: u16,
    /// Cells that the person has given to the sidebar or taken from it.
    pub sidebar: i16,
    /// Whether the sidebar stands beside the text on no screen, however wide: the lists come over it, as on a narrow one.
    pub is_sidebar_hidden: bool,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
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

impl State {
    /// The reader with `article`, the first of those with `names`, on a terminal of `size` columns and rows.
    pub fn new(article: Article, names: &[String], options: &Options, size: (u16, u16)) -> Self {
        let sources: Vec<Source> = names.iter().map(|name| Source::of(Path::new(name))).collect();
        Self::reading(article, ArticleList::of_sources(&sources), options, size)
    }

    /// The reader with `article`, the first on `list`.
    pub fn reading(article: Article, list: ArticleList, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::with(list, options, size);
        update::show_first(&mut state, OpenArticle::new(Arc::new(article)));
        state
    }

    /// The reader with a list of articles, of which none is open.
    pub fn choosing(list: ArticleList, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::with(list, options, size);
        state.note = state.list.caveat.map(|caveat| caveat.words().to_owned());
        update::set(&mut state);
        state
    }

    /// The reader with the library, and no article.
    pub fn asking(options: &Options, size: (u16, u16)) -> Self {
        Self { view: View::Library, ..Self::choosing(ArticleList::default(), options, size) }
    }

    /// The reader that waits for the only article on `list`, which is being loaded, with what there is of it so far.
    pub fn opening(
        list: ArticleList,
        part: Option<Box<Article>>,
        options: &Options,
        size: (u16, u16),
    ) -> Self {
        let mut state = Self::choosing(list, options, size);
        update::await_first(&mut state, part.map(Arc::from));
        state
    }

    fn with(mut list: ArticleList, options: &Options, size: (u16, u16)) -> Self {
        list.sort_by(options.sort);
        Self {
            screen: Screen {
                width: size.0,
                height: size.1,
                colors: options.colors,
                themes: options.themes,
                background: options.background,
                ascii: options.ascii,
                setting: options.setting,
                measure: options.measure.clamp(update::MEASURES.0, update::MEASURES.1),
                sidebar: options.sidebar,
                is_sidebar_hidden: false,
                mouse: options.mouse,
            },
            keymap: Arc::clone(&options.keymap),
            citation: Arc::clone(&options.citation),
            shares: Arc::clone(&options.shares),
            view: View::List,
            open: OpenArticle::default(),
            generation: 0,
            lens: Lens::default(),
            threshold: options.threshold,
            overlays: Overlays::default(),
            history: History::default(),
            note: None,
            copied: String::new(),
            commands: Vec::new(),
            count: None,
            list,
            library: LibraryPane::default(),
            parents: Vec::new(),
            left: Vec::new(),
            read: Arc::default(),
            deferred: Arc::default(),
            deferred_in: None,
            moved_in: None,
            remembered: Vec::new(),
            sort: options.sort,
            follows: options.follow,
            has_changed: false,
        }
    }

    /// Whether [`Message::Idle`](super::message::Message::Idle) would get something done.
    pub fn has_work(&self) -> bool {
        self.open.search.as_ref().is_some_and(|s| !s.is_done()) || self.wants_survey() || self.wants_order()
    }

    /// Whether the list on screen is not in order any more.
    pub(in crate::reader) fn wants_order(&self) -> bool {
        self.view == View::List && self.list.is_stale
    }

    /// Whether the list on screen is of articles that nobody has surveyed yet.
    pub(in crate::reader) fn wants_survey(&self) -> bool {
        self.view == View::List && !self.list.survey_begun && self.list.has_choice()
    }

    /// Whether the list with this id is on screen or can be gone back to.
    pub fn has_list(&self, id: u64) -> bool {
        self.list.id == id || self.parents.iter().any(|parent| parent.list.id == id)
    }

    /// The list with this id, as long as it can be gone back to.
    pub(in crate::reader) fn list_mut(&mut self, id: u64) -> Option<&mut ArticleList> {
        let parents = self.parents.iter_mut().map(|parent| &mut parent.list);
        std::iter::once(&mut self.list).chain(parents).find(|list| list.id == id)
    }

    /// The article that commands are about: the one selected in the list, or the one on screen.
    pub(in crate::reader) fn subject(&self) -> Option<usize> {
        match self.view {
            View::List => self.list.selected_entry(),
            View::Library => None,
            View::Article => self.list.at,
        }
    }

    /// What keys mean at the moment.
    pub fn mode(&self) -> Mode {
        self.overlays.top().and_then(Overlay::mode).unwrap_or(match self.view {
            View::List => Mode::List,
            View::Library => Mode::Library,
            View::Article => match self.open.focus {
                Pane::Body => Mode::Article,
                Pane::Actors => Mode::Actors,
                Pane::Quotes => Mode::Quotes,
            },
        })
    }
}
