//! Who is one person across articles: a rule that one can read.
//!
//! Inside one article the analysis says who is who. Across articles two actors are the same only where
//!
//! 1. their **names are equal** when case, accents, punctuation and titles are put aside ([`name_key`]); or somebody has
//!    said so in the file of people ([`Aliases`](super::Aliases)). "Jr.", "Sr." and numerals belong to the name, and so do
//!    initials: "George Bush" is neither "George W. Bush" nor "George Bush Jr.";
//! 2. the name **says who it is** ([`is_telling`]): of a person at least two words, so that a bare "Brown" or "Angela" never
//!    joins two articles; of an organisation or a place any proper name. Groups, documents and anonymous sources are never
//!    the same across articles;
//! 3. their **walks of life** do not differ ([`Walk`]). The role of an actor tells it, where it has one of a short list of
//!    words: a footballer and a minister of one name are two. A president, a candidate and a businessman are not kept apart:
//!    people move between these;
//! 4. whoever's role tells no walk belongs to the walk that [`CLEARLY`] times as many articles tell of the name as tell all
//!    others; where no walk is so common, each such actor stays alone.
//!
//! Two ministers of one name are one by this rule, until the file of people tells them apart by their roles. What stays
//! doubtful is offered to be decided: see `doubtful`.

use crate::actors::ActorKind;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// How many times as common one walk has to be as all others, so that it is taken for that of whoever tells none.
pub(super) const CLEARLY: usize = 4;

/// Words before a name that are no part of it.
const TITLES: [&str; 14] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "rev", "hon"];

/// A name with case, accents, punctuation and titles put aside: words between single spaces. "Dr. Zoë O’Hara-Brandt, Jr."
/// is "zoe o hara brandt jr".
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let is_mark = |c: char| matches!(c, '\'' | '’' | '.');
    // "U.S." is "us", "O'Hara" "ohara": these marks divide nothing.
    for c in name.nfkd().filter(|&c| !is_combining_mark(c) && !is_mark(c)) {
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    let mut words: Vec<&str> = key.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|first| TITLES.contains(first)) {
        words.remove(0);
    }
    let words = words.into_iter().map(|word| match word {
        "junior" | "jnr" => "jr",
        "senior" | "snr" => "sr",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a name of this kind of actor says, out of its article, who is meant.
pub fn is_telling(kind: ActorKind, name: &str) -> bool {
    match kind {
        ActorKind::Person => {
            let key = name_key(name);
            let is_part = |word: &&str| !matches!(*word, "jr" | "sr" | "ii" | "iii" | "iv");
            // An initial and a surname say little more than the surname.
            let words: Vec<&str> = key.split(' ').filter(is_part).collect();
            words.iter().filter(|word| word.chars().count() > 1).count() >= 2 && is_capitalised(name)
        }
        ActorKind::Organisation | ActorKind::Place => is_capitalised(name),
        ActorKind::Group | ActorKind::Document | ActorKind::Anonymous => false,
    }
}

/// Whether each of the first and the last word begins with a capital, as proper names do.
fn is_capitalised(name: &str) -> bool {
    let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let is_capital = |word: &str| !word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let first = words.next().is_some_and(is_capital);
    first && words.next_back().is_none_or(is_capital)
}

/// What somebody does in life, as far as their role tells it: so broadly that hardly anybody changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Walk {
    /// Government, business, law, the press, causes.
    Public,
    /// Sport.
    Sport,
    /// Music, film, letters.
    Arts,
    /// Science and medicine.
    Science,
    /// The churches.
    Church,
}

const WALKS: [(Walk, &[&str]); 5] = [
    (
        Walk::Public,
        &[
            "president",
            "minister",
            "senator",
            "chancellor",
            "governor",
            "mayor",
            "secretary",
            "congressman",
            "congresswoman",
            "representative",
            "lawmaker",
            "politician",
            "premier",
            "ambassador",
            "councillor",
            "councilman",
            "councilwoman",
            "nominee",
            "candidate",
            "mp",
            "sen",
            "rep",
            "gov",
            "lawyer",
            "attorney",
            "prosecutor",
            "judge",
            "justice",
            "sheriff",
            "commissioner",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "ceo",
            "executive",
            "businessman",
            "businesswoman",
            "economist",
            "analyst",
            "banker",
            "journalist",
            "reporter",
            "columnist",
            "activist",
            "general",
            "admiral",
            "king",
            "queen",
            "prince",
        ],
    ),
    (
        Walk::Sport,
        &[
            "coach",
            "footballer",
            "striker",
            "midfielder",
            "defender",
            "goalkeeper",
            "quarterback",
            "captain",
            "batsman",
            "bowler",
            "cricketer",
            "pitcher",
            "golfer",
            "cyclist",
            "jockey",
            "boxer",
            "sprinter",
            "swimmer",
            "skater",
            "skier",
            "athlete",
            "wrestler",
            "player",
            "forward",
            "winger",
            "outfielder",
        ],
    ),
    (
        Walk::Arts,
        &[
            "actor",
            "actress",
            "singer",
            "musician",
            "rapper",
            "songwriter",
            "guitarist",
            "drummer",
            "composer",
            "novelist",
            "poet",
            "painter",
            "sculptor",
            "playwright",
            "filmmaker",
            "comedian",
            "dancer",
        ],
    ),
    (
        Walk::Science,
        &[
            "scientist",
            "physicist",
            "chemist",
            "biologist",
            "astronomer",
            "geologist",
            "ecologist",
            "neuroscientist",
            "epidemiologist",
            "virologist",
            "surgeon",
            "physician",
            "psychologist",
            "psychiatrist",
            "researcher",
            "mathematician",
            "anthropologist",
            "archaeologist",
            "nurse",
        ],
    ),
    (
        Walk::Church,
        &["bishop", "archbishop", "cardinal", "pope", "priest", "pastor", "imam", "rabbi", "vicar"],
    ),
];

impl Walk {
    /// What `role` tells of it: the last word of it that is in the list, since that is mostly its noun. `None` where none
    /// is.
    pub fn of(role: &str) -> Option<Self> {
        let key = name_key(role);
        // What comes after "of" or "for" is whose minister it is, not what.
        let own = key.split(" of ").next().unwrap_or_default();
        let own = own.split(" for ").next().unwrap_or_default();
        let is_in =
            |list: &[&str], word: &str| list.contains(&word) || list.contains(&word.trim_end_matches('s'));
        own.rsplit(' ')
            .find_map(|word| WALKS.iter().find(|(_, list)| is_in(list, word)).map(|(walk, _)| *walk))
    }

    /// The word that the store has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public life",
            Self::Sport => "sport",
            Self::Arts => "arts",
            Self::Science => "science",
            Self::Church => "church",
        }
    }
}

/// An actor of some article, for the question who it is.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its row.
    pub id: i64,
    /// Its role.
    pub role: Option<String>,
    /// What a person has said by which it is to be kept apart; what its role tells counts for nothing then.
    pub said: Option<String>,
    /// How many actors it stands for: one, or more where several are alike.
    pub count: usize,
}

/// Whether a role holds all words of another, which is a key already.
pub fn holds(role: Option<&str>, words: &str) -> bool {
    let own = role.map(name_key).unwrap_or_default();
    words.split(' ').all(|word| own.split(' ').any(|has| has == word))
}

/// Divides all actors of one telling name into persons: to each a word that keeps it apart from the others of that name,
/// and the rows of its actors. It does not depend on the order.
pub fn divide(candidates: &[Candidate]) -> Vec<(String, Vec<i64>)> {
    let mut groups: Vec<(String, Vec<i64>, usize)> = Vec::new();
    let mut rest = Vec::new();
    for Candidate { id, role, said, count } in candidates {
        let walk = role.as_deref().and_then(Walk::of).map(|walk| walk.name().to_owned());
        let Some(apart) = said.clone().or(walk) else {
            rest.push(*id);
            continue;
        };
        match groups.iter_mut().find(|(name, ..)| *name == apart) {
            Some((_, ids, counted)) => {
                ids.push(*id);
                *counted += count;
            }
            None => groups.push((apart, vec![*id], *count)),
        }
    }
    groups.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    let others: usize = groups.iter().skip(1).map(|(_, _, count)| count).sum();
    match groups.first_mut() {
        Some((_, ids, count)) if *count >= CLEARLY * others => ids.append(&mut rest),
        // Nothing is told of any of them: they are one.
        None if !rest.is_empty() => groups.push((String::new(), std::mem::take(&mut rest), 0)),
        _ => groups.extend(rest.drain(..).map(|id| (format!("alone {id}"), vec![id], 0))),
    }
    groups.into_iter().map(|(apart, ids, _)| (apart, ids)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_equal_whatever_their_dress() {
        for (one, other) in [
            ("Zoë Brandt", "Zoe\u{301} BRANDT".replace("e\u{301}", "ë").as_str()),
            ("Zoë Brandt", "zoe brandt"),
            ("Dr. Zoë Brandt", "Zoë  Brandt"),
            ("Sir John O’Hara", "John O'Hara"),
            ("Ann Roe-Lind", "Ann Roe Lind"),
            ("John Brown, Junior", "John Brown Jr."),
            ("U.S. Treasury", "US Treasury"),
        ] {
            assert_eq!(name_key(one), name_key(other));
        }
        for (one, other) in
            [("John Brown", "John Brown Jr."), ("George Bush", "George W. Bush"), ("Ann Roe", "Anne Roe")]
        {
            assert_ne!(name_key(one), name_key(other));
        }
        assert_eq!(name_key("Dr."), "dr");
        assert_eq!(name_key("“”"), "");
    }

    #[test]
    fn a_bare_surname_says_nothing() {
        for name in ["Brown", "Mr. Brown", "J. Brown", "Brown Jr.", "the mayor", "Ann of the mill", ""] {
            assert!(!is_telling(ActorKind::Person, name), "{name}");
        }
        for name in ["Ann Brown", "Dr Ann Brown", "John Brown Jr.", "Ursula von der Leyen", "Élodie Ça"] {
            assert!(is_telling(ActorKind::Person, name), "{name}");
        }
        assert!(is_telling(ActorKind::Organisation, "Reuters"));
        assert!(!is_telling(ActorKind::Organisation, "the company"));
        assert!(!is_telling(ActorKind::Group, "Critics Abroad"));
        assert!(!is_telling(ActorKind::Anonymous, "An Official"));
    }

    #[test]
    fn a_role_tells_a_walk_of_life() {
        for (role, walk) in [
            ("prime minister", Some(Walk::Public)),
            ("the former England striker", Some(Walk::Sport)),
            ("minister for players", Some(Walk::Public)),
            ("Secretary of the Bishops", Some(Walk::Public)),
            ("father of two", None),
            ("", None),
        ] {
            assert_eq!(Walk::of(role), walk, "{role}");
        }
    }

    fn check(roles: &[&str], expected: &[&[i64]]) {
        let candidates = (0..).zip(roles).map(|(id, role)| Candidate {
            id,
            role: (!role.is_empty()).then(|| (*role).to_owned()),
            said: None,
            count: 1,
        });
        let candidates: Vec<Candidate> = candidates.collect();
        let sorted = |groups: Vec<(String, Vec<i64>)>| {
            let mut groups: Vec<Vec<i64>> = groups
                .into_iter()
                .map(|(_, mut ids)| {
                    ids.sort_unstable();
                    ids
                })
                .collect();
            groups.sort();
            groups
        };
        assert_eq!(sorted(divide(&candidates)), expected);
        let backwards: Vec<Candidate> = candidates.into_iter().rev().collect();
        assert_eq!(sorted(divide(&backwards)), expected, "backwards");
    }

    #[test]
    fn namesakes_of_different_walks_are_two() {
        check(&["", ""], &[&[0, 1]]);
        check(&["president", "", "Republican nominee", "businessman"], &[&[0, 1, 2, 3]]);
        check(&["finance minister", "striker"], &[&[0], &[1]]);
        // Who of them is it? Nobody can tell.
        check(&["finance minister", "striker", "", ""], &[&[0], &[1], &[2], &[3]]);
        check(&["minister", "minister", "mayor", "minister", "actor", ""], &[&[0, 1, 2, 3, 5], &[4]]);
        // Two ministers: only a person can tell.
        check(&["finance minister", "foreign minister"], &[&[0, 1]]);
    }

    #[test]
    fn what_a_person_has_said_comes_first() {
        let candidate = |id, role: &str, said: Option<&str>| Candidate {
            id,
            role: Some(role.to_owned()),
            said: said.map(str::to_owned),
            count: 1,
        };
        let groups = divide(&[
            candidate(1, "finance minister", None),
            candidate(2, "foreign minister", Some("foreign minister")),
        ]);
        assert_eq!(groups.len(), 2);
    }
}
