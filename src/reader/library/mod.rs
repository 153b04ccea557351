//! The library pane: a question to the library and the table that answers it: speakers, quotes, texts, outlets or
//! carriers. Gives a [`Question`], takes an [`Answer`]; asking the store is the business of `app::library_queries`.

pub mod update;
pub mod view;

use super::{
    app::state::View,
    list::{ArticleList, LibraryQuote},
};
use crate::figures::across::{CarrierLine, OutletLine, PersonLine};
use std::mem;

/// Most lines of a table.
pub const MOST: usize = 300;

/// Which table answers the question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Table {
    /// Speakers, those with most quotes first.
    #[default]
    People,
    /// Quotes, the newest first.
    Quotes,
    /// Articles whose text has the words, the newest first.
    Texts,
    /// Outlets, those with most quotes first, with the shares of quotes by unnamed sources and without a speaker.
    Outlets,
    /// Pairs of a carrier and the speaker whose words it carries.
    Carriers,
}

impl Table {
    /// All tables, in the order of the heading and of the keys that go through them.
    pub const ALL: [Self; 5] = [Self::People, Self::Quotes, Self::Texts, Self::Outlets, Self::Carriers];

    /// The name in the heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Quotes => "quotes",
            Self::Texts => "texts",
            Self::Outlets => "outlets",
            Self::Carriers => "carriers",
        }
    }

    /// The table `by` places further on, wrapping around at the ends.
    fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|&table| table == self).unwrap_or(0).cast_signed();
        let to = (at + by).rem_euclid(Self::ALL.len().cast_signed()).cast_unsigned();
        Self::ALL.get(to).copied().unwrap_or_default()
    }
}

/// A question to the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// A sequence number: only the answer to the latest question is shown.
    pub number: u64,
    /// The table that is asked for.
    pub table: Table,
    /// The query as typed, in the syntax of `library::Query`; a word at its very end is taken as a prefix, since it may
    /// still be being typed.
    pub query: String,
}

/// The answer of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The lines of the table.
    pub lines: Lines,
    /// The words that were searched for, to be marked in the lines.
    pub words: Vec<String>,
    /// The days of the oldest and the newest article in the library.
    pub days: Option<(String, String)>,
    /// The number of articles in the library.
    pub articles: usize,
    /// What is wrong with the question: an unknown field, or a value that its field cannot have.
    pub problem: Option<String>,
}

/// The lines of a table, at most [`MOST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// Of [`Table::People`].
    People(Vec<PersonLine>),
    /// Of [`Table::Quotes`].
    Quotes(Vec<LibraryQuote>),
    /// Of [`Table::Texts`]: an excerpt of each text around the first of the words.
    Texts(Vec<LibraryQuote>),
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
    /// The number of lines.
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

/// The state of the library pane.
#[derive(Debug, Clone, Default)]
pub struct LibraryPane {
    /// The table on screen.
    pub table: Table,
    /// The query as typed.
    pub query: String,
    /// The latest answer; while `is_waiting`, that to an earlier question.
    pub answer: Answer,
    /// The index of the selected line.
    pub selected: usize,
    /// The index of the first line on screen.
    pub top: usize,
    /// The number of the latest question.
    pub number: u64,
    /// Whether the latest question is still unanswered.
    pub is_waiting: bool,
    /// Earlier questions to go back to, the latest last.
    trail: Vec<Earlier>,
    /// The view that the library was opened over; none where the reader started with the library.
    opened_over: Option<View>,
    /// What the library showed when the article now open was chosen from it; restored on the way back to that article.
    set_aside: Option<Box<Shown>>,
}

/// A state of the library pane, with the way back from it.
#[derive(Debug, Clone, Default)]
struct Shown {
    now: Earlier,
    trail: Vec<Earlier>,
    opened_over: Option<View>,
    set_aside: Option<Box<Shown>>,
}

/// An earlier question and the line that was selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Earlier {
    table: Table,
    query: String,
    selected: usize,
}

impl LibraryPane {
    /// Sets aside what the pane shows, where the library is opened again over an article that was chosen from it.
    fn set_aside(&mut self) {
        let now = Earlier { table: self.table, query: self.query.clone(), selected: self.selected };
        let (trail, opened_over) = (mem::take(&mut self.trail), self.opened_over);
        self.set_aside = Some(Box::new(Shown { now, trail, opened_over, set_aside: self.set_aside.take() }));
    }

    /// Restores what was set aside.
    fn restore(&mut self) {
        let Some(Shown { now, trail, opened_over, set_aside }) = self.set_aside.take().map(|shown| *shown)
        else {
            return;
        };
        let Earlier { table, query, selected } = now;
        (self.table, self.query, self.selected) = (table, query, selected);
        (self.trail, self.opened_over, self.set_aside) = (trail, opened_over, set_aside);
    }

    /// The listed quotes or texts as a list of articles; each entry opens its article at the place of the quote. None
    /// for other tables.
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
