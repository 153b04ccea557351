//! A thread beside the loop that does one thing after the other.

use super::work::background;
use std::{
    io,
    ops::ControlFlow,
    sync::mpsc::{self, Sender},
    thread::JoinHandle,
};

/// Does what is sent to it, in the order in which it comes. All that was sent is done before it is dropped.
#[derive(Debug)]
pub struct Worker<T> {
    errands: Option<Sender<T>>,
    thread: Option<JoinHandle<()>>,
}

impl<T: Send + 'static> Worker<T> {
    /// Starts the thread, which has each errand done by `work` until that breaks off.
    pub fn start(work: impl FnMut(T) -> ControlFlow<()> + Send + 'static) -> io::Result<Self> {
        let (sender, errands) = mpsc::channel::<T>();
        let thread = background(move || {
            let _ = errands.into_iter().try_for_each(work);
        })?;
        Ok(Self { errands: Some(sender), thread: Some(thread) })
    }

    /// Has an errand done; passed over where the thread has broken off.
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
