mod limits;

use super::*;
use crate::article::BlockKind;
use std::fmt::Write as _;

fn read(name: &str, bytes: Vec<u8>) -> Result<Article, Problem> {
    super::read(name, bytes, &mut Budget::of(0))
}

/// A document of pages with lines in Helvetica, each given by its distance from the left and the foot, its size, and
/// its words.
fn pdf(pages: &[Vec<(u32, u32, u32, &str)>]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), String::new()];
    objects
        .push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned());
    let mut kids = String::new();
    for lines in pages {
        let mut content = String::new();
        for (x, y, size, words) in lines {
            let words = words.replace('(', "\\(").replace(')', "\\)");
            let _ = writeln!(content, "BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET");
        }
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1));
        let stream = objects.len();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {stream} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        ));
        let _ = write!(kids, "{} 0 R ", objects.len());
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len());
    file(&objects.into_iter().map(String::into_bytes).collect::<Vec<_>>())
}

/// A document of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend([format!("{} 0 obj\n", n + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = out.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(end, "{place:010} 00000 n ");
    }
    let _ = write!(end, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF", objects.len() + 1);
    out.extend(end.as_bytes());
    out
}

#[test]
fn lines_become_paragraphs_without_heads_and_feet() {
    let head = (50, 770, 9, "Harbour News, May 2018");
    let pages = [
        vec![
            head,
            (50, 720, 24, "Harbour plan passes"),
            (
                50,
                680,
                11,
                "The council of the harbour town met late on Monday, and after a debate of four hours its mem-",
            ),
            (
                50,
                666,
                11,
                "bers voted for the plan that was laid before them in spring, though nobody seemed to like it.",
            ),
            (
                50,
                640,
                11,
                "\"Nobody likes it,\" said Mara Lind, who has led the council for nine years, and who wants the",
            ),
            (50, 626, 11, "quay to be built."),
            (50, 596, 14, "What comes next"),
            (
                50,
                572,
                11,
                "Work begins in May, the mayor said, if the money, which is to come from the fund for the coast,",
            ),
            (290, 30, 9, "1"),
        ],
        vec![
            head,
            (
                50,
                720,
                11,
                "has been paid into the account of the town by then, and if the court does not stop all of it.",
            ),
            (50, 690, 11, "Those who live at the quay have asked it to."),
            (290, 30, 9, "2"),
        ],
    ];
    let article = read("t.pdf", pdf(&pages)).unwrap();
    let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text))).collect();
    let expected = [
        (BlockKind::Title, "Harbour plan passes"),
        (
            BlockKind::Paragraph,
            "The council of the harbour town met late on Monday, and after a debate of four hours its members voted for the plan that was laid before them in spring, though nobody seemed to like it.",
        ),
        (
            BlockKind::Paragraph,
            "\"Nobody likes it,\" said Mara Lind, who has led the council for nine years, and who wants the quay to be built.",
        ),
        (BlockKind::Heading(2), "What comes next"),
        (
            BlockKind::Paragraph,
            "Work begins in May, the mayor said, if the money, which is to come from the fund for the coast, has been paid into the account of the town by then, and if the court does not stop all of it.",
        ),
        (BlockKind::Paragraph, "Those who live at the quay have asked it to."),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_has_no_text_or_is_broken_says_so() {
    let reason = |bytes: Vec<u8>| match read("t.pdf", bytes) {
        Err(Problem::Broken { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    assert!(reason(pdf(&[vec![]])).contains("no text"));
    assert!(reason(b"%PDF-1.4 and no more".to_vec()).contains("cross-reference"));
}

#[test]
fn nesting_of_any_depth_is_survived() {
    for (open, close) in [("[", "]"), ("<</A", ">>"), ("(", ")")] {
        let deep = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        let bytes = pdf(&[vec![(50, 700, 11, "The council met.")]]);
        let text = String::from_utf8_lossy(&bytes).replace("/MediaBox", &format!("/X {deep} /MediaBox"));
        let _ = read("t.pdf", text.into_bytes());
        let _ = read("t.pdf", [b"%PDF-1.4\n", deep.as_bytes()].concat());
    }
}

#[test]
fn a_stamp_aslant_over_a_page_is_none_of_its_text() {
    let content = "BT /F1 24 Tf 50 720 Td (Harbour plan passes) Tj ET BT /F1 10 Tf 50 690 Td (The council met late on \
        Monday.) Tj ET BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (DRAFT) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
    ];
    let article = read("plan.pdf", file(&objects.map(String::into_bytes))).unwrap();
    assert_eq!(article.text, "Harbour plan passes\n\nThe council met late on Monday.");
}

#[test]
fn a_sentence_that_a_column_breaks_off_goes_on_with_a_name() {
    let left = [
        "The council of the harbour town met late",
        "on Monday and voted for the plan. Nobody",
        "had asked those who live on the quay, and",
        "nobody likes it. The plan was drawn up by",
    ];
    let right = [
        "Mara Lind in the spring, who has led it for",
        "nine years and wants the quay to be built",
        "by the end of the year. Work is to begin in",
        "May, when the last of the storms are over.",
    ];
    let column =
        |x: u32, lines: [&'static str; 4]| (0..).zip(lines).map(move |(n, line)| (x, 700 - 14 * n, 10, line));
    let text = read("plan.pdf", pdf(&[column(50, left).chain(column(320, right)).collect()])).unwrap().text;
    assert!(text.contains("drawn up by Mara Lind"), "{text}");
}

#[test]
fn a_document_is_found_below_what_was_put_before_it_and_without_a_true_index() {
    let whole = pdf(&[vec![(50, 720, 24, "Harbour plan passes"), (50, 690, 11, "The council met late.")]]);
    let text = "Harbour plan passes\n\nThe council met late.";
    let number = |from: &[u8], to: &[u8]| {
        let at = whole.windows(from.len()).position(|window| window == from).unwrap();
        [&whole[..at], to, &whole[at + from.len()..]].concat()
    };
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n";
    for bytes in [
        [b"\r\n-- cut here --\r\n", whole.as_slice()].concat(),
        [head, whole.as_slice()].concat(),
        number(b"startxref\n", b"startxref\n9"),
        number(b"0000000009 00000 n", b"0000000013 00000 n"),
        // The objects are numbered from 0, though the first of the table is free.
        number(b"\n0 6\n0000000000 65535 f \n", b"\n0 5\n"),
        // Each line has got another end.
        whole.iter().flat_map(|b| if *b == b'\n' { b"\r\n".to_vec() } else { vec![*b] }).collect(),
    ] {
        use crate::article::{Hint, Input};
        let read = Input::read("plan", bytes, &Hint::default()).unwrap().into_articles();
        assert_eq!(read[0].text, text);
    }
}

#[test]
fn objects_in_streams_are_found_without_an_index() {
    let content = "BT /F1 11 Tf 50 690 Td (The council met late.) Tj ET";
    let packed = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    ];
    let (mut places, mut data) = (String::new(), String::new());
    for (n, object) in packed.iter().enumerate() {
        let _ = write!(places, "{} {} ", n + 1, data.len());
        data.extend([object, " "]);
    }
    let stream =
        |dict: &str, data: &str| format!("<< {dict} /Length {} >>\nstream\n{data}\nendstream", data.len());
    let objects = [
        stream("", content),
        stream(&format!("/Type /ObjStm /N 4 /First {}", places.len()), &(places + &data)),
        stream("/Type /XRef /Root 1 0 R /W [1 2 1] /Size 8", "cut off"),
    ];
    let numbered = (5..).zip(objects).map(|(n, object)| format!("{n} 0 obj\n{object}\nendobj\n"));
    let document = format!("%PDF-1.5\n{}startxref\n0\n%%EOF", numbered.collect::<String>());
    assert_eq!(read("plan.pdf", document.into_bytes()).unwrap().text, "The council met late.");
}

#[test]
fn a_carriage_return_in_a_string_is_the_code_of_a_glyph() {
    let content = "BT /F1 11 Tf 50 690 Td (The \reet met late and \ra\rgs \\\rwere out \\(all\\).) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Differences [13 /fl] >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
    ];
    let article = read("plan.pdf", file(&objects.map(String::into_bytes))).unwrap();
    assert_eq!(article.text, "The fleet met late and flaflgs were out (all).");
}
