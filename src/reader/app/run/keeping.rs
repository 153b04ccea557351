//! What the loop hands to the stores that outlast the run: positions, corrections, highlights, what was read, readings for
//! the library, and the looks of the screen (widths, order of lists).

use super::Loop;
use crate::{
    memory::{Look, MemoryError},
    reader::{
        app::{
            annotations_thread::{Request, Task},
            library_thread::Reading,
            state::State,
        },
        article::position,
        list::later,
    },
    settings::Keep,
};
use std::sync::Arc;

impl Loop {
    /// Keeps the position of the open article when the reader ends.
    pub(super) fn keep_position(&self, state: &mut State) {
        state.positions_to_keep.extend(position::left(&mut state.open));
        self.send_to_stores(state);
    }

    /// Keeps the widths and the order of lists that the person has changed in this run.
    ///
    /// # Errors
    /// Where the file for them cannot be written.
    pub(super) fn keep_looks(&self, state: &State) -> Result<(), MemoryError> {
        let (measure, sidebar, sort) = self.initial_looks;
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
        if let Some(annotations) = &self.annotations {
            let (generation, article) = (state.open.generation, Arc::clone(&state.open.article));
            annotations.send(Request { generation, revision, article, task });
        }
    }

    /// Hands over the positions and marks, and what was read, opened or deferred, that the state has collected.
    pub(super) fn send_to_stores(&self, state: &mut State) {
        for position in state.positions_to_keep.drain(..) {
            if let Some(positions) = &self.positions {
                positions.keep(position);
            }
        }
        for change in state.history_to_keep.drain(..) {
            if let Some(history) = &self.history {
                history.keep(change);
            }
        }
    }

    /// Hands the open article to the library, once it is analysed and its corrections are read: it is added if the settings
    /// say so, and updated if it is there already.
    pub(super) fn keep_reading(&self, state: &State) {
        let (Some(library), Some(findings)) = (&self.library, &state.open.findings) else { return };
        let corrections = &state.open.corrections;
        // After a failed analysis there is no original to correct, and nothing is kept.
        if corrections.are_read && corrections.original.is_some() {
            library.send(Reading {
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
