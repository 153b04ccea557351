//! How many colours the output may use.

/// What a terminal can show, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColorDepth {
    /// None: attributes (bold, underline, reverse) only.
    None,
    /// The sixteen colours of the terminal's own palette.
    Sixteen,
    /// The 256 indexed colours.
    Indexed,
    /// 24 bits.
    True,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "reader", derive(clap::ValueEnum))]
pub enum ColorChoice {
    /// On a terminal that can show it, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always, into pipes and files too.
    Always,
    /// Never.
    Never,
}

impl ColorDepth {
    /// The colours to use for `choice`, where the output goes to a terminal or not. `variable` looks up the
    /// environment: `NO_COLOR`, `COLORTERM`, `TERM`. What was chosen goes before the environment.
    pub fn choose(choice: ColorChoice, terminal: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let name = variable("TERM").unwrap_or_default();
        let fits = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
                terminal && !refused && name != "dumb"
            }
        };
        if !fits {
            return Self::None;
        }
        match variable("COLORTERM").as_deref() {
            Some("truecolor" | "24bit") => Self::True,
            _ if name.ends_with("-direct") => Self::True,
            _ if name.contains("256color") => Self::Indexed,
            _ => Self::Sixteen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColorChoice::{Always, Auto, Never};

    fn check(choice: ColorChoice, terminal: bool, environment: &[(&str, &str)], expected: ColorDepth) {
        let variable =
            |name: &str| environment.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        assert_eq!(
            ColorDepth::choose(choice, terminal, variable),
            expected,
            "{choice:?} {terminal} {environment:?}"
        );
    }

    #[test]
    fn the_terminal_tells_its_depth() {
        check(Auto, true, &[("TERM", "xterm")], ColorDepth::Sixteen);
        check(Auto, true, &[("TERM", "xterm-256color")], ColorDepth::Indexed);
        check(Auto, true, &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], ColorDepth::True);
        check(Auto, false, &[("TERM", "xterm")], ColorDepth::None);
        check(Auto, true, &[("TERM", "dumb")], ColorDepth::None);
    }

    #[test]
    fn no_color_counts_unless_empty_and_the_flag_goes_first() {
        check(Auto, true, &[("TERM", "xterm"), ("NO_COLOR", "1")], ColorDepth::None);
        check(Auto, true, &[("TERM", "xterm"), ("NO_COLOR", "")], ColorDepth::Sixteen);
        check(Always, false, &[("TERM", "xterm"), ("NO_COLOR", "1")], ColorDepth::Sixteen);
        check(Never, true, &[("TERM", "xterm"), ("COLORTERM", "24bit")], ColorDepth::None);
    }
}
