//! Author fields of feeds and front matter, which hold a name with a mail address: "ada@news.example (Ada Brandt)".

/// The name in the author field `written`; `None` where there is only an address.
pub(super) fn name(written: &str) -> Option<String> {
    let is_address = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
    };
    let mut words: Vec<&str> = written.split_whitespace().collect();
    let all = words.len();
    words.retain(|word| !is_address(word));
    let name = words.join(" ");
    let is_about = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',' | ';' | '|');
    let name = name.trim_matches(is_about);
    let inside = name.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
    let name = inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(name);
    let name = if words.len() < all { name.trim_end_matches(['-', '–', '(', ' ']) } else { name };
    (!name.is_empty()).then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_out_of_names() {
        for (written, expected) in [
            ("Ada Brandt", Some("Ada Brandt")),
            ("Ada Brandt (the Courier)", Some("Ada Brandt (the Courier)")),
            ("ada@news.example (Ada Brandt)", Some("Ada Brandt")),
            ("Ada Brandt <ada@news.example>", Some("Ada Brandt")),
            ("\"Brandt, Ada\" <mailto:ada@news.example>", Some("Brandt, Ada")),
            ("Ada Brandt - ada@news.example", Some("Ada Brandt")),
            ("(Ada Brandt)", Some("Ada Brandt")),
            ("ada@news.example", None),
            ("@ada", Some("@ada")),
            (" \n", None),
        ] {
            assert_eq!(name(written).as_deref(), expected, "{written}");
        }
    }
}
