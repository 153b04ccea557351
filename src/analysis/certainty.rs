//! The certainty of quotes, and an analysis without uncertain ones.

use super::{Analysis, Architecture};
use crate::{
    actors::{ActorId, AttributedQuote, QuoteCounts},
    article::Article,
    attribution::{Quote, QuoteKind},
    language::count_words,
};
use std::collections::{BTreeMap, BTreeSet};

/// How certain it is that a quote is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// At most half of such quotes are right in content and source.
    Unlikely,
    /// Six or seven of ten such quotes are right.
    Doubtful,
    /// Nearly all such quotes are right, or a person has confirmed it.
    Sure,
}

/// The bounds of confidence between the certainties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Below it an indirect quote is unlikely, and one with quotation marks, which is mostly right all the same, doubtful.
    pub floor: f32,
    /// From here on an indirect quote is sure.
    pub sure: f32,
}

impl Bounds {
    /// The bounds of a model, from the table "How far confidence can be trusted" in its card, which `dixit evaluate
    /// --calibration` printed for the development part of the reader gold.
    pub const fn of(read_by: Architecture) -> Self {
        match read_by {
            // Indirect quotes below 0.6: 25 % of 16 right; up to 0.95: 60 % of 40; above: 94 % of 187.
            Architecture::Encoder => Self { floor: 0.6, sure: 0.95 },
            // Indirect quotes below 0.8: 63 % of 46 right, and in no band of them less than half; above: 93 % of 161.
            Architecture::Linear => Self { floor: 0.5, sure: 0.8 },
        }
    }

    /// The certainty of a quote.
    fn certainty(self, quote: &Quote) -> Certainty {
        self.of_kind(quote.kind, quote.confidence)
    }

    /// The certainty of a quote of this kind with this confidence.
    pub fn of_kind(self, kind: QuoteKind, confidence: f32) -> Certainty {
        let has_marks = kind != QuoteKind::Indirect;
        match confidence {
            low if low < self.floor && !has_marks => Certainty::Unlikely,
            low if low < self.floor => Certainty::Doubtful,
            fair if fair < self.sure && !has_marks => Certainty::Doubtful,
            _ => Certainty::Sure,
        }
    }
}

/// Which quotes are shown, by their certainty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Threshold {
    /// Those that are more likely quotes than not.
    #[default]
    Likely,
    /// Those with quotation marks.
    Marked,
    /// All that was found.
    All,
}

/// An analysis without the quotes that a [`Threshold`] leaves out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reduced {
    /// The remaining analysis. The actors are the same, with their counts adjusted.
    pub analysis: Analysis,
    /// How many quotes were left out.
    pub left_out: usize,
    /// How many of each speaker.
    pub left_out_by: BTreeMap<ActorId, usize>,
    /// What was left out.
    pub omitted: Omitted,
}

/// What a threshold has left out of an analysis, from which together with the rest the whole can be restored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Omitted {
    /// The quotes, each with its index in the whole analysis.
    quotes: Vec<(usize, AttributedQuote)>,
    /// The counts of quotes and words of their speakers in the whole analysis.
    said: BTreeMap<ActorId, (QuoteCounts, usize)>,
    /// The indices in the whole analysis of quotes that a person has corrected.
    corrected: BTreeSet<usize>,
}

impl Omitted {
    /// The whole analysis, of which `rest` is the remaining one.
    pub fn put_back(&self, rest: &Analysis) -> Analysis {
        let mut whole = rest.clone();
        if self.quotes.is_empty() {
            return whole;
        }
        let (count, mut omitted) = (rest.quotes.len() + self.quotes.len(), self.quotes.iter().peekable());
        let mut kept = std::mem::take(&mut whole.quotes).into_iter();
        let in_place = |place: usize| match omitted.next_if(|(at, _)| *at == place) {
            Some((_, quote)) => Some(quote.clone()),
            None => kept.next(),
        };
        whole.quotes = (0..count).filter_map(in_place).collect();
        whole.corrected.quotes.clone_from(&self.corrected);
        for (id, &(quotes, words)) in &self.said {
            if let Some(actor) = whole.actors.get_mut(id.0) {
                (actor.quotes, actor.words) = (quotes, words);
            }
        }
        whole
    }
}

impl Analysis {
    /// The certainty of the quote with this index. One that a person has corrected is sure.
    pub fn certainty(&self, quote: usize) -> Certainty {
        if self.corrected.quotes.contains(&quote) {
            return Certainty::Sure;
        }
        let found = self.quotes.get(quote);
        found.map_or(Certainty::Unlikely, |q| Bounds::of(self.read_by).certainty(&q.quote))
    }

    /// Leaves out the quotes that do not reach `threshold`, and adjusts the counts of the actors. Corrected quotes stay, except
    /// where only those with quotation marks do.
    pub fn above(mut self, article: &Article, threshold: Threshold) -> Reduced {
        let passes = |place: usize| match (threshold, self.quotes.get(place)) {
            (Threshold::All, _) => true,
            (Threshold::Likely, _) => self.certainty(place) > Certainty::Unlikely,
            (Threshold::Marked, quote) => quote.is_some_and(|q| q.quote.kind != QuoteKind::Indirect),
        };
        let kept: Vec<bool> = (0..self.quotes.len()).map(passes).collect();
        let mut out = Reduced { left_out: kept.iter().filter(|kept| !**kept).count(), ..Reduced::default() };
        if out.left_out > 0 {
            let (mut quotes, mut corrected) =
                (Vec::with_capacity(kept.len() - out.left_out), BTreeSet::new());
            out.omitted.corrected.clone_from(&self.corrected.quotes);
            for (place, (quote, kept)) in std::mem::take(&mut self.quotes).into_iter().zip(kept).enumerate() {
                if kept {
                    if self.corrected.quotes.contains(&place) {
                        corrected.insert(quotes.len());
                    }
                    quotes.push(quote);
                    continue;
                }
                if let Some(id) = quote.speaker
                    && let Some(actor) = self.actors.get_mut(id.0)
                {
                    out.omitted.said.entry(id).or_insert((actor.quotes, actor.words));
                    let content = quote.quote.content.iter();
                    let words: usize = content.map(|piece| count_words(article, *piece)).sum();
                    actor.quotes.take(quote.quote.kind);
                    actor.words = actor.words.saturating_sub(words);
                    *out.left_out_by.entry(id).or_default() += 1;
                }
                out.omitted.quotes.push((place, quote));
            }
            self.quotes = quotes;
            self.corrected.quotes = corrected;
        }
        Reduced { analysis: self, ..out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{Actor, ActorKind},
        article::Format,
        span::Span,
    };
    use Certainty::{Doubtful, Sure, Unlikely};
    use QuoteKind::{Direct, Indirect, Mixed};

    const TEXT: &str = "one two three four";

    /// Quotes of a word each, by one actor, with these kinds and confidences.
    fn analysis(quotes: &[(QuoteKind, f32)], read_by: Architecture) -> (Article, Analysis) {
        let mut counts = QuoteCounts::default();
        let made = quotes.iter().zip([0, 4, 8, 14]).map(|(&(kind, confidence), start)| {
            counts.add(kind);
            let quote = Quote { confidence, ..Quote::new(kind, vec![Span::new(start, start + 3)]) };
            AttributedQuote::new(quote, Some(ActorId(0)))
        });
        let quotes: Vec<AttributedQuote> = made.collect();
        let actor = Actor {
            name: "Ida".to_owned(),
            kind: ActorKind::Person,
            role: None,
            aliases: vec![],
            mentions: vec![],
            quotes: counts,
            words: quotes.len(),
        };
        let analysis = Analysis { quotes, actors: vec![actor], read_by, ..Analysis::default() };
        (Article::from_text("t", TEXT, Format::Plain), analysis)
    }

    #[test]
    fn quotation_marks_are_trusted_where_other_words_are_not() {
        let quotes = [(Indirect, 0.49), (Indirect, 0.6), (Mixed, 0.49), (Direct, 0.7)];
        for read_by in [Architecture::Encoder, Architecture::Linear] {
            let (_, analysis) = analysis(&quotes, read_by);
            let found: Vec<Certainty> = (0..4).map(|quote| analysis.certainty(quote)).collect();
            assert_eq!(found, [Unlikely, Doubtful, Doubtful, Sure], "{read_by:?}");
        }
        let sure = |read_by| analysis(&[(Indirect, 0.9)], read_by).1.certainty(0);
        assert_eq!([sure(Architecture::Encoder), sure(Architecture::Linear)], [Doubtful, Sure]);
    }

    #[test]
    fn what_is_left_out_is_counted_and_counts_no_more() {
        let quotes = [(Indirect, 0.4), (Direct, 0.4), (Indirect, 0.9), (Indirect, 0.3)];
        let (article, mut analysis) = analysis(&quotes, Architecture::Linear);
        // A person has said whose the last one is.
        analysis.corrected.quotes.insert(3);
        let whole = analysis.clone();
        let left = |threshold| {
            let Reduced { analysis, left_out, left_out_by, omitted } =
                analysis.clone().above(&article, threshold);
            assert_eq!(omitted.put_back(&analysis), whole);
            assert_eq!(left_out_by.get(&ActorId(0)).copied().unwrap_or(0), left_out);
            let actor = &analysis.actors[0];
            assert_eq!((actor.quotes.total(), actor.words), (analysis.quotes.len(), analysis.quotes.len()));
            let corrected: Vec<usize> = analysis.corrected.quotes.iter().copied().collect();
            (left_out, corrected)
        };
        assert_eq!(left(Threshold::All), (0, vec![3]));
        assert_eq!(left(Threshold::Likely), (1, vec![2]));
        assert_eq!(left(Threshold::Marked), (3, vec![]));
    }
}
