//! Choosing by typing a part of what is wanted: an actor, a name, a kind, or what to put right.

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

/// Longest name that can be typed, in bytes.
const LONGEST: usize = 200;

/// Something that is being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What for.
    pub purpose: Purpose,
    /// What has been typed.
    pub field: Field,
    /// The chosen one, as a place in [`Picker::choices`].
    pub selected: usize,
}

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Who says this quote.
    Reassign {
        /// Which one.
        quote: QuoteName,
        /// The words that name its source and how many quotes hang on them, where it is not the only one.
        alike: Option<(String, usize)>,
    },
    /// Who says these words, which become a quote.
    Add(QuoteName),
    /// Whom this other actor is.
    Merge(ActorName),
    /// What this actor is called, where it has this name.
    Rename(ActorName),
    /// In which role this actor is.
    Role {
        /// Which one.
        actor: ActorName,
        /// Its role so far.
        now: Option<String>,
    },
    /// What kind of actor this one is.
    ActorKind {
        /// Which one.
        actor: ActorName,
        /// Its kind so far.
        now: ActorKind,
    },
    /// What kind of quote this one is.
    QuoteKind {
        /// Which one.
        quote: QuoteName,
        /// Its kind so far.
        now: QuoteKind,
    },
    /// What to put right of a quote and of who says it, or of an actor alone.
    Correct {
        /// The quote.
        quote: Option<QuoteName>,
        /// The actor.
        actor: Option<ActorName>,
    },
    /// In which form the article and its quotes are written to a file.
    Export,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// An actor of the article, and whether it may well be the same as the one that is asked about.
    Actor(ActorId, bool),
    /// An actor of the article who has the name that another is to be given: the two are made one.
    Namesake(ActorId),
    /// One that the analysis has not found, with this name.
    New(String),
    /// Nobody, or nothing.
    Nobody,
    /// This name or role.
    Words(String),
    /// This name, as another actor has it, and not the same one.
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

/// What can be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// Nothing: quote and speaker are right.
    Confirm,
    /// Who says a quote.
    Speaker,
    /// That something is a quote at all.
    Reject,
    /// Where a quote begins and ends.
    Bounds,
    /// Whether a quote is direct, mixed or indirect.
    QuoteKind,
    /// What an actor is called.
    Rename,
    /// In which role an actor is.
    Role,
    /// What kind of actor one is.
    ActorKind,
    /// That two actors are one.
    Merge,
}

impl Fix {
    /// What of a quote can be put right, in the order in which it is offered.
    const OF_QUOTE: [Self; 5] = [Self::Confirm, Self::Speaker, Self::Reject, Self::Bounds, Self::QuoteKind];
    /// What of an actor.
    const OF_ACTOR: [Self; 4] = [Self::Rename, Self::Role, Self::ActorKind, Self::Merge];

    /// What it does, in words.
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
    /// Nothing typed yet, but for a name or a role, which is there to be changed; and what is so already is selected.
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

    /// Whether `choice` leaves everything as it is.
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

    /// Adds `text` to what has been typed.
    pub fn add(&mut self, text: &str) {
        self.field.insert(text);
        self.selected = 0;
    }

    /// Whether words are written that need not be those of a choice: a name, or a role.
    pub const fn is_written(&self) -> bool {
        matches!(self.purpose, Purpose::Rename(_) | Purpose::Role { .. })
    }

    /// Takes the letter before the cursor away, or all; `false` where there is none.
    pub fn erase(&mut self, all: bool) -> bool {
        self.selected = 0;
        if all {
            self.field = Field::new("", LONGEST);
            return true;
        }
        self.field.erase()
    }

    /// Goes `by` choices on among `count`, as far as there are any.
    pub fn step(&mut self, by: isize, count: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
    }
}
