//! The reader driven by arbitrary text, keys and sizes: it does not panic, and writes only its own control sequences.

#[path = "../pty/bytes.rs"]
mod bytes;

use super::{forge, seeds};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use dixit::{
    analysis::Analyzer,
    article::{Article, Format, Hint, Input},
    color::ColorDepth,
    reader::{
        Options,
        app::{message::Message, state::State, update::update, view::view},
    },
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

/// Messages that are sent for one input.
const MOST: usize = 64;

/// Makes a text and messages from `plan`, and checks every frame.
pub fn drive(plan: &[u8]) {
    let (text, messages) = plan.split_at(plan.len() / 2);
    let article = article(text);
    let names = [article.name.clone(), "other".to_owned()];
    let options = Options {
        colors: ColorDepth::True,
        themes: dixit::reader::theme::Themes::default(),
        background: dixit::reader::theme::Background::Dark,
        ascii: true,
        setting: dixit::reader::layout::Setting { justify: false, reorder: true, ascii: false },
        measure: 72,
        sidebar: 0,
        sort: dixit::reader::list::Sort::Given,
        mouse: true,
        hyperlinks: false,
        threshold: dixit::analysis::Threshold::Likely,
        architecture: dixit::analysis::Architecture::Linear,
        follow: false,
        library: dixit::settings::Keep::Nothing,
        keymap: std::sync::Arc::default(),
        citation: std::sync::Arc::default(),
        clipboard: dixit::settings::Clipboard::default(),
        shares: std::sync::Arc::default(),
    };
    let mut state = State::new(article, &names, &options, (80, 24));
    draw(&mut state);
    let (messages, _) = messages.as_chunks::<3>();
    for &message in messages.iter().take(MOST) {
        let message = made(message, &state);
        // Effects are not performed.
        let _ = update(&mut state, message);
        while state.has_work() {
            let _ = update(&mut state, Message::Idle);
        }
        draw(&mut state);
    }
}

fn article(plan: &[u8]) -> Article {
    let text = forge::mend(plan, seeds::TEXT.as_bytes(), seeds::MARKS);
    let text = String::from_utf8_lossy(&text).into_owned();
    if !plan.len().is_multiple_of(3) {
        return Article::from_text(text.clone(), text, Format::Plain);
    }
    let page = format!("<title>{text}</title><p>{text}<p><a href=\"{text}\">{text}</a>");
    let hint = Hint { content_type: Some("text/html"), url: Some("https://news.example/") };
    let read = Input::read("t", page.into_bytes(), &hint).ok();
    read.and_then(|input| input.into_articles().pop()).unwrap_or_default()
}

fn made([what, how, place]: [u8; 3], state: &State) -> Message {
    const KEYS: [KeyCode; 12] = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
    ];
    let key = |code, modifiers| Message::Key(KeyEvent::new(code, modifiers));
    let modifiers = KeyModifiers::from_bits_truncate(how & 7);
    match what % 10 {
        0..=3 => key(KeyCode::Char(char::from(place % 128)), KeyModifiers::NONE),
        4 => key(
            KeyCode::Char(char::from_u32(u32::from(how) << 8 | u32::from(place)).unwrap_or('x')),
            modifiers,
        ),
        5 | 6 => key(KEYS[usize::from(place) % KEYS.len()], modifiers),
        7 => {
            let kinds = [
                MouseEventKind::Down(MouseButton::Left),
                MouseEventKind::Down(MouseButton::Right),
                MouseEventKind::ScrollUp,
                MouseEventKind::ScrollDown,
            ];
            let kind = kinds[usize::from(how % 4)];
            let (column, row) = (u16::from(place), u16::from(how));
            Message::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
        }
        8 => Message::Resize { width: u16::from(how), height: u16::from(place) },
        _ if how.is_multiple_of(2) => {
            let outcome = Ok(Analyzer::default().analyse(&state.open.article));
            Message::Analysed { generation: state.open.generation, outcome }
        }
        _ => Message::Paste(seeds::MARKS[usize::from(place) % seeds::MARKS.len()].repeat(usize::from(how))),
    }
}

/// Draws a frame, and asserts that no control character of the text is in it.
fn draw(state: &mut State) {
    let mut written = Vec::new();
    let area = Rect::new(0, 0, state.screen.width, state.screen.height);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let mut terminal =
        Terminal::with_options(CrosstermBackend::new(&mut written), options).expect("there is memory");
    terminal.draw(|frame| view(state, frame)).expect("memory can be written to");
    drop(terminal);
    let written = String::from_utf8(written).expect("what is written is UTF-8");
    assert_eq!(bytes::harm(&written), None);
}
