//! Small files that would need much memory or time; each is named for what it does.

use flate2::{Compression, write::GzEncoder};
use std::{
    env,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A text that is read as an article.
const PROSE: &str = "The council of the harbour town met late on Monday, and after a debate of four hours, which nobody \
    had expected, its members voted for the plan. “Nobody likes it,” said Mara Lind, who leads the council.";

/// All of them: file names and contents.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    [pages(), feeds(), books(), mails(), texts(), packed()].concat()
}

/// The number of repetitions: a fiftieth in a debug build, which would take that much longer.
fn times(count: usize) -> usize {
    if cfg!(debug_assertions) && env::var_os("DIXIT").is_none() { count / 50 } else { count }
}

/// A page with a tag of so many attributes that a recursive tokeniser would overflow its stack.
pub fn attributes() -> Vec<u8> {
    page(&format!("<p {}>{PROSE}</p>", "a=\"b\" ".repeat(times(200_000))))
}

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><head><title>Plan</title></head><body><p>{PROSE}</p>{body}</body></html>")
        .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}

fn numbered(count: usize, form: impl Fn(usize) -> String) -> String {
    (0..count).map(form).collect::<Vec<_>>().concat()
}

fn pages() -> Vec<(&'static str, Vec<u8>)> {
    let base = format!("<base href=\"https://news.example/{}\">", "x".repeat(times(8000)));
    let links = "<p><a href=y>z</a> ".repeat(times(100_000));
    vec![
        ("attributes-in-quotation-marks.html", attributes()),
        (
            "attributes-of-many-names.html",
            page(&format!("<p {}>", numbered(times(300_000), |n| format!("a{n} ")))),
        ),
        ("attributes-on-an-end-tag.html", page(&format!("</p {}>", "a=\"&amp;\" ".repeat(times(200_000))))),
        ("long-base.html", page(&format!("{base}{links}"))),
        ("long-base.html.gz", gzip(&page(&format!("{base}{links}")))),
        ("long-title.html", page(&format!("<title>{}</title>", "long ".repeat(times(1_000_000))))),
        ("many-elements.html.gz", gzip(&page(&"<b>x".repeat(times(2_000_000))))),
        ("many-tables.html", page(&"<table><tr><td>x<td>y".repeat(times(50_000)))),
        (
            "many-breaks.html",
            page(&format!("<p>{}", "<a href=x>line</a> that ends.<br>".repeat(times(60_000)))),
        ),
        ("many-quotations.html", page(&"<blockquote>x said y</blockquote>".repeat(times(50_000)))),
        ("letters.html.gz", gzip(&page(&"x".repeat(times(20_000_000))))),
        (
            "deep-data.html",
            page(&format!("<script type=application/ld+json>{}</script>", "[".repeat(times(500_000)))),
        ),
        ("one-comment.html", page(&format!("<!--{}", "-".repeat(times(2_000_000))))),
    ]
}

fn feeds() -> Vec<(&'static str, Vec<u8>)> {
    let long = "long ".repeat(times(400_000));
    let rss = |head: &str, items: &str| {
        format!("<rss version=\"2.0\" xmlns:m=\"http://search.yahoo.com/mrss/\"><channel>{head}{items}</channel></rss>")
            .into_bytes()
    };
    let item = format!("<item><title>a</title><description>{PROSE}</description></item>");
    let atom = |attributes: &str, inside: &str| {
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"{attributes}><title>a</title>{inside}</feed>")
            .into_bytes()
    };
    vec![
        ("long-title.rss", rss(&format!("<title>{long}</title>"), &item.repeat(times(500)))),
        ("many-items.rss.gz", gzip(&rss("", &"<item/>".repeat(times(1_500_000))))),
        ("many-categories.rss", rss("", &format!("<item>{}</item>", "<category>x</category>".repeat(times(150_000))))),
        (
            "pictures-of-one-title.rss",
            rss(
                "",
                &format!(
                    "<item><m:group><m:title>{long}</m:title>{}</m:group></item>",
                    "<m:content url=\"http://x.example/\"/>".repeat(times(20_000))
                ),
            ),
        ),
        (
            "long-base.atom",
            atom(
                &format!(" xml:base=\"https://news.example/{}/\"", "x".repeat(times(1_000_000))),
                &"<entry><link href=\"y\"/><title>z</title></entry>".repeat(times(2_000)),
            ),
        ),
        (
            "bases-in-bases.atom",
            atom(" xml:base=\"https://news.example/\"", &"<a xml:base=\"xxxxxxxxxxxxxxxx/\">".repeat(times(50_000))),
        ),
        (
            "one-author-of-many.json",
            format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"{long}\",\"authors\":[{{\"name\":\"{long}\"}}],\"items\":[{}{{}}]}}",
                "{\"content_text\":\"x\"},".repeat(times(2_500))
            )
            .into_bytes(),
        ),
    ]
}

fn books() -> Vec<(&'static str, Vec<u8>)> {
    const CONTAINER: &str = "<?xml version=\"1.0\"?><container version=\"1.0\" \
        xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"book.opf\" \
        media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let book = |title: &str, creator: &str, items: &str, spine: &str, chapters: &[(String, String)]| {
        let package = format!(
            "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"id\">x</dc:identifier>\
             <dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dc:language>{title}</dc:language></metadata>\
             <manifest>{items}</manifest><spine>{spine}</spine></package>"
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let files =
            [("META-INF/container.xml".to_owned(), CONTAINER.to_owned()), ("book.opf".to_owned(), package)];
        for (name, content) in files.iter().chain(chapters) {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("names are short");
            writer.write_all(content.as_bytes()).expect("memory can be written to");
        }
        writer.finish().expect("memory can be written to").into_inner()
    };
    let item =
        |n: usize| format!("<item id=\"c{n}\" href=\"c{n}.xhtml\" media-type=\"application/xhtml+xml\"/>");
    let chapter =
        |n: usize, text: &str| (format!("c{n}.xhtml"), format!("<html><body><h1>C</h1>{text}</body></html>"));
    let chapters: Vec<_> = (0..times(500)).map(|n| chapter(n, PROSE)).collect();
    let (items, spine) =
        (numbered(times(500), item), numbered(times(500), |n| format!("<itemref idref=\"c{n}\"/>")));
    let long = "long ".repeat(times(400_000));
    vec![
        ("long-title.epub", book(&long, "a", &items, &spine, &chapters)),
        ("long-creator.epub", book("a", &long, &items, &spine, &chapters)),
        (
            "same-chapter.epub",
            book("a", "b", &item(0), &"<itemref idref=\"c0\"/>".repeat(times(100_000)), &chapters[..1]),
        ),
        (
            "same-chapter-of-many-names.epub",
            book(
                "a",
                "b",
                &numbered(times(50_000), |n| {
                    format!("<item id=\"c{n}\" href=\"c0.xhtml\" media-type=\"application/xhtml+xml\"/>")
                }),
                &numbered(times(50_000), |n| format!("<itemref idref=\"c{n}\"/>")),
                &chapters[..1],
            ),
        ),
        ("many-parts.epub", book("a", "b", &"<item/>".repeat(times(2_000_000)), "", &chapters[..1])),
        (
            "attributes.epub",
            book(
                "a",
                "b",
                &item(0),
                "<itemref idref=\"c0\"/>",
                &[chapter(0, &format!("<p {}>{PROSE}", "a=\"b\" ".repeat(times(200_000))))],
            ),
        ),
        (
            "letters.epub",
            book(
                "a",
                "b",
                &item(0),
                "<itemref idref=\"c0\"/>",
                &[chapter(0, &"x".repeat(times(100_000_000)))],
            ),
        ),
    ]
}

fn mails() -> Vec<(&'static str, Vec<u8>)> {
    let head = "From: Ada Brandt <a@b.example>\nTo: c@d.example\nMIME-Version: 1.0\n";
    let parts = "--x\nContent-Type: text/html\n\n<p>word</p>\n".repeat(times(60_000));
    vec![
        (
            "long-subject.eml",
            format!("{head}Subject: {}\n\n{PROSE}\n", "long ".repeat(times(1_000_000))).into_bytes(),
        ),
        (
            "many-headers.eml",
            format!("{head}{}\n{PROSE}\n", "To: a@b.example\n".repeat(times(200_000))).into_bytes(),
        ),
        (
            "many-parts.eml",
            format!("{head}Content-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n").into_bytes(),
        ),
        (
            "deep.eml",
            format!("{head}{}{PROSE}\n", "Content-Type: message/rfc822\n\n".repeat(times(50_000)))
                .into_bytes(),
        ),
        ("many.mbox", format!("From a\n{head}Subject: x\n\ny\n\n").repeat(times(2_000)).into_bytes()),
    ]
}

fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let name = format!("X{}", "x".repeat(times(100_000)));
    vec![
        ("one-line.txt", PROSE.repeat(times(5_000)).into_bytes()),
        (
            "long-name.txt",
            format!("“No,” said Ada {name}.\n\n{}", "“Yes,” she said.\n\n".repeat(times(5_000))).into_bytes(),
        ),
        ("open-marks.txt", "“a ".repeat(times(200_000)).into_bytes()),
        ("said.txt", "said ".repeat(times(200_000)).into_bytes()),
        ("quotation-signs.md", format!("{} x\n", "> ".repeat(times(100_000))).into_bytes()),
        ("brackets.md", "[".repeat(times(200_000)).into_bytes()),
        ("emphasis.md", "*a_".repeat(times(100_000)).into_bytes()),
        (
            "references.md",
            format!("{}\n\n{}", "[a]: /b\n".repeat(times(20_000)), "[a] ".repeat(times(50_000))).into_bytes(),
        ),
        (
            "wide-table.md",
            format!("{}\n{}\n{}\n", "|a".repeat(1000), "|-".repeat(1000), "|b\n".repeat(times(20_000)))
                .into_bytes(),
        ),
        (
            "long-front-matter.md",
            format!("---\ntitle: {}\n---\n\n{PROSE}\n", "long ".repeat(times(500_000))).into_bytes(),
        ),
    ]
}

fn packed() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = gzip(&vec![0; 300 << 20]);
    // A Zstandard frame that declares a window of a terabyte.
    let window = b"\x28\xb5\x2f\xfd\x00\xf8\x00\x00\x00".to_vec();
    vec![
        ("zeros-in-a-pack.gz", gzip(&zeros)),
        ("zeros.txt.gz", zeros),
        ("letters.txt.gz", gzip(&vec![b'x'; 300 << 20])),
        ("many-members.txt.gz", gzip(b"a ").repeat(times(200_000))),
        ("large-window.zst", window),
    ]
}
