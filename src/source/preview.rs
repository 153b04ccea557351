//! The beginning of a large text file, to be shown while the rest is read.

use super::input;
use crate::article::{Article, Format, Hint, Input};
use std::{fs::File, io::Read as _, path::Path};

/// Smallest file whose beginning is read first, in bytes: a smaller one is read in no more time.
const LARGE: usize = 1 << 18;
/// The length of the beginning, in bytes: enough to fill the largest screen several times.
const LENGTH: usize = 1 << 15;

/// The article at the beginning of the file at `path`, up to the end of a line; `name` is the name of the file. `None`
/// where the file is not large, or not plain text or Markdown in UTF-8: other formats cannot be read in part, or would
/// look different.
pub(super) fn of_file(path: &Path, name: &str) -> Option<Article> {
    // The metadata are read without opening the file: opening and closing a named pipe would lose what is written to
    // it.
    let about = path.metadata().ok()?;
    let length = usize::try_from(about.len()).ok()?;
    if !about.is_file() || length < LARGE || input::check(length, name).is_err() {
        return None;
    }
    let mut bytes = Vec::with_capacity(LENGTH);
    File::open(path).ok()?.take(LENGTH as u64).read_to_end(&mut bytes).ok()?;
    let lines = bytes.iter().rposition(|byte| *byte == b'\n')? + 1;
    bytes.truncate(lines);
    let is_text = str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
    let format = Format::of(name, &bytes, &Hint::default());
    if !is_text || !matches!(format, Format::Plain | Format::Markdown) {
        return None;
    }
    match Input::read(name, bytes, &Hint::default()).ok()? {
        Input::Article(article) => Some(*article),
        Input::Collection(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_large_text_is_begun_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let beginning = |name: &str, content: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, content).unwrap();
            of_file(&path, name)
        };
        let paragraph = "The ferry is late again, said the harbour master, and nobody knows why.\n\n";
        let text = format!("A late ferry\n\n{}", paragraph.repeat(LARGE / 40));
        let begun = beginning("a.txt", text.as_bytes()).unwrap();
        assert!(begun.text.len() > LENGTH / 2 && text.starts_with(&begun.text));
        assert_eq!(begun.title_text().as_deref(), Some("A late ferry"));
        assert!(beginning("a.md", format!("# Late\n\n{text}").as_bytes()).is_some());
        // Small files, and formats that can only be read as a whole.
        assert_eq!(beginning("short.txt", paragraph.as_bytes()), None);
        assert_eq!(beginning("a.html", format!("<html><p>{text}").as_bytes()), None);
        assert_eq!(beginning("a.txt", &[b"a\0\n".repeat(LARGE)].concat()), None);
        assert_eq!(beginning("a.txt.gz", &[&b"\x1f\x8b"[..], text.as_bytes()].concat()), None);
        assert_eq!(of_file(folder.path(), "folder"), None);
    }
}
