//! What a common noun says about whom it names.

use super::ActorKind;
use crate::lexicon::Gender;

/// The gender that a title or a role noun tells. Lower case.
pub(super) fn gender(noun: &str) -> Option<Gender> {
    match noun {
        "mr." | "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "son" | "husband"
        | "spokesman" | "chairman" | "congressman" | "businessman" | "man" | "grandfather" | "uncle"
        | "boy" | "pope" => Some(Gender::Male),
        "mrs." | "mrs" | "ms." | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "mother"
        | "sister" | "daughter" | "wife" | "spokeswoman" | "chairwoman" | "congresswoman"
        | "businesswoman" | "woman" | "grandmother" | "aunt" | "girl" | "actress" => Some(Gender::Female),
        _ => None,
    }
}

/// Whether the word is a title or a role that stands before a name. Lower case.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr."
            | "mrs."
            | "ms."
            | "mr"
            | "mrs"
            | "ms"
            | "miss"
            | "mx."
            | "dr."
            | "dr"
            | "prof."
            | "professor"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "rev."
            | "reverend"
            | "hon."
            | "gen."
            | "general"
            | "col."
            | "colonel"
            | "maj."
            | "major"
            | "capt."
            | "captain"
            | "lt."
            | "lieutenant"
            | "sgt."
            | "sergeant"
            | "cmdr."
            | "commander"
            | "adm."
            | "admiral"
            | "sen."
            | "senator"
            | "rep."
            | "representative"
            | "gov."
            | "governor"
            | "del."
            | "delegate"
            | "supt."
            | "det."
            | "detective"
            | "inspector"
            | "president"
            | "vice-president"
            | "premier"
            | "chancellor"
            | "minister"
            | "secretary"
            | "ambassador"
            | "mayor"
            | "councillor"
            | "councilman"
            | "councilwoman"
            | "congressman"
            | "congresswoman"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "cardinal"
            | "bishop"
            | "archbishop"
            | "imam"
            | "rabbi"
            | "judge"
            | "justice"
            | "sheriff"
            | "officer"
            | "chief"
            | "director"
            | "chairman"
            | "chairwoman"
            | "chair"
            | "chairperson"
            | "speaker"
            | "leader"
            | "marshal"
            | "emperor"
            | "sultan"
            | "comrade"
            | "coach"
            | "attorney"
            | "deputy"
            | "treasurer"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "analyst"
            | "economist"
            | "author"
            | "founder"
            | "envoy"
            | "lawyer"
            | "editor"
            | "historian"
            | "archivist"
            | "engineer"
            | "commissioner"
            | "executive"
            | "candidate"
            | "nominee"
            | "mp"
            | "ceo"
            | "diplomat"
            | "activist"
            | "journalist"
            | "reporter"
    )
}

/// What a noun phrase with this (lower-case) head noun names.
pub(super) fn kind_of_head(head: &str) -> Option<ActorKind> {
    match head {
        "agency" | "ministry" | "department" | "government" | "administration" | "committee"
        | "commission" | "council" | "party" | "company" | "firm" | "bank" | "court" | "union"
        | "university" | "institute" | "newspaper" | "paper" | "magazine" | "network" | "broadcaster"
        | "channel" | "station" | "website" | "site" | "office" | "bureau" | "board" | "panel" | "group"
        | "organisation" | "organization" | "association" | "foundation" | "campaign" | "team" | "club"
        | "police" | "army" | "navy" | "military" | "parliament" | "senate" | "congress" | "house"
        | "embassy" | "authority" | "coalition" | "regime" | "side" | "delegation" | "league"
        | "federation" | "corporation" | "service" | "centre" | "center" | "outlet" | "daily"
        | "tribunal" | "inquiry" | "chamber" | "trust" | "charity" | "watchdog" | "regulator" | "wire" => {
            Some(ActorKind::Organisation)
        }
        "report" | "statement" | "document" | "memo" | "memorandum" | "letter" | "study" | "survey"
        | "poll" | "law" | "lawsuit" | "suit" | "complaint" | "filing" | "indictment" | "email"
        | "e-mail" | "tweet" | "post" | "article" | "editorial" | "book" | "bill" | "note" | "leaflet"
        | "transcript" | "text" | "message" | "release" | "communique" | "communiqué" | "resolution"
        | "order" | "ruling" | "sign" | "analysis" | "data" | "review" | "paperwork" | "figures"
        | "results" | "records" | "documents" | "polls" | "studies" | "reports" | "papers" | "emails"
        | "rules" | "research" | "evidence" | "story" | "headline" | "declaration" | "treaty" | "notice"
        | "audit" | "affidavit" => Some(ActorKind::Document),
        "official" | "source" | "person" | "man" | "woman" | "aide" | "adviser" | "advisor" | "diplomat"
        | "insider" | "employee" | "worker" | "colleague" | "friend" | "resident" | "neighbour"
        | "neighbor" | "witness" | "voter" | "member" | "student" | "teacher" | "doctor" | "nurse"
        | "soldier" | "fisherman" | "passenger" | "expert" | "sister" | "brother" | "mother" | "father"
        | "wife" | "husband" | "daughter" | "son" | "grandmother" | "grandfather" | "scientist"
        | "researcher" | "veteran" | "farmer" | "driver" | "critic" | "supporter" | "boss" | "host"
        | "owner" | "manager" | "lawmaker" | "politician" | "senior" | "staffer" | "operative"
        | "strategist" | "consultant" | "prosecutor" | "victim" | "suspect" | "player" | "guest"
        | "writer" | "artist" | "successor" | "predecessor" | "opponent" | "rival" | "interpreter" => {
            Some(ActorKind::Person)
        }
        _ if is_title(head) => Some(ActorKind::Person),
        "people" | "media" | "others" | "many" | "some" | "men" | "women" | "children" | "both" | "none"
        | "public" | "press" | "opposition" | "majority" | "minority" | "crowd" | "family" | "staff" => {
            Some(ActorKind::Group)
        }
        "clerk" | "ferryman" | "farmhand" | "premier" | "nobody" => Some(ActorKind::Person),
        _ if is_agent(head) => Some(ActorKind::Person),
        _ => None,
    }
}

/// Whether the noun is made of what somebody does ("historian", "fisherman", "negotiator").
fn is_agent(noun: &str) -> bool {
    const ENDINGS: [&str; 7] = ["man", "woman", "ist", "ian", "ator", "ologist", "person"];
    noun.len() > 5 && ENDINGS.iter().any(|e| noun.ends_with(e))
}

/// Whether the last word of a name of several tells that it is a place on a map. Lower case.
pub(super) fn is_place_word(word: &str) -> bool {
    matches!(
        word,
        "street"
            | "road"
            | "avenue"
            | "lane"
            | "square"
            | "bridge"
            | "tunnel"
            | "river"
            | "lake"
            | "sea"
            | "ocean"
            | "bay"
            | "island"
            | "islands"
            | "mountain"
            | "mountains"
            | "valley"
            | "park"
            | "airport"
            | "station"
            | "peninsula"
            | "coast"
            | "city"
            | "county"
            | "district"
            | "harbour"
            | "harbor"
            | "beach"
            | "hill"
            | "hills"
            | "gate"
    )
}

/// Whether the last word of a name tells that it is no person's. Lower case.
pub(super) fn is_organisation_word(word: &str) -> bool {
    matches!(kind_of_head(word), Some(ActorKind::Organisation))
        || matches!(
            word,
            "inc."
                | "inc"
                | "corp."
                | "corp"
                | "ltd."
                | "ltd"
                | "co."
                | "llc"
                | "plc"
                | "gmbh"
                | "news"
                | "times"
                | "post"
                | "journal"
                | "herald"
                | "tribune"
                | "guardian"
                | "gazette"
                | "press"
                | "radio"
                | "tv"
                | "television"
                | "media"
                | "studios"
                | "college"
                | "school"
                | "hospital"
                | "church"
                | "society"
                | "nations"
                | "bureau"
                | "kremlin"
                | "pentagon"
                | "republicans"
                | "democrats"
                | "conservatives"
                | "labour"
                | "republican"
                | "democratic"
                | "committee"
                | "airlines"
                | "motors"
                | "bank"
                | "group"
                | "international"
                | "force"
                | "courier"
                | "chronicle"
                | "observer"
                | "telegraph"
                | "mail"
                | "standard"
                | "examiner"
                | "intelligencer"
                | "globe"
                | "mirror"
                | "express"
                | "argus"
                | "echo"
                | "register"
                | "ledger"
                | "dispatch"
                | "bulletin"
                | "messenger"
                | "advertiser"
                | "inquirer"
                | "review"
                | "politico"
                | "reuters"
                | "xinhua"
                | "bbc"
                | "facebook"
                | "twitter"
                | "google"
                | "microsoft"
                | "apple"
                | "amazon"
        )
}

/// Whether the (lower-case) noun is a plural.
pub(super) fn is_plural(noun: &str) -> bool {
    matches!(noun, "people" | "men" | "women" | "media" | "children" | "police")
        || noun.len() > 3
            && noun.ends_with('s')
            && !noun.ends_with("ss")
            && !noun.ends_with("us")
            && !noun.ends_with("is")
}

/// The noun of which the (lower-case) word is the plural, where it looks like one.
pub(super) fn singular(noun: &str) -> Option<&str> {
    match noun {
        "men" => Some("man"),
        "women" => Some("woman"),
        _ if is_plural(noun) => noun.strip_suffix('s'),
        _ => None,
    }
}
