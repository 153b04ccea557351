//! A tokenizer for XML that tolerates any error: a `<` that begins no tag is text, and a tag, comment or CDATA section
//! that is cut off ends with the input.

use std::collections::HashMap;

/// Longest replacement text of an entity that is kept, in bytes. It bounds how much a document grows, since it is
/// inserted at every reference.
const LONGEST_ENTITY: usize = 16;
/// Most entities of one document type declaration that are kept.
const ENTITIES: usize = 64;
/// Longest name of a character or entity reference that is resolved, in bytes, with its semicolon.
const LONGEST_NAME: usize = 32;

/// A token of XML.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::article::formats) enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag: the name of its element.
    End(&'a str),
    /// Character data, with its references not yet resolved.
    Text(&'a str),
    /// The content of a CDATA section, in which nothing is a reference.
    Data(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::article::formats) struct Tag<'a> {
    /// The name of the element, with its namespace prefix.
    pub name: &'a str,
    /// The attributes, unparsed.
    rest: &'a str,
    /// Whether it is an empty-element tag (`<name/>`).
    pub is_empty: bool,
    /// The tag as it is written, with its angle brackets.
    pub source: &'a str,
}

impl<'a> Tag<'a> {
    /// Names and values of its attributes in their order, with the references in the values not resolved.
    pub(in crate::article::formats) fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next()?;
            let (value, after) = if matches!(quote, '"' | '\'') {
                after.get(1..)?.split_once(quote)?
            } else {
                after.split_at_checked(after.find(char::is_whitespace).unwrap_or(after.len()))?
            };
            rest = after;
            Some((name.split_whitespace().next_back().unwrap_or_default(), value))
        })
    }

    /// The value of the first attribute with this name, with its references not resolved.
    pub(in crate::article::formats) fn attribute(self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}

/// An iterator over the tokens of a text. Comments, processing instructions and the document type declaration are
/// skipped.
pub(in crate::article::formats) struct Tokens<'a> {
    rest: &'a str,
    /// The entities that the document type declaration has declared so far, with their replacement texts.
    pub entities: HashMap<&'a str, String>,
    /// Whether the text ended inside a tag, a comment, a section or a declaration.
    pub is_cut: bool,
}

impl<'a> Tokens<'a> {
    /// Tokenizes `text`.
    pub(in crate::article::formats) fn of(text: &'a str) -> Self {
        Self { rest: text, entities: HashMap::new(), is_cut: false }
    }

    /// Skips `length` bytes, then returns what stands before `end` and skips `end` too. Where `end` is missing, returns
    /// all the rest.
    fn up_to(&mut self, length: usize, end: &str) -> &'a str {
        let inside = self.rest.get(length..).unwrap_or_default();
        if let Some((inside, rest)) = inside.split_once(end) {
            self.rest = rest;
            inside
        } else {
            self.is_cut = true;
            self.rest = "";
            inside
        }
    }

    /// Skips the document type declaration and records the entities that its internal subset declares.
    fn declaration(&mut self) {
        let end = self.rest.find('>').unwrap_or(self.rest.len());
        let subset = self.rest.find('[').filter(|&at| at < end);
        let Some(at) = subset else {
            self.up_to(0, ">");
            return;
        };
        let inside = self.up_to(at + 1, "]");
        self.up_to(0, ">");
        for declared in inside.split("<!ENTITY").skip(1).take(ENTITIES) {
            let Some((name, value)) = declared.trim_start().split_once(char::is_whitespace) else { continue };
            let value = value.trim_start();
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = value.get(1..).and_then(|value| value.split_once(quote)) else { continue };
            let value = resolved(value, &HashMap::new());
            if value.len() <= LONGEST_ENTITY && !value.contains(['&', '<']) {
                self.entities.insert(name, value);
            }
        }
    }

    /// Reads the tag that the rest begins with; `None` where its `<` does not begin a complete tag.
    fn tag(&mut self) -> Option<Token<'a>> {
        let inside = self.rest.get(1..)?;
        let is_end = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        if !inside.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let name_end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'));
        let (name, _) = inside.split_at_checked(name_end.unwrap_or(inside.len()))?;
        let mut quote = None;
        let mut end = None;
        for (at, byte) in inside.bytes().enumerate().skip(name.len()) {
            match (byte, quote) {
                (b'>', None) => {
                    end = Some(at);
                    break;
                }
                // A `<` inside a tag: the tag before it was never closed.
                (b'<', _) => break,
                (b'"' | b'\'', None) => quote = Some(byte),
                (_, Some(mark)) if mark == byte => quote = None,
                _ => {}
            }
        }
        let Some(end) = end else {
            // Not closed: either the input was cut off here, or the `<` is text.
            self.is_cut |= !inside.contains('>');
            return None;
        };
        let after = inside.get(end + 1..).unwrap_or_default();
        let source = self.rest.get(..self.rest.len() - after.len()).unwrap_or_default();
        let rest = inside.get(name.len()..end).unwrap_or_default();
        self.rest = after;
        if is_end {
            return Some(Token::End(name));
        }
        let is_empty = rest.ends_with('/');
        Some(Token::Start(Tag { name, rest: rest.trim_end_matches('/'), is_empty, source }))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if self.rest.starts_with("<![CDATA[") {
                return Some(Token::Data(self.up_to(9, "]]>")));
            } else if self.rest.starts_with("<!--") {
                self.up_to(4, "-->");
            } else if self.rest.starts_with("<?") {
                self.up_to(2, "?>");
            } else if self.rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
                self.declaration();
            } else if let Some(tag) = self.rest.starts_with('<').then(|| self.tag()).flatten() {
                return Some(tag);
            } else {
                // A `<` that begins no tag is text.
                let from = usize::from(self.rest.starts_with('<'));
                let end = memchr::memchr(b'<', self.rest.as_bytes().get(from..).unwrap_or_default());
                let end = end.map_or(self.rest.len(), |at| from + at);
                let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
                self.rest = rest;
                // The start of a tag that the end of the input cuts off is no text.
                if !(self.is_cut && rest.is_empty() && from == 1) {
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

/// `text` with its character references and the references to `entities` resolved. Unknown references stay as they are
/// written: the text is usually HTML that was escaped in XML, where they may have a meaning (`&eacute;`).
pub(in crate::article::formats) fn resolved(text: &str, entities: &HashMap<&str, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(LONGEST_NAME).position(|byte| byte == b';');
        let name = end.and_then(|end| after.get(..end));
        rest = after;
        match name.map(|name| (name, reference(name), entities.get(name))) {
            Some((name, Some(c), _)) => {
                out.push(c);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            Some((name, None, Some(value))) => {
                out.push_str(value);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            _ => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// The character of a predefined entity of XML or a numeric character reference, given without `&` and `;`.
fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let figure = name.strip_prefix('#')?;
            let code = match figure.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => figure.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, expected: &[&str]) {
        let tokens = Tokens::of(xml).map(|token| match token {
            Token::Start(tag) => format!("+{}{}", tag.name, if tag.is_empty { "/" } else { "" }),
            Token::End(name) => format!("-{name}"),
            Token::Text(text) => text.to_owned(),
            Token::Data(text) => format!("={text}"),
        });
        assert_eq!(tokens.collect::<Vec<_>>(), expected, "{xml}");
    }

    #[test]
    fn whole_and_broken_xml_is_taken_apart() {
        check(
            "<?xml version='1.0'?><!-- <x> --><a b='>'>t<b/><![CDATA[<c>]]></a>",
            &["+a", "t", "+b/", "=<c>", "-a"],
        );
        check("<a>x < y & z</a>", &["+a", "x ", "< y & z", "-a"]);
        check("<a><b c=\"d<e>f</e>", &["+a", "<b c=\"d", "+e", "f", "-e"]);
        check("<a>word <b c='", &["+a", "word "]);
        check("<![CDATA[cut", &["=cut"]);
    }

    #[test]
    fn references_are_resolved_and_others_stay() {
        let mut tokens =
            Tokens::of("<!DOCTYPE rss [<!ENTITY q '&#39;'><!ENTITY big 'aaaaaaaaaaaaaaaaaaaaaaaa'>]><a/>");
        assert!(tokens.next().is_some());
        let read = |text| resolved(text, &tokens.entities);
        assert_eq!(read("&lt;&#x41;&#66;&q;&big;&eacute; & &"), "<AB'&big;&eacute; & &");
        let Some(Token::Start(tag)) = Tokens::of("<a b='1' x:c = \"2 3\" d=4>").next() else { panic!() };
        assert_eq!(tag.attributes().collect::<Vec<_>>(), [("b", "1"), ("x:c", "2 3"), ("d", "4")]);
    }
}
