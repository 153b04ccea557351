//! What the audit counts, and that its page escapes the words of texts.

use super::*;

/// A quote of the article with this number.
fn row(article: usize, quote: usize, name: &str, role: &str) -> QuoteRow {
    QuoteRow {
        article: format!("{article:064x}").chars().rev().collect(),
        quote,
        kind: "direct".to_owned(),
        words: 10,
        speaker: Some(quote),
        speaker_name: Some(name.to_owned()),
        speaker_role: Some(role.to_owned()).filter(|role| !role.is_empty()),
        speaker_kind: Some("person".to_owned()),
        confidence: 0.9,
        outlet: Some(format!("{}.example", article % 2)),
        date: Some(format!("2018-0{}-08", article + 1)),
        model: "quick".to_owned(),
        ..QuoteRow::default()
    }
}

fn report(rows: &[QuoteRow]) -> Report {
    let mut audit = Audit::new(Threshold::Likely, Aliases::default());
    for row in rows {
        audit.add(row);
    }
    audit.report()
}

#[test]
fn everything_is_counted_once_where_it_belongs() {
    let mut nobody = row(2, 0, "", "");
    (nobody.speaker, nobody.speaker_name, nobody.speaker_kind) = (None, None, None);
    let unlikely =
        QuoteRow { confidence: 0.1, kind: "indirect".to_owned(), ..row(2, 1, "Ida Brandt", "mayor") };
    let aide = QuoteRow { speaker_kind: Some("anonymous".to_owned()), ..row(1, 1, "an aide", "") };
    let carried = QuoteRow {
        via: Some(3),
        via_name: Some("HBC".to_owned()),
        pronouns_she: 2,
        pronouns_they: 1,
        ..row(1, 0, "Ida Brandt", "")
    };
    let rows = [row(0, 0, "Ida Brandt", "mayor"), carried.clone(), carried, aide, nobody, unlikely];
    let report = report(&rows);
    let Tally { articles, all, anonymous, unattributed, carried, .. } = report.all;
    assert_eq!((articles, all.speakers, all.amount.quotes, all.amount.words), (3, 3, 4, 40));
    assert_eq!((anonymous.amount.quotes, unattributed.quotes, carried.quotes, report.left_out), (1, 1, 1, 1));
    let told = |groups: &[Group]| {
        let told =
            groups.iter().map(|g| (g.name.clone().unwrap(), g.tally.articles, g.tally.all.amount.quotes));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(&report.outlets), [("0.example".to_owned(), 2, 2), ("1.example".to_owned(), 1, 2)]);
    assert_eq!(report.months.first().unwrap().name.as_deref(), Some("2018-01"));
    let brandt = report.sources.first().unwrap();
    assert_eq!((brandt.name.as_str(), brandt.role.as_deref()), ("Ida Brandt", Some("mayor")));
    assert_eq!((brandt.source_kind, brandt.tally.articles, brandt.outlets), ("official", 2, 2));
    let used: Vec<(&str, usize)> =
        report.all.pronouns().map(|(which, count)| (which.name(), count.speakers)).collect();
    assert_eq!(used, [("she", 1), ("he", 0), ("they", 0), ("several", 0), ("none", 1)]);
    assert_eq!(report.carriers.first().map(|carrier| carrier.name.as_str()), Some("HBC"));
    assert_eq!(report.rows().count(), 1 + 2 + 3 + 2 + 1);
}

#[test]
fn who_is_one_source_is_decided_as_in_the_library() {
    let rows = [
        row(0, 0, "Nick Brown", "finance minister"),
        row(1, 0, "Nick Brown", "striker"),
        row(2, 0, "Brown", ""),
        row(3, 0, "Brown", ""),
        row(4, 0, "NICK BROWN", "the finance minister"),
    ];
    let told = |report: &Report| {
        let told = report.sources.iter().map(|s| (s.name.clone(), s.tally.all.amount.quotes));
        told.collect::<Vec<_>>()
    };
    let found = told(&report(&rows));
    assert_eq!(found.iter().map(|(_, quotes)| *quotes).collect::<Vec<_>>(), [2, 1, 1, 1], "{found:?}");
    let said = "[[person]]\nname = \"Nick Brown\"\nalso = [\"Brown\"]\n";
    let mut audit = Audit::new(Threshold::Likely, Aliases::parse(said).unwrap());
    for row in rows.iter().filter(|row| row.speaker_role.as_deref() != Some("striker")) {
        audit.add(row);
    }
    assert_eq!(told(&audit.report()), [("Nick Brown".to_owned(), 4)]);
}

#[test]
fn a_page_stands_alone_and_nothing_in_it_acts() {
    let evil = "</td><script src=//x>\u{1b}[2J\u{202e}\"'&";
    let mut rows = vec![row(0, 0, evil, evil), row(1, 0, "Ida Brandt", "mayor")];
    rows[0].outlet = Some(evil.to_owned());
    rows[0].date = Some("2018-<b".to_owned());
    rows[1].via = Some(1);
    rows[1].via_name = Some(evil.to_owned());
    let mut out = Vec::new();
    page::write(&mut out, &report(&rows)).unwrap();
    let page = String::from_utf8(out).unwrap();
    for forbidden in ["<script", "\u{1b}", "\u{202e}", "2018-<b", "http://", "https://", "url(", "onload"] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
    assert!(page.contains("&lt;script src=//x&gt;") && page.contains("Ida Brandt, mayor"), "{page}");
    let (opened, closed) = (page.matches("<svg").count(), page.matches("</svg>").count());
    assert!(opened > 10 && opened == closed, "{opened}, {closed}");
    assert!(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"));
}

#[test]
fn tables_fit_and_hold_no_control_characters() {
    let evil =
        "a very long name \u{1b}[2J that goes on and on and on, past every width that a terminal may have";
    let rows = [row(0, 0, evil, "mayor"), row(1, 0, "Ida Brandt", "mayor")];
    for width in [80, 120] {
        let mut out = Vec::new();
        table::write(&mut out, &report(&rows), width).unwrap();
        let table = String::from_utf8(out).unwrap();
        let longest = table.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(longest <= width && !table.contains('\u{1b}'), "{longest}: {table}");
        assert!(table.starts_with("2 quotes in 2 articles: 20 words by 2 speakers\n"), "{table}");
    }
    let mut out = Vec::new();
    table::write(&mut out, &report(&[]), 80).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "0 quotes in 0 articles: 0 words by 0 speakers\n");
}
