//! All sources of a crate, and what each path in them resolves to.

use super::names::{Module, Named, Names, Written};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A source file and what it names.
pub struct Source {
    pub file: PathBuf,
    /// Its module, from the crate's root.
    pub module: Vec<String>,
    pub named: Vec<Named>,
    /// Whether only tests are built with it.
    pub is_test: bool,
}

/// The sources of a crate.
#[derive(Default)]
pub struct Crate {
    pub sources: Vec<Source>,
    modules: BTreeMap<Vec<String>, Module>,
}

/// A resolved path: `crate::...` in this crate, anything else outside.
pub type Meaning = Vec<String>;

/// How many imports of imports are followed.
const DEEPEST: usize = 12;

impl Crate {
    /// Reads all sources in `folder`, which holds a `lib.rs`.
    pub fn read(folder: &Path) -> Self {
        let mut krate = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(&next).expect("the folder is there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let name = path.strip_prefix(folder).expect("it is in the folder").to_owned();
                    krate.add(&name, &fs::read_to_string(&path).expect("a source is text"));
                }
            }
        }
        krate.sources.sort_by(|a, b| a.file.cmp(&b.file));
        krate.mark_tests();
        krate
    }

    /// A crate of these sources, each a file and its text.
    pub fn of(sources: &[(&str, &str)]) -> Self {
        let mut krate = Self::default();
        for (file, text) in sources {
            krate.add(Path::new(file), text);
        }
        krate.mark_tests();
        krate
    }

    fn add(&mut self, file: &Path, text: &str) {
        let mut module: Vec<String> =
            file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        let names = Names::of(text, &module).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        self.modules.extend(names.modules);
        self.sources.push(Source { file: file.to_owned(), module, named: names.named, is_test: false });
    }

    /// Finds the files that only a module of tests is made of.
    fn mark_tests(&mut self) {
        let modules = &self.modules;
        for source in &mut self.sources {
            source.is_test = (1..=source.module.len()).any(|depth| {
                let (parent, name) = (&source.module[..depth - 1], &source.module[depth - 1]);
                modules.get(parent).and_then(|m| m.children.get(name)).is_some_and(|is_test| *is_test)
            });
        }
    }

    /// What `named` resolves to, preceded by all re-exports on the way.
    pub fn meanings(&self, named: &Named) -> Vec<Meaning> {
        let mut out = Vec::new();
        self.resolve(&named.module, &named.path, &mut out, 0);
        out
    }

    fn resolve(&self, module: &[String], path: &Written, out: &mut Vec<Meaning>, depth: usize) {
        let Some((first, rest)) = path.split_first().filter(|_| depth < DEEPEST) else { return };
        match first.as_str() {
            "crate" => self.walk(rest.to_vec(), out, depth),
            "self" if rest.first().is_some_and(|next| next == "super") => {
                self.resolve(module, &rest.to_vec(), out, depth);
            }
            "self" => self.walk([module, rest].concat(), out, depth),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                let parent = &module[..module.len().saturating_sub(ups)];
                self.walk([parent, &path[ups..]].concat(), out, depth);
            }
            "" => out.push(rest.to_vec()),
            "Self" => {}
            _ => {
                if !self.inside(module, path, out, depth) {
                    out.push(path.clone());
                }
            }
        }
    }

    /// Resolves `path` by what `module` declares and imports. False where it knows nothing of it.
    fn inside(&self, module: &[String], path: &[String], out: &mut Vec<Meaning>, depth: usize) -> bool {
        let (Some(of), Some((first, rest))) = (self.modules.get(module), path.split_first()) else {
            return false;
        };
        if of.children.contains_key(first) || of.items.contains(first) {
            self.walk([module, path].concat(), out, depth);
            return true;
        }
        // `use names::{self}` imports an item with the name of the module itself.
        if let Some(import) =
            of.imports.get(first).filter(|import| import.first() != Some(first) || import.len() > 1)
        {
            let full: Written = import.iter().chain(rest).cloned().collect();
            if import.first() == Some(first) {
                self.external_or_child(module, &full, out, depth);
            } else {
                self.resolve(module, &full, out, depth + 1);
            }
            return true;
        }
        of.globs.iter().any(|glob| {
            let mut through = Vec::new();
            self.resolve(module, glob, &mut through, depth + 1);
            let target = through.pop().filter(|target| target.first().is_some_and(|first| first == "crate"));
            target
                .is_some_and(|target| depth + 1 < DEEPEST && self.inside(&target[1..], path, out, depth + 1))
        })
    }

    /// `use url::Url` and then `url::form`: the import's own first segment is a crate or a module in here.
    fn external_or_child(&self, module: &[String], path: &Written, out: &mut Vec<Meaning>, depth: usize) {
        let is_child = self.modules.get(module).is_some_and(|of| of.children.contains_key(&path[0]));
        if is_child { self.walk([module, path].concat(), out, depth) } else { out.push(path.clone()) }
    }

    /// Follows a path from the crate's root as far as it leads through modules, and through what they import.
    fn walk(&self, path: Vec<String>, out: &mut Vec<Meaning>, depth: usize) {
        out.push([&["crate".to_owned()], path.as_slice()].concat());
        let mut at = 0;
        while at < path.len()
            && self.modules.get(&path[..at]).is_some_and(|m| m.children.contains_key(&path[at]))
        {
            at += 1;
        }
        let (module, rest) = path.split_at(at);
        let is_own = |name: &String| self.modules.get(module).is_some_and(|m| m.items.contains(name));
        if rest.first().is_some_and(|name| !is_own(name)) && depth < DEEPEST {
            self.inside(module, rest, out, depth + 1);
        }
    }

    /// The file that holds what `meaning` names.
    pub fn home(&self, meaning: &Meaning) -> Option<&Source> {
        let (first, path) = meaning.split_first()?;
        let holds = |source: &&Source| path.starts_with(&source.module);
        let longest = self.sources.iter().filter(holds).max_by_key(|source| source.module.len());
        longest.filter(|_| first == "crate")
    }

    /// The files of this crate that the source names something of, tests left out.
    pub fn uses(&self, source: &Source) -> BTreeSet<PathBuf> {
        let named = source.named.iter().filter(|named| !named.is_test);
        let last = named.filter_map(|named| self.meanings(named).pop());
        let homes = last.filter_map(|meaning| Some(self.home(&meaning)?.file.clone()));
        homes.filter(|file| *file != source.file).collect()
    }
}
