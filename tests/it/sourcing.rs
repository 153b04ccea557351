//! The sourcing sheet of the story, and where its lines lead.

use crate::support::{Reader, story};
use dixit::reader::{app::message::Message, overlays::Overlay};

fn after(keys: &str) -> Reader {
    let mut reader = Reader::open(120, 40);
    reader.keys(keys);
    reader
}

/// The current quote, counted from 1.
fn quote(reader: &Reader) -> Option<usize> {
    reader.state.open.quotes.current.map(|quote| quote + 1)
}

#[test]
fn the_sheet_tells_who_speaks_at_every_size() {
    for (name, (width, height)) in
        [("sourcing", (120, 40)), ("sourcing-80x24", (80, 24)), ("sourcing-narrow", (40, 15))]
    {
        let mut reader = Reader::open(width, height);
        insta::assert_snapshot!(name, reader.keys("4nS").screen());
    }
}

#[test]
fn every_line_leads_into_the_text() {
    // Brandt's first quote, then the next.
    let mut reader = after("S<Enter>");
    assert_eq!((quote(&reader), reader.state.overlays.top()), (Some(1), None));
    assert_eq!(quote(reader.keys("S<Enter>")), Some(2));
    assert_eq!(quote(reader.keys("Sj<Enter>")), Some(4));
    // Unknown speakers, then doubtful quotes.
    assert_eq!(quote(reader.keys("SG<Up><Enter>")), Some(10));
    assert_eq!(quote(reader.keys("SG<Enter>")), Some(7));
    assert_eq!(quote(reader.keys("<C-o>")), Some(10));
    // A filter that hides the quote is removed.
    let status = reader.keys("g4nFS<Up><Enter>").status();
    assert!(status.contains("the filter is taken away"), "{status}");
    assert_eq!(quote(&reader), Some(5));
}

#[test]
fn what_is_left_out_is_counted_and_led_to() {
    let mut reader = Reader::open_unanalysed(120, 40);
    let mut analysis = story::analysis(&reader.state.open.article);
    analysis.quotes[6].quote.confidence = 0.2;
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(analysis) });
    let screen = reader.keys("S").screen();
    assert!(screen.contains("1 left out") && screen.contains("left out: 1; Enter shows all"), "{screen}");
    reader.keys("G<Enter>");
    assert!(reader.screen().contains("Quotes 12"), "{}", reader.screen());
    assert_eq!(quote(&reader), Some(7));
}

#[test]
fn the_sheet_opens_once_there_is_something_to_tell_and_closes_like_any() {
    let mut reader = Reader::open_unanalysed(80, 24);
    assert!(reader.keys("S").status().contains("still analysing"), "{}", reader.status());
    for key in ["<Esc>", "q", "S"] {
        let mut reader = after("S");
        assert!(matches!(reader.state.overlays.top(), Some(Overlay::Sources(_))));
        reader.keys(key);
        assert_eq!(reader.state.overlays.top(), None, "{key}");
        assert!(reader.effects.is_empty());
    }
}
