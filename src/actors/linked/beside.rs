//! Descriptions beside a name, for actors without a role by the model: words directly before it ("Westland-based carrier Roe
//! Air"), a relative clause ("Ann Roe, who runs the ferries"), an affiliation ("Ann Roe, at Harle").

use super::{Groups, MentionLinker, MentionType};
use crate::{
    actors::{ActorKind, nouns},
    language::{TokenKind, words},
    lexicon::{
        classes::{bodies, people},
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
        before().flatten().or_else(|| is_person.then(|| self.who(name).or_else(|| self.at(name)))?)
    }

    /// The words directly before a name: "US partner" in "the US partner Roe Drugs", "Westland-based" in "Westland-based Roe
    /// Air".
    fn before(&self, name: &Range<usize>, kind: ActorKind) -> Option<String> {
        /// The most words of such a description.
        const MOST: usize = 5;
        let sentence = self.document.sentence(name.start);
        let is_part = |at: &usize| {
            let word = self.document.lower(*at);
            let is_small = words::is_determiner(&word)
                || words::is_preposition(&word)
                || words::is_subordinator(&word)
                || words::is_possessive(&word)
                || matches!(&*word, "and" | "or" | "but" | "not" | "also" | "then");
            self.document.kind(*at) == Some(TokenKind::Word) && !is_small && !self.document.is_verb(*at)
        };
        // Only the first word of a description may be capitalised: a country, or the first word of a sentence.
        let is_lower = |at: &usize| self.document.word(*at).starts_with(|c: char| !c.is_uppercase());
        let lower =
            (sentence.start..name.start).rev().take(MOST).take_while(|at| is_part(at) && is_lower(at));
        let mut start = name.start - lower.count();
        let opens = start.checked_sub(1).filter(|at| *at >= sentence.start && is_part(at) && !is_lower(at));
        start = opens.filter(|_| name.start - start < MOST).unwrap_or(start);
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
        (is_adjective || is_own && is_lower(&head)).then(|| self.text(start..name.start))
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

    /// The affiliation after a name: "at Harle" in "said Ann Roe, at Harle.", where Harle is not a place.
    fn at(&self, name: &Range<usize>) -> Option<String> {
        let word = |at: usize| self.document.lower(at);
        let joins = name.end + 1;
        if &*word(name.end) != "," || !matches!(&*word(joins), "at" | "of" | "from" | "with") {
            return None;
        }
        let opens = joins + 1 + usize::from(&*word(joins + 1) == "the");
        let first = self.mentions.partition_point(|side| side.tokens.start < opens);
        let body = self.mentions.get(first..)?.iter().take_while(|side| side.tokens.start == opens);
        let body = body.filter(|side| side.kind == MentionType::Name).last()?.tokens.clone();
        let is_closed = matches!(&*word(body.end), "," | "." | ";" | "—" | "–");
        (is_closed && !places::is_named(&self.text(body.clone()))).then(|| self.text(joins..body.end))
    }
}
