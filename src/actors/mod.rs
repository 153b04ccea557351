//! From quotes to who said them. Takes a document and its quotes, gives [`Actor`]s, and each quote its speaker.
//!
//! `names` finds the names with title and apposition, `entities` unites those of one actor, `coreference` links noun phrases
//! and pronouns to entities, and `speakers` gives each quote the entities that its source, carrier and addressee are linked
//! to. The entities that matter to the article become its actors.

mod actor;
pub(crate) mod coreference;
pub(crate) mod entities;
pub(crate) mod grammar;
pub(crate) mod linked;
mod mention;
pub(crate) mod names;
pub(crate) mod nouns;
mod speakers;

use crate::{attribution::Quote, language::Document};
pub use actor::{Actor, ActorId, ActorKind, AttributedQuote, QuoteCounts};
use coreference::{
    antecedent::AntecedentRanker,
    discourse::Discourse,
    links::Links,
    mentions::{Mentions, Pronoun},
    sources::Named,
};
use entities::{Entities, selection};
use grammar::Grammar;
pub use mention::{Form, Mention, Why};
use names::name::{NameFinder, TaggedName};
use speakers::Targets;

/// Finds the actors of a document and gives each quote its speaker, carrier and addressee. Linear in the text.
///
/// A model finds the names, and names of the same actor are united. Then one pass over the text links nouns by how the
/// text describes its actors, and pronouns to the antecedent that the model ranks first, or to a speaker who goes on.
/// Finally each quote gets the actor that its source was linked to.
pub(crate) fn resolve(
    document: &Document<'_>,
    names: &mut dyn NameFinder,
    antecedents: &mut dyn AntecedentRanker,
    quotes: Vec<Quote>,
) -> (Vec<AttributedQuote>, Vec<Actor>) {
    let (entities, links, quotes) = link(document, names.find(), quotes, antecedents);
    let (quotes, mut actors) = selection::select(document, entities, links, quotes);
    actors.iter_mut().for_each(shorten);
    (quotes, actors)
}

/// Longest name, alias or role that is given, in bytes. Anything longer is not a name, and may be repeated with every quote.
const LONGEST: usize = 300;

fn shorten(actor: &mut Actor) {
    let texts = std::iter::once(&mut actor.name).chain(&mut actor.aliases).chain(&mut actor.role);
    for text in texts.filter(|text| text.len() > LONGEST) {
        let end = (0..=LONGEST).rfind(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text.push('…');
    }
}

/// All entities of a document, whether they become actors or not, and all mentions that were linked to them.
pub(crate) fn link(
    document: &Document<'_>,
    tagged: Vec<TaggedName>,
    quotes: Vec<Quote>,
    antecedents: &mut dyn AntecedentRanker,
) -> (Entities, Links, Vec<AttributedQuote>) {
    let names = names::names(document, tagged);
    let mut entities = Entities::default();
    let ids = entities.unite(document, &names);
    let grammar = Grammar::new(document);
    let all = Named { grammar: &grammar, names: &names, ids: &ids };
    let targets = Targets::of(all, &quotes);
    let voices = targets.voices(all, &quotes);
    let mentions = Mentions::of(&grammar, &names);
    let own: Vec<Pronoun> = mentions.pronouns.iter().filter(|p| p.person.is_own()).copied().collect();
    let discourse = Discourse::new(all, entities, &voices);
    let mut discourse = coreference::link_all(discourse, antecedents, &mentions, &targets.all());
    let quotes = speakers::assign(document.article, &mut discourse, quotes, &targets, &own);
    let (entities, links) = discourse.into_parts();
    (entities, links, quotes)
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::{Analysis, Analyzer},
        article::{Article, Block, BlockKind, Format},
        span::Span,
    };

    #[test]
    fn a_name_of_any_length_is_told_in_a_line() {
        let long = format!("Ada {}", "Brandt".repeat(2000));
        let text = format!("“No,” said {long}. “Yes,” she said.");
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let analysis = Analyzer::default().analyse(&Article { text, blocks, ..Article::default() });
        let names = analysis.actors.iter().flat_map(|actor| actor.aliases.iter().chain([&actor.name]));
        assert!(names.map(String::len).all(|length| length <= super::LONGEST + "…".len()));
    }

    #[test]
    fn a_name_has_no_markup() {
        let text = "# The quay\n\nThe *Harbour* [Union of **Garrow**](https://x.example/a) said on Monday that it was cold.";
        let analysis = Analyzer::default().analyse(&Article::from_text("t.md", text, Format::Markdown));
        let names: Vec<&str> = analysis.actors.iter().map(|actor| actor.name.as_str()).collect();
        assert!(names.iter().any(|name| name.contains("Harbour")), "{names:?}");
        assert!(names.iter().all(|name| !name.contains(['*', '[', ']'])), "{names:?}");
    }

    /// The speakers of the quotes in `text` (a paragraph), in order; `?` where there is none.
    fn check(text: &str, speakers: &[&str]) -> Analysis {
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let analysis =
            Analyzer::default().analyse(&Article { text: text.to_owned(), blocks, ..Article::default() });
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
