//! How well the actors and speakers of an analysis agree with those of a case.

use super::gold::{Actor, Case};
use dixit::{
    actors::{ActorId, ActorKind, Form},
    analysis::Analysis,
    lexicon::nouns,
    span::Span,
};
use std::{collections::HashMap, fmt};

/// Figures of some cases.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub cases: usize,
    /// Cases in which every actor is found once, with the right name and kind, and every speaker is right.
    pub held: usize,
    pub speakers: Share,
    /// Gold quotes with a speaker that were not found as quotes.
    pub lost: usize,
    /// Carriers and addressees.
    pub others: Share,
    pub roles: Share,
    /// Sums of B-cubed over mentions.
    precision: Mean,
    recall: Mean,
}

/// A count out of a total.
#[derive(Default, Clone, Copy)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.of += 1;
    }

    pub fn rate(self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.right, self.of))
    }
}

#[derive(Default, Clone, Copy)]
struct Mean {
    sum: f64,
    of: usize,
}

impl Mean {
    fn add(&mut self, part: usize, whole: usize) {
        self.sum += part as f64 / whole.max(1) as f64;
        self.of += 1;
    }

    fn value(self) -> f64 {
        self.sum / self.of.max(1) as f64
    }
}

impl Tally {
    /// B-cubed F1 of mentions.
    pub fn links(self) -> f64 {
        let (p, r) = (self.precision.value(), self.recall.value());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.held += other.held;
        self.lost += other.lost;
        for (mine, theirs) in [
            (&mut self.speakers, other.speakers),
            (&mut self.others, other.others),
            (&mut self.roles, other.roles),
        ] {
            mine.right += theirs.right;
            mine.of += theirs.of;
        }
        for (mine, theirs) in [(&mut self.precision, other.precision), (&mut self.recall, other.recall)] {
            mine.sum += theirs.sum;
            mine.of += theirs.of;
        }
    }
}

/// The figures of one case and, a line each, what is wrong in it.
pub fn measure(case: &Case, analysis: &Analysis) -> (Tally, Vec<String>) {
    let pairs = pair(case, analysis);
    let aligned = align(case, analysis, &pairs);
    let mut out = Tally { cases: 1, ..Tally::default() };
    let mut misses = Vec::new();
    actors(case, analysis, &pairs, &aligned, &mut misses);
    for (gold, found) in case.actors.iter().zip(&aligned) {
        if let (Some(role), Some(actor)) = (&gold.role, found.and_then(|i| analysis.actors.get(i))) {
            out.roles.count(
                actor.role.as_deref().is_some_and(|r| r.to_lowercase().contains(&role.to_lowercase())),
            );
        }
    }
    speakers(case, analysis, &aligned, &mut out, &mut misses);
    links(case, analysis, &pairs, &mut out);
    out.held = usize::from(misses.is_empty());
    (out, misses)
}

/// A mention in the gold and one that was found in its place: an index into `Case::mentions`, and actor and mention.
type Pair = (usize, (usize, usize));

/// Brings together the mentions that mean the same words, each once.
fn pair(case: &Case, analysis: &Analysis) -> Vec<Pair> {
    let mut all: Vec<(usize, Pair)> = Vec::new();
    for (i, gold) in case.mentions.iter().enumerate() {
        for (a, actor) in analysis.actors.iter().enumerate() {
            for (m, mention) in actor.mentions.iter().enumerate() {
                let likeness = likeness(&case.text, gold.span, mention.span);
                if likeness > 0 {
                    all.push((likeness, (i, (a, m))));
                }
            }
        }
    }
    all.sort_by_key(|&(likeness, pair)| (std::cmp::Reverse(likeness), pair));
    let mut out: Vec<Pair> = Vec::new();
    for (_, (gold, found)) in all {
        if !out.iter().any(|&(g, f)| g == gold || f == found) {
            out.push((gold, found));
        }
    }
    out
}

/// How well two spans agree, in thousandths; 0 where they denote different phrases. Articles, titles and complements
/// may be missing on one side, so it is enough that the spans share a bound or most of what they cover. Only a
/// possessor is not its possession, though the phrases for both begin alike.
fn likeness(text: &str, a: Span, b: Span) -> usize {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let share = shared * 1000 / a.join(b).len().max(1);
    let start = |span: Span| {
        let words = span.of(text);
        let article =
            ["the ", "a ", "an "].into_iter().find(|article| words.to_lowercase().starts_with(article));
        span.start + article.map_or(0, str::len)
    };
    let is_owner = text.get(a.end.min(b.end)..).is_some_and(|rest| rest.starts_with(['\'', '’']));
    let is_same = a.end == b.end || share >= 500 || start(a) == start(b) && !is_owner;
    if shared > 0 && is_same { share.max(1) } else { 0 }
}

/// For each actor of the gold the one that was found for it: whoever has most of its mentions.
fn align(case: &Case, analysis: &Analysis, pairs: &[Pair]) -> Vec<Option<usize>> {
    let count = |gold: usize| {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for &(g, (a, m)) in pairs {
            if case.mentions[g].actor == gold {
                // Names identify an actor better than pronouns do.
                let is_pronoun = analysis.actors[a].mentions[m].form == Form::Pronoun;
                *counts.entry(a).or_default() += if is_pronoun { 1 } else { 4 };
            }
        }
        counts.into_iter().max_by_key(|&(a, n)| (n, std::cmp::Reverse(a))).map(|(a, _)| a)
    };
    (0..case.actors.len()).map(count).collect()
}

fn actors(
    case: &Case,
    analysis: &Analysis,
    pairs: &[Pair],
    aligned: &[Option<usize>],
    misses: &mut Vec<String>,
) {
    for (g, gold) in case.actors.iter().enumerate() {
        let name = &gold.names[0];
        let Some(actor) = aligned[g].and_then(|a| analysis.actors.get(a)) else {
            if !gold.is_optional {
                misses.push(format!("{name} is missing"));
            }
            continue;
        };
        if !gold.is_optional && !is_name(gold, &actor.name) {
            misses.push(format!("{name} is called {}", actor.name));
        }
        if !gold.is_optional && !gold.kinds.iter().any(|k| k == actor.kind.name()) {
            misses.push(format!("{name} is of the kind {}", actor.kind.name()));
        }
        if let Some(other) = (0..g).find(|&o| aligned[o] == aligned[g]) {
            misses.push(format!("{name} and {} are one", case.actors[other].names[0]));
        }
        let mut parts: Vec<usize> = pairs
            .iter()
            .filter(|&&(i, (a, m))| {
                case.mentions[i].actor == g
                    && Some(a) != aligned[g]
                    && analysis.actors[a].mentions[m].form != Form::Pronoun
            })
            .map(|&(_, (a, _))| a)
            .collect();
        parts.sort_unstable();
        parts.dedup();
        misses.extend(parts.iter().map(|&a| format!("{name} is also {}", analysis.actors[a].name)));
    }
    for (a, actor) in analysis.actors.iter().enumerate() {
        let is_scenery = actor.kind == ActorKind::Place && actor.quotes.total() == 0;
        if !is_scenery && !pairs.iter().any(|&(_, (found, _))| found == a) {
            misses.push(format!("{} ({}) is nobody", actor.name, actor.kind.name()));
        }
    }
}

fn speakers(
    case: &Case,
    analysis: &Analysis,
    aligned: &[Option<usize>],
    out: &mut Tally,
    misses: &mut Vec<String>,
) {
    let called = |id: Option<ActorId>| {
        id.and_then(|id| analysis.actor(id)).map_or("nobody", |a| a.name.as_str()).to_owned()
    };
    let is = |found: Option<ActorId>, gold: usize| {
        let Some(id) = found else { return false };
        let is_name = analysis.actor(id).is_some_and(|a| is_name(&case.actors[gold], &a.name));
        aligned[gold] == Some(id.0) || is_name && !aligned.contains(&Some(id.0))
    };
    for gold in &case.quotes {
        let words = gold.words.of(&case.text);
        let shared = |content: &[Span]| -> usize {
            let with = |s: &Span| s.end.min(gold.words.end).saturating_sub(s.start.max(gold.words.start));
            content.iter().map(with).sum()
        };
        let found = analysis
            .quotes
            .iter()
            .filter(|q| shared(&q.quote.content) > 0)
            .max_by_key(|q| (shared(&q.quote.content), std::cmp::Reverse(q.quote.extent().len())));
        let Some(found) = found else {
            if !gold.may_be_nobody {
                out.lost += 1;
                out.speakers.count(false);
                misses.push(format!("no quote: {words}"));
            }
            continue;
        };
        let is_right = gold.may_be_nobody && found.speaker.is_none()
            || gold.speakers.iter().any(|&g| is(found.speaker, g));
        out.speakers.count(is_right);
        if !is_right {
            let wanted = gold.speakers.first().map_or("nobody", |&g| case.actors[g].names[0].as_str());
            misses.push(format!("{} for {wanted} says: {words}", called(found.speaker)));
        }
        for (wanted, was) in [(gold.via, found.via), (gold.to, found.to)] {
            if let Some(wanted) = wanted {
                out.others.count(is(was, wanted));
            }
        }
    }
}

/// Adds B-cubed scores. Actors without any mention in the gold are ignored, since the gold is not exhaustive.
fn links(case: &Case, analysis: &Analysis, pairs: &[Pair], out: &mut Tally) {
    let gold_of = |i: usize| case.mentions[i].actor;
    for i in 0..case.mentions.len() {
        let whole = case.mentions.iter().filter(|m| m.actor == gold_of(i)).count();
        let part = pairs.iter().find(|p| p.0 == i).map_or(0, |&(_, (a, _))| {
            pairs.iter().filter(|&&(j, (b, _))| gold_of(j) == gold_of(i) && a == b).count()
        });
        out.recall.add(part, whole);
    }
    for (a, actor) in analysis.actors.iter().enumerate() {
        if !pairs.iter().any(|&(_, (b, _))| a == b) {
            continue;
        }
        for m in 0..actor.mentions.len() {
            let part = pairs.iter().find(|p| p.1 == (a, m)).map_or(0, |&(i, _)| {
                pairs.iter().filter(|&&(j, (b, _))| gold_of(j) == gold_of(i) && a == b).count()
            });
            out.precision.add(part, actor.mentions.len());
        }
    }
}

/// Whether `name` is a name of the actor, apart from titles, articles, quotation marks and case. A description (in
/// lower case) may be longer: "letter" matches "letter to parents".
fn is_name(actor: &Actor, name: &str) -> bool {
    const GOES_ON: [&str; 11] =
        ["about", "at", "close", "familiar", "for", "from", "in", "of", "on", "to", "with"];
    let name = plain(name);
    actor.names.iter().any(|wanted| {
        let is_description = wanted.starts_with(char::is_lowercase);
        let rest = name.strip_prefix(&plain(wanted));
        rest.is_some_and(|rest| {
            let next = rest.split_whitespace().next();
            rest.is_empty()
                || is_description && rest.starts_with(' ') && next.is_some_and(|w| GOES_ON.contains(&w))
        })
    })
}

fn plain(name: &str) -> String {
    let name: String = name.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    let name = name.to_lowercase().replace('’', "'");
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_aside = |word: &&&str| {
        matches!(**word, "the" | "a" | "an" | "one" | "another" | "his" | "her" | "their" | "its")
            || nouns::entry(word).is_some_and(|n| n.title.is_some())
    };
    let aside = words.iter().take(words.len().saturating_sub(1)).take_while(is_aside).count();
    words[aside..].join(" ")
}
