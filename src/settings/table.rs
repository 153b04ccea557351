//! All settings in one table: from it come the printed settings and the schema, so that neither knows less than the other.

use super::{
    Bidi, Clipboard, Glyphs, Keep, LARGEST_MB, MEASURES, Model, Positions, Quotes, Recent, Settings,
    ThemeNames, When,
};
use crate::source::input::MEGABYTES;
use clap::ValueEnum;

/// A setting, told to people.
pub struct Entry {
    /// Its name in the file.
    pub name: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    /// What it can be.
    pub shape: Shape,
    /// The flag of the command line that goes before it.
    pub flag: Option<&'static str>,
    /// The variable of the environment that goes before its default.
    pub variable: Option<&'static str>,
}

/// What a setting can be.
pub enum Shape {
    /// One of a few words.
    Choice {
        /// The words, each with what it means.
        of: fn() -> Vec<(String, String)>,
        /// Which one it is.
        is: fn(&Settings) -> String,
    },
    /// A whole number.
    Number {
        /// The least and the most.
        bounds: (u32, u32),
        /// Which one it is.
        is: fn(&Settings) -> u32,
    },
    /// Yes or no.
    Switch(fn(&Settings) -> bool),
    /// A template by which a quote is copied, where one is set.
    Citation(fn(&Settings) -> Option<&str>),
    /// Two themes.
    Themes(fn(&Settings) -> &ThemeNames),
    /// The feeds that are followed.
    Feeds,
    /// Commands of one's own.
    Shares,
    /// The keys of commands.
    Keys,
}

/// The words of a choice, with what they mean.
fn words<T: ValueEnum>() -> Vec<(String, String)> {
    let values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let told = |value: clap::builder::PossibleValue| {
        let help = value.get_help().map_or_else(String::new, ToString::to_string);
        (value.get_name().to_owned(), help)
    };
    values.map(told).collect()
}

/// The word for a choice.
fn word<T: ValueEnum>(choice: T) -> String {
    choice.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// All settings, in the order in which they are told: tables last, as a file needs them.
pub const TABLE: &[Entry] = &[
    Entry {
        name: "width",
        help: "longest line of the text on the screen, in columns",
        shape: Shape::Number { bounds: (MEASURES.0 as u32, MEASURES.1 as u32), is: |s| u32::from(s.width) },
        flag: Some("--width"),
        variable: None,
    },
    Entry {
        name: "color",
        help: "when to use colour",
        shape: Shape::Choice { of: words::<When>, is: |s| word(s.color) },
        flag: Some("--color"),
        variable: Some("NO_COLOR"),
    },
    Entry {
        name: "glyphs",
        help: "which signs are drawn",
        shape: Shape::Choice { of: words::<Glyphs>, is: |s| word(s.glyphs) },
        flag: None,
        variable: Some("LC_ALL"),
    },
    Entry {
        name: "justify",
        help: "whether the right edge of the text is even",
        shape: Shape::Switch(|s| s.justify),
        flag: None,
        variable: None,
    },
    Entry {
        name: "bidi",
        help: "who puts Hebrew, Arabic and other scripts that run from right to left in the order in which they are seen",
        shape: Shape::Choice { of: words::<Bidi>, is: |s| word(s.bidi) },
        flag: None,
        variable: Some("VTE_VERSION"),
    },
    Entry {
        name: "citation",
        help: "how y copies a quote: fields in braces; what stands in brackets goes with a field in it that is empty",
        shape: Shape::Citation(|s| s.citation.as_deref()),
        flag: None,
        variable: None,
    },
    Entry {
        name: "clipboard",
        help: "where what you copy goes",
        shape: Shape::Choice { of: words::<Clipboard>, is: |s| word(s.clipboard) },
        flag: None,
        variable: None,
    },
    Entry {
        name: "links",
        help: "when links are written so that the terminal can follow them (OSC 8)",
        shape: Shape::Choice { of: words::<When>, is: |s| word(s.links) },
        flag: Some("--links"),
        variable: None,
    },
    Entry {
        name: "mouse",
        help: "whether the mouse scrolls and clicks; otherwise the terminal selects text with it",
        shape: Shape::Switch(|s| s.mouse),
        flag: Some("--no-mouse"),
        variable: None,
    },
    Entry {
        name: "quotes",
        help: "which quotes are shown at first, by how sure it is that they are quotes",
        shape: Shape::Choice { of: words::<Quotes>, is: |s| word(s.quotes) },
        flag: Some("--quotes"),
        variable: None,
    },
    Entry {
        name: "model",
        help: "what finds quotes and speakers while reading",
        shape: Shape::Choice { of: words::<Model>, is: |s| word(s.model) },
        flag: Some("--model"),
        variable: None,
    },
    Entry {
        name: "positions",
        help: "whether articles open where you stopped in them, and lists tell which you have read",
        shape: Shape::Choice { of: words::<Positions>, is: |s| word(s.positions) },
        flag: None,
        variable: None,
    },
    Entry {
        name: "recent",
        help: "whether title and place of what you open are kept for --recent",
        shape: Shape::Choice { of: words::<Recent>, is: |s| word(s.recent) },
        flag: None,
        variable: None,
    },
    Entry {
        name: "library",
        help: "what of what you read goes into the library by itself",
        shape: Shape::Choice { of: words::<Keep>, is: |s| word(s.library) },
        flag: None,
        variable: None,
    },
    Entry {
        name: "largest_input_mb",
        help: "most megabytes of a file, of standard input or of a line of JSON Lines that are read",
        shape: Shape::Number {
            bounds: (1, LARGEST_MB),
            is: |s| s.largest_input_mb.map_or(MEGABYTES, std::num::NonZero::get),
        },
        flag: None,
        variable: None,
    },
    Entry {
        name: "theme",
        help: "the colours for a light and for a dark background: plain, day, night, day-contrast, night-contrast, sixteen, or your own (themes/NAME.toml beside this file)",
        shape: Shape::Themes(|s| &s.theme),
        flag: None,
        variable: Some("NO_COLOR"),
    },
    Entry {
        name: "feeds",
        help: "the feeds that you follow, each with a url and perhaps a name",
        shape: Shape::Feeds,
        flag: None,
        variable: None,
    },
    Entry {
        name: "share",
        help: "commands of your own, run without a shell: {url}, {title}, {quote}, {speaker}, {outlet}, {date} and {citation} stand for what they say, the quote or the article is on standard input",
        shape: Shape::Shares,
        flag: None,
        variable: None,
    },
    Entry {
        name: "keys",
        help: "the keys of commands, in their own mode or in that of a table",
        shape: Shape::Keys,
        flag: None,
        variable: None,
    },
];
