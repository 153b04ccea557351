//! The position and the marks of an article that are kept between runs.

use crate::{
    article::Article,
    positions,
    reader::{
        app::state::State,
        article::{OpenArticle, Place, body, jumps::ReadingPosition},
        keymap::Command,
        layout::RowAt,
    },
};
use std::sync::Arc;

/// Whether a position is kept for an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HasPosition {
    /// It is not known yet.
    #[default]
    Unknown,
    /// There is none.
    Nothing,
    /// There is one.
    Something,
}

impl HasPosition {
    const fn of(offset: Option<usize>) -> Self {
        if offset.is_some() { Self::Something } else { Self::Nothing }
    }
}

/// A position or a mark of an article that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionToKeep {
    /// The article.
    pub article: Arc<Article>,
    /// The position or the mark.
    pub change: PositionChange,
}

/// A position or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PositionChange {
    /// The first byte of the top row when the article was left; none at the beginning of the text, for which the kept
    /// position is removed.
    Position(Option<usize>),
    /// The letter of a mark, and the first byte of the top row.
    Mark(char, usize),
}

/// The position to be kept of `open`, which is left; none if there is nothing to change.
pub fn left(open: &mut OpenArticle) -> Option<PositionToKeep> {
    let place = open.body.place;
    let offset = (place != Place::default()).then_some(place.offset);
    // At the beginning of a text, there is something to change only if a position is kept for it.
    let is_news = offset.is_some() || open.has_position == HasPosition::Something;
    (open.is_loaded && is_news).then(|| {
        open.has_position = HasPosition::of(offset);
        PositionToKeep { article: Arc::clone(&open.article), change: PositionChange::Position(offset) }
    })
}

/// The position and the marks were read. The text scrolls to the position, unless the person has moved; marks are added,
/// unless their letters are in use.
pub fn arrived(state: &mut State, generation: u64, outcome: Result<positions::Kept, String>) {
    if generation != state.open.generation {
        return;
    }
    let open = &mut state.open;
    let positions::Kept { position: offset, marks } = outcome.unwrap_or_else(|reason| {
        state.note = Some(reason);
        positions::Kept::default()
    });
    open.has_position = HasPosition::of(offset);
    for (letter, offset) in marks.into_iter().filter(|(_, at)| open.article.text.is_char_boundary(*at)) {
        let place = Place { offset, on_gap: false };
        open.marks.entry(letter).or_insert(ReadingPosition { place, quote: None });
    }
    let is_fresh =
        open.body.place == Place::default() && open.quotes.current.is_none() && open.search.is_none();
    let text = &open.article.text;
    let Some(offset) =
        offset.filter(|&offset| is_fresh && text.is_char_boundary(offset) && offset < text.len())
    else {
        return;
    };
    body::restore(state, Place { offset, on_gap: false });
    // A text that fits the screen has not been scrolled.
    if state.open.body.top != RowAt::default() {
        body::follow(state);
        let top = state.keymap.hint(Command::Top);
        state.note.get_or_insert_with(|| format!("continued where you stopped; {top} goes to the top"));
    }
}
