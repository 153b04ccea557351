//! The rectangles of the panes on a screen of a given size, for drawing and for the mouse.

use crate::reader::{app::state::State, article::Pane};
use ratatui::layout::Rect;

/// Columns and rows of the smallest screen that is drawn on.
const SMALLEST: (u16, u16) = (20, 6);
/// Columns from which the sidebar stands beside the text; on a narrower screen it covers part of the text.
const WIDE: u16 = 80;
/// Least and most columns of a sidebar whose width the person has not changed: a third of the screen within these bounds.
const SIDEBAR: (u16, u16) = (24, 72);
/// Most columns of a sidebar that covers part of the text.
const OVER_TEXT: u16 = 48;
/// Rows from which the title stands above the text, and rows from which an empty row follows it.
const TITLE_FROM: u16 = 24;
const AIR_FROM: u16 = 30;
/// Fewest columns that a sidebar leaves to the text beside it.
const TEXT_AT_LEAST: u16 = 30;

/// Rows from which the summary of the selected article stands under the list of articles, and the rows of the summary.
const ABOUT_FROM: u16 = 14;
const ABOUT: u16 = 4;

/// The rectangles of the view of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// The pane of the text, with title, margin and scrollbar.
    pub body: Rect,
    /// The title of the article above the text, where the screen is high enough.
    pub title: Option<Rect>,
    /// The text itself, as wide as the measure or as the pane allows.
    pub text: Rect,
    /// Left of the text: speakers' glyphs, signs and bars. Four to six columns wide.
    pub margin: Rect,
    /// The last column of the body.
    pub scrollbar: Rect,
    /// The sidebar, where it is visible.
    pub sidebar: Option<Sidebar>,
    /// The status line: the last row of the screen.
    pub status: Rect,
}

/// The rectangles of the sidebar. The first row of each list is its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sidebar {
    /// The whole sidebar.
    pub area: Rect,
    /// The list of actors.
    pub actors: Rect,
    /// The list of quotes.
    pub quotes: Rect,
}

impl Sidebar {
    /// The row between the lists; empty where there is none.
    pub const fn under_actors(&self) -> Rect {
        let below = self.actors.y + self.actors.height;
        Rect { y: below, height: self.quotes.y.saturating_sub(below), ..self.actors }
    }
}

/// The rectangles of the view of an article; `None` where the terminal is too small.
pub fn geometry(state: &State) -> Option<Geometry> {
    let (width, height) = (state.screen.width, state.screen.height);
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let pane_height = height - 1;
    let beside = width >= WIDE && !state.screen.is_sidebar_hidden;
    let sidebar_width = if beside {
        let natural = (width / 3).clamp(SIDEBAR.0, SIDEBAR.1);
        let wanted = natural.saturating_add_signed(state.screen.sidebar);
        wanted.clamp(16, width - TEXT_AT_LEAST)
    } else {
        (width - 3).min(OVER_TEXT)
    };
    let body = Rect::new(0, 0, if beside { width - sidebar_width } else { width }, pane_height);
    let shows = beside || state.open.focus != Pane::Body;
    let sidebar = shows.then(|| {
        let area = Rect::new(width - sidebar_width, 0, sidebar_width, pane_height);
        let actors = state.open.findings.as_ref().map_or(0, |findings| findings.order.len());
        sidebar(area, actors, state.open.quotes.shown.len())
    });

    let margin = match body.width {
        60.. => 6,
        36.. => 5,
        _ => 4,
    };
    let room = body.width.saturating_sub(margin + 2).max(1);
    let measure = state.screen.measure.min(room);
    let left = (body.width - 1).saturating_sub(margin + measure) / 2;
    let above = u16::from(height >= TITLE_FROM) + u16::from(height >= AIR_FROM);
    Some(Geometry {
        body,
        title: (above > 0).then(|| Rect::new(left + margin, 0, measure, 1)),
        margin: Rect::new(left, above, margin, pane_height - above),
        text: Rect::new(left + margin, above, measure, pane_height - above),
        scrollbar: Rect::new(body.width - 1, 0, 1, pane_height),
        sidebar,
        status: Rect::new(0, pane_height, width, 1),
    })
}

/// The rectangles of the list of articles, which takes the whole screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListArea {
    /// The title of the list, and how many of its articles are analysed.
    pub heading: Rect,
    /// The entries, one a row.
    pub rows: Rect,
    /// The summary of the selected article; empty where the screen is too low for it.
    pub about: Rect,
    /// The status line: the last row of the screen.
    pub status: Rect,
}

/// The rectangles of the list of articles; `None` where the terminal is too small.
pub fn list(state: &State) -> Option<ListArea> {
    let (width, height) = (state.screen.width, state.screen.height);
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let about = if height < ABOUT_FROM { 0 } else { ABOUT };
    let rows = height - 2 - about;
    Some(ListArea {
        heading: Rect::new(0, 0, width, 1),
        rows: Rect::new(0, 1, width, rows),
        about: Rect::new(0, 1 + rows, width, about),
        status: Rect::new(0, height - 1, width, 1),
    })
}

/// Rows that the list of articles has for entries; one where the terminal is too small.
pub fn list_height(state: &State) -> usize {
    list(state).map_or(1, |area| usize::from(area.rows.height)).max(1)
}

/// The lists of actors and quotes, one above the other. The actors get a row each and one for the title, up to two fifths of
/// the height or, if that is more, what the quotes leave of two thirds of it.
fn sidebar(area: Rect, actors: usize, quotes: usize) -> Sidebar {
    /// Rows of a quote in the list when there is room for both.
    const ROWS: u16 = 2;
    let for_quotes = u16::try_from(quotes.max(1)).unwrap_or(u16::MAX).saturating_mul(ROWS);
    let free = area.height.saturating_sub(for_quotes.saturating_add(area.height / 3));
    let most = (area.height * 2 / 5).max(2).max(free);
    let wanted = u16::try_from(actors.max(1)).unwrap_or(u16::MAX).saturating_add(1);
    let height = wanted.min(most);
    // An empty row between the lists where there is room for it.
    let gap = u16::from(area.height >= 12);
    let lists = Rect { x: area.x + 1, width: area.width - 1, ..area };
    Sidebar {
        area,
        actors: Rect { height, ..lists },
        quotes: Rect { y: area.y + height + gap, height: area.height - height - gap, ..lists },
    }
}
