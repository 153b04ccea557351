//! What kind of source somebody is: a rule that one can read.
//!
//! 1. A document is a document, and a place that speaks is its government.
//! 2. Of a person the **role** tells it, where the text gives one; of a group or a source without a name, what it is called;
//!    of an organisation, the words of its name.
//! 3. These words are looked up from their **head** on: the last one before "of", "for", "at", "with", "in", "on" or a comma
//!    that the table `assets/lexicon/source-kinds.tsv` knows, or the last two ("White House", "trade sources").
//! 4. A word that only says to whom somebody belongs ("spokesman", "head", "member") takes the kind of those: of the head of
//!    what follows "of" or "for" ("head of the agency"), or else of what stands before it ("a ministry spokesman"); or
//!    else the kind that the table gives it.
//! 5. Where nothing is known, nothing is said: the kind is unknown. Nobody is looked up by name.

use crate::{
    export::rows::QuoteRow,
    lexicon::sources::{SourceKind, Told, told},
};

/// Words that end the head of a phrase.
const AFTER_HEAD: [&str; 9] = ["of", "for", "at", "with", "in", "on", "to", "from", "who"];

/// The kind of whoever says the quote of a row; none where nobody is known to.
pub fn kind(row: &QuoteRow) -> Option<SourceKind> {
    let name = row.speaker_name.as_deref()?;
    let role = row.speaker_role.as_deref().unwrap_or_default();
    Some(match row.speaker_kind.as_deref() {
        Some("document") => SourceKind::Document,
        Some("place") => SourceKind::Official,
        Some("person") => of_words(role),
        // What a body is called says more than what it is introduced as.
        _ => match of_words(name) {
            SourceKind::Unknown => of_words(role),
            kind => kind,
        },
    })
}

/// What words for somebody tell.
fn of_words(words: &str) -> SourceKind {
    let mut phrase: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let is_last = word.ends_with([',', ';']);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        if !bare.is_empty() {
            phrase.push(bare);
        }
        if is_last {
            // A comma ends the head as "of" does: "mayor, and a friend" is a mayor.
            phrase.push("of");
        }
    }
    let is_after = |word: &&str| AFTER_HEAD.contains(word);
    let end = phrase.iter().position(is_after).unwrap_or(phrase.len());
    let (head, rest) = phrase.split_at(end);
    let own = |words: &[&str]| {
        (0..words.len()).rev().find_map(|place| match at(words, place) {
            Some(Told::Kind(kind)) => Some(kind),
            _ => None,
        })
    };
    // Of "the tenants' union of Hull" the union tells, then Hull.
    let belongs = || rest.split(is_after).find_map(own);
    for place in (0..head.len()).rev() {
        match at(head, place) {
            Some(Told::Kind(kind)) => return kind,
            Some(Told::Of(otherwise)) => {
                let before = || head.get(..place).and_then(own);
                return belongs().or_else(before).unwrap_or(otherwise);
            }
            None => {}
        }
    }
    belongs().unwrap_or(SourceKind::Unknown)
}

/// What the word at `place` tells together with the one before it, or else alone, or else the last part of one with hyphens.
fn at(words: &[&str], place: usize) -> Option<Told> {
    let word = words.get(place)?;
    let pair =
        place.checked_sub(1).and_then(|before| words.get(before)).map(|before| format!("{before} {word}"));
    pair.and_then(|pair| told(&pair))
        .or_else(|| told(word))
        .or_else(|| word.rsplit('-').next().and_then(told))
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
        check("document", "the report", "", Document);
        assert_eq!(kind(&QuoteRow::default()), None);
    }
}
