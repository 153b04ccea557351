//! Prints each quote of some articles with who says it: `cargo run --example who_said_what -- FILE|ADDRESS...`

use dixit::{Analyzer, Error, Source, printable};
use std::{env, path::Path};

fn main() -> Result<(), Error> {
    let analyzer = Analyzer::default();
    for name in env::args().skip(1) {
        for article in
            Source::of(Path::new(&name)).load_all(|caution| eprintln!("{}", printable::line(&caution)))?
        {
            let analysis = analyzer.analyse(&article);
            for said in &analysis.quotes {
                let speaker = said.speaker.and_then(|id| analysis.actor(id));
                let words: Vec<String> =
                    said.quote.content.iter().map(|piece| article.shown(*piece)).collect();
                let line = format!("{}: {}", speaker.map_or("?", |actor| &actor.name), words.join(" … "));
                // What is in an article may be meant for a terminal to obey.
                println!("{}", printable::line(&line));
            }
        }
    }
    Ok(())
}
