//! Given names and their gender.

use super::{Gender, table::Table};

static TABLE: Table = Table::new(include_str!("../../assets/lexicon/gender-of-names.tsv"));

/// The share of its bearers from which a name has their gender.
const TELLING: f32 = 0.85;

/// How many of the people with this given name are women, from 0 to 1; `None` where the name is not known. The name
/// may be of any case; of one with a hyphen that is not known as a whole, the first part counts.
pub fn share_of_women(name: &str) -> Option<f32> {
    let percent = TABLE.get(name).or_else(|| TABLE.get(name.split_once('-')?.0))?;
    Some(percent.parse::<f32>().ok()? / 100.0)
}

/// The gender of nearly all people with this given name; `None` where it is given to both or not known.
pub fn gender(name: &str) -> Option<Gender> {
    match share_of_women(name)? {
        share if share >= TELLING => Some(Gender::Female),
        share if share <= 1.0 - TELLING => Some(Gender::Male),
        _ => None,
    }
}

static SHORT: Table = Table::new(include_str!("../../assets/lexicon/short-names.tsv"));

/// Whether one of two given names is a short form of the other ("Liz", "Elizabeth"). They may be of any case.
pub fn are_forms_of_one(a: &str, b: &str) -> bool {
    let is_short = |short: &str, long: &str| {
        SHORT.get(short).is_some_and(|longs| longs.split(',').any(|name| name.eq_ignore_ascii_case(long)))
    };
    is_short(a, b) || is_short(b, a)
}

/// Whether this is a given name.
pub fn is_known(name: &str) -> bool {
    TABLE.get(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sorted;

    #[test]
    fn the_table_is_in_order_and_holds_shares() {
        assert_sorted(&TABLE);
        let mut count = 0;
        for (name, share) in TABLE.text.lines().skip(1).filter_map(|l| l.split_once('\t')) {
            assert!(share.parse::<u8>().is_ok_and(|s| s <= 100), "{name}: {share}");
            count += 1;
        }
        assert!(count > 10_000, "{count} names");
    }

    #[test]
    fn names_from_all_over_tell_gender() {
        for name in ["John", "Mohammed", "Sergei", "Ji-hoon", "Rajesh", "Kwame", "Björn", "José", "Mehmet"]
        {
            assert_eq!(gender(name), Some(Gender::Male), "{name}");
        }
        for name in ["Mary", "FATIMA", "svetlana", "Priya", "Ngozi", "Astrid", "María", "Ayşe", "Mei"] {
            assert_eq!(gender(name), Some(Gender::Female), "{name}");
        }
    }

    #[test]
    fn names_of_both_tell_none_but_are_known() {
        for name in ["Robin", "Taylor", "Jean"] {
            assert_eq!(gender(name), None, "{name}");
            assert!(is_known(name), "{name}");
        }
    }

    #[test]
    fn short_forms_lead_to_the_name() {
        assert_sorted(&SHORT);
        assert!(are_forms_of_one("Liz", "Elizabeth") && are_forms_of_one("elizabeth", "liz"));
        assert!(are_forms_of_one("Bill", "William") && !are_forms_of_one("Bill", "Robert"));
    }

    #[test]
    fn words_and_places_are_no_given_names() {
        for word in ["London", "The", "Russia", "Smith", "Monday", "said", ""] {
            assert_eq!(share_of_women(word), None, "{word}");
        }
    }

    #[test]
    fn a_hyphenated_name_goes_by_its_first_part() {
        assert_eq!(gender("Mary-Osgood"), Some(Gender::Female));
    }
}
