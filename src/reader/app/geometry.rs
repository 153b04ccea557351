//! Where the panes are on a screen of a given size. Drawing and the mouse both ask here.

use crate::reader::{app::state::State, article::Pane};
use ratatui::layout::Rect;

/// Smallest screen that is drawn on.
const SMALLEST: (u16, u16) = (20, 6);
/// From this width on the sidebar stands beside the text.
const WIDE: u16 = 80;
/// Widths of a sidebar that nobody has changed.
const SIDEBAR: (u16, u16) = (24, 72);
/// Most cells of a sidebar that lies over the text.
const OVER_TEXT: u16 = 48;
/// From this height on the title stands above the text, and from the second on with a row of air below it.
const TITLE_FROM: u16 = 24;
const AIR_FROM: u16 = 30;
/// Fewest cells that stay for the text beside a sidebar.
const TEXT_AT_LEAST: u16 = 30;

/// From this height on there is room under the list of articles to say what one is about, in this many rows.
const ABOUT_FROM: u16 = 14;
const ABOUT: u16 = 4;

/// Where things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// The pane of the text, with margin and scrollbar.
    pub body: Rect,
    /// Above the text: what it is called, where there is room for that.
    pub title: Option<Rect>,
    /// The text itself: as wide as the measure.
    pub text: Rect,
    /// Left of the text: speakers' glyphs, signs and bars. Four to six cells wide.
    pub margin: Rect,
    /// The last column of the pane.
    pub scrollbar: Rect,
    /// The sidebar, where it shows.
    pub sidebar: Option<Sidebar>,
    /// The last row.
    pub status: Rect,
}

/// Where the lists are. The first row of each is its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sidebar {
    /// All of it.
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

/// The panes for this state; `None` where the terminal is too small.
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

/// Where the list of articles is, which takes the whole screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListArea {
    /// Its title and how far it is looked through.
    pub heading: Rect,
    /// One article a row.
    pub rows: Rect,
    /// What the selected article is about; empty where there is no room for it.
    pub about: Rect,
    /// The last row.
    pub status: Rect,
}

/// Where the list of articles is; `None` where the terminal is too small.
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

/// Rows of that list; one where the terminal is too small.
pub fn list_height(state: &State) -> usize {
    list(state).map_or(1, |area| usize::from(area.rows.height)).max(1)
}

/// Actors above quotes: as high as there are actors, but no more than two fifths, or what the quotes leave free.
fn sidebar(area: Rect, actors: usize, quotes: usize) -> Sidebar {
    /// Rows of a quote where there is room.
    const ROWS: u16 = 2;
    let for_quotes = u16::try_from(quotes.max(1)).unwrap_or(u16::MAX).saturating_mul(ROWS);
    let free = area.height.saturating_sub(for_quotes.saturating_add(area.height / 3));
    let most = (area.height * 2 / 5).max(2).max(free);
    let wanted = u16::try_from(actors.max(1)).unwrap_or(u16::MAX).saturating_add(1);
    let height = wanted.min(most);
    // A row of air between the lists, where there is room for it.
    let gap = u16::from(area.height >= 12);
    let lists = Rect { x: area.x + 1, width: area.width - 1, ..area };
    Sidebar {
        area,
        actors: Rect { height, ..lists },
        quotes: Rect { y: area.y + height + gap, height: area.height - height - gap, ..lists },
    }
}
