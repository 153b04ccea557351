//! Gives each quote its speaker, carrier and addressee, and links the first- and second-person pronouns in its words.

use super::{
    ActorId, ActorKind, AttributedQuote, Form, Why,
    coreference::{
        discourse::{Discourse, Voices},
        links::Link,
        mentions::Pronoun,
        sources::{Named, Target},
    },
};
use crate::{
    article::Article,
    attribution::{Quote, QuoteKind},
    language::pronouns::Person,
    span::Span,
};

/// How many quotes back an enclosing quote is sought.
const NEAR: usize = 12;

/// The heads of the sources, carriers and addressees of all quotes.
#[derive(Debug, Default)]
pub(super) struct Targets {
    pub source: Vec<Option<Target>>,
    pub via: Vec<Option<Target>>,
    pub to: Vec<Option<Target>>,
}

impl Targets {
    /// Finds the heads for all quotes.
    pub fn of(named: Named<'_>, quotes: &[Quote]) -> Self {
        let all = |span: fn(&Quote) -> Option<Span>| {
            quotes.iter().map(|q| span(q).and_then(|span| named.target(span))).collect()
        };
        Self { source: all(|q| q.source), via: all(|q| q.via), to: all(|q| q.to) }
    }

    /// All heads, in no particular order.
    pub fn all(&self) -> Vec<&Target> {
        self.source.iter().chain(&self.via).chain(&self.to).flatten().collect()
    }

    /// What coreference has to know of the quotes.
    pub fn voices(&self, named: Named<'_>, quotes: &[Quote]) -> Voices {
        let mut out = Voices::default();
        let tokens = &named.grammar.text.tokens;
        for (quote, source) in quotes.iter().zip(&self.source) {
            let Some(target) = source else { continue };
            let first = match target {
                Target::Pronoun(at) => Some(*at),
                Target::Name(number) | Target::Pair(number, _) => {
                    named.names.get(*number as usize).map(|n| n.tokens.start as u32)
                }
                Target::Noun { start, .. } => Some(*start),
            };
            out.sources.extend(first);
            for at in quote.content.iter().flat_map(|piece| tokens.within(*piece)) {
                let passage = named.grammar.seen.passage(at);
                if passage > 0 {
                    out.speaker_of.entry(passage).or_insert(*target);
                }
            }
        }
        out
    }
}

/// Whether the content of `outer` encloses that of `inner`.
fn holds(outer: &Quote, inner: &Quote) -> bool {
    outer.content.iter().any(|piece| piece.covers(inner.extent())) && outer.extent() != inner.extent()
}

/// Whether the quote is a turn of an interview: its source is a label with a colon.
fn is_turn(article: &Article, quote: &Quote) -> bool {
    quote.cue.is_some_and(|c| c.of(&article.text) == ":" && quote.source.is_some_and(|s| s.end == c.start))
}

/// Gives the quotes their actors by the links, and links the pronouns that depend on who speaks.
pub(super) fn assign(
    article: &Article,
    discourse: &mut Discourse<'_>,
    quotes: Vec<Quote>,
    targets: &Targets,
    own: &[Pronoun],
) -> Vec<AttributedQuote> {
    let mut out: Vec<AttributedQuote> = Vec::with_capacity(quotes.len());
    for (number, quote) in quotes.into_iter().enumerate() {
        let enclosing = out.iter().rev().take(NEAR).find(|q: &&AttributedQuote| holds(&q.quote, &quote));
        let around = enclosing.map(|q| (q.speaker, q.quote.kind != QuoteKind::Indirect));
        let is_inside = around.is_some_and(|(_, is_marked)| is_marked);
        let source = targets.source.get(number).and_then(Option::as_ref);
        let speaker = match (source, quote.source) {
            (_, Some(source)) if is_turn(article, &quote) => label(discourse, source),
            // Inside somebody's words, "I" is their speaker.
            (Some(Target::Pronoun(at)), _) if is_first(discourse, *at as usize) && is_inside => {
                around.and_then(|(speaker, _)| speaker)
            }
            (Some(Target::Pronoun(at)), _) if is_first(discourse, *at as usize) => {
                Some(own_word(article, discourse, *at as usize))
            }
            (target, _) => target.and_then(|target| meant(discourse, target)),
        };
        let other = |list: &[Option<Target>], discourse: &mut Discourse<'_>| {
            list.get(number).and_then(Option::as_ref).and_then(|target| meant(discourse, target))
        };
        let via = other(&targets.via, discourse);
        let to = other(&targets.to, discourse);
        out.push(AttributedQuote { quote, speaker, via, to, speaker_confidence: None });
    }
    own_words(discourse, &out, own);
    out
}

fn is_first(discourse: &Discourse<'_>, at: usize) -> bool {
    matches!(&*discourse.named().grammar.text.lower(at), "i" | "me" | "my" | "myself")
}

/// Links the "I" at `at`, which stands outside quotation marks, to the author.
fn own_word(article: &Article, discourse: &mut Discourse<'_>, at: usize) -> ActorId {
    let id = author(article, discourse);
    discourse.add(Link { tokens: at..at + 1, id, form: Form::Pronoun, why: Why::FirstPerson, from: None });
    id
}

/// The author of the article, whom "I" outside quotation marks means.
fn author(article: &Article, discourse: &mut Discourse<'_>) -> ActorId {
    let name = article.byline_text();
    let known = name.as_deref().and_then(|name| discourse.entities.person(name));
    known.or_else(|| discourse.entities.find("the author")).unwrap_or_else(|| {
        let id = discourse
            .entities
            .add(name.clone().unwrap_or_else(|| "the author".to_owned()), ActorKind::Person);
        discourse.entities.rename(id, "the author");
        id
    })
}

/// The entity of a source, carrier or addressee with this head.
fn meant(discourse: &mut Discourse<'_>, target: &Target) -> Option<ActorId> {
    match target {
        Target::Pronoun(at) => discourse.starting_at(*at as usize),
        Target::Name(number) => discourse.named().id(*number as usize),
        Target::Noun { head, .. } => discourse.with_head(*head as usize),
        Target::Pair(a, b) => {
            let (a, b) = (*a as usize, *b as usize);
            let ids = [discourse.named().id(a)?, discourse.named().id(b)?];
            let [first, second] =
                ids.map(|id| discourse.entities.get(id).map_or(String::new(), |m| m.name.clone().into()));
            let name = format!("{first} and {second}");
            let id = discourse.entities.find(&name).unwrap_or_else(|| {
                let id = discourse.entities.add(name.clone(), ActorKind::Group);
                discourse.entities.rename(id, &name);
                id
            });
            let (from, to) = (discourse.named().names.get(a)?, discourse.named().names.get(b)?);
            let tokens = from.tokens.start..to.tokens.end;
            discourse.add(Link { tokens, id, form: Form::Name, why: Why::First, from: None });
            Some(id)
        }
    }
}

/// The person whom the label of a turn names. "A" is the person whom the interview is about, "Q" nobody.
fn label(discourse: &mut Discourse<'_>, span: Span) -> Option<ActorId> {
    let text = discourse.named().grammar.text;
    let tokens = text.tokens.within(span);
    let name = text.phrase(tokens.clone());
    if name.chars().count() < 2 {
        // The person whom the interview is about answers.
        let id = (name == "A").then(|| discourse.protagonist()).flatten()?;
        discourse.add(Link { tokens, id, form: Form::Name, why: Why::Turn, from: None });
        return Some(id);
    }
    let known = discourse.entities.person(&name).or_else(|| discourse.entities.find(&name));
    let id = known.unwrap_or_else(|| {
        let id = discourse.entities.add(name.clone(), ActorKind::Person);
        discourse.entities.rename(id, &name);
        id
    });
    discourse.add(Link { tokens, id, form: Form::Name, why: Why::Turn, from: None });
    Some(id)
}

/// Links "I" in a quote to its speaker, and "you" to its addressee.
fn own_words(discourse: &mut Discourse<'_>, quotes: &[AttributedQuote], own: &[Pronoun]) {
    let text = discourse.named().grammar.text;
    let mut begun = 0;
    let mut open: Vec<&AttributedQuote> = Vec::new();
    for pronoun in own {
        let span = text.span(pronoun.at..pronoun.at + 1);
        while let Some(quote) = quotes.get(begun).filter(|q| q.quote.extent().start <= span.start) {
            open.push(quote);
            begun += 1;
        }
        open.retain(|q| q.quote.extent().end > span.start);
        let in_marks = discourse.named().grammar.seen.is_quoted(pronoun.at);
        let is_own = |q: &&&AttributedQuote| {
            q.quote.content.iter().any(|piece| piece.covers(span))
                && (in_marks || q.quote.kind == QuoteKind::Direct)
        };
        let Some(quote) = open.iter().rev().take(NEAR).find(is_own) else { continue };
        let is_body = |id: ActorId| {
            discourse
                .entities
                .get(id)
                .is_some_and(|m| !matches!(m.kind, ActorKind::Person | ActorKind::Anonymous))
        };
        let (id, why) = match pronoun.person {
            Person::First => (quote.speaker, Why::FirstPerson),
            Person::FirstPlural => (quote.speaker.filter(|id| is_body(*id)), Why::FirstPerson),
            Person::Second => (quote.to, Why::SecondPerson),
            _ => continue,
        };
        if let Some(id) = id {
            let from = quote.quote.source;
            discourse.add(Link { tokens: pronoun.at..pronoun.at + 1, id, form: Form::Pronoun, why, from });
        }
    }
}
