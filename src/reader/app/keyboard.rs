//! The keyboard: what is typed, pasted and done with the mouse becomes messages; what the terminal answers does not.

use super::{inbox::Sender, message::Message};
use crate::reader::terminal::{
    Session,
    background::{Answers, Heard},
};
use crossterm::event::{self, Event, MouseEventKind};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// How long the beginning of what may be an answer of the terminal waits for the rest.
const HELD: Duration = Duration::from_millis(50);

/// The keyboard that is read in a thread of its own.
#[derive(Debug)]
pub struct Keyboard {
    /// Since when the terminal has been asked for its background.
    asked: Option<Instant>,
    has_answered: Arc<AtomicBool>,
}

impl Keyboard {
    /// Starts to read the terminal. Where standard input is not one, the keyboard of the terminal is read all the same.
    ///
    /// # Errors
    /// Where there can be no thread.
    pub fn read(inbox: Sender) -> io::Result<Self> {
        let has_answered = Arc::new(AtomicBool::new(false));
        let answered = Arc::clone(&has_answered);
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            let mut answers = Answers::default();
            let send = |events: Vec<Event>| {
                events.into_iter().filter_map(message).for_each(|message| inbox.input(message));
            };
            loop {
                // What is held back and goes on no more is no answer.
                if answers.is_waiting() && !event::poll(HELD).unwrap_or(true) {
                    send(answers.give_up());
                }
                match event::read() {
                    Ok(event) => match answers.take(event) {
                        Heard::Background(background) => {
                            answered.store(true, Ordering::Relaxed);
                            inbox.result(Message::Background(background));
                        }
                        Heard::Events(events) => send(events),
                    },
                    Err(error) => return inbox.lost(error),
                }
            }
        })?;
        Ok(Self { asked: None, has_answered })
    }

    /// Has the terminal asked for its background.
    ///
    /// # Errors
    /// Where it does not take the question.
    pub fn ask_background(&mut self, session: &mut Session) -> io::Result<()> {
        session.ask_background()?;
        self.asked = Some(Instant::now());
        Ok(())
    }

    /// Waits a moment for an answer of the terminal that is still on its way: it would be typed into the shell.
    pub fn await_answer(&self) {
        /// How long after the question an answer may still come, and how long is waited for it.
        const LATE: Duration = Duration::from_secs(1);
        const WAIT: Duration = Duration::from_millis(100);
        let Some(asked) = self.asked else { return };
        let begun = Instant::now();
        while asked.elapsed() < LATE && begun.elapsed() < WAIT && !self.has_answered.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(2));
        }
    }
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) => Some(Message::Key(key)),
        // The pointer's way across the screen is of no interest, and would wake the loop at every cell.
        Event::Mouse(mouse) => {
            let idle = matches!(mouse.kind, MouseEventKind::Moved | MouseEventKind::Drag(_));
            (!idle).then_some(Message::Mouse(mouse))
        }
        Event::Paste(text) => Some(Message::Paste(text)),
        // Where there are signals, they tell of it too, and of sizes that were missed here.
        Event::Resize(width, height) => (!cfg!(unix)).then_some(Message::Resize { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}
