//! Reads the header of a response. All of it is untrusted, and values may not be text.

use super::Failure;
use ureq::http::{HeaderMap, HeaderName, header};

/// The `Accept-Encoding` header: the content codings that are supported.
pub(super) const ACCEPT_ENCODING: &str = "gzip, br";

/// The content coding of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Not compressed.
    Plain,
    Gzip,
    Brotli,
}

/// Longest name of a content coding in an error, in bytes.
const LONGEST: usize = 40;

/// The value of a header field, if it is UTF-8; of several fields with the name, the first.
pub(super) fn text(head: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = head.get(name)?;
    // Some servers send addresses in UTF-8, which HTTP does not allow but clients accept.
    String::from_utf8(value.as_bytes().to_vec()).ok()
}

/// Whether the response forbids caching: `no-store` occurs anywhere in its `Cache-Control` fields. `private` does not,
/// since the cache is the user's own.
pub(super) fn forbids_keeping(head: &HeaderMap) -> bool {
    head.get_all(header::CACHE_CONTROL).iter().any(|value| {
        let mut words = value.as_bytes().split(|b| !(b.is_ascii_alphanumeric() || *b == b'-'));
        words.any(|word| word.eq_ignore_ascii_case(b"no-store"))
    })
}

/// The content coding of a response.
///
/// # Errors
/// Where it is unsupported, or several are combined.
pub(super) fn coding(head: &HeaderMap) -> Result<Coding, Failure> {
    let sent = codings(head, header::TRANSFER_ENCODING, b"chunked");
    if sent.iter().any(|coding| !coding.eq_ignore_ascii_case(b"identity")) {
        return Err(Failure::Packed { coding: name(&sent) });
    }
    let packed = codings(head, header::CONTENT_ENCODING, b"identity");
    let is = |coding: &[u8], name: &[u8]| coding.eq_ignore_ascii_case(name);
    match packed.as_slice() {
        [] => Ok(Coding::Plain),
        [coding] if is(coding, b"gzip") || is(coding, b"x-gzip") => Ok(Coding::Gzip),
        [coding] if is(coding, b"br") => Ok(Coding::Brotli),
        _ => Err(Failure::Packed { coding: name(&packed) }),
    }
}

/// The values listed in all fields with this name, in order, without `usual`.
fn codings<'a>(head: &'a HeaderMap, field: HeaderName, usual: &[u8]) -> Vec<&'a [u8]> {
    let values = head.get_all(field).iter().flat_map(|value| value.as_bytes().split(|&b| b == b','));
    values.map(<[u8]>::trim_ascii).filter(|c| !c.is_empty() && !c.eq_ignore_ascii_case(usual)).collect()
}

/// Content codings as they are shown in an error, truncated and without control characters.
fn name(codings: &[&[u8]]) -> String {
    let all = codings.join(b", ".as_slice());
    let said = String::from_utf8_lossy(&all);
    said.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    /// A header with one field for each of `lines`; each character is one byte.
    fn head(field: &HeaderName, lines: &[&str]) -> HeaderMap {
        let value = |line: &&str| {
            let bytes: Vec<u8> = line.chars().map(|c| u8::try_from(c).unwrap()).collect();
            (field.clone(), HeaderValue::from_bytes(&bytes).unwrap())
        };
        lines.iter().map(value).collect()
    }

    #[test]
    fn every_line_that_forbids_keeping_counts() {
        let check = |lines: &[&str], forbids| {
            assert_eq!(forbids_keeping(&head(&header::CACHE_CONTROL, lines)), forbids, "{lines:?}");
        };
        check(&["no-store"], true);
        check(&["max-age=3", "No-Store"], true);
        check(&["private, max-age=0,no-store"], true);
        check(&["\u{ff}\u{fe}, no-store"], true);
        check(&["\u{ff}", "\u{e9}, NO-STORE"], true);
        check(&["private=\"no-store\""], true);
        check(&["no-store=1"], true);
        check(&["no-cache; no-store"], true);
        check(&[], false);
        check(&["private"], false);
        check(&["no-cache, must-revalidate"], false);
        check(&["max-age=60", "x-no-store"], false);
        check(&["no-storey"], false);
    }

    #[test]
    fn what_is_packed_in_another_way_is_not_taken_for_the_content() {
        let check = |field: &HeaderName, lines: &[&str], coding: Result<Coding, &str>| {
            let expected = coding.map_err(|coding| Failure::Packed { coding: coding.to_owned() });
            assert_eq!(super::coding(&head(field, lines)), expected, "{field}: {lines:?}");
        };
        let content = header::CONTENT_ENCODING;
        check(&content, &[], Ok(Coding::Plain));
        check(&content, &["", "Identity", ","], Ok(Coding::Plain));
        check(&content, &["gzip"], Ok(Coding::Gzip));
        check(&content, &["identity", "X-GZip"], Ok(Coding::Gzip));
        check(&content, &["BR,"], Ok(Coding::Brotli));
        check(&content, &["zstd"], Err("zstd"));
        check(&content, &["deflate"], Err("deflate"));
        check(&content, &["compress"], Err("compress"));
        check(&content, &["gzip, gzip"], Err("gzip, gzip"));
        check(&content, &["gzip", "br"], Err("gzip, br"));
        check(&content, &["\u{ff}\u{fe}"], Err(""));
        check(&content, &["x".repeat(99).as_str()], Err(&"x".repeat(40)));
        let transfer = header::TRANSFER_ENCODING;
        check(&transfer, &["Chunked"], Ok(Coding::Plain));
        check(&transfer, &["gzip, chunked"], Err("gzip"));
        check(&transfer, &["deflate", "chunked"], Err("deflate"));
    }
}
