//! Places whose governments speak (countries, territories, states, unions), the words for their people, and cities.

use super::table::Table;
use std::{collections::HashMap, sync::LazyLock};

static CITIES: Table = Table::new(include_str!("../../assets/lexicon/cities.tsv"));

static INDEX: LazyLock<HashMap<&'static str, Vec<Sense>>> =
    LazyLock::new(|| index(include_str!("../../assets/lexicon/countries.tsv")));

/// How large a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// A state of its own, now or once ("France", "Soviet Union").
    Country,
    /// A part of a country, dependent on it or claimed by it ("Greenland", "Crimea", "Catalonia").
    Territory,
    /// One of the four nations of the United Kingdom.
    Nation,
    /// A state of the United States or of Australia, or a province of Canada.
    State,
    /// A union of countries ("European Union").
    Union,
    /// A continent, or a region of several countries ("Balkans"): it has no government.
    Continent,
}

/// A place that has a government, or a region of such places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its usual English name.
    pub name: &'static str,
    /// How large it is.
    pub kind: PlaceKind,
    /// The name of the country that it is a part of.
    pub within: Option<&'static str>,
}

/// How words denote a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// They are its name, another name or an abbreviation of it ("UK").
    Name,
    /// They are the adjective ("British"); after "the", also its people.
    Adjective,
    /// They are one of its people ("Briton").
    Citizen,
    /// They are several of its people ("Britons").
    Citizens,
    /// They are the capital that stands for its government ("London").
    Capital,
    /// They are an office that stands for its government ("Downing Street").
    Office,
}

/// One meaning of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sense {
    /// The place.
    pub place: Place,
    /// How the words denote it.
    pub way: Way,
}

/// All meanings of `words` as places: "Georgian" has two, "Washington" is a capital and a state. Case matters ("Polish",
/// "US"); an article that is part of a name is in lower case ("the North").
pub fn senses(words: &str) -> &'static [Sense] {
    INDEX.get(words).map_or(&[], Vec::as_slice)
}

/// The likeliest place that `words` denote in this way: countries come before states of the same name.
pub fn find(words: &str, way: Way) -> Option<Place> {
    senses(words).iter().find(|s| s.way == way).map(|s| s.place)
}

/// The place with this name, other name or abbreviation.
pub fn named(words: &str) -> Option<Place> {
    find(words, Way::Name)
}

/// The country of the largest city with this name (in any case). Many such names are also surnames.
pub fn country_of_city(name: &str) -> Option<&'static str> {
    CITIES.get(name)
}

/// Whether a place or a city has this name.
pub fn is_named(words: &str) -> bool {
    named(words).is_some() || country_of_city(words).is_some()
}

/// Reads the table, whose first lines describe its columns.
fn index(table: &'static str) -> HashMap<&'static str, Vec<Sense>> {
    const WAYS: [Way; 6] =
        [Way::Name, Way::Adjective, Way::Citizen, Way::Citizens, Way::Capital, Way::Office];
    let mut out: HashMap<&'static str, Vec<Sense>> = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or_default();
        let kind = match columns.next().unwrap_or_default() {
            "country" => PlaceKind::Country,
            "nation" => PlaceKind::Nation,
            "state" | "province" => PlaceKind::State,
            "union" => PlaceKind::Union,
            "continent" => PlaceKind::Continent,
            _ => PlaceKind::Territory,
        };
        let place = Place { name, kind, within: columns.next().filter(|w| !w.is_empty()) };
        let mut add = |words: &'static str, way| {
            let senses = out.entry(words).or_default();
            if !words.is_empty() && !senses.iter().any(|s| s.place == place && s.way == way) {
                senses.push(Sense { place, way });
            }
        };
        add(name, Way::Name);
        for (way, list) in WAYS.into_iter().zip(columns) {
            list.split(',').for_each(|words| add(words, way));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sorted;

    fn place(words: &str, way: Way) -> &'static str {
        find(words, way).map_or("", |p| p.name)
    }

    #[test]
    fn the_cities_are_in_order_and_lie_in_known_countries() {
        assert_sorted(&CITIES);
        for (city, country) in CITIES.text.lines().skip(1).filter_map(|l| l.split_once('\t')) {
            assert!(named(country).is_some(), "{city} lies in {country}");
        }
    }

    #[test]
    fn every_row_has_a_kind_and_lies_in_a_known_place() {
        const KINDS: [&str; 7] =
            ["country", "territory", "nation", "state", "province", "union", "continent"];
        for line in include_str!("../../assets/lexicon/countries.tsv").lines().filter(|l| !l.starts_with('#'))
        {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() >= 2 && columns.len() <= 9 && KINDS.contains(&columns[1]), "{line}");
            let within = columns.get(2).copied().unwrap_or_default();
            assert!(within.is_empty() || place(within, Way::Name) == within, "{line}");
            assert!(!line.contains(", ") && !line.contains(" ,"), "{line}");
        }
    }

    #[test]
    fn names_adjectives_people_capitals_and_offices_lead_to_the_country() {
        for (words, way) in [
            ("United Kingdom", Way::Name),
            ("UK", Way::Name),
            ("Britain", Way::Name),
            ("British", Way::Adjective),
            ("Briton", Way::Citizen),
            ("Britons", Way::Citizens),
            ("London", Way::Capital),
            ("Downing Street", Way::Office),
        ] {
            assert_eq!(place(words, way), "United Kingdom", "{words}");
        }
        assert_eq!(place("Dutch", Way::Adjective), "Netherlands");
        assert_eq!(place("Dutchman", Way::Citizen), "Netherlands");
        assert_eq!(place("Poles", Way::Citizens), "Poland");
        assert_eq!(place("DPRK", Way::Name), "North Korea");
        assert_eq!(place("the North", Way::Name), "North Korea");
        assert_eq!(place("Brussels", Way::Capital), "European Union");
        assert_eq!(place("Kremlin", Way::Office), "Russia");
    }

    #[test]
    fn words_of_two_places_have_both_and_the_country_first() {
        let georgia: Vec<PlaceKind> = senses("Georgia").iter().map(|s| s.place.kind).collect();
        assert_eq!(georgia, [PlaceKind::Country, PlaceKind::State]);
        let washington: Vec<(Way, &str)> =
            senses("Washington").iter().map(|s| (s.way, s.place.name)).collect();
        assert_eq!(washington, [(Way::Capital, "United States"), (Way::Name, "Washington")]);
    }

    #[test]
    fn case_tells_a_country_from_a_word() {
        for word in ["us", "polish", "turkey", "chad", ""] {
            assert_eq!(senses(word), [], "{word}");
        }
    }

    #[test]
    fn cities_lead_to_their_countries() {
        assert_eq!(country_of_city("Mumbai"), Some("India"));
        assert_eq!(country_of_city("St. Petersburg"), Some("Russia"));
        assert_eq!(country_of_city("São Paulo"), Some("Brazil"));
        assert_eq!(country_of_city("Roe"), None);
    }
}
