//! Plots as inline SVG, without scripts or fonts; colours come from the CSS classes of the page.

use super::table::percent;
use crate::export::html::escaped;
use std::fmt::Write as _;

/// A part of a bar: CSS class, name, count.
pub(super) type Part = (&'static str, &'static str, usize);

/// A horizontal bar as wide as its table cell, divided into `parts` of `whole`.
pub(super) fn bar(parts: &[Part], whole: usize) -> String {
    let mut out =
        String::from("<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\">");
    let told: Vec<String> = parts
        .iter()
        .filter(|(.., count)| *count > 0)
        .map(|(_, name, count)| format!("{name} {}%", percent(*count, whole)))
        .collect();
    let _ = write!(out, "<title>{}</title>", escaped(&told.join(", ")));
    let mut at = 0;
    let mut before = 0;
    for (class, _, count) in parts {
        before += count;
        let end = (1000 * before).checked_div(whole).unwrap_or(0);
        if end > at {
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{at}\" y=\"0\" width=\"{}\" height=\"10\"/>",
                end - at
            );
        }
        at = end;
    }
    out.push_str("</svg>");
    out
}

/// Heights in SVG units: of the highest column, and of the space above and below the columns.
const HEIGHT: usize = 160;
const ABOVE: usize = 16;
const BELOW: usize = 34;
/// Most columns with a label below them.
const LABELS: usize = 12;

/// A stacked column chart: each column has a label and its parts from bottom to top. `about` is its title.
pub(super) fn columns(about: &str, columns: &[(String, Vec<Part>)]) -> String {
    let sum = |parts: &[Part]| parts.iter().map(|(.., count)| count).sum::<usize>();
    let highest = columns.iter().map(|(_, parts)| sum(parts)).max().unwrap_or(0).max(1);
    let step = (900 / columns.len().max(1)).clamp(4, 90);
    let thick = (step * 3 / 4).max(3);
    let (wide, high) = (step * columns.len() + 50, ABOVE + HEIGHT + BELOW);
    let mut out = format!("<svg class=\"columns\" viewBox=\"0 0 {wide} {high}\" role=\"img\">");
    let _ = write!(out, "<title>{}</title>", escaped(about));
    let bottom = ABOVE + HEIGHT;
    let _ = write!(
        out,
        "<line x1=\"44\" y1=\"{bottom}\" x2=\"{wide}\" y2=\"{bottom}\"/><text x=\"40\" y=\"{}\" class=\"end\">{highest}</text>\
         <text x=\"40\" y=\"{bottom}\" class=\"end\">0</text>",
        ABOVE + 4
    );
    let every = columns.len().div_ceil(LABELS).max(1);
    for (place, (label, parts)) in columns.iter().enumerate() {
        let x = 46 + place * step;
        let _ = write!(out, "<g><title>{}: {}</title>", escaped(label), sum(parts));
        let mut before = 0;
        for (class, _, count) in parts {
            let (low, top) = (HEIGHT * before / highest, HEIGHT * (before + count) / highest);
            before += count;
            if top > low {
                let _ = write!(
                    out,
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"{thick}\" height=\"{}\"/>",
                    bottom - top,
                    top - low
                );
            }
        }
        out.push_str("</g>");
        if place % every == 0 {
            let _ = write!(out, "<text x=\"{x}\" y=\"{}\">{}</text>", bottom + 18, escaped(label));
        }
    }
    out.push_str("</svg>");
    out
}
