//! The keys of the reader: a story, some keys, and where the reader is then.

use crate::support::{Reader, story};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use dixit::{
    actors::ActorId,
    analysis::Analysis,
    article::{Article, Format},
    positions::Kept,
    reader::{
        app::{
            message::{Effect, Message},
            state::Lens,
        },
        article::{Pane, Place, position::PositionChange},
        keymap::Keymap,
        overlays::Overlay,
    },
};

/// After `keys` on a screen of 80x24, the status line holds `status`.
fn check(keys: &str, status: &str) {
    let mut reader = Reader::open(80, 24);
    let got = reader.keys(keys).status();
    assert!(got.contains(status), "after {keys}: {got:?} lacks {status:?}");
}

#[test]
fn n_steps_through_the_quotes() {
    check("", "–/12");
    check("n", "1/12 · ←Ada Brandt");
    check("nn", "2/12 · Ada Brandt");
    check("4n", "4/12 · Tomas Lind");
    check("4nN", "3/12 · Ada Brandt");
    check("10n", "10/12 · unattributed");
    check("99n", "12/12 · ←Ada Brandt");
    check("12nn", "this is the last quote");
    check("nN", "this is the first quote");
    check("N", "no quote above");
}

#[test]
fn filters_hold_one_or_several_speakers() {
    check("4nf", "1/3 · Tomas Lind");
    check("4nfn", "2/3 · Tomas Lind");
    check("4nf4nn", "this is the last quote by Tomas Lind");
    check("4nff", "4/12 · Tomas Lind");
    check("4nf<Esc>", "4/12 · Tomas Lind");
    check("4nfl<Down>f", "1/5 · Tomas Lind");
    check("4nfl<Down>F", "1/2 · A senior official");
    check("4nfl<Down>Fn", "2/2 · ←A senior official");
    check("10nf", "nobody is known to say this quote");
    check("lGf", "no quotes by ");
    check("f", "no quote here");
}

#[test]
fn reading_from_end_to_end_passes_every_quote() {
    for (width, height) in [(80, 24), (120, 20), (40, 15), (60, 8)] {
        let mut reader = Reader::open(width, height);
        let mut seen = vec![reader.state.open.quotes.current];
        for _ in 0..300 {
            reader.keys("j");
            if seen.last() != Some(&reader.state.open.quotes.current) {
                seen.push(reader.state.open.quotes.current);
            }
        }
        assert_eq!(seen.first(), Some(&None), "{width}x{height}");
        assert_eq!(seen.last(), Some(&Some(11)), "{width}x{height}");
        assert!(seen.is_sorted(), "{width}x{height}: {seen:?}");
        // Only quotes that begin in rows passed in one step may be skipped.
        assert!(seen.len() >= 8, "{width}x{height}: {seen:?}");
    }
}

#[test]
fn a_chosen_quote_stands_a_third_down_with_its_context_above() {
    let mut reader = Reader::open(80, 24);
    reader.keys("6n");
    let screen = reader.screen();
    let row = screen.lines().position(|l| l.contains("“a slap in the")).unwrap();
    assert_eq!(row, 8, "{screen}");
}

#[test]
fn the_lists_and_the_text_follow_each_other() {
    let mut reader = Reader::open(120, 12);
    reader.keys("llGk");
    assert_eq!(reader.state.open.quotes.current, Some(10));
    assert!(reader.screen().lines().nth(3).unwrap().contains("We"));
    reader.keys("<Enter>");
    assert_eq!(reader.state.open.focus, Pane::Body);
    reader.keys("g");
    assert_eq!(reader.state.open.quotes.current, None);
    reader.keys("4n").keys("s");
    assert_eq!(reader.state.open.focus, Pane::Actors);
    assert_eq!(reader.state.open.actors.selected, 1, "Lind is quoted second most");
    reader.keys("<Enter>");
    assert_eq!(reader.state.open.quotes.current, Some(5), "his next quote");
    reader.keys("<Enter><Enter>");
    assert_eq!(reader.state.open.quotes.current, Some(3), "round to his first");
}

#[test]
fn esc_takes_back_one_thing_at_a_time() {
    let mut reader = Reader::open(80, 24);
    reader.keys("4nf/plan<Enter>?");
    assert!(!reader.state.overlays.is_empty());
    reader.keys("<Esc>");
    assert!(reader.state.overlays.is_empty() && reader.state.open.search.is_some());
    reader.keys("<Esc>");
    assert!(reader.state.open.search.is_none() && !reader.state.open.filter.is_empty());
    reader.keys("5<Esc>");
    assert!(reader.state.count.is_none() && !reader.state.open.filter.is_empty());
    reader.keys("<Esc>");
    assert!(reader.state.open.filter.is_empty());
}

#[test]
fn a_search_jumps_while_it_is_typed_and_comes_back() {
    let mut reader = Reader::open(80, 10);
    let before = reader.keys("2n").text();
    let status = reader.keys("/captain").status();
    assert!(status.contains("1 of 1"), "{status}");
    assert!(reader.screen().contains("captain"));
    assert_eq!(reader.keys("<Esc>").text(), before);
    assert_eq!(reader.state.open.quotes.current, Some(1));

    assert!(reader.keys("/bridge<Enter>").status().contains("/bridge "));
    let matches = reader.state.open.search.as_ref().unwrap().hits.len();
    assert!(matches > 3);
    for _ in 0..matches {
        reader.keys("n");
    }
    let status = reader.status();
    assert!(
        status.contains(&format!("2 of {matches}")) || status.contains(&format!("1 of {matches}")),
        "{status}"
    );
    reader.keys("<Esc>n");
    assert!(reader.state.open.search.is_none() && reader.state.open.quotes.current.is_some());
}

#[test]
fn a_search_for_what_is_not_there_stays_put() {
    let mut reader = Reader::open(80, 10);
    let top = reader.keys("3j").state.open.body.top;
    let status = reader.keys("/zebra").status();
    assert!(status.contains("not found"), "{status}");
    reader.keys("<Enter>");
    assert!(reader.state.open.search.is_none());
    assert_eq!(reader.state.open.body.top, top);
    assert!(reader.status().contains("not found"));
}

#[test]
fn keys_in_a_search_are_letters() {
    let mut reader = Reader::open(80, 24);
    reader.keys("/qj?5");
    assert_eq!(reader.state.open.search.as_ref().unwrap().query, "qj?5");
    reader.keys("<Backspace><Backspace>");
    assert_eq!(reader.state.open.search.as_ref().unwrap().query, "qj");
    reader.send(Message::Paste("\u{1b}[31m".to_owned()));
    assert!(!reader.screen().contains('\u{1b}'));
    reader.keys("<C-u><Backspace>");
    assert!(reader.state.open.search.is_none());
    assert!(reader.effects.is_empty());
}

#[test]
fn the_place_survives_another_width_and_back() {
    let mut reader = Reader::open(120, 20);
    let before = reader.keys("15j").text();
    let first = |reader: &Reader| reader.state.open.body.place;
    let place = first(&reader);
    for size in [(40, 15), (200, 60), (19, 5), (61, 9), (120, 20)] {
        reader.resize(size.0, size.1);
        assert_eq!(first(&reader), place);
    }
    assert_eq!(reader.text(), before);
    reader.keys("---");
    reader.keys("+++");
    assert_eq!(first(&reader), place);
}

#[test]
fn the_lens_goes_round_and_keeps_the_place() {
    let mut reader = Reader::open(80, 24);
    let top = reader.keys("4n").state.open.body.top;
    reader.keys("z");
    assert_eq!(reader.state.lens, Lens::Dimmed);
    assert_eq!(reader.state.open.body.top, top);
    let screen = reader.keys("z").screen();
    assert!(
        screen.contains("[…]") && screen.contains("Nobody asked us") && !screen.contains("quick to answer")
    );
    reader.keys("z");
    assert_eq!(reader.state.open.body.top, top);
    // Moving in the excerpt moves the position in the full text.
    reader.keys("zz6nz");
    assert!(reader.screen().contains("Something always goes wrong"));
}

#[test]
fn narrow_screens_show_the_sidebar_over_the_text() {
    let mut reader = Reader::open(40, 15);
    assert!(!reader.screen().contains("Actors"));
    assert!(reader.keys("<Tab>").screen().contains("Actors 7"));
    assert!(reader.keys("<Tab>").screen().contains("Quotes 12"));
    let screen = reader.keys("4j<Enter>").screen();
    assert!(!screen.contains("Actors") && screen.contains("Nobody asked us"), "{screen}");
    assert!(!reader.keys("<Tab><Esc>").screen().contains("Actors"));
}

#[test]
fn pages_overlap_and_halves_meet() {
    let mut reader = Reader::open(60, 10);
    let rows = |reader: &Reader| reader.screen().lines().take(9).map(str::to_owned).collect::<Vec<_>>();
    let text = |line: &String| line.chars().take(58).skip(6).collect::<String>();
    let before = rows(&reader);
    let after = rows(reader.keys(" "));
    assert_eq!(text(&before[7]), text(&after[0]));
    assert_eq!(text(&before[8]), text(&after[1]));
    reader.keys("b");
    assert_eq!(rows(&reader), before);
    reader.keys("dd");
    assert_ne!(rows(&reader), before);
    reader.keys("<C-u><C-u>");
    assert_eq!(rows(&reader), before);
    let end = rows(reader.keys("G"));
    assert!(end[8].contains("Comments are closed."), "{end:?}");
    assert_eq!(rows(reader.keys("jjj  }")), end);
    assert_eq!(rows(reader.keys("<C-f><End>g")), before);
}

#[test]
fn braces_go_from_paragraph_to_paragraph() {
    let mut reader = Reader::open(60, 10);
    let first = |reader: &Reader| reader.screen().lines().next().unwrap_or_default().to_owned();
    assert!(first(reader.keys("3}")).contains("The old harbour bridge"));
    assert!(first(reader.keys("}")).contains("Brandt said that"));
    assert!(first(reader.keys("j{")).contains("Brandt said that"));
    assert!(first(reader.keys("{")).contains("The old harbour bridge"));
    let end = reader.keys("G").screen();
    assert_eq!(reader.keys("3}").screen(), end);
    assert!(first(reader.keys("99{")).contains("Harbour bridge to close"));
}

#[test]
fn help_shows_every_key() {
    let mut reader = Reader::open(80, 240);
    let screen = reader.keys("?").screen();
    for command in dixit::reader::keymap::COMMANDS {
        assert!(screen.contains(command.help), "{} is not explained", command.name);
        let keys = Keymap::default().shown(command);
        assert!(screen.contains(&keys), "{keys} is not shown");
    }
    reader.resize(40, 12).keys("G");
    assert!(reader.screen().contains("quit"));
    assert_eq!(reader.keys("q").state.overlays.top(), None);
    assert!(reader.effects.is_empty());
}

#[test]
fn effects_are_left_to_the_loop() {
    let mut reader = Reader::open(80, 24);
    reader.keys("<C-l><C-z>TTQ");
    assert_eq!(
        reader.effects,
        [
            Effect::Redraw,
            Effect::Suspend,
            Effect::CaptureMouse(false),
            Effect::CaptureMouse(true),
            Effect::Quit
        ]
    );
}

#[test]
fn a_copied_quote_names_its_speaker_and_the_story() {
    let mut reader = Reader::open(80, 24);
    reader.keys("12ny");
    let expected = "“Give me a captain and a budget,” […] “and I will cut the ribbon myself.”\n\
                    — Ada Brandt, Mayor of Lindholm (direct). Harbour bridge to close for a year, city says, 12 March\n";
    assert_eq!(reader.effects, [Effect::Copy(expected.to_owned())]);
}

#[test]
fn before_the_analysis_keys_say_why_nothing_happens() {
    let mut reader = Reader::open_unanalysed(80, 24);
    for keys in ["n", "f", "z", "s", "y", "<Enter>", "l<Enter>"] {
        let status = reader.keys(keys).status();
        assert!(status.contains("still analysing"), "{keys}: {status}");
    }
}

#[test]
fn a_text_without_quotes_and_a_failed_analysis_say_so() {
    let mut reader = Reader::open_unanalysed(80, 24);
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Err("a bug".to_owned()) });
    assert!(reader.status().contains("the analysis failed (a bug)"));
    assert!(reader.keys("n").status().contains("no quotes in this text"));
    assert!(reader.screen().contains("none in this text"));
}

#[test]
fn results_for_an_article_that_is_gone_are_dropped() {
    let mut reader = Reader::open_unanalysed(80, 24);
    let late = reader.state.open.generation;
    let second = Article { name: "second.txt".to_owned(), ..story::article() };
    reader.keys("]");
    assert_eq!(reader.effects, [Reader::asks_for(1)]);
    reader.opened(1, Ok(second));
    assert_eq!(reader.effects.last(), Some(&Effect::Analyse));
    reader.send(Message::Analysed { generation: late, outcome: Ok(Analysis::default()) });
    assert!(reader.state.open.findings.is_none());
    reader.analyse();
    assert!(reader.state.open.findings.is_some());
}

#[test]
fn an_article_opened_with_quotes_only_is_seen_before_and_after_its_analysis() {
    let mut reader = Reader::open(80, 24);
    reader.keys("zz]");
    reader.opened(1, Ok(story::article()));
    assert!(reader.screen().contains("Nora Feld"), "{}", reader.screen());
    reader.analyse();
    assert!(reader.screen().contains("[…]"), "{}", reader.screen());
    assert!(!reader.screen().contains("Nora Feld"), "{}", reader.screen());
}

#[test]
fn a_key_right_behind_escape_is_a_key_of_its_own() {
    let mut reader = Reader::open(80, 24);
    reader.keys("nf");
    assert!(reader.status().contains(" only "), "{}", reader.status());
    let alt = KeyEvent::new(KeyCode::Char('?'), KeyModifiers::ALT);
    reader.send(Message::Key(alt));
    assert!(!reader.status().contains(" only "), "{}", reader.status());
    assert!(reader.screen().contains("Signs and keys"), "{}", reader.screen());
}

#[test]
fn each_article_keeps_its_place() {
    let mut reader = Reader::open(80, 10);
    let before = reader.keys("6n").screen();
    reader.keys("]");
    reader.opened(1, Ok(story::article()));
    assert!(reader.status().contains("article 2/3") || reader.status().contains("analysing"));
    assert_eq!(reader.state.open.body.place, Place::default());
    reader.keys("[");
    assert_eq!(reader.screen(), before);
    reader.keys("K");
    assert!(reader.status().contains("first article"), "{}", reader.status());
}

#[test]
fn an_article_that_cannot_be_read_is_told_and_passed_over() {
    let mut reader = Reader::open(80, 24);
    reader.keys("]");
    reader.opened(1, Err("cannot read second.txt"));
    assert!(reader.status().contains("cannot read second.txt"));
    assert_eq!(reader.state.list.at, Some(0));
    reader.effects.clear();
    reader.keys("]");
    assert_eq!(reader.effects, [Reader::asks_for(2)]);
}

#[test]
fn the_mouse_selects_and_scrolls_what_it_points_at() {
    let mut reader = Reader::open(80, 24);
    let screen = reader.screen();
    let find = |words: &str| {
        let row = screen.lines().position(|l| l.contains(words)).expect(words);
        let line = screen.lines().nth(row).unwrap();
        let column = line[..line.find(words).unwrap()].chars().count();
        (column as u16, row as u16)
    };
    let (column, row) = find("waited");
    reader.click(column, row);
    assert_eq!(reader.state.open.quotes.current, Some(1));
    let (column, row) = find("Tomas Lind");
    reader.click(column, row);
    assert_eq!((reader.state.open.focus, reader.state.open.actors.selected), (Pane::Actors, 1));
    let top = reader.state.open.body.top;
    reader.mouse(MouseEventKind::ScrollDown, 3, 3);
    assert_ne!(reader.state.open.body.top, top);
    reader.mouse(MouseEventKind::ScrollUp, 3, 3);
    assert_eq!(reader.state.open.body.top, top);
    for column in 0..80 {
        for row in 0..24 {
            reader.click(column, row);
        }
    }
}

#[test]
fn the_peek_follows_the_quote_and_tells_all() {
    let mut reader = Reader::open(80, 24);
    let screen = reader.keys("2n<Enter>").screen();
    for words in
        ["Ada Brandt, Mayor of Lindholm", "direct", "told reporters", "to          reporters", "high (97%)"]
    {
        assert!(screen.contains(words), "{words} is not told in\n{screen}");
    }
    let screen = reader.keys("9n").screen();
    for words in ["Lindholm Courier", "Mei 陈"] {
        assert!(screen.contains(words), "{words} is not told in\n{screen}");
    }
    assert_eq!(reader.keys("<Esc>").state.overlays.top(), None);
    assert_eq!(reader.keys("<Enter>").state.overlays.top(), Some(&Overlay::Peek));
}

/// What the peek says of the quote reached by `keys`, as one line.
fn peek(keys: &str) -> String {
    let screen = Reader::open(200, 60).keys(keys).keys("<Enter>").screen();
    let rows = screen.lines().filter_map(|line| line.split_once("│ ")?.1.split_once('│'));
    rows.flat_map(|(row, _)| row.split_whitespace()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_peek_says_why_the_source_is_that_actor() {
    for (keys, words) in [
        ("n", "Ada Brandt, Mayor of Lindholm from “the mayor of Lindholm” (first mention, paragraph 1)"),
        ("2n", "from “Mayor Ada Brandt” (role: “the mayor of Lindholm”, paragraph 1)"),
        ("3n", "from “Brandt” (part of the name: “Mayor Ada Brandt”, paragraph 1)"),
        ("12n", "from “she” (likeliest that agrees: “Brandt”, paragraph 8)"),
        ("11n", "via ○ Lindholm Courier from “the Lindholm Courier” (first mention, paragraph 7)"),
        ("5n", "to ▲ Tomas Lind"),
        ("5n", "no words here name them"),
        ("10n", "? nobody found for “a report on the last repair”"),
        ("10n", "low (30%): it may be no quote"),
    ] {
        let told = peek(keys);
        assert!(told.contains(words), "after {keys}: {told}");
    }
}

#[test]
fn enter_in_the_peek_goes_to_where_the_speaker_is_introduced_and_back() {
    let mut reader = Reader::open(80, 12);
    let before = reader.keys("12n").screen();
    reader.keys("<Enter><Enter>");
    assert_eq!(reader.state.overlays.top(), None);
    assert_eq!(
        reader.state.open.body.jump_target.map(|l| l.of(&reader.state.open.article.text)),
        Some("the mayor of Lindholm")
    );
    assert!(reader.text().contains("the mayor of"), "{}", reader.text());
    let reversed =
        |reader: &Reader| reader.snapshot().split("====").last().unwrap_or_default().matches('#').count();
    let marked = reversed(&reader);
    reader.keys("0");
    assert!(reversed(&reader) < marked, "the mark goes with the next key");
    // The position is an offset, which does not depend on the width.
    reader.resize(60, 14);
    reader.resize(80, 12);
    assert_eq!(reader.keys("<C-o>").screen(), before);
    reader.keys("<C-i>");
    assert!(reader.text().contains("the mayor of"), "{}", reader.text());
    assert_eq!(reader.keys("(").screen(), before);
    assert!(reader.keys("<C-o>").status().contains("no place to go back to"), "{}", reader.status());

    let status = reader.keys("gN<Esc>").keys("10n<Enter><Enter>").status();
    assert!(status.contains("nobody is known to say this quote"), "{status}");
}

#[test]
fn jumps_of_every_kind_can_be_gone_back_from() {
    let mut reader = Reader::open(80, 12);
    let start = reader.keys("3n").text();
    for jump in ["G", "/lights<Enter>", "llG<Enter>", "lG5k<Enter>"] {
        reader.keys(jump);
        assert_ne!(reader.text(), start, "{jump}");
        reader.keys("<C-o><Esc><Esc>");
        assert_eq!(reader.text(), start, "{jump}");
    }
    reader.keys("Gg2<C-o>");
    assert_eq!(reader.text(), start);
}

#[test]
fn the_introduction_is_shown_where_quotes_alone_were() {
    let mut reader = Reader::open(80, 24);
    reader.keys("zz11n<Enter><Enter>");
    assert_eq!(reader.state.lens, Lens::Dimmed);
    assert!(reader.text().contains("Mei 陈, its director"), "{}", reader.text());
}

#[test]
fn the_card_tells_all_about_an_actor() {
    let mut reader = Reader::open(80, 40);
    let screen = reader.keys("2ni").screen();
    for words in [
        "● Ada Brandt",
        "person",
        "Mayor of Lindholm",
        "Mayor Ada Brandt, Brandt",
        "5: 3 direct, 2 indirect",
        "47% of all quoted words",
        "mentions  6",
        "paragraph 1: … bridge will close to all traffic in May",
        "paragraph 8:",
        "D ‘There is no plan.’",
    ] {
        assert!(screen.contains(words), "{words} is not told in\n{screen}");
    }
    for keys in ["i", "<Esc>", "q"] {
        reader.keys(keys);
        assert_eq!((reader.state.overlays.top(), reader.effects.as_slice()), (None, &[][..]), "{keys}");
        reader.keys("i");
    }
    reader.keys("<Esc>lGki");
    assert!(reader.screen().contains("quotes    none"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert_eq!(reader.state.overlays.top(), None);
    check("i", "no quote here");
    check("10ni", "nobody is known to say this quote");
}

#[test]
fn the_card_scrolls_where_there_is_no_room_for_it() {
    let mut reader = Reader::open(40, 12);
    let first = reader.keys("2ni").screen();
    let last = reader.keys("G").screen();
    assert!(
        first.contains("kind") && !last.contains("kind") && last.contains("Give me a"),
        "{first}\n{last}"
    );
    assert_eq!(reader.keys("j9jkgd   99k").screen(), first);
    reader.resize(20, 6);
    reader.resize(40, 12);
    assert_eq!(reader.screen(), first);
    reader.keys("jjj<Enter>");
    assert_eq!(
        reader.state.open.body.jump_target.map(|l| l.of(&reader.state.open.article.text)),
        Some("the mayor of Lindholm")
    );
}

#[test]
fn actors_that_are_never_quoted_come_last() {
    let reader = Reader::open(80, 24);
    let order: Vec<&str> = reader
        .state
        .open
        .findings
        .as_ref()
        .unwrap()
        .order
        .iter()
        .map(|&id| reader.state.open.findings.as_ref().unwrap().name(id))
        .collect();
    assert_eq!(order[0], "Ada Brandt");
    assert_eq!(order[1], "Tomas Lind");
    assert_eq!(order[4], "Lindholm Courier", "who carries words comes before who is only named");
    assert_eq!(reader.state.open.findings.as_ref().unwrap().speaker(10), Some(ActorId(5)));
}

/// No key at any size makes the reader panic, whatever was pressed before.
#[test]
fn no_key_at_any_size_breaks_the_reader() {
    let keys = [
        "j", "k", " ", "b", "d", "u", "}", "{", "G", "g", "n", "N", "<Tab>", "<S-Tab>", "l", "h", "<Enter>",
        "s", "i", "i", "f", "F", "z", "(", ")", "+", "-", ">", "<", "/t", "<Enter>", "<Esc>", "?", "5", "y",
        "T",
    ];
    let mut reader = Reader::open(80, 24);
    let mut seed = 7_u64;
    for step in 0..4000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (seed >> 33) as usize;
        reader.keys(keys[pick % keys.len()]);
        if step % 7 == 0 {
            reader.resize((pick % 211) as u16, (pick / 211 % 61) as u16);
        }
        reader.buffer();
    }
}

#[test]
fn a_jump_to_what_is_in_sight_can_be_gone_back_from() {
    // The whole story fits on the screen, so that nothing scrolls.
    let mut reader = Reader::open(120, 70);
    let before = reader.keys("4n").text();
    let status = reader.keys("i<Enter>").status();
    assert!(status.contains("Tomas Lind appears here first; Ctrl-o goes back"), "{status}");
    let status = reader.keys("<C-o>").status();
    assert!(!status.contains("no place"), "{status}");
    assert_eq!(reader.text(), before);
    // A jump from the end goes back to the end, not to where an earlier jump began.
    let mut reader = Reader::open(80, 24);
    let end = reader.keys("Gn").text();
    reader.keys("i<Enter><C-o>");
    assert_eq!(reader.text(), end);
    // Moving to a match in view counts as a jump, too.
    let mut reader = Reader::open(120, 70);
    let status = reader.keys("/ferry<Enter><Esc><C-o>").status();
    assert!(!status.contains("no place"), "{status}");
}

#[test]
fn how_far_the_text_is_read_is_said_in_hundredths_or_that_all_of_it_is_there() {
    let status = |height: u16, keys: &str| Reader::open(80, height).keys(keys).status();
    assert!(status(24, "").contains(" 39% "), "{}", status(24, ""));
    assert!(status(24, "G").contains(" 100% "), "{}", status(24, "G"));
    assert!(status(70, "").contains(" all ") && !status(70, "").contains('%'), "{}", status(70, ""));
}

#[test]
fn a_number_before_the_last_key_goes_to_a_paragraph_or_an_entry() {
    let mut reader = Reader::open(80, 12);
    let first = |reader: &Reader| reader.text().lines().next().unwrap_or_default().to_owned();
    assert!(first(reader.keys("3G")).contains("What the drivers think"), "{}", reader.text());
    assert!(first(reader.keys("2g")).contains("Brandt said that"), "{}", reader.text());
    let here = reader.text();
    reader.keys("5G<C-o>");
    assert_eq!(reader.text(), here);
    reader.keys("h<Tab><Tab>5G");
    assert!(reader.status().contains("5/12"), "{}", reader.status());
    assert!(reader.keys("99G").status().contains("12/12"), "{}", reader.status());
}

#[test]
fn a_filter_from_the_list_brings_a_match_into_sight() {
    let mut reader = Reader::open(80, 24);
    // Mei 陈, whose only quote is far below.
    reader.keys("lGggjjj");
    assert!(!reader.text().contains("We have the boats"), "{}", reader.text());
    reader.keys("f");
    assert!(reader.status().contains("1/1 · Mei 陈"), "{}", reader.status());
    assert!(reader.text().contains("have the boats"), "{}", reader.text());
}

#[test]
fn of_two_quotes_that_begin_in_one_row_each_keeps_its_place_and_a_doubt_is_told() {
    let row = |reader: &Reader, words: &str| {
        let text = reader.text();
        text.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    // The row "chairman, Tomas Lind. “Ada Brandt told me in January: ‘There is no ..." has the beginnings of two
    // quotes, one by each.
    let mut reader = Reader::open_unanalysed(120, 40);
    let mut analysis = story::analysis(&reader.state.open.article);
    analysis.quotes[4].quote.confidence = 0.3;
    let generation = reader.state.open.generation;
    reader.send(Message::Analysed { generation, outcome: Ok(analysis) });
    for keys in ["4n", "n"] {
        let row = row(reader.keys(keys), "chairman, Tomas Lind.");
        assert!(row.contains("▸▲●~┃ chairman"), "after {keys}: {row}");
    }
}

/// Sends where the article on screen was left in an earlier run.
fn left_before(reader: &mut Reader, offset: Option<usize>) {
    let generation = reader.state.open.generation;
    reader.send(Message::Position { generation, outcome: Ok(Kept { position: offset, marks: Vec::new() }) });
}

#[test]
fn an_article_goes_on_where_it_was_left() {
    let mut reader = Reader::open_unanalysed(80, 24);
    let offset = reader.state.open.article.text.find("captain").unwrap();
    left_before(&mut reader, Some(offset));
    assert!(
        reader.status().contains("continued where you stopped; g goes to the top"),
        "{}",
        reader.status()
    );
    assert!(reader.text().contains("captain"));
    let before = reader.state.open.body.top;
    reader.analyse();
    assert_eq!(reader.state.open.body.top, before);
    assert!(reader.state.open.quotes.current.is_some());
}

#[test]
fn who_has_moved_already_stays_where_they_are() {
    for keys in ["n", "j", "/bridge"] {
        let mut reader = Reader::open(80, 24);
        let before = reader.keys(keys).screen();
        let offset = reader.state.open.article.text.find("captain").unwrap();
        left_before(&mut reader, Some(offset));
        assert_eq!(reader.screen(), before, "{keys}");
    }
    // An offset beyond the text is ignored.
    let mut reader = Reader::open(80, 24);
    let before = reader.screen();
    for offset in [usize::MAX, reader.state.open.article.text.len()] {
        left_before(&mut reader, Some(offset));
        assert_eq!(reader.screen(), before);
    }
}

#[test]
fn where_an_article_is_left_is_told_when_another_is_opened() {
    let second = || Article::from_text("second.txt", "One line.\n", Format::Plain);
    let mut reader = Reader::open(80, 10);
    // Left at its top before its position was read from disk: there is nothing to store or to forget.
    reader.keys("]").opened(1, Ok(second()));
    assert_eq!(reader.state.positions_to_keep, []);
    reader.keys("[");
    left_before(&mut reader, Some(300));
    let place = reader.state.open.body.place.offset;
    reader.keys("]");
    let left: Vec<_> = reader.state.positions_to_keep.drain(..).map(|left| left.change).collect();
    assert_eq!(left, [PositionChange::Position(Some(place))]);
    reader.keys("[g]");
    let left: Vec<_> = reader.state.positions_to_keep.drain(..).map(|left| left.change).collect();
    assert_eq!(left, [PositionChange::Position(None)], "left at its top it is forgotten");
    reader.keys("[]");
    assert_eq!(reader.state.positions_to_keep, [], "once");
}
