//! A cue with its source, and on which side of them the content lies.

use super::{
    cues::{self, Cue, Frame},
    sentence::View,
    source,
};
use std::ops::Range;

/// Where the content of a report lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It ends before the report: "..., Doe said".
    Before,
    /// It begins at this token: "Doe said that ...".
    After(usize),
}

/// A cue with its source ("Doe said", "according to Doe", "Doe told the board").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub cue: Cue,
    pub source: Option<Range<usize>>,
    pub to: Option<Range<usize>>,
    /// Who carried it, where the cue itself tells.
    pub via: Option<Range<usize>>,
    /// Source, cue and what stands between and behind them up to the content.
    pub region: Range<usize>,
    pub side: Side,
}

/// The reports of a sentence, in order.
pub(super) fn reports(view: &View<'_>) -> Vec<Report> {
    let mut out: Vec<Report> = Vec::new();
    for cue in cues::cues(view) {
        let floor = out.last().map_or(view.start(), |r| r.cue.end);
        let mut found =
            if cue.is_prepositional { prepositional(view, cue) } else { verbal(view, cue, floor) };
        if let Some(report) = &mut found {
            if report.source.is_none()
                && let Some(before) = out.last()
                && (cue.is_gerund || is_coordinated(view, cue.start))
            {
                report.source.clone_from(&before.source);
            }
            if report.source.is_none() && (cue.is_gerund || is_coordinated(view, cue.start)) {
                report.source = source::subject(view).filter(|s| s.end < cue.start);
            }
        }
        out.extend(found);
    }
    out
}

/// "Doe said ... and added ...": a bare verb after a conjunction or a comma.
fn is_coordinated(view: &View<'_>, at: usize) -> bool {
    at > view.start() && matches!(view.word(at - 1), "and" | "but" | "," | "then")
}

fn prepositional(view: &View<'_>, cue: Cue) -> Option<Report> {
    let source = source::after(view, cue.end)?;
    let end = source::skip_adjuncts(view, source.end);
    let opens = view.is_mark(cue.start.wrapping_sub(1)) || view.is(cue.start.wrapping_sub(1), ",");
    let side = if cue.start <= view.start() + 1 && !opens && view.is(end, ",") {
        Side::After(end + 1)
    } else {
        Side::Before
    };
    Some(Report {
        cue,
        region: cue.start..end.max(source.end),
        source: Some(source),
        to: None,
        via: None,
        side,
    })
}

fn verbal(view: &View<'_>, cue: Cue, floor: usize) -> Option<Report> {
    let before = source::before(view, cue.start, floor).filter(|_| !cue.is_gerund);
    let start = before.as_ref().map_or(cue.start, |s| s.start);
    let follows_content = start == view.start() || ends_content(view, start - 1);
    if before.is_none() && follows_content && !cue.is_gerund
        && let Some(source) = source::after(view, cue.end)
        // "'A,' said Doe": but "'A,' said 'B'" and "..., said the road was closed" have a clause there.
        && (is_speech_end(view, cue.start) || ends_report(view, source::skip_adjuncts(view, source.end), &source))
    {
        let end = source::skip_adjuncts(view, source.end);
        return Some(Report {
            cue,
            region: cue.start..end,
            source: Some(source),
            to: None,
            via: None,
            side: Side::Before,
        });
    }
    let mut at = cue.end;
    let mut to = None;
    let takes_addressee =
        matches!(cue.frame, Frame::Tell) || matches!(cue.frame, Frame::Urge) && !view.is(at, "to");
    let asks = matches!(&*view.lower(cue.end - 1), "asked" | "asks" | "warned" | "asking");
    if takes_addressee || asks {
        to = source::addressee(view, at).filter(|to| {
            cue.frame == Frame::Urge && matches!(view.word(to.end), "to" | "not" | "that")
                || cue.frame == Frame::Tell
                || asks
                    && !matches!(view.word(to.end), "." | "," | "?")
                    && (to.len() == 1 || view.is(to.end, "that"))
        });
        at = to.as_ref().map_or(at, |to| to.end);
    }
    if cue.frame != Frame::Object {
        at = source::skip_adjuncts(view, at);
    }
    if let Some(report) = quoting(view, cue, before.as_ref()) {
        return Some(report);
    }
    let over = at >= view.end() || matches!(view.word(at), "." | "," | ";" | "?" | "!" | "—" | "–");
    let preceded = start > view.start() && ends_content(view, start - 1) || start == view.start();
    let forward_quote = view.is(at, ",") && view.is_mark(at + 1) && view.quoted.passage(at + 1).is_some();
    let has_content_before = start > view.start() && ends_content(view, start - 1);
    // "'...,' Doe told the board in the town": whatever follows, the passage before it is what was told.
    let follows_speech =
        is_speech_end(view, start) && !view.is(at, "that") && !view.is(at, ":") && !view.is_mark(at);
    let is_announced = forward_quote && !has_content_before;
    let side = if follows_speech || over && preceded && !is_announced {
        Side::Before
    } else {
        let skips = matches!(view.word(at), "," | ":" | "that");
        let after = at + usize::from(skips);
        Side::After(if view.is(after, "that") { after + 1 } else { after })
    };
    let has_no_object = side == Side::Before && !follows_speech;
    if matches!(cue.frame, Frame::Object | Frame::Urge) && (has_no_object || before.is_none()) {
        return None;
    }
    let end = if let Side::After(after) = side { after } else { at.max(cue.end) };
    Some(Report { cue, source: before, to, via: None, region: start..end, side })
}

/// Whether the token can be the last of a content that a report follows.
fn ends_content(view: &View<'_>, at: usize) -> bool {
    view.is(at, ",") || view.is_mark(at) || matches!(view.word(at), "—" | "–" | "?" | "!")
}

/// "Skylight quoted the premier as saying": the premier's words, carried by Skylight.
fn quoting(view: &View<'_>, cue: Cue, subject: Option<&Range<usize>>) -> Option<Report> {
    if !view.lower(cue.end - 1).starts_with("quot") {
        return None;
    }
    let quoted = source::after(view, cue.end)?;
    let says = view.is(quoted.end, "as") && matches!(view.word(quoted.end + 1), "saying" | "telling");
    if !says {
        return None;
    }
    let end = quoted.end + 2;
    let start = subject.map_or(cue.start, |s| s.start);
    let side = if is_speech_end(view, start) {
        Side::Before
    } else {
        Side::After(end + usize::from(matches!(view.word(end), "," | ":" | "that")))
    };
    let cue = Cue { end: cue.end, ..cue };
    Some(Report { cue, source: Some(quoted), via: subject.cloned(), to: None, region: start..end, side })
}

/// Whether a passage that is speech by its last mark ("...,' ", "...?' ") ends right before `at`.
fn is_speech_end(view: &View<'_>, at: usize) -> bool {
    let Some(mark) = at.checked_sub(1) else { return false };
    let inside = view.tokens.get(mark.saturating_sub(1)).span.of(view.text);
    let is_mark = view.tokens.get(mark).kind == crate::language::TokenKind::Mark;
    is_mark
        && view.is_quoted(mark)
        && !view.is_quoted(at)
        && matches!(inside, "," | "?" | "!" | "—" | "–" | "…" | "...")
}

/// Whether nothing that could be a verb or a clause follows an inverted source.
fn ends_report(view: &View<'_>, at: usize, source: &Range<usize>) -> bool {
    at >= view.end()
        || matches!(view.word(at), "." | "," | ";" | ":" | "?" | "!" | "(" | "—" | "–")
        || view.is_capitalised(source.start)
            && matches!(
                &*view.lower(at),
                "who" | "as" | "when" | "after" | "in" | "on" | "at" | "during" | "of"
            )
        || view.is_mark(at)
}
