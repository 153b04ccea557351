//! Line mode: how a block is read aloud. What typography shows is said in a word ("Heading 2: "), and tables are read
//! row by row, each cell after the title of its column.

use super::Linear;
use crate::{
    article::{Block, BlockKind, Table},
    printable,
    span::Span,
};

impl Linear {
    /// The lines of a block.
    pub(super) fn told(&self, span: Span) -> Vec<String> {
        let tables = &self.article.tables;
        let first = tables.partition_point(|table| table.span().end <= span.start);
        let here = tables.iter().skip(first).take_while(|table| table.span().start < span.end);
        let rows: Vec<String> = here.flat_map(|table| self.rows(table, span)).collect();
        if !rows.is_empty() {
            return rows;
        }
        let blocks = &self.article.blocks;
        let block = blocks.get(blocks.partition_point(|block| block.span.start < span.start));
        match block.filter(|block| block.span == span) {
            Some(block) if block.kind == BlockKind::Verbatim => {
                let text: String = self.article.shown_pieces(span).collect();
                text.lines().map(printable::line).filter(|line| !line.is_empty()).collect()
            }
            Some(block) => vec![format!("{}{}", self.word_for(block), self.text(span))],
            None => vec![self.text(span)],
        }
    }

    /// The words that stand for the look of a block.
    fn word_for(&self, block: &Block) -> String {
        let quoted = match self.article.quoted(block) {
            0 => "",
            1 => "Quoted: ",
            _ => "Quoted in a quotation: ",
        };
        let kind = match block.kind {
            BlockKind::Heading(level) => return format!("{quoted}Heading {level}: "),
            BlockKind::Caption => "Caption: ",
            BlockKind::PullQuote => return "Words of the text, set large: ".to_owned(),
            _ => match self.article.check_box(block.span.start) {
                Some(true) => "Done: ",
                Some(false) => "To do: ",
                None => "",
            },
        };
        format!("{quoted}{kind}")
    }

    /// The rows of `table` within `block`: the header row as the column titles, each other row as its cells.
    fn rows(&self, table: &Table, block: Span) -> Vec<String> {
        let count = table.rows.len().saturating_sub(table.heads);
        let cells = |row: usize| {
            let cells = table.rows.get(row).map_or(&[][..], |row| &row.cells);
            cells.iter().map(|cell| self.text(*cell)).collect::<Vec<_>>()
        };
        let names = if table.heads > 0 { cells(0) } else { Vec::new() };
        let noun = if count == 1 { "row" } else { "rows" };
        let from = table.rows.partition_point(|row| row.span.start < block.start);
        let to = table.rows.partition_point(|row| row.span.start < block.end);
        let mut out = Vec::new();
        for row in from..to {
            if row < table.heads {
                out.push(format!("Table of {count} {noun}. Columns: {}", cells(row).join("; ")));
                continue;
            }
            if row == 0 {
                out.push(format!("Table of {count} {noun}."));
            }
            let told: Vec<String> = cells(row)
                .into_iter()
                .enumerate()
                .filter(|(_, words)| !words.is_empty())
                .map(|(column, words)| match names.get(column).filter(|name| !name.is_empty()) {
                    Some(name) => format!("{name}: {words}"),
                    None => words,
                })
                .collect();
            let told = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
            out.push(format!("Row {} of {count}. {told}", row + 1 - table.heads));
        }
        out
    }
}
