//! Block quotations without quotation marks: a credit below them, or the paragraph above them, names the source.

use super::{credits, drafts::Draft, tags::proper};
use crate::{
    article::BlockKind,
    language::{Document, words},
};
use std::ops::Range;

/// The confidence of a quotation with a credit.
const CREDITED: f32 = 0.95;
/// The confidence of a quotation whose source the paragraph above names.
const ANNOUNCED: f32 = 0.85;
/// The confidence of a quotation after a colon without a source.
const LED_TO: f32 = 0.5;

/// A block quotation. Positions are token indices.
struct Quotation {
    /// Its paragraphs, without the credit.
    content: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
    confidence: f32,
}

impl Quotation {
    fn tokens(&self) -> Range<usize> {
        let start = self.content.first().map_or(0, |piece| piece.start);
        start..self.content.last().map_or(start, |piece| piece.end)
    }
}

/// Makes quotes of the block quotations that have a credit or follow a colon. Indirect quotes within them are part of what
/// is quoted. Linear in the text and the quotes.
pub(super) fn adopt(document: &Document<'_>, quotes: &mut Vec<Draft>) {
    let quotations = quotations(document, quotes);
    let place = |quote: &Draft| {
        let at = quotations.partition_point(|quotation| quotation.tokens().end <= quote.start());
        let holds = |quotation: &&Quotation| {
            quotation.tokens().start <= quote.start() && quote.end() <= quotation.tokens().end
        };
        quotations.get(at).filter(holds).map(|quotation| (at, quotation))
    };
    let is_marked = |at: usize| document.seen.is_quoted(at);
    quotes.retain(|quote| place(quote).is_none() || quote.content.iter().cloned().flatten().any(is_marked));
    let mut is_found = vec![false; quotations.len()];
    for quote in quotes.iter_mut() {
        let Some((at, quotation)) = place(quote) else { continue };
        let (length, whole) = (quote.content.iter().map(Range::len).sum::<usize>(), quotation.tokens().len());
        let is_it = match quote.source {
            // A quote with a source of its own is a quote within the quotation, unless it is nearly all of it.
            Some(_) => length * 10 >= whole * 9,
            None => length * 2 > whole,
        };
        if is_it && quote.source.is_none() {
            quote.source.clone_from(&quotation.source);
            quote.cue = quote.cue.take().or_else(|| quotation.cue.clone());
            quote.confidence = quote.confidence.max(quotation.confidence);
        }
        if let Some(slot) = is_found.get_mut(at) {
            *slot |= is_it;
        }
    }
    let missing = quotations.into_iter().zip(is_found).filter(|(_, is_found)| !is_found);
    quotes.extend(missing.map(|(Quotation { content, cue, source, confidence }, _)| Draft {
        cue,
        is_verbatim: true,
        ..Draft::without_cue(content, source, confidence)
    }));
}

/// The block quotations that have a credit or follow a colon.
fn quotations(document: &Document<'_>, quotes: &[Draft]) -> Vec<Quotation> {
    let mut cues: Vec<(usize, usize)> =
        quotes.iter().enumerate().filter_map(|(i, q)| Some((q.cue.as_ref()?.start, i))).collect();
    cues.sort_unstable();
    let is_set_off = |paragraph: usize| {
        let block = document.tokens.paragraph(paragraph).and_then(|p| document.article.blocks.get(p.block));
        block.is_some_and(|block| block.kind == BlockKind::BlockQuote)
    };
    let depth = |paragraph: usize| {
        let block = document.tokens.paragraph(paragraph).and_then(|p| document.article.blocks.get(p.block));
        block.map_or(0, |block| document.article.quoted(block))
    };
    let mut out = Vec::new();
    let (mut content, mut first) = (Vec::new(), 0);
    for (n, paragraph) in document.tokens.paragraphs().enumerate() {
        if !is_set_off(n) {
            continue;
        }
        if content.is_empty() {
            first = n;
        }
        let credit = credit(document, paragraph.tokens.clone()).filter(|_| !content.is_empty());
        if let Some((cue, source)) = credit {
            let content = std::mem::take(&mut content);
            out.push(Quotation { content, cue: Some(cue), source: Some(source), confidence: CREDITED });
            continue;
        }
        // What lies deeper are words that the person quoted has quoted of somebody else.
        if content.is_empty() || depth(n) <= depth(first) {
            content.push(paragraph.tokens.clone());
        }
        if is_set_off(n + 1) {
            continue;
        }
        let content = std::mem::take(&mut content);
        if let Some(Lead { cue, source }) = announced(document, first, (quotes, &cues)) {
            let confidence = if source.is_some() { ANNOUNCED } else { LED_TO };
            out.push(Quotation { content, cue, source, confidence });
        }
    }
    out
}

/// The dash and the source of a credit that is a paragraph of its own: "— Ann Roe, the mayor".
fn credit(document: &Document<'_>, paragraph: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let dash = paragraph.start;
    let name = credits::signed(document, paragraph)?;
    Some((dash..dash + 1, name))
}

/// What the paragraph above a quotation says about it.
#[derive(Default)]
struct Lead {
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
}

/// Where the paragraph before `paragraph` ends in a colon: the cue and the source in its last sentence, if it has any.
fn announced(
    document: &Document<'_>,
    paragraph: usize,
    (quotes, cues): (&[Draft], &[(usize, usize)]),
) -> Option<Lead> {
    let above = document.tokens.paragraph(paragraph.checked_sub(1)?)?;
    let last = above.tokens.end.checked_sub(1)?;
    if document.word(last) != ":" {
        return None;
    }
    if let Some((cue, source)) = credits::announcement(document, paragraph) {
        return Some(Lead { cue: Some(cue), source: Some(source) });
    }
    let sentence = document.tokens.sentence(above.sentences.end.checked_sub(1)?)?;
    let to = cues.partition_point(|&(cue, _)| cue < sentence.end);
    let said = cues.get(..to)?.iter().rev().take_while(|(cue, _)| *cue >= sentence.start);
    let said = said.filter_map(|&(_, at)| quotes.get(at)).find(|quote| quote.source.is_some());
    Some(match said {
        Some(quote) => Lead { cue: quote.cue.clone(), source: quote.source.clone() },
        None => Lead { cue: None, source: author(document, sentence.start..last) },
    })
}

/// The name after a participle and "by" near the end of a sentence that leads to a quotation: "This answer was sent by its
/// clerk, Ann Roe:".
fn author(document: &Document<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    /// How many tokens before the end "by" is sought.
    const NEAR: usize = 12;
    let mut last = sentence.clone().rev().take(NEAR);
    let by = last.find(|at| document.lower(*at) == "by").filter(|by| *by > sentence.start)?;
    let is_done = document.is_verb(by - 1) || document.lower(by - 1).ends_with("ed");
    let mut names = (by + 1..sentence.end).map(|at| proper(document, at));
    let name = names.find(|name| !name.is_empty()).filter(|_| is_done)?;
    let word = |at: usize| document.lower(at);
    let is_name = document.word(name.start).len() > 1 && !words::is_time(&word(name.start));
    let is_plain = |at: usize| !words::is_preposition(&word(at)) && !document.is_verb(at);
    (is_name && (by + 1..name.start).all(is_plain)).then(|| name.start..name.end.min(sentence.end))
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::Analyzer,
        article::{Article, Format},
    };

    /// The quotes of Markdown, each as `kind: content | source`.
    fn check(text: &str, expected: &[&str]) {
        let article = Article::from_text("t", text, Format::Markdown);
        let quotes = Analyzer::default().analyse(&article).quotes.into_iter().map(|q| q.quote);
        let found: Vec<String> = quotes
            .map(|q| {
                let content: Vec<String> = q.content.iter().map(|piece| article.shown(*piece)).collect();
                let source = q.source.map_or("nobody", |source| source.of(&article.text));
                format!("{}: {} | {source}", q.kind.name(), content.join(" … "))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_credit_tells_whose_words_are_set_off() {
        check(
            "It rained.\n\n> The bridge was never made for this.\n>\n> Every engineer says so.\n>\n> — Ann Roe, the mayor\n\nIt went on.",
            &["direct: The bridge was never made for this. … Every engineer says so. | Ann Roe, the mayor"],
        );
        check(
            "> Nobody asked the drivers.\n>\n> — Tom Orr (@tomorr) March 12, 2018\n>\n> We did ask them.\n>\n> — Ann Roe, 13 March 2018",
            &["direct: Nobody asked the drivers. | Tom Orr", "direct: We did ask them. | Ann Roe"],
        );
    }

    #[test]
    fn a_paragraph_that_ends_in_a_colon_leads_to_what_is_set_off() {
        check(
            "Roe wrote:\n\n> The bridge was never made for this.\n\nIt rained.",
            &["direct: The bridge was never made for this. | Roe"],
        );
        for lead in ["Ida Brandt, said on Monday:", "Ida Brandt wrote in May 2018:"] {
            check(
                &format!("It rained.\n\n{lead}\n\n> The bridge was never made for this.\n"),
                &["direct: The bridge was never made for this. | Ida Brandt"],
            );
        }
        check("As Ann Roe put it:\n\n> Nobody asked us to.\n", &["direct: Nobody asked us to. | Ann Roe"]);
        check(
            "A note was pinned to it. It was signed by the miller, Ann Roe:\n\n> Nobody asked us to.\n",
            &["direct: Nobody asked us to. | Ann Roe"],
        );
        check(
            "This is the notice on the door:\n\n> The bridge was never made for this.\n",
            &["direct: The bridge was never made for this. | nobody"],
        );
    }

    #[test]
    fn a_mail_that_is_answered_is_quoted_of_who_wrote_it() {
        for lead in [
            "On Mon, May 7, 2018 at 8:00 AM Ann Roe <ann@x.example> wrote:",
            "Ann Roe <ann@x.example> wrote:",
            "Ann Roe <ann@x.example> wrote on 8 May:",
            "Am 08.05.18 um 08:00 schrieb Ann Roe:",
            "* Ann Roe [8 May 2018 08:00]:",
            "Le 8 mai 2018 à 08:00, Ann Roe <ann@x.example> a écrit :",
        ] {
            check(
                &format!("It is not so.\n\n{lead}\n\n> The bridge was never made for this.\n"),
                &["direct: The bridge was never made for this. | Ann Roe"],
            );
        }
    }

    #[test]
    fn what_is_quoted_in_a_quotation_is_of_somebody_else() {
        check(
            "Roe wrote:\n\n> Nobody asked us.\n>\n> > Were you there?\n>\n> We were not.\n",
            &["direct: Nobody asked us. … We were not. | Roe"],
        );
    }

    #[test]
    fn marks_around_what_is_set_off_make_no_second_quote() {
        check(
            "> “The bridge was never made for this.”\n>\n> — Ann Roe\n",
            &["direct: “The bridge was never made for this.” | Ann Roe"],
        );
        check(
            "Roe wrote:\n\n> The bridge is, as Orr said, “not made for this”, and every one of us has known it for years.\n",
            &[
                "direct: The bridge is, as Orr said, “not made for this”, and every one of us has known it for years. | Roe",
                "mixed: “not made for this”, and every one of us has known it for years | Orr",
            ],
        );
    }

    #[test]
    fn what_is_merely_set_off_is_no_quote() {
        check("It rained.\n\n> The bridge was never made for this.\n", &[]);
        check("It rained.\n\n> — a list\n>\n> — of things\n", &[]);
        check("> - not so\n>\n> It rained. - Not so.\n", &[]);
    }
}
