//! What the choice of whom a pronoun means sees: the pronoun, each candidate, and the keys that they make together.

use super::{
    ActorKind, Form,
    grammar::{Part, Site},
    names::Sure,
    pronouns::{Case, Person},
};
use crate::{attribution::keys::Keys, lexicon::Gender};

/// A pronoun that is looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query {
    /// What it agrees with.
    pub person: Person,
    /// What it does.
    pub case: Case,
    /// Where it stands.
    pub site: Site,
    /// The hashes of the words around it: before, behind, two behind.
    pub words: [u32; 3],
    /// The hash of the word that opens its sentence.
    pub opener: u32,
    /// Whether it is the source of a quote.
    pub is_source: bool,
}

/// Somebody it could mean.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, none a state")]
pub(crate) struct Candidate {
    /// What the actor is.
    pub kind: ActorKind,
    /// Whether it has a name.
    pub is_named: bool,
    /// What is known of its gender.
    pub gender: Option<(Gender, Sure)>,
    /// Where it was mentioned last, or is next where it was not mentioned before.
    pub site: Site,
    /// By what words.
    pub form: Form,
    /// What the last pronoun agreed with, where it was one.
    pub pronoun: Option<Person>,
    /// The hashes of the words before and behind that mention.
    pub words: [u32; 2],
    /// Whether that mention is the source of a quote.
    pub is_source: bool,
    /// Whether it speaks the words that the pronoun stands in.
    pub speaks: bool,
    /// How often it was mentioned so far.
    pub count: u32,
    /// How often as a subject.
    pub subjects: u32,
    /// Whether it is the first that the text mentions.
    pub is_first: bool,
    /// The last sentence in which it was a subject.
    pub acted: Option<u32>,
    /// The last sentence but the one of its last mention in which it was mentioned.
    pub earlier: Option<u32>,
    /// How many others that agree were mentioned since.
    pub between: u32,
    /// How many of them were subjects.
    pub subjects_between: u32,
    /// How it is named behind the pronoun, in its sentence, where it is.
    pub behind: Option<Behind>,
}

/// How somebody is named behind the pronoun ("In her speech, Roe said").
#[derive(Debug, Clone, Copy)]
pub(crate) struct Behind {
    /// How many others are named between.
    pub order: u32,
    /// The part that the name plays.
    pub part: Part,
    /// Whether a comma stands before it.
    pub comma: bool,
}

/// How many agree, and how often all of them were mentioned.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Field {
    /// Candidates that agree.
    pub agreeing: u32,
    /// Mentions of all candidates.
    pub mentions: u32,
}

/// In steps of powers of two.
fn step(value: u32) -> u32 {
    u32::BITS - value.leading_zeros()
}

fn agreement(query: &Query, candidate: &Candidate) -> u32 {
    match (query.person.gender(), candidate.gender) {
        (Some(asked), Some((known, sure))) => 1 + (sure as u32) * 2 + u32::from(asked == known),
        _ => 0,
    }
}

/// Adds the keys of `candidate` as an answer to `query`.
pub(crate) fn keys(query: &Query, candidate: &Candidate, field: Field, out: &mut Vec<u64>) {
    let (q, c) = (&query.site, &candidate.site);
    let person = query.person as u32;
    let own = person << 2 | query.case as u32;
    let is_behind = c.start > q.start;
    let far = if is_behind { 7 } else { q.sentence.saturating_sub(c.sentence).min(5) };
    let near = if is_behind { 3 } else { far.min(2) };
    let kind = (candidate.kind as u32) << 1 | u32::from(candidate.is_named);
    let (part, own_part) = (c.part as u32, q.part as u32);
    let count = step(candidate.count).min(4);
    let form = candidate.form as u32;
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
    let chain = candidate.pronoun.map_or(0, |p| p as u32 + 1);
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
    let behind =
        candidate.behind.map_or(0, |b| 1 + ((b.part as u32) << 3 | u32::from(b.comma) << 2 | b.order.min(3)));
    let place = u32::from(q.order).min(3) << 1 | u32::from(q.opens);
    k.three(39, own, behind, place);
    k.three(40, own, behind, far);
    k.three(43, own, behind, query.opener & 0xff_ffff);
    k.three(44, own, behind, u32::from(q.clause).min(3) << 3 | own_part);
    k.three(41, own, u32::from(candidate.count == 0), behind);
    k.two(32, own, part << 9 | own_part << 6 | clauses << 3 | candidate.between.min(3));
}

/// Adds the keys of the answer that `query` means none of the candidates.
pub(crate) fn none(query: &Query, field: Field, out: &mut Vec<u64>) {
    let person = query.person as u32;
    let own = person << 2 | query.case as u32;
    let is_quoted = u32::from(query.site.passage > 0);
    let mut k = Keys(out);
    k.one(60, own);
    k.two(61, person, field.agreeing.min(4));
    k.two(62, own, query.words[0]);
    k.two(63, own, query.words[1]);
    k.three(64, own, query.words[1], query.words[2] & 0xff_ffff);
    k.two(65, own, is_quoted);
    k.two(66, own, query.site.part as u32);
    k.two(67, person, u32::from(query.is_source));
}
