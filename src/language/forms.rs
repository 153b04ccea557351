//! Forms of a word: normal form, stem, suffix, shape.

use super::TokenKind;

/// Shapes of a token, from its capital letters and digits.
pub(crate) mod shape {
    /// Lower case.
    pub const LOWER: u8 = 0;
    /// A capital letter and small ones.
    pub const CAPITAL: u8 = 1;
    /// Capital letters only.
    pub const UPPER: u8 = 2;
    /// Capital and small letters mixed.
    pub const MIXED: u8 = 3;
    /// A number.
    pub const NUMBER: u8 = 4;
    /// The clitic of a possessive.
    pub const POSSESSIVE: u8 = 5;
    /// A punctuation or quotation mark.
    pub const SIGN: u8 = 6;
    /// A single capital letter.
    pub const LETTER: u8 = 7;
}

/// FNV-1a (Fowler, Noll, Vo) over the bytes of a word, 32 bits.
pub(crate) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Writes the normal form of a word to `out`: lower case, straight apostrophes, every digit a zero.
pub(crate) fn normalise(written: &str, out: &mut String) {
    out.clear();
    for c in written.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '0'..='9' => out.push('0'),
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            _ if c.is_ascii() => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// The normal form without the most common endings: rough, but the same for most forms of a verb.
pub(crate) fn stem(normal: &str) -> &str {
    const ENDINGS: [&str; 9] = ["ings", "ing", "ied", "ies", "ers", "ed", "es", "s", "er"];
    const SHORTEST: usize = 3;
    let long_enough = |rest: &&str| rest.chars().nth(SHORTEST - 1).is_some() && !rest.ends_with('s');
    let bare =
        ENDINGS.iter().find_map(|ending| normal.strip_suffix(ending).filter(long_enough)).unwrap_or(normal);
    let bare = bare.strip_suffix(['e', 'y', 'i']).filter(|rest| rest.len() >= SHORTEST).unwrap_or(bare);
    // "planned" and "plan" have one stem.
    let mut last = bare.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && a.is_ascii_alphabetic() && bare.len() > SHORTEST => {
            bare.get(..bare.len() - 1).unwrap_or(bare)
        }
        _ => bare,
    }
}

/// The last three characters.
pub(crate) fn suffix(normal: &str) -> &str {
    normal.char_indices().rev().nth(2).and_then(|(at, _)| normal.get(at..)).unwrap_or(normal)
}

/// The shape of a token.
pub(crate) fn shape_of(written: &str, kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Number => shape::NUMBER,
        TokenKind::Possessive => shape::POSSESSIVE,
        TokenKind::Mark | TokenKind::Punctuation => shape::SIGN,
        TokenKind::Word => {
            let mut letters = written.chars().filter(|c| c.is_alphabetic());
            let capital = letters.next().is_some_and(char::is_uppercase);
            let (mut upper, mut lower) = (false, false);
            for c in letters {
                if c.is_uppercase() { upper = true } else { lower = true }
            }
            match (capital, upper, lower) {
                (true, false, false) => shape::LETTER,
                (true, true, false) => shape::UPPER,
                (true, false, true) => shape::CAPITAL,
                (_, true, _) => shape::MIXED,
                _ => shape::LOWER,
            }
        }
    }
}

/// Whether a token of this shape can be part of a name.
pub(crate) const fn is_name_like(of: u8) -> bool {
    matches!(of, shape::CAPITAL | shape::UPPER | shape::MIXED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(written: &str) -> String {
        let mut out = String::new();
        normalise(written, &mut out);
        out
    }

    #[test]
    fn forms_of_a_verb_share_a_stem() {
        for forms in [["claim", "claims", "claimed", "claiming"], ["deny", "denies", "denied", "denying"]] {
            let stems: Vec<&str> = forms.iter().map(|f| stem(f)).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{stems:?}");
        }
        assert_eq!(stem("planned"), stem("plan"));
        assert_eq!(stem("is"), "is");
    }

    #[test]
    fn the_normal_form_forgets_case_digits_and_the_kind_of_marks() {
        assert_eq!(normal("Don’t"), "don't");
        assert_eq!(normal("1,500"), "0,000");
        assert_eq!(normal("ÉCOLE"), "école");
    }

    #[test]
    fn shapes() {
        let of = |w| shape_of(w, TokenKind::Word);
        assert_eq!(
            [of("Kim"), of("NATO"), of("iPhone"), of("word"), of("I")],
            [shape::CAPITAL, shape::UPPER, shape::MIXED, shape::LOWER, shape::LETTER]
        );
    }
}
