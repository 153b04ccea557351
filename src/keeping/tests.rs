//! What goes with an article whose text changes, and what is set aside: highlights and corrections as they are kept.

use crate::{
    actors::ActorKind,
    article::{Article, Format, Key},
    corrections::{self, ActorName, Correction, QuoteName},
    highlights::{Change, Highlight, Store},
    span::Span,
};
use std::{fs, thread};

fn article(text: &str) -> Article {
    Article::from_text("a.txt", text, Format::Plain)
}

fn of(article: &Article, words: &str, note: Option<&str>) -> Highlight {
    let start = article.text.find(words).unwrap();
    Highlight::of(&article.text, Span::new(start, start + words.len()), note.map(ToOwned::to_owned))
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path().join("made").join("when needed"));
    (folder, store)
}

const TEXT: &str = "The council sells the mill\n\n“No,” she said.\n\nIt was late when they left the hall.\n";

#[test]
fn what_is_kept_is_found_again_changed_and_taken_back() {
    let (_folder, store) = store();
    let article = article(TEXT);
    let (plain, noted) = (of(&article, "“No,”", None), of(&article, "late", Some("how late?\u{1b}\n")));
    store.change(&article, &Change::Add(plain.clone())).unwrap();
    assert_eq!(store.change(&article, &Change::Add(noted.clone())).unwrap(), [plain.clone(), noted.clone()]);
    let other = Highlight { note: Some("ten".to_owned()), ..noted.clone() };
    let now = store.change(&article, &Change::Replace(noted.clone(), other.clone())).unwrap();
    assert_eq!(now, [plain.clone(), other.clone()]);
    let bare = Highlight { note: None, ..other.clone() };
    store.change(&article, &Change::Replace(other, bare.clone())).unwrap();
    assert_eq!(store.change(&article, &Change::Take(plain)).unwrap(), std::slice::from_ref(&bare));
    assert_eq!(store.load(&article).unwrap(), std::slice::from_ref(&bare));
    // Where another has taken it away meanwhile, a new note is kept all the same.
    store.change(&article, &Change::Take(bare.clone())).unwrap();
    assert_eq!(store.change(&article, &Change::Replace(bare, noted.clone())).unwrap(), [noted]);
}

#[test]
fn they_go_with_an_article_that_changed() {
    let (_folder, store) = store();
    let first = article(TEXT);
    let noted = of(&first, "late", Some("how late?"));
    store.change(&first, &Change::Add(noted.clone())).unwrap();
    let second = article(&TEXT.replace("It was", "Updated. It was"));
    assert_eq!(store.load(&second).unwrap(), std::slice::from_ref(&noted));
    let added = of(&second, "Updated.", None);
    store.change(&second, &Change::Add(added.clone())).unwrap();
    let other = Highlight { note: None, ..noted.clone() };
    assert_eq!(
        store.change(&second, &Change::Replace(noted, other.clone())).unwrap(),
        [other.clone(), added]
    );
    assert_eq!(store.load(&first).unwrap().last(), Some(&other));
    // One of the same title that has none of the words is another article.
    assert_eq!(store.load(&article("The council sells the mill\n\nNothing of that.\n")).unwrap(), []);
    // One of the same address is a version whatever is left of the words.
    let with_address =
        |text: &str| Article { url: Some("https://a.example/mill".to_owned()), ..article(text) };
    store.change(&with_address(TEXT), &Change::Add(other.clone())).unwrap();
    assert_eq!(store.load(&with_address("Gone\n\nNothing of that.\n")).unwrap(), [other]);
}

#[test]
fn corrections_go_with_an_article_that_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = corrections::Store::at(folder.path().to_owned());
    let text = "The council sells the mill\n\n“It was never worth what we paid,” she said. Ann Roe left.\n";
    let first = article(text);
    let words = "“It was never worth what we paid,”";
    let quote = QuoteName { words: vec![words.to_owned()], at: vec![first.text.find(words).unwrap()] };
    let theirs = Correction::Reassign {
        quote,
        speaker: Some(ActorName { name: "Ann Roe".to_owned(), at: first.text.find("Ann") }),
    };
    store.change(&first, &corrections::Change::Add(theirs.clone())).unwrap();
    let second = article(&text.replace("\n\n", "\n\nUpdated on Monday.\n\n"));
    let kind = Correction::ActorKind {
        actor: ActorName { name: "Ann Roe".to_owned(), at: None },
        kind: ActorKind::Person,
    };
    let now = store.change(&second, &corrections::Change::Add(kind.clone())).unwrap();
    // Where Ann Roe is named is another place by now.
    let carried = now[0].clone();
    assert_ne!(carried, theirs);
    assert_eq!(&now[1..], std::slice::from_ref(&kind));
    assert!(matches!(&carried, Correction::Reassign { speaker: Some(name), .. } if name.at.is_none()));
    // What is taken back in the second text is so in the first.
    assert_eq!(
        store.change(&second, &corrections::Change::Take(carried)).unwrap(),
        std::slice::from_ref(&kind)
    );
    assert_eq!(store.load(&first).unwrap(), [kind]);
    // Another article of that title.
    assert_eq!(store.load(&article("The council sells the mill\n\nNobody knows why.\n")).unwrap(), []);
}

#[test]
fn what_was_made_twice_is_taken_back_once() {
    let (_folder, store) = store();
    let first = article(TEXT);
    let second = article(&TEXT.replace("left the hall", "went home"));
    // Two highlights of one kind, each made before the other was known.
    store.change(&first, &Change::Add(of(&first, "late", None))).unwrap();
    store.change(&second, &Change::Add(of(&second, "late", None))).unwrap();
    let all = store.load(&second).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(store.change(&second, &Change::Take(all[0].clone())).unwrap(), []);
    assert_eq!(store.load(&first).unwrap(), []);
}

#[test]
fn an_article_of_the_same_title_that_cannot_be_read_hides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = corrections::Store::at(folder.path().to_owned());
    let (first, second) = (article(TEXT), article(&TEXT.replace("late", "early")));
    let kind = Correction::ActorKind {
        actor: ActorName { name: "Ann Roe".to_owned(), at: None },
        kind: ActorKind::Person,
    };
    for text in [&first, &second] {
        store.change(text, &corrections::Change::Add(kind.clone())).unwrap();
    }
    fs::write(folder.path().join(format!("{}.toml", Key::of(&first.text))), "[[article]").unwrap();
    assert_eq!(store.load(&second).unwrap(), [kind]);
}

#[test]
fn a_damaged_file_is_set_aside_and_a_new_one_begun() {
    let (_folder, store) = store();
    let article = article(TEXT);
    let noted = of(&article, "late", None);
    let file = |ending: &str| store.folder().join(format!("{}.{ending}", Key::of(&article.text)));
    for number in 1..=2 {
        fs::create_dir_all(store.folder()).unwrap();
        fs::write(file("toml"), format!("[[article]\n# {number}")).unwrap();
        let told = store.load(&article).unwrap_err().to_string();
        assert!(told.contains("highlights and notes, was damaged (line 1"), "{told}");
        assert_eq!(store.load(&article).unwrap(), []);
    }
    assert!(fs::read_to_string(file("damaged")).unwrap().ends_with("# 1"));
    assert!(fs::read_to_string(file("damaged-2")).unwrap().ends_with("# 2"));
    // One that comes to be so before it is written to.
    fs::write(file("toml"), "article = 3").unwrap();
    assert!(store.change(&article, &Change::Add(noted.clone())).is_err());
    assert_eq!(store.load(&article).unwrap(), [noted]);
}

#[test]
#[cfg(unix)]
fn only_the_person_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, store) = store();
    let article = article(TEXT);
    store.change(&article, &Change::Add(of(&article, "late", None))).unwrap();
    for entry in fs::read_dir(store.folder()).unwrap().flatten() {
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{entry:?}");
    }
}

#[test]
fn two_at_once_lose_nothing_of_each_other() {
    let (_folder, store) = store();
    let article = article(TEXT);
    thread::scope(|scope| {
        for writer in 0..4 {
            let (store, article) = (&store, &article);
            scope.spawn(move || {
                for number in 0..5 {
                    let note = format!("{writer} {number}");
                    store.change(article, &Change::Add(of(article, "late", Some(&note)))).unwrap();
                }
            });
        }
    });
    assert_eq!(store.load(&article).unwrap().len(), 20);
}
