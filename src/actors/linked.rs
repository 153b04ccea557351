//! The actors of an article whose mentions are linked by a model, all at once: names, and the words that name sources,
//! carriers and addressees. A group of mentions becomes an actor with a name, a kind, a role.

use super::{
    Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, QuoteCounts, Why,
    entities::descriptions,
    names::{self, name::Name},
    nouns,
};
use crate::{
    attribution::{Quote, carriers},
    language::{Document, pronouns::pronoun, words},
    lexicon::given_names,
    span::Span,
};
use std::{cmp::Reverse, collections::HashMap, ops::Range};

/// What words mention.
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
    /// Nothing: a quote that names no source, whose first word stands for whoever says it.
    Bare,
}

impl MentionType {
    /// Its number among the types, as linkers were taught them.
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
    /// The place of its quote among the quotes, in the order of their cues.
    pub quote: Option<usize>,
}

/// How many kinds of actors are told apart, "no actor" among them.
pub(crate) const KINDS: usize = 7;

/// Whom a mention means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linked {
    /// The number of whom it means.
    pub entity: usize,
    /// The chance that it means this one, 0 to 1.
    pub sure: f32,
    /// The chance of each of [`KINDS_OF_ACTORS`], and last of being no actor.
    pub kinds: [f32; KINDS],
}

/// Finds names and roles in a document, and which mentions mean the same.
pub(crate) trait MentionLinker {
    /// Why it could not.
    type Error;

    /// The proper names, in order.
    fn names(&self) -> Vec<Range<usize>>;

    /// Whether the token is part of what somebody is called by office or trade ("England coach").
    fn is_role(&self, token: usize) -> bool;

    /// Links mentions, which are in the order of their tokens; one answer for each.
    ///
    /// # Errors
    /// Where it cannot.
    fn link(&self, mentions: &[Mentioned]) -> Result<Vec<Linked>, Self::Error>;
}

/// The kinds in the order in which linkers tell them.
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
    let mut mentions: Vec<Mentioned> = linker.names().into_iter().map(name).collect();
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

/// The token that each quote hangs on: its cue, or its own first word.
fn anchors(document: &Document<'_>, quotes: &[Quote]) -> Vec<usize> {
    let start = |quote: &Quote| quote.cue.map_or(quote.extent().start, |cue| cue.start);
    quotes.iter().map(|quote| document.tokens.at(start(quote))).collect()
}

/// The mentions of a document by whom they mean.
struct Groups<'a, L> {
    document: &'a Document<'a>,
    linker: &'a L,
    mentions: &'a [Mentioned],
    linked: &'a [Linked],
}

impl<L: MentionLinker> Groups<'_, L> {
    fn text(&self, range: Range<usize>) -> &str {
        self.document.span(range).of(self.document.text)
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
        let mut actors = Vec::new();
        let mut id_of: HashMap<usize, ActorId> = HashMap::new();
        for group in groups {
            let Some(actor) = self.actor(&group, &roles) else { continue };
            let entity = group.first().and_then(|at| self.linked.get(*at)).map(|linked| linked.entity);
            if let Some(entity) = entity {
                id_of.insert(entity, ActorId(actors.len()));
                actors.push(actor);
            }
        }
        let mut out: Vec<AttributedQuote> = quotes
            .into_iter()
            .map(|quote| AttributedQuote {
                quote,
                speaker: None,
                via: None,
                to: None,
                speaker_confidence: None,
            })
            .collect();
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
        for quote in &out {
            let Some(actor) = quote.speaker.and_then(|id| actors.get_mut(id.0)) else { continue };
            actor.quotes.add(quote.quote.kind);
            let pieces = quote.quote.content.iter().map(|piece| self.document.tokens.within(*piece));
            actor.words += pieces.map(|piece| self.document.tokens.words(piece)).sum::<usize>();
        }
        (out, actors)
    }

    /// The actor of some mentions; none where they are of nobody.
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
        let kind = KINDS_OF_ACTORS.get(best(&chances[..NO_ACTOR])?).copied()?;
        if kind != ActorKind::Person {
            people.clear();
        }
        let proper = |tokens: &Range<usize>| {
            let at = own.iter().position(|own| own == tokens);
            let person = at.and_then(|at| people.get(at)?.as_ref());
            // "Dean" may be a title, and is a given name where it stands before a surname and nothing before it.
            let own = person.map(|name| name.tokens.clone()).filter(|own| {
                let is_cut = own.len() == 1 && tokens.len() == 2 && own.start > tokens.start;
                !(is_cut && given_names::is_known(self.document.word(tokens.start)))
            });
            own.map_or_else(|| tokens.clone(), |own| self.without_comma(own))
        };
        let names: Vec<Range<usize>> = own.iter().map(proper).collect();
        let name = self.name(&names).or_else(|| self.description(sides()))?;
        let mut aliases: Vec<String> = Vec::new();
        let mut learn = |alias: &str| {
            if alias != name && !aliases.iter().any(|known| known == alias) {
                aliases.push(alias.to_owned());
            }
        };
        let mut mentions: Vec<Mention> = Vec::new();
        let mut known: Vec<&Mentioned> = Vec::new();
        for side in sides() {
            let form = match side.kind {
                MentionType::Bare => continue,
                MentionType::Name => Form::Name,
                _ if self.is_pronoun(side) => Form::Pronoun,
                _ => Form::Noun,
            };
            let span = self.document.span(side.tokens.clone());
            if form == Form::Name {
                learn(self.text(proper(&side.tokens)));
            } else if form == Form::Noun
                && sides().all(|other| other.kind != MentionType::Name || !covers(side, other))
            {
                learn(words::without_article(span.of(self.document.text)));
            }
            let same = |a: &Mentioned, b: &Mentioned| {
                let plain =
                    |m: &Mentioned| words::without_article(self.text(m.tokens.clone())).to_lowercase();
                plain(a) == plain(b)
            };
            let (why, from) = why(side, form, &known, same);
            let from = from.map(|from| self.document.span(from.tokens.clone()));
            mentions.push(Mention { span, form, why, from });
            known.push(side);
        }
        tidy(&mut mentions);
        if mentions.is_empty() {
            return None;
        }
        let tagged = group.iter().find_map(|at| self.role(roles.get(at)?.clone(), kind));
        let told = people.iter().flatten().find_map(|name| descriptions::role(self.document, name));
        let mut offices = own.iter().zip(&cut).map(|(own, cut)| own.start..cut.start);
        let office = offices.find(|words| words.len() > 1 && kind == ActorKind::Person);
        let office = office.map(|words| self.text(words).to_owned());
        let role = tagged.or(office).or(told);
        Some(Actor { name, kind, role, aliases, mentions, quotes: QuoteCounts::default(), words: 0 })
    }

    /// Adds to the (logarithms of the) chances of the kinds what stands beside names, and which pronouns mean the actor.
    fn tell<'b>(
        &self,
        chances: &mut [f32; KINDS],
        people: &[Option<Name>],
        sides: impl Iterator<Item = &'b Mentioned>,
    ) {
        const TOLD: f32 = 2.0;
        const CERTAIN: f32 = 20.0;
        let [person, organisation, place, ..] = chances;
        for name in people.iter().flatten() {
            let told = descriptions::chances(self.document, name);
            *person += told[0] - name.chances[0];
            *organisation += told[1] - name.chances[1];
            *place += told[2] - name.chances[2];
            if carriers::is_outlet(self.document, &name.tokens) {
                *organisation += CERTAIN;
            }
        }
        let sides: Vec<&Mentioned> = sides.collect();
        // "Vesta said it would pay": where nothing tells that it is a person, "it" tells of a body.
        let is_bare = people.iter().flatten().all(|name| name.tokens.len() == 1 && name.gender.is_none());
        let says_it = |side: &&&Mentioned| {
            let word = |ahead: usize| self.document.lower(side.tokens.end + ahead);
            let subject = if &*word(1) == "that" { 2 } else { 1 };
            side.kind == MentionType::Speaker
                && &*word(subject) == "it"
                && matches!(
                    &*word(subject + 1),
                    "would" | "will" | "had" | "has" | "could" | "may" | "did" | "does" | "expects" | "plans"
                )
        };
        if is_bare && sides.iter().any(|side| says_it(&side)) {
            *person -= CERTAIN;
        }
        for side in sides.into_iter().filter(|side| self.is_pronoun(side)) {
            match &*self.document.lower(side.tokens.start) {
                "he" | "she" | "him" | "her" | "his" => *person += TOLD,
                "it" | "its" => *person -= TOLD,
                _ => {}
            }
        }
    }

    /// "Ann Roe" of "Harle Police Chief Ann Roe".
    fn without_office(&self, tokens: Range<usize>) -> Range<usize> {
        let word = |at: usize| self.document.lower(at);
        let is_office = |at: &usize| {
            let noun = word(*at);
            // "Surgeon-general"
            let noun = noun.rsplit('-').next().unwrap_or_default();
            let is_title = nouns::is_title(noun) || nouns::is_honorific(noun);
            let is_noun = nouns::kind_of_head(noun) == Some(ActorKind::Person);
            let left = tokens.end - at - 1;
            let is_given = given_names::is_known(self.document.word(*at)) && left == 1;
            !is_given && (is_title || left > 1 && (is_noun || self.linker.is_role(*at)))
        };
        let last = tokens.clone().take(tokens.len().saturating_sub(1)).filter(is_office).last();
        let start = last.map_or(tokens.start, |at| at + 1);
        // "Minister of Education Ann Roe"
        let is_given = |at: &usize| given_names::is_known(self.document.word(*at)) && *at + 1 < tokens.end;
        let given = (start + 2..tokens.end).find(is_given);
        match given.filter(|_| last.is_some() && matches!(&*word(start), "of" | "for")) {
            Some(given) => given..tokens.end,
            None => start..tokens.end,
        }
    }

    /// The words of a role without what only joins them to others; none where they are no role of such an actor.
    fn role(&self, tokens: Range<usize>, kind: ActorKind) -> Option<String> {
        let joins = |at: usize| {
            let word = self.document.lower(at);
            words::is_preposition(&word)
                || words::is_determiner(&word)
                || words::is_possessive(&word)
                || matches!(&*word, "and" | "or" | "," | "-" | "'s" | "’s")
        };
        let start = tokens.clone().find(|at| !joins(*at))?;
        let end = (start..tokens.end).rev().find(|at| !joins(*at))? + 1;
        let is_person = |at: usize| {
            let word = self.document.lower(at);
            nouns::is_title(&word) || nouns::kind_of_head(&word) == Some(ActorKind::Person)
        };
        let fits = match kind {
            ActorKind::Person => end > start + 1 || is_person(start),
            _ => !(start..end).any(is_person),
        };
        fits.then(|| self.text(start..end).to_owned())
    }

    /// "Ann Roe" of "Ann Roe, R-Tex."
    fn without_comma(&self, tokens: Range<usize>) -> Range<usize> {
        let is_generation = |at: usize| matches!(&*self.document.lower(at), "jr" | "jr." | "sr" | "sr.");
        let comma = tokens.clone().find(|&at| self.document.word(at) == "," && !is_generation(at + 1));
        tokens.start..comma.unwrap_or(tokens.end)
    }

    /// The fullest of names: of the most words, then the most frequent.
    fn name(&self, names: &[Range<usize>]) -> Option<String> {
        let count = |name: &str| names.iter().filter(|other| self.text((*other).clone()) == name).count();
        let best = names.iter().max_by_key(|range| {
            let name = self.text((*range).clone());
            (range.len(), count(name), name.len(), Reverse(range.start))
        });
        best.map(|range| self.text(range.clone()).to_owned())
    }

    /// What somebody without a name is called: the first words that name them, as far as a relative clause.
    fn description<'b>(&self, mut sides: impl Iterator<Item = &'b Mentioned>) -> Option<String> {
        let side = sides.find(|side| side.kind != MentionType::Bare && !self.is_pronoun(side))?;
        let cut = |at: &usize| {
            let word = self.document.lower(*at);
            matches!(&*word, "," | "who" | "which" | "(" | "that" | "—" | "–" | "―" | ";")
        };
        let end = side.tokens.clone().skip(1).find(cut).unwrap_or(side.tokens.end);
        let name = words::without_article(self.text(side.tokens.start..end));
        (name.chars().filter(|c| c.is_alphabetic()).count() > 1).then(|| name.to_owned())
    }

    /// The words of a role beside a mention, by the mention's place.
    fn roles(&self) -> HashMap<usize, Range<usize>> {
        /// Tokens between a name and what explains it.
        const FAR: usize = 3;
        const LONGEST: usize = 14;
        /// The longest name whose end may be beside it, in tokens.
        const NEAR: usize = 40;
        let count = self.document.tokens.len();
        let sentence = |at: usize| self.document.tokens.sentence_of(at);
        let mut out = HashMap::new();
        let mut at = 0;
        while at < count {
            if !self.linker.is_role(at) {
                at += 1;
                continue;
            }
            let is_past = |next: &usize| !self.linker.is_role(*next) || sentence(*next) != sentence(at);
            let end = (at + 1..count).find(is_past).unwrap_or(count);
            let range = at..end;
            at = end;
            if range.len() > LONGEST {
                continue;
            }
            let gap = |side: &Mentioned| {
                let gap = if side.tokens.start >= range.end {
                    side.tokens.start - range.end
                } else {
                    range.start.saturating_sub(side.tokens.end)
                };
                let is_apart = side.tokens.start >= range.end || side.tokens.end <= range.start;
                let is_near = sentence(side.tokens.start) == sentence(range.start) && gap <= FAR;
                (is_apart && is_near && side.kind == MentionType::Name)
                    .then_some((gap, side.tokens.start < range.start))
            };
            let from = self.mentions.partition_point(|side| side.tokens.start + NEAR < range.start);
            let near = self
                .mentions
                .iter()
                .enumerate()
                .skip(from)
                .take_while(|(_, side)| side.tokens.start <= range.end + FAR);
            let best = near.filter_map(|(place, side)| Some((gap(side)?, place))).min();
            if let Some((_, place)) = best {
                out.entry(place).or_insert(range);
            }
        }
        out
    }
}

/// Who carried what: nobody their own words, and who is quoted with the words of somebody else those.
fn carry(quotes: &mut [AttributedQuote]) {
    /// How many quotes before one may hold it.
    const NEAR: usize = 8;
    for at in 0..quotes.len() {
        let Some((before, [quote, ..])) = quotes.split_at_mut_checked(at) else { return };
        if quote.via == quote.speaker {
            quote.via = None;
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

/// Why a mention means whom it means, and the mention that this rests on. `same` tells whether two are spelt alike.
fn why<'a>(
    mention: &Mentioned,
    form: Form,
    known: &[&'a Mentioned],
    same: impl Fn(&Mentioned, &Mentioned) -> bool,
) -> (Why, Option<&'a Mentioned>) {
    let Some(last) = known.last() else { return (Why::First, None) };
    let like = known.iter().rev().find(|other| same(mention, other));
    match form {
        Form::Pronoun => (Why::Nearest, Some(*last)),
        Form::Name => match like {
            Some(other) => (Why::SameName, Some(*other)),
            None => {
                (Why::PartOfName, known.iter().rev().find(|other| other.kind == MentionType::Name).copied())
            }
        },
        Form::Noun => match like {
            Some(other) => (Why::SameNoun, Some(*other)),
            None => (Why::Role, Some(*last)),
        },
    }
}

/// Orders mentions and leaves of those that overlap the name, or the one that comes first.
fn tidy(mentions: &mut Vec<Mention>) {
    mentions.sort_unstable_by_key(|m| (m.span, m.form != Form::Name));
    mentions.dedup_by(|mention, last| {
        let is_over = last.span.overlaps(mention.span);
        if is_over && mention.form == Form::Name && last.form != Form::Name {
            *last = *mention;
        }
        is_over
    });
}
