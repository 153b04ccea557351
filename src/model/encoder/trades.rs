//! What an organisation does, by its name ("Vesta Television", "Guild of Pilots") and by the noun that describes it ("the
//! broadcaster", "the union"): where both tell, they have to agree.

use super::{figures::Side, words::Words};
use crate::{actors::linked::MentionType, language::phrases::Phrases, lexicon::classes::press};
use std::ops::Range;

/// What an organisation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trade {
    /// Any business.
    Company,
    Airline,
    Bank,
    Broadcaster,
    Carmaker,
    Drugs,
    Newspaper,
    Rail,
    Retailer,
    Utility,
    Council,
    Court,
    Ministry,
    Party,
    Regulator,
    Union,
    University,
}

impl Trade {
    /// Whether an organisation may be both.
    pub fn fits(self, other: Self) -> bool {
        self == other
            || self.is_business() && other == Self::Company
            || self == Self::Company && other.is_business()
    }

    const fn is_business(self) -> bool {
        matches!(
            self,
            Self::Airline
                | Self::Bank
                | Self::Broadcaster
                | Self::Carmaker
                | Self::Drugs
                | Self::Newspaper
                | Self::Rail
                | Self::Retailer
                | Self::Utility
        )
    }
}

/// What the noun of a description tells ("broadcaster").
fn of_noun(noun: &str) -> Option<Trade> {
    Some(match noun {
        "company" | "firm" | "business" | "manufacturer" | "supplier" | "provider" => Trade::Company,
        "airline" => Trade::Airline,
        "bank" | "lender" => Trade::Bank,
        "broadcaster" | "channel" | "station" => Trade::Broadcaster,
        "carmaker" | "automaker" => Trade::Carmaker,
        "drugmaker" => Trade::Drugs,
        "newspaper" | "tabloid" | "magazine" => Trade::Newspaper,
        "retailer" | "supermarket" | "grocer" => Trade::Retailer,
        "utility" => Trade::Utility,
        "council" => Trade::Council,
        "court" => Trade::Court,
        "ministry" => Trade::Ministry,
        "party" => Trade::Party,
        "regulator" | "watchdog" => Trade::Regulator,
        "union" => Trade::Union,
        "university" => Trade::University,
        _ => return None,
    })
}

/// Whether a noun is for a business ("drugmaker").
pub(super) fn is_business(noun: &str) -> bool {
    of_noun(noun).is_some_and(|trade| trade == Trade::Company || trade.is_business())
}

/// What a word in the name of an organisation tells ("Television").
fn of_word(word: &str) -> Option<Trade> {
    Some(match word {
        "airlines" | "airways" | "airline" => Trade::Airline,
        "bank" | "banking" | "bancorp" | "bankers" => Trade::Bank,
        "television" | "tv" | "radio" | "broadcasting" => Trade::Broadcaster,
        "motors" | "motor" | "automotive" => Trade::Carmaker,
        "pharma" | "pharmaceuticals" | "therapeutics" => Trade::Drugs,
        "rail" | "railway" | "railways" | "trains" => Trade::Rail,
        "stores" | "supermarkets" => Trade::Retailer,
        "water" | "energy" | "electric" | "electricity" | "gas" => Trade::Utility,
        "council" => Trade::Council,
        "court" => Trade::Court,
        "ministry" | "department" => Trade::Ministry,
        "party" => Trade::Party,
        "authority" | "commission" | "inspectorate" => Trade::Regulator,
        "guild" | "brotherhood" | "union" => Trade::Union,
        "university" => Trade::University,
        _ => return None,
    })
}

/// What a mention without a name tells: "the broadcaster".
pub(super) fn of_mention(words: &Words<'_>, side: &Side) -> Option<Trade> {
    let is_phrase = !matches!(side.kind, MentionType::Name | MentionType::Bare);
    let is_definite = matches!(words.lower(side.tokens.start), "the" | "this");
    let head = words.head(side.tokens.clone()).filter(|_| is_phrase && is_definite)?;
    let is_common = words.written.get(head).is_some_and(|word| word.starts_with(char::is_lowercase));
    of_noun(words.lower(head)).filter(|_| is_common)
}

/// What a name of several words tells, or the noun directly before a name: "Vesta Television", "chipmaker Vesta".
pub(super) fn of_name(words: &Words<'_>, name: &Range<usize>) -> Option<Trade> {
    let before = || of_noun(words.lower(name.start.checked_sub(1)?));
    if name.len() == 1 {
        return before();
    }
    // The head of "Department of Energy" and of "Parents Television Council".
    let joins = |at: &usize| matches!(words.lower(*at), "of" | "for");
    let head = name.start..name.clone().find(joins).unwrap_or(name.end);
    if words.lower(name.start) == "office" && head.len() == 1 && name.len() > 2 {
        return Some(Trade::Regulator);
    }
    let is_paper = press::is_newspaper_name(words.lower(name.end - 1));
    let told = head.rev().find_map(|at| of_word(words.lower(at)));
    told.or_else(before).or_else(|| is_paper.then_some(Trade::Newspaper))
}
