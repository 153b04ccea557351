//! dixit reads a news article and tells who said what.
//!
//! ```
//! use dixit::{Analyzer, Article, Format};
//!
//! let text = "“We will pay,” said Ann Roe, the mayor. She left for Paris.";
//! let article = Article::from_text("note.txt", text, Format::Plain);
//! let analysis = Analyzer::default().analyse(&article);
//! let said = &analysis.quotes[0];
//! let speaker = said.speaker.and_then(|id| analysis.actor(id)).expect("somebody said it");
//! assert_eq!(said.quote.content[0].of(&article.text), "“We will pay,”");
//! assert_eq!((speaker.name.as_str(), speaker.role.as_deref()), ("Ann Roe", Some("mayor")));
//! ```
//!
//! A page comes in as bytes, of whatever format they are:
//!
//! ```
//! use dixit::{Hint, Input};
//!
//! let page = "<html><head><title>Plan passes</title></head><body><article><h1>Plan passes</h1>\
//!     <p>The council said on Monday that the bridge was safe, and that nobody had to wait for it.</p>\
//!     <p>Everybody who lives on the river had waited for years until the plan passed at last.</p>\
//!     </article></body></html>";
//! let hint = Hint { content_type: Some("text/html"), ..Hint::default() };
//! let Input::Article(article) = Input::read("page.html", page.into(), &hint)? else {
//!     panic!("a page is one article");
//! };
//! assert_eq!(article.title_text().as_deref(), Some("Plan passes"));
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! # Bird's-eye view
//!
//! Data flows one way, and the folders of `src/` are the stations it passes:
//!
//! ```text
//! (address ->) bytes -> Input: Articles -> Document -> Quotes -> Actors = Analysis -> Corrections -> reader (the screen)
//!                                     ^ models answer what rules leave open              |-> export (JSON Lines, rows, plain text)
//!                                                                                        |-> library (kept, asked across articles)
//!                                                                                        \-> audit (counted across articles)
//! ```
//!
//! | station | takes | gives | knows nothing of |
//! |---|---|---|---|
//! | [`fetch`] | a web address | bytes, their type, where they came from; [`fetch::Failure`] | articles |
//! | [`article`] | bytes | [`Input`]: an [`Article`], the text and spans over it, or several | files, the web, language, screen |
//! | [`source`] | a path, standard input, an address | [`Article`]s: the one place where input is opened | language, screen |
//! | [`language`] | an article | [`language::Document`]: tokens, sentences, quotation marks, what is observed of each word, the heads of phrases, verb groups | quotes |
//! | [`attribution`] | a document, what a model finds in it | [`Quote`]s: content, cue, source, carrier, addressee | actors, models, screen |
//! | [`actors`] | a document, its quotes, names from a model | [`Actor`]s, and the speaker of each quote | models, screen |
//! | [`model`] | a document | answers to what attribution and actors ask: quotes, names, antecedents | screen |
//! | [`analysis`] | an article | [`Analysis`], by an [`Analyzer`] that calls the four above | screen |
//! | [`corrections`] | an analysis, what a person has put right | the analysis with that put right | screen |
//! | [`highlights`] | an article, what a person has marked in it | where that stands in the text | screen |
//! | [`memory`] | what was read, opened, kept for later and made wider; lists of other services | the same, kept between runs | screen |
//! | [`positions`] | the key of a text | the place where its reader stopped and those they marked, kept between runs | screen |
//! | [`figures`] | an article and its analysis | [`figures::Figures`]: how much each actor says, and where; [`figures::Sourcing`]; [`figures::across`] articles | screen |
//! | [`reader`] | articles, analyses, keys | what is drawn | how quotes are found |
//! | [`export`] | an article and its analysis | JSON Lines, flat rows, plain text, pages, citations | screen |
//! | [`library`] | articles and their analyses | rows of all that were kept: who said what, across articles | screen |
//! | [`audit`] | rows of quotes | who speaks across articles, counted: tables, JSON, a page with plots | articles, screen |
//! | [`evaluate`] | gold quotes and an analysis | how well they agree | files, screen |
//! | [`cli`] | arguments | an exit status | everything but the calls |
//!
//! Beside them stand what several stations share: [`span::Span`] (a stretch of the text), [`lexicon`] (what is known of
//! words before any text is read), [`printable`] (what of a text may reach a terminal), [`private`] (folders and files that
//! are nobody else's business), [`keeping`] (what a person has said of texts, a file a text), [`settings`] (what a person
//! has set, and one table that tells it), [`identity`] (the mark and colour of an actor), [`color`], `clock` (the time) and
//! `io_reason` (why reading or writing failed, in words).
//!
//! A station that can fail has an error of its own, which says only what can go wrong there ([`article::ArticleError`],
//! [`source::SourceError`], [`fetch::Failure`], [`ModelError`], [`keeping::KeepingError`], [`library::LibraryError`], ...).
//! [`Error`] is made of them, for the program and for whoever calls several stations.
//!
//! In [`article`] bytes become text in one of three ways. Plain text and Markdown are decoded, with the character references
//! of Markdown, and otherwise stay as they are, but for front matter: what it says is written as plain lines.
//! A web page is first rewritten, well nested and of bounded depth, so that no later parser can be made to recurse deeply or
//! to take long; then the part that is the article is found, cut into blocks of text, and these are put together as one
//! text. Chapters, mails and entries of feeds take the same way without the search. A file of several articles is an
//! [`article::Collection`].
//!
//! Trained models decide three questions, each a trait of the station that asks: which words are quotes and of which source
//! (cue, content and source, with a confidence), which words are names and of what kind, and what the antecedent of a
//! pronoun is. A model in [`model`] reads a document once and answers all three. The quick one, `model::linear`, uses linear
//! chains and a ranking over sparse features; with the feature `training`, the binary `train` learns it. The careful one,
//! `model::encoder`, is a small transformer that finds quotes with carrier and addressee, and links all mentions of actors
//! (names, and the words that name sources, carriers and addressees). Its results take a shorter way, through
//! `attribution::arrange` and `actors::linked`. [`analysis`] uses the model that is asked for, and the quick one for texts
//! that are too long for the careful one.
//!
//! In [`attribution`] rules make quotes of what the model finds: passages in quotation marks are taken as a whole, carriers
//! and addressees are determined ([`attribution::carriers`]), and speech in marks without a cue, block quotations and the
//! turns of interviews are added.
//!
//! In [`actors`] the bounds of the names that a model finds are corrected, and titles and appositions are added (`names`);
//! names of one actor are united (`entities`); one pass over the text links noun phrases and pronouns to entities
//! (`coreference`); and each quote gets the actor that its source is linked to (`speakers`).
//!
//! # Words
//!
//! One word for one thing, and that of the field where it has one:
//!
//! | word | means |
//! |---|---|
//! | token, sentence, paragraph | what the text is cut into; a number of one is an index into [`language::Tokens`] |
//! | input | what a file, a page or a pipe holds: an article, or a collection of them |
//! | document | an article with all that is found about its words before anything is decided about quotes or actors |
//! | phrase, head | a noun with the words that belong to it; its noun |
//! | core, complement, aside | a phrase up to its head; what the head is of or at; what could be left out |
//! | verb group | a verb with the auxiliaries and adverbs before it |
//! | cue | the words that tell that something is said ("said", "according to") |
//! | content | what is said, in one or more spans |
//! | source | the words that name who says it |
//! | speaker | the actor that the source means |
//! | carrier (`via`), addressee (`to`) | who brought the words to the writer, whom they were said to |
//! | quotation mark, passage | one of the marks; what stands between two that belong together |
//! | name | a proper name where it stands, found by a model |
//! | mention | words that mean an actor: a name, a noun phrase, a pronoun |
//! | anchor | the place of a quote by which it is ordered and found: its cue, or its first word where it has none |
//! | certainty | whether a quote is sure, doubtful or unlikely to be one; a threshold leaves out those that are too little so |
//! | sense | whether a quote is speech, thought, or a document's words |
//! | antecedent | the actor that a pronoun means |
//! | entity, actor | somebody while the text is gone through; the same when done and told |
//! | title, apposition, role | what introduces a name before and after it; what of both is told of an actor |
//! | person | an actor across articles, as the library tells them by a rule |
//! | kind of source | what a source is as the text tells it: official, company, expert, citizen, ... |
//! | outlet | the paper, site or sender that has published an article |
//! | row, table | one quote, actor, article or person as flat values; all of a kind |
//! | chain | a linear-chain conditional random field: states, arcs, labels |
//! | feature, id, weight | what is seen of a token or a candidate; the number it is found by; what was learnt for it |
//! | template | what kind of features are made of which observations |
//! | stretch | words of the text that a person selects: to be a quote, its bounds, or a highlight |
//! | style, ornament | what sets words apart inside a block (emphasis, code); what is drawn and is no text (a rule, a check box, bars) |
//! | highlight, note | a stretch that a person has marked; what they have written to it |
//! | theme, background | which colours mark speakers; the ground that the terminal has |
//! | position | where a reader stopped in a text: the byte on top of the screen, for whatever width |
//! | reading list, deferred | what a person has kept to be read later; an article on it |
//! | glyph | the sign that stands for an actor on the screen |
//!
//! # Invariants
//!
//! - **Text is never altered.** `Article::text` is what was decoded or extracted. All else is spans over it: UTF-8 byte offsets on
//!   character boundaries. Cleaning happens when a row is drawn or a line printed, in [`printable`] and nowhere else.
//!   That is why a resize or a new analysis never loses a place.
//! - **How a text is set is beside it.** Styles, tables and ornaments are spans too ([`article::typography`]); the analysis, what
//!   is exported and all offsets do not depend on them.
//! - **Arrows point one way.** `article`, `language`, `lexicon`, `attribution`, `actors`, `model` and `analysis` name neither
//!   the screen's crates nor the file system (only [`source`] opens what is read, and only [`fetch`] uses the network), and
//!   no two of their files name each other; `tests/it/layers` reads the sources and holds them to it. No station before
//!   `corrections` knows of them.
//! - **Feature ids are part of the models.** A number that goes into a feature is written out, never the order of variants
//!   of an enum, and a golden test hashes all ids of a few sentences.
//! - **What is built is bounded, not what comes in.** No more of an input is read than a limit that can be set, and no
//!   more is built from it than `article::budget` allows, whatever its bytes ask for: it goes with a document through
//!   every format, and what is beyond it is left out with a caveat. The fuzz targets hold memory and output to it.
//! - **Corrections never touch the analysis they are made to.** They are a list beside it, which names quotes by their
//!   words and actors by their names; the screen shows what [`corrections::apply`] makes of both. Undoing leaves the last
//!   one out. What is kept in files is only ever changed by one correction more or less, under a lock.
//! - **Nothing that a person has written is lost.** A highlight whose words are not in the text any more is kept and listed; a
//!   file that cannot be read is left alone or set aside, and the person is told.
//! - **The library is derived.** Texts and corrections decide; what the library holds can be made again of them, and each
//!   article is in it as a whole or not at all.
//! - **Of reading little is kept unasked, and no text.** Numbers for the key of a text, its position and its marks, for the last
//!   1,000; the keys of the last 10,000 that were read; where the last 200 that were opened are, and their titles. A setting
//!   turns each off. What is on the reading list was asked for: place, title and tags. Files are private and changed under a
//!   lock, and reading goes on whatever becomes of them. The text itself is kept only by the library, and only where asked.
//! - **Analysis is a pure function** of the article: no clock, no randomness, no I/O, and time linear in the text.
//! - **The reader is state, update, view.** `State` is plain data; `update` turns a message into a new state and maybe
//!   an effect; `view` only draws. All that belongs to one article is one value, `OpenArticle`: opening another is a swap.
//!   The view is an enum, what lies over it a stack, and what keys mean follows from both. `run` is the loop and the only
//!   I/O: signals, keys and results reach it through one inbox, in this order. So a screen test is a state, some messages,
//!   and a picture.
//! - **One state, two ways to see it.** `reader::linear` answers the same commands in lines, for screen readers and terminals that
//!   can do nothing else: it shares findings, figures and corrections with the screen and draws nothing.
//! - **Nobody waits for the terminal.** It is asked for its background after the first frame; an answer that comes late is told from
//!   keys (`reader::terminal::background`).
//! - **Whatever the reader dies of, the terminal is given back.** `reader::terminal::guardian` is the process that a person starts;
//!   it runs the reader as another one and does nothing that could go wrong.
//! - **Rows are made when they are looked at.** `reader::layout` wraps the text around the viewport and keeps the map
//!   from offset to row and back, so the first frame does not depend on the length of the text.
//! - **One table of keys** in `reader::keymap`, over which a person's own are laid, dispatches them, fills the help screen, the
//!   palette, all hints, and the table in the README.
//!
//! # Data
//!
//! `assets/model/` holds the trained models, each with its card: what it was learnt from, how good it is, how to make it
//! again. `careful/weights` is not in packages of the registry; `build.rs` beside it tells the build whether it is there.
//! `assets/lexicon/` holds tables of names, places and nouns, with where each is from, `assets/articles/` the three
//! samples. All are read from inside the binary. `assets/rows.md` is made from the code: it describes the tables that
//! [`export::rows`] declares.

pub mod actors;
pub mod analysis;
pub mod article;
pub mod attribution;
#[cfg(feature = "library")]
pub mod audit;
#[cfg(feature = "reader")]
pub mod cli;
#[cfg(feature = "web")]
pub(crate) mod clock;
pub mod color;
pub mod corrections;
pub mod error;
pub mod evaluate;
pub mod export;
#[cfg(feature = "web")]
pub mod fetch;
pub mod figures;
pub mod highlights;
pub mod identity;
#[cfg(any(feature = "reader", feature = "training"))]
pub(crate) mod io_reason;
#[cfg(feature = "reader")]
pub mod keeping;
pub mod language;
pub mod lexicon;
#[cfg(feature = "library")]
pub mod library;
#[cfg(feature = "reader")]
pub mod memory;
pub mod model;
#[cfg(feature = "reader")]
pub mod positions;
pub mod printable;
#[cfg(feature = "web")]
pub mod private;
#[cfg(feature = "reader")]
pub mod reader;
#[cfg(feature = "reader")]
pub mod settings;
#[cfg(feature = "reader")]
pub mod source;
pub mod span;
#[cfg(feature = "training")]
pub mod training;

pub use actors::{Actor, ActorId, ActorKind, AttributedQuote, Mention};
pub use analysis::{Analysis, Analyzer, Options};
pub use article::{Article, Format, Hint, Input};
pub use attribution::{Quote, QuoteKind};
pub use error::Error;
pub use model::{ModelError, Models};
#[cfg(feature = "reader")]
pub use source::Source;
pub use span::Span;
