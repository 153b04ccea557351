//! `dixit people`: who is quoted in the library, and the user's decisions on who is who.

use super::{
    answers::{asked, cut, escaped, exit_code, not_found, rows, width},
    args::{AnswerFormat, Decide, People},
    library::open,
};
use crate::{
    error::Error,
    export::rows::{Form, PairRow, PersonRow, SCHEMA},
    library::{
        Aliases, Asked, Library, LibraryError, Pair, Side,
        amend::{Decision, decide},
        people::name_key,
    },
    printable,
};
use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

/// Performs the command.
pub(super) fn run(asked: People) -> Result<ExitCode, Error> {
    match asked.decision {
        Some(decision) => decided(decision),
        None if asked.doubtful => doubtful(asked.limit, asked.answer.form()),
        None => print(asked),
    }
}

/// Prints the people of the library.
fn print(people: People) -> Result<ExitCode, Error> {
    let asked = Asked { name: people.name, kind: people.kind, ..asked(people.articles, people.limit) };
    let found = open()?.people(&asked)?;
    if found.is_empty() {
        return Err(not_found(&asked));
    }
    let out = BufWriter::new(io::stdout().lock());
    exit_code(match people.answer.form() {
        AnswerFormat::Jsonl => rows(Form::Jsonl, out, found.iter()),
        AnswerFormat::Csv => rows(Form::Csv, out, found.iter()),
        AnswerFormat::Text => table(out, &found),
        AnswerFormat::Md => markdown_table(out, &found),
    })
}

/// Stores a decision, applies it to the library, and prints what it means.
fn decided(decision: Decide) -> Result<ExitCode, Error> {
    let path = Aliases::path_of_person().ok_or(LibraryError::Homeless)?;
    let mut library = open()?;
    let (decision, told) = match decision {
        Decide::Join { name, meant } => {
            is_called(&mut library, &name)?;
            is_called(&mut library, &meant)?;
            let told = format!("{name} and {meant} are one");
            (Decision::Join(name, meant), told)
        }
        Decide::Part { name, role: Some(role), .. } => {
            is_called(&mut library, &name)?;
            let told = format!("{name}, {role}, is somebody of their own");
            (Decision::Role(name, role), told)
        }
        Decide::Part { name, other, .. } => {
            let other = other.unwrap_or_default();
            if name_key(&name) == name_key(&other) {
                let words = format!("{name} is one name: --role tells two apart who are called so");
                return Err(Error::NotInLibrary { words });
            }
            let told = format!("{name} and {other} are two");
            (Decision::Part(name, other), told)
        }
    };
    decide(&path, &decision)?;
    library.use_aliases(&Aliases::read(&path)?)?;
    library.settle()?;
    let line = printable::line(&format!("{told} (kept in {})", path.display()));
    exit_code(writeln!(io::stdout().lock(), "{line}"))
}

/// Refuses a name that nobody in the library has: it may be misspelt.
fn is_called(library: &mut Library, name: &str) -> Result<(), Error> {
    let asked = Asked { name: Some(name.to_owned()), most: Some(1), ..Asked::default() };
    let mut found = false;
    library.said(&asked, |_| found = true)?;
    if found { Ok(()) } else { Err(not_found(&asked)) }
}

/// Prints the pairs of people that may be one, or that may be two, with the commands that decide it.
fn doubtful(most: Option<usize>, form: AnswerFormat) -> Result<ExitCode, Error> {
    let mut found = open()?.doubtful(&Aliases::of_person()?)?;
    found.truncate(most.unwrap_or(usize::MAX));
    let mut out = BufWriter::new(io::stdout().lock());
    let pairs: Vec<PairRow> = found.iter().map(row).collect();
    exit_code(match form {
        AnswerFormat::Jsonl => rows(Form::Jsonl, out, pairs.iter()),
        AnswerFormat::Csv => rows(Form::Csv, out, pairs.iter()),
        AnswerFormat::Md => markdown_pairs(out, &pairs),
        AnswerFormat::Text if found.is_empty() => {
            writeln!(out, "nobody is in doubt").and_then(|()| out.flush())
        }
        AnswerFormat::Text => {
            found.iter().try_for_each(|pair| told(&mut out, pair)).and_then(|()| out.flush())
        }
    })
}

fn row(pair: &Pair) -> PairRow {
    let Pair { one, other, is_joined, why } = pair.clone();
    PairRow {
        schema: SCHEMA,
        name: one.name,
        role: one.role,
        quotes: one.quotes,
        other_name: other.name,
        other_role: other.role,
        other_quotes: other.quotes,
        joined: is_joined,
        why: why.to_string(),
    }
}

fn markdown_pairs(mut out: impl Write, pairs: &[PairRow]) -> io::Result<()> {
    writeln!(out, "| one | quotes | other | quotes | taken for one | why |\n|---|---:|---|---:|---|---|")?;
    for pair in pairs {
        let side = |name: &str, role: Option<&str>| {
            let role = role.map(|role| format!(", {role}")).unwrap_or_default();
            escaped(&printable::line(&format!("{name}{role}")))
        };
        let one = side(&pair.name, pair.role.as_deref());
        let other = side(&pair.other_name, pair.other_role.as_deref());
        let joined = if pair.joined { "yes" } else { "no" };
        let PairRow { quotes, other_quotes, why, .. } = pair;
        writeln!(out, "| {one} | {quotes} | {other} | {other_quotes} | {joined} | {why} |")?;
    }
    out.flush()
}

fn told(out: &mut impl Write, pair: &Pair) -> io::Result<()> {
    let Pair { one, other, is_joined, why } = pair;
    let side = |side: &Side| {
        let role = side.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
        let quotes = if side.quotes == 1 { "1 quote".to_owned() } else { format!("{} quotes", side.quotes) };
        printable::line(&format!("{}{role} ({quotes})", side.name))
    };
    writeln!(out, "{}\n{}\n  {why}", side(one), side(other))?;
    let quoted = |words: &str| printable::line(words).replace(['"', '\\', '$', '`'], "?");
    if *is_joined {
        let role = quoted(other.role.as_deref().unwrap_or_default());
        writeln!(out, "  dixit people part \"{}\" --role \"{role}\"\n", quoted(&other.name))
    } else {
        let (one, other) = (quoted(&one.name), quoted(&other.name));
        writeln!(out, "  dixit people join \"{other}\" \"{one}\", or part them")?;
        writeln!(out)
    }
}

fn table(mut out: impl Write, found: &[PersonRow]) -> io::Result<()> {
    let rest = width().saturating_sub(40);
    writeln!(out, "{:>6} {:>8} {:>7}  {:10}  who", "quotes", "articles", "outlets", "last")?;
    for person in found {
        let last = person.last.as_deref().unwrap_or("");
        let who = cut(&who(person), rest);
        let PersonRow { quotes, articles, outlets, .. } = person;
        writeln!(out, "{quotes:>6} {articles:>8} {outlets:>7}  {last:10}  {who}")?;
    }
    out.flush()
}

fn markdown_table(mut out: impl Write, found: &[PersonRow]) -> io::Result<()> {
    writeln!(out, "| who | quotes | articles | outlets | last |\n|---|---:|---:|---:|---|")?;
    for person in found {
        let PersonRow { quotes, articles, outlets, last, .. } = person;
        let last = last.as_deref().unwrap_or("");
        writeln!(out, "| {} | {quotes} | {articles} | {outlets} | {last} |", escaped(&who(person)))?;
    }
    out.flush()
}

fn who(person: &PersonRow) -> String {
    // A person who is told from namesakes by a mere number.
    let apart = person.apart.as_deref().filter(|apart| !apart.is_empty() && !apart.starts_with("alone "));
    let apart = apart.map(|apart| format!(" ({apart})")).unwrap_or_default();
    let role = person.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
    printable::line(&format!("{}{apart}{role}", person.name))
}
