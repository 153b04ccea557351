//! The command palette: all commands by name, with their keys, and jumps to places by number.

pub mod update;
pub mod view;

use crate::{
    reader::{
        app::state::View,
        keymap::{COMMANDS, Command, Definition, Group, Mode},
    },
    settings::Share,
};
use std::sync::Arc;

/// Longest query, in bytes.
const LONGEST: usize = 100;

/// The state of the palette.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Palette {
    /// The input.
    pub query: String,
    /// The index of the selected choice in [`Palette::choices`].
    pub selected: usize,
    /// The user's own commands.
    pub shares: Arc<[Share]>,
}

/// A choice of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A command.
    Command(&'static Definition),
    /// The user's own command with this index.
    Share(usize),
    /// Jump to this percentage of the text.
    Percent(usize),
    /// Jump to the paragraph with this number.
    Paragraph(usize),
    /// Jump to the quote with this number among those shown.
    Quote(usize),
}

impl Palette {
    /// The choices in `view` that match the input, the best match first.
    pub fn choices(&self, view: View) -> Vec<Choice> {
        let wanted = self.query.trim().to_lowercase();
        let place = (view == View::Article).then(|| place(&wanted)).flatten();
        let holds = |definition: &&Definition| match definition.group.mode() {
            Mode::Article if view != View::Article => {
                matches!(definition.group, Group::Moving | Group::Articles | Group::Program)
            }
            Mode::Article => true,
            Mode::List => view == View::List,
            Mode::Library => view == View::Library,
            _ => false,
        };
        let holds = |definition: &&Definition| {
            holds(definition) && !matches!(definition.command, Command::Count | Command::Palette)
        };
        let commands = COMMANDS.iter().filter(holds).filter_map(|definition| {
            Some((rank(definition.name, definition.help, &wanted)?, Choice::Command(definition)))
        });
        let shares = self.shares.iter().enumerate().filter(|_| view == View::Article);
        let shares = shares.filter_map(|(number, share)| {
            Some((rank(&format!("share-{}", share.name), "", &wanted)?, Choice::Share(number)))
        });
        let mut ranked: Vec<(u8, Choice)> = commands.chain(shares).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        place.into_iter().chain(ranked.into_iter().map(|(_, choice)| choice)).collect()
    }

    /// Appends `text` to the input.
    pub fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            self.query.extend(text.chars().filter(|c| !c.is_control()));
            self.selected = 0;
        }
    }
}

/// Parses a place: `42%`, `42 %`, `p 12`, `12`, or `q 5`.
fn place(wanted: &str) -> Option<Choice> {
    let number = |words: &str| words.trim().parse::<usize>().ok();
    if let Some(percent) = wanted.strip_suffix('%') {
        return number(percent).map(Choice::Percent);
    }
    if let Some(quote) = wanted.strip_prefix('q') {
        return number(quote).map(Choice::Quote);
    }
    number(wanted.strip_prefix('p').unwrap_or(wanted)).map(Choice::Paragraph)
}

/// How well a command matches the lower-case input; 0 is best, `None` no match.
fn rank(name: &str, help: &str, wanted: &str) -> Option<u8> {
    let typed = wanted.replace(' ', "-");
    if name.starts_with(&typed) {
        Some(0)
    } else if name.contains(&typed) {
        Some(1)
    } else if help.to_lowercase().contains(wanted) {
        Some(2)
    } else {
        is_subsequence(&typed, name).then_some(3)
    }
}

/// Whether `letters` is a subsequence of `name`.
fn is_subsequence(letters: &str, name: &str) -> bool {
    let mut rest = name.chars();
    letters.chars().all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> Option<Choice> {
        let palette = Palette { query: query.to_owned(), ..Palette::default() };
        palette.choices(View::Article).first().copied()
    }

    #[test]
    fn a_command_is_found_by_its_name_a_part_of_it_its_letters_or_its_help() {
        for (query, name) in [
            ("next-quote", "next-quote"),
            ("Next q", "next-quote"),
            ("mouse", "toggle-mouse"),
            ("nqu", "next-quote"),
            ("give the quote to another", "reassign-quote"),
        ] {
            assert!(
                matches!(first(query), Some(Choice::Command(d)) if d.name == name),
                "{query}: {:?}",
                first(query)
            );
        }
        assert_eq!(first("zzzz"), None);
    }

    #[test]
    fn numbers_are_places() {
        assert_eq!(first("42 %"), Some(Choice::Percent(42)));
        assert_eq!(first("420%"), Some(Choice::Percent(420)));
        assert_eq!([first("q 5"), first("q5")], [Some(Choice::Quote(5)); 2]);
        assert_eq!(first("p 12"), Some(Choice::Paragraph(12)));
        assert_eq!(first(" 7"), Some(Choice::Paragraph(7)));
        assert_eq!(Palette { query: "7".to_owned(), ..Palette::default() }.choices(View::List), []);
    }

    #[test]
    fn commands_of_ones_own_are_found_by_name() {
        let settings = "[[share]]\nname = \"post\"\ncommand = [\"toot\"]\n";
        let shares: Arc<[Share]> = crate::settings::Settings::parse(settings).unwrap().share.into();
        let with =
            |query: &str| Palette { query: query.to_owned(), shares: Arc::clone(&shares), selected: 0 };
        assert_eq!(with("share p").choices(View::Article).first(), Some(&Choice::Share(0)));
        assert_eq!(with("").choices(View::Article).last(), Some(&Choice::Share(0)));
        assert!(!with("").choices(View::List).contains(&Choice::Share(0)));
    }

    #[test]
    fn commands_are_listed_where_they_hold() {
        let has = |view, name| {
            let choices = Palette::default().choices(view);
            choices.iter().any(|choice| matches!(choice, Choice::Command(d) if d.name == name))
        };
        assert!(has(View::List, "sort-list") && !has(View::Article, "sort-list"));
        assert!(has(View::List, "quit") && !has(View::List, "next-quote"));
        assert!(has(View::Article, "quit") && !has(View::Article, "prompt-accept"));
    }
}
