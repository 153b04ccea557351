//! What kind of source somebody is, as far as a word for them tells it.

use super::{nouns::singulars, table::Table};

static KINDS: Table = Table::new(include_str!("../../assets/lexicon/source-kinds.tsv"));

/// What kind of source somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// Government, parliament, courts, police, armies, parties.
    Official,
    /// Companies and those who lead or own them.
    Company,
    /// Science, medicine, law, consultancy.
    Expert,
    /// Residents, witnesses, relatives, voters, workers.
    Citizen,
    /// Papers, broadcasters and their people.
    Press,
    /// Campaigns, charities, unions, churches.
    Cause,
    /// Players, coaches, clubs.
    Sport,
    /// Music, film, letters, museums.
    Arts,
    /// A report, a statement, a law.
    Document,
    /// The text does not say.
    Unknown,
}

impl SourceKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 10] = [
        Self::Official,
        Self::Company,
        Self::Expert,
        Self::Citizen,
        Self::Press,
        Self::Cause,
        Self::Sport,
        Self::Arts,
        Self::Document,
        Self::Unknown,
    ];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Company => "company",
            Self::Expert => "expert",
            Self::Citizen => "citizen",
            Self::Press => "press",
            Self::Cause => "cause",
            Self::Sport => "sport",
            Self::Arts => "arts",
            Self::Document => "document",
            Self::Unknown => "unknown",
        }
    }

    fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a word tells of whoever is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// They are of this kind.
    Kind(SourceKind),
    /// They are of the kind of whom they belong to ("spokesman", "head"), or of this one where nobody is named.
    Of(SourceKind),
}

/// What `word`, singular or plural and in any case, tells.
pub fn told(word: &str) -> Option<Told> {
    let row =
        KINDS.get(word).or_else(|| singulars(word).into_iter().flatten().find_map(|s| KINDS.get(&s)))?;
    match row.split_once('\t') {
        Some((_, otherwise)) => SourceKind::read(otherwise).map(Told::Of),
        None if row == "of" => Some(Told::Of(SourceKind::Unknown)),
        None => SourceKind::read(row).map(Told::Kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sorted;

    #[test]
    fn the_table_is_in_order_and_every_word_of_it_tells_something() {
        assert_sorted(&KINDS);
        for line in KINDS.text.lines().filter(|line| !line.starts_with('#')) {
            let word = line.split('\t').next().unwrap();
            assert!(told(word).is_some(), "{line}");
        }
        assert_eq!(told("Residents"), Some(Told::Kind(SourceKind::Citizen)));
        assert_eq!(told("spokesmen"), Some(Told::Of(SourceKind::Unknown)));
        assert_eq!(told("bridge"), None);
    }
}
