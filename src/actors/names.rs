//! Names in a text, with the title or description beside them.

use super::{
    ActorKind,
    name_chain::{self, NameKind, NameWeights, Tagged},
    name_keys, name_pieces, nouns,
    phrase::Text,
};
use crate::{
    article::{Article, BlockKind},
    attribution::observe::Observed,
    language::{TokenKind, words},
    lexicon::{
        self, Gender, given_names,
        places::{self, Way},
    },
};
use std::ops::Range;

/// A name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// The tokens of the name, without title.
    pub tokens: Range<usize>,
    /// What it names, as far as this place tells.
    pub kind: NameKind,
    /// The chance of each kind, in the order of [`NameKind`].
    pub chances: [f32; 4],
    /// The tokens of what introduces it on its left ("Chinese President").
    pub title: Range<usize>,
    /// The tokens of what explains it beside it, between commas ("the president of Vostria").
    pub apposition: Range<usize>,
    /// What a title, a description or the given name tells, the surest first.
    pub gender: Option<(Gender, Sure)>,
}

/// What a gender rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sure {
    /// Pronouns that were taken to mean the person.
    Pronouns,
    /// The given name.
    Given,
    /// A title or a noun ("Mrs.", "his sister").
    Noun,
}

/// All names in the running text, in order, without overlap. Headlines are left out: there every word may be
/// capitalised.
pub(super) fn names(
    article: &Article,
    text: &Text<'_>,
    seen: &[Observed],
    weights: &NameWeights<'_>,
) -> Vec<Name> {
    let mut runs = Vec::new();
    for sentence in running(article, text) {
        name_keys::runs(text, &sentence, &mut runs);
    }
    let mut out = Vec::new();
    let tagged = name_pieces::mend(text, name_chain::tag(text, seen, &runs, weights), &runs);
    for tagged in tagged {
        let sentence = seen.get(tagged.tokens.start).map_or(0, |o| o.sentence as usize);
        let Some(sentence) = text.tokens.sentences.get(sentence).map(|s| &s.tokens) else { continue };
        out.extend(name(text, tagged, sentence));
    }
    part_lists(&mut out);
    out
}

/// "the Herald, Professor Ann Roe, the chair": what stands between commas is no apposition where it is another's name.
fn part_lists(names: &mut [Name]) {
    for at in 0..names.len() {
        let Some((name, behind)) = names.get_mut(at..).and_then(<[Name]>::split_first_mut) else { return };
        let range = &name.apposition;
        let is_other = |other: &Name| {
            other.tokens.end == range.end && other.title.start.min(other.tokens.start) == range.start
        };
        if behind.iter().take_while(|other| other.tokens.start < range.end).any(is_other) {
            name.apposition = name.tokens.end..name.tokens.end;
        }
    }
}

/// "Council for the Arts": past the words behind the noun of a body that belong to its name.
fn long_end(text: &Text<'_>, tokens: &Range<usize>, limit: usize) -> usize {
    let is_body = nouns::kind_of_head(&text.lower(tokens.end - 1)) == Some(ActorKind::Organisation);
    if !is_body || !matches!(text.word(tokens.end), "for" | "on" | "of") {
        return tokens.end;
    }
    let joins = |at: usize| {
        matches!(text.word(at), "for" | "on" | "of" | "the" | "and") && !words::is_time(&text.lower(at + 1))
    };
    let mut end = tokens.end;
    let mut at = tokens.end;
    while at < limit.min(tokens.end + LONGEST_NAME) && (joins(at) || name_keys::is_name_like(text, at)) {
        at += 1;
        if name_keys::is_name_like(text, at - 1) {
            end = at;
        }
        // "of Wells and the Bank": a second name may begin here.
        if text.word(at) == "and" && text.lower(at + 1) == "the" {
            break;
        }
    }
    end
}

/// How many words a body's name may go on for behind its noun.
const LONGEST_NAME: usize = 8;

/// The sentences of the running text.
fn running<'a>(article: &'a Article, text: &'a Text<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let running = text.tokens.paragraphs.iter().filter(|p| {
        let kind = article.blocks.get(p.block).map(|b| b.kind);
        !matches!(kind, Some(BlockKind::Title | BlockKind::Heading(_)))
    });
    let sentences = running.flat_map(|p| text.tokens.sentences.get(p.sentences.clone()).unwrap_or_default());
    sentences.map(|s| s.tokens.clone())
}

/// The name that the chain has seen, with what stands beside it; none where it is but a title.
fn name(text: &Text<'_>, tagged: Tagged, sentence: &Range<usize>) -> Option<Name> {
    let Tagged { mut tokens, mut kind, mut chances } = tagged;
    let start = tokens.start;
    let mut first = start;
    let is_title = |at: usize| nouns::is_title(&text.lower(at));
    // "The Guardian" keeps its article in print, but is looked for without.
    while first < tokens.end && words::is_determiner(&text.lower(first)) {
        first += 1;
    }
    if kind == NameKind::Person {
        // "Chinese President Xi Jinping": the name begins behind the last title.
        let leads = |at: usize| {
            let is_noun =
                nouns::kind_of_head(&text.lower(at)) == Some(ActorKind::Person) && at + 2 < tokens.end;
            is_title(at)
                || places::find(text.word(at), Way::Adjective).is_some()
                || is_noun && !given_names::is_known(text.word(at))
        };
        let titled = (first..tokens.end).take_while(|&at| leads(at) && !is_surname(text, at));
        first = titled.last().map_or(first, |at| at + 1);
    } else {
        // "State Department Spokesperson": the body ends before the role.
        let is_role = |at: usize| nouns::kind_of_head(&text.lower(at)) == Some(ActorKind::Person);
        while tokens.end > first && is_role(tokens.end - 1) {
            tokens.end -= 1;
        }
        if kind == NameKind::Organisation && tokens.end > first {
            tokens.end = long_end(text, &tokens, sentence.end);
        }
    }
    let rest = first..tokens.end;
    let is_none = |at: usize| is_title(at) && !is_surname(text, at) || words::is_time(&text.lower(at));
    if rest.clone().all(is_none) {
        return None;
    }
    let title = title_before(text, first, start, sentence.start);
    let written = text.written(rest.clone());
    let is_place = |way: Way| places::find(&written, way).is_some();
    let may_be_person = kind == NameKind::Person && (!title.is_empty() || given_names::is_known(&written));
    if !may_be_person && (is_place(Way::Name) || is_place(Way::Capital)) {
        kind = NameKind::Place;
    } else if !may_be_person && [Way::Adjective, Way::Citizen, Way::Citizens].into_iter().any(is_place) {
        kind = NameKind::Other;
        chances = [0.0, 0.0, 0.0, 1.0];
    }
    let apposition = apposition(text, tokens.end, sentence.end);
    let apposition = if apposition.is_empty() {
        apposition_before(text, title.start, tokens.end, sentence.start).unwrap_or(apposition)
    } else {
        apposition
    };
    let of_head =
        |range: &Range<usize>| head(text, range.clone()).and_then(|at| nouns::gender(&text.lower(at)));
    let noun = title.clone().find_map(|at| nouns::gender(&text.lower(at))).or_else(|| of_head(&apposition));
    let given = || given_names::gender(text.word(first)).filter(|_| kind == NameKind::Person);
    let gender = noun.map(|g| (g, Sure::Noun)).or_else(|| given().map(|g| (g, Sure::Given)));
    Some(Name { tokens: rest, kind, chances, title, apposition, gender })
}

/// "Mr. King": whether a word that is a title elsewhere is a name here. "Mr. President" is none.
fn is_surname(text: &Text<'_>, at: usize) -> bool {
    let is_honorific = at.checked_sub(1).is_some_and(|before| nouns::is_honorific(&text.lower(before)));
    is_honorific
        && !matches!(
            &*text.lower(at),
            "president"
                | "vice"
                | "prime"
                | "speaker"
                | "secretary"
                | "chairman"
                | "justice"
                | "mayor"
                | "minister"
                | "ambassador"
                | "attorney"
                | "senator"
                | "commissioner"
        )
}

fn is_common(word: &str) -> bool {
    words::is_determiner(word)
        || words::is_preposition(word)
        || words::is_subordinator(word)
        || words::is_conjunction(word)
        || words::is_pronoun(word)
        || words::is_possessive(word)
        || words::is_adverb(word)
        || words::is_auxiliary(word)
        || words::is_time(word)
        || words::is_subject_pronoun(word)
        || matches!(
            word,
            "there"
                | "here"
                | "yes"
                | "no"
                | "according"
                | "asked"
                | "q"
                | "a"
                | "well"
                | "oh"
                | "dear"
                | "god"
        )
}

/// What introduces the name that begins at `first`: its capitalised titles from `start`, and the words of a role before
/// them ("foreign ministry spokeswoman").
fn title_before(text: &Text<'_>, first: usize, start: usize, floor: usize) -> Range<usize> {
    const LONGEST: usize = 7;
    let mut from = start;
    let is_role = |at: usize| {
        let word = text.lower(at);
        nouns::is_title(&word) || nouns::kind_of_head(&word) == Some(ActorKind::Organisation)
    };
    if start == first && !(start > floor && is_role(start - 1)) {
        return first..first;
    }
    while from > floor && first - from < LONGEST {
        let word = text.lower(from - 1);
        // Before "Mr." stands nothing that belongs to it.
        let is_whole = from < start && nouns::is_honorific(&text.lower(from)) && !nouns::is_title(&word);
        let is_part = words::is_capitalised(text.word(from - 1)) || describes(&word);
        let ends = text.kind(from - 1) != Some(TokenKind::Word) || is_common(&word) || is_whole || !is_part;
        if ends {
            break;
        }
        from -= 1;
    }
    from..first
}

/// Whether a (lower-case) word can be part of a title or of the description before a name.
fn describes(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["al", "ic", "ary", "ive", "ior", "based"];
    lexicon::nouns::entry(word).is_some_and(|noun| !noun.is_plural)
        || matches!(
            word,
            "former"
                | "acting"
                | "deputy"
                | "vice"
                | "chief"
                | "prime"
                | "foreign"
                | "finance"
                | "defence"
                | "defense"
                | "health"
                | "education"
                | "justice"
                | "home"
                | "state"
                | "city"
                | "county"
                | "assistant"
                | "associate"
                | "longtime"
                | "veteran"
                | "late"
                | "retired"
                | "outgoing"
                | "incoming"
                | "first"
                | "second"
                | "opposition"
                | "press"
                | "campaign"
                | "communications"
                | "managing"
                | "military"
                | "police"
                | "research"
                | "science"
                | "sports"
                | "movie"
                | "film"
                | "pop"
                | "rock"
                | "tennis"
                | "football"
                | "soccer"
                | "basketball"
                | "baseball"
                | "trade"
                | "transport"
                | "labour"
                | "labor"
                | "party"
                | "running"
                | "attorney"
                | "news"
                | "stage"
                | "district"
                | "village"
                | "billionaire"
                | "hedge"
                | "fund"
                | "real"
                | "estate"
                | "house"
                | "majority"
                | "minority"
                | "top"
                | "lead"
        )
        || word.contains('-')
        || word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// "its state broadcaster, Skylight": the tokens of the description before the comma.
fn apposition_before(text: &Text<'_>, start: usize, end: usize, floor: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 7;
    let comma = start.checked_sub(1).filter(|&i| i > floor && text.word(i) == ",")?;
    let opens = |at: usize| {
        let word = text.lower(at);
        words::is_determiner(&word)
            || words::is_possessive(&word)
            || text.kind(at) == Some(TokenKind::Possessive)
    };
    let from = (floor.max(comma.saturating_sub(LONGEST))..comma).rev().find(|&i| opens(i))?;
    // "Sent by his mother, Roe left": what is no aside is no apposition.
    let closes = matches!(text.word(end), "," | "." | ")" | ";" | "—" | "–" | "")
        || text.kind(end) == Some(TokenKind::Mark);
    let is_phrase = closes
        && (from..comma).all(|i| {
            matches!(text.kind(i), Some(TokenKind::Word | TokenKind::Possessive))
                && !words::looks_like_verb(&text.lower(i))
        });
    let from = from + usize::from(text.kind(from) == Some(TokenKind::Possessive));
    (is_phrase && nouns::kind_of_head(&text.lower(comma - 1)).is_some()).then_some(from..comma)
}

/// The noun that a description turns on: the last before a preposition, a comma or a relative clause.
pub(super) fn head(text: &Text<'_>, range: Range<usize>) -> Option<usize> {
    let ends = |at: usize| {
        let word = text.lower(at);
        at > range.start
            && (matches!(&*word, "," | "who" | "which" | "that" | "(") || words::is_preposition(&word))
    };
    let end = range.clone().find(|&i| ends(i)).unwrap_or(range.end);
    let words = || (range.start..end).rev().filter(|&i| text.kind(i) == Some(TokenKind::Word));
    words().find(|&i| nouns::kind_of_head(&text.lower(i)).is_some()).or_else(|| words().next())
}

/// "Roe, the mayor of Wells, ...": the tokens between the commas, where they can describe a name.
fn apposition(text: &Text<'_>, end: usize, limit: usize) -> Range<usize> {
    const LONGEST: usize = 14;
    let none = end..end;
    if end >= limit || text.word(end) != "," {
        return none;
    }
    let from = end + 1;
    let first = text.lower(from);
    // "Democrats, including Senator Ann Roe," tells of Roe.
    if words::is_preposition(&first) || matches!(&*first, "including" | "such" | "namely") {
        return none;
    }
    let describes = words::is_determiner(&first)
        || words::is_possessive(&first)
        || nouns::kind_of_head(&first).is_some()
        || text.kind(from + 1) == Some(TokenKind::Possessive)
        || text.word(from).starts_with(char::is_lowercase)
            && nouns::kind_of_head(&text.lower(from + 1)).is_some();
    let to = (from..limit.min(from + LONGEST)).find(|&i| {
        matches!(text.word(i), "," | "." | ";" | "—" | "–") || text.kind(i) == Some(TokenKind::Mark)
    });
    match to {
        Some(to)
            if describes
                && !(from..to).any(|i| {
                    let word = text.lower(i);
                    words::is_auxiliary(&word)
                        || words::is_subject_pronoun(&word) && &*word != "who"
                        || matches!(
                            &*word,
                            "said" | "says" | "told" | "tells" | "wrote" | "writes" | "added" | "shows"
                        )
                })
                && (from..to).any(|i| nouns::kind_of_head(&text.lower(i)).is_some()) =>
        {
            let who =
                (from..to).find(|&i| matches!(&*text.lower(i), "who" | "which" | "whose")).unwrap_or(to);
            from..who
        }
        _ => none,
    }
}
