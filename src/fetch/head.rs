//! What the head of an answer says beside its status. All of it is untrusted, and some of it is not even text.

use super::Failure;
use ureq::http::{HeaderMap, HeaderName, header};

/// Codings of content that are taken off, as they are asked for.
pub(super) const ACCEPT_ENCODING: &str = "gzip, br";

/// How content is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Not at all.
    Plain,
    Gzip,
    Brotli,
}

/// Longest name of a coding that is told, in bytes.
const LONGEST: usize = 40;

/// A field that is text; of several with the name, the first.
pub(super) fn text(head: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = head.get(name)?;
    // Some servers write addresses in UTF-8, which is not allowed there and understood everywhere.
    String::from_utf8(value.as_bytes().to_vec()).ok()
}

/// Whether the server lets nobody keep a copy. One word to that effect is enough, wherever in the fields it stands; that
/// a copy is nobody else's business does not matter, since it is kept for whoever asked.
pub(super) fn forbids_keeping(head: &HeaderMap) -> bool {
    head.get_all(header::CACHE_CONTROL).iter().any(|value| {
        let mut words = value.as_bytes().split(|b| !(b.is_ascii_alphanumeric() || *b == b'-'));
        words.any(|word| word.eq_ignore_ascii_case(b"no-store"))
    })
}

/// How the content is packed.
///
/// # Errors
/// Where it is in a way that nobody here takes off.
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

/// What all fields of a name list, in their order, without `usual`.
fn codings<'a>(head: &'a HeaderMap, field: HeaderName, usual: &[u8]) -> Vec<&'a [u8]> {
    let values = head.get_all(field).iter().flat_map(|value| value.as_bytes().split(|&b| b == b','));
    values.map(<[u8]>::trim_ascii).filter(|c| !c.is_empty() && !c.eq_ignore_ascii_case(usual)).collect()
}

/// Codings as they are told: what a server calls them, cut where that is long.
fn name(codings: &[&[u8]]) -> String {
    let all = codings.join(b", ".as_slice());
    let said = String::from_utf8_lossy(&all);
    said.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    /// A head with a field for each of `lines`, one byte for each character.
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
