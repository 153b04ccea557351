//! The report as a self-contained HTML page: tables with plots, without scripts or external resources, in the light or
//! dark scheme of the browser. Words of texts are made printable and escaped.

use super::{
    Report,
    plots::{Part, bar, columns},
    report::{Group, Source},
    table::{counted, not_analysed, percent},
    tally::{Amount, Tally},
};
use crate::{export::html::escaped, printable};
use std::io::{self, Write};

/// Most sources that are listed.
const MOST: usize = 100;

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Who speaks</title>\n<style>
:root { color-scheme: light dark; --back: #fff; --text: #1c1c1c; --dim: #666; --line: #d8d8d8; --bar: #eee;
  --a: #1f6fb2; --b: #d1700f; --c: #2e8b57; --d: #b23a6f; --e: #7a5bb5; --f: #9c8a1a; --g: #2a9aa0; --h: #a05a3c;
  --i: #55707f; --j: #b9b9b9; }
@media (prefers-color-scheme: dark) { :root { --back: #16181b; --text: #e4e4e4; --dim: #a0a0a0; --line: #3a3d42;
  --bar: #2a2d31; --a: #5aa5e6; --b: #f0a04b; --c: #5fc48d; --d: #e67fae; --e: #b39ae6; --f: #d6c555; --g: #63cbd1;
  --h: #d29478; --i: #92aebd; --j: #62666c; } }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; } p.dim, td.dim, caption { color: var(--dim); }
table { border-collapse: collapse; width: 100%; } th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line);
  text-align: right; font-variant-numeric: tabular-nums; vertical-align: middle; }
th { font-weight: 600; } td.name, th.name { text-align: left; overflow-wrap: anywhere; } td.name:first-child { min-width: 9rem; } td.plot { width: 30%; }
svg.bar { display: block; width: 100%; height: .9rem; background: var(--bar); } svg.columns { width: 100%; height: auto; max-height: 18rem; }
svg text { fill: var(--dim); font-size: 12px; } svg text.end { text-anchor: end; } svg line { stroke: var(--line); }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .5rem 0; font-size: .9rem; }
.key span::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-right: .35em; background: currentColor; }
.key b { color: var(--text); font-weight: 400; }
.a { fill: var(--a); color: var(--a); } .b { fill: var(--b); color: var(--b); } .c { fill: var(--c); color: var(--c); }
.d { fill: var(--d); color: var(--d); } .e { fill: var(--e); color: var(--e); } .f { fill: var(--f); color: var(--f); }
.g { fill: var(--g); color: var(--g); } .h { fill: var(--h); color: var(--h); } .i { fill: var(--i); color: var(--i); }
.j { fill: var(--j); color: var(--j); }
</style></head><body>
";

/// The CSS classes of the kinds of sources, in the order of
/// [`SourceKind::ALL`](crate::lexicon::sources::SourceKind::ALL).
const CLASSES: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/// Writes the page.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let all = &report.all;
    out.write_all(HEAD.as_bytes())?;
    let left_out = match report.left_out {
        0 => String::new(),
        count => format!(" {count} that are likely no quotes are left out."),
    };
    let apart = match report.not_analysed {
        0 => String::new(),
        count => format!(" {}.", not_analysed(count)),
    };
    writeln!(
        out,
        "<h1>Who speaks</h1>\n<p>{} in {}: {} by {}, each counted once in every article.{left_out}{apart}</p>",
        counted(all.all.amount.quotes, "quote"),
        counted(all.articles, "article"),
        counted(all.all.amount.words, "word"),
        counted(all.all.speakers, "speaker"),
    )?;
    shares(out, all)?;
    kinds(out, all)?;
    groups(out, "By outlet", &report.outlets)?;
    months(out, &report.months)?;
    groups(out, "By month, in figures", &report.months)?;
    sources(out, &report.sources)?;
    if !report.carriers.is_empty() {
        writeln!(
            out,
            "<h2>Who carried words of others</h2>\n<table><tr><th class=\"name\">who</th><th>quotes</th><th>words</th></tr>"
        )?;
        for carrier in report.carriers.iter().take(MOST) {
            let Amount { quotes, words } = carrier.amount;
            writeln!(
                out,
                "<tr><td class=\"name\">{}</td><td>{quotes}</td><td>{words}</td></tr>",
                shown(&carrier.name)
            )?;
        }
        writeln!(out, "</table>")?;
    }
    writeln!(
        out,
        "<p class=\"dim\">Counted by dixit {}. What kind of source somebody is, is told by the words that the articles have for \
         them; pronouns are those that the articles use, and no guess at anybody&#39;s gender.</p>\n</body></html>",
        env!("CARGO_PKG_VERSION")
    )
}

fn form(tally: &Tally) -> [Part; 3] {
    let Tally { direct, mixed, indirect, .. } = tally;
    [("a", "direct", direct.quotes), ("g", "mixed", mixed.quotes), ("j", "indirect", indirect.quotes)]
}

fn kind(tally: &Tally) -> Vec<Part> {
    let parts = CLASSES.into_iter().zip(tally.kinds());
    parts.map(|(class, (kind, count))| (class, kind.name(), count.amount.quotes)).collect()
}

/// The legend of the colours.
fn key(out: &mut impl Write, parts: &[Part]) -> io::Result<()> {
    write!(out, "<p class=\"key\">")?;
    for (class, name, _) in parts {
        write!(out, "<span class=\"{class}\"><b>{name}</b></span>")?;
    }
    writeln!(out, "</p>")
}

/// A table row: name, bar, and figures, with shares of `whole`.
fn share(
    out: &mut impl Write,
    (class, name): (&'static str, &'static str),
    amount: Amount,
    speakers: Option<usize>,
    whole: Amount,
) -> io::Result<()> {
    let Amount { quotes, words } = amount;
    writeln!(
        out,
        "<tr><td class=\"name\">{name}</td><td class=\"plot\">{}</td><td>{quotes}</td><td>{}%</td><td>{words}</td><td>{}%</td>\
         <td>{}</td></tr>",
        bar(&[(class, name, quotes)], whole.quotes),
        percent(quotes, whole.quotes),
        percent(words, whole.words),
        speakers.map(|count| count.to_string()).unwrap_or_default()
    )
}

const SHARES: &str = "<table><tr><th class=\"name\"></th><th></th><th>quotes</th><th></th><th>words</th><th></th><th>speakers</th></tr>";

fn shares(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let whole = tally.all.amount;
    writeln!(out, "<h2>How</h2>\n{SHARES}")?;
    share(out, ("a", "direct"), tally.direct, None, whole)?;
    share(out, ("g", "mixed"), tally.mixed, None, whole)?;
    share(out, ("j", "indirect"), tally.indirect, None, whole)?;
    share(out, ("d", "anonymous"), tally.anonymous.amount, Some(tally.anonymous.speakers), whole)?;
    share(out, ("i", "of nobody known"), tally.unattributed, None, whole)?;
    share(out, ("e", "through somebody else"), tally.carried, None, whole)?;
    writeln!(out, "</table>")
}

fn kinds(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let whole = tally.all.amount;
    writeln!(out, "<h2>As what</h2>\n{SHARES}")?;
    for (class, (kind, count)) in CLASSES.into_iter().zip(tally.kinds()) {
        share(out, (class, kind.name()), count.amount, Some(count.speakers), whole)?;
    }
    writeln!(out, "</table>\n<h2>What the articles say of persons who speak</h2>\n{SHARES}")?;
    for (class, (which, count)) in CLASSES.into_iter().zip(tally.pronouns()) {
        share(out, (class, which.name()), count.amount, Some(count.speakers), whole)?;
    }
    writeln!(out, "</table>")
}

fn groups(out: &mut impl Write, title: &str, groups: &[Group]) -> io::Result<()> {
    if groups.len() < 2 && groups.iter().all(|group| group.name.is_none()) {
        return Ok(());
    }
    writeln!(out, "<h2>{title}</h2>")?;
    key(out, &kind(&Tally::default()))?;
    writeln!(
        out,
        "<table><tr><th class=\"name\"></th><th class=\"name\">kinds of sources</th><th>articles</th><th>quotes</th><th>words</th>\
         <th>direct</th><th>anonymous</th><th>nobody known</th><th>through others</th></tr>"
    )?;
    for Group { name, tally } in groups {
        let whole = tally.all.amount.quotes;
        let part = |amount: Amount| percent(amount.quotes, whole);
        writeln!(
            out,
            "<tr><td class=\"name\">{}</td><td class=\"plot\">{}</td><td>{}</td><td>{whole}</td><td>{}</td><td>{}%</td>\
             <td>{}%</td><td>{}%</td><td>{}%</td></tr>",
            shown(name.as_deref().unwrap_or("not told")),
            bar(&kind(tally), tally.kinds().map(|(_, count)| count.amount.quotes).sum()),
            tally.articles,
            tally.all.amount.words,
            part(tally.direct),
            part(tally.anonymous.amount),
            part(tally.unattributed),
            part(tally.carried),
        )?;
    }
    writeln!(out, "</table>")
}

fn months(out: &mut impl Write, months: &[Group]) -> io::Result<()> {
    let known = months
        .iter()
        .filter_map(|month| Some((printable::line(month.name.as_deref()?), form(&month.tally).to_vec())));
    let known: Vec<(String, Vec<Part>)> = known.collect();
    if known.len() < 2 {
        return Ok(());
    }
    writeln!(out, "<h2>By month</h2>")?;
    key(out, &form(&Tally::default()))?;
    writeln!(out, "{}", columns("quotes by month", &known))
}

fn sources(out: &mut impl Write, sources: &[Source]) -> io::Result<()> {
    let most = sources.first().map_or(0, |source| source.tally.all.amount.quotes);
    writeln!(out, "<h2>Who</h2>")?;
    key(out, &form(&Tally::default()))?;
    writeln!(
        out,
        "<table><tr><th class=\"name\">who</th><th class=\"name\">kind</th><th></th><th>quotes</th><th>words</th><th>articles</th>\
         <th>outlets</th></tr>"
    )?;
    for source in sources.iter().take(MOST) {
        let role = source.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
        let Tally { articles, all, .. } = source.tally;
        writeln!(
            out,
            "<tr><td class=\"name\">{}</td><td class=\"name\">{}</td><td class=\"plot\">{}</td><td>{}</td><td>{}</td>\
             <td>{articles}</td><td>{}</td></tr>",
            shown(&format!("{}{role}", source.name)),
            source.source_kind,
            bar(&form(&source.tally), most),
            all.amount.quotes,
            all.amount.words,
            source.outlets
        )?;
    }
    writeln!(out, "</table>")?;
    match sources.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "<p class=\"dim\">and {more} more</p>"),
    }
}

/// Words of a text as one printable line, escaped for HTML.
fn shown(words: &str) -> String {
    escaped(&printable::line(words))
}
