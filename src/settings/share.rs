//! Commands of one's own that a quote or an article is shared with.

use super::{Position, Problem};
use serde::Deserialize;
use toml_edit::Item;

/// A command of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// What it is called.
    pub name: String,
    /// The program and its arguments, with placeholders in braces.
    pub command: Vec<String>,
    /// The key that runs it while an article is open.
    pub key: Option<String>,
    /// Where the key stands in the file.
    #[serde(skip)]
    pub key_at: Position,
}

/// What may stand in braces.
pub const PLACEHOLDERS: [&str; 7] = ["url", "title", "quote", "speaker", "outlet", "date", "citation"];

/// A part of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// What stands in braces: letters, and nothing else.
    Placeholder(&'a str),
}

/// The parts of an argument.
pub fn pieces(argument: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut rest, mut from) = (argument, 0);
    while let Some(open) = rest.get(from..).and_then(|rest| rest.find('{')).map(|at| at + from) {
        let name = rest.get(open + 1..).and_then(|behind| behind.split_once('}')).map(|(name, _)| name);
        match name.filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase())) {
            Some(name) => {
                out.extend(rest.get(..open).filter(|words| !words.is_empty()).map(Piece::Words));
                out.push(Piece::Placeholder(name));
                rest = rest.get(open + name.len() + 2..).unwrap_or_default();
                from = 0;
            }
            None => from = open + 1,
        }
    }
    if !rest.is_empty() {
        out.push(Piece::Words(rest));
    }
    out
}

/// Holds that the commands mean something, and notes where their keys stand; `item` is their part of a file with this text.
pub(super) fn check(shares: &mut [Share], item: Option<&Item>, text: &str) -> Result<(), Problem> {
    let place = |number: usize, field: &str, argument: Option<usize>| {
        let item = item.and_then(|item| item.get(number)).and_then(|share| share.get(field));
        let part = argument.and_then(|argument| item?.get(argument)).or(item);
        Position::of(text, part.and_then(Item::span).map_or(0, |span| span.start))
    };
    let mut names: Vec<String> = Vec::new();
    for (number, share) in shares.iter_mut().enumerate() {
        let is_name = !share.name.is_empty()
            && share.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !is_name {
            let words = format!("share: {:?} is no name: small letters, digits and hyphens are", share.name);
            return Err((place(number, "name", None), words));
        }
        if names.contains(&share.name) {
            return Err((place(number, "name", None), format!("share: {} is there twice", share.name)));
        }
        names.push(share.name.clone());
        if share.command.first().is_none_or(String::is_empty) {
            return Err((
                place(number, "command", None),
                "share: command is a program and its arguments".to_owned(),
            ));
        }
        for (at, argument) in share.command.iter().enumerate() {
            let unknown = pieces(argument).into_iter().find_map(|piece| match piece {
                Piece::Placeholder(name) if !PLACEHOLDERS.contains(&name) => Some(name),
                _ => None,
            });
            if let Some(name) = unknown {
                let known = PLACEHOLDERS.join("}, {");
                let words = format!("share: nothing is called {{{name}}}; there are {{{known}}}");
                return Err((place(number, "command", Some(at)), words));
            }
        }
        share.key_at = place(number, "key", None);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{super::Settings, *};

    #[test]
    fn only_letters_in_braces_are_a_placeholder() {
        let written = pieces("a {quote}{ {\"x\": \"{url}\"} {} {open");
        assert_eq!(
            written,
            [
                Piece::Words("a "),
                Piece::Placeholder("quote"),
                Piece::Words("{ {\"x\": \""),
                Piece::Placeholder("url"),
                Piece::Words("\"} {} {open"),
            ]
        );
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn what_means_nothing_is_told_with_its_place() {
        let told = |text: &str| Settings::parse(text).map(|settings| settings.share.len());
        let whole = "[[share]]\nname = \"post\"\ncommand = [\"toot\", \"{quote}\"]\nkey = \"ctrl-s\"\n";
        assert_eq!(told(whole), Ok(1));
        assert_eq!(Settings::parse(whole).unwrap().share[0].key_at, Position { line: 4, column: 7 });
        let wrong = |text: &str| told(text).unwrap_err();
        assert_eq!(wrong(&format!("{whole}{whole}")), "line 6, column 8: share: post is there twice");
        assert_eq!(
            wrong("[[share]]\nname = \"Post it\"\ncommand = [\"toot\"]\n"),
            "line 2, column 8: share: \"Post it\" is no name: small letters, digits and hyphens are"
        );
        assert_eq!(
            wrong("[[share]]\nname = \"x\"\ncommand = [\"toot\", \"{quote} {who}\"]\n"),
            "line 3, column 20: share: nothing is called {who}; there are {url}, {title}, {quote}, {speaker}, {outlet}, \
             {date}, {citation}"
        );
        assert_eq!(
            wrong("[[share]]\nname = \"x\"\ncommand = []\n"),
            "line 3, column 11: share: command is a program and its arguments"
        );
        assert!(wrong("[[share]]\nname = \"x\"\ncommand = \"toot\"\n").starts_with("line 3, column 11"));
        assert!(wrong("[[share]]\nname = \"x\"\n").contains("missing field `command`"));
    }
}
