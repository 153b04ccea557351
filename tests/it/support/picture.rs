//! A picture of a screen: the cells of a buffer as SVG.

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use std::fmt::Write as _;

/// Size of a cell, in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
/// Space around the cells, in pixels.
const PAD: f32 = 14.0;

/// The colours of a terminal that a program does not choose.
#[derive(Clone, Copy)]
pub struct Ground {
    pub background: &'static str,
    pub foreground: &'static str,
}

/// Light letters on a dark ground.
pub const DARK: Ground = Ground { background: "#16181d", foreground: "#d8dbe2" };
/// Dark letters on a light ground.
pub const LIGHT: Ground = Ground { background: "#fbfaf7", foreground: "#23262d" };

/// Draws `buffer` on a ground.
pub fn svg(buffer: &Buffer, title: &str, ground: Ground) -> String {
    let background = ground.background;
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * PAD, rows * CELL.1 + 2.0 * PAD);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{background}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" \
         xml:space=\"preserve\">",
        escape(title)
    );
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            draw(&mut out, &run, y, ground);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Cells of a row that look alike.
struct Run {
    x: u16,
    cells: u16,
    text: String,
    look: Look,
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell: &Cell = &buffer[(x, y)];
        let look = Look { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        let symbol = cell.symbol();
        let cells = (unicode_width::UnicodeWidthStr::width(symbol) as u16).max(1);
        // Only ASCII has the same advance width in every monospace font; other text is positioned cell by cell.
        let plain = symbol.is_ascii();
        match out.last_mut() {
            Some(run) if plain && run.look == look && run.text.is_ascii() => {
                run.text.push_str(symbol);
                run.cells += cells;
            }
            _ => out.push(Run { x, cells, text: symbol.to_owned(), look }),
        }
        x += cells;
    }
    out
}

fn draw(out: &mut String, run: &Run, y: u16, ground: Ground) {
    let Look { fg, bg, modifier } = run.look;
    let has = |m| modifier.contains(m);
    let (mut ink, mut paper) = (color(fg, ground.foreground), color(bg, ground.background));
    if has(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut paper);
    }
    let x = PAD + f32::from(run.x) * CELL.0;
    let top = PAD + f32::from(y) * CELL.1;
    let width = f32::from(run.cells) * CELL.0;
    if paper != ground.background {
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if run.text.trim().is_empty() {
        return;
    }
    let mut look = format!("fill=\"{ink}\"");
    for (modifier, words) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if has(modifier) {
            look.push_str(words);
        }
    }
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" {look}>{}</text>",
        top + CELL.1 * 0.75,
        escape(&run.text)
    );
}

fn color(color: Color, default: &str) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Reset => default.to_owned(),
        // The screen is drawn with all colours.
        other => panic!("no colour for {other}"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace(' ', "\u{a0}")
}
