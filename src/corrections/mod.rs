//! What a person has put right in an analysis, kept apart from it. Takes an article, its analysis and [`Correction`]s,
//! gives the analysis with the corrections made ([`apply`]).
//!
//! A correction names quotes by their words and actors by their names, so that it holds for the next analysis of the
//! same text too, however that numbers them. Undoing is leaving one out and applying the rest to the first analysis.
//! Only [`Store`] and [`Collection::read`] touch files.
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
#[cfg(feature = "reader")]
mod file;
mod naming;
#[cfg(feature = "reader")]
mod store;

pub use apply::{Applied, apply};
pub use editor::{alike, source_words};
#[cfg(feature = "reader")]
pub use file::Collection;
pub use naming::{ActorName, QuoteName};
#[cfg(feature = "reader")]
pub use store::{Change, Store};

pub use crate::article::Key;
use crate::{actors::ActorKind, attribution::QuoteKind};
use serde::{Deserialize, Serialize};

/// Something that a person has put right.
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
    /// The quote and all that hang on the same guess are somebody else's: those that the analysis gives to the same
    /// actor because of the same words ("the company").
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
    /// The quote is one, and of whom the analysis says.
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
