//! Where the article was left the last time it was read, and where it is left now; and what was marked in it.

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

/// What is kept of where the person stopped in an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kept {
    /// It has not been looked up.
    #[default]
    Unknown,
    /// Nothing.
    Nothing,
    /// A place.
    Something,
}

impl Kept {
    const fn of(offset: Option<usize>) -> Self {
        if offset.is_some() { Self::Something } else { Self::Nothing }
    }
}

/// An article that was left, or in which a place was marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The article.
    pub article: Arc<Article>,
    /// What there is to keep.
    pub news: News,
}

/// What there is to keep of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The byte that was on top; none where it was left at its top, of which nothing is kept.
    Position(Option<usize>),
    /// A mark: its letter and the byte that was on top.
    Mark(char, usize),
}

/// What there is to keep of `open`, which is left.
pub fn left(open: &mut OpenArticle) -> Option<Left> {
    let place = open.body.place;
    let offset = (place != Place::default()).then_some(place.offset);
    // Where nobody moved before it was known where they had stopped, that still holds.
    let is_news = offset.is_some() || open.kept == Kept::Something;
    (open.is_loaded && is_news).then(|| {
        open.kept = Kept::of(offset);
        Left { article: Arc::clone(&open.article), news: News::Position(offset) }
    })
}

/// It is known where the article was left: it goes on from there, unless the person has moved by now. And what was marked in it
/// is marked, unless they have used the letter by now.
pub fn arrived(state: &mut State, generation: u64, outcome: Result<positions::Kept, String>) {
    if generation != state.open.generation {
        return;
    }
    let open = &mut state.open;
    let positions::Kept { position: offset, marks } = outcome.unwrap_or_else(|reason| {
        state.note = Some(reason);
        positions::Kept::default()
    });
    open.kept = Kept::of(offset);
    for (letter, offset) in marks.into_iter().filter(|(_, at)| open.article.text.is_char_boundary(*at)) {
        let place = Place { offset, air: false };
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
    body::restore(state, Place { offset, air: false });
    // Where all is on the screen there is nowhere to go on from.
    if state.open.body.top != RowAt::default() {
        body::follow(state);
        let top = state.keymap.hint(Command::Top);
        state.note.get_or_insert_with(|| format!("continued where you stopped; {top} goes to the top"));
    }
}
