//! Names in a text: runs of capitalised words, with the title or description before them.

use super::{
    nouns::{self, Gender},
    places,
};
use crate::{
    article::{Article, BlockKind},
    language::{TokenKind, Tokens, words},
    span::Span,
};
use std::{borrow::Cow, collections::HashSet, ops::Range};

/// A name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The tokens of the name, without title.
    pub tokens: Range<usize>,
    /// The tokens of what introduces it on its left ("Chinese President").
    pub title: Range<usize>,
    /// The tokens of what explains it on its right, between commas ("the president of Vostria").
    pub apposition: Range<usize>,
    /// What the title or the given name tells.
    pub gender: Option<Gender>,
    /// Whether "the" stands before it.
    pub is_definite: bool,
}

/// The text of an article, token by token.
pub(super) struct Text<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
}

impl<'a> Text<'a> {
    pub fn word(&self, at: usize) -> &'a str {
        if at < self.tokens.tokens.len() { self.tokens.get(at).span.of(self.text) } else { "" }
    }

    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        words::lower(self.word(at))
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.tokens.get(at).map(|t| t.kind)
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        self.tokens.span(range)
    }

    /// The words of the tokens in `range`, with single spaces.
    pub fn phrase(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        for at in range {
            let glued = matches!(self.kind(at), Some(TokenKind::Possessive))
                || matches!(self.word(at), "," | ")" | "." | "/" | "-");
            if !out.is_empty() && !glued && !out.ends_with(['(', '/', '-']) {
                out.push(' ');
            }
            out.push_str(self.word(at));
        }
        out
    }
}

/// All names in the running text, in order, without overlap. Headlines are left out: there every word may be
/// capitalised.
pub(super) fn names(article: &Article, text: &Text<'_>) -> Vec<Name> {
    let known = capitalised_inside(article, text);
    let mut out = Vec::new();
    for (range, is_running) in sentences(article, text.tokens) {
        if !is_running {
            continue;
        }
        let mut at = range.start;
        while at < range.end {
            let end = run_end(text, at, range.end);
            if end == at {
                at += 1;
                continue;
            }
            let opens = at == range.start || text.kind(at - 1) == Some(TokenKind::Mark);
            if let Some(name) = name(text, at..end, &range, opens, &known) {
                out.push(name);
            }
            at = end;
        }
    }
    out
}

fn sentences<'a>(
    article: &'a Article,
    tokens: &'a Tokens,
) -> impl Iterator<Item = (Range<usize>, bool)> + 'a {
    tokens.paragraphs.iter().flat_map(move |p| {
        let kind = article.blocks.get(p.block).map(|b| b.kind);
        let is_running = !matches!(kind, Some(BlockKind::Title | BlockKind::Heading(_)));
        let sentences = tokens.sentences.get(p.sentences.clone()).unwrap_or_default();
        sentences.iter().map(move |s| (s.tokens.clone(), is_running))
    })
}

/// The words that are capitalised where no sentence begins: those are names.
fn capitalised_inside<'a>(article: &Article, text: &Text<'a>) -> HashSet<&'a str> {
    let mut out = HashSet::new();
    for (range, is_running) in sentences(article, text.tokens) {
        for at in range.start + 1..range.end {
            if is_running
                && text.kind(at - 1) != Some(TokenKind::Mark)
                && words::is_capitalised(text.word(at))
            {
                out.insert(text.word(at));
            }
        }
    }
    out
}

fn is_name_word(text: &Text<'_>, at: usize) -> bool {
    const OF_NAMES: [&str; 7] = ["-era", "-style", "-led", "-based", "-backed", "-born", "-wide"];
    let word = text.word(at);
    text.kind(at) == Some(TokenKind::Word)
        && words::is_capitalised(word)
        && word != "I"
        && !OF_NAMES.iter().any(|ending| word.ends_with(ending))
}

/// Past the last token of the run of capitalised words that begins at `start`; `start` where none does.
fn run_end(text: &Text<'_>, start: usize, limit: usize) -> usize {
    const LONGEST: usize = 10;
    if !is_name_word(text, start) {
        return start;
    }
    let mut end = start + 1;
    while end < limit && end - start < LONGEST {
        let joins = matches!(text.word(end), "of" | "de" | "del" | "van" | "von" | "der" | "bin" | "al" | "la" | "el" | "&" | "da" | "di")
            && is_name_word(text, end + 1)
            && end + 1 < limit
            // "Bank of England" is a name, "Roe of Wells" two.
            && (text.word(end) != "of" || nouns::kind_of_head(&text.lower(end - 1)).is_some());
        if is_name_word(text, end) && !words::is_time(&text.lower(end)) {
            end += 1;
        } else if joins {
            end += 2;
        } else {
            break;
        }
    }
    end
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

/// The name in the run `run`, if there is one.
fn name(
    text: &Text<'_>,
    run: Range<usize>,
    sentence: &Range<usize>,
    opens: bool,
    known: &HashSet<&str>,
) -> Option<Name> {
    let mut start = run.start;
    // "But Roe", "The Bank", "On Monday"
    while start < run.end && is_common(&text.lower(start)) {
        start += 1;
    }
    let is_one_word = run.end == start + 1;
    // "the Pentagon said", but not "the Coronet bridge".
    let next = text.word(run.end);
    let stands_alone = !next.starts_with(char::is_alphabetic)
        || words::looks_like_verb(next)
        || words::is_preposition(next)
        || words::is_conjunction(next)
        || matches!(next, "said" | "says" | "who" | "which" | "that" | "told");
    let before = if start > sentence.start { text.lower(start - 1) } else { "".into() };
    // "the North": a country, as the words around it tell.
    if is_one_word && matches!(text.word(start), "North" | "South" | "East" | "West") {
        return None;
    }
    let is_definite = stands_alone && before == "the";
    let whole = text.phrase(start..run.end);
    let is_place = places::country(&whole).is_some() || places::is_capital(&whole);
    if start >= run.end
        || !is_place
            && is_one_word
            && opens
            && start == run.start
            && !known.contains(text.word(start))
            && !words::is_acronym(text.word(start))
    {
        return None;
    }
    // "North Korean officials", "Chinese VIPs"
    let adjectives = (1..=2).rev().find(|&n| {
        start + n <= run.end && places::country_of_adjective(&text.phrase(start..start + n)).is_some()
    });
    let is_adjectival =
        adjectives.filter(|_| !is_place && !nouns::is_organisation_word(&text.lower(run.end - 1)));
    if is_adjectival.is_some_and(|n| {
        start + n == run.end
            || run.end - start - n == 1
                && !nouns::is_title(&text.lower(start + n))
                && words::is_acronym(text.word(start + n))
    }) {
        return None;
    }
    // "Chinese President Xi Jinping": the name begins after the last title.
    let mut first = start;
    if !is_place {
        for at in start..run.end - 1 {
            let title =
                nouns::is_title(&text.lower(at)) && !nouns::is_organisation_word(&text.lower(run.end - 1));
            let adjective = at < start + is_adjectival.unwrap_or_default();
            if title || adjective {
                first = at + 1;
            }
        }
    }
    if first == run.end - 1
        && (nouns::is_title(&text.lower(first))
            || places::country_of_adjective(text.word(first)).is_some() && !is_place)
    {
        return None;
    }
    let title = title_before(text, first, start, sentence.start);
    let gender = (start.min(title.start)..first)
        .find_map(|i| nouns::gender(&text.lower(i)))
        .or_else(|| nouns::given_name(text.word(first)));
    let apposition = apposition(text, run.end, sentence.end);
    let apposition = if apposition.is_empty() {
        apposition_before(text, start, sentence.start).unwrap_or(apposition)
    } else {
        apposition
    };
    let gender = gender.or_else(|| apposition.clone().find_map(|i| nouns::gender(&text.lower(i))));
    Some(Name { tokens: first..run.end, title, apposition, gender, is_definite })
}

/// What introduces the name that begins at `first`: its capitalised titles from `start`, and the words of a role before
/// them ("foreign ministry spokeswoman").
fn title_before(text: &Text<'_>, first: usize, start: usize, floor: usize) -> Range<usize> {
    const LONGEST: usize = 7;
    let mut from = start;
    let is_role = |at: usize| {
        let word = text.lower(at);
        nouns::is_title(&word) || nouns::kind_of_head(&word) == Some(super::ActorKind::Organisation)
    };
    if start == first && !(start > floor && is_role(start - 1)) {
        return first..first;
    }
    while from > floor && first - from < LONGEST {
        let word = text.lower(from - 1);
        let ends = text.kind(from - 1) != Some(TokenKind::Word)
            || is_common(&word)
            || words::looks_like_verb(&word)
            || matches!(&*word, "said" | "says" | "told" | "added");
        if ends {
            break;
        }
        from -= 1;
    }
    from..first
}

/// "its state broadcaster, Skylight": the tokens of the description before the comma.
fn apposition_before(text: &Text<'_>, start: usize, floor: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 7;
    let comma = start.checked_sub(1).filter(|&i| i > floor && text.word(i) == ",")?;
    let opens = |at: usize| {
        let word = text.lower(at);
        words::is_determiner(&word)
            || words::is_possessive(&word)
            || text.kind(at) == Some(TokenKind::Possessive)
    };
    let from = (floor.max(comma.saturating_sub(LONGEST))..comma).rev().find(|&i| opens(i))?;
    let is_phrase = (from..comma).all(|i| {
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
                        || matches!(&*word, "said" | "told")
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
