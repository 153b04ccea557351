//! Marks, going back, headings and mentions.

use crate::support::Reader;
use dixit::{
    positions::Kept,
    reader::{
        app::message::Message,
        article::position::{PositionChange, PositionToKeep},
        overlays::Overlay,
    },
};

#[test]
fn marks_are_come_back_to_and_before_the_last_jump() {
    let mut reader = Reader::open(80, 12);
    let there = reader.keys("4n").text();
    assert!(reader.keys("ma").status().contains("marked: 'a comes back here"), "{}", reader.status());
    let end = reader.keys("G").text();
    assert!(reader.keys("'").status().contains("to which mark? a; ' is before"), "{}", reader.status());
    assert_eq!(reader.keys("a").text(), there);
    assert_eq!(reader.keys("''").text(), end);
    assert_eq!(reader.keys("''").text(), there);
    assert_eq!(reader.keys("<C-o>").text(), end);
    assert!(reader.keys("'x").status().contains("no place is marked x"), "{}", reader.status());
    reader.keys("m<Esc>");
    assert!(reader.state.overlays.is_empty() && reader.state.open.marks.len() == 1);
    assert!(reader.keys("m-").status().contains("letters and digits"), "{}", reader.status());
}

#[test]
fn a_place_in_sight_is_jumped_to_as_well() {
    // The whole story is in sight, so that nothing scrolls.
    let mut reader = Reader::open(120, 70);
    for jump in [":p 4<Enter>", "4G", "C<Enter>", ":q 3<Enter>", "n*"] {
        reader.keys(jump);
        let status = reader.keys("<C-o>").status();
        assert!(!status.contains("no place"), "{jump}: {status}");
    }
}

#[test]
fn numbers_beyond_the_end_lead_to_it_and_say_so() {
    let mut reader = Reader::open(80, 12);
    for (typed, told) in [
        (":p 99<Enter>", "there are 9 paragraphs: this is the last"),
        (":q 99<Enter>", "there are 12 quotes: this is the last"),
        (":420%<Enter>", "there are no more than 100 %"),
        ("99G", "there are 9 paragraphs"),
    ] {
        assert!(reader.keys(typed).status().contains(told), "{typed}: {}", reader.status());
    }
    assert!(reader.keys(":q 5<Enter>").status().contains("5/12"), "{}", reader.status());
}

#[test]
fn headings_are_chosen_from() {
    let mut reader = Reader::open(80, 24);
    let screen = reader.keys("C").screen();
    assert!(screen.contains("Contents") && screen.contains("What the drivers think"), "{screen}");
    reader.keys("ferry<Enter>");
    assert_eq!(reader.state.overlays.top(), None);
    assert!(reader.text().contains("The ferry question"), "{}", reader.text());
    // The heading of the section being read is selected.
    reader.resize(80, 10).keys("C");
    assert!(
        matches!(reader.state.overlays.top(), Some(Overlay::Contents(contents)) if contents.selected == 1),
        "{}",
        reader.screen()
    );
}

#[test]
fn mentions_of_an_actor_are_gone_through() {
    let mut reader = Reader::open(80, 12);
    let status = reader.keys("4n*").status();
    assert!(status.contains(" of Tomas Lind"), "{status}");
    let number = |reader: &Reader| {
        let status = reader.status();
        let (_, rest) = status.split_once("mention ").unwrap();
        rest.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let first = number(&reader);
    // Passing a quote of another speaker on the way does not change whose mentions are visited.
    let second = number(reader.keys("*"));
    assert_ne!(first, second);
    assert_eq!(number(reader.keys("#")), first);
    reader.keys("lg");
    assert!(reader.keys("*").status().contains("of Ada Brandt"), "{}", reader.status());
}

#[test]
fn after_a_correction_is_taken_back_one_is_where_it_was_made() {
    let mut reader = Reader::open(80, 12);
    let (there, quote) = (reader.keys("4n").text(), reader.state.open.quotes.current);
    reader.keys("x").keys("G");
    assert_ne!(reader.text(), there);
    reader.keys("U");
    assert_eq!((reader.text(), reader.state.open.quotes.current), (there, quote));
}

#[test]
fn from_match_to_match_is_a_jump() {
    let mut reader = Reader::open(80, 9);
    reader.keys("/the<Enter>");
    let screens: Vec<String> = (0..4).map(|_| reader.keys("n").text()).collect();
    let last = screens.iter().rposition(|screen| *screen != screens[3]).expect("matches lie apart");
    assert_eq!(reader.keys("<C-o>").text(), screens[last]);
}

#[test]
fn marks_are_kept_and_those_set_since_go_before() {
    let mut reader = Reader::open(80, 12);
    reader.keys("4nma");
    let place = reader.state.open.body.place.offset;
    let article = std::sync::Arc::clone(&reader.state.open.article);
    assert_eq!(
        reader.state.positions_to_keep,
        [PositionToKeep { article, change: PositionChange::Mark('a', place) }]
    );
    let (generation, end) = (reader.state.open.generation, reader.state.open.article.text.len());
    let marks = vec![('a', 0), ('b', 0), ('c', end + 1)];
    reader.send(Message::Position { generation, outcome: Ok(Kept { position: None, marks }) });
    assert!(reader.keys("'").status().contains("to which mark? a b;"), "{}", reader.status());
    reader.keys("b");
    assert_eq!(reader.state.open.body.place.offset, 0);
    reader.keys("'a");
    assert_eq!(reader.state.open.body.place.offset, place);
}
