//! Followed feeds as OPML, for other feed readers.

use super::html::escaped;
use crate::printable;

/// The OPML document for these feeds: address, and name if there is one.
pub fn write<'a>(feeds: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>Feeds</title></head>\n<body>\n",
    );
    for (url, name) in feeds {
        let [url, name] = [url, name.unwrap_or(url)].map(|words| escaped(&printable::line(words)));
        out.extend(["<outline type=\"rss\" text=\"", &name, "\" xmlUrl=\"", &url, "\"/>\n"]);
    }
    out.push_str("</body>\n</opml>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::opml;

    #[test]
    fn a_list_is_read_again() {
        let feeds = [("https://a.example/?x=1&y=\"2\"", Some("A <& \"B\">")), ("https://b.example/", None)];
        let read = opml::read(write(feeds.into_iter()).into_bytes()).feeds;
        let read: Vec<_> = read.iter().map(|feed| (feed.url.as_str(), feed.name.as_deref())).collect();
        assert_eq!(read, [feeds[0], ("https://b.example/", Some("https://b.example/"))]);
    }
}
