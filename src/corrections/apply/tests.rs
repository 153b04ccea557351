use super::{
    super::{ActorName, QuoteName},
    *,
};
use crate::{
    actors::{Actor, ActorKind, AttributedQuote, Form, Mention, QuoteCounts, Why},
    article::Format,
    attribution::{Quote, QuoteKind},
    span::Span,
};
use proptest::prelude::*;

const TEXT: &str = "Plan passes\n\n“It is late,” Ida Brandt said. Jonas Weil said it was early. “Go home,” Brandt \
    said. An aide said it was dark. “Nobody knows,” Weil told the aide, Nils Orr of the Post.\n";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

/// The article, and an analysis of it that takes Brandt for two.
fn made() -> (Article, Analysis) {
    let quote = |kind, words, speaker, to: Option<usize>| {
        let quote = Quote::new(kind, vec![span(words)]);
        AttributedQuote { to: to.map(ActorId), ..AttributedQuote::new(quote, Some(ActorId(speaker))) }
    };
    let actor = |name: &str, mentions: &[&str], quotes: QuoteCounts, words| Actor {
        name: name.to_owned(),
        kind: ActorKind::Person,
        role: None,
        aliases: vec![],
        mentions: mentions
            .iter()
            .map(|m| Span::new(TEXT.rfind(m).unwrap(), TEXT.rfind(m).unwrap() + m.len()))
            .map(|span| Mention { span, form: Form::Name, why: Why::First, from: None })
            .collect(),
        quotes,
        words,
    };
    let (direct, indirect) = (QuoteKind::Direct, QuoteKind::Indirect);
    let count = |direct, indirect| QuoteCounts { direct, mixed: 0, indirect };
    let analysis = Analysis {
        quotes: vec![
            quote(direct, "“It is late,”", 0, None),
            quote(indirect, "it was early", 1, None),
            quote(direct, "“Go home,”", 2, None),
            quote(indirect, "it was dark", 3, None),
            quote(direct, "“Nobody knows,”", 1, Some(3)),
        ],
        actors: vec![
            actor("Ida Brandt", &["Ida Brandt"], count(1, 0), 3),
            actor("Jonas Weil", &["Jonas Weil", "Weil told"], count(1, 1), 5),
            actor("Brandt", &["Brandt"], count(1, 0), 2),
            actor("aide", &["An aide"], count(0, 1), 3),
        ],
        ..Analysis::default()
    };
    (Article::from_text("t", TEXT, Format::Plain), analysis)
}

fn quote(words: &str) -> QuoteName {
    QuoteName { words: vec![words.to_owned()], at: vec![] }
}

fn name(name: &str) -> ActorName {
    ActorName { name: name.to_owned(), at: None }
}

fn reassign(words: &str, speaker: Option<&str>) -> Correction {
    Correction::Reassign { quote: quote(words), speaker: speaker.map(name) }
}

fn reject(words: &str) -> Correction {
    Correction::Reject { quote: quote(words) }
}

fn merge(actor: &str, into: &str) -> Correction {
    Correction::Merge { actor: name(actor), into: name(into) }
}

/// What holds of any analysis: counts agree with quotes, ids with actors, mentions are in order.
fn assert_sound(analysis: &Analysis) {
    for (number, actor) in analysis.actors.iter().enumerate() {
        let id = Some(ActorId(number));
        let theirs = analysis.quotes.iter().filter(|q| q.speaker == id);
        assert_eq!(actor.quotes.total(), theirs.clone().count(), "{}", actor.name);
        let words = theirs.flat_map(|q| &q.quote.content).map(|s| s.of(TEXT).split(' ').count());
        assert_eq!(actor.words, words.sum::<usize>(), "{}", actor.name);
        assert!(actor.mentions.windows(2).all(|m| m[0].span.end <= m[1].span.start), "{actor:?}");
    }
    let ids = analysis.quotes.iter().flat_map(|q| [q.speaker, q.via, q.to]).flatten();
    assert!(ids.chain(analysis.corrected.actors.iter().copied()).all(|id| id.0 < analysis.actors.len()));
    assert!(analysis.corrected.quotes.iter().all(|&q| q < analysis.quotes.len()));
    let firsts = analysis.actors.iter().map(|a| a.mentions.first().map_or(usize::MAX, |m| m.span.start));
    assert!(firsts.is_sorted());
}

/// After `corrections`, the quotes as `speaker: words`, with `=` before those that a person has put right.
#[track_caller]
fn check(corrections: &[Correction], quotes: &[&str], missed: usize) -> Analysis {
    let (article, first) = made();
    let Applied { analysis, origins, missed: found } = apply(&article, first.clone(), corrections);
    let kept = analysis.actors.iter().zip(origins).filter_map(|(actor, origin)| Some((actor, origin?)));
    assert!(kept.map(|(actor, origin)| (&actor.name, &first.actors[origin.0].name)).all(|(a, b)| a == b));
    let name = |id| analysis.actor(id).map_or("?", |a| a.name.as_str());
    let shown = analysis.quotes.iter().enumerate().map(|(number, quote)| {
        let mark = if analysis.corrected.quotes.contains(&number) { "=" } else { "" };
        let to = quote.to.map_or(String::new(), |id| format!(" to {}", name(id)));
        format!("{mark}{}{to}: {}", quote.speaker.map_or("nobody", name), quote.quote.extent().of(TEXT))
    });
    assert_eq!(shown.collect::<Vec<_>>(), quotes);
    assert_eq!(found, missed);
    assert_sound(&analysis);
    analysis
}

#[test]
fn a_quote_is_given_to_another() {
    let rest = ["Ida Brandt: “It is late,”", "Jonas Weil: it was early"];
    let end = ["aide: it was dark", "Jonas Weil to aide: “Nobody knows,”"];
    let with = |third| [rest[0], rest[1], third, end[0], end[1]];
    let analysis = check(&[reassign("“Go home,”", Some("Ida Brandt"))], &with("=Ida Brandt: “Go home,”"), 0);
    assert_eq!(analysis.why_speaker(2), Some(Why::Corrected));
    check(&[reassign("“Go home,”", None)], &with("=nobody: “Go home,”"), 0);
    let again = [reassign("“Go home,”", None), reassign("Go home", Some("Jonas Weil"))];
    check(&again, &with("=Jonas Weil: “Go home,”"), 0);
}

#[test]
fn a_new_actor_is_mentioned_where_the_name_stands() {
    let analysis = check(
        &[reassign("“Go home,”", Some("Nils Orr")), reassign("it was dark", Some("Nils Orr"))],
        &[
            "Ida Brandt: “It is late,”",
            "Jonas Weil: it was early",
            "=Nils Orr: “Go home,”",
            "=Nils Orr: it was dark",
            "Jonas Weil to aide: “Nobody knows,”",
        ],
        0,
    );
    let orr = analysis.actors.iter().position(|a| a.name == "Nils Orr").unwrap();
    let places: Vec<Span> = analysis.actors[orr].mentions.iter().map(|m| m.span).collect();
    assert_eq!(places, [span("Nils Orr")]);
    assert_eq!(analysis.corrected.actors, [ActorId(orr)].into());
    // Neither a part of a word nor what means another is a mention.
    let (article, first) = made();
    for name in ["Weil", "Bran", ""] {
        let applied = apply(&article, first.clone(), &[reassign("Go home", Some(name))]);
        let new = applied.analysis.actors.iter().find(|a| a.name == name).unwrap();
        assert_eq!(new.mentions, [], "{name}");
    }
}

#[test]
fn a_rejected_quote_is_gone_from_lists_and_figures() {
    check(
        &[reject("“It is late,”"), reject("Nobody knows"), reassign("it was dark", Some("Jonas Weil"))],
        &["Jonas Weil: it was early", "Brandt: “Go home,”", "=Jonas Weil: it was dark"],
        0,
    );
    check(
        &[reject("it was dark"), reassign("it was dark", None), reject("it was dark")],
        &[
            "Ida Brandt: “It is late,”",
            "Jonas Weil: it was early",
            "Brandt: “Go home,”",
            "Jonas Weil to aide: “Nobody knows,”",
        ],
        0,
    );
}

#[test]
fn two_actors_become_one_with_all_that_is_theirs() {
    let analysis = check(
        &[merge("Brandt", "Ida Brandt"), merge("aide", "Brandt"), merge("Brandt", "Ida Brandt")],
        &[
            "Ida Brandt: “It is late,”",
            "Jonas Weil: it was early",
            "Ida Brandt: “Go home,”",
            "Ida Brandt: it was dark",
            "Jonas Weil to Ida Brandt: “Nobody knows,”",
        ],
        0,
    );
    let brandt = &analysis.actors[0];
    assert_eq!(brandt.aliases, ["Brandt", "aide"]);
    let why: Vec<Why> = brandt.mentions.iter().map(|m| m.why).collect();
    assert_eq!(why, [Why::First, Why::Corrected, Why::Corrected]);
    assert_eq!(analysis.corrected.actors, [ActorId(0)].into());
    // Into one that comes later, too.
    let analysis = check(
        &[merge("Ida Brandt", "aide")],
        &[
            "aide: “It is late,”",
            "Jonas Weil: it was early",
            "Brandt: “Go home,”",
            "aide: it was dark",
            "Jonas Weil to aide: “Nobody knows,”",
        ],
        0,
    );
    assert_eq!(analysis.actors[0].name, "aide");
}

#[test]
fn what_is_not_there_is_counted() {
    let (_, first) = made();
    let names: Vec<String> = first.quotes.iter().map(|q| q.quote.extent().of(TEXT).to_owned()).collect();
    assert_eq!(names.len(), 5);
    check(
        &[reject("nowhere"), merge("Orr", "Weil"), reject("said"), merge("Orr", "aide")],
        &[
            "Ida Brandt: “It is late,”",
            "Jonas Weil: it was early",
            "Brandt: “Go home,”",
            "aide: it was dark",
            "Jonas Weil to aide: “Nobody knows,”",
        ],
        4,
    );
}

fn bounds(words: &str, to: &str) -> Correction {
    Correction::Bounds { quote: quote(words), to: quote(to) }
}

/// The quotes that are left, and what of the analysis is worth a look.
fn corrected(corrections: &[Correction]) -> Analysis {
    let (article, first) = made();
    let applied = apply(&article, first, corrections);
    assert_eq!(applied.missed, 0);
    assert_sound(&applied.analysis);
    applied.analysis
}

#[test]
fn a_quote_that_was_missed_is_added_where_it_stands() {
    let add = Correction::Add { quote: quote("passes"), speaker: Some(name("Nils Orr")) };
    let analysis = corrected(&[add.clone(), add.clone()]);
    let first = &analysis.quotes[0];
    assert_eq!(
        (first.quote.content.as_slice(), first.quote.kind),
        (&[span("passes")][..], QuoteKind::Indirect)
    );
    assert_eq!(first.speaker.and_then(|id| analysis.actor(id)).map(|a| a.name.as_str()), Some("Nils Orr"));
    assert_eq!(analysis.quotes.len(), 6);
    assert!(analysis.corrected.quotes.contains(&0));
    // Others can speak of it, and it is gone when it is taken away.
    let given = corrected(&[add.clone(), reassign("passes", Some("Jonas Weil"))]);
    assert_eq!(given.quotes[0].speaker.and_then(|id| given.actor(id)).map(|a| a.quotes.indirect), Some(2));
    assert_eq!(corrected(&[add.clone(), reject("passes")]).quotes.len(), 5);
    assert_eq!(corrected(&[add.clone(), reject("passes"), add]).quotes.len(), 6);
    let (article, first) = made();
    let nowhere = Correction::Add { quote: quote("no such words"), speaker: None };
    assert_eq!(apply(&article, first, &[nowhere]).missed, 1);
}

#[test]
fn other_bounds_change_words_kind_and_order() {
    let analysis = corrected(&[bounds("it was dark", "An aide said it was dark"), bounds("Go home", "“Go")]);
    let texts: Vec<&str> = analysis.quotes.iter().map(|q| q.quote.extent().of(TEXT)).collect();
    assert_eq!(texts[2..4], ["“Go", "An aide said it was dark"]);
    assert!(analysis.quotes[2].quote.confidence > 0.99);
    // The quote is still known by the words that it had.
    let again = corrected(&[bounds("it was dark", "was dark. “Nobody"), reject("it was dark")]);
    assert_eq!(again.quotes.len(), 4);
    assert_eq!(
        corrected(&[bounds("it was early", "said it was early. “Go")]).quotes[1].quote.kind,
        QuoteKind::Mixed
    );
}

#[test]
fn kind_name_role_and_kind_of_actor_are_what_a_person_says() {
    let analysis = corrected(&[
        Correction::Kind { quote: quote("it was early"), kind: QuoteKind::Mixed },
        Correction::Rename { actor: name("aide"), name: "Nils Orr".to_owned() },
        Correction::Role { actor: name("aide"), role: Some("press aide".to_owned()) },
        Correction::ActorKind { actor: name("Nils Orr"), kind: ActorKind::Person },
        Correction::Confirm { quote: quote("Go home") },
    ]);
    assert_eq!(analysis.quotes[1].quote.kind, QuoteKind::Mixed);
    let orr = analysis.actors.iter().position(|a| a.name == "Nils Orr").unwrap();
    let actor = &analysis.actors[orr];
    assert_eq!((actor.role.as_deref(), actor.kind), (Some("press aide"), ActorKind::Person));
    assert_eq!(actor.aliases, ["aide"]);
    assert_eq!(analysis.corrected.actors, [ActorId(orr)].into());
    assert_eq!(analysis.corrected.quotes, [1, 2].into());
    assert_eq!(analysis.quotes[2].speaker_confidence, Some(1.0));
}

#[test]
fn quotes_that_hang_on_the_same_words_change_together() {
    let (article, mut first) = made();
    let aide = span("An aide");
    for (place, quote) in first.quotes.iter_mut().enumerate() {
        // The first three rest on the same words, and two of these are of one actor.
        quote.quote.source = (place < 3).then_some(aide);
        quote.speaker = Some(ActorId(usize::from(place == 1)));
    }
    let alike = Correction::ReassignAlike { quote: quote("It is late"), speaker: Some(name("Nils Orr")) };
    let analysis = apply(&article, first, &[alike]).analysis;
    let names: Vec<&str> =
        analysis.quotes.iter().map(|q| analysis.actor(q.speaker.unwrap()).unwrap().name.as_str()).collect();
    assert_eq!(names, ["Nils Orr", "Jonas Weil", "Nils Orr", "Ida Brandt", "Ida Brandt"]);
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let words = prop::sample::select(vec![
        "“It is late,”",
        "it was early",
        "Go home",
        "it was dark",
        "“Nobody knows,”",
        "Plan",
        "",
    ]);
    let actor = || prop::sample::select(vec!["Ida Brandt", "Brandt", "Jonas Weil", "aide", "Nils Orr", ""]);
    (words, actor(), prop::option::of(actor()), 0..11).prop_map(|(words, one, other, which)| match which {
        0 => reassign(words, other),
        1 => reject(words),
        2 => Correction::ReassignAlike { quote: quote(words), speaker: other.map(name) },
        3 => Correction::Confirm { quote: quote(words) },
        4 => Correction::Add { quote: quote(words), speaker: other.map(name) },
        5 => bounds(words, one),
        6 => Correction::Kind { quote: quote(words), kind: QuoteKind::Mixed },
        7 => Correction::Rename { actor: name(one), name: other.unwrap_or("Orr").to_owned() },
        8 => Correction::Role { actor: name(one), role: other.map(str::to_owned) },
        9 => Correction::ActorKind { actor: name(one), kind: ActorKind::Group },
        _ => merge(one, other.unwrap_or("aide")),
    })
}

proptest! {
    #[test]
    fn any_corrections_leave_a_sound_analysis(corrections in prop::collection::vec(any_correction(), 0..8)) {
        let (article, first) = made();
        let once = apply(&article, first, &corrections);
        assert_sound(&once.analysis);
        assert_sound(&apply(&article, once.analysis, &corrections).analysis);
    }

    #[test]
    fn made_twice_they_change_nothing_more(corrections in prop::collection::vec(any_correction(), 1..2)) {
        let (article, first) = made();
        let once = apply(&article, first, &corrections).analysis;
        prop_assert_eq!(&apply(&article, once.clone(), &corrections).analysis, &once);
    }
}
