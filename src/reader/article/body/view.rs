//! Draws the text, with quotes in the colours of their speakers, and the margin.

use crate::{
    analysis::Certainty,
    article::{BlockKind, Inline, Link, Styled},
    reader::{
        app::{
            geometry::Geometry,
            state::{Lens, State},
        },
        article::{
            Pane,
            body::{margin, segments::Segment},
        },
        draw::Pen,
        layout::{Row, RowAt, RowKind},
        overlays::Overlay,
        theme::Theme,
    },
    span::Span,
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

/// Marks omitted text.
const ELISION: &str = "[…]";

/// A headline within this many rows from the beginning makes the title above the text redundant.
const FIRST_ROWS: usize = 8;
/// The signs at the right of the text: a highlight in the row, and the beginning of one with a note.
const HIGHLIGHT: &str = "▌";
const NOTE: &str = "n";

/// Draws the rows on screen.
pub fn draw(state: &State, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) {
    let height = usize::from(geometry.text.height);
    let line = |area: Rect, y: usize| Rect { y: area.y + y as u16, height: 1, ..area };
    for (y, (_, row)) in state.open.body.layout.rows(state.open.body.top, height).take(height).enumerate() {
        if let Some(findings) = &state.open.findings {
            margin::draw(state, findings, row, y == 0, theme, Pen::new(buffer, line(geometry.margin, y)));
        }
        text(state, row, theme, line(geometry.text, y), buffer);
        let beside = Rect { x: geometry.text.right(), width: 1, ..geometry.text };
        highlighted(state, row, theme, Pen::new(buffer, line(beside, y)));
    }
}

/// Draws the title of the article, unless its headline is on screen.
pub fn title(state: &State, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let mut seen = state.open.body.layout.rows(state.open.body.top, FIRST_ROWS);
    let is_in_sight = |row: &Row| row.kind == RowKind::Text(BlockKind::Title);
    if state.open.body.top != RowAt::default() || !seen.any(|(_, row)| is_in_sight(row)) {
        Pen::new(buffer, area).text(&state.open.title(), theme.faint());
    }
}

/// Draws the sign of a highlight at the right of a row: a bar or, where one with a note begins, the letter for it.
fn highlighted(state: &State, row: &Row, theme: Theme, mut pen: Pen) {
    if !matches!(row.kind, RowKind::Text(_)) || row.span.is_empty() {
        return;
    }
    let mut here = state.open.highlights.within(row.span).peekable();
    if here.peek().is_some() {
        let has_note =
            here.any(|(highlight, span)| highlight.note.is_some() && row.span.contains(span.start));
        // Reversed, since a plain letter directly after the text would be read as part of it.
        let note = theme.strong().add_modifier(Modifier::REVERSED);
        let (sign, style) = if has_note { (NOTE, note) } else { (HIGHLIGHT, theme.strong()) };
        pen.raw(sign, style);
    }
}

fn text(state: &State, row: &Row, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let article = &state.open.article;
    let (base, is_kept) = match row.kind {
        RowKind::Gap => return,
        RowKind::Rule => return Pen::new(buffer, area).raw(&row.lead, theme.faint()),
        RowKind::Elision => {
            let mut pen = Pen::new(buffer, area);
            pen.skip(row.indent);
            return pen.raw(ELISION, theme.faint());
        }
        RowKind::Text(_) if row.is_head => (dimmed(theme.strong(), state.lens), false),
        RowKind::Text(kind) => (base(kind, state.lens, theme), kind == BlockKind::Verbatim),
    };
    let styles = article.styles_within(row.span);
    // A code block has a background of its own over the whole width.
    let is_code = is_kept && styles.first().is_some_and(|style| style.inline.has(Inline::CODE));
    if let Some(ground) = theme.code_background().filter(|_| is_code) {
        buffer.set_style(area, Style::new().bg(ground));
    }
    let mut pen = Pen::new(buffer, area);
    pen.raw(&row.lead, theme.faint());
    let mut quotes = state.open.quotes.segments.within(row.span);
    let (first_hit, mut hits) = state.open.search.as_ref().map_or((0, &[][..]), |s| s.within(row.span));
    let mut hit = first_hit;
    let current_hit = state.open.search.as_ref().and_then(|s| s.current);
    let marked = match state.overlays.top() {
        Some(Overlay::Stretch(stretch)) => Some(stretch.span()),
        Some(Overlay::Line(line)) => line.purpose.span(),
        _ => None,
    };
    let links = article.links.partition_point(|link| link.span.end <= row.span.start);
    let (mut styles, mut links) = (styles, article.links.get(links..).unwrap_or_default());
    let lit: Vec<Span> = state.open.highlights.within(row.span).map(|(_, span)| span).collect();
    let mut style = base;
    let mut end = area.x + row.indent;
    for glyph in row.glyphs(article) {
        pass(&mut quotes, |segment: &Segment| segment.span, glyph.offset);
        pass(&mut styles, |style: &Styled| style.span, glyph.offset);
        pass(&mut links, |link: &Link| link.span, glyph.offset);
        hit += pass(&mut hits, |hit: &Span| *hit, glyph.offset);
        let quote = quotes.first().filter(|segment| segment.span.contains(glyph.offset));
        style = quote.map_or(base, |segment| quoted(state, segment, base, theme));
        if let Some(set) = styles.first().filter(|set| set.span.contains(glyph.offset)) {
            style = theme.inline(style, set.inline);
        }
        if links.first().is_some_and(|link| link.span.contains(glyph.offset)) {
            style = theme.link(style, quote.is_some());
        }
        if lit.iter().any(|span| span.contains(glyph.offset)) {
            style = theme.highlighted(style);
        }
        if hits.first().is_some_and(|h: &Span| h.contains(glyph.offset)) {
            style = style.patch(theme.hit(current_hit == Some(hit)));
        }
        if marked.is_some_and(|marked| marked.contains(glyph.offset)) {
            style = style.patch(theme.hit(true));
        }
        if state.open.body.jump_target.is_some_and(|l| l.contains(glyph.offset)) {
            style = style.patch(theme.hit(true));
        }
        pen.go_to(area.x + glyph.x);
        pen.raw(&glyph.text, style);
        end = end.max(area.x + glyph.x + glyph.width);
    }
    if row.hyphen {
        pen.go_to(end);
        pen.raw("-", style);
    }
}

/// Drops the leading items of `rest` that end at or before `offset`; gives their number.
fn pass<T>(rest: &mut &[T], span: impl Fn(&T) -> Span, offset: usize) -> usize {
    let mut passed = 0;
    while let [done, after @ ..] = *rest
        && span(done).end <= offset
    {
        *rest = after;
        passed += 1;
    }
    passed
}

fn quoted(state: &State, segment: &Segment, base: Style, theme: Theme) -> Style {
    let Some(findings) = &state.open.findings else { return base };
    let Some(quote) = findings.quote(segment.quote) else { return base };
    let current = state.open.quotes.current == Some(segment.quote);
    // While the list of actors has the focus, the quotes of the selected actor are bold.
    let chosen = findings.order.get(state.open.actors.selected).filter(|_| state.open.focus == Pane::Actors);
    let is_theirs = chosen.is_some() && findings.speaker(segment.quote) == chosen.copied();
    let style = theme.quote(quote.quote.kind, findings.identity_of(segment.quote), current);
    let is_weak = !current && findings.analysis.certainty(segment.quote) < Certainty::Sure;
    let style = if is_weak { style.patch(theme.faint()) } else { style };
    let style = if is_theirs { style.add_modifier(Modifier::BOLD) } else { style };
    base.remove_modifier(Modifier::DIM).patch(style)
}

fn base(kind: BlockKind, lens: Lens, theme: Theme) -> Style {
    let style = match kind {
        BlockKind::Title => theme.strong(),
        BlockKind::Heading(level) => theme.heading(level),
        BlockKind::Byline | BlockKind::Date | BlockKind::Furniture | BlockKind::PullQuote => theme.faint(),
        BlockKind::Caption => theme.faint().add_modifier(Modifier::ITALIC),
        BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem { .. } | BlockKind::Verbatim => {
            Style::new()
        }
    };
    dimmed(style, lens)
}

const fn dimmed(style: Style, lens: Lens) -> Style {
    match lens {
        Lens::Dimmed => style.add_modifier(Modifier::DIM),
        Lens::Everything | Lens::QuotesOnly => style,
    }
}
