//! A quote formatted by a template, as it is copied: words, speaker, role, kind, carrier, and where it was published.
//!
//! Only direct quotes are set in quotation marks.

use crate::{
    actors::{ActorId, AttributedQuote},
    analysis::Analysis,
    article::Article,
    attribution::QuoteKind,
    printable,
};

/// The default template.
pub const TEMPLATE: &str =
    "{quote}\n— {speaker}[, {role}][, via {via}] ({kind})[. {title}][. {outlet}][, {date}][. {url}]\n";

/// Stands for an unknown speaker.
const NOBODY: &str = "unknown speaker";

/// A template: text with fields in braces. A part in square brackets is left out where a field in it is empty. A
/// backslash escapes a brace or bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Field(Field),
    Optional(Vec<Part>),
}

/// A field of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The words of the quote. A direct quote is set in quotation marks.
    Quote,
    /// The name of the speaker, or "unknown speaker".
    Speaker,
    /// The role of the speaker.
    Role,
    /// "direct", "partly quoted" or "paraphrase".
    Kind,
    /// The carrier.
    Via,
    /// The addressee.
    To,
    /// The title of the article.
    Title,
    /// The byline of the article.
    Byline,
    /// The outlet: paper, site or sender.
    Outlet,
    /// The date of publication, as written.
    Date,
    /// The address of the article.
    Url,
}

impl Field {
    /// All fields with their names in a template.
    pub const ALL: [(&'static str, Self); 11] = [
        ("quote", Self::Quote),
        ("speaker", Self::Speaker),
        ("role", Self::Role),
        ("kind", Self::Kind),
        ("via", Self::Via),
        ("to", Self::To),
        ("title", Self::Title),
        ("byline", Self::Byline),
        ("outlet", Self::Outlet),
        ("date", Self::Date),
        ("url", Self::Url),
    ];
}

impl Template {
    /// Parses a template.
    ///
    /// # Errors
    /// A one-line message: an unknown field, or an unbalanced or nested bracket.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut all: Vec<Vec<Part>> = vec![Vec::new()];
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let depth = all.len();
            let Some(parts) = all.last_mut() else { break };
            match c {
                '\\' => push(parts, rest.next().unwrap_or('\\')),
                '{' => {
                    let (name, behind) = rest.as_str().split_once('}').ok_or("a brace is not closed")?;
                    rest = behind.chars();
                    let field = Field::ALL.iter().find(|(known, _)| *known == name);
                    let known = || Field::ALL.map(|(name, _)| name).join(", ");
                    let (_, field) = field.ok_or_else(|| {
                        format!("there is no field “{}”; there are {}", printable::line(name), known())
                    })?;
                    parts.push(Part::Field(*field));
                }
                '[' if depth == 1 => all.push(Vec::new()),
                ']' if depth == 2 => {
                    if let Some(inner) = all.pop()
                        && let Some(outer) = all.last_mut()
                    {
                        outer.push(Part::Optional(inner));
                    }
                }
                '[' => return Err("a bracket stands inside brackets".to_owned()),
                ']' => return Err("a bracket is closed that was not opened".to_owned()),
                c => push(parts, c),
            }
        }
        match all.pop() {
            Some(parts) if all.is_empty() => Ok(Self(parts)),
            _ => Err("a bracket is not closed".to_owned()),
        }
    }

    /// Fills in quote `quote` of `analysis.quotes` and what is known of the article. With no such quote its fields are empty.
    pub fn fill(&self, article: &Article, analysis: &Analysis, quote: usize) -> String {
        let mut out = String::new();
        fill(&self.0, &|field| value(article, analysis, quote, field), &mut out);
        out
    }
}

impl Default for Template {
    fn default() -> Self {
        Self::parse(TEMPLATE).unwrap_or(Self(vec![Part::Field(Field::Quote)]))
    }
}

fn push(parts: &mut Vec<Part>, c: char) {
    match parts.last_mut() {
        Some(Part::Words(words)) => words.push(c),
        _ => parts.push(Part::Words(c.to_string())),
    }
}

fn fill(parts: &[Part], value: &impl Fn(Field) -> String, out: &mut String) {
    for part in parts {
        match part {
            // No second full stop after a title that ends with a sentence-final mark.
            Part::Words(words) if out.ends_with(['.', '!', '?', '…']) => {
                out.push_str(words.strip_prefix('.').unwrap_or(words));
            }
            Part::Words(words) => out.push_str(words),
            Part::Field(field) => out.push_str(&value(*field)),
            Part::Optional(inner) => {
                let is_empty = |part: &Part| matches!(part, Part::Field(field) if value(*field).is_empty());
                if !inner.iter().any(is_empty) {
                    fill(inner, value, out);
                }
            }
        }
    }
}

/// The value of a field as one printable line.
fn value(article: &Article, analysis: &Analysis, quote: usize, field: Field) -> String {
    let line = |text: Option<&str>| text.map_or(String::new(), printable::line);
    match field {
        Field::Title => line(article.title_text().as_deref()),
        Field::Byline => line(article.byline_text().as_deref()),
        Field::Outlet => line(article.outlet().as_deref()),
        Field::Date => line(article.published_text().as_deref()),
        Field::Url => line(article.url.as_deref()),
        Field::Quote | Field::Speaker | Field::Role | Field::Kind | Field::Via | Field::To => {
            let quote = analysis.quotes.get(quote);
            quote.map_or(String::new(), |quote| value_of_quote(article, analysis, quote, field))
        }
    }
}

/// The value of a field of a quote as one printable line; nothing for a field of the article.
fn value_of_quote(article: &Article, analysis: &Analysis, said: &AttributedQuote, field: Field) -> String {
    let actor = |id: Option<ActorId>| id.and_then(|id| analysis.actor(id));
    let name = |id: Option<ActorId>| actor(id).map_or(String::new(), |actor| printable::line(&actor.name));
    match field {
        Field::Quote => words(article, &said.quote),
        Field::Speaker => match name(said.speaker) {
            nobody if nobody.is_empty() => NOBODY.to_owned(),
            name => name,
        },
        Field::Role => {
            let role = actor(said.speaker).and_then(|actor| actor.role.as_deref());
            role.map_or(String::new(), printable::line)
        }
        Field::Kind => match said.quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "partly quoted",
            QuoteKind::Indirect => "paraphrase",
        }
        .to_owned(),
        Field::Via => name(said.via),
        Field::To => name(said.to),
        Field::Title | Field::Byline | Field::Outlet | Field::Date | Field::Url => String::new(),
    }
}

/// The words of a quote on one line, with pieces joined by "[…]". A direct quote is set in curly quotation marks,
/// whatever marks the article uses; other quotes stay as they are.
fn words(article: &Article, quote: &crate::attribution::Quote) -> String {
    let pieces = quote.content.iter().map(|piece| printable::line(&article.shown(*piece)));
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'');
    match quote.kind {
        QuoteKind::Direct => {
            let bare = |piece: String| {
                let opened = piece.strip_prefix(is_mark).unwrap_or(&piece);
                opened.strip_suffix(is_mark).unwrap_or(opened).to_owned()
            };
            let bare: Vec<String> = pieces.map(bare).collect();
            format!("“{}”", bare.join("” […] “"))
        }
        QuoteKind::Mixed | QuoteKind::Indirect => pieces.collect::<Vec<_>>().join(" […] "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format};

    const TEXT: &str = "Bridge stays open\n\n“We will ‘pay’,” said Ann Roe, the mayor. Roe said it was late.";

    fn cite(template: &str, quote: usize) -> String {
        let mut article = Article::from_text("a.txt", TEXT, Format::Plain);
        article.site = Some("The\u{1b}[2J Post".into());
        article.url = Some("https://post.example/bridge".to_owned());
        let analysis = Analyzer::default().analyse(&article);
        assert_eq!(analysis.quotes.len(), 2);
        Template::parse(template).unwrap().fill(&article, &analysis, quote)
    }

    #[test]
    fn words_as_they_fell_stand_in_marks_and_others_never() {
        assert_eq!(cite("{quote}", 0), "“We will ‘pay’,”");
        assert_eq!(cite("{quote} ({kind})", 1), "it was late (paraphrase)");
        assert_eq!(cite("{quote}", 7), "");
    }

    #[test]
    fn the_template_of_old_tells_all_that_is_known() {
        let whole = cite(TEMPLATE, 0);
        assert!(
            whole.starts_with("“We will ‘pay’,”\n— Ann Roe, mayor (direct). Bridge stays open. The"),
            "{whole}"
        );
        assert!(whole.ends_with("Post. https://post.example/bridge\n"), "{whole}");
        assert!(!whole.contains('\u{1b}'));
    }

    #[test]
    fn no_full_stop_stands_behind_another_mark() {
        let mut article = Article::from_text("a.txt", TEXT, Format::Plain);
        article.site = Some("Who pays?".into());
        let analysis = Analyzer::default().analyse(&article);
        let cited = Template::parse("{outlet}. {title}.").unwrap().fill(&article, &analysis, 0);
        assert_eq!(cited, "Who pays? Bridge stays open.");
    }

    #[test]
    fn brackets_go_with_what_is_empty() {
        assert_eq!(cite("{speaker}[ via {via}][ ({role})]", 0), "Ann Roe (mayor)");
        assert_eq!(cite("\\[{kind}\\]", 0), "[direct]");
    }

    #[test]
    fn what_is_no_template_says_why() {
        let wrong = |template: &str| Template::parse(template).unwrap_err();
        assert!(wrong("{who}").contains("no field “who”"), "{}", wrong("{who}"));
        assert!(wrong("[{via}").contains("not closed"));
        assert!(wrong("a]").contains("not opened"));
        assert!(wrong("[a[b]]").contains("inside"));
        assert!(wrong("{speaker").contains("brace"));
    }
}
