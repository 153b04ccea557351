//! The sourcing of an article: as a table for terminals, as sentences for pipes and screen readers, and as JSON.

use crate::{
    actors::QuoteCounts,
    analysis::{Analysis, Reduced},
    article::{Article, Caveat},
    figures::{Figures, Sourcing, Voice},
    printable,
};
use serde::Serialize;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Least and greatest width of the column of names, in cells.
const NAME: (usize, usize) = (12, 32);
/// Least width beside the names for kind, role and remarks; where there is less, these stand below.
const BESIDE: usize = 34;
/// The heading of the figures.
const FIGURES: &str = " quotes words    %  dir. mix. ind.";

/// Writes who speaks in `article`, in which role, how much, how certainly and through whom: as a table of `width`
/// cells, or as sentences without a width.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(
    out: &mut impl Write,
    article: &Article,
    reduced: &Reduced,
    width: Option<usize>,
) -> io::Result<()> {
    let sourcing = sourcing(article, reduced);
    line(out, &article.label(), width)?;
    line(out, &sourcing.summary(), width)?;
    if sourcing.voices.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    match width {
        Some(width) => table(out, &sourcing, &reduced.analysis, width),
        None => sentences(out, &sourcing, &reduced.analysis),
    }
}

/// Writes the sourcing as a JSON object on one line.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json(out: &mut impl Write, article: &Article, reduced: &Reduced) -> io::Result<()> {
    let sourcing = sourcing(article, reduced);
    let analysis = &reduced.analysis;
    let voices = sourcing.voices.iter().map(|voice| {
        let actor = voice.actor.and_then(|id| analysis.actor(id));
        let QuoteCounts { direct, mixed, indirect } = voice.quotes;
        VoiceObject {
            name: actor.map(|actor| actor.name.as_str()),
            kind: actor.map(|actor| actor.kind.name()),
            role: actor.and_then(|actor| actor.role.as_deref()),
            quotes: voice.quotes.total(),
            by_kind: ByKind { direct, mixed, indirect },
            words: voice.words,
            percent: voice.percent,
            named: voice.named,
            doubtful: voice.doubtful,
            via: &voice.via,
            to: &voice.to,
        }
    });
    // For an article that was not analysed the counts are null rather than zero.
    let counted = |count: usize| (!sourcing.is_not_analysed).then_some(count);
    let object = SourcingObject {
        doc: &article.name,
        title: article.title_text(),
        model: analysis.read_by.name(),
        caveat: article.caveat.map(Caveat::words),
        words: sourcing.words,
        quoted_words: counted(sourcing.quoted_words),
        percent: counted(sourcing.percent()),
        quotes: counted(sourcing.quotes.total()),
        speakers: counted(sourcing.speakers),
        anonymous: counted(sourcing.anonymous),
        unattributed: counted(sourcing.unattributed.len()),
        doubtful: counted(sourcing.doubtful.len()),
        left_out: counted(sourcing.left_out),
        voices: voices.collect(),
    };
    serde_json::to_writer(&mut *out, &object)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct SourcingObject<'a> {
    doc: &'a str,
    title: Option<String>,
    model: &'static str,
    caveat: Option<&'static str>,
    words: usize,
    quoted_words: Option<usize>,
    percent: Option<usize>,
    quotes: Option<usize>,
    speakers: Option<usize>,
    anonymous: Option<usize>,
    unattributed: Option<usize>,
    doubtful: Option<usize>,
    left_out: Option<usize>,
    voices: Vec<VoiceObject<'a>>,
}

#[derive(Serialize)]
struct VoiceObject<'a> {
    name: Option<&'a str>,
    kind: Option<&'static str>,
    role: Option<&'a str>,
    quotes: usize,
    by_kind: ByKind,
    words: usize,
    percent: Option<usize>,
    named: usize,
    doubtful: usize,
    via: &'a [String],
    to: &'a [String],
}

#[derive(Serialize)]
struct ByKind {
    direct: usize,
    mixed: usize,
    indirect: usize,
}

fn sourcing(article: &Article, reduced: &Reduced) -> Sourcing {
    let figures = Figures::of(article, &reduced.analysis);
    Sourcing::of(article, &reduced.analysis, reduced.left_out, &figures)
}

fn line(out: &mut impl Write, words: &str, width: Option<usize>) -> io::Result<()> {
    let words = printable::line(words);
    match width {
        Some(width) => wrapped(&words, width).iter().try_for_each(|row| writeln!(out, "{row}")),
        None => writeln!(out, "{words}"),
    }
}

/// The name of a voice.
fn name(voice: &Voice, analysis: &Analysis) -> String {
    let actor = voice.actor.and_then(|id| analysis.actor(id));
    actor.map_or_else(|| "Nobody known".to_owned(), |actor| printable::line(&actor.name))
}

/// The kind and role of a voice.
fn capacity(voice: &Voice, analysis: &Analysis) -> String {
    let Some(actor) = voice.actor.and_then(|id| analysis.actor(id)) else { return String::new() };
    let role = actor.role.as_deref().filter(|role| !role.is_empty());
    let role = role.map_or(String::new(), |role| format!(", {}", printable::line(role)));
    format!("{}{role}", actor.kind.name())
}

fn table(out: &mut impl Write, sourcing: &Sourcing, analysis: &Analysis, width: usize) -> io::Result<()> {
    let names: Vec<String> = sourcing.voices.iter().map(|voice| name(voice, analysis)).collect();
    let longest = names.iter().map(|name| name.width()).max().unwrap_or(0).clamp(NAME.0, NAME.1);
    let is_beside = width >= longest + 2 + BESIDE + FIGURES.len();
    let left = width.saturating_sub(FIGURES.len()).max(NAME.0);
    writeln!(out, "{}{FIGURES}", padded("", left))?;
    for (voice, name) in sourcing.voices.iter().zip(names) {
        let parts = [capacity(voice, analysis), printable::line(&voice.remarks())];
        let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        let (indent, room) =
            if is_beside { (longest + 2, left - longest - 2) } else { (2, width.saturating_sub(2)) };
        let mut rows = wrapped(&about, room).into_iter();
        let names = wrapped(&name, if is_beside { longest } else { left });
        let last = names.len().saturating_sub(1);
        let QuoteCounts { direct, mixed, indirect } = voice.quotes;
        for (place, name) in names.iter().enumerate() {
            let beside = if is_beside { rows.next().unwrap_or_default() } else { String::new() };
            let row = if is_beside { format!("{}{beside}", padded(name, indent)) } else { name.clone() };
            if place < last {
                writeln!(out, "{}", row.trim_end())?;
                continue;
            }
            let (total, words) = (voice.quotes.total(), voice.words);
            let percent = voice.percent.map_or(String::new(), |percent| percent.to_string());
            let row = padded(&row, left);
            writeln!(out, "{row}{total:>7} {words:>5} {percent:>4} {direct:>5} {mixed:>4} {indirect:>4}")?;
        }
        for row in rows {
            writeln!(out, "{}{row}", padded("", indent))?;
        }
    }
    Ok(())
}

/// Wraps `words` into rows of `cells` cells. A word is only broken if it is wider than a row.
fn wrapped(words: &str, cells: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let mut rest = word;
        while !rest.is_empty() {
            match rows.last_mut() {
                Some(row) if row.width() + 1 + rest.width() <= cells && rest.len() == word.len() => {
                    row.push(' ');
                    row.push_str(rest);
                    rest = "";
                }
                _ => {
                    // At least one character per row, so that the loop ends.
                    let mut used = 0;
                    let end = rest.char_indices().find(|&(at, c)| {
                        used += c.width().unwrap_or(0);
                        at > 0 && used > cells
                    });
                    let (part, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
                    rows.push(part.to_owned());
                    rest = after;
                }
            }
        }
    }
    rows
}

/// `words` padded with spaces to `cells`.
fn padded(words: &str, cells: usize) -> String {
    format!("{words}{}", " ".repeat(cells.saturating_sub(words.width())))
}

fn sentences(out: &mut impl Write, sourcing: &Sourcing, analysis: &Analysis) -> io::Result<()> {
    for voice in &sourcing.voices {
        let QuoteCounts { direct, mixed, indirect } = voice.quotes;
        let kinds = [(direct, "direct"), (mixed, "mixed"), (indirect, "indirect")];
        let kinds =
            kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}"));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        let capacity = Some(capacity(voice, analysis)).filter(|words| !words.is_empty());
        let capacity = capacity.map_or(String::new(), |words| format!(" ({words})"));
        let noun = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let remarks = printable::line(&voice.remarks());
        let remarks = if remarks.is_empty() { remarks } else { format!("; {remarks}") };
        let share =
            voice.percent.map_or(String::new(), |percent| format!(", {percent}% of the quoted words"));
        writeln!(
            out,
            "{}{capacity}: {} ({kinds}), {}{share}{remarks}",
            name(voice, analysis),
            noun(voice.quotes.total(), "quote"),
            noun(voice.words, "word"),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::{Actor, ActorId, ActorKind, AttributedQuote},
        article::Format,
        attribution::{Quote, QuoteKind},
        span::Span,
    };

    const TEXT: &str = "“Nobody likes it,” Ida Brandt told the HBC. It was late, somebody said.\n";

    fn made() -> (Article, Reduced) {
        let quote = |kind, words: &str, speaker: Option<usize>| {
            let start = TEXT.find(words).unwrap();
            let quote = Quote::new(kind, vec![Span::new(start, start + words.len())]);
            AttributedQuote::new(quote, speaker.map(ActorId))
        };
        let actor = |name: &str, role: Option<&str>, direct| Actor {
            name: name.to_owned(),
            kind: ActorKind::Person,
            role: role.map(str::to_owned),
            aliases: vec![],
            mentions: vec![],
            quotes: QuoteCounts { direct, ..QuoteCounts::default() },
            words: 3 * direct,
        };
        let mut analysis = Analysis {
            quotes: vec![
                quote(QuoteKind::Direct, "“Nobody likes it,”", Some(0)),
                quote(QuoteKind::Indirect, "It was late", None),
            ],
            actors: vec![actor("Ida Brandt", Some("mayor of\u{1b} Hull"), 1), actor("HBC", None, 0)],
            ..Analysis::default()
        };
        analysis.quotes[0].to = Some(ActorId(1));
        (
            Article::from_text("t.txt", TEXT, Format::Plain),
            Reduced { analysis, left_out: 1, ..Reduced::default() },
        )
    }

    fn written(width: Option<usize>) -> String {
        let (article, reduced) = made();
        let mut out = Vec::new();
        write(&mut out, &article, &reduced, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_pipe_gets_sentences() {
        assert_eq!(
            written(None),
            "\
t.txt
2 quotes (1 direct, 1 indirect) by 1 speaker; 1 unattributed, 1 left out. 46% of 13 words are somebody's.

Ida Brandt (person, mayor of␛ Hull): 1 quote (1 direct), 3 words, 100% of the quoted words; never named; to HBC
Nobody known: 1 quote (1 indirect), 3 words
"
        );
    }

    #[test]
    fn a_terminal_gets_a_table_that_fits() {
        for width in [20, 40, 60, 80, 120, 200] {
            let table = written(Some(width));
            let longest = table.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
            assert!(longest <= width.max(FIGURES.len() + NAME.0), "{width}: {table}");
            for words in ["Ida Brandt", "HBC", "Nobody known", "1     3  100"] {
                assert!(table.contains(words), "{words} is not in {width}:\n{table}");
            }
        }
    }

    #[test]
    fn words_are_wrapped_whole_where_they_fit() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a 陈陈陈 b", 4), ["a", "陈陈", "陈 b"]);
        assert_eq!(wrapped("", 4), [""; 0]);
    }

    #[test]
    fn a_program_gets_an_object() {
        let (article, reduced) = made();
        let mut out = Vec::new();
        json(&mut out, &article, &reduced).unwrap();
        let found: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(found["voices"][0]["name"], "Ida Brandt");
        assert_eq!(found["voices"][0]["to"][0], "HBC");
        assert_eq!(found["voices"][1]["name"], serde_json::Value::Null);
        assert_eq!((found["percent"].as_u64(), found["left_out"].as_u64()), (Some(46), Some(1)));
    }
}
