//! Names as they are compared across articles.

use crate::actors::ActorKind;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Titles, which are not part of a name.
const TITLES: [&str; 14] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "rev", "hon"];

/// The words of a name without case, accents and punctuation, with single spaces between them.
pub fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let is_mark = |c: char| matches!(c, '\'' | '’' | '.');
    // "U.S." is "us", "O'Hara" is "ohara": these signs do not separate words.
    for c in name.nfkd().filter(|&c| !is_combining_mark(c) && !is_mark(c)) {
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Whether an outlet has `part` in its name, whatever the case, accents and punctuation of both.
pub fn is_in_outlet(outlet: &str, part: &str) -> bool {
    let part = folded(part);
    !part.is_empty() && folded(outlet).contains(&part)
}

/// The key of a name: its words without case, accents, punctuation and titles, with single spaces. "Dr. Zoë O’Hara-Brandt,
/// Jr." is "zoe ohara brandt jr".
pub fn name_key(name: &str) -> String {
    let key = folded(name);
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

/// Whether a name of this kind of actor identifies it outside of its article.
pub fn is_telling(kind: ActorKind, name: &str) -> bool {
    match kind {
        ActorKind::Person => {
            let key = name_key(name);
            let is_part = |word: &&str| !matches!(*word, "jr" | "sr" | "ii" | "iii" | "iv");
            // An initial and a surname identify hardly better than the surname.
            let words: Vec<&str> = key.split(' ').filter(is_part).collect();
            words.iter().filter(|word| word.chars().count() > 1).count() >= 2 && is_capitalised(name)
        }
        ActorKind::Organisation | ActorKind::Place => is_capitalised(name),
        ActorKind::Group | ActorKind::Document | ActorKind::Anonymous => false,
    }
}

/// Whether the first and the last word are capitalised, as in proper names.
fn is_capitalised(name: &str) -> bool {
    let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let is_capital = |word: &str| !word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let first = words.next().is_some_and(is_capital);
    first && words.next_back().is_none_or(is_capital)
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
}
