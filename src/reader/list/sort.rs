//! What orders a list of articles.

/// What orders the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As they were given.
    #[default]
    Given,
    /// By title.
    Title,
    /// By date, the newest first.
    Date,
    /// By the number of quotes, the most first.
    Quotes,
}

impl Sort {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Given => Self::Title,
            Self::Title => Self::Date,
            Self::Date => Self::Quotes,
            Self::Quotes => Self::Given,
        }
    }

    /// All of them.
    pub const ALL: [Self; 4] = [Self::Given, Self::Title, Self::Date, Self::Quotes];

    /// A word for it, by which it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Title => "title",
            Self::Date => "date",
            Self::Quotes => "quotes",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Given => "as given",
            Self::Title => "by title",
            Self::Date => "by date",
            Self::Quotes => "by quotes",
        }
    }
}
