//! Who is introduced with a noun, and so meant by it elsewhere: "the spokeswoman" is "Ann Roe, a spokeswoman for the council".

use super::{figures::Side, words::Words};
use crate::{
    actors::{linked::MentionType, nouns},
    language::phrases::Phrases,
    lexicon::{
        classes::people,
        places::{self, Way},
    },
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The entities that are introduced with a noun: "spokeswoman" in "Ann Roe, a spokeswoman for the council" and in
/// "spokeswoman Ann Roe".
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    entities: HashMap<&'a str, Vec<usize>>,
    /// By offices of two words: "home secretary".
    offices: HashMap<[&'a str; 2], Vec<usize>>,
    /// By the capitalised words beside the noun and the noun: "reve" and "lawyer" of "Reve's lawyer, Ann Roe" and of "Ann Roe, a
    /// lawyer for Reve".
    owned: HashMap<[&'a str; 2], Vec<usize>>,
    /// The nouns of people without a name ("a spokeswoman said").
    unnamed: HashSet<&'a str>,
    /// Where a name follows "the" and a noun, by the noun: "the lawyer, Ann Roe, said".
    named_later: HashMap<&'a str, usize>,
}

impl<'a> Told<'a> {
    /// How many entities of one noun are kept: with so many, none is told apart.
    const MOST: usize = 8;

    /// The introductions of the names among the mentions, by their entities.
    pub fn of(words: &'a Words<'_>, sides: &[Side], entity: impl Fn(usize) -> Option<usize>) -> Self {
        let mut out = Self::default();
        for (at, side) in sides.iter().enumerate() {
            if side.kind == MentionType::Name {
                let Some(entity) = entity(at) else { continue };
                if let Some(noun) = behind_noun(words, &side.tokens) {
                    out.named_later.entry(noun).or_insert(side.tokens.start);
                }
                let add = |all: &mut Vec<usize>| {
                    if all.len() < Self::MOST && !all.contains(&entity) {
                        all.push(entity);
                    }
                };
                if let Some(people) = nationality(words, &side.tokens) {
                    add(out.entities.entry(people).or_default());
                }
                for noun in beside(words, &side.tokens) {
                    // The deputy prime minister is not the prime minister.
                    let is_other = |at: usize| is_of_another(words.lower(at));
                    let is_title = nouns::is_title(words.lower(noun));
                    let before = noun.checked_sub(1).filter(|_| is_title);
                    let are_others = before.is_some_and(|before| {
                        is_other(before) || before.checked_sub(1).is_some_and(is_other)
                    });
                    if !before.is_some_and(|at| is_other(at) && words.lower(at) != "former") {
                        add(out.entities.entry(in_full(words.lower(noun))).or_default());
                    }
                    if let Some(before) = before.filter(|_| !are_others) {
                        add(out.offices.entry([before, noun].map(|at| words.lower(at))).or_default());
                    }
                    for word in around(words, noun) {
                        add(out.owned.entry([word, words.lower(noun)]).or_default());
                    }
                }
            } else if matches!(words.lower(side.tokens.start), "a" | "an" | "another")
                && let Some(head) = words.head(side.tokens.clone())
            {
                out.unnamed.insert(words.lower(head));
            }
        }
        out
    }

    /// Those who may be meant by "the spokeswoman" and by "the prime minister", where the text tells only of such with a name.
    pub fn among<'s>(&'s self, words: &'s Words<'_>, side: &Side) -> Option<&'s [usize]> {
        let last = side.tokens.end.checked_sub(1).filter(|_| words.lower(side.tokens.start) == "the")?;
        let noun = words.lower(last);
        let told = match side.tokens.len() {
            2 if !self.unnamed.contains(noun) => self.entities.get(noun)?,
            3 => self.offices.get(&[words.lower(last - 1), noun])?,
            _ => return None,
        };
        (told.len() < Self::MOST).then_some(told.as_slice())
    }

    /// The one who is meant by "the spokeswoman", by "Spokeswoman" in a headline, and by "a lawyer for the council" before
    /// "the lawyer, Ann Roe".
    pub fn find(&self, words: &Words<'_>, side: &Side) -> Option<usize> {
        /// Tokens from the one who is not named yet to the name.
        const FAR: usize = 200;
        let is_short = match side.tokens.len() {
            1 => side.is_in_heading,
            2 => words.lower(side.tokens.start) == "the",
            _ => false,
        };
        let short = side.tokens.end.checked_sub(1).filter(|_| is_short).map(|at| words.lower(at));
        if let Some([one]) = short.and_then(|noun| self.entities.get(noun)).map(Vec::as_slice)
            && !short.is_some_and(|noun| self.unnamed.contains(noun))
        {
            return Some(*one);
        }
        let is_office = side.tokens.len() == 3 && words.lower(side.tokens.start) == "the";
        let office = side.tokens.end.checked_sub(2).filter(|_| is_office);
        let office = office.map(|at| [at, at + 1].map(|at| words.lower(at)));
        if let Some([one]) = office.and_then(|office| self.offices.get(&office)).map(Vec::as_slice) {
            return Some(*one);
        }
        if let Some(one) = self.find_owned(words, side) {
            return Some(one);
        }
        let opens = matches!(words.lower(side.tokens.start), "the" | "a" | "an");
        let noun = words.lower(words.head(side.tokens.clone()).filter(|_| opens)?);
        let name = self.named_later.get(noun)?;
        let is_near = side.tokens.end <= *name && side.tokens.end + FAR > *name;
        match self.entities.get(noun)?.as_slice() {
            [one] if is_near => Some(*one),
            _ => None,
        }
    }

    /// The one who is meant by "Reve's lawyer", where only one is told to be a lawyer of Reve.
    fn find_owned(&self, words: &Words<'_>, side: &Side) -> Option<usize> {
        let mark = side.tokens.end.checked_sub(2).filter(|mark| *mark > side.tokens.start)?;
        // "the wife of Reve's lawyer" and "Roe and Reve's lawyer" are others.
        let is_simple = |at: usize| !matches!(words.lower(at), "of" | "and" | "or" | "'s" | "'");
        if !matches!(words.lower(mark), "'s" | "'") || !(side.tokens.start..mark).all(is_simple) {
            return None;
        }
        match self.owned.get(&[mark - 1, mark + 1].map(|at| words.lower(at)))?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// The word for people of a country before a name: "argentine" of "Argentine Ann Roe" and of "Argentine President Roe".
fn nationality<'a>(words: &'a Words<'_>, name: &Range<usize>) -> Option<&'a str> {
    let is_title = |at: usize| nouns::is_person(words.lower(at));
    let before = name.start.checked_sub(1)?;
    let at = if is_title(before) { before.checked_sub(1)? } else { before };
    let written = words.written.get(at)?;
    // "The French" are several.
    let is_people = ["ish", "ese", "ch", "ss"].iter().any(|ending| written.ends_with(ending));
    let is_one = |way| places::find(written, way).is_some();
    (!is_people && (is_one(Way::Citizen) || is_one(Way::Adjective))).then(|| words.lower(at))
}

/// The noun for a person between "the" and a name: "lawyer" of "the lawyer, Ann Roe, said".
fn behind_noun<'a>(words: &'a Words<'_>, name: &Range<usize>) -> Option<&'a str> {
    let comma = name.start.checked_sub(1).filter(|at| words.lower(*at) == ",")?;
    let noun = words.lower(comma.checked_sub(1)?);
    (words.lower(comma.checked_sub(2)?) == "the" && nouns::is_person(noun)).then_some(noun)
}

/// Whether a word before an office says that somebody else holds it: "former", "shadow".
pub(super) fn is_of_another(word: &str) -> bool {
    people::is_of_another_holder(word) || word == "shadow"
}

/// The noun that a title before a name is short for: "the governor" is "Gov. Roe".
pub(super) fn in_full(title: &str) -> &str {
    match title {
        "gov." | "gov" => "governor",
        "sen." | "sen" => "senator",
        "rep." | "rep" => "representative",
        "prof." | "prof" => "professor",
        "gen." | "gen" => "general",
        "capt." | "capt" => "captain",
        "sgt." | "sgt" => "sergeant",
        "supt." | "supt" => "superintendent",
        noun => noun,
    }
}

/// The capitalised words that may tell whose a person is whose noun is at `noun`: those directly before it, and behind it those
/// after "for", "of" or "to".
fn around<'a>(words: &'a Words<'_>, noun: usize) -> impl Iterator<Item = &'a str> {
    /// The most words of such a name.
    const MOST: usize = 3;
    let mark = noun.checked_sub(1).filter(|at| matches!(words.lower(*at), "'s" | "'")).unwrap_or(noun);
    let before = (mark.saturating_sub(MOST)..mark).rev().take_while(|at| words.is_capital(*at));
    let joins = matches!(words.lower(noun + 1), "for" | "of" | "to");
    let opens = noun + 2 + usize::from(words.lower(noun + 2) == "the");
    let behind = (opens..opens + MOST).take_while(move |at| joins && words.is_capital(*at));
    before.chain(behind).map(|at| words.lower(at))
}

/// The head nouns of the titles before a name and of the apposition after it, where they are nouns for people.
pub(super) fn beside(words: &Words<'_>, name: &Range<usize>) -> impl Iterator<Item = usize> {
    /// The most tokens of an apposition in which its head is sought.
    const LONGEST: usize = 8;
    let comma_before = usize::from(name.start > 0 && words.lower(name.start - 1) == ",");
    let before = name.start.checked_sub(1 + comma_before);
    let opens = name.end + 1;
    let is_apposition = words.lower(name.end) == ","
        && (matches!(words.lower(opens), "a" | "an" | "the") || nouns::is_person(words.lower(opens)));
    let phrase = opens..(opens + LONGEST).min(words.lower.len());
    let after = is_apposition.then(|| words.head(phrase)).flatten();
    [before, after].into_iter().flatten().filter(|at| nouns::is_person(in_full(words.lower(*at))))
}
