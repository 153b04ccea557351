//! The quotes of an article by speaker, and highlights and notes, as Markdown.

use super::citation::Template;
use crate::{
    actors::{Actor, ActorId},
    analysis::Analysis,
    article::{Article, NOT_ANALYSED},
    highlights::{Highlight, Placed, placed},
    printable,
};
use std::collections::BTreeMap;

/// The template of a quote below the heading of its speaker.
const TEMPLATE: &str = "{quote}[ — via {via}] ({kind})";

/// All quotes of `article` under headings for their speakers: those with most quoted words first, unknown speakers
/// last. Then the highlights with their notes, in the order of the text.
pub fn write(article: &Article, analysis: &Analysis, highlights: &[Highlight]) -> String {
    let mut out = String::new();
    let title = article.label();
    out.extend(["# ", &escaped(&printable::line(&title)), "\n\n"]);
    let template = Template::parse("[{byline}. ][{outlet}. ][{date}. ][<{url}>]").unwrap_or_default();
    let about = template.fill(article, analysis, 0);
    if !about.trim().is_empty() {
        out.extend([&escaped(about.trim()), "\n\n"]);
    }
    if analysis.quotes.is_empty() && !article.is_analysed() {
        out.extend(["Quotes are ", NOT_ANALYSED, ".\n\n"]);
    }
    let template = Template::parse(TEMPLATE).unwrap_or_default();
    for (speaker, quotes) in by_speaker(analysis) {
        out.push_str(&heading(speaker));
        for quote in quotes {
            out.extend(["- ", &escaped(&template.fill(article, analysis, quote)), "\n"]);
        }
        out.push('\n');
    }
    if !highlights.is_empty() {
        out.push_str("## Highlights and notes\n\n");
    }
    for Placed { highlight, span } in placed(&article.text, highlights) {
        let words = span.map_or_else(|| highlight.words.clone(), |span| article.shown(span));
        let gone = if span.is_none() { " (not in this text any more)" } else { "" };
        out.extend(["- ", &escaped(&printable::line(&words)), gone, "\n"]);
        if let Some(note) = &highlight.note {
            out.extend(["  - ", &escaped(&printable::line(note)), "\n"]);
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The indices of the quotes of each speaker, in the order of the text: speakers with most quoted words first, unknown
/// speakers last.
pub(super) fn by_speaker(analysis: &Analysis) -> Vec<(Option<&Actor>, Vec<usize>)> {
    let mut said: BTreeMap<Option<ActorId>, Vec<usize>> = BTreeMap::new();
    for (place, quote) in analysis.quotes.iter().enumerate() {
        said.entry(quote.speaker).or_default().push(place);
    }
    let mut out: Vec<(Option<&Actor>, Vec<usize>)> =
        said.into_iter().map(|(id, quotes)| (id.and_then(|id| analysis.actor(id)), quotes)).collect();
    let most = |actor: Option<&Actor>| actor.map(|actor| (actor.words, actor.quotes.total()));
    // `None`, for unknown speakers, is the least key.
    out.sort_by_key(|(actor, _)| std::cmp::Reverse(most(*actor)));
    out
}

fn heading(speaker: Option<&Actor>) -> String {
    let Some(actor) = speaker else { return "## Unknown speakers\n\n".to_owned() };
    let role = actor.role.as_deref().map_or(String::new(), |role| format!(", {}", printable::line(role)));
    format!("## {}\n\n", escaped(&format!("{}{role}", printable::line(&actor.name))))
}

/// Escapes what is special in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut link_ends = 0;
    for (at, c) in text.char_indices() {
        if c == '<' && at >= link_ends {
            link_ends = autolink(text.get(at..).unwrap_or_default()).map_or(at, |length| at + length);
        }
        let is_sign = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '<')
            || at == 0 && matches!(c, '#' | '-' | '+' | '>');
        if is_sign && at >= link_ends {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The length of the address in angle brackets at the start of `text`, if there is one. A backslash in it does not escape.
fn autolink(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("<http://").or_else(|| text.strip_prefix("<https://"))?;
    // Nothing is sought beyond the next opening bracket, so that many of them take linear time.
    let end = rest.find(|c: char| matches!(c, '<' | '>') || c.is_whitespace() || c.is_control())?;
    rest.get(end..)?.starts_with('>').then(|| text.len() - rest.len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format, span::Span};

    #[test]
    fn quotes_stand_under_who_says_them() {
        let text = "Bridge *stays* open\n\n“We will pay,” said Ann Roe, the mayor. The union said it was_late. “Go home and \
            rest,” Roe said.";
        let article = Article::from_text("a.txt", text, Format::Plain);
        let analysis = Analyzer::default().analyse(&article);
        assert_eq!(
            write(&article, &analysis, &[]),
            "# Bridge \\*stays\\* open\n\n## Ann Roe, mayor\n\n- “We will pay,” (direct)\n- “Go home and rest,” (direct)\n\n\
             ## union\n\n- it was\\_late (paraphrase)\n"
        );
        let start = text.find("*stays*").unwrap();
        let noted = Highlight::of(text, Span::new(start, start + 7), Some("- really\u{1b}?\nyes".to_owned()));
        let gone = Highlight { words: "gone".to_owned(), note: None, ..noted.clone() };
        assert!(write(&article, &analysis, &[gone, noted]).ends_with(
            "\n\n## Highlights and notes\n\n- \\*stays\\*\n  - \\- really␛? yes\n- gone (not in this text any more)\n"
        ));
    }

    #[test]
    fn where_it_was_published_is_told_of_an_article_without_quotes() {
        let mut article =
            Article::from_text("a.txt", "Fog over Hull\n\nThe ferry left at six.", Format::Plain);
        article.url = Some("https://www.post.example/fog_1".to_owned());
        let analysis = Analyzer::default().analyse(&article);
        let written = write(&article, &analysis, &[]);
        assert!(written.contains("\n\npost.example. <https://www.post.example/fog_1>\n"), "{written}");
    }

    #[test]
    fn no_markup_gets_through_an_address() {
        assert_eq!(escaped("<http<script>a<http</script>"), "\\<http\\<script>a\\<http\\</script>");
        assert_eq!(escaped("<http*x*> <https://x.example/a_b>"), "\\<http\\*x\\*> <https://x.example/a_b>");
        assert_eq!(escaped(&"<http://".repeat(3)), "\\<http://".repeat(3));
    }
}
