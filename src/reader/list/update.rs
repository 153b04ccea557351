//! Commands, keys and mouse in the list of articles.

use crate::printable;
use crate::reader::{
    app::{
        geometry,
        message::Effect,
        state::{State, View},
        update,
    },
    keymap::{Command, Mode, is_plain},
    list::{open, stack},
    overlays::{Overlay, help::Help, palette},
};
use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};

/// Longest filter, in bytes.
const LONGEST: usize = 200;

/// Lines that one notch of the mouse wheel moves.
const NOTCH: isize = 3;

/// Shows the list, with the article on screen selected.
pub fn open(state: &mut State) {
    state.view = View::List;
    if state.list.is_stale {
        state.list.reorder();
    }
    state.list.select(state.list.at);
    if state.overlays.top() == Some(&Overlay::SearchPrompt) {
        state.open.search = None;
    }
    state.overlays.clear();
    keep_visible(state);
}

/// Goes back to the article on screen.
pub fn close(state: &mut State) {
    if state.list.at.is_some() {
        state.view = View::Article;
    }
}

/// A move of the selection in a list.
pub enum Step {
    /// By this many lines.
    By(isize),
    /// To the line with this index.
    To(usize),
}

impl Step {
    /// The move that `command` with `count` before it means, where a page has `page` lines. None for commands that do
    /// not move.
    pub fn of(command: Command, count: Option<usize>, page: isize) -> Option<Self> {
        let times = count.unwrap_or(1).cast_signed();
        let half = (page / 2).max(1);
        Some(match (command, count) {
            (Command::Down, _) => Self::By(times),
            (Command::Up, _) => Self::By(-times),
            (Command::PageDown, _) => Self::By(page.saturating_mul(times)),
            (Command::PageUp, _) => Self::By(page.saturating_mul(-times)),
            (Command::HalfPageDown, _) => Self::By(half.saturating_mul(times)),
            (Command::HalfPageUp, _) => Self::By(half.saturating_mul(-times)),
            (Command::Top | Command::Bottom, Some(number)) => Self::To(number.saturating_sub(1)),
            (Command::Top, None) => Self::By(isize::MIN),
            (Command::Bottom, None) => Self::By(isize::MAX),
            _ => return None,
        })
    }

    /// The index of the line that the move leads to from `at`, where `last` is the index of the last line.
    pub fn from(self, at: usize, last: usize) -> usize {
        match self {
            Self::By(lines) => at.saturating_add_signed(lines).min(last),
            Self::To(line) => line.min(last),
        }
    }
}

/// Performs a command while the list is on screen.
pub fn perform(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let times = count.unwrap_or(1).cast_signed();
    if let Some(step) = Step::of(command, count, page(state)) {
        go(state, step);
        return None;
    }
    match command {
        Command::NextEntry => move_by(state, times),
        Command::PreviousEntry => move_by(state, -times),
        Command::OpenArticle => {
            return state.list.selected_entry().and_then(|index| open::open(state, index));
        }
        Command::SortList => {
            state.list.sort = state.list.sort.next();
            state.sort = state.list.sort;
            state.list.reorder();
            keep_visible(state);
        }
        Command::ToggleRead => open::toggle_read(state),
        Command::FilterList => state.overlays.push(Overlay::FilterPrompt),
        Command::Cancel => return cancel(state),
        Command::GoBack => return stack::back(state),
        Command::Reload => return open::reload(state),
        Command::NextArticle => return open::step(state, times),
        Command::PreviousArticle => return open::step(state, -times),
        Command::Palette => palette::update::open(state),
        Command::Help => state.overlays.replace(Overlay::Help(Help::over(state.view))),
        Command::KeepForLater
        | Command::ReadingList
        | Command::ToggleMouse
        | Command::Redraw
        | Command::Suspend
        | Command::Close
        | Command::Quit
        | Command::Library
        | Command::Browse => {
            return update::perform(state, command, count);
        }
        _ => {}
    }
    None
}

/// Esc: cancels loading, or else the filter, or else leaves the list.
fn cancel(state: &mut State) -> Option<Effect> {
    if state.list.loading.is_some() {
        return open::abandon(state);
    }
    if state.list.filter.is_empty() {
        close(state);
    } else {
        filter(state, String::new());
    }
    None
}

/// A key in the prompt of the filter.
pub fn typed(state: &mut State, event: KeyEvent) {
    let mut words = state.list.filter.clone();
    match state.keymap.command(event, Mode::Prompt) {
        Some(Command::PromptAccept) => {
            state.overlays.pop();
        }
        Some(Command::PromptCancel) => {
            state.overlays.pop();
            filter(state, String::new());
        }
        Some(Command::PromptErase) => {
            if !printable::erase(&mut words) {
                state.overlays.pop();
            }
            filter(state, words);
        }
        Some(Command::PromptClear) => filter(state, String::new()),
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                paste(state, c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Appends `text` to the filter.
pub fn paste(state: &mut State, text: &str) {
    let words = format!("{}{text}", state.list.filter);
    if words.len() <= LONGEST {
        filter(state, words);
    }
}

fn filter(state: &mut State, words: String) {
    state.list.filter = words;
    state.list.reorder();
    keep_visible(state);
}

fn move_by(state: &mut State, by: isize) {
    go(state, Step::By(by));
}

fn go(state: &mut State, step: Step) {
    let last = state.list.order.len().saturating_sub(1);
    state.list.selected = step.from(state.list.selected, last);
    keep_visible(state);
}

/// Scrolls the list so that the selected article is on screen.
pub fn keep_visible(state: &mut State) {
    let height = geometry::list_height(state);
    let list = &mut state.list;
    list.top = fitted(list.top, list.selected, list.order.len(), height);
}

/// The first line on screen: near `top`, with the selected line in view and no empty lines below the last unless the
/// list is short.
pub fn fitted(top: usize, selected: usize, count: usize, height: usize) -> usize {
    top.clamp((selected + 1).saturating_sub(height), selected).min(count.saturating_sub(height))
}

/// Lines that a page moves: one less than fit, so that one stays in view.
pub fn page(state: &State) -> isize {
    geometry::list_height(state).max(2).cast_signed() - 1
}

/// The wheel moves the selection; a click selects an entry, a click on the selected entry opens it.
pub fn mouse(state: &mut State, event: MouseEvent) -> Option<Effect> {
    match event.kind {
        MouseEventKind::ScrollDown => move_by(state, NOTCH),
        MouseEventKind::ScrollUp => move_by(state, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => {
            let rows = geometry::list(state)?.rows;
            let place = state.list.top + usize::from(event.row.checked_sub(rows.y)?);
            if event.row < rows.bottom() && place < state.list.order.len() {
                if place == state.list.selected {
                    return perform(state, Command::OpenArticle, None);
                }
                state.list.selected = place;
            }
        }
        _ => {}
    }
    None
}
