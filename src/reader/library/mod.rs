//! The library on screen: one question, and tables that answer it, each from another side: who says it, the quotes, the
//! texts, the outlets, and who carries whose words.

pub mod update;
pub mod view;

use super::{
    app::state::View,
    list::{ArticleList, KeptQuote},
};
use crate::figures::across::{CarrierLine, OutletLine, PersonLine};
use std::mem;

/// Lines of a table, at most.
pub const MOST: usize = 300;

/// From which side the question is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Table {
    /// Who says it, whoever says most first.
    #[default]
    People,
    /// What is said, the newest first.
    Quotes,
    /// The articles that have the words, the newest first.
    Texts,
    /// Where it was published, and how many sources have no name there.
    Outlets,
    /// Who carries whose words.
    Carriers,
}

impl Table {
    /// All, in the order in which they are gone through.
    pub const ALL: [Self; 5] = [Self::People, Self::Quotes, Self::Texts, Self::Outlets, Self::Carriers];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Quotes => "quotes",
            Self::Texts => "texts",
            Self::Outlets => "outlets",
            Self::Carriers => "carriers",
        }
    }

    /// The one that is `by` further on, round and round.
    fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|&table| table == self).unwrap_or(0).cast_signed();
        let to = (at + by).rem_euclid(Self::ALL.len().cast_signed()).cast_unsigned();
        Self::ALL.get(to).copied().unwrap_or_default()
    }
}

/// What the library is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Tells this question from those before it: only the latest is answered.
    pub number: u64,
    /// From which side.
    pub table: Table,
    /// What was typed, as `library::Query` reads it; a word at its end may be the beginning of one.
    pub query: String,
}

/// What the library tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The lines.
    pub lines: Lines,
    /// The words that were sought, to be lit.
    pub words: Vec<String>,
    /// The first and last day of its articles.
    pub days: Option<(String, String)>,
    /// How many articles it has.
    pub articles: usize,
    /// What in the question means nothing, where something does.
    pub problem: Option<String>,
}

/// The lines of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// Of [`Table::People`].
    People(Vec<PersonLine>),
    /// Of [`Table::Quotes`].
    Quotes(Vec<KeptQuote>),
    /// Of [`Table::Texts`]: where the words stand first.
    Texts(Vec<KeptQuote>),
    /// Of [`Table::Outlets`].
    Outlets(Vec<OutletLine>),
    /// Of [`Table::Carriers`].
    Carriers(Vec<CarrierLine>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::People(Vec::new())
    }
}

impl Lines {
    /// How many.
    pub const fn len(&self) -> usize {
        match self {
            Self::People(lines) => lines.len(),
            Self::Quotes(lines) | Self::Texts(lines) => lines.len(),
            Self::Outlets(lines) => lines.len(),
            Self::Carriers(lines) => lines.len(),
        }
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The table that they are of.
    pub const fn table(&self) -> Table {
        match self {
            Self::People(_) => Table::People,
            Self::Quotes(_) => Table::Quotes,
            Self::Texts(_) => Table::Texts,
            Self::Outlets(_) => Table::Outlets,
            Self::Carriers(_) => Table::Carriers,
        }
    }
}

/// The library on screen.
#[derive(Debug, Clone, Default)]
pub struct LibraryPane {
    /// From which side the question is answered.
    pub table: Table,
    /// The question.
    pub query: String,
    /// What the library has told last; perhaps of the question before.
    pub answer: Answer,
    /// The selected line.
    pub selected: usize,
    /// The first line on screen.
    pub top: usize,
    /// The number of the latest question.
    pub number: u64,
    /// Whether it has not been answered yet.
    pub is_waiting: bool,
    /// Questions that can be gone back to, the last first.
    trail: Vec<Before>,
    /// What was on screen before; nothing where the library was the first thing.
    behind: Option<View>,
    /// What it showed when the open article was chosen in it.
    under: Option<Box<Shown>>,
}

/// What the library shows, and how to go back from there.
#[derive(Debug, Clone, Default)]
struct Shown {
    now: Before,
    trail: Vec<Before>,
    behind: Option<View>,
    under: Option<Box<Shown>>,
}

/// A question that was asked before, and the line that was selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Before {
    table: Table,
    query: String,
    selected: usize,
}

impl LibraryPane {
    /// Sets what it shows aside, where the article on screen was chosen in it: whoever goes back from there finds it again.
    fn set_aside(&mut self) {
        let now = Before { table: self.table, query: self.query.clone(), selected: self.selected };
        let (trail, behind) = (mem::take(&mut self.trail), self.behind);
        self.under = Some(Box::new(Shown { now, trail, behind, under: self.under.take() }));
    }

    /// Shows again what was set aside.
    fn take_up(&mut self) {
        let Some(Shown { now, trail, behind, under }) = self.under.take().map(|shown| *shown) else { return };
        let Before { table, query, selected } = now;
        (self.table, self.query, self.selected) = (table, query, selected);
        (self.trail, self.behind, self.under) = (trail, behind, under);
    }

    /// The quotes or texts that are listed, as articles to read: each opens at its place.
    fn readable(&self) -> Option<ArticleList> {
        match &self.answer.lines {
            Lines::Quotes(lines) | Lines::Texts(lines) => {
                let title = if self.query.is_empty() { "The library" } else { &self.query };
                Some(ArticleList::of_kept(title.to_owned(), lines.clone()))
            }
            _ => None,
        }
    }
}
