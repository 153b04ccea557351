//! Changes of quotes.

use super::{
    super::{ActorName, QuoteName},
    Editor,
};
use crate::{
    actors::AttributedQuote,
    attribution::{Quote, QuoteKind},
    language::words,
    span::Span,
};

impl Editor<'_> {
    /// The index of the named quote, as it is now or else as the analysis has found it.
    pub(in super::super) fn find_quote(&self, name: &QuoteName) -> Option<usize> {
        let text = &self.article.text;
        let now = name.find(text, self.quotes.iter().map(|quote| &quote.quote));
        now.or_else(|| name.find(text, self.originals.iter()))
    }

    /// Sets the speaker of a quote: an actor, which is added where none has this name, or nobody.
    pub(in super::super) fn reassign(&mut self, place: usize, speaker: Option<&ActorName>) -> Option<()> {
        let speaker = speaker.map(|name| self.find(name).unwrap_or_else(|| self.add(&name.name)));
        self.change(place, |quote| {
            quote.speaker = speaker;
            quote.speaker_confidence = speaker.map(|_| 1.0);
        })
    }

    /// The quotes with the same speaker by the same words as one, which is itself among them.
    pub(in super::super) fn alike(&self, place: usize) -> Vec<usize> {
        alike(&self.article.text, &self.quotes, place)
    }

    /// Removes a quote.
    pub(in super::super) fn reject(&mut self, place: usize) {
        self.count(place, false);
        self.rejected.insert(place);
    }

    /// Marks a quote and its speaker as certain.
    pub(in super::super) fn confirm(&mut self, place: usize) -> Option<()> {
        self.change(place, |quote| quote.speaker_confidence = quote.speaker.map(|_| 1.0))
    }

    /// Adds a quote of these words, or sets the speaker of the one with exactly these words.
    pub(in super::super) fn add_quote(
        &mut self,
        name: &QuoteName,
        speaker: Option<&ActorName>,
    ) -> Option<()> {
        let content =
            name.spans(&self.article.text).filter(|spans| spans.iter().any(|span| !span.is_empty()))?;
        let is_there = |quote: &AttributedQuote| quote.quote.content == content;
        let place = if let Some(place) = self.quotes.iter().position(is_there) {
            place
        } else {
            let quote = Quote::new(kind(&self.article.text, &content), content);
            self.originals.push(quote.clone());
            self.quotes.push(AttributedQuote::new(quote, None));
            self.quotes.len() - 1
        };
        if self.rejected.remove(&place) {
            self.count(place, true);
        }
        self.reassign(place, speaker)
    }

    /// Sets the words of a quote, and its kind by their quotation marks.
    pub(in super::super) fn set_bounds(&mut self, place: usize, to: &QuoteName) -> Option<()> {
        let content =
            to.spans(&self.article.text).filter(|spans| spans.iter().any(|span| !span.is_empty()))?;
        let kind = kind(&self.article.text, &content);
        self.change(place, |quote| {
            quote.quote.kind = kind;
            quote.quote.content = content;
        })
    }

    /// Sets the kind of a quote.
    pub(in super::super) fn set_kind(&mut self, place: usize, kind: QuoteKind) -> Option<()> {
        self.change(place, |quote| quote.quote.kind = kind)
    }

    /// Changes a quote, which is certain then, and updates the counts.
    fn change(&mut self, place: usize, change: impl FnOnce(&mut AttributedQuote)) -> Option<()> {
        self.count(place, false);
        let quote = self.quotes.get_mut(place)?;
        change(quote);
        quote.quote.confidence = 1.0;
        self.corrected.quotes.insert(place);
        self.count(place, true);
        Some(())
    }
}

/// The quotes with the same speaker by the same words as the one at `place`, apart from articles and case; it is itself among
/// them. None where there is no such quote.
pub fn alike(text: &str, quotes: &[AttributedQuote], place: usize) -> Vec<usize> {
    let source = |quote: &AttributedQuote| source_words(text, quote);
    let Some(quote) = quotes.get(place) else { return Vec::new() };
    let words = source(quote);
    let is_alike =
        |other: &AttributedQuote| words.is_some() && other.speaker == quote.speaker && source(other) == words;
    let all = quotes.iter().enumerate();
    all.filter(|(at, other)| *at == place || is_alike(other)).map(|(at, _)| at).collect()
}

/// The words of the source of a quote, in lower case, without an article.
pub fn source_words(text: &str, quote: &AttributedQuote) -> Option<String> {
    Some(words::without_article(quote.quote.source?.of(text)).to_lowercase())
}

/// The kind of a quote of these words, by the quotation marks at their ends.
fn kind(text: &str, content: &[Span]) -> QuoteKind {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'');
    let is_double = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let mut words = content.iter().map(|piece| piece.of(text).trim());
    if words.clone().all(|words| words.starts_with(is_mark)) {
        QuoteKind::Direct
    } else if words.any(|words| words.contains(is_double)) {
        QuoteKind::Mixed
    } else {
        QuoteKind::Indirect
    }
}
