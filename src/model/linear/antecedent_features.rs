//! The templates of the antecedent ranking: features of a pronoun and a candidate.

use super::{features::Keys, ids};
use crate::actors::coreference::antecedent::{Candidate, Query};

/// Counts over all candidates of a pronoun.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Field {
    /// How many agree with the pronoun.
    pub agreeing: u32,
    /// How often all of them were mentioned.
    pub mentions: u32,
}

/// A count in classes by powers of two.
fn step(value: u32) -> u32 {
    u32::BITS - value.leading_zeros()
}

fn agreement(query: &Query, candidate: &Candidate) -> u32 {
    match (query.person.gender(), candidate.gender) {
        (Some(asked), Some((known, sure))) => 1 + ids::of_sure(sure) * 2 + u32::from(asked == known),
        _ => 0,
    }
}

/// Adds the keys of `candidate` as an answer to `query`.
pub(crate) fn keys(query: &Query, candidate: &Candidate, field: Field, out: &mut Vec<u64>) {
    let (q, c) = (&query.site, &candidate.site);
    let person = ids::of_person(query.person);
    let own = person << 2 | ids::of_case(query.case);
    let is_after = c.start > q.start;
    let far = if is_after { 7 } else { q.sentence.saturating_sub(c.sentence).min(5) };
    let near = if is_after { 3 } else { far.min(2) };
    let kind = ids::of_actor_kind(candidate.kind) << 1 | u32::from(candidate.is_named);
    let (part, own_part) = (ids::of_part(c.part), ids::of_part(q.part));
    let count = step(candidate.count).min(4);
    let form = ids::of_form(candidate.form);
    let clauses = if far == 0 { u32::from(q.clause.abs_diff(c.clause)).min(5) } else { 7 };
    let tokens = step((q.start.abs_diff(c.start) as u32).min(255));
    let agrees = agreement(query, candidate);
    let is_quoted = u32::from(q.passage > 0);
    let together = u32::from(q.passage == c.passage);
    let is_alone = u32::from(field.agreeing < 2);
    let share = (candidate.count * 8 / field.mentions.max(1)).min(7);
    let acting = (candidate.subjects * 4 / candidate.count.max(1)).min(4);
    let mut k = Keys(out);
    k.three(1, person, far, kind);
    k.three(2, own, far, part);
    k.three(3, own, part << 3 | own_part, near);
    k.two(4, person, candidate.between.min(6));
    k.three(5, person, agrees, kind);
    k.three(6, person, count, near);
    k.two(7, person, u32::from(candidate.is_first) << 3 | count);
    k.three(8, own, clauses, part);
    k.three(9, own, clauses << 3 | part, own_part);
    k.three(10, person, form << 3 | far, part);
    k.three(11, own, u32::from(c.opens), near);
    k.three(12, person, u32::from(query.is_source) << 1 | u32::from(candidate.is_source), far);
    let speech = is_quoted << 3 | u32::from(candidate.speaks) << 2 | together << 1 | u32::from(c.passage > 0);
    k.two(13, person, speech);
    k.three(14, person, speech, far << 3 | part);
    k.three(15, person, tokens, u32::from(far == 0));
    k.three(16, person, acting, near);
    k.three(17, own, query.words[0], part);
    k.three(18, own, query.words[1], near << 3 | part);
    k.three(19, person, candidate.words[1], near);
    k.three(20, person, candidate.words[0], near);
    k.three(21, own, candidate.between.min(4), part << 3 | near);
    k.three(22, person, q.paragraph.abs_diff(c.paragraph).min(3), count);
    let chain = candidate.pronoun.map_or(0, |p| ids::of_person(p) + 1);
    k.three(23, own, chain << 3 | far.min(3), part << 3 | own_part);
    k.three(24, own, part << 6 | own_part << 3 | near, count);
    k.three(25, person, is_alone, far << 3 | agrees);
    k.three(26, own, candidate.subjects_between.min(3), part << 3 | near);
    k.three(27, person, share, near);
    k.three(28, person, share << 3 | candidate.between.min(4), part);
    k.three(29, own, u32::from(c.opens) << 1 | u32::from(q.opens), part << 3 | near);
    k.three(30, person, agrees, near << 2 | is_alone);
    k.three(31, own, tokens, part << 3 | own_part);
    let acted = candidate.acted.map_or(7, |s| q.sentence.abs_diff(s).min(5));
    let earlier = candidate.earlier.map_or(7, |s| q.sentence.abs_diff(s).min(5));
    let order = u32::from(c.order).min(3);
    let main = u32::from(c.clause).min(3);
    k.three(33, own, acted << 3 | far, candidate.between.min(4));
    k.three(34, person, acted << 3 | earlier, far << 3 | count);
    k.three(35, own, order << 3 | far, part);
    k.three(36, own, main << 2 | near, part << 3 | own_part);
    k.three(37, own, order << 2 | near, u32::from(q.order).min(3));
    k.three(38, own, candidate.subjects_between.min(3) << 3 | candidate.between.min(4), acted << 2 | near);
    let after = candidate
        .after
        .map_or(0, |b| 1 + (ids::of_part(b.part) << 3 | u32::from(b.comma) << 2 | b.order.min(3)));
    let place = u32::from(q.order).min(3) << 1 | u32::from(q.opens);
    k.three(39, own, after, place);
    k.three(40, own, after, far);
    k.three(43, own, after, query.opener & 0xff_ffff);
    k.three(44, own, after, u32::from(q.clause).min(3) << 3 | own_part);
    k.three(41, own, u32::from(candidate.count == 0), after);
    k.two(32, own, part << 9 | own_part << 6 | clauses << 3 | candidate.between.min(3));
}

/// Adds the keys of the answer that none of the candidates is the antecedent.
pub(crate) fn none(query: &Query, field: Field, out: &mut Vec<u64>) {
    let person = ids::of_person(query.person);
    let own = person << 2 | ids::of_case(query.case);
    let is_quoted = u32::from(query.site.passage > 0);
    let mut k = Keys(out);
    k.one(60, own);
    k.two(61, person, field.agreeing.min(4));
    k.two(62, own, query.words[0]);
    k.two(63, own, query.words[1]);
    k.three(64, own, query.words[1], query.words[2] & 0xff_ffff);
    k.two(65, own, is_quoted);
    k.two(66, own, ids::of_part(query.site.part));
    k.two(67, person, u32::from(query.is_source));
}
