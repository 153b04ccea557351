//! The state of the reader: plain data, without terminal, thread or clock.

use super::{message::HistoryChange, update};
use crate::{
    analysis::Threshold,
    article::{Article, Key},
    color::ColorDepth,
    export::citation::Template,
    reader::{
        Options,
        article::{OpenArticle, Pane, position::PositionToKeep},
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

/// All that the reader knows.
#[derive(Debug, Clone)]
pub struct State {
    /// The terminal, and how the screen is laid out.
    pub screen: Screen,
    /// Which key does what.
    pub keymap: Arc<Keymap>,
    /// The template by which a quote is copied.
    pub citation: Arc<Template>,
    /// The commands in the settings that quotes and articles can be shared with.
    pub shares: Arc<[Share]>,
    /// The view that fills the screen.
    pub view: View,
    /// The open article, also while a list or the library covers it.
    pub open: OpenArticle,
    /// Counts the articles that were opened: the latest [`OpenArticle::generation`].
    pub generation: u64,
    /// How the text between the quotes is shown.
    pub lens: Lens,
    /// Which quotes are shown, by how certain it is that they are quotes.
    pub threshold: Threshold,
    /// The overlays over the view.
    pub overlays: Overlays,
    /// The queries of earlier searches in texts.
    pub history: History,
    /// A sentence in the status line, until the next key.
    pub note: Option<String>,
    /// What was copied last, in words, for the answer to the copying.
    pub copied: String,
    /// The shell commands that text was piped to, the latest last.
    pub commands: Vec<String>,
    /// The count typed before a command.
    pub count: Option<usize>,
    /// The list of articles that is shown, or that the open article is from.
    pub list: ArticleList,
    /// The query of the library screen, and its answer.
    pub library: LibraryPane,
    /// The lists from which a link or an entry led to this one, the latest last.
    pub parents: Vec<Parent>,
    /// Positions of articles that were left and marks that were set, until the loop takes them to keep them.
    pub positions_to_keep: Vec<PositionToKeep>,
    /// The keys of the texts and addresses that were read before this run.
    pub read: Arc<HashSet<Key>>,
    /// The names of the articles on the reading list.
    pub deferred: Arc<HashSet<String>>,
    /// The generation of the open article, if it was put on the reading list while it was open: it is meant for later, so it
    /// stays on the list when it is left.
    pub deferred_in: Option<u64>,
    /// The generation of the article in which the person has last moved. An article that is left without a movement was not
    /// read, though its end may be on the screen.
    pub moved_in: Option<u64>,
    /// What was opened, read or deferred, until the loop takes it to keep it.
    pub history_to_keep: Vec<HistoryChange>,
    /// The order of lists that was chosen last.
    pub sort: Sort,
    /// Whether the article is a file that is read again when it changes (`--follow`).
    pub follows: bool,
    /// Whether that file has changed since it was last read.
    pub has_changed: bool,
}

/// The view that fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// A list of articles to choose from.
    List,
    /// The library: tables across articles.
    Library,
    /// An article.
    Article,
}

/// A list to which the person can go back.
#[derive(Debug, Clone)]
pub struct Parent {
    /// The list.
    pub list: ArticleList,
    /// Whether the list itself was on screen, or one of its articles.
    pub view: View,
}

/// The terminal, and how the screen is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// The colours that the terminal can show.
    pub colors: ColorDepth,
    /// The themes for a light and a dark background.
    pub themes: Themes,
    /// The background of the terminal, as far as it is known.
    pub background: Background,
    /// Whether signs are drawn in ASCII.
    pub ascii: bool,
    /// How the text is set (justified, hyphenated, ...), but for its width.
    pub setting: Setting,
    /// The widest measure of the text, in columns.
    pub measure: u16,
    /// Columns by which the person has widened the sidebar; negative if it is narrower.
    pub sidebar: i16,
    /// Whether the sidebar never stands beside the text: the lists cover part of it, as on a narrow screen.
    pub is_sidebar_hidden: bool,
    /// Whether the mouse is captured.
    pub mouse: bool,
}

/// How the text between the quotes is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lens {
    /// Like the quotes.
    #[default]
    Everything,
    /// Dimmed.
    Dimmed,
    /// Not at all.
    QuotesOnly,
}

impl State {
    /// The reader with `article` open, the first of the files with `names`, on a terminal of `size` columns and rows.
    pub fn new(article: Article, names: &[String], options: &Options, size: (u16, u16)) -> Self {
        let sources: Vec<Source> = names.iter().map(|name| Source::of(Path::new(name))).collect();
        Self::reading(article, ArticleList::of_sources(&sources), options, size)
    }

    /// The reader with `article` open, the first on `list`.
    pub fn reading(article: Article, list: ArticleList, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::with(list, options, size);
        update::show_first(&mut state, OpenArticle::new(Arc::new(article)));
        state
    }

    /// The reader with `list` on screen and no article open.
    pub fn choosing(list: ArticleList, options: &Options, size: (u16, u16)) -> Self {
        let mut state = Self::with(list, options, size);
        state.note = state.list.caveat.map(|caveat| caveat.words().to_owned());
        update::set(&mut state);
        state
    }

    /// The reader with the library on screen and no article open.
    pub fn asking(options: &Options, size: (u16, u16)) -> Self {
        Self { view: View::Library, ..Self::choosing(ArticleList::default(), options, size) }
    }

    /// The reader while the only article on `list` is being loaded, with the part of it that there is so far.
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
            positions_to_keep: Vec::new(),
            read: Arc::default(),
            deferred: Arc::default(),
            deferred_in: None,
            moved_in: None,
            history_to_keep: Vec::new(),
            sort: options.sort,
            follows: options.follow,
            has_changed: false,
        }
    }

    /// Whether [`Message::Idle`](super::message::Message::Idle) would do a part of some work.
    pub fn has_work(&self) -> bool {
        self.open.search.as_ref().is_some_and(|s| !s.is_done()) || self.wants_survey() || self.wants_order()
    }

    /// Whether the list on screen has to be sorted again.
    pub(in crate::reader) fn wants_order(&self) -> bool {
        self.view == View::List && self.list.is_stale
    }

    /// Whether the list on screen has to be surveyed.
    pub(in crate::reader) fn wants_survey(&self) -> bool {
        self.view == View::List && !self.list.survey_begun && self.list.has_choice()
    }

    /// Whether the list with this id is on screen or among the parents.
    pub fn has_list(&self, id: u64) -> bool {
        self.list.id == id || self.parents.iter().any(|parent| parent.list.id == id)
    }

    /// The list with this id, if it is on screen or among the parents.
    pub(in crate::reader) fn list_mut(&mut self, id: u64) -> Option<&mut ArticleList> {
        let parents = self.parents.iter_mut().map(|parent| &mut parent.list);
        std::iter::once(&mut self.list).chain(parents).find(|list| list.id == id)
    }

    /// The entry that commands are about: the one selected in the list, or the one of the open article.
    pub(in crate::reader) fn subject(&self) -> Option<usize> {
        match self.view {
            View::List => self.list.selected_entry(),
            View::Library => None,
            View::Article => self.list.at,
        }
    }

    /// The mode, which decides what keys mean: that of the topmost overlay, or else of the view and its focus.
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
