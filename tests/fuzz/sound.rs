//! What holds for every article and analysis.

use dixit::{
    analysis::Analysis,
    article::{Article, Block},
    span::Span,
};

fn is_in(article: &Article, span: Span) -> bool {
    article.text.get(span.range()).is_some()
}

fn are_ordered(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| matches!(pair, [a, b] if a.end <= b.start))
}

/// Checks that all spans lie in the text, in order, and that links, title, byline and date lie in blocks.
pub fn check(article: &Article) {
    let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let links: Vec<Span> = article.links.iter().map(|link| link.span).collect();
    assert!(are_ordered(&blocks), "{blocks:?}");
    assert!(are_ordered(&article.markup), "{:?}", article.markup);
    assert!(are_ordered(&links), "{links:?}");
    let head = [article.title, article.byline, article.published];
    for span in blocks.iter().chain(&article.markup).chain(&links).chain(head.iter().flatten()) {
        assert!(is_in(article, *span), "{span:?}");
    }
    for block in &blocks {
        assert!(!block.is_empty() && *block == block.trim(&article.text), "{:?}", block.of(&article.text));
    }
    let holds = |span: &Span| blocks.iter().any(|block| block.start <= span.start && span.end <= block.end);
    for span in links.iter().chain(head.iter().flatten()) {
        assert!(holds(span), "{:?} lies in no block", span.of(&article.text));
    }
}

/// Checks that quotes lie in blocks that are analysed, and that their speakers exist.
pub fn check_analysis(article: &Article, analysis: &Analysis) {
    let analysed: Vec<&Block> = article.blocks.iter().filter(|block| block.kind.is_analysed()).collect();
    for attributed in &analysis.quotes {
        let quote = &attributed.quote;
        assert!(!quote.content.is_empty() && are_ordered(&quote.content), "{:?}", quote.content);
        for piece in &quote.content {
            assert!(is_in(article, *piece), "{piece:?}");
            let overlaps = |block: &&&Block| block.span.start < piece.end && piece.start < block.span.end;
            assert!(analysed.iter().any(|block| overlaps(&block)), "{:?}", piece.of(&article.text));
        }
        assert!((0.0..=1.0).contains(&quote.confidence), "{}", quote.confidence);
        let people = [attributed.speaker, attributed.via, attributed.to];
        assert!(people.iter().flatten().all(|id| analysis.actors.get(id.0).is_some()));
    }
    for mention in analysis.actors.iter().flat_map(|actor| &actor.mentions) {
        assert!(is_in(article, mention.span), "{:?}", mention.span);
    }
}
