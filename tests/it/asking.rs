//! The library pane: one question, answered by several tables.

use crate::support::Reader;
use dixit::{
    Analyzer,
    article::{Article, Format, Input},
    fetch::Reach,
    figures::across::{CarrierLine, OutletLine, PersonLine},
    reader::{
        app::message::{Effect, Message, Opened},
        library::{Answer, Lines, Question, Table},
        list::{LibraryQuote, Origin},
    },
    span::Span,
};

fn person(name: &str, quotes: usize) -> PersonLine {
    PersonLine {
        name: name.to_owned(),
        role: Some("mayor of\u{1b}[31m Hull".to_owned()),
        quotes,
        articles: 2,
        last: Some("2018-05-09".to_owned()),
        periods: [0, 1, 0, 0, 0, 2, 0, 0, 3, 0, 4, quotes],
    }
}

fn quote(content: &str, article: i64) -> LibraryQuote {
    LibraryQuote {
        content: content.to_owned(),
        who: Some("Zoë Brandt".to_owned()),
        role: None,
        outlet: Some("The Gazette".to_owned()),
        title: Some("A bridge".to_owned()),
        date: Some("2018-05-09".to_owned()),
        article,
        offset: 12,
        extent: None,
    }
}

fn answer(lines: Lines) -> Answer {
    let days = Some(("2010-01-05".to_owned(), "2018-05-09".to_owned()));
    Answer { lines, words: vec!["naive".to_owned()], days, articles: 7, problem: None }
}

/// Sends an answer to the latest question.
fn tell(reader: &mut Reader, lines: Lines) {
    let number = asked(reader).number;
    reader.send(Message::Library { number, outcome: Ok(answer(lines)) });
}

fn asked(reader: &Reader) -> Question {
    let questions = reader.effects.iter().rev().filter_map(|effect| match effect {
        Effect::AskLibrary(question) => Some(question.clone()),
        _ => None,
    });
    questions.into_iter().next().expect("nothing was asked")
}

#[test]
fn the_library_shows_who_says_most_and_what_they_said() {
    let mut reader = Reader::open(100, 24);
    reader.keys("P");
    assert_eq!((asked(&reader).table, asked(&reader).query.as_str()), (Table::People, ""));
    assert!(reader.screen().contains("looking…"), "{}", reader.screen());
    tell(&mut reader, Lines::People(vec![person("Zoë Brandt", 6), person("Ann Lind", 5)]));
    insta::assert_snapshot!("library_people", reader.snapshot());
    reader.keys("<Enter>");
    assert_eq!((asked(&reader).table, asked(&reader).query.as_str()), (Table::Quotes, "said:\"Zoë Brandt\""));
    tell(&mut reader, Lines::Quotes(vec![quote("“How naïve,”", 3), quote("“It is naive to wait,”", 4)]));
    insta::assert_snapshot!("library_quotes", reader.snapshot());
    // A line opens its article; going back leads through the library to where it was opened from.
    reader.keys("j<Enter>");
    let Some(Effect::Open { entry, .. }) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    assert_eq!(reader.state.list.entries[entry.index].origin, Origin::Library(4));
    reader.keys("<Esc><Backspace>");
    assert_eq!((asked(&reader).table, asked(&reader).query.as_str()), (Table::People, ""));
    reader.keys("<Backspace>");
    assert!(reader.text().contains("Harbour"), "{}", reader.screen());
}

#[test]
fn a_question_is_answered_as_it_is_typed() {
    let mut reader = Reader::open(80, 24);
    reader.keys("P/na");
    let question = asked(&reader);
    assert_eq!((question.table, question.query.as_str()), (Table::Quotes, "na"));
    // An answer to an earlier question comes too late.
    reader.send(Message::Library {
        number: question.number - 1,
        outcome: Ok(answer(Lines::Quotes(vec![quote("“Late,”", 1)]))),
    });
    assert!(!reader.screen().contains("Late"), "{}", reader.screen());
    tell(&mut reader, Lines::Quotes(vec![quote("“How naïve,”", 3)]));
    assert!(reader.screen().contains("“How naïve,”"), "{}", reader.screen());
    reader.keys("<Enter><Tab>");
    assert_eq!(asked(&reader).table, Table::Texts);
    reader.keys("<Tab>");
    let outlet = OutletLine {
        name: Some("The Gazette".to_owned()),
        articles: 3,
        quotes: 8,
        anonymous: 2,
        unattributed: 1,
        ..OutletLine::default()
    };
    tell(&mut reader, Lines::Outlets(vec![outlet]));
    assert!(reader.screen().contains("25 %"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert_eq!(
        (asked(&reader).table, asked(&reader).query.as_str()),
        (Table::People, "na outlet:\"The Gazette\"")
    );
    // Esc drops what is being typed, and then the whole query.
    reader.keys("/x<Esc>");
    assert_eq!(asked(&reader).query, "na outlet:\"The Gazette\"");
    reader.keys("<Esc>");
    assert_eq!(asked(&reader).query, "");
}

#[test]
fn words_sought_in_all_of_the_texts_lead_to_the_table_of_texts() {
    let mut reader = Reader::open(80, 24);
    reader.keys("P/in:text naive<Enter>");
    assert_eq!(asked(&reader).table, Table::Quotes);
    tell(&mut reader, Lines::Texts(vec![LibraryQuote { who: None, ..quote("How naïve they were.", 5) }]));
    assert!(reader.screen().contains("texts 1"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(matches!(reader.effects.last(), Some(Effect::Open { .. })), "{:?}", reader.effects.last());
}

#[test]
fn who_speaks_about_somebody_and_who_carries_whose_words() {
    let mut reader = Reader::open(80, 24);
    reader.keys("P");
    tell(&mut reader, Lines::People(vec![person("Zoë Brandt", 6)]));
    reader.keys("w");
    assert_eq!((asked(&reader).table, asked(&reader).query.as_str()), (Table::People, "\"Brandt\""));
    reader.keys("<S-Tab>");
    let line = CarrierLine {
        carrier: "Reuters".to_owned(),
        speaker: Some("Zoë Brandt".to_owned()),
        is_anonymous: false,
        quotes: 2,
        last: None,
    };
    tell(&mut reader, Lines::Carriers(vec![line]));
    assert!(reader.screen().contains("Reuters → Zoë Brandt"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert_eq!(asked(&reader).query, "\"Brandt\" via:Reuters said:\"Zoë Brandt\"");
}

#[test]
fn a_quote_of_nobody_known_says_so_where_a_speaker_would_stand() {
    for (width, stands) in [(60, "? “We did it”"), (80, "? nobody known "), (120, "? nobody known ")] {
        let mut reader = Reader::open(width, 24);
        reader.keys("P<Tab>");
        let nobody = LibraryQuote {
            who: None,
            title: Some("A bridge".to_owned()),
            extent: Some(Span::new(12, 20)),
            ..quote("“We did it”", 3)
        };
        tell(&mut reader, Lines::Quotes(vec![nobody]));
        let screen = reader.screen();
        let row = screen.lines().nth(1).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(row.contains(stands.trim_end()) && !row.contains("A bridge"), "{width}: {screen}");
        assert!(screen.contains("“We did it” — nobody known · The Gazette · A bridge"), "{screen}");
    }
}

#[test]
fn an_empty_library_says_how_it_is_filled() {
    let mut reader = Reader::open(80, 24);
    reader.keys("P");
    let number = asked(&reader).number;
    reader.send(Message::Library { number, outcome: Ok(Answer::default()) });
    assert!(reader.screen().contains("dixit library add FILE"), "{}", reader.screen());
    reader.send(Message::Library { number, outcome: Err("the library is busy".to_owned()) });
    assert!(reader.status().contains("the library is busy"), "{}", reader.status());
}

#[test]
fn what_an_actor_said_is_asked_for_from_the_text_and_leads_there_and_back() {
    let mut reader = Reader::open(80, 24);
    reader.keys("na");
    let question = asked(&reader);
    let name = question.query.strip_prefix("said:").map(|name| name.replace('"', ""));
    assert_eq!(question.table, Table::Quotes);
    assert!(name.is_some_and(|name| reader.state.open.article.text.contains(&name)), "{question:?}");
    let filler = "The ferry waits for nobody.\n\n".repeat(60);
    let text = format!("A ferry\n\n{filler}“It leaves at noon,” said Ida Brandt, the mayor.\n\n{filler}");
    let offset = text.find("“It leaves").unwrap();
    let extent = Some(Span::new(offset, offset + "“It leaves at noon,”".len()));
    let lines = vec![
        LibraryQuote { offset, extent, ..quote("“It leaves at noon,”", 7) },
        LibraryQuote { offset: 9, ..quote("“It\u{1b}[31m stays”", 7) },
    ];
    tell(&mut reader, Lines::Quotes(lines.clone()));
    assert!(reader.screen().contains("“It␛[31m stays”"), "{}", reader.screen());
    reader.keys("<Enter>");
    let Some(&Effect::Open { entry, .. }) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    let input = Input::Article(Box::new(Article::from_text("a", text, Format::Plain)));
    let opened = Opened { input, reach: Reach::Public, caution: None };
    reader.send(Message::Opened { entry, outcome: Ok(Box::new(opened)) });
    assert!(reader.text().contains("“It leaves at noon,”"), "{}", reader.text());
    // The quote that was listed is selected, so that it can be corrected at once.
    let outcome = Ok(Analyzer::default().analyse(&reader.state.open.article));
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome });
    assert!(reader.status().contains("1/1 · Ida Brandt"), "{}", reader.status());
    // From all that she said the way back leads to this article, and then to the list it was chosen from.
    reader.keys("a");
    tell(&mut reader, Lines::Quotes(vec![quote("“We sail,”", 8)]));
    assert!(reader.screen().contains("“We sail,”"), "{}", reader.screen());
    reader.keys("<Backspace>");
    assert!(reader.text().contains("“It leaves at noon,”"), "{}", reader.text());
    reader.keys("<Backspace>");
    assert_eq!(asked(&reader).query, question.query);
    tell(&mut reader, Lines::Quotes(lines));
    assert!(reader.screen().contains("quotes 2"), "{}", reader.screen());
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("Harbour bridge to close"), "{}", reader.screen());
}
