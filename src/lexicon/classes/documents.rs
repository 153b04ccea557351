//! Nouns for what is written. All words are lower case.

use super::class;

class! {
    /// Those that are cited for themselves, and not for who wrote them.
    tells_by_itself:
    "report" "study" "survey" "poll" "indictment" "lawsuit" "suit" "complaint" "memo" "memorandum" "slides" "documents"
    "filing" "audit" "verdict" "ruling" "census"
}
class! {
    /// Those that are cited for who wrote them.
    is_letter: "letter" "statement" "email" "e-mail" "tweet" "message"
}
