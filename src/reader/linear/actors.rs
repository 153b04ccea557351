//! Line mode: answers about speakers.

use super::{Answer, Linear, answers::counted, current::NoCurrent};
use crate::{
    actors::ActorId,
    figures::Sourcing,
    printable,
    reader::{article::findings::description, overlays::search::fold::Words},
};

impl Linear {
    /// Who an actor is and all their quotes; without a name, the speaker of the current quote.
    pub(super) fn about_actor(&mut self, name: &str) -> Answer {
        let id = match self.actor(name) {
            Ok(id) => id,
            Err(line) => return Answer::line(line),
        };
        let Some(actor) = self.findings.analysis.actor(id) else { return Answer::default() };
        let mut lines = vec![self.actor_line(id)];
        if !actor.aliases.is_empty() {
            let aliases: Vec<String> = actor.aliases.iter().map(|alias| printable::line(alias)).collect();
            lines.push(format!("Also called {}.", aliases.join(", ")));
        }
        let is_theirs = |quote: &&usize| self.findings.speaker(**quote) == Some(id);
        let theirs: Vec<usize> = self.shown.iter().filter(is_theirs).copied().collect();
        lines.extend(theirs.iter().map(|quote| self.whole(*quote)));
        match theirs.as_slice() {
            [] => {}
            [only] => {
                self.current = Ok(*only);
                self.search_from = self.findings.start(*only);
            }
            _ => self.current = Err(NoCurrent::Several),
        }
        Answer::lines(lines)
    }

    /// The actor with this name or alias, or else the first that has these words in one; without a name, the speaker of
    /// the current quote. The error is the line to print.
    pub(super) fn actor(&self, name: &str) -> Result<ActorId, String> {
        if name.is_empty() {
            let (_, said) = self.current()?;
            return said.speaker.ok_or_else(|| "nobody is known to say it".to_owned());
        }
        // Case and accents are ignored.
        let wanted = Words::loose(name);
        let fits = |id: &&ActorId, is: &dyn Fn(&str) -> bool| {
            let actor = self.findings.analysis.actor(**id);
            actor.is_some_and(|actor| std::iter::once(&actor.name).chain(&actor.aliases).any(|name| is(name)))
        };
        let order = &self.findings.order;
        let same = order.iter().find(|id| fits(id, &|name| Words::loose(name) == wanted));
        let found = same.or_else(|| order.iter().find(|id| fits(id, &|name| wanted.are_in(name))));
        found.copied().ok_or_else(|| format!("nobody here is called {}", printable::line(name)))
    }

    /// Name, role, kind and number of quotes of an actor.
    fn actor_line(&self, id: ActorId) -> String {
        let Some(actor) = self.findings.analysis.actor(id) else { return String::new() };
        // The kind is printed anyway.
        let role = description(actor).filter(|role| *role != actor.kind.name());
        let role = role.map_or(String::new(), |role| format!(", {}", printable::line(role)));
        let quotes = counted(actor.quotes.total(), "quote");
        format!("{}{role}, {}, {quotes}", self.name(Some(id)), actor.kind.name())
    }

    /// All speakers, a line each.
    pub(super) fn actors(&self) -> Answer {
        let speaks = |id: &&ActorId| self.findings.analysis.actor(**id).is_some_and(|a| a.quotes.total() > 0);
        let lines: Vec<String> =
            self.findings.order.iter().filter(speaks).map(|id| self.actor_line(*id)).collect();
        match lines.as_slice() {
            [] if self.is_not_analysed() => self.no_quotes(),
            [] => Answer::line("nobody speaks here"),
            _ => Answer::lines(lines),
        }
    }

    /// The sourcing sheet as lines.
    pub(super) fn sources(&self) -> Answer {
        let (analysis, findings) = (&self.findings.analysis, &self.findings);
        let sourcing = Sourcing::of(&self.article, analysis, findings.left_out, &findings.figures);
        let mut lines = vec![sourcing.summary()];
        for voice in &sourcing.voices {
            let name = voice.actor.map_or("unknown speakers".to_owned(), |id| self.actor_line(id));
            let remarks = printable::line(&voice.remarks());
            let joins = if remarks.is_empty() { "" } else { ", " };
            lines.push(format!("{name}{joins}{remarks}"));
        }
        Answer::lines(lines)
    }

    /// Adds an actor to the filter or removes them from it.
    pub(super) fn toggle_filter(&mut self, name: &str) -> Answer {
        let id = match self.actor(name) {
            Ok(id) => id,
            Err(line) => return Answer::line(line),
        };
        if !self.filter.remove(&id) {
            self.filter.insert(id);
        }
        self.refilter();
        let who: Vec<String> = self.filter.iter().map(|id| self.name(Some(*id))).collect();
        let who = if who.is_empty() { "everybody".to_owned() } else { who.join(", ") };
        Answer::line(format!("quotes by {who}: {}", self.count()))
    }
}
