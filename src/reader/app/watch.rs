//! Looking whether a file has changed.

use super::{message::Message, work};
use std::{fs, io, path::PathBuf, thread, time::Duration};

/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Reports [`Message::Changed`] each time the file at `path` has another length or was written to.
///
/// # Errors
/// Where there is no thread for it.
pub fn watch(path: PathBuf, report: impl Fn(Message) + Send + 'static) -> io::Result<()> {
    // A file that is being replaced is not there for a moment.
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
