//! E-books that are unpacked in a folder, as some programs store them.

use super::{InputError, input};
use std::{
    io::{self, Cursor, Write as _},
    path::Path,
};
use walkdir::WalkDir;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Whether a folder is an e-book: every one has a container file, which locates its package document.
pub(super) fn is_epub_folder(folder: &Path) -> bool {
    folder.join("META-INF").join("container.xml").is_file()
}

/// The e-book in `folder` as an EPUB archive, without images, sounds, fonts and styles. Symbolic links are not
/// followed. `name` is for errors.
///
/// # Errors
/// Where a file cannot be read, or all together exceed the limit on inputs.
pub(super) fn packed(folder: &Path, name: &str) -> Result<Vec<u8>, InputError> {
    let failed = |source: io::Error| InputError::Read { name: name.to_owned(), source };
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut length = 0;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| failed(error.into()))?;
        let Ok(inner) = entry.path().strip_prefix(folder) else { continue };
        if !entry.file_type().is_file() || is_media(inner) {
            continue;
        }
        let bytes = input::of_file(entry.path(), name)?;
        length += bytes.len();
        input::check(length, name)?;
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
        book.start_file(parts.join("/"), options).map_err(|error| failed(error.into()))?;
        book.write_all(&bytes).map_err(failed)?;
    }
    let packed = book.finish().map_err(|error| failed(error.into()))?;
    Ok(packed.into_inner())
}

fn is_media(path: &Path) -> bool {
    const ENDINGS: [&str; 16] = [
        "jpg", "jpeg", "png", "gif", "svg", "webp", "mp3", "mp4", "m4a", "ogg", "otf", "ttf", "woff",
        "woff2", "css", "js",
    ];
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|media| media.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use crate::{article::Article, source::Source};
    use std::fs;

    #[test]
    fn a_folder_that_is_a_book_is_read_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let package = "<package><manifest><item id='a' href='a.html'/><item id='b' href='b.html'/></manifest>\
            <spine><itemref idref='b'/><itemref idref='a'/></spine></package>";
        fs::create_dir(folder.path().join("META-INF")).unwrap();
        for (name, text) in [
            ("META-INF/container.xml", "<container><rootfile full-path='book.opf'/></container>"),
            ("book.opf", package),
            ("a.html", "<h1>Sun</h1><p>Then the sun came out over the town.</p>"),
            ("b.html", "<h1>Rain</h1><p>It rained in the town all day long.</p>"),
            ("c.png", "no picture"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let source = Source::of(folder.path());
        assert_eq!(source.clone().expand().unwrap(), std::slice::from_ref(&source));
        let chapters = source.load(drop).unwrap().into_articles();
        let titles: Vec<_> = chapters.iter().filter_map(Article::title_text).collect();
        assert_eq!(titles, ["Rain", "Sun"]);
    }
}
