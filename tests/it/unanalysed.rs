//! A text in another language is not analysed, and no output says that it has 0 quotes.

use crate::support::{Reader, home::Home, options, run::run};
use dixit::{
    Analysis, Hint, Input,
    article::Article,
    color::ColorDepth,
    reader::app::{message::Message, state::State},
};
use std::fs;

const FRENCH: &str = "Le pont reste fermé\n\nLa mairie a décidé lundi que le vieux pont de la ville resterait fermé pendant deux \
    ans. « Nous ne pouvons pas attendre un accident », a dit la maire devant les habitants qui étaient venus dans la grande salle.\n\n\
    Les commerçants du quartier ne sont pas contents de cette décision, et ils ont demandé une réunion avec les élus avant la fin \
    du mois de mars.\n";

fn home() -> Home {
    let home = Home::new();
    fs::write(home.path("pont.txt"), FRENCH).unwrap();
    fs::write(home.path("pier.txt"), "Pier shut\n\n“We will pay,” said Ann Roe, the mayor.\n").unwrap();
    home
}

/// Standard output and standard error for the French text.
fn told(home: &Home, arguments: &[&str]) -> (String, String) {
    let (code, out, err) = run(&mut home.command(&[arguments, &["--model", "quick", "pont.txt"]].concat()));
    assert_eq!(code, Some(0), "{err}");
    (out, err)
}

#[test]
fn what_is_printed_says_that_it_was_not_analysed() {
    let home = home();
    for arguments in [&["sources"][..], &["export"], &["export", "--as", "csl"], &["--plain"]] {
        let (_, err) = told(&home, arguments);
        assert_eq!(err, "dixit: pont.txt: this text is not in English: quotes are sought in English only\n");
    }
    let (sources, _) = told(&home, &["sources"]);
    assert!(sources.contains("\nQuotes are not analysed: this text is not in English,"), "{sources}");
    assert!(!sources.contains("0 quotes") && !sources.contains("0%"), "{sources}");
    let (object, _) = told(&home, &["sources", "--json"]);
    let object: serde_json::Value = serde_json::from_str(&object).unwrap();
    assert!(
        object["quotes"].is_null() && object["percent"].is_null() && object["words"].is_number(),
        "{object}"
    );
    assert!(told(&home, &["export"]).0.contains("Quotes are not analysed: "));
    let (page, _) = told(&home, &["export", "--as", "html"]);
    assert!(page.contains("not analysed: ") && !page.contains("0 quotes"), "{page}");
}

#[test]
fn line_by_line_it_is_told_wherever_quotes_would_be() {
    let home = home();
    fs::write(home.path("typed"), "n\n1\nS\nl\nq\n").unwrap();
    let mut command = home.command(&["--linear", "pont.txt"]);
    let output = command.stdin(fs::File::open(home.path("typed")).unwrap()).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("2 paragraphs; quotes are not analysed: this text is not in English"), "{out}");
    assert_eq!(out.to_lowercase().matches("not analysed: ").count(), 5, "{out}");
    assert!(!out.contains("0 quotes") && !out.contains("no quotes"), "{out}");
}

#[test]
fn it_counts_in_no_audit_and_no_outlet() {
    let home = home();
    let (code, audit, _) = run(&mut home.command(&["audit", "--model", "quick", "pont.txt", "pier.txt"]));
    assert_eq!(code, Some(0));
    assert!(
        audit.starts_with("1 quote in 1 article: ")
            && audit.contains("\n1 article that is not in English was not analysed\n"),
        "{audit}"
    );
    home.says(&["library", "add", "--model", "quick", "pont.txt", "pier.txt"]);
    let audit = home.says(&["audit", "--library", "--json"]);
    let audit: serde_json::Value = serde_json::from_str(&audit).unwrap();
    assert_eq!((audit["all"]["articles"].as_u64(), audit["not_analysed"].as_u64()), (Some(1), Some(1)));
}

fn french() -> Article {
    let input = Input::read("pont.txt", FRENCH.into(), &Hint::default()).unwrap();
    input.into_articles().remove(0)
}

#[test]
fn on_the_screen_it_stays_where_the_quotes_would_be() {
    let names = ["pont.txt".to_owned()];
    let state = State::new(french(), &names, &options(ColorDepth::Sixteen), (120, 40));
    let mut reader = Reader { state, effects: Vec::new() };
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(Analysis::default()) });
    reader.send(Message::Corrections { generation, revision: 0, outcome: Ok(Vec::new()) });
    for keys in ["", "j", "n", "S"] {
        let screen = reader.keys(keys).screen();
        for words in ["not analysed: this text is not", "English only"] {
            assert!(screen.contains(words), "after {keys}:\n{screen}");
        }
        for words in ["none in this text", "no quotes", "Quotes 0", "Actors 0"] {
            assert!(!screen.contains(words), "after {keys}:\n{screen}");
        }
    }
}
