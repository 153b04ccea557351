//! Lists over lists: what leads to another one, and the way back.

use super::{ArticleList, open, update};
use crate::{
    fetch::{Address, Reach},
    reader::{
        app::{
            message::Effect,
            state::{Parent, State, View},
        },
        library,
    },
};
use std::mem;

/// Lists that can be gone back to.
const DEEPEST: usize = 50;

/// Opens what a link in the article on screen leads to, on a list of its own.
pub fn follow(state: &mut State, address: &Address) -> Effect {
    let list = state.open.entry.and_then(|entry| Some((state.list_mut(entry.list)?, entry.index)));
    let reach =
        list.and_then(|(list, index)| list.entries.get(index)).map_or(Reach::Public, |item| item.reach);
    push(state, ArticleList::of_link(address, reach));
    open::ask(state, 0, false)
}

/// Back: from an article to the list it was chosen from, else to where a link stood.
pub fn back(state: &mut State) -> Option<Effect> {
    if state.list.wanted.is_some() {
        return open::abandon(state);
    }
    // What was chosen in the library is listed there.
    let is_of_library = state.parents.last().is_some_and(|parent| parent.view == View::Library);
    if state.view == View::Article && state.list.has_choice() && !is_of_library {
        update::open(state);
        return None;
    }
    pop(state)
}

/// Closes what is on screen: an article goes back to the list that it was chosen from, or to where a link stood, and so does a
/// list that was opened over something. Where nothing is under it, the program ends.
pub fn close(state: &mut State) -> Option<Effect> {
    let is_chosen = state.view == View::Article && state.list.has_choice();
    if is_chosen || !state.parents.is_empty() { back(state) } else { Some(Effect::Quit) }
}

/// Puts a new list on top of the one there is. What is on screen stays there until an article of the new one is opened.
pub fn push(state: &mut State, mut list: ArticleList) {
    // What was asked for a list that is gone must not be taken for a later one's.
    list.newest = state.list.newest + 1;
    list.id = list.newest;
    state.parents.push(Parent { list: mem::replace(&mut state.list, list), view: state.view });
    state.view = View::Article;
    if state.parents.len() > DEEPEST {
        state.parents.remove(0);
    }
}

/// Goes back to the list under this one, and to what was on screen then.
pub(super) fn pop(state: &mut State) -> Option<Effect> {
    let Some(Parent { list, view }) = state.parents.pop() else {
        state.note = Some("there is nothing to go back to".to_owned());
        return None;
    };
    let newest = state.list.newest;
    state.list = ArticleList { newest, wanted: None, ..list };
    state.view = view;
    let effect = match state.list.at.take() {
        Some(at) if view == View::Article || open::has_text(state, at) => open::open(state, at),
        _ => None,
    };
    match view {
        View::List => {
            if state.list.at.is_some() {
                update::open(state);
            }
            effect
        }
        View::Library => {
            let asked = library::update::come_back(state);
            effect.or(Some(asked))
        }
        View::Article => effect,
    }
}
