//! Whether two names can be of one person.

const SMALL: [&str; 14] =
    ["the", "a", "an", "of", "and", "his", "her", "their", "mr", "mrs", "ms", "dr", "who", "that"];
const PREPOSITIONS: [&str; 2] = ["in", "for"];
const TITLES: [&str; 19] = [
    "president",
    "prime",
    "minister",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "sir",
    "lord",
    "lady",
    "miss",
    "general",
    "king",
    "queen",
    "prince",
    "",
    "'s",
    "’s",
];

fn is_small(word: &str) -> bool {
    SMALL.contains(&word) || PREPOSITIONS.contains(&word)
}

/// The words of a name without articles, titles, signs and possessives.
fn telling(name: &str) -> Vec<String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c| ".,’'\"“”()".contains(c));
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word).to_lowercase()
    };
    name.split_whitespace().map(bare).filter(|w| !is_small(w) && !TITLES.contains(&w.as_str())).collect()
}

/// Whether `found` is one of `names`, or shares its last word with one of them and adds nothing that contradicts it.
pub(super) fn is_one_of(found: &str, names: &[String]) -> bool {
    let found = telling(found);
    names.iter().map(|name| telling(name)).any(|name| {
        let holds = |a: &[String], b: &[String]| b.iter().all(|word| a.contains(word));
        match (found.last(), name.last()) {
            (Some(a), Some(b)) => found == name || a == b && (holds(&found, &name) || holds(&name, &found)),
            _ => false,
        }
    })
}

/// Whether two phrases share a content word.
pub(super) fn share_word(a: &str, b: &str) -> bool {
    let words = |phrase: &str| -> Vec<String> {
        let bare = |word: &str| word.trim_matches(|c| ".,’'s\"“”".contains(c)).to_lowercase();
        phrase.split_whitespace().map(bare).filter(|w| !w.is_empty() && !is_small(w)).collect()
    };
    let b = words(b);
    words(a).iter().any(|word| b.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_its_full_name_and_another_given_name_is_not() {
        let names = ["Ivo Lend".to_owned()];
        for same in ["Lend", "Ivo Lend", "President Ivo Lend", "Mr. Lend's"] {
            assert!(is_one_of(same, &names), "{same}");
        }
        for other in ["Mara Lend", "Ivo", "the president", ""] {
            assert!(!is_one_of(other, &names), "{other}");
        }
    }

    #[test]
    fn phrases_share_a_telling_word() {
        assert!(share_word("the mayor of Orl", "Orl officials"));
        assert!(!share_word("the mayor", "the town"));
    }
}
