//! From article to article: along a shelf, to other shelves and back.

use super::{
    super::{
        message::{Effect, Opened},
        shelf::{Contents, Origin, Shelf, Shelved, Slot, Survey},
        state::{Actors, Focus, Kept, Quotes, State},
    },
    body, listing, pick,
};
use crate::{
    article::{Article, Document, Source},
    fetch::{Address, Reach},
};
use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};

/// Articles that are kept whole beside the one on screen. Others are read again.
const KEPT: usize = 3;

/// Shelves that can be gone back to.
const DEEPEST: usize = 50;

/// Goes `by` articles on, past those that could not be loaded.
pub fn step(state: &mut State, by: isize) -> Option<Effect> {
    let shelf = &state.shelf;
    let usable = |&i: &usize| shelf.items.get(i).is_some_and(|item| item.failed.is_none());
    let times = by.unsigned_abs();
    let at = shelf.at.or(shelf.wanted);
    let to = if by > 0 {
        (at.map_or(0, |at| at + 1)..shelf.items.len()).filter(usable).take(times).last()
    } else {
        (0..at.unwrap_or(0)).rev().filter(usable).take(times).last()
    };
    let Some(to) = to else {
        let which = if by > 0 { "last" } else { "first" };
        state.note = Some(match shelf.items.len() {
            0 | 1 => "this is the only article".to_owned(),
            _ => format!("this is the {which} article that can be read"),
        });
        return None;
    };
    open(state, to)
}

/// Puts an article of the shelf on screen, or asks for it.
pub fn open(state: &mut State, index: usize) -> Option<Effect> {
    if state.shelf.at == Some(index) {
        listing::close(state);
        return None;
    }
    let item = state.shelf.items.get_mut(index)?;
    let kept = item.kept.clone().unwrap_or_default();
    let held = if let Origin::Held(article) = &item.origin { Some(Arc::clone(article)) } else { None };
    match kept.article.clone().or(held) {
        Some(article) => put_on_screen(state, index, article, kept),
        None => Some(ask(state, index, false)),
    }
}

/// Waits for the first article of the shelf, which is being loaded already.
pub fn await_first(state: &mut State) {
    let _ = ask(state, 0, false);
}

/// Asks for an article of the shelf; with `anew`, for what there is now.
fn ask(state: &mut State, index: usize, anew: bool) -> Effect {
    state.shelf.wanted = Some(index);
    let address = state.shelf.items.get(index).and_then(Shelved::address);
    state.note = Some(address.map_or("opening…".to_owned(), |address| format!("fetching {address} …")));
    Effect::Open { slot: Slot { shelf: state.shelf.id, index }, anew }
}

/// Fetches the article on screen again.
pub fn reload(state: &mut State) -> Option<Effect> {
    let index = if state.shelf.list.is_open { state.shelf.selected() } else { state.shelf.at }?;
    if matches!(state.shelf.items.get(index)?.origin, Origin::Held(_) | Origin::Source(Source::Stdin)) {
        state.note = Some("this cannot be read again".to_owned());
        return None;
    }
    Some(ask(state, index, true))
}

/// What was asked for is not wanted any more. Gives what to do, where something was.
pub fn abandon(state: &mut State) -> Option<Effect> {
    state.shelf.wanted.take()?;
    state.note = Some("cancelled".to_owned());
    if state.shelf.at.is_none() && !state.shelf.list.is_open {
        let note = state.note.take();
        let effect = pop(state);
        state.note = note;
        return effect.or(Some(Effect::Abandon));
    }
    Some(Effect::Abandon)
}

/// An article was loaded, or could not be.
pub fn opened(state: &mut State, slot: Slot, outcome: Result<Box<Opened>, String>) -> Option<Effect> {
    let Slot { index, .. } = slot;
    let wanted = state.shelf.id == slot.shelf && state.shelf.wanted == Some(index);
    let alone = state.shelf.at.is_none() && state.below.is_empty() && state.shelf.items.len() == 1;
    let shelf = shelf(state, slot.shelf)?;
    let opened = match outcome {
        Ok(opened) => *opened,
        Err(reason) => {
            shelf.note(index, |item| item.failed = Some(reason.clone()));
            let instead = match &shelf.items.get(index)?.origin {
                Origin::Linked { instead, .. } => instead.clone(),
                _ => None,
            };
            if !wanted {
                return None;
            }
            state.shelf.wanted = None;
            let effect = match instead {
                Some(article) => put_on_screen(state, index, article, Kept::default()),
                None if alone => Some(Effect::GiveUp(reason.clone())),
                None if state.shelf.at.is_none() && !state.shelf.list.is_open => pop(state),
                None => None,
            };
            state.note = Some(reason);
            return effect;
        }
    };
    let held = match &opened.document {
        Document::Article(_) => None,
        Document::Collection(collection) => Some(Contents::Collection(collection.items.len())),
    };
    shelf.note(index, |item| {
        item.failed = None;
        item.reach = opened.reach;
        item.contents = held.or(item.contents);
    });
    match opened.document {
        Document::Article(article) => {
            let article = Arc::new(*article);
            let item = shelf.items.get_mut(index)?;
            if !wanted {
                let kept = item.kept.take().unwrap_or_default();
                item.kept = Some(Kept { article: Some(article), marks: None, ..kept });
                forget(state);
                return None;
            }
            let kept = item.kept.take().unwrap_or_default();
            // Read again: it stays where it is.
            let kept = if state.shelf.at == Some(index) { here(state) } else { kept };
            let effect = put_on_screen(state, index, article, Kept { marks: None, ..kept });
            state.note = opened.caution.or(state.note.take());
            effect
        }
        Document::Collection(collection) => {
            if !wanted {
                return None;
            }
            state.shelf.wanted = None;
            let shelf = Shelf::of_collection(collection, opened.reach);
            state.note = opened.caution.or(shelf.caveat.map(|caveat| caveat.words().to_owned()));
            if shelf.items.is_empty() {
                state.note = Some("there is no article in it".to_owned());
            } else {
                // What holds nothing but this is not worth going back to.
                let only = state.shelf.at.is_none() && state.shelf.items.len() == 1;
                push(state, shelf);
                if only {
                    state.below.pop();
                }
                listing::open(state);
            }
            None
        }
    }
}

/// A server said whether the page of which a copy is shown has changed.
pub fn checked(state: &mut State, slot: Slot, outcome: Result<bool, String>) {
    if state.shelf.id == slot.shelf && state.shelf.at == Some(slot.index) {
        match outcome {
            Ok(false) => {}
            Ok(true) => state.note = Some("this page has changed since: R shows it as it is now".to_owned()),
            Err(caution) => state.note = Some(caution),
        }
    }
}

/// An article was looked through.
pub fn surveyed(state: &mut State, slot: Slot, outcome: Result<Survey, String>) {
    let Some(shelf) = shelf(state, slot.shelf) else { return };
    shelf.note(slot.index, |item| match outcome {
        Ok(survey) => {
            item.contents = Some(survey.contents);
            item.title = item.title.take().or(survey.title);
            item.published = item.published.take().or(survey.published);
        }
        Err(reason) => item.failed = Some(reason),
    });
}

/// Notes for the list what is known of the article on screen.
pub fn note_contents(state: &mut State) {
    let Some(marks) = &state.marks else { return };
    let contents = Contents::of(&marks.analysis);
    if let Some(at) = state.shelf.at {
        state.shelf.note(at, |item| item.contents = Some(contents));
    }
}

/// Opens what a link in the article on screen leads to, on a shelf of its own.
pub fn follow(state: &mut State, address: &Address) -> Effect {
    let reach = reach(state);
    push(state, Shelf::of_link(address, reach));
    ask(state, 0, false)
}

/// How far the links in the article on screen may lead.
fn reach(state: &State) -> Reach {
    let item = state.shelf.at.and_then(|at| state.shelf.items.get(at));
    item.map_or(Reach::Public, |item| item.reach)
}

/// Back: from an article to the list it was chosen from, else to where a link stood.
pub fn back(state: &mut State) -> Option<Effect> {
    if state.shelf.wanted.is_some() {
        return abandon(state);
    }
    if !state.shelf.list.is_open && state.shelf.items.len() > 1 {
        listing::open(state);
        return None;
    }
    pop(state)
}

fn push(state: &mut State, mut shelf: Shelf) {
    leave(state);
    // What was asked for a shelf that is gone must not be taken for a later one's.
    shelf.newest = state.shelf.newest + 1;
    shelf.id = shelf.newest;
    state.below.push(std::mem::replace(&mut state.shelf, shelf));
    if state.below.len() > DEEPEST {
        state.below.remove(0);
    }
    forget(state);
}

fn pop(state: &mut State) -> Option<Effect> {
    let Some(below) = state.below.pop() else {
        state.note = Some("there is nothing to go back to".to_owned());
        return None;
    };
    let newest = state.shelf.newest;
    state.shelf = Shelf { newest, wanted: None, ..below };
    let list_was_open = state.shelf.list.is_open;
    let at = state.shelf.at.take()?;
    let has_text = |item: &Shelved| {
        matches!(item.origin, Origin::Held(_))
            || item.kept.as_ref().is_some_and(|kept| kept.article.is_some())
    };
    if list_was_open && !state.shelf.items.get(at).is_some_and(has_text) {
        return None;
    }
    let effect = open(state, at);
    if list_was_open {
        listing::open(state);
    }
    effect
}

/// Keeps the article on screen on its shelf.
fn leave(state: &mut State) {
    let kept = here(state);
    if let Some(item) = state.shelf.at.and_then(|at| state.shelf.items.get_mut(at)) {
        item.kept = Some(kept);
    }
}

/// What there is to keep of the article on screen.
fn here(state: &State) -> Kept {
    Kept {
        article: Some(Arc::clone(&state.article)),
        marks: state.marks.clone(),
        place: state.body.place,
        current: state.quotes.current,
        generation: state.generation,
        jumps: state.body.jumps.clone(),
        corrections: state.corrections.clone(),
    }
}

/// Lets go of the texts of all but the articles read last, so that reading many takes no more memory than reading few.
fn forget(state: &mut State) {
    let shelves = || std::iter::once(&state.shelf).chain(&state.below);
    let mut read: Vec<u64> = shelves()
        .flat_map(|shelf| &shelf.items)
        .filter_map(|item| item.kept.as_ref().filter(|kept| kept.article.is_some()))
        .map(|kept| kept.generation)
        .collect();
    read.sort_by_key(|&generation| Reverse(generation));
    let Some(&oldest) = read.get(KEPT) else { return };
    let shelves = std::iter::once(&mut state.shelf).chain(&mut state.below);
    for item in shelves.flat_map(|shelf| &mut shelf.items) {
        let again = !matches!(item.origin, Origin::Source(Source::Stdin));
        if let Some(kept) = item.kept.as_mut().filter(|kept| again && kept.generation <= oldest) {
            (kept.article, kept.marks, kept.corrections.original) = (None, None, None);
        }
    }
}

/// The shelf with this id, while it can be gone back to.
fn shelf(state: &mut State, id: u64) -> Option<&mut Shelf> {
    std::iter::once(&mut state.shelf).chain(&mut state.below).find(|shelf| shelf.id == id)
}

fn put_on_screen(state: &mut State, index: usize, article: Arc<Article>, new: Kept) -> Option<Effect> {
    if state.shelf.at != Some(index) {
        leave(state);
    }
    state.shelf.note(index, |item| {
        item.kept = None;
        item.title = article.title_text().filter(|title| !title.is_empty()).or(item.title.take());
        item.published = item.published.take().or_else(|| article.published_text());
    });
    state.shelf.at = Some(index);
    state.shelf.wanted = None;
    state.shelf.list.is_open = false;
    state.generation += 1;
    state.note = article.caveat.map(|caveat| caveat.words().to_owned());
    state.article = article;
    state.marks = new.marks;
    state.filter = BTreeSet::new();
    state.actors = Actors::default();
    state.quotes = Quotes { current: new.current, ..Quotes::default() };
    state.search = None;
    state.overlay = None;
    state.focus = Focus::Body;
    state.body.place = new.place;
    state.body.jumps = new.jumps;
    state.body.landing = None;
    state.corrections = new.corrections;
    forget(state);
    pick::show(state);
    body::set(state);
    if state.marks.is_some() {
        pick::choose(state, state.quotes.current);
    }
    // It may have been left before its analysis and corrections came.
    (state.marks.is_none() || !state.corrections.are_read).then_some(Effect::Analyse)
}
