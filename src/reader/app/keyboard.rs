//! The keyboard: what is typed, pasted and done with the mouse becomes messages; what the terminal answers does not.

use super::{inbox::Sender, message::Message};
use crate::reader::terminal::{
    Session,
    background::{Answers, Heard},
};
use crossterm::event::{self, Event, MouseButton, MouseEventKind};
use std::{
    io,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
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
    gate: Arc<Gate>,
}

/// Keeps the thread from reading while another has the terminal.
#[derive(Debug, Default)]
struct Gate {
    state: Mutex<Closed>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Closed {
    /// Whether nothing may be read.
    is_closed: bool,
    /// Whether the thread has come to the gate and reads nothing.
    is_waited_at: bool,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, Closed> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while it is closed.
    fn pass(&self) {
        let mut state = self.lock();
        while state.is_closed {
            state.is_waited_at = true;
            self.news.notify_all();
            state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.is_waited_at = false;
    }
}

impl Keyboard {
    /// Has no key read until [`Keyboard::go_on`]. What wakes the thread is news of the size of the terminal, which it has from a
    /// signal.
    #[cfg(unix)]
    pub fn pause(&self) {
        /// How long to wait for the thread.
        const PATIENCE: Duration = Duration::from_secs(1);
        self.gate.lock().is_closed = true;
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::WINCH);
        let state = self.gate.lock();
        drop(self.gate.news.wait_timeout_while(state, PATIENCE, |state| !state.is_waited_at));
    }

    /// Has keys read again.
    #[cfg(unix)]
    pub fn go_on(&self) {
        self.gate.lock().is_closed = false;
        self.gate.news.notify_all();
    }

    /// Starts to read the terminal. Where standard input is not one, the keyboard of the terminal is read all the same.
    ///
    /// # Errors
    /// Where there can be no thread.
    pub fn read(inbox: Sender) -> io::Result<Self> {
        let has_answered = Arc::new(AtomicBool::new(false));
        let answered = Arc::clone(&has_answered);
        let gate = Arc::new(Gate::default());
        let own = Arc::clone(&gate);
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            let mut answers = Answers::default();
            let send = |events: Vec<Event>| {
                events.into_iter().filter_map(message).for_each(|message| inbox.input(message));
            };
            loop {
                own.pass();
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
        Ok(Self { asked: None, has_answered, gate })
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
        // The pointer's way across the screen is of no interest unless something is held, and would wake the loop at every cell.
        Event::Mouse(mouse) => {
            let idle = match mouse.kind {
                MouseEventKind::Moved => true,
                MouseEventKind::Drag(button) => button != MouseButton::Left,
                _ => false,
            };
            (!idle).then_some(Message::Mouse(mouse))
        }
        Event::Paste(text) => Some(Message::Paste(text)),
        // Where there are signals, they tell of it too, and of sizes that were missed here.
        Event::Resize(width, height) => (!cfg!(unix)).then_some(Message::Resize { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}
