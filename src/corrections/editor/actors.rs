//! Changes of actors.

use super::{super::ActorName, Editor};
use crate::{
    actors::{Actor, ActorId, ActorKind, Form, Mention, QuoteCounts, Why},
    span::Span,
};

impl Editor<'_> {
    /// The actor that is meant.
    pub(super) fn find(&self, name: &ActorName) -> Option<ActorId> {
        let actors = self.actors.iter().enumerate().map(|(place, actor)| (ActorId(place), actor));
        name.find(actors.filter(|(id, _)| !self.merged.contains(id)))
    }

    /// Merges an actor into another.
    pub(in super::super) fn merge(&mut self, actor: &ActorName, into: &ActorName) -> Option<()> {
        let (from, to) = (self.find(actor)?, self.find(into)?);
        if from == to {
            // Merged before, or the analysis has done so itself.
            return Some(());
        }
        let joined = self.actors.get(from.0).cloned()?;
        let kept = self.actors.get_mut(to.0)?;
        for alias in std::iter::once(joined.name).chain(joined.aliases) {
            if alias != kept.name && !kept.aliases.contains(&alias) {
                kept.aliases.push(alias);
            }
        }
        kept.role = kept.role.take().or(joined.role);
        kept.quotes = QuoteCounts {
            direct: kept.quotes.direct + joined.quotes.direct,
            mixed: kept.quotes.mixed + joined.quotes.mixed,
            indirect: kept.quotes.indirect + joined.quotes.indirect,
        };
        kept.words += joined.words;
        let basis = kept.mentions.first().map(|m| m.span);
        let theirs = joined.mentions.into_iter().map(|m| Mention { why: Why::Corrected, from: basis, ..m });
        kept.mentions.extend(theirs);
        kept.mentions.sort_by_key(|m| (m.span.start, m.why == Why::Corrected));
        kept.mentions.dedup_by(|b, a| a.span.overlaps(b.span));
        for quote in &mut self.quotes {
            for id in [&mut quote.speaker, &mut quote.via, &mut quote.to].into_iter().flatten() {
                if *id == from {
                    *id = to;
                }
            }
        }
        self.merged.insert(from);
        self.corrected.actors.remove(&from);
        self.corrected.actors.insert(to);
        Some(())
    }

    /// An actor that the analysis has not found: a person, mentioned wherever the name stands and means nobody else.
    pub(super) fn add(&mut self, name: &str) -> ActorId {
        let mut taken: Vec<Span> = self.actors.iter().flat_map(|a| &a.mentions).map(|m| m.span).collect();
        taken.sort_unstable();
        let mentions = occurrences(&self.article.text, name).filter(|span| {
            let after = taken.partition_point(|t| t.end <= span.start);
            taken.get(after).is_none_or(|t| !t.overlaps(*span))
        });
        let mentions =
            mentions.map(|span| Mention { span, form: Form::Name, why: Why::Corrected, from: None });
        let id = ActorId(self.actors.len());
        self.actors.push(Actor {
            name: name.to_owned(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: mentions.collect(),
            quotes: QuoteCounts::default(),
            words: 0,
        });
        self.corrected.actors.insert(id);
        id
    }

    /// Gives an actor another name, and keeps the one before as another name of it.
    pub(in super::super) fn rename(&mut self, actor: &ActorName, name: &str) -> Option<()> {
        self.change_actor(actor, |actor| {
            if actor.name != name {
                let before = std::mem::replace(&mut actor.name, name.to_owned());
                actor.aliases.retain(|alias| alias != name && *alias != before);
                actor.aliases.insert(0, before);
            }
        })
    }

    /// Gives an actor another role, or none.
    pub(in super::super) fn set_role(&mut self, actor: &ActorName, role: Option<&str>) -> Option<()> {
        self.change_actor(actor, |actor| actor.role = role.map(str::to_owned))
    }

    /// Sets the kind of an actor.
    pub(in super::super) fn set_actor_kind(&mut self, actor: &ActorName, kind: ActorKind) -> Option<()> {
        self.change_actor(actor, |actor| actor.kind = kind)
    }

    fn change_actor(&mut self, name: &ActorName, change: impl FnOnce(&mut Actor)) -> Option<()> {
        let id = self.find(name)?;
        change(self.actors.get_mut(id.0)?);
        self.corrected.actors.insert(id);
        Some(())
    }
}

/// Where `name` stands in `text`, not as a part of a word.
fn occurrences<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Span> + 'a {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = text.match_indices(name).filter(|_| !name.is_empty());
    found.map(move |(start, _)| Span::new(start, start + name.len())).filter(move |span| {
        let before = text.get(..span.start).and_then(|t| t.chars().next_back());
        let after = text.get(span.end..).and_then(|t| t.chars().next());
        !joins(before) && !joins(after)
    })
}
