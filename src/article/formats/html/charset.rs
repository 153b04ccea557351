//! The character encoding that a page or its content type declares.

use encoding_rs::Encoding;

/// How many bytes of a page are searched for the declaration of its encoding. The HTML standard asks for the first
/// 1024, but some pages have it further down.
const LOOKED_AT: usize = 4096;

/// The encoding that a `<meta>` element or the XML declaration in the first [`LOOKED_AT`] bytes names.
pub(in crate::article) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes).to_ascii_lowercase();
    let mut rest = start.as_slice();
    loop {
        let at = rest.iter().position(|&b| b == b'<')?;
        rest = rest.get(at + 1..)?;
        if rest.starts_with(b"!--") {
            let end = rest.windows(3).position(|window| window == b"-->")?;
            rest = rest.get(end + 3..)?;
            continue;
        }
        let end = rest.iter().position(|&b| b == b'>')?;
        let tag = rest.get(..end)?;
        let key: &[u8] = match tag {
            _ if tag.starts_with(b"meta") => b"charset",
            _ if tag.starts_with(b"?xml") => b"encoding",
            _ => continue,
        };
        if let Some(label) = value(tag, key)
            && let Some(encoding) = Encoding::for_label(label)
        {
            return Some(encoding);
        }
    }
}

/// The encoding that a content type names: `text/html; charset=utf-8`.
pub(in crate::article) fn of_content_type(said: &str) -> Option<&'static Encoding> {
    Encoding::for_label(value(said.to_ascii_lowercase().as_bytes(), b"charset")?)
}

/// The value after the first `key` and its equals sign, without quotation marks.
fn value<'a>(text: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let at = text.windows(key.len()).position(|window| window == key)?;
    let rest = text.get(at + key.len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b'>') || b.is_ascii_whitespace());
    rest.get(..end.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_charset_in_several_ways() {
        for (page, name) in [
            ("<!DOCTYPE html><META charset='Shift_JIS'>", Some("Shift_JIS")),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">", Some("ISO-8859-2")),
            ("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", Some("KOI8-R")),
            ("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", Some("UTF-8")),
            ("<meta charset=nonsense><p>charset=koi8-r</p>", None),
            ("<meta", None),
        ] {
            assert_eq!(declared(page.as_bytes()).map(Encoding::name), name, "{page}");
        }
        assert_eq!(
            of_content_type("text/html; Charset=\"windows-1251\"").map(Encoding::name),
            Some("windows-1251")
        );
        assert_eq!(of_content_type("text/html"), None);
    }
}
