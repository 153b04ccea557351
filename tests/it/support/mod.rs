//! A story for tests, and a reader of it that is driven by keys and shown as text.

#[cfg(feature = "library")]
pub mod home;
pub mod picture;
pub mod run;
pub mod server;
pub mod story;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use dixit::{
    analysis::{Architecture, Threshold},
    article::{Article, Input},
    color::ColorDepth,
    fetch::Reach,
    reader::{
        Options,
        app::{
            message::{Effect, Message, Opened},
            state::State,
            update::update,
            view::view,
        },
        list::{ArticleList, EntryId},
    },
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

/// A reader without terminal.
pub struct Reader {
    pub state: State,
    pub effects: Vec<Effect>,
}

/// The options of most tests: nothing depends on the machine, and the quick model is used.
pub fn options(colors: ColorDepth) -> Options {
    Options {
        colors,
        themes: dixit::reader::theme::Themes::default(),
        background: dixit::reader::theme::Background::Both,
        ascii: false,
        setting: dixit::reader::layout::Setting { justify: false, reorder: true, ascii: false },
        measure: 72,
        sidebar: 0,
        sort: dixit::reader::list::Sort::Given,
        mouse: true,
        hyperlinks: false,
        threshold: Threshold::default(),
        architecture: Architecture::Linear,
        follow: false,
        library: dixit::settings::Keep::Nothing,
        keymap: std::sync::Arc::default(),
        citation: std::sync::Arc::default(),
        clipboard: dixit::settings::Clipboard::default(),
        shares: std::sync::Arc::default(),
    }
}

impl Reader {
    /// Opens the story, analysis and all.
    pub fn open(width: u16, height: u16) -> Self {
        let mut reader = Self::open_unanalysed(width, height);
        reader.analyse();
        reader
    }

    /// Opens the story before its analysis has arrived.
    pub fn open_unanalysed(width: u16, height: u16) -> Self {
        let options = options(ColorDepth::Sixteen);
        let names = ["harbour.txt".to_owned(), "second.txt".to_owned(), "third.txt".to_owned()];
        let state = State::new(story::article(), &names, &options, (width, height));
        Self { state, effects: Vec::new() }
    }

    /// Opens a list of articles.
    pub fn choosing(list: ArticleList, width: u16, height: u16) -> Self {
        let options = options(ColorDepth::Sixteen);
        let state = State::choosing(list, &options, (width, height));
        let mut reader = Self { state, effects: Vec::new() };
        reader.send(Message::Resize { width, height });
        reader
    }

    /// The effect that has an article of the first list loaded.
    pub fn asks_for(index: usize) -> Effect {
        Effect::Open { entry: EntryId { list: 0, index }, refetch: false }
    }

    /// Delivers an article of the list on screen, or the error.
    pub fn opened(&mut self, index: usize, outcome: Result<Article, &str>) {
        let opened = |article| Opened {
            input: Input::Article(Box::new(article)),
            reach: Reach::Public,
            caution: None,
        };
        let entry = EntryId { list: self.state.list.id, index };
        let outcome = outcome.map(|article| Box::new(opened(article))).map_err(str::to_owned);
        self.send(Message::Opened { entry, outcome });
    }

    /// Delivers the analysis of the story, and that no corrections are stored.
    pub fn analyse(&mut self) {
        let outcome = Ok(story::analysis(&self.state.open.article));
        let generation = self.state.open.generation;
        self.send(Message::Analysed { generation, outcome });
        self.send(Message::Corrections { generation, revision: 0, outcome: Ok(Vec::new()) });
    }

    pub fn send(&mut self, message: Message) {
        let effect = update(&mut self.state, message);
        self.effects.extend(effect);
        while self.state.has_work() {
            let effect = update(&mut self.state, Message::Idle);
            self.effects.extend(effect);
        }
    }

    /// Presses keys: characters as they are, others by name in angle brackets, such as `<Tab>` or `<C-d>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named =
                rest.strip_prefix('<').and_then(|r| r.split_once('>')).filter(|(name, _)| name.len() > 1);
            let event = if let Some((name, after)) = named {
                rest = after;
                named_key(name)
            } else {
                rest = &rest[c.len_utf8()..];
                KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
            };
            self.send(Message::Key(event));
        }
        self
    }

    /// Presses a button of the mouse, or turns its wheel, over a cell.
    pub fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        self.send(Message::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        self
    }

    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Message::Resize { width, height });
        self
    }

    /// What is on the screen.
    pub fn buffer(&self) -> Buffer {
        let mut terminal =
            Terminal::new(TestBackend::new(self.state.screen.width, self.state.screen.height)).unwrap();
        terminal.draw(|frame| view(&self.state, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as lines of text.
    pub fn screen(&self) -> String {
        lines(&self.buffer(), |cell| cell.symbol().to_owned())
    }

    /// The part of the screen that shows the text, without the lists and the status line.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let body = dixit::reader::app::geometry::geometry(&self.state).map_or(buffer.area, |g| g.body);
        let mut pane = Buffer::empty(body);
        for position in body.positions() {
            pane[position] = buffer[position].clone();
        }
        lines(&pane, |cell| cell.symbol().to_owned())
    }

    /// The screen as text and, below it, a map of styles, one letter a cell.
    pub fn snapshot(&self) -> String {
        let buffer = self.buffer();
        let styles = lines(&buffer, |cell| style(cell).to_string());
        format!("{}\n{}\n{styles}", self.screen(), "=".repeat(usize::from(buffer.area.width)))
    }

    /// The last row.
    pub fn status(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }
}

fn named_key(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "Tab" => plain(KeyCode::Tab),
        "S-Tab" => plain(KeyCode::BackTab),
        "Enter" => plain(KeyCode::Enter),
        "Esc" => plain(KeyCode::Esc),
        "Backspace" => plain(KeyCode::Backspace),
        "Down" => plain(KeyCode::Down),
        "Up" => plain(KeyCode::Up),
        "Home" => plain(KeyCode::Home),
        "End" => plain(KeyCode::End),
        "Right" => plain(KeyCode::Right),
        _ => match name.strip_prefix("C-").and_then(|c| c.chars().next()) {
            Some(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
            None => panic!("no key is called {name}"),
        },
    }
}

fn lines(buffer: &Buffer, show: impl Fn(&Cell) -> String) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut hidden = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if hidden == 0 {
                line.push_str(&show(cell));
                hidden = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
            } else {
                hidden -= 1;
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A letter for a style: the first of the colour's name, upper case where it is bold or reversed; without colour `_`
/// for dim, `u` for underlined, `*` for bold, `#` for reversed.
fn style(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    let color = match cell.fg {
        Color::Red => Some('r'),
        Color::Green => Some('g'),
        Color::Yellow => Some('y'),
        Color::Blue => Some('b'),
        Color::Magenta => Some('m'),
        Color::Cyan => Some('c'),
        _ => None,
    };
    match color {
        Some(c) if has(Modifier::BOLD) || has(Modifier::REVERSED) => c.to_ascii_uppercase(),
        Some(c) => c,
        None if has(Modifier::REVERSED) => '#',
        None if has(Modifier::BOLD) => '*',
        None if has(Modifier::UNDERLINED) => 'u',
        None if has(Modifier::DIM) && cell.symbol() != " " => '_',
        None => ' ',
    }
}
