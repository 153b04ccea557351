//! The library: articles that are kept to be asked across all of them: who said what where, who is quoted most, which words
//! are where.
//!
//! Takes articles and their analyses ([`Library::add`]), gives rows ([`Library::said`], [`Library::people`], ...). It is one
//! file, a `SQLite` database. All of it except the texts and corrections is derived from these and can be made again.
//!
//! | room | what it is |
//! |---|---|
//! | `open` | opens the file, migrates it, and sets a damaged one aside |
//! | `schema` | the tables, and the migration from each version to the next |
//! | `keep` | adds and forgets articles, each in one transaction |
//! | `entry` | one article as rows: prepared, inserted, removed |
//! | `packed` | compressed texts, and the words of quotes in them |
//! | `parts` | restores an article from its text |
//! | [`people`] | the rule by which actors of several articles are one person |
//! | `settle` | derives the persons by that rule |
//! | [`aliases`] | the user's own decisions about who is who |
//! | `amend` | writes such a decision |
//! | `doubtful` | pairs of persons for the user to decide |
//! | `error` | what can go wrong |
//! | `ask` | questions, and the rows and lines that answer them |
//! | `check` | checks the integrity |

pub mod aliases;
pub mod amend;
mod ask;
mod check;
mod doubtful;
mod entry;
mod error;
mod keep;
mod open;
mod packed;
mod parts;
pub mod people;
mod schema;
mod settle;

pub use aliases::Aliases;
pub use ask::{Asked, Found, Person, Place, Query, Text};
pub use check::Size;
pub use doubtful::{Pair, Side};
pub use entry::Entry;
pub use error::LibraryError;
pub use keep::{Forget, Known, asked_with};

use rusqlite::{Connection, ErrorCode};

/// An open library. Several programs may have it open at once; they wait for each other.
#[derive(Debug)]
pub struct Library {
    store: Connection,
    /// What to call it in messages: its path.
    name: String,
    /// How many articles were added whose words are not indexed yet.
    unindexed: usize,
}

impl Library {
    /// What went wrong, in words for the person.
    fn failed(&self, error: &rusqlite::Error) -> LibraryError {
        failed(&self.name, error)
    }
}

fn failed(name: &str, error: &rusqlite::Error) -> LibraryError {
    let problem = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another dixit has been writing to it for long; try again".to_owned()
        }
        Some(ErrorCode::DiskFull) => "there is no room left on the disk".to_owned(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => "it cannot be written to".to_owned(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "it is damaged; it is set aside when it is opened next".to_owned()
        }
        _ => error.to_string(),
    };
    LibraryError::Store { name: name.to_owned(), problem }
}

/// A count as the store takes it.
fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
