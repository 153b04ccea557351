//! The credit of a quotation that is set off: a name after a dash below it, or before a colon above it.

use crate::language::{Document, TokenKind, words};
use std::ops::Range;

/// The source in a credit below a quotation, where `range` begins with a dash: a name, with the description of the person
/// if a short one follows. Handles and dates are left out.
pub(super) fn signed(document: &Document<'_>, range: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let word = |at: usize| document.word(at);
    let dash = range.clone().next().filter(|&at| matches!(word(at), "—" | "–" | "―" | "-" | "--"))?;
    let from = dash + 1;
    let is_number = |at: &usize| document.tokens.get(*at).kind == TokenKind::Number;
    let end = (from..range.end).find(|&at| word(at).starts_with(['(', '@', '[', '|'])).unwrap_or(range.end);
    let comma = (from..end).find(|&at| word(at) == ",").unwrap_or(end);
    let rest = comma..end;
    let end = if rest.clone().any(|at| is_number(&at)) || end - from > LONGEST { comma } else { end };
    let name = from..end;
    let is_name = (1..=LONGEST).contains(&name.len())
        && words::is_capitalised(word(from))
        && name.clone().all(|at| document.tokens.get(at).kind != TokenKind::Mark && !is_number(&at));
    is_name.then_some(name)
}

/// The cue and the source at the end of the paragraph before this one: "Roe stated:".
pub(super) fn announcement(
    document: &Document<'_>,
    paragraph: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    const LONGEST: usize = 8;
    /// The least class of how often a word is part of a cue (`Look::cue`): in a third of its occurrences.
    const TELLS: u8 = 6;
    if let Some(found) = answered(document, paragraph.checked_sub(1)?) {
        return Some(found);
    }
    let last = document.tokens.paragraph(paragraph)?.tokens.start.checked_sub(1)?;
    let cue = last.checked_sub(1)?;
    let sentence = document.tokens.sentence(document.seen.sentence(cue)? as usize)?;
    // "As Roe put it:"
    let put = cue.saturating_sub(1);
    let is_put = &*document.lower(put) == "put" && &*document.lower(cue) == "it";
    if document.word(last) == ":"
        && is_put
        && &*document.lower(sentence.start) == "as"
        && sentence.start + 1 < put
    {
        return Some((put..cue + 1, sentence.start + 1..put));
    }
    let tells = |at: usize| document.seen.look(at).is_some_and(|seen| seen.cue >= TELLS);
    // "Roe, said on Monday:"
    let cue = if document.word(last) == ":" {
        before_date(document, sentence.start..last, tells).unwrap_or(cue)
    } else {
        cue
    };
    let comma = usize::from(cue > sentence.start && document.word(cue - 1) == ",");
    let source = sentence.start..cue - comma;
    if document.word(last) == ":"
        && tells(cue)
        && let Some(source) = writer(document, source.clone())
    {
        return Some((cue..cue + 1, source));
    }
    let is_plain = source
        .clone()
        .all(|at| matches!(document.tokens.get(at).kind, TokenKind::Word | TokenKind::Possessive));
    let announces = matches!(document.word(last), ":" | ",") && tells(cue);
    (announces && is_plain && (1..=LONGEST).contains(&source.len())).then_some((cue..cue + 1, source))
}

/// The last word in `range` that can be a cue, where only a time or a place follows: "said on Monday", "wrote in 2018".
fn before_date(document: &Document<'_>, range: Range<usize>, tells: impl Fn(usize) -> bool) -> Option<usize> {
    /// The most words of a time or a place.
    const LONGEST: usize = 6;
    const TIMES: [&str; 10] =
        ["on", "in", "at", "yesterday", "today", "last", "this", "later", "earlier", "recently"];
    let cue = range.clone().rev().take(LONGEST + 1).find(|&at| tells(at))?;
    let is_time = TIMES.contains(&&*document.lower(cue + 1)) && cue + 1 < range.end;
    let is_plain = (cue + 1..range.end)
        .all(|at| matches!(document.tokens.get(at).kind, TokenKind::Word | TokenKind::Number));
    (is_time && is_plain).then_some(cue)
}

/// The colon, and the writer of the mail, in a heading that some programs set above a quoted mail: "Ann Roe [8 May, 10:15]:".
fn headed(document: &Document<'_>, lead: Range<usize>, colon: usize) -> Option<(Range<usize>, Range<usize>)> {
    const LONGEST: usize = 5;
    let is_name = |at: &usize| {
        document.tokens.get(*at).kind == TokenKind::Word && words::is_capitalised(document.word(*at))
    };
    let name = lead.start..lead.start + lead.clone().take_while(is_name).count();
    if name.is_empty() {
        return None;
    }
    let is_dated = (name.end..colon).any(|at| document.tokens.get(at).kind == TokenKind::Number);
    let is_bracketed = document.word(name.end) == "[" && document.word(colon - 1) == "]";
    (name.len() <= LONGEST && is_dated && is_bracketed).then_some((colon..colon + 1, name))
}

/// The verb, and the writer of the mail, in a paragraph above a quoted mail, where the verb is not the last word or is of
/// another language: "Ann Roe <ann@x.example> wrote on 8 May:", "Am 08.05.18 schrieb Ann Roe:".
fn answered(document: &Document<'_>, paragraph: usize) -> Option<(Range<usize>, Range<usize>)> {
    const LONGEST: usize = 48;
    let lead = document.tokens.paragraph(paragraph)?.tokens;
    let colon = lead.end.checked_sub(1).filter(|&at| document.word(at) == ":")?;
    if lead.len() > LONGEST {
        return None;
    }
    if let Some(found) = headed(document, lead.clone(), colon) {
        return Some(found);
    }
    let says = |at: &usize| {
        matches!(
            &*document.lower(*at),
            "wrote" | "writes" | "schrieb" | "écrit" | "escribió" | "scritto" | "schreef"
        )
    };
    let cue = (lead.start..colon).find(says)?;
    if &*document.lower(cue) == "schrieb" {
        let is_name = |at: &usize| words::is_capitalised(document.word(*at));
        let name = cue + 1..cue + 1 + (cue + 1..colon).take_while(is_name).count();
        return (!name.is_empty()).then_some((cue..cue + 1, name));
    }
    if cue + 1 == colon && matches!(&*document.lower(cue), "wrote" | "writes") {
        return None;
    }
    let is_auxiliary = matches!(&*document.lower(cue.checked_sub(1)?), "a" | "ha");
    let source = writer(document, lead.start..cue - usize::from(is_auxiliary))?;
    Some((cue..cue + 1, source))
}

/// The last name in `lead`, which gives the date and the writer of a mail: "On 8 May, Ann Roe <ann@x.example>".
fn writer(document: &Document<'_>, lead: Range<usize>) -> Option<Range<usize>> {
    /// The most tokens of an address, of a name, and of the words in which a date is sought.
    const ADDRESS: usize = 16;
    const NAME: usize = 6;
    const DATE: usize = 24;
    let word = |at: usize| document.word(at);
    let mut end = lead.end;
    // "<ann@x.example>", of however many tokens.
    if let Some(sign) = (lead.start..end).rev().take(ADDRESS).find(|&at| word(at).contains('@')) {
        let is_joined = |at: usize| {
            let before = at.checked_sub(1).map(|before| document.tokens.get(before).span.end);
            before == Some(document.tokens.get(at).span.start)
        };
        end = (lead.start + 1..=sign).rev().find(|&at| !is_joined(at)).unwrap_or(lead.start);
    }
    let is_number = |at: usize| document.tokens.get(at).kind == TokenKind::Number;
    let has_date = (lead.start..end).take(DATE).any(is_number);
    let has_address = end < lead.end;
    let is_part = |at: &usize| {
        let token = document.tokens.get(*at);
        let is_time = ["am", "pm", "gmt", "utc"].iter().any(|time| word(*at).eq_ignore_ascii_case(time));
        token.kind == TokenKind::Word && !is_time && !word(*at).contains('@')
    };
    let start = (lead.start..end).rev().take_while(is_part).last()?;
    let start =
        (start..end).find(|&at| words::is_capitalised(word(at)) && !word(at).eq_ignore_ascii_case("on"))?;
    // A mail has a date or an address; without either it may be any sentence.
    ((has_date || has_address) && (1..=NAME).contains(&(end - start))).then_some(start..end)
}
