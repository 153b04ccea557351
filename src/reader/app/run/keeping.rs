//! What the loop has kept between runs: places, corrections, what was read, and how wide things were made.

use super::Loop;
use crate::{
    memory::{Look, MemoryError},
    reader::{
        app::{
            keeper::{Errand, Task},
            librarian::Reading,
            state::State,
        },
        article::position,
        list::later,
    },
    settings::Keep,
};
use std::sync::Arc;

impl Loop {
    /// Has it kept where the article on screen is left, now that the reader ends.
    pub(super) fn part(&self, state: &mut State) {
        state.left.extend(position::left(&mut state.open));
        self.keep_places(state);
    }

    /// Keeps how wide things were made in this run, and how ordered.
    ///
    /// # Errors
    /// Where that cannot be kept.
    pub(super) fn keep_looks(&self, state: &State) -> Result<(), MemoryError> {
        let (measure, sidebar, sort) = self.begun_with;
        let look = Look {
            text: self
                .width
                .filter(|_| measure != state.screen.measure)
                .map(|set| (state.screen.measure, set)),
            sidebar: Some(state.screen.sidebar).filter(|now| *now != sidebar),
            sort: Some(state.sort).filter(|now| *now != sort).map(|sort| sort.name().to_owned()),
        };
        match &self.looks {
            Some(looks) if look != Look::default() => looks.keep(&look),
            _ => Ok(()),
        }
    }

    pub(super) fn keep(&self, state: &State, task: Task) {
        let revision = match task {
            Task::Corrections(_) => state.open.corrections.revision,
            Task::Highlights(_) => state.open.highlights.revision,
        };
        if let Some(keeper) = &self.keeper {
            let (generation, article) = (state.open.generation, Arc::clone(&state.open.article));
            keeper.send(Errand { generation, revision, article, task });
        }
    }

    /// Has it kept where articles were left, and what was opened.
    pub(super) fn keep_places(&self, state: &mut State) {
        for left in state.left.drain(..) {
            if let Some(places) = &self.places {
                places.keep(left);
            }
        }
        for remembered in state.remembered.drain(..) {
            if let Some(memory) = &self.memory {
                memory.keep(remembered);
            }
        }
    }

    /// Has the article on screen kept in the library, once all is known of it; where it is there already, as it is put right.
    pub(super) fn keep_reading(&self, state: &State) {
        let (Some(librarian), Some(findings)) = (&self.librarian, &state.open.findings) else { return };
        let corrections = &state.open.corrections;
        // An analysis that failed is none.
        if corrections.are_read && corrections.original.is_some() {
            librarian.send(Reading {
                article: Arc::clone(&state.open.article),
                findings: Arc::clone(findings),
                corrections: corrections.list.clone(),
                is_wanted: match self.keep {
                    Keep::Everything => true,
                    Keep::Kept => later::is_open_deferred(state),
                    Keep::Nothing => false,
                },
            });
        }
    }
}
