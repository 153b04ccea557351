//! From article to article.

use super::{
    super::{
        message::Effect,
        state::{Actors, Focus, Kept, Place, Quotes, State},
    },
    body, pick,
};
use crate::article::Article;
use std::{collections::BTreeSet, sync::Arc};

/// Goes `by` articles on, past those that could not be loaded.
pub fn step(state: &mut State, by: isize) -> Option<Effect> {
    let shelf = &state.shelf;
    let usable = |&i: &usize| shelf.items.get(i).is_some_and(|item| !item.failed);
    let times = by.unsigned_abs();
    let to = if by > 0 {
        (shelf.at + 1..shelf.items.len()).filter(usable).take(times).last()
    } else {
        (0..shelf.at).rev().filter(usable).take(times).last()
    };
    let Some(to) = to else {
        let which = if by > 0 { "last" } else { "first" };
        state.note = Some(match shelf.items.len() {
            0 | 1 => "this is the only article".to_owned(),
            _ => format!("this is the {which} article that can be read"),
        });
        return None;
    };
    if let Some(kept) = state.shelf.items.get_mut(to).and_then(|item| item.kept.take()) {
        return put_on_screen(state, to, kept);
    }
    state.shelf.wanted = Some(to);
    state.note = Some("opening…".to_owned());
    Some(Effect::Open(to))
}

/// An article was loaded, or could not be.
pub fn opened(state: &mut State, index: usize, outcome: Result<Box<Article>, String>) -> Option<Effect> {
    let wanted = state.shelf.wanted == Some(index);
    let item = state.shelf.items.get_mut(index)?;
    match outcome {
        Ok(article) => {
            let kept =
                Kept { article: Arc::from(article), marks: None, place: Place::default(), current: None };
            if wanted {
                return put_on_screen(state, index, kept);
            }
            item.kept = Some(kept);
        }
        Err(reason) => {
            item.failed = true;
            if wanted {
                state.shelf.wanted = None;
                state.note = Some(reason);
            }
        }
    }
    None
}

fn put_on_screen(state: &mut State, index: usize, new: Kept) -> Option<Effect> {
    let old = Kept {
        article: Arc::clone(&state.article),
        marks: state.marks.take(),
        place: state.body.place,
        current: state.quotes.current,
    };
    if let Some(item) = state.shelf.items.get_mut(state.shelf.at) {
        item.kept = Some(old);
    }
    state.shelf.at = index;
    state.shelf.wanted = None;
    state.generation += 1;
    state.article = new.article;
    state.marks = new.marks;
    state.filter = BTreeSet::new();
    state.actors = Actors::default();
    state.quotes = Quotes { current: new.current, ..Quotes::default() };
    state.search = None;
    state.overlay = None;
    state.note = state.article.caveat.map(|caveat| caveat.words().to_owned());
    state.focus = Focus::Body;
    state.body.place = new.place;
    pick::show(state);
    body::set(state);
    if state.marks.is_none() {
        return Some(Effect::Analyse);
    }
    pick::choose(state, state.quotes.current);
    None
}
