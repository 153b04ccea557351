//! Writes a decision about who is who into the file of aliases, and leaves everything else in it as it is.

use super::{Aliases, LibraryError, people::name_key};
use crate::private;
use std::{io, path::Path};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// A decision about who is who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The first name means the same person as the second one; if both are equal, all with that name are one person.
    Join(String, String),
    /// The two names are of two people.
    Part(String, String),
    /// Those with this name and these words in their role are a person of their own.
    Role(String, String),
}

/// Writes a decision into the file at `path`, which is made where it is missing.
///
/// # Errors
/// Where the file cannot be read or written, means nothing, or would.
pub fn decide(path: &Path, decision: &Decision) -> Result<(), LibraryError> {
    let written = private::amend(path, |text| amended(text, decision).map(Some).map_err(io::Error::other));
    written.map_err(|source| LibraryError::Aliases {
        name: path.display().to_string(),
        problem: source.to_string(),
    })
}

/// The text of the file with the decision in it.
fn amended(text: &str, decision: &Decision) -> Result<String, String> {
    Aliases::parse(text)?;
    let mut file: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let persons = file.entry("person").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let persons = persons.as_array_of_tables_mut().ok_or("person has to be written as [[person]]")?;
    match decision {
        Decision::Join(name, meant) if name_key(name) == name_key(meant) => {
            of(persons, meant)?.insert("one", value(true));
        }
        Decision::Join(name, meant) => {
            for person in persons.iter_mut() {
                let key = key_of(person);
                if key == name_key(meant) || key == name_key(name) {
                    remove(person, "not", name);
                    remove(person, "not", meant);
                }
            }
            add(of(persons, meant)?, "also", name)?;
        }
        Decision::Part(name, other) => {
            for person in persons.iter_mut() {
                let key = key_of(person);
                if key == name_key(other) {
                    remove(person, "also", name);
                } else if key == name_key(name) {
                    remove(person, "also", other);
                }
            }
            add(of(persons, name)?, "not", other)?;
        }
        Decision::Role(name, role) => {
            let mut person = Table::new();
            person.insert("name", value(name));
            person.insert("role", value(role));
            persons.push(person);
        }
    }
    let text = file.to_string();
    Aliases::parse(&text).map(|_| text)
}

fn key_of(person: &Table) -> String {
    name_key(person.get("name").and_then(Item::as_str).unwrap_or_default())
}

/// The entry of a name without a role; a new one where there is none.
fn of<'a>(persons: &'a mut ArrayOfTables, name: &str) -> Result<&'a mut Table, String> {
    let key = name_key(name);
    if key.is_empty() {
        return Err(format!("the name {name:?} has no letters"));
    }
    let at = persons.iter().position(|person| key_of(person) == key && !person.contains_key("role"));
    let at = at.unwrap_or_else(|| {
        let mut person = Table::new();
        person.insert("name", value(name));
        persons.push(person);
        persons.len() - 1
    });
    persons.get_mut(at).ok_or_else(|| format!("{name} has no entry"))
}

fn add(person: &mut Table, list: &str, name: &str) -> Result<(), String> {
    if name_key(name).is_empty() {
        return Err(format!("the name {name:?} has no letters"));
    }
    let names = person.entry(list).or_insert_with(|| value(Array::new()));
    let names = names.as_array_mut().ok_or_else(|| format!("{list} has to be a list of names"))?;
    if !names.iter().any(|known| known.as_str().is_some_and(|known| name_key(known) == name_key(name))) {
        names.push(name);
    }
    Ok(())
}

fn remove(person: &mut Table, list: &str, name: &str) {
    let Some(names) = person.get_mut(list).and_then(Item::as_array_mut) else { return };
    names.retain(|known| known.as_str().is_none_or(|known| name_key(known) != name_key(name)));
    if names.is_empty() {
        person.remove(list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(name: &str, meant: &str) -> Decision {
        Decision::Join(name.to_owned(), meant.to_owned())
    }

    fn part(name: &str, other: &str) -> Decision {
        Decision::Part(name.to_owned(), other.to_owned())
    }

    #[test]
    fn what_is_decided_is_written_and_can_be_taken_back() {
        let kept = "# mine\n[[person]]\nname = \"Ann Lind\" # the critic\nalso = [\"Lind\"]\n";
        let joined = amended(kept, &join("Anne Lind", "Ann Lind")).unwrap();
        assert_eq!(joined, kept.replace("[\"Lind\"]", "[\"Lind\", \"Anne Lind\"]"));
        assert_eq!(amended(&joined, &join("anne lind", "Ann Lind")).unwrap(), joined);
        let parted = amended(&joined, &part("Anne Lind", "Ann Lind")).unwrap();
        assert!(parted.starts_with(kept) && parted.contains("not = [\"Ann Lind\"]"), "{parted}");
        let aliases = Aliases::parse(&parted).unwrap();
        assert!(aliases.are_apart("ann lind", "anne lind") && aliases.meant("anne lind") == "anne lind");
        let again = amended(&parted, &join("Anne Lind", "Ann Lind")).unwrap();
        assert!(!again.contains("not ="), "{again}");
        let one = amended("", &join("Nick Brown", "Nick Brown")).unwrap();
        assert!(Aliases::parse(&one).unwrap().is_one("nick brown"), "{one}");
        let role =
            amended(&one, &Decision::Role("Nick Brown".to_owned(), "foreign minister".to_owned())).unwrap();
        assert_eq!(Aliases::parse(&role).unwrap().roles("nick brown"), ["foreign minister"]);
    }

    #[test]
    fn what_would_mean_nothing_is_not_written() {
        let kept = "[[person]]\nname = \"Ann Lind\"\nalso = [\"Anne Lind\"]\n";
        assert!(amended(kept, &join("Anne Lind", "Ida Lind")).unwrap_err().contains("two people"));
        assert!(amended("nonsense", &join("Anne Lind", "Ida Lind")).is_err());
        assert!(amended("", &join("…", "Ida Lind")).unwrap_err().contains("no letters"));
    }
}
