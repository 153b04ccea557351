//! Quotes as stand-off annotations of brat, in the scheme of the corpus `PolNeAR`: spans for source, cue and content,
//! and an event that links them. The speaker is in a note on the event.

use super::points::CodePoints;
use crate::{analysis::Analysis, article::Article, printable, span::Span};
use std::io::{self, Write};

/// Writes the annotations of `article`. Their offsets are into its text, which brat expects in a file beside them.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
    let points = CodePoints::of(&article.text);
    let mut number = 0;
    let mut bound = |out: &mut dyn Write, label: &str, spans: &[Span]| -> io::Result<usize> {
        number += 1;
        // An annotation is one line of the file, so a span must not cross a line break.
        let pieces: Vec<Span> = spans.iter().flat_map(|&span| lines_of(&article.text, span)).collect();
        let places =
            pieces.iter().map(|piece| format!("{} {}", points.before(piece.start), points.before(piece.end)));
        let places = places.collect::<Vec<_>>().join(";");
        let words = pieces.iter().map(|piece| piece.of(&article.text)).collect::<Vec<_>>().join(" ");
        writeln!(out, "T{number}\t{label} {places}\t{}", words.replace('\t', " "))?;
        Ok(number)
    };
    for (id, attributed) in analysis.quotes.iter().enumerate() {
        let quote = &attributed.quote;
        let mut parts = String::new();
        for (label, span) in [("Source", quote.source), ("Cue", quote.cue)] {
            if let Some(span) = span {
                let number = bound(out, label, &[span])?;
                parts.extend([" ", label, ":T", &number.to_string()]);
            }
        }
        let content = bound(out, "Content", &quote.content)?;
        let on = quote.cue.map_or_else(|| quote.content.clone(), |cue| vec![cue]);
        let event = bound(out, "Attribution", &on)?;
        let id = id + 1;
        writeln!(out, "E{id}\tAttribution:T{event}{parts} Content:T{content}")?;
        if let Some(actor) = attributed.speaker.and_then(|speaker| analysis.actor(speaker)) {
            writeln!(out, "#{id}\tAnnotatorNotes E{id}\t{}", printable::line(&actor.name))?;
        }
    }
    Ok(())
}

/// The parts of `span` on each line, without surrounding white space.
fn lines_of(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let mut at = span.start;
    let mut found = Vec::new();
    for line in words.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if !line.trim().is_empty() {
            found.push(Span::new(start, start + line.trim().len()));
        }
    }
    if found.is_empty() { vec![span] } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::Analyzer,
        article::Format,
        evaluate::{Block, Gold, Tally, compare},
    };

    #[test]
    fn a_quote_is_an_event() {
        let text = "Zoë said:\n\n“We pay,” said Ann Roe, the mayor.";
        let article = Article::from_text("a.txt", text, Format::Plain);
        let mut analysis = Analyzer::default().analyse(&article);
        analysis
            .quotes
            .retain(|quote| quote.quote.source.is_some_and(|source| source.of(text).starts_with("Ann")));
        let mut out = Vec::new();
        write(&mut out, &article, &analysis).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "T1\tSource 26 44\tAnn Roe, the mayor\nT2\tCue 21 25\tsaid\nT3\tContent 11 20\t“We pay,”\n\
             T4\tAttribution 21 25\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n\
             #1\tAnnotatorNotes E1\tAnn Roe\n"
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "“We will pay — all of it,” said Zoë Roe.\n\nThe union said that\nit was late. “Yes,” Roe said, “but\nnot all.”";
        let article = Article::from_text("a.txt", text, Format::Plain);
        let analysis = Analyzer::default().analyse(&article);
        let mut out = Vec::new();
        write(&mut out, &article, &analysis).unwrap();
        let gold =
            Gold::of_standoff("a".to_owned(), text.to_owned(), &String::from_utf8(out).unwrap()).unwrap();
        let mut tally = Tally::default();
        tally.add(&compare(&gold, &analysis));
        let figures = tally.figures(Block::All);
        assert_eq!(
            (figures.gold, figures.exact.f1, figures.attributed.f1),
            (analysis.quotes.len(), 100.0, 100.0)
        );
    }
}
