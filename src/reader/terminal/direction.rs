//! Who puts scripts that run from right to left in the order in which they are seen: the reader or the terminal.

use crate::settings::Bidi;

/// The first release of the terminal of GNOME and its kin that does it, as they tell it in `VTE_VERSION`: 0.58.
const VTE: u32 = 5800;

/// Whether the reader does it, as `choice` says, or as the variables of the environment tell of the terminal.
pub fn is_readers(choice: Bidi, variable: impl Fn(&str) -> Option<String>) -> bool {
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
            is_readers(choice, |asked| (asked == name).then(|| value.to_owned()))
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
