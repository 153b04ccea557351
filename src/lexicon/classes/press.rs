//! Words for the press: its names, its products and those who work for it. All words are lower case.

use super::class;

class! {
    /// Names of news agencies, papers and broadcasters without a word for such.
    is_outlet_name:
    "reuters" "afp" "xinhua" "tass" "itar-tass" "interfax" "yonhap" "kyodo" "jiji" "bloomberg" "anadolu"
    "irna" "isna" "mehr" "kcna" "cctv" "cgtn" "bbc" "cnn" "npr" "pbs" "nbc" "cbs" "msnbc" "cnbc" "c-span"
    "itv" "rte" "rté" "espn" "jazeera" "arabiya" "dpa" "ansa" "efe" "lusa" "belga" "apa" "pti" "ani"
    "antara" "bernama" "sana" "wafa" "mena" "petra" "ria" "novosti" "ukrinform" "nhk" "kbs" "mbc" "sbs"
    "abc" "cbc" "ctv" "ard" "zdf" "orf" "srf" "rai" "rtl" "tf1" "yle" "nrk" "svt" "tvn" "tve" "dw" "rt"
    "telesur" "globo" "folha" "monde" "figaro" "libération" "equipe" "l'equipe" "l'équipe" "spiegel"
    "zeit" "welt" "bild" "süddeutsche" "corriere" "repubblica" "stampa" "país" "pais" "mundo" "clarín"
    "clarin" "nación" "pravda" "izvestia" "kommersant" "haaretz" "ynet" "ahram" "asahi" "mainichi"
    "yomiuri" "nikkei" "sankei" "rodong" "caixin" "politico" "axios" "buzzfeed" "huffpost" "newsweek"
    "forbes" "wired" "economist" "lancet" "variety" "breitbart" "vox" "aftenposten" "politiken" "scmp"
    "yahoo" "newsmax" "msn" "upi" "univision" "telemundo" "mlive" "wsj" "nyt"
}
class! {
    /// Nouns for outlets.
    is_outlet_noun:
    "newspaper" "newspapers" "paper" "broadcaster" "magazine" "weekly" "daily" "tabloid" "broadsheet"
    "television" "tv" "radio" "website" "podcast" "newswire" "newsletter" "gazette" "news" "periodical"
    "wire"
}
class! {
    /// Words that only newspapers have in their names.
    is_newspaper_name:
    "times" "post" "journal" "news" "herald" "tribune" "gazette" "guardian" "telegraph" "mail" "mirror" "sun" "star"
    "chronicle" "observer" "courier" "globe" "bulletin" "examiner"
}
class! {
    /// Words that end the name of a paper or a magazine, and names of other things as well.
    is_other_masthead:
    "monitor" "express" "echo" "standard" "register" "dispatch" "inquirer" "sentinel" "mercury" "independent" "scientist"
    "press" "argus" "advertiser" "record" "review" "today" "week" "voice" "messenger" "intelligencer" "ledger" "citizen"
    "digest" "atlantic" "yorker"
}

/// Whether the word ends the name of a paper or a magazine, where it is written with a capital.
pub(crate) fn is_masthead(word: &str) -> bool {
    is_newspaper_name(word) || is_other_masthead(word)
}

class! {
    /// Words before "agency", "media", "channel", "network" or "station" that make these an outlet.
    is_press_modifier:
    "news" "press" "state" "state-run" "state-owned" "state-controlled" "official" "local" "national"
    "regional" "public" "private" "domestic" "foreign" "government" "television" "tv" "radio" "cable"
    "independent" "pro-government" "information" "telegraph"
}
class! {
    /// Those who work for outlets.
    is_journalist:
    "reporter" "reporters" "correspondent" "correspondents" "journalist" "journalists" "interviewer"
    "columnist" "anchor" "host" "presenter" "programme" "program" "show" "stringer" "team" "series"
    "bureau" "moderator" "co-host" "hosts" "anchors"
}
class! {
    /// Nouns for newspapers.
    is_newspaper: "newspaper" "paper" "daily" "tabloid"
}
class! {
    /// Nouns for what an outlet broadcasts or prints: words said there are said to the outlet.
    is_programme: "programme" "program" "show" "podcast" "broadcast" "bulletin" "newspaper" "magazine"
}
class! {
    /// Nouns that mean an outlet only after another word of the press ("state media") or in a name ("the Vesta Network").
    is_medium: "agency" "media" "channel" "network" "station" "service" "site" "outlet" "outlets"
}
class! {
    /// Words that end the name of a channel, which a number may follow ("Radio 4").
    is_channel: "radio" "channel" "tv" "bbc" "itv"
}
