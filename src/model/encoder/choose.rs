//! Clusters mentions into entities by the scores of pairs: each mention gets the entity whose mentions have the highest sum
//! of probabilities, or a new one. Rules that are certain come first: names that cannot be of one person never share an
//! entity.

use super::{
    agree,
    bearers::{Bearers, family, gender, office},
    entity::Entity,
    figures::Side,
    inner::{Inner, inner},
    spelling::{Abbreviations, Spelling},
    told::Told,
    trades,
    words::Words,
};
use crate::{
    actors::linked::{KINDS, Linked, MentionType},
    lexicon::nouns::entry,
};
use std::collections::HashMap;

/// The output of the model for the mentions of a text.
pub(crate) struct Scores {
    /// For each mention, the candidates that it may be linked to.
    pub candidates: Vec<Vec<usize>>,
    /// The scores of all candidates of the first mention, of the second, and so on.
    pub pairs: Vec<f32>,
    /// For each mention, the score of being the first of its entity.
    pub alone: Vec<f32>,
    /// For each mention, the probabilities of the kinds.
    pub kinds: Vec<[f32; KINDS]>,
}

/// The entity of each mention. Names come first, since other mentions may precede the name they refer to.
pub(crate) fn entities(words: &Words<'_>, sides: &[Side], model: &Scores) -> Vec<Linked> {
    let Scores { candidates, pairs, alone, kinds } = model;
    let mut firsts = Vec::with_capacity(candidates.len());
    let mut sum = 0;
    for of in candidates {
        firsts.push(sum);
        sum += of.len();
    }
    let mut out: Vec<Option<Linked>> = vec![None; sides.len()];
    let mut entities: Vec<Entity> = Vec::new();
    let mut abbreviations = Abbreviations::default();
    let mut bearers = Bearers::default();
    let is_name = |at: &usize| sides.get(*at).is_some_and(|side| side.kind == MentionType::Name);
    let order: Vec<usize> =
        (0..sides.len()).filter(is_name).chain((0..sides.len()).filter(|at| !is_name(at))).collect();
    let mut told: Option<Told<'_>> = None;
    let mut plurals: HashMap<&str, usize> = HashMap::new();
    for at in order {
        let (Some(of), Some(first), Some(side)) = (candidates.get(at), firsts.get(at), sides.get(at)) else {
            continue;
        };
        let kinds_of = |at: usize| kinds.get(at).copied().unwrap_or_default();
        let name = is_name(&at).then(|| {
            let name = Spelling::of(words, side.tokens.clone(), gender(words, side));
            match family(words, sides, at) {
                Some(surname) => name.of_family(surname),
                None => name,
            }
        });
        let own = pairs.get(*first..first + of.len()).unwrap_or_default();
        let fresh = alone.get(at).copied().unwrap_or_default();
        let top = own.iter().copied().fold(fresh, f32::max);
        // "A spokesman for the council" was not mentioned before.
        let is_new = name.is_none()
            && (is_indefinite(words.lower(side.tokens.start)) || is_of_indefinite(words, side));
        let is_he_or_she = matches!(words.lower(side.tokens.start), "he" | "she") && side.tokens.len() == 1;
        let are_they = matches!(words.lower(side.tokens.start), "they" | "them") && side.tokens.len() == 1;
        let mut by_entity: Vec<(usize, f32)> = Vec::new();
        let mut apart: Vec<usize> = Vec::new();
        for (other, score) in of.iter().zip(own) {
            let Some(Some(linked)) = out.get(*other) else { continue };
            let mut odds = libm::expf(score - top);
            if name.is_none() {
                odds *= agreement(&kinds_of(at), &kinds_of(*other));
            }
            if let (true, Some(other)) = (is_new, sides.get(*other)) {
                odds *= SELDOM;
                if is_apart(words, side, other) {
                    apart.push(linked.entity);
                }
            }
            if is_he_or_she && is_body(&kinds_of(*other)) || are_they && is_place(&kinds_of(*other)) {
                continue;
            }
            match by_entity.iter_mut().find(|(entity, _)| *entity == linked.entity) {
                Some((_, sum)) => *sum += odds,
                None => by_entity.push((linked.entity, odds)),
            }
        }
        let addressee = spoken_to(sides, at).filter(|_| name.is_none());
        let addressee = addressee.and_then(|other| out.get(other)?.as_ref()).map(|linked| linked.entity);
        by_entity.retain(|(entity, _)| !apart.contains(entity) && addressee != Some(*entity));
        let entity_of = |at: &usize| out.get(*at).and_then(|linked| Some(linked.as_ref()?.entity));
        let Inner { own: bound, others } =
            if name.is_some() { Inner::default() } else { inner(words, sides, at) };
        let bound = bound.as_ref().and_then(entity_of).or_else(|| {
            let Some(name) = name.as_ref() else {
                let told = told.get_or_insert_with(|| Told::of(words, sides, |at| entity_of(&at)));
                let this = agree::this(words, sides, at).and_then(|other| entity_of(&other));
                let this = this.or_else(|| told.find(words, side));
                return this
                    .or_else(|| agree::introduced(words, sides, at).and_then(|other| entity_of(&other)));
            };
            called(words, sides, at)
                .and_then(|other| entity_of(&other))
                .or_else(|| abbreviations.find(name))
                .or_else(|| bearers.find(name, office(words, &side.tokens), &entities, &kinds_of(at)))
        });
        // "Officials said" and "officials said" are the same.
        let noun = bare_plural(words, side);
        let bound = bound.or_else(|| plurals.get(noun?).copied());
        let others: Vec<usize> = others.iter().filter_map(entity_of).collect();
        match bound {
            Some(bound) => by_entity = vec![(bound, f32::MAX)],
            None => by_entity.retain(|(entity, _)| !others.contains(entity)),
        }
        let trade = if name.is_none() { trades::of_mention(words, side) } else { None };
        if let Some(trade) = trade.filter(|_| bound.is_none()) {
            let known = |entity: usize| entities.get(entity).and_then(|entity| entity.trade);
            by_entity.retain(|(entity, _)| known(*entity).is_none_or(|other| trade.fits(other)));
            for (entity, odds) in &mut by_entity {
                if known(*entity) == Some(trade) {
                    *odds *= LIKELIER;
                }
            }
        }
        let mut is_known = side.is_third_person();
        if name.is_none() && bound.is_none() {
            by_entity.retain(|(entity, _)| {
                entities.get(*entity).is_some_and(|entity| !entity.refuses_mention(words, side))
            });
            let among = told.as_ref().and_then(|told| told.among(words, side));
            if let Some(among) =
                among.filter(|among| by_entity.iter().any(|(entity, _)| among.contains(entity)))
            {
                by_entity.retain(|(entity, _)| among.contains(entity));
                is_known = true;
            }
        }
        if let (Some(name), None) = (&name, bound) {
            by_entity.retain(|(entity, _)| entities.get(*entity).is_some_and(|entity| !entity.refuses(name)));
        }
        // "He" has an antecedent: where there are candidates, it is not a new entity.
        let fresh = if is_known { 0.0 } else { libm::expf(fresh - top) };
        let all: f32 = fresh + by_entity.iter().map(|(_, odds)| odds).sum::<f32>();
        let best = by_entity.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let (entity, odds) = best.filter(|(_, odds)| *odds > fresh).unwrap_or((entities.len(), fresh));
        let sure = if odds > 0.0 { (odds / all).clamp(0.0, 1.0) } else { 0.0 };
        if entity == entities.len() {
            entities.push(Entity::default());
        }
        if let Some(noun) = noun {
            plurals.entry(noun).or_insert(entity);
        }
        if let Some(known) = entities.get_mut(entity) {
            known.agreement.call(words, side);
            if sure >= CERTAIN {
                known.agreement.learn(words, side);
            }
            if let Some(name) = name {
                known.trade = known.trade.or_else(|| trades::of_name(words, &side.tokens));
                known.agreement.is_person |= is_person(&kinds_of(at));
                known.agreement.learn_offices(words, &side.tokens);
                known.is_body |= is_organisation(&kinds_of(at));
                if known.names.iter().all(|own| own.gender().is_none()) {
                    known.agreement.learn_name(name.gender());
                }
                if !known.names.contains(&name) {
                    abbreviations.add(&name, entity);
                    bearers.add(&name, office(words, &side.tokens), entity, &kinds_of(at));
                    known.names.push(name);
                }
            }
        }
        if let Some(slot) = out.get_mut(at) {
            *slot = Some(Linked { entity, sure, kinds: kinds_of(at) });
        }
    }
    out.into_iter().flatten().collect()
}

/// How well the kinds of two mentions agree: near 1 where both are certain of the same kind, near 0 where of different ones.
/// Organisations and places count as one kind ("Berlin said"), and so do people, groups and anonymous sources.
fn agreement(a: &[f32; KINDS], b: &[f32; KINDS]) -> f32 {
    let [person, body, place, group, document, anonymous, none] = *a;
    let [person_b, body_b, place_b, group_b, document_b, anonymous_b, none_b] = *b;
    let people = (person + group + anonymous) * (person_b + group_b + anonymous_b);
    let bodies = (body + place + group) * (body_b + place_b + group_b);
    (people + bodies + (document + body) * (document_b + body_b) + none + none_b).clamp(LEAST_AGREEMENT, 1.0)
}

/// The least factor of an agreement: kinds may be wrong, so that they never rule out a link.
const LEAST_AGREEMENT: f32 = 0.02;

/// The factor for linking an indefinite mention to a known entity, which is rare but for appositions.
const SELDOM: f32 = 0.1;

/// The factor for linking "the broadcaster" to an organisation that is one by its name ("Vesta Television").
const LIKELIER: f32 = 8.0;

/// Whether an indefinite mention is of somebody else than an earlier mention in running text: unless it is an apposition
/// ("Ann Roe, a lawyer") or the same words again ("an official"). The title does not count, since the lead of an article
/// says "a bank" of the bank in its title.
fn is_apart(words: &Words<'_>, side: &Side, other: &Side) -> bool {
    /// The most tokens between the parts of an apposition.
    const BESIDE: usize = 3;
    let is_before = other.tokens.end + BESIDE < side.tokens.start;
    let is_title = other.is_in_heading && !side.is_in_heading;
    let of = |side: &Side| side.tokens.clone().map(|at| words.lower(at));
    is_before && !is_title && !of(side).eq(of(other))
}

/// The probability from which a kind is taken for certain.
const CERTAIN: f32 = 0.9;

/// The noun of a mention that is only that, where it is for several people ("officials").
fn bare_plural<'a>(words: &'a Words<'_>, side: &Side) -> Option<&'a str> {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare) && side.tokens.len() == 1;
    let noun = words.lower(side.tokens.start);
    (is_phrase && entry(noun).is_some_and(|noun| noun.is_plural)).then_some(noun)
}

/// Whether a mention is certainly of an organisation and not of a person.
fn is_body([person, body, place, ..]: &[f32; KINDS]) -> bool {
    body + place > CERTAIN && *person < 1.0 - CERTAIN
}

/// Whether a mention is certainly of an organisation, and not of a place.
fn is_organisation([_, body, ..]: &[f32; KINDS]) -> bool {
    *body > CERTAIN
}

/// Whether a mention is likeliest of a place.
fn is_place(kinds @ [_, _, place, ..]: &[f32; KINDS]) -> bool {
    kinds.iter().all(|kind| kind <= place)
}

/// Whether a mention is certainly of one person.
fn is_person([person, ..]: &[f32; KINDS]) -> bool {
    *person > CERTAIN
}

/// The name of whom a speaker speaks to, who is somebody else: Roe in "the leader urged Roe to wait".
fn spoken_to(sides: &[Side], speaker: usize) -> Option<usize> {
    /// Mentions around the speaker among which the addressee is.
    const NEAR: usize = 12;
    let own = sides.get(speaker).filter(|side| side.kind == MentionType::Speaker && side.quote.is_some())?;
    let near = sides.iter().enumerate().skip(speaker.saturating_sub(NEAR)).take(2 * NEAR);
    let mut of_quote =
        near.clone().filter(|(_, side)| side.kind == MentionType::Addressee && side.quote == own.quote);
    let (_, to) = of_quote.next()?;
    near.clone()
        .find(|(_, side)| side.kind == MentionType::Name && side.tokens == to.tokens)
        .map(|(name, _)| name)
}

/// Whether a mention is of somebody at a place or a body that was not mentioned before: "the head of a carmaker".
fn is_of_indefinite(words: &Words<'_>, side: &Side) -> bool {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare);
    let mut inner = side.tokens.clone().skip(1).take(side.tokens.len().saturating_sub(2));
    is_phrase && inner.any(|at| words.lower(at) == "of" && matches!(words.lower(at + 1), "a" | "an"))
}

/// Whether a first word makes a mention indefinite.
fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an" | "another" | "one" | "some" | "several" | "many" | "two" | "three")
}

/// The name directly before the one at `at`, where the words between say that this one is an alias of it: "Ann Roe, also known
/// as Drift".
fn called(words: &Words<'_>, sides: &[Side], at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let name = sides.get(at)?;
    let before = sides
        .get(..at)?
        .iter()
        .rposition(|side| side.kind == MentionType::Name && side.tokens.end <= name.tokens.start)?;
    let between = sides.get(before)?.tokens.end..name.tokens.start;
    if between.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> =
        between.map(|at| words.lower(at)).filter(|word| word.contains(char::is_alphanumeric)).collect();
    let is_so = match words.as_slice() {
        ["aka" | "a.k.a" | "a.k.a." | "alias" | "né" | "née" | "born"]
        | ["known", "as"]
        | ["real", "name"]
        | ["also" | "better" | "formerly" | "previously", "known", "as"]
        | ["whose" | "his" | "her", "real" | "stage" | "pen", "name", "is" | "was"] => true,
        ["who", verb, "as"] => {
            matches!(*verb, "performs" | "performed" | "records" | "writes" | "wrote" | "blogs" | "sings")
        }
        _ => false,
    };
    is_so.then_some(before)
}
