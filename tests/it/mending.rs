//! All corrections of quotes and actors, selecting words for them, and which quotes change along.

use crate::support::{Reader, run::run};
use dixit::{
    actors::ActorKind,
    attribution::QuoteKind,
    corrections::{Change, Correction},
    export::{citation::Template, format::ExportFormat},
    reader::{
        app::message::{Copied, Effect, Message},
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

/// The last correction that was made.
fn last(reader: &Reader) -> Correction {
    match reader.effects.last() {
        Some(Effect::Keep(Change::Add(correction))) => correction.clone(),
        other => panic!("{other:?}: {}", reader.screen()),
    }
}

#[test]
fn one_key_lists_what_can_be_put_right() {
    let mut reader = after("4nE");
    let screen = reader.screen();
    for words in
        ["What is to be put right?", "confirm: quote and speaker", "begins or ends", "the actor's role"]
    {
        assert!(screen.contains(words), "{words} is not in\n{screen}");
    }
    reader.keys("<Enter>");
    assert!(matches!(last(&reader), Correction::Confirm { .. }));
    assert!(reader.status().contains("“Nobody asked us” is right; U takes it back"), "{}", reader.status());
    // In the list of actors only corrections of the actor are offered.
    let reader = after("<Tab>E");
    let screen = reader.screen();
    assert!(screen.contains("the actor's name") && !screen.contains("this is no quote"), "{screen}");
}

#[test]
fn a_name_a_role_and_a_kind_are_typed_or_chosen() {
    let reader = after("8nEnot a");
    assert!(reader.screen().contains("nothing is called that"), "{}", reader.screen());
    let reader = after("8nEname<Enter><C-u>Nora Feld<Enter>");
    assert!(matches!(last(&reader), Correction::Rename { name, .. } if name == "Nora Feld"));
    assert!(reader.screen().contains("*Nora Feld"), "{}", reader.screen());
    let reader = after("8nErole<Enter>city engineer<Enter>");
    assert!(matches!(last(&reader), Correction::Role { role: Some(role), .. } if role == "city engineer"));
    let reader = after("8nEanonymous<Enter>person<Enter>");
    assert!(matches!(last(&reader), Correction::ActorKind { kind: ActorKind::Person, .. }));
    let reader = after("4nEdirect,<Enter>mixed<Enter>");
    assert!(matches!(last(&reader), Correction::Kind { kind: QuoteKind::Mixed, .. }));
}

#[test]
fn a_name_and_a_role_are_there_to_be_changed() {
    let mut reader = after("4nEname<Enter>");
    assert!(reader.screen().contains("> Tomas Lind"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(reader.status().contains("so already: nothing is changed"), "{}", reader.status());
    let mut reader = after("4nErole<Enter>");
    let screen = reader.screen();
    assert!(screen.contains("> chairman") && screen.contains("  no role"), "{screen}");
    reader.keys("<Enter>Eanonymous<Enter><Enter>Edirect,<Enter><Enter>");
    assert!(reader.status().contains("nothing is changed"), "{}", reader.status());
    assert_eq!(reader.effects, []);
    // The name can be edited at any place, with the keys of the line editor.
    let screen = reader.keys("Ename<Enter><Home><Right><Right><Right>x<Backspace>m").screen();
    assert!(screen.contains("> Tommas Lind"), "{screen}");
    reader.keys("<Backspace><End>-Berg<Enter>");
    assert!(reader.screen().contains("=Tomas Lind-Berg"), "{}", reader.screen());
    let mut reader = after("4nErole<Enter><Down><Enter>");
    assert!(reader.status().contains("Tomas Lind has no role; U takes it back"), "{}", reader.status());
    reader.keys("Erole<Enter>");
    assert!(reader.screen().contains("▸ no role"), "{}", reader.screen());
}

#[test]
fn a_name_that_another_has_makes_the_two_one_or_says_that_they_are_not() {
    let mut reader = after("4nEname<Enter><C-u>mei 陈");
    let screen = reader.screen();
    assert!(screen.contains("▸ ◆ Mei 陈  director  has it: make them one"), "{screen}");
    assert!(screen.contains("mei 陈  somebody else of this name"), "{screen}");
    reader.keys("<Enter>");
    assert!(matches!(last(&reader), Correction::Merge { into, .. } if into.name == "Mei 陈"));
    assert!(reader.status().contains("Tomas Lind is Mei 陈"), "{}", reader.status());
    let reader = after("4nEname<Enter><C-u>Mei 陈<Down><Enter>");
    assert!(matches!(last(&reader), Correction::Rename { name, .. } if name == "Mei 陈"));
}

#[test]
fn a_quote_that_was_missed_is_selected_word_by_word() {
    let mut reader = after("/waited for<Enter>v");
    assert!(matches!(reader.state.overlays.top(), Some(Overlay::Stretch(_))), "{}", reader.screen());
    assert!(reader.status().contains("v begins there"), "{}", reader.status());
    reader.keys("vlll");
    assert!(reader.status().contains("this is a quote"), "{}", reader.status());
    reader.keys("<Enter>");
    assert!(reader.screen().contains("Who says it?"), "{}", reader.screen());
    reader.keys("mei<Enter>");
    let Correction::Add { quote, speaker: Some(speaker) } = last(&reader) else {
        panic!("{:?}", last(&reader))
    };
    assert_eq!((quote.words[0].as_str(), speaker.name.as_str()), ("waited for as long", "Mei 陈"));
    reader.keys("U");
    assert!(reader.status().contains("taken back"), "{}", reader.status());
    let reader = after("vv<Esc>");
    assert_eq!(reader.state.overlays.top(), None);
}

#[test]
fn a_quote_gets_other_bounds() {
    let mut reader = after("3nEbegins<Enter>");
    assert!(reader.status().contains("these are its words"), "{}", reader.status());
    // The end moves back over "and take a year", the beginning forward over "that".
    reader.keys("hhhhol<Enter>");
    let Correction::Bounds { quote, to } = last(&reader) else { panic!("{:?}", last(&reader)) };
    assert_eq!(quote.words[0], "that the work would cost forty million crowns and take a year");
    assert_eq!(to.words[0], "the work would cost forty million crowns");
    assert!(reader.screen().contains("the work would cost"), "{}", reader.screen());
}

#[test]
fn words_selected_are_copied_and_lines_are_walked() {
    let mut reader = after("vvjjky");
    assert_eq!(reader.state.overlays.top(), None);
    let Some(Effect::Copy(words)) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    assert!(words.split(' ').count() > 5, "{words}");
    reader.send(Message::Copied(Copied::By("wl-copy")));
    assert!(reader.status().contains("copied the words selected with wl-copy"), "{}", reader.status());
}

#[test]
fn a_quote_is_taken_along_with_who_says_it() {
    let reader = after("3ny");
    let Some(Effect::Copy(text)) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    assert_eq!(
        text,
        "that the work would cost forty million crowns and take a year\n— Ada Brandt, Mayor of Lindholm (paraphrase). \
         Harbour bridge to close for a year, city says, 12 March\n"
    );
    let mut reader = after("4nY");
    let Some(Effect::Copy(text)) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    assert_eq!(text.matches("— Tomas Lind, chairman").count(), 3, "{text}");
    reader.keys("ehtml<Enter>");
    assert_eq!(reader.effects.last(), Some(&Effect::Export(ExportFormat::Html)));
}

#[test]
fn what_is_copied_can_be_set() {
    let mut reader = Reader::open(120, 40);
    reader.state.citation = Template::parse("{speaker}: {quote}[ via {via}]").expect("a template").into();
    reader.keys("4ny");
    assert_eq!(
        reader.effects,
        [Effect::Copy(
            "Tomas Lind: “Nobody asked us,” […] “Ada Brandt told me in January: ‘There is no plan.’ There was a plan.”"
                .to_owned()
        )]
    );
}

#[test]
fn the_program_exports_and_reads_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "Pier shut\n\n“We will pay,” said Ann Roe, the mayor.\n").expect("a file");
    let dixit = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.env("XDG_STATE_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
        command
    };
    let (code, page, _) = run(dixit().args(["export", "--as", "html"]).arg(&file));
    assert_eq!(code, Some(0));
    assert!(page.starts_with("<!doctype html>") && page.contains("id=\"q1\""), "{page}");
    let (code, names, _) =
        run(dixit().args(["export", "--as", "bibtex", "-o"]).arg(folder.path()).arg(&file));
    assert_eq!((code, names.trim().ends_with("pier-shut.bib")), (Some(0), true), "{names}");

    // The brat export can be read back as gold, and agrees with the analysis.
    let (code, names, _) = run(dixit().args(["export", "--as", "brat", "-o"]).arg(folder.path()).arg(&file));
    assert_eq!((code, names.trim().ends_with("pier-shut.ann")), (Some(0), true), "{names}");
    let (code, figures, problems) = run(dixit().arg("evaluate").arg(names.trim()));
    assert_eq!(code, Some(0), "{problems}");
    assert!(
        figures.contains("exact          100.0   100.0 100.0") && figures.contains("(1 gold"),
        "{figures}"
    );
    std::fs::remove_file(folder.path().join("pier-shut.txt")).expect("it is there");
    let (code, _, problems) = run(dixit().arg("evaluate").arg(names.trim()));
    assert!(code == Some(1) && problems.contains("its text is neither pier-shut.txt"), "{problems}");

    let typed = folder.path().join("typed");
    std::fs::write(&typed, "n\nx\n1\nU\n]\nD\nI\nI 2\nI 1\nq\n").expect("a file");
    let typed = std::fs::File::open(typed).expect("it is there");
    let output = dixit().arg("--linear").arg(&file).stdin(typed).output().expect("dixit runs");
    let (code, out) = (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned());
    assert_eq!(code, Some(0), "{out}");
    for words in [
        "Pier shut",
        "> Quote 1 of 1, Ann Roe, direct: “We will pay,”",
        "> “We will pay” is no quote",
        "> taken back: “We will pay” is no quote",
        "> this is the last article\n> on the reading list: Pier shut; I lists it",
        "> 1 of 1: Pier shut, ",
        "> there is no 2 on the reading list; there are 1\n> Article 2 of 2.\nPier shut\n",
    ] {
        assert!(out.contains(words), "{words} is not in\n{out}");
    }
    let (_, lately, _) = run(dixit().arg("--recent"));
    assert!(lately.trim_end().ends_with("a.txt\tPier shut") && lately.lines().count() == 1, "{lately}");
}

#[test]
fn the_sidebar_hides_on_any_screen_and_comes_over_the_text() {
    let mut reader = Reader::open(160, 40);
    assert!(reader.screen().contains("Actors"), "{}", reader.screen());
    assert!(!reader.keys("B").screen().contains("Actors"), "{}", reader.screen());
    assert!(reader.keys("<Tab>").screen().contains("Actors"), "{}", reader.screen());
    assert!(!reader.keys("<Esc>").screen().contains("Actors"), "{}", reader.screen());
    assert!(reader.keys("B").screen().contains("Actors"), "{}", reader.screen());
}
