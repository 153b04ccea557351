//! Doubtful quotes are dimmed: which are shown at first, which a key shows, and what is said of those left out.

use crate::support::{Reader, story};
use dixit::{
    actors::QuoteCounts,
    attribution::QuoteKind,
    corrections::{Correction, QuoteName},
    reader::app::message::Message,
};
use ratatui::style::Modifier;

/// "that his members would meet on Sunday", the only indirect quote of Tomas Lind: the seventh of twelve.
const LIND: usize = 6;
/// "the figures had been known for months": the eighth.
const OFFICIAL: usize = 7;

/// The story with these confidences, after `keys`.
fn after(confidences: &[(usize, f32)], keys: &str) -> Reader {
    let mut reader = Reader::open_unanalysed(120, 40);
    analyse(&mut reader, confidences, &[]);
    reader.keys(keys);
    reader
}

fn analyse(reader: &mut Reader, confidences: &[(usize, f32)], corrections: &[Correction]) {
    let mut analysis = story::analysis(&reader.state.open.article);
    for &(quote, confidence) in confidences {
        analysis.quotes[quote].quote.confidence = confidence;
    }
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(analysis) });
    reader.send(Message::Corrections { generation, revision: 0, outcome: Ok(corrections.to_vec()) });
}

/// The modifiers of the cell where `words` begin in the text.
fn modifiers(reader: &Reader, words: &str) -> Modifier {
    let buffer = reader.buffer();
    let screen = reader.screen();
    let found = screen.lines().enumerate().find_map(|(y, line)| Some((y, line.find(words)?, line)));
    let (y, byte, line) = found.unwrap_or_else(|| panic!("no {words} in\n{screen}"));
    buffer[(line[..byte].chars().count() as u16, y as u16)].modifier
}

#[test]
fn an_unlikely_quote_is_left_out_until_a_key_asks_for_it() {
    let mut reader = after(&[(LIND, 0.4)], "");
    let screen = reader.screen();
    assert!(screen.contains("Quotes 11") && !screen.contains("Lind     that"), "{screen}");
    assert!(reader.status().contains("1 unlikely left out"), "{}", reader.status());
    assert!(screen.contains("Tomas Lind  chairman        2"), "{screen}");
    let glyphs = |reader: &Reader| {
        reader.screen().lines().map(|l| l.chars().skip(80).collect()).collect::<Vec<String>>()
    };
    let before = glyphs(&reader);
    // Only quotes in quotation marks, then all, then likely ones again.
    assert!(
        reader.keys("c").status().contains("only quotes in quotation marks, 4 left out"),
        "{}",
        reader.status()
    );
    assert!(reader.screen().contains("Quotes 8"), "{}", reader.screen());
    assert!(reader.keys("c").status().contains("all quotes, likely or not"), "{}", reader.status());
    assert!(reader.screen().contains("Quotes 12"), "{}", reader.screen());
    assert!(reader.keys("j").status().contains("all quotes"), "{}", reader.status());
    reader.keys("ckc");
    assert!(reader.status().contains("only quotes in quotation marks"), "{}", reader.status());
    reader.keys("<Esc>");
    assert_eq!(glyphs(&reader), before);
}

#[test]
fn a_doubtful_quote_is_dimmed_and_marked() {
    let reader = after(&[(LIND, 0.7), (OFFICIAL, 0.9)], "");
    assert!(modifiers(&reader, "his members would").contains(Modifier::DIM));
    assert!(!modifiers(&reader, "the figures had").contains(Modifier::DIM));
    let screen = reader.screen();
    let row = |words: &str| screen.lines().find(|l| l.contains(words)).unwrap_or_default().to_owned();
    assert!(row("  7 ▲").trim_end().ends_with("~I"), "{screen}");
    assert!(row("  8 ■").trim_end().ends_with(" I"), "{screen}");
    // The current quote is not dimmed.
    assert!(!modifiers(&after(&[(LIND, 0.7)], "7n"), "his members would").contains(Modifier::DIM));
}

#[test]
fn a_speaker_of_nothing_but_unlikely_quotes_is_not_lost_silently() {
    let confidences = [(OFFICIAL, 0.3), (8, 0.9)];
    let reader = after(&confidences, "8nF");
    assert!(reader.status().contains("only A senior official"), "{}", reader.status());
    assert!(reader.status().contains("1 unlikely left out"), "{}", reader.status());
    // The filter stays even where all quotes of its actor are left out.
    let mut reader = after(&[(LIND, 0.3), (5, 0.3), (3, 0.3)], "4nF");
    assert!(reader.status().contains("only Tomas Lind"), "{}", reader.status());
    reader.keys("cc");
    assert!(reader.keys("j").status().contains("only Tomas Lind"), "{}", reader.status());
    // The card of an actor whose quotes are all left out says so.
    let mut reader = Reader::open_unanalysed(120, 40);
    let mut analysis = story::analysis(&reader.state.open.article);
    let quote = &mut analysis.quotes[10].quote;
    (quote.kind, quote.confidence) = (QuoteKind::Indirect, 0.3);
    analysis.actors[5].quotes = QuoteCounts { indirect: 1, ..QuoteCounts::default() };
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(analysis) });
    let place = {
        let findings = reader.state.open.findings.clone().unwrap();
        findings.order.iter().position(|&id| findings.name(id) == "Mei 陈").unwrap()
    };
    reader.keys(&format!("l{}", "j".repeat(place)));
    for key in ["f", "F", "<Enter>"] {
        let status = reader.keys(key).status();
        assert!(status.contains("no quotes by Mei 陈; 1 quote left out; c shows more"), "{key}: {status}");
    }
}

#[test]
fn what_a_person_has_put_right_is_certain() {
    let mut reader = Reader::open_unanalysed(120, 40);
    let words = "that his members would meet on Sunday".to_owned();
    let quote = QuoteName { words: vec![words], at: vec![] };
    analyse(&mut reader, &[(LIND, 0.2)], &[Correction::Reassign { quote, speaker: None }]);
    let screen = reader.screen();
    assert!(screen.contains("Quotes 12") && !reader.status().contains("left out"), "{screen}");
    let row = screen.lines().find(|l| l.contains(" that his ")).unwrap_or_default();
    assert!(row.trim_end().ends_with("=I"), "{screen}");
}

#[test]
fn where_all_is_left_out_the_list_says_how_to_see_it() {
    let mut reader = Reader::open_unanalysed(120, 40);
    let mut analysis = story::analysis(&reader.state.open.article);
    analysis.quotes.truncate(1);
    analysis.quotes[0].quote.confidence = 0.1;
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(analysis) });
    assert!(reader.screen().contains("1 quote left out; c shows more"), "{}", reader.screen());
    assert!(reader.keys("n").status().contains("1 quote left out; c shows more"), "{}", reader.status());
    reader.keys("cc");
    assert!(reader.screen().contains("Quotes 1"), "{}", reader.screen());
    assert!(reader.keys("n").status().contains("1/1"), "{}", reader.status());
}

#[test]
fn the_next_article_is_shown_the_same_way() {
    let mut reader = after(&[(LIND, 0.4)], "cc");
    reader.keys("]");
    reader.opened(1, Ok(story::article()));
    analyse(&mut reader, &[(LIND, 0.4)], &[]);
    assert!(reader.screen().contains("Quotes 12"), "{}", reader.screen());
    reader.keys("c[");
    assert!(reader.screen().contains("Quotes 11"), "{}", reader.screen());
}

#[test]
fn a_speaker_who_is_not_named_beside_the_words_looks_different() {
    let mut reader = Reader::open(120, 40);
    let screen = reader.screen();
    let row = |start: &str| screen.lines().find(|l| l.contains(start)).unwrap_or_default().to_owned();
    // "Brandt said", "she said", "the mayor of Lindholm announced": only the first names her beside the words. An
    // official without a name is not marked as inferred.
    assert!(row("  3 ● Ada Brandt").contains("that the work"), "{screen}");
    assert!(row(" 12 ●←Ada Brandt").contains("“Give me"), "{screen}");
    assert!(row("  1 ●←Ada Brandt").contains("The old"), "{screen}");
    assert!(row("  8 ■ A senior off").contains("the figures"), "{screen}");
    assert!(reader.keys("12n").status().contains("12/12 · ←Ada Brandt"), "{}", reader.status());
    let told = reader.keys("<Enter>").screen();
    assert!(told.contains("inferred from a pronoun"), "{told}");
    let told = reader.keys("<Esc>9N<Enter>").screen();
    assert!(told.contains("named beside the words"), "{told}");
    // A speaker that the user has set is not marked as inferred.
    let screen = reader.keys("<Esc>9nr<Down><Enter>").screen();
    assert!(screen.lines().any(|l| l.contains("▸12 ▲ Tomas Lind")), "{screen}");
}
