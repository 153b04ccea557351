//! The closed word classes of English. All words are lower case.

use super::class;

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
    /// Pronouns that begin a relative clause; "that" can be much else. Lower case.
    is_relative: "who" "whom" "whose" "which"
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
