//! Keys that a person has set: what they do, and that they are shown wherever keys are.

use crate::support::Reader;
use dixit::{
    reader::{app::message::Effect, keymap::Keymap},
    settings::Settings,
};
use std::sync::Arc;

/// The story, with these keys set.
fn open(keys: &str) -> Reader {
    let mut reader = Reader::open(80, 24);
    let settings = Settings::parse(keys).unwrap();
    reader.state.keymap = Arc::new(Keymap::with(&settings.keys).unwrap());
    reader
}

#[test]
fn keys_do_what_they_are_set_to_in_their_mode() {
    let mut reader =
        open("[keys]\nnext-quote = [\"w\"]\nquit = [\"Q\"]\n[keys.actors]\nnext-pane = [\"w\"]\n");
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
    // Elsewhere it is still Escape and the key behind it.
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
    for key in ["<C-c>", "q"] {
        for open in ["?", "i", "S", "<Enter>", "L", "", "3"] {
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
