//! Rules for quotations without a reporting clause, for missing quotation marks, and for carriers.

use super::{read, speaker};
use dixit::{actors::AttributedQuote, analysis::Analysis};

/// The speaker of the quote that contains `words` is `name`.
#[track_caller]
fn check(text: &str, words: &str, name: &str) {
    assert_eq!(speaker(&read(text), text, words), Some(name), "{words}: {text}");
}

fn quote<'a>(analysis: &'a Analysis, text: &str, words: &str) -> Option<&'a AttributedQuote> {
    analysis.quotes.iter().find(|q| q.quote.content.iter().any(|piece| piece.of(text).contains(words)))
}

/// The carrier and the addressee of the quote that contains `words`.
#[track_caller]
fn check_parties(text: &str, words: &str, via: Option<&str>, to: Option<&str>) {
    let analysis = read(text);
    let quote = quote(&analysis, text, words).unwrap_or_else(|| panic!("no quote “{words}”"));
    let name = |id: Option<_>| analysis.actor(id?).map(|actor| actor.name.as_str());
    assert_eq!((name(quote.via), name(quote.to)), (via, to), "{text}");
}

#[test]
fn a_headline_may_give_words_to_a_name() {
    check(
        "Ann Reve: Ferry will sail in May\n\nThe mayor spoke in the hall on Monday.\n\nAnn Reve has run the town for a year. Reve would say no more.",
        "Ferry will sail",
        "Ann Reve",
    );
}

#[test]
fn a_sentence_may_lead_to_what_somebody_says() {
    check(
        "The crew has won nothing for years.\n\nThe message from coach Peter Lund before the race was simple: “Row until you see nothing.”\n\nThey were last.",
        "Row until",
        "Peter Lund",
    );
}

#[test]
fn a_paragraph_in_marks_goes_on_with_who_spoke() {
    check(
        "Nurse runs along the coast\n\nGwen Lund came to Harle on Saturday after six days.\n\n“My feet are those of an old goose,” she said.\n\n“I would do it again tomorrow, but only downhill.”\n\nShe ran for the ward.",
        "only downhill",
        "Gwen Lund",
    );
}

#[test]
fn a_paragraph_in_marks_goes_on_after_words_that_are_quoted_in_part() {
    check(
        "Five things that we learned\n\nOn the harbour, Ms Roe said recent fears about the quay were \"right and deserve attention\" but insisted that progress had been made.\n\nChildren growing up in the years of her office \"will have a different view of the harbour and of what is possible,\" she said.\n\n\"There are going to be storms that come. But if you look at my daughters' friends, they have an attitude to the sea that is entirely different than even my friends.\"\n\nTalking about how she was feeling, she said \"every captain has strengths and weaknesses\".",
        "storms that come",
        "Roe",
    );
}

#[test]
fn whoever_is_thanked_is_spoken_to() {
    check_parties(
        "The ferry was repaired in May. Ann Reve, the mayor, thanked Jonna Lind for “a year of patience and of cold feet”.",
        "a year of patience",
        None,
        Some("Jonna Lind"),
    );
}

#[test]
fn what_somebody_was_asked_by_nobody_is_not_theirs() {
    let text =
        "Asked whether the ferry would sail in May, Ann Reve, the mayor, said it was too early to tell.";
    let analysis = read(text);
    assert!(quote(&analysis, text, "whether the ferry").is_none(), "{:?}", analysis.quotes);
    assert_eq!(speaker(&analysis, text, "too early"), Some("Ann Reve"));
}

#[test]
fn who_issues_a_statement_says_it() {
    check(
        "Harle lost again on Sunday.\n\nA statement was issued by the league on Monday, saying that the rules had been kept.",
        "the rules had been kept",
        "league",
    );
}

#[test]
fn a_mark_that_is_missing_ends_before_the_report() {
    let text = "The wall fell at four.\n\n“I thought it was the end of the world, said Gladys Lund, 83, who was upstairs.\n\n\
        “She was holding the bird,” said the neighbour, Pete Reve.";
    check(text, "the end of the world", "Gladys Lund");
    check(text, "holding the bird", "Pete Reve");
    let analysis = read(text);
    let birds = quote(&analysis, text, "holding the bird").map(|quote| quote.quote.content.len());
    assert_eq!(birds, Some(1), "{:?}", analysis.quotes);
}

#[test]
fn an_interview_is_with_whom_the_first_line_names() {
    check(
        "Five minutes with Tova Lund\n\nThe Swedish skier Tova Lund gave up last month. We spoke to her at home.\n\nQ: Was it hard?\n\nA: Not at all. My back decided.\n\nQ: And now?\n\nA: Sleep until eight.",
        "My back decided",
        "Tova Lund",
    );
}

#[test]
fn what_is_said_on_a_programme_is_carried_by_its_outlet() {
    check_parties(
        "The ferry will stay.\n\n“You do so at your own risk,” Ann Reve said on CBS’ “Face the Nation.”",
        "at your own risk",
        Some("CBS"),
        None,
    );
    check_parties(
        "The ferry will stay.\n\n“We will win it again,” Reve said to Fox News' Bill Lund.",
        "We will win",
        Some("Fox News"),
        Some("Bill Lund"),
    );
    check_parties(
        "The thief left one picture.\n\nRosa Reve said through her lawyer, Ken Lund, that he could keep the rest.",
        "he could keep",
        Some("Ken Lund"),
        None,
    );
}
