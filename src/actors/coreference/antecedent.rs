//! Whom a pronoun could mean: the question as it is put to whatever was learnt to answer it.

use crate::{
    actors::{
        ActorId, ActorKind, Form,
        grammar::{Part, Site},
        names::name::Sure,
    },
    language::pronouns::{Case, Person},
    lexicon::Gender,
};

/// A pronoun that is looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query {
    /// What it agrees with.
    pub person: Person,
    /// What it does.
    pub case: Case,
    /// Where it stands.
    pub site: Site,
    /// The hashes of the words around it: before, after, two after.
    pub words: [u32; 3],
    /// The hash of the word that opens its sentence.
    pub opener: u32,
    /// Whether it is the source of a quote.
    pub is_source: bool,
}

/// Somebody it could mean.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, none a state")]
pub(crate) struct Candidate {
    /// What the actor is.
    pub kind: ActorKind,
    /// Whether it has a name.
    pub is_named: bool,
    /// What is known of its gender.
    pub gender: Option<(Gender, Sure)>,
    /// Where it was mentioned last, or is next where it was not mentioned before.
    pub site: Site,
    /// By what words.
    pub form: Form,
    /// What the last pronoun agreed with, where it was one.
    pub pronoun: Option<Person>,
    /// The hashes of the words before and behind that mention.
    pub words: [u32; 2],
    /// Whether that mention is the source of a quote.
    pub is_source: bool,
    /// Whether it speaks the words that the pronoun stands in.
    pub speaks: bool,
    /// How often it was mentioned so far.
    pub count: u32,
    /// How often as a subject.
    pub subjects: u32,
    /// Whether it is the first that the text mentions.
    pub is_first: bool,
    /// The last sentence in which it was a subject.
    pub acted: Option<u32>,
    /// The last sentence but the one of its last mention in which it was mentioned.
    pub earlier: Option<u32>,
    /// How many others that agree were mentioned since.
    pub between: u32,
    /// How many of them were subjects.
    pub subjects_between: u32,
    /// How it is named behind the pronoun, in its sentence, where it is.
    pub after: Option<After>,
}

/// How somebody is named behind the pronoun ("In her speech, Roe said").
#[derive(Debug, Clone, Copy)]
pub(crate) struct After {
    /// How many others are named between.
    pub order: u32,
    /// The part that the name plays.
    pub part: Part,
    /// Whether a comma stands before it.
    pub comma: bool,
}

/// Chooses among candidates.
pub(crate) trait AntecedentRanker {
    /// The place in `candidates` of the one that `query` means, if it means any; `actors` are who they are.
    fn choose(&mut self, query: &Query, actors: &[ActorId], candidates: &[Candidate]) -> Option<usize>;
}
