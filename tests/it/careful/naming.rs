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

#[test]
fn a_name_in_a_headline_ends_before_the_report_of_words() {
    check(
        "Orr Accuses Ferry Firms of Hiding Fares\n\nHARLE — President Orr said on Monday that fares had been hidden from the public for years. “Nobody can read them,” Mr. Orr wrote in a note.",
        "Nobody can read",
        "Orr",
    );
}

#[test]
fn what_somebody_leads_is_not_their_name() {
    let text = "President Reve announced on Sunday that the head of the yard would go. Reve later wrote that “no boat has sunk during the Reve Presidency.”\n\n“He was tired,” Reve wrote.";
    check(text, "He was tired", "Reve");
}

#[test]
fn the_name_of_a_website_has_its_domain() {
    check(
        "The photograph was gone within minutes. HarborWatch.com first reported that it had been sent to a clerk.",
        "it had been sent",
        "HarborWatch.com",
    );
}

#[test]
fn a_body_that_is_named_after_an_office_has_it_in_its_name() {
    check(
        "The case was long.\n\nThe Justice Department said the files would be kept for a year. “We have read them all,” the department said.",
        "We have read",
        "Justice Department",
    );
}

#[test]
fn a_part_of_a_body_is_not_called_by_its_name_alone() {
    check(
        "The yard lost money.\n\nThe Commons ferries select committee called the deal “a leaking boat”. The select committee found that nobody had read the contract. Committee chairman Ian Hale said it was a shame.",
        "nobody had read",
        "Commons ferries select committee",
    );
}

#[test]
fn two_who_speak_are_both_named() {
    check(
        "At a lunch on Friday, Senators Ada Reve of Ohio and Ian Hale of Maine urged members to wait for the spring.",
        "members to wait",
        "Senators Ada Reve of Ohio and Ian Hale of Maine",
    );
}

#[test]
fn whose_friend_somebody_is_does_not_speak() {
    check(
        "A close friend of former Vesta boss Olaf Brandt told a court on Friday that the charges were “a bad joke”.",
        "a bad joke",
        "close friend of former Vesta boss Olaf Brandt",
    );
    check(
        "The clerk was fired on Monday. Harrow attorney Ida Pohl said the board was wrong. Olaf Brandt, the head of a watchdog, was glad.\n\n“It was time,” Brandt said.\n\nHarrow’s attorney, meanwhile, said the board had misread its own rules.",
        "had misread",
        "Ida Pohl",
    );
}

#[test]
fn several_companies_are_not_one_of_them() {
    check(
        "The case against the growers began in May, and Pohl Group has the largest share of it.\n\nThe companies said that they had never met. Pohl Group's lawyers were absent.",
        "they had never met",
        "companies",
    );
}

#[test]
fn a_law_says_nothing_to_a_paper() {
    check(
        "The paper's story was short. The Courier reports that her aides kept no letters, as required by the River Records Act.\n\nInstead, the paper reports, her aides chose what to keep.",
        "her aides chose",
        "Courier",
    );
}

#[test]
fn an_office_is_of_one_who_was_told_to_hold_it() {
    check(
        "Gov. Ian Hale won the support of Sheriff Bo on Tuesday. Sheriff Bo Lund of Harle County came to the diner. Mr. Hale thanked Sheriff Lund.\n\nMr. Hale is far behind. The sheriff called the lawsuit an attempt to frighten him.",
        "an attempt to frighten",
        "Bo Lund",
    );
    check(
        "Prime Minister Ada Reve met President Ian Hale in May. In 1991 Prime Minister Olaf Brandt had refused to come. Hale had asked for it. The prime minister has already made clear that she will not go to the palace.",
        "she will not go",
        "Ada Reve",
    );
    check(
        "The vote will be in May, the chancellor has said, and taxes will fall.\n\nShadow chancellor Olaf Brandt laughed. Ada Reve, the chancellor, said it was no joke. The chancellor said the poll would be close.",
        "the poll would be close",
        "Ada Reve",
    );
}

#[test]
fn who_holds_one_office_does_not_hold_another() {
    check(
        "Ian Hale, the mayor, opened the school. The home secretary, Ada Reve, was joined by a guest. Ms Reve said she wanted more lamps. The prime minister said the quay should be safe.",
        "the quay should be safe",
        "prime minister",
    );
}

#[test]
fn an_official_without_a_name_is_the_last_one_introduced() {
    let text = "A former ministry official told the Courier the boats were empty. Tom Lund denied it. A senior harbour official said the boats were full.\n\n\
        “They were full,” the official said. A former ministry official said the count began in May.\n\nAccording to the official, it is not over.";
    check(text, "They were full", "senior harbour official");
    check(text, "it is not over", "former ministry official");
    check(
        "Tom Lund, the mayor, said nobody had been harmed.\n\nMr Lund left early. It would not cost much to ask, a former fisheries prosecutor told the Courier. The former official said Lund should have called at once.",
        "Lund should have called",
        "former fisheries prosecutor",
    );
}
