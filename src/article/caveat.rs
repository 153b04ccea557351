//! Caveats: what a reader should know about an article that is incomplete or may not be one.

/// What is wrong with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caveat {
    /// No article was found in a page: what is shown is all of its text.
    NotAnArticle,
    /// The page fetches its text by a program that only a browser runs.
    NeedsScripts,
    /// The file ends before its text does.
    CutShort,
    /// The page shows only the start to those who do not pay.
    Paywalled,
    /// There is more in the file than is read of one.
    LeftOut,
    /// A part that the file names is not in it, or cannot be opened without a key.
    PartMissing,
    /// The text is in another language than that in which quotes are sought.
    OtherLanguage,
}

/// What is told in place of quotes, and of how many they are, where none were sought
/// ([`Article::is_analysed`](super::Article::is_analysed)).
pub const NOT_ANALYSED: &str =
    "not analysed: this text is not in English, and quotes are sought in English only";

impl Caveat {
    /// In words for a person.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotAnArticle => "this page is not an article: all of its text is shown",
            Self::NeedsScripts => {
                "this page loads its text with scripts: only what stands in the page itself is shown"
            }
            Self::CutShort => "the file ends early: what was in it is shown",
            Self::Paywalled => {
                "this article is for subscribers: only what stands in the page itself is shown"
            }
            Self::LeftOut => "there is more in this file than dixit reads: the rest is left out",
            Self::PartMissing => "a part of this book is missing or locked: the rest of it is shown",
            Self::OtherLanguage => "this text is not in English: quotes are sought in English only",
        }
    }
}
