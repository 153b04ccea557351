//! Corrections of the analysis by the person: made, undone, and applied to what is on screen.

use crate::{
    actors::{Actor, ActorId},
    analysis::Analysis,
    corrections::{ActorName, Change, Correction, QuoteName, alike, source_words},
    printable,
    reader::{
        app::{
            message::Effect,
            state::{Lens, State},
        },
        article::{Pane, body, findings::Findings, jumping, jumps::ReadingPosition, selection, undo::Done},
        keymap::Command,
        overlays::{
            Overlay,
            picker::{Fix, Picker, Purpose},
            sources, stretch,
        },
    },
    span::Span,
};
use std::sync::Arc;

/// The corrections of the open article, and the analysis that they are applied to.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// The analysis without corrections; none before there is an analysis, or if it has failed.
    pub original: Option<Original>,
    /// The corrections, the latest last.
    pub list: Vec<Correction>,
    /// For each correction made since the article was opened, its number in the list (from 1) and the reading position at
    /// that time.
    pub places: Vec<(usize, ReadingPosition)>,
    /// The number of changes made here, so that a list read before the latest one is recognised as stale.
    pub revision: u64,
    /// Whether the corrections kept from earlier runs have been read, or cannot be.
    pub are_read: bool,
}

/// The analysis without corrections. That of a long text is large, so it is not stored twice.
#[derive(Debug, Clone)]
pub enum Original {
    /// There are corrections: it is stored beside the corrected analysis.
    Apart(Arc<Analysis>),
    /// There are no corrections: the findings hold it.
    InFindings,
}

/// Longest beginning of a quote in a note, in bytes.
const LONGEST: usize = 40;

/// Opens the picker of actors for the speaker of the current quote.
pub fn reassign(state: &mut State) {
    let Some(quote) = quote_or_note(state) else { return };
    let alike = current_guess(state);
    state.overlays.replace(Overlay::Picker(Picker::new(Purpose::Reassign { quote, alike })));
}

/// The source words of the current quote, and the number of quotes that have the same speaker because of the same words.
/// None where it is the only one.
fn current_guess(state: &State) -> Option<(String, usize)> {
    let findings = state.open.findings.as_ref()?;
    let (text, current) = (&state.open.article.text, state.open.quotes.current?);
    let count = alike(text, &findings.analysis.quotes, current).len();
    let own = source_words(text, findings.quote(current)?)?;
    (count > 1).then_some((own, count))
}

/// Opens the picker of what can be corrected: of the current quote and its speaker or, where the list of actors has the
/// focus, of the actor.
pub fn correct(state: &mut State) {
    let Some(findings) = selection::quotes_or_note(state) else { return };
    let quote = if state.open.focus == Pane::Actors { None } else { quote_or_note(state) };
    if quote.is_none() && state.open.focus != Pane::Actors {
        return;
    }
    let actor = match &quote {
        Some(_) => state.open.quotes.current.and_then(|quote| findings.speaker(quote)),
        None => findings.order.get(state.open.actors.selected).copied(),
    };
    let actor = actor.and_then(|id| findings.analysis.actor(id)).map(ActorName::of);
    state.overlays.replace(Overlay::Picker(Picker::new(Purpose::Correct { quote, actor })));
}

/// Carries out what was picked there, or opens the next picker.
pub fn fix(state: &mut State, fix: Fix, of: Purpose) -> Option<Effect> {
    let Purpose::Correct { quote, actor } = of else { return None };
    let next = match fix {
        Fix::Confirm => return make(state, Correction::Confirm { quote: quote? }),
        Fix::Reject => return make(state, Correction::Reject { quote: quote? }),
        Fix::Bounds => {
            let extent = extent(state, state.open.quotes.current?)?;
            stretch::update::bounds(state, quote?, extent);
            return None;
        }
        Fix::Speaker => Purpose::Reassign { quote: quote?, alike: current_guess(state) },
        Fix::QuoteKind => {
            let now = state.open.findings.as_ref()?.quote(state.open.quotes.current?)?.quote.kind;
            Purpose::QuoteKind { quote: quote?, now }
        }
        Fix::Rename => Purpose::Rename(actor?),
        Fix::Role => {
            let now = found(state, actor.as_ref()?)?.role.clone();
            Purpose::Role { actor: actor?, now }
        }
        Fix::ActorKind => {
            let now = found(state, actor.as_ref()?)?.kind;
            Purpose::ActorKind { actor: actor?, now }
        }
        Fix::Merge => Purpose::Merge(actor?),
    };
    state.overlays.replace(Overlay::Picker(Picker::new(next)));
    None
}

/// The actor with this name.
fn found<'a>(state: &'a State, name: &ActorName) -> Option<&'a Actor> {
    let analysis = &state.open.findings.as_ref()?.analysis;
    let all = analysis.actors.iter().enumerate().map(|(at, actor)| (ActorId(at), actor));
    analysis.actor(name.find(all)?)
}

/// The extent of a quote: from its first byte to its last.
fn extent(state: &State, quote: usize) -> Option<Span> {
    Some(state.open.findings.as_ref()?.quote(quote)?.quote.extent())
}

/// Rejects the current quote: it is no quote.
pub fn reject(state: &mut State) -> Option<Effect> {
    let quote = quote_or_note(state)?;
    make(state, Correction::Reject { quote })
}

/// Opens the picker of actors with which the actor can be merged.
pub fn merge(state: &mut State) {
    let Some(actor) = selection::actor_or_note(state) else { return };
    let name = state.open.findings.as_ref().and_then(|m| m.analysis.actor(actor)).map(ActorName::of);
    if let Some(name) = name {
        state.overlays.replace(Overlay::Picker(Picker::new(Purpose::Merge(name))));
    }
}

/// Makes a correction and gives the effect that keeps it. One that agrees with the analysis confirms it; a second one only
/// leads to a note.
pub fn make(state: &mut State, correction: Correction) -> Option<Effect> {
    let confirmed = match confirmed(state, &correction) {
        Some(true) => {
            state.note = Some(format!("{} already", describe(&correction)));
            return None;
        }
        Some(false) => "confirmed: ",
        None => "",
    };
    let here = jumping::here(state);
    state.open.corrections.revision += 1;
    state.open.corrections.list.push(correction.clone());
    state.open.corrections.places.push((state.open.corrections.list.len(), here));
    state.open.done.push(Done::Correction);
    renew_after(state, &correction);
    let undo = state.keymap.hint(Command::UndoCorrection);
    state.note = Some(format!("{confirmed}{}; {undo} takes it back", describe(&correction)));
    Some(Effect::Keep(Change::Add(correction)))
}

/// For a correction that gives a quote the speaker that it already has: whether a person has corrected or confirmed that
/// quote before. None for others.
fn confirmed(state: &State, correction: &Correction) -> Option<bool> {
    let Correction::Reassign { quote, speaker } = correction else { return None };
    let analysis = &state.open.findings.as_ref()?.analysis;
    let place = quote.find(&state.open.article.text, analysis.quotes.iter().map(|q| &q.quote))?;
    let now = analysis.quotes.get(place)?.speaker.and_then(|id| analysis.actor(id)).map(ActorName::of);
    (now == *speaker).then(|| analysis.corrected.quotes.contains(&place))
}

/// Undoes the last correction.
pub fn undo(state: &mut State) -> Option<Effect> {
    let Some(correction) = state.open.corrections.list.pop() else {
        let reading = state.open.findings.is_none() || !state.open.corrections.are_read;
        state.note = Some(if reading { "still analysing…" } else { "no correction to take back" }.to_owned());
        return None;
    };
    state.open.corrections.revision += 1;
    let place = match &correction {
        Correction::Bounds { quote, .. } => quote.extent(&state.open.article.text),
        _ => None,
    };
    reapply_selecting(state, place);
    // Back to the position where it was made, if that was since the article was opened.
    let number = state.open.corrections.list.len() + 1;
    let made_at = state.open.corrections.places.pop_if(|(made, _)| *made == number);
    if let Some((_, place)) = made_at {
        jumping::jump(state, |state| jumping::return_to(state, place));
    }
    state.note = Some(format!("taken back: {}", describe(&correction)));
    Some(Effect::Keep(Change::Take(correction)))
}

/// Takes over the list of corrections that was read, or reports why it was not.
pub fn arrived(state: &mut State, generation: u64, revision: u64, outcome: Result<Vec<Correction>, String>) {
    let is_current = generation == state.open.generation;
    match outcome {
        // An error is reported for any article, since a correction may be lost.
        Err(reason) => {
            state.note = Some(reason);
            state.open.corrections.are_read |= is_current;
        }
        Ok(list) if is_current => {
            state.open.corrections.are_read = true;
            if revision == state.open.corrections.revision && list != state.open.corrections.list {
                state.open.corrections.list = list;
                state.open.corrections.places.clear();
                renew_and_tell(state);
            }
        }
        Ok(_) => {}
    }
}

/// Applies the corrections to the analysis, and says in the status line if some do not fit.
pub fn renew_and_tell(state: &mut State) {
    let missed = reapply(state);
    if missed > 0 {
        let all = state.open.corrections.list.len();
        state.note = Some(format!("{missed} of {all} corrections no longer fit this text's analysis"));
    }
}

/// Applies the corrections, of which `latest` is new, and selects the quote that it is about: with its new bounds if it has
/// any; if it is no longer shown, the next one.
fn renew_after(state: &mut State, latest: &Correction) {
    let current = state.open.quotes.current.and_then(|quote| extent(state, quote));
    let place = match latest {
        Correction::Bounds { to, .. } => to.extent(&state.open.article.text),
        Correction::Add { quote, .. } => quote.extent(&state.open.article.text),
        _ => None,
    };
    reapply_selecting(state, place);
    let Some(start) = place.or(current).map(|extent| extent.start) else { return };
    let is_there = place.or(current).is_some_and(|extent| selection::with_extent(state, extent).is_some());
    if !is_there && let Some(findings) = state.open.findings.clone() {
        let shown = &state.open.quotes.shown;
        let next = shown.get(shown.partition_point(|&quote| findings.start(quote) < start)).or(shown.last());
        if let Some(&next) = next {
            selection::go_to(state, next);
        }
    }
}

/// Applies the corrections to the analysis; selection, filter and open card are kept. Gives the number of corrections that
/// do not fit.
pub(super) fn reapply(state: &mut State) -> usize {
    reapply_selecting(state, None)
}

/// Like [`reapply`], but selects the quote with this extent instead of the one that was selected.
fn reapply_selecting(state: &mut State, place: Option<Span>) -> usize {
    let original = match (&state.open.corrections.original, &state.open.findings) {
        (Some(Original::Apart(original)), _) => Arc::clone(original),
        (Some(Original::InFindings), Some(findings)) => Arc::new(findings.whole()),
        (Some(Original::InFindings), None) | (None, _) => return 0,
    };
    let list = &state.open.corrections.list;
    let (findings, missed) = Findings::corrected(&state.open.article, &original, list, state.threshold);
    state.open.corrections.original =
        Some(if list.is_empty() { Original::InFindings } else { Original::Apart(original) });
    let before = state.open.findings.replace(Arc::new(findings));
    let current = before.as_ref().and_then(|m| Some(m.quote(state.open.quotes.current?)?.quote.extent()));
    let extent = place.or(current).or_else(|| state.open.target_quote.take());
    state.open.quotes.stand_in = None;
    if let (Some(before), Some(now)) = (before, state.open.findings.clone()) {
        let moved = |id: ActorId| {
            let name = ActorName::of(before.analysis.actor(id)?);
            name.find(now.analysis.actors.iter().enumerate().map(|(i, actor)| (ActorId(i), actor)))
        };
        let speaks = |id: &ActorId| now.speaks(*id);
        state.open.filter = state.open.filter.iter().filter_map(|&id| moved(id)).filter(speaks).collect();
        let selected = before.order.get(state.open.actors.selected).and_then(|&id| moved(id));
        // The selected actor may be gone, and the list shorter.
        state.open.actors.selected = state.open.actors.selected.min(now.order.len().saturating_sub(1));
        selection::select_actor(state, selected);
        if let Some(Overlay::Card { actor, .. }) = state.overlays.top_mut() {
            match moved(*actor) {
                Some(now) => *actor = now,
                None => {
                    state.overlays.pop();
                }
            }
        }
    }
    show(state, extent);
    if matches!(state.overlays.top(), Some(Overlay::Sources(_))) {
        sources::update::open(state);
    }
    missed
}

/// Updates lists and text, and selects the quote with this extent if it is shown.
fn show(state: &mut State, extent: Option<Span>) {
    selection::show(state);
    if state.lens == Lens::QuotesOnly {
        body::set(state);
    }
    let here = extent.and_then(|extent| selection::with_extent(state, extent));
    // Otherwise the next one is selected, if it is on screen.
    let next = || {
        let (findings, start) = (state.open.findings.clone()?, extent?.start);
        let next = state.open.quotes.shown.partition_point(|&q| findings.start(q) < start);
        let next = *state.open.quotes.shown.get(next)?;
        body::is_in_sight(state, findings.start(next)).then_some(next)
    };
    match here.or_else(next) {
        Some(quote) => selection::choose(state, Some(quote)),
        None => body::follow(state),
    }
}

/// The name of the current quote; without one, a note says so.
fn quote_or_note(state: &mut State) -> Option<QuoteName> {
    let number = selection::quote_or_note(state)?;
    let quote = state.open.findings.as_ref()?.quote(number)?;
    Some(QuoteName::of(&state.open.article.text, &quote.quote))
}

/// A correction in words.
pub fn describe(correction: &Correction) -> String {
    match correction {
        Correction::Reassign { quote, speaker: Some(speaker) } => {
            format!("{} is by {}", quoted(quote), printable::line(&speaker.name))
        }
        Correction::Reassign { quote, speaker: None } => format!("{} is by nobody known", quoted(quote)),
        Correction::ReassignAlike { quote, speaker } => {
            let by = speaker.as_ref().map_or("nobody known".into(), |speaker| printable::line(&speaker.name));
            format!("{} and those like it are by {by}", quoted(quote))
        }
        Correction::Reject { quote } => format!("{} is no quote", quoted(quote)),
        Correction::Confirm { quote } => format!("{} is right", quoted(quote)),
        Correction::Add { quote, speaker } => {
            let by = speaker.as_ref().map_or("nobody known".into(), |speaker| printable::line(&speaker.name));
            format!("{} is a quote by {by}", quoted(quote))
        }
        Correction::Bounds { to, .. } => format!("the quote is {}", quoted(to)),
        Correction::Kind { quote, kind } => format!("{} is {}", quoted(quote), kind.name()),
        Correction::Rename { actor, name } => {
            format!("{} is called {}", printable::line(&actor.name), printable::line(name))
        }
        Correction::Role { actor, role } => {
            let name = printable::line(&actor.name);
            role.as_ref().map_or_else(
                || format!("{name} has no role"),
                |role| format!("{name} is {}", printable::line(role)),
            )
        }
        Correction::ActorKind { actor, kind } => {
            format!("{} is of the kind “{}”", printable::line(&actor.name), kind.name())
        }
        Correction::Merge { actor, into } => {
            format!("{} is {}", printable::line(&actor.name), printable::line(&into.name))
        }
    }
}

/// The first words of a quote, in quotation marks.
fn quoted(quote: &QuoteName) -> String {
    let words = quote.words.first().map_or("", String::as_str);
    let whole = Span::new(0, words.len());
    let part = whole.head(words, LONGEST);
    let shown = match part.of(words) {
        shown if part == whole => shown,
        // No word is cut, unless there is only one.
        cut => cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words),
    };
    let bare = printable::line(shown);
    let marks: &[char] = &['“', '”', '"', '‘', '’', ',', ' '];
    // Marks around part of the words are kept.
    let bare = match bare.strip_prefix(marks) {
        Some(rest) => rest.trim_matches(marks),
        None => bare.trim_end_matches([',', ' ']),
    };
    format!("“{bare}{}”", if part == whole { "" } else { "…" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Quote, QuoteKind};

    #[test]
    fn a_quote_is_told_with_the_marks_that_belong_to_its_words() {
        for (text, told) in [
            ("“Nobody asked us,”", "“Nobody asked us”"),
            ("the \"surveillance economy.\"", "“the \"surveillance economy.\"”"),
            ("that nobody asked,", "“that nobody asked”"),
            ("“Nobody asked us about any of this, and so on”", "“Nobody asked us about any of this…”"),
        ] {
            let quote = Quote::new(QuoteKind::Mixed, vec![Span::new(0, text.len())]);
            assert_eq!(quoted(&QuoteName::of(text, &quote)), told);
        }
    }
}
