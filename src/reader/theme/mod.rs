//! Colours and attributes. The terminal's own background and foreground stay; colour only ever marks speakers.

use crate::{attribution::QuoteKind, color::ColorDepth, identity::Identity};
use ratatui::style::{Color, Modifier, Style};

/// Ten hues of one lightness, readable on black and on white; neighbours in rank are far apart.
const TRUE: [(u8, u8, u8); 10] = [
    (27, 114, 237),
    (202, 81, 11),
    (24, 138, 53),
    (204, 52, 179),
    (8, 131, 150),
    (225, 48, 71),
    (124, 124, 14),
    (141, 88, 231),
    (155, 110, 59),
    (89, 123, 148),
];

/// The nearest of these in the 6x6x6 cube of the 256 indexed colours.
const INDEXED: [u8; 10] = [27, 166, 28, 164, 31, 160, 100, 99, 131, 66];

/// The terminal's own, without black, white and the lights, which vanish on one background or the other.
const SIXTEEN: [Color; 6] =
    [Color::Blue, Color::Red, Color::Green, Color::Magenta, Color::Cyan, Color::Yellow];

/// The colour of whoever comes at this place. The last is that of all who come later: nobody shares one with somebody who
/// says more.
fn ranked<T>(colors: &[T], hue: usize) -> Option<&T> {
    colors.get(hue).or(colors.last())
}

/// How things look at a depth of colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    depth: ColorDepth,
}

impl Theme {
    /// The theme for terminals of this depth.
    pub const fn new(depth: ColorDepth) -> Self {
        Self { depth }
    }

    /// The colour of an actor, or of a quote whose speaker is not known.
    pub fn speaker(self, identity: Option<Identity>) -> Style {
        let Some(Identity { hue, .. }) = identity else { return Style::new() };
        let color = match self.depth {
            ColorDepth::None => return Style::new(),
            ColorDepth::Sixteen => ranked(&SIXTEEN, hue).copied(),
            ColorDepth::Indexed => ranked(&INDEXED, hue).map(|&i| Color::Indexed(i)),
            ColorDepth::True => ranked(&TRUE, hue).map(|&(r, g, b)| Color::Rgb(r, g, b)),
        };
        color.map_or_else(Style::new, |color| Style::new().fg(color))
    }

    /// The words of a quote in the text; `current` for the one that is selected.
    ///
    /// Without colour an underline shows how far a quote reaches; with it the underline marks the current one. Who
    /// speaks without colour is told by the glyph in the margin, the kind by the bar beside it.
    pub fn quote(self, kind: QuoteKind, identity: Option<Identity>, current: bool) -> Style {
        let style = self.speaker(identity);
        let style = match kind {
            QuoteKind::Direct => style,
            QuoteKind::Mixed | QuoteKind::Indirect => style.add_modifier(Modifier::ITALIC),
        };
        let plain = self.depth == ColorDepth::None || identity.is_none();
        match (plain, current) {
            (_, true) => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            (true, false) => style.add_modifier(Modifier::UNDERLINED),
            (false, false) => style,
        }
    }

    /// Titles and headings.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What matters less.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// A match of the search; `current` for the one jumped to.
    pub fn hit(self, current: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM);
        if current { style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED) } else { style }
    }

    /// The selected item of a list; `focused` while keys go to that list.
    pub fn selected(self, focused: bool) -> Style {
        if focused { Style::new().add_modifier(Modifier::REVERSED) } else { self.strong() }
    }
}

/// The form of the bar beside a quote, which tells its kind without colour.
pub const fn bar(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "┃",
        QuoteKind::Mixed => "╏",
        QuoteKind::Indirect => "┊",
    }
}

/// The letter for a kind in the list of quotes.
pub const fn letter(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "D",
        QuoteKind::Mixed => "M",
        QuoteKind::Indirect => "I",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as the web's accessibility guidelines define it.
    fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.039_28 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn cube(index: u8) -> (u8, u8, u8) {
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        let i = index - 16;
        (level(i / 36), level(i / 6 % 6), level(i % 6))
    }

    #[test]
    fn speakers_can_be_read_on_black_and_on_white() {
        for rgb in TRUE.into_iter().chain(INDEXED.map(cube)) {
            let l = luminance(rgb);
            assert!((l + 0.05) / 0.05 >= 3.0, "{rgb:?} is too dark");
            assert!(1.05 / (l + 0.05) >= 3.0, "{rgb:?} is too light");
        }
    }

    #[test]
    fn speakers_are_told_apart() {
        for palette in [TRUE, INDEXED.map(cube)] {
            for (i, a) in palette.iter().enumerate() {
                for b in &palette[i + 1..] {
                    let d = |x: u8, y: u8| i32::from(x.abs_diff(y)).pow(2);
                    let distance = d(a.0, b.0) + d(a.1, b.1) + d(a.2, b.2);
                    assert!(distance > 50 * 50, "{a:?} and {b:?} look alike");
                }
            }
        }
    }

    #[test]
    fn who_speaks_most_shares_no_colour() {
        for (depth, own) in [(ColorDepth::Sixteen, 5), (ColorDepth::Indexed, 9), (ColorDepth::True, 9)] {
            let color = |hue| Theme::new(depth).speaker(Some(Identity { glyph: '●', hue })).fg;
            let first: Vec<Option<Color>> = (0..own).map(color).collect();
            assert!((own..40).all(|hue| color(hue).is_some() && !first.contains(&color(hue))), "{depth:?}");
            assert_eq!(color(own), color(own + 1));
        }
    }

    #[test]
    fn without_colour_there_is_none() {
        let identity = Some(Identity { glyph: '●', hue: 3 });
        assert_eq!(Theme::new(ColorDepth::None).quote(QuoteKind::Direct, identity, true).fg, None);
        assert_eq!(
            Theme::new(ColorDepth::Sixteen).speaker(Some(Identity { glyph: '●', hue: 7 })).fg,
            Some(Color::Yellow)
        );
    }
}
