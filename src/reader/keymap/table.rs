//! The table itself.

use super::{Binding, Command, Group, Key};
use crossterm::event::KeyCode;

const fn bind(keys: &'static [Key], command: Command, group: Group, help: &'static str) -> Binding {
    Binding { keys, command, help, group }
}

const fn c(c: char) -> Key {
    Key::Char(c)
}

const fn ctrl(c: char) -> Key {
    Key::Ctrl(c)
}

const fn code(code: KeyCode) -> Key {
    Key::Code(code)
}

/// All bindings, in the order in which the help lists them.
pub const TABLE: &[Binding] = &[
    bind(
        &[c('j'), code(KeyCode::Down)],
        Command::Down,
        Group::Moving,
        "one line down, or the next in a list",
    ),
    bind(&[c('k'), code(KeyCode::Up)], Command::Up, Group::Moving, "one line up, or the previous in a list"),
    bind(&[c(' '), code(KeyCode::PageDown), ctrl('f')], Command::PageDown, Group::Moving, "a page down"),
    bind(&[c('b'), code(KeyCode::PageUp), ctrl('b')], Command::PageUp, Group::Moving, "a page up"),
    bind(&[c('d'), ctrl('d')], Command::HalfDown, Group::Moving, "half a page down"),
    bind(&[c('u'), ctrl('u')], Command::HalfUp, Group::Moving, "half a page up"),
    bind(&[c('}')], Command::ParagraphDown, Group::Moving, "next paragraph"),
    bind(&[c('{')], Command::ParagraphUp, Group::Moving, "previous paragraph"),
    bind(&[c('g'), code(KeyCode::Home)], Command::Top, Group::Moving, "to the top"),
    bind(&[c('G'), code(KeyCode::End)], Command::Bottom, Group::Moving, "to the bottom"),
    bind(&[ctrl('o'), c('(')], Command::Back, Group::Moving, "back to where the last jump began"),
    bind(&[ctrl('i'), c(')')], Command::Forth, Group::Moving, "forth again"),
    bind(&[Key::Digit], Command::Count, Group::Moving, "repeat what follows: 5j, 3n"),
    bind(&[c('n')], Command::Next, Group::Quotes, "next quote; in a search, next match"),
    bind(&[c('N')], Command::Previous, Group::Quotes, "previous quote; in a search, previous match"),
    bind(&[code(KeyCode::Tab)], Command::NextPane, Group::Quotes, "next pane: text, actors, quotes"),
    bind(&[code(KeyCode::BackTab)], Command::PreviousPane, Group::Quotes, "previous pane"),
    bind(
        &[c('l'), code(KeyCode::Right)],
        Command::PaneRight,
        Group::Quotes,
        "from the text to actors, to quotes",
    ),
    bind(
        &[c('h'), code(KeyCode::Left)],
        Command::PaneLeft,
        Group::Quotes,
        "from quotes to actors, to the text",
    ),
    bind(
        &[code(KeyCode::Enter)],
        Command::Enter,
        Group::Quotes,
        "all about the quote; in a list: go there in the text",
    ),
    bind(&[c('i')], Command::Card, Group::Quotes, "all about the speaker, or the actor in the list"),
    bind(&[c('s')], Command::Speaker, Group::Quotes, "to the quote's speaker in the list of actors"),
    bind(&[c('y')], Command::Copy, Group::Quotes, "copy the quote with speaker and title"),
    bind(&[c('r')], Command::Reassign, Group::Correcting, "give the quote to another actor"),
    bind(&[c('x')], Command::Reject, Group::Correcting, "this is no quote: take it away"),
    bind(&[c('M')], Command::Merge, Group::Correcting, "this actor is another one: make them one"),
    bind(&[c('U')], Command::Undo, Group::Correcting, "take the last correction back"),
    bind(&[c('f')], Command::Filter, Group::Showing, "add this speaker to the filter, or take it away"),
    bind(&[c('F')], Command::FilterOnly, Group::Showing, "filter by this speaker alone"),
    bind(&[c('z')], Command::Lens, Group::Showing, "everything; the rest dimmed; quotes only"),
    bind(&[c('+'), c('=')], Command::Wider, Group::Showing, "wider text"),
    bind(&[c('-')], Command::Narrower, Group::Showing, "narrower text"),
    bind(&[c('>')], Command::SidebarWider, Group::Showing, "wider sidebar"),
    bind(&[c('<')], Command::SidebarNarrower, Group::Showing, "narrower sidebar"),
    bind(&[c(']'), c('J')], Command::NextArticle, Group::Articles, "next article"),
    bind(&[c('['), c('K')], Command::PreviousArticle, Group::Articles, "previous article"),
    bind(
        &[code(KeyCode::Backspace)],
        Command::Return,
        Group::Articles,
        "back to the list, or to where a link stood",
    ),
    bind(&[c('O')], Command::Links, Group::Articles, "label the links on screen, to open one here"),
    bind(&[c('o')], Command::Browse, Group::Articles, "open the article's web address in the browser"),
    bind(&[c('R')], Command::Reload, Group::Articles, "read or fetch the article anew"),
    bind(&[code(KeyCode::Enter)], Command::Enter, Group::Listing, "read the article"),
    bind(&[c('n')], Command::Down, Group::Listing, "next article in the list"),
    bind(&[c('p')], Command::Up, Group::Listing, "previous article in the list"),
    bind(&[c('s')], Command::Sort, Group::Listing, "order: as given, by title, by date, by quotes"),
    bind(&[c('/')], Command::Search, Group::Listing, "only articles with these words in the title"),
    bind(&[c('/')], Command::Search, Group::Searching, "find words; lower case finds both cases"),
    bind(
        &[code(KeyCode::Enter)],
        Command::Accept,
        Group::Typing,
        "stay here; n and N go through the matches",
    ),
    bind(&[code(KeyCode::Esc), ctrl('c')], Command::Abandon, Group::Typing, "go back to where it began"),
    bind(&[code(KeyCode::Backspace), ctrl('h')], Command::Erase, Group::Typing, "take the last letter away"),
    bind(&[ctrl('u')], Command::EraseAll, Group::Typing, "take everything away"),
    bind(&[code(KeyCode::Down), ctrl('n')], Command::Down, Group::Choosing, "the next one"),
    bind(&[code(KeyCode::Up), ctrl('p')], Command::Up, Group::Choosing, "the one before"),
    bind(&[code(KeyCode::Enter)], Command::Accept, Group::Choosing, "take this one"),
    bind(&[code(KeyCode::Esc), ctrl('c')], Command::Abandon, Group::Choosing, "change nothing"),
    bind(
        &[code(KeyCode::Backspace), ctrl('h')],
        Command::Erase,
        Group::Choosing,
        "take the last letter away",
    ),
    bind(&[ctrl('u')], Command::EraseAll, Group::Choosing, "take everything away"),
    bind(
        &[code(KeyCode::Tab), code(KeyCode::Down), ctrl('n')],
        Command::Down,
        Group::Linking,
        "to the next link, and tell where it leads",
    ),
    bind(
        &[code(KeyCode::BackTab), code(KeyCode::Up), ctrl('p')],
        Command::Up,
        Group::Linking,
        "to the link before",
    ),
    bind(&[code(KeyCode::Enter)], Command::Accept, Group::Linking, "open this link"),
    bind(&[code(KeyCode::Backspace), ctrl('h')], Command::Erase, Group::Linking, "take the last letter away"),
    bind(&[code(KeyCode::Esc), ctrl('c')], Command::Abandon, Group::Linking, "open none"),
    bind(
        &[code(KeyCode::Esc)],
        Command::Cancel,
        Group::Program,
        "close what is open, end the search, clear the filter",
    ),
    bind(&[c('?')], Command::Help, Group::Program, "this list of keys"),
    bind(&[c('T')], Command::Mouse, Group::Program, "mouse: scroll and click, or the terminal selects"),
    bind(&[ctrl('l')], Command::Redraw, Group::Program, "draw the screen anew"),
    bind(&[ctrl('z')], Command::Suspend, Group::Program, "suspend; fg comes back"),
    bind(&[c('q'), ctrl('c')], Command::Quit, Group::Program, "quit"),
];
