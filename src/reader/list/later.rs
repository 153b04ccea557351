//! The reading list: adding, removing, and showing it.

use super::{ArticleList, EntryId, Origin, stack, update};
use crate::{
    article::Key,
    fetch::Address,
    memory::Deferred,
    reader::{
        app::{
            message::HistoryChange,
            state::{State, View},
            status,
        },
        keymap::Command,
    },
    source::Source,
};
use std::{collections::HashSet, sync::Arc};

/// Where an article of the list can be opened again: a path or an address, if any is known.
pub(super) fn place(state: &State, index: usize) -> Option<Source> {
    let item = state.list.entries.get(index)?;
    let place = match &item.origin {
        Origin::Source(source) => Some(source.clone()),
        Origin::Linked { address, .. } => Some(Source::Web(address.clone())),
        Origin::InMemory(article) => article.url.clone().map(Source::Web).or(state.list.source.clone()),
        Origin::Library(_) if is_open(state, index) => state.open.article.url.clone().map(Source::Web),
        Origin::Library(_) => None,
    };
    // The address that a text gives for itself is untrusted.
    place.filter(|place| !matches!(place, Source::Web(address) if Address::parse(address).is_err()))
}

/// Puts the article on screen, or the selected one in a list, on the reading list, or takes it off.
pub fn toggle(state: &mut State) {
    let Some(index) = state.subject() else { return };
    let Some(item) = state.list.entries.get(index) else { return };
    if let Some(name) = item.reading_list_id.clone().filter(|name| state.deferred.contains(name)) {
        state.history_to_keep.push(HistoryChange::Done(vec![name]));
        state.note = Some("off the reading list".to_owned());
        return;
    }
    let is_open = is_open(state, index);
    if matches!(item.origin, Origin::Library(_)) && item.reading_list_id.is_none() && !is_open {
        state.note = Some("open the article to keep it".to_owned());
        return;
    }
    let place = place(state, index).or_else(|| {
        // It was taken off while the reading list was shown: it is put back under its old name.
        item.reading_list_id
            .as_ref()
            .filter(|name| Key::parse(name).is_none())
            .map(|name| Source::of(name.as_ref()))
    });
    let held = match &item.origin {
        Origin::InMemory(article) => Some(Arc::clone(article)),
        _ => None,
    };
    let article = if is_open { Some(Arc::clone(&state.open.article)) } else { held };
    let title = match &article {
        Some(article) => article.title_text().filter(|title| !title.is_empty()),
        None => item.title.clone(),
    };
    let title = title.unwrap_or_else(|| item.label().to_owned());
    if state.view == View::Article {
        state.deferred_in = Some(state.open.generation);
    }
    state.history_to_keep.push(HistoryChange::Defer { title, place, article });
}

/// Takes the names of all entries of the reading list, read from disk, and a note on what was changed.
pub fn arrived(state: &mut State, names: HashSet<String>, note: Option<String>) {
    let is_more = names.len() > state.deferred.len();
    state.deferred = Arc::new(names);
    if let Some(note) = note {
        let [key, list] =
            [Command::KeepForLater, Command::ReadingList].map(|command| state.keymap.hint(command));
        let more = if is_more { format!(": {list} shows it, {key} takes this off") } else { String::new() };
        state.note = Some(format!("{note}{more}"));
    }
}

/// Shows the reading list once it has been read. Each entry comes with its row in the library, if it has one.
pub fn listed(state: &mut State, outcome: Result<Vec<(Deferred, Option<i64>)>, String>) {
    match outcome {
        Ok(kept) if kept.is_empty() => {
            let key = state.keymap.hint(Command::KeepForLater);
            state.note = Some(format!("nothing is kept to read later: {key} keeps an article"));
        }
        Ok(kept) => {
            let mut list = ArticleList::of_later(kept);
            list.note_read(&state.read);
            stack::push(state, list);
            state.note = None;
            update::open(state);
        }
        Err(reason) => state.note = Some(reason),
    }
}

/// Whether an article of the list is on the reading list, as last read.
pub fn is_deferred(state: &State, index: usize) -> bool {
    !state.deferred.is_empty() && names(state, index).iter().any(|name| state.deferred.contains(name))
}

/// Whether the article on screen is on the reading list.
pub fn is_open_deferred(state: &State) -> bool {
    state.list.at.is_some_and(|at| is_deferred(state, at))
}

/// An article and its names on the reading list.
pub type Finished = (EntryId, Vec<String>);

/// The article on screen, where it is on the reading list, was not put there during this visit, the user has moved in
/// it, and its end is in view.
pub fn read_to_end(state: &State) -> Option<Finished> {
    let generation = Some(state.open.generation);
    let is_for_another_day = state.deferred_in == generation;
    if state.view != View::Article
        || is_for_another_day
        || state.moved_in != generation
        || !is_open_deferred(state)
        || !status::is_at_end(state)
    {
        return None;
    }
    Some((state.open.entry?, names(state, state.list.at?)))
}

/// Takes an article that was read to its end off the reading list, once the user has left it or the reader ends.
pub fn leave(state: &mut State, (entry, names): Finished, is_end: bool) {
    let is_on_screen = state.view == View::Article && state.open.entry == Some(entry);
    // The user may just have taken it off.
    if is_on_screen && !is_end || !names.iter().any(|name| state.deferred.contains(name)) {
        return;
    }
    Arc::make_mut(&mut state.deferred).retain(|name| !names.contains(name));
    state.history_to_keep.push(HistoryChange::Done(names));
    let key = state.keymap.hint(Command::KeepForLater);
    let told = format!("read to its end, and off the reading list: {key} puts it back");
    state.note = state.note.take().or(Some(told));
}

fn is_open(state: &State, index: usize) -> bool {
    state.open.entry == Some(EntryId { list: state.list.id, index })
}

/// The names under which the reading list may have an article of the list.
fn names(state: &State, index: usize) -> Vec<String> {
    let Some(item) = state.list.entries.get(index) else { return Vec::new() };
    let place = place(state, index).and_then(|place| place.place());
    let text = match &item.origin {
        Origin::InMemory(article) if place.is_none() => Some(article),
        _ if place.is_none() && is_open(state, index) => Some(&state.open.article),
        _ => None,
    };
    let text = text.map(|article| Key::of(&article.text).to_string());
    item.reading_list_id.iter().cloned().chain(place).chain(text).collect()
}
