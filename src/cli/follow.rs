//! Adds feeds to the settings file; everything else in it, comments included, stays as it is.

use crate::{
    error::Error,
    private,
    settings::{Feed, Settings, SettingsError},
};
use std::io;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// Follows those of these feeds that are not followed yet. Returns their number.
///
/// # Errors
/// Where the file cannot be read or written, or is invalid.
pub(super) fn follow(feeds: &[Feed]) -> Result<usize, Error> {
    let Some(path) = Settings::path() else { return Err(Error::NoFeeds { name: "config.toml".to_owned() }) };
    let mut count = 0;
    let written = private::amend(&path, |text| {
        let (text, new) = following(text, feeds).map_err(io::Error::other)?;
        count = new;
        Ok((new > 0).then_some(text))
    });
    written.map_err(|source| SettingsError::Problem {
        name: path.display().to_string(),
        problem: source.to_string(),
    })?;
    Ok(count)
}

/// The text of the settings file with the feeds added, and how many are new.
fn following(text: &str, feeds: &[Feed]) -> Result<(String, usize), String> {
    let known = Settings::parse(text)?.feeds;
    let new: Vec<&Feed> =
        feeds.iter().filter(|feed| known.iter().all(|known| known.url != feed.url)).collect();
    let mut file: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let tables = file.entry("feeds").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables.as_array_of_tables_mut().ok_or("feeds: write each as [[feeds]]")?;
    for feed in &new {
        let mut table = Table::new();
        table.insert("url", value(feed.url.as_str()));
        if let Some(name) = &feed.name {
            table.insert("name", value(name.as_str()));
        }
        tables.push(table);
    }
    Ok((file.to_string(), new.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_added_and_all_else_stays() {
        let kept = "# mine\nmodel = \"quick\" # fast\n\n[[feeds]]\nurl = \"https://a.example/\"\n";
        let feed =
            |url: &str, name: Option<&str>| Feed { url: url.to_owned(), name: name.map(str::to_owned) };
        let new = [feed("https://a.example/", Some("A")), feed("https://b.example/", Some("“B”"))];
        let (text, count) = following(kept, &new).unwrap();
        assert!(count == 1 && text.starts_with(kept), "{text}");
        assert_eq!(Settings::parse(&text).unwrap().feeds[1], new[1]);
        assert_eq!(following(&text, &new).unwrap().1, 0);
        assert_eq!(Settings::parse(&following("", &new).unwrap().0).unwrap().feeds.len(), 2);
        assert!(following("nonsense", &new).is_err());
    }
}
