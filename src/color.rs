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
                terminal && !refused && !is_monochrome(&name)
            }
        };
        if !fits {
            return Self::None;
        }
        match variable("COLORTERM").as_deref() {
            Some("truecolor" | "24bit") => Self::True,
            _ if name.ends_with("-direct") || has_true_color(&name, &variable) => Self::True,
            _ if name.contains("256color") => Self::Indexed,
            _ => Self::Sixteen,
        }
    }
}

/// Whether terminals of this name show no colours.
fn is_monochrome(name: &str) -> bool {
    let is_old =
        |old: &str| name.strip_prefix(old).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    name == "dumb" || is_old("vt") || name.ends_with("-mono") || name.ends_with("-m")
}

/// Whether it is a terminal that is known to show 24 bits, whatever `COLORTERM` says: many logins do not hand that on. Inside
/// tmux and screen, which hand the rest on, only what they say themselves counts.
fn has_true_color(name: &str, variable: &impl Fn(&str) -> Option<String>) -> bool {
    if name.starts_with("tmux") || name.starts_with("screen") {
        return false;
    }
    let is_known =
        ["xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "ghostty", "contour", "rio"];
    let program = variable("TERM_PROGRAM");
    is_known
        .iter()
        .any(|known| name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
        || matches!(program.as_deref(), Some("iTerm.app" | "WezTerm" | "ghostty" | "vscode" | "rio"))
        || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"].iter().any(|set| variable(set).is_some())
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
        check(Auto, true, &[("TERM", "vt100")], ColorDepth::None);
        check(Auto, true, &[("TERM", "vte-256color")], ColorDepth::Indexed);
        check(Auto, true, &[("TERM", "xterm-mono")], ColorDepth::None);
        check(Auto, true, &[("TERM", "xterm-kitty")], ColorDepth::True);
        check(Auto, true, &[("TERM", "foot-extra")], ColorDepth::True);
        check(Auto, true, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], ColorDepth::True);
        check(Auto, true, &[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")], ColorDepth::Indexed);
    }

    #[test]
    fn no_color_counts_unless_empty_and_the_flag_goes_first() {
        check(Auto, true, &[("TERM", "xterm"), ("NO_COLOR", "1")], ColorDepth::None);
        check(Auto, true, &[("TERM", "xterm"), ("NO_COLOR", "")], ColorDepth::Sixteen);
        check(Always, false, &[("TERM", "xterm"), ("NO_COLOR", "1")], ColorDepth::Sixteen);
        check(Never, true, &[("TERM", "xterm"), ("COLORTERM", "24bit")], ColorDepth::None);
    }
}
