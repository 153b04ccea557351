//! The offsets of a document's objects: from its cross-reference tables and streams, or where these are missing or lead
//! elsewhere, by a search of the file for objects.

use super::{
    filters,
    limits::{self, Meter},
    object_length,
};
use pdfboss_core::lexer::{Lexer, RawToken, Token};
use pdfboss_core::parser::{NoResolve, Parser};
use pdfboss_core::xref::{XrefEntry, parse_section_at, startxref};
use pdfboss_core::{Dict, Error, Name, ObjRef, Object};
use std::collections::{HashMap, HashSet};

/// The work to read a byte of a cross-reference section or to search it.
const COST: usize = 2;

/// The work for an entry.
const COST_PER_ENTRY: usize = 60;

/// The offsets of the objects, and the trailer.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: HashMap<u32, XrefEntry>,
    /// The trailer dictionary, merged from all sections.
    pub trailer: Dict,
    /// The object streams that a search found. The objects in them are not yet in the index.
    pub object_streams: Vec<u32>,
}

impl Index {
    /// Reads the index of a document.
    ///
    /// # Errors
    /// Where it is missing or broken, and no objects are found by search.
    pub fn of(bytes: &[u8], meter: &Meter) -> Result<Self, Error> {
        let chained = startxref(bytes).and_then(|start| chain(bytes, start, meter).ok());
        match chained {
            Some(index) if index.trailer.get("Root").is_some() => Ok(index.mended(bytes, meter)),
            chained => search(bytes, meter).or_else(|error| chained.ok_or(error)),
        }
    }

    /// Where the object with a number is.
    pub fn get(&self, number: u32) -> Option<XrefEntry> {
        self.entries.get(&number).copied()
    }

    /// The index, or where an offset in it does not lead to its object, one with all objects that a search finds in place of
    /// those that it lacks.
    fn mended(mut self, bytes: &[u8], meter: &Meter) -> Self {
        let is_true = |(number, entry): (&u32, &XrefEntry)| match entry {
            XrefEntry::InFile { offset, .. } => leads_to(bytes, *offset, *number),
            _ => true,
        };
        if self.entries.iter().all(is_true) {
            return self;
        }
        if let Ok(found) = objects(bytes, meter) {
            self.entries.retain(|number, entry| is_true((number, entry)));
            for (number, entry) in found.entries {
                self.entries.entry(number).or_insert(entry);
            }
        }
        self
    }

    /// Adds the objects with these numbers that are in the object stream `pack`, unless they are known.
    ///
    /// # Errors
    /// Where no work is left.
    pub fn add_packed(&mut self, pack: u32, numbers: &[u32], meter: &Meter) -> Result<(), Error> {
        meter.spend(numbers.len() * COST_PER_ENTRY)?;
        for (index, number) in (0..).zip(numbers) {
            if self.entries.len() >= limits::ENTRIES {
                meter.cut();
                break;
            }
            self.entries.entry(*number).or_insert(XrefEntry::InStream { stream_num: pack, index });
        }
        Ok(())
    }

    /// Adds a section that is older than those before: their entries take precedence.
    fn add(&mut self, section: &pdfboss_core::xref::Xref, meter: &Meter) -> Result<(), Error> {
        meter.spend(section.len() * COST_PER_ENTRY)?;
        if self.entries.len() + section.len() > limits::ENTRIES {
            return Err(meter.refuse("it has too many objects"));
        }
        for (number, entry) in section.iter() {
            self.entries.entry(number).or_insert(entry);
        }
        for (key, value) in section.trailer.iter() {
            if self.trailer.get(&key.0).is_none() {
                self.trailer.insert(key.clone(), value.clone());
            }
        }
        Ok(())
    }
}

/// Follows the sections from the newest to the oldest by their `Prev` entries, with the hybrid streams (`XRefStm`)
/// beside tables.
fn chain(bytes: &[u8], start: usize, meter: &Meter) -> Result<Index, Error> {
    let place = |at: Option<i64>| at.and_then(|at| usize::try_from(at).ok()).filter(|&at| at < bytes.len());
    let mut index = Index::default();
    let mut seen = HashSet::new();
    let mut next = Some(start);
    while let Some(at) = next.filter(|&at| seen.insert(at)) {
        if seen.len() > limits::SECTIONS {
            return Err(meter.refuse("its index has too many parts"));
        }
        let section = parse_section_at(checked(bytes, at, meter)?, at)?;
        if let Some(at) = place(section.xrefstm).filter(|&at| seen.insert(at))
            && let Ok(checked) = checked(bytes, at, meter)
            && let Ok(hybrid) = parse_section_at(checked, at)
        {
            index.add(&hybrid.xref, meter)?;
        }
        index.add(&section.xref, meter)?;
        next = place(section.prev);
    }
    if index.entries.is_empty() { Err(Error::InvalidXref) } else { Ok(index) }
}

/// The document up to the end of the section at `at`, if this is within the limits.
fn checked<'b>(bytes: &'b [u8], at: usize, meter: &Meter) -> Result<&'b [u8], Error> {
    let long = bytes.len().min(at.saturating_add(limits::SECTION));
    let window = bytes.get(..long).unwrap_or_default();
    let mut lexer = Lexer::at(window, at);
    let end = if matches!(lexer.next_raw_token()?, RawToken::Keyword(b"xref")) {
        const TRAILER: &[u8] = b"trailer";
        let table = find(window.get(at..).unwrap_or_default(), TRAILER).ok_or(Error::InvalidXref)?;
        object_length::of(window, at + table + TRAILER.len()).ok_or(Error::InvalidXref)?.end
    } else {
        let end = stream_end(window, at, meter)?;
        end.min(window.len())
    };
    meter.spend((end - at.min(end)) * COST)?;
    Ok(window.get(..end).unwrap_or_default())
}

/// The end of a cross-reference stream, if it does not have too many entries.
fn stream_end(window: &[u8], at: usize, meter: &Meter) -> Result<usize, Error> {
    object_length::of_numbered(window, at).ok_or(Error::InvalidXref)?;
    let mut parser = Parser::at(window, at);
    let (_, Object::Stream(stream)) = parser.parse_indirect(&NoResolve)? else {
        return Err(Error::InvalidXref);
    };
    let data = filters::unpack(&stream, limits::SECTION, meter, &Object::clone)?;
    let widths = stream.dict.get_array("W").unwrap_or_default();
    let width: i64 = widths.iter().take(3).filter_map(Object::as_int).map(|width| width.clamp(0, 8)).sum();
    if data.len() >= limits::SECTION || data.len() / (width.max(1) as usize) > limits::ENTRIES {
        return Err(meter.refuse("it has too many objects"));
    }
    Ok(parser.pos())
}

/// Searches the file for objects and for what the trailer tells.
fn search(bytes: &[u8], meter: &Meter) -> Result<Index, Error> {
    let mut index = objects(bytes, meter)?;
    index.trailer = last_trailer(bytes, meter)?;
    let is_packed = find(bytes, b"/ObjStm").is_some();
    if is_packed || index.trailer.get("Root").is_none() {
        look_through(bytes, &mut index, meter)?;
    }
    Ok(index)
}

/// Searches the file for objects; of several with one number, the last counts.
fn objects(bytes: &[u8], meter: &Meter) -> Result<Index, Error> {
    meter.spend(bytes.len() * COST)?;
    let mut index = Index::default();
    for at in all(bytes, b"obj") {
        let Some((reference, offset)) = header_before(bytes, at) else { continue };
        if index.entries.len() >= limits::ENTRIES {
            meter.cut();
            break;
        }
        let entry = XrefEntry::InFile { offset: offset as u64, r#gen: reference.r#gen };
        index.entries.insert(reference.num, entry);
    }
    if index.entries.is_empty() { Err(Error::InvalidXref) } else { Ok(index) }
}

/// The last trailer with the document's root, or else the last trailer.
fn last_trailer(bytes: &[u8], meter: &Meter) -> Result<Dict, Error> {
    const TRAILER: &[u8] = b"trailer";
    let places: Vec<usize> = all(bytes, TRAILER).collect();
    let mut found = Dict::new();
    for at in places.into_iter().rev() {
        let at = at + TRAILER.len();
        let Some(extent) = object_length::of(bytes, at) else { continue };
        meter.spend((extent.end - at) * object_length::COST)?;
        let inside = bytes.get(..extent.end).unwrap_or_default();
        if let Ok(Object::Dict(dict)) = Parser::at(inside, at).parse_object(&NoResolve) {
            let has_root = dict.get("Root").is_some();
            if found.is_empty() || has_root {
                found = dict;
            }
            if has_root {
                break;
            }
        }
    }
    Ok(found)
}

/// Looks through the objects of `index` for object streams, and where the trailer does not name the document catalog, for a
/// cross-reference stream that does, or else for the catalog itself.
fn look_through(bytes: &[u8], index: &mut Index, meter: &Meter) -> Result<(), Error> {
    let of_file = |(_, entry): (&u32, &XrefEntry)| match entry {
        XrefEntry::InFile { offset, .. } => Some(*offset as usize),
        _ => None,
    };
    let mut offsets: Vec<usize> = index.entries.iter().filter_map(of_file).collect();
    offsets.sort_unstable();
    let has_root = index.trailer.get("Root").is_some();
    let mut catalog = None;
    for offset in offsets {
        let Some(extent) = object_length::of_numbered(bytes, offset) else { continue };
        meter.spend((extent.end - offset) * object_length::COST)?;
        let inside = bytes.get(..extent.end).unwrap_or_default();
        let Ok((reference, object)) = Parser::at(inside, offset).parse_indirect(&NoResolve) else { continue };
        let Some(dict) = object.as_dict() else { continue };
        match dict.get_name("Type").map(|name| name.0.as_str()) {
            Some("ObjStm") => index.object_streams.push(reference.num),
            Some("Catalog") => catalog = catalog.or(Some(reference)),
            Some("XRef") if !has_root && dict.get("Root").is_some() => index.trailer = dict.clone(),
            _ => {}
        }
    }
    if index.trailer.get("Root").is_none()
        && let Some(catalog) = catalog
    {
        index.trailer.insert(Name("Root".to_owned()), Object::Ref(catalog));
    }
    Ok(())
}

/// Whether the object with this number begins at an offset ("12 0 obj").
fn leads_to(bytes: &[u8], offset: u64, number: u32) -> bool {
    /// How many bytes are looked at: those of two numbers and a word with white space between.
    const HEADER: usize = 64;
    let Some(start) = usize::try_from(offset).ok().and_then(|at| bytes.get(at..)) else { return false };
    let mut lexer = Lexer::new(start.get(..HEADER).unwrap_or(start));
    let mut next = || lexer.next_raw_token().ok();
    matches!(next(), Some(RawToken::Owned(Token::Int(found))) if found == i64::from(number))
        && matches!(next(), Some(RawToken::Owned(Token::Int(_))))
        && matches!(next(), Some(RawToken::Keyword(b"obj")))
}

/// The reference of the object whose keyword `obj` is at `at` ("12 0 obj"), and the offset where it begins.
fn header_before(bytes: &[u8], at: usize) -> Option<(ObjRef, usize)> {
    let ends = |byte: &u8| is_space(*byte) || b"()<>[]{}/%".contains(byte);
    if bytes.get(at + 3).is_some_and(|byte| !ends(byte)) {
        return None;
    }
    let before = |end: usize, is: fn(u8) -> bool| {
        let run = bytes.get(..end).unwrap_or_default().iter().rev().take_while(|&&byte| is(byte)).count();
        end - run
    };
    let generation_end = before(at, is_space);
    let generation = before(generation_end, |byte| byte.is_ascii_digit());
    let number_end = before(generation, is_space);
    let number = before(number_end, |byte| byte.is_ascii_digit());
    if generation_end == at || number_end == generation {
        return None;
    }
    if number > 0 && bytes.get(number - 1).is_some_and(|byte| !ends(byte)) {
        return None;
    }
    let digits = |from: usize, to: usize| std::str::from_utf8(bytes.get(from..to)?).ok();
    let num = digits(number, number_end)?.parse().ok()?;
    let r#gen = digits(generation, generation_end)?.parse().ok()?;
    Some((ObjRef { num, r#gen }, number))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// The offset of the first `what`.
pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The offsets of all `what`.
fn all<'b>(bytes: &'b [u8], what: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    bytes.windows(what.len()).enumerate().filter(move |(_, window)| *window == what).map(|(at, _)| at)
}
