//! The loop: the only place where the reader meets the terminal, threads and signals.

use super::{
    Options,
    message::{Effect, Message},
    signals::{self, Signal},
    state::State,
    terminal::{Hold, Session},
    update::update,
    work::{self, Job},
};
use crate::{article::Source, error::Error};
use crossterm::event::{self, MouseEventKind};
use std::{
    io,
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender, TryRecvError},
    },
    thread,
};

/// Most events that are taken in before a frame is drawn, so that a flood of them does not freeze the screen.
const BATCH: usize = 256;

/// What the loop waits for.
pub enum Event {
    /// For the state.
    Message(Message),
    /// From the system.
    Signal(Signal),
    /// The keyboard is gone.
    Lost(io::Error),
}

/// Runs the reader on `sources` until the person quits, and gives the status to exit with: success, or 128 + n after
/// signal n. The terminal is as before when it returns.
///
/// # Errors
/// Where the first source cannot be loaded (before the screen is touched), or the terminal fails.
#[must_use = "the status tells whether a signal ended the reader"]
pub fn run(sources: &[Source], options: &Options) -> Result<ExitCode, Error> {
    let Some(first) = sources.first() else { return Ok(ExitCode::SUCCESS) };
    let article = first.load_first()?;
    let (sender, events) = mpsc::channel();
    let hold = Hold::default();
    // Before the terminal is taken, so that no signal finds it taken and nobody to give it back.
    signals::watch(sender.clone(), hold.clone()).map_err(Error::Terminal)?;
    let session = Session::enter(hold, options.mouse).map_err(Error::Terminal)?;
    let size = session.size().map_err(Error::Terminal)?;
    let names: Vec<String> = sources.iter().map(Source::name).collect();
    let mut state = State::new(article, &names, options, size);
    let mut reader = Loop { session, sources, sender, events, analyst: None };
    reader.run(&mut state).map_err(Error::Terminal)
}

struct Loop<'a> {
    session: Session,
    sources: &'a [Source],
    sender: Sender<Event>,
    events: Receiver<Event>,
    analyst: Option<Sender<Job>>,
}

impl Loop<'_> {
    fn run(&mut self, state: &mut State) -> io::Result<ExitCode> {
        self.session.draw(state)?;
        self.read_keys()?;
        let report = self.sender.clone();
        self.analyst = Some(work::analyst(move |message| drop(report.send(Event::Message(message))))?);
        self.carry_out(state, Effect::Analyse)?;
        loop {
            for event in self.next(state) {
                if let Some(status) = self.handle(state, event)? {
                    self.session.leave();
                    return Ok(status);
                }
            }
            self.draw(state)?;
        }
    }

    /// What has come in: at least one event, or leave to go on with what the state has to do.
    fn next(&self, state: &State) -> Vec<Event> {
        let first = if state.has_work() {
            match self.events.try_recv() {
                Ok(event) => event,
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => Event::Message(Message::Idle),
            }
        } else {
            // The loop holds a sender itself, so there is always one.
            self.events.recv().unwrap_or(Event::Message(Message::Idle))
        };
        std::iter::once(first).chain(self.events.try_iter().take(BATCH)).collect()
    }

    fn handle(&mut self, state: &mut State, event: Event) -> io::Result<Option<ExitCode>> {
        match event {
            Event::Message(message) => {
                // A terminal that shrank and grew again before anybody looked has the old size and not the old screen.
                if matches!(message, Message::Resize { .. }) {
                    self.session.clear()?;
                }
                update(state, message).map_or(Ok(None), |effect| self.carry_out(state, effect))
            }
            Event::Signal(Signal::End(number)) => {
                Ok(Some(ExitCode::from(u8::try_from(128 + number).unwrap_or(u8::MAX))))
            }
            Event::Signal(Signal::Stop) => self.suspend().map(|()| None),
            Event::Signal(Signal::Continued) => self.retake(state).map(|()| None),
            Event::Signal(Signal::Resized) => {
                let (width, height) = self.session.size()?;
                self.handle(state, Event::Message(Message::Resize { width, height }))
            }
            Event::Lost(error) => Err(error),
        }
    }

    fn carry_out(&mut self, state: &mut State, effect: Effect) -> io::Result<Option<ExitCode>> {
        match effect {
            Effect::Quit => return Ok(Some(ExitCode::SUCCESS)),
            Effect::Suspend => self.suspend()?,
            Effect::Redraw => self.session.clear()?,
            Effect::Copy(text) => self.session.copy(&text)?,
            Effect::CaptureMouse(mouse) => self.session.capture_mouse(mouse)?,
            Effect::Analyse => {
                if let Some(analyst) = &self.analyst {
                    let _ = analyst.send((state.generation, Arc::clone(&state.article)));
                }
            }
            Effect::Open(index) => {
                if let Some(source) = self.sources.get(index).cloned() {
                    let report = self.sender.clone();
                    work::open(index, source, move |message| drop(report.send(Event::Message(message))))?;
                }
            }
        }
        Ok(None)
    }

    /// Gives the terminal back and stops, where there is such a thing. That the process runs again is told by a
    /// signal, whoever stopped it, and the terminal is taken then.
    fn suspend(&self) -> io::Result<()> {
        if cfg!(unix) {
            self.session.leave();
            signals::stop()?;
        }
        Ok(())
    }

    fn retake(&mut self, state: &mut State) -> io::Result<()> {
        self.session.retake()?;
        self.fit(state)
    }

    fn draw(&mut self, state: &mut State) -> io::Result<()> {
        self.fit(state)?;
        self.session.draw(state)
    }

    /// Lets the state know the terminal's size, where news of a change has not come yet.
    fn fit(&mut self, state: &mut State) -> io::Result<()> {
        let (width, height) = self.session.size()?;
        if (width, height) != (state.screen.width, state.screen.height) {
            update(state, Message::Resize { width, height });
        }
        Ok(())
    }

    /// Starts to read the terminal. Where standard input is not one, the keyboard of the terminal is read all the same.
    fn read_keys(&self) -> io::Result<()> {
        let events = self.sender.clone();
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            loop {
                let event = match event::read() {
                    Ok(event) => message(event).map(Event::Message),
                    Err(error) => {
                        let _ = events.send(Event::Lost(error));
                        return;
                    }
                };
                if event.is_some_and(|event| events.send(event).is_err()) {
                    return;
                }
            }
        })?;
        Ok(())
    }
}

fn message(event: event::Event) -> Option<Message> {
    match event {
        event::Event::Key(key) => Some(Message::Key(key)),
        // The pointer's way across the screen is of no interest, and would wake the loop at every cell.
        event::Event::Mouse(mouse) => {
            let idle = matches!(mouse.kind, MouseEventKind::Moved | MouseEventKind::Drag(_));
            (!idle).then_some(Message::Mouse(mouse))
        }
        event::Event::Paste(text) => Some(Message::Paste(text)),
        // Where there are signals, they tell of it too, and of sizes that were missed here.
        event::Event::Resize(width, height) => (!cfg!(unix)).then_some(Message::Resize { width, height }),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}
