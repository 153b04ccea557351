//! Verb groups: which tokens are verbs, and what the words before a verb say about it.

use super::{Document, words};

/// A verb with the auxiliaries and adverbs directly before it: "had never been told".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VerbGroup {
    /// The first token of the group.
    pub start: usize,
    /// Whether a form of "be" makes it a passive.
    pub is_passive: bool,
    /// Whether a word before the verb denies it.
    pub is_denied: bool,
}

impl Document<'_> {
    /// Whether the token is a finite verb or looks like one.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_lowercase)
            && (self.seen.look(at).is_some_and(|look| self.verb_tags.contains(&look.tag))
                || words::looks_like_verb(word))
    }

    /// The group of the verb at `verb`, no further back than its sentence.
    pub(crate) fn verb_group(&self, verb: usize) -> VerbGroup {
        let first = self.sentence(verb).start;
        let mut group = VerbGroup { start: verb, is_passive: false, is_denied: false };
        while group.start > first {
            let word = self.lower(group.start - 1);
            if !words::is_auxiliary(&word) && !words::is_adverb(&word) {
                break;
            }
            // "was telling" is active.
            group.is_passive |= words::is_be(&word) && !self.lower(verb).ends_with("ing");
            group.is_denied |= is_negative(&word);
            group.start -= 1;
        }
        group
    }
}

/// Whether a word (lower case) in a verb group denies it.
pub(crate) fn is_negative(word: &str) -> bool {
    matches!(word, "not" | "never" | "neither" | "nor" | "cannot" | "no") || word.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::tests::article, lexicon::word_table::WordTable};

    /// The group of the last word of `sentence`: its words, whether it is a passive, and whether it is denied.
    #[track_caller]
    fn check(sentence: &str, group: &str, is_passive: bool, is_denied: bool) {
        let article = article(sentence);
        let document = Document::new(&article, &WordTable::new(&[], &[]));
        let verb = document.tokens.len() - 1;
        let found = document.verb_group(verb);
        assert_eq!(document.written(found.start..verb + 1), group, "{sentence}");
        assert_eq!((found.is_passive, found.is_denied), (is_passive, is_denied), "{sentence}");
    }

    #[test]
    fn what_stands_before_a_verb_tells_of_it() {
        check("The clerk said", "said", false, false);
        check("The clerk had been told", "had been told", true, false);
        check("The clerk was quietly telling", "was quietly telling", false, false);
        check("The clerk has never said", "has never said", false, true);
        check("The clerk wasn’t asked", "wasn’t asked", true, true);
        check("It is late. Now asked", "Now asked", false, false);
    }
}
