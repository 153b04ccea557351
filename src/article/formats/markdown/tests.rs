use super::*;
use crate::article::Format;

fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let article = Article::from_text("t.md", text, Format::Markdown);
    let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, article.shown(b.span))).collect();
    let found: Vec<_> = found.iter().map(|(kind, shown)| (*kind, shown.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

use BlockKind::{BlockQuote, Byline, Date, Heading, ListItem, Paragraph, Title, Verbatim};

#[test]
fn inline_markup_is_not_shown() {
    check(
        "She said *very* **much** in [the hall](http://h.example/x \"y\"), `twice`, \\*once\\* and ~~not~~ at all.",
        &[(Paragraph, "She said very much in the hall, twice, *once* and not at all.")],
    );
    check("**Bold** at both **ends**", &[(Paragraph, "Bold at both ends")]);
    check("See <http://h.example> ![a map](m.png) now<br>", &[(Paragraph, "See http://h.example now")]);
}

#[test]
fn links_have_words_and_targets() {
    let text = "See [the **plan** of\n> x](http://h.example/x \"y\"), <http://h.example/z>, [back](#top), [it][1] ![a](b).\n\n\
        [1]: /local (t)\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    let links: Vec<_> = article.links.iter().map(|l| (article.shown(l.span), &*l.target)).collect();
    let links: Vec<_> = links.iter().map(|(words, target)| (words.as_str(), *target)).collect();
    assert_eq!(links, [("http://h.example/z", "http://h.example/z"), ("it", "/local")],);
    let article = Article::from_text("t.md", "> [the **plan**\n> of it](http://h.example)", Format::Markdown);
    assert_eq!(article.shown(article.links[0].span), "the plan of it");
}

#[test]
fn line_starts_inside_a_quotation_are_markup() {
    check(
        "> Nobody likes\n> the *plan*\n> at all.\n>\n> > Not even I.",
        &[(BlockQuote, "Nobody likes the plan at all."), (BlockQuote, "Not even I.")],
    );
}

#[test]
fn headings_and_lists() {
    check(
        "# Harbour plan\n\nUnder it\n--------\n\n- one\n  more\n  - **two**\n- three\n\n1. first\n2. *second*\n",
        &[
            (Title, "Harbour plan"),
            (Heading(2), "Under it"),
            (ListItem { depth: 0 }, "one more"),
            (ListItem { depth: 1 }, "two"),
            (ListItem { depth: 0 }, "three"),
            (ListItem { depth: 0 }, "1. first"),
            (ListItem { depth: 0 }, "2. second"),
        ],
    );
}

#[test]
fn front_matter_without_fences_is_the_head_too() {
    for front in [
        "title: Harbour plan\nauthor: Ann Roe\ndate: 2018-05-08\n",
        "% Harbour plan\n% Ann Roe\n% 2018-05-08\n",
        "{\n  \"title\": \"Harbour plan\",\n  \"author\": \"Ann Roe\",\n  \"date\": \"2018-05-08\"\n}\n",
    ] {
        check(
            &format!("{front}\nIt passed."),
            &[(Title, "Harbour plan"), (Byline, "Ann Roe"), (Date, "2018-05-08"), (Paragraph, "It passed.")],
        );
    }
    check("Title: a word\nand no more of it.", &[(Paragraph, "Title: a word and no more of it.")]);
    check("> [!NOTE]\n> It passed.", &[(BlockQuote, "It passed.")]);
}

#[test]
fn front_matter_is_the_head() {
    check(
        "---\ntitle: \"Harbour plan\"\nauthor: Mara Lind\ndate: 2018-05-08\ntags: [a, b]\n---\n\nThe council met.\n",
        &[
            (Title, "Harbour plan"),
            (Byline, "Mara Lind"),
            (Date, "2018-05-08"),
            (Paragraph, "The council met."),
        ],
    );
    check(
        "---\ntitle: Harbour plan\n---\n# *Harbour* Plan\n\nIt met.",
        &[(Title, "Harbour Plan"), (Paragraph, "It met.")],
    );
    check(
        "---\ntitle: Harbour\n---\n# The plan\n\nIt met.",
        &[(Title, "Harbour"), (Heading(1), "The plan"), (Paragraph, "It met.")],
    );
    check(
        "---\ntitle: Harbour\n---\nIt met.\n\n# The plan\n\nIt passed.",
        &[(Title, "Harbour"), (Paragraph, "It met."), (Heading(1), "The plan"), (Paragraph, "It passed.")],
    );
}

#[test]
fn footnotes_are_told_apart() {
    check(
        "# Plan\n\nIt met.[^1] It left.[^b]\n\n[^1]: On *Monday*.\n\n    At night.\n[^b]:\n    Late.\n",
        &[
            (Title, "Plan"),
            (Paragraph, "It met.[1] It left.[b]"),
            (Paragraph, "[1] On Monday."),
            (Paragraph, "At night."),
            (Paragraph, "[b] Late."),
        ],
    );
}

#[test]
fn code_and_tables_are_kept_and_html_is_left_out() {
    check("```\nlet x;\n\nlet y;\n```", &[(Verbatim, "let x; let y;")]);
    check(
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter.",
        &[(Verbatim, "| a | b | |---|---| | 1 | 2 |"), (Paragraph, "After.")],
    );
    check(
        "# Plan\n\n<div class=\"x\">\n<p>Kept <b>words</b></p>\n</div>\n\n<script>\nlet x = '<p>';\n</script>\n\nAfter.",
        &[(Title, "Plan"), (Paragraph, "Kept words"), (Paragraph, "After.")],
    );
}

#[test]
fn a_rule_before_text_is_no_front_matter() {
    check(
        "# Plan\n\nIt met.\n\n---\nSecond part, she said.\n\n## A heading\n\nThird.\n\n---\n\nEnd.",
        &[
            (Title, "Plan"),
            (Paragraph, "It met."),
            (Paragraph, "Second part, she said."),
            (Heading(2), "A heading"),
            (Paragraph, "Third."),
            (Paragraph, "End."),
        ],
    );
    check("---\n\n# Plan\n\nIt met.\n\n---\n", &[(Title, "Plan"), (Paragraph, "It met.")]);
}

#[test]
fn a_break_of_html_ends_a_line() {
    check(
        "100 Main St.<br>Hull<br/>Unst",
        &[(Paragraph, "100 Main St."), (Paragraph, "Hull"), (Paragraph, "Unst")],
    );
}

#[test]
fn front_matter_of_other_forms_is_the_head() {
    for front in [
        "{\"title\": \"Plan, {passed}\", \"tags\": [\"a\", \"title\"], \"author\": [\"Mara Lind\"]}\n",
        "---json\n{\n\"title\": \"Plan, {passed}\",\n\"author\": \"Mara Lind\"\n}\n---\n",
        ";;;\n{ \"title\": \"Plan, {passed}\", \"author\": \"Mara Lind\" }\n;;;\n",
        "---toml\ntitle = 'Plan, {passed}'\nauthor = \"Mara Lind\"\n---\n",
    ] {
        check(
            &format!("{front}\nIt met."),
            &[(Title, "Plan, {passed}"), (Byline, "Mara Lind"), (Paragraph, "It met.")],
        );
    }
    check("{\"title\": \"Plan\"} she wrote.", &[(Paragraph, "{\"title\": \"Plan\"} she wrote.")]);
    check(
        "---\ntitle: \"\"No\" to the plan\"\n---\nIt met.",
        &[(Title, "\"No\" to the plan"), (Paragraph, "It met.")],
    );
    check(
        "+++\ntitle = \"Plan: passed\"\nauthor = 'Mara Lind'\n+++\n\nIt met.",
        &[(Title, "Plan: passed"), (Byline, "Mara Lind"), (Paragraph, "It met.")],
    );
    check(
        "---\ntitle: >-\n  Harbour plan\n  passes\nauthors:\n  - name: Mara Lind\n  - Ole Moe\ntags:\n  - title\n---\n\nIt met.",
        &[(Title, "Harbour plan passes"), (Byline, "Mara Lind"), (Paragraph, "It met.")],
    );
}

#[test]
fn what_front_matter_says_is_told_whatever_its_form() {
    let two = "Mara Lind, Ole Moe";
    for (matter, title, byline, published) in [
        ("---\ntitle: Plan\nauthors: [Mara Lind, 'Ole Moe']\n---\n", "Plan", two, ""),
        ("---\ntitle: Plan\nauthors:\n  - Mara Lind\n  - name: Ole Moe\n    url: x\n---\n", "Plan", two, ""),
        ("---\ntitle: Plan\nauthor:\n- role: editor\n  name: Mara Lind\n---\n", "Plan", "Mara Lind", ""),
        ("---\ntitle: Plan\nauthor: {given: Mara, family: Lind}\n---\n", "Plan", "Mara Lind", ""),
        ("---\ntitle: Plan\nauthors: {ml: {name: Mara Lind}}\n---\n", "Plan", "Mara Lind", ""),
        ("---\ntitle: Plan # for now\nauthor: Mara Lind <m@news.example>\n---\n", "Plan", "Mara Lind", ""),
        ("---\ntitle: Plan\n  passes\nauthor: null\ndate: ~\n---\n", "Plan passes", "", ""),
        ("+++\ntitle = \"\"\"\nPlan\n\"\"\"\nauthors = [\"Mara Lind\", \"Ole Moe\"]\n+++\n", "Plan", two, ""),
        (
            "+++\ntitle = 'Plan'\ndate = 2018-05-08T10:15:00Z\n[[author]]\nname = 'Mara Lind'\n+++\n",
            "Plan",
            "Mara Lind",
            "2018-05-08 10:15",
        ),
        ("+++\ntitle = 'Plan'\n[extra]\nauthor = 'Mara Lind'\n+++\n", "Plan", "Mara Lind", ""),
        ("title = \"Plan\"\nauthor = \"Mara Lind\"\ndate = 2018-05-08\n", "Plan", "Mara Lind", "2018-05-08"),
        (
            "{\"title\": \"Plan\", \"author\": {\"name\": \"Mara Lind\"}, \"date\": \"2018-05-08\"}\n",
            "Plan",
            "Mara Lind",
            "2018-05-08",
        ),
        ("% Plan\n  passes\n% Mara Lind\n  Ole Moe\n% 8 May 2018\n", "Plan passes", two, "8 May 2018"),
        ("\n \n---\n\n# of the desk\ntitle: Plan\n---\n", "Plan", "", ""),
        ("---\ntitle: Plan: passed\nauthor: Mara Lind\n---\n", "Plan: passed", "Mara Lind", ""),
        ("---\ntitle: [Draft] Plan\n---\n", "[Draft] Plan", "", ""),
    ] {
        let text = format!("{matter}\nIt met.");
        let article = Article::from_text("t.md", resolved(&text), Format::Markdown);
        let told = [article.title_text(), article.byline_text(), article.published_text()];
        assert_eq!(told.map(Option::unwrap_or_default), [title, byline, published], "{matter}");
        let last = article.blocks.last().map(|block| article.shown(block.span));
        assert_eq!(last.as_deref(), Some("It met."), "{matter}");
    }
}

#[test]
fn dates_of_front_matter_are_those_of_publication_and_as_people_read_them() {
    for (field, published) in [
        ("date: !!timestamp 2018-05-08 10:15:30 +0100", "2018-05-08 10:15"),
        ("date: 20180508", "2018-05-08"),
        ("date: Tue, 08 May 2018 10:15:00 GMT", "2018-05-08 10:15"),
        ("date: May 8, 2018", "May 8, 2018"),
        ("lastmod: 2018-06-01\npublish_date: 2018/05/08", "2018-05-08"),
        ("date:\n  updated: 2018-06-01\n  created: 2018-05-08", "2018-05-08"),
    ] {
        let text = format!("---\ntitle: Plan\n{field}\n---\n\nIt met.");
        let article = Article::from_text("t.md", resolved(&text), Format::Markdown);
        assert_eq!(article.published_text().as_deref(), Some(published), "{field}");
    }
}

#[test]
fn a_date_that_means_none_is_not_shown() {
    for date in ["0001-01-01T00:00:00Z", "1970-01-01"] {
        let text = format!("---\ntitle: Plan\ndate: {date}\n---\n\nIt met.");
        let article = Article::from_text("t.md", resolved(&text), Format::Markdown);
        assert_eq!((article.published_text(), article.title_text().as_deref()), (None, Some("Plan")));
    }
}

#[test]
fn objects_that_lie_in_each_other_are_looked_through_once() {
    let author = format!("{}{{}}{}", "{\"name\": ".repeat(100), "}".repeat(100));
    let text = format!("---json\n{{\"title\": \"Plan\", \"author\": {author}}}\n---\n\nIt met.");
    let article = Article::from_text("t.md", resolved(&text), Format::Markdown);
    let told = [article.title_text(), article.byline_text()];
    assert_eq!(told.map(Option::unwrap_or_default), ["Plan", ""]);
}

#[test]
fn text_between_two_rules_is_no_front_matter() {
    for (text, shown) in [
        ("It met on Monday.\n", &["It met on Monday."][..]),
        ("\nNote: it was late when they met.\n", &["Note: it was late when they met."]),
        ("Note: it was late when they met.\n", &["Note: it was late when they met."]),
        ("HULL: it met\non Monday.\n\nIt was late.\n", &["HULL: it met on Monday.", "It was late."]),
        ("\nHere: rain.\n\nThere: sun.\n", &["Here: rain.", "There: sun."]),
        ("[Notes](https://x.example): it was late.\n", &["Notes: it was late."]),
        ("{{< note >}} It was late.\n", &["{{< note >}} It was late."]),
    ] {
        let mut expected: Vec<_> = shown.iter().map(|words| (Paragraph, *words)).collect();
        expected.push((Paragraph, "It passed."));
        check(&format!("---\n{text}\n---\n\nIt passed."), &expected);
    }
    for matter in [
        "layout: post\n\nPermalink: /a",
        "Weight: 2\nSummary: It met when it was late.",
        "\n# of the desk\n\ndate: 2018\n\ntags:\n\n- a",
        "{ \"draft\": true,\n\n\"weight\": 2 }",
        "weight: 2\n\nnot before: 3",
    ] {
        let article =
            Article::from_text("t.md", format!("---\n{matter}\n---\n\nIt passed."), Format::Markdown);
        let last = article.blocks.last().map(|block| article.shown(block.span));
        let kinds = article.blocks.iter().filter(|block| block.kind == Paragraph).count();
        assert_eq!((last.as_deref(), kinds), (Some("It passed."), 1), "{matter}");
    }
}

#[test]
fn blocks_of_html_have_their_own_lines_and_tables_no_tags() {
    check(
        "<div>\n<h1 align=center>Plan</h1>\n<p>One.</p><p>Two <i>and</i><br>three.</p>\n</div>\n\nAfter.",
        &[
            (Title, "Plan"),
            (Paragraph, "One."),
            (Paragraph, "Two and"),
            (Paragraph, "three."),
            (Paragraph, "After."),
        ],
    );
    check(
        "| a | <b>b</b> |\n|---|---|\n| 1 | 2<br>3 |\n",
        &[(Verbatim, "| a | b | |---|---| | 1 | 2<br>3 |")],
    );
}

/// Checks the styled spans of an article, each with a letter for each of its styles.
#[track_caller]
fn check_styles(article: &Article, expected: &[(&str, &str)]) {
    let letters = |inline: Inline| {
        let known =
            [(Inline::EMPHASIS, 'e'), (Inline::STRONG, 's'), (Inline::CODE, 'c'), (Inline::STRUCK, 'x')];
        known.iter().filter(|(one, _)| inline.has(*one)).map(|(_, letter)| *letter).collect::<String>()
    };
    let found: Vec<_> =
        article.styles.iter().map(|s| (s.span.of(&article.text), letters(s.inline))).collect();
    let found: Vec<_> = found.iter().map(|(words, letters)| (*words, letters.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_set_apart_is_known() {
    let text = "*Very **much*** ~~so~~, `a` said.\n\n    let b;\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    check_styles(&article, &[("Very ", "e"), ("much", "es"), ("so", "x"), ("a", "c"), ("let b;\n", "c")]);
}

#[test]
fn tables_have_cells_without_their_markup() {
    let text =
        "| Name | **Age** `x\\|y` |\n|---|:-:|\n| *Ann* Roe | |\n| [it](http://h.example) | b\n\nEnd.\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    let [table] = &article.tables[..] else { panic!("one table") };
    let cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.cells.iter().map(|cell| article.shown(*cell)).collect()).collect();
    assert_eq!(cells, [["Name", "Age x|y"], ["Ann Roe", ""], ["it", "b"]]);
    assert_eq!(table.heads, 1);
    check_styles(&article, &[("Age", "s"), ("x", "c"), ("|y", "c"), ("Ann", "e")]);
    assert_eq!(article.links.len(), 1);
}

#[test]
fn a_table_in_a_quotation_has_no_signs_of_it() {
    let text = "> | a | *b* |\n> |---|---|\n> | 1 | **2** |\n\nEnd.\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    let cells = article.tables[0].rows.iter().flat_map(|row| &row.cells).map(|cell| article.shown(*cell));
    assert_eq!(cells.collect::<Vec<_>>(), ["a", "b", "1", "2"]);
    assert_eq!(article.shown(article.blocks[0].span), "| a | b | |---|---| | 1 | 2 |");
    assert_eq!(article.quoted(&article.blocks[0]), 1);
}

#[test]
fn boxes_and_rules_stand_before_blocks() {
    let text = "Words.\n\n---\n\n- [x] done\n- [ ] to do\n- plain\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    let at = |words: &str| text.find(words).unwrap();
    let ornaments: Vec<_> = article.ornaments.iter().map(|o| (o.at, o.kind)).collect();
    let check = |checked| OrnamentKind::CheckBox { checked };
    assert_eq!(
        ornaments,
        [(at("---"), OrnamentKind::Rule), (at("done"), check(true)), (at("to do"), check(false))]
    );
}

#[test]
fn a_picture_is_told_by_its_words_where_it_stands_apart() {
    let text = "# Quay\n\n![The quay\nat *night*](a.jpg) ![](b.jpg)\nNobody ![so](c.png) came.\n\n\
        [![built](d.svg)](http://d.example)\n\n- ![Boats](e.jpg) and ropes\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    let blocks: Vec<_> = article.blocks.iter().map(|block| (block.kind, article.shown(block.span))).collect();
    let expected = [
        (Title, "Quay"),
        (BlockKind::Caption, "The quay at night"),
        (Paragraph, "Nobody came."),
        (BlockKind::Caption, "Boats"),
        (ListItem { depth: 0 }, "and ropes"),
    ];
    assert_eq!(blocks, expected.map(|(kind, words)| (kind, words.to_owned())));
}

#[test]
fn lists_code_and_quotations_in_quotations_know_how_deep_they_lie() {
    let text = "> Words.\n>\n> 1. one\n>\n>       code\n>\n> > inner\n\nEnd.\n";
    let article = Article::from_text("t.md", text, Format::Markdown);
    let depths: Vec<_> =
        article.blocks.iter().map(|block| (article.shown(block.span), article.quoted(block))).collect();
    let expected = [("Words.", 1), ("1. one", 1), ("code", 1), ("inner", 2), ("End.", 0)];
    assert_eq!(depths, expected.map(|(words, depth)| (words.to_owned(), depth)));
}

proptest::proptest! {
    #[test]
    fn any_front_matter_is_read_or_not(matter in "[-:#{}|>&*!%@`'\"a \\n\\t,~?.=\\\\\\[\\]]{0,80}") {
        for fence in ["---", "+++", ";;;"] {
            let text = format!("{fence}\ntitle: a\n{matter}\n{fence}\n\nIt met.");
            let _ = Article::from_text("t.md", resolved(&text), Format::Markdown);
        }
    }
}

#[test]
fn the_headline_stands_above_author_and_date_wherever_it_is_written() {
    let head =
        [(Title, "Harbour plan"), (Byline, "Ann Roe"), (Date, "2018-05-08"), (Paragraph, "It passed.")];
    for front in [
        "title: Harbour plan\nauthor: Ann Roe\ndate: 2018-05-08\n---\n\n# The *rest*",
        "title: Harbour plan\nauthor: Ann Roe\ndate: 2018-05-08\n---\n\n# Harbour *plan*",
        "author: Ann Roe\ntitle: Harbour plan\ndate: 2018-05-08\n---\n",
        "author: Ann Roe\ndate: 2018-05-08\n---\n\n# Harbour plan #",
    ] {
        let text = format!("---\n{front}\n\nIt passed.\n");
        let input = crate::Input::read("t.md", text.clone().into(), &crate::Hint::default()).unwrap();
        let article = input.into_articles().remove(0);
        let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, article.shown(b.span))).collect();
        let rest = (Heading(1), "The rest".to_owned());
        let found: Vec<_> =
            found.iter().filter(|found| **found != rest).map(|(k, s)| (*k, s.as_str())).collect();
        assert_eq!(found, head, "{text}");
        assert_eq!(article.title_text().as_deref(), Some("Harbour plan"));
        assert!(article.markup.is_sorted_by(|a, b| a.end <= b.start), "{:?}", article.markup);
    }
}
