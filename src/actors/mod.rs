//! From quotes to who said them. Takes article, tokens and quotes, gives [`Actor`]s, and each quote its speaker.

mod cast;
mod mention;
mod names;
mod nouns;
mod places;
mod resolve;

use crate::{
    article::Article,
    attribution::{Quote, QuoteKind},
    language::{TokenKind, Tokens},
    span::Span,
};
use cast::Cast;
pub use mention::{Form, Mention, Why};
use resolve::Resolver;

/// An actor's place in `Analysis::actors`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorId(pub usize);

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// One person with a name or a role.
    Person,
    /// A company, agency, office, newspaper, party.
    Organisation,
    /// A country, capital or other place that speaks for its government.
    Place,
    /// Several people taken together ("critics", "Japanese media").
    Group,
    /// A report, a statement, a law.
    Document,
    /// A source whose name is withheld ("a senior official").
    Anonymous,
}

impl ActorKind {
    /// The word that exports use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
        }
    }
}

/// Somebody who speaks, carries words or is spoken to in an article: each one once, whatever the text calls them.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Canonical name: the fullest the text gives, without titles.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The description with which the text introduces it ("Chinese President").
    pub role: Option<String>,
    /// The other names the text uses, in order of first use; no pronouns.
    pub aliases: Vec<String>,
    /// Where the text mentions it, in text order, without overlap.
    pub mentions: Vec<Mention>,
    /// How many quotes it is the speaker of.
    pub quotes: QuoteCounts,
    /// How many words stand in these quotes.
    pub words: usize,
}

impl Actor {
    /// The mention of it in `words`: the one whose end lies last in them, which is where a phrase has its head.
    pub fn mention_in(&self, words: Span) -> Option<&Mention> {
        let past = self.mentions.partition_point(|m| m.span.start < words.end);
        self.mentions.get(..past)?.last().filter(|m| m.span.overlaps(words))
    }
}

/// How many quotes somebody is the speaker of, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct QuoteCounts {
    /// In quotation marks.
    pub direct: usize,
    /// Partly so.
    pub mixed: usize,
    /// Without any.
    pub indirect: usize,
}

impl QuoteCounts {
    /// All of them.
    pub const fn total(self) -> usize {
        self.direct + self.mixed + self.indirect
    }

    /// Counts one less of `kind`.
    pub const fn take(&mut self, kind: QuoteKind) {
        let count = match kind {
            QuoteKind::Direct => &mut self.direct,
            QuoteKind::Mixed => &mut self.mixed,
            QuoteKind::Indirect => &mut self.indirect,
        };
        *count = count.saturating_sub(1);
    }

    /// Counts one more of `kind`.
    pub const fn add(&mut self, kind: QuoteKind) {
        match kind {
            QuoteKind::Direct => self.direct += 1,
            QuoteKind::Mixed => self.mixed += 1,
            QuoteKind::Indirect => self.indirect += 1,
        }
    }
}

/// A quote and the actors it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributedQuote {
    /// Content, cue and source in the text.
    pub quote: Quote,
    /// Who says it.
    pub speaker: Option<ActorId>,
    /// Who carried it.
    pub via: Option<ActorId>,
    /// Whom it was said to.
    pub to: Option<ActorId>,
}

/// Finds the actors of `article` and gives each quote its speaker, carrier and addressee.
///
/// Names are gathered first and made one where one is a part of the other; then the sources of the quotes are looked
/// up in text order: names, roles, pronouns, and what is left as actors of their own.
pub fn resolve(article: &Article, tokens: &Tokens, quotes: Vec<Quote>) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let text = names::Text { text: &article.text, tokens };
    let mut cast = Cast::default();
    let mut named: Vec<(names::Name, ActorId)> = Vec::new();
    for name in names::names(article, &text) {
        let id = cast.meet(&text, &name);
        cast.mention(id, text.span(name.tokens.clone()));
        named.push((name, id));
    }
    let mut resolver = Resolver::new(text, cast, named);
    let mut out = Vec::with_capacity(quotes.len());
    for quote in quotes {
        let enclosing = out.iter().rev().take(NEAR).find(|q: &&AttributedQuote| holds(&q.quote, &quote));
        resolver.around = enclosing.filter(|q| q.quote.kind == QuoteKind::Direct).and_then(|q| q.speaker);
        let speaker = match quote.source {
            // Inside somebody's words, "I" is who says them.
            Some(source) if matches!(source.of(&article.text), "I" | "me" | "my") => {
                enclosing.and_then(|q| q.speaker)
            }
            Some(source) if is_turn(article, &quote) => resolver.label(source),
            source => source.and_then(|s| resolver.resolve(s)),
        };
        let via = quote.via.and_then(|s| resolver.resolve(s));
        let to = quote.to.and_then(|s| resolver.resolve(s));
        if let (Some(id), Some(source)) = (speaker, quote.source) {
            resolver.note_speaker(tokens.at(source.start), id);
        }
        out.push(AttributedQuote { quote, speaker, via, to });
    }
    muster(tokens, resolver.cast, out)
}

/// How many quotes back one that holds the present one is looked for.
const NEAR: usize = 12;

/// Whether the content of `outer` holds that of `inner`.
fn holds(outer: &Quote, inner: &Quote) -> bool {
    outer.content.iter().any(|piece| piece.covers(inner.extent())) && outer.extent() != inner.extent()
}

/// Whether the quote is a turn of an interview: its source is a label with a colon.
fn is_turn(article: &Article, quote: &Quote) -> bool {
    quote.cue.is_some_and(|c| c.of(&article.text) == ":" && quote.source.is_some_and(|s| s.end == c.start))
}

/// Counts quotes and words, leaves out who is no actor, and orders actors by first mention.
fn muster(
    tokens: &Tokens,
    cast: Cast,
    mut quotes: Vec<AttributedQuote>,
) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let mut actors: Vec<(usize, Actor, bool)> =
        cast.members.into_iter().enumerate().map(|(i, m)| (i, m.actor, m.is_certain)).collect();
    let mut takes_part = vec![false; actors.len()];
    for quote in &quotes {
        let words = quote.quote.content.iter().map(|s| count_words(tokens, *s)).sum::<usize>();
        if let Some((_, actor, _)) = quote.speaker.and_then(|id| actors.get_mut(id.0)) {
            actor.quotes.add(quote.quote.kind);
            actor.words += words;
        }
        for id in [quote.speaker, quote.via, quote.to].into_iter().flatten() {
            if let Some(slot) = takes_part.get_mut(id.0) {
                *slot = true;
            }
        }
    }
    actors.retain_mut(|(i, actor, is_certain)| {
        actor.mentions.sort_unstable_by_key(|m| m.span);
        actor.mentions.dedup_by(|b, a| a.span.overlaps(b.span));
        let part = takes_part.get(*i).copied().unwrap_or_default();
        // A place that does not speak is scenery; so is a lone word that nothing tells to be a name.
        let is_scenery = actor.kind == ActorKind::Place || !*is_certain && actor.name.split(' ').count() < 2;
        part || !is_scenery
    });
    actors.sort_by_key(|(_, actor, _)| actor.mentions.first().map(|m| m.span));
    let place: std::collections::HashMap<usize, usize> =
        actors.iter().enumerate().map(|(new, (old, ..))| (*old, new)).collect();
    for quote in &mut quotes {
        for id in [&mut quote.speaker, &mut quote.via, &mut quote.to] {
            *id = id.and_then(|id| place.get(&id.0).copied()).map(ActorId);
        }
    }
    (quotes, actors.into_iter().map(|(_, actor, _)| actor).collect())
}

/// How many words and numbers stand in `span`.
fn count_words(tokens: &Tokens, span: Span) -> usize {
    let all = tokens.tokens.get(tokens.within(span)).unwrap_or_default();
    all.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count()
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::Analysis,
        article::{Article, Block, BlockKind},
        span::Span,
    };

    /// The speakers of the quotes in `text` (a paragraph), in order; `?` where there is none.
    fn check(text: &str, speakers: &[&str]) -> Analysis {
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let analysis = Analysis::of(&Article { text: text.to_owned(), blocks, ..Article::default() });
        let name = |id| analysis.actor(id).map_or("", |a| a.name.as_str());
        let found: Vec<&str> = analysis.quotes.iter().map(|q| q.speaker.map_or("?", name)).collect();
        assert_eq!(found, speakers, "{text}");
        analysis
    }

    #[test]
    fn full_name_surname_role_and_pronoun_are_one_actor() {
        let analysis = check(
            "Vostrian President Ivo Lend arrived. Lend said it was cold. He said it was dark. The president said it was late.",
            &["Ivo Lend", "Ivo Lend", "Ivo Lend"],
        );
        let actor = &analysis.actors[0];
        assert_eq!(actor.role.as_deref(), Some("Vostrian President"));
        assert_eq!((actor.aliases.as_slice(), actor.quotes.total()), (["Lend".to_owned()].as_slice(), 3));
    }

    #[test]
    fn a_possessive_is_not_its_owner() {
        check("Ivo Lend's sister, Mara Lend, said it was cold.", &["Mara Lend"]);
        check("Ivo Lend left. Lend's lawyer said it was cold.", &["Lend's lawyer"]);
    }

    #[test]
    fn every_anonymous_source_is_one_of_its_own() {
        let analysis = check(
            "A senior official said it was cold. Another official said it was dark.",
            &["senior official", "official"],
        );
        assert!(analysis.actors.iter().all(|a| a.kind == super::ActorKind::Anonymous));
    }

    #[test]
    fn acronym_and_long_form_are_one() {
        check(
            "The Vostrian Press Agency (VPA) said it was cold. It was dark, VPA said.",
            &["Vostrian Press Agency", "Vostrian Press Agency"],
        );
    }

    #[test]
    fn pronouns_agree_with_given_names() {
        check("Mary Orr met John Lend. She said it was cold.", &["Mary Orr"]);
        check("John Lend met Mary Orr. She said it was cold.", &["Mary Orr"]);
    }

    #[test]
    fn words_are_counted_for_the_speaker() {
        let analysis = check("“It is cold,” Ivo Lend said.", &["Ivo Lend"]);
        assert_eq!(analysis.quoted_words(), 3);
    }
}
