//! Rows of the store as rows of an export.

use super::super::packed::Text;
use crate::export::rows::{ActorRow, ArticleRow, PersonRow, QuoteRow, SCHEMA};
use rusqlite::Row;

/// The next columns of a row, one after the other.
struct Columns<'a, 'b>(&'a Row<'b>, usize);

impl Columns<'_, '_> {
    fn next<T: rusqlite::types::FromSql>(&mut self) -> rusqlite::Result<T> {
        self.1 += 1;
        self.0.get(self.1 - 1)
    }

    /// Nothing, for a column that is told otherwise.
    fn skip<T: Default>(&mut self) -> T {
        self.1 += 1;
        T::default()
    }

    fn count(&mut self) -> rusqlite::Result<usize> {
        Ok(self.maybe()?.unwrap_or(0))
    }

    fn maybe(&mut self) -> rusqlite::Result<Option<usize>> {
        Ok(self.next::<Option<i64>>()?.and_then(|count| usize::try_from(count).ok()))
    }
}

/// The quote of a row, its words read from the text.
pub(super) fn quote(row: &Row<'_>, text: &Text) -> rusqlite::Result<QuoteRow> {
    let mut c = Columns(row, 0);
    let mut found = QuoteRow {
        schema: SCHEMA,
        doc: c.next()?,
        article: c.next()?,
        quote: c.count()?,
        kind: c.next()?,
        sense: c.next()?,
        start: c.count()?,
        end: c.count()?,
        spans: c.next()?,
        content: c.skip(),
        words: c.count()?,
        cue: c.skip(),
        cue_start: c.maybe()?,
        cue_end: c.maybe()?,
        source: c.skip(),
        source_start: c.maybe()?,
        source_end: c.maybe()?,
        speaker: c.maybe()?,
        speaker_name: c.next()?,
        speaker_role: c.next()?,
        speaker_kind: c.next()?,
        speaker_why: c.next()?,
        speaker_confidence: c.next()?,
        pronouns_he: c.count()?,
        pronouns_she: c.count()?,
        pronouns_they: c.count()?,
        via: c.maybe()?,
        via_name: c.next()?,
        to: c.maybe()?,
        to_name: c.next()?,
        confidence: c.next()?,
        title: c.next()?,
        byline: c.next()?,
        outlet: c.next()?,
        date: c.next()?,
        published: c.next()?,
        url: c.next()?,
        language: c.next()?,
        model: c.next()?,
    };
    let words = |place: (Option<usize>, Option<usize>)| {
        place.0.zip(place.1).map(|(start, end)| text.words(start, end))
    };
    found.content = text.content(&found.spans);
    found.cue = words((found.cue_start, found.cue_end));
    found.source = words((found.source_start, found.source_end));
    Ok(found)
}

pub(super) fn actor(row: &Row<'_>) -> rusqlite::Result<ActorRow> {
    let mut c = Columns(row, 0);
    Ok(ActorRow {
        schema: SCHEMA,
        doc: c.next()?,
        article: c.next()?,
        actor: c.count()?,
        name: c.next()?,
        kind: c.next()?,
        role: c.next()?,
        aliases: c.next()?,
        mentions: c.count()?,
        pronouns_he: c.count()?,
        pronouns_she: c.count()?,
        pronouns_they: c.count()?,
        quotes: c.count()?,
        direct: c.count()?,
        mixed: c.count()?,
        indirect: c.count()?,
        words: c.count()?,
        share: c.next()?,
        start: c.maybe()?,
        title: c.next()?,
        outlet: c.next()?,
        date: c.next()?,
        url: c.next()?,
        model: c.next()?,
    })
}

pub(super) fn article(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let mut c = Columns(row, 0);
    Ok(ArticleRow {
        schema: SCHEMA,
        doc: c.next()?,
        article: c.next()?,
        title: c.next()?,
        byline: c.next()?,
        outlet: c.next()?,
        date: c.next()?,
        published: c.next()?,
        url: c.next()?,
        language: c.next()?,
        caveat: c.next()?,
        words: c.count()?,
        code_points: c.count()?,
        quotes: c.count()?,
        quoted_words: c.count()?,
        actors: c.count()?,
        speakers: c.count()?,
        anonymous: c.count()?,
        unattributed: c.count()?,
        model: c.next()?,
    })
}

pub(super) fn person(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let mut c = Columns(row, 0);
    Ok(PersonRow {
        schema: SCHEMA,
        name: c.next()?,
        role: c.next()?,
        kind: c.next()?,
        apart: c.next()?,
        articles: c.count()?,
        outlets: c.count()?,
        outlet_names: c.next()?,
        quotes: c.count()?,
        direct: c.count()?,
        mixed: c.count()?,
        indirect: c.count()?,
        words: c.count()?,
        pronouns_he: c.count()?,
        pronouns_she: c.count()?,
        pronouns_they: c.count()?,
        first: c.next()?,
        last: c.next()?,
    })
}
