//! Counts who speaks across many articles: how much, as what kind of source, named or not, in direct or indirect
//! speech, through which carrier, in which outlet and month.
//!
//! Takes rows of quotes ([`Audit::add`]), whether they come from an analysis, a library, or a file written by `dixit
//! extract --rows quotes`. Gives a [`Report`], which can be written as a table for a terminal ([`table`]), as JSON, as
//! rows, and as a self-contained page with plots ([`page`]).
//!
//! It only counts what is in the rows. The kind of a source follows from the rule in [`kinds`] over the words of the
//! text, pronouns are those that the text uses, and sources are identified across articles by the rule of the library
//! ([`people`](crate::library::people)).

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

/// Which articles to count; by default all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Parts of outlet names, ignoring case and accents: an article of an outlet that matches any of them counts. Empty
    /// for all outlets.
    pub outlets: Vec<String>,
    /// Count articles from this day on, `2018-05-08`.
    pub after: Option<String>,
    /// Count articles before this day.
    pub before: Option<String>,
}

impl Counted {
    /// Whether an article counts. One without an outlet or day does not where that is restricted.
    fn has(&self, outlet: Option<&str>, date: Option<&str>) -> bool {
        let is_of = |part: &String| outlet.is_some_and(|outlet| is_in_outlet(outlet, part));
        (self.outlets.is_empty() || self.outlets.iter().any(is_of))
            && self.after.as_deref().is_none_or(|after| date.is_some_and(|date| date >= after))
            && self.before.as_deref().is_none_or(|before| date.is_some_and(|date| date < before))
    }
}

/// The counts so far. About 40 bytes for each quote, and half a kilobyte for each source.
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
    /// Empty counts. Quotes below `threshold` are not tallied; only their number is kept.
    pub fn new(threshold: Threshold, aliases: Aliases) -> Self {
        Self { threshold, sources: Sources::new(aliases), ..Self::default() }
    }

    /// Restricts the counts to some articles.
    #[must_use]
    pub fn only(self, counted: Counted) -> Self {
        Self { counted, ..self }
    }

    /// Counts an article, whether it has quotes or not. The same text counts once. An article that was not analysed is
    /// only counted as such: it must not look like one without quotes.
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

    /// Counts a quote, unless that quote of that text was counted before.
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

    /// Counts the article if it is new. Returns its number.
    fn see(&mut self, key: &str, outlet: Option<&str>, date: Option<&str>) -> u64 {
        let article = number(key);
        if self.articles.insert(article) {
            for tally in self.tallies(outlet, date) {
                tally.articles += 1;
            }
        }
        article
    }

    /// The tallies that an article with this outlet and day goes into: all, its outlet, its month.
    fn tallies(&mut self, outlet: Option<&str>, date: Option<&str>) -> [&mut Tally; 3] {
        let outlet = self.outlets.entry(outlet.unwrap_or_default().to_owned()).or_default();
        // "2018-05" of "2018-05-08".
        let month = date.and_then(|date| date.get(..7)).unwrap_or_default();
        [&mut self.all, outlet, self.months.entry(month.to_owned()).or_default()]
    }

    /// Whether the quote reaches the threshold.
    fn passes(&self, row: &QuoteRow) -> bool {
        match self.threshold {
            Threshold::All => true,
            Threshold::Marked => row.quote_kind() != QuoteKind::Indirect,
            Threshold::Likely => row.certainty() > Certainty::Unlikely,
        }
    }

    /// The counts, sorted.
    pub fn report(self) -> Report {
        let Self { all, outlets, months, carriers, sources, left_out, not_analysed, .. } = self;
        Report::new(&all, [outlets, months], carriers, sources.unite(), (left_out, not_analysed.len()))
    }
}

/// A 64-bit number for a text: the first 16 hexadecimal digits of its SHA-256, or a hash of a key that has none.
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
