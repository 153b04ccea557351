//! Bounds on how much of a document is read. What exceeds them is left out, and [`Meter`] notes that it was.
//!
//! A document of a few kilobytes can draw the same text a million times, name a font whose every character maps to a
//! page of text, or nest objects beyond the stack. Therefore everything that is read from it is first taken from one of
//! these budgets. Documents made for readers use about a hundredth of any of them; a malicious one costs at most a good
//! 200 MB of memory and some seconds.

use pdfboss_core::Error;
use std::cell::Cell;

/// Most pages that are read.
pub(super) const PAGES: usize = 3000;

/// What a line takes besides its text, in bytes. Both are taken from what the budget has left for text.
pub(super) const LINE: usize = 32;

/// Longest text of a page, in bytes.
pub(super) const PAGE_TEXT: usize = 1 << 20;

/// Most bytes of strings that a page draws. A font may map one byte to a dozen characters.
pub(super) const PAGE_LETTERS: usize = 512 << 10;

/// Most strings that a page draws. Each takes half a kilobyte with its font, position and colour.
pub(super) const PAGE_STRINGS: usize = 100_000;

/// Most operators of a page that affect text.
pub(super) const PAGE_OPERATORS: usize = 1_000_000;

/// Most bytes of content streams of a page, decompressed, with form `XObject`s counted each time they are drawn. Maps
/// have a few million.
pub(super) const PAGE_CONTENT: usize = 32 << 20;

/// Most bytes that the fonts of a page take in memory.
pub(super) const PAGE_FONTS: usize = 64 << 20;

/// Most operands of an operator.
pub(super) const OPERANDS: usize = 50_000;

/// Deepest nesting of operands.
pub(super) const OPERAND_DEPTH: usize = 32;

/// Most graphics states that are saved at one time.
pub(super) const SAVED: usize = 256;

/// Deepest nesting of marked content that changes text: each text span is compared with all open sequences.
pub(super) const MARKS: usize = 64;

/// Longest replacement text (`ActualText`) given in the content stream, in bytes.
pub(super) const REPLACEMENT: usize = 4 << 10;

/// Longest replacement text in a resource or object, in bytes: it may be used many times.
pub(super) const NAMED_REPLACEMENT: usize = 256;

/// Longest name of a font, a glyph or the like, in bytes. The Adobe Glyph List allows 63.
pub(super) const NAME: usize = 63;

/// Most tokens of an object; the list of pages of a document with 130,000 pages has as many.
pub(super) const OBJECT_TOKENS: usize = 400_000;

/// Longest object without its stream's data, in bytes.
pub(super) const OBJECT: usize = 16 << 20;

/// Longest encoded data of a stream, in bytes. Images are not read.
pub(super) const STREAM: usize = 32 << 20;

/// Longest object stream when decoded, in bytes.
pub(super) const OBJECT_STREAM: usize = 16 << 20;

/// Longest font program when decoded, in bytes.
pub(super) const FONT: usize = 16 << 20;

/// Longest `CMap` when decoded, in bytes.
pub(super) const CODES: usize = 1 << 20;

/// Most ranges of a `CMap` that are kept as such: they are searched one by one for each character.
pub(super) const RANGES: usize = 64;

/// Most codes in all other ranges of a `CMap` together.
pub(super) const RANGE_CODES: usize = 65_536;

/// Longest text that a code maps to, in bytes of UTF-16.
pub(super) const LETTERS_OF_CODE: usize = 32;

/// Most glyph widths that are set for a font, including those that are set again.
pub(super) const WIDTHS: usize = 200_000;

/// Most cross-reference sections of a document: each incremental update adds one.
pub(super) const SECTIONS: usize = 1000;

/// Most entries in the cross-reference sections of a document.
pub(super) const ENTRIES: usize = 1_000_000;

/// Longest cross-reference section, in bytes.
pub(super) const SECTION: usize = 24 << 20;

/// Most filters of a stream.
pub(super) const FILTERS: usize = 8;

/// Deepest level of the page tree.
pub(super) const TREE_DEPTH: usize = 64;

/// Most bytes of parsed objects in the cache.
pub(super) const KEPT: usize = 32 << 20;

/// The work that may be done for any document. The unit is about a nanosecond on a busy machine.
const WORK: u64 = 4_000_000_000;

/// The additional work for each byte of the file, at most [`WORK`] in all: longer documents may take longer.
const WORK_PER_BYTE: u64 = 500;

/// Counts the work left for a document, and notes whether anything was left out.
#[derive(Debug)]
pub(super) struct Meter {
    work: Cell<u64>,
    cut: Cell<bool>,
}

impl Meter {
    /// The meter of a file with `bytes` bytes.
    pub fn new(bytes: usize) -> Self {
        Self { work: Cell::new(WORK + (WORK_PER_BYTE * bytes as u64).min(WORK)), cut: Cell::new(false) }
    }

    /// Charges work.
    ///
    /// # Errors
    /// Where no work is left.
    pub fn spend(&self, work: usize) -> Result<(), Error> {
        let left = self.work.get().checked_sub(work as u64);
        self.work.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| self.refuse("it takes too long to read"))
    }

    /// Whether no work is left.
    pub fn is_spent(&self) -> bool {
        self.work.get() == 0
    }

    /// Notes that something was left out.
    pub fn cut(&self) {
        self.cut.set(true);
    }

    /// Whether something was left out.
    pub fn is_cut(&self) -> bool {
        self.cut.get()
    }

    /// Notes that something was left out, and makes the error that says so.
    pub fn refuse(&self, why: &str) -> Error {
        self.cut();
        Error::Other(why.to_owned())
    }
}
