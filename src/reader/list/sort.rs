//! The orders of a list of articles.

/// What a list of articles is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The order in which they were given.
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
    /// The next order in the cycle.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Given => Self::Title,
            Self::Title => Self::Date,
            Self::Date => Self::Quotes,
            Self::Quotes => Self::Given,
        }
    }

    /// All orders.
    pub const ALL: [Self; 4] = [Self::Given, Self::Title, Self::Date, Self::Quotes];

    /// The name that it is stored under.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Title => "title",
            Self::Date => "date",
            Self::Quotes => "quotes",
        }
    }

    /// The order with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// A description for the heading of the list.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Given => "as given",
            Self::Title => "by title",
            Self::Date => "by date",
            Self::Quotes => "by quotes",
        }
    }
}
