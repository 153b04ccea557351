use super::*;
use crate::{
    actors::{Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, QuoteCounts, Why},
    article::Format,
    attribution::{Quote, QuoteKind, Sense},
    span::Span,
};
use serde_json::{Value, json};

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

#[test]
fn the_whole_object() {
    let text = "Zoë’s 😀 plan\n\nBy Mara Lind\n\n8 May 2018\n\n“Ça va,” Zoë Brandt told Ida.\n";
    let article = Article::from_text("a.txt", text, Format::Plain);
    let actor = |name: &str, mention: Span, quotes| Actor {
        name: name.into(),
        kind: ActorKind::Person,
        role: None,
        aliases: vec![],
        mentions: vec![Mention { span: mention, form: Form::Name, why: Why::First, from: None }],
        quotes: QuoteCounts { direct: quotes, ..QuoteCounts::default() },
        words: 2 * quotes,
    };
    let quote = Quote {
        kind: QuoteKind::Direct,
        content: vec![span(text, "“Ça va,”")],
        cue: Some(span(text, "told")),
        source: Some(span(text, "Zoë Brandt")),
        via: None,
        to: Some(span(text, "Ida")),
        sense: Sense::Speech,
        confidence: 0.9,
    };
    let analysis = Analysis {
        quotes: vec![AttributedQuote {
            quote,
            speaker: Some(ActorId(0)),
            via: None,
            to: Some(ActorId(1)),
            speaker_confidence: Some(0.75),
        }],
        actors: vec![actor("Zoë Brandt", span(text, "Zoë Brandt"), 1), actor("Ida", span(text, "Ida"), 0)],
        ..Analysis::default()
    };
    let mut out = Vec::new();
    write(&mut out, &article, &analysis).unwrap();
    assert_eq!(out.iter().position(|&b| b == b'\n'), Some(out.len() - 1));
    let found: Value = serde_json::from_slice(&out).unwrap();
    let expected = json!({
        "doc": "a.txt",
        "model": "quick",
        "article": {
            "title": "Zoë’s 😀 plan",
            "byline": "Mara Lind",
            "published": "8 May 2018",
            "url": null,
            "site": null,
            "language": null,
            "caveat": null,
            "words": 14,
            "text": text,
        },
        "quotes": [{
            "id": 0,
            "kind": "direct",
            "content": [{"start": 40, "end": 48, "text": "“Ça va,”"}],
            "cue": {"start": 60, "end": 64, "text": "told"},
            "source": {"start": 49, "end": 59, "text": "Zoë Brandt"},
            "speaker": 0,
            "speaker_name": "Zoë Brandt",
            "speaker_why": "first",
            "speaker_form": "name",
            "via": null,
            "to": 1,
            "speaker_confidence": 0.75,
            "sense": "speech",
            "confidence": 0.9,
        }],
        "actors": [
            {
                "id": 0, "name": "Zoë Brandt", "kind": "person", "role": null, "aliases": [],
                "mentions": [{"start": 49, "end": 59, "form": "name", "why": "first"}],
                "quotes": 1, "by_kind": {"direct": 1, "mixed": 0, "indirect": 0}, "words": 2, "share": 1.0,
                "first": {"start": 49, "end": 59, "paragraph": 1},
                "last": {"start": 49, "end": 59, "paragraph": 1},
            },
            {
                "id": 1, "name": "Ida", "kind": "person", "role": null, "aliases": [],
                "mentions": [{"start": 65, "end": 68, "form": "name", "why": "first"}],
                "quotes": 0, "by_kind": {"direct": 0, "mixed": 0, "indirect": 0}, "words": 0, "share": 0.0,
                "first": {"start": 65, "end": 68, "paragraph": 1},
                "last": {"start": 65, "end": 68, "paragraph": 1},
            },
        ],
        "sources": {"speakers": 1, "anonymous": 0},
    });
    assert_eq!(found.to_string(), expected.to_string());

    let noted = Highlight::of(text, span(text, "Zoë Brandt told"), Some("to whom?".to_owned()));
    let gone = Highlight { words: "gone".to_owned(), note: None, ..noted.clone() };
    let mut out = Vec::new();
    write_with(&mut out, &article, &analysis, &[gone, noted]).unwrap();
    let found: Value = serde_json::from_slice(&out).unwrap();
    let expected = json!([
        {"start": 49, "end": 64, "text": "Zoë Brandt told", "note": "to whom?"},
        {"start": null, "end": null, "text": "gone", "note": null},
    ]);
    assert_eq!(found["highlights"], expected);
}
