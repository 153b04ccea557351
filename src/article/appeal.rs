//! Recognises lines in which a site asks its readers to follow it, to subscribe or to pay.

/// Whether a line in lower case asks the reader to subscribe, pay or join: "did you like this? become a member and help
/// us."
pub(super) fn is_appeal(line: &str) -> bool {
    const ASKS: [&str; 10] = [
        "subscribe to",
        "subscribe now",
        "subscribe today",
        "become a member",
        "become a subscriber",
        "become a supporter",
        "sign up for our",
        "sign up to our",
        "support our journalism",
        "buy us a coffee",
    ];
    const TO_READER: [&str; 7] = ["you", "your", "our", "us", "we", "please", "here"];
    /// Most words of such a line.
    const WORDS: usize = 45;
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut sentences = line.split(['.', '?', '!', ',', ':', '–', '—']).map(|part| {
        let part = part.trim_start();
        part.strip_prefix("please ").unwrap_or(part)
    });
    words().count() <= WORDS
        && !line.contains(['“', '"', '«'])
        && sentences.any(|part| ASKS.iter().any(|ask| part.starts_with(ask)))
        && words().any(|word| TO_READER.contains(&word))
}

/// Whether a line in lower case is a short invitation to follow the site elsewhere: "follow us on ...", "sign up for
/// our newsletter".
pub(super) fn is_invitation(line: &str) -> bool {
    const ASKS: [&str; 9] = [
        "follow ",
        "like us ",
        "find us ",
        "join us ",
        "sign up ",
        "subscribe to ",
        "get our ",
        "download ",
        "click here",
    ];
    const OBJECTS: [&str; 15] = [
        "twitter",
        "facebook",
        "instagram",
        "linkedin",
        "telegram",
        "whatsapp",
        "youtube",
        "on x",
        "@",
        "newsletter",
        "newsletters",
        "inbox",
        "alerts",
        "our app",
        "click here",
    ];
    let has_word = |word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let after = line.get(at + word.len()..).unwrap_or_default();
            word == "@" || !after.starts_with(char::is_alphanumeric)
        })
    };
    ASKS.iter().any(|ask| line.starts_with(ask))
        && OBJECTS.iter().any(|object| has_word(object))
        && (line.split_whitespace().count() <= 8
            || [" us ", " our ", " your ", "@", " here"].iter().any(|to| line.contains(to)))
        && line.split_whitespace().count() <= 20
}
