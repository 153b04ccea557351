//! The stack of article lists: following a link or opening a collection puts a list on it, going back takes it off.

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

/// Most lists to go back to.
const DEEPEST: usize = 50;

/// Opens the target of a link in the article on screen, as a list of its own.
pub fn follow(state: &mut State, address: &Address) -> Effect {
    let list = state.open.entry.and_then(|entry| Some((state.list_mut(entry.list)?, entry.index)));
    let reach =
        list.and_then(|(list, index)| list.entries.get(index)).map_or(Reach::Public, |item| item.reach);
    push(state, ArticleList::of_link(address, reach));
    open::ask(state, 0, false)
}

/// Goes back from an article to the list it was chosen from, or else to the list and view below.
pub fn back(state: &mut State) -> Option<Effect> {
    if state.list.loading.is_some() {
        return open::abandon(state);
    }
    // An article that was chosen in the library goes back to the library, not to its list.
    let is_of_library = state.parents.last().is_some_and(|parent| parent.view == View::Library);
    if state.view == View::Article && state.list.has_choice() && !is_of_library {
        update::open(state);
        return None;
    }
    pop(state)
}

/// Closes the article or list on screen, as [`back`] does. Where nothing is below it, the program ends.
pub fn close(state: &mut State) -> Option<Effect> {
    let is_chosen = state.view == View::Article && state.list.has_choice();
    if is_chosen || !state.parents.is_empty() { back(state) } else { Some(Effect::Quit) }
}

/// Puts a new list on the stack. The article on screen stays there until one of the new list is opened.
pub fn push(state: &mut State, mut list: ArticleList) {
    // An id is never used twice: a late answer for a closed list must not be taken for one of this list.
    list.newest = state.list.newest + 1;
    list.id = list.newest;
    state.parents.push(Parent { list: mem::replace(&mut state.list, list), view: state.view });
    state.view = View::Article;
    if state.parents.len() > DEEPEST {
        state.parents.remove(0);
    }
}

/// Takes the top list off the stack and restores what was on screen below it.
pub(super) fn pop(state: &mut State) -> Option<Effect> {
    let Some(Parent { list, view }) = state.parents.pop() else {
        state.note = Some("there is nothing to go back to".to_owned());
        return None;
    };
    let newest = state.list.newest;
    state.list = ArticleList { newest, loading: None, ..list };
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
