//! Turns a span of text into glyphs, for measuring as well as for drawing, so that both agree.

use super::{Glyph, NARROWEST};
use crate::{article::Article, printable, span::Span};
use std::borrow::Cow;

/// Cells between tab stops in verbatim text: no more than the narrowest layout has.
const TAB: u16 = NARROWEST;

/// Stands for an ellipsis in ASCII.
pub(super) const DOTS: &str = "...";

/// A grapheme cluster of the text, and what is drawn for it, which may be nothing.
#[derive(Debug, Clone)]
pub(super) struct Cluster<'a> {
    pub offset: usize,
    /// Empty for all cells of a tab except the last.
    pub source: &'a str,
    /// Empty where nothing is drawn.
    pub text: Cow<'a, str>,
    pub width: u16,
}

impl Cluster<'_> {
    pub fn is_space(&self) -> bool {
        self.text == " "
    }
}

/// The grapheme clusters of a span of text, without its markup.
#[derive(Debug, Clone)]
pub(super) struct Clusters<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// The markup from `at` on.
    markup: &'a [Span],
    /// The clusters from `at` to the next markup.
    visible: printable::Clusters<'a>,
    visible_end: usize,
    /// Whether white space is kept.
    verbatim: bool,
    /// Whether an ellipsis is drawn as three dots.
    ascii: bool,
    after_space: bool,
    column: u16,
    /// Cells of the current tab that are still to come.
    tab: u16,
}

impl<'a> Clusters<'a> {
    /// Without `verbatim`, a run of white space is drawn as one space, or as nothing at the start.
    pub fn new(article: &'a Article, span: Span, verbatim: bool) -> Self {
        let passed = article.markup.partition_point(|mark| mark.end <= span.start);
        Self {
            text: &article.text,
            at: span.start,
            end: span.end,
            markup: article.markup.get(passed..).unwrap_or_default(),
            visible: printable::Clusters::default(),
            visible_end: span.start,
            verbatim,
            ascii: false,
            after_space: true,
            column: 0,
            tab: 0,
        }
    }

    /// The same, with three dots for an ellipsis if `wanted`.
    pub const fn with_dots(self, wanted: bool) -> Self {
        Self { ascii: wanted, ..self }
    }

    fn take_cluster(&mut self, source: &'a str) -> Cluster<'a> {
        let offset = self.at;
        self.at += source.len();
        let (text, width) = match source {
            "…" if self.ascii => (Cow::Borrowed(DOTS), DOTS.len() as u16),
            _ => printable::grapheme(source),
        };
        let mut cluster = Cluster { offset, source, text, width };
        if self.verbatim {
            if source == "\t" {
                self.tab = TAB - 1 - self.column % TAB;
                if self.tab > 0 {
                    cluster.source = "";
                }
            }
        } else if cluster.is_space() {
            if self.after_space {
                (cluster.text, cluster.width) = (Cow::Borrowed(""), 0);
            }
            self.after_space = true;
        } else if width > 0 {
            self.after_space = false;
        }
        self.column = self.column.wrapping_add(cluster.width);
        cluster
    }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        if self.tab > 0 {
            self.tab -= 1;
            self.column = self.column.wrapping_add(1);
            let source = if self.tab == 0 { "\t" } else { "" };
            return Some(Cluster { offset: self.at - 1, source, text: Cow::Borrowed(" "), width: 1 });
        }
        loop {
            if let Some(source) = self.visible.next() {
                return Some(self.take_cluster(source));
            }
            self.at = self.at.max(self.visible_end);
            while let [mark, rest @ ..] = self.markup
                && mark.start <= self.at
            {
                self.at = self.at.max(mark.end);
                self.markup = rest;
            }
            if self.at >= self.end {
                return None;
            }
            self.visible_end = self.markup.first().map_or(self.end, |mark| mark.start.min(self.end));
            self.visible = printable::clusters(Span::new(self.at, self.visible_end).of(self.text));
        }
    }
}

/// The glyphs of clusters, in their columns from the left.
pub(super) fn glyphs(clusters: Clusters<'_>) -> impl Iterator<Item = Glyph<'_>> {
    let mut x = 0;
    clusters.filter(|cluster| cluster.width > 0).map(move |Cluster { offset, text, width, .. }| {
        let at = x;
        x += width;
        Glyph { offset, text, width, x: at }
    })
}

/// Whether a span of text has nothing but white space to be drawn.
pub(super) fn blank(article: &Article, span: Span) -> bool {
    Clusters::new(article, span, false).all(|cluster| cluster.width == 0)
}
