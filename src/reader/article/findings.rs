//! An analysis made ready for the screen: who is marked how, and in which order actors are listed.

use crate::{
    actors::{Actor, ActorId, ActorKind, AttributedQuote},
    analysis::{Analysis, Certainty, Naming, Omitted, Reduced, Threshold},
    article::Article,
    attribution::Sense,
    corrections::{Applied, Correction, apply},
    figures::Figures,
    identity::{Identity, identities, kept},
};
use std::collections::{BTreeMap, BTreeSet};

/// An analysis and what the screen needs of it again and again.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// Who says what.
    pub analysis: Analysis,
    /// The actors in the order of the list: who is quoted most, then who carries or is spoken to, then the rest.
    pub order: Vec<ActorId>,
    /// How much each actor says and where, and how many sources are anonymous.
    pub figures: Figures,
    /// What the quotes had to reach that are in it.
    pub threshold: Threshold,
    /// How many quotes are left out, since it is too little sure that they are quotes.
    pub left_out: usize,
    left_out_by: BTreeMap<ActorId, usize>,
    omitted: Omitted,
    /// What stands beside each quote for its speaker.
    namings: Vec<Option<Naming>>,
    identities: Vec<Identity>,
}

impl Findings {
    /// Prepares `analysis` of `article` with `corrections` made to it, and without the quotes that `threshold` leaves out.
    /// Gives also how many corrections do not fit.
    ///
    /// Actors keep the glyphs and colours that they have without corrections, whatever is left out.
    pub fn corrected(
        article: &Article,
        analysis: &Analysis,
        corrections: &[Correction],
        threshold: Threshold,
    ) -> (Self, usize) {
        let before = identities(analysis);
        let Applied { analysis, origins, missed } = apply(article, analysis.clone(), corrections);
        (Self::with(article, analysis.above(article, threshold), threshold, kept(&before, &origins)), missed)
    }

    /// Nothing was found.
    pub fn none(article: &Article) -> Self {
        Self::with(article, Reduced::default(), Threshold::All, Vec::new())
    }

    fn with(article: &Article, reduced: Reduced, threshold: Threshold, identities: Vec<Identity>) -> Self {
        let Reduced { analysis, left_out, left_out_by, omitted } = reduced;
        let involved: BTreeSet<ActorId> =
            analysis.quotes.iter().flat_map(|q| [q.speaker, q.via, q.to]).flatten().collect();
        let mut order: Vec<ActorId> = (0..analysis.actors.len()).map(ActorId).collect();
        order.sort_by_key(|&id| {
            let (quotes, words) = analysis.actor(id).map_or((0, 0), |a| (a.quotes.total(), a.words));
            std::cmp::Reverse((quotes, involved.contains(&id), words))
        });
        let figures = Figures::of(article, &analysis);
        let namings = (0..analysis.quotes.len()).map(|quote| analysis.naming(article, quote)).collect();
        Self { analysis, order, figures, threshold, left_out, left_out_by, omitted, namings, identities }
    }

    /// The analysis with the quotes that are left out of it.
    pub fn whole(&self) -> Analysis {
        self.omitted.put_back(&self.analysis)
    }

    /// The quote with this number.
    pub fn quote(&self, quote: usize) -> Option<&AttributedQuote> {
        self.analysis.quotes.get(quote)
    }

    /// Where a quote begins in the text.
    pub fn start(&self, quote: usize) -> usize {
        self.quote(quote).map_or(usize::MAX, |q| q.quote.extent().start)
    }

    /// Who says this quote.
    pub fn speaker(&self, quote: usize) -> Option<ActorId> {
        self.quote(quote)?.speaker
    }

    /// How an actor is marked.
    pub fn identity(&self, actor: ActorId) -> Option<Identity> {
        self.identities.get(actor.0).copied()
    }

    /// How the speaker of a quote is marked; `None` where nobody is known to say it.
    pub fn identity_of(&self, quote: usize) -> Option<Identity> {
        self.identity(self.speaker(quote)?)
    }

    /// The name to show for an actor.
    pub fn name(&self, actor: ActorId) -> &str {
        self.analysis.actor(actor).map_or("", |a| a.name.as_str())
    }

    /// The name to show for the speaker of a quote.
    pub fn speaker_name(&self, quote: usize) -> &str {
        self.speaker(quote).map_or("unattributed", |id| self.name(id))
    }

    /// A sign for what is to be known of a quote beside its speaker and kind: that a person has put it right, or that the
    /// analysis is not sure of it.
    pub fn sign(&self, quote: usize) -> Option<&'static str> {
        if self.analysis.corrected.quotes.contains(&quote) {
            return Some(CORRECTED);
        }
        (self.analysis.certainty(quote) < Certainty::Sure).then_some(UNCERTAIN)
    }

    /// What stands beside a quote for its speaker; nothing where nobody is known to speak.
    pub fn naming(&self, quote: usize) -> Option<Naming> {
        self.namings.get(quote).copied().flatten()
    }

    /// The sign before the name of a quote's speaker, where that was inferred from other words than a name.
    pub fn inferred(&self, quote: usize) -> Option<&'static str> {
        self.naming(quote).filter(|naming| *naming != Naming::Named).map(|_| INFERRED)
    }

    /// How many quotes by this actor are left out.
    pub fn left_out_by(&self, actor: ActorId) -> usize {
        self.left_out_by.get(&actor).copied().unwrap_or(0)
    }

    /// Whether this actor says anything, be it left out or not.
    pub fn speaks(&self, actor: ActorId) -> bool {
        self.left_out_by(actor) > 0 || self.analysis.actor(actor).is_some_and(|a| a.quotes.total() > 0)
    }

    /// The numbers of the quotes by one of `filter`, or by all where it is empty, and of this sense, or of all.
    pub fn shown(&self, filter: &BTreeSet<ActorId>, sense: Option<Sense>) -> Vec<usize> {
        let by = |q: &AttributedQuote| q.speaker.is_some_and(|s| filter.contains(&s));
        let quotes = self.analysis.quotes.iter().enumerate();
        let is_of = |q: &AttributedQuote| sense.is_none_or(|sense| q.quote.sense == sense);
        quotes.filter(|(_, q)| (filter.is_empty() || by(q)) && is_of(q)).map(|(i, _)| i).collect()
    }
}

/// The sign that stands where a person has put something right.
pub const CORRECTED: &str = "=";
/// The sign that stands where the analysis is not sure.
pub const UNCERTAIN: &str = "~";

/// The sign that stands before a speaker who is not named beside the words: the name stands elsewhere.
pub const INFERRED: &str = "←";

/// What to say of an actor after its name: that its name is withheld, or its role.
pub fn description(actor: &Actor) -> Option<&str> {
    match (actor.kind, actor.role.as_deref()) {
        (ActorKind::Anonymous, _) => Some("anonymous"),
        (_, role) => role.filter(|r| !r.is_empty()),
    }
}
