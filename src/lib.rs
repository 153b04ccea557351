//! dixit reads a news article and tells who said what.
//!
//! # Bird's-eye view
//!
//! Data flows one way, and the folders of `src/` are the stations it passes:
//!
//! ```text
//! (address ->) bytes -> Article -> Tokens -> Quotes -> Actors = Analysis -> Corrections -> reader (the screen)
//!                                                                                      \-> export (JSON Lines, plain text)
//! ```
//!
//! | station | takes | gives | knows nothing of |
//! |---|---|---|---|
//! | [`fetch`] | a web address | bytes, their type, where they came from | articles |
//! | [`article`] | bytes, a path, an address | [`article::Article`]: the text and spans over it | language, screen |
//! | [`language`] | an article | [`language::Tokens`]: sentences and tokens | quotes |
//! | [`attribution`] | article and tokens | [`attribution::Quote`]s: content, cue, source, carrier, addressee | actors, screen |
//! | [`actors`] | article, tokens, quotes | [`actors::Actor`]s, and each quote its speaker | screen |
//! | [`analysis`] | an article | [`analysis::Analysis`]: the one function that calls the three above | screen |
//! | [`corrections`] | an analysis, what a person has put right | the analysis with that put right | screen |
//! | [`figures`] | an article and its analysis | [`figures::Figures`]: how much each actor says, and where | screen |
//! | [`reader`] | articles, analyses, keys | what is drawn | how quotes are found |
//! | [`export`] | an article and its analysis | JSON Lines, plain text | screen |
//! | [`evaluate`] | gold quotes and an analysis | how well they agree | files, screen |
//! | [`cli`] | arguments | an exit status | everything but the calls |
//!
//! Beside them stand what several stations share: [`span::Span`] (a stretch of the text), [`lexicon`] (what is known of
//! words before any text is read), [`printable`] (what of a text may reach a terminal), [`private`] (folders and files that
//! are nobody else's business), [`settings`] (what a person has set), [`identity`] (the mark and colour of an actor),
//! [`color`], [`error`].
//!
//! Inside [`article`] bytes become text in one of three ways. Plain text and Markdown are decoded and stay as they are.
//! A web page is written anew first, well nested and not deep, so that no parser after it can be made to recurse or to
//! take long; then the part that is the article is found in it, cut into blocks that have text of their own, and these
//! are set as one text. Chapters, mails and entries of feeds go the same way without the search. Files of several
//! articles are an [`article::Collection`].
//!
//! Inside [`attribution`] data flows one way too: quotation marks are paired, each token is observed once, a chain tags
//! cues, another finds content and source around each, a confidence is made of their chances, a stage settles who
//! carried whose words, and rules adopt the speech in marks that has no cue and what is set off as a block. Of this the
//! chains are learnt; with the feature `training`, the binary `train` learns them.
//!
//! Inside [`actors`] it does so as well: a chain finds the names, those of one actor are united, the text is gone through
//! once to link nouns and pronouns to whoever was met before or is named soon, the quotes get the actors that their sources were linked
//! to, and who is no actor is left out. The chain and the ranking of whom a pronoun means are learnt; the rest is rules.
//!
//! # Invariants
//!
//! - **Text is never altered.** `Article::text` is what was decoded or extracted. All else is spans over it: UTF-8 byte offsets on
//!   character boundaries. Cleaning happens when a row is drawn or a line printed, in [`printable`] and nowhere else.
//!   That is why a resize or a new analysis never loses a place.
//! - **Arrows point one way.** `article`, `language`, `lexicon`, `attribution`, `actors` and `analysis` name neither the
//!   screen's crates nor the file system (only [`article::Source`] and [`article::input`] open files, and only [`fetch`]
//!   uses the network); `tests/layers.rs` holds them to it. No station before `corrections` knows of them.
//! - **What is built is bounded, not what comes in.** No more of an input is read than a limit that can be set, and no
//!   more is built from it than `article::budget` allows, whatever its bytes ask for: it goes with a document through
//!   every format, and what is beyond it is left out with a caveat. The fuzz targets hold memory and output to it.
//! - **Corrections never touch the analysis they are made to.** They are a list beside it, which names quotes by their
//!   words and actors by their names; the screen shows what [`corrections::apply`] makes of both. Undoing leaves the last
//!   one out. What is kept in files is only ever changed by one correction more or less, under a lock.
//! - **Analysis is a pure function** of the article: no clock, no randomness, no I/O, and time linear in the text.
//! - **The reader is state, update, view.** `State` is plain data; `update` turns a message into a new state and maybe
//!   an effect; `view` only draws. All that belongs to one article is one value, `OpenArticle`: opening another is a swap.
//!   The view is an enum, what lies over it a stack, and what keys mean follows from both. `run` is the loop and the only
//!   I/O: signals, keys and results reach it through one inbox, in this order. So a screen test is a state, some messages,
//!   and a picture.
//! - **Whatever the reader dies of, the terminal is given back.** `reader::terminal::guardian` is the process that a person starts;
//!   it runs the reader as another one and does nothing that could go wrong.
//! - **Rows are made when they are looked at.** `reader::layout` wraps the text around the viewport and keeps the map
//!   from offset to row and back, so the first frame does not depend on the length of the text.
//! - **One table of keys** in `reader::keymap` dispatches them, fills the help screen and the table in the README.
//!
//! # Data
//!
//! `assets/model/` holds the trained model and its card: what it was learnt from, how good it is, how to make it again.
//! `assets/lexicon/` holds tables of names, places and nouns, with where each is from, `assets/articles/` the three
//! samples. All are read from inside the binary.

pub mod actors;
pub mod analysis;
pub mod article;
pub mod attribution;
pub mod cli;
pub mod color;
pub mod corrections;
pub mod error;
pub mod evaluate;
pub mod export;
pub mod fetch;
pub mod figures;
pub mod identity;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod printable;
pub mod private;
pub mod reader;
pub mod settings;
pub mod source;
pub mod span;
#[cfg(feature = "training")]
pub mod training;
