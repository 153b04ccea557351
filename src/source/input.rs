//! Reads bytes from files and pipes, up to the limit on inputs.

use super::InputError;
use std::{
    fs::File,
    io::{self, BufRead, Read},
    path::Path,
    sync::OnceLock,
};

/// The limit on an input in MiB, where no other is set.
pub const MEGABYTES: u32 = 256;

/// The limit that was set, in MiB.
static LIMIT: OnceLock<u32> = OnceLock::new();

/// Sets the limit on inputs, in MiB. Has to be called before anything is read; only the first call has an effect.
pub fn set_limit(megabytes: u32) {
    // So all inputs of a run have the same limit.
    let _ = LIMIT.set(megabytes);
}

/// The limit on an input, in MiB.
fn megabytes() -> u32 {
    LIMIT.get().copied().unwrap_or(MEGABYTES)
}

/// The limit on an input, in bytes.
pub fn limit() -> u64 {
    u64::from(megabytes()) << 20
}

/// The error for the input named `name`.
fn too_large(name: &str) -> InputError {
    InputError::TooLarge { name: name.to_owned(), megabytes: megabytes() }
}

/// Reads the file at `path`, which may also be a pipe or a device. `name` is for errors.
///
/// # Errors
/// Where it cannot be read, is a folder, or exceeds the limit on inputs.
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

/// Reads `stream` to its end; `length` is the expected number of bytes. `name` is for errors.
///
/// # Errors
/// Where it cannot be read, or exceeds the limit on inputs.
pub(super) fn of_stream(stream: impl Read, length: usize, name: &str) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::with_capacity(length.saturating_add(1));
    let read = stream.take(limit() + 1).read_to_end(&mut bytes);
    read.map_err(|source| InputError::Read { name: name.to_owned(), source })?;
    check(bytes.len(), name)?;
    Ok(bytes)
}

/// Checks the number of bytes of an input against the limit.
///
/// # Errors
/// Where it exceeds the limit.
pub(super) fn check(length: usize, name: &str) -> Result<(), InputError> {
    if length as u64 > limit() { Err(too_large(name)) } else { Ok(()) }
}

/// Reads the next line of `stream`, with its line terminator; empty at the end of the stream. `name` is for errors.
///
/// # Errors
/// Where it cannot be read, or the line exceeds the limit on inputs; then the rest of the line is still in the stream.
pub fn line(stream: &mut impl BufRead, name: &str) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    let read = stream.take(limit() + 1).read_until(b'\n', &mut bytes);
    read.map_err(|source: io::Error| InputError::Read { name: name.to_owned(), source })?;
    if bytes.len() as u64 > limit() {
        return Err(too_large(name));
    }
    Ok(bytes)
}
