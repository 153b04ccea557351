//! E-books (EPUB): each chapter becomes an article of a collection.
//!
//! `archive` unpacks the files, `package` reads which of them are the book and in which order, `contents` reads the
//! titles of the chapters and where they begin, `cut` divides files with several chapters, `pages` empties page marks,
//! `empty_tags` converts XHTML to HTML. Style sheets, images and fonts of a book are ignored.

mod archive;
mod contents;
mod cut;
mod empty_tags;
mod package;
mod pages;

use super::html;
use crate::article::{
    About, Article, Caveat, Collection, Item, Problem,
    budget::{self, Budget},
    decode::decode,
};
use archive::Archive;
use package::Package;
use std::collections::HashSet;

/// Fewest words of a chapter: pages with only a picture have fewer.
const FEWEST: usize = 5;

/// Most entries of a table of contents that is used; with more, chapters are titled by their headings.
const ENTRIES: usize = 3000;

fn broken(reason: &str) -> Problem {
    Problem::Broken { form: "an e-book", reason: reason.to_owned() }
}

/// Reads a book. The articles are named `name`, a `#`, and the number of the chapter.
///
/// # Errors
/// Where it is no EPUB, has no chapters or only encrypted ones, or unpacks to more than is allowed.
pub(in crate::article) fn read(
    name: &str,
    bytes: Vec<u8>,
    budget: &mut Budget,
) -> Result<Collection, Problem> {
    let mut archive = Archive::open(bytes)?;
    let encrypted = package::encrypted(&mut archive)?;
    let package = Package::read(&mut archive)?;
    let contents = contents::read(&mut archive, &package)?;
    let title = package.title.as_deref().and_then(|title| budget::line(title, budget::TITLE));
    let about = About {
        byline: budget::line(&package.creators.join(", "), budget::NAME),
        site: title.as_deref().map(Into::into),
        language: package.language.as_deref().and_then(|tag| budget::line(tag, budget::LANGUAGE)),
        ..About::default()
    };
    let mut book = Book { name, about, items: Vec::new() };
    let (mut read, mut is_locked, mut is_missing) = (HashSet::new(), false, false);
    for path in &package.spine {
        // A file that is listed twice is read once.
        if !read.insert(archive::key(path)) || package.nav.as_ref() == Some(path) {
            continue;
        }
        if encrypted.contains(&archive::key(path)) {
            is_locked = true;
            continue;
        }
        let Some(bytes) = archive.read(path)? else {
            is_missing = true;
            continue;
        };
        let declared = html::declared(&bytes);
        let Some(page) = decode(bytes, declared) else { continue };
        let page = pages::unnumbered(&page);
        let page = empty_tags::closed(&page);
        let entries = contents.of(path);
        for piece in cut::at(&page, entries) {
            if !budget.take_article() {
                break;
            }
            book.add(piece, !contents.is_empty(), budget);
        }
    }
    if book.items.is_empty() {
        let reason = if is_locked { "its text is encrypted (DRM)" } else { "it has no chapters" };
        return Err(broken(reason));
    }
    let caveat = (is_missing || is_locked).then_some(Caveat::PartMissing);
    Ok(Collection { title, items: book.items, caveat })
}

/// A book under construction.
struct Book<'a> {
    name: &'a str,
    /// The metadata that all chapters share.
    about: About,
    items: Vec<Item>,
}

impl Book<'_> {
    /// Adds a part of a file as a chapter; or to the chapter before it, where the book has a table of contents that
    /// does not name the part and the part has no heading.
    fn add(&mut self, piece: cut::Piece<'_>, has_contents: bool, budget: &mut Budget) {
        let name = format!("{}#{}", self.name, self.items.len() + 1);
        let label = piece.label.map(str::to_owned).or_else(|| cut::pictured_heading(piece.html));
        let about = About { title: label, ..self.about.clone() };
        let article = html::whole(&name, piece.html, about, budget);
        if has_contents
            && article.title.is_none()
            && let Some(before) = self.items.last_mut().and_then(|item| item.article.as_mut())
        {
            let rest = html::whole(&name, piece.html, About::default(), budget);
            *before = std::mem::take(before).followed_by(rest);
        } else if article.words() >= FEWEST {
            let title = article.title_text().unwrap_or_else(|| format!("Chapter {}", self.items.len() + 1));
            self.items.push(Item { title, article: Some(Article { name, ..article }), ..Item::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;
    use std::io::{Cursor, Write as _};
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
    fn a_chapter_that_nothing_else_names_has_its_heading_above_the_author() {
        let book = read("quay.epub", book(&NAV.replace("c1.xhtml", "c2.xhtml"))).unwrap();
        let first = book.items[0].article.as_ref().unwrap();
        let blocks: Vec<_> = first.blocks.iter().map(|b| (b.kind, b.span.of(&first.text))).collect();
        assert_eq!(blocks[..2], [(BlockKind::Title, "In winter"), (BlockKind::Byline, "Mara Weil")]);
        assert!(first.text.starts_with("In winter\n\nMara Weil\n\n"), "{}", first.text);
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

    /// The titles of the chapters of a book with these files, each with the chapter's last word.
    fn chapters(package: &str, files: &[(&str, &str)]) -> Vec<(String, String)> {
        let start = [("META-INF/container.xml", CONTAINER), ("b/book.opf", package)];
        let book = read("t.epub", zip(&[&start[..], files].concat())).unwrap();
        let last =
            |article: &Article| article.text.split_whitespace().next_back().unwrap_or_default().to_owned();
        book.items.iter().map(|item| (item.title.clone(), last(item.article.as_ref().unwrap()))).collect()
    }

    fn check(package: &str, files: &[(&str, &str)], expected: &[(&str, &str)]) {
        let found = chapters(package, files);
        let found: Vec<_> = found.iter().map(|(title, last)| (title.as_str(), last.as_str())).collect();
        assert_eq!(found, expected);
    }

    const FORM: &str = "<package><manifest><item id='t' href='t.ncx'/><item id='a' href='a.html' media-type='text/plain'/>\
        <item id='b' href='caf\u{e9}.html'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    const BOTH: &str = "<html><head><title>All</title></head><body><div id='x'><h2>One</h2><p>It rained in the town all day.</p>\
        </div><h2><a id='y'></a>Two</h2><p>Then the sun came out again.</p></body></html>";

    #[test]
    fn a_file_of_several_chapters_is_cut_where_they_begin() {
        let ncx = "<ncx><docTitle><text>no</text></docTitle><navMap><navPoint><navLabel><text>One &amp; only</text></navLabel>\
            <content src='a.html#x'/></navPoint><navPoint><navLabel><text>Two</text></navLabel><content src='a.html#y'/>\
            </navPoint></navMap></ncx>";
        let files = [
            ("b/t.ncx", ncx),
            ("b/a.html", BOTH),
            ("b/cafe\u{301}.html", "<p>It went on like this for days.</p>"),
        ];
        check(FORM, &files, &[("One & only", "day."), ("Two", "days.")]);
    }

    #[test]
    fn a_chapter_that_is_not_there_is_told() {
        let page = "<h1>Rain</h1><p>It rained in the town all day.</p>";
        let files = [("META-INF/container.xml", CONTAINER), ("b/book.opf", FORM), ("b/a.html", page)];
        assert_eq!(read("t", zip(&files)).unwrap().caveat, Some(Caveat::PartMissing));
        let whole = [&files[..], &[("b/caf\u{e9}.html", page)]].concat();
        assert_eq!(read("t", zip(&whole)).unwrap().caveat, None);
    }

    #[test]
    fn a_heading_that_is_a_picture_says_what_it_shows() {
        let page =
            "<head><title>Winter</title></head><h1><img src='x'/></h1><p>It snowed in the town all day.</p>";
        check(FORM, &[("b/a.html", page)], &[("Winter", "day.")]);
        check(FORM, &[("b/a.html", &page.replace("src='x'", "alt='Snow'"))], &[("Snow", "day.")]);
    }

    #[test]
    fn elements_that_only_xml_ends_swallow_nothing() {
        let page = "<head><title/></head><h1>Rain</h1><script/><p>It rained in the town all day.</p>";
        check(FORM, &[("b/a.html", page)], &[("Rain", "day.")]);
    }

    #[test]
    fn a_page_of_print_may_end_within_a_word() {
        let page = "<h1>Rain</h1><p>It rai<span epub:type='pagebreak' id='pg7'>7</span>ned in the town, \
            <a class='pagenum' id='Page_8'>[8]</a>all day and for <span class='num'>11</span> hours.</p>";
        let files = [("META-INF/container.xml", CONTAINER), ("b/book.opf", FORM), ("b/a.html", page)];
        let text = read("t", zip(&files)).unwrap().items[0].article.as_ref().unwrap().text.clone();
        assert_eq!(text, "Rain\n\nIt rained in the town, all day and for 11 hours.");
    }

    #[test]
    fn notes_that_open_over_a_page_are_shown_where_they_stand() {
        let page = "<h1>Rain</h1><p>It rained<a epub:type='noteref' href='#n'><sup>1</sup></a> in the town all day.</p>\
            <aside epub:type='footnote' id='n' hidden='hidden'><p>By the book of the parish.</p></aside>";
        let book = read(
            "t",
            zip(&[("META-INF/container.xml", CONTAINER), ("b/book.opf", FORM), ("b/a.html", page)]),
        );
        let text = book.unwrap().items[0].article.as_ref().unwrap().text.clone();
        assert_eq!(text, "Rain\n\nIt rained in the town all day.\n\nBy the book of the parish.");
    }

    #[test]
    fn what_stands_outside_of_the_order_of_reading_comes_last() {
        let page = "<h1>Rain</h1><p>It rained in the town all day.</p>";
        let shop = "<h1>Other books</h1><p>They are sold in every shop.</p>";
        let form = FORM.replace("<itemref idref='a'/>", "<itemref idref='a' linear='no'/>");
        let files = [("b/a.html", shop), ("b/caf\u{e9}.html", page)];
        check(&form, &files, &[("Rain", "day."), ("Other books", "shop.")]);
    }

    #[test]
    fn who_drew_the_pictures_is_no_author() {
        let creators = "<metadata xmlns:opf='x'><dc:creator opf:role='aut'>Mara Weil</dc:creator>\
            <dc:creator opf:role='ill'>Ole Moe</dc:creator></metadata><manifest>";
        let page = "<h1>Rain</h1><p>It rained in the town all day.</p>";
        let form = FORM.replace("<manifest>", creators);
        let book = read(
            "t",
            zip(&[("META-INF/container.xml", CONTAINER), ("b/book.opf", &form), ("b/a.html", page)]),
        );
        let byline = book.unwrap().items[0].article.as_ref().unwrap().byline_text();
        assert_eq!(byline.as_deref(), Some("Mara Weil"));
    }

    #[test]
    fn a_book_in_a_folder_or_without_a_container_is_found() {
        let page = "<h1>Rain</h1><p>It rained in the town all day.</p>";
        for files in [
            [("B/META-INF/container.xml", CONTAINER), ("B/b/book.opf", FORM), ("B/b/a.html", page)],
            [("mimetype", "x"), ("book.opf", FORM), ("a.html", page)],
        ] {
            assert_eq!(read("t", zip(&files)).unwrap().items[0].title, "Rain");
        }
    }

    #[test]
    fn paths_and_orders_are_read_as_packers_write_them() {
        let page = "<h1>Rain</h1><p><img alt='Letter I'/>t rained in the town all day.</p>";
        let container = CONTAINER.replace("b/book.opf", "b\\book.opf");
        let files =
            [("META-INF\\container.xml", container.as_str()), ("b\\book.opf", FORM), ("b\\a.html", page)];
        let book = read("t", zip(&files)).unwrap();
        assert!(book.items[0].article.as_ref().unwrap().text.contains("It rained"));
        let unordered = FORM.replace("<itemref idref='a'/><itemref idref='b'/>", "");
        check(&unordered, &[("b/a.html", page)], &[("Rain", "day.")]);
    }

    #[test]
    fn what_is_encrypted_is_called_that_and_fonts_are_not() {
        let said = |method: &str| {
            format!(
                "<encryption><EncryptedData><EncryptionMethod Algorithm='{method}'/><CipherReference URI='b/a.html'/>\
                 </EncryptedData></encryption>"
            )
        };
        let book = |method: &str| {
            zip(&[
                ("META-INF/container.xml", CONTAINER),
                ("META-INF/encryption.xml", &said(method)),
                ("b/book.opf", FORM),
                ("b/a.html", "<p>It rained in the town all day.</p>"),
            ])
        };
        let locked = read("t", book("http://www.w3.org/2001/04/xmlenc#aes256-cbc"));
        assert!(matches!(locked, Err(Problem::Broken { reason, .. }) if reason.contains("encrypted")));
        assert!(read("t", book("http://www.idpf.org/2008/embedding")).is_ok());
    }
}
