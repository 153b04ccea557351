//! `dixit said`: prints what somebody said, as text, Markdown or rows.

use super::{
    answers::{asked, escaped, exit_code, linked, not_found, rows, width},
    args::{AnswerFormat, Said},
    library::open,
};
use crate::{
    analysis::Certainty,
    article::file_name,
    error::Error,
    export::rows::{Form, QuoteRow},
    library::{Asked, Found, Person},
    printable,
    reader::{article::findings::UNCERTAIN, theme::bar},
};
use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};
use textwrap::{Options, WrapAlgorithm};

/// Prints what somebody said.
pub(super) fn said(said: Said) -> Result<ExitCode, Error> {
    let asked =
        Asked { name: said.name, kind: said.kind, about: said.about, ..asked(said.articles, said.limit) };
    let mut found = Vec::new();
    open()?.said(&asked, |one| found.push(one))?;
    if found.is_empty() {
        return Err(not_found(&asked));
    }
    let out = BufWriter::new(io::stdout().lock());
    exit_code(match said.answer.form() {
        AnswerFormat::Jsonl => rows(Form::Jsonl, out, found.iter().map(|found| &found.row)),
        AnswerFormat::Csv => rows(Form::Csv, out, found.iter().map(|found| &found.row)),
        AnswerFormat::Text => quotes(out, &found, false),
        AnswerFormat::Md => quotes(out, &found, true),
    })
}

/// Prints quotes by speaker, those with the newest quotes first, each below its article.
fn quotes(mut out: impl Write, found: &[Found], is_markdown: bool) -> io::Result<()> {
    let mut speakers: Vec<(Option<&Person>, Vec<&QuoteRow>)> = Vec::new();
    for Found { row, person, .. } in found {
        // A bare name may mean somebody else in each article.
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
                // The same signs as in the reader.
                let bar = bar(row.quote_kind());
                let sign = if row.certainty() < Certainty::Sure { UNCERTAIN } else { " " };
                let (first, others) = (format!("  {bar}{sign}"), format!("  {bar} "));
                let options = Options::new(width)
                    .initial_indent(&first)
                    .subsequent_indent(&others)
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
    let unlikely = rows.iter().filter(|row| row.certainty() == Certainty::Unlikely).count();
    let count = match unlikely {
        0 => count,
        1 => format!("{count}, 1 of them likely none"),
        some => format!("{count}, {some} of them likely none"),
    };
    let words = printable::line(&format!("{name}{role}{bare}"));
    if is_markdown {
        writeln!(out, "## {}\n\n{count}", escaped(&words))
    } else {
        writeln!(out, "{words}: {count}")
    }
}

fn source(out: &mut impl Write, row: &QuoteRow, is_markdown: bool) -> io::Result<()> {
    let title = row.title.as_deref().unwrap_or(file_name(&row.doc));
    let rest = [row.outlet.as_deref(), row.date.as_deref()];
    if is_markdown {
        return writeln!(out, "\n{}\n", linked(title, row.url.as_deref(), rest));
    }
    let parts = std::iter::once(title).chain(rest.into_iter().flatten()).map(printable::line);
    writeln!(out, "\n{}", parts.collect::<Vec<_>>().join(" · "))
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Article, Format, export::rows};

    #[test]
    fn quotes_have_the_signs_of_the_reader_and_unlikely_ones_are_counted_apart() {
        let text = "“We will pay,” said Ann Roe, the mayor. Roe said that it was “very late”. Roe said that it was dark.";
        let article = Article::from_text("/home/ann/a.txt", text, Format::Plain);
        let mut analysis = Analyzer::default().analyse(&article);
        let extent = analysis.quotes[0].quote.extent();
        let told = |analysis: &crate::Analysis| {
            let found: Vec<Found> = rows::quotes(&article, analysis)
                .map(|row| Found { row, article: 1, offset: 0, extent, person: None })
                .collect();
            let mut out = Vec::new();
            quotes(&mut out, &found, false).unwrap();
            String::from_utf8(out).unwrap()
        };
        for said in &mut analysis.quotes {
            said.quote.confidence = 1.0;
        }
        let sure = told(&analysis);
        assert!(sure.starts_with("Nobody is known to have said: 3 quotes in 1 article\n\na.txt\n"), "{sure}");
        for words in ["\n  ┃ “We will pay,”\n", "\n  ╏ that it was “very late”\n", "\n  ┊ that it was dark\n"]
        {
            assert!(sure.contains(words), "{words} is not in\n{sure}");
        }
        analysis.quotes[2].quote.confidence = 0.1;
        let doubted = told(&analysis);
        assert!(doubted.contains(": 3 quotes in 1 article, 1 of them likely none\n"), "{doubted}");
        assert!(doubted.contains("\n  ┊~that it was dark\n") && doubted.contains("  ┃ “We"), "{doubted}");
    }
}
