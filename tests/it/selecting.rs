//! What stays selected after corrections, filters and jumps.

use crate::support::{Reader, story};
use dixit::{attribution::Sense, reader::app::message::Message};

/// The reader after `keys`, on a screen of 120x40.
fn after(keys: &str) -> Reader {
    let mut reader = Reader::open(120, 40);
    reader.keys(keys);
    reader
}

/// The number that the list of quotes has its marker at.
fn selected(reader: &Reader) -> usize {
    let screen = reader.screen();
    let mut marked = screen.lines().filter_map(|line| {
        let side: String = line.chars().skip(81).collect();
        let number: String =
            side.strip_prefix('▸')?.trim_start().chars().take_while(char::is_ascii_digit).collect();
        number.parse().ok()
    });
    marked.next().unwrap_or_else(|| panic!("none is selected in\n{screen}"))
}

/// The row of the text, with its margin, that holds `words`.
fn row(reader: &Reader, words: &str) -> String {
    let screen = reader.screen();
    let text = screen.lines().map(|line| line.chars().take(79).collect::<String>());
    text.into_iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words} in\n{screen}"))
}

#[test]
fn a_quote_stays_selected_when_its_bounds_move() {
    for (keys, words) in [
        // The beginning moves to before the quote above; in the next lines, over the first words of the quote itself.
        ("7nEbegins<Enter>ohhhhhhhhhhhhhhhhhhhh<Enter>", "the decision"),
        ("7nEbegins<Enter>ol<Enter>", "members would meet"),
        ("7nEbegins<Enter>hh<Enter>", "members would"),
        ("7nEbegins<Enter>lll<Enter>", "Whether"),
    ] {
        let reader = after(keys);
        assert_eq!(reader.status().matches("the quote is").count(), 1, "{keys}: {}", reader.status());
        let number = selected(&reader);
        let screen = reader.screen();
        let marked = screen.lines().find(|line| line.contains(&format!("▸{number:>2} "))).unwrap_or_default();
        assert!(
            marked.trim_end().ends_with("=I") || marked.trim_end().ends_with("=M"),
            "{keys} {words}: {screen}"
        );
    }
    // After undo the same quote is selected.
    let mut reader = after("7nEbegins<Enter>ohhhhhhhhhhhhhhhhhhhh<Enter>");
    reader.keys("U");
    assert_eq!(selected(&reader), 7, "{}", reader.screen());
}

#[test]
fn the_ends_of_a_quote_keep_their_order_and_say_so() {
    let mut reader = after("3nEbegins<Enter>");
    assert!(reader.status().contains("keys move the end, o turns to the beginning"), "{}", reader.status());
    reader.keys("kkk");
    assert!(
        reader.status().contains("the end cannot go before the beginning; o turns to that"),
        "{}",
        reader.status()
    );
    reader.keys("o");
    assert!(reader.status().contains("keys move the beginning, o turns to the end"), "{}", reader.status());
    reader.keys("l");
    assert!(reader.status().contains("the beginning cannot go behind the end"), "{}", reader.status());
}

#[test]
fn signs_in_the_margin_stand_for_the_quote_before_them() {
    // The beginning of the eighth quote moves into a row where another quote begins.
    for (width, height) in [(80, 24), (120, 40)] {
        let mut reader = Reader::open(width, height);
        reader.keys("7nEbegins<Enter>o(<Enter>");
        let screen = reader.screen();
        let marked = screen.lines().find(|line| line.trim_start().starts_with('▸')).unwrap_or_default();
        assert!(marked.contains("▲="), "{width}: {screen}");
    }
}

#[test]
fn the_next_quote_is_selected_where_one_is_taken_away() {
    let mut reader = after("3nx");
    assert_eq!(selected(&reader), 3, "{}", reader.screen());
    reader.keys("x");
    assert_eq!(selected(&reader), 3, "{}", reader.screen());
    // On a small screen the next quote is out of view and is scrolled to.
    let mut reader = Reader::open(100, 8);
    reader.keys("5nx");
    assert!(reader.keys("<Enter>").screen().contains("slap in the face"), "{}", reader.screen());
    // After the last quote is removed, the one before is selected.
    let reader = after("12nx");
    assert!(reader.screen().contains("▸11 "), "{}", reader.screen());
}

#[test]
fn the_selected_quote_comes_back_when_the_filter_goes_round() {
    let mut reader = after("6nF");
    reader.keys("<Esc>");
    assert_eq!(selected(&reader), 6, "{}", reader.screen());
    // A filter set in the list of actors selects the nearest quote of that actor for the time being.
    reader.keys("<Tab><Down><Down>f");
    assert_ne!(selected(&reader), 6, "{}", reader.screen());
    reader.keys("f<Tab>");
    assert_eq!(selected(&reader), 6, "{}", reader.screen());
}

#[test]
fn the_selected_quote_comes_back_when_speech_and_thoughts_have_gone_round() {
    let mut reader = Reader::open_unanalysed(120, 40);
    let mut analysis = story::analysis(&reader.state.open.article);
    analysis.quotes[5].quote.sense = Sense::Thought;
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(analysis) });
    reader.keys("2nt");
    assert_eq!(selected(&reader), 2, "{}", reader.screen());
    reader.keys("t");
    assert!(reader.status().contains("only thoughts") && selected(&reader) == 6, "{}", reader.screen());
    reader.keys("t");
    assert!(reader.status().contains("all quotes") && selected(&reader) == 2, "{}", reader.screen());
}

#[test]
fn the_text_stays_where_all_of_a_quote_is_in_sight() {
    let mut reader = Reader::open(80, 24);
    let top = |reader: &Reader| reader.screen().lines().next().map(str::to_owned);
    let before = top(&reader);
    reader.keys("n");
    assert_eq!(top(&reader), before, "{}", reader.screen());
    // Moving down does not select a quote above.
    reader.keys("nnj");
    assert_eq!(reader.state.open.quotes.current, Some(2), "{}", reader.screen());
    reader.keys("nnn");
    assert_ne!(top(&reader), before, "{}", reader.screen());
}

#[test]
fn quotes_go_by_the_numbers_that_stand_beside_them() {
    let mut reader = after("4nF:q 6<Enter>");
    assert_eq!(selected(&reader), 6, "{}", reader.screen());
    reader.keys(":q 5<Enter>");
    assert_eq!(selected(&reader), 6, "{}", reader.screen());
    assert!(
        reader.status().contains("quote 5 does not pass the filter; Esc clears it"),
        "{}",
        reader.status()
    );
    reader.keys("<Tab><Tab>4G");
    assert_eq!(selected(&reader), 4, "{}", reader.screen());
}

#[test]
fn where_no_quote_is_selected_it_says_how_to_select_one() {
    for key in ["y", "Y", "i", "s", "*", "r", "x", "E", "H", "A"] {
        let mut reader = Reader::open(80, 24);
        reader.keys(key);
        let status = reader.status();
        assert!(status.contains("no quote here; n selects the next"), "{key}: {status}");
    }
    assert!(row(&after(""), "harbour bridge will close").contains('●'));
}
