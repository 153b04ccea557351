//! Nouns for organisations and words of their names, as far as the table of nouns does not tell them. All words are lower
//! case.

use super::class;

class! {
    /// Nouns that any organisation can be called by.
    is_any_body:
    "organisation" "organization" "company" "group" "firm" "agency" "body" "institution" "outlet"
}
class! {
    /// Nouns for bodies that are called by the name of who leads or owns them: "the Roe administration" is no name of a body,
    /// as "the Vesta news agency" is.
    is_somebodys:
    "administration" "campaign" "government" "regime" "team" "camp" "cabinet" "family" "foundation" "office" "estate"
    "court" "coalition" "side" "delegation"
}
class! {
    /// Forms of companies, which end their names.
    is_company_form: "inc" "corp" "ltd" "co" "plc" "llc" "gmbh"
}
class! {
    /// Words that bodies go by with or without.
    is_left_out:
    "inc" "corp" "corporation" "co" "company" "ltd" "plc" "group" "llc" "ag" "sa" "fc" "united" "city"
}
class! {
    /// Words that begin the names of too many bodies to be short for one.
    begins_many:
    "national" "united" "royal" "new" "north" "south" "east" "west" "american" "first" "international" "federal" "central"
    "general" "state" "world" "free" "great"
}
