//! Line mode: several articles, and what is stored.

use crate::support::home::Home;
use std::fs;

/// What is printed where these lines are typed into `dixit --linear` with more arguments.
fn typed(home: &Home, arguments: &[&str], lines: &[&str]) -> String {
    fs::write(home.path("typed"), lines.join("\n") + "\n").unwrap();
    let mut command = home.command(&[&["--linear", "--model", "quick"], arguments].concat());
    let output = command.stdin(fs::File::open(home.path("typed")).unwrap()).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn of_several_articles_it_is_told_which_and_one_is_gone_to() {
    let home = Home::new();
    for (name, title) in [("a.txt", "Pier shut"), ("b.txt", "Mill sold"), ("c.txt", "Fog again")] {
        fs::write(home.path(name), format!("{title}\n\n“We will pay,” said Ann Roe, the mayor.\n")).unwrap();
    }
    let out = typed(
        &home,
        &["a.txt", "b.txt", "c.txt"],
        &["articles", "articles 3", "]", "articles", "articles 4", "[", "articles x", "q"],
    );
    let expected = [
        "Article 1 of 3.\nPier shut\n",
        "> Article 1 of 3: Pier shut, which you are reading\nArticle 2 of 3: b.txt\nArticle 3 of 3: c.txt\n",
        "> Article 3 of 3.\nFog again\n",
        "> this is the last article\n",
        "> Article 1 of 3: Pier shut\nArticle 2 of 3: Mill sold\nArticle 3 of 3: Fog again, which you are reading\n",
        "> there is no article 4; there are 3\n",
        "> Article 2 of 3.\nMill sold\n",
        "> “x” is no number of the list\n",
    ];
    let mut rest = out.as_str();
    for words in expected {
        let at = rest.find(words).unwrap_or_else(|| panic!("{words} does not follow in\n{out}"));
        rest = &rest[at + words.len()..];
    }
    // A single article is not numbered.
    assert!(typed(&home, &["a.txt"], &["q"]).starts_with("Pier shut\n"));
}

#[test]
fn what_is_put_right_reaches_the_library_at_once() {
    let home = Home::new();
    let text =
        "Pier shut\n\n“We will pay,” said Ann Roe, the mayor. Roe said that it was safe.\n\nJo Lind came.\n";
    fs::write(home.path("a.txt"), text).unwrap();
    // Corrections do not create a library where there is none.
    typed(&home, &["a.txt"], &["q 1", "r lind", "U", "q"]);
    assert!(!home.path("state/dixit/library").exists());
    home.says(&["library", "add", "--model", "quick", "a.txt"]);
    typed(&home, &["a.txt"], &["q 1", "r lind", "q"]);
    assert!(home.says(&["said", "Jo Lind"]).contains("“We will pay,”"));
    // Undoing reaches the library, too.
    typed(&home, &["a.txt"], &["U", "q"]);
    assert!(home.fails(&["said", "Jo Lind"]).contains("nobody who is called Jo Lind"));
    // Quotes that the threshold hides stay in the library.
    typed(&home, &["a.txt"], &["c", "q 1", "E", "q"]);
    assert!(home.says(&["said", "Ann Roe"]).contains("that it was safe"));
}

#[test]
fn what_is_read_goes_into_the_library_where_the_settings_say_so() {
    let home = Home::new();
    fs::create_dir_all(home.path("config/dixit")).unwrap();
    fs::write(home.path("a.txt"), "Pier shut\n\n“We will pay,” said Ann Roe, the mayor.\n").unwrap();
    let settings = |words: &str| fs::write(home.path("config/dixit/config.toml"), words).unwrap();
    settings("library = \"kept\"\n");
    typed(&home, &["a.txt"], &["q"]);
    assert!(!home.path("state/dixit/library").exists());
    typed(&home, &["a.txt"], &["D", "q"]);
    assert!(home.says(&["said", "Ann Roe"]).contains("“We will pay,”"));
    fs::write(home.path("b.txt"), "Mill sold\n\n“They will not,” said Jo Lind, a fisher.\n").unwrap();
    settings("library = \"everything\"\n");
    typed(&home, &["b.txt"], &["c", "q"]);
    assert!(home.says(&["said", "Jo Lind"]).contains("“They will not,”"));
}
