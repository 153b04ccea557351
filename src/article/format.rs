//! Detects the format of bytes.

use encoding_rs::Encoding;
use std::borrow::Cow;

/// What is known about bytes besides their content.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// The content type sent by a server, with its parameters. Untrusted.
    pub content_type: Option<&'a str>,
    /// The address that the bytes are from, after redirects; relative links are resolved against it. Untrusted.
    pub url: Option<&'a str>,
}

/// A format that articles are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: the structure is recognised by its layout.
    Plain,
    /// Markdown (`CommonMark` with tables, footnotes and front matter).
    Markdown,
    /// A web page.
    Html,
    /// An e-mail (RFC 5322) or a mailbox of several (mbox).
    Mail,
    /// An e-book (EPUB).
    Epub,
    /// A PDF document.
    Pdf,
    /// RSS, Atom or JSON Feed.
    Feed,
}

/// How many bytes at the start are examined.
const LOOKED_AT: usize = 4096;

impl Format {
    /// The format of `bytes`: by a signature that only one format has, or else by the content type of `hint`, or else
    /// by the extension of `name`, or else by how the bytes begin. Without any of these it is plain text.
    pub fn of(name: &str, bytes: &[u8], hint: &Hint<'_>) -> Self {
        let shown = Start::shown(bytes);
        // Some programs write empty lines before the byte order mark.
        let bytes = shown.trim_ascii_start();
        let start = Start { bytes: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start() };
        start
            .signature()
            .or_else(|| hint.content_type.and_then(|said| Self::of_content_type(said, &start)))
            .or_else(|| Self::of_name(name, &start).filter(|format| start.may_be(*format)))
            .unwrap_or_else(|| start.guess())
    }

    /// The format that a content type names; `None` where it is unknown or too general.
    fn of_content_type(said: &str, start: &Start<'_>) -> Option<Self> {
        let essence = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match essence.as_str() {
            // Many servers send all their files as HTML.
            "text/html" | "application/xhtml+xml" if start.feed() => Self::Feed,
            "text/html" | "application/xhtml+xml" => Self::Html,
            "text/markdown" | "text/x-markdown" => Self::Markdown,
            "message/rfc822" => Self::Mail,
            "application/epub+zip" => Self::Epub,
            "application/pdf" => Self::Pdf,
            "application/rss+xml"
            | "application/atom+xml"
            | "application/feed+json"
            | "application/rdf+xml" => Self::Feed,
            "application/xml" | "text/xml" | "application/json" => return start.feed().then_some(Self::Feed),
            _ => return None,
        })
    }

    /// The format that the extension of a file name names. For `.txt` it is only taken if [`Start::may_be`] agrees.
    fn of_name(name: &str, start: &Start<'_>) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" | "mdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "shtml" if start.feed() => Self::Feed,
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "eml" | "mbox" => Self::Mail,
            "rss" | "atom" => Self::Feed,
            "xml" | "json" => return start.feed().then_some(Self::Feed),
            "txt" | "text" => Self::Plain,
            _ => return None,
        })
    }
}

/// The start of a file, without byte order mark and white space at the start.
struct Start<'a> {
    bytes: &'a [u8],
}

impl<'a> Start<'a> {
    /// The bytes that are examined; UTF-16 with a byte order mark is converted to UTF-8.
    fn shown(bytes: &[u8]) -> Cow<'_, [u8]> {
        let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
        match Encoding::for_bom(start) {
            Some((encoding, mark)) => {
                let (text, _) = encoding.decode_without_bom_handling(start.get(mark..).unwrap_or_default());
                Cow::Owned(text.into_owned().into_bytes())
            }
            None => Cow::Borrowed(start),
        }
    }

    /// The format by its signature (magic number).
    fn signature(&self) -> Option<Format> {
        if self.bytes.starts_with(b"%PDF-") {
            Some(Format::Pdf)
        } else if self.bytes.starts_with(b"PK\x03\x04") {
            Some(Format::Epub)
        } else {
            None
        }
    }

    /// The format by how the text begins.
    fn guess(&self) -> Format {
        if self.feed() {
            Format::Feed
        } else if self.html() {
            Format::Html
        } else if self.mail() {
            Format::Mail
        } else if self.bytes.starts_with(b"# ")
            || matches!(self.first_line().trim_ascii_end(), b"---" | b"+++")
        {
            Format::Markdown
        } else {
            Format::Plain
        }
    }

    fn first_line(&self) -> &'a [u8] {
        self.bytes.split(|&b| b == b'\n').next().unwrap_or_default()
    }

    fn begins(bytes: &[u8], with: &[u8]) -> bool {
        bytes.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
    }

    /// What follows the XML declaration, document type declaration and comments.
    fn root(&self) -> &'a [u8] {
        let mut rest = self.bytes;
        for _ in 0..16 {
            let end: &[u8] = match rest {
                _ if rest.starts_with(b"<!--") => b"-->",
                _ if rest.starts_with(b"<?") => b"?>",
                _ if !Self::begins(rest, b"<!doctype") || Self::begins(rest, b"<!doctype html") => break,
                _ if Self::has_declarations(rest) => b"]>",
                _ => b">",
            };
            let Some(at) = rest.windows(end.len()).position(|window| window == end) else { break };
            rest = rest.get(at + end.len()..).unwrap_or_default().trim_ascii_start();
        }
        rest
    }

    /// Whether the document type declaration that `rest` begins with has an internal subset.
    fn has_declarations(rest: &[u8]) -> bool {
        let end = rest.iter().position(|&b| matches!(b, b'>' | b'['));
        end.is_some_and(|end| rest.get(end) == Some(&b'['))
    }

    /// Whether this is a feed, by its root element or its JSON Feed version.
    fn feed(&self) -> bool {
        let root = self.root();
        let json = || {
            root.starts_with(b"{")
                && [&b"https://jsonfeed.org/version/"[..], b"https:\\/\\/jsonfeed.org\\/version\\/"]
                    .iter()
                    .any(|version| root.windows(version.len()).any(|window| window == *version))
        };
        [&b"<rss"[..], b"<feed", b"<rdf:RDF"].iter().any(|tag| Self::begins(root, tag)) || json()
    }

    /// Whether this may be of the format that the name tells: no plain text begins with an HTML document type
    /// declaration, and no web page of several paragraphs is without a tag.
    fn may_be(&self, format: Format) -> bool {
        let declared = || Self::begins(self.root(), b"<!doctype html");
        let tagged = || {
            self.bytes.windows(2).any(|pair| matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'!' | b'/')))
        };
        match format {
            Format::Plain => !declared(),
            Format::Html => tagged() || !self.bytes.windows(2).any(|pair| pair == b"\n\n"),
            _ => true,
        }
    }

    /// Whether this is a web page, by its document type declaration or its first element.
    fn html(&self) -> bool {
        const TAGS: [&[u8]; 14] = [
            b"html", b"head", b"body", b"title", b"meta", b"article", b"main", b"section", b"div", b"p",
            b"h1", b"table", b"script", b"style",
        ];
        let root = self.root();
        let tag = |name: &&[u8]| {
            Self::begins(root.get(1..).unwrap_or_default(), name)
                && root
                    .get(1 + name.len())
                    .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        };
        Self::begins(root, b"<!doctype html") || root.starts_with(b"<") && TAGS.iter().any(tag)
    }

    /// Whether this is a mail: it begins with header fields, at least three of which are common ones.
    fn mail(&self) -> bool {
        const FIELDS: [&[u8]; 8] = [
            b"from",
            b"to",
            b"subject",
            b"date",
            b"message-id",
            b"return-path",
            b"received",
            b"mime-version",
        ];
        let mut known = 0;
        for (n, line) in self.bytes.split(|&b| b == b'\n').enumerate() {
            if n == 0 && line.starts_with(b"From ") || line.starts_with(b" ") || line.starts_with(b"\t") {
                continue;
            }
            let Some(colon) = line.iter().position(|&b| b == b':') else { break };
            let field = line.get(..colon).unwrap_or_default();
            if field.is_empty() || !field.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
                break;
            }
            known += usize::from(FIELDS.iter().any(|name| field.eq_ignore_ascii_case(name)));
        }
        known >= 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, content_type: Option<&str>, bytes: &[u8], format: Format) {
        let hint = Hint { content_type, ..Hint::default() };
        assert_eq!(
            Format::of(name, bytes, &hint),
            format,
            "{name} {content_type:?} {:?}",
            bytes.escape_ascii()
        );
    }

    #[test]
    fn signatures_decide_over_all_else() {
        check("a.txt", Some("text/html"), b"%PDF-1.7\n", Format::Pdf);
        check("a.txt", None, b"PK\x03\x04\x14\0", Format::Epub);
    }

    #[test]
    fn a_server_decides_over_a_name_and_a_name_over_the_look() {
        check("notes.md", Some("text/html; charset=utf-8"), b"# Head", Format::Html);
        check("notes.md", Some("text/plain"), b"<p>x</p>", Format::Markdown);
        check("notes.md", None, b"<p>x</p>", Format::Markdown);
        check("page.HTM", None, b"x", Format::Html);
        check("page.txt", None, b"<html><p>x", Format::Plain);
        check("page.txt", None, b"<!DOCTYPE html><html><p>x", Format::Html);
        check("page.html", None, b"She came.\n\nShe saw.", Format::Plain);
        check("page.html", None, b"She came.\n\n<p>She saw.", Format::Html);
        check(
            "news",
            Some("application/xml"),
            b"<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>",
            Format::Feed,
        );
        check("news", Some("text/html"), b"<rss version='2.0'>", Format::Feed);
    }

    #[test]
    fn feeds_are_told_behind_what_may_stand_before_them() {
        let wide: Vec<u8> = "<?xml version='1.0'?><rss>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check("f.xml", None, &[b"\xff\xfe", wide.as_slice()].concat(), Format::Feed);
        check("f.xml", None, b"<!DOCTYPE rss [<!ENTITY a '>'>]>\n<rss>", Format::Feed);
        check("f.xml", None, b"<!DOCTYPE rss PUBLIC 'x' 'y'><rss>", Format::Feed);
        check("f.xml", None, b"\n \xef\xbb\xbf\n<?xml version='1.0'?><rss>", Format::Feed);
    }

    #[test]
    fn without_a_name_the_start_tells() {
        check("-", None, b"\xef\xbb\xbf  <!DOCTYPE html><title>x</title>", Format::Html);
        check("-", None, b"<!-- saved -->\n<P class=x>She said", Format::Html);
        check("-", None, b"<pre>x", Format::Plain);
        check("-", None, b"# Head\n\nText", Format::Markdown);
        check("-", None, b"---\ntitle: x\n---\n", Format::Markdown);
        check("-", None, b"From: a@b.example\nSubject: x\n\ty\nDate: z\n\nText", Format::Mail);
        check("-", None, b"From: here\nSubject to change: it said", Format::Plain);
        check("-", None, b"{\"version\": \"https://jsonfeed.org/version/1.1\"}", Format::Feed);
        check("-", None, b"She said no.", Format::Plain);
        check("-", None, b"", Format::Plain);
    }
}
