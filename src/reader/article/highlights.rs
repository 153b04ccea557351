//! Highlights: stretches that the person has marked in the article, with or without a note.

use crate::{
    highlights::{Change, Highlight, places},
    printable,
    reader::{
        app::{message::Effect, state::State},
        article::{selection, undo::Done},
        keymap::Command,
        overlays::{highlights as panel, line},
    },
    span::Span,
};

/// Longest beginning of a highlight in a message, in bytes.
const LONGEST: usize = 40;

/// The highlights of the open article, and their spans in its text.
#[derive(Debug, Clone, Default)]
pub struct Highlights {
    /// All highlights, in the order in which they were made.
    pub list: Vec<Highlight>,
    /// The span of each; none where its words are not in the text.
    places: Vec<Option<Span>>,
    /// The number of changes made here, so that a list read before the latest one is recognised as stale.
    pub revision: u64,
}

impl Highlights {
    /// Replaces the highlights by `list`, and finds their spans in `text`.
    #[must_use]
    pub fn with(self, list: Vec<Highlight>, text: &str) -> Self {
        Self { places: places(text, &list), list, ..self }
    }

    /// Finds the spans of the highlights in another text.
    #[must_use]
    pub fn moved_to(mut self, text: &str) -> Self {
        let list = std::mem::take(&mut self.list);
        self.with(list, text)
    }

    /// The highlights with their spans, in text order; those without a span come last.
    pub fn in_order(&self) -> Vec<(&Highlight, Option<Span>)> {
        let mut all: Vec<_> = self.list.iter().zip(self.places.iter().copied()).collect();
        all.sort_by_key(|(highlight, span)| {
            span.map_or((usize::MAX, highlight.at), |span| (span.start, span.end))
        });
        all
    }

    /// The highlights that overlap `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (&Highlight, Span)> {
        let all = self.list.iter().zip(&self.places);
        all.filter_map(move |(highlight, place)| {
            place.filter(|place| place.overlaps(span)).map(|p| (highlight, p))
        })
    }

    fn make(&mut self, change: &Change, text: &str) {
        let place = |highlight: &Highlight| self.list.iter().rposition(|other| other == highlight);
        match change {
            Change::Add(highlight) => self.list.push(highlight.clone()),
            Change::Take(highlight) => {
                if let Some(at) = place(highlight) {
                    self.list.remove(at);
                }
            }
            Change::Replace(old, new) => match place(old).and_then(|at| self.list.get_mut(at)) {
                Some(slot) => *slot = new.clone(),
                None => self.list.push(new.clone()),
            },
        }
        self.revision += 1;
        self.places = places(text, &self.list);
    }
}

/// Highlights the current quote, or removes the highlight of just this quote.
pub fn quote(state: &mut State) -> Option<Effect> {
    let extent = quote_or_note(state)?;
    let same = state.open.highlights.within(extent).find(|(_, span)| *span == extent);
    match same.map(|(highlight, _)| highlight.clone()) {
        Some(highlight) => Some(remove(state, highlight)),
        None => add(state, extent, None),
    }
}

/// Opens the field for a note on the current quote.
pub fn note(state: &mut State) {
    let Some(extent) = quote_or_note(state) else { return };
    note_on(state, extent);
}

/// Opens the field for a note on these words: that of the highlight with just this span, or else of a new highlight.
pub fn note_on(state: &mut State, span: Span) {
    let same = state.open.highlights.within(span).find(|(_, place)| *place == span);
    match same.map(|(highlight, _)| highlight.clone()) {
        Some(of) => {
            let note = of.note.clone().unwrap_or_default();
            line::update::begin(state, line::Purpose::Note { of, span: Some(span), from_list: false }, &note);
        }
        None => line::update::begin(state, line::Purpose::NewNote(span), ""),
    }
}

/// Highlights these words, unless a highlight has just this span and there is no note.
pub fn add(state: &mut State, span: Span, note: Option<String>) -> Option<Effect> {
    let span = span.trim(&state.open.article.text);
    if span.is_empty() {
        return None;
    }
    if note.is_none() && state.open.highlights.within(span).any(|(_, place)| place == span) {
        state.note = Some("these words are highlighted already".to_owned());
        return None;
    }
    let highlight = Highlight::of(&state.open.article.text, span, note);
    let list = state.keymap.hint(Command::Highlights);
    let words = format!("highlighted {}; {list} lists all", describe(&highlight));
    Some(make(state, Change::Add(highlight), words))
}

/// Replaces the note of a highlight, or removes it. Gives the highlight as it is then, too.
pub fn set_note(state: &mut State, of: Highlight, note: Option<String>) -> (Option<Effect>, Highlight) {
    if of.note == note {
        return (None, of);
    }
    let words = if note.is_some() { "the note is kept" } else { "the note is taken away" };
    let now = Highlight { note, ..of.clone() };
    (Some(make(state, Change::Replace(of, now.clone()), words.to_owned())), now)
}

/// Removes a highlight.
pub fn remove(state: &mut State, highlight: Highlight) -> Effect {
    let with = if highlight.note.is_some() { " and its note" } else { "" };
    let undo = state.keymap.hint(Command::UndoCorrection);
    let words = format!("taken away: the highlight {}{with}; {undo} brings it back", describe(&highlight));
    make(state, Change::Take(highlight), words)
}

/// Undoes the last change to highlights since the article was opened.
pub fn undo_own(state: &mut State) -> Option<Effect> {
    let last = state.open.done.iter().rposition(|done| matches!(done, Done::Highlight(_)));
    if let Some(Done::Highlight(change)) = last.map(|at| state.open.done.remove(at)) {
        return Some(undo(state, *change));
    }
    state.note = Some("no change to take back".to_owned());
    None
}

/// The change that undoes `change`, and the sentence for the status line.
pub fn inverse(change: Change) -> (Change, String) {
    match change {
        Change::Add(highlight) => {
            let words = format!("taken back: the highlight {}", describe(&highlight));
            (Change::Take(highlight), words)
        }
        Change::Take(highlight) => {
            let words = format!("back again: the highlight {}", describe(&highlight));
            (Change::Add(highlight), words)
        }
        Change::Replace(old, new) => {
            let words = format!("the note on {} is as before", describe(&old));
            (Change::Replace(new, old), words)
        }
    }
}

/// Undoes `change`.
pub fn undo(state: &mut State, change: Change) -> Effect {
    let (back, words) = inverse(change);
    state.open.highlights.make(&back, &state.open.article.text);
    state.note = Some(words);
    Effect::KeepHighlight(back)
}

/// Takes over the list of highlights that was read, or reports why it was not.
pub fn arrived(state: &mut State, generation: u64, revision: u64, outcome: Result<Vec<Highlight>, String>) {
    match outcome {
        // An error is reported for any article, since a highlight may be lost.
        Err(reason) => state.note = Some(reason),
        Ok(list) if generation == state.open.generation && revision == state.open.highlights.revision => {
            if list != state.open.highlights.list {
                let before = std::mem::take(&mut state.open.highlights);
                state.open.highlights = before.with(list, &state.open.article.text);
            }
            panel::update::refresh(state);
        }
        Ok(_) => {}
    }
}

fn make(state: &mut State, change: Change, words: String) -> Effect {
    state.open.highlights.make(&change, &state.open.article.text);
    state.open.done.push(Done::Highlight(Box::new(change.clone())));
    state.note = Some(words);
    Effect::KeepHighlight(change)
}

/// The extent of the current quote; without one, a note says so.
fn quote_or_note(state: &mut State) -> Option<Span> {
    let findings = selection::quotes_or_note(state)?;
    let quote = state.open.quotes.current.and_then(|quote| findings.quote(quote));
    if quote.is_none() {
        let words = state.keymap.hint(Command::SelectWords);
        let none = selection::no_quote_words(&state.keymap);
        state.note = Some(format!("{none}, {words} selects words"));
    }
    quote.map(|quote| quote.quote.extent())
}

/// The first words of a highlight, in quotation marks.
pub fn describe(highlight: &Highlight) -> String {
    let words = &highlight.words;
    let whole = Span::new(0, words.len());
    let part = whole.head(words, LONGEST);
    let shown = printable::line(part.of(words));
    let marks: &[char] = &['“', '”', '"', ',', ' '];
    format!("“{}{}”", shown.trim_matches(marks), if part == whole { "" } else { "…" })
}
