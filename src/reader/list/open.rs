//! Opening the articles of a list, and what becomes of those that are left.

use super::{ArticleList, Contents, Entry, EntryId, Origin, Survey, later, stack};
use crate::{
    analysis::Threshold,
    article::{Article, Input},
    reader::{
        app::{
            message::{Effect, HistoryChange, Opened},
            state::{State, View},
            status,
        },
        article::{OpenArticle, body, filtering, panes, position, selection},
        keymap::Command,
        list,
    },
    source::Source,
};
use std::{cmp::Reverse, mem, sync::Arc};

/// How many articles keep their text in memory beside the one on screen. Others are loaded again.
const KEPT: usize = 3;

/// Opens the article `by` places on, or back, in the order of the list, skipping those that failed to load.
pub fn step(state: &mut State, by: isize) -> Option<Effect> {
    let list = &state.list;
    let usable = |&i: &usize| list.entries.get(i).is_some_and(|item| item.failed.is_none());
    let times = by.unsigned_abs();
    let sequence = list.sequence();
    let place = list.at.or(list.loading).and_then(|at| sequence.iter().position(|index| *index == at));
    let to = if by > 0 {
        sequence.into_iter().skip(place.map_or(0, |place| place + 1)).filter(usable).take(times).last()
    } else {
        sequence.into_iter().take(place.unwrap_or(0)).rev().filter(usable).take(times).last()
    };
    let Some(to) = to else {
        let which = if by > 0 { "last" } else { "first" };
        state.note = Some(match list.entries.len() {
            0 | 1 => "this is the only article".to_owned(),
            _ => format!("this is the {which} article that can be read"),
        });
        return None;
    };
    open(state, to)
}

/// Shows an article of the list, or has it loaded where its text is not in memory.
pub fn open(state: &mut State, index: usize) -> Option<Effect> {
    if state.list.at == Some(index) {
        list::update::close(state);
        return None;
    }
    if !has_text(state, index) {
        return Some(ask(state, index, false));
    }
    let article = take(state, index);
    let article = match &state.list.entries.get(index)?.origin {
        Origin::InMemory(text) if !article.is_loaded => article.with_text(Arc::clone(text)),
        _ => article,
    };
    show(state, index, article)
}

/// Shows `article` as the first of the list when the reader starts.
pub fn show_first(state: &mut State, article: OpenArticle) {
    state.generation += 1;
    state.note = article.article.caveat.map(|caveat| caveat.words().to_owned());
    state.open = OpenArticle { entry: Some(entry(state, 0)), generation: state.generation, ..article };
    state.list.at = Some(0);
    state.view = View::Article;
    remember(state, 0);
    body::set(state);
}

/// Has it remembered between runs that the article on screen, at `index` of the list, was opened.
fn remember(state: &mut State, index: usize) {
    let (place, title) = (later::place(state, index), state.list.title.clone());
    let Some(item) = state.list.entries.get_mut(index) else { return };
    item.is_read = true;
    // A chapter has no address of its own: what can be opened again is its book.
    let whole = title.filter(|_| matches!(&item.origin, Origin::InMemory(article) if article.url.is_none()));
    let (article, keys) = (Arc::clone(&state.open.article), item.keys.clone());
    state.history_to_keep.push(HistoryChange::Opened { article, keys, place, whole });
}

/// Toggles whether the selected article counts as read.
pub fn toggle_read(state: &mut State) {
    let Some(item) = state.list.selected_entry().and_then(|index| state.list.entries.get_mut(index)) else {
        return;
    };
    if item.keys.is_empty() {
        state.note = Some("its text is not known yet".to_owned());
        return;
    }
    item.is_read = !item.is_read;
    let (keys, is_read) = (item.keys.clone(), item.is_read);
    state.note = Some(if is_read { "read" } else { "unread" }.to_owned());
    // Otherwise a survey that finds its key there would mark it as read again.
    if !is_read {
        Arc::make_mut(&mut state.read).retain(|key| !keys.contains(key));
    }
    state.history_to_keep.push(HistoryChange::Read { keys, is_read });
}

/// Waits for the first article of the list, which is already being loaded, and shows the part that has arrived.
pub fn await_first(state: &mut State, part: Option<Arc<Article>>) {
    let _ = ask(state, 0, false);
    if let Some(part) = part {
        show_part(state, entry(state, 0), part);
        state.note = None;
    }
}

/// Has an article of the list loaded; with `refetch`, past any cached copy.
pub(super) fn ask(state: &mut State, index: usize, refetch: bool) -> Effect {
    state.list.loading = Some(index);
    let address = state.list.entries.get(index).and_then(Entry::address);
    state.note = Some(address.map_or("opening…".to_owned(), |address| format!("fetching {address} …")));
    Effect::Open { entry: entry(state, index), refetch }
}

/// Loads the article on screen again.
pub fn reload(state: &mut State) -> Option<Effect> {
    let index = state.subject()?;
    if matches!(
        state.list.entries.get(index)?.origin,
        Origin::InMemory(_) | Origin::Library(_) | Origin::Source(Source::Stdin)
    ) {
        state.note = Some("this cannot be read again".to_owned());
        return None;
    }
    Some(ask(state, index, true))
}

/// Loads the followed file again where it has changed. It waits for the analysis of the current text, so that quotes
/// appear even in a file that grows all the time.
pub fn follow_changes(state: &mut State) -> Option<Effect> {
    let is_read = state.open.findings.is_some() && state.list.loading.is_none();
    let is_on_screen = state.view == View::Article && state.list.at == Some(0) && state.parents.is_empty();
    // Do not interrupt what the user is typing or looking at.
    let is_free = state.overlays.is_empty() && state.open.search.is_none() && state.open.find.is_none();
    if !(state.follows && state.has_changed && is_read && is_on_screen && is_free) {
        return None;
    }
    state.has_changed = false;
    let note = state.note.take();
    let effect = ask(state, 0, true);
    state.note = note;
    Some(effect)
}

/// Cancels the loading of an article. None where nothing is being loaded.
pub fn abandon(state: &mut State) -> Option<Effect> {
    state.list.loading.take()?;
    state.note = Some("cancelled".to_owned());
    if is_waiting(state) {
        let note = state.note.take();
        let effect = stack::pop(state);
        state.note = note;
        return effect.or(Some(Effect::Abandon));
    }
    Some(Effect::Abandon)
}

/// Whether an article of a new list is being loaded while the screen still shows what was there before.
fn is_waiting(state: &State) -> bool {
    state.list.at.is_none() && state.view == View::Article
}

/// Takes an article or collection that was loaded, or the error.
pub fn opened(state: &mut State, entry: EntryId, outcome: Result<Box<Opened>, String>) -> Option<Effect> {
    let EntryId { index, .. } = entry;
    let is_on_screen = state.open.entry == Some(entry);
    let waiting = is_waiting(state);
    let wanted = state.list.id == entry.list && state.list.loading == Some(index);
    let alone = state.list.at.is_none() && state.parents.is_empty() && !state.list.has_choice();
    let list = state.list_mut(entry.list)?;
    let opened = match outcome {
        Ok(opened) => *opened,
        Err(reason) => {
            list.note(index, |item| item.failed = Some(reason.clone()));
            let instead = match &list.entries.get(index)?.origin {
                Origin::Linked { instead, .. } => instead.clone(),
                _ => None,
            };
            if !wanted {
                return None;
            }
            state.list.loading = None;
            let effect = match instead {
                Some(article) => show(state, index, OpenArticle::new(article)),
                None if alone => Some(Effect::GiveUp(reason.clone())),
                None if waiting => stack::pop(state),
                None => None,
            };
            state.note = Some(reason);
            return effect;
        }
    };
    let held = match &opened.input {
        Input::Article(_) => None,
        Input::Collection(collection) => Some(Contents::Collection(collection.items.len())),
    };
    list.note(index, |item| {
        item.failed = None;
        item.reach = opened.reach;
        item.contents = held.or(item.contents);
    });
    match opened.input {
        Input::Article(article) => {
            let article = Arc::new(*article);
            if wanted {
                let is_at_end = state.follows && is_on_screen && status::is_at_end(state);
                let article = take(state, index).with_text(article);
                let effect = show(state, index, article);
                if is_at_end {
                    panes::rows(state, isize::MAX);
                }
                state.note = opened.caution.or(state.note.take());
                return effect;
            }
            if !is_on_screen {
                let item = list.entries.get_mut(index)?;
                let kept = item.state.take().unwrap_or_default();
                item.state = Some(Box::new(kept.with_text(article)));
                drop_texts(state);
            }
            None
        }
        Input::Collection(collection) => {
            if !wanted {
                return None;
            }
            state.list.loading = None;
            let source = match state.list.entries.get(index).map(|item| &item.origin) {
                Some(Origin::Source(source)) => Some(source.clone()),
                Some(Origin::Linked { address, .. }) => Some(Source::Web(address.clone())),
                _ => None,
            };
            let mut list = ArticleList { source, ..ArticleList::of_collection(collection, opened.reach) };
            list.note_read(&state.read);
            state.note = opened.caution.or(list.caveat.map(|caveat| caveat.words().to_owned()));
            if list.entries.is_empty() {
                state.note = Some("there is no article in it".to_owned());
            } else {
                // A list whose only entry was this collection is not worth going back to.
                let only = state.list.at.is_none() && !state.list.has_choice();
                stack::push(state, list);
                if only {
                    state.parents.pop();
                }
                list::update::open(state);
            }
            None
        }
    }
}

/// Shows the part that has arrived of an article that is being loaded, and has it analysed.
pub fn coming(state: &mut State, entry: EntryId, article: Arc<Article>) -> Option<Effect> {
    let is_waited_for = state.list.id == entry.list && state.list.loading == Some(entry.index);
    (is_waited_for && state.list.at.is_none()).then(|| {
        let size = article.text.len().div_ceil(1000);
        show_part(state, entry, article);
        state.note = Some(format!("{size} kB so far, and more may come"));
        Effect::Analyse
    })
}

/// Shows a part of an article that is being loaded, in place of an earlier part.
fn show_part(state: &mut State, entry: EntryId, part: Arc<Article>) {
    let open = mem::take(&mut state.open);
    state.generation += 1;
    let generation = state.generation;
    state.open = OpenArticle { entry: Some(entry), generation, ..open.with_text(part) };
    state.view = View::Article;
    body::set(state);
}

/// Takes the answer of a server whether the page shown from the cache has changed.
pub fn checked(state: &mut State, entry: EntryId, outcome: Result<bool, String>) {
    if state.list.id == entry.list && state.list.at == Some(entry.index) {
        match outcome {
            Ok(false) => {}
            Ok(true) => {
                let reload = state.keymap.hint(Command::Reload);
                state.note = Some(format!("this page has changed since: {reload} shows it as it is now"));
            }
            Err(caution) => state.note = Some(caution),
        }
    }
}

/// Takes the result of a survey.
pub fn surveyed(state: &mut State, entry: EntryId, outcome: Result<Survey, String>) {
    let read = Arc::clone(&state.read);
    let Some(list) = state.list_mut(entry.list) else { return };
    list.note(entry.index, |item| match outcome {
        Ok(survey) => {
            item.is_read |= survey.key.as_ref().is_some_and(|key| read.contains(key));
            item.keys.extend(survey.key.filter(|key| !item.keys.contains(key)));
            item.contents = Some(survey.contents);
            item.failed = None;
            item.title = item.title.take().or(survey.title);
            item.published = item.published.take().or(survey.published);
        }
        Err(reason) => item.failed = Some(reason),
    });
}

/// Copies the counts of the article on screen to its list entry.
pub fn note_contents(state: &mut State) {
    let (Some(findings), Some(entry)) = (&state.open.findings, state.open.entry) else { return };
    // The list counts likely quotes, whatever threshold the screen shows.
    if findings.threshold != Threshold::Likely {
        return;
    }
    let contents = Contents::of(&state.open.article, &findings.analysis);
    if let Some(list) = state.list_mut(entry.list) {
        list.note(entry.index, |item| item.contents = Some(contents));
    }
}

/// The id of an entry of the current list.
fn entry(state: &State, index: usize) -> EntryId {
    EntryId { list: state.list.id, index }
}

/// Whether the text of an article is in memory.
pub(super) fn has_text(state: &State, index: usize) -> bool {
    let Some(item) = state.list.entries.get(index) else { return false };
    let is_kept = || item.state.as_ref().is_some_and(|kept| kept.is_loaded);
    state.open.entry == Some(entry(state, index)) || is_kept() || matches!(item.origin, Origin::InMemory(_))
}

/// Takes the kept state of an article out of its entry, or off the screen, where it may still be under a list opened
/// over it.
fn take(state: &mut State, index: usize) -> OpenArticle {
    if state.open.entry == Some(entry(state, index)) {
        return mem::take(&mut state.open);
    }
    let kept = state.list.entries.get_mut(index).and_then(|item| item.state.take());
    kept.map_or_else(OpenArticle::default, |kept| *kept)
}

/// Drops the texts of all but the [`KEPT`] articles opened last, so that memory does not grow with the number of articles
/// read.
fn drop_texts(state: &mut State) {
    let lists = || std::iter::once(&state.list).chain(state.parents.iter().map(|parent| &parent.list));
    let mut read: Vec<u64> = lists()
        .flat_map(|list| &list.entries)
        .filter_map(|item| item.state.as_ref().filter(|kept| kept.is_loaded))
        .map(|kept| kept.generation)
        .collect();
    read.sort_by_key(|&generation| Reverse(generation));
    let Some(&oldest) = read.get(KEPT) else { return };
    let parents = state.parents.iter_mut().map(|parent| &mut parent.list);
    for item in std::iter::once(&mut state.list).chain(parents).flat_map(|list| &mut list.entries) {
        let again = !matches!(item.origin, Origin::Source(Source::Stdin));
        if let Some(kept) = item.state.as_mut().filter(|kept| again && kept.generation <= oldest) {
            kept.drop_text();
        }
    }
}

/// Shows `article` as the entry `index` of the list. The article that was on screen is kept in its own entry.
fn show(state: &mut State, index: usize, article: OpenArticle) -> Option<Effect> {
    let entry = entry(state, index);
    state.generation += 1;
    let mut left = mem::replace(&mut state.open, OpenArticle { entry: Some(entry), ..article });
    state.open.begin(state.generation);
    state.positions_to_keep.extend(position::left(&mut left));
    if let Some(before) = left.entry.filter(|&before| before != entry)
        && let Some(item) = state.list_mut(before.list).and_then(|list| list.entries.get_mut(before.index))
    {
        item.state = Some(Box::new(left));
    }
    let text = Arc::clone(&state.open.article);
    state.list.note(index, |item| {
        item.state = None;
        // An entry from the library is listed by the words of its quote: these stay.
        if !matches!(item.origin, Origin::Library(_)) {
            item.title = text.title_text().filter(|title| !title.is_empty()).or(item.title.take());
        }
        item.published = item.published.take().or_else(|| text.published_text());
    });
    state.list.at = Some(index);
    state.list.loading = None;
    state.view = View::Article;
    remember(state, index);
    state.overlays.clear();
    state.note = text.caveat.map(|caveat| caveat.words().to_owned());
    drop_texts(state);
    filtering::keep_up(state);
    selection::show(state);
    body::set(state);
    if state.open.findings.is_some() {
        selection::choose(state, state.open.quotes.current);
    }
    // The article may have been left before its analysis and corrections arrived.
    (state.open.findings.is_none() || !state.open.corrections.are_read).then_some(Effect::Analyse)
}
