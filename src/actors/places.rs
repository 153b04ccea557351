//! Countries and capitals, which speak for their governments, and the adjectives made of them.

use std::{collections::HashMap, sync::LazyLock};

static PLACES: LazyLock<Tables> = LazyLock::new(Tables::read);

#[derive(Default)]
struct Tables {
    /// Names and short names to the country.
    names: HashMap<&'static str, &'static str>,
    /// Adjectives to the country.
    adjectives: HashMap<&'static str, &'static str>,
    /// Capitals to the country.
    capitals: HashMap<&'static str, &'static str>,
}

impl Tables {
    fn read() -> Self {
        let mut out = Self::default();
        for line in include_str!("../../assets/lexicon/places.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let Some(name) = columns.next() else { continue };
            out.names.insert(name, name);
            for adjective in columns.next().unwrap_or_default().split(',').filter(|a| !a.is_empty()) {
                out.adjectives.insert(adjective, name);
                if adjective.chars().all(|c| c.is_uppercase() || c == '.') {
                    out.names.insert(adjective, name);
                }
            }
            if let Some(capital) = columns.next().filter(|c| !c.is_empty()) {
                out.capitals.insert(capital, name);
            }
        }
        out
    }
}

/// The country that `name` names, by its name or a short one ("US").
pub(super) fn country(name: &str) -> Option<&'static str> {
    PLACES.names.get(name).copied()
}

/// Whether `name` is a capital.
pub(super) fn is_capital(name: &str) -> bool {
    PLACES.capitals.contains_key(name)
}

/// The country whose capital `name` is.
pub(super) fn country_of_capital(name: &str) -> Option<&'static str> {
    PLACES.capitals.get(name).copied()
}

/// The country that the adjective `word` belongs to ("Chinese").
pub(super) fn country_of_adjective(word: &str) -> Option<&'static str> {
    PLACES.adjectives.get(word).copied()
}
