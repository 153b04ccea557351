//! Applies corrections to an analysis.

use super::{Correction, editor::Editor};
use crate::{actors::ActorId, analysis::Analysis, article::Article};

/// An analysis with corrections made.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The analysis.
    pub analysis: Analysis,
    /// For each of its actors, which one it was before; `None` for one that was added.
    pub origins: Vec<Option<ActorId>>,
    /// How many corrections name quotes or actors that do not exist.
    pub missed: usize,
}

/// Applies `corrections` to `analysis` of `article`, in their order. Those that do not fit are skipped and counted. To apply
/// one a second time changes nothing.
///
/// Quotes are looked up in the state after the corrections before, and then as they are in `analysis`; actors only in the
/// state after the corrections before.
pub fn apply(article: &Article, analysis: Analysis, corrections: &[Correction]) -> Applied {
    if corrections.is_empty() {
        let origins = (0..analysis.actors.len()).map(|place| Some(ActorId(place))).collect();
        return Applied { analysis, origins, missed: 0 };
    }
    let mut editor = Editor::new(article, analysis);
    let missed = corrections.iter().filter(|correction| make(&mut editor, correction).is_none()).count();
    let (analysis, origins) = editor.finish();
    Applied { analysis, origins, missed }
}

/// Applies a correction; `None` where it names a quote or an actor that does not exist.
fn make(editor: &mut Editor<'_>, correction: &Correction) -> Option<()> {
    match correction {
        Correction::Reassign { quote, speaker } => {
            let place = editor.find_quote(quote)?;
            editor.reassign(place, speaker.as_ref())
        }
        Correction::ReassignAlike { quote, speaker } => {
            let place = editor.find_quote(quote)?;
            for place in editor.alike(place) {
                editor.reassign(place, speaker.as_ref())?;
            }
            Some(())
        }
        Correction::Reject { quote } => {
            let place = editor.find_quote(quote)?;
            editor.reject(place);
            Some(())
        }
        Correction::Confirm { quote } => {
            let place = editor.find_quote(quote)?;
            editor.confirm(place)
        }
        Correction::Add { quote, speaker } => editor.add_quote(quote, speaker.as_ref()),
        Correction::Bounds { quote, to } => {
            let place = editor.find_quote(quote)?;
            editor.set_bounds(place, to)
        }
        Correction::Kind { quote, kind } => {
            let place = editor.find_quote(quote)?;
            editor.set_kind(place, *kind)
        }
        Correction::Merge { actor, into } => editor.merge(actor, into),
        Correction::Rename { actor, name } => editor.rename(actor, name),
        Correction::Role { actor, role } => editor.set_role(actor, role.as_deref()),
        Correction::ActorKind { actor, kind } => editor.set_actor_kind(actor, *kind),
    }
}

#[cfg(test)]
mod tests;
