//! Typography on screen: emphasis, tables, justification, the title above the text, the list of quotes.

use crate::support::{self, Reader};
use dixit::{
    article::{Article, Format},
    color::ColorDepth,
    reader::{
        app::{message::Effect, state::State},
        article::body,
    },
};
use ratatui::style::Modifier;

const PAGE: &str = "# Quay\n\nShe said “we *will* **pay** `now`” and left, see [the plan](http://a.example).\n\n\
    - [x] paid\n- [ ] built\n\n---\n\n| Who | Words |\n|--|--|\n| Ann | It was so, and nobody doubted it at all. |\n";

/// The reader with an article in Markdown, not analysed.
fn reading(text: &str, width: u16, height: u16) -> Reader {
    let mut reader = Reader::open_unanalysed(width, height);
    let article = Article::from_text("page.md", text, Format::Markdown);
    reader.state =
        State::new(article, &["page.md".to_owned()], &support::options(ColorDepth::True), (width, height));
    body::update::prepare(&mut reader.state);
    reader
}

/// What the cell is like where `words` are on screen.
#[track_caller]
fn look(reader: &Reader, words: &str) -> Modifier {
    let (column, row) = place(reader, words);
    reader.buffer()[(column, row)].modifier
}

#[track_caller]
fn place(reader: &Reader, words: &str) -> (u16, u16) {
    let screen = reader.screen();
    let found = screen
        .lines()
        .enumerate()
        .find_map(|(y, line)| line.find(words).map(|at| (line[..at].chars().count() as u16, y as u16)));
    found.unwrap_or_else(|| panic!("no {words:?} in\n{screen}"))
}

#[test]
fn words_look_like_what_they_are() {
    let reader = reading(PAGE, 80, 24);
    assert!(look(&reader, "will").contains(Modifier::ITALIC));
    assert!(look(&reader, "pay").contains(Modifier::BOLD));
    assert!(look(&reader, "the plan").contains(Modifier::UNDERLINED));
    assert!(!look(&reader, "She").intersects(Modifier::ITALIC | Modifier::BOLD | Modifier::UNDERLINED));
    let screen = reader.screen();
    for row in ["[x] paid", "[ ] built", "──────────", "Who  Words", "Ann  It was so, and nobody doubted it"]
    {
        assert!(screen.contains(row), "{row:?} in\n{screen}");
    }
    assert!(!screen.contains('*') && !screen.contains('|'), "{screen}");
}

#[test]
fn what_stands_in_a_cell_is_found_and_gone_to() {
    let mut reader = reading(PAGE, 40, 15);
    reader.keys("/doubted<Enter>");
    assert!(reader.status().contains("1 of 1"), "{}", reader.status());
    assert!(look(&reader, "doubted").contains(Modifier::REVERSED));
}

#[test]
fn a_key_makes_the_edge_even() {
    let mut reader = Reader::open(80, 24);
    let before = reader.screen();
    assert!(!before.contains("  harbour  ") && reader.keys("W").status().contains("even"));
    let edges =
        |screen: &str| screen.lines().filter(|line| line.chars().nth(51).is_some_and(|c| c != ' ')).count();
    assert!(edges(&reader.screen()) > edges(&before) + 3, "{}", reader.screen());
    reader.keys("W");
    assert_eq!(reader.screen().lines().next(), before.lines().next());
}

#[test]
fn a_click_on_justified_text_selects_the_quote_that_is_drawn_there() {
    let mut reader = Reader::open(80, 24);
    reader.keys("W");
    let (column, row) = place(&reader, "“We");
    reader.click(column, row);
    assert!(reader.status().contains("2/12"), "{}", reader.status());
}

#[test]
fn the_title_stands_above_the_text_once_it_is_out_of_sight() {
    let title = "Harbour bridge to close for a year, city says";
    let count = |reader: &Reader| reader.text().matches(title).count();
    let mut reader = Reader::open(120, 40);
    assert_eq!(count(&reader), 1);
    reader.resize(120, 30).keys("G");
    assert!(reader.screen().lines().next().is_some_and(|row| row.contains(title)), "{}", reader.screen());
    reader.resize(120, 24);
    assert!(reader.screen().lines().next().is_some_and(|row| row.contains(title)), "{}", reader.screen());
    reader.resize(120, 23);
    assert!(!reader.screen().lines().next().is_some_and(|row| row.contains(title)));
}

#[test]
fn the_selected_quote_is_told_in_full_and_a_click_below_it_selects_the_next() {
    let mut reader = Reader::open(80, 24);
    reader.keys("3n");
    let (_, row) = place(&reader, "▸ 3 ●");
    let row = row + 3;
    assert!(reader.screen().lines().nth(row.into()).is_some_and(|line| line.ends_with("take a year")));
    assert!(reader.screen().contains("  +3"), "{}", reader.screen());
    reader.click(60, row);
    assert!(reader.status().contains("3/12"), "{}", reader.status());
    reader.click(60, row + 1);
    assert!(reader.status().contains("4/12"), "{}", reader.status());
    reader.keys("99n");
    assert!(reader.screen().contains("▸12"), "{}", reader.screen());
}

#[test]
fn what_lies_over_the_text_is_in_the_order_in_which_it_is_seen() {
    let mut reader = reading("# Quay\n\n## שלום (a)\n\nShe left.\n", 80, 24);
    reader.keys("C");
    let screen = reader.screen();
    let row = screen.lines().find(|row| row.contains('▸')).expect("a heading is selected");
    assert!(row.contains("(a) םולש"), "{screen}");
}

#[test]
fn what_is_quoted_has_a_bar_for_each_quotation() {
    let text = "Ann wrote:\n\n> Two things:\n>\n> - boats\n> - ropes, of which there are far too many on this side of the river\n>\n> > “No.”\n>\n> ```\n> let x = 1;\n> ```\n\nShe left.\n";
    let screen = reading(text, 60, 24).screen();
    for row in ["│ Two things:", "│ • boats", "│ • ropes, of which", "│   ", "│ │ “No.”", "│   let x = 1;"]
    {
        assert!(screen.contains(row), "{row:?} in\n{screen}");
    }
    assert!(!screen.contains("│ She"), "{screen}");
}

#[test]
fn words_are_copied_as_they_are_shown() {
    let mut reader = reading(PAGE, 80, 24);
    reader.analyse();
    reader.keys("/will<Enter>vv)y");
    let Some(Effect::Copy(words)) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    assert_eq!(words, "will pay now” and left, see the plan.");
}
