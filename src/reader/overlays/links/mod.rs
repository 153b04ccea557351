//! Link hints: labels on the links on screen, to follow one by typing its label.

pub mod update;
pub mod view;

use crate::{
    article::{Article, Link},
    fetch::Address,
    reader::app::{geometry::Geometry, state::State},
};
use ratatui::layout::Position;

/// The letters of labels, those easiest to type first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// A link on screen that leads to the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its target.
    pub address: Address,
    /// The cells that show it, each with its width.
    pub cells: Vec<(Position, u16)>,
}

/// The state of link hints. A link is chosen by its label, or by moving from link to link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// Each label with its link.
    pub labels: Vec<(String, Target)>,
    /// The letters typed so far.
    pub typed: String,
    /// The index of the selected link among those whose labels begin with `typed`.
    pub selected: usize,
}

/// The links on screen, from top to bottom. The layout must have been prepared for the viewport.
pub fn on_screen(state: &State, geometry: &Geometry) -> Vec<Target> {
    let links = &state.open.article.links;
    let height = usize::from(geometry.text.height);
    let mut out: Vec<(usize, Target)> = Vec::new();
    for (y, (_, row)) in state.open.body.layout.rows(state.open.body.top, height).take(height).enumerate() {
        let first = links.partition_point(|link| link.span.end <= row.span.start);
        if links.get(first).is_none_or(|link| link.span.start >= row.span.end) {
            continue;
        }
        let mut number = first;
        for glyph in row.glyphs(&state.open.article) {
            while links.get(number).is_some_and(|link| link.span.end <= glyph.offset) {
                number += 1;
            }
            let Some(link) = links.get(number) else { break };
            let x = geometry.text.x + glyph.x;
            if link.span.contains(glyph.offset) && x < geometry.text.right() {
                let cell = (Position::new(x, geometry.text.y + y as u16), glyph.width);
                match out.last_mut().filter(|(last, _)| *last == number) {
                    Some((_, target)) => target.cells.push(cell),
                    None => {
                        if let Some(address) = address(&state.open.article, link) {
                            out.push((number, Target { address, cells: vec![cell] }));
                        }
                    }
                }
            }
        }
    }
    out.into_iter().map(|(_, target)| target).collect()
}

/// The links of an article that lead to the web: their words and targets.
pub fn of(article: &Article) -> impl Iterator<Item = (String, Address)> {
    article.links.iter().filter_map(|link| Some((article.shown(link.span), address(article, link)?)))
}

/// The target of a link, resolved against the address of the page; none where it does not lead to the web.
fn address(article: &Article, link: &Link) -> Option<Address> {
    Address::parse(&link.target).ok().or_else(|| {
        let page = Address::parse(article.base.as_deref().or(article.url.as_deref())?).ok()?;
        page.join(&link.target).ok()
    })
}

impl Hints {
    /// Labels for the links on screen; `None` where there are no links.
    pub fn new(state: &State, geometry: &Geometry) -> Option<Self> {
        let targets = on_screen(state, geometry);
        let labels: Vec<_> = labels(targets.len()).zip(targets).collect();
        (!labels.is_empty()).then(|| Self { labels, typed: String::new(), selected: 0 })
    }

    /// The links whose labels begin with what was typed, each with the rest of its label.
    pub fn open(&self) -> impl Iterator<Item = (&str, &Target)> {
        self.labels.iter().filter_map(|(label, target)| Some((label.strip_prefix(&self.typed)?, target)))
    }

    /// Moves the selection by `by` links, wrapping around at the ends.
    pub fn step(&mut self, by: isize) {
        let count = self.open().count().max(1);
        self.selected = (self.selected.cast_signed() + by).rem_euclid(count.cast_signed()).cast_unsigned();
    }

    /// Adds a letter to what was typed. `false` where no label goes on with it.
    pub fn add(&mut self, letter: char) -> bool {
        let fits = self.open().any(|(rest, _)| rest.starts_with(letter));
        if fits {
            self.typed.push(letter);
            self.selected = 0;
        }
        fits
    }

    /// Deletes the last letter. `false` where there is none.
    pub fn erase(&mut self) -> bool {
        self.selected = 0;
        self.typed.pop().is_some()
    }

    /// The target of the selected link.
    pub fn selected(&self) -> Option<&Address> {
        self.open().nth(self.selected).map(|(_, target)| &target.address)
    }

    /// The target of the link whose whole label has been typed.
    pub fn chosen(&self) -> Option<&Address> {
        self.open().find(|(rest, _)| rest.is_empty()).map(|(_, target)| &target.address)
    }

    /// The target of the link at a cell of the screen.
    pub fn at(&self, at: Position) -> Option<&Address> {
        let shows =
            |&(cell, width): &(Position, u16)| cell.y == at.y && (cell.x..cell.x + width).contains(&at.x);
        self.labels
            .iter()
            .find(|(_, target)| target.cells.iter().any(shows))
            .map(|(_, target)| &target.address)
    }
}

/// `count` labels, none of which is a prefix of another.
fn labels(count: usize) -> impl Iterator<Item = String> {
    let long = count > LETTERS.len();
    let seconds = if long { LETTERS } else { "." };
    LETTERS.chars().flat_map(move |first| {
        seconds.chars().map(move |second| if long { format!("{first}{second}") } else { first.to_string() })
    })
}
