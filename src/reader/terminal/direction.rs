//! Bidirectional text: whether the reader or the terminal puts right-to-left scripts in visual order.

use crate::settings::Bidi;

/// The first release of VTE, the library of GNOME Terminal and others, that reorders, in the form of `VTE_VERSION`:
/// 0.58.
const VTE: u32 = 5800;

/// Whether the reader reorders, as `choice` says, or else as the environment tells of the terminal.
pub fn reader_reorders(choice: Bidi, variable: impl Fn(&str) -> Option<String>) -> bool {
    match choice {
        Bidi::Reorder => true,
        Bidi::Terminal => false,
        Bidi::Auto => {
            let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
            let program = variable("TERM_PROGRAM");
            let term = variable("TERM").unwrap_or_default();
            let does = vte.is_some_and(|version| version >= VTE)
                || matches!(program.as_deref(), Some("Apple_Terminal" | "mintty"))
                || variable("KONSOLE_VERSION").is_some()
                || variable("MLTERM").is_some()
                || term.starts_with("mlterm");
            !does
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_that_do_it_are_left_to() {
        let check = |choice: Bidi, name: &str, value: &str| {
            reader_reorders(choice, |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(check(Bidi::Auto, "TERM", "xterm-256color"));
        assert!(check(Bidi::Auto, "VTE_VERSION", "5602"));
        assert!(!check(Bidi::Auto, "VTE_VERSION", "7600"));
        assert!(!check(Bidi::Auto, "TERM", "mlterm-256color"));
        assert!(!check(Bidi::Auto, "KONSOLE_VERSION", "230800"));
        assert!(!check(Bidi::Auto, "TERM_PROGRAM", "mintty"));
        assert!(check(Bidi::Reorder, "VTE_VERSION", "7600"));
        assert!(!check(Bidi::Terminal, "TERM", "xterm"));
    }
}
