//! From quotes to who said them. Takes article, tokens and quotes, gives [`Actor`]s, and each quote its speaker.

mod aliases;
mod beside;
mod candidates;
pub(crate) mod cast;
mod describe;
pub(crate) mod few;
pub(crate) mod grammar;
mod holders;
mod key;
pub(crate) mod link;
pub(crate) mod links;
pub(crate) mod member;
mod mention;
mod mentions;
pub(crate) mod model;
mod muster;
pub(crate) mod name_chain;
pub(crate) mod name_keys;
mod name_pieces;
mod names;
mod noun_link;
mod nouns;
pub(crate) mod phrase;
mod pronouns;
pub(crate) mod rank;
pub(crate) mod rank_keys;
mod sources;
mod speakers;

use crate::{
    article::Article,
    attribution::{Evidence, Quote, QuoteKind},
    language::Tokens,
    span::Span,
};
use cast::Cast;
use grammar::Grammar;
use link::Linker;
use links::Links;
pub use mention::{Form, Mention, Why};
use mentions::{Mentions, Pronoun};
use model::Model;
use name_chain::NameWeights;
use phrase::Text;
use rank::{Choose, Ranker};
use sources::Named;
use speakers::Targets;

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

/// Finds the actors of `article` and gives each quote its speaker, carrier and addressee. Linear in the text.
///
/// A trained chain finds the names, and those that name the same are made one. Then the text is gone through once: nouns
/// are linked by what is said of somebody, pronouns to whom a trained ranking finds likeliest, or to who plainly goes on
/// speaking. At last the quotes get the actors that their sources were linked to.
pub fn resolve(
    article: &Article,
    tokens: &Tokens,
    evidence: &Evidence,
    quotes: Vec<Quote>,
) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let Some(model) = Model::shipped() else { return muster::alone(quotes) };
    let mut ranker = Ranker::new(&model.pronouns);
    let (met, links, quotes) = cast(article, tokens, (evidence, &model.names), quotes, &mut ranker);
    let (quotes, mut actors) = muster::muster(&Text { text: &article.text, tokens }, met, links, quotes);
    actors.iter_mut().for_each(shorten);
    (quotes, actors)
}

/// Longest name, alias or role that is told, in bytes. What is longer is no name, and each may be told with every quote.
const LONGEST: usize = 300;

fn shorten(actor: &mut Actor) {
    let texts = std::iter::once(&mut actor.name).chain(&mut actor.aliases).chain(&mut actor.role);
    for text in texts.filter(|text| text.len() > LONGEST) {
        let end = (0..=LONGEST).rfind(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text.push('…');
    }
}

/// All actors of an article, used or not, with all that was linked to them.
pub(crate) fn cast(
    article: &Article,
    tokens: &Tokens,
    (evidence, weights): (&Evidence, &NameWeights<'_>),
    quotes: Vec<Quote>,
    choose: &mut dyn Choose,
) -> (Cast, Links, Vec<AttributedQuote>) {
    let text = Text { text: &article.text, tokens };
    let names = names::names(article, &text, &evidence.seen, weights);
    let mut cast = Cast::default();
    let ids = cast.unite(&text, &names);
    let grammar = Grammar::new(&text, evidence);
    let all = Named { grammar: &grammar, names: &names, ids: &ids };
    let targets = Targets::of(all, &quotes);
    let voices = targets.voices(all, &quotes);
    let mentions = Mentions::of(&grammar, &names);
    let own: Vec<Pronoun> = mentions.pronouns.iter().filter(|p| p.person.is_own()).copied().collect();
    let mut linker = Linker::new(all, cast, &voices, choose);
    linker.run(mentions, &targets.all());
    let quotes = speakers::assign(article, &mut linker, quotes, &targets, &own);
    (linker.cast, linker.links, quotes)
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::Analysis,
        article::{Article, Block, BlockKind},
        span::Span,
    };

    #[test]
    fn a_name_of_any_length_is_told_in_a_line() {
        let long = format!("Ada {}", "Brandt".repeat(2000));
        let text = format!("“No,” said {long}. “Yes,” she said.");
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let analysis = Analysis::of(&Article { text, blocks, ..Article::default() });
        let names = analysis.actors.iter().flat_map(|actor| actor.aliases.iter().chain([&actor.name]));
        assert!(names.map(String::len).all(|length| length <= super::LONGEST + "…".len()));
    }

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
