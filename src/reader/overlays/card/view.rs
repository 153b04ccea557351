//! Draws the actor card.

use crate::{
    actors::ActorId,
    identity::UNATTRIBUTED,
    reader::{
        app::{geometry::Geometry, state::State},
        draw::{
            boxes::{self, Drawn},
            pen::Pen,
        },
        keymap::Command,
        overlays::{
            card::{self, LABELS, Line, area, lines},
            help,
        },
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Draws the card of `actor` from line `top` on. Returns where it is.
pub fn draw(
    state: &State,
    (actor, top): (ActorId, usize),
    geometry: &Geometry,
    theme: Theme,
    buffer: &mut Buffer,
) -> Drawn {
    let Some(findings) = &state.open.findings else { return Drawn::default() };
    let lines = lines(&state.open.article, findings, actor, card::width(geometry));
    let area = area(geometry, lines.len());
    let shown = usize::from(area.height.saturating_sub(2));
    let more = help::view::scroll_hint(&state.keymap, top, lines.len().saturating_sub(shown));
    let (to, close) = (state.keymap.hint(Command::Select), state.keymap.hint(Command::Cancel));
    let hint = format!("{more}{to}: introduction, {close} closes");
    let identity = findings.identity(actor);
    let glyph = identity.map_or(UNATTRIBUTED, |i| i.glyph);
    let title = format!("{glyph} {}", findings.name(actor));
    let inner = boxes::frame(buffer, area, &title, &hint, theme);
    let digits = findings.analysis.quotes.len().to_string().len();
    for (row, line) in inner.rows().zip(lines.iter().skip(top)) {
        let mut pen = Pen::new(buffer, Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row });
        match line {
            Line::Blank => {}
            Line::Heading(title) => pen.text(title, theme.strong()),
            Line::Fact(label, words) => {
                pen.text(label, theme.faint());
                pen.skip((LABELS as u16).saturating_sub(label.len() as u16));
                pen.text(words, Style::new());
            }
            Line::Quote(number, words) => {
                pen.raw(&format!("{:>digits$} ", number + 1), theme.faint());
                pen.text(words, theme.speaker(identity));
            }
        }
    }
    Drawn { area, cursor: None }
}
