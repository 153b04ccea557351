//! Offices that are written in full elsewhere in the text: "Gov. Ann Roe" here, "the governor of Westland" there.

use super::{Actor, Groups, MentionLinker};
use crate::{
    actors::{ActorKind, entities::descriptions, nouns},
    language::words,
    lexicon::places,
};
use std::collections::{BTreeMap, HashMap};

impl<L: MentionLinker> Groups<'_, L> {
    /// Replaces a role that is only a title by the full office, where nobody else has that title and the text names only one
    /// such office.
    pub(super) fn tell_offices(&self, actors: &mut [Actor]) {
        let title = |actor: &Actor| {
            let role = actor.role.as_deref().filter(|_| actor.kind == ActorKind::Person)?;
            let lower = role.to_lowercase();
            (nouns::is_title(&lower) && !role.contains(' ')).then(|| descriptions::whole(&lower).to_owned())
        };
        // In order, since an office that is told here may keep a later one from being told.
        let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, actor) in actors.iter().enumerate() {
            if let Some(title) = title(actor) {
                bare.entry(title).or_default().push(at);
            }
        }
        if bare.is_empty() {
            return;
        }
        let mut told: HashMap<String, Vec<String>> = HashMap::new();
        for at in 0..self.document.tokens.len() {
            let noun = self.document.lower(at);
            if bare.contains_key(&*noun)
                && let Some(office) = self.office_at(at)
            {
                let all = told.entry(noun.into_owned()).or_default();
                if !all.contains(&office) {
                    all.push(office);
                }
            }
        }
        for (title, holders) in bare {
            let (Some([office]), [holder]) = (told.get(&title).map(Vec::as_slice), holders.as_slice()) else {
                continue;
            };
            let has_title =
                |text: &str| text.to_lowercase().split(' ').any(|word| descriptions::whole(word) == title);
            let is_held = |(at, actor): (usize, &Actor)| {
                at != *holder && (has_title(&actor.name) || actor.role.as_deref().is_some_and(has_title))
            };
            if actors.iter().enumerate().any(is_held) {
                continue;
            }
            if let Some(actor) = actors.get_mut(*holder) {
                actor.role = Some(office.clone());
            }
        }
    }

    /// "Governor of Westland", if the noun at `at` begins it after "the", "as" or a possessive.
    fn office_at(&self, at: usize) -> Option<String> {
        /// The most words of a place's name.
        const MOST: usize = 3;
        let before = self.document.lower(at.checked_sub(1)?);
        let is_led = &*before == "the" || &*before == "as" || words::is_possessive(&before);
        let joins = self.document.lower(at + 1);
        if !is_led || !matches!(&*joins, "of" | "to") {
            return None;
        }
        let opens = at + 2 + usize::from(&*self.document.lower(at + 2) == "the");
        let sentence = self.document.sentence(at);
        let ends = (1..=MOST).rev().map(|count| opens + count).filter(|end| *end <= sentence.end);
        let mut ends = ends.filter(|end| places::is_named(&self.text(opens..*end)));
        let end = ends.next().filter(|_| self.document.word(opens).starts_with(char::is_uppercase))?;
        Some(self.text(at..end))
    }
}
