//! Which key does what: one list of commands with their default keys, over which a person's own are laid. From it come
//! dispatch, the help screen, the palette, the settings and the table of the README.

mod bindings;
mod commands;
mod key;

pub use self::{
    bindings::Keymap,
    commands::{COMMANDS, Command},
    key::{Key, is_plain},
};

/// The part of the help that a command stands in, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Through the text or a list.
    Moving,
    /// To places in the text, and back.
    Jumping,
    /// From quote to quote and from pane to pane.
    Quotes,
    /// What is shown of the text.
    Showing,
    /// From article to article.
    Articles,
    /// While a list of articles is open. Its keys go before the others then, and hold only then.
    Listing,
    /// While the library is open. Its keys go before the others then, and hold only then.
    Library,
    /// Finding words.
    Searching,
    /// Putting right what the analysis got wrong.
    Correcting,
    /// While words to find are typed. Its keys hold only then.
    Typing,
    /// While something is chosen from a list. Its keys hold only then.
    Choosing,
    /// While the links on screen are labelled. Its keys hold only then.
    Linking,
    /// While words of the text are selected. Its keys hold only then.
    Stretch,
    /// What a person has marked.
    Highlighting,
    /// In the list of highlights. Its keys hold only then.
    Highlights,
    /// While a line is written. Its keys hold only then.
    Line,
    /// All else.
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

    /// In which mode its keys hold.
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

/// What keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Each asks for something.
    Article,
    /// Each asks for something in the list of actors.
    Actors,
    /// Each asks for something in the list of quotes.
    Quotes,
    /// Each asks for something in the list of articles.
    List,
    /// Each asks for something in the library.
    Library,
    /// Letters are words to find.
    Prompt,
    /// Letters are the name of an actor or of a command.
    Picker,
    /// Letters are the label of a link.
    Links,
    /// Each moves an end of the words that are selected.
    Stretch,
    /// Each asks for something in the list of highlights.
    Highlights,
    /// Letters are a line that is written.
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

    /// What it is called in the settings.
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

    /// The mode whose keys hold too, where it does not bind them itself.
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

    /// Whether `command` can be asked for while it holds.
    pub fn admits(self, command: &Definition) -> bool {
        let home = command.group.mode();
        home == self || self.under() == Some(home)
    }
}

/// A command, as it is named in a list of commands, explained in the help and bound to keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The command.
    pub command: Command,
    /// Its name: lower case, words joined by hyphens. It never changes, since people write it down.
    pub name: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
    /// Where the help lists it, and with that the mode in which its keys hold.
    pub group: Group,
    /// Its default keys, the best known first.
    pub keys: &'static [Key],
}

impl Command {
    /// Its line in the list of commands.
    pub fn definition(self) -> Option<&'static Definition> {
        COMMANDS.iter().find(|definition| definition.command == self)
    }
}

/// The table as Markdown, one table a group, for the README.
pub fn markdown() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        out.push_str("| ");
        out.push_str(group.title());
        out.push_str(" | |\n|---|---|\n");
        for definition in COMMANDS.iter().filter(|b| b.group == group) {
            // A bar would end the cell.
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

    /// The README lists the keys between two markers.
    #[test]
    fn the_readme_lists_the_keys() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let readme = std::fs::read_to_string(path).expect("README.md is there");
        let (_, rest) = readme.split_once("<!-- keys -->\n").expect("README.md has a key table");
        let (listed, _) = rest.split_once("<!-- /keys -->").expect("the key table of README.md has no end");
        assert_eq!(listed.trim(), markdown().trim(), "paste this table between the markers in README.md");
    }
}
