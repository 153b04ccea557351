//! Whether the source of a quote names its speaker, or the speaker was inferred.

use super::Analysis;
use crate::{actors::Form, article::Article};

/// How the source of a quote refers to its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Naming {
    /// By name; or a person has said who it is.
    Named,
    /// By a noun phrase ("the mayor"), from which the speaker was inferred.
    Noun,
    /// By a pronoun, from which the speaker was inferred.
    Pronoun,
    /// Not at all: the speaker was inferred from the context.
    Nothing,
}

impl Naming {
    /// The word that exports use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "name",
            Self::Noun => "noun",
            Self::Pronoun => "pronoun",
            Self::Nothing => "none",
        }
    }

    /// In a few words for the person.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Named => "named beside the words",
            Self::Noun => "inferred from a noun",
            Self::Pronoun => "inferred from a pronoun",
            Self::Nothing => "inferred, no words here name them",
        }
    }
}

impl Analysis {
    /// How the source of the quote with this index refers to its speaker; none where the speaker is not known.
    ///
    /// The source names the speaker where it contains a mention that is a name, or what the actor is called, which need not be a
    /// name ("a spokesman").
    pub fn naming(&self, article: &Article, quote: usize) -> Option<Naming> {
        let attributed = self.quotes.get(quote)?;
        let actor = self.actor(attributed.speaker?)?;
        if self.corrected.quotes.contains(&quote) {
            return Some(Naming::Named);
        }
        let Some(source) = attributed.quote.source else { return Some(Naming::Nothing) };
        let past = actor.mentions.partition_point(|mention| mention.span.start < source.end);
        let theirs = actor.mentions.get(..past).unwrap_or_default().iter().rev();
        let mut theirs = theirs.take_while(|mention| mention.span.overlaps(source));
        let head = theirs.clone().next().map(|mention| mention.form);
        let is_called = || source.of(&article.text).to_lowercase().contains(&actor.name.to_lowercase());
        Some(match head {
            _ if theirs.any(|mention| mention.form == Form::Name) || is_called() => Naming::Named,
            Some(Form::Pronoun) => Naming::Pronoun,
            Some(Form::Name | Form::Noun) | None => Naming::Noun,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{Actor, ActorId, ActorKind, AttributedQuote, Mention, QuoteCounts, Why},
        article::Format,
        attribution::{Quote, QuoteKind},
        span::Span,
    };

    const TEXT: &str = "Mayor Ada Brandt spoke. The mayor left. She came. A spokesman rang.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// A quote whose source is `source`, by an actor called `name` with these mentions.
    #[track_caller]
    fn check(name: &str, mentions: &[(&str, Form)], source: Option<&str>, expected: Naming) {
        let mention = |&(words, form): &(&str, Form)| {
            let why = Why::First;
            Mention { span: span(words), form, why, from: None }
        };
        let actor = Actor {
            name: name.to_owned(),
            kind: ActorKind::Person,
            role: None,
            aliases: vec![],
            mentions: mentions.iter().map(mention).collect(),
            quotes: QuoteCounts::default(),
            words: 0,
        };
        let content = vec![span("rang")];
        let quote = Quote { source: source.map(span), ..Quote::new(QuoteKind::Indirect, content) };
        let mut analysis = Analysis {
            quotes: vec![AttributedQuote::new(quote, Some(ActorId(0)))],
            actors: vec![actor],
            ..Analysis::default()
        };
        let article = Article::from_text("t", TEXT, Format::Plain);
        assert_eq!(analysis.naming(&article, 0), Some(expected), "{source:?}");
        analysis.corrected.quotes.insert(0);
        assert_eq!(analysis.naming(&article, 0), Some(Naming::Named));
        analysis.quotes[0].speaker = None;
        assert_eq!(analysis.naming(&article, 0), None);
    }

    #[test]
    fn a_name_in_the_source_names_and_other_words_do_not() {
        let brandt = [("Ada Brandt", Form::Name), ("The mayor", Form::Noun), ("She", Form::Pronoun)];
        check("Ada Brandt", &brandt, Some("Mayor Ada Brandt"), Naming::Named);
        check("Ada Brandt", &brandt, Some("The mayor"), Naming::Noun);
        check("Ada Brandt", &brandt, Some("She"), Naming::Pronoun);
        check("Ada Brandt", &brandt, None, Naming::Nothing);
        check("Ada Brandt", &[], Some("A spokesman"), Naming::Noun);
        // Who has no name is called what the words beside the quote say.
        check("spokesman", &[("A spokesman", Form::Noun)], Some("A spokesman"), Naming::Named);
    }
}
