//! Corrections: a story, some keys, and what is then shown and stored.

use crate::support::{Reader, story};
use dixit::{
    article::Article,
    corrections::{ActorName, Change, Correction, QuoteName},
    reader::{
        app::message::{Effect, Message},
        article::Pane,
        overlays::Overlay,
    },
};

/// The reader after `keys`, on a screen of 120x40.
fn after(keys: &str) -> Reader {
    let mut reader = Reader::open(120, 40);
    reader.keys(keys);
    reader
}

/// The screen's row of the list of quotes, or of actors, that holds `words`.
fn row(reader: &Reader, words: &str) -> String {
    let screen = reader.screen();
    let side = screen.lines().map(|line| line.chars().skip(81).collect::<String>());
    side.into_iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words} in\n{screen}"))
}

fn kept(reader: &Reader) -> Vec<&Change> {
    let changes = reader.effects.iter().map(|effect| match effect {
        Effect::Keep(change) => change,
        other => panic!("{other:?}"),
    });
    changes.collect()
}

/// Confirms that the corrections in the reader are what is stored now.
fn confirm(reader: &mut Reader) {
    let (generation, revision) = (reader.state.open.generation, reader.state.open.corrections.revision);
    let outcome = Ok(reader.state.open.corrections.list.clone());
    reader.send(Message::Corrections { generation, revision, outcome });
}

#[test]
fn a_quote_is_given_to_another_actor() {
    let mut reader = after("4nr");
    assert!(reader.screen().contains("Who says it?"), "{}", reader.screen());
    reader.keys("mei<Enter>");
    assert_eq!(reader.state.overlays.top(), None);
    assert!(
        reader.status().contains("“Nobody asked us” is by Mei 陈; U takes it back"),
        "{}",
        reader.status()
    );
    assert!(row(&reader, "“Nobody ask").contains("Mei 陈") && row(&reader, "“Nobody ask").ends_with("=D"));
    assert!(row(&reader, "Mei 陈  director").contains("2  "), "{}", reader.screen());
    assert!(row(&reader, "Tomas Lind  chair").contains("2  "), "{}", reader.screen());
    reader.keys("<Enter>");
    let screen = reader.screen();
    assert!(screen.contains("corrected by you; the text has “its"), "{screen}");
    let [Change::Add(Correction::Reassign { quote, speaker: Some(speaker) })] = kept(&reader)[..] else {
        panic!("{:?}", reader.effects)
    };
    assert_eq!((quote.words[0].as_str(), speaker.name.as_str()), ("“Nobody asked us,”", "Mei 陈"));
}

#[test]
fn a_quote_is_given_to_a_new_actor_or_to_nobody() {
    let mut reader = after("10nrNora Feld<Enter>");
    assert!(row(&reader, "“Something").contains("Nora Feld"), "{}", reader.screen());
    assert!(row(&reader, "=Nora Feld").contains('1'), "{}", reader.screen());
    // Her mention is in the byline, above the first paragraph.
    reader.keys("i");
    assert!(reader.screen().contains("headline: By Nora Feld"), "{}", reader.screen());
    reader.keys("<Esc>r<C-u>nob<Enter>");
    assert!(reader.status().contains("is by nobody known"), "{}", reader.status());
    assert!(row(&reader, "“Something").starts_with("▸10 ?"), "{}", row(&reader, "“Something"));
    assert!(!reader.screen().contains("=Nora Feld"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(reader.screen().contains("? nobody known"), "{}", reader.screen());
    reader.keys("<Esc>UU");
    assert!(row(&reader, "“Something").ends_with("~D"), "{}", reader.screen());
    assert!(reader.keys("U").status().contains("no correction to take back"), "{}", reader.status());
    assert_eq!(kept(&reader).len(), 4);
}

#[test]
fn the_picker_filters_and_goes_up_and_down() {
    let chosen = |keys: &str| {
        let reader = after(keys);
        let Some(Overlay::Picker(_)) = reader.state.overlays.top() else { return "none".to_owned() };
        let screen = reader.screen();
        let row = screen.lines().find_map(|l| l.split_once("│ ▸ ")).unwrap_or_else(|| panic!("{screen}"));
        row.1.split("  ").next().unwrap_or_default().trim().trim_end_matches('│').trim().to_owned()
    };
    for (keys, expected) in [
        ("nr", "● Ada Brandt"),
        ("nr<Down>", "▲ Tomas Lind"),
        ("nr<C-n><C-n><C-p><Up><Up>", "● Ada Brandt"),
        ("nrLIND", "▲ Tomas Lind"),
        ("nrdirector", "◆ Mei 陈"),
        ("nrqx", "+ new actor: qx"),
        ("nrqx<Backspace><Backspace>", "● Ada Brandt"),
        ("nr<Down><Down><Down><Down><Down><Down><Down><Down><Down>", "? nobody known"),
        ("nr<Esc>", "none"),
        ("nr<Backspace>", "none"),
        // An actor cannot be merged with itself.
        ("nM", "▲ Tomas Lind"),
    ] {
        assert_eq!(chosen(keys), expected, "after {keys}");
    }
    let mut reader = after("nM");
    reader.send(Message::Paste("\u{1b}[31m\nzzz".to_owned()));
    let screen = reader.screen();
    assert!(screen.contains("nobody is called that") && !screen.contains('\u{1b}'), "{screen}");
    assert!(reader.keys("<Enter>").state.overlays.top().is_some());
    reader.keys("<C-c>Q");
    assert_eq!(reader.effects, [Effect::Quit]);
}

#[test]
fn a_rejected_quote_is_gone_and_comes_back() {
    let mut reader = after("4n");
    let before = reader.screen();
    reader.keys("x");
    let screen = reader.screen();
    assert!(
        screen.contains("Quotes 11") && reader.status().contains("“Nobody asked us” is no quote"),
        "{screen}"
    );
    assert!(row(&reader, "Tomas Lind  chair").contains("2  "), "{screen}");
    confirm(&mut reader);
    reader.keys("U");
    assert!(reader.status().contains("taken back: “Nobody asked us” is no quote"), "{}", reader.status());
    reader.keys("gG4n<Esc>g4n");
    let mut again = after("4n");
    assert_eq!(again.keys("g").screen(), reader.keys("g").screen());
    assert!(before.contains("Quotes 12"));
    assert!(matches!(kept(&reader)[..], [Change::Add(_), Change::Take(_)]), "{:?}", reader.effects);
}

#[test]
fn two_actors_become_one() {
    let mut reader = after("l<Down><Down>M");
    assert!(reader.screen().contains("Who is A senior official?"), "{}", reader.screen());
    reader.keys("courier<Enter>");
    let screen = reader.screen();
    assert!(screen.contains("Actors 6") && !row(&reader, "Quotes").contains("anonymous"), "{screen}");
    assert!(row(&reader, "=Lindholm Courier").contains("2  15%"), "{screen}");
    assert!(row(&reader, "Forty million").contains("Lindholm Cou"), "{screen}");
    assert_eq!(reader.state.open.focus, Pane::Actors);
    assert!(
        row(&reader, "▸").contains("Lindholm Courier"),
        "the one that both have become is selected\n{screen}"
    );
    reader.keys("i");
    let screen = reader.screen();
    assert!(
        screen.contains("corrected by you") && screen.contains("also      A senior official"),
        "{screen}"
    );
}

#[test]
fn everybody_keeps_their_mark() {
    let mut reader = after("l");
    let findings = |reader: &Reader| -> Vec<(String, char)> {
        let findings = reader.state.open.findings.as_ref().unwrap();
        let names = ["Ada Brandt", "Tomas Lind", "A senior official", "Mei 陈", "Lindholm"];
        let id = |name: &&str| findings.order.iter().copied().find(|&id| findings.name(id) == *name);
        let marked =
            names.iter().filter_map(|name| Some((name.to_string(), findings.identity(id(name)?)?.glyph)));
        marked.collect()
    };
    let before = findings(&reader);
    reader.keys("<Esc>gnrmei<Enter>nrmei<Enter>nrsomebody else<Enter>");
    assert!(row(&reader, "Mei 陈").contains("3  "), "{}", reader.screen());
    assert_eq!(findings(&reader), before);
    let glyph = row(&reader, "=somebody").trim_start().chars().next().unwrap();
    assert!(before.iter().all(|(_, taken)| *taken != glyph), "{glyph} is somebody else's");
}

#[test]
fn filter_and_place_survive_a_correction() {
    let mut reader = after("4nf6nr");
    let place = reader.state.open.body.place;
    // The last of Lind's three quotes goes to Brandt: the filter keeps him, with two.
    reader.keys("ada<Enter>");
    assert!(reader.status().contains("is by Ada Brandt"), "{}", reader.status());
    assert!(reader.keys("0").status().contains("only Tomas Lind"), "{}", reader.status());
    assert!(reader.screen().contains("Quotes 2 of 12"), "{}", reader.screen());
    assert_eq!(reader.state.open.body.place, place);
    reader.keys("U");
    assert!(reader.screen().contains("Quotes 3 of 12"), "{}", reader.screen());
    // When his last quote is gone, so is the filter.
    reader.keys("gnxxx");
    assert!(!reader.status().contains(" only "), "{}", reader.status());
    reader.keys("zz");
    assert!(!reader.text().contains("Nobody asked us"), "{}", reader.text());
}

#[test]
fn what_was_kept_is_applied_whichever_comes_first() {
    let list = vec![
        Correction::Reject {
            quote: QuoteName { words: vec!["“Something always goes wrong,”".to_owned()], at: vec![] },
        },
        Correction::Reject { quote: QuoteName { words: vec!["nowhere in the text".to_owned()], at: vec![] } },
    ];
    for analysis_first in [true, false] {
        let mut reader = Reader::open_unanalysed(120, 40);
        let generation = reader.state.open.generation;
        let kept = Message::Corrections { generation, revision: 0, outcome: Ok(list.clone()) };
        let analysed =
            Message::Analysed { generation, outcome: Ok(story::analysis(&reader.state.open.article)) };
        for message in if analysis_first { [analysed, kept] } else { [kept, analysed] } {
            reader.send(message);
        }
        assert!(reader.screen().contains("Quotes 11"), "{}", reader.screen());
        assert!(reader.status().contains("1 of 2 corrections no longer fit"), "{}", reader.status());
        reader.keys("U");
        assert_eq!(reader.effects, [Effect::Keep(Change::Take(list[1].clone()))]);
    }
}

#[test]
fn what_another_reader_kept_is_taken_over_and_stale_news_is_not() {
    let mut reader = after("4nx");
    let (generation, revision) = (reader.state.open.generation, reader.state.open.corrections.revision);
    let theirs = Correction::Merge {
        actor: ActorName { name: "Lindholm".to_owned(), at: None },
        into: ActorName { name: "Ada Brandt".to_owned(), at: None },
    };
    let both = [std::slice::from_ref(&theirs), &reader.state.open.corrections.list].concat();
    // Corrections that were read before the change, or for another article, are ignored.
    reader.send(Message::Corrections { generation, revision: revision - 1, outcome: Ok(vec![]) });
    reader.send(Message::Corrections { generation: generation + 1, revision, outcome: Ok(vec![]) });
    assert!(reader.screen().contains("Quotes 11"), "{}", reader.screen());
    reader.send(Message::Corrections { generation, revision, outcome: Ok(both.clone()) });
    assert_eq!(reader.state.open.corrections.list, both);
    assert!(
        reader.screen().contains("Actors 6") && reader.screen().contains("Quotes 11"),
        "{}",
        reader.screen()
    );
}

#[test]
fn what_cannot_be_kept_is_told_and_holds_for_now() {
    let mut reader = after("4nx");
    let (generation, revision) = (reader.state.open.generation, reader.state.open.corrections.revision);
    reader.send(Message::Corrections {
        generation,
        revision,
        outcome: Err("cannot save corrections".to_owned()),
    });
    assert!(reader.status().contains("cannot save corrections"), "{}", reader.status());
    assert!(reader.screen().contains("Quotes 11"), "{}", reader.screen());
}

#[test]
fn each_article_has_its_own_corrections() {
    let mut reader = after("4nx]");
    let second = Article { name: "second.txt".to_owned(), ..story::article() };
    reader.opened(1, Ok(second));
    reader.analyse();
    assert!(reader.screen().contains("Quotes 12"), "{}", reader.screen());
    assert!(reader.keys("U").status().contains("no correction to take back"), "{}", reader.status());
    reader.keys("[");
    assert!(reader.screen().contains("Quotes 11"), "{}", reader.screen());
    reader.keys("U");
    assert!(reader.screen().contains("Quotes 12"), "{}", reader.screen());
}

#[test]
fn keys_that_have_nothing_to_put_right_say_why() {
    for (keys, words) in
        [("r", "no quote here"), ("x", "no quote here"), ("M", "no quote here"), ("10nM", "nobody is known")]
    {
        let status = after(keys).status();
        assert!(status.contains(words), "{keys}: {status}");
    }
    let mut reader = Reader::open_unanalysed(80, 24);
    for keys in ["r", "x", "M", "U"] {
        let status = reader.keys(keys).status();
        assert!(status.contains("still analysing"), "{keys}: {status}");
    }
    assert_eq!(reader.effects, []);
}

#[test]
fn the_picker_on_screens_of_every_size() {
    for (name, size, keys) in [
        ("picker", (80, 24), "4nr"),
        ("picker-typed", (120, 40), "4nrlind"),
        ("picker-narrow", (40, 15), "4nM"),
        ("corrected", (120, 40), "4nrmei<Enter>"),
        ("corrected-narrow", (40, 15), "4nrnew one<Enter>"),
    ] {
        let mut reader = Reader::open(size.0, size.1);
        reader.keys(keys);
        insta::with_settings!({ description => format!("{}x{} {keys}", size.0, size.1), omit_expression => true }, {
            insta::assert_snapshot!(name, reader.snapshot());
        });
    }
}

/// No keys in any order at any size make the reader panic, and the speaker of every quote exists or is unknown.
#[test]
fn no_corrections_break_the_reader() {
    let keys = [
        "r", "x", "M", "U", "<Enter>", "<Down>", "<Esc>", "n", "3n", "l", "f", "zz", "i", "a", "<C-o>", "]",
        "[",
    ];
    let mut reader = Reader::open(80, 24);
    let mut seed = 11_u64;
    for step in 0..2000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (seed >> 33) as usize;
        reader.keys(keys[pick % keys.len()]);
        if let Some(Effect::Open { entry, .. }) = reader.effects.last() {
            let index = entry.index;
            reader.effects.clear();
            reader.opened(index, Ok(story::article()));
            reader.analyse();
        }
        if step % 9 == 0 {
            reader.resize((pick % 130) as u16, (pick / 130 % 50) as u16);
        }
        reader.buffer();
        let findings = reader.state.open.findings.as_ref().unwrap();
        assert_eq!(findings.order.len(), findings.analysis.actors.len());
        assert!(reader.state.open.quotes.shown.iter().all(|&q| q < findings.analysis.quotes.len()));
    }
}

#[test]
fn giving_a_quote_to_its_speaker_confirms_it_once() {
    let mut reader = after("nr<Enter>");
    assert!(reader.status().contains("confirmed: “"), "{}", reader.status());
    assert!(reader.status().contains("is by Ada Brandt; U takes it back"), "{}", reader.status());
    assert!(row(&reader, "The old harb").ends_with("=I"), "{}", reader.screen());
    reader.keys("r<Enter>");
    assert!(reader.status().contains("is by Ada Brandt already"), "{}", reader.status());
    assert_eq!(kept(&reader).len(), 1);
}
