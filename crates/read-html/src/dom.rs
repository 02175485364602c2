//! The tree of a page: nodes in one list, linked by index, so that no function recurses into its depth.

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// The index of a node. The document is 0.
pub(crate) type Id = usize;

/// A page as a tree.
#[derive(Debug, Default)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    parent: Option<Id>,
    previous: Option<Id>,
    next: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    depth: usize,
    kind: Kind,
}

#[derive(Debug, Default)]
enum Kind {
    /// Nodes that show nothing: the document, comments, the contents of templates.
    #[default]
    Other,
    Text(String),
    Element(QualName, Vec<Attribute>),
}

impl Dom {
    /// The children of a node.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let next = |id: &Id| self.nodes.get(*id).and_then(|node| node.next);
        std::iter::successors(self.nodes.get(id).and_then(|node| node.first), next)
    }

    /// The node that follows in the order of the page, within `root`; if `inside`, this may be a child of the node.
    pub(crate) fn following(&self, id: Id, root: Id, inside: bool) -> Option<Id> {
        let mut node = self.nodes.get(id)?;
        if inside && node.first.is_some() {
            return node.first;
        }
        let mut at = id;
        while at != root {
            if node.next.is_some() {
                return node.next;
            }
            at = node.parent?;
            node = self.nodes.get(at)?;
        }
        None
    }

    /// The text of a text node.
    pub(crate) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The name of an HTML element; it is empty for elements of other namespaces.
    pub(crate) fn name(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            Kind::Element(name, _) if name.ns == ns!(html) => Some(&name.local),
            Kind::Element(..) => Some(""),
            _ => None,
        }
    }

    /// The attributes of an element.
    pub(crate) fn attributes(&self, id: Id) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match self.nodes.get(id).map(|node| &node.kind) {
            Some(Kind::Element(_, attributes)) => attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.attributes(id).find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Whether an element has a class.
    pub(crate) fn has_class(&self, id: Id, class: &str) -> bool {
        self.attribute(id, "class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }

    fn detach(&mut self, id: Id) {
        let Some(node) = self.nodes.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous.and_then(|previous| self.nodes.get_mut(previous)) {
            Some(previous) => previous.next = next,
            None => self.edit(parent, |parent| parent.first = next),
        }
        match next.and_then(|next| self.nodes.get_mut(next)) {
            Some(next) => next.previous = previous,
            None => self.edit(parent, |parent| parent.last = previous),
        }
    }

    fn edit(&mut self, id: Option<Id>, change: impl FnOnce(&mut Node)) {
        if let Some(node) = id.and_then(|id| self.nodes.get_mut(id)) {
            change(node);
        }
    }

    /// Inserts a node into a parent: before one of its children, or at the end.
    fn insert(&mut self, parent: Id, id: Id, before: Option<Id>) {
        self.detach(id);
        let depth = self.nodes.get(parent).map_or(0, |node| node.depth + 1);
        let previous = match before {
            Some(before) => self.nodes.get(before).and_then(|node| node.previous),
            None => self.nodes.get(parent).and_then(|node| node.last),
        };
        self.edit(Some(id), |node| {
            (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, before, depth);
        });
        match previous {
            Some(_) => self.edit(previous, |node| node.next = Some(id)),
            None => self.edit(Some(parent), |node| node.first = Some(id)),
        }
        match before {
            Some(_) => self.edit(before, |node| node.previous = Some(id)),
            None => self.edit(Some(parent), |node| node.last = Some(id)),
        }
    }
}

/// Builds the tree for the parser.
pub(crate) struct Builder {
    dom: RefCell<Dom>,
    /// The current depth of the parser.
    pub(crate) depth: Cell<usize>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Builder { dom: RefCell::new(Dom { nodes: vec![Node::default()] }), depth: Cell::new(0) }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.dom.borrow().nodes.len()
    }

    fn add(&self, kind: Kind) -> Id {
        let mut dom = self.dom.borrow_mut();
        dom.nodes.push(Node { kind, ..Node::default() });
        dom.nodes.len() - 1
    }

    fn put(&self, parent: Id, child: NodeOrText<Id>, before: Option<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let mut dom = self.dom.borrow_mut();
                let neighbour = match before {
                    Some(before) => dom.nodes.get(before).and_then(|node| node.previous),
                    None => dom.nodes.get(parent).and_then(|node| node.last),
                };
                if let Some(Node { kind: Kind::Text(held), .. }) =
                    neighbour.and_then(|id| dom.nodes.get_mut(id))
                {
                    return held.push_str(&text);
                }
                drop(dom);
                self.add(Kind::Text(text.to_string()))
            }
        };
        let mut dom = self.dom.borrow_mut();
        dom.insert(parent, id, before);
        self.depth.set(dom.nodes.get(id).map_or(0, |node| node.depth));
    }

    fn parent(&self, id: Id) -> Option<Id> {
        self.dom.borrow().nodes.get(id).and_then(|node| node.parent)
    }
}

/// The name of an element, for the parser.
#[derive(Debug)]
pub(crate) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Builder {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        match self.dom.borrow().nodes.get(*target).map(|node| &node.kind) {
            Some(Kind::Element(name, _)) => Name(name.clone()),
            _ => Name(QualName::new(None, ns!(), LocalName::from(""))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Kind::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, child, None);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        match self.parent(*element) {
            Some(parent) => self.put(parent, child, Some(*element)),
            None => self.put(*previous, child, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Id) {
        let depth = self.dom.borrow().nodes.get(*node).map_or(0, |node| node.depth);
        self.depth.set(depth.saturating_sub(1));
    }

    /// The contents of a template are not shown: they go into a node outside of the tree.
    fn get_template_contents(&self, _: &Id) -> Id {
        self.add(Kind::Other)
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let Some(parent) = self.parent(*sibling) {
            self.put(parent, child, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        if let Some(Node { kind: Kind::Element(_, held), .. }) = self.dom.borrow_mut().nodes.get_mut(*target)
        {
            for attribute in attributes {
                if held.iter().all(|known| known.name != attribute.name) {
                    held.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.nodes.get(*node).and_then(|node| node.first) {
            dom.insert(*parent, child, None);
        }
    }
}
