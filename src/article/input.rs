//! The entry of the station: reads bytes of any format as an article or a collection of articles.

use super::{
    Article, ArticleError, Caveat, Collection, Format, Hint, Item, Problem,
    budget::Budget,
    decode::decode,
    english,
    formats::{epub, html, mail, mailbox, markdown},
    response,
    unpack::{Unpacked, unpack},
};
use std::{
    borrow::Cow,
    panic::{self, AssertUnwindSafe},
    thread,
};

/// The stack size of the threads in which complex formats are parsed, in bytes.
const STACK: usize = 16 << 20;

/// The content of a file, page or pipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One article.
    Article(Box<Article>),
    /// Several articles: those of a book, a feed or a mailbox.
    Collection(Collection),
}

impl Input {
    /// Reads `bytes`, compressed or not, in the format that [`Format::of`] detects. The article is named `name`.
    ///
    /// # Errors
    /// Where there is no text in them, they are malformed beyond recovery, or more than the limits allow.
    pub fn read(name: &str, bytes: Vec<u8>, hint: &Hint<'_>) -> Result<Self, ArticleError> {
        let mut budget = Budget::of(bytes.len());
        let Unpacked { mut bytes, mut cut_short } = unpack(bytes).map_err(|problem| problem.of(name))?;
        let head = response::head(&bytes);
        if let Some(head) = &head {
            let below = bytes.split_off(head.length);
            let body = unpack(below).map_err(|problem| problem.of(name))?;
            (bytes, cut_short) = (body.bytes, cut_short || body.cut_short);
        }
        let said = head.as_ref().and_then(|head| head.content_type.as_deref());
        let hint = &Hint { content_type: hint.content_type.or(said), ..*hint };
        let plain_name = [".gz", ".zst"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        let format = Format::of(plain_name, &bytes, hint);
        let mut input = Self::read_as(format, name, bytes, hint, &mut budget)?;
        let caveat = match &mut input {
            Self::Article(article) => &mut article.caveat,
            Self::Collection(collection) => &mut collection.caveat,
        };
        if cut_short {
            *caveat = Some(Caveat::CutShort);
        } else if budget.is_spent() {
            *caveat = Some(Caveat::LeftOut);
        }
        input.say_language();
        Ok(input)
    }

    /// Sets a caveat on each article that is not in English, if it has no other caveat.
    fn say_language(&mut self) {
        let check = |article: &mut Article| {
            if article.caveat.is_none() && english::is_not_english(&article.text, article.language.as_deref())
            {
                article.caveat = Some(Caveat::OtherLanguage);
            }
        };
        match self {
            Self::Article(article) => check(article),
            Self::Collection(collection) => {
                collection.items.iter_mut().filter_map(|item| item.article.as_mut()).for_each(check);
            }
        }
    }

    /// Reads decompressed bytes of this format.
    fn read_as(
        format: Format,
        name: &str,
        bytes: Vec<u8>,
        hint: &Hint<'_>,
        budget: &mut Budget,
    ) -> Result<Self, ArticleError> {
        if bytes.is_empty() {
            return Err(Problem::NoText.of(name));
        }
        let problem = |problem: Problem| problem.of(name);
        let article = match format {
            Format::Epub => {
                let read = || epub::read(name, bytes, budget).map(Self::Collection);
                return guarded("an e-book", STACK, read).map_err(problem);
            }
            Format::Feed => {
                return feed(bytes, hint, budget).map(Self::Collection).map_err(problem);
            }
            Format::Mail => match mailbox::mails(&bytes).as_slice() {
                [] => return Err(Problem::NoText.of(name)),
                [only] => mail(name, only, budget).map_err(problem)?,
                mails => return mailbox(name, mails, budget).map(Self::Collection).map_err(problem),
            },
            Format::Pdf => guarded("a PDF document", STACK, || pdf(name, bytes, budget)).map_err(problem)?,
            Format::Plain | Format::Markdown | Format::Html => {
                let declared = hint.content_type.and_then(html::of_content_type);
                let declared =
                    declared.or_else(|| (format == Format::Html).then(|| html::declared(&bytes)).flatten());
                let Some(text) = decode(bytes, declared) else {
                    return Err(Problem::Binary.of(name));
                };
                match format {
                    Format::Html => html::read(name, &text, hint.url, budget),
                    Format::Markdown => Article::from_text(name, markdown::resolved(&text), format),
                    _ => Article::from_text(name, text, format),
                }
            }
        };
        if article.text.trim().is_empty() {
            return Err(Problem::NoText.of(name));
        }
        Ok(Self::Article(Box::new(article)))
    }

    /// The articles in it, in order, as far as it contains them: a feed entry may be without one.
    pub fn into_articles(self) -> Vec<Article> {
        match self {
            Self::Article(article) => vec![*article],
            Self::Collection(collection) => {
                collection.items.into_iter().filter_map(|item| item.article).collect()
            }
        }
    }
}

/// Reads one mail in a thread of its own.
fn mail(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Article, Problem> {
    guarded("an e-mail", mail::stack(bytes), || mail::read(name, bytes, budget))
}

/// Reads the mails of a mailbox. They are named `name`, a `#`, and their number.
fn mailbox(name: &str, mails: &[Cow<'_, [u8]>], budget: &mut Budget) -> Result<Collection, Problem> {
    let read = |n: usize, bytes: &[u8], budget: &mut Budget| {
        let name = format!("{name}#{}", n + 1);
        let read = panic::catch_unwind(AssertUnwindSafe(|| mail::read(&name, bytes, budget)));
        // A mail that cannot be parsed is shown as plain text.
        let raw = || Article::from_text(&name, String::from_utf8_lossy(bytes), Format::Plain);
        let article = read.ok().and_then(Result::ok).unwrap_or_else(raw);
        let title = article.title_text().unwrap_or_else(|| format!("Mail {}", n + 1));
        Item { title, published: article.published_text(), article: Some(article), ..Item::default() }
    };
    let read_all = || {
        let mut items = Vec::new();
        for (n, bytes) in mails.iter().enumerate() {
            if !budget.take_article() {
                break;
            }
            items.push(read(n, bytes, budget));
        }
        Ok(Collection { items, ..Collection::default() })
    };
    let stack = mails.iter().map(|bytes| mail::stack(bytes)).max().unwrap_or(STACK);
    guarded("a mailbox", stack, read_all)
}

/// Runs `read` in a thread with `stack` bytes of stack. Formats with a complex grammar are often malformed in practice;
/// here a panic of their parser becomes an error and does not end the program.
fn guarded<T: Send>(
    form: &'static str,
    stack: usize,
    read: impl FnOnce() -> Result<T, Problem> + Send,
) -> Result<T, Problem> {
    // The thread has the name of the one that waits for it, by which the panic hook decides where to show a panic.
    let name = thread::current().name().unwrap_or_default().to_owned();
    let strange = || Problem::Broken { form, reason: "it is too strange to be understood".to_owned() };
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(name).stack_size(stack);
        let reading = builder.spawn_scoped(scope, read).map_err(|_| strange())?;
        reading.join().unwrap_or_else(|_| Err(strange()))
    })
}

#[cfg(feature = "pdf")]
fn pdf(name: &str, bytes: Vec<u8>, budget: &mut Budget) -> Result<Article, Problem> {
    super::formats::pdf::read(name, bytes, budget)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &str, _: Vec<u8>, _: &mut Budget) -> Result<Article, Problem> {
    let reason = "this dixit was built without the feature \"pdf\"".to_owned();
    Err(Problem::Broken { form: "a PDF document", reason })
}

#[cfg(feature = "feeds")]
fn feed(bytes: Vec<u8>, hint: &Hint<'_>, budget: &mut Budget) -> Result<Collection, Problem> {
    let charset = hint.content_type.and_then(html::of_content_type);
    super::formats::feed::read(bytes, hint.url, charset, budget)
}

#[cfg(not(feature = "feeds"))]
fn feed(_: Vec<u8>, _: &Hint<'_>, _: &mut Budget) -> Result<Collection, Problem> {
    let reason = "this dixit was built without the feature \"feeds\"".to_owned();
    Err(Problem::Broken { form: "a feed", reason })
}
