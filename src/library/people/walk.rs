//! Walks of life, by which people with the same name are told apart.

use super::key::name_key;

/// What somebody does in life, so broadly that hardly anybody changes it.
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
    /// The walk of life that `role` implies, by the last of its words that is in the lists, since that is mostly its head. `None`
    /// where none is.
    pub fn of(role: &str) -> Option<Self> {
        let key = name_key(role);
        // The complement after "of" or "for" says nothing about the walk.
        let own = key.split(" of ").next().unwrap_or_default();
        let own = own.split(" for ").next().unwrap_or_default();
        let is_in =
            |list: &[&str], word: &str| list.contains(&word) || list.contains(&word.trim_end_matches('s'));
        own.rsplit(' ')
            .find_map(|word| WALKS.iter().find(|(_, list)| is_in(list, word)).map(|(walk, _)| *walk))
    }

    /// Its name in the store.
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
