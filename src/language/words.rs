//! The closed word classes of English, and what the shape of a word tells. All of it is general knowledge of the
//! language; what is learned or listed as data lies in `assets/`.

use std::borrow::Cow;

/// `word` in lower case, with a straight apostrophe; borrowed where it is that already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
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

macro_rules! class {
    ($(#[$doc:meta])* $name:ident: $($word:literal)*) => {
        $(#[$doc])*
        pub fn $name(word: &str) -> bool {
            matches!(word, $($word)|*)
        }
    };
}
pub(crate) use class;

class! {
    /// Articles, demonstratives and quantifiers that begin a noun phrase. Lower case.
    is_determiner:
    "a" "an" "the" "this" "that" "these" "those" "some" "any" "no" "every" "each" "another" "both" "all" "many"
    "several" "few" "most" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "dozens" "one" "other"
}
class! {
    /// Possessive determiners. Lower case.
    is_possessive: "my" "your" "his" "her" "its" "our" "their"
}
class! {
    /// Personal pronouns that can be the subject of a clause. Lower case.
    is_subject_pronoun: "i" "you" "he" "she" "it" "we" "they" "who" "which" "nobody" "everyone" "everybody" "someone"
}
class! {
    /// Third-person and object pronouns that refer back to somebody. Lower case.
    is_pronoun:
    "i" "you" "he" "she" "it" "we" "they" "who" "which" "him" "them" "me" "us" "her" "himself" "herself" "themselves"
    "his" "their" "my" "our" "its"
}
class! {
    /// Prepositions. Lower case.
    is_preposition:
    "of" "in" "on" "at" "by" "for" "from" "with" "to" "about" "against" "after" "before" "during" "under" "over"
    "between" "among" "into" "through" "without" "within" "near" "since" "until" "despite" "outside" "inside" "across"
    "like" "as" "via" "per" "toward" "towards" "behind" "beyond" "amid" "upon" "off" "alongside"
}
class! {
    /// Words that begin a subordinate clause. Lower case.
    is_subordinator:
    "that" "while" "when" "because" "although" "though" "if" "whether" "as" "after" "before" "since" "until" "unless"
    "where" "why" "how" "what" "whereas" "once"
}
class! {
    /// Auxiliary and modal verbs. Lower case.
    is_auxiliary:
    "is" "are" "was" "were" "be" "been" "being" "am" "has" "have" "had" "having" "do" "does" "did" "will" "would" "can"
    "could" "may" "might" "must" "shall" "should" "isn't" "aren't" "wasn't" "weren't" "hasn't" "haven't" "hadn't"
    "it's" "he's" "she's" "that's" "they're" "we're" "i'm" "you're" "we'd" "he'd" "she'd" "they'd" "i'd" "they've" "we've"
    "i've" "you've" "doesn't" "don't" "didn't" "won't" "wouldn't" "can't" "cannot" "couldn't" "shouldn't" "mustn't"
}
class! {
    /// Forms of "be", which with a participle make a passive. Lower case.
    is_be: "is" "are" "was" "were" "be" "been" "being" "am" "isn't" "aren't" "wasn't" "weren't" "it's" "he's" "she's" "that's" "they're"
    "we're" "i'm" "you're"
}
class! {
    /// Common finite verbs without a telling ending; they bound a noun phrase. Lower case.
    is_irregular_verb:
    "made" "took" "went" "came" "met" "held" "left" "won" "lost" "saw" "gave" "got" "kept" "led" "put" "set" "ran"
    "began" "became" "brought" "broke" "built" "bought" "drew" "fell" "felt" "flew" "grew" "hit" "knew" "paid" "rose"
    "sat" "sent" "shot" "spent" "spoke" "stood" "struck" "threw" "wore" "makes" "takes" "goes" "comes" "gives" "gets"
    "keeps" "leads" "runs" "sees" "knows" "needs" "wants" "seems" "remains" "shows" "showed" "means"
}
class! {
    /// Words of time that may stand between a verb and its object. Lower case.
    is_time:
    "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday" "today" "yesterday" "tomorrow" "tonight"
    "january" "february" "march" "april" "june" "july" "august" "september" "october" "november" "december" "week"
    "month" "year" "morning" "afternoon" "evening" "night" "day" "days" "weeks" "months" "years" "hours" "jan." "feb."
    "aug." "sept." "oct." "nov." "dec." "late" "early" "earlier" "later" "last" "next" "ago" "recently" "weekend" "noon"
}
class! {
    /// Coordinating conjunctions. Lower case.
    is_conjunction: "and" "but" "or" "nor" "yet" "so"
}
class! {
    /// Adverbs without "-ly" that stand beside a verb. Lower case.
    is_plain_adverb:
    "also" "then" "later" "once" "again" "long" "never" "ever" "even" "still" "just" "only" "often" "soon" "first"
    "now" "already" "too" "always" "not" "earlier" "since" "further" "instead" "however" "meanwhile" "yet" "back"
}
class! {
    /// Words that are followed by "'s" for "is" or "has" rather than as owners. Lower case.
    takes_is:
    "it" "he" "she" "that" "what" "who" "there" "here" "where" "how" "let" "when" "why" "this" "everything" "something"
    "nothing" "everyone"
}
class! {
    /// Elisions that begin with an apostrophe, which then opens no quotation. Lower case, without the apostrophe.
    is_elision: "em" "tis" "twas" "til" "till" "n" "cause" "bout" "round" "cos" "ere" "un" "s" "t" "d" "ll" "re" "ve" "m"
}
class! {
    /// Words that often open a sentence, and so tell that the stop before them ended one. Lower case.
    opens_sentence:
    "the" "a" "an" "he" "she" "it" "they" "we" "i" "in" "on" "at" "but" "and" "this" "that" "these" "his" "her" "their"
    "there" "when" "while" "after" "as" "for" "if" "no" "one" "some" "so" "what" "who" "with" "however" "critics"
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

/// A phrase without the article or the like that it begins with ("the mayor", "one trader").
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
