//! The numbers that stand for the variants of enums in features.
//!
//! Weights are looked up by them, so that they are part of the models: a number never changes, and a new variant gets a new
//! one. They are written out here so that they do not depend on the order in which variants are declared.

use crate::{
    actors::{ActorKind, Form, grammar::Part, names::name::Sure},
    language::pronouns::{Case, Person},
};

pub(super) const fn of_actor_kind(kind: ActorKind) -> u32 {
    match kind {
        ActorKind::Person => 0,
        ActorKind::Organisation => 1,
        ActorKind::Place => 2,
        ActorKind::Group => 3,
        ActorKind::Document => 4,
        ActorKind::Anonymous => 5,
    }
}

pub(super) const fn of_part(part: Part) -> u32 {
    match part {
        Part::Subject => 0,
        Part::Object => 1,
        Part::Prepositional => 2,
        Part::Owner => 3,
        Part::Apposed => 4,
        Part::Other => 5,
    }
}

pub(super) const fn of_form(form: Form) -> u32 {
    match form {
        Form::Name => 0,
        Form::Noun => 1,
        Form::Pronoun => 2,
    }
}

pub(super) const fn of_sure(sure: Sure) -> u32 {
    match sure {
        Sure::Pronouns => 0,
        Sure::Given => 1,
        Sure::Noun => 2,
    }
}

pub(super) const fn of_person(person: Person) -> u32 {
    match person {
        Person::First => 0,
        Person::FirstPlural => 1,
        Person::Second => 2,
        Person::He => 3,
        Person::She => 4,
        Person::It => 5,
        Person::They => 6,
        Person::Relative => 7,
    }
}

pub(super) const fn of_case(case: Case) -> u32 {
    match case {
        Case::Subject => 0,
        Case::Object => 1,
        Case::Owner => 2,
        Case::Reflexive => 3,
    }
}
