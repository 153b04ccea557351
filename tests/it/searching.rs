//! Search in the text and in lists: what matches, what is searched, and counts.

use crate::support::{Reader, options};
use dixit::{
    article::{Article, Format},
    color::ColorDepth,
    reader::{
        app::{message::Message, state::State},
        article::Pane,
    },
};
use std::time::Instant;

/// A reader of `text`, without any quotes.
fn reading(text: &str) -> Reader {
    let article = Article::from_text("t.txt", text, Format::Plain);
    let state = State::new(article, &["t.txt".to_owned()], &options(ColorDepth::Sixteen), (80, 24));
    Reader { state, effects: Vec::new() }
}

#[test]
fn spelling_counts_and_how_it_is_set_does_not() {
    let text = "The naïve and the nai\u{308}ve went to the oﬃce.\n\n“It’s ﬁne,” said Zoë.\n";
    for (query, counter) in
        [("naive", "1 of 2"), ("office", "1 of 1"), ("\"it's fine,\"", "1 of 1"), ("zoe", "1 of 1")]
    {
        let mut reader = reading(text);
        assert!(reader.keys(&format!("/{query}")).status().contains(counter), "{query}: {}", reader.status());
    }
}

#[test]
fn a_slash_before_it_makes_an_expression_and_a_bad_one_can_be_mended() {
    let mut reader = reading("Nine gray cats, ten grey ones, and growth.\n");
    assert!(reader.keys("//gr[ae]y").status().contains("1 of 2"), "{}", reader.status());
    assert!(reader.keys("<C-u>/gr(").status().contains("unclosed group"), "{}", reader.status());
    let status = reader.keys("<Enter>").status();
    assert!(status.contains("unclosed group"), "{status}");
    assert!(reader.keys("o)<Enter>").status().contains("//gr(o) 1 of 1"), "{}", reader.status());
}

#[test]
fn what_was_looked_for_comes_back() {
    let mut reader = Reader::open(80, 24);
    reader.keys("/bridge<Enter><Esc>/ferry<Enter><Esc>/ne");
    let query = |reader: &Reader| reader.state.open.search.as_ref().map(|search| search.query.clone());
    assert_eq!(query(reader.keys("<Up>")).as_deref(), Some("ferry"));
    assert_eq!(query(reader.keys("<C-p>")).as_deref(), Some("bridge"));
    assert_eq!(query(reader.keys("<Up>")).as_deref(), Some("bridge"));
    assert_eq!(query(reader.keys("<Down><Down>")).as_deref(), Some("ne"));
}

#[test]
fn under_a_filter_and_among_quotes_alone_only_quotes_are_looked_through() {
    let mut reader = Reader::open(80, 24);
    // "plan" occurs three times; twice in quotes of Lind, of which one is in words of Brandt that he quotes.
    let all = reader.keys("/plan<Enter>").status();
    assert!(all.contains("1 of 3 "), "{all}");
    reader.keys("<Esc>Gg4nf");
    let status = reader.keys("/plan").status();
    assert!(status.contains("1 of 2 in quotes"), "{status}");
    let status = reader.keys("<Enter>").status();
    assert!(status.contains("/plan 1 of 2 in quotes"), "{status}");
    assert!(
        reader.keys("<Esc>/council<Enter>").status().contains("not found in the quotes"),
        "{}",
        reader.status()
    );
    // Without the filter the other matches are found as well, and the text does not move.
    reader.keys("/plan<Enter>");
    let before = reader.state.open.body.place;
    assert!(reader.keys("f").status().contains("/plan 3 "), "{}", reader.status());
    assert_eq!(reader.state.open.body.place, before);
    assert!(reader.keys("n").status().contains(" of 3 "), "{}", reader.status());
    reader.keys("<Esc>");
    assert!(
        reader.keys("zz/council<Enter>").status().contains("not found in the quotes"),
        "{}",
        reader.status()
    );
}

#[test]
fn in_the_lists_entries_are_found() {
    let mut reader = Reader::open(120, 40);
    let status = reader.keys("l/tomas").status();
    assert!(status.contains("/tomas") && status.contains("1 of 1"), "{status}");
    assert_eq!((reader.state.open.focus, reader.state.open.actors.selected), (Pane::Actors, 1));
    reader.keys("<Esc>");
    assert_eq!(reader.state.open.actors.selected, 0, "back where it began");
    reader.keys("/zebra<Enter>");
    assert!(reader.status().contains("not found in this list"), "{}", reader.status());
    // Quotes match by their words and by their speakers.
    let status = reader.keys("l/million<Enter>").status();
    assert!(status.contains("/million 1 of 2"), "{status}");
    let first = reader.state.open.quotes.current;
    assert!(reader.keys("n").status().contains("/million 2 of 2"), "{}", reader.status());
    assert_ne!(reader.state.open.quotes.current, first);
    reader.keys("n");
    assert_eq!(reader.state.open.quotes.current, first, "round at the end");
    reader.keys("<Esc>n");
    assert!(reader.state.open.find.is_none());
    // In the text, / searches the text.
    assert!(reader.keys("hh/lind").status().contains("1 of 4"), "{}", reader.status());
    assert!(reader.state.open.search.is_some());
}

#[test]
fn a_long_text_keeps_nobody_waiting() {
    let line = "Nobody waits for the naïve clerk’s oﬃce to answer, said Brandt.\n\n";
    let mut reader = reading(&line.repeat((10 << 20) / line.len()));
    for query in ["e", "/a.*b", "brandt"] {
        reader.keys("/");
        for c in query.chars() {
            let begun = Instant::now();
            let event = crossterm::event::KeyCode::Char(c).into();
            // Handle the key alone, without the idle work that continues the search.
            let _ = dixit::reader::app::update::update(&mut reader.state, Message::Key(event));
            // A generous limit for a debug build; searching the whole text would take longer still.
            assert!(begun.elapsed().as_millis() < 2000, "{query}: {:?}", begun.elapsed());
        }
        reader.keys("<Esc>");
    }
}

#[test]
fn a_match_selects_the_quote_that_it_is_in_wherever_that_stands_on_the_screen() {
    let mut reader = Reader::open(80, 60);
    reader.keys("G/ferry<Enter>");
    let at =
        reader.state.open.search.as_ref().and_then(|search| search.hits.get(search.current?)).unwrap().start;
    let findings = reader.state.open.findings.clone().unwrap();
    let starts = |quote: usize| findings.start(quote);
    let last = reader.state.open.quotes.shown.iter().copied().rfind(|&quote| starts(quote) <= at);
    assert_eq!(reader.state.open.quotes.current, last);
}
