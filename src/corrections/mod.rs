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
#[cfg(feature = "reader")]
pub use file::Collection;
pub use naming::{ActorName, QuoteName};
#[cfg(feature = "reader")]
pub use store::{Change, Store};

pub use crate::article::Key;
use serde::{Deserialize, Serialize};

/// Something that a person has put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
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
    /// This is no quote.
    Reject {
        /// Which one.
        quote: QuoteName,
    },
    /// Two actors are one.
    Merge {
        /// The one whose name becomes another name of the other.
        actor: ActorName,
        /// The one that stays.
        into: ActorName,
    },
}
