//! Who speaks across many articles, counted: how much, as what, named or not, in whose words, through whom, where and when.
//!
//! Takes the rows of quotes ([`Audit::add`]), wherever they are from: an analysis, a library, a file that `dixit extract
//! --rows quotes` wrote. Gives a [`Report`], and writes it as a table for a terminal ([`table`]), JSON, rows, and a page with
//! plots that stands alone ([`page`]).
//!
//! It counts what is in the rows and guesses nothing: what kind of source somebody is, is decided by the rule in [`kinds`]
//! over the words that the text has for them, and pronouns are those that the text uses. Who is one source across articles
//! is decided by the rule of the library ([`people`](crate::library::people)).

pub mod kinds;
pub mod page;
mod plots;
mod report;
mod sources;
pub mod table;
mod tally;

pub use report::{Group, Report, Source};
pub use tally::{Amount, Count, Pronouns, Tally};

use crate::{
    analysis::{Certainty, Threshold},
    attribution::QuoteKind,
    export::rows::{ArticleRow, QuoteRow},
    library::{Aliases, people::is_in_outlet},
};
use sources::Sources;
use std::collections::{BTreeMap, HashSet};
use tally::Place;

/// Which articles are counted: all of them by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Parts of the names of outlets, in any case and with or without accents: articles of any of them; of all outlets where there are none.
    pub outlets: Vec<String>,
    /// Articles of this day or later, `2018-05-08`.
    pub after: Option<String>,
    /// Articles of days before this one.
    pub before: Option<String>,
}

impl Counted {
    /// Whether an article of this outlet and day is. One that does not tell is not, where that is asked for.
    fn has(&self, outlet: Option<&str>, date: Option<&str>) -> bool {
        let is_of = |part: &String| outlet.is_some_and(|outlet| is_in_outlet(outlet, part));
        (self.outlets.is_empty() || self.outlets.iter().any(is_of))
            && self.after.as_deref().is_none_or(|after| date.is_some_and(|date| date >= after))
            && self.before.as_deref().is_none_or(|before| date.is_some_and(|date| date < before))
    }
}

/// What is counted so far. It takes some 40 bytes for each quote, and half a kilobyte for each who speaks.
#[derive(Debug, Default)]
pub struct Audit {
    threshold: Threshold,
    counted: Counted,
    all: Tally,
    outlets: BTreeMap<String, Tally>,
    months: BTreeMap<String, Tally>,
    carriers: BTreeMap<String, Amount>,
    sources: Sources,
    articles: HashSet<u64>,
    quotes: HashSet<(u64, usize)>,
    speakers: HashSet<(u64, usize)>,
    not_analysed: HashSet<u64>,
    left_out: usize,
}

impl Audit {
    /// Nothing counted yet. Quotes below `threshold` are left out and counted apart.
    pub fn new(threshold: Threshold, aliases: Aliases) -> Self {
        Self { threshold, sources: Sources::new(aliases), ..Self::default() }
    }

    /// The same, of these articles alone.
    #[must_use]
    pub fn only(self, counted: Counted) -> Self {
        Self { counted, ..self }
    }

    /// Counts an article, whether anybody speaks in it or not. A text counts once. One in which no quotes were sought counts
    /// apart: it would be one in which nobody speaks.
    pub fn add_article(&mut self, row: &ArticleRow) {
        if !self.counted.has(row.outlet.as_deref(), row.date.as_deref()) {
            return;
        }
        if row.is_analysed() {
            self.see(&row.article, row.outlet.as_deref(), row.date.as_deref());
        } else {
            self.not_analysed.insert(number(&row.article));
        }
    }

    /// Counts a quote. One of a text that was counted already counts no more.
    pub fn add(&mut self, row: &QuoteRow) {
        if !self.counted.has(row.outlet.as_deref(), row.date.as_deref()) {
            return;
        }
        let article = self.see(&row.article, row.outlet.as_deref(), row.date.as_deref());
        if !self.quotes.insert((article, row.quote)) {
            return;
        }
        if !self.passes(row) {
            self.left_out += 1;
            return;
        }
        let speaker = row.speaker.filter(|_| row.speaker_name.is_some());
        let place = Place {
            kind: kinds::kind(row),
            is_new: speaker.is_some_and(|speaker| self.speakers.insert((article, speaker))),
            is_spoken: speaker.is_some(),
        };
        for tally in self.tallies(row.outlet.as_deref(), row.date.as_deref()) {
            tally.add(row, place);
        }
        if let Some(via) = row.via_name.as_deref() {
            self.carriers.entry(via.to_owned()).or_default().add(row);
        }
        self.sources.add(article, row, place);
    }

    /// Counts the article where it is new, and gives what it is known by.
    fn see(&mut self, key: &str, outlet: Option<&str>, date: Option<&str>) -> u64 {
        let article = number(key);
        if self.articles.insert(article) {
            for tally in self.tallies(outlet, date) {
                tally.articles += 1;
            }
        }
        article
    }

    /// All that an article of this outlet and day counts in.
    fn tallies(&mut self, outlet: Option<&str>, date: Option<&str>) -> [&mut Tally; 3] {
        let outlet = self.outlets.entry(outlet.unwrap_or_default().to_owned()).or_default();
        // The month of 2018-05-08.
        let month = date.and_then(|date| date.get(..7)).unwrap_or_default();
        [&mut self.all, outlet, self.months.entry(month.to_owned()).or_default()]
    }

    /// Whether it is sure enough that this is a quote.
    fn passes(&self, row: &QuoteRow) -> bool {
        match self.threshold {
            Threshold::All => true,
            Threshold::Marked => row.quote_kind() != QuoteKind::Indirect,
            Threshold::Likely => row.certainty() > Certainty::Unlikely,
        }
    }

    /// What was counted, in order.
    pub fn report(self) -> Report {
        let Self { all, outlets, months, carriers, sources, left_out, not_analysed, .. } = self;
        Report::new(&all, [outlets, months], carriers, sources.join(), (left_out, not_analysed.len()))
    }
}

/// What a text is known by in memory: the first 16 of its 64 hexadecimal digits, or what stands for them.
fn number(key: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    key.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_else(|| {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish()
    })
}

#[cfg(test)]
mod tests;
