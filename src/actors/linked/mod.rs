//! Actors by a model that links all mentions at once: names, and the words that name sources, carriers and addressees. Each
//! cluster of mentions becomes an actor with a name, a kind and a role.

mod beside;
mod lists;
mod missed;
mod naming;
mod offices;
mod replies;
mod roles;
mod seats;

use super::{
    Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, QuoteCounts, Why, entities::selection, names,
};
use crate::{
    attribution::Quote,
    language::{Document, pronouns::pronoun, words},
    lexicon::{
        given_names,
        places::{self, PlaceKind},
    },
    span::Span,
};
use roles::Who;
use std::{collections::HashMap, ops::Range};

/// The type of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MentionType {
    /// A proper name.
    Name,
    /// The source of a quote.
    Speaker,
    /// Who carried it.
    Carrier,
    /// Whom it was said to.
    Addressee,
    /// A quote without a source: its first word stands for the speaker.
    Bare,
}

impl MentionType {
    /// Its number, as in the training of linkers.
    pub const fn number(self) -> i32 {
        match self {
            Self::Name => 0,
            Self::Speaker => 1,
            Self::Carrier => 2,
            Self::Addressee => 3,
            Self::Bare => 4,
        }
    }
}

/// A mention that is to be linked. Positions are token indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mentioned {
    pub tokens: Range<usize>,
    pub kind: MentionType,
    /// The index of its quote, in the order of the anchors.
    pub quote: Option<usize>,
}

/// The number of kinds, including "no actor".
pub(crate) const KINDS: usize = 7;

/// The link of a mention.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linked {
    /// The number of its entity.
    pub entity: usize,
    /// The probability of this link, 0 to 1.
    pub sure: f32,
    /// The probability of each of [`KINDS_OF_ACTORS`], and last that of being no actor.
    pub kinds: [f32; KINDS],
}

/// A model that finds names and roles in a document, and links mentions.
pub(crate) trait MentionLinker {
    /// Why linking failed.
    type Error;

    /// The proper names, in order.
    fn names(&self) -> Vec<Range<usize>>;

    /// Whether the token is part of a role ("England coach").
    fn is_role(&self, token: usize) -> bool;

    /// Links mentions, which are in the order of their tokens; one link for each.
    ///
    /// # Errors
    /// Where it cannot.
    fn link(&self, mentions: &[Mentioned]) -> Result<Vec<Linked>, Self::Error>;
}

/// The kinds in the order of the linkers' probabilities.
const KINDS_OF_ACTORS: [ActorKind; KINDS - 1] = [
    ActorKind::Person,
    ActorKind::Organisation,
    ActorKind::Place,
    ActorKind::Group,
    ActorKind::Document,
    ActorKind::Anonymous,
];
const NO_ACTOR: usize = KINDS - 1;

/// Finds the actors of a document and gives each quote its speaker, carrier and addressee. Linear in the text.
///
/// # Errors
/// Where the linker cannot link.
pub(crate) fn resolve<L: MentionLinker>(
    document: &Document<'_>,
    linker: &L,
    quotes: Vec<Quote>,
) -> Result<(Vec<AttributedQuote>, Vec<Actor>), L::Error> {
    let anchors = anchors(document, &quotes);
    let mut order: Vec<usize> = (0..quotes.len()).collect();
    order.sort_by_key(|at| anchors.get(*at).copied());
    let name = |tokens| Mentioned { tokens, kind: MentionType::Name, quote: None };
    let mut names = linker.names();
    names.extend(missed::surnames(document, &names, &quotes));
    names.extend(missed::full_names(document, &names, &quotes));
    let mut mentions: Vec<Mentioned> = names.into_iter().map(name).collect();
    for (rank, at) in order.iter().enumerate() {
        let (Some(quote), Some(anchor)) = (quotes.get(*at), anchors.get(*at).copied()) else { continue };
        let mention = |span: Option<Span>, kind| {
            let tokens = document.tokens.within(span?);
            (!tokens.is_empty()).then_some(Mentioned { tokens, kind, quote: Some(rank) })
        };
        let bare = Mentioned { tokens: anchor..anchor + 1, kind: MentionType::Bare, quote: Some(rank) };
        mentions.push(mention(quote.source, MentionType::Speaker).unwrap_or(bare));
        mentions.extend(mention(quote.via, MentionType::Carrier));
        mentions.extend(mention(quote.to, MentionType::Addressee));
    }
    mentions.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end, mention.kind));
    let answers = linker.link(&mentions)?;
    Ok(Groups { document, linker, mentions: &mentions, linked: &answers }.actors(quotes, &order))
}

/// The anchor of each quote: the first token of its cue, or else of its content.
fn anchors(document: &Document<'_>, quotes: &[Quote]) -> Vec<usize> {
    let start = |quote: &Quote| quote.cue.map_or(quote.extent().start, |cue| cue.start);
    quotes.iter().map(|quote| document.tokens.at(start(quote))).collect()
}

/// The mentions of a document and their links.
struct Groups<'a, L> {
    document: &'a Document<'a>,
    linker: &'a L,
    mentions: &'a [Mentioned],
    linked: &'a [Linked],
}

impl<L: MentionLinker> Groups<'_, L> {
    /// The words of a range on one line.
    fn text(&self, range: Range<usize>) -> String {
        self.document.written(range)
    }

    /// The name that begins at a token.
    fn name_at(&self, at: usize) -> Option<Range<usize>> {
        let from = self.mentions.partition_point(|side| side.tokens.start < at);
        let here = self.mentions.get(from..)?.iter().take_while(|side| side.tokens.start == at);
        here.filter(|side| side.kind == MentionType::Name).last().map(|side| side.tokens.clone())
    }

    /// The index of the name that ends before a token.
    fn name_that_ends(&self, end: usize) -> Option<usize> {
        /// Mentions that may begin in a name or after it.
        const NEAR: usize = 4;
        let until = self.mentions.partition_point(|side| side.tokens.start < end);
        let mut near = self.mentions.iter().enumerate().take(until).rev().take(NEAR);
        near.find(|(_, side)| side.kind == MentionType::Name && side.tokens.end == end).map(|(at, _)| at)
    }

    fn is_pronoun(&self, mention: &Mentioned) -> bool {
        mention.tokens.len() == 1 && pronoun(&self.document.lower(mention.tokens.start)).is_some()
    }

    fn actors(&self, quotes: Vec<Quote>, order: &[usize]) -> (Vec<AttributedQuote>, Vec<Actor>) {
        let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, linked) in self.linked.iter().enumerate() {
            groups.entry(linked.entity).or_default().push(at);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        groups.sort_unstable();
        let roles = self.roles();
        let mut actors: Vec<Actor> = Vec::new();
        let mut id_of: HashMap<usize, ActorId> = HashMap::new();
        for group in groups {
            let Some(actor) = self.actor(&group, &roles) else { continue };
            let entity = group.first().and_then(|at| self.linked.get(*at)).map(|linked| linked.entity);
            if let Some(entity) = entity {
                id_of.insert(entity, ActorId(actors.len()));
                actors.push(actor);
            }
        }
        self.tell_offices(&mut actors);
        let unknown = |quote| AttributedQuote::new(quote, None);
        let mut out: Vec<AttributedQuote> = quotes.into_iter().map(unknown).collect();
        for (side, linked) in self.mentions.iter().zip(self.linked) {
            let Some(quote) = side.quote.and_then(|rank| order.get(rank)).and_then(|at| out.get_mut(*at))
            else {
                continue;
            };
            let id = id_of.get(&linked.entity).copied();
            match side.kind {
                MentionType::Carrier => quote.via = id,
                MentionType::Addressee => quote.to = id,
                _ => {
                    quote.speaker = id;
                    quote.speaker_confidence = id.map(|_| linked.sure);
                }
            }
        }
        carry(&mut out);
        self.address_replies(&mut out, &actors);
        for quote in &out {
            let Some(actor) = quote.speaker.and_then(|id| actors.get_mut(id.0)) else { continue };
            actor.quotes.add(quote.quote.kind);
            let pieces = quote.quote.content.iter().map(|piece| self.document.tokens.within(*piece));
            actor.words += pieces.map(|piece| self.document.tokens.words(piece)).sum::<usize>();
        }
        (out, actors)
    }

    /// The actor of a cluster of mentions; none where it is no actor.
    fn actor(&self, group: &[usize], roles: &HashMap<usize, Range<usize>>) -> Option<Actor> {
        let sides = || group.iter().filter_map(|at| self.mentions.get(*at));
        let takes_part = sides().any(|side| side.kind != MentionType::Name);
        let mut chances = [0.0_f32; KINDS];
        for linked in group.iter().filter_map(|at| self.linked.get(*at)) {
            for (sum, chance) in chances.iter_mut().zip(linked.kinds) {
                *sum += libm::logf(chance + 1e-4);
            }
        }
        let best = |chances: &[f32]| (0..chances.len()).max_by(|a, b| chances[*a].total_cmp(&chances[*b]));
        if best(&chances)? == NO_ACTOR && !takes_part {
            return None;
        }
        let own: Vec<Range<usize>> =
            sides().filter(|side| side.kind == MentionType::Name).map(|side| side.tokens.clone()).collect();
        let cut: Vec<Range<usize>> = own.iter().map(|tokens| self.without_office(tokens.clone())).collect();
        let mut people = names::people(self.document, &cut);
        self.tell(&mut chances, &people, sides());
        let is_country = |name: &Range<usize>| {
            let written = self.text(name.clone());
            // "WESTLAND" at the head of a list of results
            let place = places::named(&written).or_else(|| places::named(&words::capitalised(&written)));
            place.is_some_and(|place| place.kind != PlaceKind::Union)
        };
        let kind = match KINDS_OF_ACTORS.get(best(&chances[..NO_ACTOR])?).copied()? {
            // A person without a name is anonymous.
            ActorKind::Person if own.is_empty() => ActorKind::Anonymous,
            // A country that says nothing is a place.
            ActorKind::Organisation if !takes_part && own.iter().all(is_country) => ActorKind::Place,
            kind if own.is_empty() => self.counted(kind, sides()),
            kind => kind,
        };
        if kind != ActorKind::Person {
            people.clear();
        }
        let proper = |(at, tokens): (usize, &Range<usize>)| {
            let person = people.get(at).and_then(Option::as_ref);
            // "Dean" may be a title, but is a given name directly before a surname at the start of a name.
            let own = person.map(|name| name.tokens.clone()).filter(|own| {
                let is_cut = own.len() == 1 && tokens.len() == 2 && own.start > tokens.start;
                !(is_cut && given_names::is_known(self.document.word(tokens.start)))
            });
            own.map_or_else(|| tokens.clone(), |own| self.without_comma(own))
        };
        let is_person = kind == ActorKind::Person;
        let whole = |tokens| if is_person { self.without_owner(tokens) } else { tokens };
        let names: Vec<Range<usize>> = own.iter().enumerate().map(proper).map(whole).collect();
        let name = self.name(&names).or_else(|| self.description(sides()))?;
        let mut aliases: Vec<String> = Vec::new();
        let mut learn = |alias: &str| {
            if alias != name && !aliases.iter().any(|known| known == alias) {
                aliases.push(alias.to_owned());
            }
        };
        let mut mentions: Vec<Mention> = Vec::new();
        let mut known = Known::default();
        let mut proper = names.iter();
        for side in sides() {
            let form = match side.kind {
                MentionType::Bare => continue,
                MentionType::Name => Form::Name,
                _ if self.is_pronoun(side) => Form::Pronoun,
                _ => Form::Noun,
            };
            let span = self.document.span(side.tokens.clone());
            let written = self.text(side.tokens.clone());
            if form == Form::Name {
                if let Some(tokens) = proper.next() {
                    learn(&self.text(tokens.clone()));
                }
            } else if form == Form::Noun
                && sides().all(|other| other.kind != MentionType::Name || !covers(side, other))
            {
                learn(words::without_article(&written));
            }
            let spelling = words::without_article(&written).to_lowercase();
            let (why, from) = known.why(form, &spelling);
            known.add(span, side.kind, spelling);
            mentions.push(Mention { span, form, why, from });
        }
        selection::tidy(&mut mentions);
        if mentions.is_empty() {
            return None;
        }
        let who = Who { kind, group, own: &own, cut: &cut, names: &names, people: &people };
        let role = self.role_of(&who, roles, &name);
        Some(Actor { name, kind, role, aliases, mentions, quotes: QuoteCounts::default(), words: 0 })
    }
}

/// Corrects carriers: nobody carries their own words, and the speaker of a quote carries the quotes within it.
fn carry(quotes: &mut [AttributedQuote]) {
    /// How many quotes back an enclosing quote is sought.
    const NEAR: usize = 8;
    for at in 0..quotes.len() {
        let Some((before, [quote, ..])) = quotes.split_at_mut_checked(at) else { return };
        if quote.via == quote.speaker {
            quote.via = None;
        }
        if quote.to == quote.via || quote.to == quote.speaker {
            quote.to = None;
        }
        let extent = quote.quote.extent();
        let holds = |outer: &&AttributedQuote| {
            let all = outer.quote.extent();
            all.start <= extent.start && extent.end <= all.end && all != extent
        };
        let outer = before.iter().rev().take(NEAR).find(holds).and_then(|outer| outer.speaker);
        if quote.via.is_none() && outer != quote.speaker && quote.speaker.is_some() {
            quote.via = outer;
        }
    }
}

fn covers(outer: &Mentioned, inner: &Mentioned) -> bool {
    outer.tokens.start <= inner.tokens.start && inner.tokens.end <= outer.tokens.end
}

/// The previous mentions of an actor: the last one of each spelling, and the last one of all.
#[derive(Debug, Default)]
struct Known {
    by_spelling: HashMap<String, Span>,
    last_name: Option<Span>,
    last: Option<Span>,
}

impl Known {
    /// Why a mention means the actor, and the mention that supports this. The spelling is in lower case, without article.
    fn why(&self, form: Form, spelling: &str) -> (Why, Option<Span>) {
        let Some(last) = self.last else { return (Why::First, None) };
        let like = self.by_spelling.get(spelling).copied();
        match (form, like) {
            (Form::Pronoun, _) => (Why::Nearest, Some(last)),
            (Form::Name, Some(_)) => (Why::SameName, like),
            (Form::Name, None) => (Why::PartOfName, self.last_name),
            (Form::Noun, Some(_)) => (Why::SameNoun, like),
            (Form::Noun, None) => (Why::Role, Some(last)),
        }
    }

    fn add(&mut self, span: Span, kind: MentionType, spelling: String) {
        self.by_spelling.insert(spelling, span);
        self.last = Some(span);
        if kind == MentionType::Name {
            self.last_name = Some(span);
        }
    }
}
