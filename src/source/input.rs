//! Reads bytes from files and pipes, up to a limit.

use super::InputError;
use std::{
    fs::File,
    io::{self, BufRead, Read},
    path::Path,
    sync::OnceLock,
};

/// Most bytes of an input where nothing else is set.
pub const MEGABYTES: u32 = 256;

static LIMIT: OnceLock<u32> = OnceLock::new();

/// Sets how many megabytes of an input are read at most, once and before anything is read.
pub fn set_limit(megabytes: u32) {
    // The first limit stays, so that all inputs of a run have the same.
    let _ = LIMIT.set(megabytes);
}

fn megabytes() -> u32 {
    LIMIT.get().copied().unwrap_or(MEGABYTES)
}

/// Most bytes of an input that are read.
pub fn limit() -> u64 {
    u64::from(megabytes()) << 20
}

/// That the input called `name` is larger than what is read.
fn too_large(name: &str) -> InputError {
    InputError::TooLarge { name: name.to_owned(), megabytes: megabytes() }
}

/// What is in the file at `path`, which is called `name`. It may be a pipe or a device.
///
/// # Errors
/// Where it cannot be read, is a folder, or is larger than what is read.
pub fn of_file(path: &Path, name: &str) -> Result<Vec<u8>, InputError> {
    // Checked first, since the error for opening a folder differs between systems.
    if path.is_dir() {
        return Err(InputError::Folder { name: name.to_owned() });
    }
    let failed = |source| InputError::Read { name: name.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    if length > limit() {
        return Err(too_large(name));
    }
    of_stream(file, length as usize, name)
}

/// All that `stream` gives; it is called `name` and may have `length` bytes.
///
/// # Errors
/// Where it cannot be read, or gives more than what is read.
pub(super) fn of_stream(stream: impl Read, length: usize, name: &str) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::with_capacity(length.saturating_add(1));
    let read = stream.take(limit() + 1).read_to_end(&mut bytes);
    read.map_err(|source| InputError::Read { name: name.to_owned(), source })?;
    check(bytes.len(), name)?;
    Ok(bytes)
}

/// Whether so many bytes of an input are no more than what is read.
///
/// # Errors
/// Where they are.
pub(super) fn check(length: usize, name: &str) -> Result<(), InputError> {
    if length as u64 > limit() { Err(too_large(name)) } else { Ok(()) }
}

/// The next line of `stream`, with its end; nothing where there are no more. The stream is called `name`.
///
/// # Errors
/// Where it cannot be read, or the line is longer than what is read: then the stream is somewhere in it.
pub fn line(stream: &mut impl BufRead, name: &str) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    let read = stream.take(limit() + 1).read_until(b'\n', &mut bytes);
    read.map_err(|source: io::Error| InputError::Read { name: name.to_owned(), source })?;
    if bytes.len() as u64 > limit() {
        return Err(too_large(name));
    }
    Ok(bytes)
}
