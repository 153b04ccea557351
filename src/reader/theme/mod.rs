//! Colours and attributes. The terminal's own background and foreground stay, but under what a person has highlighted; colour
//! marks speakers, and where a theme says so, titles, matches and what matters less.

pub mod colors;

pub use colors::{Background, Colors};

use crate::{article::Inline, attribution::QuoteKind, color::ColorDepth, identity::Identity};
use ratatui::style::{Color, Modifier, Style};

/// The terminal's own colours for speakers, where it has no more, on a ground that it does not tell: without black, white and the
/// lights, which vanish on one or the other.
const SIXTEEN: [Color; 6] =
    [Color::Blue, Color::Red, Color::Green, Color::Magenta, Color::Cyan, Color::Yellow];
/// Those on light ground. The last that can be read on it is the text's own.
const SIXTEEN_ON_LIGHT: [Color; 6] =
    [Color::Blue, Color::Red, Color::Magenta, Color::LightBlue, Color::DarkGray, Color::Black];
/// Those on dark ground.
const SIXTEEN_ON_DARK: [Color; 6] =
    [Color::Cyan, Color::Yellow, Color::Green, Color::LightMagenta, Color::LightRed, Color::LightBlue];

/// The themes for either background, and for one that the terminal does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Themes {
    /// On light ground.
    pub light: Colors,
    /// On dark ground.
    pub dark: Colors,
    /// On ground that is not known.
    pub unknown: Colors,
}

impl Themes {
    /// The themes of these names, by [`Colors::named`]. Where nothing is known of the background, both being the same tells
    /// that it does not matter; otherwise it is one that can be read on any.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn named(
        light: &str,
        dark: &str,
        own: &dyn Fn(&str) -> Result<Option<String>, String>,
    ) -> Result<Self, String> {
        let (light, dark) = (Colors::named(light, own)?, Colors::named(dark, own)?);
        Ok(Self { light, dark, unknown: if light == dark { light } else { Colors::default() } })
    }

    /// The one for this background.
    pub const fn on(&self, background: Background) -> Colors {
        match background {
            Background::Light => self.light,
            Background::Dark => self.dark,
            Background::Both => self.unknown,
        }
    }
}

impl Default for Themes {
    fn default() -> Self {
        let plain = Colors::default();
        Self { light: plain, dark: plain, unknown: plain }
    }
}

/// How things look at a depth of colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    depth: ColorDepth,
    colors: Colors,
}

impl Theme {
    /// The theme for terminals of this depth.
    pub const fn new(depth: ColorDepth, colors: Colors) -> Self {
        Self { depth, colors }
    }

    /// A colour of the theme as the terminal can show it; none where it shows none. Of the sixteen only those that are
    /// the terminal's own are taken.
    fn color(self, color: Option<Color>) -> Option<Color> {
        match (self.depth, color?) {
            (ColorDepth::None, _) | (ColorDepth::Sixteen, Color::Rgb(..) | Color::Indexed(_)) => None,
            (ColorDepth::Indexed, color) => Some(colors::indexed(color)),
            (_, color) => Some(color),
        }
    }

    /// The colour of an actor, or of a quote whose speaker is not known.
    pub fn speaker(self, identity: Option<Identity>) -> Style {
        let Some(Identity { hue, .. }) = identity else { return Style::new() };
        let color = match self.color(Some(self.colors.speaker(hue))) {
            None if self.depth == ColorDepth::Sixteen => {
                let own = match self.colors.background {
                    Background::Light => SIXTEEN_ON_LIGHT,
                    Background::Dark => SIXTEEN_ON_DARK,
                    Background::Both => SIXTEEN,
                };
                own.get(hue).or(own.last()).copied()
            }
            color => color,
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
        // Black letters on light ground are the text's own.
        let plain = style.fg.is_none_or(|color| color == Color::Black);
        match (plain, current) {
            (_, true) => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            (true, false) => style.add_modifier(Modifier::UNDERLINED),
            (false, false) => style,
        }
    }

    /// Titles and headings.
    pub fn strong(self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        self.color(self.colors.strong).map_or(style, |color| style.fg(color))
    }

    /// A heading inside the article; 1 is the highest level. They differ without colour, too.
    pub fn heading(self, level: u8) -> Style {
        match level {
            0..=2 => self.strong(),
            3 => self.strong().add_modifier(Modifier::ITALIC),
            _ => Style::new().add_modifier(Modifier::ITALIC),
        }
    }

    /// Words with `style` that are set apart from those around them. In words that lean, those that are stressed stand
    /// upright.
    pub fn set_apart(self, style: Style, inline: Inline) -> Style {
        let mut out = style;
        if inline.has(Inline::STRONG) {
            out = out.add_modifier(Modifier::BOLD);
        }
        if inline.has(Inline::EMPHASIS) && style.add_modifier.contains(Modifier::ITALIC) {
            out = out.remove_modifier(Modifier::ITALIC);
        } else if inline.has(Inline::EMPHASIS) {
            out = out.add_modifier(Modifier::ITALIC);
        }
        if inline.has(Inline::STRUCK) {
            out = out.add_modifier(Modifier::CROSSED_OUT);
        }
        if inline.has(Inline::CODE) {
            out = self.code(out);
        }
        out
    }

    /// Words of a program, with `style` beside. Where there is no colour for them they are dim, unless they are somebody's
    /// words.
    fn code(self, style: Style) -> Style {
        let colored = style.fg.is_some() || style.add_modifier.contains(Modifier::UNDERLINED);
        let out = match self.color(self.colors.code) {
            _ if colored => style,
            Some(color) => style.fg(color),
            None => style.add_modifier(Modifier::DIM),
        };
        self.ground().map_or(out, |ground| out.bg(ground))
    }

    /// What words of a program stand on, where it is not the terminal's own ground.
    pub fn ground(self) -> Option<Color> {
        self.color(self.colors.ground)
    }

    /// Words with `style` that lead elsewhere. They are underlined, and what is a quote keeps its colour; where there is no
    /// colour for others they are dim, since an underline alone means a quote.
    pub fn link(self, style: Style, is_quoted: bool) -> Style {
        let out = style.add_modifier(Modifier::UNDERLINED);
        match self.color(self.colors.link) {
            _ if is_quoted => out,
            Some(color) => out.fg(color),
            None => out.add_modifier(Modifier::DIM),
        }
    }

    /// What matters less.
    pub fn faint(self) -> Style {
        self.color(self.colors.faint)
            .map_or_else(|| Style::new().add_modifier(Modifier::DIM), |color| Style::new().fg(color))
    }

    /// A match of the search; `current` for the one jumped to.
    pub fn hit(self, current: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM);
        let style = self.color(self.colors.hit).map_or(style, |color| style.fg(color));
        if current { style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED) } else { style }
    }

    /// What a person has highlighted, over the style that its words have otherwise. Only terminals that show any colour give it
    /// a ground: in the coarse ones it would not be one on which all speakers can be read.
    pub fn highlighted(self, style: Style) -> Style {
        match (self.depth, self.colors.highlight) {
            (ColorDepth::True, Some(ground @ Color::Rgb(..))) => {
                let style = style.bg(ground).remove_modifier(Modifier::DIM);
                if style.fg.is_none() { style.fg(colors::letters_on(ground)) } else { style }
            }
            _ => style.add_modifier(Modifier::UNDERLINED),
        }
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

    fn theme(depth: ColorDepth) -> Theme {
        Theme::new(depth, Colors::default())
    }

    #[test]
    fn who_speaks_most_shares_no_colour() {
        for (depth, own) in [(ColorDepth::Sixteen, 5), (ColorDepth::Indexed, 9), (ColorDepth::True, 9)] {
            let color = |hue| theme(depth).speaker(Some(Identity { glyph: '●', hue })).fg;
            let first: Vec<Option<Color>> = (0..own).map(color).collect();
            assert!((own..40).all(|hue| color(hue).is_some() && !first.contains(&color(hue))), "{depth:?}");
            assert_eq!(color(own), color(own + 1));
        }
    }

    #[test]
    fn without_colour_there_is_none() {
        let identity = Some(Identity { glyph: '●', hue: 3 });
        assert_eq!(theme(ColorDepth::None).quote(QuoteKind::Direct, identity, true).fg, None);
        let seventh = Some(Identity { glyph: '●', hue: 7 });
        assert_eq!(theme(ColorDepth::Sixteen).speaker(seventh).fg, Some(Color::Yellow));
    }

    #[test]
    fn highlights_have_a_ground_or_a_line() {
        let night = Colors::named("night", &|_| Ok(None)).unwrap();
        for depth in [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
            let style = Theme::new(depth, night).highlighted(Style::new());
            let is_underlined = style.add_modifier.contains(Modifier::UNDERLINED);
            assert!(
                style.bg.is_some() != is_underlined && style.bg.is_some() == style.fg.is_some(),
                "{depth:?}"
            );
        }
        let spoken = Theme::new(ColorDepth::True, night).highlighted(Style::new().fg(Color::Red));
        assert_eq!(spoken.fg, Some(Color::Red));
    }

    #[test]
    fn a_theme_of_the_sixteen_stays_so_at_any_depth() {
        let sixteen = Colors::named("sixteen", &|_| Ok(None)).unwrap();
        for depth in [ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
            let first = Theme::new(depth, sixteen).speaker(Some(Identity { glyph: '●', hue: 0 }));
            assert_eq!(first.fg, Some(Color::Blue));
        }
    }

    #[test]
    fn the_background_decides_which_theme_it_is() {
        let themes = Themes::named("day", "night", &|_| Ok(None)).unwrap();
        assert_ne!(themes.on(Background::Light), themes.on(Background::Dark));
        assert_eq!(themes.on(Background::Both), Colors::default());
        let same = Themes::named("sixteen", "sixteen", &|_| Ok(None)).unwrap();
        assert_eq!(same.on(Background::Both), same.on(Background::Dark));
    }
}
