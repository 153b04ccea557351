//! The command line. Doc comments on options and commands are user-visible: help, completions and the manual page are
//! generated from them.

#[cfg(feature = "library")]
mod library;
mod shared;

#[cfg(feature = "library")]
pub(in crate::cli) use library::{
    Add, Audit, AuditForm, AuditFrom, Decide, Import, Library, OfArticles, People, RowForm, Said,
};

#[cfg(feature = "library")]
pub(in crate::cli) use shared::{AnswerArg, AnswerFormat};
pub(in crate::cli) use shared::{ColorOverride, ModelArg, ModelOverride, QuotesArg};

use crate::{export::rows::Table, reader::terminal::hyperlinks::Hyperlinks, settings::Quotes};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Read the news in a terminal and see who said what.
///
/// The article stands on the left, every quote in the colour of whoever said it; who is quoted stands on the right.
/// Press ? while reading to see all keys. Without a FILE, three sample articles are opened.
#[derive(Debug, Parser)]
#[command(name = "dixit", version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(after_help = "A file that is called like a command is opened with a path: dixit ./extract")]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub read: Read,
}

/// Reading, on the screen or off it.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Read {
    /// Articles to read: files or web addresses; - is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print the articles with quotes marked and numbered, and a list of who is quoted
    ///
    /// This is what happens anyway where standard output is not a terminal. Paragraphs are
    /// wrapped to the terminal's width; into pipes and files they go unwrapped, unless --width is given.
    #[arg(long)]
    pub plain: bool,
    /// Read line by line, without boxes and colours, as screen readers like it
    ///
    /// Commands are typed, each on a line: ? lists them. This is what happens anyway in a terminal whose TERM is "dumb".
    #[arg(long, conflicts_with = "plain")]
    pub linear: bool,
    /// Print where the links in the articles lead, and the words they are on
    #[arg(long, conflicts_with = "plain")]
    pub print_links: bool,
    /// Whether links are written so that the terminal can follow them (OSC 8)
    #[arg(long, value_name = "WHEN", value_enum)]
    pub links: Option<Hyperlinks>,
    /// Longest line of the text, in columns [default: 72 on the screen]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    #[command(flatten)]
    pub colors: ColorOverride,
    /// Which quotes are shown, by how sure it is that they are quotes [default: likely]
    #[arg(long, value_name = "WHICH", value_enum)]
    pub quotes: Option<Quotes>,
    /// Choose from what was opened lately; off the screen, print when, where and what it was
    #[arg(long, conflicts_with_all = ["files", "plain", "print_links"])]
    pub recent: bool,
    /// Choose from what is kept to be read later; off the screen, print when it was kept, where and what it is
    #[arg(long, conflicts_with_all = ["files", "plain", "linear", "print_links", "recent", "follow"])]
    pub later: bool,
    /// Read the file again whenever it changes, and stay at its end where one is there
    #[arg(long, conflicts_with_all = ["plain", "linear", "print_links", "recent"])]
    pub follow: bool,
    /// Leave the mouse to the terminal, so that it selects text
    #[arg(long)]
    pub no_mouse: bool,
    #[command(flatten)]
    pub finder: ModelOverride,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Write quotes and actors as JSON Lines, one object an article, or as flat rows
    Extract(Extract),
    /// Print who speaks in an article, as what, how much, how surely and through whom
    ///
    /// In a terminal a table, elsewhere a line for each who speaks; corrections that the reader has kept are made.
    Sources(Sources),
    /// Write an article with its quotes for another program or other people: Markdown, HTML, CSV, JSON, a citation
    ///
    /// Corrections that the reader has kept are made.
    Export(super::export::Export),
    /// Ask the feeds that are followed for news, and choose from them
    ///
    /// The feeds stand in dixit/config.toml in the folder for configuration, each as [[feeds]] with a url and perhaps a
    /// name. Where standard output is not a terminal, the feeds and the numbers of their entries are printed.
    Feeds(Feeds),
    /// Keep articles, to be asked across all of them: what somebody said, who is quoted most
    ///
    /// Alone it opens the library on the screen: who says most, search over everything, outlets, who carries whose words.
    /// It is a file in dixit/library in the state folder (~/.local/state), which only its owner can read.
    #[cfg(feature = "library")]
    Library {
        /// What is done with it
        #[command(subcommand)]
        command: Option<Library>,
    },
    /// Print what somebody said in all articles of the library, the newest first
    ///
    /// All that was found is printed and counted, also the few quotes that the reader leaves out since they are likely none: it is
    /// told how many these are, and each has a ~, as has what is doubtful.
    #[cfg(feature = "library")]
    Said(Said),
    /// Print who is quoted in the articles of the library, whoever is quoted most first
    ///
    /// All quotes that were found are counted, also the few that the reader leaves out since they are likely none.
    #[cfg(feature = "library")]
    People(People),
    /// Count who speaks across many articles: how much, as what, named or not, through whom, by outlet and month
    ///
    /// What kind of source somebody is, is told by the words that the articles have for them, and "unknown" where they have
    /// none; pronouns are those that the articles use. A text counts once, however often it is given.
    #[cfg(feature = "library")]
    Audit(Audit),
    /// Compare with gold quotes and print how well they were found
    Evaluate(Evaluate),
    /// Print all settings, what they are set to and where, as a file of settings
    Config {
        /// Print a JSON schema of the file instead
        #[arg(long)]
        schema: bool,
        /// Print where the file is, or would be
        #[arg(long, conflicts_with = "schema")]
        path: bool,
    },
    /// Describe the rows that extract, export and audit write: the columns of each table
    Rows,
    /// Write a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual page, for man or a file
    Man,
}

/// The sourcing of articles.
#[derive(Debug, Args)]
pub(in crate::cli) struct Sources {
    /// Articles: files or web addresses; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Print a JSON object an article
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub counted: QuotesArg,
    /// Width of the table, in columns; without it a pipe gets no table
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    #[command(flatten)]
    pub finder: ModelArg,
}

/// Feeds that are followed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Feeds {
    /// Only ask for news, and print how much there is
    #[arg(long)]
    pub quiet: bool,
    /// Add all articles of the feeds to the library; what is in already is passed over
    #[cfg_attr(feature = "library", arg(long, conflicts_with_all = ["quiet", "follow", "opml"]))]
    #[cfg_attr(not(feature = "library"), arg(skip))]
    pub keep: bool,
    /// Follow the feeds that this file of OPML names as well, as other readers of feeds write it
    #[arg(long, value_name = "FILE", conflicts_with = "opml")]
    pub follow: Option<PathBuf>,
    /// Print the feeds that are followed as OPML
    #[arg(long)]
    pub opml: bool,
    #[command(flatten)]
    pub finder: ModelOverride,
    #[command(flatten)]
    pub colors: ColorOverride,
}

/// Quotes and actors as JSON Lines.
#[derive(Debug, Args)]
pub(in crate::cli) struct Extract {
    /// What the files hold
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub from: From,
    /// Apply the corrections in this file; those of other texts are passed over
    ///
    /// The reader keeps such files, one a text, in dixit/corrections in the state folder (~/.local/state). Several
    /// put one behind the other are a file too. Without this option nothing that was kept is applied.
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Write flat rows instead: one a quote, an actor or an article
    ///
    /// Every value is a string, a number, true or false, or nothing. The columns of each table are told by: dixit rows
    #[arg(long, value_name = "TABLE", value_enum)]
    pub rows: Option<Rows>,
    /// What rows are written as
    #[arg(long, value_name = "FORM", value_enum, default_value_t, requires = "rows")]
    pub format: ExtractForm,
    /// After the output of each input line, write an object {"answer": NUMBER, "problem": WORDS or null}
    ///
    /// So a program that writes articles to standard input knows what is done. Lines are counted from 1 without empty
    /// ones, and problems are told there alone.
    #[arg(long, conflicts_with = "format")]
    pub answers: bool,
    /// How many articles are read at once [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub finder: ModelArg,
    /// Files or web addresses to read; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// A table of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Rows {
    /// One a quote, with its speaker and its article
    Quotes,
    /// One an actor of an article
    Actors,
    /// One an article
    Articles,
}

impl Rows {
    pub const fn table(self) -> Table {
        match self {
            Self::Quotes => Table::Quotes,
            Self::Actors => Table::Actors,
            Self::Articles => Table::Articles,
        }
    }
}

/// What the rows of articles are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum ExtractForm {
    /// A JSON object a line
    #[default]
    Jsonl,
    /// Cells between commas, with a line of names; made harmless for spreadsheets
    Csv,
    /// A stream of Arrow IPC: columns in batches, for engines
    #[cfg(feature = "arrow")]
    Arrow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum From {
    /// Files of any kind that can be read: an article each, or several
    #[default]
    Text,
    /// One article a line, each a JSON object with "doc" and "text", and perhaps "outlet", "url" and "language"
    Jsonl,
}

/// How well quotes are found.
#[derive(Debug, Args)]
pub(in crate::cli) struct Evaluate {
    /// Files of JSON Lines with gold quotes; - is standard input. Or files of brat, NAME.ann
    ///
    /// The text of NAME.ann is NAME.txt beside it or in a folder "text" beside its folder; what comes after a last "_" in
    /// its name may be missing there. A line is an object with "doc", "text" and "quotes"; a quote has "content", "source" and "cue", each a list of
    /// [start, end] in Unicode code points, and may have "speaker" and "aliases".
    #[arg(value_name = "GOLD", required = true)]
    pub files: Vec<PathBuf>,
    /// List the worst errors of each kind in context, this many
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "10", require_equals = true)]
    pub errors: Option<usize>,
    /// Show how far confidence can be trusted: for each part of its range, how many quotes are right
    #[arg(long)]
    pub calibration: bool,
    /// Print the figures as a JSON object
    #[arg(long, conflicts_with_all = ["errors", "calibration"])]
    pub json: bool,
    #[command(flatten)]
    pub finder: ModelArg,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
