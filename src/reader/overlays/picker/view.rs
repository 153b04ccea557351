//! Choosing an actor.

use crate::{
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::geometry::Geometry,
        article::findings::{Findings, description},
        draw::pen::Pen,
        keymap::{Command, Keymap},
        overlays::{
            chooser::Chooser,
            picker::{Choice, Picker, Purpose},
        },
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, style::Style};

/// Most cells and most rows that the box takes.
const SIZE: (u16, u16) = (56, 18);

/// Draws the box and gives where the cursor belongs.
pub fn draw(
    picker: &Picker,
    (findings, keymap): (&Findings, &Keymap),
    geometry: &Geometry,
    theme: Theme,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let title = match &picker.purpose {
        Purpose::Reassign(_) => "Who says it?".to_owned(),
        Purpose::Merge(actor) => format!("Who is {}?", printable::line(&actor.name)),
    };
    let chooser = Chooser {
        size: SIZE,
        title: &title,
        hint: &format!(
            "{} takes it, {} leaves",
            keymap.hint(Command::PickerAccept),
            keymap.hint(Command::PickerCancel)
        ),
        query: &picker.query,
        selected: picker.selected,
        nothing: "nobody is called that",
    };
    chooser.draw(&picker.choices(findings), geometry, theme, buffer, |choice, pen| {
        one(choice, findings, theme, pen);
    })
}

fn one(choice: &Choice, findings: &Findings, theme: Theme, pen: &mut Pen) {
    match choice {
        Choice::Nobody => pen.text("? nobody known", Style::new()),
        Choice::New(name) => {
            pen.raw("+ new actor: ", theme.faint());
            pen.text(name, Style::new());
        }
        Choice::Actor(id) => {
            let identity = findings.identity(*id);
            pen.raw(&identity.map_or(UNATTRIBUTED, |i| i.glyph).to_string(), theme.speaker(identity));
            pen.raw(" ", Style::new());
            pen.text(findings.name(*id), Style::new());
            if let Some(words) = findings.analysis.actor(*id).and_then(description) {
                pen.raw("  ", Style::new());
                pen.text(words, theme.faint());
            }
        }
    }
}
