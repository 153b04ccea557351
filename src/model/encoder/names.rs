//! Proper names, decoded from the probabilities of the encoder.

use super::{
    headlines,
    input::{Input, case, place},
    joined,
    network::Encoded,
    parts::{self, is_personal_title},
    surnames,
    words::{Words, is_title},
};
use crate::{
    actors::nouns,
    language::pronouns::pronoun,
    lexicon::{
        classes::{bodies, press, time::WEEKDAYS},
        nouns::entry,
        places::{self, Sense, Way},
    },
};
use std::{collections::HashSet, ops::Range};

/// Function words and signs that may stand within a name.
const INSIDE: [&str; 27] = [
    "of", "the", "and", "for", "de", "la", "le", "van", "von", "der", "den", "al", "bin", "di", "du", "&",
    "'", "-", ".", "on", "in", "'s", "to", ",", "no", "at", "el",
];
/// Endings that make an adjective of a name: "the Dublin-based airline".
const DESCRIBING: [&str; 8] =
    ["-based", "-born", "-led", "-owned", "-backed", "-listed", "-trained", "-registered"];

/// The names of a text, in order.
pub(crate) fn names(input: &Input, words: &Words<'_>, encoded: &Encoded) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some([none, begins, goes_on]) = encoded.name.get(at) {
        if begins + goes_on <= *none {
            at += 1;
            continue;
        }
        let is_more = |next: &usize| {
            let row = encoded.name.get(*next);
            row.is_some_and(|[none, begins, goes_on]| goes_on > none && goes_on > begins)
                && input.place.get(*next) == Some(&place::WITHIN)
        };
        let end = (at + 1..input.len()).find(|next| !is_more(next)).unwrap_or(input.len());
        let is_cue = |at: usize| input.is_in_headline(at) && encoded.is_cue(at);
        let stretches = parts::stretches(words, at..end, is_cue).into_iter();
        for part in stretches.flat_map(|part| parts::parts(words, part)) {
            let core = core(input, words, part).map(|name| with_number(input, words, name));
            let core = core.map(|name| with_domain(words, name));
            let core = core.map(|name| without_trade(input, words, name));
            let is_name = |name: &Range<usize>| {
                let is_other =
                    is_people(words, name) || is_weekday(words, name) || is_dateline(input, words, name);
                !is_other && !is_lets(words, name)
            };
            out.extend(core.filter(is_name));
        }
        at = end;
    }
    let starts: HashSet<usize> = out.iter().map(|name| name.start).collect();
    out.retain(|name| starts.contains(&name.end) || !is_holder(input, words, name));
    // "Officials said" above "officials said" names nobody.
    let common: HashSet<&str> = words.written.iter().copied().filter(|word| is_plural(word)).collect();
    out.retain(|name| {
        let opens = input.place.get(name.start).is_some_and(|at| *at != place::WITHIN);
        !(name.len() == 1 && opens && common.contains(words.lower(name.start)))
    });
    let small: HashSet<&str> =
        words.written.iter().copied().filter(|word| word.starts_with(char::is_lowercase)).collect();
    out.retain(|name| !is_opening_noun(input, words, name, &small));
    let surnames: HashSet<&str> =
        out.iter().filter(|name| name.len() > 1).map(|name| words.lower(name.end - 1)).collect();
    out.retain(|name| {
        name.len() > 1 || surnames.contains(words.lower(name.start)) || !is_office(words, name)
    });
    let full = joined::titled(words, &out);
    let parts: HashSet<usize> = full.iter().cloned().flatten().collect();
    out.retain(|name| !parts.contains(&name.start));
    out.extend(full);
    out.sort_by_key(|name| name.start);
    let whole = surnames::without_institution(words, joined::whole(input, words, out));
    headlines::cut(input, words, whole)
}

/// Whether a name only tells what somebody is: "the Selby Valley MP", "the Ohio Republican", "Indiana Governor" in a headline.
fn is_holder(input: &Input, words: &Words<'_>, name: &Range<usize>) -> bool {
    let last = name.end - 1;
    let is_after_the = name.start.checked_sub(1).is_some_and(|at| words.lower(at) == "the");
    match words.lower(last) {
        _ if name.len() < 2 => false,
        "mp" => is_after_the,
        "republican" | "democrat" | "governor" | "senator" | "congressman" | "congresswoman" | "lawmaker" => {
            let opens = input.place.get(name.start).is_some_and(|place| *place != place::WITHIN);
            (is_after_the || opens) && parts::is_place(words, name.start..last)
        }
        _ => false,
    }
}

/// Whether a name is a common noun, capitalised only because it opens a sentence, that modifies the next noun: "Opposition
/// parties want more"; "Committee chairman Ann Roe" where the text has "committee" in lower case as well. `small` are the words in lower case.
fn is_opening_noun(input: &Input, words: &Words<'_>, name: &Range<usize>, small: &HashSet<&str>) -> bool {
    let noun = words.lower(name.start);
    let opens = input.place.get(name.start).is_some_and(|at| *at != place::WITHIN);
    let is_noun = name.len() == 1 && opens && input.case.get(name.start) == Some(&case::CAPITAL);
    let behind = words.written.get(name.end).copied().unwrap_or_default();
    let is_common = is_plural(behind) || small.contains(noun) && is_common_noun(behind);
    is_noun && is_common && entry(noun).is_some()
}

/// Whether a word is a noun in lower case.
fn is_common_noun(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && entry(word).is_some()
}

/// The name of a website with its domain: "Harle.com", of which the model has "Harle".
fn with_domain(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let is_domain = matches!(words.written.get(name.end + 1), Some(&("com" | "org" | "net")));
    if is_domain && words.lower(name.end) == "." { name.start..name.end + 2 } else { name }
}

/// Whether a word is a noun in lower case for several people or bodies.
fn is_plural(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && entry(word).is_some_and(|noun| noun.is_plural)
}

/// Whether the words name a people ("Italian", "the Serbs"), which is no actor.
fn is_people(words: &Words<'_>, range: &Range<usize>) -> bool {
    let Some(word) = words.written.get(range.start).filter(|_| range.len() == 1) else { return false };
    let senses = places::senses(word);
    let is_people = |sense: &Sense| matches!(sense.way, Way::Adjective | Way::Citizen | Way::Citizens);
    !senses.is_empty() && senses.iter().all(is_people)
}

/// Whether the word is only an office or a party: "the Chairman", "Expert urges calm", "a Republican". Titles of monarchs count as names.
fn is_office(words: &Words<'_>, range: &Range<usize>) -> bool {
    const REIGNING: [&str; 7] = ["queen", "king", "prince", "princess", "pope", "emperor", "dalai"];
    let word = words.lower(range.start);
    let is_what = nouns::is_title(word) || entry(word).is_some_and(|noun| noun.is_source && !noun.is_plural);
    let before = range.start.checked_sub(1).map_or("", |at| words.lower(at));
    let is_member = matches!(word, "republican" | "democrat" | "tory" | "liberal" | "conservative")
        && matches!(before, "a" | "the" | "fellow");
    is_member || is_what && !REIGNING.contains(&word) && !is_personal_title(before)
}

/// Whether the words are the "Let's" of "Let's begin".
fn is_lets(words: &Words<'_>, range: &Range<usize>) -> bool {
    let first = words.lower(range.start);
    first == "let's" || first == "let" && words.lower(range.start + 1) == "'s"
}

/// Whether the word is a day of the week, as in "Tuesday's report".
fn is_weekday(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.len() == 1 && WEEKDAYS.contains(&words.lower(range.start))
}

/// Whether the words are of a dateline: the place where a report was written ("VESTA CITY" of "VESTA CITY — The council"),
/// or the agency that sent it ("VNA" of "VESTA CITY, West. (VNA) —").
fn is_dateline(input: &Input, words: &Words<'_>, range: &Range<usize>) -> bool {
    /// Tokens of a place before the agency.
    const LONGEST: usize = 8;
    let opens = |at: usize| input.place.get(at).is_some_and(|place| *place == place::OPENS_PARAGRAPH);
    let is_upper = |at: usize| input.case.get(at) == Some(&case::UPPER);
    let is_dash = |at: usize| matches!(words.lower(at), "—" | "–" | "--" | "-");
    if let Some(bracket) = range.start.checked_sub(1).filter(|at| words.lower(*at) == "(") {
        let is_near = (bracket.saturating_sub(LONGEST)..bracket).any(opens);
        return is_near && words.lower(range.end) == ")" && is_dash(range.end + 1);
    }
    opens(range.start) && range.clone().all(is_upper) && is_dash(range.end)
}

/// A name without the noun for its trade that opens the sentence: "Vesta" of "Chipmaker Vesta said".
fn without_trade(input: &Input, words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let opens = input.place.get(name.start).is_some_and(|place| *place != place::WITHIN);
    let is_trade = name.len() > 1 && opens && bodies::is_trade(words.lower(name.start));
    if is_trade { name.start + 1..name.end } else { name }
}

/// The name of a channel, extended by its number: "Vesta Radio 4".
fn with_number(input: &Input, words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let is_channel = press::is_channel(words.lower(name.end - 1));
    let is_number = input.case.get(name.end) == Some(&case::NUMBER) && words.lower(name.end).len() < 3;
    let is_within = input.place.get(name.end) == Some(&place::WITHIN);
    if is_channel && is_number && is_within { name.start..name.end + 1 } else { name }
}

/// The part of a range that is a proper name, without titles and articles before it; none where there is no name.
pub(crate) fn core(input: &Input, words: &Words<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    let case = |at: usize| input.case.get(at).copied().unwrap_or(case::SIGN);
    let is_capital = |at: usize| matches!(case(at), case::CAPITAL | case::UPPER | case::MIXED);
    let is_sign = |at: usize| case(at) == case::SIGN && !matches!(words.lower(at), "!" | "?");
    let is_after = |at: usize| matches!(words.lower(at), "'s" | "'") || is_sign(at);
    while end > start && is_after(end - 1) {
        end -= 1;
    }
    // "Secretary of State Ann Roe"
    let is_secretary = (start..start + 3).map(|at| words.lower(at)).eq(["secretary", "of", "state"]);
    if is_secretary && end > start + 3 {
        start += 3;
    }
    let is_before = |at: usize| {
        let word = words.lower(at);
        is_title(word)
            || matches!(word, "the" | "a" | "an" | "." | "'s" | "'")
            || input.is_in_headline(at)
                && matches!(word, "in" | "of" | "for" | "to" | "at" | "from" | "with" | "by")
            || !is_capital(at) && case(at) != case::NUMBER
    };
    // "Justice Department": a body that is named after an office keeps it.
    let is_body = |at: usize| {
        at + 2 == end
            && nouns::is_organisation_word(words.lower(at + 1))
            && !nouns::is_honorific(words.lower(at))
    };
    while end > start + 1 && is_before(start) && !(is_title(words.lower(start)) && is_body(start)) {
        start += 1;
    }
    // "Vestan President Ann Roe"
    let is_given = |at: usize| words.is_given(at);
    let mut titles = (start..end.saturating_sub(2)).rev();
    if let Some(title) = titles.find(|at| is_personal_title(words.lower(*at)) && is_given(*at + 1)) {
        start = title + 1;
    }
    let first = words.lower(start);
    let is_name = start < end
        && (is_capital(start) || case(start) == case::NUMBER && end > start + 1)
        && pronoun(first).is_none()
        && !matches!(first, "the" | "a" | "an")
        && !DESCRIBING.iter().any(|ending| words.lower(end - 1).ends_with(ending))
        && (is_capital(end - 1) || matches!(case(end - 1), case::NUMBER | case::SIGN));
    let fits = |at: usize| {
        is_capital(at) || matches!(case(at), case::NUMBER | case::SIGN) || INSIDE.contains(&words.lower(at))
    };
    (is_name && (start..end).all(fits)).then_some(start..end)
}
