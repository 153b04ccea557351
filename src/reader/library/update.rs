//! Messages to the library pane: commands, keys of the query, answers of the library.

use super::{Answer, Earlier, Lines, Question, Table};
use crate::printable;
use crate::reader::{
    app::{
        geometry,
        message::Effect,
        state::{State, View},
        update,
    },
    keymap::{Command, Mode, is_plain},
    list::{
        self, open, stack,
        update::{Step, fitted, page},
    },
    overlays::{Overlay, help::Help, palette},
};
use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};

/// Longest query, in bytes.
const LONGEST: usize = 500;
/// Lines that one notch of the mouse wheel moves.
const NOTCH: isize = 3;
/// Most earlier questions to go back to.
const DEEPEST: usize = 50;

/// Opens the library with the latest question.
pub fn open(state: &mut State) -> Effect {
    come_from(state);
    ask(state)
}

/// Opens the library with all quotes of whoever is called `name`.
pub fn said_by(state: &mut State, name: &str) -> Effect {
    come_from(state);
    let pane = &mut state.library;
    (pane.table, pane.query, pane.selected, pane.top) = (Table::Quotes, term("said", name), 0, 0);
    ask(state)
}

/// Puts the library on screen over the current view, which is kept to go back to.
fn come_from(state: &mut State) {
    if state.view != View::Library {
        let is_chosen_here = state.parents.last().is_some_and(|parent| parent.view == View::Library);
        if is_chosen_here {
            state.library.set_aside();
        }
        let is_anything = state.list.at.is_some() || !state.list.entries.is_empty();
        state.library.opened_over = is_anything.then_some(state.view);
        state.library.trail.clear();
    }
    state.view = View::Library;
    state.overlays.clear();
}

/// Returns to the library and asks again: corrections may have changed the answer, or it may belong to another
/// question.
pub fn come_back(state: &mut State) -> Effect {
    state.view = View::Library;
    ask(state)
}

/// Performs a command while the library is on screen.
pub fn perform(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let times = count.unwrap_or(1).cast_signed();
    if let Some(step) = Step::of(command, count, page(state)) {
        go(state, step);
        return None;
    }
    match command {
        Command::OpenLine | Command::AllSaid => return enter(state),
        Command::AboutThem => return about(state),
        Command::NextTable => return Some(turn(state, times)),
        Command::PreviousTable => return Some(turn(state, -times)),
        Command::SearchLibrary => begin(state),
        Command::Reload => return Some(ask(state)),
        Command::Cancel => return cancel(state),
        Command::GoBack => return back(state),
        Command::Close => return if leave(state) { None } else { Some(Effect::Quit) },
        Command::KeepForLater => state.note = Some("open the article to keep it".to_owned()),
        Command::Palette => palette::update::open(state),
        Command::Help => state.overlays.replace(Overlay::Help(Help::over(state.view))),
        Command::Library
        | Command::ReadingList
        | Command::ToggleMouse
        | Command::Redraw
        | Command::Suspend
        | Command::Quit => {
            return update::perform(state, command, count);
        }
        _ => {}
    }
    None
}

/// Sends the current question.
fn ask(state: &mut State) -> Effect {
    let pane = &mut state.library;
    pane.number += 1;
    pane.is_waiting = true;
    Effect::AskLibrary(Question { number: pane.number, table: pane.table, query: pane.query.clone() })
}

/// Asks another question; the current one is kept to go back to.
fn go_on(state: &mut State, table: Table, query: String) -> Effect {
    remember(state);
    let pane = &mut state.library;
    (pane.table, pane.query, pane.selected, pane.top) = (table, query, 0, 0);
    ask(state)
}

/// Keeps the current question to go back to.
fn remember(state: &mut State) {
    let pane = &mut state.library;
    pane.trail.push(Earlier { table: pane.table, query: pane.query.clone(), selected: pane.selected });
    if pane.trail.len() > DEEPEST {
        pane.trail.remove(0);
    }
}

/// Asks the same for another table.
fn turn(state: &mut State, by: isize) -> Effect {
    state.library.table = state.library.table.step(by);
    (state.library.selected, state.library.top) = (0, 0);
    ask(state)
}

/// Takes the answer to question `number`; an answer to any but the latest is dropped.
pub fn answered(state: &mut State, number: u64, outcome: Result<Answer, String>) {
    if number != state.library.number {
        return;
    }
    state.library.is_waiting = false;
    match outcome {
        Ok(answer) => {
            if answer.articles == 0 {
                let words = "the library is empty: dixit library add FILE keeps articles, and so does \
                    library = \"everything\" in the settings";
                state.note = Some(words.to_owned());
            }
            // `in:text` in the query turns the table of quotes into that of texts.
            state.library.table = answer.lines.table();
            state.library.answer = answer;
            move_by(state, 0);
        }
        Err(reason) => state.note = Some(reason),
    }
}

/// Opens the selected line: the quotes of a person, the people of an outlet, the quotes that a carrier brought, or the
/// article of a quote or text.
fn enter(state: &mut State) -> Option<Effect> {
    let pane = &state.library;
    // Until the new table is there, the lines on screen are those of an earlier question.
    if pane.answer.lines.table() != pane.table {
        return None;
    }
    let at = pane.selected;
    let with = |terms: &str| join(&pane.query, terms);
    match &pane.answer.lines {
        Lines::People(lines) => {
            let query = with(&term("said", &lines.get(at)?.name));
            Some(go_on(state, Table::Quotes, query))
        }
        Lines::Outlets(lines) => {
            let Some(name) = lines.get(at)?.name.as_deref() else {
                state.note = Some("these articles do not tell where they were published".to_owned());
                return None;
            };
            let query = with(&term("outlet", name));
            Some(go_on(state, Table::People, query))
        }
        Lines::Carriers(lines) => {
            let line = lines.get(at)?;
            let via = term("via", &line.carrier);
            let said = line.speaker.as_ref().map(|name| term("said", name)).unwrap_or_default();
            let query = join(&with(&via), &said);
            Some(go_on(state, Table::Quotes, query))
        }
        Lines::Quotes(_) | Lines::Texts(_) => {
            let list = pane.readable().filter(|list| at < list.entries.len())?;
            stack::push(state, list);
            open::open(state, at)
        }
    }
}

/// Asks who speaks about the person of the selected line.
fn about(state: &mut State) -> Option<Effect> {
    let pane = &state.library;
    let at = pane.selected;
    let name = match &pane.answer.lines {
        Lines::People(lines) => Some(lines.get(at)?.name.as_str()),
        Lines::Carriers(lines) => lines.get(at)?.speaker.as_deref(),
        Lines::Quotes(lines) => lines.get(at)?.who.as_deref(),
        Lines::Texts(_) | Lines::Outlets(_) => None,
    };
    let Some(name) = name else {
        state.note = Some("nobody is named in this line".to_owned());
        return None;
    };
    // Others mostly call a person by surname alone, but a body by its whole name.
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_suffix = |word: &str| matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV");
    let known = match words.iter().rev().find(|word| !is_suffix(word)) {
        Some(last) if (2..=3).contains(&words.len()) && !name.contains(" of ") => last,
        _ => name,
    };
    let query = format!("\"{}\"", known.replace('"', ""));
    Some(go_on(state, Table::People, query))
}

/// A term of a question: `said:"Ann Roe"`.
fn term(name: &str, value: &str) -> String {
    let value = value.replace('"', "");
    if value.contains(char::is_whitespace) {
        format!("{name}:\"{value}\"")
    } else {
        format!("{name}:{value}")
    }
}

/// Appends `terms` to a query. Where a field occurs twice, the later one counts.
fn join(query: &str, terms: &str) -> String {
    [query, terms].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Goes back to the question before, or else to the view under the library.
fn back(state: &mut State) -> Option<Effect> {
    let Some(Earlier { table, query, selected }) = state.library.trail.pop() else {
        if !leave(state) {
            state.note = Some("there is nothing to go back to".to_owned());
        }
        return None;
    };
    let pane = &mut state.library;
    (pane.table, pane.query, pane.selected) = (table, query, selected);
    Some(ask(state))
}

/// Goes back to the view under the library. `false` where there is none.
fn leave(state: &mut State) -> bool {
    match state.library.opened_over {
        Some(View::List) => list::update::open(state),
        Some(View::Article) => {
            state.view = View::Article;
            state.library.restore();
        }
        Some(View::Library) | None => return false,
    }
    true
}

/// Esc: drops the query, or else leaves the library.
fn cancel(state: &mut State) -> Option<Effect> {
    if state.library.query.is_empty() {
        leave(state);
        return None;
    }
    Some(go_on(state, Table::People, String::new()))
}

/// Opens the prompt, with the cursor behind the query so far.
fn begin(state: &mut State) {
    remember(state);
    let query = &mut state.library.query;
    if !query.is_empty() && !query.ends_with(' ') {
        query.push(' ');
    }
    state.overlays.push(Overlay::LibraryPrompt);
}

/// A key in the prompt of the query.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    match state.keymap.command(event, Mode::Prompt) {
        Some(Command::PromptAccept) => {
            state.overlays.pop();
            None
        }
        Some(Command::PromptCancel) => {
            state.overlays.pop();
            back(state)
        }
        Some(Command::PromptErase) => {
            let mut query = state.library.query.clone();
            if !printable::erase(&mut query) {
                state.overlays.pop();
                return back(state);
            }
            Some(retype(state, query))
        }
        Some(Command::PromptClear) => Some(retype(state, String::new())),
        _ => match event.code {
            KeyCode::Char(c) if is_plain(event) => paste(state, c.encode_utf8(&mut [0; 4])),
            _ => None,
        },
    }
}

/// Appends `text` to the query.
pub fn paste(state: &mut State, text: &str) -> Option<Effect> {
    let query = format!("{}{text}", state.library.query);
    (query.len() <= LONGEST).then(|| retype(state, query))
}

fn retype(state: &mut State, query: String) -> Effect {
    // Search words are only to be seen in quotes and texts.
    if !matches!(state.library.table, Table::Quotes | Table::Texts) {
        state.library.table = Table::Quotes;
    }
    state.library.query = query;
    (state.library.selected, state.library.top) = (0, 0);
    ask(state)
}

fn move_by(state: &mut State, by: isize) {
    go(state, Step::By(by));
}

fn go(state: &mut State, step: Step) {
    let pane = &mut state.library;
    pane.selected = step.from(pane.selected, pane.answer.lines.len().saturating_sub(1));
    keep_visible(state);
}

/// Scrolls so that the selected line is on screen.
pub fn keep_visible(state: &mut State) {
    let height = geometry::list_height(state);
    let pane = &mut state.library;
    pane.top = fitted(pane.top, pane.selected, pane.answer.lines.len(), height);
}

/// The wheel moves the selection; a click selects a line, a click on the selected line opens it.
pub fn mouse(state: &mut State, event: MouseEvent) -> Option<Effect> {
    match event.kind {
        MouseEventKind::ScrollDown => move_by(state, NOTCH),
        MouseEventKind::ScrollUp => move_by(state, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => {
            let rows = geometry::list(state)?.rows;
            let place = state.library.top + usize::from(event.row.checked_sub(rows.y)?);
            if event.row < rows.bottom() && place < state.library.answer.lines.len() {
                if place == state.library.selected {
                    return enter(state);
                }
                state.library.selected = place;
            }
        }
        _ => {}
    }
    None
}
