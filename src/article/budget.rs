//! Bounds on what is built from one document, whatever it contains: a few kilobytes can expand to gigabytes.
//!
//! The limits of size that formats share are defined here; some formats have further ones of their own. A [`Budget`] is
//! passed along with a document through the modules that read its format; where it is spent, the rest is left out, and
//! the article says so ([`Caveat::LeftOut`](super::Caveat::LeftOut)). Strings that are repeated for each article or
//! link (names, addresses) have limits of their own.

/// Most text of the articles in a document, in bytes, unless the file itself is larger. A long book has 5 MB.
const TEXT: usize = 16 << 20;
/// Most blocks of the articles in a document.
const BLOCKS: usize = 1_000_000;
/// Most links of the articles in a document.
const LINKS: usize = 250_000;
/// Most articles in a document: mails, feed entries, chapters.
const ARTICLES: usize = 250_000;

/// Longest part of a page that is read, in bytes.
pub(super) const PAGE: usize = 32 << 20;
/// Most elements of a page that are read. A report of a thousand pages has 100,000.
pub(super) const ELEMENTS: usize = 300_000;
/// Most JSON-LD of a page that is read, in bytes.
pub(super) const DATA: usize = 2 << 20;
/// Most elements of a feed, or of the package document of a book, that are read.
pub(super) const NODES: usize = 300_000;

/// Most bytes that any file may decompress to.
pub(super) const UNPACKED: u64 = 256 << 20;
/// How many bytes any file may decompress to, however small it is.
const UNPACKED_AT_LEAST: u64 = 16 << 20;
/// The greatest compression ratio of files larger than that. That of text is about 3, that of data tables about 30.
const RATIO: u64 = 64;

/// Longest title, in bytes.
pub(super) const TITLE: usize = 1000;
/// Longest byline, outlet name or date, in bytes.
pub(super) const NAME: usize = 300;
/// Longest language tag, in bytes: the buffer length that RFC 5646 recommends.
pub(super) const LANGUAGE: usize = 35;
/// Longest address, in bytes; servers do not accept longer ones.
pub(super) const ADDRESS: usize = 8192;
/// Longest base URL, in bytes: it is repeated for each link.
pub(super) const BASE: usize = 2048;

/// What may still be built from a document.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of text.
    text: usize,
    blocks: usize,
    links: usize,
    articles: usize,
    is_spent: bool,
}

impl Budget {
    /// The budget of a document whose file has `length` bytes, compressed or not.
    pub(super) fn of(length: usize) -> Self {
        Self { text: TEXT.max(length), blocks: BLOCKS, links: LINKS, articles: ARTICLES, is_spent: false }
    }

    /// How many bytes of text may still be built.
    pub(super) const fn text(&self) -> usize {
        self.text
    }

    /// Takes a block of `text` bytes from the budget; returns how many of these may be built.
    pub(super) fn take_block(&mut self, text: usize) -> usize {
        let granted = if self.blocks > 0 { text.min(self.text) } else { 0 };
        self.blocks = self.blocks.saturating_sub(1);
        self.text -= granted;
        self.is_spent |= granted < text;
        granted
    }

    /// Takes a link from the budget; returns whether it may be built.
    pub(super) fn take_link(&mut self) -> bool {
        let fits = self.links > 0;
        if fits {
            self.links -= 1;
        } else {
            self.is_spent = true;
        }
        fits
    }

    /// Takes an article from the budget; returns whether it may be built.
    pub(super) fn take_article(&mut self) -> bool {
        let fits = self.articles > 0 && self.text > 0 && self.blocks > 0;
        if fits {
            self.articles -= 1;
        } else {
            self.is_spent = true;
        }
        fits
    }

    /// Notes that something was left out.
    pub(super) fn leave_out(&mut self) {
        self.is_spent = true;
    }

    /// Whether anything was left out.
    pub(super) const fn is_spent(&self) -> bool {
        self.is_spent
    }
}

/// Most bytes that a file of `packed` bytes may decompress to.
pub(super) fn unpacked(packed: usize) -> u64 {
    (packed as u64).saturating_mul(RATIO).clamp(UNPACKED_AT_LEAST, UNPACKED)
}

/// The words of `text` on one line of at most `most` bytes; where it is cut, mostly between words, an ellipsis is
/// added. `None` where there are no words.
pub(super) fn line(text: &str, most: usize) -> Option<String> {
    let mut out = String::new();
    for word in text.split_whitespace() {
        let room = most.saturating_sub(out.len() + usize::from(!out.is_empty()));
        if word.len() > room {
            if out.is_empty() {
                out.push_str(start(word, most));
            }
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// An address, unless it is longer than `most` bytes: a truncated one leads nowhere.
pub(super) fn address(text: &str, most: usize) -> Option<String> {
    line(text, most).filter(|_| text.trim().len() <= most)
}

/// The first `most` bytes of `text`, or up to three fewer, so that no character is cut.
pub(super) fn start(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rfind(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_between_words() {
        for (text, most, cut) in [
            ("  one\n two ", 20, Some("one two")),
            ("one two three", 7, Some("one two…")),
            ("one two three", 6, Some("one…")),
            ("éééé", 5, Some("éé…")),
            (" \n", 5, None),
        ] {
            assert_eq!(line(text, most).as_deref(), cut, "{text:?}");
        }
        assert_eq!(address(" https://news.example/ ", 30).as_deref(), Some("https://news.example/"));
        assert_eq!(address("https://news.example/", 10), None);
    }

    #[test]
    fn what_is_spent_stays_spent() {
        let mut budget = Budget::of(0);
        assert_eq!((budget.take_block(TEXT - 1), budget.is_spent()), (TEXT - 1, false));
        assert_eq!((budget.take_block(2), budget.is_spent()), (1, true));
        assert_eq!((budget.take_block(1), budget.take_article()), (0, false));
    }

    #[test]
    fn small_files_unpack_to_little_and_large_ones_to_more() {
        assert_eq!(unpacked(0), UNPACKED_AT_LEAST);
        assert_eq!(unpacked(1 << 20), 64 << 20);
        assert_eq!(unpacked(1 << 30), UNPACKED);
    }
}
