//! Terminal hyperlinks (OSC 8), written into the cells of a frame after it has been drawn.

use crate::reader::{
    app::{
        geometry::geometry,
        state::{State, View},
    },
    overlays::{Overlay, links},
};
use clap::ValueEnum;
use ratatui::buffer::{Buffer, CellDiffOption};
use std::num::NonZero;

/// Whether links are written for the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Hyperlinks {
    /// Where the terminal is known to understand them
    #[default]
    Auto,
    /// In any case
    Always,
    /// Not at all
    Never,
}

/// Variables that are set only by terminals that understand hyperlinks or ignore them.
const KNOWN: [&str; 7] = [
    "ALACRITTY_WINDOW_ID",
    "GHOSTTY_RESOURCES_DIR",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "VTE_VERSION",
    "WEZTERM_PANE",
    "WT_SESSION",
];

impl Hyperlinks {
    /// Whether links are written in this environment.
    pub fn are_written(self, variable: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let term = variable("TERM").unwrap_or_default();
                let named = matches!(term.as_str(), "xterm-kitty" | "xterm-ghostty" | "foot" | "alacritty");
                let program = variable("TERM_PROGRAM");
                named
                    || matches!(program.as_deref(), Some("iTerm.app" | "WezTerm" | "vscode" | "ghostty"))
                    || KNOWN.iter().any(|name| variable(name).is_some())
            }
        }
    }
}

/// Wraps the cells that show links in hyperlink sequences. An [`Address`](crate::fetch::Address) holds nothing that
/// could end a sequence.
pub fn write(state: &State, buffer: &mut Buffer) {
    // An overlay hides the links under it.
    if state.view != View::Article || state.overlays.iter().any(|overlay| *overlay != Overlay::SearchPrompt) {
        return;
    }
    let Some(geometry) = geometry(state) else { return };
    let sidebar = geometry.sidebar.map(|sidebar| sidebar.area);
    for (number, target) in links::on_screen(state, &geometry).iter().enumerate() {
        for &(at, width) in &target.cells {
            let hidden = sidebar.is_some_and(|area| area.contains(at));
            let Some(cell) = buffer.cell_mut(at).filter(|_| !hidden) else { continue };
            // The same id in all cells of a link makes the terminal treat them as one.
            let symbol =
                format!("\u{1b}]8;id={number};{}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", target.address, cell.symbol());
            cell.set_symbol(&symbol);
            cell.set_diff_option(CellDiffOption::ForcedWidth(
                NonZero::new(width).unwrap_or(NonZero::<u16>::MIN),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_told_apart() {
        let check = |choice: Hyperlinks, set: &[(&str, &str)]| {
            choice.are_written(|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert!(!check(Hyperlinks::Auto, &[("TERM", "linux")]));
        assert!(!check(Hyperlinks::Auto, &[("TERM", "xterm-256color")]));
        assert!(check(Hyperlinks::Auto, &[("TERM", "xterm-kitty")]));
        assert!(check(Hyperlinks::Auto, &[("VTE_VERSION", "7200")]));
        assert!(check(Hyperlinks::Always, &[]));
        assert!(!check(Hyperlinks::Never, &[("VTE_VERSION", "7200")]));
    }
}
