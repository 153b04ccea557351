//! How much of a document is read. What is beyond is left out, and that it was is known.
//!
//! A document of a few kilobytes can draw the same text a million times, name a font whose every letter is a page of
//! text, or nest what the parser descends into. So everything that is taken from it is taken from one of these budgets
//! first. A document that people read comes to a hundredth of any of them; a good fifth of a gigabyte of memory and
//! some seconds are what the worst that is made on purpose can have.

use pdfboss_core::Error;
use std::cell::Cell;

/// Most pages.
pub(super) const PAGES: usize = 3000;

/// What a line takes beside its letters, in bytes. Both come out of what the budget has left for text.
pub(super) const LINE: usize = 32;

/// Most text of a page, in bytes.
pub(super) const PAGE_TEXT: usize = 1 << 20;

/// Most letters that a page draws, as bytes of its strings. A font may make a dozen of one.
pub(super) const PAGE_LETTERS: usize = 512 << 10;

/// Most strings that a page draws. What is known of each (font, place, colour) takes half a kilobyte.
pub(super) const PAGE_STRINGS: usize = 100_000;

/// Most operators of a page that bear on text.
pub(super) const PAGE_OPERATORS: usize = 1_000_000;

/// Most bytes of drawing of a page, unpacked, forms included as often as they are drawn. Maps have a few million.
pub(super) const PAGE_CONTENT: usize = 32 << 20;

/// Most bytes that the fonts of a page take.
pub(super) const PAGE_FONTS: usize = 64 << 20;

/// Most operands of an operator.
pub(super) const OPERANDS: usize = 50_000;

/// How deep operands may be nested.
pub(super) const OPERAND_DEPTH: usize = 32;

/// How deep states of drawing may be saved.
pub(super) const SAVED: usize = 256;

/// How deep marks of content that change its text may be nested: each word is compared with all that are open.
pub(super) const MARKS: usize = 64;

/// How long what is shown in place of what is drawn may be, in bytes.
pub(super) const REPLACEMENT: usize = 4 << 10;

/// The same, where it is named and so may be used many times.
pub(super) const NAMED_REPLACEMENT: usize = 256;

/// How long a name may be, in bytes: of a font, of a letter in it. The list of glyph names allows 63.
pub(super) const NAME: usize = 63;

/// Most tokens of an object: the list of 130,000 pages has as many.
pub(super) const OBJECT_TOKENS: usize = 400_000;

/// Longest object without the data of its stream, in bytes.
pub(super) const OBJECT: usize = 16 << 20;

/// Longest data of a stream as it is in the file, in bytes. Pictures are not read.
pub(super) const STREAM: usize = 32 << 20;

/// Longest stream of objects, unpacked.
pub(super) const OBJECT_STREAM: usize = 16 << 20;

/// Longest program of a font, unpacked.
pub(super) const FONT: usize = 16 << 20;

/// Longest table of a font that tells which letter a code is, unpacked.
pub(super) const CODES: usize = 1 << 20;

/// Most ranges of such a table that are searched one after another for each letter.
pub(super) const RANGES: usize = 64;

/// Most codes that all other ranges of such a table may stand for.
pub(super) const RANGE_CODES: usize = 65_536;

/// Most letters that a code may stand for, as bytes of UTF-16.
pub(super) const LETTERS_OF_CODE: usize = 32;

/// Most widths of letters that are set for a font, those that are set again included.
pub(super) const WIDTHS: usize = 200_000;

/// Most sections of the index of a document: every time it is saved, one may be added.
pub(super) const SECTIONS: usize = 1000;

/// Most entries of the index of a document.
pub(super) const ENTRIES: usize = 1_000_000;

/// Longest section of the index, in bytes.
pub(super) const SECTION: usize = 24 << 20;

/// Most filters that the data of a stream may have gone through.
pub(super) const FILTERS: usize = 8;

/// How deep the tree of pages may be.
pub(super) const TREE_DEPTH: usize = 64;

/// How many bytes of objects are kept, so that none is parsed twice soon.
pub(super) const KEPT: usize = 32 << 20;

/// How much may be done for any document. One is a nanosecond of a busy machine.
const WORK: u64 = 4_000_000_000;

/// How much more may be done for each byte of the file, up to [`WORK`]: long documents take longer.
const WORK_PER_BYTE: u64 = 500;

/// What is left of the work that may be done, and whether anything has been left out.
#[derive(Debug)]
pub(super) struct Meter {
    work: Cell<u64>,
    cut: Cell<bool>,
}

impl Meter {
    /// For a file of `bytes`.
    pub fn new(bytes: usize) -> Self {
        Self { work: Cell::new(WORK + (WORK_PER_BYTE * bytes as u64).min(WORK)), cut: Cell::new(false) }
    }

    /// Takes from the work that is left.
    ///
    /// # Errors
    /// Where nothing is left.
    pub fn spend(&self, work: usize) -> Result<(), Error> {
        let left = self.work.get().checked_sub(work as u64);
        self.work.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| self.refuse("it takes too long to read"))
    }

    /// Whether all work is done that may be.
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

    /// The error for what is left out, and notes that it was.
    pub fn refuse(&self, why: &str) -> Error {
        self.cut();
        Error::Other(why.to_owned())
    }
}
