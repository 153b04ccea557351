//! The loop: the only place where the reader meets the terminal, threads and signals.

use super::{
    Options,
    message::{Effect, Message},
    shelf::Slot,
    signals::{self, Signal},
    start::Start,
    state::State,
    terminal::{Hold, Session},
    update::update,
    work::{self, Errand, Job, Keeper},
};
use crate::{
    corrections::{Change, Store},
    error::Error,
    fetch::Cancel,
};
use crossterm::event::{self, KeyCode, MouseEventKind};
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

/// Runs the reader from `start` until the person quits, and gives the status to exit with: success, or 128 + n after
/// signal n. Corrections are kept in `store`. The terminal is as before when it returns.
///
/// # Errors
/// Where the only article, on the web, cannot be fetched, the terminal fails, or a correction made last could not be
/// saved.
#[must_use = "the status tells whether a signal ended the reader"]
pub fn run(start: Start, options: &Options, store: Option<Store>) -> Result<ExitCode, Error> {
    let (sender, events) = mpsc::channel();
    let hold = Hold::default();
    // Before the terminal is taken, so that no signal finds it taken and nobody to give it back.
    signals::watch(sender.clone(), hold.clone()).map_err(Error::Terminal)?;
    let session = Session::enter(hold, options.mouse, options.hyperlinks).map_err(Error::Terminal)?;
    let size = session.size().map_err(Error::Terminal)?;
    let mut state = match start {
        Start::Article(article, shelf) => State::reading(*article, shelf, options, size),
        Start::List(shelf) => State::choosing(shelf, options, size),
    };
    let opening = Cancel::default();
    let mut reader = Loop { session, sender, events, analyst: None, keeper: None, opening, failure: None };
    let status = reader.run(&mut state, store);
    let failure = reader.failure.take();
    reader.finish()?;
    let status = status.map_err(Error::Terminal)?;
    failure.map_or(Ok(status), |words| Err(Error::Open { words }))
}

struct Loop {
    session: Session,
    sender: Sender<Event>,
    events: Receiver<Event>,
    analyst: Option<Sender<Job>>,
    keeper: Option<Keeper>,
    /// What is being loaded.
    opening: Cancel,
    /// Why there is nothing to show.
    failure: Option<String>,
}

impl Loop {
    fn run(&mut self, state: &mut State, store: Option<Store>) -> io::Result<ExitCode> {
        self.session.draw(state)?;
        self.read_keys()?;
        self.analyst = Some(work::analyst(self.report())?);
        self.keeper = Some(Keeper::start(store, self.report())?);
        let first = match state.shelf.at {
            Some(_) => Some(Effect::Analyse),
            None if state.shelf.items.len() == 1 => update(state, Message::Key(KeyCode::Enter.into())),
            None => None,
        };
        if let Some(first) = first {
            self.carry_out(state, first)?;
            self.draw(state)?;
        }
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

    /// Takes messages for the state from other threads.
    fn report(&self) -> impl Fn(Message) + Send + 'static {
        let sender = self.sender.clone();
        move |message| drop(sender.send(Event::Message(message)))
    }

    /// Waits until all corrections are kept. The terminal is given back before, so nobody waits in front of a dead screen.
    ///
    /// # Errors
    /// Where one of them could not be saved, and nobody has been told.
    fn finish(mut self) -> Result<(), Error> {
        self.session.leave();
        self.keeper = None;
        let failed = self.events.try_iter().find_map(|event| match event {
            Event::Message(Message::Corrections { outcome: Err(reason), .. }) => Some(reason),
            _ => None,
        });
        failed.map_or(Ok(()), |reason| Err(Error::Unsaved { reason }))
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
                self.keep(state, None);
            }
            Effect::Keep(change) => self.keep(state, Some(change)),
            Effect::Open { slot, anew } => {
                self.opening.cancel();
                self.opening = Cancel::default();
                if let Some(origin) = state.shelf.items.get(slot.index).map(|item| item.origin.clone()) {
                    work::open(slot, origin, anew, self.opening.clone(), self.report())?;
                }
            }
            Effect::Abandon => self.opening.cancel(),
            Effect::Survey => {
                let (id, items) = (state.shelf.id, &state.shelf.items);
                let wanted = items.iter().enumerate().filter(|(_, item)| item.can_be_surveyed());
                let articles = wanted.map(|(index, item)| (Slot { shelf: id, index }, item.origin.clone()));
                work::survey(articles.collect(), self.report())?;
            }
            Effect::Browse(address) => work::browse(address, self.report())?,
            Effect::GiveUp(words) => {
                self.failure = Some(words);
                return Ok(Some(ExitCode::FAILURE));
            }
        }
        Ok(None)
    }

    fn keep(&self, state: &State, change: Option<Change>) {
        let (generation, revision) = (state.generation, state.corrections.revision);
        if let Some(keeper) = &self.keeper {
            keeper.send(Errand { generation, revision, article: Arc::clone(&state.article), change });
        }
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
