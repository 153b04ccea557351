//! What was counted, in order, and as JSON and rows.

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

/// All that was counted.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Over everything.
    pub all: Tally,
    /// How many quotes are left out, since they are likely none.
    pub left_out: usize,
    /// How many articles are not counted, since no quotes were sought in them: they are not in English.
    pub not_analysed: usize,
    /// By outlet, the one with most quotes first.
    pub outlets: Vec<Group>,
    /// By month, the first first.
    pub months: Vec<Group>,
    /// Who speaks, whoever is quoted most first.
    pub sources: Vec<Source>,
    /// Through whom words came, by name, whoever carried most first.
    pub carriers: Vec<Carrier>,
}

/// The articles of an outlet or a month.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Which: `post.example`, `2018-05`; none where articles do not say.
    pub name: Option<String>,
    /// What is counted of them.
    #[serde(flatten)]
    pub tally: Tally,
}

/// One source across articles.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// The name that most articles have.
    pub name: String,
    /// The role that most articles have.
    pub role: Option<String>,
    /// What kind of actor it is, as in the rows.
    pub kind: &'static str,
    /// What kind of source it is.
    pub source_kind: &'static str,
    /// In how many outlets it speaks, as far as they are known.
    pub outlets: usize,
    /// What is counted of it.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Somebody who carried words to the writer.
#[derive(Debug, Clone, Serialize)]
pub struct Carrier {
    /// The name that the articles have.
    pub name: String,
    /// What they carried.
    #[serde(flatten)]
    pub amount: Amount,
}

impl Report {
    /// Puts what was counted in order.
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

    /// No more sources and carriers than these.
    pub fn shorten(&mut self, most: usize) {
        self.sources.truncate(most);
        self.carriers.truncate(most);
    }

    /// Writes it as a JSON object on a line.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// The same as rows: one over everything, one an outlet, a month, a source and a carrier.
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
