//! What is kept is found again, whole or not at all.

use super::*;
use crate::{
    analysis::Analyzer,
    article::{Article, Format, Key},
    corrections::{self, Correction, QuoteName},
    export::rows,
};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made/when needed/library.db");
    (folder, path)
}

fn open(path: &std::path::Path) -> Library {
    Library::open(path, |caution| panic!("{caution}")).unwrap()
}

fn article(name: &str, day: &str, body: &str) -> Article {
    Article::from_text(name, format!("Of {name} and more\n\n{day} May 2018\n\n{body}\n"), Format::Plain)
}

fn add(library: &mut Library, article: &Article) {
    let analysis = Analyzer::default().analyse(article);
    library.add(article, &analysis, "quick", &[]).unwrap();
}

fn contents(library: &mut Library, asked: &Asked) -> Vec<String> {
    let mut found = Vec::new();
    library.said(asked, |one| found.push(one.row.content)).unwrap();
    found
}

fn by(name: &str) -> Asked {
    Asked { name: Some(name.to_owned()), ..Asked::default() }
}

#[test]
fn what_was_said_is_found_again_the_newest_first() {
    let (_folder, path) = place();
    let mut library = open(&path);
    for (name, day, body) in [
        ("a", "8", "“We will pay the bridge,” said Zoë Brandt, the mayor. “Nobody waits,” Brandt added."),
        ("b", "9", "“The café stays,” Zoe Brandt said. “It goes,” said Ann Lind, a critic."),
        ("c", "7", "“I saw nothing,” Brandt said."),
    ] {
        add(&mut library, &article(name, day, body));
    }
    let all = ["“The café stays,”", "“We will pay the bridge,”", "“Nobody waits,”"];
    assert_eq!(contents(&mut library, &by("zoe BRANDT")), all);
    assert_eq!(contents(&mut library, &by("Brandt")), [&all[..], &["“I saw nothing,”"]].concat());
    assert_eq!(
        contents(&mut library, &Asked { about: Some("CAFE stays".to_owned()), ..by("Brandt") }),
        [all[0]]
    );
    assert_eq!(
        contents(&mut library, &Asked { about: Some("\"stays cafe\"".to_owned()), ..Asked::default() }),
        [""; 0]
    );
    assert_eq!(
        contents(&mut library, &Asked { about: Some("NEAR( * \" -".to_owned()), ..Asked::default() }),
        [""; 0]
    );
    assert_eq!(
        contents(&mut library, &Asked { before: Some("2018-05-09".to_owned()), ..by("Zoë Brandt") }),
        all[1..]
    );
    let people = library.people(&Asked::default()).unwrap();
    let told: Vec<_> = people.iter().map(|p| (p.name.as_str(), p.quotes, p.articles)).collect();
    assert_eq!(told[0], ("Zoe Brandt", 3, 2), "{told:?}");
    assert!(
        told.contains(&("Ann Lind", 1, 1)) && !told.iter().any(|(name, ..)| *name == "Brandt"),
        "{told:?}"
    );
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn rows_are_those_of_the_article() {
    let (_folder, path) = place();
    let mut library = open(&path);
    let article =
        article("a", "8", "“We will pay,” said Zoë Brandt, the mayor, who told Ann Lind that she would.");
    let analysis = Analyzer::default().analyse(&article);
    library.add(&article, &analysis, "quick", &[]).unwrap();
    let (mut quotes, mut actors, mut articles) = (Vec::new(), Vec::new(), Vec::new());
    library
        .all_quotes(|row| {
            quotes.push(row);
            true
        })
        .unwrap();
    library
        .all_actors(|row| {
            actors.push(row);
            true
        })
        .unwrap();
    library
        .articles(&Asked { about: Some("BRANDT".to_owned()), ..Asked::default() }, |row| {
            articles.push(row);
            true
        })
        .unwrap();
    assert_eq!(quotes, rows::quotes(&article, &analysis).collect::<Vec<_>>());
    assert_eq!(actors, rows::actors(&article, &analysis).collect::<Vec<_>>());
    assert_eq!(articles, [rows::article(&article, &analysis)]);
    assert_eq!(library.article(1).unwrap().as_ref(), Some(&article));
    library
        .said(&by("Brandt"), |one| {
            assert!(article.text[one.offset..].starts_with("“We will"), "{}", one.offset);
        })
        .unwrap();
}

#[test]
fn a_text_is_in_once_and_known_by_what_it_was_read_with() {
    let (_folder, path) = place();
    let mut library = open(&path);
    let article = article("a", "8", "“We will pay,” said Zoë Brandt, the mayor.");
    let key = Key::of(&article.text);
    add(&mut library, &article);
    add(&mut library, &article);
    assert_eq!(library.size().unwrap().articles, 1);
    let analysis = Analyzer::default().analyse(&article);
    let reject = Correction::Reject { quote: QuoteName::of(&article.text, &analysis.quotes[0].quote) };
    let known = library.known().unwrap();
    assert!(known.holds(&key, "quick", &[]));
    assert!(!known.holds(&key, "careful", &[]) && !known.holds(&key, "quick", std::slice::from_ref(&reject)));
    let corrected = corrections::apply(&article, analysis, std::slice::from_ref(&reject)).analysis;
    library.add(&article, &corrected, "quick", &[reject]).unwrap();
    assert_eq!(contents(&mut library, &Asked::default()), [""; 0]);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn namesakes_are_kept_apart_and_joined_by_a_word() {
    let (_folder, path) = place();
    let mut library = open(&path);
    for (name, body) in [
        ("a", "“We will pay,” said Nick Brown, the finance minister."),
        ("b", "“We will win,” said Nick Brown, the striker."),
        ("c", "“We will see,” said Nick Brown Jr., an aide."),
        ("d", "“We will talk,” said Nick Brown, the foreign minister."),
        ("e", "“We wait,” Brown said."),
    ] {
        add(&mut library, &article(name, "8", body));
    }
    let count = |library: &mut Library| {
        library.people(&by("Nick Brown")).unwrap().into_iter().map(|p| p.quotes).collect::<Vec<_>>()
    };
    assert_eq!(count(&mut library), [2, 1]);
    let said = "[[person]]\nname = \"Nick Brown\"\nrole = \"foreign minister\"\nalso = [\"Brown\"]\n";
    library.use_aliases(&Aliases::parse(said).unwrap()).unwrap();
    let mut three = count(&mut library);
    three.sort_unstable();
    assert_eq!(three.iter().sum::<usize>(), 4);
    assert!(three.len() >= 3, "{three:?}");
    library.use_aliases(&Aliases::default()).unwrap();
    assert_eq!(count(&mut library), [2, 1]);
}

#[test]
fn what_is_forgotten_is_gone_from_the_file() {
    let (_folder, path) = place();
    let mut library = open(&path);
    let secret = article("a", "8", "“The xylophone burns,” said Quentin Unmistakable, the mayor.");
    add(&mut library, &secret);
    add(&mut library, &article("b", "9", "“It stays,” said Ann Lind."));
    library.settle().unwrap();
    assert_eq!(library.forget(&Forget::Article("abcdef12".to_owned())).unwrap(), 0);
    assert_eq!(library.forget(&Forget::Before("2018-05-09".to_owned())).unwrap(), 1);
    assert_eq!(contents(&mut library, &by("Quentin Unmistakable")), [""; 0]);
    assert_eq!(library.check().unwrap(), [""; 0]);
    drop(library);
    for file in fs::read_dir(path.parent().unwrap()).unwrap().flatten() {
        let bytes = fs::read(file.path()).unwrap();
        for word in ["xylophone", "nmistakable"] {
            let is_there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!is_there, "{word} is still in {:?}", file.file_name());
        }
    }
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "This is no library at all. ".repeat(400)).unwrap();
    let mut said = Vec::new();
    let mut library = Library::open(&path, |caution| said.push(caution)).unwrap();
    assert!(
        said.len() == 1 && said[0].contains("was damaged") && said[0].contains("library.db.damaged-"),
        "{said:?}"
    );
    add(&mut library, &article("a", "8", "“It stays,” said Ann Lind."));
    assert_eq!(open(&path).size().unwrap().articles, 1);
}

#[test]
fn a_library_of_a_later_version_is_left_alone() {
    let (_folder, path) = place();
    drop(open(&path));
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Library::open(&path, |caution| panic!("{caution}")).unwrap_err().to_string();
    assert!(error.contains("a later dixit (version 99"), "{error}");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = place();
    let mut library = open(&path);
    add(&mut library, &article("a", "8", "“It stays,” said Ann Lind."));
    let files: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().flatten().collect();
    assert!(files.len() >= 2, "{files:?}");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[test]
fn many_write_and_ask_at_once() {
    let (_folder, path) = place();
    drop(open(&path));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut library = open(path);
                for number in 0..5 {
                    let name = format!("{writer} {number}");
                    add(&mut library, &article(&name, "8", "“It stays,” said Ann Lind."));
                    assert!(!contents(&mut library, &by("Ann Lind")).is_empty());
                }
            });
        }
    });
    assert_eq!(contents(&mut open(&path), &by("Ann Lind")).len(), 20);
    assert_eq!(open(&path).check().unwrap(), [""; 0]);
}

#[test]
fn a_question_is_answered_from_several_sides() {
    let (_folder, path) = place();
    let mut library = open(&path);
    for (name, day, body) in [
        (
            "a",
            "8",
            "“We will pay the bridge,” said Zoë Brandt, the mayor. “It goes,” Brandt told the Reuters news agency.",
        ),
        ("b", "9", "“The bridge stays,” Zoe Brandt said. “Brandt is wrong,” said Ann Lind, a critic."),
        ("c", "7", "“I saw nothing,” a witness said."),
    ] {
        let site = Some(if name == "a" { "The Gazette" } else { "The Mail" }.into());
        add(&mut library, &Article { site, ..article(name, day, body) });
    }
    let people = |library: &mut Library, typed: &str| {
        let asked = Asked { most: Some(10), ..Query::parse(typed).asked };
        let lines = library.person_lines(&asked).unwrap();
        lines.into_iter().map(|line| (line.name, line.quotes, line.articles)).collect::<Vec<_>>()
    };
    let line = |name: &str, quotes, articles| (name.to_owned(), quotes, articles);
    assert_eq!(people(&mut library, ""), [line("Zoe Brandt", 3, 2), line("Ann Lind", 1, 1)]);
    assert_eq!(people(&mut library, "bridge"), [line("Zoe Brandt", 2, 2)]);
    assert_eq!(people(&mut library, "\"brandt\""), [line("Ann Lind", 1, 1)]);
    assert_eq!(people(&mut library, "bri* outlet:gaz"), [line("Zoe Brandt", 1, 1)]);
    let all = library.person_lines(&Asked::default()).unwrap();
    assert_eq!((all[0].last.as_deref(), all[0].periods.iter().sum()), (Some("2018-05-09"), 3));

    let outlets = library.outlet_lines(&Asked::default()).unwrap();
    let told: Vec<_> =
        outlets.iter().map(|o| (o.name.as_deref(), o.articles, o.quotes, o.anonymous)).collect();
    assert_eq!(told, [(Some("The Mail"), 2, 3, 1), (Some("The Gazette"), 1, 2, 0)]);
    // What is counted of each article is what is counted of its quotes.
    let counted = library.outlet_lines(&Asked { before: Some("2019".to_owned()), ..Asked::default() });
    assert_eq!(counted.unwrap(), outlets);

    let texts = |library: &mut Library, typed: &str| {
        let texts = library.texts(&Query::parse(typed).asked).unwrap();
        texts.into_iter().filter_map(|text| text.title).collect::<Vec<_>>()
    };
    assert_eq!(texts(&mut library, "in:text bridge"), ["Of b and more", "Of a and more"]);
    assert_eq!(texts(&mut library, "in:text more said:Lind"), ["Of b and more"]);
    assert_eq!(library.extent().unwrap(), (3, Some(("2018-05-07".to_owned(), "2018-05-09".to_owned()))));
}

#[test]
fn a_library_of_an_older_version_is_brought_up_to_date() {
    for version in [1, 2] {
        let (_folder, path) = place();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut store = Connection::open(&path).unwrap();
        schema::bring_up_to(&mut store, version).unwrap();
        let article = article("a", "8", "“We will pay,” said Zoë Brandt, the mayor.");
        let parts = serde_json::to_string(&parts::Parts::of(&article)).unwrap();
        let key = Key::of(&article.text);
        let at = article.text.chars().take_while(|c| *c != '“').count();
        store
            .execute_batch(&format!(
                "INSERT INTO article VALUES (7, '{key}', 'a', 'Of a', NULL, 'The Mail', '2018-05-08', NULL, NULL, NULL, NULL,
                    9, 70, 1, 3, 1, 1, 0, 0, 'quick', 'quick', '', '2018-05-09');
                 INSERT INTO text VALUES (7, '{}', '{parts}');
                 INSERT INTO actor (article, number, name, name_key, kind, role, aliases, mentions, pronouns_he, pronouns_she,
                    pronouns_they, quotes, direct, mixed, indirect, words, share)
                    VALUES (7, 0, 'Zoë Brandt', 'zoe brandt', 'person', 'mayor', '', 1, 0, 0, 0, 1, 1, 0, 0, 3, 1.0);
                 INSERT INTO quote (article, number, kind, sense, start, end, spans, content, words, speaker, confidence)
                    VALUES (7, 0, 'direct', 'speech', {at}, {end}, '{at}-{end}', '“We will pay,”', 3, 0, 1.0);",
                article.text,
                end = at + 14,
            ))
            .unwrap();
        drop(store);
        let mut library = open(&path);
        let asked = Asked { about: Some("pay".to_owned()), ..by("Zoe Brandt") };
        assert_eq!(contents(&mut library, &asked), ["“We will pay,”"]);
        assert_eq!(library.person_lines(&Asked::default()).unwrap()[0].name, "Zoë Brandt");
        assert_eq!(library.article(7).unwrap(), Some(article));
        assert_eq!(library.check().unwrap(), [""; 0]);
        assert_eq!(library.forget(&Forget::Person("Zoë Brandt".to_owned())).unwrap(), 1);
        assert_eq!(library.check().unwrap(), [""; 0]);
    }
}

#[test]
fn what_is_counted_of_people_is_what_their_articles_tell() {
    let (_folder, path) = place();
    let mut library = open(&path);
    for (name, day, site, body) in [
        (
            "a",
            "8",
            "The Mail, Berlin",
            "“We will pay,” said Zoë Brandt, the mayor. She said that it was late.",
        ),
        ("b", "9", "The Gazette", "“It stays,” Zoe Brandt said. “It goes,” said Ann Lind, a critic."),
        ("c", "7", "The Gazette", "“I saw nothing,” Zoë Brandt said."),
    ] {
        add(&mut library, &Article { site: Some(site.into()), ..article(name, day, body) });
    }
    let counted = library.people(&Asked::default()).unwrap();
    let asked = Asked { after: Some("2000".to_owned()), ..Asked::default() };
    assert_eq!(counted, library.people(&asked).unwrap());
    assert_eq!(library.person_lines(&Asked::default()).unwrap(), library.person_lines(&asked).unwrap());
    let told = (counted[0].quotes, counted[0].outlets, counted[0].last.as_deref());
    assert_eq!(told, (4, 2, Some("2018-05-09")));
    library.forget(&Forget::Article("b".to_owned())).unwrap();
    let counted = library.people(&Asked::default()).unwrap();
    assert_eq!((counted.len(), counted[0].quotes, counted[0].last.as_deref()), (1, 3, Some("2018-05-08")));
    assert_eq!(counted, library.people(&asked).unwrap());
    assert_eq!(library.person_lines(&Asked::default()).unwrap(), library.person_lines(&asked).unwrap());
}

#[test]
fn a_text_is_found_by_its_address_or_its_key() {
    let (_folder, path) = place();
    let mut library = open(&path);
    let address = "https://news.example/a";
    let with =
        Article { url: Some(address.to_owned()), ..article("a", "8", "“We will pay,” said Ann Lind.") };
    let without = article("b", "9", "“It stays,” Ann Lind said.");
    add(&mut library, &with);
    add(&mut library, &without);
    let key = Key::of(&without.text);
    let title = |row: Option<i64>| library.article(row.unwrap()).unwrap().unwrap().name;
    assert_eq!(title(library.row(Some(address), None).unwrap()), "a");
    assert_eq!(title(library.row(None, Some(&key)).unwrap()), "b");
    assert_eq!(library.row(Some("https://news.example/b"), Some(&Key::of("x"))).unwrap(), None);
    assert_eq!(library.row(None, None).unwrap(), None);
}
