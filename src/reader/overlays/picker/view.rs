//! The box in which something is chosen.

use crate::{
    corrections::ActorName,
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::geometry::Geometry,
        article::findings::{Findings, description},
        draw::{
            boxes::Drawn,
            pen::{Pen, fit},
        },
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
) -> Drawn {
    let hint = match &picker.purpose {
        Purpose::Reassign { alike: Some((words, count)), .. } => {
            let (one, all) = (keymap.hint(Command::PickerAccept), keymap.hint(Command::PickerAcceptAlike));
            format!("{one}: this one; {all}: all {count} of “{}”", fit(&printable::line(words), 20))
        }
        _ => format!(
            "{} takes it, {} leaves",
            keymap.hint(Command::PickerAccept),
            keymap.hint(Command::PickerCancel)
        ),
    };
    let chooser = Chooser {
        size: SIZE,
        title: &title(&picker.purpose),
        hint: &hint,
        query: &picker.query,
        selected: picker.selected,
        nothing: picker.nothing(),
    };
    chooser.draw(&picker.choices(findings), geometry, theme, buffer, |choice, pen| {
        one(choice, findings, theme, pen);
    })
}

/// What is asked.
fn title(purpose: &Purpose) -> String {
    let of = |actor: &ActorName, asked: &str| format!("{asked} {}?", fit(&printable::line(&actor.name), 30));
    match purpose {
        Purpose::Reassign { .. } | Purpose::Add(_) => "Who says it? Choose, or type a name".to_owned(),
        Purpose::Merge(actor) => of(actor, "Who is"),
        Purpose::Rename(actor) => of(actor, "What is the name of"),
        Purpose::Role(actor) => of(actor, "What is the role of"),
        Purpose::ActorKind(actor) => of(actor, "What is"),
        Purpose::QuoteKind(_) => "What kind of quote is it?".to_owned(),
        Purpose::Correct { .. } => "What is to be put right?".to_owned(),
        Purpose::Export => "Write the article and its quotes as".to_owned(),
    }
}

impl Picker {
    /// What is said where nothing fits.
    pub(super) const fn nothing(&self) -> &'static str {
        match self.purpose {
            Purpose::Rename(_) | Purpose::Role(_) => "type the words",
            Purpose::ActorKind(_) | Purpose::QuoteKind(_) | Purpose::Correct { .. } | Purpose::Export => {
                "nothing is called that"
            }
            Purpose::Reassign { .. } | Purpose::Add(_) | Purpose::Merge(_) => "nobody is called that",
        }
    }
}

fn one(choice: &Choice, findings: &Findings, theme: Theme, pen: &mut Pen) {
    match choice {
        Choice::Nobody => pen.text("? nobody known", Style::new()),
        Choice::Words(words) => pen.text(words, Style::new()),
        Choice::ActorKind(kind) => pen.text(kind.name(), Style::new()),
        Choice::QuoteKind(kind) => pen.text(kind.name(), Style::new()),
        Choice::Format(format) => pen.text(format.words(), Style::new()),
        Choice::Fix(fix) => pen.text(fix.words(), Style::new()),
        Choice::New(name) => {
            pen.raw("+ new actor: ", theme.faint());
            pen.text(name, Style::new());
        }
        Choice::Actor(id, is_like) => {
            let identity = findings.identity(*id);
            pen.raw(&identity.map_or(UNATTRIBUTED, |i| i.glyph).to_string(), theme.speaker(identity));
            pen.raw(" ", Style::new());
            pen.text(findings.name(*id), Style::new());
            if let Some(words) = findings.analysis.actor(*id).and_then(description) {
                pen.raw("  ", Style::new());
                pen.text(words, theme.faint());
            }
            if *is_like {
                pen.raw("  probably the same", theme.faint());
            }
        }
    }
}
