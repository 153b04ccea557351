//! Tables of Pocket (`title,url,time_added,tags,status`) and of Instapaper (`URL,Title,Selection,Folder,Timestamp,Tags`).

use super::{Export, Saved, seconds};
use csv::{ReaderBuilder, StringRecord};

/// Reads a table, of which the first line names the columns.
pub(super) fn read(bytes: &[u8]) -> Result<Export, String> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let no_list = || "it is no export of Pocket, Instapaper, Wallabag or Omnivore".to_owned();
    let names = reader.headers().map_err(|_| no_list())?.clone();
    let column = |wanted: &str| names.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted));
    let (Some(address), Some(title)) = (column("url"), column("title")) else { return Err(no_list()) };
    let (time, tags) = (column("time_added").or(column("timestamp")), column("tags"));
    let (status, folder) = (column("status"), column("folder"));
    let mut export = Export::default();
    for (at, row) in reader.into_records().enumerate() {
        let entry = row.map_err(|_| "it is no text in UTF-8".to_owned()).and_then(|row: StringRecord| {
            let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).unwrap_or_default();
            if row.len() <= address {
                return Err("it ends before its address".to_owned());
            }
            let folder = cell(folder).trim();
            // Folders of one's own are tags; these are the service's.
            let own = Some(folder).filter(|folder| !["", "Unread", "Archive", "Starred"].contains(folder));
            // Pocket parts tags by a bar, Instapaper writes a list of JSON.
            let listed: Option<Vec<String>> = serde_json::from_str(cell(tags)).ok();
            let tags = listed.unwrap_or_else(|| {
                cell(tags)
                    .split('|')
                    .map(str::trim)
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect()
            });
            Ok(Saved {
                title: cell(Some(title)).to_owned(),
                address: cell(Some(address)).to_owned(),
                tags: tags.into_iter().chain(own.map(str::to_owned)).collect(),
                when: seconds(cell(time)),
                is_read: cell(status).trim().eq_ignore_ascii_case("archive") || folder == "Archive",
                ..Saved::default()
            })
        });
        export.push(at + 1, entry);
    }
    Ok(export)
}
