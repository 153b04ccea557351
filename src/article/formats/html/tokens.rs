//! Tokenizes HTML into tags and text, by the crate `html5gum`; no other module names it.
//!
//! The work that a page can cause is bounded here: the number and length of the attributes of a tag, and the depth of
//! the tokenizer's recursion in a long tag ([`Stepped`]).

use html5gum::{
    Readable as _, Reader, Span, State, StringReader, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};
use std::collections::BTreeMap;

/// Most attributes of a tag that are kept; the others are dropped.
const ATTRIBUTES: usize = 48;
/// Longest name of an element or an attribute, in bytes; a longer one is truncated.
const LONGEST_NAME: usize = 64;
/// Longest value of an attribute, in bytes; an attribute with a longer one is dropped.
const LONGEST_VALUE: usize = 1 << 14;

/// A token of a page. Comments and document type declarations are dropped.
#[derive(Debug)]
pub(super) enum Token {
    /// A start tag.
    Start(Tag),
    /// An end tag: the name of its element.
    End(Vec<u8>),
    /// The text up to the next tag, with its character references resolved.
    Text(String),
}

impl Token {
    /// The text of a text token.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A start tag.
#[derive(Debug, Clone, Default)]
pub(super) struct Tag {
    /// The name of the element, in lower case.
    pub name: Vec<u8>,
    /// Whether it is written as `<name/>`.
    pub self_closing: bool,
    /// Values of its attributes by name; of several with one name, the first.
    pub attributes: BTreeMap<String, String>,
}

impl Tag {
    /// The value of an attribute; empty for one without a value.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// An iterator over the tokens of a page.
pub(super) struct Tokens<'a>(Tokenizer<Stepped<'a>, CallbackEmitter<Gather, Token>>);

impl<'a> Tokens<'a> {
    /// Tokenizes `html`.
    pub(super) fn of(html: &'a str) -> Self {
        let reader = Stepped { text: html.to_reader(), values: 0, pause: false };
        Self(Tokenizer::new_with_emitter(reader, CallbackEmitter::new(Gather::default())))
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            // An error is only a pause: see `Stepped`.
            let Ok(token) = self.0.next()? else { continue };
            if let Token::Start(tag) = &token
                && let Some(state) = raw_content(&tag.name)
            {
                self.0.set_state(state);
            }
            return Some(token);
        }
    }
}

/// The state in which the tokenizer has to read the content of an element that contains no markup.
fn raw_content(name: &[u8]) -> Option<State> {
    match name {
        b"title" | b"textarea" => Some(State::RcData),
        b"script" => Some(State::ScriptData),
        b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" => Some(State::RawText),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}

/// Makes tokens of the tokenizer's events.
#[derive(Default)]
struct Gather {
    /// The start tag that is being read.
    tag: Tag,
    /// The name of the attribute whose value comes next, if the attribute is kept.
    attribute: Option<String>,
}

impl Callback<Token, ()> for Gather {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: short(name).to_vec(), ..Tag::default() };
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                let name = String::from_utf8_lossy(short(name)).into_owned();
                let keep = self.tag.attributes.len() < ATTRIBUTES && !self.tag.attributes.contains_key(&name);
                self.attribute = keep.then(|| {
                    self.tag.attributes.insert(name.clone(), String::new());
                    name
                });
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(name) = self.attribute.take() {
                    if value.len() > LONGEST_VALUE {
                        self.tag.attributes.remove(&name);
                    } else {
                        self.tag.attributes.insert(name, String::from_utf8_lossy(value).into_owned());
                    }
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                return Some(Token::Start(Tag { self_closing, ..std::mem::take(&mut self.tag) }));
            }
            CallbackEvent::EndTag { name } => {
                self.tag = Tag::default();
                return Some(Token::End(short(name).to_vec()));
            }
            CallbackEvent::String { value } => {
                return Some(Token::Text(String::from_utf8_lossy(value).into_owned()));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// The first bytes of a name, at most [`LONGEST_NAME`].
fn short(name: &[u8]) -> &[u8] {
    // Cuts on a character boundary: a byte `10xxxxxx` continues a UTF-8 sequence.
    let begins = |&at: &usize| name.get(at).is_none_or(|byte| byte & 0xc0 != 0x80);
    let end = (0..=LONGEST_NAME.min(name.len())).rfind(begins).unwrap_or(0);
    name.get(..end).unwrap_or(name)
}

/// How many attribute values in double quotation marks are read between two pauses.
const STEP: usize = 64;

/// A reader that interrupts the tokenizer within long tags.
///
/// In html5gum (0.8 and 0.9) the states of the tokenizer call each other recursively from one double-quoted attribute
/// value to the next, so that a tag with thousands of them overflows the stack. An error of the reader unwinds all
/// these calls. It is returned when the next byte is asked for after such a value: at this point the tokenizer has
/// stored its state and consumed nothing, so that it can be called again and continues there.
struct Stepped<'a> {
    text: StringReader<'a>,
    /// Double-quoted values read so far.
    values: usize,
    /// Whether the next read of a byte returns [`Pause`].
    pause: bool,
}

/// Not a failure, but the interruption that [`Stepped`] describes.
#[derive(Debug, thiserror::Error)]
#[error("the tokeniser has to pause")]
struct Pause;

impl Reader for Stepped<'_> {
    type Error = Pause;

    fn read_byte(&mut self) -> Result<Option<u8>, Pause> {
        if std::mem::take(&mut self.pause) {
            return Err(Pause);
        }
        self.text.read_byte().map_err(|never| match never {})
    }

    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Pause> {
        self.text.try_read_string(wanted, case_sensitive).map_err(|never| match never {})
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Pause> {
        let read = self.text.read_until(needle, buffer).map_err(|never| match never {})?;
        // Of all states that search for a double quotation mark, only that of a double-quoted value does not search for
        // an equals sign too.
        if read == Some(b"\"") && !needle.contains(&b'=') {
            self.values += 1;
            self.pause = self.values.is_multiple_of(STEP);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let show = |token| match token {
            Token::Start(tag) => {
                let attributes: Vec<String> =
                    tag.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
                let end = if tag.self_closing { "/>" } else { ">" };
                format!("<{}{}{end}", String::from_utf8_lossy(&tag.name), attributes.concat())
            }
            Token::End(name) => format!("</{}>", String::from_utf8_lossy(&name)),
            Token::Text(text) => format!("[{text}]"),
        };
        let found: Vec<String> = Tokens::of(html).map(show).collect();
        assert_eq!(found.concat(), expected);
    }

    #[test]
    fn tags_and_texts_come_in_order() {
        check(
            "<!DOCTYPE html><P Class='a b' hidden id=x id=y>One &amp; two<!-- no --><br/></p>",
            "<p class=a b hidden= id=x>[One & two]<br/></p>",
        );
        check(
            "<title>a <b></title><script>\"</p>\"</script>",
            "<title>[a <b>]</title><script>[\"</p>\"]</script>",
        );
        check("</p a=\"b\" c=\"d\"><a e=\"f\">", "</p><a e=f>");
    }

    #[test]
    fn a_tag_of_any_length_is_one_tag() {
        for (unit, count) in
            [("a=\"b\" ", 1_000_000), ("a=\"&amp;\"\t", 300_000), ("a=''", 300_000), ("/a=\"/\" /", 300_000)]
        {
            let many = unit.repeat(count);
            let found: Vec<Token> = Tokens::of(&format!("<p {many}z=\"1\">x</p {many}><i>y")).collect();
            let [Token::Start(p), Token::Text(_), Token::End(_), Token::Start(i), Token::Text(y)] =
                found.as_slice()
            else {
                panic!("{unit}: {} tokens", found.len())
            };
            assert_eq!((p.name.as_slice(), p.attribute("z")), (&b"p"[..], Some("1")), "{unit}");
            assert_eq!((i.name.as_slice(), y.as_str()), (&b"i"[..], "y"));
        }
    }

    /// A tag is read as without pauses, wherever a pause falls.
    #[test]
    fn steps_change_nothing() {
        for tail in [
            "d=\"e\">",
            "d=\"e\"/>",
            "d=\"e\"f=\"g\">",
            "d=\"e\" / f>",
            "d=\"e\"",
            "d=\"e\"\n\r\n\tf g='h'/ >x",
        ] {
            for lead in STEP - 3..=STEP + 1 {
                let html = format!("<p {}{tail}", "a=\"b\" ".repeat(lead));
                let plain: Vec<_> = Tokenizer::new(&html).flatten().collect();
                let expected = plain.iter().find_map(|token| match token {
                    html5gum::Token::StartTag(tag) => Some((tag.self_closing, tag.attributes.len())),
                    _ => None,
                });
                let found = Tokens::of(&html).find_map(|token| match token {
                    Token::Start(tag) => Some((tag.self_closing, tag.attributes.len())),
                    _ => None,
                });
                assert_eq!(found, expected, "{lead} {tail}");
            }
        }
    }

    #[test]
    fn what_is_too_much_is_left_out() {
        let many = (0..ATTRIBUTES + 9).map(|n| format!("a{n}=x ")).collect::<Vec<_>>().concat();
        let long = "v".repeat(LONGEST_VALUE + 1);
        let name = "n".repeat(LONGEST_NAME * 3);
        let html = format!("<{name} long=\"{long}\" {many}></{name}>");
        let found: Vec<Token> = Tokens::of(&html).collect();
        let [Token::Start(tag), Token::End(end)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(tag.attributes.len(), ATTRIBUTES);
        assert_eq!(tag.attribute("long"), None);
        assert_eq!((tag.name.len(), end), (LONGEST_NAME, &tag.name));
    }
}
