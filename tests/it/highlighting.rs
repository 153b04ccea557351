//! Highlights and notes: a story, keys or the mouse, and what is then shown and stored.

use crate::support::{Reader, story};
use crossterm::event::{MouseButton, MouseEventKind};
use dixit::{
    article::Article,
    highlights::{Change, Highlight},
    reader::{
        app::{
            geometry::geometry,
            message::{Effect, Message},
        },
        overlays::Overlay,
    },
};
use std::process::Command;

/// The reader after `keys`, on a screen of 120x40.
fn after(keys: &str) -> Reader {
    let mut reader = Reader::open(120, 40);
    reader.keys(keys);
    reader
}

/// The changes that were stored, in order.
fn kept(reader: &Reader) -> Vec<&Change> {
    let mut out = Vec::new();
    for effect in &reader.effects {
        if let Effect::KeepHighlight(change) = effect {
            out.push(change);
        }
    }
    out
}

/// The row of the text that holds `words`.
#[track_caller]
fn row(reader: &Reader, words: &str) -> String {
    let text = reader.text();
    let row = text.lines().find(|line| line.contains(words));
    row.unwrap_or_else(|| panic!("no {words} in\n{text}")).to_owned()
}

/// The sign right of the text in the row that holds `words`.
#[track_caller]
fn sign(reader: &Reader, words: &str) -> char {
    let area = geometry(&reader.state).expect("a screen").text;
    row(reader, words).chars().nth(usize::from(area.right())).unwrap_or(' ')
}

#[test]
fn a_quote_is_highlighted_and_no_more_so() {
    let mut reader = after("4nH");
    let [Change::Add(made)] = kept(&reader)[..] else { panic!("{:?}", reader.effects) };
    assert!(made.words.starts_with("“Nobody asked us,”") && made.note.is_none(), "{made:?}");
    assert!(reader.status().contains("highlighted “Nobody asked us"), "{}", reader.status());
    assert_eq!(sign(&reader, "“Nobody asked us"), '▌', "{}", reader.text());
    reader.keys("H");
    assert!(matches!(kept(&reader)[..], [_, Change::Take(_)]));
    assert!(!reader.text().contains('▌'), "{}", reader.text());
    reader.keys("U");
    assert!(reader.status().contains("back again"), "{}", reader.status());
    reader.keys("U");
    assert!(reader.state.open.highlights.list.is_empty());
    assert!(matches!(kept(&reader)[2..], [Change::Add(_), Change::Take(_)]));
}

#[test]
fn undoing_goes_through_corrections_and_highlights_the_latest_first() {
    let mut reader = after("4nHx");
    let quotes = reader.state.open.quotes.shown.len();
    reader.keys("U");
    assert!(reader.status().contains("is no quote"), "{}", reader.status());
    assert_eq!(reader.state.open.quotes.shown.len(), quotes + 1);
    reader.keys("U");
    assert!(reader.status().contains("taken back: the highlight"), "{}", reader.status());
    reader.keys("U");
    assert!(reader.status().contains("no correction to take back"), "{}", reader.status());
}

#[test]
fn a_note_is_written_changed_and_taken_away() {
    let mut reader = after("4nAask Lind");
    assert!(reader.status().starts_with("note: ask Lind"), "{}", reader.status());
    reader.keys("<C-a>to do: <Enter>");
    let [Change::Add(made)] = kept(&reader)[..] else { panic!("{:?}", reader.effects) };
    assert_eq!(made.note.as_deref(), Some("to do: ask Lind"));
    assert_eq!(sign(&reader, "“Nobody asked us"), 'n', "{}", reader.text());
    reader.keys("<Enter>");
    assert!(reader.screen().contains("to do: ask Lind"), "{}", reader.screen());
    reader.keys("<Esc>");
    // Edits the last word of the note, then removes the note; the highlight stays.
    reader.keys("A<C-w>Roe<Enter>A<Esc>A<C-u><Enter>");
    let notes: Vec<_> = kept(&reader)
        .into_iter()
        .filter_map(|change| match change {
            Change::Replace(_, new) => Some(new.note.as_deref()),
            _ => None,
        })
        .collect();
    assert_eq!(notes, [Some("to do: ask Roe"), None]);
    assert_eq!(sign(&reader, "“Nobody asked us"), '▌');
    reader.keys("U");
    assert_eq!(reader.state.open.highlights.list[0].note.as_deref(), Some("to do: ask Roe"));
    reader.send(Message::Paste("x".to_owned()));
    reader.keys("A");
    reader.send(Message::Paste(", now\nand then".to_owned()));
    assert!(reader.status().starts_with("note: to do: ask Roe, now and then"), "{}", reader.status());
}

#[test]
fn words_are_selected_by_quote_sentence_and_paragraph() {
    let mut reader = after("/waited for<Enter>vv)H");
    let [Change::Add(made)] = kept(&reader)[..] else { panic!("{:?}", reader.effects) };
    assert!(made.words.starts_with("waited for") && made.words.ends_with('.'), "{made:?}");
    reader.keys("vv}Awhy<Enter>");
    let Some(Change::Add(made)) = kept(&reader).last() else { panic!("{:?}", reader.effects) };
    assert_eq!(made.note.as_deref(), Some("why"));
    let reader = after("4nvQ");
    let Some(Overlay::Stretch(stretch)) = reader.state.overlays.top() else { panic!("{}", reader.screen()) };
    assert!(
        stretch
            .words(&reader.state.open.article.text)
            .of(&reader.state.open.article.text)
            .contains("“Nobody")
    );
}

#[test]
fn dragging_the_mouse_selects_words_and_a_click_none() {
    let mut reader = Reader::open(120, 40);
    let screen = reader.screen();
    let place = |words: &str| {
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        (line.split(words).next().unwrap().chars().count() as u16, y as u16)
    };
    let (left, held, up) = (
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
    );
    let (x, y) = place("bridge to close");
    reader.mouse(left, x + 2, y).mouse(held, x + 3, y).mouse(held, x + 12, y).mouse(up, x + 12, y);
    assert!(reader.status().contains("H highlights"), "{}", reader.status());
    reader.keys("H");
    let [Change::Add(made)] = kept(&reader)[..] else { panic!("{:?}", reader.effects) };
    assert_eq!(made.words, "bridge to close");
    reader.mouse(left, x, y).mouse(held, x, y).mouse(up, x, y);
    assert_eq!(reader.state.overlays.top(), None);
    // Selecting backwards; a click anywhere then ends the selection.
    reader.mouse(left, x + 12, y).mouse(held, x, y).mouse(up, x, y);
    assert!(matches!(reader.state.overlays.top(), Some(Overlay::Stretch(_))));
    reader.click(x, y + 3);
    assert_eq!(reader.state.overlays.top(), None);
    // Without a pressed button, moving the mouse selects nothing.
    reader.mouse(up, x, y + 3).mouse(held, x + 20, y + 3);
    assert_eq!(reader.state.overlays.top(), None);
}

#[test]
fn the_list_leads_into_the_text_and_changes_it() {
    let mut reader = Reader::open(80, 24);
    assert!(reader.keys("L").status().contains("no highlights here"), "{}", reader.status());
    let text = reader.state.open.article.text.clone();
    let gone = Highlight {
        words: "These words are gone".to_owned(),
        at: 4,
        before: String::new(),
        after: String::new(),
        note: Some("what was it?".to_owned()),
    };
    let (generation, revision) = (reader.state.open.generation, 0);
    reader.send(Message::Highlights { generation, revision, outcome: Ok(vec![gone.clone()]) });
    reader.keys("nHnnAwho pays?<Enter>gL");
    insta::assert_snapshot!("highlights", reader.snapshot());
    reader.keys("j<Enter>");
    assert_eq!(reader.state.overlays.top(), None);
    assert!(reader.state.open.body.jump_target.is_some());
    // A highlight whose words are gone stays on the list.
    reader.keys("LG<Enter>");
    assert!(reader.status().contains("not in this text any more"), "{}", reader.status());
    reader.keys("e now<Enter>");
    assert!(
        matches!(kept(&reader).last(), Some(Change::Replace(_, new)) if new.note.as_deref() == Some("what was it? now")),
        "{:?}",
        reader.effects
    );
    assert!(matches!(reader.state.overlays.top(), Some(Overlay::Highlights(panel)) if panel.selected == 2));
    reader.keys("/pays");
    assert!(
        reader.screen().contains("who pays?") && !reader.screen().contains("what was it"),
        "{}",
        reader.screen()
    );
    reader.keys("<Enter>x");
    assert_eq!(reader.state.open.highlights.list.len(), 2);
    assert!(reader.screen().contains("taken away: the highlight"), "{}", reader.screen());
    reader.keys("U/<C-u><Enter>");
    assert_eq!(reader.state.open.highlights.list.len(), 3);
    reader.keys("xxx");
    assert_eq!(reader.state.overlays.top(), None, "{}", reader.screen());
    assert!(text == reader.state.open.article.text);
}

#[test]
fn highlights_show_on_any_screen_and_stay_where_they_are() {
    let mut reader = after("4nAwhose plan?<Enter>vvllllH");
    insta::assert_snapshot!("highlighted", reader.snapshot());
    let before: Vec<_> = reader.state.open.highlights.in_order().into_iter().map(|(_, span)| span).collect();
    reader.resize(50, 20).keys("zz");
    reader.analyse();
    let now: Vec<_> = reader.state.open.highlights.in_order().into_iter().map(|(_, span)| span).collect();
    assert_eq!(now, before);
    assert!(reader.keys("L<Enter>").text().contains('▌') || reader.text().contains('n'));
}

#[test]
fn what_comes_late_or_fails_takes_nothing_away() {
    let mut reader = after("4nH");
    let generation = reader.state.open.generation;
    reader.send(Message::Highlights { generation, revision: 0, outcome: Ok(Vec::new()) });
    assert_eq!(reader.state.open.highlights.list.len(), 1);
    reader.send(Message::Highlights { generation, revision: 1, outcome: Err("the disk is full".to_owned()) });
    assert_eq!(reader.state.open.highlights.list.len(), 1);
    assert!(reader.status().contains("the disk is full"), "{}", reader.status());
    // The highlights stay with an article that is loaded again, and find their words.
    let longer = Article { text: format!("New.\n\n{}", story::article().text), ..story::article() };
    let open = std::mem::take(&mut reader.state.open).with_text(std::sync::Arc::new(longer));
    let (_, span) = open.highlights.in_order()[0];
    assert!(span.is_some_and(|span| span.of(&open.article.text).starts_with("“Nobody asked us")));
}

#[test]
fn the_program_exports_prints_and_tells_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "The pier is shut\n\n“We will pay,” said Ann Roe, the mayor.\n").expect("a file");
    let dixit = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.env("XDG_STATE_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
        command
    };
    let linear = |lines: &str| {
        let typed = folder.path().join("typed");
        std::fs::write(&typed, lines).expect("a file");
        let typed = std::fs::File::open(typed).expect("it is there");
        let output = dixit().arg("--linear").arg(&file).stdin(typed).output().expect("dixit runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let out = linear("L\nH\nn\nA who else?\nA\nH\nU\nL\nq\n");
    for words in [
        "> no highlights here",
        "> no quote was told yet",
        "> the note on “We will pay” is kept",
        "> note on “We will pay”: who else?",
        "> not highlighted any more: “We will pay”",
        "> back again: the highlight “We will pay”",
        "> Highlight 1 of 1: “We will pay,”; note: who else?",
    ] {
        assert!(out.contains(words), "{words} is not in\n{out}");
    }
    assert!(linear("L\nq\n").contains("Highlight 1 of 1: “We will pay,”; note: who else?"));
    // A later version of the article gets the highlight, too.
    std::fs::write(&file, "The pier is shut\n\nUpdated. “We will pay,” said Ann Roe, the mayor.\n")
        .expect("a file");
    let run = |arguments: &[&str]| {
        let output = dixit().args(arguments).arg(&file).output().expect("dixit runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let ends = run(&["--plain"]);
    assert!(ends.ends_with("\n\nHighlights and notes\n  “We will pay,”\n    note: who else?\n"), "{ends}");
    for (form, words) in [
        ("markdown", "## Highlights and notes\n\n- “We will pay,”\n  - who else?\n"),
        ("html", "<li><a href=\"#h1\">“We will pay,”</a><p>who else?</p></li>"),
        ("csv", ",true,who else?"),
        ("json", "\"note\":\"who else?\""),
    ] {
        let out = run(&["export", "--as", form]);
        assert!(out.contains(words), "{words} is not in\n{out}");
    }
}
