//! What is counted over quotes.

use crate::{export::rows::QuoteRow, lexicon::sources::SourceKind};
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use std::ops::AddAssign;

/// An amount of quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// The number of quotes.
    pub quotes: usize,
    /// The number of words in them.
    pub words: usize,
}

impl Amount {
    /// Counts the quote of a row.
    pub(super) fn add(&mut self, row: &QuoteRow) {
        self.quotes += 1;
        self.words += row.words;
    }
}

/// A number of speakers and an amount of quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Speakers, each counted once per article.
    pub speakers: usize,
    /// Their quotes.
    #[serde(flatten)]
    pub amount: Amount,
}

impl Count {
    fn add(&mut self, row: &QuoteRow, is_new: bool) {
        self.speakers += usize::from(is_new);
        self.amount.add(row);
    }
}

/// Which third-person pronouns an article uses for a speaker who is a person. Nothing is inferred from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronouns {
    /// He, more often than others.
    He,
    /// She, more often than others.
    She,
    /// They, more often than others.
    They,
    /// Several, equally often.
    Several,
    /// None of them.
    None,
}

impl Pronouns {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 5] = [Self::She, Self::He, Self::They, Self::Several, Self::None];

    /// The word for it in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::She => "she",
            Self::He => "he",
            Self::They => "they",
            Self::Several => "several",
            Self::None => "none",
        }
    }

    /// Those that the article uses most for the speaker of `row`.
    pub fn of(row: &QuoteRow) -> Self {
        let counts =
            [(row.pronouns_she, Self::She), (row.pronouns_he, Self::He), (row.pronouns_they, Self::They)];
        let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0);
        let mut used = counts.iter().filter(|(count, _)| *count == most && most > 0).map(|(_, which)| *which);
        match (used.next(), used.next()) {
            (Some(which), None) => which,
            (Some(_), Some(_)) => Self::Several,
            (None, _) => Self::None,
        }
    }
}

/// What decides into which counts a quote goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The kind of its source; `None` where the speaker is unknown.
    pub kind: Option<SourceKind>,
    /// Whether it is the first quote of its speaker in its article.
    pub is_new: bool,
    /// Whether its speaker is known.
    pub is_spoken: bool,
}

/// The counts over some of the quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles, with or without quotes.
    pub articles: usize,
    /// All quotes, and their known speakers.
    pub all: Count,
    /// Direct quotes.
    pub direct: Amount,
    /// Mixed quotes.
    pub mixed: Amount,
    /// Indirect quotes.
    pub indirect: Amount,
    /// Quotes of sources without a name.
    pub anonymous: Count,
    /// Quotes whose speaker is unknown.
    pub unattributed: Amount,
    /// Quotes with a carrier.
    pub carried: Amount,
    /// Quotes by kind of source, in the order of [`SourceKind::ALL`].
    pub kinds: [Count; 10],
    /// Quotes of persons by the pronouns used for them, in the order of [`Pronouns::ALL`].
    pub pronouns: [Count; 5],
}

impl Tally {
    /// Counts a quote.
    pub(super) fn add(&mut self, row: &QuoteRow, place: Place) {
        self.all.add(row, place.is_new);
        match row.kind.as_str() {
            "direct" => &mut self.direct,
            "mixed" => &mut self.mixed,
            _ => &mut self.indirect,
        }
        .add(row);
        if row.speaker_kind.as_deref() == Some("anonymous") {
            self.anonymous.add(row, place.is_new);
        }
        if !place.is_spoken {
            self.unattributed.add(row);
        }
        if row.via.is_some() {
            self.carried.add(row);
        }
        let slot = SourceKind::ALL.iter().position(|kind| Some(*kind) == place.kind);
        if let Some(count) = slot.and_then(|slot| self.kinds.get_mut(slot)) {
            count.add(row, place.is_new);
        }
        if row.speaker_kind.as_deref() == Some("person") {
            let used = Pronouns::of(row);
            let slot = Pronouns::ALL.iter().position(|which| *which == used);
            if let Some(count) = slot.and_then(|slot| self.pronouns.get_mut(slot)) {
                count.add(row, place.is_new);
            }
        }
    }

    /// The counts by kind of source.
    pub fn kinds(&self) -> impl Iterator<Item = (SourceKind, Count)> {
        SourceKind::ALL.into_iter().zip(self.kinds)
    }

    /// The counts of persons by the pronouns used for them.
    pub fn pronouns(&self) -> impl Iterator<Item = (Pronouns, Count)> {
        Pronouns::ALL.into_iter().zip(self.pronouns)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.quotes += other.quotes;
        self.words += other.words;
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.speakers += other.speakers;
        self.amount += other.amount;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.articles += other.articles;
        self.all += other.all;
        self.direct += other.direct;
        self.mixed += other.mixed;
        self.indirect += other.indirect;
        self.anonymous += other.anonymous;
        self.unattributed += other.unattributed;
        self.carried += other.carried;
        self.kinds.iter_mut().zip(other.kinds).for_each(|(own, other)| *own += other);
        self.pronouns.iter_mut().zip(other.pronouns).for_each(|(own, other)| *own += other);
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Serialises counts under their names.
        struct Named<const N: usize>([(&'static str, Count); N]);
        impl<const N: usize> Serialize for Named<N> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0)
            }
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("articles", &self.articles)?;
        map.serialize_entry("speakers", &self.all.speakers)?;
        map.serialize_entry("quotes", &self.all.amount.quotes)?;
        map.serialize_entry("words", &self.all.amount.words)?;
        map.serialize_entry("direct", &self.direct)?;
        map.serialize_entry("mixed", &self.mixed)?;
        map.serialize_entry("indirect", &self.indirect)?;
        map.serialize_entry("anonymous", &self.anonymous)?;
        map.serialize_entry("unattributed", &self.unattributed)?;
        map.serialize_entry("carried", &self.carried)?;
        let mut kinds = self.kinds();
        let kinds =
            SourceKind::ALL.map(|kind| (kind.name(), kinds.next().unwrap_or((kind, Count::default())).1));
        map.serialize_entry("kinds", &Named(kinds))?;
        let mut used = self.pronouns();
        let used =
            Pronouns::ALL.map(|which| (which.name(), used.next().unwrap_or((which, Count::default())).1));
        map.serialize_entry("pronouns", &Named(used))?;
        map.end()
    }
}
