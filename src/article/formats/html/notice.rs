//! What a site says to its readers about itself: notices of its terms, of what it stores and of whom it belongs to.

/// Phrases of such notices; they speak of the site, not of such things elsewhere.
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

/// Words that speak to the reader.
const TO_READER: [&str; 7] = ["you", "your", "yours", "we", "us", "our", "ours"];

/// Which of the phrases are in a block of text, a bit for each, and how many of its words speak to the reader.
pub(super) fn of(text: &str) -> (u32, usize) {
    let asks = asks(text);
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

/// How many words of a text speak to the reader; those in quotation marks are somebody's.
pub(super) fn asks(text: &str) -> usize {
    if text.contains(['“', '"', '«', '„']) {
        return 0;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| (2..=5).contains(&word.len()));
    words.filter(|word| TO_READER.iter().any(|to| to.eq_ignore_ascii_case(word))).count()
}
