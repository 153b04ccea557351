//! The kind of a source, by a readable rule over the words that the text has for it.
//!
//! 1. A document is of the kind document, and a place that speaks is its government.
//! 2. For a person the **role** decides, where the text gives one; for a group or an unnamed source, what it is called; for
//!    an organisation, its name.
//! 3. The words are looked up from the **head** of the phrase backwards. The head is the last word before "of", "for", "at",
//!    "with", "in", "on" or a comma that the table `assets/lexicon/source-kinds.tsv` knows, alone or with the words before it
//!    ("trade sources"). Well-known bodies ("White House", "Bank of England") are in `source-names.tsv` and only match when
//!    capitalised. Some words count only as the end of a name: "Vesta Oil" is a company, "oil" is not a source.
//! 4. A word that only expresses membership ("spokesman", "head", "member") takes the kind of the body: of the head of what
//!    follows "of" or "for" ("head of the agency"), or else of what precedes it ("a ministry spokesman"), or else the kind
//!    that the table gives the word itself.
//! 5. A body or group called by the name of a place speaks for its government ("France and Germany"); one called by the name
//!    of a people consists of citizens ("most Americans").
//! 6. Otherwise the kind is unknown. No person is looked up by name.

use crate::{
    export::rows::QuoteRow,
    lexicon::{
        classes::press,
        places::{self, PlaceKind, Sense, Way},
        sources::{MOST_WORDS, SourceKind, Told, body, body_by_ending, told, told_by_ending},
    },
};

/// Words that end the head of a phrase.
const AFTER_HEAD: [&str; 10] = ["of", "for", "at", "with", "in", "on", "to", "from", "by", "who"];

/// Words that are not capitalised within names.
const SMALL: [&str; 5] = ["of", "for", "on", "and", "the"];

/// The kind of the speaker in a row; `None` where the speaker is unknown.
pub fn kind(row: &QuoteRow) -> Option<SourceKind> {
    let name = row.speaker_name.as_deref()?;
    let role = row.speaker_role.as_deref().unwrap_or_default();
    let called = match row.speaker_kind.as_deref() {
        Some("document") => return Some(SourceKind::Document),
        Some("place") => return Some(SourceKind::Official),
        Some("person") => None,
        // The name of a body says more than the words that introduce it.
        _ => of_words(name),
    };
    let whole_name =
        || (row.speaker_kind.as_deref() != Some("person")).then(|| of_whole_name(name)).flatten();
    Some(called.or_else(|| of_words(role)).or_else(whole_name).unwrap_or(SourceKind::Unknown))
}

/// A word of a phrase, or several that a table lists together.
struct Unit {
    told: Option<Told>,
    ends_head: bool,
}

/// The kind that a phrase for a source expresses.
fn of_words(words: &str) -> Option<SourceKind> {
    let units = units(&split(words));
    let end = units.iter().position(|unit| unit.ends_head).unwrap_or(units.len());
    let (head, rest) = units.split_at(end);
    // Members of a body do not take the kind document: the spokesman of a petition is no document.
    let own = |units: &[Unit]| {
        units.iter().rev().find_map(|unit| match unit.told {
            Some(Told::Kind(kind)) if kind != SourceKind::Document => Some(kind),
            _ => None,
        })
    };
    // In "the tenants' union of Hull", "union" is tried before "Hull".
    let belongs = || rest.split(|unit| unit.ends_head).find_map(own);
    for (place, unit) in head.iter().enumerate().rev() {
        match unit.told {
            Some(Told::Kind(kind)) => return Some(kind),
            Some(Told::MemberOf(otherwise)) => {
                let before = || head.get(..place).and_then(own);
                return belongs()
                    .or_else(before)
                    .or(Some(otherwise))
                    .filter(|&kind| kind != SourceKind::Unknown);
            }
            None => {}
        }
    }
    belongs()
}

/// Splits a phrase into words without punctuation. A comma or a bracket ends the head as "of" does: "mayor, and a
/// friend" is a mayor.
fn split(words: &str) -> Vec<String> {
    let mut split = Vec::new();
    for word in words.split_whitespace() {
        if word.starts_with(['(', '[', '<']) {
            split.push("of".to_owned());
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        match bare {
            "" if word == "&" => split.push("and".to_owned()),
            "" => {}
            // Initials as in "F.B.I." become one word.
            _ if bare.contains('.') && bare.split('.').all(|part| part.chars().count() <= 1) => {
                split.push(bare.replace('.', ""));
            }
            _ => split.push(bare.to_owned()),
        }
        if word.ends_with([',', ';']) {
            split.push("of".to_owned());
        }
    }
    split
}

/// Groups words into units from the end on, each as long as the tables know.
fn units(words: &[String]) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut end = words.len();
    while let Some((word, before)) = words.get(..end).and_then(<[String]>::split_last) {
        let together = (2..=MOST_WORDS.min(end)).rev().find_map(|count| {
            let start = end - count;
            Some((start, together_told(words.get(start..end)?)?))
        });
        let unit = if let Some((start, told)) = together {
            end = start;
            Unit { told: Some(told), ends_head: false }
        } else {
            let is_large = |word: Option<&String>| word.is_some_and(|word| begins_large(word));
            let ends_name = begins_large(word) && is_large(before.last()) && !is_large(words.get(end));
            let of_name = ends_name.then(|| body_by_ending(word)).flatten().map(Told::Kind);
            end -= 1;
            Unit {
                told: of_name.or_else(|| alone_told(word)),
                ends_head: AFTER_HEAD.contains(&word.as_str()),
            }
        };
        units.push(unit);
    }
    units.reverse();
    units
}

/// The entry of several words together.
fn together_told(words: &[String]) -> Option<Told> {
    let phrase = words.join(" ");
    let is_name = words.iter().all(|word| begins_large(word) || SMALL.contains(&word.as_str()));
    told(&phrase).or_else(|| is_name.then(|| body(&phrase)).flatten().map(Told::Kind))
}

/// The entry of a single word, or else of the last part of a hyphenated one.
fn alone_told(word: &str) -> Option<Told> {
    let known = |word: &str| told(word).or_else(|| told_by_ending(word).map(Told::Kind));
    let name = begins_large(word).then(|| body(word)).flatten();
    name.map(Told::Kind)
        .or_else(|| known(word))
        .or_else(|| word.rsplit_once('-').and_then(|(_, last)| known(last)))
}

fn begins_large(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// The kind by a whole name: of a place, of several places, of the people of a place, or of an outlet.
fn of_whole_name(name: &str) -> Option<SourceKind> {
    // The nations of the United Kingdom, and continents, are more often sports teams or the like than governments.
    let is_government = |sense: &Sense| match sense.way {
        Way::Name => !matches!(sense.place.kind, PlaceKind::Nation | PlaceKind::Continent),
        Way::Capital | Way::Office => true,
        Way::Adjective | Way::Citizen | Way::Citizens => false,
    };
    let mut parts = name.split(" and ").flat_map(|part| part.split(", "));
    if parts.all(|part| places::senses(part.trim()).iter().any(is_government)) {
        return Some(SourceKind::Official);
    }
    // "The Japanese" may be the government.
    let people = places::senses(name.split_whitespace().next_back()?);
    let is = |way| people.iter().any(|sense| sense.way == way);
    if is(Way::Citizens) && !is(Way::Adjective) {
        return Some(SourceKind::Citizen);
    }
    (begins_large(name) && press::is_outlet_name(&name.to_lowercase())).then_some(SourceKind::Press)
}

#[cfg(test)]
mod tests {
    use super::*;
    use SourceKind::{Arts, Cause, Citizen, Company, Document, Expert, Official, Press, Sport, Unknown};

    fn check(kind_of_actor: &str, name: &str, role: &str, expected: SourceKind) {
        let row = QuoteRow {
            speaker_name: Some(name.to_owned()),
            speaker_role: Some(role.to_owned()).filter(|role| !role.is_empty()),
            speaker_kind: Some(kind_of_actor.to_owned()),
            ..QuoteRow::default()
        };
        assert_eq!(kind(&row), Some(expected), "{name}, {role}");
    }

    #[test]
    fn the_role_of_a_person_tells() {
        for (role, expected) in [
            ("the mayor of Hull", Official),
            ("spokesman for the interior ministry", Official),
            ("a ministry spokeswoman", Official),
            ("company spokesman", Company),
            ("chief executive of the water company", Company),
            ("head of the tenants’ union", Cause),
            ("professor of law at Leeds", Expert),
            ("president of the airline", Company),
            ("president", Official),
            ("a neighbour who saw it", Citizen),
            ("the team's coach", Sport),
            ("BBC reporter", Press),
            ("Oscar-winning film-maker", Arts),
            ("economist, and a friend", Expert),
            ("spokesman", Unknown),
            ("father of two", Citizen),
            ("a Londoner", Unknown),
            ("White House spokesman", Official),
            ("central bank governor", Official),
            ("a bank spokesman", Company),
            ("World Bank sources", Official),
            ("trade sources", Company),
            ("managing director", Company),
            ("director", Unknown),
            ("company chairman Lord", Company),
            ("chairman of the health committee", Official),
            ("civil rights leader", Cause),
            ("", Unknown),
            ("Bank of England governor", Official),
            ("Labour’s energy spokesman", Official),
            ("spokesman for the F.B.I.", Official),
            ("spokesman for the U.S. Fish & Wildlife Service", Official),
            ("chief of staff to the president", Official),
            ("member for Hull", Official),
            ("an Apple spokeswoman", Company),
            ("an apple picker", Citizen),
            ("Vesta Oil", Company),
            ("U.S. Oil Secretary", Official),
            ("Royal Bank of Canada analyst", Expert),
            ("Royal Bank of Canada spokesman", Company),
            ("oil painter", Arts),
            ("a 14-year-old", Citizen),
            ("herpetologist", Expert),
            ("director of rugby", Sport),
            ("world number one", Sport),
            ("research team leader", Expert),
            ("team leader", Unknown),
            ("head of Vesta Oil (a shipper)", Company),
            ("general manager", Company),
            ("film critic", Arts),
            ("petition leader", Unknown),
            ("author of the report", Expert),
            ("spokesman for the next head", Unknown),
        ] {
            check("person", "Ida Brandt", role, expected);
        }
    }

    #[test]
    fn whoever_has_no_role_is_told_by_what_they_are_called() {
        check("organisation", "Interior Ministry", "", Official);
        check("organisation", "Vesta Airlines", "", Company);
        check("organisation", "University of Leeds", "", Expert);
        check("organisation", "Vesta", "the shipping company", Company);
        check("organisation", "Vesta", "", Unknown);
        check("anonymous", "a senior official", "", Official);
        check("anonymous", "two people familiar with the matter", "", Citizen);
        check("group", "residents of the street", "", Citizen);
        check("organisation", "European Union", "", Official);
        check("group", "human rights groups", "", Cause);
        check("group", "some observers", "", Unknown);
        check("place", "China", "", Official);
        check("organisation", "Bank of Japan", "", Official);
        check("organisation", "Argentina", "", Official);
        check("organisation", "Downing Street", "", Official);
        check("group", "France, Spain and Portugal", "", Official);
        check("organisation", "Wales", "", Unknown);
        check("group", "most Americans", "", Citizen);
        check("organisation", "Yonhap", "", Press);
        check("organisation", "the Hull Post", "", Press);
        check("organisation", "Hull Rovers", "", Sport);
        check("group", "environmental groups", "", Cause);
        check("group", "Observers", "", Unknown);
        check("group", "critics of the plan", "", Unknown);
        check("organisation", "Intergovernmental Panel on Climate Change", "", Official);
        check("document", "the report", "", Document);
        assert_eq!(kind(&QuoteRow::default()), None);
    }
}
