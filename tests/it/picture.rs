//! The pictures and the recording in the README match what the program shows today.

use crate::support::{
    options,
    picture::{DARK, Ground, LIGHT, svg},
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dixit::{
    analysis::Analyzer,
    color::ColorDepth,
    reader::{
        Options,
        app::{message::Message, state::State, update::update, view::view},
        theme::{Background, Themes},
    },
    source::Source,
};
use ratatui::{
    Terminal, TerminalOptions, Viewport,
    backend::{CrosstermBackend, TestBackend},
    buffer::Buffer,
    layout::Rect,
};
use std::{
    cell::RefCell,
    fs,
    io::{self, Write},
    num::NonZero,
    path::PathBuf,
    rc::Rc,
};

const SIZE: (u16, u16) = (120, 36);

/// The keys of the recording, each with the seconds to wait before it is pressed.
const RECORDED: [(f64, char); 12] = [
    (1.5, 'n'),
    (1.0, 'n'),
    (1.0, 'n'),
    (1.5, '\n'),
    (3.0, '\u{1b}'),
    (1.0, 'i'),
    (3.0, '\u{1b}'),
    (1.0, 'f'),
    (2.0, 'n'),
    (1.5, '\u{1b}'),
    (1.0, 'S'),
    (4.0, '\u{1b}'),
];

/// The reader with the first sample.
fn reader(background: Background) -> State {
    let article = Source::Sample(0).load_first().expect("the first sample opens");
    let themes = Themes::named("day", "night", &|_| Ok(None)).expect("the themes are there");
    let options = Options { background, themes, ..options(ColorDepth::True) };
    let names: Vec<String> = (0..3).map(|n| Source::Sample(n).name()).collect();
    let analysis = Analyzer::default().analyse(&article);
    let mut state = State::new(article, &names, &options, SIZE);
    let generation = state.open.generation;
    update(&mut state, Message::Analysed { generation, outcome: Ok(analysis) });
    state
}

fn press(state: &mut State, key: char) {
    let code = match key {
        '\n' => KeyCode::Enter,
        '\u{1b}' => KeyCode::Esc,
        key => KeyCode::Char(key),
    };
    update(state, Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

/// A picture of the first sample, some quotes in.
fn picture(background: Background, ground: Ground) -> String {
    let mut state = reader(background);
    "nnnn".chars().for_each(|key| press(&mut state, key));
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    terminal.draw(|frame| view(&state, frame)).unwrap();
    svg(terminal.backend().buffer(), "dixit with an article, its actors and its quotes", ground)
}

/// A writer whose bytes can be read while it is in use.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The output while the keys are pressed, as an asciicast (version 2) with a line per frame.
fn recording() -> String {
    let mut state = reader(Background::Dark);
    let viewport = Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1));
    let written = Written::default();
    let backend = CrosstermBackend::new(written.clone());
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    let header = serde_json::json!({
        "version": 2, "width": SIZE.0, "height": SIZE.1, "title": "dixit: read the news and see who said what",
    });
    let mut out = format!("{header}\n");
    let mut seconds = 0.0;
    let frames = [(0.0, None)].into_iter().chain(RECORDED.map(|(wait, key)| (wait, Some(key))));
    for (wait, key) in frames {
        seconds += wait;
        if let Some(key) = key {
            press(&mut state, key);
        }
        terminal.draw(|frame| view(&state, frame)).unwrap();
        let bytes = written.0.take();
        let event = serde_json::json!([seconds, "o", String::from_utf8(bytes).unwrap()]);
        out.extend([event.to_string(), "\n".to_owned()]);
    }
    out
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

/// With `DIXIT_BLESS=1` the file is written instead of compared.
#[track_caller]
fn check(name: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
    if std::env::var_os("DIXIT_BLESS").is_some_and(|v| v == "1") {
        fs::write(&path, now).expect("assets can be written to");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "assets/{name} is stale: DIXIT_BLESS=1 cargo test --test it picture makes it anew");
}

#[test]
fn the_pictures_in_the_readme_are_current() {
    check("screen.svg", &picture(Background::Light, LIGHT));
    check("screen-dark.svg", &picture(Background::Dark, DARK));
}

/// A terminal that plays the recording ends up with the screen of the reader.
#[test]
fn the_recording_is_current_and_ends_as_the_reader_does() {
    let recording = recording();
    check("dixit.cast", &recording);
    let mut played = vt100::Parser::new(cells(SIZE.1), cells(SIZE.0), 0);
    for line in recording.lines().skip(1) {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        played.process(event[2].as_str().unwrap().as_bytes());
    }
    let mut state = reader(Background::Dark);
    for (_, key) in RECORDED {
        press(&mut state, key);
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    terminal.draw(|frame| view(&state, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    for y in 0..SIZE.1 {
        let row: String = (0..SIZE.0).map(|x| buffer[(x, y)].symbol()).collect();
        let shown: String = played.screen().contents_between(y, 0, y, SIZE.0);
        assert_eq!(shown.trim_end(), row.trim_end(), "row {y}");
    }
}

#[test]
fn text_cannot_break_out_of_the_picture() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
    buffer.set_string(0, 0, "<b>&\"陈", ratatui::style::Style::new());
    let picture = svg(&buffer, "<title>", DARK);
    assert!(picture.contains("&lt;b&gt;&amp;&quot;") && picture.contains('陈'));
    assert_eq!(picture.matches("<title>").count(), 1);
}
