//! Line mode: corrections of bounds, kinds, names and roles, and quotes that were missed.

use super::{Answer, Linear, words};
use crate::{
    actors::{Actor, ActorId, ActorKind},
    attribution::{Quote, QuoteKind},
    corrections::{ActorName, Correction, QuoteName},
    printable,
    reader::keymap::Command,
    span::Span,
};

/// An end of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

impl End {
    /// The offset of this end of `span`.
    const fn of(self, span: Span) -> usize {
        match self {
            Self::First => span.start,
            Self::Last => span.end,
        }
    }
}

impl Linear {
    /// Performs the correction that `words` ask for ("ends WORDS", "role ROLE", …); without words, confirms the current
    /// quote and its speaker.
    pub(super) fn fix(&mut self, words: &str) -> Answer {
        let (what, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let rest = rest.trim();
        let fixed = match (what, rest) {
            ("" | "right", "") => self.named().map(|quote| self.make(Correction::Confirm { quote })),
            ("begins", rest) if !rest.is_empty() => self.move_end(End::First, rest),
            ("ends", rest) if !rest.is_empty() => self.move_end(End::Last, rest),
            ("kind", rest) if !rest.is_empty() => self.set_kind(rest),
            ("name", rest) if !rest.is_empty() => self.rename(rest),
            ("role", rest) if !rest.is_empty() => self.set_role(rest),
            _ => Err(self.fixes(words)),
        };
        fixed.unwrap_or_else(Answer::line)
    }

    /// The usage message for words that are no correction.
    fn fixes(&self, words: &str) -> String {
        let key = self.key(Command::Correct);
        let words = printable::line(words);
        format!(
            "“{words}” says nothing that can be put right. {key} alone: quote and speaker are right; {key} begins WORDS or \
             {key} ends WORDS: its bounds; {key} kind and {}: what the quote is; {key} name NAME, {key} role ROLE (or none), \
             {key} kind and {}: what its speaker is. Of somebody else: {key} name WHO = NAME",
            listed(&QuoteKind::ALL.map(QuoteKind::name)),
            listed(&ActorKind::ALL.map(ActorKind::name)),
        )
    }

    /// Moves an end of the current quote to the typed words, which are looked for in its blocks and in those next to
    /// them.
    fn move_end(&mut self, end: End, typed: &str) -> Result<Answer, String> {
        let (_, said) = self.current()?;
        let (name, quote) = (QuoteName::of(&self.article.text, &said.quote), said.quote.clone());
        let extent = quote.extent();
        let found = words::places(&self.article, self.around(extent), typed);
        if found.is_empty() {
            return Err(format!(
                "“{}” stands neither in the paragraph of the quote nor beside it",
                printable::line(typed)
            ));
        }
        let keeps_order = |at: &&Span| match end {
            End::First => at.start < extent.end,
            End::Last => at.end > extent.start,
        };
        let nearest = found.iter().filter(keeps_order).min_by_key(|at| end.of(**at).abs_diff(end.of(extent)));
        let Some(at) = nearest else {
            return Err(match end {
                End::First => "these words stand behind the end of the quote: move that first".to_owned(),
                End::Last => {
                    "these words stand before the beginning of the quote: move that first".to_owned()
                }
            });
        };
        let content = moved(&quote, end, end.of(*at));
        if content == quote.content {
            return Err(match end {
                End::First => "it begins there already".to_owned(),
                End::Last => "it ends there already".to_owned(),
            });
        }
        let to = QuoteName::of(&self.article.text, &Quote { content, ..quote });
        Ok(self.make_and_tell(Correction::Bounds { quote: name, to }))
    }

    /// Adds a quote that the analysis has missed. It is given by its words, or by the first and the last with an
    /// ellipsis between.
    pub(super) fn add(&mut self, typed: &str) -> Answer {
        let key = self.key(Command::SelectWords);
        if typed.is_empty() {
            return Answer::line(format!(
                "say which words are a quote: {key} WORDS, or {key} FIRST WORDS ... LAST WORDS"
            ));
        }
        let Some(span) = self.stretch(typed) else {
            return Answer::line(format!("“{}” stands nowhere here", printable::line(typed)));
        };
        let mut quotes = self.findings.analysis.quotes.iter();
        if let Some(there) = quotes.position(|said| said.quote.content == [span]) {
            return Answer::line(format!("that is a quote already. {}", self.heading(there)));
        }
        let words = QuoteName { words: vec![span.of(&self.article.text).to_owned()], at: vec![span.start] };
        let mut answer = self.make_and_tell(Correction::Add { quote: words, speaker: None });
        answer.lines.push(format!("{} and a name says whose it is", self.key(Command::ReassignQuote)));
        answer
    }

    /// The span of the typed words: the first match from the current block on, or else the first in the text.
    fn stretch(&self, typed: &str) -> Option<Span> {
        let whole = Span::new(0, self.article.text.len());
        let (first, last) = match typed.split_once("...").or_else(|| typed.split_once('…')) {
            Some((first, last)) => (first, Some(last)),
            None => (typed, None),
        };
        let starts = words::places(&self.article, whole, first);
        let ends = last.map(|last| words::places(&self.article, whole, last));
        let found = starts.into_iter().filter_map(|start| match &ends {
            None => Some(start),
            Some(ends) => Some(start.join(*ends.iter().find(|end| end.start >= start.end)?)),
        });
        let found: Vec<Span> = found.collect();
        let here = self.block.and_then(|at| self.blocks.get(at)).map_or(0, |block| block.start);
        found.iter().find(|span| span.start >= here).or(found.first()).copied()
    }

    /// The blocks that `extent` touches, with one more on either side.
    fn around(&self, extent: Span) -> Span {
        let first = self.block_at(extent.start).saturating_sub(1);
        let last = self.block_at(extent.end.saturating_sub(1)) + 1;
        let span = |at: usize| self.blocks.get(at.min(self.blocks.len().saturating_sub(1))).copied();
        match (span(first), span(last)) {
            (Some(first), Some(last)) => first.join(last),
            _ => extent,
        }
    }

    /// Sets the kind of the current quote, or of an actor: the word decides which is meant.
    fn set_kind(&mut self, rest: &str) -> Result<Answer, String> {
        let (who, word) = of_whom(rest);
        if let (None, Some(kind)) = (who, QuoteKind::ALL.into_iter().find(|kind| kind.name() == word)) {
            let quote = self.named()?;
            return Ok(self.make(Correction::Kind { quote, kind }));
        }
        let Some(kind) = ActorKind::read(word) else {
            let (quotes, actors) = (QuoteKind::ALL.map(QuoteKind::name), ActorKind::ALL.map(ActorKind::name));
            return Err(format!("a quote is {}, who speaks {}", listed(&quotes), listed(&actors)));
        };
        let actor = self.meant(who)?;
        Ok(self.make(Correction::ActorKind { actor, kind }))
    }

    /// Renames an actor.
    fn rename(&mut self, rest: &str) -> Result<Answer, String> {
        let (who, name) = of_whom(rest);
        let actor = self.meant(who)?;
        if name.is_empty() {
            return Err("say the name behind the =".to_owned());
        }
        if actor.name == name {
            return Err(format!("{} is called so already", printable::line(name)));
        }
        // The name of another actor is refused, whatever its case, and so is their alias.
        let wanted = name.to_lowercase();
        let bears = |other: &&Actor| {
            let mut names = std::iter::once(&other.name).chain(&other.aliases);
            other.name != actor.name && names.any(|own| own.to_lowercase() == wanted)
        };
        if self.findings.analysis.actors.iter().any(|other| bears(&other)) {
            let merge = self.key(Command::MergeActor);
            let name = printable::line(name);
            return Err(format!("somebody else is called {name}; {merge} {name} makes the two one"));
        }
        Ok(self.make(Correction::Rename { actor, name: name.to_owned() }))
    }

    /// Sets or removes the role of an actor.
    fn set_role(&mut self, rest: &str) -> Result<Answer, String> {
        let (who, role) = of_whom(rest);
        let actor = self.meant(who)?;
        let role = (!matches!(role, "" | "none")).then(|| role.to_owned());
        Ok(self.make(Correction::Role { actor, role }))
    }

    /// The actor called `who`, or else the speaker of the current quote.
    fn meant(&self, who: Option<&str>) -> Result<ActorName, String> {
        let id: ActorId = self.actor(who.unwrap_or(""))?;
        let actor = self.findings.analysis.actor(id).ok_or("nobody is known to say it")?;
        Ok(ActorName::of(actor))
    }
}

/// Splits `Roe = Ann Roe` into the actor that is meant and the new value. Without a `=`, no actor is named.
fn of_whom(rest: &str) -> (Option<&str>, &str) {
    match rest.split_once('=') {
        Some((who, what)) => (Some(who.trim()).filter(|who| !who.is_empty()), what.trim()),
        None => (None, rest),
    }
}

/// The content of a quote whose first or last byte is moved to `at`; pieces beyond that are dropped.
fn moved(quote: &Quote, end: End, at: usize) -> Vec<Span> {
    let mut content = quote.content.clone();
    match end {
        End::First => {
            content.retain(|piece| piece.end > at);
            if let Some(first) = content.first_mut() {
                *first = Span::new(at, first.end);
            }
        }
        End::Last => {
            content.retain(|piece| piece.start < at);
            if let Some(last) = content.last_mut() {
                *last = Span::new(last.start, at);
            }
        }
    }
    content
}

/// Joins words as in "direct, mixed or indirect".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
