//! A person's corrections of an analysis, kept apart from it. Takes an article, its analysis and [`Correction`]s, gives the
//! corrected analysis ([`apply()`]).
//!
//! A correction names quotes by their words and actors by their names, so that it holds for the next analysis of the
//! same text too, however that numbers them. Undoing is leaving one out and applying the rest to the first analysis.
//! Only [`Store`] and [`Collection::read`] touch files; how these look is for [`crate::keeping`].
//!
//! ```
//! use dixit::corrections::{self, ActorName, Correction, QuoteName};
//! use dixit::{Analyzer, Article, Format};
//!
//! let article = Article::from_text("note.txt", "“We will pay,” said Ann Roe, the mayor.", Format::Plain);
//! let analysis = Analyzer::default().analyse(&article);
//! let correction = Correction::Reassign {
//!     quote: QuoteName::of(&article.text, &analysis.quotes[0].quote),
//!     speaker: Some(ActorName { name: "Ida Brandt".to_owned(), at: None }),
//! };
//! let corrected = corrections::apply(&article, analysis, &[correction]).analysis;
//! let speaker = corrected.quotes[0].speaker.and_then(|id| corrected.actor(id));
//! assert_eq!(speaker.map(|actor| actor.name.as_str()), Some("Ida Brandt"));
//! ```

mod apply;
mod editor;
mod naming;

pub use apply::{Applied, apply};
pub use editor::{alike, source_words};
pub use naming::{ActorName, QuoteName};

pub use crate::article::Key;
#[cfg(feature = "reader")]
use crate::keeping;
use crate::{actors::ActorKind, attribution::QuoteKind};
use serde::{Deserialize, Serialize};

/// Where corrections are kept between runs.
#[cfg(feature = "reader")]
pub type Store = keeping::Store<Correction>;
/// A change to the corrections that are kept.
#[cfg(feature = "reader")]
pub type Change = keeping::Change<Correction>;
/// The corrections of any number of texts.
#[cfg(feature = "reader")]
pub type Collection = keeping::Collection<Correction>;

/// A correction that a person has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Correction {
    /// The quote is somebody else's.
    Reassign {
        /// Which quote.
        quote: QuoteName,
        /// Whose: an actor of the article, or a name for one that the analysis has not found. `None` where nobody is
        /// known to say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<ActorName>,
    },
    /// The quote and all with the same inferred speaker are somebody else's: those that the analysis gives to the same actor
    /// because of the same words ("the company").
    ReassignAlike {
        /// One of them.
        quote: QuoteName,
        /// Whose they are, as in [`Correction::Reassign`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<ActorName>,
    },
    /// This is no quote.
    Reject {
        /// Which one.
        quote: QuoteName,
    },
    /// The quote is one, and its speaker is right.
    Confirm {
        /// Which one.
        quote: QuoteName,
    },
    /// These words are a quote that the analysis has not found.
    Add {
        /// The words.
        quote: QuoteName,
        /// Whose they are, as in [`Correction::Reassign`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<ActorName>,
    },
    /// The quote begins and ends elsewhere.
    Bounds {
        /// Which one.
        quote: QuoteName,
        /// The words that it should hold.
        to: QuoteName,
    },
    /// The quote is direct, mixed or indirect.
    Kind {
        /// Which one.
        quote: QuoteName,
        /// What it is.
        kind: QuoteKind,
    },
    /// Two actors are one.
    Merge {
        /// The one whose name becomes another name of the other.
        actor: ActorName,
        /// The one that stays.
        into: ActorName,
    },
    /// An actor has another name.
    Rename {
        /// Who.
        actor: ActorName,
        /// The name; the one before becomes another name of the actor.
        name: String,
    },
    /// An actor has another role, or none.
    Role {
        /// Who.
        actor: ActorName,
        /// The role.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
    },
    /// An actor is of another kind ("not anonymous").
    ActorKind {
        /// Who.
        actor: ActorName,
        /// What the actor is.
        kind: ActorKind,
    },
}

#[cfg(feature = "reader")]
impl Correction {
    /// Whether it names a quote whose words stand in `text`, or an actor by two words or more that do. A short one, as "No", may
    /// stand in any.
    fn speaks_of(&self, text: &str) -> bool {
        /// Fewest bytes of a quote that can tell a text.
        const TELLING: usize = 20;
        let has_quote = |quote: &QuoteName| {
            quote.words.iter().map(String::len).sum::<usize>() >= TELLING && quote.spans(text).is_some()
        };
        let has_actor = |actor: &ActorName| actor.name.contains(' ') && text.contains(&actor.name);
        match self {
            Self::Reassign { quote, .. }
            | Self::ReassignAlike { quote, .. }
            | Self::Reject { quote }
            | Self::Confirm { quote }
            | Self::Add { quote, .. }
            | Self::Bounds { quote, .. }
            | Self::Kind { quote, .. } => has_quote(quote),
            Self::Merge { actor, into } => has_actor(actor) && has_actor(into),
            Self::Rename { actor, .. } | Self::Role { actor, .. } | Self::ActorKind { actor, .. } => {
                has_actor(actor)
            }
        }
    }
}

/// The corrections of a text as they are read.
#[cfg(feature = "reader")]
#[derive(Debug, Deserialize)]
pub struct Part {
    text: String,
    #[serde(default)]
    correction: Vec<Correction>,
}

#[cfg(feature = "reader")]
impl keeping::Kept for Correction {
    const TABLE: &'static str = "correction";
    const FOLDER: &'static str = "corrections";
    const PLURAL: &'static str = "corrections";
    const PREAMBLE: &'static str = "\
# Corrections made in dixit. Each [[article]] is a text, known by the SHA-256 of its UTF-8; places are bytes of UTF-8.
# Kept by hand as well as by dixit; `dixit extract --corrections` reads it, and several such files in one.

";
    // A person may have written it.
    const SETS_ASIDE: bool = false;
    type Part = Part;

    fn of(part: Part) -> (String, Vec<Self>) {
        (part.text, part.correction)
    }

    fn any_fits(all: &[Self], text: &str) -> bool {
        all.iter().any(|correction| correction.speaks_of(text))
    }

    /// Each is made in its turn: one made again after another is needed again.
    fn is_same(&self, _: &Self) -> bool {
        false
    }

    /// In another text an actor is known by the name alone: the place may be somebody else's there.
    fn elsewhere(mut self) -> Self {
        match &mut self {
            Self::Reassign { speaker, .. }
            | Self::ReassignAlike { speaker, .. }
            | Self::Add { speaker, .. } => {
                if let Some(speaker) = speaker {
                    speaker.at = None;
                }
            }
            Self::Merge { actor, into } => (actor.at, into.at) = (None, None),
            Self::Rename { actor, .. } | Self::Role { actor, .. } | Self::ActorKind { actor, .. } => {
                actor.at = None;
            }
            Self::Reject { .. } | Self::Confirm { .. } | Self::Bounds { .. } | Self::Kind { .. } => {}
        }
        self
    }
}
