//! The report as text tables, for terminals and pipes.

use super::{
    Report,
    report::{Carrier, Group, Source},
    tally::{Amount, Tally},
};
use crate::printable;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Widths of the figures of a group and of a source, in cells.
const GROUP: usize = 54;
const SOURCE: usize = 33;
/// Least and greatest width of the column of names.
const NAME: (usize, usize) = (12, 44);

/// Writes the report as tables of `width` cells.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, report: &Report, width: usize) -> io::Result<()> {
    let all = &report.all;
    let left_out =
        if report.left_out > 0 { format!("; {} left out", report.left_out) } else { String::new() };
    writeln!(
        out,
        "{} in {}: {} by {}{left_out}",
        counted(all.all.amount.quotes, "quote"),
        counted(all.articles, "article"),
        counted(all.all.amount.words, "word"),
        counted(all.all.speakers, "speaker"),
    )?;
    if report.not_analysed > 0 {
        writeln!(out, "{}", not_analysed(report.not_analysed))?;
    }
    if all.all.amount.quotes == 0 {
        return Ok(());
    }
    shares(out, all)?;
    groups(out, "outlet", &report.outlets, width)?;
    groups(out, "month", &report.months, width)?;
    sources(out, &report.sources, width)?;
    carriers(out, &report.carriers, width)
}

/// The shares of quotes by kind, source and pronoun.
fn shares(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let whole = tally.all.amount;
    let line = |out: &mut dyn Write, name: &str, amount: Amount, speakers: Option<usize>| {
        let Amount { quotes, words } = amount;
        let speakers = speakers.map(|count| count.to_string()).unwrap_or_default();
        let (of_quotes, of_words) = (percent(quotes, whole.quotes), percent(words, whole.words));
        let line = format!("{name:22}{quotes:>7} {of_quotes:>3}% {words:>8} {of_words:>3}% {speakers:>9}");
        writeln!(out, "{}", line.trim_end())
    };
    writeln!(out, "\n{:22}{:>7} {:>4} {:>8} {:>4} {:>9}", "", "quotes", "", "words", "", "speakers")?;
    line(out, "direct", tally.direct, None)?;
    line(out, "mixed", tally.mixed, None)?;
    line(out, "indirect", tally.indirect, None)?;
    line(out, "anonymous", tally.anonymous.amount, Some(tally.anonymous.speakers))?;
    line(out, "of nobody known", tally.unattributed, None)?;
    line(out, "through somebody else", tally.carried, None)?;
    writeln!(out, "\nkind of source")?;
    for (kind, count) in tally.kinds().filter(|(_, count)| count.amount.quotes > 0) {
        line(out, &format!("  {}", kind.name()), count.amount, Some(count.speakers))?;
    }
    writeln!(out, "\nwhat the articles say of persons who speak")?;
    for (which, count) in tally.pronouns().filter(|(_, count)| count.amount.quotes > 0) {
        line(out, &format!("  {}", which.name()), count.amount, Some(count.speakers))?;
    }
    Ok(())
}

fn groups(out: &mut impl Write, what: &str, groups: &[Group], width: usize) -> io::Result<()> {
    // A single unnamed group would repeat the total.
    if groups.len() < 2 && groups.iter().all(|group| group.name.is_none()) {
        return Ok(());
    }
    let names = groups.iter().map(|group| printable::line(group.name.as_deref().unwrap_or("not told")));
    let names: Vec<String> = names.collect();
    let room = room(names.iter().map(String::as_str), width, GROUP);
    let heading = pad(&format!("by {what}"), room);
    writeln!(
        out,
        "\n{heading}{:>9}{:>8}{:>9}{:>8}{:>7}{:>7}{:>6}",
        "articles", "quotes", "words", "direct", "anon.", "nobody", "via"
    )?;
    for (group, name) in groups.iter().zip(names) {
        let Tally { articles, all, direct, anonymous, unattributed, carried, .. } = group.tally;
        let part = |amount: Amount| format!("{}%", percent(amount.quotes, all.amount.quotes));
        writeln!(
            out,
            "{}{articles:>9}{:>8}{:>9}{:>8}{:>7}{:>7}{:>6}",
            pad(&name, room),
            all.amount.quotes,
            all.amount.words,
            part(direct),
            part(anonymous.amount),
            part(unattributed),
            part(carried)
        )?;
    }
    Ok(())
}

fn sources(out: &mut impl Write, sources: &[Source], width: usize) -> io::Result<()> {
    let who = sources.iter().map(|source| {
        let role = source.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
        printable::line(&format!("{}{role}", source.name))
    });
    let who: Vec<String> = who.collect();
    let room = width.saturating_sub(SOURCE + 10).max(NAME.0);
    writeln!(
        out,
        "\n{:>6}{:>7}{:>9}{:>9}  {:8}  who speaks",
        "quotes", "words", "direct", "articles", "kind"
    )?;
    for (source, who) in sources.iter().zip(who) {
        let Tally { articles, all, direct, .. } = source.tally;
        writeln!(
            out,
            "{:>6}{:>7}{:>9}{articles:>9}  {:8}  {}",
            all.amount.quotes,
            all.amount.words,
            format!("{}%", percent(direct.quotes, all.amount.quotes)),
            source.source_kind,
            cut(&who, room)
        )?;
    }
    Ok(())
}

fn carriers(out: &mut impl Write, carriers: &[Carrier], width: usize) -> io::Result<()> {
    if carriers.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{:>6}{:>7}  who carried words of others", "quotes", "words")?;
    for Carrier { name, amount } in carriers {
        let name = cut(&printable::line(name), width.saturating_sub(15).max(NAME.0));
        writeln!(out, "{:>6}{:>7}  {name}", amount.quotes, amount.words)?;
    }
    Ok(())
}

/// The message about articles that were not analysed.
pub(super) fn not_analysed(articles: usize) -> String {
    let is = if articles == 1 { "is" } else { "are" };
    let was = if articles == 1 { "was" } else { "were" };
    format!("{} that {is} not in English {was} not analysed", counted(articles, "article"))
}

/// `part` as a rounded percentage of `whole`.
pub(super) fn percent(part: usize, whole: usize) -> usize {
    (200 * part + whole).checked_div(2 * whole).unwrap_or(0)
}

pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The width for names beside `figures` cells of figures.
fn room<'a>(names: impl Iterator<Item = &'a str>, width: usize, figures: usize) -> usize {
    let longest = names.map(UnicodeWidthStr::width).max().unwrap_or(0);
    longest.min(width.saturating_sub(figures)).clamp(NAME.0, NAME.1)
}

/// `name` cut or padded to exactly `cells`.
fn pad(name: &str, cells: usize) -> String {
    let name = cut(name, cells);
    let used = name.width();
    format!("{name}{}", " ".repeat(cells.saturating_sub(used)))
}

/// `line` cut to `cells`, with an ellipsis where something is left out.
fn cut(line: &str, cells: usize) -> String {
    if line.width() <= cells {
        return line.to_owned();
    }
    let (mut out, mut used) = (String::new(), 1);
    for cluster in printable::clusters(line) {
        let (shown, width) = printable::grapheme(cluster);
        used += usize::from(width);
        if used > cells {
            break;
        }
        out.push_str(&shown);
    }
    out.push('…');
    out
}
