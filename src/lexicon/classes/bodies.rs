//! Nouns for organisations, and words of their names, that are not in the table of nouns. All words are lower case.

use super::class;

class! {
    /// Nouns for any organisation.
    is_any_body:
    "organisation" "organization" "company" "group" "firm" "agency" "body" "institution" "outlet"
}
class! {
    /// Nouns for organisations that follow the name of their leader or owner: Roe in "the Roe administration" is not the
    /// organisation, as Vesta in "the Vesta news agency" is.
    is_somebodys:
    "administration" "presidency" "campaign" "government" "regime" "team" "camp" "cabinet" "family" "foundation" "office"
    "estate" "court" "coalition" "side" "delegation"
}
class! {
    /// Nouns for parts of an organisation, which are not called by its name.
    is_part: "committee" "subcommittee" "division" "unit" "branch" "wing" "caucus" "panel"
}
class! {
    /// Forms of companies, which end their names.
    is_company_form: "inc" "corp" "ltd" "co" "plc" "llc" "gmbh"
}
class! {
    /// Words that are optional in names of organisations.
    is_left_out:
    "inc" "corp" "corporation" "co" "company" "ltd" "plc" "group" "llc" "ag" "sa" "fc" "united" "city"
}
class! {
    /// First words of the names of too many organisations to be a short form of one.
    begins_many:
    "national" "united" "royal" "new" "north" "south" "east" "west" "american" "first" "international" "federal" "central"
    "general" "state" "world" "free" "great"
}
class! {
    /// Nouns for the trade of an organisation that begin no name: "chipmaker Vesta".
    is_trade:
    "airline" "automaker" "brewer" "broadcaster" "builder" "carmaker" "carrier" "chipmaker" "developer" "drugmaker"
    "grocer" "housebuilder" "insurer" "lender" "manufacturer" "miner" "newspaper" "operator" "plane-maker" "planemaker"
    "publisher" "retailer" "shipbuilder" "startup" "start-up" "steelmaker" "supermarket" "supplier" "tour-operator"
    "utility" "watchdog" "regulator" "charity"
}
