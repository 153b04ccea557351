//! The personal pronouns of English.

use crate::lexicon::Gender;

/// The grammatical person of a pronoun; of the third person also gender and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Person {
    /// "I".
    First,
    /// "we".
    FirstPlural,
    /// "you".
    Second,
    /// "he".
    He,
    /// "she".
    She,
    /// "it".
    It,
    /// "they".
    They,
    /// "who", "which".
    Relative,
}

/// The case of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Case {
    /// "he".
    Subject,
    /// "him".
    Object,
    /// "his".
    Owner,
    /// "himself".
    Reflexive,
}

impl Person {
    /// Whether it is of the first or second person.
    pub(crate) const fn is_own(self) -> bool {
        matches!(self, Self::First | Self::FirstPlural | Self::Second)
    }

    /// Its gender, if it has one.
    pub(crate) const fn gender(self) -> Option<Gender> {
        match self {
            Self::He => Some(Gender::Male),
            Self::She => Some(Gender::Female),
            _ => None,
        }
    }
}

/// The person and case of a pronoun (lower case); "her" is taken for a possessive, "it" and "you" for subjects.
pub(crate) fn pronoun(word: &str) -> Option<(Person, Case)> {
    use Case::{Object, Owner, Reflexive, Subject};
    use Person::{First, FirstPlural, He, It, Relative, Second, She, They};
    Some(match word {
        "i" | "i'm" | "i've" | "i'd" | "i'll" => (First, Subject),
        "me" => (First, Object),
        "my" | "mine" => (First, Owner),
        "myself" => (First, Reflexive),
        "we" | "we're" | "we've" | "we'd" | "we'll" => (FirstPlural, Subject),
        "us" => (FirstPlural, Object),
        "our" | "ours" => (FirstPlural, Owner),
        "ourselves" => (FirstPlural, Reflexive),
        "you" | "you're" | "you've" | "you'd" | "you'll" => (Second, Subject),
        "your" | "yours" => (Second, Owner),
        "yourself" => (Second, Reflexive),
        "he" | "he's" | "he'd" | "he'll" => (He, Subject),
        "him" => (He, Object),
        "his" => (He, Owner),
        "himself" => (He, Reflexive),
        "she" | "she's" | "she'd" | "she'll" => (She, Subject),
        "her" | "hers" => (She, Owner),
        "herself" => (She, Reflexive),
        "it" | "it's" | "it'd" | "it'll" => (It, Subject),
        "its" => (It, Owner),
        "itself" => (It, Reflexive),
        "they" | "they're" | "they've" | "they'd" | "they'll" => (They, Subject),
        "them" => (They, Object),
        "their" | "theirs" => (They, Owner),
        "themselves" => (They, Reflexive),
        "who" | "which" => (Relative, Subject),
        "whom" => (Relative, Object),
        "whose" => (Relative, Owner),
        _ => return None,
    })
}
