//! Where an actor is mentioned, and why the words are taken to mean it.

use crate::span::Span;

/// What kind of words mention an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A proper name or a part of one.
    Name,
    /// A noun with what belongs to it ("the Chinese leader").
    Noun,
    /// A pronoun.
    Pronoun,
}

impl Form {
    /// The word that exports use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Noun => "noun",
            Self::Pronoun => "pronoun",
        }
    }
}

/// Why words are taken to mean an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// They are its first mention.
    First,
    /// The same name stands before.
    SameName,
    /// They are part of its name, or its name is part of them ("Roe" for "Ann Roe").
    PartOfName,
    /// They are the initials of its name, or the long form of them.
    Acronym,
    /// They are the capital or another name of its country ("Beijing").
    PlaceName,
    /// They stand in apposition to its name ("Ann Roe, the mayor").
    Apposition,
    /// They name the role with which it was introduced ("the mayor").
    Role,
    /// The same noun stands before.
    SameNoun,
    /// They are a relative pronoun directly after it ("who").
    Relative,
    /// They are a pronoun, and it is the likeliest antecedent that agrees with it.
    Nearest,
    /// They are "I" or "my" in words that it speaks.
    FirstPerson,
    /// They are "you" in words that are said to it.
    SecondPerson,
    /// They are the label of its turn in an interview.
    Turn,
    /// A person has corrected it so.
    Corrected,
}

impl Why {
    /// The word that exports use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::SameName => "same-name",
            Self::PartOfName => "part-of-name",
            Self::Acronym => "acronym",
            Self::PlaceName => "place-name",
            Self::Apposition => "apposition",
            Self::Role => "role",
            Self::SameNoun => "same-noun",
            Self::Relative => "relative",
            Self::Nearest => "nearest",
            Self::FirstPerson => "first-person",
            Self::SecondPerson => "second-person",
            Self::Turn => "turn",
            Self::Corrected => "corrected",
        }
    }

    /// In a few words for the person, as in `from "the mayor" (role)`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "first mention",
            Self::SameName => "same name",
            Self::PartOfName => "part of the name",
            Self::Acronym => "initials",
            Self::PlaceName => "name of the place",
            Self::Apposition => "apposition",
            Self::Role => "role",
            Self::SameNoun => "same noun",
            Self::Relative => "relative pronoun",
            Self::Nearest => "likeliest that agrees",
            Self::FirstPerson => "the speaker's own words",
            Self::SecondPerson => "spoken to",
            Self::Turn => "label of a turn",
            Self::Corrected => "corrected by you",
        }
    }
}

/// Words that mention an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mention {
    /// Where they are.
    pub span: Span,
    /// What kind of words they are.
    pub form: Form,
    /// Why they are taken to mean this actor.
    pub why: Why,
    /// The words elsewhere in the text that support this: an earlier name, the role with which it was introduced.
    pub from: Option<Span>,
}
