//! The palette: all commands by name, with their keys, and places to go to by number.

pub mod update;
pub mod view;

use crate::reader::{
    app::state::View,
    keymap::{COMMANDS, Command, Definition, Group, Mode},
};

/// Longest query, in bytes.
const LONGEST: usize = 100;

/// A command that is being chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Palette {
    /// What has been typed.
    pub query: String,
    /// The chosen one, as a place in [`Palette::choices`].
    pub selected: usize,
}

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A command.
    Command(&'static Definition),
    /// Going to where so many hundredths of the text lie above.
    Percent(usize),
    /// Going to the paragraph with this number.
    Paragraph(usize),
    /// Going to the quote with this number, of those that are shown.
    Quote(usize),
}

impl Palette {
    /// What can be chosen while this fills the screen, what answers best to the query first.
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
        let mut ranked: Vec<(u8, &Definition)> = COMMANDS
            .iter()
            .filter(holds)
            .filter_map(|definition| Some((rank(definition, &wanted)?, definition)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        place
            .into_iter()
            .chain(ranked.into_iter().map(|(_, definition)| Choice::Command(definition)))
            .collect()
    }

    /// Adds `text` to what has been typed.
    pub fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            self.query.extend(text.chars().filter(|c| !c.is_control()));
            self.selected = 0;
        }
    }
}

/// The place that is meant: `42%`, `42 %`, `p 12`, `12`, or `q 5`.
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

/// How well a command answers to what has been typed, in lower case; the best is 0.
fn rank(definition: &Definition, wanted: &str) -> Option<u8> {
    let name = wanted.replace(' ', "-");
    if definition.name.starts_with(&name) {
        Some(0)
    } else if definition.name.contains(&name) {
        Some(1)
    } else if definition.help.to_lowercase().contains(wanted) {
        Some(2)
    } else {
        is_subsequence(&name, definition.name).then_some(3)
    }
}

/// Whether all letters of `letters` stand in `name`, in their order.
fn is_subsequence(letters: &str, name: &str) -> bool {
    let mut rest = name.chars();
    letters.chars().all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> Option<Choice> {
        let palette = Palette { query: query.to_owned(), selected: 0 };
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
        assert_eq!(Palette { query: "7".to_owned(), selected: 0 }.choices(View::List), []);
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
