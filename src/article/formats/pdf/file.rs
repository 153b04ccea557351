//! The objects of a document. Each is parsed when it is first asked for, after its length has been measured by
//! [`object_length`].

use super::index::Index;
use super::limits::{self, Meter};
use super::{filters, object_length};
use pdfboss_core::lexer::{Lexer, Token};
use pdfboss_core::parser::{NoResolve, Parser, Resolve};
use pdfboss_core::xref::XrefEntry;
use pdfboss_core::{Decryptor, Dict, Error, MAX_RESOLVE_DEPTH, ObjRef, Object, Stream, direct_crypt_filters};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// The work to copy a byte of an object; most of it is for allocation.
pub(super) const COPY: usize = 4;

/// A document. Objects are cached by their numbers.
pub(super) struct File {
    /// The document as a file.
    bytes: Vec<u8>,
    index: Index,
    /// The key of an encrypted document.
    key: Option<Decryptor>,
    /// The work that may still be done for it.
    pub meter: Meter,
    objects: RefCell<HashMap<u32, Rc<Object>>>,
    object_streams: RefCell<HashMap<u32, Rc<ObjectStream>>>,
    /// How many bytes the cached objects and object streams take.
    kept: Cell<usize>,
}

/// A decompressed object stream.
struct ObjectStream {
    data: Vec<u8>,
    /// The number of each object.
    numbers: Vec<u32>,
    /// The offset of each object in `data`.
    starts: Vec<usize>,
}

impl File {
    /// Opens a document; an encrypted one with the empty password.
    ///
    /// # Errors
    /// Where no objects are found in it, or it needs another password.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let meter = Meter::new(bytes.len());
        let index = Index::of(&bytes, &meter)?;
        let (objects, packs, kept) = Default::default();
        let mut file = Self { bytes, index, key: None, meter, objects, object_streams: packs, kept };
        if let Some(object) = file.trailer().get("Encrypt").filter(|object| !object.is_null()) {
            let object = file.resolve(object)?;
            let dict = object.as_dict().ok_or(Error::Encrypted)?;
            let dict = direct_crypt_filters(dict, |reference| Some((*file.object(reference).ok()?).clone()));
            let id = file.trailer().get_array("ID").and_then(|ids| ids.first()?.as_str_bytes());
            let key = Decryptor::from_standard_with_password_str(&dict, id.unwrap_or_default(), "");
            file.key = Some(key.ok_or(Error::Encrypted)?);
            // The objects parsed so far were not decrypted.
            file.forget();
        }
        for number in std::mem::take(&mut file.index.object_streams) {
            if let Ok(pack) = file.pack(number) {
                file.index.add_packed(number, &pack.numbers, &file.meter)?;
            }
        }
        Ok(file)
    }

    /// The trailer dictionary.
    pub fn trailer(&self) -> &Dict {
        &self.index.trailer
    }

    /// Follows references to an object; one to a missing object leads to null.
    ///
    /// # Errors
    /// Where the references are circular, or no work is left.
    pub fn resolve(&self, object: &Object) -> Result<Rc<Object>, Error> {
        let Object::Ref(mut reference) = *object else {
            self.meter.spend(1)?;
            self.meter.spend(weight(object) * COPY)?;
            return Ok(Rc::new(object.clone()));
        };
        for _ in 0..MAX_RESOLVE_DEPTH {
            match self.object(reference) {
                Ok(object) => match &*object {
                    Object::Ref(next) => reference = *next,
                    _ => return Ok(object),
                },
                Err(_) => return Ok(Rc::new(Object::Null)),
            }
        }
        Err(Error::CircularReference(reference.num))
    }

    /// The object with a number.
    ///
    /// # Errors
    /// Where there is none, or it cannot be parsed.
    pub fn object(&self, reference: ObjRef) -> Result<Rc<Object>, Error> {
        if let Some(object) = self.objects.borrow().get(&reference.num) {
            return Ok(Rc::clone(object));
        }
        let object = match self.index.get(reference.num) {
            Some(XrefEntry::InFile { offset, .. }) => self.parse(offset, true)?,
            Some(XrefEntry::InStream { stream_num, index }) => self.unpacked(stream_num, index)?,
            Some(XrefEntry::Free) | None => {
                return Err(Error::ObjectNotFound(reference.num, reference.r#gen));
            }
        };
        self.keep(weight(&object));
        let object = Rc::new(object);
        self.objects.borrow_mut().insert(reference.num, Rc::clone(&object));
        Ok(object)
    }

    /// The decoded data of a stream, at most `most` bytes.
    ///
    /// # Errors
    /// Where it cannot be decoded.
    pub fn data(&self, stream: &Stream, most: usize) -> Result<Vec<u8>, Error> {
        let resolve = |object: &Object| match self.resolve(object) {
            Ok(object) if self.meter.spend(weight(&object) * COPY).is_ok() => (*object).clone(),
            _ => Object::Null,
        };
        filters::unpack(stream, most, &self.meter, &resolve)
    }

    /// Clears the caches.
    pub fn forget(&self) {
        self.objects.borrow_mut().clear();
        self.object_streams.borrow_mut().clear();
        self.kept.set(0);
    }

    /// Counts an object of `bytes` bytes as cached, and clears the caches first where they would grow too large.
    fn keep(&self, bytes: usize) {
        if self.kept.get() + bytes > limits::KEPT {
            self.forget();
        }
        self.kept.set(self.kept.get() + bytes);
    }

    /// Parses the object at an offset of the file. The length of its stream may be in an object stream only if
    /// `packed`. The data of images is not read.
    fn parse(&self, offset: u64, packed: bool) -> Result<Object, Error> {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        if offset >= self.bytes.len() {
            return Err(Error::InvalidXref);
        }
        let Some(extent) = object_length::of_numbered(&self.bytes, offset) else {
            return Err(self.meter.refuse("an object is too long"));
        };
        self.meter.spend((extent.end - offset) * object_length::COST)?;
        let until = |end: usize| Parser::at(self.bytes.get(..end).unwrap_or(&self.bytes), offset);
        let (reference, mut object) = until(extent.end).parse_indirect(&NoResolve)?;
        if let (Object::Dict(dict), true) = (&object, extent.is_stream) {
            if dict.get_name("Subtype").is_some_and(|name| name.0 == "Image") {
                return Ok(Object::Stream(Stream { dict: dict.clone(), data: Vec::new() }));
            }
            let end = extent.end.saturating_add(limits::STREAM).min(self.bytes.len());
            (_, object) = until(end).parse_indirect(&Length { file: self, packed })?;
            let length = object.as_stream().map_or(0, |stream| stream.data.len());
            self.meter.spend(length)?;
            if length + 16 > limits::STREAM {
                self.meter.cut();
            }
        }
        if let Some(key) = &self.key {
            self.meter.spend(weight(&object) * 10)?;
            key.decrypt_object(&mut object, reference.num, reference.r#gen);
        }
        Ok(object)
    }

    /// Parses an object in an object stream.
    fn unpacked(&self, number: u32, index: u32) -> Result<Object, Error> {
        let known = self.object_streams.borrow().get(&number).map(Rc::clone);
        let pack = match known {
            Some(pack) => pack,
            None => self.pack(number)?,
        };
        let start = *pack.starts.get(index as usize).ok_or(Error::MissingKey("N"))?;
        let Some(extent) = object_length::of(&pack.data, start) else {
            return Err(self.meter.refuse("an object is too long"));
        };
        self.meter.spend((extent.end - start.min(extent.end)) * object_length::COST)?;
        Parser::at(pack.data.get(..extent.end).unwrap_or_default(), start).parse_object(&NoResolve)
    }

    /// Decompresses an object stream.
    fn pack(&self, number: u32) -> Result<Rc<ObjectStream>, Error> {
        let Some(XrefEntry::InFile { offset, .. }) = self.index.get(number) else {
            return Err(Error::ObjectNotFound(number, 0));
        };
        let object = self.parse(offset, false)?;
        let stream = object.as_stream().ok_or(Error::MissingKey("ObjStm"))?;
        let direct = |object: &Object| match object {
            Object::Ref(reference) => Length { file: self, packed: false }.resolve_ref(*reference),
            direct => Some(direct.clone()),
        };
        let count = |key| {
            let count = stream.dict.get(key).and_then(direct)?.as_int()?;
            usize::try_from(count).ok()
        };
        let (n, first) =
            (count("N").ok_or(Error::MissingKey("N"))?, count("First").ok_or(Error::MissingKey("First"))?);
        let resolve = |object: &Object| direct(object).unwrap_or(Object::Null);
        let data = filters::unpack(stream, limits::OBJECT_STREAM, &self.meter, &resolve)?;
        let mut lexer = Lexer::new(&data);
        let (mut numbers, mut starts) = (Vec::new(), Vec::new());
        while starts.len() < n
            && let (Ok(Token::Int(number)), Ok(Token::Int(start))) = (lexer.next_token(), lexer.next_token())
        {
            numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
            starts.push(first.saturating_add(usize::try_from(start).unwrap_or(usize::MAX)).min(data.len()));
        }
        self.meter.spend(lexer.pos() * object_length::COST)?;
        let pack = Rc::new(ObjectStream { data, numbers, starts });
        self.keep(pack.data.len() + pack.starts.len() * (size_of::<usize>() + size_of::<u32>()));
        self.object_streams.borrow_mut().insert(number, Rc::clone(&pack));
        Ok(pack)
    }
}

/// Resolves the length of a stream where it is a reference: only to an integer. Any other object would have to be
/// parsed, which could descend through a chain of streams that each refer to another for their length.
struct Length<'f> {
    file: &'f File,
    /// Whether to look it up in object streams.
    packed: bool,
}

impl Resolve for Length<'_> {
    fn resolve_ref(&self, reference: ObjRef) -> Option<Object> {
        match self.file.index.get(reference.num)? {
            XrefEntry::InFile { offset, .. } => {
                let mut lexer = Lexer::at(&self.file.bytes, usize::try_from(offset).ok()?);
                for _ in 0..3 {
                    lexer.next_raw_token().ok()?;
                }
                match lexer.next_token().ok()? {
                    Token::Int(length) => Some(Object::Int(length)),
                    _ => None,
                }
            }
            XrefEntry::InStream { stream_num, index } if self.packed => {
                self.file.unpacked(stream_num, index).ok()
            }
            _ => None,
        }
    }
}

/// The approximate memory of an object, in bytes.
pub(super) fn weight(object: &Object) -> usize {
    let dict = |dict: &Dict| dict.iter().map(|(key, value)| 50 + key.0.len() + weight(value)).sum::<usize>();
    size_of::<Object>()
        + match object {
            Object::String(bytes) => bytes.len(),
            Object::Name(name) => name.0.len(),
            Object::Array(items) => items.iter().map(weight).sum(),
            Object::Dict(entries) => dict(entries),
            Object::Stream(stream) => dict(&stream.dict) + stream.data.len(),
            _ => 0,
        }
}
