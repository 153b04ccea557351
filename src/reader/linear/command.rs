//! Line mode: parses a typed line into a command and performs it.

use super::{Answer, Effect, Linear};
use crate::{
    attribution::Sense,
    export::format::ExportFormat,
    printable,
    reader::keymap::{COMMANDS, Command, Definition, Keymap, Mode},
};

/// The commands of line mode, in the order of the help, each with a help text where that differs from the screen's.
const HERE: [(Command, Option<&str>); 37] = [
    (Command::Down, Some("the next paragraph; an empty line, too")),
    (Command::Up, Some("the paragraph before")),
    (Command::Top, Some("the beginning; g 12: paragraph 12; 42%: so far into the text")),
    (Command::Bottom, Some("the end; 5G: paragraph 5")),
    (Command::SetMark, Some("m a: mark what was read last with a letter")),
    (Command::GoToMark, Some("'a: to that mark; '': to before the last jump; ' alone: all marks")),
    (Command::Contents, Some("the headings, each with the number of its paragraph")),
    (Command::NextQuote, Some("the next quote; right after a search, the next match")),
    (Command::PreviousQuote, Some("the quote before; right after a search, the match before")),
    (
        Command::Select,
        Some("all about the quote: how sure, which words name its source; 12 or q 12: quote 12"),
    ),
    (Command::ActorCard, Some("all about the speaker; i NAME: about somebody")),
    (Command::Sources, None),
    (Command::NextPane, Some("who speaks, a line each")),
    (Command::ToggleFilter, Some("f NAME: only quotes by this speaker, too; f alone: by the one who speaks")),
    (Command::NextSense, None),
    (Command::NextThreshold, None),
    (Command::Search, Some("/words: the paragraph with these words; / alone: the next one")),
    (Command::Cancel, Some("end the search, then the filter")),
    (Command::CopyQuote, Some("the quote with speaker, title, date and link")),
    (Command::CopyAllQuotes, Some("all quotes of this speaker so")),
    (Command::Export, Some("e FORM: write a file: markdown, html, csv, json, csl, bibtex")),
    (Command::ReassignQuote, Some("r NAME: the quote is by this speaker; r alone: by nobody known")),
    (Command::RejectQuote, None),
    (Command::MergeActor, Some("M NAME: the speaker is this actor, too: the two are one")),
    (
        Command::Correct,
        Some(
            "the quote and its speaker are right; E begins WORDS, E ends WORDS: where the quote begins or ends; E kind mixed: \
             what it is; E name NAME, E role ROLE, E kind person: of its speaker; E name WHO = NAME: of somebody else",
        ),
    ),
    (
        Command::SelectWords,
        Some("v WORDS: these are a quote that was missed; v FIRST WORDS ... LAST WORDS: from these to those"),
    ),
    (Command::UndoCorrection, None),
    (Command::HighlightQuote, None),
    (Command::NoteQuote, Some("A words: a note on the quote; A alone: tells it")),
    (Command::Highlights, Some("all highlights and notes, a line each")),
    (Command::KeepForLater, None),
    (Command::ReadingList, Some("what you have kept to read another day; I 2 opens the second")),
    (Command::GoBack, Some("all articles, a line each; articles 3: to the third")),
    (Command::NextArticle, None),
    (Command::PreviousArticle, None),
    (Command::Help, Some("these lines")),
    (Command::Close, Some("end")),
];

/// The name of the command for the list of actors, which on screen is a pane.
const ACTORS: &str = "actors";

/// The name of the command for the list of articles, which on screen is "back".
const ARTICLES: &str = "articles";

/// Whether a number before the command is a repeat count.
const fn repeats(command: Command) -> bool {
    matches!(
        command,
        Command::Down
            | Command::Up
            | Command::NextQuote
            | Command::PreviousQuote
            | Command::NextArticle
            | Command::PreviousArticle
    )
}

/// Whether the command takes an argument: "search bridge".
const fn takes_words(command: Command) -> bool {
    matches!(
        command,
        Command::Top
            | Command::Bottom
            | Command::SetMark
            | Command::GoToMark
            | Command::ActorCard
            | Command::ToggleFilter
            | Command::Search
            | Command::Export
            | Command::ReassignQuote
            | Command::MergeActor
            | Command::Correct
            | Command::SelectWords
            | Command::NoteQuote
            | Command::ReadingList
            | Command::GoBack
    )
}

/// The command with this name or key, if line mode has it.
fn named(keymap: &Keymap, word: &str) -> Option<Command> {
    let is_it = |definition: &&Definition| {
        definition.group.mode() == Mode::Article
            && (definition.name == word || keymap.keys(definition).iter().any(|key| key.to_string() == word))
    };
    let found = COMMANDS.iter().filter(is_it).map(|definition| definition.command);
    found.into_iter().find(|command| HERE.iter().any(|(here, _)| here == command))
}

/// A mark command and its letter written as one word: `ma` sets mark a, `'a` goes to it.
fn mark<'a>(keymap: &Keymap, word: &'a str) -> Option<(Command, &'a str)> {
    [Command::SetMark, Command::GoToMark].into_iter().find_map(|command| {
        let keys = keymap.keys(command.definition()?);
        let letter = keys.iter().find_map(|key| word.strip_prefix(&key.to_string()))?;
        (letter.chars().count() == 1).then_some((command, letter))
    })
}

impl Linear {
    /// Performs the command on `line`.
    pub fn answer(&mut self, line: &str) -> Answer {
        let line = line.trim();
        if line.is_empty() {
            return self.read(1);
        }
        // A colon opens the palette on screen; whoever types it here means the same.
        let line = line.strip_prefix(':').map_or(line, str::trim_start);
        if let Some(words) = line.strip_prefix('/') {
            return self.search(words.trim());
        }
        if let Ok(number) = line.parse::<usize>() {
            return self.go_to_quote(number);
        }
        if let Some(percent) = line.strip_suffix('%').and_then(|number| number.trim_end().parse().ok()) {
            return self.go_to_percent(percent);
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (digits, word) = word.split_at_checked(digits).unwrap_or(("", word));
        if let ("", "q" | "quote", Ok(number)) = (digits, word, rest.parse()) {
            return self.go_to_quote(number);
        }
        let found = match word {
            "p" | "paragraph" => Some((Command::Top, rest)),
            ACTORS | "l" => Some((Command::NextPane, rest)),
            "quit" | "Q" => Some((Command::Close, rest)),
            ARTICLES => Some((Command::GoBack, rest)),
            _ => mark(&self.keymap, word).or_else(|| Some((named(&self.keymap, word)?, rest))),
        };
        let Some((command, rest)) = found else {
            return Answer::line(format!(
                "“{}” does nothing here; ? lists the commands",
                printable::line(line)
            ));
        };
        let word = printable::line(word);
        // Rather than ignore a part of the line, do nothing.
        if !takes_words(command) && !rest.is_empty() {
            let rest = printable::line(rest);
            return Answer::line(format!(
                "nothing is done: {word} takes no words, and “{rest}” stands behind it"
            ));
        }
        match digits.parse::<usize>() {
            Ok(number) if matches!(command, Command::Top | Command::Bottom) && rest.is_empty() => {
                self.go_to_paragraph(number)
            }
            Ok(number) if repeats(command) => {
                self.perform(command, isize::try_from(number).unwrap_or(isize::MAX), rest)
            }
            _ if digits.is_empty() => self.perform(command, 1, rest),
            _ => Answer::line(format!("nothing is done: no number can stand before {word}")),
        }
    }

    fn perform(&mut self, command: Command, times: isize, rest: &str) -> Answer {
        match command {
            Command::Down => self.read(times),
            Command::Up => self.read(-times),
            Command::Top | Command::Bottom if !rest.is_empty() => match rest.parse() {
                Ok(number) => self.go_to_paragraph(number),
                Err(_) => Answer::line(format!("“{}” is no number of a paragraph", printable::line(rest))),
            },
            Command::Top => self.jump(0),
            Command::Bottom => self.jump(usize::MAX),
            Command::SetMark => self.set_mark(rest),
            Command::GoToMark => self.go_to_mark(rest),
            Command::Contents => self.contents(),
            Command::NextQuote => self.next(times),
            Command::PreviousQuote => self.next(-times),
            Command::Select => self.about_quote(),
            Command::ActorCard => self.about_actor(rest),
            Command::Sources => self.sources(),
            Command::NextPane => self.actors(),
            Command::ToggleFilter => self.toggle_filter(rest),
            Command::NextSense => self.next_sense(),
            Command::NextThreshold => self.next_threshold(),
            Command::Search => self.search(rest),
            Command::Cancel => self.cancel(),
            Command::CopyQuote => self.cite(false),
            Command::CopyAllQuotes => self.cite(true),
            Command::Export => export(rest),
            Command::ReassignQuote => self.reassign(rest),
            Command::RejectQuote => self.reject(),
            Command::MergeActor => self.merge(rest),
            Command::Correct => self.fix(rest),
            Command::SelectWords => self.add(rest),
            Command::UndoCorrection => self.undo(),
            Command::HighlightQuote => self.highlight(),
            Command::NoteQuote => self.note(rest),
            Command::Highlights => self.highlights(),
            Command::KeepForLater => Answer::effect(Effect::Defer),
            Command::ReadingList => match rest.parse() {
                Ok(number) => Answer::effect(Effect::OpenDeferred(number)),
                Err(_) if rest.is_empty() => Answer::effect(Effect::ListDeferred),
                Err(_) => Answer::line(format!("“{}” is no number of the list", printable::line(rest))),
            },
            Command::GoBack => match rest.parse() {
                Ok(number) => Answer::effect(Effect::GoToArticle(number)),
                Err(_) if rest.is_empty() => Answer::effect(Effect::ListArticles),
                Err(_) => Answer::line(format!("“{}” is no number of the list", printable::line(rest))),
            },
            Command::NextArticle => Answer::effect(Effect::Step(times)),
            Command::PreviousArticle => Answer::effect(Effect::Step(-times)),
            Command::Close => Answer::effect(Effect::Quit),
            _ => help(&self.keymap),
        }
    }

    /// Restricts the quotes to the next sense: speech, thought, document, then all again.
    fn next_sense(&mut self) -> Answer {
        self.sense = match self.sense {
            None => Some(Sense::Speech),
            Some(Sense::Speech) => Some(Sense::Thought),
            Some(Sense::Thought) => Some(Sense::Document),
            Some(Sense::Document) => None,
        };
        self.refilter();
        let what = self.sense.map_or("speech, thoughts and documents", Sense::name);
        Answer::line(format!("{what}: {}", self.count()))
    }
}

/// Exports in the format named by `rest`.
fn export(rest: &str) -> Answer {
    let format = ExportFormat::ALL.into_iter().find(|format| format.name() == rest);
    let known = || ExportFormat::ALL.map(ExportFormat::name).join(", ");
    format.map_or_else(
        || Answer::line(format!("say in which form: e and one of {}", known())),
        |format| Answer::effect(Effect::Export(format)),
    )
}

/// The help: a line for each command.
fn help(keymap: &Keymap) -> Answer {
    let line = |(command, here): &(Command, Option<&str>)| {
        let definition = command.definition()?;
        // Only keys that are one character can be typed as a line.
        let keys = keymap.keys(definition).into_iter().map(|key| key.to_string());
        let key = keys.into_iter().find(|key| key.chars().count() == 1);
        let key = key.map_or(String::new(), |key| format!("{key} or "));
        let (key, name) = match command {
            Command::NextPane => ("l or ", ACTORS),
            Command::GoBack => ("", ARTICLES),
            _ => (key.as_str(), definition.name),
        };
        Some(format!("{key}{name}: {}", here.unwrap_or(definition.help)))
    };
    Answer::lines(HERE.iter().filter_map(line).collect())
}
