//! `dixit evaluate`: compares an analysis with gold quotes and prints figures.

use super::{
    analyzer,
    args::Evaluate,
    lines::{Line, lines},
    ordered::{self, Results},
    report,
};
use crate::{
    analysis::Analyzer,
    article::{Article, Format},
    error::Error,
    evaluate::{Band, Block, Comparison, Figures, Gold, KindFigures, Rates, Tally, compare},
    export::faults,
    source::InputError,
};
use serde::Serialize;
use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    thread,
};

/// A compared document, with what a list of errors needs of it.
struct Compared {
    comparison: Comparison,
    gold: Gold,
}

/// The figures as JSON.
#[derive(Serialize)]
struct Report {
    documents: usize,
    all: Figures,
    quoted: Figures,
}

/// Evaluates the files. What fails is reported, and the rest goes on.
pub(super) fn run(evaluate: Evaluate) -> Result<ExitCode, Error> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let mut tally = Tally::default();
    let mut worst = faults::Worst::new(evaluate.errors.unwrap_or_default());
    let jobs = evaluate.files.into_iter().flat_map(jobs);
    let analyzer = Arc::new(analyzer(evaluate.finder.model)?);
    let work = move |job, results: &Results<_>| results.give(compared(job, &analyzer));
    ordered::run(threads, jobs, work, &mut out, |_, done| {
        match done.unwrap_or_else(|| Err("an article could not be analysed".to_owned())) {
            Ok(Some(Compared { comparison, gold })) => {
                tally.add(&comparison);
                for fault in &comparison.faults {
                    worst.add(&gold.doc, &gold.text, fault);
                }
            }
            Ok(None) => {}
            Err(problem) => {
                report(&problem);
                code = ExitCode::FAILURE;
            }
        }
        Ok(())
    })
    .and_then(|()| if evaluate.json { json(&mut out, &tally) } else { plain(&mut out, &tally) })
    .and_then(|()| if evaluate.calibration { calibration(&mut out, &tally) } else { Ok(()) })
    .and_then(|()| if evaluate.errors.is_some() { worst.write(&mut out) } else { Ok(()) })
    .and_then(|()| out.flush())
    .map_err(|source| Error::Write { source })?;
    Ok(code)
}

/// A document with gold quotes.
enum Job {
    Line(Line),
    /// A brat annotation file.
    Standoff(PathBuf),
}

fn jobs(file: PathBuf) -> Box<dyn Iterator<Item = Job> + Send> {
    if file.extension().is_some_and(|extension| extension == "ann") {
        Box::new(std::iter::once(Job::Standoff(file)))
    } else {
        Box::new(lines(file).map(Job::Line))
    }
}

/// The gold quotes of a brat annotation file and the text beside it.
fn standoff(path: &Path) -> Result<Gold, String> {
    let name = path.display();
    let read = |path: &Path| {
        fs::read_to_string(path)
            .map_err(|source| InputError::Read { name: path.display().to_string(), source }.to_string())
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new(""));
    // Where several annotators worked on one text, the name of the annotation file ends with "_" and a sign for each.
    let shorter = stem.rsplit_once('_').map(|(shorter, _)| shorter);
    let folders = [folder.to_owned(), folder.join("../text")];
    let places = folders.iter().flat_map(|folder| {
        std::iter::once(&*stem).chain(shorter).map(move |name| folder.join(format!("{name}.txt")))
    });
    let text = places
        .into_iter()
        .find(|place| place.is_file())
        .ok_or_else(|| format!("{name}: its text is neither {stem}.txt beside it nor in ../text"))?;
    Gold::of_standoff(stem.clone().into_owned(), read(&text)?, &read(path)?)
        .map_err(|problem| format!("{name}, {problem}"))
}

fn compared(job: Job, analyzer: &Analyzer<'_>) -> Result<Option<Compared>, String> {
    let gold = match job {
        Job::Standoff(path) => standoff(&path)?,
        Job::Line(line) => Gold::read(line.bytes()?).map_err(|error| {
            line.problem("not a JSON object with \"doc\", \"text\" and \"quotes\"", error.reason())
        })?,
    };
    if gold.is_skipped {
        return Ok(None);
    }
    let analysis = analyzer.analyse(&Article::from_text(gold.doc.clone(), gold.text.clone(), Format::Plain));
    Ok(Some(Compared { comparison: compare(&gold, &analysis), gold }))
}

fn json(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    let report = Report {
        documents: tally.documents,
        all: tally.figures(Block::All),
        quoted: tally.figures(Block::Quoted),
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn plain(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    writeln!(out, "{} documents", tally.documents)?;
    for block in Block::BOTH {
        let figures = tally.figures(block);
        let name = block.name();
        writeln!(
            out,
            "\n{name:<12} precision  recall    F1   ({} gold, {} found)",
            figures.gold, figures.found
        )?;
        for (name, Rates { precision, recall, f1 }) in [
            ("detect", figures.detect),
            ("exact", figures.exact),
            ("attributed", figures.attributed),
            ("characters", figures.characters),
        ] {
            writeln!(out, "  {name:<12} {precision:>7.1} {recall:>7.1} {f1:>5.1}")?;
        }
        if let Some(resolved) = figures.resolved {
            writeln!(out, "  resolved     {resolved:.1}% of {} with a named speaker", figures.named)?;
        }
        if block == Block::All {
            for KindFigures { kind, gold, detect, attributed } in figures.kinds {
                writeln!(out, "  {kind:<12} recall {detect:.1}, attributed {attributed:.1} of {gold}")?;
            }
        }
    }
    Ok(())
}

fn calibration(out: &mut impl Write, tally: &Tally) -> io::Result<()> {
    writeln!(out, "\nconfidence      quotes    mean  right   indirect  right")?;
    for Band { from, to, quotes, mean, right, indirect, indirect_right } in tally.calibration() {
        if quotes > 0 {
            write!(out, "  {from:.2} to {to:.2} {quotes:>7} {mean:>7.2} {right:>4.0}%   {indirect:>8}")?;
            if indirect > 0 { writeln!(out, " {indirect_right:>4.0}%")? } else { writeln!(out)? }
        }
    }
    Ok(())
}
