//! The loop: takes in events, draws the state, and carries out effects in the terminal, in threads and on stores, since the
//! state does no I/O.
//!
//! Each turn takes in the events that have come, for no longer than a slice of a frame, in the order of the inbox, and then
//! draws.

mod external;
mod keeping;

use super::{
    annotations_thread::{AnnotationsThread, Task},
    history_thread::{HistoryStores, HistoryThread},
    inbox::{Event, Inbox},
    keyboard::Keyboard,
    library_queries::LibraryQueries,
    library_thread::LibraryThread,
    message::{Effect, Message},
    positions_thread::PositionsThread,
    signals::{self, Signal},
    start::{Loading, Start},
    state::{State, View},
    update::update,
    watch,
    work::{self, Job},
};
use crate::{
    analysis::Architecture,
    color::ColorDepth,
    error::Error,
    fetch::Cancel,
    memory::Looks,
    reader::{
        Options, Stores,
        article::position::HasPosition,
        library,
        list::{EntryId, Origin, Sort},
        terminal::{Hold, Session, is_gone},
    },
    settings::{Clipboard, Keep},
    source::Source,
};
use crossterm::event::KeyCode;
use std::{
    io,
    process::ExitCode,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

/// SIGHUP, which reports that the terminal is gone.
const HANG_UP: i32 = 1;

/// How long events are taken in before a frame is drawn, so that a flood of them does not freeze the screen: half a frame at
/// 60 Hz.
const SLICE: Duration = Duration::from_millis(8);

/// Least time between two frames that show new surveys. More frames could not be read, and would keep the terminal busy.
const SURVEY_INTERVAL: Duration = Duration::from_millis(100);

/// Runs the reader from `start` until the person quits or a signal ends it, and gives the exit status: success, or 128 + n
/// after signal n. What is to be kept between runs goes into `stores`. On return, the terminal is as it was before.
///
/// # Errors
/// Where the only article, on the web, cannot be fetched, the terminal fails, or corrections, highlights or looks could not
/// be saved.
#[must_use = "the status tells whether a signal ended the reader"]
pub fn run(start: Start, options: &Options, stores: Stores) -> Result<ExitCode, Error> {
    let inbox = Inbox::default();
    let hold = Hold::default();
    // Signals are watched before the terminal is taken, so that none can end the process without giving it back.
    signals::watch(inbox.sender(), hold.clone()).map_err(Error::Terminal)?;
    let session = Session::enter(hold, options.mouse, options.hyperlinks).map_err(Error::Terminal)?;
    let size = session.size().map_err(Error::Terminal)?;
    let (mut state, loading) = match start {
        Start::Article(article, list) => (State::reading(*article, list, options, size), None),
        Start::List(list) => (State::choosing(list, options, size), None),
        Start::Library => (State::asking(options, size), None),
        Start::Loading(list, loading, part) => (State::opening(list, part, options, size), Some(loading)),
    };
    let mut reader = Loop::new(session, inbox, options);
    let status = reader.run(&mut state, stores, loading);
    reader.keep_position(&mut state);
    let looks = reader.keep_looks(&state);
    let failure = reader.failure.take();
    reader.finish(&state)?;
    looks?;
    let status = match status {
        // SIGHUP, which would have told it, may come later or never.
        Err(error) if is_gone(&error) => after_signal(HANG_UP),
        status => status.map_err(Error::Terminal)?,
    };
    failure.map_or(Ok(status), |words| Err(Error::Open { words }))
}

struct Loop {
    session: Session,
    inbox: Inbox,
    /// The kind of model that finds quotes and speakers.
    architecture: Architecture,
    /// Whether the terminal is asked for its background.
    asks_background: bool,
    /// The keyboard, once it is being read.
    keyboard: Option<Keyboard>,
    /// The way by which text is copied.
    clipboard: Clipboard,
    /// Which articles go into the library.
    keep: Keep,
    analyst: Option<mpsc::Sender<Job>>,
    annotations: Option<AnnotationsThread>,
    /// Positions and marks, where they are kept.
    positions: Option<PositionsThread>,
    /// What was read and opened, and the reading list.
    history: Option<HistoryThread>,
    /// The store for widths and the order of lists, where they are kept.
    looks: Option<Looks>,
    /// The width in the settings, and the measure, sidebar and order at the start, to know what was changed in this run.
    width: Option<u16>,
    initial_looks: (u16, i16, Sort),
    /// The thread that puts articles into the library.
    library: Option<LibraryThread>,
    /// The questions of the library screen.
    library_queries: LibraryQueries,
    /// Cancels what is being loaded.
    opening: Cancel,
    /// Whether standard input has been loaded or is being loaded: it can be read only once.
    stdin_is_taken: bool,
    /// The lists whose articles are being analysed.
    surveys: Vec<(u64, Cancel)>,
    /// Until when new surveys are not shown.
    surveys_due: Option<Instant>,
    /// Why the reader ends with an error.
    failure: Option<String>,
}

impl Loop {
    fn new(session: Session, inbox: Inbox, options: &Options) -> Self {
        Self {
            session,
            inbox,
            architecture: options.architecture,
            // With one theme for both backgrounds, or without colour, the answer would change nothing.
            asks_background: options.colors != ColorDepth::None
                && options.themes.light != options.themes.dark,
            keyboard: None,
            clipboard: options.clipboard,
            keep: options.library,
            analyst: None,
            annotations: None,
            positions: None,
            history: None,
            looks: None,
            width: None,
            initial_looks: (options.measure, options.sidebar, options.sort),
            library: None,
            library_queries: LibraryQueries::default(),
            opening: Cancel::default(),
            stdin_is_taken: false,
            surveys: Vec::new(),
            surveys_due: None,
            failure: None,
        }
    }

    fn run(&mut self, state: &mut State, stores: Stores, loading: Option<Loading>) -> io::Result<ExitCode> {
        self.session.draw(state)?;
        let mut keyboard = Keyboard::read(self.inbox.sender())?;
        if self.asks_background {
            keyboard.ask_background(&mut self.session)?;
        }
        self.keyboard = Some(keyboard);
        self.analyst = Some(work::analyst(self.architecture, self.report())?);
        self.annotations =
            Some(AnnotationsThread::start((stores.corrections, stores.highlights), self.report())?);
        self.positions =
            stores.positions.map(|store| PositionsThread::start(store, self.report())).transpose()?;
        let history = HistoryStores::new((stores.read, stores.lately, stores.later), self.keep);
        self.history = Some(HistoryThread::start(history, self.report())?);
        (self.looks, self.width) = (stores.looks, stores.width);
        self.library = Some(LibraryThread::start(self.architecture, self.report())?);
        if let Some(Origin::Source(Source::Path(path))) =
            state.list.entries.first().map(|entry| &entry.origin).filter(|_| state.follows)
        {
            watch::watch(path.clone(), self.report())?;
        }
        let first = match (state.list.at, loading) {
            (_, Some(loading)) => {
                self.stdin_is_taken = true;
                loading.report(EntryId { list: state.list.id, index: 0 }, self.report())?;
                None
            }
            (Some(_), None) => Some(Effect::Analyse),
            (None, None) if state.view == View::Library => Some(library::update::open(state)),
            (None, None) if !state.list.entries.is_empty() && !state.list.has_choice() => {
                update(state, Message::Key(KeyCode::Enter.into()))
            }
            (None, None) => None,
        };
        if let Some(first) = first {
            self.carry_out(state, first)?;
            self.draw(state)?;
        }
        loop {
            if let Some(status) = self.turn(state)? {
                if let Some(keyboard) = &self.keyboard {
                    keyboard.await_answer();
                }
                self.session.leave();
                return Ok(status);
            }
            self.draw(state)?;
        }
    }

    /// A function that puts results of other threads into the inbox.
    fn report(&self) -> impl Fn(Message) + Send + 'static {
        let sender = self.inbox.sender();
        move |message| sender.result(message)
    }

    /// Gives the terminal back, then waits until all that was sent to the stores is written.
    ///
    /// # Errors
    /// Where corrections or highlights could not be saved and the person was not told on the screen.
    fn finish(mut self, state: &State) -> Result<(), Error> {
        self.session.leave();
        self.annotations = None;
        self.positions = None;
        self.history = None;
        let results = self.inbox.results();
        // The last correction may have been saved only now; it belongs into the library too.
        let is_of_open = |message: &Message| matches!(message, Message::Corrections { generation, outcome: Ok(_), .. } if *generation == state.open.generation);
        if results.iter().any(is_of_open) {
            self.keep_reading(state);
        }
        self.library = None;
        let failed = results.into_iter().find_map(|message| match message {
            Message::Corrections { outcome: Err(reason), .. }
            | Message::Highlights { outcome: Err(reason), .. } => Some(reason),
            _ => None,
        });
        failed.map_or(Ok(()), |reason| Err(Error::Unsaved { reason }))
    }

    /// Takes in the events that have come; where there is none and the state has work, does the next part of it. Gives the
    /// exit status if one of them ends the reader.
    fn turn(&mut self, state: &mut State) -> io::Result<Option<ExitCode>> {
        let mut next = if state.has_work() {
            Some(self.inbox.next(self.surveys_due).unwrap_or(Event::Message(Message::Idle)))
        } else {
            Some(self.inbox.wait(self.surveys_due))
        };
        let begun = Instant::now();
        let mut surveyed = false;
        while let Some(event) = next {
            surveyed |= matches!(event, Event::Message(Message::Surveyed { .. }));
            if let Some(status) = self.handle(state, event)? {
                return Ok(Some(status));
            }
            next = if begun.elapsed() < SLICE { self.inbox.next(self.surveys_due) } else { None };
        }
        if surveyed {
            // While more surveys wait than fit into a slice, the next turn takes them without delay.
            self.surveys_due = (!self.inbox.has_surveys()).then(|| Instant::now() + SURVEY_INTERVAL);
        }
        self.surveys.retain(|(list, cancel)| {
            let is_there = state.has_list(*list);
            if !is_there {
                cancel.cancel();
            }
            is_there
        });
        Ok(None)
    }

    fn handle(&mut self, state: &mut State, event: Event) -> io::Result<Option<ExitCode>> {
        match event {
            Event::Message(message) => {
                // A terminal that shrank and grew back before the next frame has its old size but not its old content.
                if matches!(message, Message::Resize { .. }) {
                    self.session.clear();
                }
                let is_news = matches!(
                    message,
                    Message::Analysed { .. } | Message::Corrections { .. } | Message::Deferred { .. }
                );
                let effect = update(state, message);
                if is_news {
                    self.keep_reading(state);
                }
                self.send_to_stores(state);
                effect.map_or(Ok(None), |effect| self.carry_out(state, effect))
            }
            Event::Signal(Signal::End(number)) => Ok(Some(after_signal(number))),
            Event::Signal(Signal::Stop) => {
                self.session.leave();
                thread::sleep(signals::DUPLICATE_DELAY);
                self.suspend().map(|()| None)
            }
            Event::Signal(Signal::Continued) => self.session.retake().map(|()| None),
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
            Effect::Redraw => self.session.clear(),
            Effect::Copy(text) => self.copy(state, text)?,
            Effect::CopyByTerminal(text) => self.session.copy(&text)?,
            Effect::Share { name, command, text } => work::share(name, command, text, self.report())?,
            Effect::Pipe { command, text } => self.pipe(state, &command, text)?,
            Effect::Export(format) => {
                if let Some(findings) = state.open.findings.clone() {
                    let (article, highlights) =
                        (Arc::clone(&state.open.article), state.open.highlights.list.clone());
                    work::export(format, article, findings, highlights, self.report())?;
                }
            }
            Effect::CaptureMouse(mouse) => self.session.capture_mouse(mouse)?,
            Effect::Analyse => {
                // The text is drawn before the analysis takes a core.
                self.draw(state)?;
                if let Some(analyst) = &self.analyst {
                    let _ = analyst.send((state.open.generation, Arc::clone(&state.open.article)));
                }
                self.keep(state, Task::Corrections(None));
                self.keep(state, Task::Highlights(None));
                if let Some(positions) =
                    self.positions.as_ref().filter(|_| state.open.has_position == HasPosition::Unknown)
                {
                    positions.ask(state.open.generation, Arc::clone(&state.open.article));
                }
            }
            Effect::Keep(change) => self.keep(state, Task::Corrections(Some(change))),
            Effect::KeepHighlight(change) => self.keep(state, Task::Highlights(Some(change))),
            Effect::Open { entry, refetch } => self.open(state, entry, refetch)?,
            Effect::Abandon => self.opening.cancel(),
            Effect::Survey => {
                let (id, entries) = (state.list.id, &state.list.entries);
                let wanted = entries.iter().enumerate().filter(|(_, item)| item.can_be_surveyed());
                let articles = wanted.map(|(index, item)| (EntryId { list: id, index }, item.origin.clone()));
                let (cancel, inbox) = (Cancel::default(), self.inbox.sender());
                self.surveys.push((id, cancel.clone()));
                work::survey(articles.collect(), cancel, move |message| inbox.survey(message))?;
            }
            Effect::AskReadingList => self.history.iter().for_each(HistoryThread::ask_list),
            Effect::AskLibrary(question) => self.library_queries.ask(question, self.report())?,
            Effect::Browse(address) => work::browse(address, self.report())?,
            Effect::GiveUp(words) => {
                self.failure = Some(words);
                return Ok(Some(ExitCode::FAILURE));
            }
        }
        Ok(None)
    }

    fn open(&mut self, state: &State, entry: EntryId, refetch: bool) -> io::Result<()> {
        self.opening.cancel();
        self.opening = Cancel::default();
        let Some(origin) = state.list.entries.get(entry.index).map(|item| item.origin.clone()) else {
            return Ok(());
        };
        let mut cancel = self.opening.clone();
        if origin == Origin::Source(Source::Stdin) {
            // What was read of it would be lost with a cancelled load, so it is read to its end.
            cancel = Cancel::default();
            if std::mem::replace(&mut self.stdin_is_taken, true) {
                return Ok(());
            }
        }
        work::open(entry, origin, refetch, cancel, self.report())
    }

    /// Gives the terminal back and stops the process, where the system can. SIGCONT tells when it goes on, whoever stopped
    /// it, and the terminal is taken again then.
    fn suspend(&self) -> io::Result<()> {
        if cfg!(unix) {
            self.session.leave();
            // SIGTSTP may have come twice: from the terminal and from the guardian.
            self.inbox.forget(Signal::Stop);
            signals::stop()?;
        }
        Ok(())
    }

    fn draw(&mut self, state: &mut State) -> io::Result<()> {
        self.fit(state)?;
        self.session.draw(state)
    }

    /// Tells the state the terminal's size where it has changed and the event has not come yet.
    fn fit(&mut self, state: &mut State) -> io::Result<()> {
        let (width, height) = self.session.size()?;
        if (width, height) != (state.screen.width, state.screen.height) {
            update(state, Message::Resize { width, height });
        }
        Ok(())
    }
}

/// The exit status after a signal.
fn after_signal(number: i32) -> ExitCode {
    ExitCode::from(u8::try_from(128 + number).unwrap_or(u8::MAX))
}
