//! Fuzz targets: whatever the bytes are, reading them ends, does not panic, gives a sound article, and takes memory and
//! output in proportion to the length of the input.
//!
//! Each target runs a moment with the other tests. `BOLERO_RANDOM_TEST_TIME_MS=1200000 cargo test --test fuzz html` runs
//! one for twenty minutes, and `tests/fuzz/guided.sh html` hands it to a fuzzer that watches which code an input reaches.
//! What they found is kept as tests beside the code that was fixed.
#![allow(clippy::expect_used, clippy::panic, reason = "tests say so when they fail")]

mod budget;
mod forge;
mod screen;
mod seeds;
mod sound;

use bolero::check;
use budget::Input;
use dixit::{
    analysis::{Analyzer, Threshold},
    article::{self, Article, Format, Hint},
    color::ColorDepth,
    export::{json, plain},
};
use std::time::Duration;

/// How long a target runs unless something else is asked for.
const MOMENT: Duration = Duration::from_millis(300);

/// Bytes of text per byte of input: the number before a list item is longer than its tag.
const TEXT_FOR_EACH: usize = 16;
/// Bytes of JSON or plain text per byte of text: a mention takes 70.
const EXPORT_FOR_EACH: usize = 200;

/// Reads bytes as a file with this name. An error message must be one line of words.
fn read(name: &str, bytes: Vec<u8>, content_type: Option<&str>) -> Vec<Article> {
    read_as(Input::Plain, name, bytes, content_type)
}

fn read_as(input: Input, name: &str, bytes: Vec<u8>, content_type: Option<&str>) -> Vec<Article> {
    let hint = Hint { content_type, url: Some("https://news.example/a/b") };
    let length = bytes.len();
    let articles = match input.measured(length, || article::Input::read(name, bytes, &hint)) {
        Ok(input) => input.into_articles(),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            Vec::new()
        }
    };
    let text = articles.iter().map(|article| article.text.len()).sum();
    input.check_output(length, text, TEXT_FOR_EACH);
    articles.iter().for_each(sound::check);
    articles
}

#[test]
fn decoding() {
    const TYPES: [Option<&str>; 6] = [
        None,
        Some("text/plain; charset=utf-16"),
        Some("text/plain; charset=shift_jis"),
        Some("text/html; charset=iso-2022-jp"),
        Some("text/plain; charset=windows-1252"),
        Some("application/octet-stream"),
    ];
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        let (&choice, rest) = bytes.split_first().unwrap_or((&0, &[]));
        let content_type = TYPES[usize::from(choice) % TYPES.len()];
        read("t", rest.to_vec(), content_type);
        read("t", forge::mend(rest, seeds::TEXT.as_bytes(), seeds::MARKS), content_type);
    });
}

#[test]
fn html() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        let page = forge::mend(bytes, seeds::PAGE.as_bytes(), seeds::TAGS);
        read("t.html", page, None);
    });
}

#[test]
fn markdown() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        read("t.md", forge::mend(bytes, seeds::MARKDOWN.as_bytes(), seeds::SIGNS), None);
    });
}

#[test]
fn mail() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        let mail = forge::mend(bytes, seeds::MAIL.as_bytes(), seeds::HEADERS);
        let mailbox = [&b"From a\n"[..], &mail, b"\n\nFrom b\n", bytes].concat();
        read("t.mbox", mailbox, None);
        read("t.eml", mail, None);
    });
}

#[test]
fn epub() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        read_as(Input::Packed, "t.epub", forge::book(bytes), None);
    });
}

#[test]
fn pdf() {
    let whole = forge::pdf();
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        read_as(Input::Packed, "t.pdf", forge::mend(bytes, &whole, seeds::OBJECTS), None);
    });
}

#[test]
fn feed() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        read("t.xml", forge::mend(bytes, seeds::FEED.as_bytes(), seeds::TAGS), None);
    });
}

#[test]
fn compressed() {
    let packed = forge::gzip(seeds::TEXT.as_bytes());
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        read_as(Input::Packed, "t.gz", forge::mend(bytes, &packed, &[]), None);
        read_as(Input::Packed, "t.zst", [b"\x28\xb5\x2f\xfd", bytes].concat(), None);
    });
}

#[test]
fn analysis() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| {
        let text = forge::mend(bytes, seeds::TEXT.as_bytes(), seeds::MARKS);
        let format = if bytes.len().is_multiple_of(2) { Format::Plain } else { Format::Markdown };
        let length = text.len();
        let (article, analysis) = Input::Plain.measured(length, || {
            let article = Article::from_text("t", String::from_utf8_lossy(&text), format);
            let analysis = Analyzer::default().analyse(&article);
            (article, analysis)
        });
        sound::check(&article);
        sound::check_analysis(&article, &analysis);
        let mut out = Vec::new();
        json::write(&mut out, &article, &analysis).expect("memory can be written to");
        let options = plain::Options { width: Some(40), colors: ColorDepth::Sixteen };
        let reduced = analysis.above(&article, Threshold::Likely);
        plain::write(&mut out, &article, &reduced, &[], options).expect("memory can be written to");
        Input::Plain.check_output(length, out.len(), EXPORT_FOR_EACH);
    });
}

#[test]
fn screen() {
    check!().with_test_time(MOMENT).for_each(|bytes: &[u8]| screen::drive(bytes));
}
