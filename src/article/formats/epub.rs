//! E-books: each chapter an article, the table of contents as the list.

use super::html;
use crate::article::{
    About, Collection, Item, Problem,
    budget::{self, Budget},
    decode::decode,
    unpack,
};
use rbook::Epub;
use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// What a chapter must have at least to be one, in words: pages with a picture have less.
const FEWEST: usize = 5;

/// Most entries of a table of contents; a longer one is not read, and headings name the chapters.
const ENTRIES: usize = 3000;

/// Reads a book. Its chapters are called `name` with their number after a `#`.
pub(in crate::article) fn read(
    name: &str,
    bytes: Vec<u8>,
    budget: &mut Budget,
) -> Result<Collection, Problem> {
    let skip_toc = check(&bytes)?;
    let broken = |reason: String| Problem::Broken { form: "an e-book", reason };
    let epub = Epub::options()
        .skip_toc(skip_toc)
        .read(Cursor::new(bytes))
        .map_err(|error| broken(error.to_string()))?;
    let metadata = epub.metadata();
    let title = metadata.title().and_then(|title| budget::line(title.value(), budget::TITLE));
    let creators: Vec<&str> = metadata.creators().map(|creator| creator.value()).collect();
    let about = About {
        byline: budget::line(&creators.join(", "), budget::NAME),
        site: title.as_deref().map(Into::into),
        language: metadata.language().and_then(|tag| budget::line(tag.value(), budget::LANGUAGE)),
        ..About::default()
    };
    let mut labels: HashMap<String, String> = HashMap::new();
    if let Some(contents) = epub.toc().contents() {
        for entry in contents.flatten() {
            if let Some(href) = entry.href() {
                labels.entry(href.path().as_str().to_owned()).or_insert_with(|| entry.label().to_owned());
            }
        }
    }
    let mut items = Vec::new();
    let mut read = HashSet::new();
    for spine in epub.spine() {
        let Some(entry) = spine.manifest_entry() else { continue };
        // A chapter that is named again is the same chapter.
        if !read.insert(entry.href().path().as_str().to_owned()) {
            continue;
        }
        if !budget.take_article() {
            break;
        }
        let is_contents = entry.properties().has_property("nav");
        if is_contents || !entry.media_type().contains("html") && !entry.media_type().contains("xml") {
            continue;
        }
        let Ok(bytes) = entry.read_bytes() else { continue };
        let declared = html::declared(&bytes);
        let Some(page) = decode(bytes, declared) else { continue };
        let label = labels.get(entry.href().path().as_str());
        let label = label.filter(|label| !label.trim().is_empty()).cloned();
        let about = About { title: label, ..about.clone() };
        let article = html::whole(&format!("{name}#{}", items.len() + 1), &page, about, budget);
        if article.words() < FEWEST {
            continue;
        }
        let title = article.title_text().unwrap_or_else(|| format!("Chapter {}", items.len() + 1));
        items.push(Item { title, article: Some(article), ..Item::default() });
    }
    if items.is_empty() {
        return Err(broken("it has no chapters".to_owned()));
    }
    Ok(Collection { title, items, ..Collection::default() })
}

/// Makes sure that a book can be unpacked without filling the memory, before anything is. Gives whether its table of
/// contents is too long (or too deep) to be read.
fn check(bytes: &[u8]) -> Result<bool, Problem> {
    let broken = |reason: String| Problem::Broken { form: "an e-book", reason };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let most = budget::unpacked(bytes.len());
    let (mut left, mut is_long) = (most, false);
    for n in 0..archive.len() {
        let Ok(mut file) = archive.by_index(n) else { continue };
        let content = Content::of(&mut file, left);
        left = left.checked_sub(content.length).ok_or_else(|| unpack::too_large(most))?;
        if content.tags > budget::NODES && content.is_package {
            let reason = format!("a part of it has more than {} elements", budget::NODES);
            return Err(Problem::TooLarge { reason });
        }
        is_long |= content.points > ENTRIES || content.has_list && content.items > ENTRIES;
    }
    Ok(is_long)
}

/// What is in a file of a book, as far as it matters for what it takes to read it.
#[derive(Default)]
struct Content {
    /// In bytes.
    length: u64,
    /// How many tags.
    tags: usize,
    /// Whether it tells what the book is made of. All of that is built before anything is read.
    is_package: bool,
    /// How many entries of a table of contents of the older form.
    points: usize,
    /// Whether there is one of the newer form, and how many items all its lists have.
    has_list: bool,
    items: usize,
}

impl Content {
    /// Looks through a file, as far as `most` bytes and one more.
    fn of(file: &mut impl Read, most: u64) -> Self {
        const PIECE: u64 = 1 << 16;
        /// Longer than the names that are looked for, with a prefix.
        const NAME: usize = 32;
        let mut content = Self::default();
        let mut piece: Vec<u8> = Vec::new();
        loop {
            let room = PIECE.min((most + 1).saturating_sub(content.length));
            // What cannot be unpacked to its end cannot be read either.
            let read = file.by_ref().take(room).read_to_end(&mut piece).unwrap_or(0);
            content.length += read as u64;
            // A tag at the end of the piece is looked at when all of its name is there.
            let end = if read == 0 { piece.len() } else { piece.len().saturating_sub(NAME) };
            for at in memchr::memchr_iter(b'<', piece.get(..end).unwrap_or_default()) {
                let rest = piece.get(at + 1..).unwrap_or_default();
                content.see_tag(rest.get(..NAME).unwrap_or(rest));
            }
            if read == 0 {
                return content;
            }
            piece.drain(..end);
        }
    }

    /// Takes in a tag, of which `rest` follows the bracket.
    fn see_tag(&mut self, rest: &[u8]) {
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_');
        let length = rest.iter().take_while(|b| is_name(b)).count();
        let name = rest.get(..length).unwrap_or_default();
        let name = name.rsplit(|&b| b == b':').next().unwrap_or_default();
        self.tags += 1;
        self.is_package |= name.eq_ignore_ascii_case(b"package") || name.eq_ignore_ascii_case(b"container");
        self.points += usize::from(name.eq_ignore_ascii_case(b"navPoint"));
        self.items += usize::from(name.eq_ignore_ascii_case(b"li"));
        self.has_list |= name.eq_ignore_ascii_case(b"nav");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;
    use std::io::Write as _;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn read(name: &str, bytes: Vec<u8>) -> Result<Collection, Problem> {
        super::read(name, bytes, &mut Budget::of(0))
    }

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
        <rootfiles><rootfile full-path="b/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    const PACKAGE: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
        <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
        <dc:title>Letters from the quay</dc:title><dc:creator>Mara Weil</dc:creator><dc:language>en</dc:language></metadata>
        <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
        <item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="c1"/><itemref idref="c2"/></spine></package>"#;
    const NAV: &str = r#"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
        <nav epub:type="toc"><ol><li><a href="c1.xhtml">In winter</a></li></ol></nav></body></html>"#;

    fn book(nav: &str) -> Vec<u8> {
        zip(&[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("b/book.opf", PACKAGE),
            ("b/nav.xhtml", nav),
            ("b/cover.xhtml", "<html><body><img src='c.png'/></body></html>"),
            (
                "b/c1.xhtml",
                "<html><head><title>x</title></head><body><h1>In winter</h1><p>“Nobody likes it,” she said.</p></body></html>",
            ),
            (
                "b/c2.xhtml",
                "<html><body><h2>In spring</h2><p>Work began on the quay in May.<br/>All were there.</p></body></html>",
            ),
        ])
    }

    #[test]
    fn chapters_are_articles() {
        let book = read("quay.epub", book(NAV)).unwrap();
        assert_eq!(book.title.as_deref(), Some("Letters from the quay"));
        let titles: Vec<&str> = book.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["In winter", "In spring"]);
        let first = book.items[0].article.as_ref().unwrap();
        let blocks: Vec<_> = first.blocks.iter().map(|b| (b.kind, b.span.of(&first.text))).collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Title, "In winter"),
                (BlockKind::Byline, "Mara Weil"),
                (BlockKind::Paragraph, "“Nobody likes it,” she said."),
            ]
        );
        assert_eq!((first.name.as_str(), first.language.as_deref()), ("quay.epub#1", Some("en")));
    }

    #[test]
    fn a_deep_table_of_contents_is_left_out() {
        let deep = NAV.replace("<ol>", &"<ol><li><a href='c2.xhtml'>x</a>".repeat(100_000));
        let titles = |book: Collection| book.items.into_iter().map(|item| item.title).collect::<Vec<_>>();
        assert_eq!(titles(read("quay.epub", book(&deep)).unwrap()), ["In winter", "In spring"]);
    }

    #[test]
    fn what_is_no_book_says_so() {
        for bytes in [zip(&[("word/document.xml", "<w/>")]), b"PK\x03\x04 and no more".to_vec()] {
            assert!(matches!(read("t", bytes), Err(Problem::Broken { form: "an e-book", .. })));
        }
    }

    #[test]
    fn a_book_that_unpacks_without_end_is_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("META-INF/container.xml", SimpleFileOptions::default()).unwrap();
        let zeros = vec![0; 1 << 20];
        for _ in 0..=budget::UNPACKED >> 20 {
            writer.write_all(&zeros).unwrap();
        }
        let book = writer.finish().unwrap().into_inner();
        assert!(matches!(read("t", book), Err(Problem::TooLarge { .. })));
    }
}
