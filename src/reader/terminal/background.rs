//! The background colour of the terminal, which is asked for by OSC 11 once the first frame is drawn. Nobody waits for
//! the reply: it comes among the key events, at any time, and is filtered out of them. So are replies to other queries,
//! such as those of a program that ran before.

use crate::reader::theme::Background;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The query for the background colour (OSC 11).
pub const QUERY: &str = "\x1b]11;?\x1b\\";

/// Longest reply, in characters.
const LONGEST: usize = 40;

/// Most digits of the number that a reply begins with.
const DIGITS: usize = 4;

/// How a reply about the background begins, after ESC and the bracket.
const BEGINNING: &str = "11;";

/// Filters replies of the terminal out of the key events. The event reader decodes the bytes of an OSC sequence as
/// keys: Alt-], a number, a semicolon, further characters, and at the end Ctrl-G (BEL) or Alt-backslash (ST), or Esc
/// and a backslash where the sequence arrives in pieces. Keys that only begin like a reply are given back.
#[derive(Debug, Default)]
pub struct ReplyFilter {
    held: Vec<Event>,
    text: String,
}

/// What an event turned out to be.
#[derive(Debug, PartialEq)]
pub enum Filtered {
    /// The background, from a reply.
    Background(Background),
    /// Events that belong to no reply; empty while one is incomplete.
    Events(Vec<Event>),
}

impl ReplyFilter {
    /// Whether events are held back that may be a reply.
    pub const fn is_waiting(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes the next event.
    pub fn take(&mut self, event: Event) -> Filtered {
        let Event::Key(KeyEvent { code, modifiers, .. }) = event else {
            // A resize may be reported between the bytes of a reply, which goes on after it.
            return if matches!(event, Event::Resize(..)) {
                Filtered::Events(vec![event])
            } else {
                self.not_one(event)
            };
        };
        let alt = modifiers.contains(KeyModifiers::ALT);
        let ctrl = modifiers.contains(KeyModifiers::CONTROL);
        if self.held.is_empty() {
            if alt && code == KeyCode::Char(']') {
                self.held.push(event);
                return Filtered::Events(Vec::new());
            }
            return Filtered::Events(vec![event]);
        }
        let is_cut = self.held.last().is_some_and(is_escape);
        let is_backslash = code == KeyCode::Char('\\') && (alt || is_cut);
        let is_end = is_backslash || ctrl && code == KeyCode::Char('g');
        match code {
            _ if is_end && self.text.contains(';') => {
                let background = background(&self.text);
                self.held.clear();
                self.text.clear();
                background.map_or_else(|| Filtered::Events(Vec::new()), Filtered::Background)
            }
            KeyCode::Esc if !is_cut && self.text.contains(';') => {
                self.held.push(event);
                Filtered::Events(Vec::new())
            }
            KeyCode::Char(c) if !alt && !ctrl && !is_cut && self.goes_on(c) => {
                self.text.push(c);
                self.held.push(event);
                Filtered::Events(Vec::new())
            }
            _ => self.not_one(event),
        }
    }

    /// The events held back, where no more of a reply has come.
    pub fn flush(&mut self) -> Vec<Event> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }

    fn not_one(&mut self, event: Event) -> Filtered {
        let mut all = self.flush();
        all.push(event);
        Filtered::Events(all)
    }

    /// Whether a reply may continue with this character.
    fn goes_on(&self, c: char) -> bool {
        if self.text.contains(';') {
            self.text.len() < LONGEST && (c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '#' | ';'))
        } else {
            c.is_ascii_digit() && self.text.len() < DIGITS || c == ';' && !self.text.is_empty()
        }
    }
}

/// Whether an event is the Escape key.
fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Esc, .. }))
}

/// The background in the reply `11;rgb:RRRR/GGGG/BBBB`, with one to four hexadecimal digits each, or `11;#RRGGBB`.
fn background(answer: &str) -> Option<Background> {
    let color = answer.strip_prefix(BEGINNING)?;
    let part = |digits: &str| {
        let most =
            f64::from((1_u32 << (4 * u32::try_from(digits.len()).ok().filter(|n| (1..=4).contains(n))?)) - 1);
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / most)
    };
    let parts = color.strip_prefix("rgb:").or_else(|| color.strip_prefix("rgba:"));
    let parts: Vec<f64> = if let Some(parts) = parts {
        parts.split('/').map(part).collect::<Option<_>>()?
    } else {
        let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        [0, 2, 4].into_iter().map(|at| part(digits.get(at..at + 2)?)).collect::<Option<_>>()?
    };
    let [red, green, blue, ..] = *parts.as_slice() else { return None };
    // Luma with the coefficients of Rec. 709.
    let light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5;
    Some(if light { Background::Light } else { Background::Dark })
}

/// The background by the variable `COLORFGBG`, whose last number is an index into the sixteen colours of the terminal.
pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Background {
    let told = variable("COLORFGBG").and_then(|told| told.rsplit(';').next()?.parse::<u8>().ok());
    match told {
        Some(0..=6 | 8) => Background::Dark,
        Some(7 | 9..=15) => Background::Light,
        _ => Background::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    /// The result of the bytes `text`, decoded as the event reader does: ESC and a character as Alt and that character.
    fn heard(text: &str) -> (Vec<Background>, String) {
        let (mut answers, mut backgrounds, mut typed) = (ReplyFilter::default(), Vec::new(), String::new());
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let event = match c {
                '\x1b' => key(rest.next().unwrap(), KeyModifiers::ALT),
                '\x07' => key('g', KeyModifiers::CONTROL),
                c => key(c, KeyModifiers::NONE),
            };
            match answers.take(event) {
                Filtered::Background(background) => backgrounds.push(background),
                Filtered::Events(events) => typed.extend(events.iter().filter_map(|event| match event {
                    Event::Key(KeyEvent { code: KeyCode::Char(c), .. }) => Some(*c),
                    _ => None,
                })),
            }
        }
        typed.extend(answers.flush().iter().filter_map(|event| match event {
            Event::Key(KeyEvent { code: KeyCode::Char(c), .. }) => Some(*c),
            _ => None,
        }));
        (backgrounds, typed)
    }

    #[test]
    fn an_answer_is_no_key_however_late() {
        assert_eq!(heard("nj\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\q"), (vec![Background::Dark], "njq".to_owned()));
        assert_eq!(heard("\x1b]11;rgb:ff/ff/ff\x07n"), (vec![Background::Light], "n".to_owned()));
        assert_eq!(heard("\x1b]11;#fdf6e3\x1b\\"), (vec![Background::Light], String::new()));
        // Replies that nobody here has asked for: the colour of the text, and of the palette.
        assert_eq!(heard("n\x1b]10;rgb:dddd/dddd/dddd\x1b\\q"), (vec![], "nq".to_owned()));
        assert_eq!(heard("\x1b]4;1;rgb:dd/00/00\x07q"), (vec![], "q".to_owned()));
        // A reply that makes no sense.
        assert_eq!(heard("\x1b]11;rgb:zz\x07q"), (vec![], "q".to_owned()));
    }

    #[test]
    fn an_answer_that_comes_in_pieces_is_no_key() {
        let mut answers = ReplyFilter::default();
        let mut typed = Vec::new();
        for event in [key(']', KeyModifiers::ALT)]
            .into_iter()
            .chain("11;#fdf6e3".chars().map(|c| key(c, KeyModifiers::NONE)))
        {
            assert_eq!(answers.take(event), Filtered::Events(Vec::new()));
        }
        // The sequence is split between ESC and the backslash.
        for event in
            [Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)), key('\\', KeyModifiers::NONE)]
        {
            typed.push(answers.take(event));
        }
        assert_eq!(typed, [Filtered::Events(Vec::new()), Filtered::Background(Background::Light)]);
    }

    #[test]
    fn keys_that_begin_like_one_stay_keys() {
        assert_eq!(heard("\x1b]q"), (vec![], "]q".to_owned()));
        assert_eq!(heard("\x1b]11n"), (vec![], "]11n".to_owned()));
        assert_eq!(heard("\x1b]"), (vec![], "]".to_owned()));
        let long = format!("\x1b]11;{}q", "a".repeat(99));
        assert_eq!(heard(&long).1.len(), long.len() - 1);
    }

    #[test]
    fn the_environment_may_tell() {
        let of = |value: &str| of_environment(|name| (name == "COLORFGBG").then(|| value.to_owned()));
        assert_eq!(of("15;0"), Background::Dark);
        assert_eq!(of("0;default;15"), Background::Light);
        assert_eq!(of("12;8"), Background::Dark);
        assert_eq!(of("x"), Background::Both);
        assert_eq!(of_environment(|_| None), Background::Both);
    }
}
