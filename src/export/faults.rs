//! The worst errors of an evaluation, as text for a person to read.

use crate::{
    evaluate::{Fault, FaultKind},
    printable,
    span::Span,
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Bytes of context on either side of a quote.
const AROUND: usize = 80;
/// Most bytes of a quote that are shown.
const LONGEST: usize = 400;

/// The worst errors of each kind, and the number of all.
#[derive(Debug)]
pub struct Worst {
    keep: usize,
    kinds: BTreeMap<FaultKind, (usize, Vec<(f64, String)>)>,
}

impl Worst {
    /// A collection that keeps `keep` errors of each kind.
    pub fn new(keep: usize) -> Self {
        Self { keep, kinds: BTreeMap::new() }
    }

    /// Adds an error in document `doc`.
    pub fn add(&mut self, doc: &str, text: &str, fault: &Fault) {
        let (count, list) = self.kinds.entry(fault.kind).or_default();
        *count += 1;
        let at = list.partition_point(|(weight, _)| *weight >= fault.weight);
        if at < self.keep {
            list.insert(at, (fault.weight, describe(doc, text, fault)));
            list.truncate(self.keep);
        }
    }

    /// Writes the errors by kind, the worst first.
    ///
    /// # Errors
    /// Those of `out`.
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

/// An error in lines: document, text around it, gold quote and quote found.
fn describe(doc: &str, text: &str, fault: &Fault) -> String {
    let parts = || fault.gold.iter().chain(&fault.found).flatten().flatten();
    let (start, end) = parts().fold((usize::MAX, 0), |(start, end), s| (start.min(s.start), end.max(s.end)));
    let to = end.min(start.saturating_add(LONGEST)) + AROUND;
    let around = flat(slice(text, start.min(end).saturating_sub(AROUND), to));
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

/// `text` with runs of white space replaced by single spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of spans on one line, joined by an ellipsis, long ones cut.
fn words(text: &str, spans: &[Span]) -> String {
    let pieces = spans.iter().map(|s| flat(slice(text, s.start, s.end.min(s.start.saturating_add(LONGEST)))));
    let pieces: Vec<String> = pieces.collect();
    printable::line(&pieces.join(" … "))
}

/// The text from `start` to `end`, extended to character boundaries.
fn slice(text: &str, start: usize, end: usize) -> &str {
    let start = (0..=start.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let end = (end.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(start..end).unwrap_or_default()
}
