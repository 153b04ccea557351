//! Reads the terminal in a thread of its own: keys, pastes and mouse events become messages; answers of the terminal to
//! queries are told from keys.

use super::{inbox::Sender, message::Message};
use crate::reader::terminal::{
    Session,
    background::{Filtered, ReplyFilter},
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

/// How long the beginning of what may be an answer of the terminal is held back until the rest comes; otherwise it is input.
const HELD: Duration = Duration::from_millis(50);

/// The thread that reads the terminal.
#[derive(Debug)]
pub struct Keyboard {
    /// When the terminal was asked for its background.
    asked: Option<Instant>,
    has_answered: Arc<AtomicBool>,
    gate: Arc<Gate>,
}

/// Stops the thread from reading while another program has the terminal.
#[derive(Debug, Default)]
struct Gate {
    state: Mutex<Closed>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Closed {
    /// Whether the thread must not read.
    is_closed: bool,
    /// Whether the thread waits at the gate, and so does not read.
    is_waited_at: bool,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, Closed> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while the gate is closed.
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
    /// Stops reading until [`Keyboard::go_on`]. The thread is woken from its blocking read by a SIGWINCH that the process
    /// sends to itself.
    #[cfg(unix)]
    pub fn pause(&self) {
        /// How long to wait until the thread stands at the gate.
        const PATIENCE: Duration = Duration::from_secs(1);
        self.gate.lock().is_closed = true;
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::WINCH);
        let state = self.gate.lock();
        drop(self.gate.news.wait_timeout_while(state, PATIENCE, |state| !state.is_waited_at));
    }

    /// Reads again.
    #[cfg(unix)]
    pub fn go_on(&self) {
        self.gate.lock().is_closed = false;
        self.gate.news.notify_all();
    }

    /// Starts to read the terminal: the controlling terminal where standard input is not one.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn read(inbox: Sender) -> io::Result<Self> {
        let has_answered = Arc::new(AtomicBool::new(false));
        let answered = Arc::clone(&has_answered);
        let gate = Arc::new(Gate::default());
        let own = Arc::clone(&gate);
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            let mut answers = ReplyFilter::default();
            let send = |events: Vec<Event>| {
                events.into_iter().filter_map(message).for_each(|message| inbox.input(message));
            };
            loop {
                own.pass();
                // What was held back is input if no more of an answer follows.
                if answers.is_waiting() && !event::poll(HELD).unwrap_or(true) {
                    send(answers.flush());
                }
                match event::read() {
                    Ok(event) => match answers.take(event) {
                        Filtered::Background(background) => {
                            answered.store(true, Ordering::Relaxed);
                            inbox.result(Message::Background(background));
                        }
                        Filtered::Events(events) => send(events),
                    },
                    Err(error) => return inbox.lost(error),
                }
            }
        })?;
        Ok(Self { asked: None, has_answered, gate })
    }

    /// Asks the terminal for its background.
    ///
    /// # Errors
    /// Where the query cannot be written.
    pub fn ask_background(&mut self, session: &mut Session) -> io::Result<()> {
        session.ask_background()?;
        self.asked = Some(Instant::now());
        Ok(())
    }

    /// Waits a moment for an answer of the terminal that is still on its way; otherwise the shell would get it as input.
    pub fn await_answer(&self) {
        /// How long after the query an answer is expected, and how long to wait for it.
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
        // Movement without a pressed left button means nothing here, and would wake the loop at every cell.
        Event::Mouse(mouse) => {
            let idle = match mouse.kind {
                MouseEventKind::Moved => true,
                MouseEventKind::Drag(button) => button != MouseButton::Left,
                _ => false,
            };
            (!idle).then_some(Message::Mouse(mouse))
        }
        Event::Paste(text) => Some(Message::Paste(text)),
        // On Unix, SIGWINCH reports every resize, also those that are missed here.
        Event::Resize(width, height) => (!cfg!(unix)).then_some(Message::Resize { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}
