//! The palette: commands by name, places by number, and input that matches nothing.

use crate::support::Reader;
use dixit::reader::overlays::Overlay;

#[test]
fn the_palette_lists_commands_with_their_keys() {
    for (name, (width, height)) in
        [("palette", (120, 40)), ("palette-80x24", (80, 24)), ("palette-narrow", (40, 15))]
    {
        let mut reader = Reader::open(width, height);
        insta::assert_snapshot!(name, reader.keys(":quote").screen());
    }
}

#[test]
fn a_command_is_done_by_its_name() {
    let mut reader = Reader::open(80, 24);
    assert!(reader.keys(":next-q<Enter>").status().contains("1/12"), "{}", reader.status());
    assert!(reader.keys(":lens<Enter>").status().contains("the rest dimmed"), "{}", reader.status());
    // The second match.
    reader.keys(":next-<Down><Up><Down>");
    assert!(matches!(reader.state.overlays.top(), Some(Overlay::Palette(palette)) if palette.selected == 1));
    reader.keys("<C-u>zzz<Enter>");
    assert!(reader.status().contains("no command is called that"), "{}", reader.status());
    reader.keys("<Esc>");
    assert_eq!(reader.state.overlays.top(), None);
}

#[test]
fn numbers_lead_to_places_and_back() {
    let mut reader = Reader::open(80, 12);
    let top = reader.text();
    let first = |reader: &Reader| reader.text().lines().next().unwrap_or_default().to_owned();
    assert!(first(reader.keys(":p 3<Enter>")).contains("What the drivers think"), "{}", reader.text());
    reader.keys("<C-o>");
    assert_eq!(reader.text(), top);
    reader.keys(":100 %<Enter>");
    assert!(reader.status().contains("100%"), "{}", reader.status());
    reader.keys(":0%<Enter>");
    assert_eq!(reader.text(), top);
}

#[test]
fn a_key_that_means_nothing_says_so() {
    let mut reader = Reader::open(80, 24);
    assert!(reader.keys("w").status().contains("w does nothing; ? lists the keys"), "{}", reader.status());
    assert!(!reader.keys("n").status().contains("does nothing"), "{}", reader.status());
    assert!(reader.keys("<C-w>").status().contains("Ctrl-w does nothing"), "{}", reader.status());
}
