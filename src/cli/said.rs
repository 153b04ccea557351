//! `dixit said` and `dixit people`: what the library knows, for people and for programs.

use super::{
    args::{OfArticles, Said, Told},
    library::open,
};
use crate::{
    error::Error,
    export::rows::{Form, QuoteRow, Row, Writer},
    library::{Asked, Found, Person},
    printable,
};
use std::{
    io::{self, BufWriter, IsTerminal as _, Write},
    process::ExitCode,
};
use textwrap::{Options, WrapAlgorithm};

/// Columns of a line where there is no terminal.
const WIDTH: usize = 80;

pub(super) fn asked(name: Option<String>, kind: Option<String>, articles: OfArticles) -> Asked {
    let OfArticles { outlet, after, before, limit } = articles;
    Asked { name, kind, outlet, after, before, most: limit, ..Asked::default() }
}

/// Prints what somebody said.
pub(super) fn said(said: Said) -> Result<ExitCode, Error> {
    let asked = Asked { about: said.about, ..asked(said.name, said.kind, said.articles) };
    let mut found = Vec::new();
    open()?.said(&asked, |one| found.push(one))?;
    if found.is_empty() {
        return Err(nothing(&asked));
    }
    let out = BufWriter::new(io::stdout().lock());
    written(match said.format {
        Told::Jsonl => rows(Form::Jsonl, out, found.iter().map(|found| &found.row)),
        Told::Csv => rows(Form::Csv, out, found.iter().map(|found| &found.row)),
        Told::Text => quotes(out, &found, false),
        Told::Md => quotes(out, &found, true),
    })
}

pub(super) fn nothing(asked: &Asked) -> Error {
    let words = match (&asked.name, &asked.about) {
        (Some(name), None) => {
            format!("nobody in the library who is called {name} said anything of this kind")
        }
        (Some(name), Some(about)) => {
            format!("nobody in the library who is called {name} said anything with these words: {about}")
        }
        (None, Some(about)) => format!("nobody in the library said anything with these words: {about}"),
        (None, None) => "nobody is quoted in the library: dixit library add FILE adds articles".to_owned(),
    };
    Error::NotInLibrary { words }
}

pub(super) fn written(done: io::Result<()>) -> Result<ExitCode, Error> {
    done.map(|()| ExitCode::SUCCESS).map_err(|source| Error::Write { source })
}

pub(super) fn rows<'a, R: Row + 'a>(
    form: Form,
    out: impl Write,
    mut rows: impl Iterator<Item = &'a R>,
) -> io::Result<()> {
    let mut writer = Writer::new(form, out);
    writer.header(R::COLUMNS)?;
    rows.try_for_each(|row| writer.row(row))?;
    writer.flush()
}

/// Quotes under who said them, whoever said the newest first; each with its article.
fn quotes(mut out: impl Write, found: &[Found], is_markdown: bool) -> io::Result<()> {
    let mut speakers: Vec<(Option<&Person>, Vec<&QuoteRow>)> = Vec::new();
    for Found { row, person, .. } in found {
        // A bare name may be somebody else's in every article.
        let known = person.as_ref();
        match speakers.iter_mut().find(|(of, _)| *of == known) {
            Some((_, rows)) => rows.push(row),
            None => speakers.push((known, vec![row])),
        }
    }
    let width = width();
    for (number, (person, rows)) in speakers.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        heading(&mut out, *person, rows, is_markdown)?;
        let mut article = None;
        for row in rows {
            if article.replace(&row.article) != Some(&row.article) {
                source(&mut out, row, is_markdown)?;
            }
            let content = printable::line(&row.content);
            if is_markdown {
                writeln!(out, "- {}", escaped(&content))?;
            } else {
                let indent = if row.kind == "indirect" { "  ┊ " } else { "  ┃ " };
                let options = Options::new(width)
                    .initial_indent(indent)
                    .subsequent_indent(indent)
                    .wrap_algorithm(WrapAlgorithm::FirstFit);
                writeln!(out, "{}", textwrap::fill(&content, options))?;
            }
        }
    }
    out.flush()
}

fn heading(
    out: &mut impl Write,
    person: Option<&Person>,
    rows: &[&QuoteRow],
    is_markdown: bool,
) -> io::Result<()> {
    let name = person.map_or("Nobody is known to have said", |person| &person.name);
    let role =
        person.and_then(|person| person.role.as_deref()).map(|role| format!(", {role}")).unwrap_or_default();
    let bare =
        if person.is_some_and(|person| person.is_bare) { " (each article may mean another)" } else { "" };
    let mut articles: Vec<&str> = rows.iter().map(|row| row.article.as_str()).collect();
    articles.sort_unstable();
    articles.dedup();
    let count = format!("{} in {}", counted(rows.len(), "quote"), counted(articles.len(), "article"));
    let words = printable::line(&format!("{name}{role}{bare}"));
    if is_markdown {
        writeln!(out, "## {}\n\n{count}", escaped(&words))
    } else {
        writeln!(out, "{words}: {count}")
    }
}

fn source(out: &mut impl Write, row: &QuoteRow, is_markdown: bool) -> io::Result<()> {
    let title = printable::line(row.title.as_deref().unwrap_or(&row.doc));
    let rest = [row.outlet.as_deref(), row.date.as_deref()];
    let rest: Vec<String> = rest.into_iter().flatten().map(printable::line).collect();
    if !is_markdown {
        return writeln!(out, "\n{}", [vec![title], rest].concat().join(" · "));
    }
    // An address with anything in it that could end the link is told as text.
    let is_plain = |url: &&str| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && url.chars().all(|c| c.is_ascii_graphic() && !"()<>[]\\`\"".contains(c))
    };
    let linked = match row.url.as_deref().filter(is_plain) {
        Some(url) => format!("[{}]({url})", escaped(&title)),
        None => escaped(&title),
    };
    let rest = rest.iter().map(|part| escaped(part));
    writeln!(out, "\n{}\n", std::iter::once(linked).chain(rest).collect::<Vec<_>>().join(", "))
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `text` as Markdown that shows just that.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_list = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        if is_list || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '!' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// No more of `line` than fits.
pub(super) fn cut(line: &str, cells: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for cluster in printable::clusters(line) {
        let (shown, width) = printable::grapheme(cluster);
        used += usize::from(width);
        if used > cells.max(10) {
            out.push('…');
            break;
        }
        out.push_str(&shown);
    }
    out
}

pub(super) fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0)).clamp(30, 120)
}
