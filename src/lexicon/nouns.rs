//! Common nouns that are heads of phrases for actors, and last words of names.

use super::{Gender, table::Table};

static NOUNS: Table = Table::new(include_str!("../../assets/lexicon/nouns.tsv"));
static ENDINGS: Table = Table::new(include_str!("../../assets/lexicon/name-endings.tsv"));

/// What a phrase with this head names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NounKind {
    /// One person by a role, a trade, a relation ("mayor", "welder", "sister").
    Person,
    /// An organisation ("agency", "court", "newspaper").
    Organisation,
    /// Several people together ("family", "media"), also unspecific ones ("others").
    Group,
    /// Something written or said ("report", "lawsuit").
    Document,
    /// A place on a map ("village", "airport").
    Place,
}

/// How a noun for a person is used before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Title {
    /// Only there ("Mr", "Dr.", "Sen."): it is never the head of a phrase.
    Honorific,
    /// There and by itself ("President Roe", "the president").
    Role,
}

/// A noun of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Noun {
    /// What it most often names.
    pub kind: NounKind,
    /// What else it may name ("paper": an organisation or a document).
    pub also: Option<NounKind>,
    /// The gender of the person it names.
    pub gender: Option<Gender>,
    /// Whether it stands before names.
    pub title: Option<Title>,
    /// Whether it is relational: "sister", "lawyer", "spokesman" of somebody.
    pub is_of_somebody: bool,
    /// Whether it often describes a source whose name is withheld: "official", "aide", "resident".
    pub is_source: bool,
    /// Whether it names several: "officials", "people".
    pub is_plural: bool,
}

/// The entry of a noun, singular or plural; the word may be of any case.
pub fn entry(noun: &str) -> Option<Noun> {
    if let Some(row) = NOUNS.get(noun) {
        return Some(read(row));
    }
    let row = singulars(noun).into_iter().flatten().find_map(|s| NOUNS.get(&s))?;
    Some(read(row)).filter(|n| !n.is_plural && n.title != Some(Title::Honorific)).map(|n| Noun {
        is_plural: true,
        title: None,
        ..n
    })
}

/// The noun of the table that this one, in lower case, is the plural of.
pub fn singular(noun: &str) -> Option<String> {
    singulars(noun).into_iter().flatten().find(|one| NOUNS.get(one).is_some())
}

/// The singulars that `noun` may be the plural of, the likeliest first.
pub(super) fn singulars(noun: &str) -> [Option<String>; 4] {
    let of = |ending: &str, with: &str| {
        let stem = noun.len().checked_sub(ending.len()).filter(|&at| at > 1 && noun.is_char_boundary(at))?;
        let (stem, end) = noun.split_at(stem);
        end.eq_ignore_ascii_case(ending).then(|| format!("{stem}{with}"))
    };
    [of("s", ""), of("es", ""), of("ies", "y"), of("men", "man")]
}

fn read(row: &str) -> Noun {
    let mut columns = row.split('\t');
    let mut kinds = columns.next().unwrap_or_default().split(',').map(|kind| match kind {
        "person" => NounKind::Person,
        "organisation" => NounKind::Organisation,
        "document" => NounKind::Document,
        "place" => NounKind::Place,
        _ => NounKind::Group,
    });
    let kind = kinds.next().unwrap_or(NounKind::Group);
    let gender = match columns.next() {
        Some("m") => Some(Gender::Male),
        Some("f") => Some(Gender::Female),
        _ => None,
    };
    let uses = columns.next().unwrap_or_default();
    let has = |name: &str| uses.split(',').any(|u| u == name);
    let title = match (has("honorific"), has("title")) {
        (true, _) => Some(Title::Honorific),
        (_, true) => Some(Title::Role),
        _ => None,
    };
    Noun {
        kind,
        also: kinds.next(),
        gender,
        title,
        is_of_somebody: has("of"),
        is_source: has("source"),
        is_plural: has("plural"),
    }
}

/// The kind of a name of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// "Harbour Trust", "Norvik Airlines"
    Organisation,
    /// "Mill Street", "Tamar Valley"
    Place,
    /// An event, a law, a work: no actor ("Fisheries Act", "Autumn Debate").
    Thing,
}

/// The kind of a name of several words with this last word (in any case), if it determines the kind; it is never a person's.
/// Nouns for organisations end names as well: see [`entry`] where this gives `None`.
pub fn name_that_ends_in(word: &str) -> Option<NameKind> {
    match ENDINGS.get(word)? {
        "organisation" => Some(NameKind::Organisation),
        "place" => Some(NameKind::Place),
        _ => Some(NameKind::Thing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sorted;

    fn noun(word: &str) -> Noun {
        entry(word).unwrap_or_else(|| panic!("{word} is in the table"))
    }

    #[test]
    fn the_tables_are_in_order_and_hold_known_words_only() {
        assert_sorted(&NOUNS);
        assert_sorted(&ENDINGS);
        for line in NOUNS.text.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() >= 2 && columns.len() <= 4, "{line}");
            let known = |list: &str, of: &[&str]| list.split(',').all(|w| of.contains(&w));
            assert!(known(columns[1], &["person", "organisation", "group", "document", "place"]), "{line}");
            assert!(known(columns.get(2).unwrap_or(&""), &["", "m", "f"]), "{line}");
            let uses = ["", "title", "honorific", "of", "source", "plural"];
            assert!(known(columns.get(3).unwrap_or(&""), &uses), "{line}");
        }
        for (word, kind) in ENDINGS.text.lines().skip(1).filter_map(|l| l.split_once('\t')) {
            assert!(["organisation", "place", "thing"].contains(&kind), "{word}: {kind}");
        }
    }

    #[test]
    fn nouns_tell_what_they_name() {
        for (word, kind) in [
            ("mayor", NounKind::Person),
            ("welder", NounKind::Person),
            ("ministry", NounKind::Organisation),
            ("agency", NounKind::Organisation),
            ("family", NounKind::Group),
            ("report", NounKind::Document),
            ("village", NounKind::Place),
        ] {
            assert_eq!(noun(word).kind, kind, "{word}");
        }
        assert_eq!(noun("paper").also, Some(NounKind::Document));
        for word in ["said", "table", "Monday", "quickly", "s", "es", ""] {
            assert_eq!(entry(word), None, "{word}");
        }
    }

    #[test]
    fn gender_is_told_where_the_noun_has_one() {
        assert_eq!(noun("spokeswoman").gender, Some(Gender::Female));
        assert_eq!(noun("Chairman").gender, Some(Gender::Male));
        assert_eq!(noun("king").gender, Some(Gender::Male));
        assert_eq!(noun("nurse").gender, None);
    }

    #[test]
    fn titles_are_honorific_or_roles() {
        assert_eq!(noun("Mr.").title, Some(Title::Honorific));
        assert_eq!(noun("president").title, Some(Title::Role));
        assert_eq!(noun("resident").title, None);
        assert!(noun("sister").is_of_somebody && !noun("mayor").is_of_somebody);
        assert!(noun("official").is_source && !noun("king").is_source);
    }

    #[test]
    fn plurals_are_known_by_their_singular() {
        for word in ["officials", "secretaries", "witnesses", "spokesmen", "women", "runners-up", "agencies"]
        {
            assert!(noun(word).is_plural, "{word}");
        }
        assert_eq!(noun("spokeswomen").gender, Some(Gender::Female));
        assert_eq!(noun("reports").kind, NounKind::Document);
        assert!(!noun("boss").is_plural && !noun("press").is_plural && noun("bosses").is_plural);
        assert_eq!(noun("presidents").title, None);
    }

    #[test]
    fn endings_of_names_tell_people_from_bodies_and_things() {
        assert_eq!(name_that_ends_in("Airlines"), Some(NameKind::Organisation));
        assert_eq!(name_that_ends_in("Street"), Some(NameKind::Place));
        assert_eq!(name_that_ends_in("Act"), Some(NameKind::Thing));
        assert_eq!(name_that_ends_in("Hall"), None);
        assert_eq!(name_that_ends_in("Roe"), None);
    }
}
