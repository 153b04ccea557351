//! Pickers: choosing an actor, name, role, kind, correction or form of export by typing a part of it.

mod choices;
pub mod update;
pub mod view;

use crate::{
    actors::{ActorId, ActorKind},
    attribution::QuoteKind,
    corrections::{ActorName, QuoteName},
    export::format::ExportFormat,
    reader::overlays::field::Field,
};

/// Longest input, in bytes.
const LONGEST: usize = 200;

/// The state of a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What is being chosen.
    pub purpose: Purpose,
    /// The input.
    pub field: Field,
    /// The index of the selected choice in [`Picker::choices`].
    pub selected: usize,
}

/// What is being chosen, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The speaker of a quote.
    Reassign {
        /// The quote.
        quote: QuoteName,
        /// The words of its source and the number of quotes with the same source, where there are several.
        alike: Option<(String, usize)>,
    },
    /// The speaker of these words, which become a quote.
    Add(QuoteName),
    /// The actor to merge this one into.
    Merge(ActorName),
    /// A new name for this actor.
    Rename(ActorName),
    /// A role for an actor.
    Role {
        /// The actor.
        actor: ActorName,
        /// The current role.
        now: Option<String>,
    },
    /// A kind for an actor.
    ActorKind {
        /// The actor.
        actor: ActorName,
        /// The current kind.
        now: ActorKind,
    },
    /// A kind for a quote.
    QuoteKind {
        /// The quote.
        quote: QuoteName,
        /// The current kind.
        now: QuoteKind,
    },
    /// A correction of a quote and its speaker, or of an actor alone.
    Correct {
        /// The quote.
        quote: Option<QuoteName>,
        /// The actor.
        actor: Option<ActorName>,
    },
    /// A form of export.
    Export,
}

/// A choice of a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// An actor of the article; `true` where it is probably the same as the actor being merged.
    Actor(ActorId, bool),
    /// Another actor who already has the name being typed: merge the two instead of renaming.
    Namesake(ActorId),
    /// A new actor with this name.
    New(String),
    /// Nobody, or no role.
    Nobody,
    /// This name or role.
    Words(String),
    /// This name, although another actor has it: the two stay different actors.
    SameName(String),
    /// A kind of actor.
    ActorKind(ActorKind),
    /// A kind of quote.
    QuoteKind(QuoteKind),
    /// Something to put right.
    Fix(Fix),
    /// A form of export.
    Format(ExportFormat),
}

/// A correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// None: the quote and its speaker are right.
    Confirm,
    /// Another speaker.
    Speaker,
    /// Not a quote.
    Reject,
    /// Other bounds of the quote.
    Bounds,
    /// Another kind of quote: direct, mixed or indirect.
    QuoteKind,
    /// Another name of the actor.
    Rename,
    /// Another role of the actor.
    Role,
    /// Another kind of actor.
    ActorKind,
    /// Merging the actor into another.
    Merge,
}

impl Fix {
    /// The corrections of a quote, in the order in which they are offered.
    const OF_QUOTE: [Self; 5] = [Self::Confirm, Self::Speaker, Self::Reject, Self::Bounds, Self::QuoteKind];
    /// The corrections of an actor.
    const OF_ACTOR: [Self; 4] = [Self::Rename, Self::Role, Self::ActorKind, Self::Merge];

    /// A description.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Confirm => "confirm: quote and speaker are right",
            Self::Speaker => "somebody else says it",
            Self::Reject => "this is no quote",
            Self::Bounds => "it begins or ends elsewhere",
            Self::QuoteKind => "direct, mixed or indirect",
            Self::Rename => "the actor's name",
            Self::Role => "the actor's role",
            Self::ActorKind => "person, body, anonymous, ...",
            Self::Merge => "the actor is another one",
        }
    }
}

impl Picker {
    /// A picker at its start. The field is empty, except for a name or role to be edited; a current kind is selected.
    pub fn new(purpose: Purpose) -> Self {
        let query = match &purpose {
            Purpose::Rename(actor) => actor.name.as_str(),
            Purpose::Role { now, .. } => now.as_deref().unwrap_or_default(),
            _ => "",
        };
        let selected = match &purpose {
            Purpose::ActorKind { now, .. } => ActorKind::ALL.iter().position(|kind| kind == now),
            Purpose::QuoteKind { now, .. } => QuoteKind::ALL.iter().position(|kind| kind == now),
            _ => None,
        };
        let field = Field::new(query, LONGEST);
        Self { purpose, field, selected: selected.unwrap_or(0) }
    }

    /// Whether `choice` changes nothing.
    pub fn is_as_before(&self, choice: &Choice) -> bool {
        match (&self.purpose, choice) {
            (Purpose::Rename(actor), Choice::Words(name)) => *name == actor.name,
            (Purpose::Role { now, .. }, Choice::Words(role)) => now.as_ref() == Some(role),
            (Purpose::Role { now, .. }, Choice::Nobody) => now.is_none(),
            (Purpose::ActorKind { now, .. }, Choice::ActorKind(kind)) => now == kind,
            (Purpose::QuoteKind { now, .. }, Choice::QuoteKind(kind)) => now == kind,
            _ => false,
        }
    }

    /// Inserts `text` at the cursor.
    pub fn add(&mut self, text: &str) {
        self.field.insert(text);
        self.selected = 0;
    }

    /// Whether the input may be free text, as for a name or a role, rather than one of the choices.
    pub const fn is_written(&self) -> bool {
        matches!(self.purpose, Purpose::Rename(_) | Purpose::Role { .. })
    }

    /// Deletes the grapheme cluster before the cursor, or with `all` the whole input. `false` where there is none.
    pub fn erase(&mut self, all: bool) -> bool {
        self.selected = 0;
        if all {
            self.field = Field::new("", LONGEST);
            return true;
        }
        self.field.erase()
    }

    /// Moves the selection by `by` among `count` choices.
    pub fn step(&mut self, by: isize, count: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
    }
}
