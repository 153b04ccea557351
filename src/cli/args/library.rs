//! Options of the commands about the library, and across articles.

use super::{AnswerArg, From, ModelArg, QuotesArg, Rows};
use crate::export::rows::Form;
use clap::{Args, Subcommand, ValueEnum, builder::RangedU64ValueParser};
use std::path::PathBuf;

/// What rows are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum RowForm {
    /// A JSON object a line
    #[default]
    Jsonl,
    /// Cells between commas, with a line of names; made harmless for spreadsheets
    Csv,
}

impl RowForm {
    pub const fn form(self) -> Form {
        match self {
            Self::Jsonl => Form::Jsonl,
            Self::Csv => Form::Csv,
        }
    }
}

/// What is done with the library.
///
/// It is a file in dixit/library in the state folder (~/.local/state), which only its owner can read.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Library {
    /// Add articles; what is in with the same model is passed over, so that what was broken off goes on
    Add(Add),
    /// Take over a reading list from another service: what is to be read goes on the reading list (dixit --later), and what
    /// comes with its text into the library
    Import(Import),
    /// Look whether all in it fits together, and tell how much there is
    Check,
    /// Analyse again all that is in it, or go on with that
    Rebuild {
        #[command(flatten)]
        finder: ModelArg,
    },
    /// Write all that is in it as rows
    Export {
        /// Which rows
        #[arg(long, value_name = "TABLE", value_enum, default_value = "quotes")]
        rows: Rows,
        /// What rows are written as
        #[arg(long, value_name = "FORM", value_enum, default_value_t)]
        format: RowForm,
    },
    /// Print the articles whose text has these words, the newest first
    Search {
        /// The words; those between double quotation marks stand together. Case and accents count for nothing
        #[arg(value_name = "WORDS", required = true, value_parser = words)]
        words: Vec<String>,
        #[command(flatten)]
        articles: OfArticles,
        /// No more than this many
        #[arg(long, value_name = "NUMBER", value_parser = number())]
        limit: Option<usize>,
        #[command(flatten)]
        answer: AnswerArg,
    },
    /// Forget articles, with all that is known by them alone
    Forget {
        /// What the article is called, its address, or the SHA-256 of its text (eight digits of it or more)
        #[arg(value_name = "ARTICLE", required_unless_present_any = ["before", "person"])]
        article: Option<String>,
        /// All articles that name this person in full, whether they are quoted or not
        #[arg(long, value_name = "NAME", conflicts_with_all = ["article", "before"])]
        person: Option<String>,
        /// All articles published before this day, or added before it where no day of publication is known
        #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "article")]
        before: Option<String>,
    },
}

/// Parses a number of rows or sources, which is at least one.
fn number() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..)
}

/// Parses a name or words, which must not be empty.
fn words(typed: &str) -> Result<String, String> {
    if typed.chars().any(char::is_alphanumeric) {
        Ok(typed.to_owned())
    } else {
        Err("there are no words in it".to_owned())
    }
}

/// Parses the start of a period: a day, a month or a year.
fn date(typed: &str) -> Result<String, String> {
    let whole = match typed.len() {
        4 => format!("{typed}-01-01"),
        7 => format!("{typed}-01"),
        _ => typed.to_owned(),
    };
    day(&whole)
        .map(|_| typed.to_owned())
        .map_err(|_| "a date is written like 2024-01-31, 2024-01 or 2024".to_owned())
}

/// Parses a day: 2024-01-31.
fn day(typed: &str) -> Result<String, String> {
    let is_whole = typed.len() == 10 && crate::article::day(typed).is_some();
    if is_whole { Ok(typed.to_owned()) } else { Err("a day is written like 2024-01-31".to_owned()) }
}

/// Articles to keep.
#[derive(Debug, Args)]
pub(in crate::cli) struct Add {
    /// What the files hold
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub from: From,
    #[command(flatten)]
    pub finder: ModelArg,
    /// Files, folders or web addresses; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Reading lists of other services.
#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    /// Take what was read there, too; else only its text goes into the library, where it has one
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub finder: ModelArg,
    /// What the service gave, as it is or unpacked: Pocket (CSV or HTML), Instapaper (CSV), Wallabag (JSON), Omnivore (zip)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// What somebody said.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// Who: a full name means them alone, other words everybody who has them in their name
    #[arg(value_name = "NAME", required_unless_present = "about", value_parser = words)]
    pub name: Option<String>,
    /// Only quotes with these words; those between double quotation marks stand together. Case and accents count for nothing
    #[arg(long, value_name = "WORDS", value_parser = words)]
    pub about: Option<String>,
    /// Only quotes that are direct, mixed or indirect
    #[arg(long, value_name = "KIND", value_parser = ["direct", "mixed", "indirect"])]
    pub kind: Option<String>,
    #[command(flatten)]
    pub articles: OfArticles,
    /// No more than this many
    #[arg(long, value_name = "NUMBER", value_parser = number())]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub answer: AnswerArg,
}

/// Who is quoted.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct People {
    #[command(subcommand)]
    pub decision: Option<Decide>,
    /// Print instead who may be one person or two, as pairs to join or to part
    #[arg(long, conflicts_with_all = ["name", "kind", "outlet", "after", "before"])]
    pub doubtful: bool,
    /// Only who is called so
    #[arg(value_name = "NAME", value_parser = words)]
    pub name: Option<String>,
    /// Only persons, organisations or places
    #[arg(long, value_name = "KIND", value_parser = ["person", "organisation", "place"])]
    pub kind: Option<String>,
    #[command(flatten)]
    pub articles: OfArticles,
    /// No more than this many
    #[arg(long, value_name = "NUMBER", value_parser = number())]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub answer: AnswerArg,
}

/// What is decided of people; it is kept in dixit/people.toml in the folder for configuration, which can be edited as well.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Decide {
    /// Two names are one person's, in every article; of one name twice, all who are called so are one
    Join {
        /// The name that is another for
        #[arg(value_name = "NAME", value_parser = words)]
        name: String,
        /// this one
        #[arg(value_name = "MEANT", value_parser = words)]
        meant: String,
    },
    /// Two names are two people's; or whoever has these words in their role is somebody else of that name
    Part {
        /// The name
        #[arg(value_name = "NAME", value_parser = words)]
        name: String,
        /// The other name
        #[arg(value_name = "OTHER", required_unless_present = "role", value_parser = words)]
        other: Option<String>,
        /// Words of the role
        #[arg(long, value_name = "WORDS", conflicts_with = "other", value_parser = words)]
        role: Option<String>,
    },
}

/// Which articles count.
#[derive(Debug, Args)]
pub(in crate::cli) struct OfArticles {
    /// Only articles of outlets that have this in their name; may be given several times
    #[arg(id = "outlet", long = "outlet", value_name = "NAME")]
    pub outlets: Vec<String>,
    /// Only articles of this day or later; a month or a year will do
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub after: Option<String>,
    /// Only articles of days before this one, or before this month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub before: Option<String>,
}

/// Who speaks across articles.
#[derive(Debug, Args)]
pub(in crate::cli) struct Audit {
    /// What is counted: files, folders or web addresses; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "library")]
    pub files: Vec<PathBuf>,
    /// Count what is in the library
    #[arg(long, conflicts_with = "files")]
    pub library: bool,
    /// What the files hold
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub from: AuditFrom,
    /// What is written
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub format: AuditForm,
    /// Write a JSON object: the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Write a page with plots into this file, which stands alone; nothing is printed then unless it is asked for
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    pub articles: OfArticles,
    /// No more sources than this many, and no more of those who carried words
    #[arg(long, value_name = "NUMBER", default_value_t = 30, value_parser = number())]
    pub limit: usize,
    #[command(flatten)]
    pub counted: QuotesArg,
    /// Width of the table, in columns
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    #[command(flatten)]
    pub finder: ModelArg,
}

/// What an audit is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum AuditFrom {
    /// Files of any kind that can be read: an article each, or several
    #[default]
    Text,
    /// One article a line, each a JSON object with "doc" and "text"
    Jsonl,
    /// Rows that dixit extract --rows quotes wrote, and perhaps --rows articles
    Rows,
}

/// What an audit is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum AuditForm {
    /// Tables for people
    #[default]
    Text,
    /// A JSON object
    Json,
    /// Cells between commas, with a line of names; made harmless for spreadsheets
    Csv,
}
