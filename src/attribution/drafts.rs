//! From reports to quotes: which text is the content of which report.

use super::{
    Quote, QuoteKind,
    cues::Frame,
    marks::Passage,
    report::{Report, Side},
    sentence::View,
};
use crate::{
    language::{TokenKind, Tokens, words},
    span::Span,
};
use std::ops::Range;

/// A quote in the making. Positions are token indices of the whole article.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub content: Vec<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub via: Option<Range<usize>>,
    pub to: Option<Range<usize>>,
    pub confidence: f32,
    /// Whether the cue is one of speaking, so that its quote can be carried by another.
    is_speech: bool,
    /// Whether the cue reports in plain words, so that it carries the quotes inside its own.
    carries: bool,
    /// Whether the words are given as spoken though no marks stand around them.
    is_verbatim: bool,
}

impl Draft {
    /// A quote without cue, of the source of another or of none.
    pub fn without_cue(content: Range<usize>, source: Option<Range<usize>>, confidence: f32) -> Self {
        Self {
            content: vec![content],
            cue: None,
            source,
            via: None,
            to: None,
            confidence,
            is_speech: true,
            carries: false,
            is_verbatim: false,
        }
    }

    /// What somebody says in an interview, behind their name and a colon.
    pub fn turn(cue: Range<usize>, content: Range<usize>, label: Range<usize>) -> Self {
        Self { is_verbatim: true, ..Self::without_cue(content, Some(label), 0.9).with_cue(cue) }
    }

    /// The same quote with a cue.
    pub fn with_cue(self, cue: Range<usize>) -> Self {
        Self { cue: Some(cue), ..self }
    }

    /// First token of the content.
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |r| r.start)
    }

    /// Past the last token of the content.
    pub fn end(&self) -> usize {
        self.content.last().map_or(0, |r| r.end)
    }

    /// The quote, with spans of text for token indices.
    pub fn finish(self, text: &str, tokens: &Tokens, is_quoted: impl Fn(usize) -> bool) -> Quote {
        let (mut inside, mut all) = (0, 0);
        for token in self.content.iter().cloned().flatten() {
            let len = tokens.get(token).span.of(text).len();
            all += len;
            inside += if is_quoted(token) { len } else { 0 };
        }
        // The bounds are PolNeAR's reading of "direct": at least nine tenths in quotation marks.
        let kind = match inside {
            _ if self.is_verbatim => QuoteKind::Direct,
            0 => QuoteKind::Indirect,
            _ if inside * 10 >= all * 9 => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        };
        let span = |range: Range<usize>| tokens.span(range);
        Quote {
            kind,
            content: self.content.into_iter().map(span).filter(|s: &Span| !s.is_empty()).collect(),
            cue: self.cue.map(span),
            source: self.source.map(span),
            via: self.via.map(span),
            to: self.to.map(span),
            confidence: self.confidence,
        }
    }
}

/// The quotes of a sentence. Marks the passages that it uses in `claimed`.
pub(super) fn of_sentence(
    view: &View<'_>,
    reports: &[Report],
    passages: &[Passage],
    claimed: &mut [bool],
) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut carrier: Option<(usize, Range<usize>)> = None;
    for (index, report) in reports.iter().enumerate() {
        let next = reports.get(index + 1);
        let before = index.checked_sub(1).and_then(|i| reports.get(i));
        // "'...', Doe said, according to Xinhua"
        if let (Some(before), Some(last)) = (before, out.last_mut())
            && report.cue.is_prepositional
            && report.region.start <= before.region.end + 1
            && last.via.is_none()
        {
            last.via.clone_from(&report.source);
            continue;
        }
        let content = match report.side {
            Side::After(from) => {
                // "Xinhua said Kim told Xi ...": what Xinhua said is what Kim told Xi.
                if let (Some(next), Some(source)) = (next, &report.source)
                    && next.region.start <= from + 1
                    && next.region.start >= from
                    && is_speech(report)
                    && is_speech(next)
                    && next.source.as_ref().is_some_and(|s| !is_pronoun(view, s))
                    && matches!(next.side, Side::After(_))
                {
                    carrier = Some((index + 1, source.clone()));
                    continue;
                }
                forward(view, from, next, passages)
            }
            Side::Before => backward(view, report, reports.get(..index).unwrap_or_default(), passages),
        };
        let Some(content) = content else { continue };
        let mut via = carrier
            .take()
            .filter(|(at, _)| *at == index)
            .map(|(_, source)| source)
            .or_else(|| report.via.clone());
        // A report inside what another says: carried by the other, or, with a pronoun, no quote of its own.
        if let Some(outer) =
            out.iter().find(|d| d.start() <= report.region.start && report.region.end <= d.end())
        {
            if !is_speech(report) || report.source.as_ref().is_none_or(|s| is_pronoun(view, s)) {
                continue;
            }
            via = via.or_else(|| outer.source.clone().filter(|_| outer.carries));
        }
        if report.side == Side::Before && carry(&mut out, report, &content) {
            continue;
        }
        for token in content.iter().cloned().flatten() {
            if let Some(slot) = view.quoted.passage(token).and_then(|p| claimed.get_mut(p)) {
                *slot = true;
            }
        }
        if is_too_short(view, &content)
            || report.source.is_none() && !content.iter().any(|c| view.quoted.passage(c.start).is_some())
        {
            continue;
        }
        let is_direct = content.first().is_some_and(|c| view.quoted.passage(c.start).is_some());
        out.push(Draft {
            confidence: confidence(report, is_direct),
            is_speech: is_speech(report),
            carries: matches!(report.cue.frame, Frame::Say | Frame::Tell | Frame::According),
            is_verbatim: false,
            content,
            cue: Some(report.cue.start..report.cue.end),
            source: report.source.clone(),
            via,
            to: report.to.clone(),
        });
    }
    out
}

/// Gives the quotes inside `content` a carrier, where there are any: "Doe told Roe ..., according to Xinhua".
fn carry(drafts: &mut [Draft], report: &Report, content: &[Range<usize>]) -> bool {
    let Some(whole) = content.first().zip(content.last()).map(|(a, b)| a.start..b.end) else { return false };
    let mut carried = false;
    for draft in drafts.iter_mut().rev() {
        let inside = whole.start <= draft.start() && draft.end() <= whole.end + 1;
        if inside
            && draft.is_speech
            && draft.via.is_none()
            && draft.source.is_some()
            && draft.source != report.source
        {
            draft.via.clone_from(&report.source);
            carried = true;
        }
    }
    carried
}

/// "He said so": one word without marks tells nothing of what was said.
fn is_too_short(view: &View<'_>, content: &[Range<usize>]) -> bool {
    let mut all = content.iter().cloned().flatten();
    let is_bare = |at: usize| view.quoted.passage(at).is_none();
    all.clone().all(is_bare)
        && all.by_ref().filter(|&at| view.tokens.get(at).kind == TokenKind::Word).take(2).count() < 2
}

fn is_pronoun(view: &View<'_>, source: &Range<usize>) -> bool {
    source.len() == 1 && words::is_pronoun(&view.lower(source.start))
}

fn is_speech(report: &Report) -> bool {
    report.cue.frame != Frame::Think
}

fn confidence(report: &Report, is_direct: bool) -> f32 {
    let certain = match (report.cue.frame, is_direct) {
        (_, true) => 0.95_f32,
        (Frame::According, _) => 0.9,
        (Frame::Say | Frame::Tell, _) => 0.8,
        (Frame::Urge, _) => 0.65,
        (Frame::Think, _) => 0.6,
        (Frame::Object, _) => 0.5,
    };
    if report.source.is_some() { certain } else { certain * 0.6 }
}

/// The content that begins at `from`: to the end of the sentence, or to where the next report begins.
fn forward(
    view: &View<'_>,
    from: usize,
    next: Option<&Report>,
    passages: &[Passage],
) -> Option<Vec<Range<usize>>> {
    let mut end = view.end();
    if let Some(next) = next {
        let at = next.region.start;
        let before = at.checked_sub(1).map_or("", |i| view.word(i));
        let is_apart =
            next.side == Side::Before || matches!(before, "," | "and" | "but" | "while" | "as" | ";");
        if at > from && is_apart {
            end = at;
            while end > from && matches!(view.word(end - 1), "," | "and" | "but" | "while") {
                end -= 1;
            }
        }
    }
    let mut last_passage = (from..end).rev().find_map(|i| view.quoted.passage(i));
    // "Doe said: " at a paragraph's end announces what the next paragraph quotes.
    if from >= view.end() {
        let next = view.quoted.passage(from).filter(|&p| {
            view.is(view.end() - 1, ":") && passages.get(p).is_some_and(|p| p.tokens.start == from)
        });
        return next.map(|p| run(passages, p));
    }
    match last_passage.and_then(|p| passages.get(p)) {
        Some(p) if p.tokens.end > end => end = p.tokens.end,
        _ => last_passage = None,
    }
    while end > from
        && !view.is_quoted(end - 1)
        && matches!(view.tokens.get(end - 1).span.of(view.text), "." | "," | ";" | ":" | "?" | "!")
    {
        end -= 1;
    }
    if end <= from {
        return None;
    }
    // Speech that begins right here may run on over sentences and paragraphs.
    let mut content = vec![from..end];
    if let Some(at) = last_passage {
        content.extend(run(passages, at).into_iter().skip(1));
    }
    Some(content)
}

/// The content that ends where `report` begins.
fn backward(
    view: &View<'_>,
    report: &Report,
    earlier: &[Report],
    passages: &[Passage],
) -> Option<Vec<Range<usize>>> {
    let mut end = report.region.start;
    if end > 0 && view.is(end - 1, ",") {
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    let floor = match earlier.last() {
        // What an earlier report of the sentence says is carried, not said again.
        Some(r) if matches!(r.side, Side::Before) => r.region.end,
        _ => view.start(),
    };
    if let Some(at) = view.quoted.passage(last) {
        let passage = passages.get(at)?;
        if passage.tokens.end != end || passage.continues {
            return None;
        }
        let mut content = backward_run(passages, at);
        if let [only] = content.as_mut_slice() {
            // "The plan is 'dead', Doe said": the clause before the mark is part of what is said.
            let start = skip_openers(view, floor.min(only.start), only.start);
            if only.start > view.start() && start < only.start {
                *only = start..end;
            }
        }
        return Some(content);
    }
    let start = skip_openers(view, floor, end);
    (end > start + 2).then(|| vec![start..end])
}

/// The first token from `from` that is not a conjunction or a comma.
fn skip_openers(view: &View<'_>, from: usize, end: usize) -> usize {
    (from..end)
        .find(|&i| !matches!(&*view.lower(i), "and" | "but" | "," | "." | "so" | ";" | "-" | "—"))
        .unwrap_or(end)
}

/// The passage and those that continue it.
pub(super) fn run(passages: &[Passage], first: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for passage in passages.get(first..).unwrap_or_default() {
        out.push(passage.tokens.clone());
        if !passage.continues {
            break;
        }
    }
    out
}

/// The passage and those that it continues.
fn backward_run(passages: &[Passage], last: usize) -> Vec<Range<usize>> {
    let mut first = last;
    while first.checked_sub(1).and_then(|i| passages.get(i)).is_some_and(|p| p.continues) {
        first -= 1;
    }
    run(passages, first)
}
