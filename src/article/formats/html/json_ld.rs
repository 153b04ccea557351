//! The article's properties in a page's JSON-LD (vocabulary schema.org), often with all of its text.

use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};

/// Most JSON values that are visited.
const OBJECTS: usize = 2000;
/// Most authors that are kept.
const AUTHORS: usize = 8;

/// The properties of the first article in the data; of the page where there is no article.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct JsonLd {
    /// Whether they are those of an article.
    pub article: bool,
    pub headline: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub body: Option<String>,
}

/// Reads the first article in `json`, at whatever depth, or else the date of the page; `None` where there is neither,
/// or `json` is no JSON even after repair.
pub(super) fn read(json: &str) -> Option<JsonLd> {
    let value: Value = serde_json::from_str(json).or_else(|_| serde_json::from_str(&mended(json))).ok()?;
    // Breadth first, since the main object is near the top; deeper ones are only referred to.
    let mut waiting = VecDeque::from([&value]);
    let mut named: HashMap<&str, &Value> = HashMap::new();
    let mut article: Option<&Map<String, Value>> = None;
    let mut page: Option<&Map<String, Value>> = None;
    for _ in 0..OBJECTS {
        match waiting.pop_front() {
            None => break,
            Some(Value::Array(values)) => waiting.extend(values),
            Some(Value::Object(fields)) => {
                let kind = fields.get("@type");
                if article.is_none() && kind.is_some_and(is_article) {
                    article = Some(fields);
                }
                if page.is_none()
                    && kind.and_then(Value::as_str).is_some_and(|kind| kind.ends_with("WebPage"))
                {
                    page = Some(fields);
                }
                // An author may be a reference by `@id` to an object elsewhere in the data.
                if let (Some(id), Some(name)) =
                    (fields.get("@id").and_then(Value::as_str), fields.get("name"))
                {
                    named.entry(id).or_insert(name);
                }
                waiting.extend(fields.values().filter(|value| value.is_array() || value.is_object()));
            }
            Some(_) => {}
        }
    }
    let published = |fields: &Map<String, Value>| text(fields.get("datePublished"));
    match (article, page) {
        (Some(fields), page) => Some(JsonLd {
            article: true,
            headline: text(fields.get("headline")).or_else(|| text(fields.get("name"))),
            authors: names(fields.get("author").or_else(|| fields.get("creator")), &named),
            published: published(fields).or_else(|| published(page?)),
            body: text(fields.get("articleBody")),
        }),
        (None, Some(page)) => Some(JsonLd { published: published(page), ..JsonLd::default() }),
        (None, None) => None,
    }
}

/// Repairs common faults in JSON: the HTML comment or CDATA marks around it, raw control characters in strings, and
/// commas before a closing bracket.
fn mended(json: &str) -> String {
    let json = json.trim_matches(|c| !matches!(c, '{' | '}' | '[' | ']'));
    let json = json.strip_prefix("[CDATA[").unwrap_or(json).trim_end_matches("]]").trim_end();
    let json = json.trim_matches(|c| !matches!(c, '{' | '}' | '[' | ']'));
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        quoted = c == '"';
        if matches!(c, '}' | ']') {
            let end = out.trim_end().trim_end_matches(',').len();
            out.truncate(end);
        }
        out.push(c);
    }
    out
}

/// Whether a `@type`, or one of several, is that of an article or a post: `NewsArticle`, `BlogPosting`, `Report`.
fn is_article(kind: &Value) -> bool {
    let one = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        })
    };
    one(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(one))
}

/// The text of a string value, unless it is empty.
fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The names of an author or of several, each of which is a string, an object with one or more names, or a reference by
/// `@id` into `named`.
fn names(value: Option<&Value>, named: &HashMap<&str, &Value>) -> Vec<String> {
    let each = |value: &Value| -> Vec<String> {
        let id = value.get("@id").and_then(Value::as_str);
        let name = value.get("name").or_else(|| named.get(id?).copied()).unwrap_or(value);
        let several = name.as_array().map_or(std::slice::from_ref(name), Vec::as_slice);
        let words = several.iter().filter_map(Value::as_str).map(|name| name.trim().to_owned());
        words.filter(|name| !name.is_empty() && !name.contains("://")).collect()
    };
    match value {
        Some(Value::Array(values)) => values.iter().flat_map(each).take(AUTHORS).collect(),
        Some(value) => each(value).into_iter().take(AUTHORS).collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_first_article_is_found_in_any_shape() {
        for json in [
            r#"{"@type": ["BlogPosting", "Thing"], "headline": "Well found", "author": [{"name": "Ann Roe"}, "Ben Low"], "articleBody": "It was deep."}"#,
            r#"[{"@type": "WebSite"}, {"@graph": [{"@type": "https://schema.org/NewsArticle", "headline": "Well found", "author": ["Ann Roe", {"name": "Ben Low"}], "articleBody": "It was deep."}]}]"#,
        ] {
            let linked = read(json).expect("there is one");
            assert_eq!(linked.headline.as_deref(), Some("Well found"));
            assert_eq!(linked.authors, ["Ann Roe", "Ben Low"]);
            assert_eq!(linked.body.as_deref(), Some("It was deep."));
        }
    }

    #[test]
    fn authors_are_named_where_they_are_referred_to() {
        for json in [
            r##"{"@graph": [{"@type": "Article", "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ann Roe"}]}"##,
            r#"{"@type": "Article", "author": {"@type": "Person", "name": ["Ann Roe"]}}"#,
            r#"{"@type": "Article", "creator": ["Ann Roe"]}"#,
        ] {
            assert_eq!(read(json).expect("it is read").authors, ["Ann Roe"], "{json}");
        }
    }

    #[test]
    fn what_is_not_quite_json_is_read_as_it_was_meant() {
        for json in [
            "//<![CDATA[\n{\"@type\": \"Article\", \"datePublished\": \"2018-05-08\"}\n//]]>",
            "{\"@type\": \"Article\", \"description\": \"two\nlines, }\", \"datePublished\": \"2018-05-08\",}",
            "<!-- {\"@type\": \"WebPage\", \"datePublished\": \"2018-05-08\"}; -->",
        ] {
            assert_eq!(read(json).expect("it is read").published.as_deref(), Some("2018-05-08"), "{json}");
        }
    }

    #[test]
    fn other_things_and_broken_data_give_nothing() {
        assert_eq!(read(r#"{"@type": "Organization", "name": "The Well"}"#), None);
        assert_eq!(read("{\"@type\": \"Article\""), None);
        assert_eq!(read(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))), None);
    }
}
