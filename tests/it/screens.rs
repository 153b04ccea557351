//! Snapshots of screens: a story and some keys.

use crate::support::Reader;
use dixit::color::ColorDepth;

/// Shows the story at a size, after some keys.
fn check(name: &str, (width, height): (u16, u16), keys: &str) {
    let mut reader = Reader::open(width, height);
    reader.keys(keys);
    insta::with_settings!({ description => format!("{width}x{height} {keys}"), omit_expression => true }, {
        insta::assert_snapshot!(name, reader.snapshot());
    });
}

#[test]
fn the_first_screen_at_every_size() {
    for (name, size) in
        [("80x24", (80, 24)), ("120x40", (120, 40)), ("200x60", (200, 60)), ("40x15", (40, 15))]
    {
        check(name, size, "");
    }
}

#[test]
fn before_the_analysis_the_text_stands_where_it_will_stay() {
    let mut reader = Reader::open_unanalysed(120, 40);
    insta::assert_snapshot!("unanalysed", reader.snapshot());
    let text = |screen: String| {
        screen.lines().map(|l| l.chars().skip(8).take(64).collect()).collect::<Vec<String>>()
    };
    let before = text(reader.screen());
    reader.analyse();
    let after = text(reader.screen());
    assert_eq!(before[..38], after[..38]);
}

#[test]
fn stepping_to_a_quote() {
    check("third-quote", (80, 24), "3n");
    check("nested-quote", (120, 40), "5n");
    check("two-pieces-and-via", (40, 15), "11n");
}

#[test]
fn all_about_a_quote() {
    check("peek", (80, 24), "2n<Enter>");
    check("peek-via", (120, 40), "11n<Enter>");
    check("peek-narrow", (40, 15), "10n<Enter>");
}

#[test]
fn all_about_an_actor() {
    check("card", (80, 24), "2ni");
    check("card-wide", (120, 40), "9ni");
    check("card-narrow", (40, 15), "11ni3j");
}

#[test]
fn the_introduction_of_an_actor() {
    check("introduction", (80, 24), "12n<Enter><Enter>");
}

#[test]
fn filters() {
    check("filter-one", (120, 40), "4nf");
    check("filter-two", (80, 24), "4nfl<Down>f");
    check("filter-narrow", (40, 15), "<Tab>f");
}

#[test]
fn lenses() {
    check("lens-dimmed", (80, 24), "z");
    check("lens-quotes-only", (80, 24), "zz");
    check("lens-quotes-only-filtered", (120, 40), "4nfzz");
}

#[test]
fn searching() {
    check("search-typing", (80, 24), "/bridge");
    check("search-accepted", (80, 24), "/the<Enter>2n");
    check("search-not-found", (40, 15), "/zebra");
}

#[test]
fn the_list_of_keys() {
    check("help", (80, 80), "?");
    check("help-scrolled", (40, 15), "?5j");
}

#[test]
fn without_colour() {
    let mut reader = Reader::open(80, 24);
    reader.state.screen.colors = ColorDepth::None;
    reader.keys("4n");
    insta::assert_snapshot!("no-colour", reader.snapshot());
    reader.keys("9ni");
    insta::assert_snapshot!("no-colour-card", reader.snapshot());
}

#[test]
fn a_terminal_too_small_says_so_and_recovers() {
    let mut reader = Reader::open(80, 24);
    let before = reader.keys("6n").screen();
    for (width, height) in [(19, 24), (80, 5), (1, 1), (3, 2), (0, 0)] {
        let screen = reader.resize(width, height).screen();
        assert!(width < 18 || screen.contains("terminal too small"), "{width}x{height}: {screen}");
    }
    insta::assert_snapshot!("too-small", reader.resize(19, 5).screen());
    assert_eq!(reader.resize(80, 24).screen(), before);
}
