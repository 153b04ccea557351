//! Compressed texts with their parts, from which the words of quotes are read.

use super::{integer, parts::Parts};
use crate::{article::Article, export::rows, span::Span};
use flate2::{Compression, Decompress, FlushDecompress, Status, write::ZlibEncoder};
use rusqlite::{OptionalExtension as _, Result, Transaction, params};
use std::io::{self, Write as _};

/// Compresses the parts (JSON on one line), a line break, and the text.
pub(super) fn pack(parts: &str, text: &str) -> io::Result<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::with_capacity(text.len() / 2), Compression::default());
    packer.write_all(parts.as_bytes())?;
    packer.write_all(b"\n")?;
    packer.write_all(text.as_bytes())?;
    packer.finish()
}

/// Decompresses texts one after the other, with buffers that are allocated once.
pub(super) struct Unpacker {
    inflater: Decompress,
    /// The last decompressed bytes.
    both: Vec<u8>,
}

impl Default for Unpacker {
    fn default() -> Self {
        Self { inflater: Decompress::new(true), both: Vec::new() }
    }
}

impl Unpacker {
    /// Parts and text of what [`pack`] made. `None` where it is damaged.
    fn unpack(&mut self, packed: &[u8]) -> Option<(Parts, String)> {
        /// By how much most texts grow.
        const COMMON: usize = 4;
        self.inflater.reset(true);
        self.both.clear();
        self.both.reserve(packed.len() * COMMON);
        loop {
            let read = usize::try_from(self.inflater.total_in()).ok()?;
            let left = packed.get(read..)?;
            let status = self.inflater.decompress_vec(left, &mut self.both, FlushDecompress::Finish).ok()?;
            let has_room = self.both.len() < self.both.capacity();
            match status {
                Status::StreamEnd => break,
                // The compressed bytes end early.
                _ if has_room => return None,
                _ => self.both.reserve(self.both.len().max(packed.len())),
            }
        }
        let line = memchr::memchr(b'\n', &self.both)?;
        let parts = serde_json::from_slice(self.both.get(..line)?).ok()?;
        let text = String::from_utf8(self.both.get(line + 1..)?.to_vec()).ok()?;
        Some((parts, text))
    }

    /// The article of a packed text. `None` where it is damaged.
    pub fn article(
        &mut self,
        packed: &[u8],
        name: String,
        url: Option<String>,
        language: Option<String>,
    ) -> Option<Article> {
        let (parts, text) = self.unpack(packed)?;
        parts.article(name, text, url, language)
    }
}

/// The texts of articles. The last one is cached, since rows mostly come article by article.
#[derive(Default)]
pub(super) struct Texts {
    last: Option<(i64, Text)>,
    unpacker: Unpacker,
}

impl Texts {
    /// The text of the article in this row.
    pub fn of(&mut self, store: &rusqlite::Connection, article: i64) -> Result<&Text> {
        let found = match self.last.take() {
            Some((id, text)) if id == article => text,
            _ => {
                let mut statement = store.prepare_cached("SELECT content FROM packed WHERE article = ?1")?;
                let unpacker = &mut self.unpacker;
                let text = statement
                    .query_row([article], |row| Ok(Text::of(row.get_ref(0)?.as_blob()?, unpacker)))
                    .optional()?;
                text.unwrap_or_else(|| Text::new(Article::default()))
            }
        };
        Ok(&self.last.insert((article, found)).1)
    }
}

/// A text, addressed by code points. A damaged one is empty.
pub(super) struct Text {
    article: Article,
    /// For each code point of more than one byte its number, and by how much the bytes up to it exceed the code points.
    wide: Vec<(usize, usize)>,
}

impl Text {
    fn of(packed: &[u8], unpacker: &mut Unpacker) -> Self {
        Self::new(unpacker.article(packed, String::new(), None, None).unwrap_or_default())
    }

    fn new(article: Article) -> Self {
        let mut more = 0;
        let wide = article.text.chars().enumerate().filter(|(_, c)| !c.is_ascii()).map(|(place, c)| {
            more += c.len_utf8() - 1;
            (place, more)
        });
        Self { wide: wide.collect(), article }
    }

    /// All of it.
    pub fn all(&self) -> &str {
        &self.article.text
    }

    /// The byte offset of a code point.
    pub fn offset(&self, code_point: usize) -> usize {
        let before = self.wide.partition_point(|(place, _)| *place < code_point);
        let more = before.checked_sub(1).and_then(|last| self.wide.get(last)).map_or(0, |(_, more)| *more);
        code_point.saturating_add(more).min(self.article.text.len())
    }

    /// The words between two code points.
    pub fn words(&self, start: usize, end: usize) -> String {
        self.article.shown(self.span(start, end))
    }

    /// The words of a content, by its spans as rows have them.
    pub fn content(&self, spans: &str) -> String {
        let spans = spans.split(' ').filter_map(|span| {
            let (start, end) = span.split_once('-')?;
            Some(self.span(start.parse().ok()?, end.parse().ok()?))
        });
        rows::content(&self.article, spans)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = (self.offset(start), self.offset(end));
        Span::new(start.min(end), end)
    }
}

/// Compresses the texts of an older library.
pub(super) fn pack_all(whole: &Transaction<'_>) -> Result<()> {
    let mut put = whole.prepare("INSERT INTO packed (article, content, bytes) VALUES (?1, ?2, ?3)")?;
    let mut texts = whole.prepare("SELECT article, content, parts FROM text ORDER BY article")?;
    let mut rows = texts.query([])?;
    while let Some(row) = rows.next()? {
        let (id, text, parts): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let packed =
            pack(&parts, &text).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        put.execute(params![id, packed, integer(text.len())])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    #[test]
    fn a_text_is_cut_where_rows_say() {
        let mut unpacker = Unpacker::default();
        for text in ["“Zoë pays — now,” he said.\n\nÉlan.", "Ann pays -- now, he said."] {
            let article = Article::from_text("a", text, Format::Plain);
            let parts = serde_json::to_string(&Parts::of(&article)).unwrap();
            let packed = Text::of(&pack(&parts, text).unwrap(), &mut unpacker);
            let count = text.chars().count();
            assert_eq!(
                (packed.all(), packed.offset(count), packed.offset(count + 9)),
                (text, text.len(), text.len())
            );
            let expected: String = text.chars().skip(1).take(4).collect();
            assert_eq!(packed.words(1, 5), expected.trim());
            assert_eq!(
                packed.content("1-5 nonsense 7-8"),
                format!("{} … {}", expected.trim(), packed.words(7, 8))
            );
        }
    }

    #[test]
    fn a_damaged_text_is_nothing() {
        let mut unpacker = Unpacker::default();
        let article = Article::from_text("a", "Ann pays.", Format::Plain);
        let whole = pack(&serde_json::to_string(&Parts::of(&article)).unwrap(), &article.text).unwrap();
        assert_eq!(Text::of(b"no text", &mut unpacker).all(), "");
        assert_eq!(Text::of(&[], &mut unpacker).all(), "");
        assert_eq!(Text::of(&whole[..whole.len() - 9], &mut unpacker).all(), "");
        assert_eq!(Text::of(&whole, &mut unpacker).all(), "Ann pays.");
    }

    #[test]
    fn a_text_that_packs_well_comes_back_whole() {
        let text = "to and fro ".repeat(9000);
        let parts = serde_json::to_string(&Parts::default()).unwrap();
        let packed = pack(&parts, &text).unwrap();
        assert!(packed.len() * 100 < text.len());
        assert_eq!(Text::of(&packed, &mut Unpacker::default()).all(), text);
    }
}
