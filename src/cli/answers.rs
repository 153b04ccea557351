//! Shared by the commands that ask the library: the query from the options, and writing of answers.

use super::args::OfArticles;
use crate::{
    article::file_name,
    error::Error,
    export::rows::{ArticleRow, Form, Row, Writer},
    library::Asked,
    printable,
};
use std::{
    io::{self, IsTerminal as _, Write},
    process::ExitCode,
};

/// Columns of a line where there is no terminal.
const WIDTH: usize = 80;

/// A query for these articles, for at most `most` rows.
pub(super) fn asked(articles: OfArticles, most: Option<usize>) -> Asked {
    let OfArticles { outlets, after, before } = articles;
    Asked { outlets, after, before, most, ..Asked::default() }
}

/// The error that nothing was found.
pub(super) fn not_found(asked: &Asked) -> Error {
    let Asked { name, about, .. } = asked;
    let is_of_all =
        *asked == Asked { name: name.clone(), about: about.clone(), most: asked.most, ..Asked::default() };
    let place = if is_of_all { "in the library" } else { "in the part of the library that was asked for" };
    let words = match (name, about) {
        (Some(name), None) => format!("nobody who is called {name} is quoted {place}"),
        (Some(name), Some(about)) => {
            format!("nobody {place} who is called {name} said anything with these words: {about}")
        }
        (None, Some(about)) => format!("nobody {place} said anything with these words: {about}"),
        (None, None) if is_of_all => {
            "nobody is quoted in the library: dixit library add FILE adds articles".to_owned()
        }
        (None, None) => format!("nobody is quoted {place}"),
    };
    Error::NotInLibrary { words }
}

/// The exit status after an answer was written.
pub(super) fn exit_code(done: io::Result<()>) -> Result<ExitCode, Error> {
    done.map(|()| ExitCode::SUCCESS).map_err(|source| Error::Write { source })
}

/// Writes rows, with a header of column names where the form has one.
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

/// Writes articles as a Markdown list.
pub(super) fn sources(mut out: impl Write, found: &[ArticleRow]) -> io::Result<()> {
    for row in found {
        let title = row.title.as_deref().unwrap_or(file_name(&row.doc));
        let rest = [row.outlet.as_deref(), row.date.as_deref()];
        writeln!(out, "- {}", linked(title, row.url.as_deref(), rest))?;
    }
    out.flush()
}

/// A title in Markdown, linked to its address, followed by `rest`.
pub(super) fn linked(title: &str, url: Option<&str>, rest: [Option<&str>; 2]) -> String {
    // An address with a character that could end the link is left out.
    let is_plain = |url: &&str| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && url.chars().all(|c| c.is_ascii_graphic() && !"()<>[]\\`\"".contains(c))
    };
    let title = escaped(&printable::line(title));
    let linked = match url.filter(is_plain) {
        Some(url) => format!("[{title}]({url})"),
        None => title,
    };
    let rest = rest.into_iter().flatten().map(|part| escaped(&printable::line(part)));
    std::iter::once(linked).chain(rest).collect::<Vec<_>>().join(", ")
}

/// `text` with what is special in Markdown escaped.
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

/// `line` cut to `cells`, with an ellipsis where something is left out.
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

/// The columns of a line.
pub(super) fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0)).clamp(30, 120)
}
