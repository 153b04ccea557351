//! Gold quotes as brat keeps them beside a text: what `PolNeAR` does, an event `Attribution` of `Source`, `Cue` and `Content`.

use super::gold::{Gold, GoldQuote, places};
use crate::span::Span;
use std::collections::HashMap;

impl Gold {
    /// Reads the annotations of a text. Those of other kinds are passed over.
    ///
    /// # Errors
    /// Where a line that should be an annotation is none: what is wrong, in words, with its number.
    pub fn of_standoff(doc: String, text: String, annotations: &str) -> Result<Self, String> {
        let byte = places(&text);
        let mut bounds: HashMap<&str, Vec<Span>> = HashMap::new();
        let mut events = Vec::new();
        for (number, line) in annotations.lines().enumerate() {
            let mut fields = line.split('\t');
            let (id, told) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let wrong = |what: &str| format!("line {}: {what}", number + 1);
            match id.chars().next() {
                Some('T') => {
                    let all = told.split_once(' ').map(|(_, all)| all).unwrap_or_default();
                    let spans = all.split(';').map(|place| span(place, &byte)).collect::<Option<_>>();
                    bounds
                        .insert(id, spans.ok_or_else(|| wrong("no places of words, \"T1<tab>Source 0 8\""))?);
                }
                Some('E') => events.push(told),
                Some('A' | 'M' | 'N' | 'R' | '#' | '*') | None => {}
                Some(_) => return Err(wrong("no annotation of brat")),
            }
        }
        let quotes =
            events.into_iter().map(|told| quote(told, &bounds)).filter(|quote| !quote.content.is_empty());
        let quotes = quotes.collect();
        Ok(Self { doc, text, quotes, ..Self::default() })
    }
}

/// "0 8".
fn span(place: &str, byte: impl Fn(usize) -> usize) -> Option<Span> {
    let (start, end) = place.split_once(' ')?;
    let (start, end) = (byte(start.parse().ok()?), byte(end.parse().ok()?));
    (start <= end).then(|| Span::new(start, end))
}

/// The quote of an event, "Attribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T5".
fn quote(told: &str, bounds: &HashMap<&str, Vec<Span>>) -> GoldQuote {
    let mut quote = GoldQuote::default();
    for (role, id) in told.split(' ').filter_map(|part| part.split_once(':')) {
        let part = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => &mut quote.source,
            "Cue" => &mut quote.cue,
            "Content" => &mut quote.content,
            _ => continue,
        };
        part.extend(bounds.get(id).into_iter().flatten());
        part.sort_by_key(|span| span.start);
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_event_are_put_together() {
        let text = "Zoë — we pay, — said, and the union did: late";
        let ann = "T1\tContent 6 13;41 45\twe pay, late\nT2\tSource 0 3\tZoë\nT3\tSource 26 35\tthe union\nT4\tCue 16 20\tsaid\n\
            T5\tAttribution 16 20\tsaid\nE1\tAttribution:T5 Source2:T3 Source:T2 Content:T1 Cue:T4\nT6\tDiscard 0 1\tZ\n\
            A1\tHard E1\n#1\tAnnotatorNotes E1\twho?\nE2\tAttribution:T5\n";
        let gold = Gold::of_standoff("a".to_owned(), text.to_owned(), ann).unwrap();
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(gold.quotes.len(), 1);
        assert_eq!(words(&gold.quotes[0].content), ["we pay,", "late"]);
        assert_eq!(
            (words(&gold.quotes[0].source), words(&gold.quotes[0].cue)),
            (vec!["Zoë".to_owned(), "the union".to_owned()], vec!["said".to_owned()])
        );
    }

    #[test]
    fn what_is_no_standoff_is_said() {
        let read = |ann: &str| Gold::of_standoff(String::new(), "text".to_owned(), ann).unwrap_err();
        assert!(read("T1\tSource 0 x\tt").starts_with("line 1: no places"));
        assert!(read("\n{\"doc\": 3}").starts_with("line 2: no annotation"));
    }
}
