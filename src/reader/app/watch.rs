//! Watches a file for changes by polling.

use super::{message::Message, work};
use std::{fs, io, path::PathBuf, thread, time::Duration};

/// Time between two looks at the file.
const PAUSE: Duration = Duration::from_millis(500);

/// Reports [`Message::Changed`] each time the length or the modification time of the file at `path` has changed.
///
/// # Errors
/// Where no thread can be started.
pub fn watch(path: PathBuf, report: impl Fn(Message) + Send + 'static) -> io::Result<()> {
    // None for the moment in which a file that is being replaced does not exist.
    let look = move || {
        let file = fs::metadata(&path).ok()?;
        Some((file.len(), file.modified().ok()?))
    };
    let mut before = look();
    work::background(move || {
        loop {
            thread::sleep(PAUSE);
            let now = look();
            if now.is_some() && now != before {
                before = now;
                report(Message::Changed);
            }
        }
    })
    .map(drop)
}
