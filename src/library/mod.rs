//! What was read, kept to be asked across articles: who said what where, who is quoted most, which words are where.
//!
//! Takes articles and their analyses ([`Library::add`]), gives rows ([`Library::said`], [`Library::people`], ...). It is a
//! derived index: what the texts and the corrections are decides, and what lies in it can be made again of them. It is one
//! file, a store of `SQLite`; `schema` tells how it is built, from its first version on.
//!
//! | room | what it is |
//! |---|---|
//! | `open` | opening: a private file, brought up to date, or set aside where it is damaged |
//! | `schema` | the tables, and the way from one version to the next |
//! | `keep` | adding and forgetting, each article a whole: a program that is killed loses only the one in work |
//! | `entry` | one article as rows: made ready, put in, taken out |
//! | `packed` | texts as they are kept, and the words of quotes read from them |
//! | `parts` | what makes an article of a kept text again |
//! | [`people`] | the rule by which actors of several articles are one person |
//! | `settle` | the persons derived by that rule |
//! | [`aliases`] | what a person has said of who is who |
//! | `amend` | writing it down |
//! | `doubtful` | who may be one person or two, for somebody to decide |
//! | `error` | what can go wrong |
//! | `ask` | questions, and the rows and lines that answer them |
//! | `check` | whether all fits together |

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

/// An open library. Any number of programs may have it open; they wait for each other.
#[derive(Debug)]
pub struct Library {
    store: Connection,
    /// What to call it in messages: its path.
    name: String,
    /// How many articles it has added whose words are in no index yet.
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

/// A count as the store has it.
fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
