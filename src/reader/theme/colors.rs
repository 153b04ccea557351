//! The colours of a theme, read from TOML: the shipped themes and the user's own.
//!
//! A theme is a file `NAME.toml` with any of:
//!
//! ```toml
//! inherits = "night"              # another theme, for what this one leaves out
//! background = "dark"             # or "light", "both": the backgrounds it is made for
//! speakers = ["rose", "#6fa7ee"]  # one to ten colours; the last is shared by all who come after
//! faint = "gray"                  # secondary text; dim where this is left out
//! strong = "#ffffff"              # titles and headings; bold in any case
//! hit = "yellow"                  # search matches; reversed where this is left out
//! link = "#86b3c4"                # links; underlined in any case
//! code = "#d7c9a7"                # code
//! ground = "#2b2b30"              # background of code; the terminal's own where this is left out
//! highlight = "#3b3300"           # background of highlights; underlined where this is left out
//!
//! [palette]                       # names for colours
//! rose = "#f4a1b0"
//! ```

use ratatui::style::Color;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The number of colours for speakers that a theme may have.
pub const MOST: usize = 10;

/// Longest chain of themes that inherit from each other.
const DEEPEST: usize = 8;

/// The background that a theme is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Background {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
    /// Either.
    #[default]
    Both,
}

/// The colours of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colors {
    /// The background it is made for.
    pub background: Background,
    speakers: [Color; MOST],
    count: usize,
    /// Secondary text.
    pub faint: Option<Color>,
    /// Titles and headings.
    pub strong: Option<Color>,
    /// Search matches.
    pub hit: Option<Color>,
    /// Links.
    pub link: Option<Color>,
    /// Code.
    pub code: Option<Color>,
    /// The background of code.
    pub ground: Option<Color>,
    /// The background of highlights.
    pub highlight: Option<Color>,
}

/// A theme file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    inherits: Option<String>,
    background: Option<Background>,
    speakers: Option<Vec<String>>,
    faint: Option<String>,
    strong: Option<String>,
    hit: Option<String>,
    link: Option<String>,
    code: Option<String>,
    ground: Option<String>,
    highlight: Option<String>,
    palette: BTreeMap<String, String>,
}

/// The shipped themes: name and file.
const SHIPPED: [(&str, &str); 6] = [
    ("plain", include_str!("../../../assets/themes/plain.toml")),
    ("day", include_str!("../../../assets/themes/day.toml")),
    ("night", include_str!("../../../assets/themes/night.toml")),
    ("day-contrast", include_str!("../../../assets/themes/day-contrast.toml")),
    ("night-contrast", include_str!("../../../assets/themes/night-contrast.toml")),
    ("sixteen", include_str!("../../../assets/themes/sixteen.toml")),
];

impl Colors {
    /// The names of the shipped themes.
    pub const NAMES: [&str; SHIPPED.len()] = {
        let mut names = [""; SHIPPED.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = SHIPPED[at].0;
            at += 1;
        }
        names
    };

    /// The theme with this name. `own` reads the file of one that is not shipped; its error says why it cannot be read.
    ///
    /// # Errors
    /// A one-line message: there is no such theme, a value in it is invalid, or it inherits from itself.
    pub fn named(name: &str, own: &dyn Fn(&str) -> Result<Option<String>, String>) -> Result<Self, String> {
        let mut files = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(name) = next.take() {
            if files.len() == DEEPEST {
                return Err(format!("the theme {name:?} inherits from too many, or from itself"));
            }
            let shipped =
                SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            let text = match shipped {
                Some(text) => Some(text),
                None => own(&name)?,
            };
            let text = text.ok_or_else(|| {
                format!("there is no theme {name:?}; there are {}, and your own", Self::NAMES.join(", "))
            })?;
            let file: File = toml_edit::de::from_str(&text).map_err(|error| {
                let line = error.span().map_or(1, |span| {
                    text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1)
                });
                let words = error.message().lines().next().unwrap_or_default().to_owned();
                format!("theme {name:?}, line {line}: {words}")
            })?;
            next.clone_from(&file.inherits);
            files.push((name, file));
        }
        let mut out = Self {
            background: Background::Both,
            speakers: [Color::Reset; MOST],
            count: 0,
            faint: None,
            strong: None,
            hit: None,
            link: None,
            code: None,
            ground: None,
            highlight: None,
        };
        let mut palette = BTreeMap::new();
        for (name, file) in files.into_iter().rev() {
            out.take(file, &mut palette).map_err(|problem| format!("theme {name:?}: {problem}"))?;
        }
        if out.count == 0 {
            return Err(format!("theme {name:?}: it says no colours for speakers"));
        }
        Ok(out)
    }

    /// Takes over the values of a file.
    fn take(&mut self, file: File, palette: &mut BTreeMap<String, String>) -> Result<(), String> {
        palette.extend(file.palette);
        let color = |written: &String| {
            let written = palette.get(written).unwrap_or(written);
            written.parse::<Color>().map_err(|_| format!("{written:?} is no colour"))
        };
        if let Some(speakers) = file.speakers {
            if speakers.is_empty() || speakers.len() > MOST {
                return Err(format!(
                    "one to {MOST} colours are for speakers, and these are {}",
                    speakers.len()
                ));
            }
            self.count = speakers.len();
            for (slot, written) in self.speakers.iter_mut().zip(&speakers) {
                *slot = color(written)?;
            }
        }
        self.background = file.background.unwrap_or(self.background);
        for (slot, written) in [
            (&mut self.faint, &file.faint),
            (&mut self.strong, &file.strong),
            (&mut self.hit, &file.hit),
            (&mut self.link, &file.link),
            (&mut self.code, &file.code),
            (&mut self.ground, &file.ground),
            (&mut self.highlight, &file.highlight),
        ] {
            if let Some(written) = written {
                *slot = Some(color(written)?);
            }
        }
        Ok(())
    }

    /// The colour for the actor with index `hue`. All from the last colour on share that: no actor shares a colour with
    /// one who says more.
    pub fn speaker(&self, hue: usize) -> Color {
        let last = self.count.saturating_sub(1);
        self.speakers.get(hue.min(last)).copied().unwrap_or(Color::Reset)
    }
}

impl Default for Colors {
    /// The theme that is readable on any background.
    fn default() -> Self {
        let plain = Self::named("plain", &|_| Ok(None));
        plain.unwrap_or(Self {
            background: Background::Both,
            speakers: [Color::Reset; MOST],
            count: 1,
            faint: None,
            strong: None,
            hit: None,
            link: None,
            code: None,
            ground: None,
            highlight: None,
        })
    }
}

/// Black or white, whichever is more readable on this background.
pub const fn letters_on(ground: Color) -> Color {
    /// Half of the greatest luma (by the coefficients of Rec. 601), in thousandths.
    const MIDDLE: u32 = 500;
    match ground {
        Color::Rgb(r, g, b) => {
            let light = (r as u32 * 299 + g as u32 * 587 + b as u32 * 114) / 255;
            if light > MIDDLE { Color::Rgb(0, 0, 0) } else { Color::Rgb(255, 255, 255) }
        }
        _ => Color::Reset,
    }
}

/// The nearest colour of the 6×6×6 cube in the 256 indexed colours.
pub fn indexed(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else { return color };
    let level = |n: u8| -> u8 { if n < 48 { 0 } else { ((u16::from(n) - 35) / 40).min(5) as u8 } };
    Color::Indexed(16 + 36 * level(r) + 6 * level(g) + level(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{color::ColorDepth, identity::Identity, reader::theme::Theme};

    fn named(name: &str) -> Colors {
        Colors::named(name, &|_| Ok(None)).unwrap()
    }

    /// The linear-light components of an sRGB colour.
    fn linear(color: Color) -> Option<[f64; 3]> {
        let Color::Rgb(r, g, b) = color else { return None };
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.039_28 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        Some([linear(r), linear(g), linear(b)])
    }

    /// The contrast ratio of WCAG 2 (Web Content Accessibility Guidelines).
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Simulation matrices of colour vision deficiency: protanopia, deuteranopia, tritanopia (Machado, Oliveira and
    /// Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009; severity 1).
    const DEFICIENCIES: [[[f64; 3]; 3]; 3] = [
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_82, 0.042_94, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_9],
        ],
    ];

    fn seen(color: [f64; 3], by: [[f64; 3]; 3]) -> [f64; 3] {
        by.map(|row| row.iter().zip(color).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0))
    }

    /// Common backgrounds: white or black, and those of popular themes.
    const LIGHT: [Color; 3] =
        [Color::Rgb(255, 255, 255), Color::Rgb(253, 246, 227), Color::Rgb(251, 241, 199)];
    const DARK: [Color; 4] =
        [Color::Rgb(0, 0, 0), Color::Rgb(30, 30, 30), Color::Rgb(40, 44, 52), Color::Rgb(0, 43, 54)];

    #[test]
    fn quotes_are_never_weaker_than_a_text_may_be() {
        for (name, least) in [("day", 4.5), ("night", 4.5), ("day-contrast", 7.0), ("night-contrast", 7.0)] {
            let theme = named(name);
            let known: &[Color] = if theme.background == Background::Light { &LIGHT } else { &DARK };
            let highlight = theme.highlight.unwrap();
            assert!(
                contrast(linear(letters_on(highlight)).unwrap(), linear(highlight).unwrap()) >= 7.0,
                "{name}"
            );
            // Quotes and links may be highlighted or contain code.
            let grounds: Vec<Color> = known.iter().copied().chain(theme.ground).chain([highlight]).collect();
            let words = (0..MOST).map(|hue| theme.speaker(hue)).chain(theme.link).chain(theme.code);
            for (hue, color) in words.enumerate() {
                let color = linear(color).unwrap();
                for ground in &grounds {
                    let ground = linear(*ground).unwrap();
                    assert!(contrast(color, ground) >= least, "{name} {hue}");
                    for by in DEFICIENCIES {
                        assert!(contrast(seen(color, by), seen(ground, by)) >= least, "{name} {hue} {by:?}");
                    }
                }
            }
        }
        // No colour reaches 4.5 on both black and white.
        for hue in 0..MOST {
            let color = linear(named("plain").speaker(hue)).unwrap();
            assert!(contrast(color, [0.0; 3]) >= 3.0 && contrast(color, [1.0; 3]) >= 3.0, "{hue}");
        }
    }

    /// An ANSI colour as xterm shows it.
    fn of_xterm(color: Color) -> Color {
        match color {
            Color::Black => Color::Rgb(0, 0, 0),
            Color::Red => Color::Rgb(0xcd, 0, 0),
            Color::Green => Color::Rgb(0, 0xcd, 0),
            Color::Yellow => Color::Rgb(0xcd, 0xcd, 0),
            Color::Blue => Color::Rgb(0, 0, 0xee),
            Color::Magenta => Color::Rgb(0xcd, 0, 0xcd),
            Color::Cyan => Color::Rgb(0, 0xcd, 0xcd),
            Color::DarkGray => Color::Rgb(0x7f, 0x7f, 0x7f),
            Color::LightRed => Color::Rgb(0xff, 0, 0),
            Color::LightBlue => Color::Rgb(0x5c, 0x5c, 0xff),
            Color::LightMagenta => Color::Rgb(0xff, 0, 0xff),
            other => panic!("{other:?} is for no speaker"),
        }
    }

    #[test]
    fn the_first_six_speakers_differ_and_can_be_read_in_sixteen_colours() {
        for (name, ground) in [("day", [1.0; 3]), ("night", [0.0; 3])] {
            let theme = Theme::new(ColorDepth::Sixteen, named(name));
            let color = |hue| theme.speaker(Some(Identity { glyph: 'A', hue })).fg.unwrap();
            let six: Vec<Color> = (0..6).map(color).collect();
            assert!(six.iter().all(|one| six.iter().filter(|other| *other == one).count() == 1), "{six:?}");
            let contrasts = six.iter().map(|one| contrast(linear(of_xterm(*one)).unwrap(), ground));
            let weak: Vec<f64> = contrasts.filter(|contrast| *contrast < 4.5).collect();
            // At most five of the sixteen reach 4.5 on white; the sixth comes near.
            assert!(weak.len() <= 1 && weak.iter().all(|contrast| *contrast >= 4.0), "{name} {weak:?}");
        }
    }

    #[test]
    fn a_theme_of_ones_own_inherits_and_names_colours() {
        let own = |name: &str| {
            Ok(match name {
                "mine" => {
                    Some("inherits = \"yours\"\nfaint = \"rose\"\n[palette]\nrose = \"#f4a1b0\"\n".to_owned())
                }
                "yours" => Some("inherits = \"night\"\nspeakers = [\"red\", \"#010203\"]\n".to_owned()),
                "loop" => Some("inherits = \"loop\"\n".to_owned()),
                "wrong" => Some("speakers = [\"no such colour\"]\n".to_owned()),
                "odd" => Some("speaker = []\n".to_owned()),
                "none" => Some("faint = \"red\"\n".to_owned()),
                _ => None,
            })
        };
        let mine = Colors::named("mine", &own).unwrap();
        assert_eq!(mine.background, Background::Dark);
        assert_eq!(
            (mine.speaker(0), mine.speaker(1), mine.speaker(7)),
            (Color::Red, Color::Rgb(1, 2, 3), Color::Rgb(1, 2, 3))
        );
        assert_eq!(mine.faint, Some(Color::Rgb(0xf4, 0xa1, 0xb0)));
        let wrong = |name: &str| Colors::named(name, &own).unwrap_err();
        assert!(wrong("loop").contains("from itself"), "{}", wrong("loop"));
        assert!(wrong("wrong").contains("\"no such colour\" is no colour"), "{}", wrong("wrong"));
        assert!(wrong("odd").contains("line 1"), "{}", wrong("odd"));
        assert!(wrong("none").contains("no colours for speakers"), "{}", wrong("none"));
        assert!(wrong("nowhere").contains("there are plain, day, night"), "{}", wrong("nowhere"));
    }

    #[test]
    fn indexed_colours_are_near() {
        assert_eq!(indexed(Color::Rgb(0, 0, 0)), Color::Indexed(16));
        assert_eq!(indexed(Color::Rgb(255, 255, 255)), Color::Indexed(231));
        assert_eq!(indexed(Color::Rgb(95, 135, 175)), Color::Indexed(67));
        assert_eq!(indexed(Color::Red), Color::Red);
    }
}
