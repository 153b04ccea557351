//! Reads RSS and Atom, well-formed or not.
//!
//! Of a feed only the elements that are used are kept. They are recognised by local name and vocabulary (see
//! [`namespace`](super::namespace)).

use super::{
    Body, Entry, Feed,
    namespace::{Prefixes, Vocabulary, based, joined},
};
use crate::article::{
    Caveat, Problem,
    budget::{self, NODES},
    formats::{
        markup::{Tag, Token, Tokens, resolved},
        person,
    },
    machine_date::{self, MachineDate},
};
use std::collections::HashMap;

/// How many of the innermost open elements are searched for the start of an end tag; bounds the time.
const LOOKED_UP: usize = 32;

/// A text field of an entry or of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    /// A title in another vocabulary, used where there is none in RSS or Atom.
    OtherTitle,
    Link,
    /// The identifier, which may be a permalink.
    Guid,
    Author,
    /// The author in the iTunes vocabulary, used where there is no other.
    OtherAuthor,
    Published,
    Updated,
    Summary,
    Content,
    /// The description of a media file or podcast episode, used where there is no summary.
    Description,
    Language,
}

/// How the text of a field is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// Plain text.
    Plain,
    /// Plain text or escaped HTML: the format does not say which.
    Any,
    /// Escaped HTML.
    Html,
    /// XHTML, as child elements.
    Elements,
}

/// Reads a feed.
///
/// # Errors
/// Where it has no root element of a feed, ends before its first entry, or has more than [`NODES`] elements.
pub(super) fn read(text: &str) -> Result<Feed, Problem> {
    let broken = |reason: &str| Problem::Broken { form: "a feed", reason: reason.to_owned() };
    let mut reader = Reader::default();
    let (mut tokens, mut nodes) = (Tokens::of(text), 0);
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => {
                nodes += 1;
                if nodes > NODES {
                    return Err(super::too_many());
                }
                let is_opened = reader.start(tag, &tokens.entities);
                if is_opened && tag.is_empty {
                    reader.end(tag.name);
                }
            }
            Token::End(name) => reader.end(name),
            Token::Text(text) => reader.text(text, Some(&tokens.entities)),
            Token::Data(text) => reader.text(text, None),
        }
    }
    reader.close_entry();
    if reader.root.is_none() {
        return Err(broken("no root element of a feed"));
    }
    let is_cut = tokens.is_cut || !reader.is_closed;
    let mut feed = reader.feed;
    if is_cut && feed.entries.is_empty() {
        return Err(broken("it ends before its first entry"));
    }
    feed.caveat = is_cut.then_some(Caveat::CutShort);
    Ok(feed)
}

/// The name of an element without its namespace prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether an element of this name holds a feed.
fn is_root(name: &str) -> bool {
    matches!(local(name), "rss" | "feed" | "RDF" | "channel" | "entry")
}

/// An open element.
#[derive(Clone, Copy)]
struct Open<'a> {
    name: &'a str,
    /// Whether its children are fields of the feed or of an entry.
    holds_fields: bool,
}

/// The field that is open.
struct OpenField<'a> {
    field: Field,
    name: &'a str,
    writing: Writing,
    value: String,
    /// How many elements of the same name are open inside it.
    same: usize,
}

/// A feed while it is read.
#[derive(Default)]
struct Reader<'a> {
    feed: Feed,
    /// The name of the root element.
    root: Option<&'a str>,
    /// The author of the feed, used for entries without their own.
    author: Option<String>,
    /// Whether the end tag of the root was read.
    is_closed: bool,
    prefixes: Prefixes<'a>,
    /// The base address of the feed.
    base: Option<String>,
    /// The open entry.
    entry: Option<Box<Draft>>,
    /// The open elements, the outermost first, without those inside a field.
    open: Vec<Open<'a>>,
    field: Option<OpenField<'a>>,
}

/// An entry while it is read, with the alternatives for missing fields.
#[derive(Default)]
struct Draft {
    entry: Entry,
    /// How many elements were open when it began.
    depth: usize,
    base: Option<String>,
    other_title: Option<String>,
    other_author: Option<String>,
    guid: Option<String>,
    updated: Option<String>,
    description: Option<Body>,
}

impl<'a> Reader<'a> {
    /// Handles a start tag; returns whether it opens an element of the feed, not one in the text of a field.
    fn start(&mut self, tag: Tag<'a>, entities: &HashMap<&str, String>) -> bool {
        let name = local(tag.name);
        let begins_entry =
            matches!(name, "item" | "entry") && self.prefixes.vocabulary(tag) == Vocabulary::Feed;
        if let Some(field) = self.field.as_mut().filter(|_| !begins_entry) {
            field.same += usize::from(tag.name == field.name && !tag.is_empty);
            match tag.name.split_once(':') {
                // In plain text a tag separates words.
                _ if field.writing == Writing::Plain => field.value.push(' '),
                Some((prefix, _)) => {
                    field.value.push('<');
                    field.value.push_str(tag.source.get(prefix.len() + 2..).unwrap_or_default());
                }
                None => field.value.push_str(tag.source),
            }
            return false;
        }
        if self.root.is_none() {
            // Elements before the root are warnings of the program that has made the feed.
            if !is_root(tag.name) {
                return false;
            }
            self.root = Some(tag.name);
        }
        self.prefixes.declare(tag);
        let base = || based(self.base.as_deref(), tag.attribute("xml:base"));
        if begins_entry {
            let base = base();
            // An entry without an end tag ends at the start of the next.
            self.close_entry();
            let entry = Entry { language: tag.attribute("xml:lang").map(str::to_owned), ..Entry::default() };
            let draft = Draft { base, entry, depth: self.open.len(), ..Draft::default() };
            self.entry = Some(Box::new(draft));
            self.open.push(Open { name: tag.name, holds_fields: true });
            return true;
        }
        let vocabulary = self.prefixes.vocabulary(tag);
        let in_fields = self.open.last().is_some_and(|open| open.holds_fields);
        let holds_fields = if self.entry.is_some() {
            in_fields
                && match vocabulary {
                    Vocabulary::Feed => name == "author",
                    Vocabulary::Media => matches!(name, "group" | "content"),
                    _ => false,
                }
        } else {
            if matches!(name, "rss" | "feed" | "channel") {
                self.base = base();
            }
            matches!(name, "feed" | "channel") || in_fields && name == "author"
        };
        if in_fields {
            self.begin_field(tag, name, vocabulary, entities);
        }
        if self.field.is_none() {
            self.open.push(Open { name: tag.name, holds_fields });
        }
        true
    }

    /// Opens the field that a start tag begins, if it begins one.
    fn begin_field(
        &mut self,
        tag: Tag<'a>,
        name: &str,
        vocabulary: Vocabulary,
        entities: &HashMap<&str, String>,
    ) {
        use Vocabulary::{Content, DublinCore, Feed, Itunes, Media};
        let in_author = self.open.last().is_some_and(|open| local(open.name) == "author");
        let Some(draft) = &mut self.entry else {
            if (vocabulary, name) == (Feed, "name") && in_author {
                self.open_field(Field::Author, tag, Writing::Plain);
            } else if (vocabulary, name) == (Feed, "title") && self.feed.title.is_none() {
                self.open_field(Field::Title, tag, Writing::Any);
            }
            return;
        };
        if (vocabulary, name) == (Feed, "link")
            && let Some(target) = tag.attribute("href")
        {
            let is_article = tag.attribute("rel").is_none_or(|said| said == "alternate");
            let target = resolved(target, entities);
            let is_better = draft.entry.address.as_deref().is_none_or(|address| !address.starts_with("http"));
            if is_article && is_better && target.len() <= budget::ADDRESS {
                draft.entry.address = Some(target);
            }
            return;
        }
        let (field, writing) = match (vocabulary, name) {
            (Feed, "title") => (Field::Title, Writing::Any),
            (Itunes | Media | DublinCore, "title") => (Field::OtherTitle, Writing::Any),
            (Feed, "link") => (Field::Link, Writing::Plain),
            (Feed, "guid" | "id") if tag.attribute("isPermaLink") != Some("false") => {
                (Field::Guid, Writing::Plain)
            }
            (Feed, "name") if in_author => (Field::Author, Writing::Plain),
            // In Atom `author` holds elements; its `name` is read.
            (Feed, "author") if self.root.is_some_and(|root| local(root) != "feed") => {
                (Field::Author, Writing::Plain)
            }
            (DublinCore, "creator") => (Field::Author, Writing::Plain),
            (Itunes, "author") => (Field::OtherAuthor, Writing::Plain),
            (Feed, "pubDate" | "published" | "issued" | "created") | (DublinCore, "date") => {
                (Field::Published, Writing::Plain)
            }
            (Feed, "updated" | "modified") => (Field::Updated, Writing::Plain),
            (Feed, "description" | "summary") => (Field::Summary, Writing::Any),
            (Content, "encoded") => (Field::Content, Writing::Html),
            (Feed, "content" | "body" | "fulltext") => (Field::Content, Writing::Any),
            (Itunes, "summary") | (Media, "description") => (Field::Description, Writing::Any),
            (DublinCore | Feed, "language") => (Field::Language, Writing::Plain),
            _ => return,
        };
        self.open_field(field, tag, writing);
    }

    /// Opens a field; its `type` attribute, if it has one, tells its markup where `writing` is `Any`.
    fn open_field(&mut self, field: Field, tag: Tag<'a>, writing: Writing) {
        let writing = match tag.attribute("type").filter(|_| writing == Writing::Any) {
            Some("text" | "plain" | "text/plain") => Writing::Plain,
            Some("html" | "text/html") => Writing::Html,
            Some("xhtml" | "application/xhtml+xml") => Writing::Elements,
            _ => writing,
        };
        self.field = Some(OpenField { field, name: tag.name, writing, value: String::new(), same: 0 });
    }

    /// Adds text to the open field; `entities` is `None` for the content of CDATA sections.
    fn text(&mut self, text: &str, entities: Option<&HashMap<&str, String>>) {
        let Some(field) = &mut self.field else { return };
        match (entities, field.writing) {
            // References in XHTML stay: they are resolved when it is read as HTML.
            (Some(_), Writing::Elements) => field.value.push_str(text),
            (Some(entities), _) => field.value.push_str(&resolved(text, entities)),
            (None, Writing::Elements) => {
                field.value.push_str(&super::escaped(text));
            }
            (None, _) => field.value.push_str(text),
        }
    }

    /// Handles an end tag. That of an entry, or of an element around it, also ends what is open inside.
    fn end(&mut self, name: &str) {
        let local = local(name);
        let ends_entry = matches!(local, "item" | "entry" | "channel" | "feed" | "rss" | "RDF");
        if let Some(field) = &mut self.field {
            if name != field.name && !ends_entry || name == field.name && field.same > 0 {
                field.same -= usize::from(name == field.name);
                if field.writing != Writing::Plain {
                    field.value.push_str("</");
                    field.value.push_str(local);
                    field.value.push('>');
                }
                return;
            }
            let is_whole = name == field.name;
            self.close_field();
            if is_whole {
                return;
            }
        }
        if ends_entry {
            self.close_entry();
        }
        let place = self.open.iter().rev().take(LOOKED_UP).position(|open| open.name == name);
        if let Some(place) = place {
            self.open.truncate(self.open.len() - 1 - place);
        }
        self.is_closed |= self.root == Some(name);
    }

    /// Closes the open field and stores its value.
    fn close_field(&mut self) {
        let Some(OpenField { field, writing, mut value, .. }) = self.field.take() else { return };
        value.retain(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'));
        let text = || Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        let Some(draft) = &mut self.entry else {
            match field {
                Field::Author => self.author = self.author.take().or_else(|| person::name(&value)),
                _ => self.feed.title = title(value, writing),
            }
            return;
        };
        let entry = &mut draft.entry;
        match field {
            Field::Title => entry.title = entry.title.take().or_else(|| title(value, writing)),
            Field::OtherTitle => {
                draft.other_title = draft.other_title.take().or_else(|| title(value, writing));
            }
            Field::Link => entry.address = entry.address.take().or_else(text),
            Field::Guid => draft.guid = text().filter(|guid| guid.starts_with("http")),
            Field::Author => entry.authors.extend(person::name(&value)),
            Field::OtherAuthor => draft.other_author = person::name(&value),
            Field::Published => entry.published = date(&value).or(entry.published.take()),
            Field::Updated => draft.updated = date(&value),
            Field::Summary => entry.summary = body(value, writing).or(entry.summary.take()),
            Field::Content => entry.content = body(value, writing).or(entry.content.take()),
            Field::Description => {
                draft.description = draft.description.take().or_else(|| body(value, writing));
            }
            Field::Language => entry.language = text(),
        }
    }

    /// Closes the open entry, fills in missing fields, and adds it to the feed.
    fn close_entry(&mut self) {
        self.close_field();
        let Some(draft) = self.entry.take() else { return };
        self.open.truncate(draft.depth);
        let mut entry = draft.entry;
        entry.title = entry.title.or(draft.other_title);
        entry.published = entry.published.or(draft.updated);
        entry.summary = entry.summary.or(draft.description);
        if entry.authors.is_empty() {
            entry.authors.extend(draft.other_author.or_else(|| self.author.clone()));
        }
        let address = entry.address.or(draft.guid);
        entry.address = address.map(|address| match draft.base.as_deref() {
            Some(base) if !address.starts_with("http") => joined(Some(base), &address).unwrap_or(address),
            _ => address,
        });
        self.feed.entries.push(entry);
    }
}

/// A title as HTML; `None` where it is blank.
fn title(value: String, writing: Writing) -> Option<String> {
    let value = match writing {
        Writing::Plain => super::escaped(&value),
        _ => value,
    };
    (!value.trim().is_empty()).then_some(value)
}

/// A text with its markup, guessed where the format does not tell it; `None` where it is blank.
fn body(value: String, writing: Writing) -> Option<Body> {
    let is_plain = match writing {
        Writing::Plain => true,
        Writing::Html | Writing::Elements => false,
        Writing::Any => !super::is_marked_up(&value),
    };
    (!value.trim().is_empty()).then_some(if is_plain { Body::Plain(value) } else { Body::Html(value) })
}

/// A date in UTC if it can be parsed, or else as written if it has a year; `None` where it means that there is none.
fn date(written: &str) -> Option<String> {
    let as_written = || {
        let has_year = written.split(|c: char| !c.is_ascii_digit()).any(|figures| figures.len() == 4);
        budget::line(written, budget::NAME).filter(|_| has_year)
    };
    if machine_date::is_void(written) {
        return None;
    }
    MachineDate::of(written).map(|parsed| parsed.universal().to_string()).or_else(as_written)
}

#[cfg(test)]
mod tests;
