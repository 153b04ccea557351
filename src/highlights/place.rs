//! Finding highlights again in a text that may have changed since they were made.

use super::Highlight;
use crate::span::Span;
use std::cmp::Reverse;

/// Where each of `highlights` stands in `text`: where it was, or else where its words stand, whatever marks and white space are
/// between them; or else where other words stand between what stood around it, if most of its own are among them. Of several
/// places it is the one with the most of what stood around it. None where there is no such place.
///
/// Takes time that grows with the text and the number of highlights that are not where they were.
pub fn places(text: &str, highlights: &[Highlight]) -> Vec<Option<Span>> {
    let mut folded: Option<Folded<'_>> = None;
    let find = |highlight: &Highlight| {
        if highlight.words.trim().is_empty() {
            return None;
        }
        let is_there = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(&highlight.words));
        if is_there(highlight.at) && stands_between(text, highlight) {
            return Some(Span::new(highlight.at, highlight.at + highlight.words.len()));
        }
        let folded = folded.get_or_insert_with(|| Folded::of(text));
        folded.find(highlight).or_else(|| folded.find_changed(highlight))
    };
    highlights.iter().map(find).collect()
}

/// Whether a highlight is where it was, and what stood around it, too.
fn stands_between(text: &str, highlight: &Highlight) -> bool {
    let end = highlight.at + highlight.words.len();
    text.get(..highlight.at).is_some_and(|before| before.ends_with(&highlight.before))
        && text.get(end..).is_some_and(|after| after.starts_with(&highlight.after))
}

/// A text's letters and digits alone, in lower case, with where each stands.
struct Folded<'a> {
    text: &'a str,
    letters: String,
    /// Where in the text the character begins that each byte of `letters` is of.
    starts: Vec<u32>,
}

impl<'a> Folded<'a> {
    fn of(text: &'a str) -> Self {
        let (mut letters, mut starts) = (String::new(), Vec::new());
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            letters.extend(c.to_lowercase());
            starts.resize(letters.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { text, letters, starts }
    }

    /// The place with the words of a highlight that has most of what stood around it, and is nearest to where it was.
    fn find(&self, highlight: &Highlight) -> Option<Span> {
        let words = fold(&highlight.words);
        if words.is_empty() {
            return None;
        }
        let (before, after) = (fold(&highlight.before), fold(&highlight.after));
        let rank = |from: usize| {
            let to = from + words.len();
            let around = common_end(self.letters.get(..from).unwrap_or_default(), &before)
                + common_start(self.letters.get(to..).unwrap_or_default(), &after);
            let far =
                self.starts.get(from).map_or(usize::MAX, |start| (*start as usize).abs_diff(highlight.at));
            (self.is_between_words(from) && self.is_between_words(to), around, Reverse(far))
        };
        let best = self.letters.match_indices(&words).map(|(at, _)| at).max_by_key(|at| rank(*at))?;
        self.span(best, best + words.len(), &highlight.words)
    }

    /// The place between what stood around a highlight, where most of its words are still there.
    fn find_changed(&self, highlight: &Highlight) -> Option<Span> {
        /// Fewest bytes of letters that can tell a place.
        const LEAST: usize = 12;
        let (before, after) = (fold(&highlight.before), fold(&highlight.after));
        let words: Vec<String> =
            highlight.words.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        if words.is_empty() || before.len() < LEAST || after.len() < LEAST {
            return None;
        }
        let most = words.iter().map(String::len).sum::<usize>() * 2 + LEAST;
        self.letters.match_indices(&before).find_map(|(at, _)| {
            let from = at + before.len();
            let near = (from..=(from + most + after.len()).min(self.letters.len())).rev();
            let to = near.into_iter().find(|to| self.letters.is_char_boundary(*to))?;
            let length = self.letters.get(from..to)?.find(&after)?;
            let now = self.letters.get(from..from + length)?;
            let kept = words.iter().filter(|word| now.contains(word.as_str())).count();
            if length > 0 && kept * 2 >= words.len() {
                self.span(from, from + length, &highlight.words)
            } else {
                None
            }
        })
    }

    /// Whether no word reaches over this place among the letters.
    fn is_between_words(&self, at: usize) -> bool {
        let (Some(before), Some(after)) =
            (at.checked_sub(1).and_then(|at| self.starts.get(at)), self.starts.get(at))
        else {
            return true;
        };
        self.text.get(*before as usize..*after as usize).is_some_and(|gap| gap.chars().count() > 1)
    }

    /// The stretch of the text from one letter to another, with as many of the marks beside it as `words` have there.
    fn span(&self, from: usize, to: usize, words: &str) -> Option<Span> {
        let is_mark = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
        let (lead, trail) =
            (words.chars().take_while(is_mark).count(), words.chars().rev().take_while(is_mark).count());
        let start = *self.starts.get(from)? as usize;
        let last = *self.starts.get(to.checked_sub(1)?)? as usize;
        let end = last + self.text.get(last..)?.chars().next()?.len_utf8();
        let marks = |chars: &mut dyn Iterator<Item = char>, most: usize| {
            chars.take(most).take_while(is_mark).map(char::len_utf8).sum::<usize>()
        };
        let before = marks(&mut self.text.get(..start)?.chars().rev(), lead);
        let behind = marks(&mut self.text.get(end..)?.chars(), trail);
        Some(Span::new(start - before, end + behind))
    }
}

/// The letters and digits of `text`, in lower case.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many bytes two texts share at their beginnings.
fn common_start(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// How many bytes two texts share at their ends.
fn common_end(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The council met. “No,” said Roe. “No,” said Lind, who had come late from the harbour, and left.\n\n\
                        Nobody else spoke on that evening in March.\n";

    fn highlight(nth: usize, words: &str) -> Highlight {
        let (start, _) = TEXT.match_indices(words).nth(nth).unwrap();
        Highlight::of(TEXT, Span::new(start, start + words.len()), None)
    }

    #[track_caller]
    fn check(text: &str, highlight: &Highlight, expected: Option<(usize, &str)>) {
        let found = places(text, std::slice::from_ref(highlight))[0];
        let expected = expected.map(|(nth, words)| (text.match_indices(words).nth(nth).unwrap().0, words));
        assert_eq!(found.map(|span| (span.start, span.of(text))), expected, "{highlight:?}");
    }

    #[test]
    fn each_is_where_it_was_made() {
        check(TEXT, &highlight(0, "“No,”"), Some((0, "“No,”")));
        check(TEXT, &highlight(1, "“No,”"), Some((1, "“No,”")));
        check(TEXT, &highlight(0, "left.\n\nNobody"), Some((0, "left.\n\nNobody")));
    }

    #[test]
    fn a_text_that_changed_around_it_has_it_all_the_same() {
        let longer = format!("Updated on Monday, “No,” it says.\n\n{TEXT}");
        check(&longer, &highlight(1, "“No,”"), Some((2, "“No,”")));
        check(&longer, &highlight(0, "come late"), Some((0, "come late")));
        // Straight marks, other white space.
        let plain = TEXT.replace(['“', '”'], "\"").replace("\n\n", " ");
        check(&plain, &highlight(1, "“No,”"), Some((1, "\"No,\"")));
        check(&plain, &highlight(0, "left.\n\nNobody"), Some((0, "left. Nobody")));
    }

    #[test]
    fn one_that_changed_within_is_found_by_what_stands_around() {
        let words = "who had come late from the harbour";
        let mended = TEXT.replace(words, "who had come very late from the old harbour");
        check(&mended, &highlight(0, words), Some((0, "who had come very late from the old harbour")));
        let other = TEXT.replace(words, "a fisherman");
        check(&other, &highlight(0, words), None);
    }

    #[test]
    fn what_is_gone_has_no_place() {
        check("Another text.", &highlight(0, "come late"), None);
        check("", &highlight(0, "“No,”"), None);
        let odd = |words: &str| Highlight { words: words.to_owned(), ..highlight(0, "late") };
        check(TEXT, &odd("—"), None);
        check(TEXT, &odd(""), None);
        check(TEXT, &Highlight { at: usize::MAX, ..highlight(0, "late") }, Some((0, "late")));
    }

    #[test]
    fn a_word_is_rather_found_whole() {
        let art = Highlight {
            words: "art".to_owned(),
            at: 0,
            before: String::new(),
            after: String::new(),
            note: None,
        };
        check("Start with art.", &art, Some((1, "art")));
    }
}
