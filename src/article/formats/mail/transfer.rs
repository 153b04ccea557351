//! Undoes the encoding in which a mail's text was transferred (RFC 2045), even where not all of it is in that encoding: mailing
//! lists and servers add footers as plain text.

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};

/// The bytes that `raw` stands for in the encoding that a header names.
pub(super) fn decoded(raw: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => of_base64(raw),
        "quoted-printable" => quoted_printable_decode(raw).unwrap_or_else(|| of_quoted_printable(raw)),
        _ => raw.to_vec(),
    }
}

/// Decodes the lines that are base64 at the start of `raw`. All from the first other line on stays as it is.
fn of_base64(raw: &[u8]) -> Vec<u8> {
    let is_base64 = |line: &&[u8]| {
        line.trim_ascii().iter().all(|&b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
    };
    let length = raw.split_inclusive(|&b| b == b'\n').take_while(is_base64).map(<[u8]>::len).sum();
    let (encoded, plain) = raw.split_at_checked(length).unwrap_or((raw, b""));
    let Some(mut bytes) = base64_decode(encoded) else { return raw.to_vec() };
    if !bytes.is_empty() && !plain.is_empty() {
        bytes.extend(b"\n\n");
    }
    bytes.extend(plain);
    bytes
}

/// Decodes quoted-printable; an equals sign that begins no code stays.
fn of_quoted_printable(raw: &[u8]) -> Vec<u8> {
    let figure = |byte: Option<&u8>| byte.and_then(|&b| char::from(b).to_digit(16));
    let mut bytes = Vec::with_capacity(raw.len());
    for line in raw.split_inclusive(|&b| b == b'\n') {
        let text = line.trim_ascii_end();
        let (mut rest, goes_on) = match text.strip_suffix(b"=") {
            Some(text) => (text, true),
            None => (text, false),
        };
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match (figure(rest.first()), figure(rest.get(1))) {
                (Some(high), Some(low)) if byte == b'=' => {
                    bytes.push((high << 4 | low) as u8);
                    rest = rest.get(2..).unwrap_or_default();
                }
                _ => bytes.push(byte),
            }
        }
        if !goes_on && line.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(encoding: &str, raw: &str, expected: &str) {
        assert_eq!(String::from_utf8_lossy(&decoded(raw.as_bytes(), encoding)), expected, "{raw:?}");
    }

    #[test]
    fn what_is_encoded_is_decoded_and_the_rest_stays() {
        check("Base64", "SXQgcmFp\r\nbmVkLgo=\r\n", "It rained.\n");
        check("base64", "SXQgcmFpbmVkLg==\n-- \nTown list\n", "It rained.\n\n-- \nTown list\n");
        check("base64", "SXQg\ncmFp\nbmVkLg==\nSXQg\ncmFpbmVk\n", "It rained.It rained");
        check("base64", "It rained.\nSXQg\n", "It rained.\nSXQg\n");
        check("quoted-printable", "caf=C3=A9 is=\r\n shut\r\n", "café is shut\r\n");
        check(
            "quoted-printable",
            "caf=C3=A9=\n.\nhttps://x.example/?a=b&c==\n",
            "café.\nhttps://x.example/?a=b&c=",
        );
        check("8bit", "a=3D", "a=3D");
    }
}
