//! Numbers the paragraphs of an article, as a reader would count them.

use super::{Article, BlockKind};

/// The numbered paragraphs of an article, from 1 on. Block quotations and list items count; title, headings, tables and
/// page furniture do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraphs {
    /// The offset of each paragraph, or that of the headings directly above it.
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

    /// The offset of the paragraph with this number, or of the headings directly above it; that of the last paragraph
    /// where there are fewer, `None` where there are none.
    pub fn start(&self, number: usize) -> Option<usize> {
        self.starts.get(number.saturating_sub(1)).or(self.starts.last()).copied()
    }

    /// The number of the paragraph at the byte `offset`; 0 for the title and everything else above the first. A heading
    /// has the number of the paragraph below it, other blocks that of the paragraph above.
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
