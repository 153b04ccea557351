//! Linked data (JSON-LD): what a page says of its article for machines, often all of its text.

use serde_json::Value;

/// Most objects that are looked through.
const OBJECTS: usize = 2000;
/// Most authors that are named.
const AUTHORS: usize = 8;

/// What the first article in the data says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Linked {
    pub headline: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub body: Option<String>,
}

/// The first article in `json`, at whatever depth it lies; `None` where there is none, or it cannot be read.
pub(super) fn read(json: &str) -> Option<Linked> {
    let value: Value = serde_json::from_str(json).ok()?;
    // Breadth first, since what lies deep is only mentioned.
    let mut waiting = std::collections::VecDeque::from([&value]);
    for _ in 0..OBJECTS {
        match waiting.pop_front()? {
            Value::Array(values) => waiting.extend(values),
            Value::Object(fields) => {
                if fields.get("@type").is_some_and(is_article) {
                    return Some(Linked {
                        headline: text(fields.get("headline")).or_else(|| text(fields.get("name"))),
                        authors: names(fields.get("author")),
                        published: text(fields.get("datePublished")),
                        body: text(fields.get("articleBody")),
                    });
                }
                waiting.extend(fields.values().filter(|value| value.is_array() || value.is_object()));
            }
            _ => {}
        }
    }
    None
}

/// Whether a type, or one of several, is that of an article.
fn is_article(kind: &Value) -> bool {
    let one = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        })
    };
    one(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(one))
}

fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Who is named by an author: a text, an object with a name, or several of them.
fn names(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| {
        let name = value.as_str().map(str::to_owned).or_else(|| text(value.get("name")));
        name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && !name.contains("://"))
    };
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(one).take(AUTHORS).collect(),
        Some(value) => one(value).into_iter().collect(),
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
    fn other_things_and_broken_data_give_nothing() {
        assert_eq!(read(r#"{"@type": "Organization", "name": "The Well"}"#), None);
        assert_eq!(read("{\"@type\": \"Article\""), None);
        assert_eq!(read(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))), None);
    }
}
