//! Titles, column titles, counts and signs around the text and in lists.

use crate::support::{Reader, story};
use dixit::{
    article::{Article, Format},
    reader::app::message::Message,
};

/// The reader after `keys`, on a screen of so many columns and rows.
fn after(keys: &str, width: u16, height: u16) -> Reader {
    let mut reader = Reader::open(width, height);
    reader.keys(keys);
    reader
}

#[test]
fn the_columns_are_named_at_any_width_and_the_anonymous_are_told() {
    for (width, height) in [(80, 24), (100, 30), (120, 40), (200, 50)] {
        let screen = after("", width, height).screen();
        let head = screen.lines().find(|line| line.contains("Actors 7")).unwrap_or_default();
        assert!(head.trim_end().ends_with("quotes  %"), "{width}: {screen}");
        assert!(
            screen.contains("1/4 anon") || screen.contains("1 of 4 sources anonymous"),
            "{width}: {screen}"
        );
    }
}

#[test]
fn the_title_stays_above_the_text() {
    let reader = after("dd", 80, 24);
    let screen = reader.screen();
    let first = screen.lines().next().unwrap_or_default();
    assert!(first.contains("Harbour bridge to close"), "{screen}");
    // On a lower screen all rows are given to the text.
    let screen = after("dd", 80, 20).screen();
    assert!(!screen.lines().next().unwrap_or_default().contains("Harbour bridge"), "{screen}");
}

#[test]
fn a_list_to_choose_from_tells_how_many_more_there_are() {
    let screen = after("4nr", 80, 10).screen();
    // Seven actors and the unknown speaker; six rows show five of them.
    assert!(screen.contains("│  +3 "), "{screen}");
    let screen = after("4nr<Down><Down><Down><Down><Down>", 80, 10).screen();
    assert!(screen.contains("│  +2 ") && screen.contains("▸ ★ Lindholm"), "{screen}");
    let screen = after("4nr<Down><Down><Down><Down><Down><Down><Down>", 80, 10).screen();
    assert!(screen.contains("▸ ? nobody known") && !screen.contains('+'), "{screen}");
}

#[test]
fn an_inferred_speaker_is_told_however_narrow_the_text_is() {
    for (width, keys) in [(120, ">>>>>>>>>>>>"), (60, ""), (40, ""), (30, "")] {
        let screen = after(keys, width, 24).screen();
        assert!(screen.lines().any(|line| line.trim_start().starts_with("●←")), "{width}: {screen}");
    }
}

#[test]
fn the_marks_of_the_scrollbar_stand_beside_their_quotes_where_all_fits() {
    let mut reader = Reader::open_unanalysed(80, 60);
    reader.analyse();
    let screen = reader.screen();
    assert!(reader.status().contains(" all "), "{}", reader.status());
    let bar = |line: &str| line.chars().nth(53);
    for (words, mark) in
        [("“Something always", '?'), ("“Give me a captain", '●'), ("The ferry question", '▐')]
    {
        let line = screen.lines().find(|line| line.contains(words)).unwrap_or_default();
        assert_eq!(bar(line), Some(mark), "{words}: {screen}");
    }
}

#[test]
fn nothing_is_said_twice_in_the_last_row() {
    let mut reader = after("c", 120, 40);
    assert_eq!(reader.status().matches("in quotation marks").count(), 1, "{}", reader.status());
    reader.keys("c");
    assert_eq!(reader.status().matches("all quotes").count(), 1, "{}", reader.status());
    reader.keys("j");
    assert_eq!(reader.status().matches("all quotes").count(), 1, "{}", reader.status());
    let mut reader = after("t", 120, 40);
    assert_eq!(reader.status().matches("only speech").count(), 1, "{}", reader.status());
    reader.keys("j");
    assert_eq!(reader.status().matches("only speech").count(), 1, "{}", reader.status());
}

#[test]
fn a_text_without_a_headline_is_told_by_its_name() {
    let text = "“We will pay,” said Ann Roe. She left for the coast. ".repeat(40);
    let mut reader = Reader::open_unanalysed(80, 24);
    let article = Article::from_text("letters.txt", text, Format::Plain);
    reader.state.open.article = article.into();
    reader.send(Message::Resize { width: 80, height: 24 });
    let screen = reader.screen();
    assert!(screen.lines().next().unwrap_or_default().contains("letters.txt"), "{screen}");
    assert_eq!(
        story::article().title_text().as_deref(),
        Some("Harbour bridge to close for a year, city says")
    );
}
