//! Decompresses files: gzip (RFC 1952) and Zstandard (RFC 8878), recognised by their magic numbers.

use super::{Problem, budget};
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::io::Read;

/// Most layers of compression that are undone.
const LAYERS: usize = 3;

/// The content of a file after decompression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// The bytes, unchanged where the file is not compressed.
    pub bytes: Vec<u8>,
    /// Whether the compressed data were truncated or damaged, so that the rest is missing.
    pub cut_short: bool,
}

/// Decompresses `bytes`, repeatedly if they are compressed repeatedly.
///
/// # Errors
/// Where they decompress to more than [`budget::unpacked`] allows, or none of them can be decompressed.
pub(super) fn unpack(mut bytes: Vec<u8>) -> Result<Unpacked, Problem> {
    let mut cut_short = false;
    let most = budget::unpacked(bytes.len());
    for _ in 0..LAYERS {
        let (out, cut) = if bytes.starts_with(b"\x1f\x8b") {
            read(MultiGzDecoder::new(bytes.as_slice()), "gzip", most)?
        } else if bytes.starts_with(b"\x28\xb5\x2f\xfd") {
            zstd(&bytes, most)?
        } else {
            break;
        };
        bytes = out;
        cut_short |= cut;
    }
    Ok(Unpacked { bytes, cut_short })
}

/// Decompresses Zstandard data, which may have several frames.
fn zstd(bytes: &[u8], most: u64) -> Result<(Vec<u8>, bool), Problem> {
    const WHAT: &str = "Zstandard";
    let (mut rest, mut all) = (bytes, Vec::new());
    while rest.starts_with(b"\x28\xb5\x2f\xfd") {
        let mut decoder = match StreamingDecoder::new(rest) {
            Ok(decoder) => decoder,
            Err(_) if !all.is_empty() => return Ok((all, true)),
            Err(error) => return Err(Problem::Broken { form: WHAT, reason: error.to_string() }),
        };
        let (mut frame, cut) = read(&mut decoder, WHAT, most - all.len() as u64)?;
        all.append(&mut frame);
        if cut {
            return Ok((all, true));
        }
        rest = decoder.into_inner();
    }
    Ok((all, false))
}

/// The error for a file that decompresses to more than `most` bytes.
pub(super) fn too_large(most: u64) -> Problem {
    Problem::TooLarge { reason: format!("it unpacks to more than {} MB", most >> 20) }
}

/// Reads a decoder to its end: the bytes, and whether they were cut short.
fn read(from: impl Read, what: &'static str, most: u64) -> Result<(Vec<u8>, bool), Problem> {
    let mut out = Vec::new();
    let end = from.take(most + 1).read_to_end(&mut out);
    if out.len() as u64 > most {
        return Err(too_large(most));
    }
    match end {
        Ok(_) => Ok((out, false)),
        // The part before the damage is used.
        Err(_) if !out.is_empty() => Ok((out, true)),
        Err(error) => Err(Problem::Broken { form: what, reason: error.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(bytes: &[u8], expected: &[u8], cut_short: bool) {
        assert_eq!(unpack(bytes.to_vec()), Ok(Unpacked { bytes: expected.to_vec(), cut_short }));
    }

    #[test]
    fn what_is_packed_is_unpacked_and_the_rest_stays() {
        check(b"She said no.", b"She said no.", false);
        check(&gzip(b"She said no."), b"She said no.", false);
        check(&gzip(&gzip(b"She said no.")), b"She said no.", false);
        check(&[gzip(b"She said "), gzip(b"no.")].concat(), b"She said no.", false);
        let zstd = ruzstd::encoding::compress_to_vec(
            &b"She said no."[..],
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        check(&zstd, b"She said no.", false);
        check(&[zstd.clone(), zstd].concat(), b"She said no.She said no.", false);
    }

    #[test]
    fn what_ends_early_is_read_to_its_end() {
        let text: Vec<u8> =
            (0..40_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_string().into_bytes()).collect();
        let packed = gzip(&text);
        let unpacked = unpack(packed[..packed.len() / 2].to_vec()).unwrap();
        assert!(unpacked.cut_short && text.starts_with(&unpacked.bytes) && unpacked.bytes.len() > 1000);
        assert!(matches!(unpack(b"\x1f\x8b".to_vec()), Err(Problem::Broken { form: "gzip", .. })));
        assert!(matches!(
            unpack(b"\x28\xb5\x2f\xfd".to_vec()),
            Err(Problem::Broken { form: "Zstandard", .. })
        ));
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        let zeros = vec![0; 1 << 20];
        for _ in 0..=budget::UNPACKED >> 20 {
            encoder.write_all(&zeros).unwrap();
        }
        let packed = encoder.finish().unwrap();
        assert_eq!(unpack(packed.clone()), Err(too_large(budget::unpacked(packed.len()))));
    }
}
