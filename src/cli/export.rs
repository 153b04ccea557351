//! `dixit export`: writes articles and their quotes in an export format.

use super::{
    analyzer,
    args::{ModelArg, QuotesArg},
    caution, corrected, for_each, highlighted, named,
};
use crate::{
    corrections::Store, error::Error, export::format::ExportFormat, highlights, reader::app::saving::save,
};
use clap::{Args, ValueEnum, builder::PossibleValue};
use std::{
    io::{self, BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
};

/// Articles to export.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Articles: files or web addresses; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The form
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t = Form(ExportFormat::Markdown))]
    pub form: Form,
    /// Write a new file an article in this folder, named after its title, instead of to standard output
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub counted: QuotesArg,
    #[command(flatten)]
    pub finder: ModelArg,
}

/// A format, as it is named on the command line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form(ExportFormat);

impl ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Form; ExportFormat::ALL.len()] = {
            let mut all = [Form(ExportFormat::Markdown); ExportFormat::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = Form(ExportFormat::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()).help(self.0.words()))
    }
}

pub(super) fn run(asked: &Export) -> Result<ExitCode, Error> {
    if let Some(folder) = asked.output.as_ref().filter(|folder| !folder.is_dir()) {
        let source = io::ErrorKind::NotFound.into();
        return Err(Error::WriteTo { path: folder.clone(), source });
    }
    let analyzer = analyzer(asked.finder.model)?;
    let (store, highlights) = (Store::of_person(), highlights::Store::of_person());
    let mut out = BufWriter::new(io::stdout().lock());
    for_each(&named(&asked.files)?, |article| {
        caution(&article);
        let analysis = corrected(&article, &analyzer, store.as_ref());
        let analysis = analysis.above(&article, asked.counted.quotes.threshold()).analysis;
        let marked = highlighted(&article, highlights.as_ref());
        match &asked.output {
            Some(folder) => {
                let path = save(asked.form.0, folder, &article, &analysis, &marked)?;
                writeln!(out, "{}", path.display())?;
            }
            None => asked.form.0.write(&mut out, &article, &analysis, &marked)?,
        }
        out.flush()
    })
}
