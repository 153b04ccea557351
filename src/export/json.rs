//! One article and its analysis as one JSON object on one line. Offsets count Unicode code points into `article.text`.

use super::points::CodePoints;
use crate::{
    actors::{Actor, ActorId, AttributedQuote, Mention, QuoteCounts, Why},
    analysis::{Analysis, Naming},
    article::{Article, Caveat},
    figures::{ActorFigures, Appearance, Places, Sources},
    highlights::{Highlight, Placed, placed},
    span::Span,
};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes `article` and its `analysis` as one line. It is written as it is made: nothing of it is kept.
///
/// The JSON is exact, not harmless: control characters are escaped, but direction marks and the like stay as they are.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
    line(out, article, analysis, None)
}

/// As [`write()`], with what a person has marked in the article.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_with(
    out: &mut impl Write,
    article: &Article,
    analysis: &Analysis,
    highlights: &[Highlight],
) -> io::Result<()> {
    line(out, article, analysis, Some(highlights))
}

fn line(
    out: &mut impl Write,
    article: &Article,
    analysis: &Analysis,
    highlights: Option<&[Highlight]>,
) -> io::Result<()> {
    let export = Exporter { article, points: CodePoints::of(&article.text), analysis };
    let places = Places::of(article, analysis);
    let Sources { speakers, anonymous } = Sources::of(analysis);
    let line = Line {
        doc: &article.name,
        model: analysis.read_by.name(),
        article: ArticleObject {
            title: article.title_text(),
            byline: article.byline_text(),
            published: article.published_text(),
            url: article.url.as_deref(),
            site: article.site.as_deref(),
            language: article.language.as_deref(),
            caveat: article.caveat.map(Caveat::words),
            words: article.words(),
            text: &article.text,
        },
        quotes: Each(|| analysis.quotes.iter().enumerate().map(|(id, quote)| export.quote(id, quote))),
        actors: Each(|| {
            let actors = analysis.actors.iter().zip(places.actors()).enumerate();
            actors.map(|(id, (actor, figures))| export.actor(id, actor, &figures))
        }),
        sources: SourcesObject { speakers, anonymous },
        highlights: highlights.map(|highlights| {
            placed(&article.text, highlights).into_iter().map(|marked| export.highlight(marked)).collect()
        }),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

/// A list whose items are made while it is written.
struct Each<F>(F);

impl<I: Iterator, F: Fn() -> I> Serialize for Each<F>
where
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct Line<'a, Q, A> {
    doc: &'a str,
    model: &'static str,
    article: ArticleObject<'a>,
    quotes: Q,
    actors: A,
    sources: SourcesObject,
    #[serde(skip_serializing_if = "Option::is_none")]
    highlights: Option<Vec<HighlightObject<'a>>>,
}

#[derive(Serialize)]
struct HighlightObject<'a> {
    /// Null where it is not in the text any more.
    start: Option<usize>,
    end: Option<usize>,
    text: &'a str,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct ArticleObject<'a> {
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    url: Option<&'a str>,
    site: Option<&'a str>,
    language: Option<&'a str>,
    caveat: Option<&'static str>,
    words: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct QuoteObject<'a> {
    id: usize,
    kind: &'static str,
    content: Vec<Piece<'a>>,
    cue: Option<Piece<'a>>,
    source: Option<Piece<'a>>,
    speaker: Option<usize>,
    speaker_name: Option<&'a str>,
    speaker_why: Option<&'static str>,
    speaker_form: Option<&'static str>,
    via: Option<usize>,
    to: Option<usize>,
    speaker_confidence: Option<f32>,
    sense: &'static str,
    confidence: f32,
}

#[derive(Serialize)]
struct ActorObject<'a, M> {
    id: usize,
    name: &'a str,
    kind: &'static str,
    role: Option<&'a str>,
    aliases: &'a [String],
    mentions: M,
    quotes: usize,
    by_kind: ByKind,
    words: usize,
    share: f64,
    first: Option<AppearanceObject>,
    last: Option<AppearanceObject>,
}

#[derive(Serialize)]
struct ByKind {
    direct: usize,
    mixed: usize,
    indirect: usize,
}

#[derive(Serialize)]
struct MentionObject {
    start: usize,
    end: usize,
    form: &'static str,
    why: &'static str,
}

#[derive(Serialize)]
struct AppearanceObject {
    start: usize,
    end: usize,
    paragraph: usize,
}

#[derive(Serialize)]
struct SourcesObject {
    speakers: usize,
    anonymous: usize,
}

/// In code points.
struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

struct Exporter<'a> {
    article: &'a Article,
    points: CodePoints<'a>,
    analysis: &'a Analysis,
}

impl<'a> Exporter<'a> {
    fn quote(&self, id: usize, attributed: &AttributedQuote) -> QuoteObject<'a> {
        let quote = &attributed.quote;
        let number = |id: Option<ActorId>| id.map(|id| id.0);
        let speaker = attributed.speaker.and_then(|id| self.analysis.actor(id));
        QuoteObject {
            id,
            kind: quote.kind.name(),
            content: quote.content.iter().map(|&span| self.piece(span)).collect(),
            cue: quote.cue.map(|span| self.piece(span)),
            source: quote.source.map(|span| self.piece(span)),
            speaker: number(attributed.speaker),
            speaker_name: speaker.map(|actor| actor.name.as_str()),
            speaker_why: self.analysis.why_speaker(id).map(Why::name),
            speaker_form: self.analysis.naming(self.article, id).map(Naming::name),
            via: number(attributed.via),
            to: number(attributed.to),
            speaker_confidence: attributed.speaker_confidence,
            sense: quote.sense.name(),
            confidence: quote.confidence,
        }
    }

    fn actor(
        &self,
        id: usize,
        actor: &'a Actor,
        figures: &ActorFigures,
    ) -> ActorObject<'a, impl Serialize + use<'a, '_>> {
        let QuoteCounts { direct, mixed, indirect } = figures.quotes;
        ActorObject {
            id,
            name: &actor.name,
            kind: actor.kind.name(),
            role: actor.role.as_deref(),
            aliases: &actor.aliases,
            mentions: Each(|| actor.mentions.iter().map(|mention| self.mention(mention))),
            quotes: figures.quotes.total(),
            by_kind: ByKind { direct, mixed, indirect },
            words: figures.words,
            share: (figures.share * 1000.0).round() / 1000.0,
            first: figures.first.map(|appearance| self.appearance(appearance)),
            last: figures.last.map(|appearance| self.appearance(appearance)),
        }
    }

    fn highlight(&self, Placed { highlight, span }: Placed<'a>) -> HighlightObject<'a> {
        let place = span.map(|span| self.place(span));
        HighlightObject {
            start: place.as_ref().map(|place| place.start),
            end: place.map(|place| place.end),
            text: span.map_or(highlight.words.as_str(), |span| span.of(&self.article.text)),
            note: highlight.note.as_deref(),
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { start: self.points.before(span.start), end: self.points.before(span.end) }
    }

    fn mention(&self, mention: &Mention) -> MentionObject {
        let Place { start, end } = self.place(mention.span);
        MentionObject { start, end, form: mention.form.name(), why: mention.why.name() }
    }

    fn appearance(&self, appearance: Appearance) -> AppearanceObject {
        let Place { start, end } = self.place(appearance.span);
        AppearanceObject { start, end, paragraph: appearance.paragraph }
    }

    fn piece(&self, span: Span) -> Piece<'a> {
        let Place { start, end } = self.place(span);
        Piece { start, end, text: span.of(&self.article.text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{Actor, ActorKind, Form, Mention, QuoteCounts, Why},
        article::Format,
        attribution::{Quote, QuoteKind, Sense},
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
            actors: vec![
                actor("Zoë Brandt", span(text, "Zoë Brandt"), 1),
                actor("Ida", span(text, "Ida"), 0),
            ],
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
}
