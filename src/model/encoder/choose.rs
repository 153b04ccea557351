//! From scores of pairs to entities: each mention gets the entity that its candidates' chances sum up to most for, or a new
//! one. What is certain goes before chances: no two people share an entity whose names cannot be of one.

use super::{
    figures::Side,
    inner::{Inner, inner},
    names::Words,
    spelling::{Abbreviations, Spelling},
};
use crate::actors::linked::{KINDS, Linked, MentionType};

/// What the model gave for the mentions of a text.
pub(crate) struct Scores {
    /// Of each mention, those that it may be linked to.
    pub candidates: Vec<Vec<usize>>,
    /// The scores of all candidates of the first mention, of the second, and so on.
    pub pairs: Vec<f32>,
    /// Of each mention, the score of its being the first of its entity.
    pub alone: Vec<f32>,
    /// Of each mention, the chances of the kinds.
    pub kinds: Vec<[f32; KINDS]>,
}

/// An entity, as far as its mentions have been assigned.
#[derive(Debug, Default)]
struct Entity {
    /// Its names, each spelling once.
    names: Vec<Spelling>,
}

impl Entity {
    /// Whether somebody of this name cannot be it.
    fn refuses(&self, name: &Spelling) -> bool {
        self.names.iter().any(|own| own.contradicts(name))
            || !self.names.is_empty() && !self.names.iter().any(|own| own.is_like(name))
    }
}

/// Whom each mention means. Names first, since others may mean names after them.
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
    let is_name = |at: &usize| sides.get(*at).is_some_and(|side| side.kind == MentionType::Name);
    let order: Vec<usize> =
        (0..sides.len()).filter(is_name).chain((0..sides.len()).filter(|at| !is_name(at))).collect();
    for at in order {
        let (Some(of), Some(first), Some(side)) = (candidates.get(at), firsts.get(at), sides.get(at)) else {
            continue;
        };
        let kinds_of = |at: usize| kinds.get(at).copied().unwrap_or_default();
        let name = is_name(&at).then(|| Spelling::of(words, side.tokens.clone(), side.gender));
        let own = pairs.get(*first..first + of.len()).unwrap_or_default();
        let fresh = alone.get(at).copied().unwrap_or_default();
        let top = own.iter().copied().fold(fresh, f32::max);
        // "A spokesman for the council" is somebody who was not spoken of before.
        let is_new = name.is_none() && is_indefinite(words.lower(side.tokens.start));
        let mut by_entity: Vec<(usize, f32)> = Vec::new();
        for (other, score) in of.iter().zip(own) {
            let Some(Some(linked)) = out.get(*other) else { continue };
            let mut odds = libm::expf(score - top);
            if name.is_none() {
                odds *= agreement(&kinds_of(at), &kinds_of(*other));
            }
            if is_new {
                odds *= SELDOM;
            }
            match by_entity.iter_mut().find(|(entity, _)| *entity == linked.entity) {
                Some((_, sum)) => *sum += odds,
                None => by_entity.push((linked.entity, odds)),
            }
        }
        let entity_of = |at: &usize| out.get(*at).and_then(|linked| Some(linked.as_ref()?.entity));
        let Inner { own: bound, others } =
            if name.is_some() { Inner::default() } else { inner(words, sides, at) };
        let bound = bound.as_ref().and_then(entity_of).or_else(|| {
            let name = name.as_ref()?;
            called(words, sides, at).and_then(|other| entity_of(&other)).or_else(|| abbreviations.find(name))
        });
        let others: Vec<usize> = others.iter().filter_map(entity_of).collect();
        match bound {
            Some(bound) => by_entity = vec![(bound, f32::MAX)],
            None => by_entity.retain(|(entity, _)| !others.contains(entity)),
        }
        if let (Some(name), None) = (&name, bound) {
            by_entity.retain(|(entity, _)| entities.get(*entity).is_some_and(|entity| !entity.refuses(name)));
        }
        // "He" is somebody: where anybody can be meant, it is no one new.
        let fresh = if side.is_third_person() { 0.0 } else { libm::expf(fresh - top) };
        let all: f32 = fresh + by_entity.iter().map(|(_, odds)| odds).sum::<f32>();
        let best = by_entity.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let (entity, odds) = best.filter(|(_, odds)| *odds > fresh).unwrap_or((entities.len(), fresh));
        let sure = if odds > 0.0 { (odds / all).clamp(0.0, 1.0) } else { 0.0 };
        if entity == entities.len() {
            entities.push(Entity::default());
        }
        if let (Some(name), Some(known)) = (name, entities.get_mut(entity))
            && !known.names.contains(&name)
        {
            abbreviations.add(&name, entity);
            known.names.push(name);
        }
        if let Some(slot) = out.get_mut(at) {
            *slot = Some(Linked { entity, sure, kinds: kinds_of(at) });
        }
    }
    out.into_iter().flatten().collect()
}

/// How well the kinds of two mentions go together: near 1 where both are sure of the same, near 0 where of others. Bodies
/// and places are not told apart ("Berlin said"), nor people, groups and those without names.
fn agreement(a: &[f32; KINDS], b: &[f32; KINDS]) -> f32 {
    let [person, body, place, group, document, anonymous, none] = *a;
    let [person_b, body_b, place_b, group_b, document_b, anonymous_b, none_b] = *b;
    let people = (person + group + anonymous) * (person_b + group_b + anonymous_b);
    let bodies = (body + place + group) * (body_b + place_b + group_b);
    (people + bodies + (document + body) * (document_b + body_b) + none + none_b).clamp(LEAST_AGREEMENT, 1.0)
}

/// What the odds of a mention that begins with "a" are of, for somebody who is known: an apposition may be such.
const SELDOM: f32 = 0.1;

/// Whether a word at the head of a phrase tells that somebody new comes.
fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an" | "another" | "one" | "some" | "several" | "many" | "two" | "three")
}

/// The name before the one at `at` that is another name of the same: "Ann Roe, also known as Drift".
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

/// Kinds may be wrong: they do not forbid a link.
const LEAST_AGREEMENT: f32 = 0.02;
