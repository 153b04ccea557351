//! What a person has set once and for all, in `dixit/config.toml` in their folder for configuration.

use crate::{error::Error, fetch::Address};
use etcetera::BaseStrategy as _;
use serde::Deserialize;
use std::{fs, io, num::NonZero, path::PathBuf};

/// Most megabytes that an input may be allowed to have.
const LARGEST_MB: u32 = 4000;

/// All that can be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The feeds that are followed.
    pub feeds: Vec<Feed>,
    /// Most megabytes of a file, of standard input or of a line of JSON Lines that are read; 256 where it is not set.
    pub largest_input_mb: Option<NonZero<u32>>,
    /// What of what is read in the reader goes into the library.
    pub library: Keep,
    /// Whether articles open where their reader stopped.
    pub positions: Positions,
}

/// What of what is read in the reader goes into the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// Each article that is opened.
    Everything,
    /// No article: no text is kept of what somebody reads unless they ask for it.
    #[default]
    Nothing,
}

/// Whether the reader keeps where articles were left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Positions {
    /// So that they open there again. Of an article only a number is kept, and the key of its text.
    #[default]
    Keep,
    /// Nothing is read of it and nothing written.
    Nothing,
}

/// A feed that is followed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Where it is: a web address.
    pub url: String,
    /// What to call it, instead of what it calls itself.
    pub name: Option<String>,
}

impl Settings {
    /// The file of whoever runs the program.
    pub fn path() -> Option<PathBuf> {
        Some(etcetera::choose_base_strategy().ok()?.config_dir().join("dixit").join("config.toml"))
    }

    /// What is set; where there is no file, nothing is.
    ///
    /// # Errors
    /// Where the file cannot be read or says something that means nothing: which, in one line.
    pub fn of_user() -> Result<Self, Error> {
        let Some(path) = Self::path() else { return Ok(Self::default()) };
        let name = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map_err(|problem| Error::Settings { name, problem }),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Self::default())
            }
            Err(source) => Err(Error::Read { name, source }),
        }
    }

    /// Reads the text of such a file.
    ///
    /// # Errors
    /// What in it means nothing, and in which line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let settings: Self = toml_edit::de::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let number = before.matches('\n').count() + 1;
            let words = error.message().lines().next().unwrap_or_default();
            format!("line {number}: {words}")
        })?;
        if settings.largest_input_mb.is_some_and(|most| most.get() > LARGEST_MB) {
            return Err(format!("largest_input_mb: {LARGEST_MB} is the most that can be read"));
        }
        for feed in &settings.feeds {
            Address::parse(&feed.url).map_err(|failure| format!("the feed {}: {failure}", feed.url))?;
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, problem: &str) {
        assert_eq!(Settings::parse(text).unwrap_err(), problem);
    }

    #[test]
    fn feeds_are_read() {
        let text = "# mine\n[[feeds]]\nurl = \"https://news.example/feed\"\n\n[[feeds]]\nname = \"The Post\"\n\
                    url = \"https://post.example/rss\"\n";
        let feeds = Settings::parse(text).unwrap().feeds;
        assert_eq!(feeds.len(), 2);
        assert_eq!(feeds[1].name.as_deref(), Some("The Post"));
        assert_eq!(Settings::parse("").unwrap(), Settings::default());
        assert_eq!(Settings::parse("").unwrap().library, Keep::Nothing);
        assert_eq!(Settings::parse("library = \"everything\"\n").unwrap().library, Keep::Everything);
        assert_eq!(Settings::parse("").unwrap().positions, Positions::Keep);
        assert_eq!(Settings::parse("positions = \"nothing\"\n").unwrap().positions, Positions::Nothing);
    }

    #[test]
    fn what_means_nothing_is_named() {
        check(
            "colour = 3\n",
            "line 1: unknown field `colour`, expected one of `feeds`, `largest_input_mb`, `library`, `positions`",
        );
        check(
            "[[feeds]]\nurl = \"https://a.example\"\nnmae = \"x\"\n",
            "line 3: unknown field `nmae`, expected `url` or `name`",
        );
        check("[[feeds]]\nname = \"x\"\n", "line 1: missing field `url`");
        check(
            "[[feeds]]\nurl = \"file:///etc/passwd\"\n",
            "the feed file:///etc/passwd: file: is not fetched, only http: and https: are",
        );
        assert!(Settings::parse("[[feeds]\n").unwrap_err().starts_with("line 1: "));
    }
}
