//! What a person has set once and for all, in `dixit/config.toml` in their folder for configuration.

mod choices;
mod error;
mod keys;
mod share;
mod table;

pub use choices::{Bidi, Clipboard, Glyphs, Keep, Model, Positions, Quotes, Recent, When};
pub use error::SettingsError;
pub use keys::{Keys, Written};
pub use share::{Piece, Share, pieces};
pub use table::{Entry, Shape, TABLE};

use crate::fetch::Address;
use etcetera::BaseStrategy as _;
use serde::Deserialize;
use std::{fmt, fs, io, num::NonZero, path::PathBuf};
use toml_edit::Document;

/// Most megabytes that an input may be allowed to have.
const LARGEST_MB: u32 = 4000;

/// Narrowest and widest measure that can be set, in columns.
const MEASURES: (u16, u16) = (20, 1000);

/// All that can be set. [`TABLE`] tells it to people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Longest line of the text on the screen, in columns.
    pub width: u16,
    /// When to use colour.
    pub color: When,
    /// Which colours, for a light and for a dark background.
    pub theme: ThemeNames,
    /// Which signs are drawn.
    pub glyphs: Glyphs,
    /// Whether the right edge of the text is even.
    pub justify: bool,
    /// Who puts scripts that run from right to left in the order in which they are seen.
    pub bidi: Bidi,
    /// The template by which a quote is copied; the usual one where none is set.
    pub citation: Option<String>,
    /// Where what is copied goes.
    pub clipboard: Clipboard,
    /// When links are written so that the terminal can follow them.
    pub links: When,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
    /// Which quotes are shown at first.
    pub quotes: Quotes,
    /// What finds quotes and speakers while reading.
    pub model: Model,
    /// The feeds that are followed.
    pub feeds: Vec<Feed>,
    /// Most megabytes of a file, of standard input or of a line of JSON Lines that are read; 256 where it is not set.
    pub largest_input_mb: Option<NonZero<u32>>,
    /// What of what is read in the reader goes into the library.
    pub library: Keep,
    /// Whether articles open where their reader stopped, and lists tell what was read.
    pub positions: Positions,
    /// Whether what was opened lately is kept.
    pub recent: Recent,
    /// Commands of one's own that quotes and articles are shared with.
    pub share: Vec<Share>,
    /// The keys of commands, in the order of the file.
    #[serde(deserialize_with = "keys::passed_over")]
    pub keys: Vec<Keys>,
}

impl Default for Settings {
    /// What holds where nothing is set.
    fn default() -> Self {
        Self {
            width: 72,
            color: When::default(),
            theme: ThemeNames::default(),
            glyphs: Glyphs::default(),
            justify: false,
            bidi: Bidi::default(),
            citation: None,
            clipboard: Clipboard::default(),
            links: When::default(),
            mouse: true,
            quotes: Quotes::default(),
            model: Model::default(),
            feeds: Vec::new(),
            largest_input_mb: None,
            library: Keep::default(),
            positions: Positions::default(),
            recent: Recent::default(),
            share: Vec::new(),
            keys: Vec::new(),
        }
    }
}

/// The names of two themes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThemeNames {
    /// For a light background.
    pub light: String,
    /// For a dark one.
    pub dark: String,
}

impl Default for ThemeNames {
    fn default() -> Self {
        Self { light: "day".to_owned(), dark: "night".to_owned() }
    }
}

/// A place in the file of settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
}

/// Where something means nothing, and why.
pub type Problem = (Position, String);

/// A feed that is followed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Where it is: a web address.
    pub url: String,
    /// What to call it, instead of what it calls itself.
    pub name: Option<String>,
}

impl Position {
    /// The place of the byte `offset` of `text`.
    fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl Settings {
    /// The file of whoever runs the program.
    pub fn path() -> Option<PathBuf> {
        Some(etcetera::choose_base_strategy().ok()?.config_dir().join("dixit").join("config.toml"))
    }

    /// The text of a theme of one's own: `themes/NAME.toml` beside the settings; none where there is no such file.
    ///
    /// # Errors
    /// Where it cannot be read: why, in a line.
    pub fn own_theme(name: &str) -> Result<Option<String>, String> {
        /// Most bytes of a theme.
        const LARGEST: u64 = 1 << 16;
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
        let Some(path) = Self::path().filter(|_| is_name) else { return Ok(None) };
        let path = path.with_file_name("themes").join(format!("{name}.toml"));
        let told = |error: io::Error| format!("{}: {error}", path.display());
        let file = match fs::File::open(&path) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            file => file.map_err(told)?,
        };
        let mut text = String::new();
        io::Read::read_to_string(&mut io::Read::take(file, LARGEST), &mut text).map_err(told)?;
        Ok(Some(text))
    }

    /// What is set; where there is no file, nothing is.
    ///
    /// # Errors
    /// Where the file cannot be read or says something that means nothing: which, in one line.
    pub fn of_user() -> Result<Self, SettingsError> {
        Self::of_user_with_names().map(|(settings, _)| settings)
    }

    /// What is set, and the names of what is set in the file.
    ///
    /// # Errors
    /// As [`Settings::of_user`].
    pub fn of_user_with_names() -> Result<(Self, Vec<String>), SettingsError> {
        let Some(path) = Self::path() else { return Ok((Self::default(), Vec::new())) };
        let name = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => {
                let settings =
                    Self::parse(&text).map_err(|problem| SettingsError::Problem { name, problem })?;
                let names = Document::parse(text)
                    .map(|document| document.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>());
                Ok((settings, names.unwrap_or_default()))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok((Self::default(), Vec::new()))
            }
            Err(source) => Err(SettingsError::Read { name, source }),
        }
    }

    /// Reads the text of such a file.
    ///
    /// # Errors
    /// What in it means nothing, and in which line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text).map_err(|(at, words)| format!("{at}: {words}"))
    }

    fn read(text: &str) -> Result<Self, Problem> {
        let at = |span: Option<std::ops::Range<usize>>| Position::of(text, span.map_or(0, |span| span.start));
        let first_line = |words: &str| words.lines().next().unwrap_or_default().to_owned();
        let document =
            Document::parse(text).map_err(|error| (at(error.span()), first_line(error.message())))?;
        let mut settings: Self =
            toml_edit::de::from_str(text).map_err(|error| (at(error.span()), first_line(error.message())))?;
        settings.keys = keys::read(document.get("keys"), text)?;
        share::check(&mut settings.share, document.get("share"), text)?;
        if !(MEASURES.0..=MEASURES.1).contains(&settings.width) {
            let words = format!("width: from {} to {} columns", MEASURES.0, MEASURES.1);
            return Err((at(document.get("width").and_then(toml_edit::Item::span)), words));
        }
        if settings.largest_input_mb.is_some_and(|most| most.get() > LARGEST_MB) {
            let span = document.get("largest_input_mb").and_then(toml_edit::Item::span);
            return Err((at(span), format!("largest_input_mb: {LARGEST_MB} is the most that can be read")));
        }
        for (number, feed) in settings.feeds.iter().enumerate() {
            let span = || document.get("feeds")?.get(number)?.get("url")?.span();
            Address::parse(&feed.url)
                .map_err(|failure| (at(span()), format!("the feed {}: {failure}", feed.url)))?;
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
        assert_eq!(Settings::parse("library = \"kept\"\n").unwrap().library, Keep::Kept);
        assert_eq!(Settings::parse("").unwrap().positions, Positions::Keep);
        assert_eq!(Settings::parse("positions = \"nothing\"\n").unwrap().positions, Positions::Nothing);
    }

    #[test]
    fn what_means_nothing_is_named() {
        check(
            "colour = 3\n",
            "line 1, column 1: unknown field `colour`, expected one of `width`, `color`, `theme`, `glyphs`, `justify`, `bidi`, \
             `citation`, `clipboard`, `links`, `mouse`, `quotes`, `model`, `feeds`, `largest_input_mb`, `library`, `positions`, \
             `recent`, `share`, `keys`",
        );
        check(
            "[[feeds]]\nurl = \"https://a.example\"\nnmae = \"x\"\n",
            "line 3, column 1: unknown field `nmae`, expected `url` or `name`",
        );
        check("[[feeds]]\nname = \"x\"\n", "line 1, column 1: missing field `url`");
        check(
            "[[feeds]]\nurl = \"file:///etc/passwd\"\n",
            "line 2, column 7: the feed file:///etc/passwd: file: is not fetched, only http: and https: are",
        );
        check("width = 5\n", "line 1, column 9: width: from 20 to 1000 columns");
        check("keys = 3\n", "line 1, column 8: keys is a table: [keys]");
        check(
            "[keys]\nquit = [3]\n",
            "line 2, column 9: keys are names of keys: \"n\" or [\"n\", \"ctrl-n\"]",
        );
        check(
            "# é\nlargest_input_mb = 5000\n",
            "line 2, column 20: largest_input_mb: 4000 is the most that can be read",
        );
        assert!(Settings::parse("[[feeds]\n").unwrap_err().starts_with("line 1, column "));
    }
}
