//! Rules that separate names from the words beside them, and that resolve descriptions.

use super::{read, speaker};
use dixit::actors::{Actor, ActorKind};

/// The speaker of the quote that contains `words` is `name`.
#[track_caller]
fn check(text: &str, words: &str, name: &str) {
    let analysis = read(text);
    assert_eq!(speaker(&analysis, text, words), Some(name), "{words}: {text}: {:?}", analysis.actors);
}

fn actors(text: &str) -> Vec<Actor> {
    read(text).actors
}

#[test]
fn a_name_in_a_headline_ends_before_its_verb() {
    let text = "Deval Brock Names Mo Harland To Bridge Post\n\nGov. Deval Brock chose his aide William Harland on Monday. \
        “He knows every bolt,” Brock said.\n\nHarland said he would start in May. Brock left early.";
    check(text, "He knows every bolt", "Deval Brock");
    check(text, "he would start", "William Harland");
}

#[test]
fn an_office_before_a_name_is_no_part_of_it() {
    check(
        "The plan was told in Vesta on Tuesday.\n\nMinister for Coastal Affairs Ann Reve said the money would come in spring. “Nobody has to join,” Ms Reve said.",
        "the money would come",
        "Ann Reve",
    );
    check(
        "The vote was close.\n\nSpeaker of the House Dana Pohl called it “the best that we could get”.",
        "the best that we",
        "Dana Pohl",
    );
    check(
        "There were boos in Orrby on Sunday.\n\nSpeaking after the match in Orrby Mr Lund said the pitch had been a beach.",
        "the pitch had been",
        "Lund",
    );
    check(
        "Chipmaker Vesta Micro may buy a mill in Harle this year.\n\n“We never talk about rumours,” the company told reporters.",
        "We never talk",
        "Vesta Micro",
    );
}

#[test]
fn the_party_of_somebody_at_a_place_is_no_name() {
    let text = "Senator Wade Harland will vote against the bill.\n\nThe Ohio Republican said it would cost billions.";
    check(text, "it would cost", "Wade Harland");
    assert!(actors(text).iter().all(|actor| actor.name != "Ohio Republican"));
}

#[test]
fn nicknames_and_small_words_stand_within_a_name() {
    check(
        "The darts world lost a character on Sunday, when Leonard “Spud” Harland gave up.\n\nHarland said he could no longer see the board.",
        "he could no longer",
        "Leonard “Spud” Harland",
    );
    check(
        "The race begins on Monday.\n\nDutch cyclist Joost van der Reve will miss it.\n\nVan der Reve said he had hit a dog.",
        "he had hit a dog",
        "Joost van der Reve",
    );
}

#[test]
fn a_surname_that_is_an_office_is_a_surname() {
    check(
        "Kate Bishop and Tom Lund run the shop on the quay.\n\n“Our timing was bad,” Bishop said.",
        "Our timing",
        "Kate Bishop",
    );
}

#[test]
fn of_two_with_a_surname_the_office_tells() {
    let text = "Chief Inspector Peter Lund said officers had come at once. Carol Lund, the owner of the shop, was unhurt.\n\n\
        Mrs Lund said the thief had dropped most rings. Chief Inspector Lund said another was still sought.";
    check(text, "the thief had dropped", "Carol Lund");
    check(text, "another was still sought", "Peter Lund");
}

#[test]
fn what_a_body_does_tells_which_one_is_meant() {
    check(
        "The Office for River Standards has fined Tamar Water over leaks.\n\nThe watchdog said customers had been let down. The utility, which serves the coast, insisted that most pipes had been repaired.",
        "most pipes",
        "Tamar Water",
    );
    check(
        "Pendrane has taken back an inhaler in the United States.\n\nThe drugmaker said it could jam. “Safety comes first,” the New Jersey company said.",
        "Safety comes first",
        "Pendrane",
    );
}

#[test]
fn who_is_told_of_with_which_is_no_person() {
    let text = "Dax Orvan will not play this summer.\n\nBrighthollow, which runs the festival, said it would pay back what was spent.";
    let found = actors(text);
    let body = found.iter().find(|actor| actor.name == "Brighthollow");
    assert_eq!(body.map(|actor| actor.kind), Some(ActorKind::Organisation), "{found:?}");
}

#[test]
fn an_example_is_not_all() {
    check(
        "The harm is not known yet.\n\nMany experts, including the Vesta Bank, have said that it is hard to measure.",
        "it is hard to measure",
        "Many experts",
    );
}

#[test]
fn who_is_spoken_to_does_not_speak() {
    check(
        "Donald Orr met Xi Lund in Osaka on Saturday. Lund is the leader of Westland.\n\nThe Westland leader urged Orr to wait for the spring.",
        "to wait",
        "Xi Lund",
    );
}

#[test]
fn who_is_named_before_words_says_them_though_nobody_knows_the_name() {
    check(
        "The council sells the mill\n\n\"It was never worth what we paid for it,\" said Ann Roe, the mayor, in the hall.\n\nTom Lund of the union said nobody had asked the crew.",
        "nobody had asked",
        "Tom Lund",
    );
}
