use super::*;
use crate::{
    analysis::{Analyzer, Architecture},
    article::Format,
};

const TEXT: &str = "Bridge stays open\n\n“We will pay,” said Ann Roe, the mayor.\n\nIt rained. She said that the pier was safe.\n\n\
    “Nobody asked us,” Jo Lind told reporters.\n";

fn linear() -> Linear {
    let article = Article::from_text("a.txt", TEXT, Format::Plain);
    let analysis = Analyzer::shipped(Architecture::Linear).unwrap().analyse(&article);
    Linear::new(
        Arc::new(article),
        analysis,
        <_>::default(),
        (Threshold::Likely, Arc::default(), Arc::default()),
    )
}

/// What is printed after each of these lines.
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
    let told = said(&["", "", "n", "k", "G", "j", "g 3"]);
    assert_eq!(told[0], "Bridge stays open");
    assert!(told[1].starts_with("“We will pay,” said Ann Roe, the mayor.\n  Quote 1 of 3"), "{told:#?}");
    assert!(told[2].starts_with("Quote 1 of 3"), "{told:#?}");
    assert_eq!(told[3], "Bridge stays open");
    assert_eq!(told[5], "this is the end");
    assert!(told[6].starts_with("It rained."), "{told:#?}");
}

#[test]
fn filters_and_searches_are_said_and_end() {
    let told = said(&["f lind", "n", "Esc", "/RAINED", "Esc", "n", "/snow", "f Nobody"]);
    assert_eq!(told[0], "quotes by Jo Lind: 1 quote");
    assert!(told[1].starts_with("Quote 1 of 1, Jo Lind"), "{told:#?}");
    assert_eq!(told[2], "no filter: 3 quotes");
    assert!(told[3].starts_with("Match 1 of 1, paragraph 3:\nIt rained."), "{told:#?}");
    assert!(told[5].starts_with("Quote 2 of 3"), "{told:#?}");
    assert_eq!(told[6], "snow stands nowhere here");
    assert_eq!(told[7], "nobody here is called Nobody");
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
    let mut linear = linear().with_marks(vec![('z', TEXT.find("It rained").unwrap())]);
    let mut said = |line: &str| linear.answer(line).lines.join("\n");
    assert!(said("'z").starts_with("It rained."));
    assert_eq!(said("m b"), "paragraph 3 is marked; 'b comes back to it");
    assert_eq!(said(":g 1"), "Bridge stays open");
    assert!(said("'b").starts_with("It rained."));
    assert_eq!(said("''"), "Bridge stays open");
    assert_eq!(said("'"), "Mark b: paragraph 3\nMark z: paragraph 3");
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
    let article = Article::from_text("a.md", text, Format::Markdown);
    let analysis = Analyzer::shipped(Architecture::Linear).unwrap().analyse(&article);
    let how = (Threshold::Likely, Arc::default(), Arc::default());
    let mut linear = Linear::new(Arc::new(article), analysis, <_>::default(), how);
    assert_eq!(linear.answer("C").lines, ["Paragraph 3: Who pays"]);
    assert_eq!(linear.answer("/naive").lines[0], "Match 1 of 1, paragraph 2:");
    let help = linear.answer("?").lines.join("\n");
    assert!(help.contains("\nselect: all about the quote") && !help.contains("Enter or"), "{help}");
    assert_eq!(said(&["C"]), ["there are no headings here"]);
}
