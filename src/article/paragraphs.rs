//! Which paragraph of an article a place stands in, as a reader would count them.

use super::{Article, BlockKind};

/// The running paragraphs of an article, numbered from 1. Block quotes and items of lists count; the headline, headings,
/// tables and page furniture do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraphs {
    /// Where each begins, or the headings right above it.
    starts: Vec<usize>,
}

impl Paragraphs {
    /// Counts the paragraphs of `article`.
    pub fn of(article: &Article) -> Self {
        let mut starts = Vec::new();
        let mut heading = None;
        for block in &article.blocks {
            match block.kind {
                BlockKind::Heading(_) => heading = heading.or(Some(block.span.start)),
                BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem { .. } => {
                    starts.push(heading.take().unwrap_or(block.span.start));
                }
                _ => heading = None,
            }
        }
        Self { starts }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Where the paragraph with this number begins, or the headings right above it: that of the last where there are fewer,
    /// none where there are no paragraphs.
    pub fn start(&self, number: usize) -> Option<usize> {
        self.starts.get(number.saturating_sub(1)).or(self.starts.last()).copied()
    }

    /// The number of the paragraph at the byte `offset`; 0 for the headline and all else above the first. A heading
    /// counts with the paragraph below it, anything else between two paragraphs with the one above.
    pub fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    #[test]
    fn paragraphs_are_counted_as_a_reader_would() {
        let text = "# The plan\n\nFirst one.\n\n## Heading\n\nSecond one.\n\n- third\n- fourth\n\n> fifth\n\n    code\n";
        let article = Article::from_text("t.md", text, Format::Markdown);
        let paragraphs = Paragraphs::of(&article);
        let number = |words: &str| paragraphs.number(text.find(words).unwrap());
        assert_eq!(
            ["The plan", "First", "Heading", "Second", "third", "fifth", "code"].map(number),
            [0, 1, 2, 2, 3, 5, 5]
        );
        let start = |number| paragraphs.start(number).map(|start| paragraphs.number(start));
        assert_eq!([0, 1, 2, 5, 99].map(start), [Some(1), Some(1), Some(2), Some(5), Some(5)]);
        assert_eq!(Paragraphs::default().start(1), None);
    }
}
