//! Colours and attributes of everything drawn. The terminal's own foreground and background stay, except under
//! highlights and code; colour marks speakers and, where the theme says so, titles, links, matches and secondary text.

pub mod colors;

pub use colors::{Background, Colors};

use crate::{article::Inline, attribution::QuoteKind, color::ColorDepth, identity::Identity};
use ratatui::style::{Color, Modifier, Style};

/// The ANSI colours for speakers on terminals with sixteen colours and an unknown background. Black, white and the
/// bright colours are left out: each vanishes on one background or the other.
const SIXTEEN: [Color; 6] =
    [Color::Blue, Color::Red, Color::Green, Color::Magenta, Color::Cyan, Color::Yellow];
/// On a light background. Black, the last, is the colour of the text itself.
const SIXTEEN_ON_LIGHT: [Color; 6] =
    [Color::Blue, Color::Red, Color::Magenta, Color::LightBlue, Color::DarkGray, Color::Black];
/// On a dark background.
const SIXTEEN_ON_DARK: [Color; 6] =
    [Color::Cyan, Color::Yellow, Color::Green, Color::LightMagenta, Color::LightRed, Color::LightBlue];

/// The themes for light, dark and unknown backgrounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Themes {
    /// On a light background.
    pub light: Colors,
    /// On a dark background.
    pub dark: Colors,
    /// On an unknown background.
    pub unknown: Colors,
}

impl Themes {
    /// The themes with these names, by [`Colors::named`]. On an unknown background, a name given for both is used;
    /// otherwise the default, which is readable on any.
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

    /// The theme for this background.
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

/// A theme at a colour depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    depth: ColorDepth,
    colors: Colors,
}

impl Theme {
    /// A theme for terminals with this colour depth.
    pub const fn new(depth: ColorDepth, colors: Colors) -> Self {
        Self { depth, colors }
    }

    /// A colour of the theme as the terminal can show it; `None` where it cannot. With sixteen colours only ANSI
    /// colours of the theme are used.
    fn color(self, color: Option<Color>) -> Option<Color> {
        match (self.depth, color?) {
            (ColorDepth::None, _) | (ColorDepth::Sixteen, Color::Rgb(..) | Color::Indexed(_)) => None,
            (ColorDepth::Indexed, color) => Some(colors::indexed(color)),
            (_, color) => Some(color),
        }
    }

    /// The colour of a speaker; no colour where the speaker is unknown.
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

    /// The words of a quote in the text; `current` for the current quote.
    ///
    /// Without colour an underline shows the extent of a quote; with colour it marks the current one. The glyph in the
    /// margin shows the speaker and the bar beside it the kind, so neither depends on colour.
    pub fn quote(self, kind: QuoteKind, identity: Option<Identity>, current: bool) -> Style {
        let style = self.speaker(identity);
        let style = match kind {
            QuoteKind::Direct => style,
            QuoteKind::Mixed | QuoteKind::Indirect => style.add_modifier(Modifier::ITALIC),
        };
        // Black is the colour of the text itself on a light background.
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

    /// A heading in the article; 1 is the highest level. Levels differ in attributes, not only in colour.
    pub fn heading(self, level: u8) -> Style {
        match level {
            0..=2 => self.strong(),
            3 => self.strong().add_modifier(Modifier::ITALIC),
            _ => Style::new().add_modifier(Modifier::ITALIC),
        }
    }

    /// Words with inline styles, over `style`. Emphasis within italics is upright.
    pub fn inline(self, style: Style, inline: Inline) -> Style {
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

    /// Code, over `style`. Where the theme has no colour for it, it is dim; in a quote it keeps the quote's colour.
    fn code(self, style: Style) -> Style {
        let colored = style.fg.is_some() || style.add_modifier.contains(Modifier::UNDERLINED);
        let out = match self.color(self.colors.code) {
            _ if colored => style,
            Some(color) => style.fg(color),
            None => style.add_modifier(Modifier::DIM),
        };
        self.code_background().map_or(out, |ground| out.bg(ground))
    }

    /// The background of code, if the theme has one that the terminal can show.
    pub fn code_background(self) -> Option<Color> {
        self.color(self.colors.ground)
    }

    /// A link, over `style`. It is underlined. In a quote it keeps the quote's colour; elsewhere, without a colour of
    /// its own, it is dim, since underlining alone means a quote.
    pub fn link(self, style: Style, is_quoted: bool) -> Style {
        let out = style.add_modifier(Modifier::UNDERLINED);
        match self.color(self.colors.link) {
            _ if is_quoted => out,
            Some(color) => out.fg(color),
            None => out.add_modifier(Modifier::DIM),
        }
    }

    /// Secondary text.
    pub fn faint(self) -> Style {
        self.color(self.colors.faint)
            .map_or_else(|| Style::new().add_modifier(Modifier::DIM), |color| Style::new().fg(color))
    }

    /// A search match; `current` for the current one.
    pub fn hit(self, current: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM);
        let style = self.color(self.colors.hit).map_or(style, |color| style.fg(color));
        if current { style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED) } else { style }
    }

    /// Highlighted words, over `style`. A background is only used with true colour: approximated in fewer colours, it
    /// might make some speaker unreadable.
    pub fn highlighted(self, style: Style) -> Style {
        match (self.depth, self.colors.highlight) {
            (ColorDepth::True, Some(ground @ Color::Rgb(..))) => {
                let style = style.bg(ground).remove_modifier(Modifier::DIM);
                if style.fg.is_none() { style.fg(colors::letters_on(ground)) } else { style }
            }
            _ => style.add_modifier(Modifier::UNDERLINED),
        }
    }

    /// The selected item of a list; `focused` while the list has the keys.
    pub fn selected(self, focused: bool) -> Style {
        if focused { Style::new().add_modifier(Modifier::REVERSED) } else { self.strong() }
    }
}

/// The bar beside a quote, whose form shows its kind.
pub const fn bar(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "┃",
        QuoteKind::Mixed => "╏",
        QuoteKind::Indirect => "┊",
    }
}

/// The letter for a kind of quote.
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
