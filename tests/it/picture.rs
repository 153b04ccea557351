//! The picture in the README is what the program shows today.

use crate::support::{options, picture::svg};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dixit::{
    analysis::Analyzer,
    color::ColorDepth,
    reader::app::{message::Message, state::State, update::update, view::view},
    source::Source,
};
use ratatui::{Terminal, backend::TestBackend};

const SIZE: (u16, u16) = (120, 36);
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screen.svg");

/// The first sample, some quotes in.
fn picture() -> String {
    let article = Source::Sample(0).load_first().expect("the first sample opens");
    let options = options(ColorDepth::True);
    let names: Vec<String> = (0..3).map(|n| Source::Sample(n).name()).collect();
    let analysis = Analyzer::default().analyse(&article);
    let mut state = State::new(article, &names, &options, SIZE);
    let generation = state.open.generation;
    update(&mut state, Message::Analysed { generation, outcome: Ok(analysis) });
    for key in "nnnn".chars() {
        update(&mut state, Message::Key(KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE)));
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    terminal.draw(|frame| view(&state, frame)).unwrap();
    svg(terminal.backend().buffer(), "dixit with an article, its actors and its quotes")
}

/// With `DIXIT_BLESS=1` the picture is drawn anew instead of compared.
#[test]
fn the_picture_in_the_readme_is_current() {
    let now = picture();
    if std::env::var_os("DIXIT_BLESS").is_some_and(|v| v == "1") {
        std::fs::write(PATH, &now).expect("assets/screen.svg can be written");
    }
    let kept = std::fs::read_to_string(PATH).expect("assets/screen.svg is there: DIXIT_BLESS=1 draws it");
    assert!(
        kept == now,
        "assets/screen.svg is stale: DIXIT_BLESS=1 cargo test --test it picture draws it anew"
    );
}

#[test]
fn text_cannot_break_out_of_the_picture() {
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 20, 1));
    buffer.set_string(0, 0, "<b>&\"陈", ratatui::style::Style::new());
    let picture = svg(&buffer, "<title>");
    assert!(picture.contains("&lt;b&gt;&amp;&quot;") && picture.contains('陈'));
    assert_eq!(picture.matches("<title>").count(), 1);
}
