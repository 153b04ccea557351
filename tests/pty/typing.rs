//! The reader can be quit whatever is typed before.

use crate::terminal::{Left, Terminal};
use std::{fs, path::Path};

/// Pseudorandom bytes from a seed.
struct Bytes(u64);

impl Bytes {
    fn number(&mut self) -> u64 {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        self.number() % end
    }

    /// A byte other than the keys that quit (q, Ctrl-C) or suspend (Ctrl-Z).
    fn byte(&mut self) -> u8 {
        loop {
            let byte = self.below(256) as u8;
            if !matches!(byte, b'q' | 3 | 26) {
                return byte;
            }
        }
    }

    /// Something like what a terminal might send.
    fn piece(&mut self) -> Vec<u8> {
        let number = self.number();
        match self.below(12) {
            0 => format!("\u{1b}[{number}A").into_bytes(),
            1 => format!("\u{1b}[{};{};{}~", self.below(300), number, self.below(9)).into_bytes(),
            2 => format!("\u{1b}[<{};{};{}M", self.below(200), number, self.below(100_000)).into_bytes(),
            3 => format!("\u{1b}[<{};{};{}m", self.below(80), self.below(120), self.below(40)).into_bytes(),
            4 => vec![27, b'[', b'M', self.byte(), self.byte(), self.byte()],
            5 => format!("\u{1b}[200~pasted {number}\u{1b}[201~").into_bytes(),
            6 => b"\x1b[201~".to_vec(),
            7 => format!("\u{1b}]11;rgb:{number:x}\u{7}").into_bytes(),
            8 => vec![27, b'[', b'?', self.byte(), b'u'],
            9 => vec![0xf0 | (number & 7) as u8, 0x80 | (number >> 8 & 0x3f) as u8],
            10 => vec![27; self.below(4) as usize],
            _ => (0..self.below(20)).map(|_| self.byte()).collect(),
        }
    }
}

fn open(folder: &Path) -> Terminal {
    let path = folder.join("story.txt");
    let story = "The bridge\n\n“It will close,” said Ada Brandt.\n\nTomas Lind said nobody had asked.\n\n";
    fs::write(&path, story.repeat(40)).unwrap();
    let terminal = Terminal::dixit(100, 30, [&path]);
    terminal.wait_for_text("? help");
    terminal
}

/// Asserts that the reader ends at a signal with the terminal restored, unless typed bytes have ended it before.
#[track_caller]
fn leaves(terminal: Terminal, seed: u64) {
    terminal.signal("TERM");
    let Left { status, modes, settings_restored, .. } = terminal.end_after_typing();
    assert!(matches!(status, 0 | 143), "{seed}: {status}");
    assert_eq!((modes, settings_restored), (vec![], true), "{seed}");
}

#[test]
fn whatever_is_typed_the_reader_can_be_left() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=6 {
        let mut terminal = open(folder.path());
        let mut bytes = Bytes(seed);
        for _ in 0..200 {
            // A piece may happen to quit the reader.
            if !terminal.type_bytes(&bytes.piece()) {
                break;
            }
        }
        leaves(terminal, seed);
    }
}

#[test]
fn a_paste_that_never_ends_is_left_by_a_signal() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = open(folder.path());
    assert!(terminal.type_bytes(b"/\x1b[200~never ended"));
    leaves(terminal, 0);
}

#[test]
fn after_a_long_paste_keys_work() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = open(folder.path());
    terminal.press("/");
    assert!(terminal.type_bytes(b"\x1b[200~"));
    for _ in 0..1000 {
        assert!(terminal.type_bytes(&[b'x'; 1000]));
    }
    assert!(terminal.type_bytes(b"\x1b[201~"));
    // Directly followed by another key, Escape would be taken for the start of a sequence.
    terminal.press("Brandt\r");
    terminal.wait_for_text("/Brandt 1 of 40");
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn a_flood_of_sizes_and_of_the_wheel_is_gone_through() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = open(folder.path());
    for turn in 0..500 {
        terminal.claim_size(60 + turn % 40, 20 + turn % 10);
        assert!(terminal.type_bytes(&b"\x1b[<65;10;10M".repeat(20)));
    }
    terminal.claim_size(100, 30);
    terminal.press("gG");
    terminal.wait_for_text("100%");
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}
