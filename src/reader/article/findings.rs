//! An analysis prepared for the screen: identities of actors, their order in the list, and figures.

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

/// An analysis, and what the screen derives from it once and uses in every frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The analysis, without the quotes below the threshold.
    pub analysis: Analysis,
    /// The actors in the order of the list: by the number of their quotes, then carriers and addressees, then the others.
    pub order: Vec<ActorId>,
    /// How much each actor says and where, and how many sources are anonymous.
    pub figures: Figures,
    /// The threshold that the quotes have passed.
    pub threshold: Threshold,
    /// The number of quotes below the threshold.
    pub left_out: usize,
    left_out_by: BTreeMap<ActorId, usize>,
    omitted: Omitted,
    /// For each quote, how its source refers to the speaker.
    namings: Vec<Option<Naming>>,
    identities: Vec<Identity>,
}

impl Findings {
    /// Prepares `analysis` of `article` with `corrections` applied and without the quotes below `threshold`. Gives also the
    /// number of corrections that do not fit.
    ///
    /// Glyphs and colours of actors do not depend on corrections or the threshold.
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

    /// The findings for a failed analysis: none.
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

    /// The analysis with the quotes below the threshold.
    pub fn whole(&self) -> Analysis {
        self.omitted.put_back(&self.analysis)
    }

    /// The quote with this number.
    pub fn quote(&self, quote: usize) -> Option<&AttributedQuote> {
        self.analysis.quotes.get(quote)
    }

    /// The first byte of a quote; `usize::MAX` if there is none with this number.
    pub fn start(&self, quote: usize) -> usize {
        self.quote(quote).map_or(usize::MAX, |q| q.quote.extent().start)
    }

    /// The speaker of a quote.
    pub fn speaker(&self, quote: usize) -> Option<ActorId> {
        self.quote(quote)?.speaker
    }

    /// The glyph and colour of an actor.
    pub fn identity(&self, actor: ActorId) -> Option<Identity> {
        self.identities.get(actor.0).copied()
    }

    /// The glyph and colour of a quote's speaker; none where no speaker is known.
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

    /// The sign of a quote that a person has corrected or that is less than sure to be one.
    pub fn sign(&self, quote: usize) -> Option<&'static str> {
        if self.analysis.corrected.quotes.contains(&quote) {
            return Some(CORRECTED);
        }
        (self.analysis.certainty(quote) < Certainty::Sure).then_some(UNCERTAIN)
    }

    /// How the source of a quote refers to its speaker; none where no speaker is known.
    pub fn naming(&self, quote: usize) -> Option<Naming> {
        self.namings.get(quote).copied().flatten()
    }

    /// The sign before the speaker of a quote, where its source does not name them.
    pub fn inferred(&self, quote: usize) -> Option<&'static str> {
        self.naming(quote).filter(|naming| *naming != Naming::Named).map(|_| INFERRED)
    }

    /// The number of quotes by this actor that are below the threshold.
    pub fn left_out_by(&self, actor: ActorId) -> usize {
        self.left_out_by.get(&actor).copied().unwrap_or(0)
    }

    /// Whether this actor has quotes, above the threshold or below it.
    pub fn speaks(&self, actor: ActorId) -> bool {
        self.left_out_by(actor) > 0 || self.analysis.actor(actor).is_some_and(|a| a.quotes.total() > 0)
    }

    /// The numbers of the quotes by one of the actors in `filter` (all if it is empty) and of this sense (all if it is
    /// none).
    pub fn shown(&self, filter: &BTreeSet<ActorId>, sense: Option<Sense>) -> Vec<usize> {
        let by = |q: &AttributedQuote| q.speaker.is_some_and(|s| filter.contains(&s));
        let quotes = self.analysis.quotes.iter().enumerate();
        let is_of = |q: &AttributedQuote| sense.is_none_or(|sense| q.quote.sense == sense);
        quotes.filter(|(_, q)| (filter.is_empty() || by(q)) && is_of(q)).map(|(i, _)| i).collect()
    }
}

/// The sign of what a person has corrected.
pub const CORRECTED: &str = "=";
/// The sign of what the analysis is not certain of.
pub const UNCERTAIN: &str = "~";

/// The sign before a speaker who is not named beside the quote, but elsewhere.
pub const INFERRED: &str = "←";

/// What follows the name of an actor: that the name is withheld, or the role.
pub fn description(actor: &Actor) -> Option<&str> {
    match (actor.kind, actor.role.as_deref()) {
        (ActorKind::Anonymous, _) => Some("anonymous"),
        (_, role) => role.filter(|r| !r.is_empty()),
    }
}
