//! Key bindings: the default ones, and those in the settings, which take precedence.

use super::{COMMANDS, Command, Definition, Key, Mode};
use crate::settings::{Keys, Position, Problem, Share, Written};
use crossterm::event::KeyEvent;

/// Which key stands for which command in which mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// The bindings in the settings first, then the default ones; of each command, the best known key first.
    bindings: Vec<Binding>,
    /// The number of bindings in the settings.
    own: usize,
    /// The keys of commands to share with, each with the index of the command in the settings.
    shares: Vec<(Key, usize)>,
}

/// Most letters in which a command name in the settings may differ from the one that is suggested for it; and most letters
/// of it that are compared.
const NEAR: usize = 3;
const LONGEST_NAME: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Binding {
    mode: Mode,
    key: Key,
    command: Command,
}

impl Default for Keymap {
    /// The default bindings.
    fn default() -> Self {
        Self { bindings: COMMANDS.iter().flat_map(defaults).collect(), own: 0, shares: Vec::new() }
    }
}

fn defaults(definition: &'static Definition) -> impl Iterator<Item = Binding> {
    let (mode, command) = (definition.group.mode(), definition.command);
    definition.keys.iter().map(move |&key| Binding { mode, key, command })
}

impl Keymap {
    /// The default bindings with those of `set` laid over them: a command in `set` has only the keys given there, and a key
    /// given there has no other meaning in its mode.
    ///
    /// # Errors
    /// All mistakes in `set`, in its order; if there are none, the first command to close something that is left without a
    /// key.
    pub fn with(set: &[Keys]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut own: Vec<(Binding, &Written)> = Vec::new();
        let mut replaced: Vec<(Mode, Command)> = Vec::new();
        for Keys { mode, command, keys } in set {
            let place = match place(mode.as_ref(), command) {
                Ok(place) => place,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let (mode, definition) = place;
            if replaced.contains(&(mode, definition.command)) {
                problems.push((command.at, format!("{} has its keys in two places", definition.name)));
                continue;
            }
            replaced.push((mode, definition.command));
            for written in keys {
                let Some(key) = Key::parse(&written.text) else {
                    problems.push((written.at, format!("no key is called {:?}", written.text)));
                    continue;
                };
                let binding = Binding { mode, key, command: definition.command };
                match own.iter().find(|(other, _)| other.mode == mode && other.key == key) {
                    Some((other, first)) => problems.push((written.at, taken(key, *other, first, mode))),
                    None => own.push((binding, written)),
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut bindings: Vec<Binding> = own.into_iter().map(|(binding, _)| binding).collect();
        let own_count = bindings.len();
        for binding in COMMANDS.iter().flat_map(defaults) {
            let is_free = bindings.iter().all(|own| own.mode != binding.mode || own.key != binding.key);
            if is_free && !replaced.contains(&(binding.mode, binding.command)) {
                bindings.push(binding);
            }
        }
        let keymap = Self { bindings, own: own_count, shares: Vec::new() };
        keymap.check_ways_out(set)?;
        Ok(keymap)
    }

    /// Adds the keys of commands to share with, which hold while an article is open; there, they replace default bindings.
    ///
    /// # Errors
    /// All mistakes: unknown names of keys, keys that the settings bind to something else, too, and keys without which
    /// something could not be closed.
    pub fn with_shares(mut self, shares: &[Share]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        for (number, share) in shares.iter().enumerate() {
            let Some(written) = &share.key else { continue };
            let Some(key) = Key::parse(written) else {
                problems.push((share.key_at, format!("no key is called {written:?}")));
                continue;
            };
            let is_it = |binding: &Binding| binding.mode == Mode::Article && binding.key == key;
            let set = self.bindings.iter().take(self.own).find(|binding| is_it(binding));
            let set = set
                .and_then(|binding| binding.command.definition())
                .map(|definition| definition.name.to_owned());
            let other = self.shares.iter().find(|(other, _)| *other == key);
            let other =
                other.and_then(|(_, other)| shares.get(*other)).map(|other| format!("share {}", other.name));
            if let Some(name) = set.or(other) {
                problems.push((share.key_at, format!("{key} is bound to {name} already")));
                continue;
            }
            self.bindings.retain(|binding| !is_it(binding));
            self.shares.push((key, number));
            if let Err(shut) = self.check_ways_out(&[]) {
                problems.extend(shut.into_iter().map(|(_, words)| (share.key_at, words)));
            }
        }
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }

    /// The index of the command to share with that `event` stands for in this mode.
    pub fn share(&self, event: KeyEvent, mode: Mode) -> Option<usize> {
        if !matches!(mode, Mode::Article | Mode::Actors | Mode::Quotes) {
            return None;
        }
        self.shares.iter().find(|(key, _)| key.matches(event)).map(|(_, number)| *number)
    }

    /// The key of the command to share with at this index.
    pub fn share_key(&self, number: usize) -> Option<Key> {
        self.shares.iter().find(|(_, other)| *other == number).map(|(key, _)| *key)
    }

    /// Checks that everything that can be open can be closed with a key.
    fn check_ways_out(&self, set: &[Keys]) -> Result<(), Vec<Problem>> {
        let ways = [
            Command::Quit,
            Command::PromptCancel,
            Command::PickerCancel,
            Command::LinkCancel,
            Command::StretchCancel,
            Command::HighlightClose,
            Command::LineCancel,
        ];
        let shut = ways.into_iter().filter_map(Command::definition).find(|way| self.keys(way).is_empty());
        let Some(shut) = shut else { return Ok(()) };
        let at = set.iter().find(|keys| keys.command.text == shut.name).or(set.last());
        let at = at.map_or_else(Position::default, |keys| keys.command.at);
        Err(vec![(at, format!("{} needs a key, since nothing else does it", shut.name))])
    }

    /// The command that `event` stands for in this mode.
    pub fn command(&self, event: KeyEvent, mode: Mode) -> Option<Command> {
        let found = |is_digit: bool| {
            let mut own = self.bindings.iter().filter(|binding| binding.mode == mode);
            own.find(|binding| (binding.key == Key::Digit) == is_digit && binding.key.matches(event))
        };
        // A digit that is bound to a command is not part of a count.
        let own = found(false).or_else(|| found(true)).map(|binding| binding.command);
        own.or_else(|| self.command(event, mode.under()?))
    }

    /// The keys of a command in its own mode.
    pub fn keys(&self, definition: &Definition) -> Vec<Key> {
        self.keys_in(definition, definition.group.mode())
    }

    /// The keys of a command in this mode only, without those of the mode under it.
    pub fn keys_in(&self, definition: &Definition, mode: Mode) -> Vec<Key> {
        let its = |binding: &&Binding| binding.mode == mode && binding.command == definition.command;
        self.bindings.iter().filter(its).map(|binding| binding.key).collect()
    }

    /// The keys of a command as the help shows them, separated by spaces; keys of other modes than its own are followed by
    /// the name of the mode.
    pub fn shown(&self, definition: &Definition) -> String {
        let home = definition.group.mode();
        let modes = std::iter::once(home).chain(Mode::ALL.into_iter().filter(|&mode| mode != home));
        let mut out: Vec<String> = Vec::new();
        for mode in modes {
            out.extend(
                self.keys_in(definition, mode).into_iter().map(|key| {
                    if mode == home { key.to_string() } else { format!("{key} ({})", mode.name()) }
                }),
            );
        }
        out.join(" ")
    }

    /// How to give a command, as a hint shows it: its first key, or `:` and its name where it has none.
    pub fn hint(&self, command: Command) -> String {
        let Some(definition) = command.definition() else { return String::new() };
        let key = self.keys(definition).first().map(ToString::to_string);
        key.unwrap_or_else(|| format!(":{}", definition.name))
    }
}

/// The mode and the command that an entry in the settings names.
fn place(mode: Option<&Written>, command: &Written) -> Result<(Mode, &'static Definition), Problem> {
    let named = |mode: &Written| {
        let known = Mode::ALL.into_iter().find(|known| known.name() == mode.text);
        known.ok_or_else(|| {
            let names = Mode::ALL.map(Mode::name).join(", ");
            (mode.at, format!("no mode is called {:?}: there are {names}", mode.text))
        })
    };
    let mode = mode.map(named).transpose()?;
    let Some(definition) = COMMANDS.iter().find(|known| known.name == command.text) else {
        return Err((command.at, unknown(&command.text)));
    };
    let home = definition.group.mode();
    let mode = mode.unwrap_or(home);
    if mode.admits(definition) {
        return Ok((mode, definition));
    }
    let words =
        format!("{} is no command of the mode {}, but of {}", definition.name, mode.name(), home.name());
    Err((command.at, words))
}

/// The message for an unknown command name, with the most similar one.
fn unknown(name: &str) -> String {
    let near = COMMANDS.iter().map(|known| (distance(name, known.name), known.name)).min();
    let hint = match near {
        Some((distance, near)) if distance <= NEAR => format!("did you mean {near}?"),
        _ => "dixit config --schema lists them".to_owned(),
    };
    format!("no command is called {name:?}: {hint}")
}

/// The Levenshtein distance between two names.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (down, a) in one.chars().take(LONGEST_NAME).enumerate() {
        let mut diagonal = down;
        let mut left = down + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(other.chars()) {
            let changed = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = changed.min(*cell + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The message for a key that is bound twice.
fn taken(key: Key, other: Binding, first: &Written, mode: Mode) -> String {
    let name = other.command.definition().map_or("another command", |definition| definition.name);
    let Position { line, column } = first.at;
    format!("{key} is bound to {name} already (line {line}, column {column}), in the mode {}", mode.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use crossterm::event::{KeyCode, KeyModifiers};

    fn keymap(text: &str) -> Keymap {
        Keymap::with(&Settings::parse(text).unwrap().keys).unwrap()
    }

    #[test]
    fn commands_of_ones_own_have_keys() {
        let with = |text: &str| {
            let settings = Settings::parse(text).unwrap();
            Keymap::with(&settings.keys).unwrap().with_shares(&settings.share)
        };
        let share = |name: &str, key: &str| {
            format!("[[share]]\nname = \"{name}\"\ncommand = [\"x\"]\nkey = \"{key}\"\n")
        };
        let keymap = with(&share("post", "n")).unwrap();
        let event = KeyEvent::new(KeyCode::Char('n'), KeyModifiers::NONE);
        assert_eq!((keymap.share(event, Mode::Quotes), keymap.share(event, Mode::List)), (Some(0), None));
        assert_eq!(keymap.command(event, Mode::Article), None);
        let wrong = |text: &str| with(text).unwrap_err().remove(0);
        let told = wrong(&format!("{}{}", share("post", "w"), share("other", "w")));
        assert_eq!((told.0.line, told.1.as_str()), (8, "w is bound to share post already"));
        assert_eq!(wrong(&share("post", "hyper-x")).1, "no key is called \"hyper-x\"");
        let set = format!("{}[keys]\nnext-quote = \"w\"\n", share("post", "w"));
        assert_eq!(wrong(&set).1, "w is bound to next-quote already");
    }

    #[track_caller]
    fn check(text: &str, problem: &str) {
        let problems = Keymap::with(&Settings::parse(text).unwrap().keys).unwrap_err();
        let told: Vec<String> =
            problems.iter().map(|(at, words)| format!("{}:{}: {words}", at.line, at.column)).collect();
        assert_eq!(told.join("\n"), problem);
    }

    fn press(c: char, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), modifiers)
    }

    #[test]
    fn control_and_plain_letters_differ() {
        let (none, keymap) = (KeyModifiers::NONE, Keymap::default());
        let command = |c, modifiers, mode| keymap.command(press(c, modifiers), mode);
        assert_eq!(command('d', none, Mode::Article), Some(Command::HalfPageDown));
        assert_eq!(command('l', KeyModifiers::CONTROL, Mode::Article), Some(Command::Redraw));
        assert_eq!(command('l', none, Mode::Article), Some(Command::PaneRight));
        assert_eq!(command('G', KeyModifiers::SHIFT, Mode::Article), Some(Command::Bottom));
        assert_eq!(command('q', KeyModifiers::ALT, Mode::Article), None);
        assert_eq!(command('Q', none, Mode::List), Some(Command::Quit));
        assert_eq!(command('q', none, Mode::Prompt), None);
    }

    #[test]
    fn what_is_set_goes_before_the_default() {
        let keymap =
            keymap("[keys]\nnext-quote = [\"ctrl-n\", \"j\"]\nclose = \"Q\"\nsort-list = []\nhelp = \"5\"\n");
        let none = KeyModifiers::NONE;
        let command = |c, modifiers, mode| keymap.command(press(c, modifiers), mode);
        assert_eq!(command('n', KeyModifiers::CONTROL, Mode::Article), Some(Command::NextQuote));
        assert_eq!(command('j', none, Mode::Article), Some(Command::NextQuote));
        assert_eq!(command('n', none, Mode::Article), None);
        assert_eq!(command('q', none, Mode::List), None);
        assert_eq!(command('Q', none, Mode::List), Some(Command::Close));
        // A key that the list does not bind any more means there what it means in the article.
        assert_eq!(command('s', none, Mode::List), Some(Command::GoToSpeaker));
        assert_eq!(command('5', none, Mode::Article), Some(Command::Help));
        assert_eq!(command('6', none, Mode::Article), Some(Command::Count));
        assert_eq!(keymap.hint(Command::Down), "↓", "its other key is taken");
        assert_eq!(keymap.hint(Command::NextQuote), "Ctrl-n");
        assert_eq!(keymap.hint(Command::SortList), ":sort-list");
    }

    #[test]
    fn a_mode_can_have_keys_of_its_own() {
        let keymap = keymap("[keys.actors]\nnext-quote = \"x\"\n[keys.list]\nquit = [\"s\"]\n");
        let command = |c, mode| keymap.command(press(c, KeyModifiers::NONE), mode);
        assert_eq!(command('x', Mode::Actors), Some(Command::NextQuote));
        assert_eq!(command('x', Mode::Quotes), Some(Command::RejectQuote));
        assert_eq!(command('x', Mode::Article), Some(Command::RejectQuote));
        assert_eq!(command('s', Mode::List), Some(Command::Quit));
        assert_eq!(command('s', Mode::Article), Some(Command::GoToSpeaker));
        assert_eq!(keymap.shown(Command::Quit.definition().unwrap()), "Q Ctrl-c s (list)");
    }

    #[test]
    fn what_means_nothing_is_told_with_its_place() {
        check(
            "[keys]\nnext-qoute = \"n\"\nquit = [\"q\", \"hyper-q\"]\n",
            "2:1: no command is called \"next-qoute\": did you mean next-quote?\n3:14: no key is called \"hyper-q\"",
        );
        check(
            "[keys]\nnext-quote = \"w\"\nquit = [\"ctrl-q\",\n  \"w\"]\n",
            "4:3: w is bound to next-quote already (line 2, column 14), in the mode article",
        );
        check("[keys.prompt]\nquit = \"x\"\n", "2:1: quit is no command of the mode prompt, but of article");
        check(
            "[keys.nowhere]\nquit = \"x\"\n",
            "1:7: no mode is called \"nowhere\": there are article, actors, quotes, list, library, prompt, choice, links, \
             stretch, highlights, line",
        );
        check("[keys]\nquit = []\n", "2:1: quit needs a key, since nothing else does it");
        check(
            "[keys]\nsort-list = \"x\"\n[keys.list]\nsort-list = \"y\"\n",
            "4:1: sort-list has its keys in two places",
        );
    }
}
