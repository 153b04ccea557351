//! Keys in the sourcing sheet, and jumps from it to quotes.

use crate::{
    analysis::{Certainty, Threshold},
    figures::Sourcing,
    reader::{
        app::state::State,
        article::{Pane, filtering, jumping, selection},
        keymap::Command,
        overlays::{
            Overlay,
            sources::{Entry, Sheet},
        },
    },
};

/// Lines that a page key moves.
const PAGE: isize = 8;

/// Opens the sheet with the speaker of the current quote selected.
pub fn open(state: &mut State) {
    let Some(findings) = selection::analysed_or_note(state) else { return };
    let sourcing =
        Sourcing::of(&state.open.article, &findings.analysis, findings.left_out, &findings.figures);
    let here = state.open.quotes.current;
    let selected =
        sourcing.voices.iter().position(|voice| here.is_some_and(|quote| voice.places.contains(&quote)));
    let sheet = Sheet { sourcing, selected: selected.unwrap_or(0) };
    state.overlays.replace(Overlay::Sources(Box::new(sheet)));
}

/// Performs a command while the sheet is open.
pub fn perform(state: &mut State, command: Command, times: isize) {
    let by = match command {
        Command::Down | Command::NextEntry | Command::NextQuote => times,
        Command::Up | Command::PreviousEntry | Command::PreviousQuote => times.saturating_neg(),
        Command::PageDown | Command::HalfPageDown => PAGE.saturating_mul(times),
        Command::PageUp | Command::HalfPageUp => (-PAGE).saturating_mul(times),
        Command::Top => isize::MIN,
        Command::Bottom => isize::MAX,
        Command::Select => return jump(state),
        Command::Cancel | Command::Sources => {
            state.overlays.pop();
            return;
        }
        _ => return,
    };
    step(state, by);
}

/// Moves the selection by `by` lines.
pub fn step(state: &mut State, by: isize) {
    if let Some(Overlay::Sources(sheet)) = state.overlays.top_mut() {
        let last = sheet.entries().len().saturating_sub(1);
        sheet.selected = sheet.selected.saturating_add_signed(by).min(last);
    }
}

/// Jumps to the next quote of the selected line; after the last comes the first.
fn jump(state: &mut State) {
    let Some(Overlay::Sources(sheet)) = state.overlays.top() else { return };
    let Some(entry) = sheet.entry() else { return };
    let places = match entry {
        Entry::Voice(place) => {
            sheet.sourcing.voices.get(place).map(|voice| voice.places.clone()).unwrap_or_default()
        }
        Entry::Doubtful => sheet.sourcing.doubtful.clone(),
        Entry::LeftOut => Vec::new(),
    };
    state.overlays.clear();
    let places = if entry == Entry::LeftOut { left_out(state) } else { places };
    let after = state.open.quotes.current.map_or(0, |quote| quote + 1);
    let next = places.iter().copied().find(|&quote| quote >= after).or(places.first().copied());
    let Some(quote) = next else { return };
    if !state.open.quotes.shown.contains(&quote) {
        state.open.filter.clear();
        state.open.sense = None;
        filtering::refilter(state);
        state.note = Some("the filter is taken away".to_owned());
    }
    if selection::covers_text(state) {
        state.open.focus = Pane::Body;
    }
    jumping::jump(state, |state| selection::go_to(state, quote));
}

/// Lowers the threshold to show all quotes. Returns those that it adds.
fn left_out(state: &mut State) -> Vec<usize> {
    let before = state.threshold;
    filtering::set_threshold(state, Threshold::All);
    let Some(findings) = state.open.findings.clone() else { return Vec::new() };
    let is_new = |&quote: &usize| match (before, findings.quote(quote)) {
        (Threshold::Marked, Some(q)) => q.quote.kind == crate::attribution::QuoteKind::Indirect,
        _ => findings.analysis.certainty(quote) == Certainty::Unlikely,
    };
    (0..findings.analysis.quotes.len()).filter(is_new).collect()
}
