//! A person's own decisions about who is who: a file that can be edited and shared.
//!
//! ```toml
//! [[person]]
//! name = "Angela Merkel"
//! also = ["Merkel", "Angela Dorothea Merkel"]   # these names mean her, in every article
//!
//! [[person]]
//! name = "Nick Brown"
//! role = "foreign minister"                      # whoever is called so and has these words in their role is one of their own
//!
//! [[person]]
//! name = "John Brown"
//! one = true                                     # all who are called so are one, whatever their roles
//! not = ["John W. Brown"]                        # is somebody else: not to be asked about again
//! ```

use super::{Library, LibraryError, people::name_key};
use etcetera::BaseStrategy as _;
use rusqlite::{TransactionBehavior, params};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// What the file says about names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// The key of a name, the key of a role or an empty string, and the key of the name that is meant. A name that means
    /// itself makes one person of all with that name.
    names: BTreeSet<(String, String, String)>,
    /// Pairs of keys of names that are of two people, in alphabetical order.
    apart: BTreeSet<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    person: Vec<WrittenPerson>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPerson {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    one: bool,
    role: Option<String>,
}

impl Aliases {
    /// The person's own file: `dixit/people.toml` in their folder for configuration.
    pub fn path_of_person() -> Option<PathBuf> {
        Some(etcetera::choose_base_strategy().ok()?.config_dir().join("dixit").join("people.toml"))
    }

    /// Reads such a file; a missing one is as an empty one.
    ///
    /// # Errors
    /// Where it cannot be read or means nothing.
    pub fn read(path: &Path) -> Result<Self, LibraryError> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(|problem| LibraryError::Aliases { name, problem }),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Self::default())
            }
            Err(source) => Err(LibraryError::ReadAliases { name, source }),
        }
    }

    /// Reads the text of such a file.
    ///
    /// # Errors
    /// What in it means nothing, and in which line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml_edit::de::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let number = before.matches('\n').count() + 1;
            format!("line {number}: {}", error.message().lines().next().unwrap_or_default())
        })?;
        let mut found = BTreeSet::new();
        let mut apart = BTreeSet::new();
        for WrittenPerson { name, also, not, one, role } in written.person {
            let means = name_key(&name);
            if means.is_empty() {
                return Err(format!("the name {name:?} has no letters"));
            }
            if let Some(other) = also.iter().chain(&not).find(|other| name_key(other).is_empty()) {
                return Err(format!("the name {other:?} has no letters"));
            }
            for other in also.iter().map(|other| name_key(other)).filter(|other| *other != means) {
                let is_other = |(key, role, of): &&(String, String, String)| {
                    *key == other && role.is_empty() && *of != means
                };
                if found.iter().find(is_other).is_some() {
                    return Err(format!("{other:?} is said to mean two people"));
                }
                found.insert((other, String::new(), means.clone()));
            }
            apart.extend(not.iter().map(|other| pair(&means, &name_key(other))));
            if one {
                found.insert((means.clone(), String::new(), means.clone()));
            }
            if let Some(role) = role.as_deref().map(name_key).filter(|role| !role.is_empty()) {
                found.insert((means.clone(), role, means));
            }
        }
        Ok(Self { names: found, apart })
    }
}

/// Two keys in alphabetical order.
fn pair(one: &str, other: &str) -> (String, String) {
    let (one, other) = (one.to_owned(), other.to_owned());
    if one <= other { (one, other) } else { (other, one) }
}

impl Aliases {
    /// The person's own; nothing where there is no folder for it.
    ///
    /// # Errors
    /// Where the file cannot be read or means nothing.
    pub fn of_person() -> Result<Self, LibraryError> {
        Self::path_of_person().map_or_else(|| Ok(Self::default()), |path| Self::read(&path))
    }

    /// The key of the name that this one means: itself, unless the file says otherwise.
    pub fn meant<'a>(&'a self, key: &'a str) -> &'a str {
        let said = self.names.iter().find(|(name, role, _)| name == key && role.is_empty());
        said.map_or(key, |(_, _, means)| means)
    }

    /// Whether the file says that all with this name are one person.
    pub fn is_one(&self, key: &str) -> bool {
        self.names.iter().any(|(name, role, means)| name == key && role.is_empty() && means == key)
    }

    /// Whether the file says that these names are of two people.
    pub fn are_apart(&self, one: &str, other: &str) -> bool {
        self.apart.contains(&pair(one, other))
    }

    /// The roles by which the file tells apart people with this name, the longest first.
    pub fn roles(&self, key: &str) -> Vec<&str> {
        let of = self.names.iter().filter(|(_, role, means)| means == key && !role.is_empty());
        let mut roles: Vec<&str> = of.map(|(_, role, _)| role.as_str()).collect();
        roles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        roles
    }
}

impl Library {
    /// The person's own library, with their decisions about who is who. `caution` is called where a damaged library was set aside.
    ///
    /// # Errors
    /// As [`Library::open`], and where the file of people cannot be read or means nothing.
    pub fn of_person(caution: impl FnMut(String)) -> Result<Self, LibraryError> {
        let mut library = Self::open(&Self::path_of_person()?, caution)?;
        if let Some(path) = Aliases::path_of_person() {
            library.use_aliases(&Aliases::read(&path)?)?;
        }
        Ok(library)
    }

    /// Applies decisions from now on. Costs nothing where they have not changed.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn use_aliases(&mut self, aliases: &Aliases) -> Result<(), LibraryError> {
        let name = self.name.clone();
        self.replace_aliases(aliases).map_err(|error| super::failed(&name, &error))
    }

    fn replace_aliases(&mut self, aliases: &Aliases) -> rusqlite::Result<()> {
        let before: BTreeSet<(String, String, String)> = self
            .store
            .prepare("SELECT name_key, role, means FROM alias")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if before == aliases.names {
            return Ok(());
        }
        let whole = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        whole.execute("DELETE FROM alias", [])?;
        for (name, role, means) in &aliases.names {
            whole.execute(
                "INSERT INTO alias (name_key, role, means) VALUES (?1, ?2, ?3)",
                params![name, role, means],
            )?;
        }
        for (name, _, means) in before.symmetric_difference(&aliases.names) {
            whole.execute("INSERT OR IGNORE INTO unsettled VALUES (?1), (?2)", params![name, means])?;
        }
        whole.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_is_told() {
        let check = |text: &str, problem: &str| {
            assert!(Aliases::parse(text).unwrap_err().contains(problem), "{text}");
        };
        check("[[person]]\nnmae = \"x\"\n", "line 2: unknown field `nmae`");
        check("[[person]]\nname = \"…\"\n", "has no letters");
        check("[[person]]\nname = \"Ann Roe\"\nalso = [\"…\"]\n", "has no letters");
        check(
            "[[person]]\nname = \"A B\"\nalso = [\"B\"]\n[[person]]\nname = \"C B\"\nalso = [\"B\"]\n",
            "\"b\" is said to mean two people",
        );
        assert_eq!(Aliases::parse("").unwrap(), Aliases::default());
    }
}
