//! Agreement of mentions without a name: "residents" is no single person, "he" is not a woman, the home secretary is not the
//! prime minister, and "the official" is the last one who was spoken of.

use super::{
    figures::Side,
    told::{beside, in_full, is_of_another},
    words::Words,
};
use crate::{
    actors::{ActorKind, linked::MentionType, nouns},
    language::phrases::Phrases,
    lexicon::{
        Gender,
        classes::people,
        nouns::{NounKind, entry},
        places::{self, Way},
    },
};
use std::ops::Range;

/// What is known of an entity besides its names.
#[derive(Debug, Clone, Default)]
pub(super) struct Agreement {
    /// Whether one of its names is certainly that of a person.
    pub is_person: bool,
    /// The nouns of its mentions, as long as it has no name.
    nouns: Vec<String>,
    /// The nouns for documents of its mentions.
    documents: Vec<String>,
    /// The offices by which it is called, as in [`office`].
    offices: Vec<String>,
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
        if let Some(noun) =
            noun(words, side).filter(|noun| nouns::kind_of_head(noun) == Some(ActorKind::Document))
            && !self.documents.iter().any(|known| known == noun)
        {
            self.documents.push(noun.to_owned());
        }
        if let Some(office) = office(words, side) {
            self.hold(office);
        }
    }

    /// Adds an office that it holds.
    fn hold(&mut self, office: String) {
        /// Most offices of one that are kept.
        const MOST: usize = 8;
        if self.offices.len() < MOST && !self.offices.contains(&office) {
            self.offices.push(office);
        }
    }

    /// Adds the offices that are told beside a name of it.
    pub fn learn_offices(&mut self, words: &Words<'_>, name: &Range<usize>) {
        for office in beside(words, name).filter_map(|noun| office_at(words, noun)) {
            self.hold(office);
        }
    }

    /// Whether it is called so in another mention.
    pub fn is_called(&self, document: &str) -> bool {
        self.documents.iter().any(|known| known == document)
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
        if office(words, side)
            .is_some_and(|office| !self.offices.is_empty() && !self.offices.contains(&office))
        {
            return true;
        }
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

/// The head of a mention without a name, if it is in lower case.
pub(super) fn noun<'a>(words: &'a Words<'_>, side: &Side) -> Option<&'a str> {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare) && !side.is_third_person();
    let head = words.head(side.tokens.clone()).filter(|_| is_phrase)?;
    (!words.is_capital(head)).then(|| words.lower(head))
}

/// The office by which a mention calls its holder ("the prime minister"), as in [`office_at`].
fn office(words: &Words<'_>, side: &Side) -> Option<String> {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare);
    let is_definite = is_phrase && words.lower(side.tokens.start) == "the";
    let head = words.head(side.tokens.clone()).filter(|_| is_definite)?;
    office_at(words, head).filter(|_| head <= side.tokens.start + 2)
}

/// The office whose noun is at `noun`, if nobody holds two such at a time: "mayor", "home secretary".
fn office_at(words: &Words<'_>, noun: usize) -> Option<String> {
    let before = |back: usize| noun.checked_sub(back).map_or("", |at| words.lower(at));
    let is_others = |word: &str| is_of_another(word) || word.starts_with("ex-") || word.starts_with("then-");
    let title = in_full(words.lower(noun));
    let portfolio = before(1);
    match title {
        _ if is_others(portfolio) => None,
        "minister" | "secretary" => {
            let is_bare = matches!(
                portfolio,
                "the"
                    | "a"
                    | "an"
                    | "party"
                    | "general"
                    | "press"
                    | "junior"
                    | "senior"
                    | "cabinet"
                    | "government"
                    | "labour"
                    | "tory"
                    | "conservative"
                    | "republican"
                    | "democratic"
            ) || people::tells_nothing(portfolio)
                || places::find(portfolio, Way::Adjective).is_some();
            let is_told = portfolio.len() > 2 && portfolio.starts_with(char::is_alphabetic) && !is_bare;
            (is_told && !is_others(before(2))).then(|| format!("{portfolio} {title}"))
        }
        "president" | "governor" | "mayor" | "sheriff" | "pope" | "king" | "queen" | "premier"
        | "chancellor" => Some(title.to_owned()),
        _ => None,
    }
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

/// The mention that "the official" means: the last speaker who was introduced as "an official" or, for "the former official",
/// as anybody former.
pub(super) fn introduced(words: &Words<'_>, sides: &[Side], at: usize) -> Option<usize> {
    /// The most tokens back to it, and the most mentions.
    const FAR: usize = 400;
    const NEAR: usize = 120;
    let side = sides.get(at).filter(|side| side.kind == MentionType::Speaker)?;
    let (start, end) = (side.tokens.start, side.tokens.end);
    let noun = words.lower(end.checked_sub(1)?);
    let is_former = side.tokens.len() == 3 && words.lower(start + 1) == "former";
    let is_short = side.tokens.len() == 2 || is_former;
    if words.lower(start) != "the" || !is_short || !nouns::is_person(noun) {
        return None;
    }
    let is_like = |phrase: &Range<usize>| {
        let Some(head) = words.head(phrase.clone()) else { return false };
        let other = words.lower(head);
        let was_former = (phrase.start..head).any(|at| words.lower(at) == "former");
        if is_former {
            was_former && nouns::is_person(other) && (other == noun || people::is_anybody(noun))
        } else {
            other == noun
        }
    };
    let before = sides.get(..at)?.iter().enumerate().rev().take(NEAR);
    let mut near = before.take_while(|(_, other)| other.tokens.end + FAR > start);
    let new = near.find(|(_, other)| {
        other.kind == MentionType::Speaker
            && other.tokens.end <= start
            && matches!(words.lower(other.tokens.start), "a" | "an" | "another" | "one")
            && is_like(&other.tokens)
    });
    new.map(|(place, _)| place)
}

/// Whether a mention is of several people or organisations ("residents of Pier Street", "the two leaders").
pub(super) fn is_several(words: &Words<'_>, side: &Side) -> bool {
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
