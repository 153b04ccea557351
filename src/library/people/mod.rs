//! The rule by which actors of several articles are one person.
//!
//! Within an article the analysis decides who is who. Across articles two actors are the same person only where
//!
//! 1. their **names are equal** but for case, accents, punctuation and titles ([`name_key`]); or the user has said so in the
//!    file of people ([`Aliases`](super::Aliases)). "Jr.", "Sr." and numerals belong to the name, and so do initials: "George
//!    Bush" is neither "George W. Bush" nor "George Bush Jr.";
//! 2. the name **identifies** the actor ([`is_telling`]): that of a person has at least two words, so that a bare "Brown" or
//!    "Angela" never joins two articles; that of an organisation or a place is any proper name. Groups, documents and
//!    anonymous sources are never the same across articles;
//! 3. their **walks of life** do not differ ([`Walk`]), which follow from certain nouns in their roles: a footballer and a
//!    minister of one name are two persons. A president, a candidate and a businessman may be one, since people move between
//!    these;
//! 4. an actor whose role has no walk belongs to the walk that is `CLEARLY` times as common for the name as all others
//!    together; where there is none, each such actor is a person of its own.
//!
//! Two ministers of one name are one by this rule, until the file of people tells them apart by their roles. Doubtful pairs
//! are offered to the user, see `doubtful`.

mod key;
mod walk;

pub use key::{is_in_outlet, is_telling, name_key};
pub use walk::Walk;

/// How many times as common as all others a walk has to be, so that actors without one are counted to it.
pub(super) const CLEARLY: usize = 4;

/// An actor of an article that is to be assigned to a person.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its row.
    pub id: i64,
    /// Its role.
    pub role: Option<String>,
    /// The words by which the user tells it apart, which go before its walk of life.
    pub said: Option<String>,
    /// How many actors it stands for, where several are equal.
    pub count: usize,
}

/// Whether a role contains all of `words`, which are a key.
pub fn holds(role: Option<&str>, words: &str) -> bool {
    let own = role.map(name_key).unwrap_or_default();
    words.split(' ').all(|word| own.split(' ').any(|has| has == word))
}

/// Divides all actors of one name into persons: for each the word that tells it apart from the others of that name, and the
/// rows of its actors. The result does not depend on the order.
pub fn divide(candidates: &[Candidate]) -> Vec<(String, Vec<i64>)> {
    let mut groups: Vec<(String, Vec<i64>, usize)> = Vec::new();
    let mut rest = Vec::new();
    for Candidate { id, role, said, count } in candidates {
        let walk = role.as_deref().and_then(Walk::of).map(|walk| walk.name().to_owned());
        let Some(apart) = said.clone().or(walk) else {
            rest.push(*id);
            continue;
        };
        match groups.iter_mut().find(|(name, ..)| *name == apart) {
            Some((_, ids, counted)) => {
                ids.push(*id);
                *counted += count;
            }
            None => groups.push((apart, vec![*id], *count)),
        }
    }
    groups.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    let others: usize = groups.iter().skip(1).map(|(_, _, count)| count).sum();
    match groups.first_mut() {
        Some((_, ids, count)) if *count >= CLEARLY * others => ids.append(&mut rest),
        // None of them has a walk of life: they are one.
        None if !rest.is_empty() => groups.push((String::new(), std::mem::take(&mut rest), 0)),
        _ => groups.extend(rest.drain(..).map(|id| (format!("alone {id}"), vec![id], 0))),
    }
    groups.into_iter().map(|(apart, ids, _)| (apart, ids)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(roles: &[&str], expected: &[&[i64]]) {
        let candidates = (0..).zip(roles).map(|(id, role)| Candidate {
            id,
            role: (!role.is_empty()).then(|| (*role).to_owned()),
            said: None,
            count: 1,
        });
        let candidates: Vec<Candidate> = candidates.collect();
        let sorted = |groups: Vec<(String, Vec<i64>)>| {
            let mut groups: Vec<Vec<i64>> = groups
                .into_iter()
                .map(|(_, mut ids)| {
                    ids.sort_unstable();
                    ids
                })
                .collect();
            groups.sort();
            groups
        };
        assert_eq!(sorted(divide(&candidates)), expected);
        let backwards: Vec<Candidate> = candidates.into_iter().rev().collect();
        assert_eq!(sorted(divide(&backwards)), expected, "backwards");
    }

    #[test]
    fn namesakes_of_different_walks_are_two() {
        check(&["", ""], &[&[0, 1]]);
        check(&["president", "", "Republican nominee", "businessman"], &[&[0, 1, 2, 3]]);
        check(&["finance minister", "striker"], &[&[0], &[1]]);
        // Who of them is it? Nobody can tell.
        check(&["finance minister", "striker", "", ""], &[&[0], &[1], &[2], &[3]]);
        check(&["minister", "minister", "mayor", "minister", "actor", ""], &[&[0, 1, 2, 3, 5], &[4]]);
        // Two ministers: only a person can tell.
        check(&["finance minister", "foreign minister"], &[&[0, 1]]);
    }

    #[test]
    fn what_a_person_has_said_comes_first() {
        let candidate = |id, role: &str, said: Option<&str>| Candidate {
            id,
            role: Some(role.to_owned()),
            said: said.map(str::to_owned),
            count: 1,
        };
        let groups = divide(&[
            candidate(1, "finance minister", None),
            candidate(2, "foreign minister", Some("foreign minister")),
        ]);
        assert_eq!(groups.len(), 2);
    }
}
