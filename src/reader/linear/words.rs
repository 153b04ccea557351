//! Line mode: where typed words occur in the text, as whole words, ignoring case, accents and surrounding punctuation.

use crate::{article::Article, reader::overlays::search::fold::Words, span::Span};

/// The spans within `within` at which the words of `typed` occur in sequence. A span includes quotation marks at its
/// ends, but not a stop or comma after it. Empty where `typed` has no words.
pub(super) fn places(article: &Article, within: Span, typed: &str) -> Vec<Span> {
    let wanted: Vec<Words> = pieces(typed).map(|piece| folded(piece.of(typed))).filter(has_letters).collect();
    let part = within.of(&article.text);
    let there: Vec<(Span, Words)> = pieces(part)
        .map(|piece| Span::new(within.start + piece.start, within.start + piece.end))
        .map(|span| (span, folded(&article.shown(span))))
        .filter(|(_, words)| has_letters(words))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let is_it = |run: &&[(Span, Words)]| run.iter().map(|(_, words)| words).eq(&wanted);
    let runs = there.windows(wanted.len()).filter(is_it);
    runs.filter_map(|run| Some(run.first()?.0.join(run.last()?.0).without_stop(&article.text))).collect()
}

/// The parts of `text` between white space and dashes.
fn pieces(text: &str) -> impl Iterator<Item = Span> + '_ {
    let parts_words = |c: char| c.is_whitespace() || matches!(c, '—' | '–');
    let mut from = 0;
    let spans = text.split_inclusive(parts_words).map(move |part| {
        let start = from;
        from += part.len();
        Span::new(start, start + part.trim_end_matches(parts_words).len())
    });
    spans.filter(|span| !span.is_empty())
}

/// A word folded for comparison, without the punctuation around it.
fn folded(words: &str) -> Words {
    Words::loose(words.trim_matches(|c: char| !c.is_alphanumeric()))
}

fn has_letters(words: &Words) -> bool {
    !words.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    #[track_caller]
    fn check(text: &str, typed: &str, expected: &[&str]) {
        let article = Article::from_text("a.md", text, Format::Markdown);
        let whole = Span::new(0, article.text.len());
        let found: Vec<&str> =
            places(&article, whole, typed).iter().map(|span| span.of(&article.text)).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn words_are_found_whole_whatever_marks_stand_around_them() {
        let text = "She said: “It’s naïve,” and left—“too late,” he said.\nIt is not it’s.\n";
        check(text, "it's naive", &["“It’s naïve,”"]);
        check(text, "IT'S", &["“It’s", "it’s"]);
        check(text, "too late", &["“too late,”"]);
        check(text, "he said it", &["he said.\nIt"]);
        check(text, "said", &["said", "said"]);
        check(text, "nai", &[]);
        check(text, "— ,", &[]);
    }

    #[test]
    fn markup_is_no_part_of_a_word() {
        check(
            "The *old* [pier](https://town.example/) is shut.\n",
            "old pier",
            &["*old* [pier](https://town.example/)"],
        );
    }
}
