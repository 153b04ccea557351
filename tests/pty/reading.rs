//! Reading: the effect of keys on the screen.

use crate::terminal::Terminal;
use std::{fmt::Write as _, fs, path::PathBuf};
use tempfile::TempDir;

const NO_FILES: [&str; 0] = [];

/// "3/12" in the status line: the quote that is read (0 for none yet), and how many there are to step through.
fn counter(rows: &[String]) -> Option<(usize, usize)> {
    let words: Vec<_> = rows.last()?.split_whitespace().collect();
    let counters = words.windows(2).filter(|pair| pair[0] != "article");
    let mut counters = counters.filter_map(|pair| pair[1].split_once('/'));
    counters.find_map(|(at, all)| Some((if at == "–" { 0 } else { at.parse().ok()? }, all.parse().ok()?)))
}

/// A text of distinct words: `w1 w2 w3 ...`.
fn numbered_words(name: &str, paragraphs: usize) -> (TempDir, PathBuf) {
    let mut text = String::new();
    for paragraph in 0..paragraphs {
        for word in 0..40 {
            let _ = write!(text, "w{} ", paragraph * 40 + word);
        }
        text.push_str("\n\n");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (folder, path)
}

/// The first numbered word of each row.
fn first_words(rows: &[String]) -> impl Iterator<Item = usize> {
    rows.iter().filter_map(|row| {
        row.split_whitespace().find_map(|word| word.strip_prefix('w').and_then(|number| number.parse().ok()))
    })
}

#[test]
fn the_samples_open_beside_their_quotes() {
    let mut terminal = Terminal::dixit(120, 40, NO_FILES);
    let first = terminal.wait_for("the sidebar beside the first sample", |rows| {
        let whole = rows.concat();
        whole.contains("Actors")
            && whole.contains("Quotes")
            && whole.contains("article 1/3")
            && counter(rows).is_some()
    });
    // The title is cut where it is wider than the text.
    let title = include_str!("../../assets/articles/summit.txt").lines().next().unwrap();
    assert!(first.concat().contains(title.get(..30).unwrap()), "no headline on the screen");
    terminal.press("]");
    let second = terminal.wait_for_text("article 2/3");
    assert_ne!(first[..5], second[..5]);
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn what_the_terminal_answers_is_no_key() {
    let mut terminal = Terminal::dixit(120, 40, NO_FILES);
    terminal.wait_for("quotes", |rows| counter(rows).is_some());
    // Taken as keys, this reply would reload the article, list links and more.
    terminal.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\n");
    terminal.wait_for("the first quote", |rows| counter(rows).is_some_and(|(at, _)| at == 1));
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.settings_restored), (0, true));
    assert!(left.written.contains("\x1b]11;?\x1b\\"), "it was not asked");
}

#[test]
fn n_steps_through_the_quotes_and_back() {
    let mut terminal = Terminal::dixit(120, 40, NO_FILES);
    let rows = terminal.wait_for("a counter", |rows| counter(rows).is_some());
    let (_, all) = counter(&rows).unwrap();
    assert!(all > 5, "the sample has few quotes: {all}");
    terminal.press("gn");
    let rows = terminal.wait_for("a quote", |rows| counter(rows).is_some_and(|(at, _)| at >= 1));
    let (at, _) = counter(&rows).unwrap();
    for next in [at + 1, at + 2] {
        terminal.press("n");
        terminal.wait_for(&format!("{next}/{all}"), |rows| counter(rows) == Some((next, all)));
    }
    terminal.press("N");
    terminal.wait_for("the quote before", |rows| counter(rows) == Some((at + 1, all)));
}

#[test]
fn f_filters_by_speaker_and_esc_ends_it() {
    let mut terminal = Terminal::dixit(120, 40, NO_FILES);
    let rows = terminal.wait_for("a counter", |rows| counter(rows).is_some());
    let (_, all) = counter(&rows).unwrap();
    let mut at = 0;
    loop {
        at += 1;
        terminal.press("n");
        let rows = terminal.wait_for("the next quote", |rows| counter(rows) == Some((at, all)));
        if !rows.last().unwrap().contains("unattributed") {
            break;
        }
    }
    terminal.press("f");
    let rows = terminal.wait_for("fewer quotes", |rows| counter(rows).is_some_and(|(_, some)| some < all));
    assert!(rows.last().unwrap().contains(" only "), "the filter is not named");
    terminal.press("\u{1b}");
    terminal.wait_for("all quotes", |rows| counter(rows).is_some_and(|(_, again)| again == all));
}

#[test]
fn a_resize_keeps_the_place() {
    let (_folder, path) = numbered_words("words.txt", 60);
    let mut terminal = Terminal::dixit(120, 40, [&path]);
    terminal.wait_for("the text", |rows| first_words(rows).next() == Some(0));
    // Where there is room the title is above the text.
    let text = |rows: &[String]| rows[usize::from(rows.len() >= 24)..].to_vec();
    let mut top = 0;
    // One page at a time: a pending key would move the position further.
    for _ in 0..3 {
        terminal.press(" ");
        let rows = terminal
            .wait_for("the next page", |rows| first_words(&text(rows)).next().is_some_and(|word| word > top));
        top = first_words(&text(&rows)).next().unwrap();
    }
    for (columns, rows) in [(80, 24), (40, 15), (200, 60), (120, 40)] {
        terminal.resize(columns, rows);
        terminal.wait_for(&format!("w{top} on top at {columns}x{rows}"), |rows| {
            let starts: Vec<_> = first_words(&text(rows)).take(2).collect();
            rows.last().is_some_and(|status| status.contains('%'))
                && starts.first().is_some_and(|first| *first <= top)
                && starts.get(1).is_some_and(|second| *second > top)
        });
    }
}

#[test]
fn a_terminal_too_small_says_so_and_recovers() {
    let (_folder, path) = numbered_words("words.txt", 60);
    let mut terminal = Terminal::dixit(80, 24, [&path]);
    terminal.wait_for_text("w7 ");
    for (columns, rows) in [(19, 24), (80, 5), (1, 1)] {
        terminal.resize(columns, rows);
        if columns > 1 {
            terminal.wait_for_text("too small");
        }
        terminal.resize(80, 24);
        terminal.wait_for_text("w7 ");
    }
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn the_quote_lens_and_the_help_open_and_close() {
    let mut terminal = Terminal::dixit(120, 40, NO_FILES);
    terminal.wait_for("a counter", |rows| counter(rows).is_some());
    terminal.press("zz");
    terminal.wait_for_text("[…]");
    terminal.press("z");
    terminal.wait_for("all of the text", |rows| !rows.concat().contains("[…]"));
    terminal.press("?");
    terminal.wait_for_text("next paragraph");
    terminal.press("\u{1b}");
    terminal.wait_for("the help to close", |rows| !rows.concat().contains("next paragraph"));
}

#[test]
fn an_article_from_a_pipe_is_read_with_the_keys_of_the_terminal() {
    let (_folder, path) = numbered_words("words.txt", 60);
    let mut terminal = Terminal::shell(80, 24, "cat \"$FILE\" | \"$DIXIT\" -; echo over", &path);
    terminal.wait_for_text("w7 ");
    terminal.press("G");
    terminal.wait_for_text("w2399");
    terminal.press("/w1234");
    terminal.wait_for_text("w1234 ");
    terminal.press("\r");
    terminal.wait_for_text("/w1234 1 of 1");
    terminal.press("Q");
    terminal.wait_for_text("over");
    let left = terminal.end();
    assert_eq!((left.status, left.modes, left.settings_restored), (0, vec![], true));
}

#[test]
fn a_line_of_10_mb_opens_at_both_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("line.txt");
    fs::write(&path, format!("begin {}the end", "and so on and on ".repeat(600_000))).unwrap();
    let mut terminal = Terminal::dixit(80, 24, [&path]);
    terminal.wait_for_text("begin and so on");
    terminal.press("G");
    terminal.wait_for_text("the end");
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn lines_that_are_read_one_by_one_break_between_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let told = "The committee postponed everything considerably throughout December. ".repeat(4);
    fs::write(&path, format!("A bridge\n\n{told}\n")).unwrap();
    let mut terminal =
        Terminal::shell(44, 40, "\"$DIXIT\" --linear --model quick \"$FILE\"; echo over", &path);
    terminal.wait_for_text("reads on");
    terminal.press("\r?\r");
    let screen = terminal.wait_for_text("q or close: end");
    let words: Vec<&str> = told.split_whitespace().collect();
    let rows = screen.iter().filter(|row| row.contains("committee") || row.contains("throughout"));
    for row in rows {
        assert!(row.split_whitespace().all(|word| words.contains(&word)), "{row}\n{}", screen.join("\n"));
    }
    terminal.press("q\r");
    terminal.wait_for_text("over");
}
