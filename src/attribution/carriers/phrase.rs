//! Noun phrases before and after a token, and what kind of carrier they name.

use crate::{
    language::{Document, TokenKind, phrases::Phrases, words},
    lexicon::classes::{names, people, press, speech},
};
use std::{borrow::Cow, ops::Range};

/// Longest noun phrase that is looked at, in tokens.
const LONGEST: usize = 20;

/// A document, and which of its tokens belong to attributions.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub document: &'a Document<'a>,
    /// Which tokens belong to an attribution.
    pub taken: &'a [bool],
}

/// What a noun phrase names, as far as carriers depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An agency, a paper, a broadcaster, or its journalist.
    Outlet,
    /// A document.
    Record,
    /// Somebody who speaks for others: a spokesman, an interpreter.
    Mouthpiece,
    /// Anybody else.
    Other,
}

impl<'a> View<'a> {
    /// The token at `at` as written.
    pub fn word(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    /// The token at `at` in lower case; empty before the first (`None`) and past the last.
    pub fn lower(&self, at: impl Into<Option<usize>>) -> Cow<'a, str> {
        at.into().map_or(Cow::Borrowed(""), |at| self.document.lower(at))
    }

    pub fn kind(&self, at: usize) -> TokenKind {
        self.document.tokens.get(at).kind
    }

    pub fn is_word(&self, at: usize) -> bool {
        !self.word(at).is_empty() && matches!(self.kind(at), TokenKind::Word | TokenKind::Number)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        words::is_capitalised(self.word(at))
    }

    /// Whether the token belongs to an attribution.
    pub fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    /// The tokens of the sentence that holds `at`.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.document.sentence(at)
    }

    /// The first token from `at` on that is no adverb or word of time; at most `limit`.
    pub fn skip_adverbs(&self, mut at: usize, limit: usize) -> usize {
        while at < limit {
            let word = self.lower(at);
            let is_when = words::is_time(&word)
                || matches!(&*word, "this" | "that" | "on") && words::is_time(&self.lower(at + 1));
            if !is_when && !words::is_adverb(&word) {
                break;
            }
            at += 1;
        }
        at
    }

    /// The noun phrase that begins at `at` and ends at or before `limit`; of its complements, only "of ..." is included.
    pub fn noun_phrase(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let first = self.lower(at);
        if at >= limit || !self.is_word(at) {
            return None;
        }
        let opens = words::is_determiner(&first) || words::is_possessive(&first);
        if words::is_pronoun(&first) && !(opens && self.goes_on(at + 1, limit)) {
            return Some(at..at + 1);
        }
        if words::ends_phrase(&first) && !opens {
            return None;
        }
        let mut end = at + 1;
        while end < limit && end - at < LONGEST && self.continues(at, end, limit) {
            end += 1;
        }
        // Where the limit has cut it short, without the last word: "the board of", "CNN's 'Morning'".
        let is_cut = |end: usize| self.is_owner(end - 1);
        while end > at
            && (is_cut(end)
                || matches!(&*self.lower(end - 1), "of" | "and" | "&" | "the" | "a" | "an" | "-" | "/"))
        {
            end -= 1;
        }
        (end > at).then_some(at..end)
    }

    /// Whether a noun or an adjective stands at `at`.
    fn goes_on(&self, at: usize, limit: usize) -> bool {
        let word = self.lower(at);
        at < limit
            && self.is_word(at)
            && !words::is_pronoun(&word)
            && !words::ends_phrase(&word)
            && !words::is_time(&word)
    }

    /// Whether the phrase that began at `first` goes on with the token at `at`.
    fn continues(&self, first: usize, at: usize, limit: usize) -> bool {
        let word = self.lower(at);
        let before = self.lower(at - 1);
        match self.kind(at) {
            TokenKind::Possessive => return true,
            TokenKind::Punctuation => {
                return matches!(self.word(at), "&" | "/" | "-") && self.is_word(at + 1);
            }
            TokenKind::Mark => return self.is_plural_owner(at) && at + 1 < limit,
            TokenKind::Word | TokenKind::Number => {}
        }
        match &*word {
            "of" => return at + 1 < limit && self.is_word(at + 1),
            "and" => return self.joins(at, limit),
            _ => {}
        }
        let is_opening = words::is_determiner(&word) || words::is_possessive(&word);
        let may_open =
            matches!(&*before, "of" | "and" | "all" | "both" | "the" | "these" | "those" | "his" | "her")
                || words::is_determiner(&before);
        if is_opening && !may_open || words::is_pronoun(&word) && !is_opening {
            return false;
        }
        if self.is_capitalised(at) {
            // "told lawmakers Roe had": a name after a plural begins something else.
            let is_plural = before.ends_with('s')
                && self.kind(at - 1) == TokenKind::Word
                && !self.is_capitalised(at - 1)
                && at - 1 > first;
            // "told Roe Monday", but "the Vesta Morning Herald", "Vesta Today".
            let is_when = words::is_time(&word)
                && !(at + 1 < limit && self.is_capitalised(at + 1))
                && !press::is_masthead(&word);
            return !is_when && (!is_plural || self.is_capitalised(at - 1));
        }
        let is_adjective = words::is_determiner(&before)
            || words::is_possessive(&before)
            || self.kind(at - 1) == TokenKind::Possessive;
        !(words::ends_phrase(&word) && !is_opening
            || words::is_time(&word)
            || speech::is_bare_report(&word)
            || (words::looks_like_verb(&word) || words::is_adverb(&word)) && !is_adjective)
    }

    /// Whether the token at `at` makes the word before it a possessive.
    pub fn is_owner(&self, at: usize) -> bool {
        self.kind(at) == TokenKind::Possessive || self.kind(at) == TokenKind::Mark && self.is_plural_owner(at)
    }

    /// Whether the mark at `at` is the apostrophe of "the Joneses' house".
    fn is_plural_owner(&self, at: usize) -> bool {
        let (mark, before) =
            (self.document.tokens.get(at).span, self.document.tokens.get(at.saturating_sub(1)).span);
        matches!(self.word(at), "'" | "’")
            && before.end == mark.start
            && self.lower(at - 1).ends_with('s')
            && self.document.tokens.get(at + 1).span.start > mark.end
            && self.is_word(at + 1)
            && !words::ends_phrase(&self.lower(at + 1))
    }

    /// Whether the "and" at `at` joins two names or nouns rather than two clauses.
    fn joins(&self, at: usize, limit: usize) -> bool {
        let next = self.lower(at + 1);
        let opens = words::is_determiner(&next) || words::is_possessive(&next);
        if at + 1 >= limit
            || !self.is_word(at + 1)
            || words::is_pronoun(&next) && !opens
            || words::ends_phrase(&next) && !opens
        {
            return false;
        }
        // "told the mayor and left", "told the mayor and the council left": there is a verb in what "and" adds.
        let end = (at + 2..limit.min(at + 6)).find(|&i| !self.is_word(i)).unwrap_or(limit.min(at + 6));
        !(at + 1..end).any(|i| {
            let word = self.lower(i);
            !self.is_capitalised(i) && (words::looks_like_verb(&word) || speech::reports_plainly(&word))
        })
    }

    /// The noun phrase that ends directly before `end` and begins at or after `floor`.
    pub fn phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > floor.max(end.saturating_sub(LONGEST)) {
            let at = start - 1;
            let word = self.lower(at);
            let is_inner = self.kind(at) == TokenKind::Possessive || self.is_word(at);
            let is_verb =
                (words::looks_like_verb(&word) || speech::is_bare_report(&word)) && !self.is_capitalised(at);
            if !is_inner || words::ends_phrase(&word) && &*word != "of" || is_verb || &*word == "and" {
                break;
            }
            if words::is_subject_pronoun(&word) {
                start = if start == end { at } else { start };
                break;
            }
            start = at;
        }
        while start < end && (words::is_adverb(&self.lower(start)) || words::is_time(&self.lower(start))) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// The head of a noun phrase, or its last token where it has none.
    pub fn head(&self, phrase: &Range<usize>) -> usize {
        self.document.head(phrase.clone()).unwrap_or(phrase.end.saturating_sub(1))
    }

    /// What the noun phrase names.
    pub fn kind_of(&self, phrase: &Range<usize>) -> Kind {
        let head = self.head(phrase);
        let word = self.lower(head);
        if self.is_outlet(phrase, head) {
            Kind::Outlet
        } else if speech::is_record(&word) {
            Kind::Record
        } else if phrase.clone().take_while(|&i| i <= head).any(|i| people::is_mouthpiece(&self.lower(i))) {
            Kind::Mouthpiece
        } else {
            Kind::Other
        }
    }

    fn is_outlet(&self, phrase: &Range<usize>, head: usize) -> bool {
        // "Ann Roe of Vesta News" speaks for it.
        if self.is_capitalised(head) && &*self.lower(head + 1) == "of" && head + 2 < phrase.end {
            let of = head + 2..phrase.end;
            if self.is_outlet_named(&of, self.head(&of)) {
                return true;
            }
        }
        // "its website" is the speaker's own.
        !words::is_possessive(&self.lower(phrase.start)) && self.is_outlet_named(phrase, head)
    }

    fn is_outlet_named(&self, phrase: &Range<usize>, head: usize) -> bool {
        // "the club's website" is a website, "the paper's editor" an editor; "CNN's Ann Roe" speaks for CNN.
        let owner = (phrase.start..head).rev().find(|&i| self.is_owner(i));
        let start = owner.map_or(phrase.start, |i| i + 1);
        if let Some(owner) = owner
            && (self.is_capitalised(head) || press::is_journalist(&self.lower(head)))
            && self.is_outlet_word(owner.saturating_sub(1), phrase.start)
        {
            return true;
        }
        let opens = (start..=head).find(|&i| self.is_outlet_word(i, start));
        let Some(opens) = opens else { return false };
        // After the word for the outlet only its name or its journalist: "public broadcaster Yle", "a BBC reporter".
        (opens + 1..=head).all(|i| {
            let word = self.lower(i);
            self.is_capitalised(i) && !people::is_mouthpiece(&word)
                || press::is_outlet_noun(&word)
                || press::is_journalist(&word)
                || names::is_particle_of_outlet(&word)
                || press::is_medium(&word)
        })
    }

    /// Whether the word at `at`, in a phrase from `start` on, makes the phrase an outlet.
    pub fn is_outlet_word(&self, at: usize, start: usize) -> bool {
        let word = self.lower(at);
        let before = if at > start { self.lower(at - 1) } else { "".into() };
        let is_named = self.is_capitalised(at);
        let follows_name = at > start && self.is_capitalised(at - 1);
        let is_proper = is_named && (follows_name || at > start && &*before == "the");
        match &*word {
            _ if press::is_medium(&word) => press::is_press_modifier(&before) || is_named && follows_name,
            // "said to the radio" names no outlet.
            _ if is_named
                && word
                    .rsplit('-')
                    .next()
                    .is_some_and(|last| last.len() < word.len() && press::is_masthead(last)) =>
            {
                true
            }
            "tv" | "television" | "radio" => {
                is_named && at < start + 1 || at > start && !words::is_determiner(&before)
            }
            "ap" | "pa" => words::is_acronym(self.word(at)),
            "economist" | "variety" | "wired" | "forbes" | "globo" | "welt" | "zeit" | "mirror" | "star"
            | "sun" => is_proper || words::is_acronym(self.word(at)),
            "news" => is_named || at > start,
            // "told the paper", but "the white paper".
            "paper" => words::is_determiner(&before) || &*before == "local",
            _ => {
                press::is_outlet_name(&word) && is_named
                    || press::is_outlet_noun(&word) && &*word != "wire"
                    || press::is_masthead(&word) && is_proper
                    || words::is_acronym(self.word(at)) && word.ends_with("tv")
            }
        }
    }

    /// Whether the head of the phrase is a name, or a noun for somebody whom an outlet cites.
    pub fn is_informant(&self, phrase: &Range<usize>) -> bool {
        let head = self.head(phrase);
        let word = self.lower(head);
        self.kind_of(phrase) != Kind::Other
            || people::is_informant(&word)
            || press::is_journalist(&word)
            || self.is_capitalised(head) && !words::is_time(&word)
    }
}
