//! The program without a screen, as a user or a script runs it: arguments, input, output, exit status.

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// A folder to run the program in.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.path(name), content).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "COLORTERM"] {
            command.env_remove(variable);
        }
        command.env("TERM", "xterm-256color").env("XDG_STATE_HOME", self.path("state"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Runs it with `input` on standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let run = Run::of(child.wait_with_output().unwrap());
        let _ = writer.join();
        run
    }
}

#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Asserts that it failed with `code` and said `words` in one line.
    fn fails(&self, code: i32, words: &str) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.err.starts_with("dixit: ") && self.err.contains(words), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
    }

    fn objects(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

const ARTICLE: &str = "Harbour plan passes\n\nBy Zoë Lind\n\n8 May 2018\n\nThe council met late on Monday. “Ça va,” said \
    Ida Brandt 😀, the mayor. “It’s done.”\n\nComments are closed.\n";

#[test]
fn bad_input_is_one_line_and_a_failure() {
    let place = Place::new()
        .with("empty.txt", "")
        .with("blank.txt", " \n\n")
        .with("picture.png", [&b"\x89PNG\r\n\x1a\n"[..], &[0; 200]].concat());
    fs::create_dir(place.path("folder")).unwrap();
    for (file, words) in [
        ("missing.txt", "missing.txt: there is no such file"),
        ("folder", "folder is a folder without article files"),
        ("empty.txt", "empty.txt is empty"),
        ("blank.txt", "blank.txt is empty"),
        ("picture.png", "picture.png is not text"),
    ] {
        place.run(&[file]).fails(1, words);
        place.run(&["--plain", file]).fails(1, words);
        place.run(&["extract", file]).fails(1, words);
    }
    place.run(&["extract", "--from", "jsonl", "missing.txt"]).fails(1, "missing.txt: there is no such file");
    place.run(&["extract", "--from", "jsonl", "folder"]).fails(1, "folder");
    place.feed(&["-"], b"").fails(1, "- is empty");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new().with("secret.txt", "Nobody may read this.");
    fs::set_permissions(place.path("secret.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(place.path("secret.txt")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    place.run(&["secret.txt"]).fails(1, "secret.txt: permission denied");
}

#[test]
fn a_wrong_command_line_is_one_line_and_two() {
    let place = Place::new();
    place.run(&["--colour"]).fails(2, "--colour");
    place.run(&["--color", "purple"]).fails(2, "purple");
    place.run(&["--width", "3"]).fails(2, "--width");
    place.run(&["extract"]).fails(2, "FILE");
    place.run(&["extract", "--from", "pdf", "a"]).fails(2, "pdf");
    // The message names the command whose help says more.
    place.run(&["--width", "3"]).fails(2, "(dixit --help tells more)");
    place.run(&["extract"]).fails(2, "(dixit extract --help tells more)");
    #[cfg(feature = "library")]
    place.run(&["said"]).fails(2, "(dixit said --help tells more)");
    #[cfg(feature = "library")]
    place.run(&["library", "add"]).fails(2, "(dixit library add --help tells more)");
}

#[test]
fn a_file_name_cannot_write_to_the_terminal() {
    let run = Place::new().run(&["a\u{1b}]0;owned\u{7}\u{202e}b"]);
    run.fails(1, "no such file");
    assert!(!run.err.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{run:?}");
}

#[test]
fn plain_is_what_a_pipe_gets() {
    let place = Place::new().with("a.txt", ARTICLE);
    let run = place.run(&["a.txt"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.starts_with("Harbour plan passes\nBy Zoë Lind\n8 May 2018\n\nThe council met"),
        "{run:?}"
    );
    assert!(!run.out.contains("Comments are closed"), "{run:?}");
    assert!(!run.out.contains('\u{1b}'), "{run:?}");
    assert_eq!(place.run(&["--plain", "a.txt"]).out, run.out);
    assert_eq!(place.feed(&["-"], ARTICLE.as_bytes()).out, run.out);
}

#[test]
fn without_a_file_the_samples_are_printed() {
    let run = Place::new().run(&[]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.len() > 1000, "{run:?}");
}

#[test]
fn the_sourcing_of_articles_is_printed() {
    let text = "“We will pay for all of it,” said Ann Roe, the mayor. She said that it was late.";
    let place = Place::new().with("a.txt", text);
    let run = place.run(&["sources", "a.txt", "missing.txt"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("missing.txt"), "{run:?}");
    assert!(run.out.contains("Ann Roe (person, mayor): 2 quotes (1 direct, 1 indirect)"), "{run:?}");
    assert!(run.out.contains("1 of 2 named"), "{run:?}");
    let table = place.run(&["sources", "--width", "80", "a.txt"]).out;
    assert!(
        table.lines().all(|line| line.chars().count() <= 80) && table.contains("quotes words"),
        "{table}"
    );
    let object: serde_json::Value =
        serde_json::from_str(&place.run(&["sources", "--json", "a.txt"]).out).unwrap();
    assert_eq!(object["voices"][0]["name"], "Ann Roe");
    let marked = place.run(&["sources", "--quotes", "marked", "a.txt"]).out;
    assert!(marked.contains("1 quote (1 direct) by 1 speaker; 1 left out"), "{marked}");
}

#[test]
fn a_width_wraps() {
    let place = Place::new().with("a.txt", format!("{ARTICLE}\n{}", "word ".repeat(400)));
    let run = place.run(&["--width", "40", "a.txt"]);
    assert!(run.out.lines().count() > 50);
    assert!(run.out.lines().all(|line| line.chars().count() <= 40), "{run:?}");
}

#[test]
fn colour_into_a_pipe_is_asked_for() {
    let place = Place::new().with("a.txt", ARTICLE);
    let colored = |run: &Run| run.out.contains("\u{1b}[");
    assert!(!colored(&place.run(&["--color", "auto", "a.txt"])));
    assert!(!colored(&place.run(&["--color", "never", "a.txt"])));
    assert!(colored(&place.run(&["--color", "always", "a.txt"])));
    // An option overrides the environment.
    let run = place.command(&["--color", "always", "a.txt"]).env("NO_COLOR", "1").output().unwrap();
    assert!(colored(&Run::of(run)));
}

#[test]
fn control_characters_do_not_get_through() {
    let hostile = "Title\n\n\u{1b}]0;owned\u{7}\u{1b}[2J \u{9b}31m and \u{202e}gnorw\u{202c} zero\u{200b}width\0 end.\n";
    let run = Place::new().feed(&["--plain", "-"], hostile.as_bytes());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.chars().all(|c| c == '\n' || !c.is_control()), "{run:?}");
    assert!(!run.out.contains(['\u{202e}', '\u{202c}', '\u{200b}']), "{run:?}");
    assert!(run.out.contains("zerowidth"), "{run:?}");
}

#[test]
fn a_file_that_fails_does_not_stop_the_others() {
    let place = Place::new().with("a.txt", ARTICLE).with("b.txt", ARTICLE);
    let run = place.run(&["extract", "a.txt", "missing", "b.txt"]);
    run.fails(1, "missing");
    let docs: Vec<_> = run.objects().iter().map(|o| o["doc"].clone()).collect();
    assert_eq!(docs, ["a.txt", "b.txt"]);
    let run = place.run(&["a.txt", "missing", "b.txt"]);
    run.fails(1, "missing");
    assert_eq!(run.out.matches("Harbour plan passes").count(), 2, "{run:?}");
}

#[test]
fn charsets() {
    let utf16 = |order: fn(u16) -> [u8; 2]| {
        let text: Vec<u8> = ARTICLE.encode_utf16().flat_map(order).collect();
        [order(0xfeff).to_vec(), text].concat()
    };
    let windows = b"\x93Caf\xe9 closed,\x94 she said. It\x92s late, na\xefve guests were told.".to_vec();
    let marked = [b"\xef\xbb\xbf", ARTICLE.as_bytes()].concat();
    for (bytes, words) in [
        (utf16(u16::to_le_bytes), "“Ça va,” said"),
        (utf16(u16::to_be_bytes), "“Ça va,” said"),
        (windows, "“Café closed,” she said. It’s late, naïve guests"),
        (
            b"Broken \xe2\x80 but \xe2\x80\x9cmostly\xe2\x80\x9d whole".to_vec(),
            "Broken \u{fffd} but “mostly” whole",
        ),
        (marked, "Harbour plan passes"),
    ] {
        let run = Place::new().feed(&["extract", "-"], &bytes);
        let text = run.objects()[0]["article"]["text"].as_str().unwrap().to_owned();
        assert!(text.contains(words) && !text.starts_with('\u{feff}'), "{text:?}");
    }
}

const PAGE: &str = "<html><head><title>Harbour plan passes</title></head><body><nav><a href=/>Home</a></nav><article>\
    <p>“Nobody likes it,” said Ida Brandt, who has led the council of the harbour town for nine years, and who wants the quay.</p>\
    <p>Work begins in May, the mayor said, if the money, which is to come from the fund for the coast, has been paid by then.</p>\
    <p>Those who live at the quay, among them fishermen, painters and the owner of an inn, have asked a court to stop it.</p>\
    </article></body></html>";

#[test]
fn a_page_on_standard_input_is_its_article() {
    let run = Place::new().feed(&["extract", "-"], PAGE.as_bytes());
    let object: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(object["article"]["title"], "Harbour plan passes");
    assert_eq!(object["quotes"][0]["speaker_name"], "Ida Brandt");
    assert!(!run.out.contains("Home"), "{}", run.out);
}

#[test]
fn compressed_files_are_what_is_in_them() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(PAGE.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let place = Place::new().with("page.html.gz", &packed).with("short.html.gz", &packed[..packed.len() - 8]);
    let run = place.run(&["--plain", "page.html.gz"]);
    assert!(run.out.starts_with("Harbour plan passes") && run.err.is_empty(), "{run:?}");
    let run = place.run(&["--plain", "short.html.gz"]);
    assert!(run.out.starts_with("Harbour plan passes"), "{run:?}");
    assert!(run.err.contains("short.html.gz: the file ends early"), "{}", run.err);
}

#[test]
fn what_is_amiss_with_a_page_is_told() {
    let page = "<title>App</title><div id=root></div><noscript>Please switch on JavaScript.</noscript><script src=a.js></script>";
    let place = Place::new().with("app.html", page);
    let run = place.run(&["--plain", "app.html"]);
    assert!(run.out.contains("switch on JavaScript"), "{run:?}");
    assert!(run.err.contains("loads its text with scripts"), "{run:?}");
    let object: serde_json::Value = serde_json::from_str(&place.run(&["extract", "app.html"]).out).unwrap();
    assert!(object["article"]["caveat"].as_str().is_some_and(|caveat| caveat.contains("scripts")));
}

#[test]
fn the_object_has_all_keys_and_offsets_in_code_points() {
    let place = Place::new().with("a.txt", ARTICLE);
    let object = place.run(&["extract", "a.txt"]).objects().remove(0);
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&object), ["actors", "article", "doc", "model", "quotes", "sources"]);
    let article = &object["article"];
    assert_eq!(
        keys(article),
        ["byline", "caveat", "language", "published", "site", "text", "title", "url", "words"]
    );
    assert_eq!(article["title"], "Harbour plan passes");
    assert_eq!(article["byline"], "Zoë Lind");
    assert_eq!(article["published"], "8 May 2018");
    assert_eq!(article["url"], serde_json::Value::Null);
    assert_eq!(article["text"], ARTICLE);
    let points: Vec<char> = ARTICLE.chars().collect();
    for quote in object["quotes"].as_array().unwrap() {
        for piece in quote["content"].as_array().unwrap() {
            let range = piece["start"].as_u64().unwrap() as usize..piece["end"].as_u64().unwrap() as usize;
            assert_eq!(piece["text"], points[range].iter().collect::<String>());
        }
    }
}

#[test]
fn the_object_figures_each_actor() {
    let place = Place::new().with("a.txt", ARTICLE);
    let object = place.run(&["extract", "a.txt"]).objects().remove(0);
    let actors = object["actors"].as_array().unwrap();
    let brandt = actors.iter().find(|a| a["name"] == "Ida Brandt").unwrap();
    assert_eq!(brandt["quotes"], 1);
    assert_eq!(brandt["by_kind"], serde_json::json!({"direct": 1, "mixed": 0, "indirect": 0}));
    assert_eq!((&brandt["share"], &brandt["first"]["paragraph"]), (&1.0.into(), &1.into()));
    assert_eq!(brandt["mentions"][0]["form"], "name");
    assert!(brandt["mentions"][0]["why"].is_string() && object["quotes"][0]["speaker_why"].is_string());
    assert_eq!(object["sources"], serde_json::json!({"speakers": 1, "anonymous": 0}));
}

#[test]
fn rows_are_flat_and_in_order() {
    let text = "“It is done,” said Ida Brandt, the mayor. “=1+1 is all,” she said.\n";
    let lines = ["a", "b", "c"].map(|doc| format!("{}\n", serde_json::json!({"doc": doc, "text": text})));
    let place = Place::new().with("all.jsonl", lines.concat());
    let rows = |table, form| {
        let run = place.run(&["extract", "--rows", table, "--format", form, "--from", "jsonl", "all.jsonl"]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
        run
    };
    let quotes = rows("quotes", "jsonl").objects();
    let told: Vec<_> =
        quotes.iter().map(|row| (row["doc"].as_str().unwrap(), row["quote"].as_u64().unwrap())).collect();
    assert_eq!(told, [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("c", 0), ("c", 1)]);
    for row in &quotes {
        assert_eq!(
            (&row["schema"], &row["speaker_name"], &row["pronouns_she"]),
            (&1.into(), &"Ida Brandt".into(), &1.into())
        );
        assert!(
            row.as_object().unwrap().values().all(|value| !value.is_object() && !value.is_array()),
            "{row}"
        );
    }
    assert_eq!(rows("actors", "jsonl").objects()[0]["name"], "Ida Brandt");
    assert_eq!(rows("articles", "jsonl").objects().len(), 3);
    let table = rows("quotes", "csv").out;
    assert!(table.starts_with("schema,doc,article,quote,kind,") && table.lines().count() == 7, "{table}");
    place.run(&["extract", "--format", "csv", "a.txt"]).fails(2, "--rows");
}

#[test]
fn lines_of_json_keep_their_order_and_a_broken_one_is_told() {
    let mut input = String::new();
    for n in 1..=60 {
        let line = match n {
            7 => "{\"doc\": \"d7\", \"text\": \n".to_owned(),
            8 => "\n".to_owned(),
            _ => {
                let text = format!("Number {n}. ").repeat(1 + (n * 37) % 200);
                format!(
                    "{}\n",
                    serde_json::json!({"doc": format!("d{n}"), "text": text, "more": [1, {"a": null}]})
                )
            }
        };
        input.push_str(&line);
    }
    let place = Place::new().with("in.jsonl", &input);
    let run = place.run(&["extract", "--from", "jsonl", "in.jsonl"]);
    run.fails(1, "in.jsonl, line 7: not a JSON object");
    let docs: Vec<_> = run.objects().iter().map(|o| o["doc"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<_> = (1..=60).filter(|n| ![7, 8].contains(n)).map(|n| format!("d{n}")).collect();
    assert_eq!(docs, expected);
    assert_eq!(place.feed(&["extract", "--from", "jsonl", "-"], input.as_bytes()).out, run.out);
}

#[test]
fn a_program_that_feeds_lines_is_answered() {
    let said = serde_json::json!({"doc": "a", "text": "“We will pay,” said Ann Lind."});
    let input = format!("{said}\n\nrubbish\n{{\"doc\": \"c\", \"text\": \"Nothing.\"}}\n");
    let arguments = [
        "extract",
        "--from",
        "jsonl",
        "--rows",
        "quotes",
        "--answers",
        "--threads",
        "1",
        "--model",
        "quick",
        "-",
    ];
    let run = Place::new().feed(&arguments, input.as_bytes());
    let objects = run.objects();
    assert_eq!((objects.len(), &objects[0]["doc"]), (4, &serde_json::json!("a")));
    let answers: Vec<_> =
        objects[1..].iter().map(|o| (o["answer"].as_u64(), o["problem"].is_null())).collect();
    assert_eq!(answers, [(Some(1), true), (Some(2), false), (Some(3), true)]);
    assert!(objects[2]["problem"].as_str().unwrap().contains("line 3: not a JSON object"), "{}", objects[2]);
    assert_eq!(run.err, "");
}

#[test]
fn lines_of_json_come_out_before_the_input_ends() {
    use std::io::{BufRead as _, BufReader};
    let place = Place::new();
    let mut child = place
        .command(&["extract", "--from", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(stdin, "{{\"doc\": \"d{n}\", \"text\": \"Words.\"}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"doc\":\"d{n}\"")), "{line}");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_pipe_that_closes_is_no_failure() {
    let line = format!("{}\n", serde_json::json!({"doc": "d", "text": "Words and words. ".repeat(500)}));
    let place =
        Place::new().with("in.jsonl", line.repeat(200)).with("long.txt", "Words and words. ".repeat(50_000));
    for arguments in [
        &["extract", "--from", "jsonl", "in.jsonl"][..],
        &["extract", "long.txt", "long.txt"],
        &["--plain", "long.txt"],
        &["man"],
        &["completions", "zsh"],
        &["--help"],
    ] {
        let mut child =
            place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = Run::of(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn completions_and_manual_page_know_the_options() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = place.run(&["completions", shell]);
        assert!(run.code == Some(0) && run.out.contains("no-mouse"), "{shell}");
    }
    let page = place.run(&["man"]);
    assert!(page.out.contains(".TH dixit") && page.out.contains("no\\-mouse"), "{page:?}");
    let rows = place.run(&["rows"]);
    assert!(rows.out.contains("\n| `speaker_name` |"), "{rows:?}");
    let help = place.run(&["--help"]);
    assert!(help.code == Some(0) && help.out.contains("--no-mouse"), "{help:?}");
}

#[test]
fn a_file_called_like_a_command_is_opened_by_its_path() {
    let place = Place::new().with("extract", ARTICLE);
    let run = place.run(&["./extract"]);
    assert!(run.code == Some(0) && run.out.starts_with("Harbour plan passes"), "{run:?}");
}

#[test]
fn a_line_of_megabytes_is_printed() {
    let text = format!("Title\n\n{}", "word ".repeat(400_000));
    let run = Place::new().feed(&["--plain", "-"], text.as_bytes());
    assert_eq!(run.code, Some(0));
    assert_eq!(run.out.matches("word").count(), 400_000);
}

/// A file of corrections to [`ARTICLE`]: one that applies, and `second`.
fn corrections(second: &str) -> String {
    let key = dixit::corrections::Key::of(ARTICLE);
    format!(
        "[[article]]\ntext = \"00\"\n\n[[article]]\ntext = \"{key}\"\n\n[[article.correction]]\naction = \"reassign\"\n\
         quote = {{ words = [\"“Ça va,”\", \"“It’s done.”\"] }}\nspeaker = {{ name = \"Zoë Lind\" }}\n{second}"
    )
}

#[test]
fn corrections_in_a_file_are_applied_where_they_fit() {
    let miss = "[[article.correction]]\naction = \"reject\"\nquote = { words = [\"never said\"] }\n";
    let place = Place::new()
        .with("a.txt", ARTICLE)
        .with("b.txt", "Another text. “Yes,” said Ann Roe.\n")
        .with("fits.toml", corrections(""))
        .with("misses.toml", corrections(miss))
        .with("broken.toml", "[[article]\n");
    let run = place.run(&["extract", "--corrections", "fits.toml", "a.txt", "b.txt"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let objects = run.objects();
    assert_eq!(objects[0]["quotes"][0]["speaker_name"], "Zoë Lind");
    assert_eq!(objects[0]["quotes"][0]["speaker_why"], "corrected");
    assert_eq!(objects[1], place.run(&["extract", "b.txt"]).objects()[0]);
    let line = serde_json::json!({"doc": "a.txt", "text": ARTICLE}).to_string();
    let lines =
        place.feed(&["extract", "--from", "jsonl", "--corrections", "fits.toml", "-"], line.as_bytes());
    assert_eq!(lines.objects()[0]["quotes"], objects[0]["quotes"]);

    let run = place.run(&["extract", "--corrections", "misses.toml", "a.txt"]);
    run.fails(1, "a.txt: 1 of 2 corrections speak of a quote");
    assert_eq!(run.objects()[0], objects[0]);
    place.run(&["extract", "--corrections", "broken.toml", "a.txt"]).fails(1, "broken.toml is not a file of");
    place.run(&["extract", "--corrections", "missing.toml", "a.txt"]).fails(1, "there is no such file");
}

#[test]
fn kept_corrections_are_applied_in_plain_text_but_not_in_extracts() {
    let place = Place::new().with("a.txt", ARTICLE);
    let before = place.run(&["extract", "a.txt"]).out;
    let folder = place.path("state").join("dixit").join("corrections");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.toml", dixit::corrections::Key::of(ARTICLE)));
    fs::write(&path, corrections("")).unwrap();
    let run = place.run(&["--plain", "a.txt"]);
    assert!(run.code == Some(0) && run.out.contains("1: Zoë Lind, direct"), "{run:?}");
    assert_eq!(place.run(&["extract", "a.txt"]).out, before);
    fs::write(&path, "broken =").unwrap();
    let run = place.run(&["--plain", "a.txt"]);
    assert!(run.err.contains("mend it, or move it away") && run.out.contains("1: Ida Brandt"), "{run:?}");
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let place = Place::new().with("a.txt", "“It is late,” said Ada Reve.\n");
    let output = place.command(&["export", "-o", "nowhere", "a.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "dixit: cannot write to nowhere: there is no such folder\n");
}
