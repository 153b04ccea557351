//! Decodes the data of streams up to a limit.

use super::limits::{self, Meter};
use flate2::{Decompress, FlushDecompress, Status};
use pdfboss_core::{Dict, Error, Object, Stream, filters};

/// The work for a byte that a filter outputs.
const COST: usize = 3;

/// The work for a row, where a predictor divides the data into rows.
const COST_PER_ROW: usize = 100;

/// Decodes the data of a stream, at most `most` bytes.
///
/// # Errors
/// Where one of its filters is not supported (those of images), its data is malformed, or no work is left.
pub(super) fn unpack(
    stream: &Stream,
    most: usize,
    meter: &Meter,
    resolve: &dyn Fn(&Object) -> Object,
) -> Result<Vec<u8>, Error> {
    let list = |key: &str| match stream.dict.get(key).map(resolve) {
        Some(Object::Array(items)) => items.iter().take(limits::FILTERS + 1).map(resolve).collect(),
        Some(Object::Null) | None => Vec::new(),
        Some(one) => vec![one],
    };
    let (names, parameters) = (list("Filter"), list("DecodeParms"));
    if names.len() > limits::FILTERS {
        return Err(meter.refuse("too many filters"));
    }
    let mut data = stream.data.clone();
    for (n, name) in names.iter().enumerate() {
        let Some(name) = name.as_name() else { continue };
        let parameters = parameters.get(n).and_then(Object::as_dict).map(|dict| direct(dict, resolve));
        data = undo(&name.0, data, parameters.as_ref(), most, meter)?;
        meter.spend(data.len() * COST)?;
    }
    if data.len() > most {
        meter.cut();
        data.truncate(most);
    }
    Ok(data)
}

/// The parameters of a filter that are used, without references.
fn direct(dict: &Dict, resolve: &dyn Fn(&Object) -> Object) -> Dict {
    const USED: [&str; 5] = ["Predictor", "Colors", "BitsPerComponent", "Columns", "EarlyChange"];
    let mut out = Dict::new();
    for (key, value) in dict.iter().filter(|(key, _)| USED.contains(&key.0.as_str())) {
        out.insert(key.clone(), resolve(value));
    }
    out
}

/// Reverses one filter.
fn undo(
    name: &str,
    mut data: Vec<u8>,
    parameters: Option<&Dict>,
    most: usize,
    meter: &Meter,
) -> Result<Vec<u8>, Error> {
    match name {
        "FlateDecode" | "Fl" => predicted(inflated(&data, most, meter)?, parameters, meter),
        "LZWDecode" | "LZW" => {
            let early = number(parameters, "EarlyChange", 1) != 0;
            if lzw_length(&data, early) > most {
                return Err(meter.refuse("a stream is too long"));
            }
            filters::lzw::decode(&data, parameters)
        }
        "ASCIIHexDecode" | "AHx" => filters::ascii_hex::decode(&data),
        "ASCII85Decode" | "A85" => {
            shorten(&mut data, most, meter);
            filters::ascii85::decode(&data)
        }
        "RunLengthDecode" | "RL" => {
            // Each two bytes decode to at most 128.
            shorten(&mut data, most / 64, meter);
            filters::run_length::decode(&data)
        }
        // It was decrypted when the object was parsed.
        "Crypt" => Ok(data),
        other => Err(Error::UnsupportedFilter(other.to_owned())),
    }
}

/// Truncates data to `most` bytes.
fn shorten(data: &mut Vec<u8>, most: usize, meter: &Meter) {
    if data.len() > most {
        meter.cut();
        data.truncate(most);
    }
}

/// The value of a parameter, or else its default.
fn number(parameters: Option<&Dict>, key: &str, otherwise: i64) -> i64 {
    parameters.and_then(|dict| dict.get_f64(key)).map_or(otherwise, |number| number as i64)
}

/// Reverses the predictor of TIFF or PNG.
fn predicted(data: Vec<u8>, parameters: Option<&Dict>, meter: &Meter) -> Result<Vec<u8>, Error> {
    let predictor = number(parameters, "Predictor", 1).clamp(1, 15) as i32;
    if predictor == 1 {
        return Ok(data);
    }
    let within = |key, otherwise, most| number(parameters, key, otherwise).clamp(1, most) as usize;
    let (colors, bits, columns) =
        (within("Colors", 1, 128), within("BitsPerComponent", 8, 16), within("Columns", 1, 1 << 24));
    meter.spend(data.len() / (colors * bits * columns).div_ceil(8).max(1) * COST_PER_ROW)?;
    filters::predictor::apply(&data, predictor, colors, bits, columns)
}

/// Decompresses zlib data; of damaged data the part before the damage is kept. Data without zlib header is accepted
/// too.
fn inflated(data: &[u8], most: usize, meter: &Meter) -> Result<Vec<u8>, Error> {
    let start = data.iter().position(|b| !b.is_ascii_whitespace() && *b != 0).unwrap_or(0);
    let trimmed = data.get(start..).unwrap_or_default();
    let data = if has_header(data) || !has_header(trimmed) { data } else { trimmed };
    if data.is_empty() {
        return Ok(Vec::new());
    }
    for header in [has_header(data), !has_header(data)] {
        let (out, clean) = inflate(data, header, most, meter);
        if clean || !out.is_empty() {
            return Ok(out);
        }
    }
    Err(Error::Decode("flate: no decodable data".to_owned()))
}

/// Whether data begins with a zlib header (RFC 1950).
fn has_header(data: &[u8]) -> bool {
    matches!(data, [a, b, ..] if a & 0x0f == 8 && a >> 4 <= 7 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

/// Decompresses up to `most` bytes, and whether the data ended properly; `header` says whether to expect a zlib header.
fn inflate(data: &[u8], header: bool, most: usize, meter: &Meter) -> (Vec<u8>, bool) {
    let mut inflater = Decompress::new(header);
    let mut out = Vec::with_capacity(data.len().saturating_mul(4).clamp(1024, 1 << 20).min(most + 1));
    loop {
        let (before, had) = (inflater.total_in(), out.len());
        let rest = data.get(before as usize..).unwrap_or_default();
        match inflater.decompress_vec(rest, &mut out, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return (out, true),
            Ok(_) if out.len() > most => {
                meter.cut();
                out.truncate(most);
                return (out, true);
            }
            Ok(_) if out.len() == out.capacity() => out.reserve(out.len().min(most + 1 - out.len())),
            Ok(_) if inflater.total_in() == before && out.len() == had => return (out, false),
            Ok(_) => {}
            Err(_) => return (out, false),
        }
    }
}

/// The length of LZW data when decoded, computed without decoding it.
fn lzw_length(data: &[u8], early: bool) -> usize {
    /// The number of the initial codes: 256 bytes, clear, and end of data.
    const FIRST: usize = 258;
    let mut lengths: Vec<usize> = vec![1; FIRST];
    let (mut all, mut last, mut width) = (0_usize, None::<usize>, 9_u32);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for &byte in data {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            256 => {
                lengths.truncate(FIRST);
                (last, width) = (None, 9);
                continue;
            }
            257 => break,
            _ => {}
        }
        if let Some(last) = last
            && lengths.len() < 4096
        {
            lengths.push(last + 1);
        }
        let Some(&length) = lengths.get(code) else { break };
        all += length;
        last = Some(length);
        if width < 12 && lengths.len() + usize::from(early) >= 1 << width {
            width += 1;
        }
    }
    all
}
