mod correcting;

use super::*;
use crate::{
    analysis::{Analyzer, Architecture},
    article::{Format, Hint, Input},
    positions::Kept,
};

const TEXT: &str = "Bridge stays open\n\n“We will pay,” said Ann Roe, the mayor.\n\nIt rained. She said that the pier was safe.\n\n\
    “Nobody asked us,” Jo Lind told reporters.\n";

fn linear() -> Linear {
    of(Article::from_text("a.txt", TEXT, Format::Plain))
}

fn of(article: Article) -> Linear {
    let analysis = Analyzer::shipped(Architecture::Linear).unwrap().analyse(&article);
    Linear::new(
        Arc::new(article),
        analysis,
        <_>::default(),
        (Threshold::Likely, Arc::default(), Arc::default()),
    )
}

/// The output after each of these lines.
fn said(lines: &[&str]) -> Vec<String> {
    let mut linear = linear();
    lines.iter().map(|line| linear.answer(line).lines.join("\n")).collect()
}

#[test]
fn quotes_are_told_one_by_one_with_who_says_them() {
    let told = said(&["n", "n", "next-quote", "n", "N", "1", "9"]);
    assert!(told[0].starts_with("Quote 1 of 3, Ann Roe, direct"), "{told:#?}");
    assert!(told[1].starts_with("Quote 2 of 3, Ann Roe (from “She”), indirect"), "{told:#?}");
    assert!(told[2].starts_with("Quote 3 of 3, Jo Lind, to reporters, direct"), "{told:#?}");
    assert_eq!(told[3], "this was the last quote");
    assert_eq!((&told[4], &told[5]), (&told[1], &told[0]));
    assert_eq!(told[6], "there is no quote 9; there are 3");
}

#[test]
fn paragraphs_are_read_on_and_quotes_follow() {
    // The opening has read the title already.
    let told = said(&["", "select", "n", "k", "N", "G", "j", "g 2", "1G", "5g"]);
    assert!(told[0].starts_with("“We will pay,” said Ann Roe, the mayor.\n  Quote 1 of 3"), "{told:#?}");
    assert!(told[1].starts_with("Quote 1 of 3") && told[2].starts_with("Quote 2 of 3"), "{told:#?}");
    assert!(told[3].starts_with("“We will pay,”") && told[4] == "this was the first quote", "{told:#?}");
    assert_eq!(told[6], "this is the end");
    assert!(told[7].starts_with("It rained.") && told[8].starts_with("“We will pay,”"), "{told:#?}");
    assert!(told[9].starts_with("the last paragraph is 3\n“Nobody asked us,”"), "{told:#?}");
}

#[test]
fn filters_and_searches_are_said_and_end() {
    let told = said(&["f lind", "n", "Esc", "/RAINED", "Esc", "n", "/snow", "f Nobody"]);
    assert_eq!(told[0], "quotes by Jo Lind: 1 quote");
    assert!(told[1].starts_with("Quote 3 of 3, Jo Lind"), "{told:#?}");
    assert_eq!(told[2], "no filter: 3 quotes");
    assert!(told[3].starts_with("Match 1 of 1, paragraph 2:\nIt rained."), "{told:#?}");
    assert!(told[5].starts_with("Quote 3 of 3"), "{told:#?}");
    assert_eq!(told[6], "snow stands nowhere here");
    assert_eq!(told[7], "nobody here is called Nobody");
}

#[test]
fn with_a_filter_quotes_are_gone_to_by_the_numbers_that_are_told() {
    let told = said(&["f lind", "n", "q 3", "1", "g 3", "9", "Esc", "q 1"]);
    assert_eq!(told[1], "Quote 3 of 3, Jo Lind, to reporters, direct: “Nobody asked us,”");
    assert_eq!(told[2], told[1]);
    assert_eq!(told[3], "quote 1, by Ann Roe, does not pass the filter; cancel takes the filter away");
    assert!(told[4].ends_with("\n  Quote 3 of 3, Jo Lind, to reporters, direct"), "{told:#?}");
    assert_eq!(told[5], "there is no quote 9; there are 3");
    assert!(told[7].starts_with("Quote 1 of 3, Ann Roe"), "{told:#?}");
}

#[test]
fn what_is_put_right_is_kept_and_taken_back() {
    let mut linear = linear();
    assert_eq!(linear.answer("x").lines, ["no quote was told yet; n tells the first"]);
    linear.answer("n");
    let answer = linear.answer("r Lind");
    assert!(matches!(answer.effect, Some(Effect::Keep(Change::Add(_)))), "{answer:?}");
    assert!(linear.answer("1").lines[0].contains("Jo Lind, direct, put right by you"));
    assert!(matches!(linear.answer("U").effect, Some(Effect::Keep(Change::Take(_)))));
    assert!(linear.answer("1").lines[0].contains("Ann Roe"));
    linear.answer("x");
    assert!(linear.answer("1").lines[0].starts_with("Quote 1 of 2"));
}

#[test]
fn marked_paragraphs_are_come_back_to() {
    let marks = vec![('z', TEXT.find("It rained").unwrap())];
    let mut linear = linear().with_kept(Kept { position: None, marks });
    let mut said = |line: &str| linear.answer(line).lines.join("\n");
    assert!(said("'z").starts_with("It rained."));
    assert_eq!(said("m b"), "paragraph 2 is marked; 'b comes back to it");
    assert_eq!(said(":g"), "Bridge stays open");
    assert!(said("'b").starts_with("It rained."));
    assert_eq!(said("''"), "Bridge stays open");
    assert_eq!(said("'"), "Mark b: paragraph 2\nMark z: paragraph 2");
    assert_eq!(said("'q"), "no place is marked q");
    assert!(said("100%").starts_with("“Nobody asked us,”") && said(":1 %") == "Bridge stays open");
    assert_eq!(linear.answer("ma").effect, Some(Effect::Mark('a', 0)));
}

#[test]
fn every_line_has_an_answer() {
    let lines = [
        "?",
        "i",
        "i roe",
        "S",
        "Tab",
        "t",
        "c",
        "y",
        "Y",
        "e",
        "Enter",
        "], ",
        "nonsense",
        "5j",
        "\u{1b}[2J",
        "q 2",
    ];
    for line in lines {
        let answer = linear().answer(line);
        assert!(!answer.lines.is_empty() || answer.effect.is_some(), "{line}");
        assert!(answer.lines.iter().all(|line| !line.chars().any(char::is_control)), "{answer:?}");
    }
    assert_eq!(linear().answer("e html").effect, Some(Effect::Export(ExportFormat::Html)));
    assert_eq!(linear().answer("]").effect, Some(Effect::Step(1)));
    assert_eq!(linear().answer("q").effect, Some(Effect::Quit));
}

#[test]
fn two_actors_are_made_one_and_parted_again() {
    let told = said(&["M roe", "n", "M", "M nobody", "M roe", "3", "M roe", "i roe", "U", "i lind"]);
    assert!(told[0].contains("no quote was told yet"), "{told:#?}");
    assert!(told[2].contains("say who") && told[3].contains("nobody here is called nobody"), "{told:#?}");
    assert!(told[4].contains("Ann Roe is the speaker already"), "{told:#?}");
    assert_eq!(told[6], "Jo Lind is Ann Roe; U takes it back");
    assert!(told[7].contains("3 quotes") && told[9].contains("Jo Lind, person, 1 quote"), "{told:#?}");
}

#[test]
fn headings_are_told_with_their_paragraphs_and_accents_do_not_count() {
    let text = "# Quay\n\nA naïve plan.\n\n## Who pays\n\nNobody.\n";
    let mut linear = of(Article::from_text("a.md", text, Format::Markdown));
    assert_eq!(linear.answer("C").lines, ["Paragraph 2: Who pays"]);
    assert_eq!(linear.answer("/naive").lines[0], "Match 1 of 1, paragraph 1:");
    let help = linear.answer("?").lines.join("\n");
    assert!(help.contains("\nselect: all about the quote") && !help.contains("Enter or"), "{help}");
    assert_eq!(said(&["C"]), ["there are no headings here"]);
}

#[test]
fn a_match_any_number_further_on_is_the_end_of_the_search() {
    let told = said(&["/the", "n", &format!("{}n", isize::MAX)]);
    assert!(told[1].starts_with("Match 2 of 2"), "{told:#?}");
    assert!(told[2].starts_with("no more matches"), "{told:#?}");
}

#[test]
fn a_search_ends_where_somebody_goes_elsewhere() {
    let told = said(&["/AI", "n", "", "n", "/", "n", "n", "n"]);
    assert!(told[0].starts_with("Match 1 of 2, paragraph 1:"), "{told:#?}");
    assert!(told[1].starts_with("Match 2 of 2, paragraph 2:"), "{told:#?}");
    // Reading on ends the search, and a slash alone resumes it.
    assert!(told[2].starts_with("“Nobody asked us,”") && told[3] == "this was the last quote", "{told:#?}");
    assert!(told[4].starts_with("Match 1 of 2") && told[5].starts_with("Match 2 of 2"), "{told:#?}");
    assert_eq!(told[6], "no more matches; n tells quotes again, / the first match");
    assert!(told[7].starts_with("Quote 3 of 3"), "{told:#?}");
}

#[test]
fn rows_of_tables_are_read_by_the_names_of_their_columns() {
    let text = "# Ferries\n\n| Line | Boats | Note |\n|---|--:|---|\n| Holm | 2 | *slow* |\n| Vik | 14 | |\n\nThat is all.\n";
    let mut linear = of(Article::from_text("a.md", text, Format::Markdown));
    let expected = [
        "Table of 2 rows. Columns: Line; Boats; Note",
        "Row 1 of 2. Line: Holm; Boats: 2; Note: slow",
        "Row 2 of 2. Line: Vik; Boats: 14",
    ];
    assert_eq!(linear.answer("").lines, expected);
    assert_eq!(linear.answer("").lines, ["That is all."]);
    // Tables of web pages are read the same way.
    let page = b"<html><body><article><h1>Ferries</h1><p>The boats of the two lines, as they were counted in the spring \
        of last year by the harbour office.</p><table><tr><th>Line</th><th>Boats</th></tr><tr><td>Holm</td>\
        <td>2</td></tr><tr><td>Vik</td><td>14</td></tr></table></article></body></html>";
    let page = Input::read("a.html", page.to_vec(), &Hint::default()).unwrap();
    let mut linear = of(page.into_articles().remove(0));
    linear.answer("");
    let expected = [
        "Table of 2 rows. Columns: Line; Boats",
        "Row 1 of 2. Line: Holm; Boats: 2",
        "Row 2 of 2. Line: Vik; Boats: 14",
    ];
    assert_eq!(linear.answer("").lines, expected);
}

#[test]
fn what_a_look_tells_is_said_in_a_word() {
    let text = "# Quay\n\n## Who pays\n\n- [x] The [town](https://town.example/)\n- [ ] The county\n\n> All of *us*.\n\n\
        ```\none\n  two\n```\n";
    let mut linear = of(Article::from_text("a.md", text, Format::Markdown));
    let told: Vec<String> = (0..5).flat_map(|_| linear.answer("").lines).collect();
    let expected =
        ["Heading 2: Who pays", "Done: The town", "To do: The county", "Quoted: All of us.", "one", "two"];
    assert_eq!(told, expected);
}

#[test]
fn an_article_goes_on_where_it_was_left() {
    let place = TEXT.find("It rained").unwrap();
    let mut linear = linear().with_kept(Kept { position: Some(place + 3), marks: Vec::new() });
    let opening = linear.opening().lines.join("\n");
    assert!(opening.contains("You stopped at paragraph 2; g goes to the top:\nIt rained."), "{opening}");
    assert_eq!(linear.left_at(), Some(place));
    assert!(linear.answer("").lines[0].starts_with("“Nobody asked us,”"));
    linear.answer("g");
    assert_eq!(linear.left_at(), None);
}

#[test]
fn the_words_of_a_source_are_told_without_their_markup() {
    let text = "# Pier\n\nThe pier is safe, said [the *mayor*](https://town.example/) on Monday.\n";
    let mut linear = of(Article::from_text("a.md", text, Format::Markdown));
    let told = [linear.answer("n").lines, linear.answer("select").lines].concat().join("\n");
    assert!(told.contains("the mayor") && !told.contains(['[', '*']), "{told}");
}

#[test]
fn the_list_of_actors_is_called_by_its_name() {
    let help = linear().answer("?").lines.join("\n");
    assert!(help.contains("\nl or actors: who speaks") && !help.contains("pane"), "{help}");
    let told = said(&["actors", "l"]);
    assert!(told[0].starts_with("Ann Roe, mayor, person, 2 quotes") && told[0] == told[1], "{told:#?}");
}
