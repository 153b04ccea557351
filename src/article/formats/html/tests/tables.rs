//! Tables: which are laid out in columns, which become paragraphs, and what their cells hold.

use super::*;

#[test]
fn tables_are_columns_or_rows_or_nothing() {
    check(
        "<table><caption>Boats by year</caption><tr><th>Year</th><th>Boats</th></tr><tr><td>2016</td><td>12</td></tr>\
         <tr><td>2017</td><td>9</td></tr></table>",
        &[(Caption, "Boats by year"), (Verbatim, "Year  Boats\n2016  12\n2017  9")],
    );
    let long = "a boat that was built for those who fish far out, in winter, and for those who do not";
    check(
        &format!(
            "<table><tr><th>Boat<th>What</tr><tr><td>Ida<td>{long}</tr><tr><td>Mara II<td>{long}</tr></table>"
        ),
        &[
            (Paragraph, "Boat | What"),
            (Paragraph, &format!("Ida | {long}")),
            (Paragraph, &format!("Mara II | {long}")),
        ],
    );
    check("<table><tr><td><p>The quay is old.</p></td></tr></table>", &[(Paragraph, "The quay is old.")]);
}

#[test]
fn tables_have_cells() {
    let long = "word ".repeat(20);
    for (cell, blocks) in [("May", 1), (long.trim(), 3)] {
        let article = all(&format!(
            "<p>Before.<table><tr><th>Who<th>When<tr><td>Ann <b>Roe</b><td>{cell}<tr><td><td>x</table><p>After."
        ));
        let [table] = &article.tables[..] else { panic!("one table") };
        let cells: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.of(&article.text)).collect())
            .collect();
        assert_eq!(cells, [["Who", "When"], ["Ann Roe", cell], ["", "x"]]);
        assert_eq!((table.heads, article.blocks.len()), (1, blocks + 2));
        assert_eq!(article.styles[0].span.of(&article.text), "Roe");
    }
}

#[test]
fn a_table_in_a_quotation_is_a_table() {
    let article = all(
        "<blockquote><p>So they count:<table><tr><td>Ann Roe<td>63<tr><td>Ole Moe<td>56<tr><td>Ida Brandt<td>7\
        </table></blockquote><p>After.",
    );
    let kinds: Vec<_> = article.blocks.iter().map(|block| (block.kind, article.quoted(block))).collect();
    assert_eq!(kinds, [(BlockQuote, 1), (Verbatim, 1), (Paragraph, 0)]);
    assert_eq!(article.tables[0].rows.len(), 3);
}
