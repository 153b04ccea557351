//! Notices of a site to its readers about cookies, consent, privacy and terms of use, recognised by their words.

/// Phrases of such notices. Words that an article may use as well ("cookies") are only part of phrases in which a site
/// speaks of itself ("use cookies").
const PHRASES: [&str; 24] = [
    "this site",
    "our site",
    "this website",
    "our website",
    "our partners",
    "partners store",
    "use cookies",
    "our cookie",
    "notice on cookies",
    "your consent",
    "your device",
    "our privacy",
    "your privacy",
    "privacy notice",
    "our terms",
    "conditions of use",
    "terms of use",
    "terms of service",
    "user agreement",
    "rights reserved",
    "may not be reproduced",
    "personal data",
    "unique identifiers",
    "code of conduct",
];

/// Pronouns that address the reader or speak for the site.
const TO_READER: [&str; 7] = ["you", "your", "yours", "we", "us", "our", "ours"];

/// The phrases of notices in a block of text, as a bit set in the order of [`PHRASES`], and the number of its words in
/// [`TO_READER`].
pub(super) fn of(text: &str) -> (u32, usize) {
    let asks = reader_pronouns(text);
    if asks == 0 && !text.contains("eserved") && !text.contains("reproduced") {
        return (0, 0);
    }
    let text = text.to_lowercase();
    let mut phrases = 0;
    for (bit, phrase) in PHRASES.iter().enumerate() {
        phrases |= u32::from(text.contains(phrase)) << bit;
    }
    (phrases, asks)
}

/// The number of words in [`TO_READER`]; 0 where the text has quotation marks, since they may be quoted words.
pub(super) fn reader_pronouns(text: &str) -> usize {
    if text.contains(['“', '"', '«', '„']) {
        return 0;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| (2..=5).contains(&word.len()));
    words.filter(|word| TO_READER.iter().any(|to| to.eq_ignore_ascii_case(word))).count()
}
