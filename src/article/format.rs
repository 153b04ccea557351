//! Detects the format of bytes.

use super::response;
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

/// The signature of a PDF document.
const PDF: &[u8] = b"%PDF-";

/// The offset where a PDF document begins, which may be below a few lines that a server or a program has put before it; `None` where
/// there is none, or the line that looks like its signature has no object below it.
pub(super) fn start_of_pdf(bytes: &[u8]) -> Option<usize> {
    /// How many bytes may stand before it; those who read PDF have long agreed on that.
    const BEFORE: usize = 1024;
    /// How many bytes after the signature are searched for the first object.
    const OBJECT: usize = 1024;
    let start = bytes.get(..BEFORE + PDF.len()).unwrap_or(bytes);
    let at = start.windows(PDF.len()).position(|window| window == PDF)?;
    let below = bytes.get(at..).unwrap_or_default();
    let below = below.get(..OBJECT).unwrap_or(below);
    // "1 0 obj": the words of a text about PDF have no number before them.
    let is_object = |at: usize| {
        let number = below.get(..at).unwrap_or_default().iter().rev().take_while(|b| b.is_ascii_digit());
        let number = number.count();
        let ends =
            below.get(at + 4).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'[' | b'('));
        number > 0
            && ends
            && at.checked_sub(number + 1).and_then(|at| below.get(at)).is_some_and(|b| *b == b' ')
    };
    let mut objects = below.windows(4).enumerate().filter(|(_, window)| *window == b" obj").map(|(at, _)| at);
    objects.any(|at| at > 1 && is_object(at)).then_some(at)
}

impl Format {
    /// The format of `bytes`: by a signature that only one format has, or else by the content type of `hint`, or else
    /// by the extension of `name`, or else by how the bytes begin. Without any of these it is plain text.
    pub fn of(name: &str, bytes: &[u8], hint: &Hint<'_>) -> Self {
        let head = response::head(bytes).unwrap_or_default();
        let said = hint.content_type.or(head.content_type.as_deref());
        let shown = Start::shown(bytes.get(head.length..).unwrap_or_default());
        // Some programs write empty lines before the byte order mark.
        let bytes = shown.trim_ascii_start();
        let start = Start { bytes: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start() };
        start
            .signature()
            .or_else(|| said.and_then(|said| Self::of_content_type(said, &start)))
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
            "message/rfc822" | "multipart/related" => Self::Mail,
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

    /// The format that the extension of a file name names; whether to believe it is decided by [`Start::may_be`].
    fn of_name(name: &str, start: &Start<'_>) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" | "mdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "shtml" if start.feed() => Self::Feed,
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "eml" | "mbox" | "mht" | "mhtml" => Self::Mail,
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
        if self.bytes.starts_with(PDF) || start_of_pdf(self.bytes).is_some() {
            Some(Format::Pdf)
        } else if self.bytes.starts_with(b"PK\x03\x04") {
            Some(Format::Epub)
        } else {
            None
        }
    }

    /// The format by how the text begins.
    fn guess(&self) -> Format {
        if is_feed(self.root()) || self.bytes.starts_with(b"<") && self.feed() {
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

    /// Whether this is a feed, which may stand below the warnings of the program that has made it. A web page that shows a feed is
    /// none.
    fn feed(&self) -> bool {
        is_feed(self.root())
            || start_of_feed(self.bytes).and_then(|at| self.bytes.get(..at)).is_some_and(|before| {
                let is_in = |tag: &[u8]| before.windows(tag.len()).any(|start| Self::begins(start, tag));
                !is_in(b"<!doctype html") && !is_in(b"<html") && !is_in(b"<body")
            })
    }

    /// Whether this may be of the format that the name tells: no plain text begins with an HTML document type
    /// declaration, the XML declaration of a feed or what mail programs write above a mail, and no web page of several
    /// paragraphs is without a tag.
    fn may_be(&self, format: Format) -> bool {
        let declared = || Self::begins(self.root(), b"<!doctype html");
        let tagged = || {
            self.bytes.windows(2).any(|pair| matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'!' | b'/')))
        };
        match format {
            Format::Plain => {
                let is_feed = || self.bytes.starts_with(b"<?xml") && is_feed(self.root());
                !declared() && !is_feed() && !self.is_delivered()
            }
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

    /// The names of the header fields that this begins with.
    fn fields(&self) -> Vec<&'a [u8]> {
        let mut fields = Vec::new();
        for (n, line) in self.bytes.split(|&b| b == b'\n').enumerate() {
            if n == 0 && line.starts_with(b"From ") || line.starts_with(b" ") || line.starts_with(b"\t") {
                continue;
            }
            let Some(colon) = line.iter().position(|&b| b == b':') else { break };
            let field = line.get(..colon).unwrap_or_default();
            if field.is_empty() || !field.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
                break;
            }
            fields.push(field);
        }
        fields
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
        let is_known = |field: &&&[u8]| FIELDS.iter().any(|name| field.eq_ignore_ascii_case(name));
        self.fields().iter().filter(is_known).count() >= 3
    }

    /// Whether this is a mail with header fields that programs write for each other, and no person.
    fn is_delivered(&self) -> bool {
        const FIELDS: [&[u8]; 6] = [
            b"return-path",
            b"received",
            b"delivered-to",
            b"message-id",
            b"mime-version",
            b"content-transfer-encoding",
        ];
        let is_known = |field: &&[u8]| FIELDS.iter().any(|name| field.eq_ignore_ascii_case(name));
        self.mail() && self.fields().iter().any(is_known)
    }
}

/// The offset of the root element of a feed, or of the object of a JSON Feed, if it is near the start.
pub(super) fn start_of_feed(bytes: &[u8]) -> Option<usize> {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    memchr::memchr2_iter(b'<', b'{', start).find(|&at| start.get(at..).is_some_and(is_feed))
}

/// Whether the root element of a feed, or the object of a JSON Feed, begins here.
fn is_feed(root: &[u8]) -> bool {
    const VERSIONS: [&[u8]; 2] = [b"https://jsonfeed.org/version/", b"https:\\/\\/jsonfeed.org\\/version\\/"];
    let holds = |text: &[u8], what: &[u8]| text.windows(what.len()).any(|window| window == what);
    if let Some(inside) = root.strip_prefix(b"{") {
        return inside.trim_ascii_start().starts_with(b"\"")
            && VERSIONS.iter().any(|version| holds(inside, version));
    }
    let Some(tag) = root.strip_prefix(b"<") else { return false };
    let end = tag.iter().position(|&b| b == b'>' || b.is_ascii_whitespace()).unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default();
    // The prefix of a namespace may stand before the name.
    let local = name.iter().position(|&b| b == b':').and_then(|colon| name.get(colon + 1..)).unwrap_or(name);
    let rest = tag.split(|&b| b == b'>').next().unwrap_or_default();
    [&b"rss"[..], b"feed", b"rdf"].iter().any(|known| local.eq_ignore_ascii_case(known))
        || local == b"entry" && holds(rest, b"w3.org/2005/Atom")
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
    fn what_programs_have_put_before_a_file_hides_nothing() {
        let warning =
            b"<br />\n<b>Notice</b>: Undefined index: lang in <b>/srv/feed.php</b> on line <b>7</b><br />\n";
        let feed = b"<?xml version='1.0'?>\n<rss version='2.0'>";
        check("f.xml", None, &[&warning[..], feed].concat(), Format::Feed);
        check("-", None, &[&warning[..], feed].concat(), Format::Feed);
        check(
            "f",
            Some("text/xml"),
            &[b"Notice: a {closure} in feed.php\n\n", &feed[..]].concat(),
            Format::Feed,
        );
        let json = b"{ \"version\": \"https://jsonfeed.org/version/1\"}";
        check("f.json", None, &[&warning[..], json].concat(), Format::Feed);
        let page = b"<!DOCTYPE html><html><p>A feed begins with <rss version='2.0'>.";
        check("a.html", None, page, Format::Html);
        check("a", Some("text/html"), page, Format::Html);
        check("-", None, b"A feed begins with <rss version='2.0'>.", Format::Plain);
        check("-", None, b"\n\x1b[0mlog line\n%PDF-1.4\n1 0 obj\n", Format::Pdf);
        check("-", None, b"A document begins with %PDF-1.4 and a few bytes.", Format::Plain);
    }

    #[test]
    fn the_root_of_a_feed_may_have_a_prefix() {
        check("f.xml", None, b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", Format::Feed);
        check("f.xml", None, b"<entry xmlns='http://www.w3.org/2005/Atom'><title>x", Format::Feed);
        check("f.xml", None, b"<feedback><p>It was <i>good</i>.</p></feedback>", Format::Plain);
        check("f.txt", None, b"<?xml version='1.0'?><rss version='2.0'>", Format::Feed);
    }

    #[test]
    fn a_mail_is_told_by_what_programs_write_above_it() {
        let mail = b"Return-Path: <a@b.example>\r\nReceived: from x\r\n\tby y\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nText";
        check("letter.txt", None, mail, Format::Mail);
        check("letter.txt", None, b"From: Ann\nTo: Bo\nSubject: x\nDate: Monday\n\nText", Format::Plain);
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
