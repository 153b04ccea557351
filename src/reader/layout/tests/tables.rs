//! Tables in columns, and as cells below each other where columns do not fit.

use super::*;

const TABLE: &str = "| Name | Age | What she says |\n|---|--:|---|\n| *Ann* Roe | 7 | that all of it was so |\n\
    | Li | 41 | |\n";

#[test]
fn a_table_stands_in_columns() {
    check_markdown(
        TABLE,
        60,
        &[
            "Name     Age  What she says",
            "─────────────────────────────────",
            "Ann Roe    7  that all of it was so",
            "Li        41",
        ]
        .map(|row| {
            if row.starts_with('─') {
                "───────────────────────────────────"
            } else {
                row
            }
        }),
    );
}

#[test]
fn cells_that_are_too_wide_are_wrapped() {
    check_markdown(
        TABLE,
        28,
        &[
            "Name     Age  What she says",
            "────────────────────────────",
            "Ann Roe    7  that all of it",
            "              was so",
            "",
            "Li        41",
        ],
    );
}

#[test]
fn where_columns_do_not_fit_cells_stand_below_each_other() {
    check_markdown(
        TABLE,
        18,
        &[
            "Name",
            "Age",
            "What she says",
            "",
            "Name: Ann Roe",
            "Age: 7",
            "What…: that all of",
            "       it was so",
            "",
            "Name: Li",
            "Age: 41",
        ],
    );
}

#[test]
fn a_long_table_is_set_piece_by_piece() {
    let row = "| a word | another word that is longer | 12 |\n";
    let text = format!("Before.\n\n| A | B | C |\n|-|-|-|\n{}\nAfter.\n", row.repeat(2000));
    let article = Article::from_text("t.md", text, crate::article::Format::Markdown);
    let mut layout = Layout::new(&article, 60);
    let rows = all(&mut layout, &article);
    assert_eq!(rows.len(), 2000 + 2 + 4);
    for (at, row) in rows.iter().filter(|(_, row)| row.is_text()) {
        assert_eq!(layout.at(&article, row.span.start), *at);
    }
    let last = layout.last(&article);
    assert_eq!(layout.step(&article, last, -2), rows[rows.len() - 3].0);
}
