//! Applies a message to the state. Pure: what must be done outside comes back as an [`Effect`].

use crate::{
    analysis::{Analysis, Threshold},
    fetch::Address,
    reader::{
        app::{
            geometry::geometry,
            message::{Copied, Effect, Message},
            mouse,
            state::{State, View},
            typing,
        },
        article::{
            Pane, body, copying, corrections, filtering,
            findings::Findings,
            highlights, jumping, list_search,
            marks::{self, Use},
            mentions, panes, piping, position, selection, undo,
        },
        keymap::Command,
        library,
        list::{self, Entry, later, open, stack},
        overlays::{
            Overlay, contents, help::Help, highlights as panel, links, palette, scrolled, search, sources,
            stretch,
        },
    },
};
use std::sync::Arc;

pub(in crate::reader) use body::set;
pub(in crate::reader) use open::{await_first, show_first};

/// Narrowest and widest measure of the text that a person can choose, in columns.
pub const MEASURES: (u16, u16) = (20, 200);
/// Columns by which a key changes a width.
const WIDTH_STEP: u16 = 4;
/// Largest count that can be typed before a command.
pub const LARGEST_COUNT: usize = 99_999;

/// Applies `message` to `state`.
pub fn update(state: &mut State, message: Message) -> Option<Effect> {
    let read = later::read_to_end(state);
    let effect = match message {
        Message::Key(event) => typing::key(state, event),
        Message::Mouse(event) => match (state.view, state.overlays.top()) {
            (View::List, None | Some(Overlay::FilterPrompt)) => list::update::mouse(state, event),
            (View::Library, None | Some(Overlay::LibraryPrompt)) => library::update::mouse(state, event),
            _ => mouse::mouse(state, event),
        },
        Message::Paste(text) => typing::paste(state, &text),
        Message::Resize { width, height } => {
            (state.screen.width, state.screen.height) = (width, height);
            set(state);
            selection::keep_visible(state);
            scrolled::scroll(state, 0);
            list::update::keep_visible(state);
            library::update::keep_visible(state);
            None
        }
        Message::Analysed { generation, outcome } => {
            analysed(state, generation, outcome);
            None
        }
        Message::Changed => {
            state.has_changed = true;
            None
        }
        Message::Opened { entry, outcome } => open::opened(state, entry, outcome),
        Message::PartLoaded { entry, article } => open::coming(state, entry, article),
        Message::Checked { entry, outcome } => {
            open::checked(state, entry, outcome);
            None
        }
        Message::Surveyed { entry, outcome } => {
            open::surveyed(state, entry, outcome);
            None
        }
        Message::Background(background) => {
            state.screen.background = background;
            None
        }
        Message::Note(words) => {
            state.note = Some(words);
            None
        }
        Message::Copied(copied) => {
            copying::report(state, &copied);
            None
        }
        Message::NotTaken(text) => {
            copying::report(state, &Copied::Sent);
            Some(Effect::CopyByTerminal(text))
        }
        Message::Idle if state.wants_survey() => {
            state.list.survey_begun = true;
            Some(Effect::Survey)
        }
        Message::Corrections { generation, revision, outcome } => {
            corrections::arrived(state, generation, revision, outcome);
            None
        }
        Message::Highlights { generation, revision, outcome } => {
            highlights::arrived(state, generation, revision, outcome);
            None
        }
        Message::Position { generation, outcome } => {
            position::arrived(state, generation, outcome);
            None
        }
        Message::Read(read) => {
            state.read = Arc::new(read);
            let (list, parents) = (&mut state.list, state.parents.iter_mut().map(|parent| &mut parent.list));
            std::iter::once(list).chain(parents).for_each(|list| list.note_read(&state.read));
            None
        }
        Message::Deferred { names, note } => {
            later::arrived(state, names, note);
            None
        }
        Message::ReadingList(outcome) => {
            later::listed(state, outcome);
            None
        }
        Message::Library { number, outcome } => {
            library::update::answered(state, number, outcome);
            None
        }
        Message::Idle if state.wants_order() => {
            state.list.reorder();
            list::update::keep_visible(state);
            None
        }
        Message::Idle => {
            search::update::advance(state);
            None
        }
    };
    let effect = effect.or_else(|| open::follow_changes(state));
    if let Some(read) = read {
        later::leave(state, read, effect == Some(Effect::Quit));
    }
    body::prepare(state);
    effect
}

fn analysed(state: &mut State, generation: u64, outcome: Result<Analysis, String>) {
    if generation != state.open.generation {
        return;
    }
    match outcome {
        Ok(analysis) => {
            state.open.corrections.original = Some(corrections::Original::Apart(Arc::new(analysis)));
            corrections::renew_and_tell(state);
            open::note_contents(state);
        }
        Err(reason) => {
            state.open.corrections.original = None;
            state.open.findings = Some(Arc::new(Findings::none(&state.open.article)));
            state.note = Some(format!("no quotes: the analysis failed ({reason})"));
        }
    }
}

/// Carries out a command in the view of an article.
pub fn perform(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let times = count.unwrap_or(1).cast_signed();
    match command {
        Command::Down => panes::rows(state, times),
        Command::Up => panes::rows(state, -times),
        Command::PageDown => panes::pages(state, times),
        Command::PageUp => panes::pages(state, -times),
        Command::HalfPageDown => panes::halves(state, times),
        Command::HalfPageUp => panes::halves(state, -times),
        Command::NextParagraph => body::paragraphs(state, times),
        Command::PreviousParagraph => body::paragraphs(state, -times),
        Command::Top | Command::Bottom if count.is_some() => {
            panes::to_number(state, count.unwrap_or(1));
        }
        Command::Top => jumping::jump(state, |state| panes::rows(state, isize::MIN)),
        Command::Bottom => jumping::jump(state, |state| panes::rows(state, isize::MAX)),
        Command::SetMark => marks::begin(state, Use::Set),
        Command::GoToMark => marks::begin(state, Use::GoTo),
        Command::Contents => contents::update::open(state),
        Command::NextMention => mentions::step(state, times),
        Command::PreviousMention => mentions::step(state, -times),
        Command::JumpBack => jumping::retrace(state, times),
        Command::JumpForward => jumping::retrace(state, -times),
        Command::NextQuote => next(state, times),
        Command::PreviousQuote => next(state, -times),
        Command::Select => selection::enter(state),
        Command::ActorCard => selection::card(state),
        Command::Sources => sources::update::open(state),
        Command::GoToSpeaker => selection::to_speaker(state),
        Command::AllSaid => return selection::all_said(state),
        Command::NextPane => panes::focus(state, panes::after(state.open.focus)),
        Command::PreviousPane => panes::focus(state, panes::after(panes::after(state.open.focus))),
        Command::PaneRight => panes::focus(state, panes::right_of(state.open.focus)),
        Command::PaneLeft => panes::focus(state, panes::left_of(state.open.focus)),
        Command::ToggleFilter => filtering::filter(state, false),
        Command::FilterOnly => filtering::filter(state, true),
        Command::NextSense => filtering::next_sense(state),
        Command::NextThreshold => filtering::next_threshold(state),
        Command::ReassignQuote => corrections::reassign(state),
        Command::RejectQuote => return corrections::reject(state),
        Command::MergeActor => corrections::merge(state),
        Command::Correct => corrections::correct(state),
        Command::SelectWords => stretch::update::begin(state),
        Command::UndoCorrection => return undo::undo(state),
        Command::HighlightQuote => return highlights::quote(state),
        Command::NoteQuote => highlights::note(state),
        Command::Highlights => panel::update::open(state),
        Command::NextLens => selection::next_lens(state),
        Command::Search if state.open.focus == Pane::Body => search::update::begin(state),
        Command::Search => list_search::begin(state),
        Command::Cancel => return cancel(state),
        Command::WidenText => widen(state, true),
        Command::NarrowText => widen(state, false),
        Command::Justify => justify(state),
        Command::ToggleSidebar => toggle_sidebar(state),
        Command::WidenSidebar => widen_sidebar(state, true),
        Command::NarrowSidebar => widen_sidebar(state, false),
        Command::Palette => palette::update::open(state),
        Command::Help => state.overlays.replace(Overlay::Help(Help::over(state.view))),
        Command::NextArticle => return open::step(state, times),
        Command::PreviousArticle => return open::step(state, -times),
        Command::LabelLinks => links::update::begin(state),
        Command::GoBack => return stack::back(state),
        Command::Reload => return open::reload(state),
        Command::Library => return Some(library::update::open(state)),
        Command::KeepForLater => later::toggle(state),
        Command::ReadingList => return Some(Effect::AskReadingList),
        Command::Browse => return browse(state),
        Command::CopyQuote => return copying::quote(state),
        Command::CopyAllQuotes => return copying::all(state),
        Command::Export => copying::export(state),
        Command::Pipe => piping::begin(state),
        Command::ToggleMouse => return Some(toggle_mouse(state)),
        Command::Redraw => return Some(Effect::Redraw),
        Command::Suspend => return Some(Effect::Suspend),
        Command::Close => return stack::close(state),
        Command::Quit => return Some(Effect::Quit),
        // The other commands belong to other modes.
        _ => {}
    }
    None
}

/// `n` and `N`: go to the next hit where there is a search in the list or the text, otherwise to the next quote.
fn next(state: &mut State, by: isize) {
    if list_search::here(state).is_some() {
        list_search::step(state, by);
    } else if state.open.search.is_some() {
        jumping::jump(state, |state| search::update::step(state, by));
    } else {
        selection::step(state, by);
    }
}

/// Esc: ends the innermost of what is open or in force.
fn cancel(state: &mut State) -> Option<Effect> {
    if state.list.loading.is_some() {
        return open::abandon(state);
    }
    let covered = geometry(state).is_some_and(|g| g.sidebar.is_some_and(|s| s.area.x < g.body.right()));
    if !state.overlays.is_empty() {
        state.overlays.pop();
    } else if covered {
        state.open.focus = Pane::Body;
    } else if list_search::here(state).is_some() {
        state.open.find = None;
    } else if state.open.search.is_some() {
        state.open.search = None;
    } else if !state.open.filter.is_empty() || state.open.sense.is_some() {
        state.open.filter.clear();
        state.open.sense = None;
        filtering::refilter(state);
    } else if state.threshold == Threshold::Marked {
        filtering::set_threshold(state, Threshold::default());
    } else {
        state.open.focus = Pane::Body;
    }
    None
}

/// Opens the open article, or the one selected in the list, in the browser.
fn browse(state: &mut State) -> Option<Effect> {
    let known = state.subject().and_then(|index| state.list.entries.get(index)).and_then(Entry::address);
    let says = state.open.article.url.as_deref().filter(|_| state.view == View::Article);
    let Some(address) = says.into_iter().chain(known).find_map(|text| Address::parse(text).ok()) else {
        state.note = Some("this article has no web address".to_owned());
        return None;
    };
    state.note = Some(format!("opening {address} in the browser"));
    Some(Effect::Browse(address))
}

fn widen(state: &mut State, wider: bool) {
    // Relative to the width on screen: in a pane narrower than the measure, each key should still have an effect.
    let seen = geometry(state).map_or(state.screen.measure, |g| g.text.width);
    let wanted = if wider { seen + WIDTH_STEP } else { seen.saturating_sub(WIDTH_STEP) };
    state.screen.measure = wanted.clamp(MEASURES.0, MEASURES.1);
    set(state);
    let now = geometry(state).map_or(state.screen.measure, |g| g.text.width);
    state.note = Some(if now == seen {
        format!("the text cannot be {} here", if wider { "wider" } else { "narrower" })
    } else {
        format!("text {now} columns wide")
    });
}

fn widen_sidebar(state: &mut State, wider: bool) {
    let width = |state: &State| geometry(state).and_then(|g| g.sidebar).map(|s| s.area.width);
    let (before, step) = (width(state), WIDTH_STEP.cast_signed());
    let old = state.screen.sidebar;
    state.screen.sidebar += if wider { step } else { -step };
    if width(state) == before {
        state.screen.sidebar = old;
    }
    set(state);
    selection::keep_visible(state);
}

fn justify(state: &mut State) {
    let setting = &mut state.screen.setting;
    setting.justify = !setting.justify;
    let edge = if setting.justify { "even" } else { "ragged" };
    state.note = Some(format!("the right edge of the text is {edge}"));
    set(state);
}

fn toggle_sidebar(state: &mut State) {
    state.screen.is_sidebar_hidden = !state.screen.is_sidebar_hidden;
    if state.screen.is_sidebar_hidden {
        state.open.focus = Pane::Body;
    }
    set(state);
    selection::keep_visible(state);
}

fn toggle_mouse(state: &mut State) -> Effect {
    state.screen.mouse = !state.screen.mouse;
    let key = state.keymap.hint(Command::ToggleMouse);
    state.note = Some(if state.screen.mouse {
        format!("the mouse scrolls and clicks; {key} gives it back to the terminal")
    } else {
        format!("the mouse is the terminal's: select and copy as usual; {key} takes it again")
    });
    Effect::CaptureMouse(state.screen.mouse)
}
