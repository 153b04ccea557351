//! Choosing from the list of articles.

use super::{
    super::{
        geometry::list,
        keymap::{self, Command, Mode},
        message::Effect,
        state::{Overlay, State},
    },
    shelf,
};
use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};

/// Longest filter, in bytes.
const LONGEST: usize = 200;

/// Rows that one notch of the wheel goes on.
const NOTCH: isize = 3;

/// Shows the list, with the article on screen selected.
pub fn open(state: &mut State) {
    state.shelf.list.is_open = true;
    if state.shelf.is_stale {
        state.shelf.order();
    }
    state.shelf.select(state.shelf.at);
    state.overlay = None;
    keep_visible(state);
}

/// Goes back to the article that was on screen.
pub fn close(state: &mut State) {
    state.shelf.list.is_open &= state.shelf.at.is_none();
}

/// What a command does while the list is open.
pub fn perform(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let times = count.unwrap_or(1).cast_signed();
    let page = list(state).map_or(1, |area| isize::from(area.rows.height.cast_signed())).max(2) - 1;
    match command {
        Command::Down => move_by(state, times),
        Command::Up => move_by(state, -times),
        Command::PageDown => move_by(state, page.saturating_mul(times)),
        Command::PageUp => move_by(state, page.saturating_mul(-times)),
        Command::HalfDown => move_by(state, (page / 2).max(1).saturating_mul(times)),
        Command::HalfUp => move_by(state, (page / 2).max(1).saturating_mul(-times)),
        Command::Top => move_by(state, isize::MIN),
        Command::Bottom => move_by(state, isize::MAX),
        Command::Enter => return state.shelf.selected().and_then(|index| shelf::open(state, index)),
        Command::Sort => {
            state.shelf.list.sort = state.shelf.list.sort.next();
            state.shelf.order();
            keep_visible(state);
        }
        Command::Search => state.shelf.list.typing = true,
        Command::Cancel => return cancel(state),
        Command::Return => return shelf::back(state),
        Command::Reload => return shelf::reload(state),
        Command::NextArticle => return shelf::step(state, times),
        Command::PreviousArticle => return shelf::step(state, -times),
        Command::Help => state.overlay = Some(Overlay::Help { top: 0 }),
        Command::Mouse | Command::Redraw | Command::Suspend | Command::Quit | Command::Browse => {
            return super::perform(state, command, count);
        }
        _ => {}
    }
    None
}

/// Esc: takes back one thing.
fn cancel(state: &mut State) -> Option<Effect> {
    if state.shelf.wanted.is_some() {
        return shelf::abandon(state);
    }
    if state.shelf.list.filter.is_empty() {
        close(state);
    } else {
        filter(state, String::new());
    }
    None
}

/// A key while words of the filter are typed.
pub fn typed(state: &mut State, event: KeyEvent) {
    let mut words = state.shelf.list.filter.clone();
    match keymap::command(event, Mode::Searching) {
        Some(Command::Accept) => state.shelf.list.typing = false,
        Some(Command::Abandon) => {
            state.shelf.list.typing = false;
            filter(state, String::new());
        }
        Some(Command::Erase) => {
            state.shelf.list.typing = words.pop().is_some();
            filter(state, words);
        }
        Some(Command::EraseAll) => filter(state, String::new()),
        _ => {
            if let KeyCode::Char(c) = event.code
                && keymap::is_plain(event)
            {
                paste(state, c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Adds `text` to the filter.
pub fn paste(state: &mut State, text: &str) {
    let words = format!("{}{text}", state.shelf.list.filter);
    if state.shelf.list.typing && words.len() <= LONGEST {
        filter(state, words);
    }
}

fn filter(state: &mut State, words: String) {
    state.shelf.list.filter = words;
    state.shelf.order();
    keep_visible(state);
}

fn move_by(state: &mut State, by: isize) {
    let last = state.shelf.list.order.len().saturating_sub(1);
    state.shelf.list.selected = state.shelf.list.selected.saturating_add_signed(by).min(last);
    keep_visible(state);
}

/// Scrolls the list so that the selected article is on screen.
pub fn keep_visible(state: &mut State) {
    let height = list(state).map_or(1, |area| usize::from(area.rows.height)).max(1);
    let list = &mut state.shelf.list;
    list.top = list.top.clamp((list.selected + 1).saturating_sub(height), list.selected);
    list.top = list.top.min(list.order.len().saturating_sub(height));
}

/// The wheel goes through the list; a click selects, a second one opens.
pub fn mouse(state: &mut State, event: MouseEvent) -> Option<Effect> {
    match event.kind {
        MouseEventKind::ScrollDown => move_by(state, NOTCH),
        MouseEventKind::ScrollUp => move_by(state, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => {
            let rows = list(state)?.rows;
            let place = state.shelf.list.top + usize::from(event.row.checked_sub(rows.y)?);
            if event.row < rows.bottom() && place < state.shelf.list.order.len() {
                if place == state.shelf.list.selected {
                    return perform(state, Command::Enter, None);
                }
                state.shelf.list.selected = place;
            }
        }
        _ => {}
    }
    None
}
