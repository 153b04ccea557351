//! Corrections in line mode, and which quote they act on.

use super::*;

/// Several quotes in a paragraph, and words that no model takes for a quote.
const SEVERAL: &str = "Pier\n\nNothing was decided.\n\n“It is shut,” said Ann Roe, the mayor. “It is open,” said Jo Lind, \
    a fisher.\n\n“We wait,” said Ida Moss on Monday. The boats must stay. Nobody knew more.\n";

/// The output after each of these lines, for the article [`SEVERAL`].
fn said_over_several(lines: &[&str]) -> Vec<String> {
    let mut linear = of(Article::from_text("a.txt", SEVERAL, Format::Plain));
    lines.iter().map(|line| linear.answer(line).lines.join("\n")).collect()
}

#[test]
fn a_command_acts_on_the_quote_that_was_told_last_whatever_told_it() {
    for told in ["g 3", "3G", "/monday", "q 3", "i moss", "G"] {
        let lines =
            said_over_several(&[told, "y", "select", "H", "A ask her", "A", "r lind", "U", "x", "U", "y"]);
        assert!(lines[0].contains("Quote 3 of 3, Ida Moss, direct"), "{told}: {lines:#?}");
        assert!(lines[1].starts_with("“We wait,”\n— Ida Moss"), "{told}: {lines:#?}");
        assert!(lines[2].starts_with("Quote 3 of 3, Ida Moss"), "{told}: {lines:#?}");
        let expected = [
            "highlighted “We wait”; U takes it back",
            "the note on “We wait” is kept; U takes it back",
            "note on “We wait”: ask her",
            "“We wait” is by Jo Lind; U takes it back",
            "taken back: “We wait” is by Jo Lind",
            "“We wait” is no quote; U takes it back",
            "taken back: “We wait” is no quote",
        ];
        assert_eq!(lines[3..10], expected, "{told}");
        assert_eq!(lines[10], lines[1], "{told}");
    }
    // Of several quotes in a block, the one whose heading was printed last.
    let lines = said_over_several(&["g 2", "x", "n"]);
    assert!(lines[0].ends_with("\n  Quote 2 of 3, Jo Lind, direct"), "{lines:#?}");
    assert_eq!(lines[1], "“It is open” is no quote; U takes it back");
    assert!(lines[2].starts_with("Quote 2 of 2, Ida Moss"), "{lines:#?}");
}

#[test]
fn where_it_is_not_plain_which_quote_is_meant_nothing_is_done() {
    let commands =
        ["x", "y", "Y", "r lind", "H", "A so", "E", "E begins we", "E kind mixed", "select", "f", "i"];
    for command in commands {
        let lines = said_over_several(&["n", "n", "n", "g 1", command, "N"]);
        let refusal = "no quote begins here (paragraph 1); n tells the next one, N the one before";
        assert_eq!(lines[4], refusal, "{command}");
        assert_eq!(lines[5], "this was the first quote", "{command}");
        let lines = said_over_several(&["n", "r lind", "i lind", command, "q 1"]);
        assert_eq!(lines[3], "several quotes were told; a number tells one of them again: q 3", "{command}");
        let lines = said_over_several(&["n", "x", command, "q 1"]);
        assert!(lines[2].starts_with("the quote that was told last is not there any more"), "{lines:#?}");
        assert!(lines[3].starts_with("Quote 1 of 2, Jo Lind"), "{lines:#?}");
    }
    let lines = said_over_several(&["n", "f moss", "x", "n"]);
    assert!(lines[2].starts_with("the quote that was told last is not there any more"), "{lines:#?}");
    assert!(lines[3].starts_with("Quote 3 of 3, Ida Moss"), "{lines:#?}");
}

#[test]
fn what_stands_beside_a_command_and_means_nothing_to_it_is_no_command() {
    let lines = said_over_several(&[
        "n",
        "x 3",
        "5x",
        "y all",
        "E perhaps",
        "g there",
        "G x",
        "I x",
        "n 2",
        "l b",
        "1",
    ]);
    assert_eq!(lines[1], "nothing is done: x takes no words, and “3” stands behind it");
    assert_eq!(lines[2], "nothing is done: no number can stand before x");
    assert!(lines[4].starts_with("“perhaps” says nothing that can be put right. E alone:"), "{lines:#?}");
    assert!(
        ["E begins WORDS", "E name NAME", "E role ROLE", "direct, mixed or indirect", "anonymous"]
            .iter()
            .all(|words| lines[4].contains(words))
    );
    assert!(lines[5..8].iter().all(|line| line.contains(" is no number of ")), "{lines:#?}");
    assert!(lines[8..10].iter().all(|line| line.starts_with("nothing is done: ")), "{lines:#?}");
    assert!(lines[10].starts_with("Quote 1 of 3, Ann Roe, direct:"), "{lines:#?}");
}

#[test]
fn a_quote_begins_and_ends_where_it_is_said_to() {
    let lines = said_over_several(&[
        "q 3",
        "E ends the boats must stay",
        "E begins wait",
        "E begins nobody",
        "U",
        "U",
    ]);
    assert!(lines[1].starts_with("the quote is “We wait,” said Ida Moss"), "{lines:#?}");
    assert!(lines[1].ends_with(
        "\nQuote 3 of 3, Ida Moss, direct, put right by you: “We wait,” said Ida Moss on Monday. The boats must stay"
    ));
    assert!(lines[2].ends_with("put right by you: wait,” said Ida Moss on Monday. The boats must stay"));
    assert_eq!(lines[3], "these words stand behind the end of the quote: move that first");
    assert!(lines[5].starts_with("taken back: the quote is “We wait"), "{lines:#?}");
    let lines = said_over_several(&["q 2", "E begins it is shut", "E ends seldom", "E ends it is open"]);
    assert!(lines[1].ends_with("\nIt shares words with: Quote 2 of 3, Ann Roe, direct"), "{lines:#?}");
    assert_eq!(lines[2], "“seldom” stands neither in the paragraph of the quote nor beside it");
    assert_eq!(lines[3], "it ends there already");
}

#[test]
fn a_quote_that_was_missed_is_added_and_given_to_somebody() {
    let lines = said_over_several(&[
        "v",
        "v the boats ... stay",
        "r moss",
        "v THE BOATS must stay",
        "v so",
        "U",
        "U",
        "y",
    ]);
    assert_eq!(lines[0], "say which words are a quote: v WORDS, or v FIRST WORDS ... LAST WORDS");
    assert_eq!(
        lines[1],
        "“The boats must stay” is a quote by nobody known; U takes it back\n\
         Quote 4 of 4, unknown speaker, indirect, put right by you: The boats must stay\n\
         r and a name says whose it is"
    );
    assert_eq!(lines[2], "“The boats must stay” is by Ida Moss; U takes it back");
    assert!(lines[3].starts_with("that is a quote already. Quote 4 of 4, Ida Moss"), "{lines:#?}");
    assert_eq!(lines[4], "“so” stands nowhere here");
    assert_eq!(lines[6], "taken back: “The boats must stay” is a quote by nobody known");
    assert!(lines[7].contains("not there any more"), "{lines:#?}");
}

#[test]
fn names_roles_and_kinds_are_put_right_of_the_speaker_or_of_somebody() {
    let lines = said_over_several(&[
        "q 2",
        "E kind mixed",
        "E kind group",
        "E kind tall",
        "E name Jo Lindh",
        "E name Jo Lindh",
        "E name Ann Roe",
        "E role harbour master",
        "E role roe = none",
        "E name roe = Anna Roe",
        "l",
        "r Jörn Holm",
    ]);
    assert_eq!(lines[1], "“It is open” is mixed; U takes it back");
    assert_eq!(lines[2], "Jo Lind is of the kind “group”; U takes it back");
    assert!(lines[3].starts_with("a quote is direct, mixed or indirect, who speaks person,"), "{lines:#?}");
    assert_eq!(lines[4], "Jo Lind is called Jo Lindh; U takes it back");
    assert_eq!(lines[5], "Jo Lindh is called so already");
    assert_eq!(lines[6], "somebody else is called Ann Roe; M Ann Roe makes the two one");
    assert_eq!(lines[7], "Jo Lindh is harbour master; U takes it back");
    assert_eq!(lines[8], "Ann Roe has no role; U takes it back");
    assert_eq!(lines[9], "Ann Roe is called Anna Roe; U takes it back");
    for line in ["Anna Roe, person, 1 quote", "Jo Lindh, harbour master, group, 1 quote"] {
        assert!(lines[10].contains(line), "{lines:#?}");
    }
    assert_eq!(lines[11], "“It is open” is by Jörn Holm; U takes it back\nJörn Holm is new here");
}

#[test]
fn a_filter_stays_when_something_is_put_right() {
    let lines = said_over_several(&["f lind", "n", "E", "n", "N", "Esc"]);
    assert!(lines[1].starts_with("Quote 2 of 3, Jo Lind"), "{lines:#?}");
    assert_eq!(
        (lines[3].as_str(), lines[4].as_str()),
        ("this was the last quote", "this was the first quote")
    );
}
