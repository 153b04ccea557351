//! The candidates for the antecedent of a pronoun.

use super::{
    antecedent::{After, Candidate},
    discourse::Discourse,
};
use crate::{
    actors::{
        ActorId, ActorKind, Form,
        grammar::{Part, Site},
        names::name::{NameKind, Sure},
    },
    language::pronouns::Person,
};

/// The most sentences between an antecedent and its pronoun.
const FAR: u32 = 10;
/// How many names after a pronoun are candidates.
const AFTER: usize = 3;

impl Discourse<'_> {
    /// The candidates for a pronoun at `site`, the latest mentioned first.
    pub(super) fn candidates(&self, person: Person, site: Site) -> (Vec<ActorId>, Vec<Candidate>) {
        let (mut ids, mut out) = (Vec::new(), Vec::new());
        let speaker = self.speaker(site.passage);
        let (mut between, mut subjects_between) = (0, 0);
        for id in self.recent() {
            let Some((entity, trace)) = self.entities.get(id).and_then(|m| Some((m, m.trace?))) else {
                continue;
            };
            if site.sentence.saturating_sub(trace.site.sentence) > FAR {
                break;
            }
            if !self.fits(id, person) {
                continue;
            }
            ids.push(id);
            out.push(Candidate {
                kind: entity.kind,
                is_named: entity.is_named,
                gender: entity.gender,
                site: trace.site,
                form: trace.form,
                pronoun: trace.pronoun,
                words: self.words_around(trace.site),
                is_source: self.is_source(trace.site.start),
                speaks: speaker == Some(id),
                count: trace.count,
                subjects: trace.subjects,
                is_first: self.is_first(id),
                between,
                subjects_between,
                acted: trace.acted,
                earlier: trace.earlier,
                after: None,
            });
            let clashes =
                person.gender().is_some_and(|asked| entity.gender.is_some_and(|(known, _)| known != asked));
            between += u32::from(!clashes);
            subjects_between += u32::from(!clashes && trace.site.part == Part::Subject);
        }
        self.add_after(person, site, speaker, &mut ids, &mut out);
        (ids, out)
    }

    /// Notes which candidates are named after the pronoun at `site` in its sentence, and adds those that were not mentioned
    /// before.
    fn add_after(
        &self,
        person: Person,
        site: Site,
        speaker: Option<ActorId>,
        ids: &mut Vec<ActorId>,
        out: &mut Vec<Candidate>,
    ) {
        let sentence = self.grammar().text.sentence(site.start);
        let numbers = self.named().within(&(site.end..sentence.end)).take(AFTER);
        let mut order = 0;
        for number in numbers {
            let Some(id) = self.named().id(number).filter(|id| self.fits(*id, person)) else { continue };
            let Some(entity) = self.entities.get(id) else { continue };
            let place = self.site_of(number);
            let comma = self.grammar().text.word(place.start.saturating_sub(1)) == ",";
            let after = Some(After { order, part: place.part, comma });
            order += 1;
            if let Some(known) = ids.iter().position(|known| *known == id) {
                if let Some(candidate) = out.get_mut(known).filter(|c| c.after.is_none()) {
                    candidate.after = after;
                }
                continue;
            }
            ids.push(id);
            out.push(Candidate {
                kind: entity.kind,
                is_named: true,
                gender: entity.gender,
                site: place,
                form: Form::Name,
                pronoun: None,
                words: self.words_around(place),
                is_source: self.is_source(place.start),
                speaks: speaker == Some(id),
                count: entity.trace.map_or(0, |t| t.count),
                subjects: entity.trace.map_or(0, |t| t.subjects),
                is_first: self.is_first(id),
                acted: entity.trace.and_then(|t| t.acted),
                earlier: entity.trace.map(|t| t.site.sentence),
                between: 0,
                subjects_between: 0,
                after,
            });
        }
    }

    fn words_around(&self, site: Site) -> [u32; 2] {
        let seen =
            |at: Option<usize>| at.and_then(|at| self.grammar().seen.look(at)).map_or(0, |look| look.word);
        [seen(site.start.checked_sub(1)), seen(Some(site.end))]
    }

    /// Whether the actor agrees with a pronoun of `person`.
    fn fits(&self, id: ActorId, person: Person) -> bool {
        let Some(entity) = self.entities.get(id) else { return false };
        let kind = entity.kind;
        let is_uncertain = entity.is_named && entity.chance(NameKind::Person) > 0.3;
        match person {
            Person::He | Person::She => {
                let sure = entity.gender.filter(|(_, sure)| *sure > Sure::Pronouns);
                let clashes = sure.is_some_and(|(known, _)| person.gender() != Some(known));
                !clashes && (matches!(kind, ActorKind::Person | ActorKind::Anonymous) || is_uncertain)
            }
            Person::They => {
                let is_one = kind == ActorKind::Person && entity.gender.is_some();
                kind != ActorKind::Document && !is_one
            }
            Person::It => !matches!(kind, ActorKind::Person | ActorKind::Group | ActorKind::Anonymous),
            _ => true,
        }
    }
}
