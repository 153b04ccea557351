//! Key bindings of the user: what they do, and that they are shown wherever keys are.

use crate::support::{Reader, story};
use dixit::{
    reader::{
        app::{message::Effect, state::View},
        keymap::Keymap,
        list::ArticleList,
    },
    settings::Settings,
    source::Source,
};
use std::{path::Path, sync::Arc};

/// The story, with these keys set.
fn open(keys: &str) -> Reader {
    let mut reader = Reader::open(80, 24);
    let settings = Settings::parse(keys).unwrap();
    reader.state.keymap = Arc::new(Keymap::with(&settings.keys).unwrap());
    reader
}

#[test]
fn keys_do_what_they_are_set_to_in_their_mode() {
    let mut reader = open("[keys]\nnext-quote = [\"w\"]\nclose = []\n[keys.actors]\nnext-pane = [\"w\"]\n");
    assert!(reader.keys("ww").status().contains("2/12"), "{}", reader.status());
    assert!(reader.keys("n").status().contains("n does nothing"), "{}", reader.status());
    assert!(reader.keys("q").status().contains("q does nothing"), "{}", reader.status());
    let quotes = reader.state.open.quotes.current;
    reader.keys("lw");
    assert_eq!(reader.state.open.focus, dixit::reader::article::Pane::Quotes);
    assert_eq!(reader.state.open.quotes.current, quotes);
}

#[test]
fn keys_with_alt_hold_where_they_are_set() {
    let mut reader = open("[keys]\nnext-lens = [\"alt-z\"]\n");
    let press = |c| {
        let event = crossterm::event::KeyEvent::new(
            crossterm::event::KeyCode::Char(c),
            crossterm::event::KeyModifiers::ALT,
        );
        dixit::reader::app::message::Message::Key(event)
    };
    reader.send(press('z'));
    assert!(reader.status().contains("the rest dimmed"), "{}", reader.status());
    // Alt-n, which is not bound, is taken for Escape, which closes the help, and n.
    reader.keys("?").send(press('n'));
    assert!(reader.status().contains("1/12"), "{}", reader.status());
}

#[test]
fn help_hints_and_palette_show_the_keys_as_they_are_set() {
    let mut reader = open(
        "[keys]\nhelp = [\"f1\"]\nsearch = []\ntoggle-mouse = [\"ctrl-t\"]\npicker-cancel = [\"ctrl-g\"]\n",
    );
    assert!(reader.status().ends_with("F1 help"), "{}", reader.status());
    assert!(reader.keys("/").status().contains("/ does nothing; F1 lists the keys"), "{}", reader.status());
    assert!(reader.keys("<C-t>").status().contains("Ctrl-t takes it again"), "{}", reader.status());
    let screen = reader.keys(":mouse").screen();
    assert!(screen.contains("toggle-mouse        Ctrl-t"), "{screen}");
    assert!(screen.contains("Ctrl-g leaves"), "{screen}");
    reader.keys("<C-g>:help<Enter>G");
    assert!(reader.screen().contains("F1 "), "{}", reader.screen());
}

#[test]
fn what_would_quit_closes_first_what_lies_over_the_text() {
    for key in ["<C-c>", "Q"] {
        for open in ["?", "i", "S", "<Enter>", "L", "", "3"] {
            if (open, key) == ("L", "Q") {
                continue;
            }
            let mut reader = Reader::open(80, 24);
            reader.keys("nH").keys(open).effects.clear();
            if !reader.state.overlays.is_empty() {
                reader.keys(key);
                assert!(
                    reader.state.overlays.is_empty() && !reader.effects.contains(&Effect::Quit),
                    "{open} {key}"
                );
            }
            reader.keys(key);
            assert!(reader.effects.contains(&Effect::Quit), "{open} {key}");
        }
        for open in ["/", ":", "r", "v", "A", "C", "m"] {
            let mut reader = Reader::open(80, 24);
            reader.keys("n").keys(open).keys("<C-c>");
            assert!(reader.state.overlays.is_empty() && !reader.effects.contains(&Effect::Quit), "{open}");
        }
    }
}

#[test]
fn q_goes_back_to_the_list_and_then_quits() {
    let mut reader = Reader::choosing(three(), 80, 24);
    reader.keys("<Enter>").opened(0, Ok(story::article()));
    reader.keys("?q");
    assert!(reader.state.overlays.is_empty() && reader.state.view == View::Article, "{}", reader.screen());
    reader.keys("q");
    assert!(
        reader.state.view == View::List && !reader.effects.contains(&Effect::Quit),
        "{}",
        reader.screen()
    );
    reader.keys("q");
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
    // Even from an article opened from a list, the other key ends the program at once.
    let mut reader = Reader::choosing(three(), 80, 24);
    reader.keys("<Enter>").opened(0, Ok(story::article()));
    reader.keys("Q");
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
    // A library opened over an article is closed; only one that the reader started with ends the program.
    let mut reader = Reader::open(80, 24);
    reader.keys("Pq");
    assert!(reader.state.view == View::Article && !reader.effects.contains(&Effect::Quit));
}

#[test]
fn words_are_found_in_the_help() {
    let mut reader = Reader::open(80, 24);
    reader.keys("?/highlight");
    let screen = reader.screen();
    assert!(
        screen.contains("/highlight") && screen.contains("highlight the quote, or no more so"),
        "{screen}"
    );
    assert!(screen.contains("Highlights and notes") && !screen.contains("half a page down"), "{screen}");
    // While a search is typed letters do not close the help; Esc ends the search, and then the help.
    reader.keys("q");
    assert!(reader.screen().contains("nothing here has these words"), "{}", reader.screen());
    reader.keys("<Backspace><Enter>j<Esc>");
    assert!(reader.screen().contains("who speaks, in text, lists"), "{}", reader.screen());
    reader.keys("<Esc>");
    assert!(reader.state.overlays.is_empty());
}

#[test]
fn the_help_begins_with_the_keys_of_what_it_lies_over() {
    let first = |reader: &Reader| {
        let screen = reader.screen();
        let box_rows = screen.lines().skip_while(|line| !line.contains("Signs and keys"));
        box_rows.take(2).collect::<Vec<_>>().join("\n")
    };
    assert!(first(Reader::open(80, 24).keys("?")).contains("│ Signs"));
    let mut reader = Reader::choosing(three(), 80, 24);
    assert!(first(reader.keys("?")).contains("In a list of articles"), "{}", reader.screen());
    reader.keys("/title<Enter>");
    assert!(reader.screen().contains("only articles with these words"), "{}", reader.screen());
    let mut reader = Reader::open(80, 24);
    assert!(first(reader.keys("P?")).contains("In the library"), "{}", reader.screen());
}

fn three() -> ArticleList {
    ArticleList::of_sources(&["a.txt", "b.txt", "c.txt"].map(|name| Source::of(Path::new(name))))
}
