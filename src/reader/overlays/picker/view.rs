//! Draws a picker.

use crate::{
    actors::ActorId,
    corrections::ActorName,
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::geometry::Geometry,
        article::findings::{Findings, description},
        draw::{
            boxes::Drawn,
            pen::{Pen, fit, width},
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

/// Greatest width and height of the box in cells.
const SIZE: (u16, u16) = (56, 18);

/// Draws the box. Returns its area and the position of the cursor.
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
        Purpose::Rename(_) | Purpose::Role { .. } => format!(
            "{} takes it, {} takes all away, {} leaves",
            keymap.hint(Command::PickerAccept),
            keymap.hint(Command::PickerClear),
            keymap.hint(Command::PickerCancel)
        ),
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
        query: picker.field.parts(),
        selected: picker.selected,
        nothing: picker.nothing(),
    };
    chooser.draw(&picker.choices(findings), geometry, theme, buffer, |choice, pen| {
        one(choice, (&picker.purpose, findings), theme, pen);
    })
}

/// The question in the frame.
fn title(purpose: &Purpose) -> String {
    let of = |actor: &ActorName, asked: &str| format!("{asked} {}?", fit(&printable::line(&actor.name), 30));
    match purpose {
        Purpose::Reassign { .. } | Purpose::Add(_) => "Who says it? Choose, or type a name".to_owned(),
        Purpose::Merge(actor) => of(actor, "Who is"),
        Purpose::Rename(actor) => of(actor, "What is the name of"),
        Purpose::Role { actor, .. } => of(actor, "What is the role of"),
        Purpose::ActorKind { actor, .. } => of(actor, "What is"),
        Purpose::QuoteKind { .. } => "What kind of quote is it?".to_owned(),
        Purpose::Correct { .. } => "What is to be put right?".to_owned(),
        Purpose::Export => "Write the article and its quotes as".to_owned(),
    }
}

impl Picker {
    /// Shown where no choice matches.
    pub(super) const fn nothing(&self) -> &'static str {
        match self.purpose {
            Purpose::Rename(_) | Purpose::Role { .. } => "type the words",
            Purpose::ActorKind { .. }
            | Purpose::QuoteKind { .. }
            | Purpose::Correct { .. }
            | Purpose::Export => "nothing is called that",
            Purpose::Reassign { .. } | Purpose::Add(_) | Purpose::Merge(_) => "nobody is called that",
        }
    }
}

fn one(choice: &Choice, (purpose, findings): (&Purpose, &Findings), theme: Theme, pen: &mut Pen) {
    match choice {
        Choice::Nobody if matches!(purpose, Purpose::Role { .. }) => pen.text("no role", Style::new()),
        Choice::Nobody => pen.text("? nobody known", Style::new()),
        Choice::Words(words) => pen.text(words, Style::new()),
        Choice::SameName(name) => {
            pen.text(name, Style::new());
            pen.raw("  somebody else of this name", theme.faint());
        }
        Choice::ActorKind(kind) => pen.text(kind.name(), Style::new()),
        Choice::QuoteKind(kind) => pen.text(kind.name(), Style::new()),
        Choice::Format(format) => pen.text(format.words(), Style::new()),
        Choice::Fix(fix) => pen.text(fix.words(), Style::new()),
        Choice::New(name) => {
            pen.raw("+ new actor: ", theme.faint());
            pen.text(name, Style::new());
        }
        Choice::Actor(id, is_like) => {
            actor(*id, findings, theme, pen);
            if *is_like {
                pen.raw("  probably the same", theme.faint());
            }
        }
        Choice::Namesake(id) => {
            pen.keep_free(width(NAMESAKE));
            actor(*id, findings, theme, pen);
            pen.widen(width(NAMESAKE));
            pen.raw(NAMESAKE, theme.faint());
        }
    }
}

/// Shown behind an actor who already has the name being typed.
const NAMESAKE: &str = "  has it: make them one";

fn actor(id: ActorId, findings: &Findings, theme: Theme, pen: &mut Pen) {
    let identity = findings.identity(id);
    pen.raw(&identity.map_or(UNATTRIBUTED, |i| i.glyph).to_string(), theme.speaker(identity));
    pen.raw(" ", Style::new());
    pen.text(findings.name(id), Style::new());
    if let Some(words) = findings.analysis.actor(id).and_then(description) {
        pen.raw("  ", Style::new());
        pen.text(words, theme.faint());
    }
}
