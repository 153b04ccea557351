//! The table of commands with their default keys, and the bindings in the settings that are laid over it. From it come
//! dispatch, the help screen, the palette, the settings and the table in the README. What a command does is for the panes.

mod bindings;
mod commands;
mod key;

pub use self::{
    bindings::Keymap,
    commands::{COMMANDS, Command},
    key::{Key, is_plain},
};

/// The section of the help that lists a command, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving through the text or a list.
    Moving,
    /// Jumping in the text, and back.
    Jumping,
    /// Moving from quote to quote and from pane to pane; using quotes.
    Quotes,
    /// What of the text is shown, and how.
    Showing,
    /// Moving from article to article.
    Articles,
    /// In the list of articles, where these bindings precede those of the article.
    Listing,
    /// In the library, where these bindings precede those of the article.
    Library,
    /// Search.
    Searching,
    /// Corrections.
    Correcting,
    /// While a query is typed. These bindings hold only then.
    Typing,
    /// While a picker is open. These bindings hold only then.
    Choosing,
    /// While the links on screen are labelled. These bindings hold only then.
    Linking,
    /// While a stretch is selected. These bindings hold only then.
    Stretch,
    /// Highlights and notes.
    Highlighting,
    /// In the list of highlights. These bindings hold only there.
    Highlights,
    /// While a line is typed. These bindings hold only then.
    Line,
    /// All others.
    Program,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Self; 17] = [
        Self::Moving,
        Self::Jumping,
        Self::Quotes,
        Self::Correcting,
        Self::Highlighting,
        Self::Showing,
        Self::Articles,
        Self::Listing,
        Self::Library,
        Self::Searching,
        Self::Typing,
        Self::Choosing,
        Self::Linking,
        Self::Stretch,
        Self::Highlights,
        Self::Line,
        Self::Program,
    ];

    /// The heading of the group.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Jumping => "Jumping",
            Self::Quotes => "Quotes and speakers",
            Self::Showing => "What is shown",
            Self::Articles => "Articles",
            Self::Listing => "In a list of articles",
            Self::Library => "In the library",
            Self::Searching => "Searching",
            Self::Correcting => "Corrections",
            Self::Typing => "While typing words to find",
            Self::Choosing => "While choosing",
            Self::Linking => "While links are labelled",
            Self::Stretch => "While words are selected",
            Self::Highlighting => "Highlights and notes",
            Self::Highlights => "In the list of highlights",
            Self::Line => "While a line is written",
            Self::Program => "The program",
        }
    }

    /// The mode in which the keys of the group hold.
    pub const fn mode(self) -> Mode {
        match self {
            Self::Listing => Mode::List,
            Self::Library => Mode::Library,
            Self::Typing => Mode::Prompt,
            Self::Choosing => Mode::Picker,
            Self::Linking => Mode::Links,
            Self::Stretch => Mode::Stretch,
            Self::Highlights => Mode::Highlights,
            Self::Line => Mode::Line,
            _ => Mode::Article,
        }
    }
}

/// What is on screen and has the focus, which decides what keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The text: keys are commands.
    Article,
    /// The list of actors: keys are commands.
    Actors,
    /// The list of quotes: keys are commands.
    Quotes,
    /// The list of articles: keys are commands.
    List,
    /// The library: keys are commands.
    Library,
    /// A field for a query: characters are typed.
    Prompt,
    /// A picker, the palette or the table of contents: characters filter its entries.
    Picker,
    /// Labelled links: characters are a label.
    Links,
    /// A stretch that is being selected: keys move its ends.
    Stretch,
    /// The list of highlights: keys are commands.
    Highlights,
    /// A field for a line, such as a note: characters are typed.
    Line,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 11] = [
        Self::Article,
        Self::Actors,
        Self::Quotes,
        Self::List,
        Self::Library,
        Self::Prompt,
        Self::Picker,
        Self::Links,
        Self::Stretch,
        Self::Highlights,
        Self::Line,
    ];

    /// Its name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Actors => "actors",
            Self::Quotes => "quotes",
            Self::List => "list",
            Self::Library => "library",
            Self::Prompt => "prompt",
            Self::Picker => "choice",
            Self::Links => "links",
            Self::Stretch => "stretch",
            Self::Highlights => "highlights",
            Self::Line => "line",
        }
    }

    /// The mode whose bindings hold where this one has none for a key.
    pub const fn under(self) -> Option<Self> {
        match self {
            Self::Actors | Self::Quotes | Self::List | Self::Library => Some(Self::Article),
            Self::Article
            | Self::Prompt
            | Self::Picker
            | Self::Links
            | Self::Stretch
            | Self::Highlights
            | Self::Line => None,
        }
    }

    /// Whether `command` can be bound in this mode.
    pub fn admits(self, command: &Definition) -> bool {
        let home = command.group.mode();
        home == self || self.under() == Some(home)
    }
}

/// A command as the table of commands has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The command.
    pub command: Command,
    /// Its name: lower case, words joined by hyphens. It must not change, since settings contain it.
    pub name: &'static str,
    /// What it does, in a line of the help.
    pub help: &'static str,
    /// The group in the help; it also decides the mode in which the keys hold.
    pub group: Group,
    /// Its default keys, the best known first.
    pub keys: &'static [Key],
}

impl Command {
    /// Its row in the table of commands.
    pub fn definition(self) -> Option<&'static Definition> {
        COMMANDS.iter().find(|definition| definition.command == self)
    }
}

/// The table of commands as Markdown, one table per group, for the README.
pub fn markdown() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        out.push_str("| ");
        out.push_str(group.title());
        out.push_str(" | |\n|---|---|\n");
        for definition in COMMANDS.iter().filter(|b| b.group == group) {
            // A vertical bar would end the cell.
            let key = |key: &Key| format!("`{}`", key.to_string().replace('|', "\\|"));
            let keys: Vec<String> = definition.keys.iter().map(key).collect();
            out.extend(["| ", &keys.join(" "), " | ", definition.help, " |\n"]);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_bound_twice() {
        for mode in Mode::ALL {
            let mut seen = Vec::new();
            for key in COMMANDS.iter().filter(|b| b.group.mode() == mode).flat_map(|b| b.keys) {
                let name = key.to_string();
                assert!(!seen.contains(&name), "{name} is bound twice");
                seen.push(name);
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        let mut names: Vec<&str> = COMMANDS.iter().map(|d| d.name).collect();
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }

    /// The README has the table between two markers.
    #[test]
    fn the_readme_lists_the_keys() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let readme = std::fs::read_to_string(path).expect("README.md is there");
        let (_, rest) = readme.split_once("<!-- keys -->\n").expect("README.md has a key table");
        let (listed, _) = rest.split_once("<!-- /keys -->").expect("the key table of README.md has no end");
        assert_eq!(listed.trim(), markdown().trim(), "paste this table between the markers in README.md");
    }
}
