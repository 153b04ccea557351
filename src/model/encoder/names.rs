//! Proper names, decoded from the probabilities of the encoder.

use super::{
    input::{Input, case, place},
    network::Encoded,
    surnames,
    words::Words,
};
use crate::{
    actors::nouns,
    language::{
        pronouns::pronoun,
        words::{is_acronym, is_capitalised},
    },
    lexicon::{
        classes::{people, press, time::WEEKDAYS},
        given_names,
        nouns::entry,
        places::{self, Sense, Way},
    },
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Function words and signs that may stand within a name.
const INSIDE: [&str; 27] = [
    "of", "the", "and", "for", "de", "la", "le", "van", "von", "der", "den", "al", "bin", "di", "du", "&",
    "'", "-", ".", "on", "in", "'s", "to", ",", "no", "at", "el",
];
/// Endings that make an adjective of a name: "the Dublin-based airline".
const DESCRIBING: [&str; 8] =
    ["-based", "-born", "-led", "-owned", "-backed", "-listed", "-trained", "-registered"];

/// Whether the word (lower case) is a title and not part of a name. The model was trained on names without titles.
pub(crate) fn is_title(word: &str) -> bool {
    people::is_title(word.trim_matches('.'))
}

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
        for part in stretches(words, at..end).into_iter().flat_map(|stretch| parts(words, stretch)) {
            let core = core(input, words, part).map(|name| with_number(input, words, name));
            let is_name = |name: &Range<usize>| {
                let is_other =
                    is_people(words, name) || is_weekday(words, name) || is_dateline(input, words, name);
                !is_other && !is_lets(words, name)
            };
            out.extend(core.filter(is_name));
        }
        at = end;
    }
    // "The Selby Valley MP" is a description.
    let before = |at: usize| at.checked_sub(1).map_or("", |before| words.lower(before));
    let is_description = |name: &Range<usize>| {
        name.len() > 1 && before(name.start) == "the" && words.lower(name.end - 1) == "mp"
    };
    out.retain(|name| !is_description(name));
    // "Officials said" above "officials said" names nobody.
    let common: HashSet<&str> = words.written.iter().copied().filter(|word| is_plural(word)).collect();
    out.retain(|name| {
        let opens = input.place.get(name.start).is_some_and(|at| *at != place::WITHIN);
        !(name.len() == 1 && opens && common.contains(words.lower(name.start)))
    });
    let surnames: HashSet<&str> =
        out.iter().filter(|name| name.len() > 1).map(|name| words.lower(name.end - 1)).collect();
    out.retain(|name| {
        name.len() > 1 || surnames.contains(words.lower(name.start)) || !is_office(words, name)
    });
    let full = titled(words, &out);
    let parts: HashSet<usize> = full.iter().cloned().flatten().collect();
    out.retain(|name| !parts.contains(&name.start));
    out.extend(full);
    out.sort_by_key(|name| name.start);
    whole(input, words, out)
}

/// Whether a word is a noun in lower case for several people or bodies.
fn is_plural(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && entry(word).is_some_and(|noun| noun.is_plural)
}

/// The full names that follow a title ("President Ann Roe") and that the model has not found: of them `names` has nothing,
/// only the end, or each word as a name. The first word is a given name, or the last one a name elsewhere.
fn titled(words: &Words<'_>, names: &[Range<usize>]) -> Vec<Range<usize>> {
    /// The most words of such a name.
    const MOST: usize = 3;
    let found: HashMap<usize, &Range<usize>> =
        names.iter().flat_map(|name| name.clone().map(move |at| (at, name))).collect();
    let is_capital = |at: &usize| words.written.get(*at).is_some_and(|word| is_capitalised(word));
    let is_given = |at: usize| words.written.get(at).is_some_and(|word| given_names::is_known(word));
    let alone: HashSet<&str> =
        names.iter().filter(|name| name.len() == 1).map(|name| words.lower(name.start)).collect();
    // In a heading in capitals they are no sign of a name: "JUDGE TO DECIDE".
    let is_shouted = |at: &usize| words.written.get(*at).is_some_and(|word| is_acronym(word));
    let titles = (0..words.lower.len())
        .filter(|at| is_capital(at) && !is_shouted(at) && is_personal_title(words.lower(*at)));
    let full = titles.filter_map(|title| {
        let name = title + 1..title + 1 + (title + 1..title + 1 + MOST).take_while(is_capital).count();
        // "Lord Justice Ann Roe": the name begins after the second title, where it is found as well.
        let opens_with_title = is_personal_title(words.lower(name.start));
        let is_name = is_given(name.start) || !opens_with_title && alone.contains(words.lower(name.end - 1));
        (name.len() > 1 && is_name).then_some(name)
    });
    let is_new = |name: &Range<usize>| {
        let part = name.clone().find_map(|at| found.get(&at));
        let is_word = |at: usize| found.get(&at).is_some_and(|part| **part == (at..at + 1));
        part.is_none_or(|part| part.start > name.start && part.end == name.end) || name.clone().all(is_word)
    };
    full.filter(is_new).collect()
}

/// Joins names that are one: "Roe & Lind", and "Sri Varda" everywhere if it is a name anywhere.
fn whole(input: &Input, words: &Words<'_>, names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(names.len());
    for name in names {
        match joined.last_mut() {
            Some(last) if last.end + 1 == name.start && words.lower(last.end) == "&" => last.end = name.end,
            _ => joined.push(name),
        }
    }
    // "Vestan President" before "Ann Roe" is not a name.
    let starts: HashSet<usize> = joined.iter().map(|name| name.start).collect();
    joined.retain(|name| !(is_personal_title(words.lower(name.end - 1)) && starts.contains(&name.end)));
    let joined = surnames::alone(input, words, joined);
    let spelt = |range: Range<usize>| range.map(|at| words.lower(at)).collect::<Vec<_>>();
    let known: HashSet<Vec<&str>> = joined.iter().filter(|name| name.len() > 1).cloned().map(spelt).collect();
    let mut joined = joined;
    let mut floor = 0;
    for name in &mut joined {
        let longer = name.start.checked_sub(1).filter(|start| *start >= floor).map(|start| start..name.end);
        if let Some(longer) = longer.filter(|longer| known.contains(&spelt(longer.clone()))) {
            *name = longer;
        }
        floor = name.end;
    }
    joined
}

/// The stretches of a range between parentheses and outside them: "Vesta News Agency (VNA)" is two names.
fn stretches(words: &Words<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if matches!(words.lower(at), "(" | ")") {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..range.end);
    out.retain(|part| !part.is_empty());
    out
}

/// The names that a range is cut into, in order. Two names are "The League's Ann Roe", "Education Ann Roe" after "Minister of",
/// "Chile Ann Roe" after "to", "Growers Association Ann Roe" after "president of the", "Ann Roe and Jo Lind", "Ann Roe and
/// Premier Jo Lind", "Premier Ann Roe of Westland", and "Lind and Poe" at the end of a list; "Lloyd's of London" is one.
fn parts(words: &Words<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut out, mut rest) = (Vec::new(), vec![range]);
    while let Some(range) = rest.pop() {
        match cut(words, range.clone()) {
            Some((end, start)) => rest.extend([start..range.end, range.start..end]),
            None => out.push(range),
        }
    }
    out
}

/// Where a range is two names: the end of the first one and the beginning of the second.
fn cut(words: &Words<'_>, range: Range<usize>) -> Option<(usize, usize)> {
    let begins_name = |at: &usize| words.written.get(*at + 1).is_some_and(|word| given_names::is_known(word));
    let inner = || range.clone().take(range.len().saturating_sub(2));
    // "Minister of Education Ann Roe"
    let before = |back: usize| range.start.checked_sub(back).map_or("", |at| words.lower(at));
    let is_office = before(1) == "of" && is_title(before(2));
    let is_full = range.len() > 3 && range.start.checked_sub(1).is_some_and(|before| begins_name(&before));
    let is_listed = before(1) == ","
        && words.written.get(range.start.saturating_sub(2)).is_some_and(|word| is_capitalised(word));
    // The title before a name, in the range or before it.
    let titles = range.clone().take_while(|at| is_personal_title(words.lower(*at))).count();
    let own = range.start + titles;
    let is_titled = titles > 0 || is_personal_title(before(1));
    let divides = |at: &usize| match words.lower(*at) {
        "'s" => begins_name(at),
        "of" => is_titled && *at > own,
        "and" => {
            let begins_titled = *at + 2 < range.end && is_personal_title(words.lower(*at + 1));
            let are_full = is_titled && *at == own + 2 && range.end == own + 5;
            is_full && begins_name(at) || is_listed || begins_titled || are_full
        }
        _ => false,
    };
    if let Some(between) = range.clone().skip(1).take(range.len().saturating_sub(2)).find(divides) {
        return Some((between, between + 1));
    }
    // In "president of the Growers Association Ann Roe" the name of a body is followed by that of a person.
    let is_body = |at: usize| at > range.start && nouns::is_organisation_word(words.lower(at));
    let ends_body = |at: usize| {
        is_body(at)
            || at > range.start + 1
                && words.lower(at - 1) == "of"
                && nouns::is_organisation_word(words.lower(at - 2))
    };
    let is_of_body = |at: &usize| {
        before(1) == "the"
            && matches!(before(2), "of" | "at" | "for" | "from")
            && begins_name(at)
            && ends_body(*at)
    };
    if let Some(last) = inner().find(is_of_body) {
        return Some((last + 1, last + 1));
    }
    let is_at_place = matches!(before(1), "of" | "to" | "for" | "in" | "at");
    let begins =
        |at: &usize| begins_name(at) && (is_office || is_at_place && is_place(words, range.start..*at + 1));
    let last = inner().find(begins)?;
    // "Archbishop of Canterbury Dr Ann Roe"
    let is_honorific = |at: &usize| nouns::is_honorific(words.lower(*at));
    let titles = (range.start + 1..=last).rev().take_while(is_honorific).count();
    Some((last + 1 - titles, last + 1))
}

/// Whether the words are the name of a place, with at most an honorific after it: "Ukraine", "Hull Dr".
fn is_place(words: &Words<'_>, range: Range<usize>) -> bool {
    let is_honorific = |at: &usize| nouns::is_honorific(words.lower(*at));
    let titles = range.clone().skip(1).rev().take_while(is_honorific).count();
    let written = words.written.get(range.start..range.end - titles).unwrap_or_default();
    places::is_named(&written.join(" "))
}

/// Whether the word is a title of people that does not occur in names of organisations ("Health and General Services").
fn is_personal_title(word: &str) -> bool {
    word != "general" && nouns::is_title(word)
}

/// Whether the words name a people ("Italian", "the Serbs"), which is no actor.
fn is_people(words: &Words<'_>, range: &Range<usize>) -> bool {
    let Some(word) = words.written.get(range.start).filter(|_| range.len() == 1) else { return false };
    let senses = places::senses(word);
    let is_people = |sense: &Sense| matches!(sense.way, Way::Adjective | Way::Citizen | Way::Citizens);
    !senses.is_empty() && senses.iter().all(is_people)
}

/// Whether the word is only an office: "the Chairman", "Expert urges calm". Titles of monarchs count as names.
fn is_office(words: &Words<'_>, range: &Range<usize>) -> bool {
    const REIGNING: [&str; 7] = ["queen", "king", "prince", "princess", "pope", "emperor", "dalai"];
    let word = words.lower(range.start);
    let is_what = nouns::is_title(word) || entry(word).is_some_and(|noun| noun.is_source && !noun.is_plural);
    let before = range.start.checked_sub(1).map_or("", |at| words.lower(at));
    is_what && !REIGNING.contains(&word) && !is_personal_title(before)
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
            || !is_capital(at) && case(at) != case::NUMBER
    };
    while end > start + 1 && is_before(start) {
        start += 1;
    }
    // "Vestan President Ann Roe"
    let is_given = |at: usize| words.written.get(at).is_some_and(|word| given_names::is_known(word));
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
