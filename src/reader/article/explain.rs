//! Why words are taken to mean an actor, in words for the person.

use crate::{
    actors::{ActorId, Why},
    analysis::Certainty,
    article::{Article, Paragraphs},
    reader::article::findings::Findings,
    span::Span,
};

/// Most bytes of the text that are quoted in an explanation.
const LONGEST: usize = 60;

/// Why `words` of `article` are taken to mean `actor`: the words, the rule, and where what it rests on stands. As in
/// `from “the mayor” (role: “Mayor of Lindholm”, paragraph 1)`. The text in it is not yet harmless.
pub fn why(article: &Article, findings: &Findings, actor: ActorId, words: Option<Span>) -> String {
    let Some(words) = words else { return "no words here name them".to_owned() };
    let from = format!("from {}", quoted(article, words));
    let Some(mention) = findings.analysis.actor(actor).and_then(|actor| actor.mention_in(words)) else {
        return from;
    };
    let basis = mention.from.filter(|basis| !basis.overlaps(mention.span));
    let paragraph = paragraph(Paragraphs::of(article).number(basis.unwrap_or(mention.span).start));
    let rule = mention.why.words();
    // The same words once more would tell nothing.
    let same = article.shown(mention.span);
    match basis.filter(|basis| article.shown(*basis) != same) {
        Some(basis) => format!("{from} ({rule}: {}, {paragraph})", quoted(article, basis)),
        None => format!("{from} ({rule}, {paragraph})"),
    }
}

/// That a person has said who speaks, and what the text has in that place.
pub fn corrected(article: &Article, words: Option<Span>) -> String {
    let said = Why::Corrected.words();
    words.map_or(said.to_owned(), |words| format!("{said}; the text has {}", quoted(article, words)))
}

/// The least confidence that is fair.
const FAIR: f32 = 0.5;

/// How sure it is that a quote is one: in the word of the bounds that decide how it is shown, in hundredths, and what of it is
/// doubted. As in `fair (71%): it may be no quote`.
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

/// How sure it is who says a quote, and what stands beside it for them, as in `high (92%), named beside the words`; nothing where
/// nobody is known to speak, or a person has said who does.
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

/// How to speak of the paragraph with this number.
pub fn paragraph(number: usize) -> String {
    if number == 0 { "headline".to_owned() } else { format!("paragraph {number}") }
}

/// The words of `span` in quotation marks, cut where they are long.
fn quoted(article: &Article, span: Span) -> String {
    let part = span.head(&article.text, LONGEST);
    let shown = article.shown(part);
    let marks: &[char] = &['“', '”', '"', '‘', '’', ',', ' '];
    format!("“{}{}”", shown.trim_matches(marks), if part == span { "" } else { "…" })
}
