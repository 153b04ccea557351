//! Explains in words why a quote has its speaker, and how certain the analysis is.

use crate::{
    actors::{ActorId, Why},
    analysis::Certainty,
    article::{Article, Paragraphs},
    reader::article::findings::Findings,
    span::Span,
};

/// Longest quotation from the text in an explanation, in bytes.
const LONGEST: usize = 60;

/// Why `words` of `article` are taken to mean `actor`: the words, the rule, and the words that the rule relies on, as in
/// `from “the mayor” (role: “Mayor of Lindholm”, paragraph 1)`. The text in it is untrusted.
pub fn why(article: &Article, findings: &Findings, actor: ActorId, words: Option<Span>) -> String {
    let Some(words) = words else { return "no words here name them".to_owned() };
    let from = format!("from {}", quoted(article, words));
    let Some(mention) = findings.analysis.actor(actor).and_then(|actor| actor.mention_in(words)) else {
        return from;
    };
    let basis = mention.from.filter(|basis| !basis.overlaps(mention.span));
    let paragraph = paragraph(Paragraphs::of(article).number(basis.unwrap_or(mention.span).start));
    let rule = mention.why.words();
    // The same words are not quoted twice.
    let same = article.shown(mention.span);
    match basis.filter(|basis| article.shown(*basis) != same) {
        Some(basis) => format!("{from} ({rule}: {}, {paragraph})", quoted(article, basis)),
        None => format!("{from} ({rule}, {paragraph})"),
    }
}

/// That a person has corrected the speaker, and the source words in the text.
pub fn corrected(article: &Article, words: Option<Span>) -> String {
    let said = Why::Corrected.words();
    words.map_or(said.to_owned(), |words| format!("{said}; the text has {}", quoted(article, words)))
}

/// The least confidence that is called fair.
const FAIR: f32 = 0.5;

/// How certain it is that a quote is one: in a word, in per cent, and what is doubted, as in `fair (71%): it may be no
/// quote`.
pub fn quote_confidence(findings: &Findings, quote: usize) -> String {
    let confidence = findings.quote(quote).map_or(0.0, |said| said.quote.confidence);
    let certainty = findings.analysis.certainty(quote);
    if findings.analysis.corrected.quotes.contains(&quote) {
        return "certain".to_owned();
    }
    let word = match certainty {
        Certainty::Sure => "high",
        Certainty::Doubtful if confidence >= FAIR => "fair",
        Certainty::Doubtful | Certainty::Unlikely => "low",
    };
    let doubt = match certainty {
        Certainty::Sure => "",
        Certainty::Doubtful => ": it may be no quote",
        Certainty::Unlikely => ": it is likely no quote",
    };
    format!("{word} ({}%){doubt}", percent(confidence))
}

/// How certain the speaker of a quote is, and how its source refers to them, as in `high (92%), named beside the words`;
/// none where no speaker is known or a person has corrected it.
pub fn speaker_confidence(findings: &Findings, quote: usize) -> Option<String> {
    let is_corrected = findings.analysis.corrected.quotes.contains(&quote);
    let naming = findings.naming(quote).filter(|_| !is_corrected)?;
    let sure = |confidence: f32| {
        let word = match confidence {
            c if c >= 0.8 => "high",
            c if c >= FAIR => "fair",
            _ => "low",
        };
        format!("{word} ({}%), ", percent(confidence))
    };
    let sure = findings.quote(quote)?.speaker_confidence.map_or(String::new(), sure);
    Some(format!("{sure}{}", naming.words()))
}

fn percent(confidence: f32) -> f32 {
    (confidence.clamp(0.0, 1.0) * 100.0).round()
}

/// The name for the paragraph with this number.
pub fn paragraph(number: usize) -> String {
    if number == 0 { "headline".to_owned() } else { format!("paragraph {number}") }
}

/// The words of `span` in quotation marks; the beginning, if they are long.
fn quoted(article: &Article, span: Span) -> String {
    let part = span.head(&article.text, LONGEST);
    let shown = article.shown(part);
    let marks: &[char] = &['“', '”', '"', '‘', '’', ',', ' '];
    format!("“{}{}”", shown.trim_matches(marks), if part == span { "" } else { "…" })
}
