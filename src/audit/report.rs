//! The sorted counts, and their output as JSON and rows.

use super::tally::{Amount, Count, Pronouns, Tally};
use crate::{
    export::rows::{AuditRow, SCHEMA},
    lexicon::sources::SourceKind,
};
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io::{self, Write},
};

/// The results of an audit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Over all articles.
    pub all: Tally,
    /// The number of quotes below the threshold, which are not counted.
    pub left_out: usize,
    /// The number of articles that were not analysed, since they are not in English; they are not counted.
    pub not_analysed: usize,
    /// By outlet, those with most quotes first.
    pub outlets: Vec<Group>,
    /// By month, in order.
    pub months: Vec<Group>,
    /// The sources, those with most quotes first.
    pub sources: Vec<Source>,
    /// The carriers by name, those who carried most first.
    pub carriers: Vec<Carrier>,
}

/// The articles of an outlet or of a month.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The outlet or month: `post.example`, `2018-05`; `None` for articles that do not say.
    pub name: Option<String>,
    /// The counts over them.
    #[serde(flatten)]
    pub tally: Tally,
}

/// A source across articles.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// Its name in most articles.
    pub name: String,
    /// Its role in most articles.
    pub role: Option<String>,
    /// Its kind of actor, as in the rows.
    pub kind: &'static str,
    /// Its kind of source.
    pub source_kind: &'static str,
    /// The number of outlets it speaks in, as far as outlets are known.
    pub outlets: usize,
    /// The counts over its quotes.
    #[serde(flatten)]
    pub tally: Tally,
}

/// A carrier.
#[derive(Debug, Clone, Serialize)]
pub struct Carrier {
    /// The name, as articles give it.
    pub name: String,
    /// The amount of quotes carried.
    #[serde(flatten)]
    pub amount: Amount,
}

impl Report {
    /// Sorts the counts.
    pub(super) fn new(
        all: &Tally,
        [outlets, months]: [BTreeMap<String, Tally>; 2],
        carriers: BTreeMap<String, Amount>,
        sources: Vec<Source>,
        (left_out, not_analysed): (usize, usize),
    ) -> Self {
        let group = |(name, tally): (String, Tally)| Group {
            name: Some(name).filter(|name| !name.is_empty()),
            tally,
        };
        let mut outlets: Vec<Group> = outlets.into_iter().map(group).collect();
        outlets.sort_by_key(|group| (group.name.is_none(), Reverse(group.tally.all.amount.quotes)));
        let mut months: Vec<Group> = months.into_iter().map(group).collect();
        months.sort_by_key(|group| group.name.is_none());
        let mut carriers: Vec<Carrier> =
            carriers.into_iter().map(|(name, amount)| Carrier { name, amount }).collect();
        carriers.sort_by_key(|carrier| Reverse((carrier.amount.quotes, carrier.amount.words)));
        Self { all: *all, left_out, not_analysed, outlets, months, sources, carriers }
    }

    /// Shortens the lists of sources and carriers to `most` each.
    pub fn shorten(&mut self, most: usize) {
        self.sources.truncate(most);
        self.carriers.truncate(most);
    }

    /// Writes the report as a JSON object on one line.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// The report as rows: one over everything, and one for each outlet, month, source and carrier.
    pub fn rows(&self) -> impl Iterator<Item = AuditRow> {
        let group = |of: &str, group: &Group| AuditRow { name: group.name.clone(), ..row(of, &group.tally) };
        let all = std::iter::once(row("all", &self.all));
        let outlets = self.outlets.iter().map(move |outlet| group("outlet", outlet));
        let months = self.months.iter().map(move |month| group("month", month));
        let sources = self.sources.iter().map(|source| AuditRow {
            name: Some(source.name.clone()),
            role: source.role.clone(),
            kind: Some(source.kind.to_owned()),
            source_kind: Some(source.source_kind.to_owned()),
            outlets: Some(source.outlets),
            ..row("source", &source.tally)
        });
        let carriers = self.carriers.iter().map(|Carrier { name, amount }| AuditRow {
            schema: SCHEMA,
            of: "carrier".to_owned(),
            name: Some(name.clone()),
            quotes: amount.quotes,
            words: amount.words,
            via: amount.quotes,
            ..AuditRow::default()
        });
        all.chain(outlets).chain(months).chain(sources).chain(carriers)
    }
}

fn row(of: &str, tally: &Tally) -> AuditRow {
    let kind = |wanted: SourceKind| {
        tally.kinds().find(|(kind, _)| *kind == wanted).map_or(0, |(_, count)| count.amount.quotes)
    };
    let used = |wanted: Pronouns| {
        tally
            .pronouns()
            .find(|(which, _)| *which == wanted)
            .map_or(0, |(_, count): (_, Count)| count.speakers)
    };
    AuditRow {
        schema: SCHEMA,
        of: of.to_owned(),
        articles: tally.articles,
        speakers: tally.all.speakers,
        quotes: tally.all.amount.quotes,
        words: tally.all.amount.words,
        direct: tally.direct.quotes,
        mixed: tally.mixed.quotes,
        indirect: tally.indirect.quotes,
        anonymous: tally.anonymous.amount.quotes,
        unattributed: tally.unattributed.quotes,
        via: tally.carried.quotes,
        official: kind(SourceKind::Official),
        company: kind(SourceKind::Company),
        expert: kind(SourceKind::Expert),
        citizen: kind(SourceKind::Citizen),
        press: kind(SourceKind::Press),
        cause: kind(SourceKind::Cause),
        sport: kind(SourceKind::Sport),
        arts: kind(SourceKind::Arts),
        document: kind(SourceKind::Document),
        unknown: kind(SourceKind::Unknown),
        she: used(Pronouns::She),
        he: used(Pronouns::He),
        they: used(Pronouns::They),
        several: used(Pronouns::Several),
        no_pronoun: used(Pronouns::None),
        ..AuditRow::default()
    }
}
