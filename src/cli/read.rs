//! Reading: on the screen, in line mode, or printed where there is no terminal.

use super::{
    analyzer,
    args::{ColorOverride, ModelOverride, Read},
    guarded, kept, keymap, named,
    printing::{print_all, print_links, width},
};
use crate::{
    analysis::Threshold,
    color::ColorDepth,
    error::Error,
    export::{citation::Template, plain},
    memory::Look,
    reader::{
        self,
        draw::ascii,
        layout::Setting,
        linear,
        list::Sort,
        terminal::{background, direction, hyperlinks::Hyperlinks},
        theme::Themes,
    },
    settings::{Glyphs, Model, Settings, SettingsError, When},
    source::Source,
};
use std::{
    env,
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal as _},
    process::ExitCode,
    sync::Arc,
};

/// Opens the reader, or prints where there is no terminal for it.
pub(super) fn read(read: &Read) -> Result<ExitCode, Error> {
    let sources = || match read.files.as_slice() {
        [] if is_piped() => Ok(vec![Source::Stdin]),
        [] => Ok(Source::samples()),
        files => named(files),
    };
    let terminal = io::stdout().is_terminal();
    let variable = |name: &str| env::var(name).ok();
    let settings = Settings::of_user()?;
    let colors = ColorDepth::choose(read.colors.color.unwrap_or(settings.color.color()), terminal, variable);
    let model = read.finder.model.unwrap_or(settings.model);
    let threshold = read.quotes.unwrap_or(settings.quotes).threshold();
    if read.follow && !matches!(sources()?.as_slice(), [Source::Path(_)]) {
        return Err(Error::Open { words: "--follow takes one file, which may change".to_owned() });
    }
    if read.recent && !(terminal && has_keyboard()) {
        return kept::print_lately(&kept::lately(&settings)?);
    }
    if read.later && !(terminal && has_keyboard()) {
        return kept::print_later(&kept::later()?);
    }
    if read.print_links {
        return print_links(&sources()?);
    }
    let is_dumb = variable("TERM").as_deref() == Some("dumb") && io::stdin().is_terminal();
    if read.linear || terminal && is_dumb && !read.plain {
        let width: fn() -> Option<usize> = if terminal { || width(None, true) } else { || None };
        return read_lines(&sources()?, (model, threshold, width), &settings);
    }
    if read.plain || !terminal || variable("TERM").as_deref() == Some("dumb") {
        let width = width(read.width, terminal);
        return print_all(&sources()?, model, threshold, plain::Options { width, colors });
    }
    if !has_keyboard() {
        return Err(Error::NoKeyboard);
    }
    if let Some(status) = guarded() {
        return Ok(status);
    }
    let stores = kept::stores(&settings, read.width);
    let look = kept::stored_look(&stores);
    let options = options(&settings, &look, read)?;
    let start = if read.recent {
        reader::Start::of_lately(kept::lately(&settings)?)
    } else if read.later {
        reader::Start::of_later(kept::later()?)?
    } else {
        reader::Start::of(&sources()?)?
    };
    reader::run(start, &options, stores)
}

/// Runs line mode.
fn read_lines(
    sources: &[Source],
    (model, threshold, width): (Model, Threshold, fn() -> Option<usize>),
    settings: &Settings,
) -> Result<ExitCode, Error> {
    let analyzer = analyzer(model)?;
    let reader::Stores { corrections, highlights, positions, read, lately, later, .. } =
        kept::stores(settings, None);
    let config = linear::run::Config {
        threshold,
        keymap: keymap(settings)?,
        citation: citation(settings)?,
        width,
        architecture: model.architecture(),
        library: settings.library,
        store: corrections,
        highlights,
        positions,
        later,
        read,
        lately,
    };
    // Where the article is read from standard input, commands are read from the terminal.
    let mut input: Box<dyn BufRead> = if sources.contains(&Source::Stdin) {
        Box::new(BufReader::new(File::open("/dev/tty").map_err(|_| Error::NoKeyboard)?))
    } else {
        Box::new(io::stdin().lock())
    };
    linear::run::run(sources, &analyzer, &config, &mut input, &mut io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// The themes of the settings.
fn themes(settings: &Settings) -> Result<Themes, SettingsError> {
    let names = &settings.theme;
    Themes::named(&names.light, &names.dark, &Settings::own_theme).map_err(SettingsError::of_user)
}

/// The citation template of the settings.
fn citation(settings: &Settings) -> Result<Arc<Template>, SettingsError> {
    let template = settings.citation.as_deref().map(Template::parse).transpose();
    template
        .map(Option::unwrap_or_default)
        .map(Arc::new)
        .map_err(|problem| SettingsError::of_user(format!("citation: {problem}")))
}

/// Whether signs are drawn in ASCII only.
fn is_ascii(settings: &Settings, variable: impl Fn(&str) -> Option<String>) -> bool {
    match settings.glyphs {
        Glyphs::Auto => ascii::is_needed(variable),
        Glyphs::Unicode => false,
        Glyphs::Ascii => true,
    }
}

/// The options of the layout.
fn setting(settings: &Settings, variable: impl Fn(&str) -> Option<String> + Copy) -> Setting {
    Setting {
        justify: settings.justify,
        reorder: direction::reader_reorders(settings.bidi, variable),
        ascii: is_ascii(settings, variable),
    }
}

/// The setting as an option of the terminal.
const fn hyperlinks(when: When) -> Hyperlinks {
    match when {
        When::Auto => Hyperlinks::Auto,
        When::Always => Hyperlinks::Always,
        When::Never => Hyperlinks::Never,
    }
}

/// Opens the reader on a list of articles or the library.
pub(super) fn show(
    start: reader::Start,
    colors: ColorOverride,
    finder: ModelOverride,
) -> Result<ExitCode, Error> {
    if !has_keyboard() {
        return Err(Error::NoKeyboard);
    }
    let settings = Settings::of_user()?;
    let stores = kept::stores(&settings, None);
    let read = Read { colors, finder, ..Read::default() };
    let options = options(&settings, &kept::stored_look(&stores), &read)?;
    reader::run(start, &options, stores)
}

/// Opens the reader on the library.
#[cfg(feature = "library")]
pub(super) fn library() -> Result<ExitCode, Error> {
    if !has_keyboard() {
        return Err(Error::NoKeyboard);
    }
    guarded()
        .map_or_else(|| show(reader::Start::Library, ColorOverride::default(), ModelOverride::default()), Ok)
}

/// The options of the reader: from the command line, else from what was set with keys, else from the settings.
fn options(settings: &Settings, look: &Look, read: &Read) -> Result<reader::Options, Error> {
    let variable = |name: &str| env::var(name).ok();
    Ok(reader::Options {
        colors: ColorDepth::choose(read.colors.color.unwrap_or(settings.color.color()), true, variable),
        themes: themes(settings)?,
        background: background::of_environment(variable),
        ascii: is_ascii(settings, variable),
        setting: setting(settings, variable),
        measure: read.width.or_else(|| kept::width(look, settings)).unwrap_or(settings.width),
        sidebar: look.sidebar.unwrap_or(0),
        sort: look.sort.as_deref().and_then(Sort::named).unwrap_or_default(),
        mouse: settings.mouse && !read.no_mouse,
        hyperlinks: read.links.unwrap_or(hyperlinks(settings.links)).are_written(variable),
        threshold: read.quotes.unwrap_or(settings.quotes).threshold(),
        architecture: read.finder.model.unwrap_or(settings.model).architecture(),
        follow: read.follow,
        library: settings.library,
        keymap: keymap(settings)?,
        citation: citation(settings)?,
        clipboard: settings.clipboard,
        shares: settings.share.clone().into(),
    })
}

/// Whether standard input is a pipe or a file.
#[cfg(unix)]
fn is_piped() -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    std::fs::metadata("/dev/stdin").is_ok_and(|stdin| stdin.file_type().is_fifo() || stdin.is_file())
}

/// Unknown here: standard input is only read if it is named.
#[cfg(not(unix))]
const fn is_piped() -> bool {
    false
}

/// Whether there is a terminal to read keys from, even if standard input is none.
pub(super) fn has_keyboard() -> bool {
    io::stdin().is_terminal() || cfg!(unix) && File::open("/dev/tty").is_ok()
}
