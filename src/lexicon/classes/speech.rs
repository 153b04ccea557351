//! Verbs of speech, and nouns for what is said, written and answered. All words are lower case.

use super::class;

class! {
    /// Documents and records, which can carry words but do not speak for anybody.
    is_record:
    "papers" "documents" "document" "records" "record" "minutes" "transcript" "transcripts" "indictment"
    "affidavit" "lawsuit" "complaint" "filing" "filings" "report" "reports" "memo" "memorandum" "letter"
    "letters" "email" "emails" "e-mail" "e-mails" "cable" "cables" "recording" "recordings" "tape" "tapes"
    "diary" "diaries" "testimony" "deposition" "depositions" "statement" "communique" "communiqué" "notes"
    "log" "logs" "archives" "dossier" "study" "gazette" "annals" "chronicle" "biography" "memoir"
    "readout" "account" "accounts" "warrant" "petition" "audit"
}
class! {
    /// Verbs whose object is the addressee, in all their forms.
    takes_addressee:
    "tell" "tells" "told" "telling" "inform" "informs" "informed" "informing" "remind" "reminds"
    "reminded" "reminding" "assure" "assures" "assured" "assuring" "reassure" "reassures" "reassured"
    "reassuring" "notify" "notifies" "notified" "notifying" "brief" "briefs" "briefed" "briefing" "warn"
    "warns" "warned" "warning" "caution" "cautions" "cautioned" "cautioning" "alert" "alerts" "alerted"
    "alerting" "ask" "asks" "asked" "asking" "advise" "advises" "advised" "advising" "urge" "urges"
    "urged" "urging" "press" "pressed" "pressing" "pressure" "pressured" "pressuring" "order" "orders" "ordered" "ordering" "instruct" "instructs" "instructed"
    "instructing" "command" "commands" "commanded" "commanding" "beg" "begs" "begged" "begging" "implore"
    "implores" "implored" "imploring" "beseech" "besought" "entreat" "entreated" "encourage" "encourages"
    "encouraged" "encouraging" "invite" "invites" "invited" "inviting" "promise" "promises" "promised"
    "promising" "answer" "answers" "answered" "answering" "texts" "texted" "texting" "emailed" "counsel"
    "counselled" "counseled" "bade" "wired" "cabled" "messaged" "lecture" "lectured" "thanked"
    "thanking" "congratulated" "congratulating"
}
class! {
    /// Plain verbs of reporting, in all their forms.
    reports_plainly:
    "say" "says" "said" "saying" "report" "reports" "reported" "reporting" "tell" "tells" "told" "telling"
    "write" "writes" "wrote" "written" "writing" "state" "states" "stated" "announce" "announces"
    "announced" "announcing" "add" "adds" "added" "adding" "note" "notes" "noted" "noting" "reveal"
    "reveals" "revealed" "revealing" "disclose" "discloses" "disclosed" "recall" "recalls" "recalled"
    "recount" "recounts" "recounted" "recounting" "testify" "testifies" "testified" "testifying" "confirm"
    "confirms" "confirmed" "confirming" "show" "shows" "showed" "according" "per" "quote" "quotes"
    "quoted" "quoting" "relate" "related" "record" "records" "recorded" "allege" "alleges" "alleged"
    "alleging" "claim" "claims" "claimed" "claiming" "relay" "relayed" "broadcast" "published" "read"
    "reads"
}
class! {
    /// Further verbs of speaking, in their finite forms: their subject has said something that can be carried.
    is_speaking:
    "acknowledges" "acknowledged" "acknowledging" "adds" "added" "adding" "admits" "admitted" "admitting"
    "affirms" "affirmed" "affirming" "announces" "announced" "announcing" "answers" "answered" "answering"
    "argues" "argued" "arguing" "asserts" "asserted" "asserting" "boasts" "boasted" "boasting" "cautions"
    "cautioned" "cautioning" "claims" "claimed" "claiming" "commented" "commenting" "complains"
    "complained" "complaining" "concedes" "conceded" "conceding" "concludes" "concluded" "concluding"
    "confesses" "confessed" "confessing" "confirms" "confirmed" "confirming" "contends" "contended"
    "contending" "counters" "countered" "countering" "declares" "declared" "declaring" "demands"
    "demanded" "demanding" "denies" "denied" "denying" "discloses" "disclosed" "disclosing" "elaborates"
    "elaborated" "elaborating" "emphasises" "emphasised" "emphasising" "emphasizes" "emphasized"
    "emphasizing" "exclaims" "exclaimed" "exclaiming" "explains" "explained" "explaining" "hints" "hinted"
    "hinting" "insists" "insisted" "insisting" "interjects" "interjected" "interjecting" "jokes" "joked"
    "joking" "laments" "lamented" "lamenting" "maintains" "maintained" "maintaining" "mentions"
    "mentioned" "mentioning" "murmurs" "murmured" "murmuring" "mutters" "muttered" "muttering" "notes"
    "noted" "noting" "objected" "objecting" "observes" "observed" "observing" "offered" "offering"
    "pledges" "pledged" "pledging" "predicts" "predicted" "predicting" "proclaims" "proclaimed"
    "proclaiming" "promises" "promised" "promising" "proposes" "proposed" "proposing" "protests"
    "protested" "protesting" "quips" "quipped" "quipping" "recalls" "recalled" "recalling" "recounts"
    "recounted" "recounting" "reiterates" "reiterated" "reiterating" "relates" "related" "relating"
    "remarks" "remarked" "remarking" "repeats" "repeated" "repeating" "replies" "replied" "replying"
    "reports" "reported" "reporting" "requested" "requesting" "responds" "responded" "responding"
    "retorts" "retorted" "retorting" "reveals" "revealed" "revealing" "roars" "roared" "roaring" "scoffs"
    "scoffed" "scoffing" "shouts" "shouted" "shouting" "sighs" "sighed" "sighing" "snaps" "snapped"
    "snapping" "states" "stated" "stating" "stresses" "stressed" "stressing" "suggests" "suggested"
    "suggesting" "testifies" "testified" "testifying" "threatens" "threatened" "threatening" "tweets"
    "tweeted" "tweeting" "vows" "vowed" "vowing" "whispers" "whispered" "whispering" "yells" "yelled"
    "yelling" "alleges" "alleged" "alleging" "conveys" "conveyed" "conveying" "lectures" "lectured"
    "lecturing" "scolds" "scolded" "scolding" "reminds" "reminded" "reminding" "pleads" "pleaded"
    "pleading" "swear" "swears" "swore" "swearing" "apologises" "apologised" "apologising" "apologizes"
    "apologized" "apologizing" "accuses" "accused" "accusing" "criticises" "criticised" "criticising"
    "criticizes" "criticized" "criticizing" "say" "saying" "tell" "telling" "write" "writing" "spoke"
    "cried" "cries"
}
class! {
    /// Nouns for what is written or said to somebody: "in a letter to ...".
    is_missive:
    "letter" "letters" "message" "messages" "email" "emails" "e-mail" "e-mails" "note" "memo" "memorandum"
    "telegram" "cable" "text" "texts" "telegraph" "postcard" "speech" "address" "lecture" "sermon" "toast"
    "remarks" "comments" "testimony" "statement" "submission" "report" "petition" "appeal" "filing"
    "complaint" "presentation" "briefing" "reply" "answer" "response" "evidence" "plea" "warning"
    "interview"
}
class! {
    /// Nouns for talk with somebody: "in a call with ...".
    is_talk:
    "call" "calls" "conversation" "conversations" "chat" "exchange" "interview" "teleconference" "briefing"
}
class! {
    /// Participles before "by" and the outlet that has the words or papers of others.
    is_passed_on:
    "carried" "broadcast" "aired" "published" "printed" "reported" "released" "distributed" "quoted"
    "cited" "seen" "obtained" "reviewed" "viewed" "read" "examined" "shared" "relayed" "reprinted"
    "streamed" "televised" "posted" "heard" "leaked" "combed"
}
class! {
    /// Appearances in an outlet: "in an interview with", "writing in".
    is_appearance:
    "interview" "interviews" "appearance" "appearances" "conversation" "remarks" "comments" "comment"
    "statement" "article" "column" "op-ed" "essay" "piece" "editorial" "commentary" "letter" "email"
    "e-mail" "post" "video" "speech" "address" "profile" "blog" "writing" "speaking" "appearing"
    "appeared" "talking" "spoke" "interviewed" "live"
}
class! {
    /// Nouns for what is told, asked or answered, rather than for an addressee.
    is_matter:
    "story" "stories" "tale" "tales" "joke" "jokes" "truth" "truths" "lie" "lies" "anecdote" "anecdotes"
    "news" "fortune" "fortunes" "question" "questions" "time" "price" "permission" "leave" "help"
    "criticism" "criticisms" "report" "reports" "claim" "claims" "comment" "comments" "remark" "remarks"
    "allegation" "allegations" "accusation" "accusations" "request" "requests" "letter" "letters" "call"
    "calls" "suggestion" "laughter" "applause" "cheers" "charge" "charges" "concern" "concerns"
    "complaint" "complaints" "queries" "query" "something" "anything" "nothing" "everything" "it" "this"
    "that" "what" "history" "secret" "secrets" "favour" "favor" "violence" "decision" "move" "attack"
    "attacks" "ruling" "death" "deaths" "extent" "point" "effect" "contrary" "mind" "silence" "link"
    "copy" "photo" "photograph" "picture" "list" "camera" "microphone" "tv" "boos" "surprise" "laughs"
    "groans" "gasps" "cheering" "chants"
}
class! {
    /// Verbs of replying: somebody has asked before.
    is_replying:
    "replies" "replied" "replying" "answers" "answered" "answering" "responds" "responded" "responding"
}
class! {
    /// Nouns for where one posts ("to her page"): they are no addressee.
    is_platform:
    "page" "pages" "site" "website" "account" "blog" "feed" "forum"
}
class! {
    /// Pronouns for oneself, one another and nobody.
    is_no_other:
    "himself" "herself" "itself" "themselves" "myself" "ourselves" "yourself" "oneself" "nobody" "no-one"
    "none"
}
class! {
    /// Object pronouns that can be an addressee.
    is_object_pronoun:
    "me" "him" "her" "us" "them" "you" "thee" "whom"
}
class! {
    /// Irregular finite verbs of speaking that cannot be nouns.
    is_bare_report: "said" "says" "told" "tells" "wrote" "writes"
}
