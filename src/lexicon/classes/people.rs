//! Nouns for people, and words beside them, that are not in the table of nouns. All words are lower case.

use super::class;

class! {
    /// Those who speak for others, or who report their words as part of their work.
    is_mouthpiece:
    "spokesman" "spokeswoman" "spokesperson" "spokespeople" "spokesmen" "lawyer" "lawyers" "attorney"
    "attorneys" "solicitor" "barrister" "counsel" "aide" "aides" "interpreter" "translator" "agent"
    "publicist" "adviser" "advisers" "advisor" "advisors" "secretary" "representative" "representatives"
    "intermediary" "intermediaries" "envoy" "assistant" "mediator" "mediators"
}
class! {
    /// Further people and organisations that an outlet cites.
    is_informant:
    "official" "officials" "source" "sources" "person" "people" "witness" "witnesses" "police" "ministry"
    "department" "government" "office" "authorities" "agency" "diplomat" "diplomats" "officer" "officers"
    "insider" "insiders" "executive" "executives" "minister" "expert" "experts" "analyst" "analysts"
    "resident" "residents" "doctor" "doctors" "army" "military" "prosecutor" "prosecutors" "committee"
    "council" "company" "leader" "leaders" "member" "members" "employee" "employees" "relative"
    "relatives" "neighbour" "neighbours" "neighbor" "neighbors" "friend" "friends" "colleague"
    "colleagues" "commander" "governor" "mayor" "president" "chief" "head" "director" "court" "bank"
    "party" "union"
}
/// Nouns for heads of state or government.
pub(crate) const HEADS_OF_STATE: [&str; 8] =
    ["leader", "president", "premier", "chancellor", "king", "queen", "emperor", "minister"];

class! {
    /// Nouns for leaders or speakers of any organisation.
    leads_anything:
    "secretary" "director" "chairman" "chairwoman" "chair" "head" "boss" "executive" "officer" "manager" "spokesman"
    "spokeswoman" "spokesperson" "founder"
}
class! {
    /// Nouns for any person.
    is_anybody:
    "man" "woman" "person" "source" "official" "insider" "boy" "girl" "teenager" "speaker" "victim"
}
class! {
    /// Nouns that tell only how one stands to somebody else.
    is_other:
    "rival" "opponent" "colleague" "counterpart" "friend" "neighbour" "neighbor"
}
class! {
    /// Nouns for relatives, who may have the same surname.
    is_relative: "wife" "husband" "son" "daughter" "brother" "sister"
}
class! {
    /// Words before the noun of an office that mean another holder.
    is_of_another_holder:
    "former" "ex" "late" "then" "next" "other" "another" "deputy" "vice" "assistant"
}
class! {
    /// Words beside the noun of an office or an organisation that do not distinguish one from another.
    tells_nothing: "former" "late" "new" "own" "same" "current" "veteran" "the"
}
class! {
    /// Titles that are forms of address by themselves, so that they are no name after "Mr." ("Mr. President").
    is_addressed:
    "president" "vice" "prime" "speaker" "secretary" "chairman" "justice" "mayor" "minister" "ambassador" "attorney"
    "senator" "commissioner"
}
class! {
    /// Verbs that describe somebody as a role does ("who runs the ferries").
    does_work:
    "owns" "runs" "leads" "heads" "chairs" "founded" "co-founded" "directs" "manages" "edits" "teaches" "studies"
    "researches" "represents" "lives" "works" "worked" "monitors" "monitored" "oversees" "coaches" "organises"
    "organizes" "organised" "organized" "covers"
}
class! {
    /// Words other than nouns that can be part of a title or a description before a name.
    describes_office:
    "former" "acting" "deputy" "vice" "chief" "prime" "foreign" "finance" "defence" "defense" "health"
    "education" "justice" "home" "state" "city" "county" "assistant" "associate" "longtime" "veteran" "late"
    "retired" "outgoing" "incoming" "first" "second" "opposition" "press" "campaign" "communications" "managing"
    "military" "police" "research" "science" "sports" "movie" "film" "pop" "rock" "tennis" "football" "soccer"
    "basketball" "baseball" "trade" "transport" "labour" "labor" "party" "running" "attorney" "news" "stage"
    "district" "village" "billionaire" "hedge" "fund" "real" "estate" "house" "majority" "minority" "top" "lead"
}
class! {
    /// Titles of men.
    is_mans_title: "mr" "sir" "lord" "king" "prince" "father"
}
class! {
    /// Titles of women.
    is_womans_title: "mrs" "ms" "miss" "lady" "dame" "queen" "princess"
}
class! {
    /// Titles before a name, without full stops.
    is_title:
    "mr" "mrs" "ms" "miss" "dr" "sir" "lord" "lady" "dame" "president" "vice" "prime" "minister" "senator" "sen"
    "rep" "gov" "governor" "professor" "prof" "secretary" "chancellor" "judge" "justice" "king" "queen" "prince"
    "princess" "general" "gen" "colonel" "col" "captain" "capt" "sergeant" "sgt" "officer" "chief" "mayor"
    "councillor" "cllr" "pope" "cardinal" "bishop" "archbishop" "rev" "reverend" "pastor" "father" "sheriff"
    "detective" "inspector" "congressman" "congresswoman" "representative" "ambassador" "director" "chairman"
    "chairwoman" "chairperson" "coach" "manager" "analyst" "attorney" "lawyer" "ex" "former" "actress" "actor"
    "singer" "author"
}
