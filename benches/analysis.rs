//! How fast quotes and actors are found: `cargo bench --bench analysis`.

use divan::{Bencher, black_box, counter::BytesCount};
use dixit::{
    analysis::Analyzer,
    article::{Article, Format},
    language::Tokens,
    source::Source,
};

fn main() {
    divan::main();
}

/// The samples over and over, at least so many bytes.
fn text(bytes: usize) -> String {
    let mut out = String::new();
    let samples: Vec<Article> = Source::samples().iter().filter_map(|s| s.load_first().ok()).collect();
    while out.len() < bytes && !samples.is_empty() {
        for sample in &samples {
            out.push_str(&sample.text);
            out.push_str("\n\n");
        }
    }
    out
}

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

#[divan::bench(args = SIZES)]
fn blocks(bencher: Bencher, size: usize) {
    let text = text(size);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| Article::from_text("text", black_box(&text).clone(), Format::Plain));
}

#[divan::bench(args = SIZES)]
fn tokens(bencher: Bencher, size: usize) {
    let article = Article::from_text("text", text(size), Format::Plain);
    bencher.counter(BytesCount::new(article.text.len())).bench(|| Tokens::of(black_box(&article)));
}

#[divan::bench(args = SIZES)]
fn whole_analysis(bencher: Bencher, size: usize) {
    let article = Article::from_text("text", text(size), Format::Plain);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| Analyzer::default().analyse(black_box(&article)));
}

/// Sentences in which every other word tells that something is said, and others that are made to be looked at again and
/// again.
const DENSE: [&str; 7] = [
    "she said he said Ann said that Bob said ",
    "said said said ",
    "according to Ann told Bob that according to ",
    "“a,” said Ann. “b,” he said. ",
    "Ann Roe, Bob Lend, Carl Orr said, ",
    "a b c d ",
    ". , ; ! ",
];

#[divan::bench(args = DENSE)]
fn dense_analysis_of_200_kb(bencher: Bencher, words: &str) {
    let article = Article::from_text("text", words.repeat(200_000 / words.len()), Format::Plain);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| Analyzer::default().analyse(black_box(&article)));
}
