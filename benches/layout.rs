//! How long a person waits for text to be set: `cargo bench --bench layout`.

use divan::{Bencher, black_box};
use dixit::{
    article::{Article, Block, BlockKind},
    reader::layout::{Layout, RowAt},
    span::Span,
};

const WIDTH: u16 = 72;
const SCREEN: usize = 60;

const PARAGRAPH: &str = "The mayor said on Thursday that the bridge, which had been closed since the floods of early \
spring, would “certainly not” be opened before an independent examination of its foundations, and that those who had \
promised otherwise – she named nobody – had spoken without knowledge of the engineers’ correspondence.";

fn main() {
    divan::main();
}

/// An article of so many paragraphs of 45 words.
fn article(paragraphs: usize) -> Article {
    let mut article = Article::default();
    for _ in 0..paragraphs {
        let start = article.text.len();
        article.text.push_str(PARAGRAPH);
        let span = Span::new(start, article.text.len());
        article.blocks.push(Block { kind: BlockKind::Paragraph, span });
        article.text.push_str("\n\n");
    }
    article
}

/// 11 MB.
fn long() -> Article {
    article(11_000_000 / PARAGRAPH.len())
}

#[divan::bench]
fn first_screenful_of_11_mb(bencher: Bencher) {
    let article = long();
    bencher.bench_local(|| {
        let mut layout = Layout::new(black_box(&article), WIDTH);
        layout.prepare(&article, RowAt::default(), SCREEN);
        layout.rows(RowAt::default(), SCREEN).flat_map(|(_, row)| row.glyphs(&article)).count()
    });
}

#[divan::bench]
fn first_screenful_of_a_line_of_10_mb(bencher: Bencher) {
    let mut article = article(1);
    article.text = PARAGRAPH.repeat(10_000_000 / PARAGRAPH.len());
    article.blocks[0].span = Span::new(0, article.text.len());
    bencher.bench_local(|| {
        let mut layout = Layout::new(black_box(&article), WIDTH);
        layout.prepare(&article, RowAt::default(), SCREEN);
        layout.rows(RowAt::default(), SCREEN).flat_map(|(_, row)| row.glyphs(&article)).count()
    });
}

#[divan::bench]
fn one_row_down_in_11_mb(bencher: Bencher) {
    let article = long();
    let mut layout = Layout::new(&article, WIDTH);
    let mut at = layout.at(&article, article.text.len() / 2);
    bencher.bench_local(|| {
        at = layout.step(&article, at, 1);
        layout.prepare(&article, at, SCREEN);
        layout.rows(at, SCREEN).count()
    });
}

#[divan::bench]
fn end_of_11_mb(bencher: Bencher) {
    let article = long();
    bencher.bench_local(|| {
        let mut layout = Layout::new(black_box(&article), WIDTH);
        let last = layout.last(&article);
        layout.step(&article, last, -60)
    });
}

#[divan::bench]
fn all_of_10_000_words(bencher: Bencher) {
    let article = article(10_000 / PARAGRAPH.split_whitespace().count());
    bencher.bench_local(|| {
        let mut layout = Layout::new(black_box(&article), WIDTH);
        layout.prepare(&article, RowAt::default(), usize::MAX);
        layout.rows(RowAt::default(), usize::MAX).count()
    });
}
