//! The outlet, date and label of an article, as far as these can be told.

use super::{Article, machine_date::MachineDate, sort_date::date};
use url::Url;

impl Article {
    /// The outlet: the paper, site or sender that the article names, or else the host of its address without `www.`.
    /// Untrusted.
    pub fn outlet(&self) -> Option<String> {
        let named = self.site.as_deref().map(str::trim).filter(|site| !site.is_empty());
        let host = || {
            let address = Url::parse(self.url.as_deref()?).ok()?;
            let host = address.host_str()?;
            Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
        };
        named.map(str::to_owned).or_else(host)
    }

    /// The day of publication as `2018-05-08`, where it can be parsed: see [`day`](super::day()). In [`Article::dated`]
    /// more forms are understood, such as "08.05.2018" and "20180508".
    pub fn date(&self) -> Option<String> {
        self.date_parts().map(|(year, month, day)| format!("{year:04}-{month:02}-{:02}", day.unwrap_or(1)))
    }

    /// The date of publication as year, month and day, without the day where only year and month are given.
    pub fn date_parts(&self) -> Option<(u16, u8, Option<u8>)> {
        let beside = self.dated.as_deref().and_then(|dated| {
            let parsed = || MachineDate::of(dated).map(|date| date.to_string()).as_deref().and_then(date);
            date(dated).or_else(parsed)
        });
        let inside = || date(&self.shown(self.published?));
        beside.or_else(inside)
    }

    /// What to call the article: its title, or else its file name without folders, or its address. Untrusted.
    pub fn label(&self) -> String {
        let title = self.title_text().filter(|title| !title.trim().is_empty());
        title.unwrap_or_else(|| file_name(&self.name).to_owned())
    }
}

/// The file name of a path, without its folders; an address stays as it is.
pub fn file_name(name: &str) -> &str {
    let own = name.rsplit('/').next().filter(|own| !own.is_empty() && !name.contains("://"));
    own.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    #[test]
    fn the_outlet_is_the_site_or_else_the_host() {
        let check = |site: Option<&str>, url: Option<&str>, expected: Option<&str>| {
            let article =
                Article { site: site.map(Into::into), url: url.map(Into::into), ..Article::default() };
            assert_eq!(article.outlet().as_deref(), expected);
        };
        check(Some("The Post"), Some("https://post.example/a"), Some("The Post"));
        check(Some(" "), Some("https://www.post.example/a"), Some("post.example"));
        check(None, Some("nonsense"), None);
        check(None, None, None);
    }

    #[test]
    fn an_article_is_called_by_its_headline_or_its_file_and_never_by_folders() {
        let label = |name: &str, text: &str| Article::from_text(name, text, Format::Plain).label();
        assert_eq!(label("/home/ann/news/fog.txt", "No more than this."), "fog.txt");
        assert_eq!(label("news/fog.txt", "Plan passes\n\n8 May 2018\n\nIt passed.\n"), "Plan passes");
        assert_eq!(label("https://post.example/a/b", "No more than this."), "https://post.example/a/b");
    }

    #[test]
    fn the_date_is_a_day() {
        let of = |text: &str| Article::from_text("a", text, Format::Plain).date();
        assert_eq!(of("Plan passes\n\n8 May 2018\n\nIt passed.\n").as_deref(), Some("2018-05-08"));
        assert_eq!(of("Plan passes\n\nIt passed.\n"), None);
        // A day given apart from the text takes precedence.
        let beside = |dated: &str| {
            let article = Article::from_text("a", "Plan passes\n\n8 May 2018\n\nIt passed.\n", Format::Plain);
            Article { dated: Some(dated.into()), ..article }.date()
        };
        for dated in ["2019-06-07T01:02:03Z", "Fri, 07 Jun 2019 01:02:03 GMT", "07.06.2019", "20190607"] {
            assert_eq!(beside(dated).as_deref(), Some("2019-06-07"), "{dated}");
        }
        assert_eq!(beside("soon").as_deref(), Some("2018-05-08"));
    }
}
