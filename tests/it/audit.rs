//! `dixit audit`, as a user or a script runs it.

use crate::support::{home::Home, run::run};
use serde_json::{Value, json};
use std::fs;

fn home() -> Home {
    let home = Home::new();
    home.write(
        "in.jsonl",
        &[
            (
                "a",
                "8 May",
                "“We will pay,” said Zoë Brandt, the mayor. She left. “Nobody waits,” Brandt added.",
            ),
            ("b", "9 June", "“It stays,” Zoe Brandt said. “It goes,” said Ann Lind, a professor of law."),
            ("c", "9 June", "Nothing was said."),
        ],
    );
    home
}

const QUICK: [&str; 5] = ["--model", "quick", "--from", "jsonl", "in.jsonl"];

fn audit(home: &Home, arguments: &[&str]) -> Value {
    let told = home.says(&[&["audit", "--json"], arguments].concat());
    serde_json::from_str(&told).unwrap()
}

#[test]
fn files_rows_and_a_library_give_the_same_figures() {
    let home = home();
    let found = audit(&home, &QUICK);
    assert_eq!(
        (&found["all"]["articles"], &found["all"]["quotes"], &found["all"]["speakers"]),
        (&json!(3), &json!(4), &json!(3))
    );
    assert_eq!(
        (
            &found["sources"][0]["quotes"],
            &found["sources"][0]["source_kind"],
            &found["sources"][0]["articles"]
        ),
        (&json!(3), &json!("official"), &json!(2))
    );
    assert_eq!(found["all"]["kinds"]["expert"]["quotes"], json!(1));
    assert_eq!(found["all"]["pronouns"]["she"]["speakers"], json!(1));
    let months: Vec<&Value> =
        found["months"].as_array().unwrap().iter().map(|month| &month["name"]).collect();
    assert_eq!(months, [&json!("2018-05"), &json!("2018-06")]);
    let mut rows = String::new();
    for table in ["quotes", "articles"] {
        rows += &home.says(&[&["extract", "--rows", table], &QUICK[..]].concat());
    }
    fs::write(home.path("rows.jsonl"), rows).unwrap();
    assert_eq!(audit(&home, &["--from", "rows", "rows.jsonl"]), found);
    // A text counts once.
    assert_eq!(audit(&home, &["--from", "rows", "rows.jsonl", "rows.jsonl"]), found);
    home.add("in.jsonl");
    assert_eq!(audit(&home, &["--library"]), found);
}

#[test]
fn outlets_and_days_are_counted_alone_where_they_are_asked_for() {
    let home = Home::new();
    let published =
        [("Hull Gazette", "2018-05-08"), ("Hill Courier", "2018-06-09"), ("Quay Radio", "2018-07-10")];
    let lines = published.map(|(outlet, date)| {
        let text = format!("“We of {outlet} will pay,” said Zoë Brandt, the mayor.");
        json!({"doc": outlet, "text": text, "outlet": outlet, "date": date}).to_string()
    });
    fs::write(home.path("in.jsonl"), lines.join("\n")).unwrap();
    home.add("in.jsonl");
    let outlets = |arguments: &[&str]| {
        let found = audit(&home, arguments);
        let names = found["outlets"].as_array().unwrap().iter().map(|outlet| outlet["name"].clone());
        names.collect::<Vec<_>>()
    };
    let two = [json!("Hill Courier"), json!("Hull Gazette")];
    assert_eq!(outlets(&["--library", "--outlet", "gazette", "--outlet", "COURIER"]), two);
    assert_eq!(outlets(&["--library", "--before", "2018-07-10"]), two);
    assert_eq!(
        outlets(&[&["--after", "2018-06-01", "--before", "2018-07-01"], &QUICK[..]].concat()),
        [json!("Hill Courier")]
    );
    let people = home.rows(&["people", "--json", "--outlet", "gazette", "--outlet", "courier"]);
    assert_eq!((people.len(), &people[0]["quotes"]), (1, &json!(2)));
    assert_eq!(home.rows(&["people", "--json", "--outlet", "radio"])[0]["quotes"], json!(1));
}

#[test]
fn outlets_are_found_in_any_case_and_without_accents_by_all_that_ask_for_them() {
    let home = Home::new();
    let lines = ["ÉCHO DU PORT", "Neue Quaipost"].map(|outlet| {
        let text = format!("“We of {outlet} will pay,” said Zoë Brandt, the mayor.");
        json!({"doc": outlet, "text": text, "outlet": outlet}).to_string()
    });
    fs::write(home.path("in.jsonl"), lines.join("\n")).unwrap();
    home.add("in.jsonl");
    for outlet in ["écho", "echo du", "ÉCHO", "Echo Du Port"] {
        let found = audit(&home, &["--library", "--outlet", outlet]);
        assert_eq!(found["outlets"][0]["name"], json!("ÉCHO DU PORT"), "{outlet}");
        assert_eq!(found["all"]["articles"], json!(1), "{outlet}");
        assert_eq!(home.rows(&["said", "Brandt", "--json", "--outlet", outlet]).len(), 1, "{outlet}");
        assert_eq!(home.rows(&["people", "--json", "--outlet", outlet])[0]["quotes"], json!(1), "{outlet}");
    }
    assert!(home.fails(&["said", "Brandt", "--outlet", "…"]).contains("nobody"));
}

#[test]
fn it_is_told_as_a_table_as_cells_and_as_a_page() {
    let home = home();
    let table = home.says(&[&["audit", "--width", "80"], &QUICK[..]].concat());
    assert!(table.starts_with("4 quotes in 3 articles: "), "{table}");
    assert!(table.contains("official  Zoë Brandt, mayor"), "{table}");
    let cells = home.says(&[&["audit", "--format", "csv"], &QUICK[..]].concat());
    assert!(cells.starts_with("schema,of,name,") && cells.contains("\n1,month,2018-05,"), "{cells}");
    assert_eq!(home.says(&[&["audit", "--html", "page.html"], &QUICK[..]].concat()), "");
    let page = fs::read_to_string(home.path("page.html")).unwrap();
    assert!(page.contains("Zoë Brandt, mayor") && page.trim_end().ends_with("</html>"), "{page}");
}

#[test]
fn what_cannot_be_counted_is_said_and_the_rest_goes_on() {
    let home = home();
    let rows = home.says(&[&["extract", "--rows", "quotes"], &QUICK[..]].concat());
    fs::write(home.path("rows.jsonl"), format!("{{\"schema\":9,\"quote\":1}}\nrubbish\n{rows}")).unwrap();
    let (code, out, err) = run(&mut home.command(&["audit", "--from", "rows", "rows.jsonl"]));
    assert!(code == Some(1) && out.starts_with("4 quotes in 2 articles"), "{code:?} {out}");
    let told: Vec<&str> = err.lines().collect();
    assert!(
        told.len() == 2 && told[0].contains("line 1: a row of version 9") && told[1].contains("line 2"),
        "{err}"
    );
    assert!(home.fails(&["audit", "--html", "no/such/folder.html", "in.jsonl"]).contains("cannot write"));
}
