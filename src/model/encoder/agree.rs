//! Agreement of mentions without a name: "residents" is no single person, "he" is not a woman, and "the spokeswoman" is
//! whoever was introduced as one.

use super::{figures::Side, words::Words};
use crate::{
    actors::{linked::MentionType, nouns},
    language::phrases::Phrases,
    lexicon::{
        Gender,
        classes::people,
        nouns::{NounKind, entry},
    },
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// What is known of an entity besides its names.
#[derive(Debug, Clone, Default)]
pub(super) struct Agreement {
    /// Whether one of its names is certainly that of a person.
    pub is_person: bool,
    /// The nouns of its mentions, as long as it has no name.
    nouns: Vec<String>,
    /// How many of its mentions are certainly masculine ("he", "the spokesman"), and how many feminine.
    he: u32,
    she: u32,
}

impl Agreement {
    /// The fewest such mentions that decide the gender.
    const TELLING: u32 = 2;

    /// Adds the noun of a mention of it.
    pub fn call(&mut self, words: &Words<'_>, side: &Side) {
        if let Some(noun) = person_noun(words, side)
            && !self.nouns.iter().any(|known| known == noun)
        {
            self.nouns.push(noun.to_owned());
        }
    }

    /// Adds the gender of a name of it.
    pub fn learn_name(&mut self, gender: Option<Gender>) {
        match gender {
            Some(Gender::Male) => self.he += 1,
            Some(Gender::Female) => self.she += 1,
            None => {}
        }
    }

    /// Whether a name or a pronoun tells that it is a man or a woman.
    const fn has_gender(&self) -> bool {
        self.he + self.she > 0
    }

    /// Adds a mention that certainly means it.
    pub fn learn(&mut self, words: &Words<'_>, side: &Side) {
        let noun = person_noun(words, side);
        match gender(words, side).or_else(|| nouns::gender(noun?)) {
            Some(Gender::Male) => self.he += 1,
            Some(Gender::Female) => self.she += 1,
            None => {}
        }
    }

    /// Whether a mention without a name cannot mean it.
    pub fn refuses(&self, is_named: bool, words: &Words<'_>, side: &Side) -> bool {
        match gender(words, side) {
            Some(Gender::Male) => self.he == 0 && self.she >= Self::TELLING,
            Some(Gender::Female) => self.she == 0 && self.he >= Self::TELLING,
            None if self.is_person => is_several(words, side) || self.has_gender() && is_body(words, side),
            None if is_named || self.nouns.is_empty() => false,
            // "The new director" cannot be "my grandmother", but can be "a woman".
            None => person_noun(words, side).is_some_and(|noun| {
                let is_same = |known: &String| known == noun || people::is_anybody(known);
                !people::is_anybody(noun) && !self.nouns.iter().any(is_same)
            }),
        }
    }
}

/// The head of a mention, if it is a noun for a person.
fn person_noun<'a>(words: &'a Words<'_>, side: &Side) -> Option<&'a str> {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare);
    let noun = words.lower(words.head(side.tokens.clone()).filter(|_| is_phrase)?);
    nouns::is_person(noun).then_some(noun)
}

/// The gender of a mention that is "he" or "she".
fn gender(words: &Words<'_>, side: &Side) -> Option<Gender> {
    match words.lower(side.tokens.start) {
        _ if side.tokens.len() != 1 => None,
        "he" => Some(Gender::Male),
        "she" => Some(Gender::Female),
        _ => None,
    }
}

/// The mention that "this official" means: the last speaker, if that is an indefinite mention.
pub(super) fn this(words: &Words<'_>, sides: &[Side], at: usize) -> Option<usize> {
    /// The most tokens back to it.
    const FAR: usize = 150;
    let side = sides.get(at).filter(|side| side.kind == MentionType::Speaker)?;
    let noun = side.tokens.end.checked_sub(1).filter(|_| side.tokens.len() == 2)?;
    if words.lower(side.tokens.start) != "this" || !nouns::is_person(words.lower(noun)) {
        return None;
    }
    let before = sides.get(..at)?.iter().enumerate().rev();
    let (place, last) = before
        .take(FAR)
        .find(|(_, other)| other.kind == MentionType::Speaker && other.tokens.end <= side.tokens.start)?;
    let is_near = last.tokens.end + FAR > side.tokens.start;
    (is_near && matches!(words.lower(last.tokens.start), "a" | "an" | "another" | "one")).then_some(place)
}

/// Whether a mention is of several people or organisations ("residents of Pier Street", "the two leaders").
fn is_several(words: &Words<'_>, side: &Side) -> bool {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare) && !side.is_third_person();
    let Some(head) = words.head(side.tokens.clone()).filter(|_| is_phrase) else { return false };
    let word = words.lower(head);
    let is_common =
        words.written.get(head).is_some_and(|written| *written == word) || head == side.tokens.start;
    is_common && nouns::is_plural(word)
}

/// Whether a mention is of an organisation and can be of no person ("the club").
fn is_body(words: &Words<'_>, side: &Side) -> bool {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare) && !side.is_third_person();
    let head =
        words.head(side.tokens.clone()).filter(|_| is_phrase && words.lower(side.tokens.start) == "the");
    let noun = head.and_then(|head| entry(words.lower(head)));
    noun.is_some_and(|noun| noun.kind == NounKind::Organisation && noun.also.is_none())
}

/// The entities that are introduced with a noun: "spokeswoman" in "Ann Roe, a spokeswoman for the council" and in
/// "spokeswoman Ann Roe".
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    entities: HashMap<&'a str, Vec<usize>>,
    /// By offices of two words: "home secretary".
    offices: HashMap<[&'a str; 2], Vec<usize>>,
    /// The nouns of people without a name ("a spokeswoman said").
    unnamed: HashSet<&'a str>,
    /// Where a name follows "the" and a noun, by the noun: "the lawyer, Ann Roe, said".
    named_later: HashMap<&'a str, usize>,
}

impl<'a> Told<'a> {
    /// How many entities of one noun are kept: two make it ambiguous.
    const MOST: usize = 2;

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
                for noun in beside(words, &side.tokens) {
                    add(out.entities.entry(in_full(words.lower(noun))).or_default());
                    // The deputy prime minister is not the prime minister.
                    let is_other = |at: usize| {
                        let word = words.lower(at);
                        people::is_of_another_holder(word) || word == "shadow"
                    };
                    let before = noun.checked_sub(1).filter(|_| nouns::is_title(words.lower(noun)));
                    if let Some(before) = before
                        && !is_other(before)
                        && !before.checked_sub(1).is_some_and(is_other)
                    {
                        add(out.offices.entry([before, noun].map(|at| words.lower(at))).or_default());
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
        let opens = matches!(words.lower(side.tokens.start), "the" | "a" | "an");
        let noun = words.lower(words.head(side.tokens.clone()).filter(|_| opens)?);
        let name = self.named_later.get(noun)?;
        let is_near = side.tokens.end <= *name && side.tokens.end + FAR > *name;
        match self.entities.get(noun)?.as_slice() {
            [one] if is_near => Some(*one),
            _ => None,
        }
    }
}

/// The noun for a person between "the" and a name: "lawyer" of "the lawyer, Ann Roe, said".
fn behind_noun<'a>(words: &'a Words<'_>, name: &Range<usize>) -> Option<&'a str> {
    let comma = name.start.checked_sub(1).filter(|at| words.lower(*at) == ",")?;
    let noun = words.lower(comma.checked_sub(1)?);
    (words.lower(comma.checked_sub(2)?) == "the" && nouns::is_person(noun)).then_some(noun)
}

/// The noun that a title before a name is short for: "the governor" is "Gov. Roe".
fn in_full(title: &str) -> &str {
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

/// The head nouns of the titles before a name and of the apposition after it, where they are nouns for people.
fn beside(words: &Words<'_>, name: &Range<usize>) -> impl Iterator<Item = usize> {
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
