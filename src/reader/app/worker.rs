//! A background thread that carries out requests in sequence.

use super::work::background;
use std::{
    io,
    ops::ControlFlow,
    sync::mpsc::{self, Sender},
    thread::JoinHandle,
};

/// Carries out what is sent to it, in order. Dropping it waits until all of that is done.
#[derive(Debug)]
pub struct Worker<T> {
    errands: Option<Sender<T>>,
    thread: Option<JoinHandle<()>>,
}

impl<T: Send + 'static> Worker<T> {
    /// Starts the thread, which calls `work` with each request until it breaks.
    pub fn start(work: impl FnMut(T) -> ControlFlow<()> + Send + 'static) -> io::Result<Self> {
        let (sender, errands) = mpsc::channel::<T>();
        let thread = background(move || {
            let _ = errands.into_iter().try_for_each(work);
        })?;
        Ok(Self { errands: Some(sender), thread: Some(thread) })
    }

    /// Queues a request; ignored where the thread has ended.
    pub fn send(&self, errand: T) {
        if let Some(errands) = &self.errands {
            let _ = errands.send(errand);
        }
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        self.errands = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
