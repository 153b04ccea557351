//! What the words beside a name say about the actor that it names.

use crate::{
    actors::{
        ActorKind,
        names::{
            modifiers,
            name::{Name, NameKind},
        },
        nouns,
    },
    language::{Document, words},
    lexicon::{classes::bodies, places},
};

/// The scores of a name's kinds: the model's probabilities, plus the evidence of its title, apposition and own words.
pub(in crate::actors) fn chances(text: &Document<'_>, name: &Name) -> [f32; 4] {
    /// More than the probability of a certain kind: evidence of one occurrence outweighs the looks of several.
    const TOLD: f32 = 2.0;
    let mut out = name.chances;
    let [person, organisation, place, other] = &mut out;
    let described = [&name.title, &name.apposition].into_iter().find_map(|range| {
        modifiers::noun(text, range.clone()).and_then(|at| nouns::kind_of_head(&text.lower(at)))
    });
    match described {
        Some(ActorKind::Person) => *person += TOLD,
        Some(ActorKind::Organisation) => *organisation += TOLD,
        _ => {}
    }
    // "the Xinhua news agency"
    let is_body = |at: usize| {
        let noun = text.lower(at);
        nouns::kind_of_head(&noun) == Some(ActorKind::Organisation) && !bodies::is_somebodys(&noun)
    };
    let after = name.tokens.end;
    if is_body(after)
        || text.word(after).starts_with(char::is_lowercase)
            && is_body(after + 1)
            && !words::is_preposition(&text.lower(after))
            && !words::looks_like_verb(text.word(after))
    {
        *organisation += TOLD;
    }
    // The name of a city may be a person's as well, so that this weighs less.
    if places::country_of_city(&text.phrase(name.tokens.clone())).is_some() {
        *place += TOLD / 4.0;
    }
    let last = text.lower(name.tokens.end - 1);
    if name.tokens.len() > 1 && nouns::is_organisation_word(&last) {
        *organisation += TOLD;
    } else if name.tokens.len() > 1 && nouns::is_thing_word(&last) {
        *other += TOLD;
    } else if name.tokens.len() > 1 && nouns::is_place_word(&last) {
        *place += TOLD;
    }
    out
}

/// Whether an apposition says that a name is that of an organisation ("Vesta, the news agency of the port").
pub(in crate::actors) fn is_told_body(text: &Document<'_>, name: &Name) -> bool {
    let head = modifiers::noun(text, name.apposition.clone()).map(|at| text.lower(at));
    head.is_some_and(|noun| {
        nouns::kind_of_head(&noun) == Some(ActorKind::Organisation) && !bodies::is_somebodys(&noun)
    })
}

/// The nouns by which the title and the apposition of a name describe the actor, in lower case.
pub(super) fn nouns(text: &Document<'_>, name: &Name) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for range in [&name.title, &name.apposition] {
        // "the Republican senator and former mayor" is both.
        let all = range.clone().filter(|&at| {
            let word = text.lower(at);
            nouns::is_title(&word)
                || matches!(nouns::kind_of_head(&word), Some(ActorKind::Person | ActorKind::Organisation))
        });
        out.extend(all.map(|at| whole(&text.lower(at)).to_owned()));
    }
    out
}

/// Whether there is evidence of a name's kind besides its looks: a title or given name of a person, the list of places, the
/// noun or the acronym of an organisation.
pub(super) fn is_attested(name: &Name, written: &str) -> bool {
    match name.kind {
        NameKind::Person => !name.title.is_empty() || name.gender.is_some(),
        NameKind::Place => places::is_named(written),
        NameKind::Organisation => {
            words::is_acronym(written) || written.rsplit(' ').next().is_some_and(nouns::is_organisation_word)
        }
        NameKind::Other => false,
    }
}

/// Whether a title only addresses somebody and is no office ("Dr.", but not "Sen.").
pub(in crate::actors) fn is_address(title: &str) -> bool {
    let whole = whole(title);
    nouns::is_honorific(title) && (whole == title || whole == "doctor")
}

/// The noun that a title abbreviates.
pub(in crate::actors) fn whole(title: &str) -> &str {
    match title {
        "sen." => "senator",
        "rep." => "representative",
        "gov." => "governor",
        "gen." => "general",
        "lt." => "lieutenant",
        "col." => "colonel",
        "maj." => "major",
        "capt." => "captain",
        "sgt." => "sergeant",
        "adm." => "admiral",
        "cmdr." => "commander",
        "det." => "detective",
        "supt." => "superintendent",
        "insp." => "inspector",
        "prof." => "professor",
        "dr." | "dr" => "doctor",
        "rev." => "reverend",
        "pres." => "president",
        "amb." => "ambassador",
        "cllr" | "cllr." => "councillor",
        _ => title,
    }
}

/// The role that the title or apposition of `name` gives, short enough for a line.
pub(in crate::actors) fn role(text: &Document<'_>, name: &Name) -> Option<String> {
    const LONGEST: usize = 60;
    let is_short = |word: &str| whole(word) != word && whole(word) != "doctor";
    let any = |is: &dyn Fn(&str) -> bool| name.title.clone().any(|at| is(&text.lower(at)));
    // "Gov." is an office, "Dr." and "Mr." are not; what follows the name says more than it.
    let is_titled = any(&|word| !nouns::is_honorific(word));
    let by_title = is_titled || name.apposition.is_empty() && any(&is_short);
    let mut range = if by_title { name.title.clone() } else { name.apposition.clone() };
    let first = text.lower(range.start);
    let is_of = text.lower(range.start + 1) == "of";
    if (words::is_determiner(&first) || words::is_possessive(&first)) && !is_of {
        range.start += 1;
    }
    let found = text.phrase(range.clone());
    if found.len() <= LONGEST {
        return (!found.is_empty()).then_some(found);
    }
    // "a lecturer in physics at the University of Selby": as far as the last phrase that is short enough.
    let ends = range.clone().skip(1).filter(|at| words::is_preposition(&text.lower(*at)));
    let cut = ends.map(|end| text.phrase(range.start..end)).take_while(|found| found.len() <= LONGEST);
    cut.last()
}
