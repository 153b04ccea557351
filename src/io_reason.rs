//! Why reading or writing failed, in words for a person.

use std::io;

/// Why nothing can be written at a place: where the system finds no such file, it is the folder that is missing.
pub fn of_place(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => of(error),
    }
}

/// The system's words without the error number, which tells a reader nothing.
pub fn of(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
