//! Malicious files: each is read up to the limits, and what was left out is reported.

use super::file;
use crate::article::{
    Article, Problem,
    budget::Budget,
    formats::pdf::{self, limits},
};
use flate2::{Compression, write::ZlibEncoder};
use std::io::Write as _;

const HELLO: &str = "BT /F1 12 Tf 50 700 Td (Nobody asked us.) Tj ET\n";

const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

const CODED: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] \
                     /ToUnicode 7 0 R >>";

const DESCENDANT: &str = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>";

/// A compressed stream.
fn stream(about: &str, data: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data.as_ref()).unwrap();
    let packed = encoder.finish().unwrap();
    let head = format!("<< {about} /Filter /FlateDecode /Length {} >>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// The objects of a document of one page; the objects in `more` have the numbers from 6 on.
fn page(drawn: impl AsRef<[u8]>, font: &str, resources: &str, more: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let page = format!(
        "<< /Type /Page /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> {resources} >> >>"
    );
    let first =
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", &page, font];
    let mut objects: Vec<Vec<u8>> = first.map(|object| object.as_bytes().to_vec()).into();
    objects.push(stream("", drawn));
    objects.extend_from_slice(more);
    objects
}

/// The article of a document, and whether something was left out of it.
fn read_within_limits(bytes: Vec<u8>) -> Result<(Article, bool), Problem> {
    let mut budget = Budget::of(0);
    pdf::read("t.pdf", bytes, &mut budget).map(|article| (article, budget.is_spent()))
}

/// The text of a document, and whether something was left out of it.
fn read(bytes: Vec<u8>) -> (String, bool) {
    let (article, cut) = read_within_limits(bytes).unwrap();
    (article.text, cut)
}

/// Checks that the start of a page is read, and that it is reported that the rest is not.
fn check(drawn: impl AsRef<[u8]>) {
    let (text, cut) = read(file(&page(drawn, HELVETICA, "", &[])));
    assert!(text.starts_with("Nobody asked us."), "{}", &text[..text.len().min(50)]);
    assert!(cut && text.len() <= limits::PAGE_TEXT);
}

#[test]
fn an_ordinary_page_is_read_whole() {
    let drawn = format!(
        "q 1 0 0 1 0 0 cm 0 0 m 9 9 l S /P <</MCID 0>> BDC {HELLO} EMC Q BI /W 1 /H 1 /L 3 ID (((\nEI \
         /Artifact <</Type /Pagination>> BDC BT /F1 12 Tf 50 600 Td (9) Tj ET EMC \
         /Span <</ActualText (It was.)>> BDC BT /F1 12 Tf 50 500 Td (1t w4s.) Tj ET EMC"
    );
    let (text, cut) = read(file(&page(drawn, HELVETICA, "", &[])));
    assert_eq!((text.as_str(), cut), ("Nobody asked us.\n\nIt was.", false));
}

#[test]
fn a_page_draws_so_much_and_no_more() {
    check(format!("{HELLO} BT /F1 9 Tf ({}) Tj ET", "a".repeat(3 << 20)));
    check(format!("{HELLO} BT /F1 9 Tf [{}] TJ ET", "(a)".repeat(limits::OPERANDS * 2)));
    check(HELLO.repeat(limits::PAGE_STRINGS * 2));
    check(format!("{HELLO} {}", "BT ET ".repeat(limits::PAGE_OPERATORS)));
    check(format!("{HELLO} {}", " ".repeat(limits::PAGE_CONTENT * 2)));
    check(format!("{HELLO} {}", "1 ".repeat(limits::OPERANDS * 2)));
    check(format!("{HELLO} {}", "[".repeat(1000)));
    check(format!("{HELLO} {}", "q ".repeat(100_000)));
}

#[test]
fn what_is_said_of_words_is_not_kept_with_each() {
    let long = "x".repeat(60_000);
    let words = "(a) Tj ".repeat(1000);
    let described = format!("{HELLO} /P << /Alt ({long}) /Lang ({long}) /E ({long}) >> BDC {words} EMC");
    let (text, cut) = read(file(&page(described, HELVETICA, "", &[])));
    assert!(text.contains(&"a".repeat(1000)) && !cut);
    check(format!(
        "{HELLO} {} EMC",
        "/A BMC ".repeat(10) + &format!("/P << /ActualText ({long}) >> BDC (a) Tj ")
    ));
    let named = format!("{HELLO} {}", "/P /P BDC (a) Tj EMC ".repeat(1000));
    let resources = format!("/Properties << /P << /ActualText ({long}) /Alt ({long}) >> >>");
    let (text, cut) = read(file(&page(named, HELVETICA, &resources, &[])));
    assert!(text.starts_with("Nobody asked us.") && cut && text.len() < limits::PAGE_TEXT);
}

#[test]
fn a_code_of_a_font_is_not_a_page_of_text() {
    let shown = format!("BT /F1 9 Tf <{}> Tj ET", "0001".repeat(1000));
    let check = |table: &str, descendant: &str| {
        let more = [descendant.as_bytes().to_vec(), stream("", table)];
        let (text, cut) = read(file(&page(&shown, CODED, "", &more)));
        assert!(text.starts_with("aaaa") && cut && text.len() <= 1000 * limits::LETTERS_OF_CODE);
    };
    check(&format!("beginbfchar <0001> <{}> endbfchar", "0061".repeat(100_000)), DESCENDANT);
    check(&format!("beginbfrange <0000> <0009> <{}> endbfrange", "0061".repeat(100_000)), DESCENDANT);
    let ranges = "<0002> <ffff> <0061> ".repeat(10_000);
    check(&format!("beginbfchar <0001> <0061> endbfchar beginbfrange {ranges} endbfrange"), DESCENDANT);
    check(&format!("beginbfchar <0001> <0061> endbfchar {}", " ".repeat(8 << 20)), DESCENDANT);
    let widths = format!("{} /W [{}] >>", DESCENDANT.trim_end_matches('>'), "0 65535 500 ".repeat(10_000));
    check("beginbfchar <0001> <0061> endbfchar", &widths);
    let names = format!("/Differences [97 /{}]", ["alpha"; 1000].join("_"));
    let font = HELVETICA.replace(">>", &format!("/Encoding << {names} >> >>"));
    let (text, _) = read(file(&page(format!("{HELLO}({})' ", "a".repeat(1000)), &font, "", &[])));
    assert!(text.starts_with("Nob") && text.len() < 1000 * limits::NAME);
}

#[test]
fn a_drawing_is_not_drawn_again_and_again() {
    let form = |drawn: &str| stream("/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>", drawn);
    for drawn in ["(a) Tj /X Do /X Do", &" ".repeat(1 << 20), &"(a) Tj ".repeat(10_000)] {
        let drawn = form(drawn);
        let objects = page(
            format!("{HELLO} {}", "/X Do ".repeat(5000)),
            HELVETICA,
            "/XObject << /X 6 0 R >>",
            &[drawn],
        );
        let (text, cut) = read(file(&objects));
        assert!(text.starts_with("Nobody asked us.") && cut);
    }
}

#[test]
fn many_pages_are_read_to_the_limit() {
    let mut objects = page(HELLO, HELVETICA, "", &[]);
    objects[1] = format!("<< /Type /Pages /Kids [{}] /Count 1 >>", "3 0 R ".repeat(100_000)).into_bytes();
    assert_eq!(read(file(&objects)), ("Nobody asked us.".to_owned(), false));
    let kid =
        "<< /Type /Page /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >> ";
    objects[1] = format!("<< /Type /Pages /Kids [{}] >>", kid.repeat(limits::PAGES + 500)).into_bytes();
    let (text, cut) = read(file(&objects));
    assert!(cut && text.matches("Nobody").count() == limits::PAGES);
    let nodes = (7..10_007).map(|n| format!("<< /Type /Pages /Kids [3 0 R {n} 0 R] >>").into_bytes());
    objects[1] = b"<< /Type /Pages /Kids [6 0 R] >>".to_vec();
    objects.extend(nodes);
    assert_eq!(read(file(&objects)), ("Nobody asked us.".to_owned(), true));
    let mut objects = page(HELLO, HELVETICA, "", &[]);
    objects[2] = String::from_utf8_lossy(&objects[2])
        .replace("5 0 R", &format!("[{}]", "5 0 R ".repeat(50_000)))
        .into_bytes();
    let (text, cut) = read(file(&objects));
    assert!(text.starts_with("Nobody asked us.") && cut);
}

#[test]
fn streams_that_name_each_other_are_not_descended_into() {
    let mut objects = page(HELLO, HELVETICA, "", &[]);
    let chained = |n: usize| format!("<< /Length {} 0 R >>\nstream\n{HELLO}\nendstream", n + 1).into_bytes();
    objects.truncate(4);
    objects.extend((5..60_000).map(chained));
    assert!(read(file(&objects)).0.starts_with("Nobody asked us."));
    objects[4] = b"<< /Filter 5 0 R /Length 5 0 R >>\nstream\na\nendstream".to_vec();
    assert!(read_within_limits(file(&objects)).is_err());
}

/// A document with its page in an object stream, which has `about` in its dictionary, and with a cross-reference stream
/// with `index` as its data.
fn packed(about: &str, objects: &[u8], widths: &str, index: Option<Vec<u8>>) -> Vec<u8> {
    let all = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, b"<< /Type /Pages /Kids [7 0 R] >>".to_vec()),
        (4, HELVETICA.as_bytes().to_vec()),
        (5, stream("", HELLO)),
        (6, stream(about, objects)),
    ];
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut rows = [[0_u8; 4]; 9];
    for (n, object) in all {
        let place = u16::try_from(out.len()).unwrap().to_be_bytes();
        rows[n] = [1, place[0], place[1], 0];
        out.extend([format!("{n} 0 obj\n").as_bytes(), &object, b"\nendobj\n"].concat());
    }
    rows[7] = [2, 0, 6, 0];
    let start = out.len();
    let index =
        stream(&format!("/Type /XRef /W {widths} /Size 9 /Root 1 0 R"), index.unwrap_or(rows.concat()));
    out.extend([b"8 0 obj\n", index.as_slice(), b"\nendobj\n"].concat());
    out.extend(format!("startxref\n{start}\n%%EOF").into_bytes());
    out
}

#[test]
fn packed_objects_and_indexes_are_unpacked_to_a_limit() {
    let page = b"7 0 << /Type /Page /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>";
    let whole = ("Nobody asked us.".to_owned(), false);
    assert_eq!(read(packed("/N 1 /First 4", page, "[1 2 1]", None)), whole);
    assert_eq!(read(packed("/N 99999999999999999 /First 4", page, "[1 2 1]", None)), whole);
    let refused = |bytes| assert!(read_within_limits(bytes).is_err());
    refused(packed(
        "/N 1 /First 4",
        &[b"7 0 << /A [", "0 ".repeat(8 << 20).as_bytes()].concat(),
        "[1 2 1]",
        None,
    ));
    refused(packed("/N 1 /First 4", &[b"7 0 ", "[".repeat(1 << 20).as_bytes()].concat(), "[1 2 1]", None));
    refused(packed("/N 1 /First 4", page, "[1 0 0]", Some(vec![1; 64 << 20])));
}

#[test]
fn what_has_no_index_is_searched_in_time_that_it_is_worth() {
    for part in ["1 0 obj(", "1 0 obj<<>>stream ", "trailer<</A(", "1 0 obj[", "1 0 obj\nxref\ntrailer["] {
        let bytes = [b"%PDF-1.4\n", part.repeat(20_000).as_bytes()].concat();
        assert!(read_within_limits(bytes).is_err());
    }
}

#[test]
fn long_lines_are_read_like_short_ones() {
    let line = format!("BT /F1 9 Tf 50 790 Td ({}) Tj ET", "0".repeat(400_000));
    assert_eq!(read(file(&page(line, HELVETICA, "", &[]))).0.len(), 400_000);
    let divided = format!("BT /F1 9 Tf 12 TL 50 700 Td {} ET", "(aaaaaaaaa-) ' ".repeat(30_000));
    assert_eq!(read(file(&page(divided, HELVETICA, "", &[]))).0.matches('a').count(), 270_000);
}
