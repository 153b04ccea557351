//! Word classes of English, closed ones by lists and others by the form of a word.

pub(crate) use crate::lexicon::classes::closed::*;
use std::borrow::Cow;

/// Words with a capital at the start of each, the rest in lower case: "West Land" of "WEST LAND".
pub fn capitalised(written: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    written.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// `word` in lower case, with a straight apostrophe; borrowed where it is that already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
}

/// Whether `word` (lower case) begins another part of the sentence, so that a noun phrase ends before it: a preposition, a
/// conjunction, a subordinator, an auxiliary.
pub(crate) fn ends_phrase(word: &str) -> bool {
    is_preposition(word) || is_subordinator(word) || is_conjunction(word) || is_auxiliary(word)
}

/// Whether `word` begins with a capital.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether `word` is two or more letters, all of them capitals ("KCNA", "U.S.").
pub fn is_acronym(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters >= 2
}

pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

pub(super) const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether the stop after `stem` (as written, without the stop) belongs to the word.
pub(super) fn is_abbreviation(stem: &str) -> bool {
    matches!(
        stem,
        "Mr" | "Mrs"
            | "Ms"
            | "Mx"
            | "Dr"
            | "Prof"
            | "Rev"
            | "Hon"
            | "Fr"
            | "Gen"
            | "Col"
            | "Maj"
            | "Capt"
            | "Lt"
            | "Sgt"
            | "Cpl"
            | "Cmdr"
            | "Adm"
            | "Sen"
            | "Rep"
            | "Reps"
            | "Sens"
            | "Gov"
            | "Del"
            | "Supt"
            | "Det"
            | "Insp"
            | "Jr"
            | "Sr"
            | "St"
            | "Mt"
            | "Ft"
            | "Ave"
            | "Blvd"
            | "Rd"
            | "Bros"
            | "Inc"
            | "Corp"
            | "Co"
            | "Ltd"
            | "vs"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Aug"
            | "Sept"
            | "Sep"
            | "Oct"
            | "Nov"
            | "Dec"
            | "etc"
            | "approx"
            | "dept"
            | "Dept"
            | "Ala"
            | "Ariz"
            | "Ark"
            | "Calif"
            | "Colo"
            | "Conn"
            | "Fla"
            | "Ga"
            | "Ill"
            | "Ind"
            | "Kan"
            | "Ky"
            | "Mass"
            | "Md"
            | "Mich"
            | "Minn"
            | "Miss"
            | "Mo"
            | "Mont"
            | "Neb"
            | "Nev"
            | "Okla"
            | "Ore"
            | "Pa"
            | "Tenn"
            | "Tex"
            | "Va"
            | "Vt"
            | "Wash"
            | "Wis"
            | "Wyo"
    )
}

/// Whether an abbreviation (with its stop) can be the last word of a sentence.
pub(super) fn may_end_sentence(word: &str) -> bool {
    matches!(
        word,
        "U.S."
            | "U.K."
            | "U.N."
            | "E.U."
            | "D.C."
            | "U.A.E."
            | "a.m."
            | "p.m."
            | "Inc."
            | "Corp."
            | "Co."
            | "Ltd."
            | "Jr."
            | "Sr."
            | "etc."
            | "dept."
            | "Dept."
    ) || word.len() == 4 && word.matches('.').count() == 2
}

/// Whether a lower-case word looks like a finite verb or a participle.
pub fn looks_like_verb(word: &str) -> bool {
    is_auxiliary(word)
        || is_irregular_verb(word)
        || word.len() > 4
            && word.ends_with("ed")
            && !matches!(word, "united" | "hundred" | "indeed" | "alleged" | "armed")
}

/// Whether a lower-case word is an adverb that may stand between a subject and its verb.
pub fn is_adverb(word: &str) -> bool {
    is_plain_adverb(word)
        || word.len() > 4
            && word.ends_with("ly")
            && !matches!(
                word,
                "family"
                    | "assembly"
                    | "ally"
                    | "reply"
                    | "supply"
                    | "italy"
                    | "july"
                    | "weekly"
                    | "daily"
                    | "elderly"
                    | "monthly"
                    | "early"
                    | "rally"
                    | "bully"
                    | "anomaly"
                    | "lily"
                    | "emily"
                    | "sally"
                    | "kelly"
                    | "billy"
                    | "beverly"
                    | "kimberly"
            )
}

/// A phrase without its article or other determiner ("the mayor", "one trader").
pub fn without_article(phrase: &str) -> &str {
    let is_article = |word: &str| {
        matches!(
            &*lower(word),
            "the" | "a" | "an" | "one" | "this" | "that" | "his" | "her" | "its" | "their"
        )
    };
    match phrase.split_once(char::is_whitespace) {
        Some((first, rest)) if is_article(first) => rest.trim_start(),
        _ => phrase,
    }
}
