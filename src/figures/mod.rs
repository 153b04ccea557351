//! Statistics of an article: how much each actor says and where, and how many sources are anonymous. Takes an article and
//! its analysis, gives [`Figures`] and [`Sourcing`].

pub mod across;
mod sourcing;

pub use sourcing::{Sourcing, Voice};

use crate::{
    actors::{ActorId, ActorKind, QuoteCounts},
    analysis::Analysis,
    article::{Article, Paragraphs},
    span::Span,
};

/// The figures of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Those of each actor, indexed by [`ActorId`].
    pub actors: Vec<ActorFigures>,
    /// Who is quoted, counted.
    pub sources: Sources,
}

/// How much an actor says, and where it appears.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ActorFigures {
    /// How many quotes it is the speaker of.
    pub quotes: QuoteCounts,
    /// How many words these hold.
    pub words: usize,
    /// What part of all words quoted of anybody known these are, 0 to 1.
    pub share: f64,
    /// How often the text mentions it, pronouns included where they are known to mean it.
    pub mentions: usize,
    /// Where it is mentioned first; where it never is, where it is quoted first.
    pub first: Option<Appearance>,
    /// Where it is mentioned or quoted last.
    pub last: Option<Appearance>,
}

/// A place where an actor appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// The words that mention it, or its quote.
    pub span: Span,
    /// The number of the paragraph, as [`Paragraphs::number`] counts.
    pub paragraph: usize,
}

/// Who is quoted, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sources {
    /// How many actors are the speaker of a quote.
    pub speakers: usize,
    /// How many of these are anonymous.
    pub anonymous: usize,
}

impl Figures {
    /// Counts in one pass over `analysis`.
    pub fn of(article: &Article, analysis: &Analysis) -> Self {
        Self { actors: Places::of(article, analysis).actors().collect(), sources: Sources::of(analysis) }
    }

    /// Those of one actor; zeros for an unknown one.
    pub fn actor(&self, id: ActorId) -> ActorFigures {
        self.actors.get(id.0).copied().unwrap_or_default()
    }
}

/// Where the actors of an analysis are quoted, and all else that their figures are counted from.
pub(crate) struct Places<'a> {
    analysis: &'a Analysis,
    paragraphs: Paragraphs,
    /// How many words are quoted.
    words: usize,
    /// The first and the last quote of each actor.
    quoted: Vec<Option<[u32; 2]>>,
}

impl<'a> Places<'a> {
    /// Looks in one pass over `analysis`.
    pub(crate) fn of(article: &Article, analysis: &'a Analysis) -> Self {
        let mut quoted: Vec<Option<[u32; 2]>> = vec![None; analysis.actors.len()];
        for (number, quote) in (0..).zip(&analysis.quotes) {
            if let Some(places) = quote.speaker.and_then(|id| quoted.get_mut(id.0)) {
                *places = Some([places.map_or(number, |[first, _]| first), number]);
            }
        }
        Self { analysis, paragraphs: Paragraphs::of(article), words: analysis.quoted_words(), quoted }
    }

    /// The figures of each actor, in order.
    pub(crate) fn actors(&self) -> impl Iterator<Item = ActorFigures> {
        let appearance = |span: Span| Appearance { span, paragraph: self.paragraphs.number(span.start) };
        let extent = |number: u32| self.analysis.quotes.get(number as usize).map(|q| q.quote.extent());
        self.analysis.actors.iter().zip(&self.quoted).map(move |(actor, quoted)| {
            let mentioned = actor.mentions.first().zip(actor.mentions.last()).map(|(a, b)| (a.span, b.span));
            let quoted = quoted.and_then(|[first, last]| extent(first).zip(extent(last)));
            let first = mentioned.or(quoted).map(|(first, _)| first);
            let last = [mentioned, quoted].into_iter().flatten().map(|(_, last)| last).max();
            ActorFigures {
                quotes: actor.quotes,
                words: actor.words,
                share: if self.words == 0 { 0.0 } else { actor.words as f64 / self.words as f64 },
                mentions: actor.mentions.len(),
                first: first.map(appearance),
                last: last.map(appearance),
            }
        })
    }
}

impl ActorFigures {
    /// How many of a hundred quoted words are its own, rounded.
    pub fn percent(&self) -> u8 {
        (self.share.clamp(0.0, 1.0) * 100.0).round() as u8
    }
}

impl Sources {
    /// Counts the speakers of `analysis`.
    pub(crate) fn of(analysis: &Analysis) -> Self {
        let speaking = || analysis.actors.iter().filter(|a| a.quotes.total() > 0);
        let anonymous = speaking().filter(|a| a.kind == ActorKind::Anonymous).count();
        Self { speakers: speaking().count(), anonymous }
    }

    /// "2 of 9 sources anonymous"; nothing where none is.
    pub fn words(self) -> Option<String> {
        let Self { speakers, anonymous } = self;
        let noun = if speakers == 1 { "source" } else { "sources" };
        (anonymous > 0).then(|| format!("{anonymous} of {speakers} {noun} anonymous"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{Actor, AttributedQuote, Form, Mention, Why},
        article::Format,
        attribution::{Quote, QuoteKind},
    };

    const TEXT: &str = "Plan passes\n\n“Late,” said Ida Brandt of it.\n\nAn aide saw it. The aide called it “a bad day for all”.\n";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn quote(words: &str, speaker: Option<usize>) -> AttributedQuote {
        let (kind, content) = (QuoteKind::Direct, vec![span(words)]);
        AttributedQuote::new(Quote::new(kind, content), speaker.map(ActorId))
    }

    fn actor(kind: ActorKind, mentions: &[&str], words: usize) -> Actor {
        let mention = |m: &&str| Mention { span: span(m), form: Form::Noun, why: Why::First, from: None };
        Actor {
            name: String::new(),
            kind,
            role: None,
            aliases: vec![],
            mentions: mentions.iter().map(mention).collect(),
            quotes: QuoteCounts { direct: usize::from(words > 0), ..QuoteCounts::default() },
            words,
        }
    }

    #[test]
    fn each_actor_has_its_share_and_its_places() {
        let article = Article::from_text("t", TEXT, Format::Plain);
        let analysis = Analysis {
            quotes: vec![
                quote("“Late,”", Some(0)),
                quote("“a bad day for all”", Some(1)),
                quote("saw", Some(2)),
            ],
            actors: vec![
                actor(ActorKind::Person, &["Ida Brandt"], 1),
                actor(ActorKind::Anonymous, &["An aide", "The aide"], 5),
                actor(ActorKind::Person, &[], 2),
                actor(ActorKind::Place, &["Plan"], 0),
            ],
            ..Analysis::default()
        };
        let figures = Figures::of(&article, &analysis);
        assert_eq!(figures.sources, Sources { speakers: 3, anonymous: 1 });
        assert_eq!(figures.sources.words().as_deref(), Some("1 of 3 sources anonymous"));
        let percents: Vec<u8> = figures.actors.iter().map(ActorFigures::percent).collect();
        assert_eq!(percents, [13, 63, 25, 0]);
        let place = |a: Option<Appearance>| a.map(|a| (a.span.of(TEXT), a.paragraph));
        let places: Vec<_> = figures.actors.iter().map(|f| (place(f.first), place(f.last))).collect();
        assert_eq!(
            places,
            [
                (Some(("Ida Brandt", 1)), Some(("Ida Brandt", 1))),
                (Some(("An aide", 2)), Some(("“a bad day for all”", 2))),
                (Some(("saw", 2)), Some(("saw", 2))),
                (Some(("Plan", 0)), Some(("Plan", 0))),
            ]
        );
        assert_eq!(figures.actor(ActorId(9)), ActorFigures::default());
    }

    #[test]
    fn without_anonymous_sources_there_is_nothing_to_say() {
        let figures = Figures::of(&Article::default(), &Analysis::default());
        assert_eq!(figures, Figures::default());
        assert_eq!(figures.sources.words(), None);
        assert_eq!(Sources { speakers: 1, anonymous: 1 }.words().as_deref(), Some("1 of 1 source anonymous"));
    }
}
