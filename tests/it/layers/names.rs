//! The names in one Rust source: modules, imports, and paths.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::{
    Attribute, File, Item, ItemExternCrate, ItemMod, ItemUse, Macro, Path, UseTree, VisRestricted,
    punctuated::Punctuated,
    visit::{self, Visit},
};

/// A path as it is written: `["super", "names", "Name"]`. One that begins with `::` has an empty first segment.
pub type Written = Vec<String>;

/// A path, and where it is written.
#[derive(Debug, Clone)]
pub struct Named {
    /// The module it stands in, from the crate's root.
    pub module: Vec<String>,
    pub path: Written,
    /// Whether only tests are built with it.
    pub is_test: bool,
}

/// What a module declares.
#[derive(Debug, Default)]
pub struct Module {
    /// The modules in it. True where only tests are built with it.
    pub children: BTreeMap<String, bool>,
    /// What it imports, by the name that it has here.
    pub imports: BTreeMap<String, Written>,
    /// What it imports all of (`use super::*`).
    pub globs: Vec<Written>,
    /// Its other items.
    pub items: Vec<String>,
}

/// All that a source names and declares.
#[derive(Debug, Default)]
pub struct Names {
    /// The file's own module and the inline ones in it, by their paths.
    pub modules: BTreeMap<Vec<String>, Module>,
    pub named: Vec<Named>,
    module: Vec<String>,
    is_test: bool,
}

impl Names {
    /// Reads the source of the module at `module`.
    pub fn of(source: &str, module: &[String]) -> Result<Self, syn::Error> {
        let file: File = syn::parse_str(source)?;
        let mut names = Self { module: module.to_vec(), ..Self::default() };
        names.here();
        names.visit_file(&file);
        Ok(names)
    }

    fn here(&mut self) -> &mut Module {
        self.modules.entry(self.module.clone()).or_default()
    }

    fn add(&mut self, path: Written) {
        self.named.push(Named { module: self.module.clone(), path, is_test: self.is_test });
    }

    /// Adds the imports of a `use` tree below the path `before`.
    fn import(&mut self, before: &Written, tree: &UseTree) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Written>();
        let mut end = |path: Written, name: String| {
            self.here().imports.insert(name, path.clone());
            self.add(path);
        };
        match tree {
            UseTree::Path(path) => self.import(&with(&path.ident), &path.tree),
            UseTree::Name(name) if name.ident == "self" => {
                end(before.clone(), before.last().cloned().unwrap_or_default());
            }
            UseTree::Name(name) => end(with(&name.ident), name.ident.to_string()),
            UseTree::Rename(name) if name.ident == "self" && !before.is_empty() => {
                end(before.clone(), name.rename.to_string());
            }
            UseTree::Rename(name) => end(with(&name.ident), name.rename.to_string()),
            UseTree::Glob(_) => {
                self.here().globs.push(before.clone());
                self.add(before.clone());
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(before, tree)),
        }
    }

    /// Adds the paths of two or more segments in the arguments of a macro.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path = Written::new();
        let mut colons = 0;
        let mut paths = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons < 2 {
                        paths.push(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    if colons == 2 && path.is_empty() {
                        path.push(String::new());
                    }
                }
                // In a macro, the braces of a `use` are an ordinary group: each name in them continues the path.
                TokenTree::Group(group) => {
                    if group.delimiter() == Delimiter::Brace && colons == 2 {
                        let tree = syn::parse::Parser::parse2(
                            Punctuated::<UseTree, syn::Token![,]>::parse_terminated,
                            group.stream(),
                        );
                        tree.iter().flatten().for_each(|tree| self.import(&path, tree));
                    }
                    self.scan(group.stream());
                    paths.push(std::mem::take(&mut path));
                    colons = 0;
                }
                _ => {
                    paths.push(std::mem::take(&mut path));
                    colons = 0;
                }
            }
        }
        paths.push(path);
        paths.into_iter().filter(|path| path.len() > 1).for_each(|path| self.add(path));
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg = attribute.path().is_ident("cfg");
        attribute.path().is_ident("test")
            || is_cfg
                && attribute
                    .meta
                    .require_list()
                    .is_ok_and(|list| list.tokens.to_string().replace(' ', "").starts_with("test"))
    })
}

/// The name under which a module has an item.
fn name_of(item: &Item) -> Option<&syn::Ident> {
    Some(match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    })
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        let before = self.is_test;
        self.is_test |= is_test(attributes_of(item));
        if let Some(name) = name_of(item) {
            self.here().items.push(name.to_string());
        }
        visit::visit_item(self, item);
        self.is_test = before;
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = item.ident.to_string();
        let is_test = self.is_test;
        self.here().children.insert(name.clone(), is_test);
        self.module.push(name);
        if item.content.is_some() {
            self.here();
        }
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let before = if item.leading_colon.is_some() { vec![String::new()] } else { Vec::new() };
        self.import(&before, &item.tree);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        let name = item.ident.to_string();
        let path = if name == "self" { vec!["crate".to_owned()] } else { vec![String::new(), name.clone()] };
        let alias = item.rename.as_ref().map_or(name, |(_, rename)| rename.to_string());
        self.here().imports.insert(alias, path.clone());
        self.add(path);
    }

    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {
        // `pub(in crate::actors)` says who may see an item, and names nothing of it.
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Ok(list) = attribute.meta.require_list() {
            self.scan(list.tokens.clone());
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, of: &'ast Macro) {
        self.scan(of.tokens.clone());
        visit::visit_macro(self, of);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let colon = path.leading_colon.map(|_| String::new());
        let segments = path.segments.iter().map(|segment| segment.ident.to_string());
        self.add(colon.into_iter().chain(segments).collect());
        visit::visit_path(self, path);
    }
}
