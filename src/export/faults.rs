//! The worst errors of an evaluation, for a person to read.

use crate::{
    evaluate::{Fault, FaultKind},
    printable,
    span::Span,
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// How much of the text is shown on either side of a quote, in bytes.
const AROUND: usize = 80;
/// How much of a quote is shown, in bytes.
const LONGEST: usize = 400;

/// The worst errors of each kind, and how many there are.
#[derive(Debug)]
pub struct Worst {
    keep: usize,
    kinds: BTreeMap<FaultKind, (usize, Vec<(f64, String)>)>,
}

impl Worst {
    /// Keeps `keep` errors of each kind.
    pub fn new(keep: usize) -> Self {
        Self { keep, kinds: BTreeMap::new() }
    }

    /// Adds an error in the document `doc`.
    pub fn add(&mut self, doc: &str, text: &str, fault: &Fault) {
        let (count, list) = self.kinds.entry(fault.kind).or_default();
        *count += 1;
        let at = list.partition_point(|(weight, _)| *weight >= fault.weight);
        if at < self.keep {
            list.insert(at, (fault.weight, describe(doc, text, fault)));
            list.truncate(self.keep);
        }
    }

    /// Writes them, kind by kind, the worst first.
    ///
    /// # Errors
    /// What `out` gives.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for (kind, (count, list)) in &self.kinds {
            writeln!(out, "\n{}: {count}, the worst {}", kind.name(), list.len())?;
            for (_, words) in list {
                writeln!(out, "{words}")?;
            }
        }
        Ok(())
    }
}

/// The error in lines: where, the text around it, what gold has and what was found.
fn describe(doc: &str, text: &str, fault: &Fault) -> String {
    let parts = || fault.gold.iter().chain(&fault.found).flatten().flatten();
    let (start, end) = parts().fold((usize::MAX, 0), |(start, end), s| (start.min(s.start), end.max(s.end)));
    let to = end.min(start.saturating_add(LONGEST)) + AROUND;
    let around = flat(stretch(text, start.min(end).saturating_sub(AROUND), to));
    let mut lines = vec![String::new(), format!("  {}", printable::line(doc))];
    lines.push(format!("    text   {}", printable::line(&around)));
    for (name, quote) in [("gold", &fault.gold), ("found", &fault.found)] {
        if let Some([content, cue, source]) = quote {
            let [content, cue, source] = [content, cue, source].map(|spans| words(text, spans));
            lines.push(format!("    {name:<6} [{source}] [{cue}] {content}"));
        }
    }
    lines.join("\n")
}

/// White space as single spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of spans, pieces joined by an ellipsis, cut where it is long.
fn words(text: &str, spans: &[Span]) -> String {
    let pieces =
        spans.iter().map(|s| flat(stretch(text, s.start, s.end.min(s.start.saturating_add(LONGEST)))));
    let pieces: Vec<String> = pieces.collect();
    printable::line(&pieces.join(" … "))
}

/// The text from `start` to `end`, stretched to whole characters.
fn stretch(text: &str, start: usize, end: usize) -> &str {
    let start = (0..=start.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let end = (end.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(start..end).unwrap_or_default()
}
