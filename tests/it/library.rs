//! The library on the command line: adding, querying, removing, and being killed meanwhile.

use crate::support::{home::Home, run::run};
use serde_json::json;
use std::{fs, process::Stdio, thread, time::Duration};

fn home_with_articles() -> Home {
    let home = Home::new();
    home.write(
        "in.jsonl",
        &[
            (
                "a",
                "8 May",
                "“We will pay for the café,” said Zoë Brandt, the mayor. “Nobody waits,” Brandt added.",
            ),
            ("b", "9 May", "“It stays,” Zoe Brandt said. “It goes,” said Ann Lind, a critic."),
        ],
    );
    assert_eq!(home.add("in.jsonl"), "2 added\n");
    home
}

#[test]
fn what_somebody_said_is_told_across_articles() {
    let home = home_with_articles();
    let told = home.says(&["said", "zoe brandt"]);
    assert!(
        told.starts_with("Zoe Brandt, mayor: 3 quotes in 2 articles\n\nNews of b today · 2018-05-09\n"),
        "{told}"
    );
    assert!(told.contains("  ┃ “We will pay for the café,”\n  ┃ “Nobody waits,”\n"), "{told}");
    let rows = home.rows(&["said", "Brandt", "--about", "CAFE pay", "--format", "jsonl"]);
    assert_eq!((rows.len(), &rows[0]["doc"], &rows[0]["speaker_role"]), (1, &json!("a"), &json!("mayor")));
    let table = home.says(&["said", "Brandt", "--after", "2018-05-09", "--format", "csv"]);
    assert_eq!(table.lines().count(), 2, "{table}");
    assert!(home.says(&["said", "Brandt", "--format", "md"]).contains("\n- “It stays,”\n"));
    assert!(home.fails(&["said", "Merkel"]).contains("nobody who is called Merkel is quoted in the library"));
    let people = home.rows(&["people", "--format", "jsonl"]);
    assert_eq!(
        (&people[0]["name"], &people[0]["quotes"], &people[0]["articles"]),
        (&json!("Zoe Brandt"), &json!(3), &json!(2))
    );
    let search = home.says(&["library", "search", "waits", "cafe"]);
    assert!(search.contains("News of a today") && search.lines().count() == 1, "{search}");
}

#[test]
fn all_that_is_asked_can_be_limited_and_written_alike() {
    let home = home_with_articles();
    for asked in [&["said", "Brandt"][..], &["people"], &["library", "search", "said"]] {
        let with = |more: &[&str]| home.rows(&[asked, more].concat());
        assert_eq!(with(&["--json"]), with(&["--format", "jsonl"]), "{asked:?}");
        assert_eq!(with(&["--json", "--limit", "1"]).len(), 1, "{asked:?}");
        assert!(with(&["--json", "--after", "2018-05-09"]).len() < 3, "{asked:?}");
        let cells = home.says(&[asked, &["--format", "csv"]].concat());
        assert!(cells.starts_with("schema,"), "{cells}");
        assert!(
            home.fails(&[asked, &["--outlet", "Nowhere"]].concat()).starts_with("dixit: no"),
            "{asked:?}"
        );
    }
    for wrong in
        [&["said", " "][..], &["people", "--limit", "0"], &["people", "part", "Ann Lind", "ann lind"]]
    {
        let (code, out, err) = run(&mut home.command(wrong));
        assert!(code > Some(0) && out.is_empty() && err.lines().count() == 1, "{wrong:?}: {err}");
    }
    assert_eq!(home.rows(&["said", "Brandt", "--json", "--before", "2018-06", "--after", "2018"]).len(), 3);
    let list = home.says(&["library", "search", "cafe", "--format", "md"]);
    assert_eq!(list, "- News of a today, 2018-05-08\n");
}

#[test]
fn rows_of_the_library_are_those_of_extract() {
    let home = home_with_articles();
    for rows in ["quotes", "actors", "articles"] {
        let extract =
            home.says(&["extract", "--model", "quick", "--from", "jsonl", "--rows", rows, "in.jsonl"]);
        assert_eq!(home.says(&["library", "export", "--rows", rows]), extract);
    }
}

#[test]
fn what_is_in_is_passed_over_and_what_is_forgotten_is_not() {
    let home = home_with_articles();
    assert_eq!(home.add("in.jsonl"), "0 added, 2 passed over (in already)\n");
    assert_eq!(home.says(&["library", "forget", "a"]), "1 article forgotten\n");
    assert!(home.fails(&["library", "forget", "a"]).contains("no article in the library is called a"));
    assert_eq!(home.add("in.jsonl"), "1 added, 1 passed over (in already)\n");
    assert_eq!(home.says(&["library", "forget", "--before", "2018-05-09"]), "1 article forgotten\n");
    assert_eq!(home.rows(&["library", "export", "--rows", "articles"]).len(), 1);
    assert_eq!(home.says(&["library", "rebuild", "--model", "quick"]), "1 added\n");
    assert!(home.says(&["library", "check"]).ends_with("all fits together\n"));
}

#[test]
fn corrections_count_when_it_is_added_again() {
    let home = home_with_articles();
    let text =
        "News of b today\n\n9 May 2018\n\n“It stays,” Zoe Brandt said. “It goes,” said Ann Lind, a critic.\n";
    let key = dixit::corrections::Key::of(text);
    fs::create_dir_all(home.path("state/dixit/corrections")).unwrap();
    let correction = format!(
        "[[article]]\ntext = \"{key}\"\n[[article.correction]]\naction = \"reassign\"\nquote = {{ words = [\"“It goes,”\"] }}\n\
         speaker = {{ name = \"Zoe Brandt\" }}\n"
    );
    fs::write(home.path(&format!("state/dixit/corrections/{key}.toml")), correction).unwrap();
    assert_eq!(home.add("in.jsonl"), "1 added, 1 passed over (in already)\n");
    let said = home.says(&["said", "Zoe Brandt"]);
    assert!(said.contains("“It goes,”"), "{said}");
}

#[test]
fn a_file_of_people_joins_and_parts() {
    let home = Home::new();
    home.write(
        "in.jsonl",
        &[
            ("a", "8 May", "“We will pay,” said Nick Brown, the finance minister."),
            ("b", "9 May", "“We will talk,” said Nick Brown, the foreign minister."),
            ("c", "9 May", "“We will win,” said Nicholas Brown, the finance minister."),
        ],
    );
    home.add("in.jsonl");
    let people = || {
        let rows = home.rows(&["people", "--format", "jsonl"]);
        rows.iter()
            .map(|row| (row["name"].as_str().unwrap().to_owned(), row["quotes"].as_u64().unwrap()))
            .collect::<Vec<_>>()
    };
    let told = |name: &str, quotes| (name.to_owned(), quotes);
    assert_eq!(people(), [told("Nick Brown", 2), told("Nicholas Brown", 1)]);
    fs::create_dir_all(home.path("config/dixit")).unwrap();
    let said =
        "[[person]]\nname = \"Nick Brown\"\nrole = \"foreign minister\"\nalso = [\"Nicholas Brown\"]\n";
    fs::write(home.path("config/dixit/people.toml"), said).unwrap();
    assert_eq!(people(), [told("Nick Brown", 2), told("Nick Brown", 1)]);
    fs::write(home.path("config/dixit/people.toml"), "[[person]]\nnmae = 3\n").unwrap();
    assert!(home.fails(&["people"]).contains("people.toml, line 2: unknown field `nmae`"));
}

#[test]
fn a_damaged_library_is_said_and_begun_anew() {
    let home = home_with_articles();
    let path = home.path("state/dixit/library/library.db");
    let _ = fs::remove_file(home.path("state/dixit/library/library.db-wal"));
    fs::write(&path, "no library").unwrap();
    let (code, out, err) = run(&mut home.command(&["library", "check"]));
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(
        err.contains("was damaged")
            && err.contains("a new library was begun")
            && out.starts_with("0 articles"),
        "{out}{err}"
    );
    assert_eq!(home.add("in.jsonl"), "2 added\n");
}

#[test]
fn a_program_that_is_killed_loses_no_more_than_what_it_worked_on() {
    let home = Home::new();
    let articles: Vec<(String, String)> = (0..400)
        .map(|number| (format!("n{number}"), format!("“We will pay {number},” said Ann Lind, the mayor.")))
        .collect();
    let articles: Vec<(&str, &str, &str)> =
        articles.iter().map(|(doc, said)| (doc.as_str(), "8 May", said.as_str())).collect();
    home.write("in.jsonl", &articles);
    let count = || home.rows(&["library", "export", "--rows", "articles"]).len();
    let mut before = 0;
    for pause in [300, 500, 700] {
        let arguments = ["library", "add", "--model", "quick", "--from", "jsonl", "in.jsonl"];
        let mut child = home
            .command(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(home.says(&["library", "check"]).ends_with("all fits together\n"));
        let now = count();
        assert!(now >= before, "{now} of {before} are left");
        before = now;
    }
    home.add("in.jsonl");
    assert_eq!(count(), 400);
}
