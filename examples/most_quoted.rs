//! Prints who is quoted in an article, most words first: `cargo run --example most_quoted -- FILE|ADDRESS`

use dixit::{Analyzer, Error, Source, figures::Figures, printable};
use std::{cmp::Reverse, env, path::Path};

fn main() -> Result<(), Error> {
    let name = env::args().nth(1).unwrap_or_else(|| "-".to_owned());
    let article = Source::of(Path::new(&name)).load_first()?;
    let analysis = Analyzer::default().analyse(&article);
    let figures = Figures::of(&article, &analysis);
    let mut rows: Vec<_> = analysis.actors.iter().zip(&figures.actors).collect();
    rows.retain(|(_, figures)| figures.words > 0);
    rows.sort_by_key(|(_, figures)| Reverse(figures.words));
    for (actor, figures) in rows {
        // What is in an article may be meant for a terminal to obey.
        println!("{:>3} %  {} ({})", figures.percent(), printable::line(&actor.name), actor.kind.name());
    }
    Ok(())
}
