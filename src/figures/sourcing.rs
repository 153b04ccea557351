//! The sourcing of an article: who speaks in it, in which role, how much, how certainly, and through whom.

use super::Figures;
use crate::{
    actors::{ActorId, ActorKind, QuoteCounts},
    analysis::{Analysis, Certainty, Naming},
    article::{Article, BlockKind, NOT_ANALYSED},
    language::{count_words, words::is_pronoun},
    span::Span,
};

/// Who speaks in an article and how much of it is theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sourcing {
    /// Who is quoted, whoever is quoted most first; last, where there is one, whoever is not known.
    pub voices: Vec<Voice>,
    /// How many actors are quoted.
    pub speakers: usize,
    /// How many of these are anonymous.
    pub anonymous: usize,
    /// All quotes.
    pub quotes: QuoteCounts,
    /// The quotes without a known speaker, in order.
    pub unattributed: Vec<usize>,
    /// The doubtful quotes, in order.
    pub doubtful: Vec<usize>,
    /// How many quotes are left out, since they are unlikely ones.
    pub left_out: usize,
    /// How many words of the text are in quotes; those of a quote within a quote count once.
    pub quoted_words: usize,
    /// How many words the text has, page furniture left out.
    pub words: usize,
    /// Whether no quotes were sought, and none are there: what is counted of them tells nothing.
    pub is_not_analysed: bool,
}

/// The quotes of an actor, or those without a known speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Who it is.
    pub actor: Option<ActorId>,
    /// Whether its name is withheld.
    pub is_anonymous: bool,
    /// Its quotes in the order of the text: places in the analysis.
    pub places: Vec<usize>,
    /// How many they are, by kind.
    pub quotes: QuoteCounts,
    /// How many words they hold.
    pub words: usize,
    /// How many of a hundred words quoted of anybody known these are, rounded; none where it is nobody known.
    pub percent: Option<usize>,
    /// Beside how many of them a name of it stands.
    pub named: usize,
    /// How many of them may be none.
    pub doubtful: usize,
    /// Who carried them to the writer, each once, in the order of the text.
    pub via: Vec<String>,
    /// Whom they were said to, likewise.
    pub to: Vec<String>,
}

impl Sourcing {
    /// Counts in one pass over `analysis`, from which so many quotes are left out. `figures` are of the same analysis.
    pub fn of(article: &Article, analysis: &Analysis, left_out: usize, figures: &Figures) -> Self {
        let mut out = Self {
            speakers: figures.sources.speakers,
            anonymous: figures.sources.anonymous,
            left_out,
            words: words(article),
            ..Self::default()
        };
        let mut voices: Vec<Voice> = (0..=analysis.actors.len())
            .map(|id| Voice::new((id < analysis.actors.len()).then_some(ActorId(id))))
            .collect();
        let mut pieces: Vec<Span> = Vec::new();
        for (place, quote) in analysis.quotes.iter().enumerate() {
            let slot = quote.speaker.map_or(analysis.actors.len(), |id| id.0);
            let Some(voice) = voices.get_mut(slot) else { continue };
            let content = &quote.quote.content;
            let is_doubtful = analysis.certainty(place) < Certainty::Sure;
            pieces.extend(content);
            out.quotes.add(quote.quote.kind);
            voice.places.push(place);
            voice.quotes.add(quote.quote.kind);
            voice.words += content.iter().map(|piece| count_words(article, *piece)).sum::<usize>();
            voice.named += usize::from(analysis.naming(article, place) == Some(Naming::Named));
            voice.doubtful += usize::from(is_doubtful);
            if is_doubtful {
                out.doubtful.push(place);
            }
            if quote.speaker.is_none() {
                out.unattributed.push(place);
            }
            let parties =
                [(&mut voice.via, quote.via, quote.quote.via), (&mut voice.to, quote.to, quote.quote.to)];
            for (known, actor, span) in parties {
                let name = actor.and_then(|id| analysis.actor(id)).map(|actor| actor.name.clone());
                // A pronoun of which nobody knows whom it means tells nothing.
                let tells = |words: &String| !is_pronoun(&words.to_lowercase());
                let words =
                    || span.map(|span| article.shown(span.head(&article.text, LONGEST))).filter(tells);
                let name = name.or_else(words);
                if let Some(name) = name.filter(|name| known.len() < MOST && !known.contains(name)) {
                    known.push(name);
                }
            }
        }
        for voice in &mut voices {
            voice.percent = voice.actor.map(|id| usize::from(figures.actor(id).percent()));
            let actor = voice.actor.and_then(|id| analysis.actor(id));
            voice.is_anonymous = actor.is_some_and(|actor| actor.kind == ActorKind::Anonymous);
        }
        voices.retain(|voice| !voice.places.is_empty());
        voices.sort_by_key(|voice| {
            (voice.actor.is_none(), std::cmp::Reverse((voice.quotes.total(), voice.words)))
        });
        out.is_not_analysed = voices.is_empty() && !article.is_analysed();
        out.voices = voices;
        out.quoted_words = joined(pieces).into_iter().map(|span| count_words(article, span)).sum();
        out
    }

    /// Who is quoted and how much, in two sentences. As in `5 quotes (3 direct, 2 indirect) by 2 speakers, 1 anonymous; 1
    /// unattributed, 1 doubtful. 52% of 23 words are somebody's.` Where no quotes were sought it says so, and counts none.
    pub fn summary(&self) -> String {
        let noun = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        if self.is_not_analysed {
            return format!("Quotes are {NOT_ANALYSED}. {}.", noun(self.words, "word"));
        }
        let QuoteCounts { direct, mixed, indirect } = self.quotes;
        let kinds = told(&[(direct, "direct"), (mixed, "mixed"), (indirect, "indirect")]);
        let kinds = if kinds.is_empty() { kinds } else { format!(" ({kinds})") };
        let anonymous = told(&[(self.anonymous, "anonymous")]);
        let anonymous = if anonymous.is_empty() { anonymous } else { format!(", {anonymous}") };
        let doubts = told(&[
            (self.unattributed.len(), "unattributed"),
            (self.doubtful.len(), "doubtful"),
            (self.left_out, "left out"),
        ]);
        let doubts = if doubts.is_empty() { doubts } else { format!("; {doubts}") };
        format!(
            "{}{kinds} by {}{anonymous}{doubts}. {}% of {} are somebody's.",
            noun(self.quotes.total(), "quote"),
            noun(self.speakers, "speaker"),
            self.percent(),
            noun(self.words, "word")
        )
    }

    /// How many of a hundred words of the text are somebody's, rounded.
    pub fn percent(&self) -> usize {
        percent(self.quoted_words, self.words)
    }
}

impl Voice {
    const fn new(actor: Option<ActorId>) -> Self {
        Self {
            actor,
            is_anonymous: false,
            places: Vec::new(),
            quotes: QuoteCounts { direct: 0, mixed: 0, indirect: 0 },
            words: 0,
            percent: None,
            named: 0,
            doubtful: 0,
            via: Vec::new(),
            to: Vec::new(),
        }
    }

    /// What to add to its name and role: beside how many of its quotes it is named, how many may be none, who carried
    /// them, to whom they were said. As in `3 of 5 named, via Xinhua, to reporters`.
    pub fn remarks(&self) -> String {
        let total = self.quotes.total();
        let mut out = Vec::new();
        // Of a name that is withheld there is nothing to say.
        if self.actor.is_some() && !self.is_anonymous {
            out.push(match self.named {
                0 => "never named".to_owned(),
                named if named == total => "always named".to_owned(),
                named => format!("{named} of {total} named"),
            });
        }
        if self.doubtful > 0 {
            out.push(format!("{} doubtful", self.doubtful));
        }
        for (word, names) in [("via", &self.via), ("to", &self.to)] {
            if !names.is_empty() {
                out.push(format!("{word} {}", names.join(", ")));
            }
        }
        out.join("; ")
    }
}

/// Counts with their words, those of nothing left out.
fn told(counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// How many of a hundred `part` is of `whole`, rounded in whole numbers: what is half goes up.
fn percent(part: usize, whole: usize) -> usize {
    (200 * part + whole).checked_div(2 * whole).unwrap_or(0).min(100)
}

/// Most bytes of the words for somebody who is no actor.
const LONGEST: usize = 60;

/// Most of those who carried the words of somebody, or whom they were said to, that are told.
const MOST: usize = 20;

/// All words of the text but page furniture.
fn words(article: &Article) -> usize {
    let blocks = article.blocks.iter().filter(|block| block.kind != BlockKind::Furniture);
    blocks.map(|block| count_words(article, block.span)).sum()
}

/// Spans as they lie over the text, overlapping ones joined.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{Actor, AttributedQuote, Form, Mention, Why},
        analysis::Threshold,
        article::Format,
        attribution::{Quote, QuoteKind},
    };

    const TEXT: &str = "“It is late, as Weil says: ‘too late’,” Ida Brandt told reporters. She said it was dark. A man \
        sang. “Oh!” cried somebody.\n";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn quote(kind: QuoteKind, words: &str, speaker: Option<usize>, source: Option<&str>) -> AttributedQuote {
        let quote = Quote { source: source.map(span), ..Quote::new(kind, vec![span(words)]) };
        AttributedQuote::new(quote, speaker.map(ActorId))
    }

    #[test]
    fn everything_is_counted_for_whoever_it_is() {
        let actor = |name: &str, kind, mention: &str| Actor {
            name: name.to_owned(),
            kind,
            role: None,
            aliases: vec![],
            mentions: vec![Mention { span: span(mention), form: Form::Name, why: Why::First, from: None }],
            quotes: QuoteCounts::default(),
            words: 0,
        };
        let mut quotes = vec![
            quote(QuoteKind::Direct, "“It is late, as Weil says: ‘too late’,”", Some(0), Some("Ida Brandt")),
            quote(QuoteKind::Direct, "‘too late’", Some(1), Some("Weil")),
            quote(QuoteKind::Indirect, "it was dark", Some(0), Some("She")),
            quote(QuoteKind::Indirect, "sang", Some(0), None),
            quote(QuoteKind::Direct, "“Oh!”", None, Some("somebody")),
        ];
        quotes[0].quote.to = Some(span("reporters"));
        quotes[2].quote.confidence = 0.7;
        quotes[2].via = Some(ActorId(1));
        quotes[3].quote.confidence = 0.1;
        let mut actors = vec![
            actor("Ida Brandt", ActorKind::Person, "Ida Brandt"),
            actor("Weil", ActorKind::Anonymous, "Weil"),
        ];
        actors[0].quotes = QuoteCounts { direct: 1, mixed: 0, indirect: 2 };
        actors[0].words = 12;
        actors[1].quotes = QuoteCounts { direct: 1, mixed: 0, indirect: 0 };
        actors[1].words = 2;
        let article = Article::from_text("t", TEXT, Format::Plain);
        let reduced = Analysis { quotes, actors, ..Analysis::default() }.above(&article, Threshold::Likely);
        let figures = Figures::of(&article, &reduced.analysis);
        let sourcing = Sourcing::of(&article, &reduced.analysis, reduced.left_out, &figures);
        let told =
            sourcing.voices.iter().map(|v| (v.actor.map(|id| id.0), v.places.clone(), v.words, v.remarks()));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (Some(0), vec![0, 2], 11, "1 of 2 named; 1 doubtful; via Weil; to reporters".to_owned()),
                (Some(1), vec![1], 2, String::new()),
                (None, vec![3], 1, String::new()),
            ]
        );
        assert_eq!((sourcing.speakers, sourcing.anonymous, sourcing.left_out), (2, 1, 1));
        assert_eq!((sourcing.doubtful.as_slice(), sourcing.unattributed.as_slice()), (&[2][..], &[3][..]));
        // The quote within the quote is the text's words once.
        assert_eq!((sourcing.quoted_words, sourcing.words, sourcing.percent()), (12, 23, 52));
        assert_eq!(
            sourcing.summary(),
            "4 quotes (3 direct, 1 indirect) by 2 speakers, 1 anonymous; 1 unattributed, 1 doubtful, 1 left out. 52% of \
             23 words are somebody's."
        );
        assert_eq!(
            sourcing.voices.iter().map(|voice| voice.percent).collect::<Vec<_>>(),
            [Some(85), Some(15), None]
        );
    }

    #[test]
    fn without_words_there_is_no_share() {
        let sourcing = Sourcing::of(&Article::default(), &Analysis::default(), 0, &Figures::default());
        assert_eq!((sourcing.percent(), sourcing.voices.len()), (0, 0));
    }
}
