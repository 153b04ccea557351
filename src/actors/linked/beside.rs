//! Descriptions beside a name, for actors without a role by the model: words directly before it ("Westland-based carrier Roe
//! Air"), a relative clause ("Ann Roe, who runs the ferries"), an affiliation ("Ann Roe, at Harle").

use super::{Groups, Linked, MentionLinker, MentionType, Mentioned};
use crate::{
    actors::{ActorKind, nouns},
    language::{TokenKind, words},
    lexicon::{
        Gender,
        classes::{bodies, people, speech},
        given_names,
        nouns::entry,
        places,
    },
};
use std::ops::Range;

impl<L: MentionLinker> Groups<'_, L> {
    /// The description of an actor of this kind beside one of its names.
    pub(super) fn beside(&self, name: &Range<usize>, kind: ActorKind) -> Option<String> {
        let is_person = kind == ActorKind::Person;
        let before =
            || matches!(kind, ActorKind::Person | ActorKind::Organisation).then(|| self.before(name, kind));
        before()
            .flatten()
            .or_else(|| self.listed(name, kind))
            .or_else(|| is_person.then(|| self.who(name).or_else(|| self.at(name)))?)
    }

    /// The words directly before a name: "US partner" in "the US partner Roe Drugs", "Westland-based" in "Westland-based Roe
    /// Air".
    fn before(&self, name: &Range<usize>, kind: ActorKind) -> Option<String> {
        let start = self.words_before(name.start).start;
        let head = name.start.checked_sub(1).filter(|head| *head >= start)?;
        let noun = self.document.lower(head);
        let is_from = |at: usize| {
            let word = self.document.lower(at);
            ["-based", "-born", "-ranked"].iter().any(|ending| word.ends_with(ending))
        };
        let is_adjective = (start..name.start).any(is_from);
        let is_own = match kind {
            ActorKind::Person => self.is_office(head) && !nouns::is_title(&noun) && !nouns::is_plural(&noun),
            _ => nouns::kind_of_head(&noun) == Some(ActorKind::Organisation) && !bodies::is_somebodys(&noun),
        };
        let is_lower = self.document.word(head).starts_with(|c: char| !c.is_uppercase());
        (is_adjective || is_own && is_lower).then(|| self.text(start..name.start))
    }

    /// The words directly before a name that may describe whom it names: what stands between a determiner, a preposition
    /// or a verb and the name, which begins at `name`.
    pub(super) fn words_before(&self, name: usize) -> Range<usize> {
        /// The most words of such a description.
        const MOST: usize = 5;
        let sentence = self.document.sentence(name);
        let is_part = |at: &usize| {
            let word = self.document.lower(*at);
            let is_small = words::is_determiner(&word)
                || words::is_preposition(&word)
                || words::is_subordinator(&word)
                || words::is_possessive(&word)
                || matches!(&*word, "and" | "or" | "but" | "not" | "also" | "then");
            self.document.kind(*at) == Some(TokenKind::Word) && !is_small && !self.document.is_verb(*at)
        };
        // Capitalised words may open a description: a country, an award, the first word of a sentence.
        let is_lower = |at: &usize| self.document.word(*at).starts_with(|c: char| !c.is_uppercase());
        let lower = (sentence.start..name).rev().take(MOST).take_while(|at| is_part(at) && is_lower(at));
        let mut start = name - lower.count();
        let floor = sentence.start.max(name.saturating_sub(MOST));
        let capitals = (floor..start).rev().take_while(|at| is_part(at) && !is_lower(at)).count();
        // The end of a longer name describes nobody: "Parents" of "Meet the Parents stars Ann Roe and Jo Lind".
        let before = (start - capitals).checked_sub(1).filter(|_| capitals > 0);
        let is_cut = before.is_some_and(|at| {
            let is_small = matches!(&*self.document.lower(at), "the" | "of" | "and");
            is_small
                && at > sentence.start + 1
                && !is_lower(&(at - 1))
                && self.document.kind(at - 1) == Some(TokenKind::Word)
        });
        if !is_cut {
            start -= capitals;
        }
        start..name
    }

    /// The predicate of a relative clause: "runs the ferries" in "Ann Roe, who runs the ferries".
    fn who(&self, name: &Range<usize>) -> Option<String> {
        /// The most words of such a clause.
        const MOST: usize = 9;
        let word = |at: usize| self.document.lower(at);
        let who = name.end + usize::from(&*word(name.end) == ",");
        let verb = who + 1;
        let does_work = people::does_work(&word(verb));
        if &*word(who) != "who" || !does_work {
            return None;
        }
        let end = self.document.sentence(name.start).end;
        let goes_on = |at: &usize| {
            let is_word = matches!(
                self.document.kind(*at),
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Possessive)
            );
            is_word
                && (*at == verb || !self.document.is_verb(*at))
                && !matches!(&*word(*at), "but" | "who" | "which" | "when")
        };
        let mut end = (verb..end).take(MOST).take_while(goes_on).last()? + 1;
        while end > verb + 1
            && (matches!(&*word(end - 1), "and" | "or")
                || words::is_determiner(&word(end - 1))
                || words::is_preposition(&word(end - 1)))
        {
            end -= 1;
        }
        (end > verb + 1).then(|| self.text(verb..end))
    }

    /// "At Harle" of "said Ann Roe, at Harle.", where Harle is no place; "of Selby" of "Ann Roe, 61, of Selby, said".
    fn at(&self, name: &Range<usize>) -> Option<String> {
        /// Words before the name of a body that only describe it ("from the campaign group Harle First").
        const FAR: usize = 5;
        let word = |at: usize| self.document.lower(at);
        let age = name.end + 1;
        let has_comma = &*word(name.end) == ",";
        let is_aged =
            has_comma && self.document.kind(age) == Some(TokenKind::Number) && &*word(age + 1) == ",";
        let joins = if is_aged { age + 2 } else { name.end + usize::from(has_comma) };
        let is_said = name
            .start
            .checked_sub(1)
            .is_some_and(|verb| speech::is_speaking(&word(verb)) || speech::is_bare_report(&word(verb)));
        // "Signed Roe from Harle" and "met Roe at Harle" tell of the deed, "Roe of Harle" of Roe.
        let fits = match &*word(joins) {
            "of" => true,
            "at" | "from" | "with" => has_comma || is_said,
            _ => false,
        };
        if !fits {
            return None;
        }
        let from = self.mentions.partition_point(|side| side.tokens.start <= joins);
        let near = self.mentions.get(from..)?.iter().take_while(|side| side.tokens.start <= joins + FAR);
        let body =
            near.filter(|side| side.kind == MentionType::Name).map(|side| side.tokens.clone()).next()?;
        let is_small = |at: usize| {
            self.document.kind(at) == Some(TokenKind::Word)
                && self.document.word(at).starts_with(char::is_lowercase)
                && !self.document.is_verb(at)
        };
        let is_closed = matches!(&*word(body.end), "," | "." | ";" | "—" | "–" | ":" | "and" | "in")
            || self.document.is_verb(body.end);
        let is_place = places::is_named(&self.text(body.clone()));
        let may_be_place = matches!(&*word(joins), "of" | "from");
        let fits = (joins + 1..body.start).all(is_small) && is_closed && (!is_place || may_be_place);
        fits.then(|| {
            let the = &*word(joins + 1) == "the" && joins + 2 == body.start;
            format!("{} {}{}", word(joins), if the { "the " } else { "" }, self.text(body))
        })
    }

    /// A relational role with its possessor: "Ann Roe’s brother" for "Ann Roe and her brother Jo", where the possessor is
    /// unambiguous.
    pub(super) fn owned(&self, role: String, names: &[Range<usize>]) -> String {
        let is_relation = entry(&role.to_lowercase()).is_some_and(|noun| noun.is_of_somebody);
        if role.contains(' ') || !is_relation {
            return role;
        }
        let owner = names.iter().find_map(|name| {
            let comma = name.start.checked_sub(1).filter(|at| &*self.document.lower(*at) == ",");
            let noun = comma.unwrap_or(name.start).checked_sub(1)?;
            let before = noun.checked_sub(1).filter(|_| self.document.word(noun) == role)?;
            self.possessor(before)
        });
        owner.map_or(role.clone(), |owner| format!("{owner}’s {role}"))
    }

    /// The name of the possessor at `at`: of "Ann Roe's", or of "his" and "her" where only one person named before fits, in the
    /// same sentence or, for the first word of a sentence, in the one before.
    pub(super) fn possessor(&self, at: usize) -> Option<String> {
        let sentence = self.document.sentence(at).start;
        let floor = match sentence.checked_sub(1).filter(|_| sentence == at) {
            Some(before) => self.document.sentence(before).start,
            None => sentence,
        };
        let wanted = match &*self.document.lower(at) {
            "his" => Some(Gender::Male),
            "her" => Some(Gender::Female),
            _ => None,
        };
        let first = self.mentions.partition_point(|side| side.tokens.start < floor);
        let until = self.mentions.partition_point(|side| side.tokens.start < at);
        let people: Vec<(&Mentioned, usize)> = self
            .mentions
            .iter()
            .zip(self.linked)
            .take(until)
            .skip(first)
            .filter(|(side, linked)| side.kind == MentionType::Name && is_person(linked))
            .map(|(side, linked)| (side, linked.entity))
            .collect();
        let (owner, entity) = match wanted {
            None => {
                let is_mark = self.document.kind(at) == Some(TokenKind::Possessive);
                *people.last().filter(|(side, _)| is_mark && side.tokens.end == at)?
            }
            Some(wanted) => {
                let gender = |side: &Mentioned| given_names::gender(self.document.word(side.tokens.start));
                let mut fit = people.iter().filter(|(side, _)| gender(side).is_none_or(|own| own == wanted));
                let one = *fit.next()?;
                fit.all(|(_, other)| *other == one.1).then_some(one)?
            }
        };
        let same = self
            .mentions
            .iter()
            .zip(self.linked)
            .filter(|(side, linked)| side.kind == MentionType::Name && linked.entity == entity);
        let names: Vec<Range<usize>> =
            same.map(|(side, _)| self.without_office(side.tokens.clone())).collect();
        self.name(&names).or_else(|| Some(self.text(owner.tokens.clone())))
    }
}

/// Whether a mention is likeliest a person's.
fn is_person(linked: &Linked) -> bool {
    let [person, others @ ..] = linked.kinds;
    others.iter().all(|other| *other < person)
}
