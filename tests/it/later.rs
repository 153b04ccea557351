//! The reading list, and importing lists of other services.

use crate::support::{Reader, story};
#[cfg(feature = "library")]
use crate::support::{home::Home, run::run};
use dixit::{
    memory::Deferred,
    reader::{
        app::message::{Effect, HistoryChange, Message},
        list::{ArticleList, ListKind},
    },
    source::Source,
};
use std::{collections::HashSet, path::Path};

/// The noon of 14 November 2023, UTC: the same day in most places.
const NOON: u64 = 1_699_963_200;

fn web(title: &str, address: &str) -> Deferred {
    Deferred::new(title, Some(address.to_owned()), None, NOON).unwrap()
}

fn deferred(names: &[&str], note: Option<&str>) -> Message {
    let names: HashSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
    Message::Deferred { names, note: note.map(str::to_owned) }
}

fn files() -> ArticleList {
    ArticleList::of_sources(&["a-bridge.txt", "b-plan.txt"].map(|name| Source::of(Path::new(name))))
}

/// The path by which the reading list knows a file.
fn place(name: &str) -> String {
    Source::of(Path::new(name)).place().unwrap()
}

#[test]
fn a_key_keeps_an_article_and_takes_it_off() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.keys("jD");
    let asked = HistoryChange::Defer {
        title: "b-plan.txt".to_owned(),
        place: Some(Source::of(Path::new("b-plan.txt"))),
        article: None,
    };
    assert_eq!(reader.state.history_to_keep, [asked]);
    reader.send(deferred(&[&place("b-plan.txt")], Some("on the reading list")));
    assert!(
        reader.status().contains("on the reading list: I shows it, D takes this off"),
        "{}",
        reader.status()
    );
    assert!(reader.screen().contains("+b-plan.txt"), "{}", reader.screen());
    // In the article the same key works, and stores its title.
    reader.keys("<Enter>").opened(1, Ok(story::article()));
    reader.keys("D");
    let last = reader.state.history_to_keep.last();
    assert!(
        matches!(last, Some(HistoryChange::Defer { title, .. }) if title.starts_with("Harbour bridge")),
        "{last:?}"
    );
    reader.send(deferred(&[], Some("off the reading list")));
    assert_eq!(reader.status().trim_end().split("  ").next(), Some("off the reading list"));
}

#[test]
fn every_list_shows_what_is_kept_whatever_else_is_told_of_it() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.send(deferred(&[&place("a-bridge.txt")], None));
    reader.keys("<Enter>").opened(0, Ok(story::article()));
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("▸•+Harbour bridge"), "{}", reader.screen());
    reader.send(deferred(&[], None));
    assert!(reader.screen().contains("▸• Harbour bridge"), "{}", reader.screen());
    // In the reading list itself, the sign shows which entries have been taken off it.
    reader.send(Message::ReadingList(Ok(vec![
        (web("The mill", "https://news.example/mill"), None),
        (web("The ferry", "https://news.example/ferry"), None),
    ])));
    reader.send(deferred(&["https://news.example/ferry"], None));
    assert!(reader.screen().contains("+The ferry"), "{}", reader.screen());
    assert!(!reader.screen().contains("+The mill"), "{}", reader.screen());
}

#[test]
fn an_article_that_fits_the_screen_is_not_read_by_being_opened() {
    let mut reader = Reader::choosing(files(), 80, 200);
    reader.send(deferred(&[&place("a-bridge.txt")], None));
    reader.keys("<Enter>").opened(0, Ok(story::article()));
    assert!(reader.status().contains("all"), "{}", reader.status());
    reader.keys("<Backspace>");
    assert!(reader.state.deferred.contains(&place("a-bridge.txt")), "it was left at once");
    reader.keys("<Enter> <Backspace>");
    assert!(reader.state.deferred.is_empty(), "somebody has gone on in it");
}

#[test]
fn what_is_read_to_its_end_goes_off_the_list_as_it_is_left() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.send(deferred(&[&place("a-bridge.txt")], None));
    reader.keys("<Enter>").opened(0, Ok(story::article()));
    // An article that is left at its beginning stays on the list.
    reader.keys("<Backspace>");
    assert!(reader.state.deferred.contains(&place("a-bridge.txt")));
    reader.keys("<Enter>G");
    assert!(reader.state.deferred.contains(&place("a-bridge.txt")), "it is not left yet");
    reader.keys("<Backspace>");
    assert!(reader.state.deferred.is_empty());
    assert!(reader.status().contains("read to its end, and off the reading list"), "{}", reader.status());
    assert_eq!(reader.state.history_to_keep.last(), Some(&HistoryChange::Done(vec![place("a-bridge.txt")])));
    // An article put on the list at its end, during this visit, stays on it.
    reader.keys("<Enter>GD");
    reader.send(deferred(&[&place("a-bridge.txt")], Some("on the reading list")));
    reader.keys("<Backspace>");
    assert!(reader.state.deferred.contains(&place("a-bridge.txt")));
    // An article at whose end the reader is closed goes off the list.
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.send(deferred(&[&place("a-bridge.txt")], None));
    reader.keys("<Enter>").opened(0, Ok(story::article()));
    reader.keys("GQ");
    assert_eq!(reader.state.history_to_keep.last(), Some(&HistoryChange::Done(vec![place("a-bridge.txt")])));
}

#[test]
fn the_list_is_shown_and_read_from() {
    let mut reader = Reader::choosing(files(), 80, 24);
    reader.effects.clear();
    reader.keys("I");
    assert_eq!(reader.effects, [Effect::AskReadingList]);
    reader.send(Message::ReadingList(Ok(Vec::new())));
    assert!(
        reader.status().contains("nothing is kept to read later: D keeps an article"),
        "{}",
        reader.status()
    );
    let tagged =
        web("The mill, at last", "https://news.example/mill").with_tags(["town".to_owned()].into_iter());
    let hostile = web("\u{1b}[2J\u{202e}Ferry\nx", "https://news.example/ferry");
    reader.send(Message::ReadingList(Ok(vec![
        (tagged, None),
        (hostile, Some(7)),
        (web("", "https://c.example/"), None),
    ])));
    reader.send(deferred(
        &["https://news.example/mill", "https://news.example/ferry", "https://c.example/"],
        None,
    ));
    insta::assert_snapshot!("reading-list", reader.snapshot());
    // An entry without a text in the library is fetched from the public web.
    reader.effects.clear();
    reader.keys("<Enter>");
    assert!(reader.status().contains("fetching https://news.example/mill"), "{}", reader.status());
    reader.keys("<Esc>D");
    assert_eq!(
        reader.state.history_to_keep,
        [HistoryChange::Done(vec!["https://news.example/mill".to_owned()])]
    );
    // Going back leads to what was on screen before.
    reader.keys("<Backspace>");
    assert!(reader.screen().contains("a-bridge.txt"), "{}", reader.screen());
}

#[test]
fn a_list_of_one_is_chosen_from_as_well() {
    let place = Source::Web("https://news.example/mill".to_owned());
    let mut list = ArticleList::of_sources(&[place]);
    list.kind = ListKind::Later;
    let mut reader = Reader::choosing(list, 80, 24);
    reader.keys("<Enter>");
    reader.opened(0, Err("no such page"));
    assert!(!matches!(reader.effects.last(), Some(Effect::GiveUp(_))), "{:?}", reader.effects);
    assert!(reader.status().contains("no such page"), "{}", reader.status());
    assert!(reader.screen().contains("failed"), "{}", reader.screen());
}

#[test]
#[cfg(feature = "library")]
fn a_list_of_another_service_is_taken_over() {
    let home = Home::new();
    let pocket = "title,url,time_added,tags,status\n\
        The mill,https://news.example/mill,1700000000,town|mills,unread\n\
        \u{1b}[31mRed,https://news.example/red,1700000100,,unread\n\
        Old,https://news.example/old,1600000000,,archive\n\
        Bad,javascript:alert(1),1,,unread\n\
        Secret,https://roe:hunter2@news.example/,1,,unread\n";
    std::fs::write(home.path("pocket.csv"), pocket).unwrap();
    let (code, out, err) = run(&mut home.command(&["library", "import", "pocket.csv"]));
    assert_eq!(
        (code, err.as_str()),
        (
            Some(1),
            "dixit: pocket.csv, entry 4: no address of the web: javascript:alert(1)\n\
             dixit: pocket.csv, entry 5: no address of the web: news.example/\n"
        )
    );
    assert_eq!(out, "2 put on the reading list, 1 left out, since they are read (--all takes them too)\n");
    let listed = home.says(&["--later"]);
    let lines: Vec<Vec<&str>> = listed.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        (lines.len(), lines[0][1], lines[1][3]),
        (2, "https://news.example/red", "town, mills"),
        "{listed}"
    );
    assert!(!listed.contains('\u{1b}'), "{listed:?}");
    let again = run(&mut home.command(&["library", "import", "--all", "pocket.csv"])).1;
    assert_eq!(again, "1 put on the reading list, 2 there already\n");
    assert!(!home.path("state/dixit/library").exists(), "no text has come");
    assert!(home.fails(&["library", "import", "nothing.csv"]).contains("cannot read nothing.csv"));
}

#[test]
#[cfg(feature = "library")]
fn texts_of_another_service_are_read() {
    let home = Home::new();
    let wallabag = r#"[{"is_archived": 1, "title": "The ferry", "url": "https://news.example/ferry", "created_at":
        "2023-11-14T23:13:20+0100", "content": "<p>“It sails at noon,” said Edwin Moss, the captain.</p>"}]"#;
    std::fs::write(home.path("wallabag.json"), wallabag).unwrap();
    let import = ["library", "import", "--model", "quick", "wallabag.json"];
    assert_eq!(
        home.says(&import),
        "0 put on the reading list, 1 left out, since they are read (--all takes them too)\n\
         texts in the library: 1 added\n"
    );
    assert!(home.says(&["said", "Edwin Moss"]).contains("“It sails at noon,”"));
    assert!(home.says(&import).ends_with("texts in the library: 0 added, 1 passed over (in already)\n"));
    // An unpacked Omnivore export, with one text present and one missing.
    let content = home.path("omnivore/content");
    std::fs::create_dir_all(&content).unwrap();
    let list = r#"[{"slug": "mill-1", "title": "The mill", "url": "https://news.example/mill", "state": "Active",
        "labels": ["town"], "savedAt": "2024-01-02T10:00:00.000Z", "publishedAt": "2024-01-01T08:00:00.000Z"},
        {"slug": "../../pocket", "title": "B", "url": "https://news.example/b", "state": "Active", "labels": [],
        "savedAt": "2024-01-03T10:00:00.000Z"}]"#;
    std::fs::write(home.path("omnivore/metadata_0_to_20.json"), list).unwrap();
    std::fs::write(
        content.join("mill-1.html"),
        "<div><p>“It stays,” said Agnes Thorley, the owner.</p></div>",
    )
    .unwrap();
    assert_eq!(
        home.says(&["library", "import", "--model", "quick", "omnivore"]),
        "2 put on the reading list\ntexts in the library: 1 added\n"
    );
    // A symbolic link in an export might lead to another file of the user and is not followed.
    #[cfg(unix)]
    {
        std::fs::write(home.path("diary.txt"), "“It is mine,” said Rosa Hald.").unwrap();
        std::fs::remove_file(content.join("mill-1.html")).unwrap();
        std::os::unix::fs::symlink(home.path("diary.txt"), content.join("mill-1.html")).unwrap();
        let told = home.says(&["library", "import", "--model", "quick", "omnivore"]);
        assert_eq!(told, "0 put on the reading list, 2 there already\n");
    }
    let row = &home.rows(&["said", "Agnes Thorley", "--format", "jsonl"])[0];
    assert_eq!((&row["title"], &row["date"]), (&"The mill".into(), &"2024-01-01".into()));
}

#[test]
#[cfg(feature = "library")]
fn a_packed_export_is_read_as_it_is() {
    let home = Home::new();
    let list = r#"[{"slug": "mill-1", "title": "The mill", "url": "https://news.example/mill", "state": "Active",
        "labels": 7, "savedAt": "on Monday"}, {"title": ["?"], "url": "https://news.example/b", "savedAt": "2024-01-02T10:00:00Z"}]"#;
    let text = "<div><p>“It stays,” said Agnes Thorley, the owner.</p></div>";
    let mut writer = zip::ZipWriter::new(std::fs::File::create(home.path("omnivore.zip")).unwrap());
    for (name, content) in
        [("metadata_0_to_20.json", list), ("content/mill-1.html", text), ("notes.txt", "?")]
    {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    let day = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_500_000_007);
    writer.finish().unwrap().set_modified(day).unwrap();
    assert_eq!(
        home.says(&["library", "import", "--model", "quick", "omnivore.zip"]),
        "2 put on the reading list, 1 with the time of the export, since it tells no other\n\
         texts in the library: 1 added\n"
    );
    assert!(home.says(&["said", "Agnes Thorley"]).contains("“It stays,”"));
    let listed = home.says(&["--later"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with("2024-01-02") && lines[1].starts_with("2017-07-14"), "{listed}");
    std::fs::write(home.path("other.zip"), b"PK\x03\x04, and no more").unwrap();
    assert!(home.fails(&["library", "import", "other.zip"]).contains("other.zip: it is no whole zip file\n"));
}
