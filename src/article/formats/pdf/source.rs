//! The document as the text extractor (crate `pdfboss-text`) sees it: everything that it asks for is bounded before it
//! gets it.

use super::content::{self, Left};
use super::file::{self, File, weight};
use super::{cmap, limits};
use pdfboss_core::{AsyncObjectSource, BoxFuture, Dict, Error, Name, ObjRef, Object, Stream};
use std::cell::{Cell, RefCell};
use std::future::ready;

/// The work to look up an object, in units of [`limits::Meter`].
const COST: usize = 100;

/// The work, and the memory in bytes, for each byte of a `CMap`.
const COST_PER_BYTE: usize = 12;

/// The work, and the memory in bytes, for the width of a glyph.
const COST_PER_WIDTH: usize = 16;

/// The memory for a font besides its `CMap`s and widths, in bytes.
const FONT: usize = 16 << 10;

/// The number of one-byte character codes.
const CODES_OF_BYTE: usize = 256;

/// Operators by which a stream is recognised as a `CMap`.
const TABLES: [&[u8]; 5] =
    [b"begincodespacerange", b"beginbfchar", b"beginbfrange", b"begincidrange", b"begincidchar"];

/// The document, while one of its pages is read.
pub(super) struct Source<'f> {
    file: &'f File,
    /// The page's content, cut to its text operators, until it is fetched: the extractor asks for it before any other
    /// stream.
    drawn: RefCell<Option<Vec<u8>>>,
    /// What the page may still draw.
    left: Cell<Left>,
    /// How many bytes of content streams may still be decompressed for the page.
    content: Cell<usize>,
    /// How many bytes its fonts may still take.
    fonts: Cell<usize>,
}

impl<'f> Source<'f> {
    /// The source for a page with these `contents`.
    pub fn of(file: &'f File, contents: Option<&Object>) -> Self {
        let source = Self {
            file,
            drawn: RefCell::default(),
            left: Cell::new(Left::ALL),
            content: Cell::new(limits::PAGE_CONTENT),
            fonts: Cell::new(limits::PAGE_FONTS),
        };
        let drawn = contents.map(|contents| source.joined(contents)).unwrap_or_default();
        source.drawn.replace(Some(source.cut(&drawn)));
        source
    }

    /// The data of the page's content stream or streams, concatenated.
    fn joined(&self, contents: &Object) -> Vec<u8> {
        let Ok(contents) = self.file.resolve(contents) else { return Vec::new() };
        let parts = contents.as_array().unwrap_or(std::slice::from_ref(&*contents));
        let mut out = Vec::new();
        for part in parts {
            let Ok(part) = self.file.resolve(part) else { continue };
            if self.file.meter.spend(COST).is_err() || self.content.get() == 0 {
                self.file.meter.cut();
                break;
            }
            if let Some(stream) = part.as_stream()
                && let Ok(mut data) = self.unpacked(stream)
            {
                if !out.is_empty() {
                    out.push(b'\n');
                }
                out.append(&mut data);
            }
        }
        out
    }

    /// The data of a content stream.
    fn unpacked(&self, stream: &Stream) -> Result<Vec<u8>, Error> {
        let most = self.content.get();
        if most == 0 {
            return Err(self.file.meter.refuse("the page draws too much"));
        }
        let data = self.file.data(stream, most)?;
        self.content.set(most.saturating_sub(data.len() + COST));
        Ok(data)
    }

    /// The operators of a content stream that affect text.
    fn cut(&self, drawn: &[u8]) -> Vec<u8> {
        let mut left = self.left.get();
        let before = left;
        let work = drawn.len() * content::COST;
        let out =
            if self.file.meter.spend(work).is_ok() { content::cut(drawn, &mut left) } else { Vec::new() };
        self.left.set(left);
        if self.file.meter.spend(before.work(&left)).is_err() || left.cut {
            self.file.meter.cut();
        }
        out
    }

    /// The data of a stream that belongs to a font: bounded, and rewritten if it is a `CMap`.
    fn of_font(&self, stream: &Stream) -> Result<Vec<u8>, Error> {
        let data = self.file.data(stream, limits::FONT)?;
        if !TABLES.iter().any(|word| super::index::find(&data, word).is_some()) {
            self.take_font(data.len())?;
            return Ok(data);
        }
        let mut data = data;
        if data.len() > limits::CODES {
            self.file.meter.cut();
            data.truncate(limits::CODES);
        }
        let (data, cut) = cmap::bound(data);
        if cut {
            self.file.meter.cut();
        }
        self.take_font(data.len() * COST_PER_BYTE)?;
        Ok(data)
    }

    /// How many bytes the fonts of the page have taken.
    pub fn fonts(&self) -> usize {
        limits::PAGE_FONTS - self.fonts.get()
    }

    /// Charges bytes to the fonts of the page.
    fn take_font(&self, bytes: usize) -> Result<(), Error> {
        self.file.meter.spend(bytes)?;
        let left = self.fonts.get().checked_sub(bytes);
        self.fonts.set(left.ok_or_else(|| self.file.meter.refuse("its fonts are too large"))?);
        Ok(())
    }

    /// A copy of an object for the extractor, with long strings and names shortened.
    fn handed(&self, object: &Object) -> Result<Object, Error> {
        // Checked first, so that without work left not even the weight is computed.
        self.file.meter.spend(COST)?;
        self.file.meter.spend(weight(object) * file::COPY)?;
        let mut object = object.clone();
        match &mut object {
            Object::Name(name) => shorten(name),
            Object::String(string) if string.len() > limits::REPLACEMENT => {
                self.file.meter.cut();
                string.truncate(limits::REPLACEMENT);
            }
            Object::Dict(dict) => self.bound(dict)?,
            _ => {}
        }
        Ok(object)
    }

    /// Removes from a dictionary the strings that the extractor would copy to each text span, and bounds the widths of
    /// a font.
    fn bound(&self, dict: &mut Dict) -> Result<(), Error> {
        for key in ["Alt", "Lang", "E", "FontFamily"] {
            if matches!(dict.get(key), Some(Object::String(_))) {
                dict.remove(key);
            }
        }
        if let Some(Object::String(text)) = dict.get("ActualText")
            && let Some(short) = text.get(..limits::NAMED_REPLACEMENT)
        {
            self.file.meter.cut();
            let short = Object::String(short.to_vec());
            dict.insert(Name("ActualText".to_owned()), short);
        }
        if let Some(Object::Name(name)) = dict.get("Subtype") {
            let mut name = name.clone();
            shorten(&mut name);
            dict.insert(Name("Subtype".to_owned()), Object::Name(name));
        }
        if ["BaseFont", "ToUnicode", "Encoding", "FontDescriptor"].iter().any(|key| dict.get(key).is_some()) {
            self.take_font(FONT)?;
        }
        if let Some(value) = dict.get("Widths")
            && let Object::Array(widths) = &*self.file.resolve(value)?
            && let Some(some) = widths.get(..CODES_OF_BYTE)
        {
            let some = Object::Array(some.to_vec());
            dict.insert(Name("Widths".to_owned()), some);
        }
        for (key, rest) in [("W", 1), ("W2", 3)] {
            let Some(value) =
                dict.get(key).filter(|value| matches!(value, Object::Ref(_) | Object::Array(_)))
            else {
                continue;
            };
            if let Object::Array(widths) = &*self.file.resolve(value)? {
                let widths = self.widths(widths, rest)?;
                dict.insert(Name(key.to_owned()), Object::Array(widths));
            }
        }
        Ok(())
    }

    /// Bounds a CID font's array of widths (`W`, with `n` = 1) or vertical metrics (`W2`, `n` = 3 numbers a glyph),
    /// whose entries are lists (`first [a b c]`) or ranges (`first last a`).
    fn widths(&self, widths: &[Object], n: usize) -> Result<Vec<Object>, Error> {
        /// The highest CID.
        const MOST: i64 = 0xffff;
        let mut out = Vec::new();
        let mut set = 0_usize;
        let mut rest = widths;
        while let [first, second, more @ ..] = rest {
            let (first, second) = (self.file.resolve(first)?, self.file.resolve(second)?);
            self.file.meter.spend(COST)?;
            let (letters, used) = match (&*second, second.as_f64()) {
                (Object::Array(list), _) => (list.len() / n + 1, 0),
                (_, Some(last)) => {
                    let first = first.as_int().unwrap_or(MOST);
                    ((last as i64).min(MOST).saturating_sub(first).max(0) as usize + 1, n)
                }
                _ => (0, 0),
            };
            let Some(first) = first.as_int().filter(|_| letters > 0) else {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            };
            set += letters;
            if set > limits::WIDTHS {
                self.file.meter.cut();
                break;
            }
            if (0..=MOST).contains(&first) {
                let capped = match &*second {
                    Object::Int(last) => Object::Int((*last).min(MOST)),
                    other => other.clone(),
                };
                out.extend([Object::Int(first), capped]);
                out.extend(more.iter().take(used).cloned());
            }
            rest = more.get(used..).unwrap_or_default();
        }
        self.take_font(set * COST_PER_WIDTH)?;
        Ok(out)
    }
}

/// Shortens a name to [`limits::NAME`] bytes.
fn shorten(name: &mut Name) {
    if name.0.len() > limits::NAME {
        let end = (0..=limits::NAME).rev().find(|&end| name.0.is_char_boundary(end));
        name.0.truncate(end.unwrap_or(0));
    }
}

impl AsyncObjectSource for Source<'_> {
    fn get(&self, reference: ObjRef) -> BoxFuture<'_, Result<Object, Error>> {
        let object = self.file.object(reference).and_then(|object| self.handed(&object));
        Box::pin(ready(object))
    }

    fn stream_data<'a>(&'a self, stream: &'a Stream) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        let data = match self.drawn.take() {
            Some(drawn) => Ok(drawn),
            None if stream.dict.get_name("Subtype").is_some_and(|name| name.0 == "Form") => {
                self.unpacked(stream).map(|drawn| self.cut(&drawn))
            }
            None => self.of_font(stream),
        };
        Box::pin(ready(data))
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Object, Error>> {
        let object = match object {
            Object::Ref(_) => self.file.resolve(object).and_then(|object| match &*object {
                // It may be an `ActualText`, which is copied to each text span that refers to it.
                Object::String(string) if string.len() > limits::NAMED_REPLACEMENT => {
                    self.file.meter.cut();
                    Ok(Object::String(string.iter().copied().take(limits::NAMED_REPLACEMENT).collect()))
                }
                object => self.handed(object),
            }),
            direct => self.handed(direct),
        };
        Box::pin(ready(object))
    }
}
