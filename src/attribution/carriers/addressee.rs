//! The addressee of a quote.

use super::{
    Nested, carrier,
    phrase::{Kind, View},
    verbs,
};
use crate::{language::words, lexicon::classes::speech};
use std::ops::Range;

/// The parties in the phrase of an addressee: an outlet is a carrier, anybody else the addressee.
#[derive(Default)]
struct Named {
    to: Option<Range<usize>>,
    via: Option<Range<usize>>,
}

/// Sets the addressee of `quote`; and an outlet that it was said to as its carrier.
pub(super) fn place(view: &View<'_>, verb: usize, quote: &mut Nested) {
    // "a telling blow": an adjective.
    let is_adjective = !view.lower(verb).ends_with("ed")
        && verb.checked_sub(1).is_some_and(|i| words::is_determiner(&view.lower(i)));
    let word = view.lower(verb);
    let takes_object = (speech::takes_addressee(&word) || is_thanks(&word)) && !is_adjective;
    let group = view.document.verb_group(verb);
    if takes_object && group.is_passive {
        passive(view, verb, group.start, quote);
        return;
    }
    let object = if takes_object { object(view, verb, quote) } else { None };
    let spoken_to = object
        .or_else(|| called_on(view, verb))
        .or_else(|| after_to(view, verb, quote))
        .or_else(|| before_participle(view, verb));
    let mut named = spoken_to.map(|phrase| sort(view, phrase)).unwrap_or_default();
    named.to = named.to.filter(|to| !is_occasion(view, to));
    if named.to.is_none() {
        named.to = receiver(view, quote).filter(|to| view.kind_of(to) != Kind::Outlet);
    }
    quote.via = quote.via.take().or(named.via);
    quote.to = named.to;
}

/// Reads a passive, whose subject is the addressee: "Shareholders were told by the chairman that ...". Its verb group begins
/// at `group`.
fn passive(view: &View<'_>, verb: usize, group: usize, quote: &mut Nested) {
    let sentence = view.sentence(verb);
    let source = &mut quote.attribution.source;
    // The model may have taken the subject of a passive for the source.
    let subject = source
        .take_if(|s| s.end <= group && s.end + 2 > group && s.start >= sentence.start)
        .or_else(|| view.phrase_before(group, sentence.start));
    let at = view.skip_adverbs(verb + 1, sentence.end);
    if source.is_none() && &*view.lower(at) == "by" {
        *source = view.noun_phrase(at + 1, sentence.end);
    }
    // "An official insisted the leader was told only that": the official is the only known source.
    if source.is_none()
        && let Some(subject) = &subject
        && let Some(before) = subject.start.checked_sub(1)
        && let Some(verb) = before.checked_sub(usize::from(&*view.lower(before) == "that"))
        && verb >= sentence.start
        && (speech::is_speaking(&view.lower(verb)) || speech::is_bare_report(&view.lower(verb)))
    {
        /// The most words of a subject at the beginning of the sentence.
        const MOST: usize = 10;
        let whole = sentence.start..verb;
        let is_one = (1..=MOST).contains(&whole.len()) && whole.clone().all(|at| view.is_word(at));
        *source = Some(whole).filter(|s| is_one && is_somebody(view, s));
    }
    quote.to = subject.filter(|s| is_somebody(view, s));
}

/// The object of a verb that takes an addressee: "told the committee that".
fn object(view: &View<'_>, verb: usize, quote: &Nested) -> Option<Range<usize>> {
    let attribution = &quote.attribution;
    let sentence = view.sentence(verb);
    let at = view.skip_adverbs(verb + 1, sentence.end);
    if attribution.source.as_ref().is_some_and(|s| s.start <= at && at < s.end) {
        return None;
    }
    let content = attribution.content.iter().find(|p| p.end > at && p.start > verb);
    let phrase = match content {
        // The content may begin too early: "warned [residents that ...]".
        Some(piece) if piece.start <= at => first_object(view, verb, at, piece.end.min(sentence.end))?,
        // ... or within the addressee: "told a select [committee that ...]".
        Some(piece) => view
            .noun_phrase(at, piece.start)
            .or_else(|| first_object(view, verb, at, piece.end.min(sentence.end)))?,
        None => view.noun_phrase(at, sentence.end)?,
    };
    is_somebody(view, &phrase).then_some(phrase)
}

/// The object after `verb` where the content follows directly: "warned residents that", "told him it".
pub(super) fn first_object(view: &View<'_>, verb: usize, at: usize, limit: usize) -> Option<Range<usize>> {
    let mut phrase = view.noun_phrase(at, limit)?;
    let word = view.lower(verb);
    let needs = needs_addressee(&word);
    // "told investors sales were strong": the first of two nouns, where it is a plural.
    if needs
        && phrase.len() > 1
        && let first = view.lower(phrase.start)
        && first.ends_with('s')
        && !first.ends_with("ss")
        && !words::is_capitalised(view.word(phrase.start))
        && !words::is_possessive(&first)
        && !words::is_determiner(&first)
        && &*view.lower(phrase.start + 1) != "of"
    {
        phrase.end = phrase.start + 1;
    }
    // "urged Orr last year not to"
    let next = view.lower(view.skip_adverbs(phrase.end, limit));
    let is_clause = words::is_subordinator(&next) && !words::is_preposition(&next);
    // "promised voters a tram": the first of two objects.
    let is_double = words::is_determiner(&view.lower(phrase.end))
        && !words::is_time(&view.lower(phrase.end + 1))
        && phrase.end < limit;
    let opens = is_clause && &*view.lower(phrase.start) != "that"
        || &*next == "to" && orders(&word)
        || is_thanks(&word) && matches!(&*next, "for" | "on")
        || is_double
        || needs && phrase.end < limit && view.is_word(phrase.end);
    (opens && is_somebody(view, &phrase)).then_some(phrase)
}

/// Whether "to ..." after the object of a verb is what the object is told to do.
fn orders(verb: &str) -> bool {
    speech::takes_addressee(verb) && !verb.starts_with("promis") && !verb.starts_with("answer")
}

/// Whether a verb requires an addressee, so that the first of two phrases after it is that.
fn needs_addressee(verb: &str) -> bool {
    matches!(
        verb,
        "tell"
            | "tells"
            | "told"
            | "telling"
            | "informed"
            | "informs"
            | "assured"
            | "assures"
            | "reminded"
            | "reminds"
    )
}

/// Verbs whose object is spoken to, with the reason after it: "thanked the crew for their patience".
fn is_thanks(verb: &str) -> bool {
    matches!(
        verb,
        "thank"
            | "thanks"
            | "thanked"
            | "thanking"
            | "congratulate"
            | "congratulates"
            | "congratulated"
            | "congratulating"
    )
}

/// The addressee of "called on the council to pay".
fn called_on(view: &View<'_>, verb: usize) -> Option<Range<usize>> {
    let phrase =
        view.noun_phrase(verb + 2, view.sentence(verb).end).filter(|_| verbs::calls_on(view, verb))?;
    (&*view.lower(phrase.end) == "to" && is_somebody(view, &phrase)).then_some(phrase)
}

/// The addressee after "to" or "at": "said to the orderly", "said the messenger to the king", "shouted at the crowd".
fn after_to(view: &View<'_>, verb: usize, quote: &Nested) -> Option<Range<usize>> {
    let attribution = &quote.attribution;
    let refers = matches!(
        &*view.lower(verb),
        "according"
            | "point"
            | "pointed"
            | "points"
            | "refer"
            | "referred"
            | "refers"
            | "referring"
            | "object"
            | "objected"
            | "alluded"
            | "attested"
            | "turned"
            | "listened"
            | "vowed"
            | "seemed"
    ) || attribution.cue.clone().any(|i| is_seeming(&view.lower(i)));
    if refers {
        return None;
    }
    let limit = view.sentence(verb).end;
    let inverted = attribution.source.as_ref().filter(|s| s.start > verb).map(|s| s.end);
    let places = [Some(verb + 1), Some(attribution.cue.end), inverted];
    let to = places.into_iter().flatten().find_map(|at| {
        let at = view.skip_adverbs(at, limit);
        let word = view.lower(at);
        let leads = matches!(&*word, "to" | "unto") || &*word == "at" && is_loud(&view.lower(verb));
        // "wrote to", but not "answered to talk about": further inside a cue, "to" precedes a verb.
        let is_deep = at + 2 < attribution.cue.end;
        let is_inside = is_deep || attribution.content.iter().any(|p| p.contains(&at));
        (leads && !is_inside).then_some(at)
    })?;
    // The content may begin too early: "wrote to [Orr: ...]".
    let next = attribution.content.iter().map(|p| p.start).find(|&s| s > to + 1);
    let phrase = view.noun_phrase(to + 1, next.map_or(limit, |n| n.min(limit)))?;
    let is_content = attribution.content.iter().any(|p| p.contains(&(to + 1)));
    if is_content && !matches!(&*view.lower(phrase.end), ":" | "," | "that" | "whether") {
        return None;
    }
    // "responded to Orr's remark": the remark is answered, and is no addressee.
    let head = view.head(&phrase);
    let is_owned = phrase.clone().any(|i| i < head && view.is_owner(i));
    let answers =
        matches!(&*view.lower(verb), "responded" | "responds" | "replied" | "replies" | "reacted" | "reacts");
    let is_answered = answers && is_owned && !words::is_capitalised(view.word(head));
    (!is_answered && is_somebody(view, &phrase)).then_some(phrase)
}

/// "Complained to the regulator, saying": who is spoken to by the verb that the cue depends on.
fn before_participle(view: &View<'_>, verb: usize) -> Option<Range<usize>> {
    let is_participle = matches!(&*view.lower(verb), "saying" | "adding" | "writing" | "warning" | "arguing");
    let comma = verb.checked_sub(1).filter(|at| is_participle && &*view.lower(*at) == ",")?;
    let floor = view.sentence(verb).start;
    let to = (floor..comma).rev().find(|at| &*view.lower(*at) == "to")?;
    let phrase = view.noun_phrase(to + 1, comma).filter(|phrase| phrase.end == comma)?;
    let speaks = |at: usize| {
        let word = view.lower(at);
        speech::is_speaking(&word)
            || matches!(&*word, "spoke" | "revealed" | "disclosed" | "appealed" | "apologised" | "apologized")
    };
    ((floor..to).any(speaks) && is_somebody(view, &phrase)).then_some(phrase)
}

/// Verbs after which "to" gives the person with an impression: "seemed to Roe".
fn is_seeming(word: &str) -> bool {
    matches!(
        word,
        "seem" | "seems" | "seemed" | "appear" | "appears" | "appeared" | "matters" | "mattered" | "sounds"
    )
}

fn is_loud(verb: &str) -> bool {
    matches!(
        verb,
        "shouted"
            | "yelled"
            | "screamed"
            | "barked"
            | "snapped"
            | "shouts"
            | "yells"
            | "hissed"
            | "bellowed"
            | "roared"
            | "growled"
            | "snarled"
    )
}

/// The receiver that is named beside the report: "in a letter to the Treasury", "in a call with the president".
fn receiver(view: &View<'_>, quote: &Nested) -> Option<Range<usize>> {
    carrier::beside(view, &quote.attribution).into_iter().find_map(|area| {
        area.clone().find_map(|at| {
            let word = view.lower(at);
            // "in a letter to", "speaking to"
            let is_speaking = matches!(&*word, "speaking" | "talking" | "writing");
            let is_missive = is_speaking || speech::is_missive(&word) && is_adjunct(view, at, area.start);
            let is_talk = speech::is_talk(&word) && is_adjunct(view, at, area.start);
            let lead = view.skip_adverbs(at + 1, area.end);
            let leads = match &*view.lower(lead) {
                "to" => is_missive,
                "with" => is_talk || &*word == "speaking" || &*word == "talking",
                _ => false,
            };
            let phrase = view.noun_phrase(lead + 1, area.end).filter(|_| leads)?;
            is_somebody(view, &phrase).then_some(phrase)
        })
    })
}

/// Whether the noun at `at` follows a preposition: "in a long letter", "by letter".
fn is_adjunct(view: &View<'_>, at: usize, floor: usize) -> bool {
    (floor.max(at.saturating_sub(5))..at).any(|i| {
        matches!(&*view.lower(i), "in" | "during" | "by" | "via" | "through" | "over" | "on" | "from")
    })
}

/// Whether a phrase names somebody else who can be spoken to.
fn is_somebody(view: &View<'_>, phrase: &Range<usize>) -> bool {
    let first = view.lower(phrase.start);
    let second = view.lower(phrase.start + 1);
    if speech::is_no_other(&first)
        || matches!((&*first, &*second), ("no", _) | ("each", "other") | ("one", "another"))
    {
        return false;
    }
    if phrase.len() == 1 && words::is_pronoun(&first) {
        return speech::is_object_pronoun(&first)
            || words::is_subject_pronoun(&first) && !matches!(&*first, "it" | "who" | "which");
    }
    // "a side of the story": neither is a person.
    let last = phrase.end - 1;
    let opens_sentence = view.sentence(phrase.start).start == phrase.start;
    let is_name = |i: usize| words::is_capitalised(view.word(i)) && !(opens_sentence && i == phrase.start);
    [view.head(phrase), last].into_iter().all(|i| is_name(i) || !speech::is_matter(&view.lower(i)))
}

/// Whether a phrase is "me" or "us" outside quotation marks: the writer, who is no actor.
pub(super) fn is_writer(view: &View<'_>, phrase: &Range<usize>) -> bool {
    phrase.len() == 1
        && matches!(&*view.lower(phrase.start), "me" | "us")
        && !view.document.seen.is_quoted(phrase.start)
}

/// Whether a phrase names where or when one speaks and nobody who listens: "a news conference", "her page".
pub(super) fn is_occasion(view: &View<'_>, phrase: &Range<usize>) -> bool {
    let head = view.head(phrase);
    let is_called = |at: usize| matches!(&*view.lower(at), "news" | "press");
    speech::is_platform(&view.lower(head))
        || &*view.lower(head) == "conference" && head > phrase.start && is_called(head - 1)
}

/// Splits a phrase into carrier and addressee: "Vatican Radio and reporters".
fn sort(view: &View<'_>, phrase: Range<usize>) -> Named {
    let is_outlet =
        |part: &Range<usize>| view.kind_of(part) == Kind::Outlet && !is_press_at_large(view, part);
    let and = phrase.clone().find(|&i| i > phrase.start && i + 1 < phrase.end && &*view.lower(i) == "and");
    if let Some(and) = and {
        let (first, second) = (phrase.start..and, and + 1..phrase.end);
        match (is_outlet(&first), is_outlet(&second)) {
            (true, false) => return Named { via: Some(first), to: Some(second) },
            (false, true) => return Named { via: Some(second), to: Some(first) },
            _ => {}
        }
    }
    if is_outlet(&phrase) {
        Named { via: Some(phrase), to: None }
    } else {
        Named { via: None, to: Some(phrase) }
    }
}

/// Whether a phrase means the press at large and no certain outlet: "the press", "the media", "the assembled journalists".
pub(super) fn is_press_at_large(view: &View<'_>, phrase: &Range<usize>) -> bool {
    phrase.len() <= 2
        && matches!(&*view.lower(phrase.end - 1), "press" | "media" | "reporters" | "journalists")
}
