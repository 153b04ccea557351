//! Reads a stream that is shown while it arrives.

use super::{InputError, input};
use std::{
    io::{self, ErrorKind, Read},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// After a pause of this length in the stream, what has arrived is shown.
const PAUSE: Duration = Duration::from_millis(300);
/// The shortest time between two updates while the stream has no pauses.
const UPDATE_INTERVAL: Duration = Duration::from_secs(1);

/// Reads `stream` to its end. Meanwhile `each` is called with all complete lines that have arrived, whenever the stream
/// pauses, or the lines have grown by a quarter. `name` is for errors.
///
/// # Errors
/// Where the stream cannot be read, or exceeds the limit on inputs.
pub(super) fn read(
    stream: impl Read + Send + 'static,
    name: &str,
    mut each: impl FnMut(&[u8]),
) -> Result<Vec<u8>, InputError> {
    let failed = |source| InputError::Read { name: name.to_owned(), source };
    let (sender, chunks) = mpsc::channel();
    thread::Builder::new().spawn(move || pass_on(stream, &sender)).map_err(failed)?;
    let (mut bytes, mut shown, mut since) = (Vec::new(), 0, Instant::now());
    loop {
        let is_quiet = match chunks.recv_timeout(PAUSE) {
            Ok(chunk) => {
                bytes.extend(chunk.map_err(failed)?);
                input::check(bytes.len(), name)?;
                false
            }
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
        };
        let lines = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let has_grown = lines > shown + shown / 4 && since.elapsed() > UPDATE_INTERVAL;
        if lines > shown && (is_quiet || has_grown) {
            each(bytes.get(..lines).unwrap_or_default());
            (shown, since) = (lines, Instant::now());
        }
    }
}

/// Sends the bytes of a stream in chunks, until it ends or fails, or the receiver is gone.
fn pass_on(mut stream: impl Read, sender: &mpsc::Sender<io::Result<Vec<u8>>>) {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let chunk = match stream.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => Ok(buffer.get(..count).unwrap_or_default().to_vec()),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let is_last = chunk.is_err();
        if sender.send(chunk).is_err() || is_last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that returns one part after another; an empty part stands for a pause.
    struct Slow(Vec<&'static str>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let piece = self.0.remove(0);
            thread::sleep(PAUSE * if piece.is_empty() { 3 } else { 0 });
            buffer[..piece.len()].copy_from_slice(piece.as_bytes());
            if piece.is_empty() { self.read(buffer) } else { Ok(piece.len()) }
        }
    }

    #[test]
    fn what_has_come_is_shown_before_all_has() {
        let mut seen = Vec::new();
        let stream = Slow(vec!["One line\nand", "", " another\nhalf", "", " a line"]);
        let all = read(stream, "-", |part| seen.push(String::from_utf8(part.to_vec()).unwrap())).unwrap();
        assert_eq!(seen, ["One line\n", "One line\nand another\n"]);
        assert_eq!(all, b"One line\nand another\nhalf a line");
    }
}
