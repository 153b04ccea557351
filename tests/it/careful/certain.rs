//! Rules over the words beside a quote or name that hold whatever the model finds.

use super::{read, speaker};
use dixit::actors::{ActorKind, AttributedQuote};

/// The speaker of every quote that contains the first words is the second name.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let analysis = read(text);
    for (words, name) in expected {
        assert_eq!(speaker(&analysis, text, words), Some(*name), "{words}: {text}");
    }
}

#[track_caller]
fn check_role(text: &str, name: &str, role: &str) {
    let analysis = read(text);
    let actor = analysis.actors.iter().find(|actor| actor.name == name);
    assert_eq!(actor.and_then(|actor| actor.role.as_deref()), Some(role), "{text}: {:?}", analysis.actors);
}

#[test]
fn who_is_named_between_the_words_says_them() {
    check("Small farms, said Orr, have to show where the milk is from.", &[("have to show", "Orr")]);
    check(
        "In the journal Seas, Dr Hald - with her students Jon Reve and Ida Pohl - argues that eels sleep in summer.",
        &[("eels sleep", "Hald")],
    );
}

#[test]
fn who_is_named_behind_the_words_says_them_and_not_who_is_spoken_to() {
    check("“Mind the step, Karin,” put in Olaf Reve from the door.", &[("Mind the step", "Olaf Reve")]);
    check(
        "Reve told him: “You sold the boat.” “I never did,” Pohl answered.",
        &[("You sold", "Reve"), ("I never did", "Pohl")],
    );
    check(
        "The ferry was called “a floating barn” by the union of pilots.",
        &[("a floating barn", "union of pilots")],
    );
}

#[test]
fn a_paragraph_may_begin_with_whose_words_it_holds() {
    check(
        "We asked on the quay.\n\nJonna Reve, 52: “I never saw it come in.”\n\nArne Pohl, 29, cook: “It smells of tar.”",
        &[("I never saw", "Jonna Reve"), ("It smells", "Arne Pohl")],
    );
    check(
        "The post was full.\n\nFrom the desk of Arne Pohl, the head of the yard:\n\n“No boat of ours has ever sunk in a storm.”",
        &[("No boat of ours", "Arne Pohl")],
    );
    check(
        "He shook the rain from his hat.\n\n— The tide is high, said Harald.\n\n— It will be higher, Vera answered. Come in.",
        &[("The tide is high", "Harald"), ("It will be higher", "Vera")],
    );
    check(
        "Many made fun of the new ferry.\n\nMy dog swims faster than that thing. https://x.example/ab12\n\n\
            — Jonna Reve (@jonnareve) May 8, 2023\n\nIt sails in June.",
        &[("My dog swims", "Jonna Reve")],
    );
}

#[test]
fn answers_of_an_interview_without_labels_are_of_whom_it_is_with() {
    const INTERVIEW: &str = "Eight questions for Karin Reve\n\nKarin Reve built boats for forty years. We met her at the yard.\n\n\
        What was your first boat?\n\nIt was a dinghy. I sold it to my uncle for nothing.\n\n\
        Would you do it again?\n\nI would, but with a warmer shed.";
    check(INTERVIEW, &[("It was a dinghy", "Karin Reve"), ("a warmer shed", "Karin Reve")]);
    // A column with rhetorical questions is no interview.
    let column =
        INTERVIEW.replace("Eight questions for ", "").replace("We met her at the yard.", "She is right.");
    assert!(read(&column).quotes.iter().all(|q| !q.quote.content[0].of(&column).contains("It was a dinghy")));
}

#[test]
fn a_family_shares_its_name_and_each_has_one() {
    check(
        "Paul and Karin Reve sold the yard. “We had to,” said Mr Reve. “I kept the dog,” said Mrs Reve.",
        &[("We had to", "Paul Reve"), ("I kept the dog", "Karin Reve")],
    );
}

#[test]
fn surnames_that_are_words_are_names_where_somebody_has_them() {
    check(
        "Ben Frost, Carla Stone and Anna Swede read the plan. “Too short,” Frost said. “Too long,” Stone said. “Too dear,” Swede said.",
        &[("Too short", "Ben Frost"), ("Too long", "Carla Stone"), ("Too dear", "Anna Swede")],
    );
}

#[test]
fn names_are_whole() {
    check(
        "Sen. Arden Reve (R-Ohio) was late. “The road was closed,” Reve said.",
        &[("The road", "Arden Reve")],
    );
    check("Hald & Reve has raised its fares. H&R said oil was dear.", &[("oil was dear", "Hald & Reve")]);
}

#[test]
fn who_comes_with_an_article_is_new() {
    check(
        "Pablo Arce lost to Henrik Dahl on Monday. A Spanish reporter said Arce had been tired for weeks.",
        &[("Arce had been tired", "Spanish reporter")],
    );
}

#[test]
fn roles_are_whole() {
    check_role(
        "Mayor of Easthaven Paul Reve said the quay had held well.",
        "Paul Reve",
        "Mayor of Easthaven",
    );
    check_role(
        "The head of the dive team, Inspector Ada Reve, said: “It was dark.”",
        "Ada Reve",
        "head of the dive team",
    );
    check_role(
        "“Eels sleep in summer,” said Ida Pohl, a professor of biology at Harle who has studied them for years.",
        "Ida Pohl",
        "professor of biology at Harle",
    );
    check_role(
        "Olaf Hald, 61, cook, said the tide was high. The soup was cold, he said.",
        "Olaf Hald",
        "cook",
    );
    check_role("Sen. Ada Reve (D-Ohio) said the levee was safe.", "Ada Reve", "Sen. (D-Ohio)");
    check_role("Rep. Ada Reve, D-Ohio, said the levee was safe.", "Ada Reve", "Rep., D-Ohio");
    check_role("“Eels are shy,” says Vardish biologist Professor Ida Pohl.", "Ida Pohl", "Vardish biologist");
    check_role(
        "“Eels are shy,” says Ida Pohl, of Harle Hill Hospital in Vesta.",
        "Ida Pohl",
        "Harle Hill Hospital in Vesta",
    );
    check_role(
        "Arne Pohl is sure. The rural roads minister said nobody would pay.",
        "Arne Pohl",
        "rural roads minister",
    );
}

#[test]
fn a_name_ends_where_another_begins() {
    check(
        "Vardish President Emil Strand and Premier Ottoline Kade met on Monday. “It rained,” Strand said. “It poured,” Kade \
            said. The Vardish News Agency (VNA) said they had talked.",
        &[
            ("It rained", "Emil Strand"),
            ("It poured", "Ottoline Kade"),
            ("they had talked", "Vardish News Agency"),
        ],
    );
}

#[test]
fn several_are_not_one() {
    check(
        "Arne Pohl and Ida Hald met on the quay. Tenants of Mill Street said they had not slept.",
        &[("they had not slept", "Tenants")],
    );
    check(
        "Arne Pohl and Ida Hald met on the quay. In a statement, the two skippers said the talks were useful.",
        &[("the talks were useful", "two skippers")],
    );
}

#[test]
fn who_was_told_to_be_something_is_meant_by_it() {
    let text = "Carla Stone, a spokeswoman for the port, said the figures were old. Olaf Reve said they were not. A clerk at \
        the court confirmed that papers had come in.\n\n“To Mr Reve,” the spokeswoman added, after a pause.";
    check(text, &[("To Mr Reve", "Carla Stone")]);
    let text = "Carla Stone, a spokeswoman for the port, said the figures were old. Olaf Reve said they were not.\n\n“They are \
        from June,” the spokeswoman added.\n\nHe said he had not replied.";
    check(text, &[("They are", "Carla Stone"), ("he had not replied", "Olaf Reve")]);
}

#[test]
fn this_official_is_who_has_just_spoken() {
    check(
        "Ida Hald ran the yard for years. A former colleague told me otherwise. There was one time, this woman said, and \
            everybody knew it.",
        &[("everybody knew it", "former colleague")],
    );
}

#[test]
fn a_source_is_whole_and_who_is_asked_does_not_ask() {
    check(
        "A second person familiar with the sale insisted that the yard was empty.",
        &[("the yard was empty", "second person familiar with the sale")],
    );
    check(
        "Ida Hald, asked by the Courier what the conditions were, pointed at the sea. “Ask it,” she said.",
        &[("what the conditions were", "Courier"), ("Ask it", "Ida Hald")],
    );
}

#[test]
fn words_in_marks_are_of_the_nearer_cue() {
    let text = "“Nobody will gamble with a life,” Agnes Thorn, the leader, told a full hall. “We are going to manage a risk,” \
        she added, “and to be seen to.”";
    let analysis = read(text);
    let holding = |words: &str| {
        let holds = |q: &&AttributedQuote| q.quote.content.iter().any(|piece| piece.of(text).contains(words));
        analysis.quotes.iter().filter(holds).count()
    };
    assert_eq!((holding("gamble"), holding("manage")), (1, 1), "{:?}", analysis.quotes);
}

#[test]
fn names_before_turns_may_be_cut_to_initials_and_stand_after_a_time() {
    let text = "The woman who counts swans\n\nFenella Oake has held the long hook since 1990. She talked to Joris Ekman on the landing stage.\n\nJoris Ekman: How do you hold a swan?\n\nFenella Oake: Under one arm, like a set of pipes.\n\nJE: Has one ever hurt you?\n\nFO: My nose was broken twice.\n\nJE: And who comes after you?\n\nFO: A boy from Stell has the arms for it.";
    let analysis = read(text);
    for words in ["Under one arm", "My nose was broken", "A boy from Stell"] {
        assert_eq!(speaker(&analysis, text, words), Some("Fenella Oake"), "{words}");
    }
    let text = "Hearing on the sandbank\n\nCaptain Ruben Strake and the surveyor Edda Lomax were heard by the chairman, Judge Percival Dunne, on Thursday.\n\n[10:02:11] DUNNE: Captain, where was the chart?\n\n[10:02:19] STRAKE: It was on the table, under the porridge.\n\n[10:03:40] DUNNE: Mrs Lomax, was the sand where you had drawn it?\n\n[10:03:52] LOMAX: It was in the spring.";
    let analysis = read(text);
    assert_eq!(speaker(&analysis, text, "under the porridge"), Some("Ruben Strake"));
    assert_eq!(speaker(&analysis, text, "It was in the spring"), Some("Edda Lomax"));
}

#[test]
fn speakers_with_the_same_initials_are_two() {
    let text = "Two on a quay\n\nMary Stone: How is the eel?\n\nMike Smith: It is wet.\n\nMary Stone: And in summer?\n\nMike Smith: It is wet and warm.";
    let analysis = read(text);
    assert_eq!(speaker(&analysis, text, "It is wet and warm"), Some("Mike Smith"));
    assert_eq!(speaker(&analysis, text, "And in summer"), Some("Mary Stone"));
}

#[test]
fn who_answers_may_be_known_by_what_they_do() {
    let text = "Five minutes with a bell hanger\n\nQuenby Boll, a carpenter from Velden, will hang the bell before Christmas. We spoke to her in the tower.\n\nIs the beam safe?\n\nTwo thirds of it is sound. I shall splice new oak on to the old.\n\nWhy do you ask for no money?\n\nI was baptised under that bell.\n\nWhat could still go wrong?\n\nI can think of nothing.";
    let analysis = read(text);
    assert_eq!(speaker(&analysis, text, "splice new oak"), Some("Quenby Boll"));
    // A question in the first line of its answer's paragraph.
    let text = "The man who finds water\n\nThaddeus Grole has dug two hundred wells. We spoke to him from above.\n\nHow did you come to wells?\nI fell into one when I was six.\n\nWhat is the first thing that you look at?\nThe grass. It leans a little towards water.\n\nHave you ever been wrong?\nTwice, and one of them was oil.";
    let analysis = read(text);
    assert_eq!(speaker(&analysis, text, "It leans a little"), Some("Thaddeus Grole"));
}

#[test]
fn letters_before_turns_stand_for_who_asks_and_who_answers() {
    check(
        "Our interview with Ida Hald, who has sold eels for years.\n\nPohl: What is it like?\n\nHald: It is wet.\n\nPohl: And \
            in summer?\n\nHald: It is wet and warm.\n\nQ: The best eel?\n\nA: The one that is sold.\n\nQ: And the worst?\n\nA: \
            The one that bites.",
        &[("The best eel", "Pohl"), ("The one that is sold", "Ida Hald"), ("The one that bites", "Ida Hald")],
    );
}

#[test]
fn people_without_names_are_told_apart_by_what_they_are() {
    check(
        "My grandmother used to say that a word is an eel. I had that over my desk for years. The new director asked if it \
            was a poem.",
        &[("if it was a poem", "new director")],
    );
}

#[test]
fn what_is_told_to_be_a_body_is_one() {
    let text = "Pennant, the news agency of the port, carried both versions. Pennant said the boat was late. Skippers who read \
        Pennant were angry with Pennant.";
    let analysis = read(text);
    let pennant = analysis.actors.iter().find(|actor| actor.name == "Pennant");
    assert_eq!(pennant.map(|actor| actor.kind), Some(ActorKind::Organisation), "{:?}", analysis.actors);
}

#[test]
fn a_place_that_an_office_is_for_is_no_part_of_the_name_behind_it() {
    let text = "The talks went on in Geneva.\n\nDeputy head of the agency Ann Roe said “no”. Former ambassador to Chile Ida \
        Brandt said the talks had gone well.";
    check(text, &[("no", "Ann Roe"), ("the talks had gone well", "Ida Brandt")]);
    check_role(text, "Ida Brandt", "Former ambassador to Chile");
}

#[test]
fn who_heads_a_body_is_not_called_by_its_name() {
    check(
        "The president of the Westland Growers Association Paul Reve says the rain came too late. “We lost the barley,” he said.",
        &[("the rain came", "Paul Reve"), ("We lost", "Paul Reve")],
    );
    check(
        "A professor of botany at the University of Harle Ida Brandt says the moss is back.",
        &[("the moss is back", "Ida Brandt")],
    );
}

#[test]
fn an_office_is_no_name() {
    check(
        "Bishop doubts novel\n\nThe Bishop of Harle, Dr Paul Reve, has read it twice. “It proves nothing,” the Bishop said.",
        &[("It proves nothing", "Paul Reve")],
    );
}

#[test]
fn who_is_called_on_is_spoken_to() {
    let analysis = read(
        "The cup was lost.\n\nAlec Furlong has called on the Football Association to punish the striker Tim Hanley.",
    );
    let to = analysis.quotes.iter().find_map(|quote| quote.to).and_then(|id| analysis.actor(id));
    assert_eq!(to.map(|actor| actor.name.as_str()), Some("Football Association"), "{:?}", analysis.quotes);
}

#[test]
fn marks_on_letters_make_no_other_name() {
    check(
        "Gerda Höllmann, who runs the ferries, said the boats are full.\n\n“We need three more,” Hollmann said. “And soon.”",
        &[("the boats are full", "Gerda Höllmann"), ("We need three more", "Gerda Höllmann")],
    );
}

#[test]
fn a_day_of_the_week_owns_no_report() {
    let text = "On Tuesday the council got what it had asked for, and Tuesday’s report was long.\n\nThe report said that \
        the bridge would have to be closed for a year. “The piers are older than the town,” the report said.";
    let analysis = read(text);
    assert!(analysis.actors.iter().all(|actor| actor.name != "Tuesday"), "{:?}", analysis.actors);
}

#[test]
fn who_is_told_of_beside_a_name_has_a_role() {
    check_role(
        "“We fly again in May,” said Westland-based carrier Orr Air, which has nine planes. Orr Air said fares will rise.",
        "Orr Air",
        "Westland-based carrier",
    );
    check_role(
        "“The smell came at night,” said Jonna Reve, who lives near the plant. Reve said nobody had warned her.",
        "Jonna Reve",
        "lives near the plant",
    );
}

#[test]
fn a_statement_is_of_whose_it_is_and_a_noun_is_no_given_name() {
    check(
        "The port of Selm was closed. A Coastguard statement released on Friday said that two boats were missing.",
        &[("two boats were missing", "Coastguard")],
    );
    check(
        "Two boats were missing, said Ida Fell, an oceanographer at Harle.\n\nOceanographer Fell said that currents were strong.",
        &[("currents were strong", "Ida Fell")],
    );
}

#[test]
fn what_is_reported_within_somebodys_quotation_is_indirect() {
    let text = "“We waited a long time. The mayor promised that the bridge would be open by May. Nobody believes her now,” \
        said Jonna Reve.";
    let analysis = read(text);
    let kinds: Vec<&str> = analysis.quotes.iter().map(|quote| quote.quote.kind.name()).collect();
    assert_eq!(kinds, ["direct", "indirect"], "{:?}", analysis.quotes);
}

#[test]
fn an_office_is_told_with_whom_it_is_of() {
    check_role("“It is late,” said Senator Ada Reve of Ohio. Reve left.", "Ada Reve", "Senator of Ohio");
    check_role(
        "“It is late,” said Representative Ada Reve, Republican of Ohio.",
        "Ada Reve",
        "Representative, Republican of Ohio",
    );
    check_role("“It is late,” said Ohio Gov. Ada Reve.", "Ada Reve", "Ohio Gov.");
    check_role(
        "Gov. Ada Reve said the levee was safe.\n\nThe governor of Ohio would like her voters to know that it is new.",
        "Ada Reve",
        "governor of Ohio",
    );
    check_role(
        "“It is late,” said Sen. Ada Reve, D-Ohio, the top Democrat on the committee.",
        "Ada Reve",
        "Sen., D-Ohio, top Democrat on the committee",
    );
}

#[test]
fn where_somebody_is_from_is_a_role_where_nothing_else_is_told() {
    check_role(
        "“The books were wrong,” said Ian Hale of the Harrow Institute.",
        "Ian Hale",
        "of the Harrow Institute",
    );
    check_role("Toby Marne, 26, from Wales, said the speech was long.", "Toby Marne", "from Wales");
    check_role(
        "“The books were wrong,” said Ian Hale at Goodrow Stockbrokers in Dublin.",
        "Ian Hale",
        "at Goodrow Stockbrokers",
    );
}

#[test]
fn each_of_a_list_has_the_role_of_all() {
    let text = "The show was cut short. The singers Ada Reve, Ian Hale and Ida Pohl left at once.\n\n“It was cold,” Reve said. \
        “It was wet,” Hale said. “It was late,” Pohl said.";
    for name in ["Ada Reve", "Ian Hale", "Ida Pohl"] {
        check_role(text, name, "singer");
    }
}

#[test]
fn a_relation_tells_whose() {
    check_role(
        "Ada Reve said it was late. Her brother was told nothing.\n\nReve and her brother, Olin, left. “I was cold,” Olin said.",
        "Olin",
        "Ada Reve’s brother",
    );
}

#[test]
fn a_surname_behind_what_describes_it_is_whose_it_is() {
    check(
        "“Rates will rise,” said Ian Hale, an economist at Harrow Bank.\n\nHarrow Bank's Hale said wages would fall.",
        &[("wages would fall", "Ian Hale")],
    );
    check(
        "“Currents were strong,” said Charitha Pohl, an oceanographer at Harle.\n\nOceanographer Pohl said the boat had drifted.",
        &[("the boat had drifted", "Charitha Pohl")],
    );
    check(
        "“We ran well,” said captain Ian Hale.\n\nMan-of-the-match Hale said the grass was wet.",
        &[("the grass was wet", "Ian Hale")],
    );
}

#[test]
fn who_is_named_after_speaking_has_spoken() {
    check(
        "Prosecutors have asked for the files, a lawyer for the harbour board said on Friday.\n\n“We will answer in time,” the \
        lawyer, Ada Reve, said in an email.",
        &[("Prosecutors have asked", "Ada Reve"), ("We will answer", "Ada Reve")],
    );
}

#[test]
fn what_answers_a_question_is_said_to_who_asked() {
    let text = "“Was the bridge open?” asked Judge Ada Reve.\n\n“It was shut,” replied Ian Hale, the harbour master.";
    let analysis = read(text);
    let to = analysis.quotes.iter().filter_map(|quote| quote.to).filter_map(|id| analysis.actor(id));
    assert_eq!(
        to.map(|actor| actor.name.as_str()).collect::<Vec<_>>(),
        ["Ada Reve"],
        "{:?}",
        analysis.quotes
    );
}

#[test]
fn several_people_are_the_same_with_and_without_a_capital() {
    let text =
        "The search was called off at dusk, officials said.\n\nOfficials said the boat had been found empty.";
    check(text, &[("The search", "officials"), ("the boat", "officials")]);
}

#[test]
fn a_possessive_names_whose_they_are() {
    check(
        "Ada Reve's lawyer Ian Hale said the files were safe.\n\nHer doctors said the wound had healed.",
        &[("the wound had healed", "Ada Reve’s doctors")],
    );
}
