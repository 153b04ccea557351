//! The list of articles, and the way to an article and back.

use crate::support::{Reader, story};
use dixit::{
    article::{Article, Collection, Format, Input, Item, Key},
    fetch::{Address, Reach},
    reader::{
        app::message::{Effect, HistoryChange, Message, Opened},
        list::{ArticleList, Contents, EntryId, Survey},
    },
    source::Source,
};
use std::path::{Path, PathBuf};

/// Three files.
fn files() -> ArticleList {
    let names = ["a-harbour.txt", "b-plan.txt", "c-ferry.txt"];
    ArticleList::of_sources(&names.map(|name| Source::Path(PathBuf::from(name))))
}

fn survey(title: &str, published: &str, quotes: usize, speakers: usize) -> Survey {
    Survey {
        title: Some(title.to_owned()),
        published: Some(published.to_owned()),
        contents: Contents::Article { quotes, speakers },
        key: Some(Key::of(title)),
    }
}

/// An entry of a feed, whole or with a summary only.
fn entry(number: usize, whole: bool) -> Item {
    let text = format!("Entry {number}\n\nThe text of entry {number} says little.\n");
    Item {
        title: format!("Entry {number}"),
        published: Some(format!("2024-03-0{number} 10:00")),
        summary: Some(format!(
            "What entry {number} is about, in a sentence that is long enough to be broken."
        )),
        url: Some(format!("https://news.example/{number}")),
        article: Some(Article::from_text(format!("{number}"), text, Format::Plain)),
        is_excerpt: !whole,
    }
}

fn feed() -> ArticleList {
    let items = vec![entry(1, true), entry(2, false), entry(3, true)];
    ArticleList::of_collection(
        Collection { title: Some("The Lindholm Courier".to_owned()), items, ..Collection::default() },
        Reach::Public,
    )
}

fn survey_files(reader: &mut Reader) {
    let outcomes = [
        Ok(survey("Harbour bridge to close", "12 March 2019", 14, 5)),
        Err("c-plan.txt is not text".to_owned()),
        Ok(survey("A ferry for the harbour", "2 April 2020", 3, 2)),
    ];
    for (index, outcome) in outcomes.into_iter().enumerate() {
        reader.send(Message::Surveyed { entry: EntryId { list: 0, index }, outcome });
    }
}

#[test]
fn the_list_fills_in_as_articles_are_surveyed() {
    let mut reader = Reader::choosing(files(), 80, 24);
    assert_eq!(reader.effects, [Effect::Survey]);
    insta::assert_snapshot!("list-before", reader.snapshot());
    reader.send(Message::Surveyed {
        entry: EntryId { list: 0, index: 0 },
        outcome: Ok(survey("Harbour bridge to close", "12 March 2019", 14, 5)),
    });
    assert!(reader.screen().contains("1/3"), "{}", reader.screen());
    survey_files(&mut reader);
    insta::assert_snapshot!("list-after", reader.snapshot());
    reader.resize(40, 12);
    insta::assert_snapshot!("list-narrow", reader.snapshot());
}

#[test]
fn the_list_is_ordered_and_filtered_by_keys() {
    let mut reader = Reader::choosing(files(), 80, 24);
    survey_files(&mut reader);
    let listed = |reader: &Reader| -> Vec<String> {
        let screen = reader.screen();
        let rows = screen.lines().skip(1).take(3).map(|row| row.chars().skip(3).take(9).collect::<String>());
        rows.map(|row| row.trim().to_owned()).filter(|row| !row.is_empty()).collect()
    };
    assert_eq!(listed(&reader), ["Harbour b", "b-plan.tx", "A ferry f"]);
    assert_eq!(listed(reader.keys("s")), ["A ferry f", "b-plan.tx", "Harbour b"]);
    assert_eq!(listed(reader.keys("s")), ["A ferry f", "Harbour b", "b-plan.tx"]);
    assert_eq!(listed(reader.keys("s")), ["Harbour b", "A ferry f", "b-plan.tx"]);
    assert_eq!(listed(reader.keys("s/HARB")), ["Harbour b", "A ferry f"]);
    assert_eq!(listed(reader.keys("our b<Enter>")), ["Harbour b"]);
    assert!(reader.status().contains("/HARBour b 1/3"), "{}", reader.status());
    assert_eq!(listed(reader.keys("<Esc>")).len(), 3);
    assert!(reader.keys("/zebra").screen().contains("no article has these words"));
    assert_eq!(listed(reader.keys("<Esc>")).len(), 3);
}

#[test]
fn from_one_article_to_the_next_goes_as_they_are_listed() {
    let mut reader = Reader::choosing(files(), 120, 24);
    survey_files(&mut reader);
    // By title the ferry comes first and the bridge third; the one between cannot be read.
    reader.keys("sg<Enter>").opened(2, Ok(story::article()));
    assert!(reader.status().contains("article 1/3"), "{}", reader.status());
    reader.keys("]").opened(0, Ok(story::article()));
    assert!(reader.status().contains("article 3/3"), "{}", reader.status());
    assert!(reader.keys("]").status().contains("this is the last article"), "{}", reader.status());
    assert!(reader.keys("[").status().contains("article 1/3"), "{}", reader.status());
}

#[test]
fn what_was_read_before_and_is_read_now_is_told() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.send(Message::Read([Key::of("A ferry for the harbour")].into()));
    survey_files(&mut reader);
    reader.send(Message::Surveyed {
        entry: EntryId { list: 0, index: 1 },
        outcome: Ok(survey("The plan", "12 May 2020", 1, 1)),
    });
    let row = |reader: &Reader, words: &str| {
        reader.screen().lines().find(|row| row.contains(words)).unwrap_or_default().to_owned()
    };
    assert!(row(&reader, "A ferry").contains("✓ A ferry"), "{}", reader.screen());
    assert!(row(&reader, "Articles 3").contains("2 unread"), "{}", reader.screen());
    reader.keys("jN");
    assert!(row(&reader, "The plan").contains("✓ The plan"), "{}", reader.screen());
    reader.keys("N");
    assert!(!row(&reader, "The plan").contains('✓'), "{}", reader.screen());
    let kept = [true, false].map(|is_read| HistoryChange::Read { keys: vec![Key::of("The plan")], is_read });
    assert_eq!(reader.state.history_to_keep, kept);
    // Opening an article counts as reading it, and its file is remembered.
    reader.keys("<Enter>").opened(1, Ok(story::article()));
    assert!(matches!(
        reader.state.history_to_keep.last(),
        Some(HistoryChange::Opened { place: Some(Source::Path(path)), .. }) if path == Path::new("b-plan.txt")
    ));
    reader.keys("<Backspace>j");
    assert!(row(&reader, "Articles 3").contains("1 unread"), "{}", reader.screen());
}

#[test]
fn a_feed_knows_its_pages_by_their_addresses() {
    let mut reader = Reader::choosing(feed(), 80, 24);
    reader.send(Message::Read([Key::of("https://news.example/2")].into()));
    let screen = reader.screen();
    assert!(screen.contains("✓ Entry 2") && screen.matches('✓').count() == 1, "{screen}");
}

#[test]
fn an_article_is_chosen_read_and_left_for_the_list() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.effects.clear();
    reader.keys("n<Enter>");
    assert_eq!(reader.effects, [Reader::asks_for(1)]);
    assert!(reader.status().contains("opening"), "{}", reader.status());
    reader.opened(1, Ok(story::article()));
    assert_eq!(reader.effects.last(), Some(&Effect::Analyse));
    reader.analyse();
    let before = reader.keys("3n").screen();
    reader.keys("<Backspace>");
    let list = reader.screen();
    assert!(list.contains("▸• Harbour bridge to close"), "{list}");
    assert!(list.contains(" 12 "), "the quotes of what was read are known: {list}");
    assert_eq!(reader.keys("<Enter>").screen(), before);
    assert_eq!(reader.keys("<Backspace><Esc>").screen(), before);
    assert_eq!(reader.keys("<Backspace>p<Enter>").effects.last(), Some(&Reader::asks_for(0)));
}

#[test]
fn what_is_being_opened_can_be_cancelled() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.keys("<Enter><Esc>");
    assert_eq!(reader.effects.last(), Some(&Effect::Abandon));
    assert!(reader.status().contains("cancelled"), "{}", reader.status());
    reader.opened(0, Ok(story::article()));
    assert!(reader.screen().contains("b-plan.txt"), "the list stays: {}", reader.screen());
    // It arrived after it was cancelled, and need not be loaded again.
    let asked = reader.effects.len();
    reader.keys("<Enter>");
    assert!(reader.screen().contains("Nora Feld"), "{}", reader.screen());
    assert_eq!(reader.effects[asked..], [Effect::Analyse]);
}

#[test]
fn an_article_that_cannot_be_read_says_why_in_the_list() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.keys("<Enter>");
    reader.opened(0, Err("cannot read a-harbour.txt: permission denied"));
    assert!(reader.status().contains("permission denied"), "{}", reader.status());
    assert!(reader.screen().contains("failed"), "{}", reader.screen());
}

#[test]
fn a_single_address_that_cannot_be_fetched_ends_the_reader() {
    let list = ArticleList::of_sources(&[Source::Web("https://news.example/a".to_owned())]);
    let mut reader = Reader::choosing(list, 80, 24);
    reader.keys("<Enter>");
    assert!(reader.status().contains("fetching https://news.example/a"), "{}", reader.status());
    reader.opened(0, Err("no such page"));
    assert_eq!(reader.effects.last(), Some(&Effect::GiveUp("no such page".to_owned())));
}

#[test]
fn entries_of_a_feed_are_listed_and_fetched_where_they_are_not_whole() {
    let mut reader = Reader::choosing(feed(), 80, 24);
    insta::assert_snapshot!("feed", reader.snapshot());
    reader.keys("<Enter>");
    assert!(reader.screen().contains("The text of entry 1"), "{}", reader.screen());
    reader.effects.clear();
    reader.keys("]");
    assert_eq!(reader.effects, [Reader::asks_for(1)]);
    reader.opened(1, Err("https://news.example/2: there is no network"));
    // The summary in the feed is shown in place of the page.
    assert!(reader.screen().contains("The text of entry 2"), "{}", reader.screen());
    assert!(reader.status().contains("there is no network"), "{}", reader.status());
    assert!(reader.keys("<Backspace>").screen().contains("The Lindholm Courier"));
}

#[test]
fn a_collection_on_a_list_opens_as_a_list_of_its_own() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.keys("j<Enter>");
    let items = vec![entry(1, true), entry(2, true)];
    let input =
        Input::Collection(Collection { title: Some("A book".to_owned()), items, ..Collection::default() });
    let opened = Opened { input, reach: Reach::Public, caution: None };
    reader.send(Message::Opened { entry: EntryId { list: 0, index: 1 }, outcome: Ok(Box::new(opened)) });
    assert!(reader.screen().contains("A book 2"), "{}", reader.screen());
    reader.keys("j<Enter>");
    assert!(reader.screen().contains("The text of entry 2"), "{}", reader.screen());
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("A book 2"), "{}", reader.screen());
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("▸  b-plan.txt"), "{}", reader.screen());
    assert!(reader.screen().contains("2 in it"), "{}", reader.screen());
    assert!(reader.keys("<Backspace>").status().contains("nothing to go back to"));
}

/// Overlays over the article are closed, so that keys go to the list.
#[test]
fn a_list_that_comes_while_words_are_typed_takes_the_keys() {
    for over in ["/har", "?", "4n<Enter>"] {
        let mut reader = Reader::choosing(files(), 80, 24);
        reader.keys("<Enter>");
        reader.opened(0, Ok(story::article()));
        reader.analyse();
        reader.keys("]").keys(over);
        let items = vec![entry(1, true), entry(2, true)];
        let book = Input::Collection(Collection { items, ..Collection::default() });
        let opened = Opened { input: book, reach: Reach::Public, caution: None };
        let entry = EntryId { list: reader.state.list.id, index: 1 };
        reader.send(Message::Opened { entry, outcome: Ok(Box::new(opened)) });
        assert!(reader.keys("j").screen().contains("▸  Entry 2"), "{over}: {}", reader.screen());
    }
}

#[test]
fn texts_of_articles_read_long_ago_are_let_go_and_their_places_are_not() {
    let names: Vec<Source> = (0..9).map(|n| Source::Path(PathBuf::from(format!("{n}.txt")))).collect();
    let mut reader = Reader::choosing(ArticleList::of_sources(&names), 80, 12);
    let mut first = String::new();
    for index in 0..9 {
        reader.keys("<Backspace>g");
        reader.keys(&"j".repeat(index));
        reader.keys("<Enter>");
        reader.opened(index, Ok(story::article()));
        reader.analyse();
        reader.keys("5n");
        if index == 0 {
            first = reader.text();
        }
    }
    let whole = |reader: &Reader| {
        let kept = reader.state.list.entries.iter().filter_map(|item| item.state.as_ref());
        kept.filter(|kept| kept.is_loaded).count()
    };
    assert_eq!(whole(&reader), 3);
    reader.keys("<Backspace>g<Enter>");
    assert_eq!(reader.effects.last(), Some(&Reader::asks_for(0)));
    reader.opened(0, Ok(story::article()));
    reader.analyse();
    assert_eq!(reader.text(), first);
}

#[test]
fn the_browser_is_given_web_addresses_only() {
    let mut reader = Reader::open(80, 24);
    assert!(reader.keys("o").status().contains("no web address"));
    for (url, address) in [
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("-x", None),
        ("https://news.example/a\u{1b}]b", Some("https://news.example/a%1B]b")),
    ] {
        let article = Article { url: Some(url.to_owned()), ..story::article() };
        reader.keys("R");
        reader.opened(0, Ok(article));
        reader.effects.clear();
        reader.keys("o");
        let expected = address.map(|text| Effect::Browse(Address::parse(text).unwrap()));
        assert_eq!(reader.effects.first(), expected.as_ref(), "{url}");
    }
}

#[test]
fn the_mouse_selects_and_opens() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.click(5, 3);
    assert!(reader.screen().contains("▸  c-ferry.txt"), "{}", reader.screen());
    reader.click(5, 3);
    assert_eq!(reader.effects.last(), Some(&Reader::asks_for(2)));
    reader.click(5, 20).click(5, 0);
}
