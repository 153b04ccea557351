//! Words within names and beside them. All words are lower case.

use super::class;

class! {
    /// Lower-case words that join the parts of a person's name.
    is_particle:
    "de" "la" "le" "del" "der" "den" "van" "von" "di" "da" "dos" "du" "bin" "ibn" "al" "el" "ter" "ten" "zu" "af" "av" "y"
}
class! {
    /// Lower-case words in the names of foreign outlets ("Corriere della Sera"); some are common words elsewhere.
    is_particle_of_outlet: "de" "del" "della" "di" "da" "do" "du" "des" "la" "le" "der"
}
class! {
    /// Suffixes of names, without full stops.
    is_generation: "jr" "sr" "ii" "iii"
}

/// Endings that make an adjective of a name ("Harle-based").
pub const OF_NAMES: [&str; 14] = [
    "-related",
    "-era",
    "-style",
    "-led",
    "-based",
    "-backed",
    "-born",
    "-wide",
    "-owned",
    "-run",
    "-like",
    "-funded",
    "-linked",
    "-controlled",
];
