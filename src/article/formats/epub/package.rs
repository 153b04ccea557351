//! The package document of a book (OPF): its metadata and the reading order of its files; and which files are
//! encrypted.

use super::{
    archive::{Archive, key, resolve},
    broken,
};
use crate::article::{
    Problem,
    budget::NODES,
    decode::decode,
    formats::{
        html,
        markup::{Tag, Token, Tokens, resolved},
    },
};
use std::collections::{HashMap, HashSet};

/// The content of the package document.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub title: Option<String>,
    pub creators: Vec<String>,
    pub language: Option<String>,
    /// The paths of the files in reading order.
    pub spine: Vec<String>,
    /// The paths of all pages in the manifest, for a book without a spine.
    pages: Vec<String>,
    /// The path of the navigation document (EPUB 3).
    pub nav: Option<String>,
    /// The path of the NCX (EPUB 2).
    pub ncx: Option<String>,
}

/// A file in the manifest.
struct Listed {
    path: String,
    is_page: bool,
}

/// The text of an XML file.
pub(super) fn text(archive: &mut Archive, path: &str) -> Result<Option<String>, Problem> {
    let bytes = archive.read(path)?;
    Ok(bytes.and_then(|bytes| {
        let declared = html::declared(&bytes);
        decode(bytes, declared)
    }))
}

/// The name of an element without its namespace prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, with its references resolved.
pub(super) fn value(tag: Tag<'_>, name: &str) -> Option<String> {
    tag.attribute(name).map(|value| resolved(value.trim(), &HashMap::new()))
}

impl Package {
    /// Reads the package document of a book.
    ///
    /// # Errors
    /// Where there is none, it has too many elements, or more is unpacked than is allowed.
    pub(super) fn read(archive: &mut Archive) -> Result<Self, Problem> {
        let (path, text) = Self::find(archive)?;
        let mut package = Self::default();
        let mut listed: HashMap<String, Listed> = HashMap::new();
        let (mut field, mut nodes): (Option<(&str, String)>, usize) = (None, 0);
        let mut toc = None;
        // Files that are not part of the linear reading order come last.
        let mut outside = Vec::new();
        for token in Tokens::of(&text) {
            match token {
                Token::Start(tag) => {
                    nodes += 1;
                    if nodes > NODES {
                        let reason = format!("a part of it has more than {NODES} elements");
                        return Err(Problem::TooLarge { reason });
                    }
                    match local(tag.name) {
                        // Illustrators, translators and the like (MARC relator codes).
                        "creator" if value(tag, "opf:role").is_some_and(|role| role != "aut") => {}
                        name @ ("title" | "creator" | "language") => field = Some((name, String::new())),
                        "spine" => toc = value(tag, "toc"),
                        "item" => package.list(tag, &path, &mut listed),
                        "itemref" => {
                            let id = value(tag, "idref").unwrap_or_default();
                            let found = listed.get(&id).filter(|listed| listed.is_page);
                            let is_outside = value(tag, "linear").is_some_and(|linear| linear == "no");
                            let order = if is_outside { &mut outside } else { &mut package.spine };
                            order.extend(found.map(|listed| listed.path.clone()));
                        }
                        _ => {}
                    }
                }
                Token::End(_) => package.keep(field.take()),
                Token::Text(text) => {
                    if let Some((_, value)) = &mut field {
                        value.push_str(&resolved(text, &HashMap::new()));
                    }
                }
                Token::Data(text) => {
                    if let Some((_, value)) = &mut field {
                        value.push_str(text);
                    }
                }
            }
        }
        package.spine.append(&mut outside);
        // Without a spine, the pages are read in the order of the manifest.
        if package.spine.is_empty() {
            package.spine = std::mem::take(&mut package.pages);
        }
        if let Some(named) = toc.and_then(|id| listed.remove(&id)) {
            package.ncx = Some(named.path);
        }
        Ok(package)
    }

    /// The path and the text of the package document: the one that the container file names, or else the first `.opf`
    /// file.
    fn find(archive: &mut Archive) -> Result<(String, String), Problem> {
        if let Some(container) = archive.find("meta-inf/container.xml") {
            let root = container.len() - "meta-inf/container.xml".len();
            let root = container.get(..root).unwrap_or_default().to_owned();
            let said = text(archive, &container)?.unwrap_or_default();
            let named = Tokens::of(&said).find_map(|token| match token {
                Token::Start(tag) if local(tag.name) == "rootfile" => value(tag, "full-path"),
                _ => None,
            });
            if let Some(named) = named {
                let (path, _) = resolve(&root, &named);
                if let Some(text) = text(archive, &path)? {
                    return Ok((path, text));
                }
            }
        }
        let path = archive.find(".opf").ok_or_else(|| broken("it has no list of its files"))?;
        let text = text(archive, &path)?.ok_or_else(|| broken("the list of its files cannot be read"))?;
        Ok((path, text))
    }

    /// Adds a file of the manifest.
    fn list(&mut self, tag: Tag<'_>, package: &str, listed: &mut HashMap<String, Listed>) {
        let (Some(id), Some(href)) = (value(tag, "id"), value(tag, "href")) else { return };
        let (path, _) = resolve(package, &href);
        let kind = value(tag, "media-type").unwrap_or_default().to_ascii_lowercase();
        let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        // Many packages give wrong media types for pages.
        let is_page = kind.contains("html")
            || kind.contains("xml") && !kind.contains("ncx") && !kind.contains("svg")
            || matches!(ending.as_str(), "html" | "xhtml" | "htm");
        if kind.contains("ncx") || ending == "ncx" {
            self.ncx.get_or_insert_with(|| path.clone());
        }
        if value(tag, "properties").is_some_and(|said| said.split_whitespace().any(|word| word == "nav")) {
            self.nav.get_or_insert_with(|| path.clone());
        }
        if is_page && self.nav.as_ref() != Some(&path) {
            self.pages.push(path.clone());
        }
        listed.insert(id, Listed { path, is_page });
    }

    /// Sets a metadata field; the first title and language count.
    fn keep(&mut self, field: Option<(&str, String)>) {
        let Some((name, value)) = field else { return };
        let value = value.trim();
        match name {
            _ if value.is_empty() => {}
            "title" => {
                self.title.get_or_insert_with(|| value.to_owned());
            }
            "language" => {
                self.language.get_or_insert_with(|| value.to_owned());
            }
            _ => self.creators.push(value.to_owned()),
        }
    }
}

/// The [`key`]s of the encrypted files. Obfuscated fonts do not count, since everybody can read them.
pub(super) fn encrypted(archive: &mut Archive) -> Result<HashSet<String>, Problem> {
    let mut found = HashSet::new();
    let Some(path) = archive.find("meta-inf/encryption.xml") else { return Ok(found) };
    let root = path.get(..path.len() - "meta-inf/encryption.xml".len()).unwrap_or_default().to_owned();
    let said = text(archive, &path)?.unwrap_or_default();
    let mut is_locked = false;
    for token in Tokens::of(&said) {
        let Token::Start(tag) = token else { continue };
        match local(tag.name) {
            "EncryptedData" => is_locked = true,
            "EncryptionMethod" => {
                let method = value(tag, "Algorithm").unwrap_or_default();
                is_locked &= !method.contains("embedding") && !method.contains("pdf/enc#RC");
            }
            "CipherReference" if is_locked => {
                let (path, _) = resolve(&root, &value(tag, "URI").unwrap_or_default());
                found.insert(key(&path));
            }
            _ => {}
        }
    }
    Ok(found)
}
