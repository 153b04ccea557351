//! The text parts of a mail, decoded. Decides which parts are shown; attachments are not.

use super::{flowed::unflowed, transfer};
use crate::article::{decode::decode, formats::html};
use encoding_rs::Encoding as Charset;
use mail_parser::{ContentType, Message, MessagePart, MimeHeaders, PartType};

/// Deepest nesting of parts that is read.
const DEPTH: usize = 24;
/// Most text parts that are read.
const PARTS: usize = 10_000;

/// A text part.
#[derive(Default)]
pub(super) struct Part<'a> {
    pub text: Text,
    /// The nested mail whose first part this is.
    pub message: Option<&'a Message<'a>>,
}

/// Decoded text.
pub(super) enum Text {
    Plain(String),
    Html(String),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    /// The approximate number of words that are shown.
    fn words(&self) -> usize {
        match self {
            Self::Plain(text) => text.split_whitespace().count(),
            Self::Html(html) => words_of_html(html),
        }
    }
}

/// The text parts of `message`, in order.
pub(super) fn of<'a>(message: &'a Message<'a>) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    add(message, 0, DEPTH, &mut found);
    found
}

/// Adds the text parts in the part number `id` of `message`.
fn add<'a>(message: &'a Message<'a>, id: usize, depth: usize, found: &mut Vec<Part<'a>>) {
    let Some(part) = message.parts.get(id).filter(|_| depth > 0 && found.len() < PARTS) else { return };
    match &part.body {
        PartType::Multipart(parts) => {
            let parts = parts.iter().map(|&id| id as usize).filter(|&inner| inner > id);
            if part.content_type().is_some_and(|said| said.subtype() == Some("alternative")) {
                let ways = parts.map(|id| {
                    let mut found = Vec::new();
                    add(message, id, depth - 1, &mut found);
                    found
                });
                found.extend(chosen(ways.collect()));
            } else {
                for id in parts {
                    add(message, id, depth - 1, found);
                }
            }
        }
        PartType::Message(inner) => {
            let first = found.len();
            add(inner, 0, depth - 1, found);
            if found.len() == first {
                found.push(Part::default());
            }
            if let Some(part) = found.get_mut(first).filter(|part| part.message.is_none()) {
                part.message = Some(inner);
            }
        }
        PartType::Text(text) if is_shown(part, id) => {
            let text = decoded(message, part).unwrap_or_else(|| text.clone().into_owned());
            // The mail parser takes HTML whose encoding is damaged for plain text.
            let is_html =
                part.is_encoding_problem && part.content_type().is_some_and(|said| is_called(said, "html"));
            let text =
                if is_html { Text::Html(text) } else { Text::Plain(laid_out(text, part.content_type())) };
            found.push(Part { text, message: None });
        }
        PartType::Html(html) if is_shown(part, id) => {
            let html = decoded(message, part).unwrap_or_else(|| html.clone().into_owned());
            found.push(Part { text: Text::Html(html), message: None });
        }
        _ => {}
    }
}

/// Of the versions in a `multipart/alternative`, the last in HTML, unless another has more than three times its words:
/// some HTML versions only say that the text is elsewhere.
fn chosen(ways: Vec<Vec<Part<'_>>>) -> Vec<Part<'_>> {
    let words = |way: &Vec<Part<'_>>| way.iter().map(|part| part.text.words()).sum::<usize>();
    let is_page = |way: &Vec<Part<'_>>| way.iter().any(|part| matches!(part.text, Text::Html(_)));
    let longest = ways.iter().map(words).max().unwrap_or(0);
    let mut best: Option<Vec<Part<'_>>> = None;
    for way in ways {
        let is_enough = words(&way) * 3 >= longest && words(&way) > 0;
        if is_enough && (is_page(&way) || best.as_ref().is_none_or(|best| !is_page(best))) {
            best = Some(way);
        }
    }
    best.unwrap_or_default()
}

/// Whether a text part is shown: it is not an attachment, and of a known subtype.
fn is_shown(part: &MessagePart<'_>, id: usize) -> bool {
    let is_attached = part.content_disposition().is_some_and(ContentType::is_attachment);
    let is_text = part.content_type().is_none_or(|said| {
        !said.ctype().eq_ignore_ascii_case("text")
            || ["plain", "html", "enriched", "markdown", ""].iter().any(|known| is_called(said, known))
    });
    // The root part is shown even so: there is nothing else in the mail.
    id == 0 || !is_attached && is_text
}

/// Whether a content type has this subtype, given in lower case.
fn is_called(said: &ContentType<'_>, subtype: &str) -> bool {
    said.subtype().unwrap_or_default().eq_ignore_ascii_case(subtype)
}

/// The text of a part. If its bytes are not in the charset that its header declares, the encoding is detected. `None`
/// where the mail parser's own decoding has to be used.
fn decoded(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let said = part.content_type().and_then(|said| said.attribute("charset"));
    let charset = said.map(|label| Charset::for_label(label.trim().as_bytes()));
    // A charset that only the mail parser knows.
    if charset == Some(None)
        && mail_parser::decoders::charsets::map::charset_decoder(said?.as_bytes()).is_some()
    {
        return None;
    }
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = transfer::decoded(raw, part.content_transfer_encoding().unwrap_or_default());
    let charset = charset.flatten().or_else(|| html::declared(&bytes));
    decode(bytes, charset)
}

/// Plain text with flowed lines joined, if its content type says `format=flowed`.
fn laid_out(text: String, said: Option<&ContentType<'_>>) -> String {
    let says = |name: &str, value: &str| {
        said.and_then(|said| said.attribute(name)).is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    if says("format", "flowed") { unflowed(&text, says("delsp", "yes")) } else { text }
}

/// The number of words outside the tags of an HTML text, without those of `style`, `script` and `title`.
fn words_of_html(html: &str) -> usize {
    let (mut words, mut rest) = (0, html);
    while let Some((text, after)) = rest.split_once('<') {
        words += text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let begins =
            |name: &str| after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let end = ["style", "script", "title"].into_iter().find(|name| begins(name));
        let after = end.map_or(after, |name| {
            let close = after.match_indices("</").find(|&(at, _)| {
                let found = after.get(at + 2..at + 2 + name.len());
                found.is_some_and(|found| found.eq_ignore_ascii_case(name))
            });
            after.get(close.map_or(after.len(), |(at, _)| at)..).unwrap_or_default()
        });
        let after = after.strip_prefix('<').unwrap_or(after);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    words + rest.split_whitespace().count()
}
