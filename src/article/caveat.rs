//! Caveats: what the reader has to know about an article that is incomplete or may not be one.

/// What may be wrong with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caveat {
    /// No article was found on a page: all of its text is shown.
    NotAnArticle,
    /// The page loads its text with scripts.
    NeedsScripts,
    /// The file ends before its content does: it was truncated.
    CutShort,
    /// The page has only the start of the article, for readers without a subscription.
    Paywalled,
    /// The file has more content than is read (see `budget`).
    LeftOut,
    /// A file that is part of the book is missing or encrypted.
    PartMissing,
    /// The text is not in English, the only language in which quotes are sought.
    OtherLanguage,
}

/// Shown in place of quotes and their number for an article in which none were sought
/// ([`Article::is_analysed`](super::Article::is_analysed)).
pub const NOT_ANALYSED: &str =
    "not analysed: this text is not in English, and quotes are sought in English only";

impl Caveat {
    /// The caveat as a clause for the reader.
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
