//! Filters the quotes that are shown, by speaker, by sense and by certainty.

use crate::{
    analysis::Threshold,
    attribution::Sense,
    reader::{
        app::state::{Lens, State},
        article::{
            body,
            corrections::reapply,
            findings::Findings,
            jumping,
            quotes::StandIn,
            selection::{
                actor_or_note, analysed_or_note, change_setting, choose, go_to, left_out_of, name,
                quotes_or_note, show,
            },
        },
    },
};
use std::cmp::Ordering;

/// Adds the speaker of the current quote, or the selected actor, to the filter, or removes them; with `only`, they become
/// the whole filter.
pub fn filter(state: &mut State, only: bool) {
    let Some(actor) = actor_or_note(state) else { return };
    let Some(findings) = state.open.findings.clone() else { return };
    let is_filtered = state.open.filter.contains(&actor);
    if !is_filtered && !findings.analysis.quotes.iter().any(|q| q.speaker == Some(actor)) {
        let left_out = left_out_of(state, &findings, actor);
        state.note = Some(format!("no quotes by {}{left_out}", name(&findings, actor)));
        return;
    }
    if only {
        state.open.filter = [actor].into();
    } else if !state.open.filter.remove(&actor) {
        state.open.filter.insert(actor);
    }
    refilter(state);
}

/// Shows only the next sense (speech, thought, document) of which there are quotes; after the last one, all.
pub fn next_sense(state: &mut State) {
    let Some(findings) = quotes_or_note(state) else { return };
    let has = |sense: &Sense| findings.analysis.quotes.iter().any(|q| q.quote.sense == *sense);
    let place = state.open.sense.and_then(|now| Sense::ALL.iter().position(|sense| *sense == now));
    state.open.sense = Sense::ALL.into_iter().skip(place.map_or(0, |place| place + 1)).find(has);
    state.note = Some(state.open.sense.map_or("all quotes", sense_words).to_owned());
    refilter(state);
}

/// The words for a filter by sense.
pub const fn sense_words(sense: Sense) -> &'static str {
    match sense {
        Sense::Speech => "only speech",
        Sense::Thought => "only thoughts",
        Sense::Document => "only documents",
    }
}

/// Updates lists and text after a change of the filter. The selected quote stays selected; if it is not shown, the nearest
/// one stands in for it until it is shown again.
pub fn refilter(state: &mut State) {
    let before = state.open.quotes.current;
    let wanted = match state.open.quotes.stand_in {
        Some(StandIn { of, quote }) if before == Some(quote) => Some(of),
        _ => before,
    };
    show(state);
    if state.lens == Lens::QuotesOnly {
        change_setting(state);
    }
    let Some(findings) = state.open.findings.clone() else { return };
    let shown = state.open.quotes.shown.clone();
    let in_sight = in_sight(state, &findings, &shown);
    let is_filtered = !state.open.filter.is_empty() || state.open.sense.is_some();
    let to = if wanted.is_none() && (!is_filtered || !in_sight.is_empty()) {
        None
    } else {
        nearest(&findings, &shown, &in_sight, wanted, state.open.body.place.offset)
    };
    match to {
        // The text scrolls only to a quote off the screen that is newly selected, or when a filter leaves none on screen.
        Some(quote) if !in_sight.contains(&quote) && (before != to || is_filtered && in_sight.is_empty()) => {
            jumping::jump(state, |state| go_to(state, quote));
        }
        Some(quote) => choose(state, Some(quote)),
        None => body::follow(state),
    }
    state.open.quotes.stand_in = wanted.zip(to).filter(|(of, quote)| of != quote).map(StandIn::from);
}

/// Those of the `shown` quotes that begin on the screen. A binary search, since each look-up sets rows.
fn in_sight(state: &mut State, findings: &Findings, shown: &[usize]) -> Vec<usize> {
    let mut past = |is_past: fn(Ordering) -> bool| {
        let (mut low, mut high) = (0, shown.len());
        while let Some(&quote) = shown.get(low..high).and_then(|rest| rest.get(rest.len() / 2)) {
            let middle = low + (high - low) / 2;
            if is_past(body::beside_screen(state, findings.start(quote))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    let (first, end) = (past(Ordering::is_lt), past(Ordering::is_le));
    shown.get(first..end).unwrap_or_default().to_vec()
}

/// Of the `shown` quotes, the one that was `wanted`; else the one nearest to it or to the offset `here`, those on screen
/// before all others.
fn nearest(
    findings: &Findings,
    shown: &[usize],
    in_sight: &[usize],
    wanted: Option<usize>,
    here: usize,
) -> Option<usize> {
    if let Some(wanted) = wanted.filter(|wanted| shown.binary_search(wanted).is_ok()) {
        return Some(wanted);
    }
    let here = wanted.map_or(here, |wanted| findings.start(wanted));
    let far = |quote: &usize| findings.start(*quote).abs_diff(here);
    in_sight.iter().copied().min_by_key(far).or_else(|| shown.iter().copied().min_by_key(far))
}

/// Applies the threshold, if it was changed while another article was open.
pub fn keep_up(state: &mut State) {
    if state.open.findings.as_ref().is_some_and(|findings| findings.threshold != state.threshold) {
        reapply(state);
    }
}

/// Shows likely quotes, then only those in quotation marks, then all, and begins again.
pub fn next_threshold(state: &mut State) {
    if analysed_or_note(state).is_none() {
        return;
    }
    set_threshold(
        state,
        match state.threshold {
            Threshold::Likely => Threshold::Marked,
            Threshold::Marked => Threshold::All,
            Threshold::All => Threshold::Likely,
        },
    );
}

/// Leaves out the quotes below `threshold`, and says how many.
pub fn set_threshold(state: &mut State, threshold: Threshold) {
    state.threshold = threshold;
    reapply(state);
    let left_out = state.open.findings.as_ref().map_or(0, |findings| findings.left_out);
    state.note = Some(match (threshold, left_out) {
        (Threshold::Likely, 0) => "likely quotes".to_owned(),
        (Threshold::Likely, _) => format!("likely quotes; {left_out} unlikely left out"),
        (Threshold::Marked, 0) => "only quotes in quotation marks".to_owned(),
        (Threshold::Marked, _) => format!("only quotes in quotation marks, {left_out} left out"),
        (Threshold::All, _) => "all quotes, likely or not".to_owned(),
    });
}
