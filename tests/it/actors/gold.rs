//! Reads the cases in `tests/gold/actors/`; the README there tells the form.

use dixit::{
    article::{Article, Block, BlockKind},
    span::Span,
};
use std::{fs, path::Path};

/// A text and who is in it.
pub struct Case {
    /// The file's name without its ending.
    pub phenomenon: String,
    /// File and title.
    pub title: String,
    pub paragraphs: Vec<Span>,
    pub text: String,
    pub actors: Vec<Actor>,
    pub mentions: Vec<Mention>,
    pub quotes: Vec<Quote>,
}

#[derive(Default)]
pub struct Actor {
    number: usize,
    /// The name to be shown, then others that will do.
    pub names: Vec<String>,
    /// Kinds as exports name them, any of which will do.
    pub kinds: Vec<String>,
    pub role: Option<String>,
    /// Whether it may be left out.
    pub is_optional: bool,
}

#[derive(Clone, Copy)]
pub struct Mention {
    /// An index into `Case::actors`, as all that follow.
    pub actor: usize,
    pub span: Span,
}

pub struct Quote {
    /// The span of the words by which the case identifies it.
    pub words: Span,
    /// Who may be taken for the speaker.
    pub speakers: Vec<usize>,
    /// Whether the speaker may be unknown.
    pub may_be_nobody: bool,
    pub via: Option<usize>,
    pub to: Option<usize>,
}

impl Case {
    pub fn article(&self) -> Article {
        let block = |&span| Block { kind: BlockKind::Paragraph, span };
        Article {
            text: self.text.clone(),
            blocks: self.paragraphs.iter().map(block).collect(),
            ..Article::default()
        }
    }
}

/// All cases of `half`, by file.
pub fn cases(half: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/actors").join(half);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the gold is there").flatten().map(|e| e.path()).collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let phenomenon = file.file_stem().and_then(|s| s.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&file).expect("a file of gold");
        let cases = text.split("\n# ").map(|c| c.trim_start_matches("# "));
        out.extend(cases.map(|c| case(&phenomenon, c)));
    }
    out
}

fn case(phenomenon: &str, source: &str) -> Case {
    let (title, body) = source.split_once('\n').unwrap_or((source, ""));
    let title = format!("{phenomenon}: {title}");
    let lines = || body.lines().map(str::trim).filter(|l| !l.is_empty());
    let actors: Vec<Actor> = lines().filter_map(actor).collect();
    let find = |number: &str| -> usize {
        let number = number.trim().parse::<usize>().ok();
        let at = actors.iter().position(|a| Some(a.number) == number);
        at.unwrap_or_else(|| panic!("{title}: no actor is numbered {number:?}"))
    };
    let (mut text, mut paragraphs, mut mentions) = (String::new(), Vec::new(), Vec::new());
    for line in lines().filter(|l| actor(l).is_none() && says(l).is_none()) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        let mut open = Vec::new();
        let mut rest = line;
        while let Some(at) = rest.find(['[', '|']) {
            text.push_str(&rest[..at]);
            if rest[at..].starts_with('[') {
                open.push(text.len());
                rest = &rest[at + 1..];
            } else {
                let (number, after) =
                    rest[at + 1..].split_once(']').unwrap_or_else(|| panic!("{title}: no ] in {line}"));
                let start = open.pop().unwrap_or_else(|| panic!("{title}: no [ in {line}"));
                mentions.push(Mention { actor: find(number), span: Span::new(start, text.len()) });
                rest = after;
            }
        }
        text.push_str(rest);
        assert!(open.is_empty() && !rest.contains(']'), "{title}: brackets do not match in {line}");
        paragraphs.push(Span::new(start, text.len()));
    }
    let quotes = lines().filter_map(says).map(|(head, words)| {
        let head = head.as_str();
        let start = text.find(words).unwrap_or_else(|| panic!("{title}: the text does not hold “{words}”"));
        assert!(text.rfind(words) == Some(start), "{title}: the text holds “{words}” twice");
        // "1 or 2", "1 via 2 to 3"
        let (head, to) = head.split_once(" to ").map_or((head, None), |(h, to)| (h, Some(find(to))));
        let (head, via) = head.split_once(" via ").map_or((head, None), |(h, via)| (h, Some(find(via))));
        let may_be_nobody = head.starts_with("nobody");
        let speakers = head.split(" or ").filter(|&n| n != "nobody").map(find).collect();
        Quote { words: Span::new(start, start + words.len()), speakers, may_be_nobody, via, to }
    });
    let quotes = quotes.collect();
    Case { phenomenon: phenomenon.to_owned(), title, paragraphs, text, actors, mentions, quotes }
}

/// "1 = Ann Roe / Ann Mary Roe (person): harbour master"
fn actor(line: &str) -> Option<Actor> {
    let (number, rest) = line.split_once(" = ")?;
    let is_optional = number.ends_with('?');
    let number = number.trim_end_matches('?').parse().ok()?;
    let (names, rest) = rest.split_once(" (")?;
    let (kinds, rest) = rest.split_once(')')?;
    Some(Actor {
        number,
        names: names.split(" / ").map(str::to_owned).collect(),
        kinds: kinds.split(" or ").map(str::to_owned).collect(),
        role: rest.strip_prefix(": ").map(str::to_owned),
        is_optional,
    })
}

/// "1 says to 2: It is late" as ("1 to 2", "It is late")
fn says(line: &str) -> Option<(String, &str)> {
    let (head, words) = line.split_once(": ")?;
    let (who, whom) = head.split_once(" says")?;
    let is_who = who.split(" or ").all(|n| n == "nobody" || n.parse::<usize>().is_ok());
    is_who.then(|| (format!("{who}{whom}"), words))
}
