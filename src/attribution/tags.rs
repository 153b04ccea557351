//! Sources that the words beside a quotation name beyond doubt ("said Roe"): where the model has found others they are
//! corrected, and quotes that it has missed are added.

use super::{
    carriers,
    drafts::{Draft, covered},
};
use crate::language::{Document, TokenKind, marks::Passage, words};
use std::{collections::HashMap, ops::Range};

/// The least class of how often a word is part of a cue (`Look::cue`) from which it is taken for a verb of saying. It is low,
/// since a name stands beside the word, and a passage or a comma before both.
const TELLS: u8 = 4;
/// The confidence of a quote that is added.
const CONFIDENCE: f32 = 0.9;

/// A verb of saying with its subject, after what is said: "said Roe".
pub(super) struct Tag {
    pub cue: Range<usize>,
    pub source: Range<usize>,
}

/// Corrects sources that the words around a quote name beyond doubt, and adds the quotes that such words introduce. Linear
/// in the tokens of passages and quotes.
pub(super) fn mend(document: &Document<'_>, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        complete(document, draft);
        passive(document, draft);
        insert(document, draft);
        aside(document, draft);
        outside(document, draft);
        issued(document, draft);
    }
    drafts.retain(|draft| !is_question_of_nobody(document, draft));
    divide(drafts);
    let passed_over: Vec<Draft> = passed_over(document, drafts).collect();
    drafts.extend(passed_over);
}

/// Completes a source that ends in a preposition: "a person familiar with the talks said".
fn complete(document: &Document<'_>, draft: &mut Draft) {
    let (Some(cue), Some(source)) = (&draft.cue, &mut draft.source) else { return };
    let is_open = words::is_preposition(&document.lower(source.end.saturating_sub(1)));
    let rest = carriers::noun_phrase(document, source.end).filter(|_| source.len() > 1 && is_open);
    if let Some(rest) = rest.filter(|rest| rest.end <= cue.start) {
        draft.via.take_if(|via| rest.start <= via.start && via.end <= rest.end);
        source.end = rest.end;
    }
}

/// Turns round a passive in an aside: in "Roe, asked by the Post what it cost, left", the Post asks Roe, up to the comma.
fn passive(document: &Document<'_>, draft: &mut Draft) {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    let is_aside =
        cue.start.checked_sub(1).is_some_and(|comma| document.word(comma) == "," && source.end <= cue.start);
    let is_passive = matches!(&*document.lower(cue.start), "asked" | "pressed" | "questioned")
        && &*document.lower(cue.end) == "by";
    let Some(by) = carriers::noun_phrase(document, cue.end + 1).filter(|_| is_aside && is_passive) else {
        return;
    };
    let [piece] = draft.content.as_mut_slice() else { return };
    if piece.start < by.end {
        return;
    }
    if let Some(comma) = piece.clone().find(|at| document.word(*at) == ",") {
        piece.end = comma;
    }
    draft.to = draft.source.replace(by);
}

/// Corrects the source of an inserted report: in "Buyers, said Roe, have to pay", Roe speaks, and of the buyers.
fn insert(document: &Document<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone().filter(|cue| cue.len() == 1 && cue.start > 1) else { return };
    let comma = cue.start - 1;
    let sentence = document.sentence(cue.start);
    let before = sentence.start..comma;
    let name = proper(document, cue.end);
    let is_inserted = document.word(comma) == ","
        && draft.source.as_ref() == Some(&before)
        && document.word(name.end) == ","
        && !name.is_empty()
        && !words::is_time(&document.lower(name.start))
        && before.clone().all(|at| document.word(at) != ",");
    if is_inserted {
        if draft.start() >= name.end {
            draft.content.insert(0, before);
        }
        draft.source = Some(name);
    }
}

/// Corrects the source before an aside: in "Dr Roe - with her students Jo Lind and Ann Poe - argues that", it is Roe.
fn aside(document: &Document<'_>, draft: &mut Draft) {
    const LONGEST: usize = 24;
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    let is_dash = |at: usize| matches!(document.word(at), "-" | "–" | "—");
    let Some(closes) = cue.start.checked_sub(1).filter(|at| is_dash(*at) && source.end <= *at) else {
        return;
    };
    let from = document.sentence(cue.start).start.max(closes.saturating_sub(LONGEST));
    let Some(opens) = (from..closes).rev().find(|at| is_dash(*at)) else { return };
    let is_part = |at: &usize| words::is_capitalised(document.word(*at));
    let name = (from..opens).rev().take_while(is_part).last();
    if let Some(start) = name.filter(|_| matches!(&*document.lower(opens + 1), "and" | "with" | "along")) {
        draft.source = Some(start..opens);
    }
}

/// Corrects the source of a participle that stands after a passive: in "A statement was issued by the league, saying it was
/// late", the league speaks.
fn issued(document: &Document<'_>, draft: &mut Draft) {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    let be = (source.start + 1..=source.end).find(|at| matches!(&*document.lower(*at), "was" | "were"));
    let Some(verb) = be.map(|be| be + 1) else { return };
    let is_passive = verb <= source.end + 1
        && matches!(
            &*document.lower(verb),
            "issued" | "released" | "published" | "sent" | "posted" | "signed" | "written" | "circulated"
        )
        && &*document.lower(verb + 1) == "by";
    let is_participle = document.lower(cue.start).ends_with("ing") && cue.start > verb;
    if is_passive && is_participle {
        draft.source = carriers::noun_phrase(document, verb + 2).or_else(|| draft.source.clone());
    }
}

/// Whether a quote is what somebody was asked by nobody who is named: "Asked whether it was safe, Roe left".
fn is_question_of_nobody(document: &Document<'_>, draft: &Draft) -> bool {
    let Some(cue) = &draft.cue else { return false };
    let sentence = document.sentence(cue.start).start;
    let opens = cue.start == sentence
        || cue.start == sentence + 1 && matches!(&*document.lower(sentence), "when" | "if" | "as");
    let is_asked = matches!(&*document.lower(cue.start), "asked" | "pressed" | "quizzed" | "questioned");
    let is_told = matches!(
        &*document.lower(cue.start + 1),
        "whether" | "if" | "about" | "why" | "how" | "what" | "when" | "where" | "who" | "for"
    );
    // "When pressed about the cost by Jo Lind"
    let is_by = (cue.end..=draft.end()).any(|at| &*document.lower(at) == "by");
    opens && is_asked && is_told && !is_by && draft.start() > cue.start
}

/// Corrects a source that stands within the quotation: in "'Hold on, Ann,' put in Roe", it is Roe and not Ann.
fn outside(document: &Document<'_>, draft: &mut Draft) {
    let Some(passage) = passage_of(document, draft.start()).filter(|passage| passage.closed) else { return };
    let Range { start, end } = passage.tokens;
    let is_whole = draft.content.first().is_some_and(|piece| piece.start <= start && end <= piece.end);
    let is_inside = draft.source.as_ref().is_none_or(|source| start <= source.start && source.end <= end);
    if !is_whole || !is_inside {
        return;
    }
    if let Some(Tag { cue, source }) = after(document, end).filter(|_| goes_on(document, passage)) {
        draft.cue = Some(cue);
        draft.source = Some(source);
    }
}

/// Gives a piece of content that two quotes share to the one with the nearer cue: the second piece in "'It is late,' Roe
/// told the hall. 'Go home,' she added".
fn divide(drafts: &mut [Draft]) {
    let distance = |draft: &Draft, piece: &Range<usize>| {
        let cue = draft.cue.as_ref()?;
        Some(cue.start.saturating_sub(piece.end) + piece.start.saturating_sub(cue.end))
    };
    let mut owners: HashMap<Range<usize>, (usize, usize)> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        for piece in &draft.content {
            let Some(far) = distance(draft, piece) else { continue };
            let owner = owners.entry(piece.clone()).or_insert((far, at));
            *owner = (*owner).min((far, at));
        }
    }
    for (at, draft) in drafts.iter_mut().enumerate() {
        let is_own = |piece: &Range<usize>| owners.get(piece).is_none_or(|(_, owner)| *owner == at);
        if draft.content.iter().any(is_own) {
            draft.content.retain(is_own);
        }
    }
}

/// Quotes of passages that are in no quote and have a speaker beside them: "'I did not,' Roe replied", "called 'a dead duck'
/// by the union".
fn passed_over(document: &Document<'_>, drafts: &[Draft]) -> impl Iterator<Item = Draft> {
    let taken = covered(document, drafts);
    document.passages.iter().filter_map(move |passage| {
        let Range { start, end } = passage.tokens;
        let is_free = taken.get(start..end)?.iter().all(|taken| !taken);
        if !is_free || !passage.closed {
            return None;
        }
        let tag = after(document, end).filter(|_| goes_on(document, passage));
        let Tag { cue, source } = tag.or_else(|| called(document, passage))?;
        Some(Draft::without_cue(vec![start..end], Some(source), CONFIDENCE).with_cue(cue))
    })
}

/// The cue and the source around a passage: "called '...' by the union", "described as '...' by the union".
fn called(document: &Document<'_>, passage: &Passage) -> Option<Tag> {
    let near = passage.tokens.start.checked_sub(1)?;
    let cue = match &*document.lower(near) {
        "called" | "branded" | "labelled" | "labeled" => near..near + 1,
        "as" => {
            let far = near.checked_sub(1)?;
            let tells = matches!(
                &*document.lower(far),
                "described"
                    | "condemned"
                    | "denounced"
                    | "dismissed"
                    | "hailed"
                    | "criticised"
                    | "criticized"
            );
            tells.then_some(far..near + 1)?
        }
        _ => return None,
    };
    let by = passage.tokens.end;
    let source = carriers::noun_phrase(document, by + 1).filter(|_| &*document.lower(by) == "by")?;
    Some(Tag { cue, source })
}

/// Whether a tag may follow a passage: not after a full stop; and in the next paragraph only after a comma.
fn goes_on(document: &Document<'_>, passage: &Passage) -> bool {
    let end = passage.tokens.end;
    match document.word(end.saturating_sub(2)) {
        "," => true,
        "?" | "!" | "—" | "–" => document.tokens.paragraph_of(end) == passage.paragraph,
        _ => false,
    }
}

/// The passage around the token.
fn passage_of<'a>(document: &'a Document<'_>, at: usize) -> Option<&'a Passage> {
    let index = document.passages.partition_point(|passage| passage.tokens.end <= at);
    document.passages.get(index).filter(|passage| passage.tokens.contains(&at))
}

/// The tag that begins at `at`, as it does after a passage: "Roe replied", "said Roe", "broke in Roe".
pub(super) fn after(document: &Document<'_>, at: usize) -> Option<Tag> {
    let tells = |at: usize| {
        document.word(at).starts_with(char::is_lowercase)
            && document.seen.look(at).is_some_and(|look| look.cue >= TELLS)
    };
    let name = proper(document, at);
    if !name.is_empty() {
        return tells(name.end).then(|| Tag { cue: name.end..name.end + 1, source: name });
    }
    // Phrasal verbs: "put in", "broke in", "chimed in", "cut in".
    let is_phrasal = matches!(&*document.lower(at), "put" | "broke" | "cut" | "chimed" | "butted" | "joined")
        && &*document.lower(at + 1) == "in";
    let cue = if is_phrasal { at..at + 2 } else { at..at + 1 };
    let source = proper(document, cue.end);
    ((is_phrasal || tells(at)) && !source.is_empty()).then_some(Tag { cue, source })
}

/// The capitalised words from `at` on, up to the length of a name.
pub(super) fn proper(document: &Document<'_>, at: usize) -> Range<usize> {
    const LONGEST: usize = 5;
    let is_part =
        |at: &usize| document.kind(*at) == Some(TokenKind::Word) && words::is_capitalised(document.word(*at));
    at..at + (at..at + LONGEST).take_while(is_part).count()
}
