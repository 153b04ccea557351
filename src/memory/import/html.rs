//! Pages of Pocket, as it gave them until 2025: a list of links under "Unread", and another under "Read Archive".

use super::{Export, Saved, seconds};
use html5gum::{StartTag, Token, Tokenizer};

/// Reads such a page. A link that is never closed ends where the next one begins.
pub(super) fn read(page: &str) -> Result<Export, String> {
    let mut export = Export::default();
    let (mut number, mut is_read) = (0, false);
    let (mut heading, mut link): (Option<String>, Option<Saved>) = (None, None);
    let mut end = |link: &mut Option<Saved>| {
        if let Some(saved) = link.take() {
            number += 1;
            export.push(number, Ok(saved));
        }
    };
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if *tag.name == b"h1"[..] => heading = Some(String::new()),
            Token::EndTag(tag) if *tag.name == b"h1"[..] => {
                is_read = heading.take().is_some_and(|words| words.to_lowercase().contains("archive"));
            }
            Token::StartTag(tag) if *tag.name == b"a"[..] => {
                end(&mut link);
                link = saved(&tag, is_read);
            }
            Token::EndTag(tag) if *tag.name == b"a"[..] => end(&mut link),
            Token::String(words) => {
                let words = String::from_utf8_lossy(&words);
                if let Some(text) = heading.as_mut().or(link.as_mut().map(|link| &mut link.title)) {
                    text.push_str(&words);
                }
            }
            _ => {}
        }
    }
    end(&mut link);
    if export == Export::default() {
        return Err("there is no saved article in it".to_owned());
    }
    Ok(export)
}

/// What is saved by a link; nothing by one without the time that Pocket writes.
fn saved(tag: &StartTag<()>, is_read: bool) -> Option<Saved> {
    let attribute = |name: &str| {
        tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
    };
    let time = attribute("time_added")?;
    let tags = attribute("tags").unwrap_or_default();
    Some(Saved {
        address: attribute("href").unwrap_or_default(),
        tags: tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        when: seconds(&time),
        is_read,
        ..Saved::default()
    })
}
