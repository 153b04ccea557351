//! The addressees of replies that name none: whoever asked the question.

use super::{Actor, ActorId, AttributedQuote, Form, Groups, MentionLinker};
use crate::{lexicon::classes::speech, span::Span};

impl<L: MentionLinker> Groups<'_, L> {
    /// Sets the addressee of each reply: Roe in "“Is it late?” asked Roe. “No,” replied Lind" and in "“It is late,” said Roe, to
    /// which Lind replied, “No.”". What is added in the same sentence has the same addressee.
    pub(super) fn address_replies(&self, quotes: &mut [AttributedQuote], actors: &[Actor]) {
        for at in 0..quotes.len() {
            let Some((before, [quote, ..])) = quotes.split_at_mut_checked(at) else { return };
            if quote.to.is_some() {
                continue;
            }
            let own = quote.speaker;
            let asker =
                self.asker(before, quote, actors).filter(|asker| own.is_some() && Some(*asker) != own);
            quote.to = asker;
        }
    }

    /// The speaker of the question that `quote` answers. `before` are the quotes that begin before it.
    fn asker(
        &self,
        before: &[AttributedQuote],
        quote: &AttributedQuote,
        actors: &[Actor],
    ) -> Option<ActorId> {
        /// The most tokens between the question and the sentence of the reply: quotation marks and the name of who asked.
        const FAR: usize = 12;
        let cue = self.document.tokens.within(quote.quote.cue?);
        let sentence = self.document.sentence(cue.start);
        let word = |at: usize| self.document.lower(at);
        let extent = quote.quote.extent();
        let is_to_which =
            |at: usize| &*word(at) == "which" && at.checked_sub(1).is_some_and(|to| &*word(to) == "to");
        let is_led = (sentence.start..cue.start).any(is_to_which);
        let last = before.iter().rev().find(|other| other.quote.extent().end <= extent.start);
        if is_led {
            let floor = self.document.sentence(sentence.start.checked_sub(1)?);
            let span = self.document.span(floor);
            let spoke =
                last.filter(|last| last.quote.extent().end > span.start).and_then(|last| last.speaker);
            return spoke.or_else(|| named_first(actors, span));
        }
        let last = last?;
        let (from, to) = {
            let tokens = self.document.tokens.within(last.quote.extent());
            (tokens.start, tokens.end)
        };
        if &*word(cue.start) == "adding" {
            return last.to.filter(|_| last.speaker == quote.speaker && from >= sentence.start);
        }
        let replies = cue.clone().any(|at| speech::is_replying(&word(at)));
        // "Responded to the figures" and "asked whether he would go, he replied" say themselves what is answered.
        let tells_what =
            &*word(cue.end) == "to" || (sentence.start..cue.start).any(|at| &*word(at) == "asked");
        let opens = sentence.start.min(self.document.tokens.at(extent.start));
        let is_near = to <= cue.start && to + FAR > opens;
        let is_question = (from..to + 2).rev().take(4).any(|at| &*word(at) == "?");
        last.speaker.filter(|_| replies && !tells_what && is_near && is_question)
    }
}

/// The actor named first in a part of the text, taken as the subject of what others reply to.
fn named_first(actors: &[Actor], within: Span) -> Option<ActorId> {
    let named = actors.iter().enumerate().flat_map(|(id, actor)| {
        actor
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Name)
            .map(move |mention| (mention.span, id))
    });
    let inside = named.filter(|(span, _)| within.start <= span.start && span.end <= within.end);
    inside.min_by_key(|(span, _)| span.start).map(|(_, id)| ActorId(id))
}
