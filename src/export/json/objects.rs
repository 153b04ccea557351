//! The objects of the JSON output. Each is made when it is written.

use crate::{
    actors::{Actor, ActorId, AttributedQuote, Mention, QuoteCounts, Why},
    analysis::{Analysis, Naming},
    article::Article,
    export::points::CodePoints,
    figures::{ActorFigures, Appearance},
    highlights::Placed,
    span::Span,
};
use serde::{Serialize, Serializer};

/// A sequence whose items are made while it is serialised.
pub struct Each<F>(pub F);

impl<I: Iterator, F: Fn() -> I> Serialize for Each<F>
where
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
pub struct Line<'a, Q, A> {
    pub doc: &'a str,
    pub model: &'static str,
    pub article: ArticleObject<'a>,
    pub quotes: Q,
    pub actors: A,
    pub sources: SourcesObject,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highlights: Option<Vec<HighlightObject<'a>>>,
}

#[derive(Serialize)]
pub struct HighlightObject<'a> {
    /// Null where the words are no longer in the text.
    start: Option<usize>,
    end: Option<usize>,
    text: &'a str,
    note: Option<&'a str>,
}

#[derive(Serialize)]
pub struct ArticleObject<'a> {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub url: Option<&'a str>,
    pub site: Option<&'a str>,
    pub language: Option<&'a str>,
    pub caveat: Option<&'static str>,
    pub words: usize,
    pub text: &'a str,
}

#[derive(Serialize)]
pub struct QuoteObject<'a> {
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
pub struct ActorObject<'a, M> {
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
pub struct SourcesObject {
    pub speakers: usize,
    pub anonymous: usize,
}

/// Offsets in code points.
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

/// Makes the objects of one article.
pub struct Exporter<'a> {
    article: &'a Article,
    points: CodePoints<'a>,
    analysis: &'a Analysis,
}

impl<'a> Exporter<'a> {
    pub fn of(article: &'a Article, analysis: &'a Analysis) -> Self {
        Self { article, points: CodePoints::of(&article.text), analysis }
    }

    pub fn quote(&self, id: usize, attributed: &AttributedQuote) -> QuoteObject<'a> {
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

    pub fn actor(
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

    pub fn highlight(&self, Placed { highlight, span }: Placed<'a>) -> HighlightObject<'a> {
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
