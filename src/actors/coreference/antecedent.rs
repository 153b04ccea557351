//! What an antecedent ranker is asked: a pronoun, and the candidates for its antecedent.

use crate::{
    actors::{
        ActorId, ActorKind, Form,
        grammar::{Part, Site},
        names::name::Sure,
    },
    language::pronouns::{Case, Person},
    lexicon::Gender,
};

/// A pronoun whose antecedent is sought.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query {
    /// Its grammatical person.
    pub person: Person,
    /// Its case.
    pub case: Case,
    /// Where it stands.
    pub site: Site,
    /// The hashes of the word before it, the word after it and the one after that.
    pub words: [u32; 3],
    /// The hash of the first word of its sentence.
    pub opener: u32,
    /// Whether it is the source of a quote.
    pub is_source: bool,
}

/// A candidate for the antecedent.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, none a state")]
pub(crate) struct Candidate {
    /// What the actor is.
    pub kind: ActorKind,
    /// Whether it has a name.
    pub is_named: bool,
    /// What is known of its gender.
    pub gender: Option<(Gender, Sure)>,
    /// Where its last mention stands, or its next where it was not mentioned before.
    pub site: Site,
    /// The form of that mention.
    pub form: Form,
    /// The grammatical person of that mention, if it is a pronoun.
    pub pronoun: Option<Person>,
    /// The hashes of the words before and after that mention.
    pub words: [u32; 2],
    /// Whether that mention is the source of a quote.
    pub is_source: bool,
    /// Whether it speaks the words that the pronoun stands in.
    pub speaks: bool,
    /// How often it was mentioned so far.
    pub count: u32,
    /// How often it was a subject so far.
    pub subjects: u32,
    /// Whether it is the first actor that the text mentions.
    pub is_first: bool,
    /// The last sentence in which it was a subject.
    pub acted: Option<u32>,
    /// The last sentence with a mention of it before the sentence of its last mention.
    pub earlier: Option<u32>,
    /// How many other candidates that agree in gender were mentioned since.
    pub between: u32,
    /// How many of them were subjects.
    pub subjects_between: u32,
    /// How it is named after the pronoun, if it is named there in the same sentence.
    pub after: Option<After>,
}

/// A name of a candidate after the pronoun ("In her speech, Roe said").
#[derive(Debug, Clone, Copy)]
pub(crate) struct After {
    /// How many other candidates are named in between.
    pub order: u32,
    /// The grammatical role of the name.
    pub part: Part,
    /// Whether a comma stands before it.
    pub comma: bool,
}

/// A model that chooses among candidates.
pub(crate) trait AntecedentRanker {
    /// The index in `candidates` of the antecedent of `query`, if it is one of them; `actors` are their ids, in the same order.
    fn choose(&mut self, query: &Query, actors: &[ActorId], candidates: &[Candidate]) -> Option<usize>;
}
