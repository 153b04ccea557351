//! The key that identifies a text.

use sha2::{Digest as _, Sha256};
use std::fmt;

/// The SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits: the same as `sha256sum` prints for a file in
/// UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// The key of `text`.
    pub fn of(text: &str) -> Self {
        Self(format!("{:x}", Sha256::digest(text.as_bytes())))
    }

    /// The key with these hexadecimal digits, in upper or lower case; `None` where these are not 64 such digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_key = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_key.then(|| Self(digits.to_ascii_lowercase()))
    }

    /// The hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_sha_256() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Key::of("abc").to_string(), expected);
        assert_ne!(Key::of("abc"), Key::of("abc "));
        assert_eq!(Key::parse(expected), Some(Key::of("abc")));
        assert_eq!(Key::parse(&expected[1..]), None);
    }
}
