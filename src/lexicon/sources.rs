//! Kinds of sources, by the words that describe them.

use super::{nouns::singulars, table::Table};

static KINDS: Table = Table::new(include_str!("../../assets/lexicon/source-kinds.tsv"));
static NAMES: Table = Table::new(include_str!("../../assets/lexicon/source-names.tsv"));

/// How many words a key of the tables has at most.
pub const MOST_WORDS: usize = 6;

/// Ends of words for trades that are too many to be listed.
const ENDINGS: [(&str, SourceKind); 6] = [
    ("-year-old", SourceKind::Citizen),
    ("corp", SourceKind::Company),
    ("grower", SourceKind::Citizen),
    ("iatrist", SourceKind::Expert),
    ("maker", SourceKind::Company),
    ("ologist", SourceKind::Expert),
];

/// The kind of a source.
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
    /// All of them, in the order of reports.
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
    MemberOf(SourceKind),
}

/// What `words`, singular or plural and in any case, tell. They are one word or as many as [`MOST_WORDS`], with spaces.
pub fn told(words: &str) -> Option<Told> {
    let row = KINDS.get(words);
    let row = row.or_else(|| singulars(words).into_iter().flatten().find_map(|s| KINDS.get(&s)))?;
    match row.split_once('\t') {
        Some((_, otherwise)) => SourceKind::read(otherwise).map(Told::MemberOf),
        None if row == "of" => Some(Told::MemberOf(SourceKind::Unknown)),
        None => SourceKind::read(row).map(Told::Kind),
    }
}

/// What the end of a word tells: a herpetologist is an expert, whatever is studied.
pub fn told_by_ending(word: &str) -> Option<SourceKind> {
    let word = word.to_lowercase();
    let ends = |word: &str| {
        ENDINGS
            .iter()
            .find(|(ending, _)| word.len() > ending.len() && word.ends_with(ending))
            .map(|&(_, kind)| kind)
    };
    ends(&word).or_else(|| singulars(&word).into_iter().flatten().find_map(|word| ends(&word)))
}

/// The kind of the body of this name: a party, an agency, an outlet, a club, a firm that everybody knows.
pub fn body(name: &str) -> Option<SourceKind> {
    NAMES.get(name).and_then(SourceKind::read)
}

/// The kind of the bodies whose names end in this word ("Vesta Oil"), where the name has others before it.
pub fn body_by_ending(word: &str) -> Option<SourceKind> {
    body(&format!("* {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sorted;

    fn keys(table: &'static Table) -> impl Iterator<Item = &'static str> {
        let lines = table.text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split('\t').next().unwrap())
    }

    #[test]
    fn the_tables_are_in_order_and_every_key_of_them_tells_something() {
        assert_sorted(&KINDS);
        assert_sorted(&NAMES);
        for key in keys(&KINDS) {
            assert!(told(key).is_some(), "{key}");
        }
        for key in keys(&NAMES) {
            assert!(body(key).is_some(), "{key}");
        }
        for key in keys(&KINDS).chain(keys(&NAMES)) {
            assert!(key.split(' ').count() <= MOST_WORDS, "{key}");
        }
    }

    #[test]
    fn words_are_told_by_the_table_or_by_how_they_end() {
        assert_eq!(told("Residents"), Some(Told::Kind(SourceKind::Citizen)));
        assert_eq!(told("spokesmen"), Some(Told::MemberOf(SourceKind::Unknown)));
        assert_eq!(told("oil"), None);
        assert_eq!(body_by_ending("Oil"), Some(SourceKind::Company));
        assert_eq!(told("bridge"), None);
        assert_eq!(told_by_ending("herpetologists"), Some(SourceKind::Expert));
        assert_eq!(told_by_ending("14-year-old"), Some(SourceKind::Citizen));
        assert_eq!(told_by_ending("maker"), None);
        assert_eq!(body("Bank of England"), Some(SourceKind::Official));
        assert_eq!(body("Ida Brandt"), None);
    }
}
