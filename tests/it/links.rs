//! Links in the text: hints, following, going back; only links to the web count.

use crate::support::{Reader, story};
use dixit::{
    article::{Article, Link},
    fetch::Reach,
    reader::{
        app::{
            message::{Effect, Message},
            view::view,
        },
        list::{EntryId, Origin},
        overlays::Overlay,
        terminal::hyperlinks,
    },
};
use ratatui::{Terminal, backend::TestBackend};

/// The story with links on words of it.
fn linked(links: &[(&str, &str)]) -> Article {
    let links =
        links.iter().map(|(words, target)| Link { span: story::span(words), target: (*target).into() });
    let mut links: Vec<Link> = links.collect();
    links.sort_by_key(|link| link.span);
    Article { links, url: Some("https://news.example/bridge/story".to_owned()), ..story::article() }
}

/// A reader of the story with these links.
fn reader(links: &[(&str, &str)]) -> Reader {
    let mut reader = Reader::open(80, 24);
    reader.keys("R");
    reader.opened(0, Ok(linked(links)));
    reader.analyse();
    reader.effects.clear();
    reader
}

const LINKS: [(&str, &str); 6] = [
    ("the mayor of Lindholm", "https://lindholm.example/mayor"),
    ("announced on Thursday", "javascript:alert(1)"),
    ("forty million crowns", "../costs?x=1"),
    ("carries nine thousand cars a day, most", "file:///etc/passwd"),
    ("the ferry that ran", "https://news.example/\u{1b}]8;;\u{7}\u{202e}"),
    ("The council votes", "https://news.example/far-below"),
];

#[test]
fn links_to_the_web_on_screen_are_labelled() {
    let mut reader = reader(&LINKS);
    reader.keys("O");
    insta::assert_snapshot!("links", reader.snapshot());
    reader.keys("<Esc>");
    assert!(!reader.status().contains("type the letters"), "{}", reader.status());
    assert!(self::reader(&[]).keys("O").status().contains("no links to the web on this screen"));
}

#[test]
fn a_link_is_followed_and_come_back_from() {
    let mut reader = reader(&LINKS);
    reader.keys("2n");
    let before = reader.screen();
    reader.keys("Os");
    let entry = EntryId { list: reader.state.list.id, index: 0 };
    assert_eq!(reader.effects.last(), Some(&Effect::Open { entry, refetch: false }));
    assert!(reader.status().contains("fetching https://news.example/costs?x=1"), "{}", reader.status());
    let Origin::Linked { address, reach, .. } = &reader.state.list.entries[0].origin else { panic!() };
    assert_eq!((address.as_str(), *reach), ("https://news.example/costs?x=1", Reach::Public));
    // The text stays until the other page has been loaded.
    assert!(reader.text().contains("old harbour bridge"));
    reader.opened(
        0,
        Ok(Article::from_text("costs", "What it costs\n\nForty million.\n", dixit::article::Format::Plain)),
    );
    assert!(reader.screen().contains("Forty million."), "{}", reader.screen());
    reader.keys("<Backspace>");
    assert_eq!(reader.screen(), before);
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("Articles 3"), "{}", reader.screen());
}

#[test]
fn a_link_is_gone_to_and_told_before_it_is_followed() {
    let mut reader = reader(&LINKS);
    reader.keys("O<Tab>");
    assert!(reader.status().contains("https://news.example/costs?x=1"), "{}", reader.status());
    insta::assert_snapshot!("links_gone_to", reader.snapshot());
    reader.keys("<S-Tab><S-Tab>");
    assert!(reader.status().contains("https://news.example/%1B]8;;%07%E2%80%AE"), "{}", reader.status());
    reader.keys("<Tab><Enter>");
    assert!(reader.status().contains("fetching https://lindholm.example/mayor"), "{}", reader.status());
    assert!(reader.state.overlays.is_empty());
}

#[test]
fn a_click_follows_the_link_under_it() {
    let mut reader = reader(&LINKS);
    reader.keys("O");
    let Some(Overlay::Links(hints)) = reader.state.overlays.top() else { panic!("no link is labelled") };
    let (_, target) = hints.labels[1].clone();
    let (last, _) = *target.cells.last().unwrap();
    reader.click(last.x, last.y);
    assert!(reader.status().contains("fetching https://news.example/costs?x=1"), "{}", reader.status());
    reader.keys("<Esc>O");
    reader.click(0, 0);
    assert!(reader.state.overlays.is_empty());
    assert_eq!(reader.state.list.loading, None);
}

#[test]
fn a_link_that_leads_nowhere_or_takes_too_long_leaves_the_article_where_it_was() {
    let mut reader = reader(&LINKS);
    let before = reader.keys("3n").text();
    reader.keys("Oa");
    reader.opened(0, Err("https://lindholm.example/mayor: there is no such page (404)"));
    assert!(reader.status().contains("no such page"), "{}", reader.status());
    assert_eq!(reader.text(), before);
    reader.keys("Oa<Esc>");
    assert!(reader.status().contains("cancelled"), "{}", reader.status());
    assert_eq!(reader.text(), before);
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("Articles 3"), "{}", reader.screen());
}

#[test]
fn many_links_have_two_letters_each() {
    let words: Vec<&str> =
        "The old harbour bridge will close to all traffic in May, the mayor of Lindholm announced on \
        Thursday. “We have waited for as long as we could,” Mayor Ada Brandt told reporters."
            .split(' ')
            .collect();
    let mut at = story::span("The old harbour bridge").start;
    let mut links = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let span = dixit::span::Span::new(at, at + word.len());
        links.push(Link { span, target: format!("https://news.example/{number}").into() });
        at += word.len() + 1;
    }
    let mut reader = Reader::open(80, 24);
    reader.keys("R");
    reader.opened(0, Ok(Article { links, ..story::article() }));
    reader.keys("Osz");
    assert!(reader.state.overlays.is_empty(), "no label begins with these letters");
    reader.keys("Os<Backspace>a<Tab>");
    assert!(reader.status().contains("https://news.example/1"), "{}", reader.status());
    reader.keys("s");
    assert!(reader.status().contains("fetching https://news.example/1 "), "{}", reader.status());
}

#[test]
fn labels_go_when_the_text_moves() {
    for keys in ["O+", "Oj", "O]"] {
        let mut reader = reader(&LINKS);
        reader.keys(keys);
        assert!(reader.state.overlays.is_empty(), "{keys}");
    }
    let mut reader = reader(&LINKS);
    reader.keys("O").resize(70, 20);
    assert!(reader.state.overlays.is_empty());
}

#[test]
fn links_for_the_terminal_hold_nothing_that_it_could_obey() {
    let mut reader = reader(&LINKS);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut draw = |reader: &Reader| -> String {
        terminal
            .draw(|frame| {
                view(&reader.state, frame);
                hyperlinks::write(&reader.state, frame.buffer_mut());
            })
            .unwrap();
        terminal.backend().buffer().content.iter().map(ratatui::buffer::Cell::symbol).collect()
    };
    let written = draw(&reader);
    let mut addresses = Vec::new();
    for piece in written.split("\u{1b}]8;").skip(1) {
        let (parameters, rest) = piece.split_once("\u{1b}\\").expect("a link is ended");
        assert!(!rest.contains('\u{7}'));
        let (id, address) = parameters.split_once(';').expect("a link has parameters");
        assert!(id.is_empty() == address.is_empty(), "{parameters:?}");
        if !address.is_empty() {
            assert!(address.bytes().all(|b| (0x21..=0x7e).contains(&b)), "{address:?}");
            addresses.push(address.to_owned());
        }
    }
    addresses.dedup();
    let expected = [
        "https://lindholm.example/mayor",
        "https://news.example/costs?x=1",
        "https://news.example/%1B]8;;%07%E2%80%AE",
    ];
    assert_eq!(addresses, expected);
    // An overlay hides the links under it.
    assert!(!draw(reader.keys("?")).contains("\u{1b}]8"));
    assert!(!draw(reader.keys("<Esc><Backspace>")).contains("\u{1b}]8"));
}

/// Whatever is pressed in whatever order, nothing breaks and everything can be drawn.
#[test]
fn no_keys_break_lists_and_links() {
    let keys = [
        "O",
        "a",
        "s",
        "d",
        "<Backspace>",
        "<Esc>",
        "<Enter>",
        "j",
        "n",
        "p",
        "/",
        "x",
        "R",
        "o",
        "]",
        "[",
        "G",
        "g",
        "?",
        "zz",
        "+",
        "-",
        "r",
        "T",
    ];
    let mut reader = reader(&LINKS);
    let mut seed = 7_u64;
    for step in 0..3000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (seed >> 33) as usize;
        reader.keys(keys[pick % keys.len()]);
        for effect in std::mem::take(&mut reader.effects) {
            let Effect::Open { entry, .. } = effect else { continue };
            if entry.list == reader.state.list.id {
                let outcome = if pick.is_multiple_of(5) { Err("no such page") } else { Ok(linked(&LINKS)) };
                reader.opened(entry.index, outcome);
            }
        }
        if step % 7 == 0 && reader.state.open.findings.is_none() && reader.state.list.at.is_some() {
            reader.analyse();
        }
        if step % 11 == 0 {
            reader.resize((pick % 130) as u16, (pick / 130 % 50) as u16);
        }
        reader.buffer();
        assert!(reader.state.parents.len() <= 50);
    }
    reader.send(Message::Surveyed {
        entry: EntryId { list: u64::MAX, index: 9 },
        outcome: Err("late".to_owned()),
    });
}
