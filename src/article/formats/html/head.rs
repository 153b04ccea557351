//! What a page says about itself, where the extraction does not tell: its own address, its date, who may read it.

use super::{
    byline,
    linked::{self, Linked},
    tokens::Tag,
};

/// Most authors that are kept.
const AUTHORS: usize = 8;

/// What was found in the tags of a page.
#[derive(Debug, Default)]
pub(super) struct Head {
    canonical: Option<String>,
    shared: Option<String>,
    base: Option<String>,
    date: Option<String>,
    /// The times in its text, as long as they are all the same.
    time: Option<String>,
    times: usize,
    title: Option<String>,
    /// What it wants to be called where it is shared.
    shared_title: Option<String>,
    author: Option<String>,
    /// Who is named as an author for machines.
    authors: Vec<String>,
    /// The same in words: "By Ann Roe".
    by: Option<String>,
    /// The name of the site.
    site: Option<String>,
    /// What its linked data says of the article.
    pub linked: Linked,
    /// Whether it says that not all of it is for everybody.
    pub paid: bool,
    /// How many scripts it has.
    pub scripts: usize,
}

impl Head {
    /// Takes in a tag.
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

    /// Takes in linked data (JSON-LD). Whether the article is free is looked for without understanding it.
    pub(super) fn see_data(&mut self, json: &str) {
        if !self.linked.article
            && let Some(linked) = linked::read(json)
        {
            let published = linked.published.clone().or(self.linked.published.take());
            self.linked = Linked { published, ..linked };
        }
        for (at, key) in json.match_indices("\"isAccessibleForFree\"") {
            let rest = json.get(at + key.len()..).unwrap_or_default().trim_start();
            let value = rest.strip_prefix(':').unwrap_or_default().trim_start().trim_start_matches('"');
            self.paid |= value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"));
        }
    }

    /// The address that the page wants to be known by.
    pub(super) fn url(&self) -> Option<&str> {
        [&self.canonical, &self.shared].into_iter().flatten().map(String::as_str).find(|url| is_web(url))
    }

    /// What links are relative to, as the page says it. Untrusted.
    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// When it was published, as the page writes it for machines.
    pub(super) fn published(&self) -> Option<&str> {
        self.date.as_deref().or(self.linked.published.as_deref())
    }

    /// The time that stands in its text, if there is only one: of several one cannot know which is the article's.
    pub(super) fn only_time(&self) -> Option<&str> {
        self.time.as_deref().filter(|_| self.times == 1)
    }

    /// Takes in the words of its title.
    pub(super) fn see_title(&mut self, words: &str) {
        self.title.get_or_insert_with(|| words.trim().to_owned());
    }

    /// Takes in the words of an element that names who wrote something.
    pub(super) fn see_author(&mut self, words: &str) {
        const LONGEST: usize = 100;
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.author.is_none() && !name.is_empty() && name.len() <= LONGEST {
            self.author = Some(name);
        }
    }

    /// Who is named as an author for machines.
    pub(super) fn authors(&self) -> Option<String> {
        let named = if self.linked.authors.is_empty() { &self.authors } else { &self.linked.authors };
        if named.is_empty() { self.by.clone() } else { Some(named.join(", ")) }
    }

    /// The name of the site.
    pub(super) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// Who is named first as an author.
    pub(super) fn author(&self) -> Option<&str> {
        self.author.as_deref()
    }

    /// All that the page is called, the surest first.
    pub(super) fn titles(&self) -> Vec<&str> {
        let titles = [&self.title, &self.shared_title, &self.linked.headline];
        titles.into_iter().filter_map(|title| title.as_deref()).filter(|title| !title.is_empty()).collect()
    }

    /// What the page is called, with whatever else stands in the title of a window.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref().filter(|title| !title.is_empty())
    }
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether `url` is an address on the web, and whole.
pub(super) fn is_web(url: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}
