//! Makes the rows of an article and its analysis.

use super::{
    super::points::CodePoints,
    SCHEMA,
    tables::{ActorRow, ArticleRow, QuoteRow},
};
use crate::{
    actors::{Actor, ActorId, AttributedQuote, Form, QuoteCounts, Why},
    analysis::{Analysis, Architecture, Bounds, Certainty},
    article::{Article, Caveat, Key},
    attribution::QuoteKind,
    figures::{ActorFigures, Places, Sources},
    language::{
        count_words,
        pronouns::{Person, pronoun},
        words::lower,
    },
    span::Span,
};

/// Joins the pieces of a content.
const BETWEEN: &str = " … ";

/// The values that all rows of an article share.
struct Maker<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    points: CodePoints<'a>,
    key: Key,
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    published: Option<String>,
}

/// A row for each quote, in the order of the text.
pub fn quotes<'a>(article: &'a Article, analysis: &'a Analysis) -> impl Iterator<Item = QuoteRow> {
    let maker = Maker::new(article, analysis);
    let pronouns: Vec<Pronouns> = analysis.actors.iter().map(|actor| Pronouns::of(article, actor)).collect();
    analysis.quotes.iter().enumerate().map(move |(number, quote)| maker.quote(number, quote, &pronouns))
}

/// A row for each actor, in the order of [`Analysis::actors`].
pub fn actors<'a>(article: &'a Article, analysis: &'a Analysis) -> impl Iterator<Item = ActorRow> {
    let maker = Maker::new(article, analysis);
    let figures: Vec<ActorFigures> = Places::of(article, analysis).actors().collect();
    let actors = analysis.actors.iter().zip(figures).enumerate();
    actors.map(move |(number, (actor, figures))| maker.actor(number, actor, &figures))
}

/// The row of the article.
pub fn article(article: &Article, analysis: &Analysis) -> ArticleRow {
    let maker = Maker::new(article, analysis);
    let Sources { speakers, anonymous } = Sources::of(analysis);
    ArticleRow {
        schema: SCHEMA,
        doc: article.name.clone(),
        article: maker.key.to_string(),
        title: maker.title,
        byline: maker.byline,
        outlet: maker.outlet,
        date: maker.date,
        published: maker.published,
        url: article.url.clone(),
        language: article.language.clone(),
        caveat: article.caveat.map(Caveat::words).map(str::to_owned),
        words: article.words(),
        code_points: article.text.chars().count(),
        quotes: analysis.quotes.len(),
        quoted_words: analysis.quoted_words(),
        actors: analysis.actors.len(),
        speakers,
        anonymous,
        unattributed: analysis.quotes.iter().filter(|quote| quote.speaker.is_none()).count(),
        model: analysis.read_by.name().to_owned(),
    }
}

impl QuoteRow {
    /// The kind of the quote.
    pub fn quote_kind(&self) -> QuoteKind {
        QuoteKind::ALL.into_iter().find(|kind| kind.name() == self.kind).unwrap_or(QuoteKind::Indirect)
    }

    /// How certain it is that this is a quote. One whose speaker a correction has set is certain.
    pub fn certainty(&self) -> Certainty {
        let is_careful = self.model == Architecture::Encoder.name();
        let read_by = if is_careful { Architecture::Encoder } else { Architecture::Linear };
        match self.speaker_why.as_deref() {
            Some("corrected") => Certainty::Sure,
            _ => Bounds::of(read_by).of_kind(self.quote_kind(), self.confidence),
        }
    }
}

impl ArticleRow {
    /// Whether the article was analysed, or has quotes from corrections all the same; otherwise its number of quotes
    /// says nothing ([`Article::is_analysed`]).
    pub fn is_analysed(&self) -> bool {
        self.quotes > 0 || self.caveat.as_deref() != Some(Caveat::OtherLanguage.words())
    }
}

/// The words of a content, its pieces joined.
pub fn content(article: &Article, spans: impl Iterator<Item = Span>) -> String {
    spans.map(|span| article.shown(span)).collect::<Vec<_>>().join(BETWEEN)
}

impl<'a> Maker<'a> {
    fn new(article: &'a Article, analysis: &'a Analysis) -> Self {
        Self {
            article,
            analysis,
            points: CodePoints::of(&article.text),
            key: Key::of(&article.text),
            title: article.title_text(),
            byline: article.byline_text(),
            outlet: article.outlet(),
            date: article.date(),
            published: article.published_text(),
        }
    }

    fn quote(&self, number: usize, attributed: &AttributedQuote, pronouns: &[Pronouns]) -> QuoteRow {
        let AttributedQuote { quote, speaker, via, to, speaker_confidence } = attributed;
        let speaker = speaker.filter(|id| self.analysis.actor(*id).is_some());
        let actor = speaker.and_then(|id| self.analysis.actor(id));
        let pronouns = speaker.and_then(|id| pronouns.get(id.0)).copied().unwrap_or_default();
        let name = |id: Option<ActorId>| id.and_then(|id| self.analysis.actor(id)).map(|a| a.name.clone());
        let (start, end) = self.place(quote.extent());
        let spans = quote.content.iter().map(|&span| self.place(span));
        let spans: Vec<String> = spans.map(|(start, end)| format!("{start}-{end}")).collect();
        let [cue, source] = [quote.cue, quote.source].map(|span| span.map(|span| self.article.shown(span)));
        let [cue_at, source_at] = [quote.cue, quote.source].map(|span| span.map(|span| self.place(span)));
        QuoteRow {
            schema: SCHEMA,
            doc: self.article.name.clone(),
            article: self.key.to_string(),
            quote: number,
            kind: quote.kind.name().to_owned(),
            sense: quote.sense.name().to_owned(),
            start,
            end,
            spans: spans.join(" "),
            content: content(self.article, quote.content.iter().copied()),
            words: quote.content.iter().map(|&span| count_words(self.article, span)).sum(),
            cue,
            cue_start: cue_at.map(|(start, _)| start),
            cue_end: cue_at.map(|(_, end)| end),
            source,
            source_start: source_at.map(|(start, _)| start),
            source_end: source_at.map(|(_, end)| end),
            speaker: speaker.map(|id| id.0),
            speaker_name: actor.map(|actor| actor.name.clone()),
            speaker_role: actor.and_then(|actor| actor.role.clone()),
            speaker_kind: actor.map(|actor| actor.kind.name().to_owned()),
            speaker_why: self.analysis.why_speaker(number).map(Why::name).map(str::to_owned),
            speaker_confidence: *speaker_confidence,
            pronouns_he: pronouns.he,
            pronouns_she: pronouns.she,
            pronouns_they: pronouns.they,
            via: via.map(|id| id.0),
            via_name: name(*via),
            to: to.map(|id| id.0),
            to_name: name(*to),
            confidence: quote.confidence,
            title: self.title.clone(),
            byline: self.byline.clone(),
            outlet: self.outlet.clone(),
            date: self.date.clone(),
            published: self.published.clone(),
            url: self.article.url.clone(),
            language: self.article.language.clone(),
            model: self.analysis.read_by.name().to_owned(),
        }
    }

    fn actor(&self, number: usize, actor: &Actor, figures: &ActorFigures) -> ActorRow {
        let QuoteCounts { direct, mixed, indirect } = figures.quotes;
        let pronouns = Pronouns::of(self.article, actor);
        ActorRow {
            schema: SCHEMA,
            doc: self.article.name.clone(),
            article: self.key.to_string(),
            actor: number,
            name: actor.name.clone(),
            kind: actor.kind.name().to_owned(),
            role: actor.role.clone(),
            aliases: actor.aliases.join("; "),
            mentions: figures.mentions,
            pronouns_he: pronouns.he,
            pronouns_she: pronouns.she,
            pronouns_they: pronouns.they,
            quotes: figures.quotes.total(),
            direct,
            mixed,
            indirect,
            words: figures.words,
            share: ((figures.share * 1000.0).round() / 1000.0) as f32,
            start: figures.first.map(|first| self.points.before(first.span.start)),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            date: self.date.clone(),
            url: self.article.url.clone(),
            model: self.analysis.read_by.name().to_owned(),
        }
    }

    /// Start and end in code points.
    fn place(&self, span: Span) -> (usize, usize) {
        (self.points.before(span.start), self.points.before(span.end))
    }
}

/// The number of third-person pronouns that mean an actor, by kind.
#[derive(Debug, Clone, Copy, Default)]
struct Pronouns {
    he: usize,
    she: usize,
    they: usize,
}

impl Pronouns {
    fn of(article: &Article, actor: &Actor) -> Self {
        let mut found = Self::default();
        for mention in actor.mentions.iter().filter(|mention| mention.form == Form::Pronoun) {
            match pronoun(&lower(mention.span.of(&article.text))) {
                Some((Person::He, _)) => found.he += 1,
                Some((Person::She, _)) => found.she += 1,
                Some((Person::They, _)) => found.they += 1,
                _ => {}
            }
        }
        found
    }
}
