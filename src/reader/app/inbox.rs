//! The queue of events that the loop reads, in order of priority: signals, then input of the person, then results of what
//! was asked for, and last surveys (analyses of the articles on a list, which nobody has asked for one by one). So a key
//! never waits for results, however many there are.

use crate::reader::app::{message::Message, signals::Signal};
use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Most events of input that wait here. When it is full, the thread of the keyboard waits and the terminal buffers, so that
/// a flood of input takes no memory.
const FULL: usize = 1024;

/// One item for the loop.
#[derive(Debug)]
pub enum Event {
    /// A signal from the operating system.
    Signal(Signal),
    /// A message for the state.
    Message(Message),
    /// The terminal cannot be read any more, for this reason.
    Lost(io::Error),
}

/// The receiving end, which the loop has.
#[derive(Debug, Default)]
pub struct Inbox(Arc<Shared>);

/// The sending end, for the threads that produce events.
#[derive(Debug, Clone)]
pub struct Sender(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    queues: Mutex<Queues>,
    /// Notified when an event is put in.
    news: Condvar,
    /// Notified when an event is taken out, for a sender that waits because the queue of input is full.
    room: Condvar,
}

#[derive(Debug, Default)]
struct Queues {
    /// Each signal at most once, so that repeated ones are not queued.
    signals: VecDeque<Signal>,
    input: VecDeque<Event>,
    results: VecDeque<Message>,
    surveys: VecDeque<Message>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queues {
    /// Takes out the event with the highest priority; a survey only if surveys are `due`.
    fn take(&mut self, due: bool) -> Option<Event> {
        let signal = self.signals.pop_front().map(Event::Signal);
        let asked = signal.or_else(|| self.input.pop_front());
        let asked = asked.or_else(|| self.results.pop_front().map(Event::Message));
        asked.or_else(|| if due { self.surveys.pop_front().map(Event::Message) } else { None })
    }
}

impl Inbox {
    /// A sending end.
    pub fn sender(&self) -> Sender {
        Sender(Arc::clone(&self.0))
    }

    /// The next event, if there is one. Surveys are held back until the time `surveys_due`.
    pub fn next(&self, surveys_due: Option<Instant>) -> Option<Event> {
        let event = self.0.lock().take(surveys_due.is_none_or(|end| end <= Instant::now()));
        self.0.room.notify_one();
        event
    }

    /// The next event; waits until there is one. Surveys are held back until the time `surveys_due`.
    pub fn wait(&self, surveys_due: Option<Instant>) -> Event {
        let mut queues = self.0.lock();
        loop {
            let left =
                surveys_due.map_or(Duration::ZERO, |end| end.saturating_duration_since(Instant::now()));
            if let Some(event) = queues.take(left.is_zero()) {
                self.0.room.notify_one();
                return event;
            }
            queues = if queues.surveys.is_empty() {
                self.0.news.wait(queues).unwrap_or_else(PoisonError::into_inner)
            } else {
                self.0.news.wait_timeout(queues, left).unwrap_or_else(PoisonError::into_inner).0
            };
        }
    }

    /// Whether a survey is queued.
    pub fn has_surveys(&self) -> bool {
        !self.0.lock().surveys.is_empty()
    }

    /// Removes `signal` from the queue.
    pub fn forget(&self, signal: Signal) {
        self.0.lock().signals.retain(|&other| other != signal);
    }

    /// Whether a signal to end is queued.
    pub fn is_ending(&self) -> bool {
        self.0.lock().signals.iter().any(|signal| matches!(signal, Signal::End(_)))
    }

    /// Takes out all results that are queued.
    pub fn results(&self) -> VecDeque<Message> {
        std::mem::take(&mut self.0.lock().results)
    }
}

impl Sender {
    fn put(&self, put: impl FnOnce(&mut Queues)) {
        put(&mut self.0.lock());
        self.0.news.notify_one();
    }

    /// Queues a signal, unless it is queued already.
    pub fn signal(&self, signal: Signal) {
        self.put(|queues| {
            if !queues.signals.contains(&signal) {
                queues.signals.push_back(signal);
            }
        });
    }

    /// Queues input of the person. Blocks while the queue of input is full.
    pub fn input(&self, message: Message) {
        let mut queues = self.0.lock();
        while queues.input.len() >= FULL {
            queues = self.0.room.wait(queues).unwrap_or_else(PoisonError::into_inner);
        }
        queues.input.push_back(Event::Message(message));
        self.0.news.notify_one();
    }

    /// Queues the error after which no input can be read.
    pub fn lost(&self, error: io::Error) {
        self.put(|queues| queues.input.push_back(Event::Lost(error)));
    }

    /// Queues the result of something that was asked for.
    pub fn result(&self, message: Message) {
        self.put(|queues| queues.results.push_back(message));
    }

    /// Queues the survey of an article on a list.
    pub fn survey(&self, message: Message) {
        self.put(|queues| queues.surveys.push_back(message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn note(words: &str) -> Message {
        Message::Note(words.to_owned())
    }

    /// The texts of the events that come out while surveys are held back until `surveys_due`.
    fn out(inbox: &Inbox, surveys_due: Option<Instant>) -> Vec<String> {
        let words = |event| match event {
            Event::Message(Message::Note(words)) => words,
            other => format!("{other:?}"),
        };
        std::iter::from_fn(|| inbox.next(surveys_due)).map(words).collect()
    }

    #[test]
    fn keys_come_before_results_and_signals_before_keys() {
        let inbox = Inbox::default();
        let sender = inbox.sender();
        sender.survey(note("survey"));
        sender.result(note("result"));
        sender.input(note("first key"));
        sender.input(note("second key"));
        sender.signal(Signal::Stop);
        let expected = ["Signal(Stop)", "first key", "second key", "result", "survey"];
        assert_eq!(out(&inbox, None), expected);
    }

    #[test]
    fn what_nobody_asked_for_waits_until_it_is_due() {
        let inbox = Inbox::default();
        inbox.sender().survey(note("survey"));
        let far = Instant::now() + Duration::from_hours(1);
        assert_eq!(out(&inbox, Some(far)), [""; 0]);
        assert!(inbox.has_surveys());
        let soon = Instant::now() + Duration::from_millis(1);
        assert!(matches!(inbox.wait(Some(soon)), Event::Message(_)));
    }

    #[test]
    fn a_flood_of_signals_is_one_and_a_flood_of_keys_waits_outside() {
        let inbox = Inbox::default();
        let sender = inbox.sender();
        for _ in 0..100 {
            sender.signal(Signal::Resized);
        }
        assert_eq!(out(&inbox, None), ["Signal(Resized)"]);
        let keys = 3 * FULL;
        let typist = thread::spawn(move || (0..keys).for_each(|_| sender.input(note("key"))));
        let mut most = 0;
        for _ in 0..keys {
            most = most.max(inbox.0.lock().input.len());
            inbox.wait(None);
        }
        typist.join().unwrap();
        assert!(most <= FULL);
    }

    #[test]
    fn a_signal_can_be_taken_back() {
        let inbox = Inbox::default();
        inbox.sender().signal(Signal::Stop);
        inbox.sender().signal(Signal::Continued);
        inbox.forget(Signal::Stop);
        assert_eq!(out(&inbox, None), ["Signal(Continued)"]);
    }
}
