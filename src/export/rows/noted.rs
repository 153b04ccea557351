//! Rows of quotes with the user's highlights: a column for whether it is highlighted, one for the note, and rows for
//! highlights that are no quotes.

use super::{
    super::points::CodePoints,
    make::{article, quotes},
    row::{Cell, Column, Row},
    tables::QuoteRow,
};
use crate::{
    analysis::Analysis,
    article::Article,
    highlights::{Highlight, Placed, placed},
    language::count_words,
    span::Span,
};

/// The kind of a row for a highlight that is no quote.
const HIGHLIGHT: &str = "highlight";

/// A row for a quote or a highlight.
#[derive(Debug, Clone, PartialEq)]
pub struct NotedRow {
    row: QuoteRow,
    is_highlighted: bool,
    note: Option<String>,
}

impl Row for NotedRow {
    const COLUMNS: &'static [Column] = &COLUMNS;

    fn cells(&self) -> Vec<Cell<'_>> {
        let mut cells = self.row.cells();
        cells.push(Cell::Boolean(self.is_highlighted));
        cells.push(self.note.as_deref().map_or(Cell::Null, |note| Cell::Text(note.into())));
        cells
    }
}

/// The columns added to those of the table of quotes.
const MORE: [Column; 2] = [
    Column {
        name: "highlighted",
        kind: "boolean",
        may_be_null: false,
        about: "whether a person has highlighted it",
    },
    Column { name: "note", kind: "string", may_be_null: true, about: "what they have written to it" },
];

const COLUMNS: [Column; QuoteRow::COLUMNS.len() + MORE.len()] = {
    let mut all = [MORE[0]; QuoteRow::COLUMNS.len() + MORE.len()];
    let mut at = 0;
    while at < all.len() {
        let own = QuoteRow::COLUMNS.len();
        all[at] = if at < own { QuoteRow::COLUMNS[at] } else { MORE[at - own] };
        at += 1;
    }
    all
};

/// A row for each quote, then one for each highlight that does not coincide with a quote, in the order of the text;
/// highlights whose words are no longer in the text come last.
pub fn noted(of: &Article, analysis: &Analysis, highlights: &[Highlight]) -> Vec<NotedRow> {
    let all = placed(&of.text, highlights);
    let extents: Vec<Span> = analysis.quotes.iter().map(|said| said.quote.extent()).collect();
    let of_quotes = quotes(of, analysis).zip(&extents).map(|(row, extent)| {
        let same = all.iter().find(|placed| placed.span == Some(*extent));
        NotedRow {
            row,
            is_highlighted: same.is_some(),
            note: same.and_then(|placed| placed.highlight.note.clone()),
        }
    });
    let mut out: Vec<NotedRow> = of_quotes.collect();
    let about = article(of, analysis);
    let points = CodePoints::of(&of.text);
    let own = |placed: &&Placed<'_>| placed.span.is_none_or(|span| !extents.contains(&span));
    out.extend(all.iter().filter(own).map(|Placed { highlight, span }| {
        let place = span.map_or((0, 0), |span| (points.before(span.start), points.before(span.end)));
        let row = QuoteRow {
            schema: about.schema,
            doc: about.doc.clone(),
            article: about.article.clone(),
            kind: HIGHLIGHT.to_owned(),
            start: place.0,
            end: place.1,
            spans: span.map_or_else(String::new, |_| format!("{}-{}", place.0, place.1)),
            content: span.map_or_else(|| highlight.words.clone(), |span| of.shown(span)),
            words: span.map_or(0, |span| count_words(of, span)),
            title: about.title.clone(),
            byline: about.byline.clone(),
            outlet: about.outlet.clone(),
            date: about.date.clone(),
            published: about.published.clone(),
            url: about.url.clone(),
            language: about.language.clone(),
            model: about.model.clone(),
            ..QuoteRow::default()
        };
        NotedRow { row, is_highlighted: true, note: highlight.note.clone() }
    }));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format, export::rows};

    #[test]
    fn a_highlight_is_told_with_its_quote_or_in_a_row_of_its_own() {
        let text = "“We will pay,” said Ann Roe, the mayor. She left late. “Go home and rest,” Roe said.";
        let of = Article::from_text("a.txt", text, Format::Plain);
        let analysis = Analyzer::default().analyse(&of);
        let span =
            |words: &str| Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
        let gone = Highlight { words: "gone".to_owned(), ..Highlight::of(text, span("late"), None) };
        let highlights = [
            gone,
            Highlight::of(text, span("left late"), Some("=when?".to_owned())),
            Highlight::of(text, span("“We will pay,”"), Some("all?".to_owned())),
        ];
        let mut out = Vec::new();
        let mut writer = rows::Writer::new(rows::Form::Csv, &mut out);
        writer.header(NotedRow::COLUMNS).unwrap();
        for row in noted(&of, &analysis, &highlights) {
            writer.row(&row).unwrap();
        }
        drop(writer);
        let written = String::from_utf8(out).unwrap();
        let ends: Vec<&str> =
            written.lines().map(|line| line.rsplit_once("quick,").map_or(line, |(_, end)| end)).collect();
        assert!(ends[0].ends_with("model,highlighted,note"), "{written}");
        assert_eq!(ends[1..], ["true,all?", "false,", "true,'=when?", "true,"]);
        assert!(written.contains(",highlight,,") && written.contains("left late"), "{written}");
    }
}
