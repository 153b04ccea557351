//! Recognises whether a text is in English, by its most frequent words and its script. Other languages are not told
//! apart: quotes are sought in English only, and readers of a text in another language have to be told so.

use super::budget;

/// How many bytes of a text are examined.
const LOOKED_AT: usize = 1 << 13;
/// Fewest words, or letters in another script, by which a language is recognised.
const FEWEST: usize = 40;

/// Function words that are about a third of any English text and are rare in other languages.
const ENGLISH: [&str; 30] = [
    "the", "of", "and", "to", "that", "was", "for", "it", "is", "with", "as", "his", "her", "he", "she",
    "by", "at", "from", "they", "have", "has", "had", "this", "which", "be", "are", "not", "who", "said",
    "but",
];

/// Function words of other languages, without those that are also frequent in English.
const OTHERS: [&[&str]; 8] = [
    // French
    &[
        "le", "la", "les", "des", "et", "une", "du", "que", "qui", "dans", "est", "pour", "sur", "pas", "au",
        "ce", "il", "elle",
    ],
    // German
    &[
        "der", "und", "den", "das", "ist", "nicht", "ein", "eine", "mit", "auf", "von", "zu", "im", "sich",
        "dem", "sie", "für", "auch",
    ],
    // Spanish
    &[
        "el", "los", "las", "que", "en", "una", "por", "con", "para", "del", "se", "su", "es", "como", "más",
        "pero", "y",
    ],
    // Italian
    &[
        "il", "di", "che", "della", "gli", "una", "per", "non", "del", "è", "si", "con", "le", "dei", "nel",
        "sono", "ha",
    ],
    // Portuguese
    &[
        "os", "que", "da", "em", "uma", "para", "com", "não", "dos", "por", "mais", "se", "na", "ao", "foi",
        "ele", "e",
    ],
    // Dutch
    &[
        "de", "het", "een", "van", "en", "dat", "niet", "zijn", "op", "te", "voor", "met", "ook", "aan",
        "er", "hij",
    ],
    // Swedish, Danish, Norwegian
    &[
        "och", "att", "det", "som", "på", "av", "med", "för", "inte", "den", "og", "er", "ikke", "til",
        "har", "ett", "jeg",
    ],
    // Polish and Czech
    &[
        "nie", "się", "na", "że", "jest", "do", "jak", "od", "po", "jego", "je", "ve", "že", "si", "byl",
        "jako", "tak",
    ],
];

/// Whether `text` is in another language than English; `said` is the language tag that the text declares.
pub(super) fn is_not_english(text: &str, said: Option<&str>) -> bool {
    let text = budget::start(text, LOOKED_AT);
    let (mut letters, mut latin) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        latin += usize::from(c < '\u{250}' || matches!(c, '\u{1e00}'..='\u{1eff}'));
    }
    if letters >= FEWEST && latin * 2 < letters {
        return true;
    }
    let (mut all, mut english, mut others) = (0_usize, 0_usize, [0_usize; OTHERS.len()]);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        all += 1;
        english += usize::from(ENGLISH.contains(&word.as_str()));
        for (count, words) in others.iter_mut().zip(OTHERS) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let other = others.into_iter().max().unwrap_or_default();
    let is_said = said.is_some_and(|tag| !tag.is_empty() && !tag.to_ascii_lowercase().starts_with("en"));
    // The thresholds allow for names and foreign words in English texts; lists and code have few function words of any
    // language.
    all >= FEWEST && english * 12 < all && (other * 8 >= all && other > 2 * english || is_said)
}

#[cfg(test)]
mod tests {
    use super::is_not_english;

    #[test]
    fn other_languages_are_told_from_english() {
        let check = |text: &str, said, expected| {
            assert_eq!(is_not_english(&text.repeat(6), said), expected, "{text}");
        };
        check("Le puits est à sec, et la mairie dit que les eaux ne sont pas pour la ville. ", None, true);
        check("Der Brunnen ist leer, und die Stadt sagt, dass das Wasser nicht für sie ist. ", None, true);
        check("El pozo no tiene agua, y la ciudad dice que los pozos son para el campo. ", None, true);
        check("Колодец пуст, и город говорит, что вода не для него. ", None, true);
        check("井戸は空で、町は水がないと言った。", None, true);
        check("A kút kiszáradt, azt mondta a polgármester tegnap este mindenkinek. ", Some("hu"), true);
        check("The well is dry, and the town says that it has no water for her fields. ", Some("fr"), false);
        check("Jean de la Tour said that the well of the town was dry, and he was not glad. ", None, false);
        check("let well = dry; if (town) { pump(); } else { wait(10); } ", None, false);
        check("Well dry ", None, false);
    }
}
