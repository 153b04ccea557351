//! What a person has made for texts (corrections, highlights), kept between runs: one TOML file for each text, which only they
//! can read. Each kind of thing has a folder and tables of its own, and is kept in the same way ([`Kept`]). It goes with an article
//! whose text changes.

mod error;
mod file;
mod store;
mod versions;

pub use error::KeepingError;
pub use file::{Collection, Heading};
pub use store::{Change, Store};

use serde::{Serialize, de::DeserializeOwned};

/// Something that is kept for a text: a table in the `[[article]]` of that text.
pub trait Kept: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The name of its tables, and of its files in messages: a correction stands in `[[article.correction]]`.
    const TABLE: &'static str;
    /// The name of its folder among what is kept.
    const FOLDER: &'static str;
    /// What several of them are called.
    const PLURAL: &'static str;
    /// What is written above the first article of a file.
    const PREAMBLE: &'static str;
    /// Whether a file that cannot be read is set aside, so that a new one can be begun; otherwise it is left for the person to
    /// mend, and nothing is kept until then.
    const SETS_ASIDE: bool;
    /// An `[[article]]` as it is read.
    type Part: DeserializeOwned;

    /// The key of its text, as it is written, and what is kept of it.
    fn of(part: Self::Part) -> (String, Vec<Self>);

    /// Whether any of `all`, which are kept for another text, speaks of words of `text`: that is then a version of the other,
    /// if it has its title.
    fn any_fits(all: &[Self], text: &str) -> bool;

    /// Whether the two are one, made twice by two readers or in two texts of an article, so that the second is enough.
    fn is_same(&self, other: &Self) -> bool;

    /// What holds of it in another version of its text.
    #[must_use]
    fn elsewhere(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests;
