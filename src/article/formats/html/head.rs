//! The metadata of a page, collected from its tags and JSON-LD: its address, title, date, authors, and whether it is
//! paid.

use super::{
    byline,
    json_ld::{self, JsonLd},
    tokens::Tag,
};

/// Most authors in `meta` elements that are kept.
const AUTHORS: usize = 8;

/// The metadata of a page. Everything in it is untrusted.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The address in `link rel=canonical`.
    canonical: Option<String>,
    /// The address in `og:url` (Open Graph).
    shared: Option<String>,
    /// The address in `base`.
    base: Option<String>,
    /// The date of publication in a `meta` or an element marked as such.
    date: Option<String>,
    /// The `datetime` of the last plain `time` element.
    time: Option<String>,
    /// How many `time` elements have another `datetime` than the one before them.
    times: usize,
    /// The `title` element.
    title: Option<String>,
    /// The title in `og:title` (Open Graph).
    shared_title: Option<String>,
    /// The text of the first element that names an author.
    author: Option<String>,
    /// The names in `meta` elements for authors.
    authors: Vec<String>,
    /// The byline in `meta name=byl`, without "By".
    by: Option<String>,
    /// The name of the site in `og:site_name` (Open Graph).
    site: Option<String>,
    /// The article's properties in JSON-LD.
    pub json_ld: JsonLd,
    /// Whether the page says that it is not free to read.
    pub paid: bool,
    /// The number of `script` elements.
    pub scripts: usize,
}

impl Head {
    /// Collects what a tag tells.
    pub(super) fn see(&mut self, tag: &Tag) {
        let value = |name: &str| tag.attribute(name).map(str::trim).filter(|value| !value.is_empty());
        let keep = |slot: &mut Option<String>, value: Option<&str>| {
            if slot.is_none() {
                *slot = value.map(str::to_owned);
            }
        };
        if value("itemprop") == Some("datePublished") {
            keep(&mut self.date, value("content").or(value("datetime")));
        }
        match tag.name.as_slice() {
            b"link" if value("rel").is_some_and(|rel| has_word(rel, "canonical")) => {
                keep(&mut self.canonical, value("href"));
            }
            b"base" => keep(&mut self.base, value("href")),
            b"script" => self.scripts += 1,
            b"time"
                if tag.attributes.contains_key("pubdate")
                    || value("itemprop").is_some_and(|p| p == "datePublished") =>
            {
                keep(&mut self.date, value("datetime"));
            }
            b"time" => {
                let time = value("datetime");
                self.times += usize::from(time.is_some() && time != self.time.as_deref());
                self.time = time.map(str::to_owned);
            }
            b"meta" => {
                let name = value("property").or(value("name")).or(value("itemprop")).unwrap_or_default();
                let content = value("content");
                match name.to_ascii_lowercase().as_str() {
                    "og:title" => keep(&mut self.shared_title, content),
                    "og:url" => keep(&mut self.shared, content),
                    "og:site_name" => keep(&mut self.site, content),
                    "byl" => {
                        let by = content.map(|by| by.strip_prefix("By ").unwrap_or(by));
                        keep(&mut self.by, by);
                    }
                    "author" | "dc.creator" | "parsely-author" | "sailthru.author" | "article:author" => {
                        let written = content.map(str::trim);
                        let written =
                            written.filter(|name| !name.contains("://") && !byline::is_account(name));
                        let small = written.unwrap_or_default().to_lowercase();
                        if let Some(name) = written
                            && self.authors.len() < AUTHORS
                            && !self
                                .authors
                                .iter()
                                .map(|known| known.to_lowercase())
                                .any(|known| known.contains(&small) || small.contains(&known))
                        {
                            self.authors.push(name.to_owned());
                        }
                    }
                    "article:published_time"
                    | "datepublished"
                    | "date"
                    | "dc.date"
                    | "dc.date.issued"
                    | "dcterms.date"
                    | "dcterms.created"
                    | "parsely-pub-date"
                    | "sailthru.date"
                    | "pubdate"
                    | "publishdate"
                    | "publish-date"
                    | "publication_date"
                    | "citation_publication_date"
                    | "citation_date"
                    | "citation_online_date"
                    | "article.published"
                    | "article_date_original"
                    | "cxenseparse:recs:publishtime"
                    | "bt:pubdate"
                    | "dc.date.created"
                    | "og:published_time" => {
                        keep(&mut self.date, content);
                    }
                    "article:content_tier" => self.paid |= content.is_some_and(|tier| tier != "free"),
                    "isaccessibleforfree" => {
                        self.paid |= content.is_some_and(|free| free.eq_ignore_ascii_case("false"));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Collects JSON-LD. `isAccessibleForFree` is searched for as a string, since it may belong to a part of the
    /// article.
    pub(super) fn see_data(&mut self, json: &str) {
        if !self.json_ld.article
            && let Some(linked) = json_ld::read(json)
        {
            let published = linked.published.clone().or(self.json_ld.published.take());
            self.json_ld = JsonLd { published, ..linked };
        }
        for (at, key) in json.match_indices("\"isAccessibleForFree\"") {
            let rest = json.get(at + key.len()..).unwrap_or_default().trim_start();
            let value = rest.strip_prefix(':').unwrap_or_default().trim_start().trim_start_matches('"');
            self.paid |= value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"));
        }
    }

    /// The address that the page declares as its own, if it is one of the web.
    pub(super) fn url(&self) -> Option<&str> {
        [&self.canonical, &self.shared].into_iter().flatten().map(String::as_str).find(|url| is_web(url))
    }

    /// The `href` of the `base` element.
    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The date of publication in `meta`, marked elements or JSON-LD, as written.
    pub(super) fn published(&self) -> Option<&str> {
        self.date.as_deref().or(self.json_ld.published.as_deref())
    }

    /// The date in the page's `time` elements, if there is only one: of several, any may be that of another story.
    pub(super) fn only_time(&self) -> Option<&str> {
        self.time.as_deref().filter(|_| self.times == 1)
    }

    /// Collects the text of a `title` element; the first one counts.
    pub(super) fn see_title(&mut self, words: &str) {
        self.title.get_or_insert_with(|| words.trim().to_owned());
    }

    /// Collects the text of an element that names an author; the first one counts.
    pub(super) fn see_author(&mut self, words: &str) {
        /// Longest name, in bytes.
        const LONGEST: usize = 100;
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.author.is_none() && !name.is_empty() && name.len() <= LONGEST {
            self.author = Some(name);
        }
    }

    /// The authors in JSON-LD, else in `meta` elements, else the byline of `meta name=byl`.
    pub(super) fn authors(&self) -> Option<String> {
        let named = if self.json_ld.authors.is_empty() { &self.authors } else { &self.json_ld.authors };
        if named.is_empty() { self.by.clone() } else { Some(named.join(", ")) }
    }

    /// The name of the site, as Open Graph tells it.
    pub(super) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// The author whom the first naming element in the page names.
    pub(super) fn author(&self) -> Option<&str> {
        self.author.as_deref()
    }

    /// The titles of the page in its `title` element, Open Graph and JSON-LD, the most reliable first.
    pub(super) fn titles(&self) -> Vec<&str> {
        let titles = [&self.title, &self.shared_title, &self.json_ld.headline];
        titles.into_iter().filter_map(|title| title.as_deref()).filter(|title| !title.is_empty()).collect()
    }

    /// The `title` element, which often holds the name of the site too.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref().filter(|title| !title.is_empty())
    }
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether `url` is absolute, with the scheme `http` or `https`.
pub(super) fn is_web(url: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}
