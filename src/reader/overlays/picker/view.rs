//! Choosing an actor.

use crate::{
    identity::UNATTRIBUTED,
    printable,
    reader::{
        app::geometry::Geometry,
        article::findings::{Findings, description},
        draw::{
            boxes,
            pen::{Pen, fit, width},
        },
        overlays::picker::{Choice, Picker, Purpose},
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Most cells that the box takes.
const WIDTH: u16 = 56;
/// Most rows that it takes.
const HEIGHT: u16 = 18;

/// Draws the box and gives where the cursor belongs.
pub fn draw(
    picker: &Picker,
    findings: &Findings,
    geometry: &Geometry,
    theme: Theme,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let (w, h) = (screen.width.min(WIDTH), screen.height.min(HEIGHT));
    let area = Rect::new((screen.width - w) / 2, (screen.height - h) / 2, w, h);
    let title = match &picker.purpose {
        Purpose::Reassign(_) => "Who says it?".to_owned(),
        Purpose::Merge(actor) => format!("Who is {}?", printable::line(&actor.name)),
    };
    let inner = boxes::frame(buffer, area, &title, "Enter takes it, Esc leaves", theme);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let mut rows = inner.rows();
    let cursor = rows.next().map_or((inner.x, inner.y), |row| prompt(&picker.query, Pen::new(buffer, row)));
    let choices = picker.choices(findings);
    let room = usize::from(inner.height.saturating_sub(1)).max(1);
    let top = (picker.selected + 1).saturating_sub(room);
    if choices.is_empty()
        && let Some(row) = rows.next()
    {
        Pen::new(buffer, row).text("  nobody is called that", theme.faint());
    }
    for (row, (place, choice)) in rows.zip(choices.iter().enumerate().skip(top)) {
        let selected = place == picker.selected;
        let mut pen = Pen::new(buffer, row);
        pen.raw(if selected { "▸ " } else { "  " }, Style::new());
        one(choice, findings, theme, &mut pen);
        if selected {
            buffer.set_style(row, theme.selected(true));
        }
    }
    cursor
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

/// The row that is typed in.
pub fn prompt(query: &str, mut pen: Pen) -> (u16, u16) {
    pen.raw("> ", Style::new());
    // The end of a long name is what is being typed.
    let mut shown = query;
    while width(&fit(shown, u16::MAX)) >= pen.room().max(2) {
        let mut chars = shown.chars();
        chars.next();
        shown = chars.as_str();
    }
    for cluster in printable::clusters(shown) {
        pen.raw(&printable::grapheme(cluster).0, Style::new());
    }
    pen.position()
}
