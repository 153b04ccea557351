//! Figures across articles: a line a person, an outlet, a carrier. The library counts them, the reader shows them.

/// How many periods the time from the first to the last article is divided into.
pub const PERIODS: usize = 12;

/// Somebody across articles, and how much of what was asked for they say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonLine {
    /// What to call them.
    pub name: String,
    /// The role that most articles give them.
    pub role: Option<String>,
    /// Their quotes.
    pub quotes: usize,
    /// The articles that these are in.
    pub articles: usize,
    /// The day of the newest of these.
    pub last: Option<String>,
    /// Their quotes by period.
    pub periods: [usize; PERIODS],
}

/// What has published articles, and how it quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutletLine {
    /// Its name; none of articles that do not tell it.
    pub name: Option<String>,
    /// Its articles.
    pub articles: usize,
    /// The quotes in them.
    pub quotes: usize,
    /// Those of sources without a name.
    pub anonymous: usize,
    /// Those of which nobody is told to be the speaker.
    pub unattributed: usize,
    /// Its quotes by period.
    pub periods: [usize; PERIODS],
}

/// Who carries whose words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarrierLine {
    /// Who carries them.
    pub carrier: String,
    /// Whose words; none where no speaker is known.
    pub speaker: Option<String>,
    /// Whether that is a source without a name, so that each article may mean somebody else.
    pub is_anonymous: bool,
    /// How many quotes.
    pub quotes: usize,
    /// The day of the newest.
    pub last: Option<String>,
}
