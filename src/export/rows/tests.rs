//! The values of rows, and the stability of the tables.

use super::*;
use crate::{
    actors::{Actor, ActorId, ActorKind, AttributedQuote, Form as MentionForm, Mention, QuoteCounts, Why},
    article::{Format, Key},
    attribution::{Quote, QuoteKind, Sense},
    span::Span,
};
use serde_json::{Value, json};

const TEXT: &str = "Zoë’s 😀 plan\n\nBy Mara Lind\n\n8 May 2018\n\n“=Ça va,” Zoë Brandt told Ida. “She\n  left.” Her aide sat.\n";

fn span(part: &str) -> Span {
    let start = TEXT.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn example() -> (Article, Analysis) {
    let mut article = Article::from_text("a\u{1b}.txt", TEXT, Format::Plain);
    article.url = Some("https://www.post.example/1".to_owned());
    let mention = |words, form| Mention { span: span(words), form, why: Why::First, from: None };
    let actor = |name: &str, kind, mentions, quotes| Actor {
        name: name.into(),
        kind,
        role: Some("mayor".to_owned()),
        aliases: vec!["Brandt".to_owned(), "Z.".to_owned()],
        mentions,
        quotes: QuoteCounts { direct: quotes, ..QuoteCounts::default() },
        words: 4 * quotes,
    };
    let quote = Quote {
        kind: QuoteKind::Direct,
        content: vec![span("“=Ça va,”"), span("“She\n  left.”")],
        cue: Some(span("told")),
        source: Some(span("Zoë Brandt")),
        via: None,
        to: Some(span("Ida")),
        sense: Sense::Speech,
        confidence: 0.9,
    };
    let zoe = vec![mention("Zoë Brandt", MentionForm::Name), mention("Her", MentionForm::Pronoun)];
    let analysis = Analysis {
        quotes: vec![AttributedQuote {
            quote,
            speaker: Some(ActorId(0)),
            via: None,
            to: Some(ActorId(1)),
            speaker_confidence: Some(0.75),
        }],
        actors: vec![
            actor("Zoë Brandt", ActorKind::Person, zoe, 1),
            actor("=cmd|x", ActorKind::Organisation, vec![mention("Ida", MentionForm::Name)], 0),
        ],
        ..Analysis::default()
    };
    (article, analysis)
}

fn written(table: Table, form: Form) -> String {
    let (article, analysis) = example();
    let mut out = Vec::new();
    Writer::new(form, &mut out).header(table.columns()).unwrap();
    table.write(form, &mut out, &article, &analysis).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_quote_is_one_flat_object() {
    let found: Value = serde_json::from_str(&written(Table::Quotes, Form::Jsonl)).unwrap();
    let expected = json!({
        "schema": 1, "doc": "a\u{1b}.txt", "article": Key::of(TEXT).as_str(), "quote": 0, "kind": "direct",
        "sense": "speech", "start": 40, "end": 84, "spans": "40-49 71-84", "content": "“=Ça va,” … “She left.”",
        "words": 4, "cue": "told", "cue_start": 61, "cue_end": 65, "source": "Zoë Brandt", "source_start": 50,
        "source_end": 60, "speaker": 0, "speaker_name": "Zoë Brandt", "speaker_role": "mayor",
        "speaker_kind": "person", "speaker_why": "first", "speaker_confidence": 0.75, "pronouns_he": 0,
        "pronouns_she": 1, "pronouns_they": 0, "via": null, "via_name": null, "to": 1, "to_name": "=cmd|x",
        "confidence": 0.9, "title": "Zoë’s 😀 plan", "byline": "Mara Lind", "outlet": "post.example",
        "date": "2018-05-08", "published": "8 May 2018", "url": "https://www.post.example/1", "language": null,
        "model": "quick",
    });
    assert_eq!(found, expected);
}

#[test]
fn actors_and_articles_have_theirs() {
    let found = written(Table::Actors, Form::Jsonl);
    let actors: Vec<Value> = found.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(actors.len(), 2);
    let zoe = &actors[0];
    assert_eq!(
        (&zoe["aliases"], &zoe["quotes"], &zoe["share"]),
        (&json!("Brandt; Z."), &json!(1), &json!(1.0))
    );
    assert_eq!((&zoe["pronouns_she"], &zoe["mentions"], &zoe["start"]), (&json!(1), &json!(2), &json!(50)));
    let article: Value = serde_json::from_str(&written(Table::Articles, Form::Jsonl)).unwrap();
    assert_eq!(
        (&article["quotes"], &article["speakers"], &article["actors"]),
        (&json!(1), &json!(1), &json!(2))
    );
    assert_eq!(article["code_points"], json!(TEXT.chars().count()));
}

#[test]
fn keys_come_in_the_order_of_the_columns() {
    for table in Table::ALL {
        let line = written(table, Form::Jsonl);
        let mut rest = line.lines().next().unwrap();
        for column in table.columns() {
            let at = rest.find(&format!("\"{}\":", column.name)).unwrap_or_else(|| panic!("{}", column.name));
            rest = &rest[at..];
        }
    }
}

#[test]
fn no_cell_of_csv_is_a_formula_or_moves_the_cursor() {
    for table in Table::ALL {
        let found = written(table, Form::Csv);
        assert!(!found.contains('\u{1b}'), "{found}");
        let mut reader = csv::Reader::from_reader(found.as_bytes());
        let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty());
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert!(written(Table::Quotes, Form::Csv).contains(",'=cmd|x,"));
}

/// The tables in Markdown, as in `assets/rows.md` below its introduction.
fn tables() -> String {
    let mut out = String::new();
    let tables = Table::ALL.map(|table| (table.name(), table.columns()));
    let others =
        [("people", PersonRow::COLUMNS), ("doubtful", PairRow::COLUMNS), ("audit", AuditRow::COLUMNS)];
    for (table, columns) in tables.into_iter().chain(others) {
        out.extend(["\n## ", table, "\n\n| column | type | tells |\n|---|---|---|\n"]);
        for Column { name, kind, may_be_null, about } in columns {
            let null = if *may_be_null { " or null" } else { "" };
            out.extend(["| `", name, "` | ", kind, null, " | ", about, " |\n"]);
        }
    }
    out
}

/// Fails where the tables have changed. Check whether [`SCHEMA`] has to be incremented, then write the description anew
/// with `DIXIT_BLESS=1`.
#[test]
fn the_description_of_the_tables_is_true() {
    const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/rows.md");
    let kept = std::fs::read_to_string(PATH).unwrap();
    let (before, _) = kept.split_once("\n## ").unwrap();
    assert!(before.contains(&format!("Version {SCHEMA} ")), "assets/rows.md is of another version");
    let expected = format!("{before}{}", tables());
    if std::env::var_os("DIXIT_BLESS").is_some_and(|v| v == "1") {
        std::fs::write(PATH, expected).unwrap();
    } else {
        assert!(
            kept == expected,
            "assets/rows.md is stale: DIXIT_BLESS=1 cargo test --lib rows writes it anew"
        );
    }
}
