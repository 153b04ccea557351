//! Control sequences in a text never reach the terminal.

use crate::{bytes::harm, terminal::Terminal};
use std::fs;

/// What a text might try: colours, the title, the clipboard, a query whose reply is typed, a reset, an unterminated
/// string, the same as C1 controls, bidi overrides, invisible characters, and plain control characters.
pub const ATTACK: &str = "\u{1b}[41m \u{1b}]0;owned\u{7} \u{1b}]52;c;b3duZWQ=\u{1b}\\ \u{1b}[6n \u{1b}c \u{1b}P$qm \
\u{9b}2J \u{9d}0;owned\u{9c} \u{202e}desrever\u{202c} \u{2066}x\u{2069} a\u{200b}b\u{feff}c \u{8}\u{8}\u{7f}\u{e}\u{f} \
\u{e0041} \u{fff9}";

#[test]
fn what_would_do_harm_is_known() {
    for attack in ATTACK.split(' ').skip(1) {
        assert!(harm(attack).is_some(), "{attack:?} passes");
    }
    assert_eq!(harm("\u{1b}[?1049h\u{1b}[2J\u{1b}[3;4H\u{1b}[38;5;4mwords"), None);
}

#[test]
fn nothing_of_a_hostile_text_reaches_the_terminal_raw() {
    let folder = tempfile::tempdir().unwrap();
    // A file name cannot contain a slash, and on some systems no invalid UTF-8.
    let path = folder.path().join(format!("{}.txt", ATTACK.replace('/', "")));
    let text = format!(
        "Title {ATTACK} here\n\nBy Ann {ATTACK} Lee\n\n“We will,” said Jo Hill, the mayor.\n\n“We {ATTACK} will,” \
        said Jo Hill.\n\n“No {ATTACK},” Ann {ATTACK} Lee said.\n\n{}\n\nThe last words.\n",
        ATTACK.repeat(50)
    );
    fs::write(&path, text).unwrap();
    let other = folder.path().join("other.txt");
    fs::write(&other, "Another text.\n").unwrap();
    let mut terminal = Terminal::dixit(120, 40, [&path, &other]);
    terminal.wait_for_text("Articles 2");
    terminal.press("/\u{202e}[41m\r");
    terminal.wait_for_text("no article has these words");
    terminal.press_for_change("\u{1b}");
    terminal.press("\r");
    terminal.wait_for_text("Title");
    terminal.wait_for("the analysis", |rows| rows.iter().any(|row| row.contains("Quotes ")));
    // Visit all panes and views that show words of the text.
    let keys = "n ↵ ⎋ n f ⎋ ⇥ ⇥ h h zz z ? ⎋ /\u{202e}[41m ↵"
        .replace('↵', "\r")
        .replace('⎋', "\u{1b}")
        .replace('⇥', "\t");
    for keys in keys.split(' ') {
        terminal.press_for_change(keys);
    }
    terminal.press("G");
    terminal.wait_for_text("The last words.");
    terminal.press("]");
    terminal.wait_for_text("Another text.");
    terminal.press("[");
    terminal.wait_for_text("␛[41m");
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]));
    assert_eq!(harm(&left.written), None);
}

/// The text as numeric character references, so that nothing is lost in decoding.
fn referenced(text: &str) -> String {
    text.chars().map(|c| format!("&#{};", u32::from(c))).collect::<Vec<_>>().concat()
}

#[test]
fn nothing_of_a_hostile_page_reaches_the_terminal_raw() {
    let folder = tempfile::tempdir().unwrap();
    let attack = referenced(ATTACK);
    let words =
        "the harbour is old, and the quay, which is older, will be built anew by the spring of next year";
    let page = format!(
        "<html lang=\"{attack}\"><head><title>Title {attack} here</title><meta name=author content=\"Ann {attack} Lee\">\
         <meta property=\"og:site_name\" content=\"{attack}\"><meta property=\"article:published_time\" content=\"{attack}\">\
         <link rel=canonical href=\"https://{attack}\"></head><body><article><p>“We will,” said Jo Hill, for {words}.</p>\
         <p>See <a href=\"https://x.example/{attack}\">this {attack} page</a>, she said, since {words}.</p>\
         <blockquote>{attack} {words}</blockquote><pre>{attack}</pre><table><tr><th>{attack}<th>b</tr><tr><td>1<td>{attack}</tr></table>\
         <figure><figcaption>{attack}</figcaption></figure><p>The last words, since {words}.</p></article></body></html>"
    );
    let mail = format!(
        "From: \"{ATTACK}\" <a@b.example>\r\nSubject: {ATTACK} here\r\nDate: {ATTACK}\r\nContent-Type: text/html\r\n\r\n{page}"
    );
    for (name, content) in [("page.html", &page), ("letter.eml", &mail)] {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let mut terminal = Terminal::dixit(120, 40, [&path]);
        terminal.wait_for("the analysis", |rows| rows.iter().any(|row| row.contains("Quotes ")));
        for keys in ["n", "\r", "\u{1b}", "G", "g", "O", "\u{1b}"] {
            terminal.press(keys);
        }
        terminal.press("Q");
        let left = terminal.end();
        assert_eq!((left.status, left.modes), (0, vec![]), "{name}");
        assert_eq!(harm(&left.written), None, "{name}");
    }
}

#[test]
fn a_hostile_name_is_not_repeated_raw_where_the_file_is_missing() {
    let terminal = Terminal::dixit(120, 40, [ATTACK.replace('/', "")]);
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (1, vec![]));
    assert!(left.written.contains('␛'), "the name is not shown: {}", left.written);
    assert_eq!(harm(left.written.trim_end_matches(['\r', '\n'])), None);
}
