//! Cuts an article into paragraphs, sentences and tokens.

use super::{Tokens, sentences, tokenise};
use crate::article::Article;

/// Text is analysed as far as its offsets fit in four bytes.
const FURTHEST: usize = u32::MAX as usize;

impl Tokens {
    /// Finds the tokens and sentences of the blocks of `article` that are analysed. Linear in the text.
    pub fn of(article: &Article) -> Self {
        let mut out = Self::default();
        for (block, part) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_analysed()) {
            if part.span.end > FURTHEST {
                break;
            }
            let first = out.len();
            tokenise::tokenise(&article.text, part.span, &article.markup, |token| out.push(token));
            let tokens = first..out.len();
            if tokens.is_empty() {
                continue;
            }
            out.paragraphs.push((block as u32, out.sentences.len() as u32));
            let mut begins = std::mem::take(&mut out.sentences);
            sentences::split(&article.text, &out, tokens, |first| begins.push(first as u32));
            out.sentences = begins;
        }
        out
    }
}
