//! The pages of a document in order, from a depth-first walk of its page tree.

use super::file::{self, File, weight};
use super::limits;
use pdfboss_core::{Dict, Name, ObjRef, Object, Page, Rect, Stream};
use std::collections::HashSet;
use std::rc::Rc;

/// The work to look at a node.
const COST: usize = 1000;

/// The state of the walk.
pub(super) struct Tree<'f> {
    file: &'f File,
    /// The nodes on the path to the next page, from the root down.
    open: Vec<Node>,
    /// The nodes that were visited: none is visited twice.
    seen: HashSet<ObjRef>,
    /// How many bytes the open nodes take.
    held: usize,
}

/// An open node.
struct Node {
    kids: Vec<Object>,
    /// The index of the next child.
    next: usize,
    inherited: Inherited,
    /// Its memory, in bytes.
    weight: usize,
}

/// The attributes that a page inherits from the nodes above it.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Rc<Object>>,
    media: Option<Rect>,
    crop: Option<Rect>,
    rotate: Option<i32>,
}

/// A page with its content.
pub(super) struct Leaf {
    /// The page. Its content is an empty stream, for which [`super::source::Source`] supplies the data.
    pub page: Page,
    /// The original entry for its content.
    pub contents: Option<Object>,
}

impl<'f> Tree<'f> {
    /// A walk that begins at the first page.
    pub fn of(file: &'f File) -> Self {
        let root = file.trailer().get("Root").and_then(|root| file.resolve(root).ok());
        let root = root.and_then(|catalog| catalog.as_dict()?.get("Pages").cloned());
        let top =
            Node { kids: root.into_iter().collect(), next: 0, inherited: Inherited::default(), weight: 0 };
        Self { file, open: vec![top], seen: HashSet::new(), held: 0 }
    }

    /// Visits a node: returns it if it is a page, and else descends into it.
    fn visit(&mut self, kid: &Object, mut inherited: Inherited) -> Option<Leaf> {
        if let Object::Ref(reference) = kid
            && !self.seen.insert(*reference)
        {
            return None;
        }
        let object = self.file.resolve(kid).ok()?;
        let dict = object.as_dict()?;
        let value = |key: &str| dict.get(key).and_then(|value| self.file.resolve(value).ok());
        if let Some(resources) = value("Resources").filter(|object| object.as_dict().is_some()) {
            inherited.resources = Some(resources);
        }
        let rect = |key| rect(self.file, &*value(key)?);
        inherited.media = rect("MediaBox").or(inherited.media);
        inherited.crop = rect("CropBox").or(inherited.crop);
        let rotate = value("Rotate").and_then(|object| object.as_f64()).filter(|turn| turn.is_finite());
        inherited.rotate = rotate.map(|turn| turn as i32).or(inherited.rotate);
        if dict.get_name("Type").is_none_or(|name| name.0 != "Page")
            && let Some(kids) = value("Kids")
            && let Some(kids) = kids.as_array()
        {
            self.descend(kids, inherited);
            return None;
        }
        let resources = inherited.resources.as_deref().map_or(0, weight);
        self.file.meter.spend(resources * file::COPY).ok()?;
        Some(Self::leaf(dict, inherited))
    }

    /// Opens a node with these children.
    fn descend(&mut self, kids: &[Object], inherited: Inherited) {
        let resources = inherited.resources.as_deref().map_or(0, weight);
        let weight = resources + kids.iter().map(weight).sum::<usize>();
        if self.open.len() > limits::TREE_DEPTH || self.held + weight > limits::KEPT {
            self.file.meter.cut();
            return;
        }
        self.held += weight;
        self.open.push(Node { kids: kids.to_vec(), next: 0, inherited, weight });
    }

    /// The page of this dictionary.
    fn leaf(dict: &Dict, inherited: Inherited) -> Leaf {
        let Inherited { resources, media, crop, rotate } = inherited;
        let resources = resources.and_then(|object| object.as_dict().cloned());
        let mut bare = Dict::new();
        let drawn = Stream { dict: Dict::new(), data: Vec::new() };
        bare.insert(Name("Contents".to_owned()), Object::Stream(drawn));
        let page = Page::from_tree_attrs(0, resources, media, crop, None, None, None, rotate, bare, None);
        Leaf { page, contents: dict.get("Contents").cloned() }
    }
}

impl Iterator for Tree<'_> {
    type Item = Leaf;

    fn next(&mut self) -> Option<Leaf> {
        loop {
            let node = self.open.last_mut()?;
            let Some(kid) = node.kids.get(node.next).cloned() else {
                self.held -= node.weight;
                self.open.pop();
                continue;
            };
            node.next += 1;
            let inherited = node.inherited.clone();
            self.file.meter.spend(COST + weight(&kid)).ok()?;
            if let Some(leaf) = self.visit(&kid, inherited) {
                return Some(leaf);
            }
        }
    }
}

/// A rectangle from an array of four numbers.
fn rect(file: &File, object: &Object) -> Option<Rect> {
    let [a, b, c, d] = object.as_array()? else { return None };
    let number = |object: &Object| {
        let number = file.resolve(object).ok()?.as_f64()?;
        number.is_finite().then_some(number as f32)
    };
    Some(Rect::new(number(a)?, number(b)?, number(c)?, number(d)?).normalize())
}
