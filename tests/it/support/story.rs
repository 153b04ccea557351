//! A short story and who says what in it, set by hand.

use dixit::{
    actors::{Actor, ActorId, ActorKind, AttributedQuote, Form, Mention, QuoteCounts, Why},
    analysis::Analysis,
    article::{Article, Block, BlockKind},
    attribution::{Quote, QuoteKind},
    span::Span,
};

const TEXT: &str = "\
Harbour bridge to close for a year, city says

By Nora Feld

12 March

The old harbour bridge will close to all traffic in May, the mayor of Lindholm announced on Thursday. “We have waited for as long as we could,” Mayor Ada Brandt told reporters. “Now the steel decides.”

Brandt said that the work would cost forty million crowns and take a year. The bridge carries nine thousand cars a day, most of them on their way to the docks, and the ferry that ran beside it was given up eight years ago.

What the drivers think

The drivers’ union was quick to answer. “Nobody asked us,” said its chairman, Tomas Lind. “Ada Brandt told me in January: ‘There is no plan.’ There was a plan.”

Lind called the decision “a slap in the face of everybody who works at night”, and added that his members would meet on Sunday. Whether they will strike is open.

A senior official, who asked not to be named, said the figures had been known for months. “Forty million is what it costs if nothing goes wrong,” the official said.

“Something always goes wrong,” reads a report on the last repair.

The ferry question

The harbour company, which runs the docks, would welcome a ferry. “We have the boats, and we have the people,” said Mei 陈, its director, according to the Lindholm Courier. The company expects to lose a tenth of its cargo while the bridge is closed, and more if the winter comes early.

Brandt did not rule it out. “Give me a captain and a budget,” she said, “and I will cut the ribbon myself.”

The council votes on the plan on 2 April. Until then the bridge stays open on one lane, with lights at either end and a guard at night.

Share this

Comments are closed.
";

/// The story as it would be read from a file.
pub fn article() -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (number, part) in TEXT.split("\n\n").enumerate() {
        let span = Span::new(start, start + part.len()).trim(TEXT);
        let kind = match (number, part.trim()) {
            (0, _) => BlockKind::Title,
            (1, _) => BlockKind::Byline,
            (2, _) => BlockKind::Date,
            (_, "Share this" | "Comments are closed.") => BlockKind::Furniture,
            (_, short) if !short.ends_with(['.', '”']) => BlockKind::Heading(2),
            _ => BlockKind::Paragraph,
        };
        blocks.push(Block { kind, span });
        start += part.len() + 2;
    }
    Article {
        name: "harbour.txt".to_owned(),
        text: TEXT.to_owned(),
        title: Some(blocks[0].span),
        byline: Some(span("Nora Feld")),
        published: Some(span("12 March")),
        blocks,
        ..Article::default()
    }
}

/// Where `words` stand for the first time.
pub fn span(words: &str) -> Span {
    span_after("", words)
}

/// Where `words` stand for the first time after `before`.
fn span_after(before: &str, words: &str) -> Span {
    let from = TEXT.find(before).expect(before) + before.len();
    let start = from + TEXT[from..].find(words).expect(words);
    Span::new(start, start + words.len())
}

const BRANDT: ActorId = ActorId(0);
const LIND: ActorId = ActorId(2);
const OFFICIAL: ActorId = ActorId(3);
const MEI: ActorId = ActorId(5);
const COURIER: ActorId = ActorId(6);

/// Who says what in it.
pub fn analysis(article: &Article) -> Analysis {
    let quote = |kind, content: &[&str], speaker: Option<ActorId>, cue: Option<Span>, confidence| {
        AttributedQuote::new(
            Quote { cue, confidence, ..Quote::new(kind, content.iter().map(|words| span(words)).collect()) },
            speaker,
        )
    };
    let (direct, mixed, indirect) = (QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect);
    let mut quotes = vec![
        quote(
            indirect,
            &["The old harbour bridge will close to all traffic in May"],
            Some(BRANDT),
            Some(span("announced")),
            0.9,
        ),
        quote(
            direct,
            &["“We have waited for as long as we could,”", "“Now the steel decides.”"],
            Some(BRANDT),
            Some(span("told reporters")),
            0.97,
        ),
        quote(
            indirect,
            &["that the work would cost forty million crowns and take a year"],
            Some(BRANDT),
            Some(span_after("Brandt ", "said")),
            0.9,
        ),
        quote(
            direct,
            &["“Nobody asked us,”", "“Ada Brandt told me in January: ‘There is no plan.’ There was a plan.”"],
            Some(LIND),
            Some(span_after("asked us,” ", "said")),
            0.97,
        ),
        quote(direct, &["‘There is no plan.’"], Some(BRANDT), Some(span("told me")), 0.8),
        quote(
            mixed,
            &["“a slap in the face of everybody who works at night”"],
            Some(LIND),
            Some(span("called")),
            0.7,
        ),
        quote(indirect, &["that his members would meet on Sunday"], Some(LIND), Some(span("added")), 0.7),
        quote(
            indirect,
            &["the figures had been known for months"],
            Some(OFFICIAL),
            Some(span_after("named, ", "said")),
            0.9,
        ),
        quote(
            direct,
            &["“Forty million is what it costs if nothing goes wrong,”"],
            Some(OFFICIAL),
            Some(span_after("the official ", "said")),
            0.95,
        ),
        quote(direct, &["“Something always goes wrong,”"], None, Some(span("reads")), 0.3),
        quote(
            direct,
            &["“We have the boats, and we have the people,”"],
            Some(MEI),
            Some(span_after("the people,” ", "said")),
            0.95,
        ),
        quote(
            direct,
            &["“Give me a captain and a budget,”", "“and I will cut the ribbon myself.”"],
            Some(BRANDT),
            Some(span_after("a budget,” ", "she said")),
            0.95,
        ),
    ];
    quotes[0].quote.source = Some(span("the mayor of Lindholm"));
    quotes[1].quote.source = Some(span("Mayor Ada Brandt"));
    quotes[1].quote.to = Some(span("reporters"));
    quotes[2].quote.source = Some(span("Brandt said").head(TEXT, "Brandt".len()));
    quotes[3].quote.source = Some(span("its chairman, Tomas Lind"));
    quotes[4].to = Some(LIND);
    quotes[5].quote.source = Some(span("Lind called").head(TEXT, "Lind".len()));
    quotes[7].quote.source = Some(span("A senior official"));
    quotes[8].quote.source = Some(span("the official"));
    quotes[9].quote.source = Some(span("a report on the last repair"));
    quotes[10].quote.source = Some(span("Mei 陈, its director"));
    quotes[10].quote.via = Some(span("the Lindholm Courier"));
    quotes[10].via = Some(COURIER);
    quotes[11].quote.source = Some(span_after("a budget,” ", "she"));
    let (name, noun) = (Form::Name, Form::Noun);
    let mayor = span("the mayor of Lindholm");
    let brandt = span_after("ferry question", "Brandt");
    let mut actors = vec![
        actor(
            "Ada Brandt",
            ActorKind::Person,
            Some("Mayor of Lindholm"),
            vec![
                mention(mayor, noun, Why::First, None),
                mention(span("Mayor Ada Brandt"), name, Why::Role, Some(mayor)),
                mention(
                    span("Brandt said").head(TEXT, 6),
                    name,
                    Why::PartOfName,
                    Some(span("Mayor Ada Brandt")),
                ),
                mention(span_after("asked us", "Ada Brandt"), name, Why::SameName, Some(span("Ada Brandt"))),
                mention(brandt, name, Why::PartOfName, Some(span("Mayor Ada Brandt"))),
                mention(span_after("a budget,” ", "she"), Form::Pronoun, Why::Nearest, Some(brandt)),
            ],
        ),
        actor("Lindholm", ActorKind::Place, None, vec![]),
        actor(
            "Tomas Lind",
            ActorKind::Person,
            Some("chairman"),
            vec![
                mention(span("Tomas Lind"), name, Why::First, None),
                mention(span("Lind called").head(TEXT, 4), name, Why::PartOfName, Some(span("Tomas Lind"))),
            ],
        ),
        actor(
            "A senior official",
            ActorKind::Anonymous,
            None,
            vec![
                mention(span("A senior official"), noun, Why::First, None),
                mention(span("the official"), noun, Why::SameNoun, Some(span("A senior official"))),
            ],
        ),
        actor(
            "harbour company",
            ActorKind::Organisation,
            None,
            vec![mention(span("The harbour company"), noun, Why::First, None)],
        ),
        actor(
            "Mei 陈",
            ActorKind::Person,
            Some("director"),
            vec![mention(span("Mei 陈"), name, Why::First, None)],
        ),
        actor(
            "Lindholm Courier",
            ActorKind::Organisation,
            None,
            vec![mention(span("Lindholm Courier"), name, Why::First, None)],
        ),
    ];
    actors[0].aliases = vec!["Mayor Ada Brandt".to_owned(), "Brandt".to_owned()];
    actors[2].aliases = vec!["Lind".to_owned()];
    for quote in &quotes {
        if let Some(ActorId(speaker)) = quote.speaker {
            let words = quote.quote.content.iter().map(|s| s.of(&article.text).split_whitespace().count());
            actors[speaker].words += words.sum::<usize>();
            actors[speaker].quotes.add(quote.quote.kind);
        }
    }
    Analysis { quotes, actors, ..Analysis::default() }
}

fn mention(span: Span, form: Form, why: Why, from: Option<Span>) -> Mention {
    Mention { span, form, why, from }
}

fn actor(name: &str, kind: ActorKind, role: Option<&str>, mentions: Vec<Mention>) -> Actor {
    Actor {
        name: name.to_owned(),
        kind,
        role: role.map(str::to_owned),
        aliases: Vec::new(),
        mentions,
        quotes: QuoteCounts::default(),
        words: 0,
    }
}
