//! The article as a bibliographic entry: CSL-JSON, which citation managers read, and BibTeX.

use crate::{
    article::{Article, file_name},
    printable,
};
use serde::Serialize;

/// An item of CSL-JSON (schema `csl-data`, version 1.0.2).
#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    outlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

/// A literal name: an article does not say which of its words is the surname.
#[derive(Serialize)]
struct Name {
    literal: String,
}

/// The date of publication.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Issued {
    /// Year, month, and the day if it is known, as a single date.
    DateParts([Vec<u16>; 1]),
    /// The date as written, where it could not be parsed; a citation manager may know better.
    Raw(String),
}

/// The article as CSL-JSON: an array of one item.
///
/// # Errors
/// None in practice: these values can always be serialised.
pub fn csl(article: &Article) -> serde_json::Result<String> {
    let item = Item {
        id: key(article),
        kind: "article-newspaper",
        title: title(article),
        author: authors(article).into_iter().map(|literal| Name { literal }).collect(),
        outlet: article.outlet().as_deref().map(printable::line),
        issued: issued(article),
        url: article.url.as_deref().map(printable::line),
        language: article.language.as_deref().map(printable::line),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&[item])?))
}

/// The article as a BibTeX entry, with the date and language fields of BibLaTeX.
pub fn bibtex(article: &Article) -> String {
    let authors = authors(article).iter().map(|name| format!("{{{}}}", escaped(name))).collect::<Vec<_>>();
    let fields = [
        ("title", title(article).map(|title| format!("{{{}}}", escaped(&title)))),
        ("author", Some(authors.join(" and ")).filter(|all| !all.is_empty())),
        ("journal", article.outlet().map(|outlet| escaped(&printable::line(&outlet)))),
        ("date", date(article)),
        ("url", article.url.as_deref().map(|url| verbatim(&printable::line(url)))),
        ("langid", article.language.as_deref().map(|tag| escaped(&printable::line(tag)))),
    ];
    let mut out = format!("@article{{{},\n", key(article));
    for (name, value) in fields {
        if let Some(value) = value {
            out.extend(["  ", name, " = {", &value, "},\n"]);
        }
    }
    out.push_str("}\n");
    out
}

fn title(article: &Article) -> Option<String> {
    article.title_text().map(|title| printable::line(&title)).filter(|title| !title.is_empty())
}

fn issued(article: &Article) -> Option<Issued> {
    let parts = |(year, month, day): (u16, u8, Option<u8>)| {
        let month_and_day = std::iter::once(month).chain(day).map(u16::from);
        Issued::DateParts([std::iter::once(year).chain(month_and_day).collect()])
    };
    article.date_parts().map(parts).or_else(|| written(article).map(Issued::Raw))
}

/// The date as BibLaTeX has it (ISO 8601): `2018-05-08` or `2018-05`; or else as written.
fn date(article: &Article) -> Option<String> {
    let iso = |(year, month, day): (u16, u8, Option<u8>)| {
        let day = day.map_or(String::new(), |day| format!("-{day:02}"));
        format!("{year:04}-{month:02}{day}")
    };
    article.date_parts().map(iso).or_else(|| written(article).map(|date| escaped(&date)))
}

/// The date as it is written.
fn written(article: &Article) -> Option<String> {
    let date = article.published_text().map(|date| printable::line(&date));
    date.filter(|date| !date.is_empty())
}

/// The authors: the byline without "By", split at commas, semicolons, ampersands and "and".
pub(super) fn authors(article: &Article) -> Vec<String> {
    let byline = article.byline_text().map_or(String::new(), |names| printable::line(&names));
    let by = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(0, str::len);
    let byline = byline.get(by..).unwrap_or_default();
    let parts = byline.split([',', ';', '&']).flat_map(|part| part.split(" and "));
    parts.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The citation key: the surname of the first author and the first long enough word of the title. Without such a word,
/// outlet and file name take its place.
fn key(article: &Article) -> String {
    /// Fewest letters of that word: shorter ones are mostly function words.
    const SHORTEST: usize = 4;
    let plain =
        |word: &str| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let author = authors(article).first().and_then(|name| name.split_whitespace().last().map(plain));
    let title = title(article).unwrap_or_default();
    let word = title.split_whitespace().map(plain).find(|word| word.len() >= SHORTEST);
    let others = || {
        let file = file_name(&article.name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let parts = stem.split(|c: char| !c.is_alphanumeric()).map(plain).collect::<Vec<_>>();
        article.outlet().map(|outlet| plain(&outlet)).into_iter().chain(parts).collect()
    };
    let rest = word.map_or_else(others, |word| vec![word]);
    let key: Vec<String> = author.into_iter().chain(rest).filter(|part| !part.is_empty()).collect();
    if key.is_empty() { "article".to_owned() } else { key.join("-") }
}

/// Escapes what is special in BibTeX and LaTeX; braces are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => {}
            '\\' => out.push_str("\\textbackslash "),
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            c => out.push(c),
        }
    }
    out
}

/// An address for a field that BibLaTeX reads as it stands: only what would end the field, or opens a command, is encoded.
fn verbatim(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    fn article() -> Article {
        let text = "Ferries & {fog}\n\nBy Ann Roe and Jo Lind\n\n3 March 2024\n\nThe ferry left at six in the morning.";
        let mut article = Article::from_text("a.txt", text, Format::Plain);
        article.site = Some("The Post".into());
        article.url = Some("https://post.example/a_b?c=1&d=2".to_owned());
        article
    }

    #[test]
    fn citation_managers_get_what_the_article_tells() {
        let value: serde_json::Value = serde_json::from_str(&csl(&article()).unwrap()).unwrap();
        let item = &value[0];
        assert_eq!(item["type"], "article-newspaper");
        assert_eq!(item["title"], "Ferries & {fog}");
        assert_eq!(item["author"][1]["literal"], "Jo Lind");
        assert_eq!(item["container-title"], "The Post");
        assert_eq!(item["issued"], serde_json::json!({ "date-parts": [[2024, 3, 3]] }));
        assert_eq!(item["id"], "roe-ferries");
    }

    #[test]
    fn the_word_before_the_names_is_no_name() {
        let mut article = article();
        let start = article.text.find("By Ann").unwrap();
        article.byline = Some(crate::span::Span::new(start, start + "By Ann Roe and Jo Lind".len()));
        assert_eq!(authors(&article), ["Ann Roe", "Jo Lind"]);
    }

    #[test]
    fn what_bibtex_takes_for_its_own_is_escaped() {
        let entry = bibtex(&article());
        assert!(entry.starts_with("@article{roe-ferries,\n  title = {{Ferries \\& fog}},\n"), "{entry}");
        assert!(entry.contains("author = {{Ann Roe} and {Jo Lind}},"), "{entry}");
        assert!(entry.contains("url = {https://post.example/a_b?c=1&d=2},"), "{entry}");
    }

    #[test]
    fn an_address_cannot_end_its_field() {
        let mut article = article();
        article.url = Some("https://post.example/{a}}\\b".to_owned());
        article.site = None;
        let entry = bibtex(&article);
        assert!(entry.contains("url = {https://post.example/%7Ba%7D%7D%5Cb},"), "{entry}");
        assert!(entry.contains("journal = {post.example},"), "{entry}");
    }

    #[test]
    fn a_date_tells_no_more_than_is_written() {
        for (written, parts, date) in [
            ("3 March 2024", Some(vec![2024, 3, 3]), "date = {2024-03-03},"),
            ("March 2024", Some(vec![2024, 3]), "date = {2024-03},"),
            ("in spring & summer", None, "date = {in spring \\& summer},"),
        ] {
            let mut article = Article::from_text("a.txt", format!("{written}\n\nIt left."), Format::Plain);
            article.published = Some(crate::span::Span::new(0, written.len()));
            let items: serde_json::Value = serde_json::from_str(&csl(&article).unwrap()).unwrap();
            let expected = match parts {
                Some(parts) => serde_json::json!({ "date-parts": [parts] }),
                None => serde_json::json!({ "raw": written }),
            };
            assert_eq!(items[0]["issued"], expected);
            assert!(bibtex(&article).contains(date), "{}", bibtex(&article));
        }
    }

    #[test]
    fn what_has_no_headline_is_known_by_outlet_and_file() {
        let bare = |name: &str, site: Option<&str>| {
            let article = Article::from_text(name, "no more than this", Format::Plain);
            Article { title: None, site: site.map(Into::into), ..article }
        };
        let entry = bibtex(&bare("/home/ann/news/Fog 2.txt", Some("The Post")));
        assert!(entry.starts_with("@article{thepost-fog-2,\n") && !entry.contains("title"), "{entry}");
        assert!(!entry.contains("/home"), "{entry}");
        assert!(bibtex(&bare("туман.txt", None)).starts_with("@article{article,\n"));
    }
}
