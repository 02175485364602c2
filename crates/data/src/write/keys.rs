//! The keys of records: unique names, and paths into nested objects.

use super::emitter::Emitter;
use model::{Column, Diagnostic, renamed_columns, unique_names};
use std::collections::{BTreeMap, HashSet};

/// How the cells of a row become the members of an object, in order.
#[derive(Debug)]
pub(super) struct Keys<K> {
    members: Vec<Member<K>>,
    /// The number of columns covered.
    pub(super) width: usize,
    /// The note about renamed columns.
    pub(super) note: Option<Diagnostic>,
    flat: bool,
}

/// A member of an object.
#[derive(Debug)]
pub(super) enum Member<K> {
    /// A key with the cell of a column.
    Cell(K, usize),
    /// A key with a nested object.
    Object(K, Vec<Member<K>>, Vec<usize>),
}

/// Names on the way to becoming [`Member`]s.
#[derive(Default)]
struct Tree {
    order: Vec<Branch>,
    objects: BTreeMap<String, usize>,
}

enum Branch {
    Cell(String, usize),
    Object(String, Tree),
}

impl<K> Keys<K> {
    /// The keys of a table with these columns, and rows of this width.
    pub(super) fn new(columns: &[Column], width: usize, emitter: &impl Emitter<Key = K>) -> Self {
        let width = width.max(columns.len());
        let names = names(columns, width);
        let plain = columns.iter().zip(&names).filter(|(column, _)| column.path.is_empty());
        let note = renamed_columns(plain.map(|(column, key)| (column.name.as_str(), key.as_str())));
        let mut tree = Tree::default();
        for (column, name) in names.into_iter().enumerate() {
            match columns.get(column).map(|column| column.path.as_slice()) {
                Some([outer @ .., last]) => tree.add(outer, last.clone(), column),
                _ => tree.add(&[], name, column),
            }
        }
        let members = tree.into_members(emitter);
        let flat = members
            .iter()
            .enumerate()
            .all(|(at, member)| matches!(member, Member::Cell(_, column) if *column == at));
        Keys { members, width, note, flat }
    }

    /// Whether every member is the cell of its own column, without nesting.
    pub(super) fn is_flat(&self) -> bool {
        self.flat
    }

    /// The keys of flat members.
    pub(super) fn flat(&self) -> impl Iterator<Item = &K> {
        self.members.iter().filter_map(|member| match member {
            Member::Cell(key, _) => Some(key),
            Member::Object(..) => None,
        })
    }

    /// The members in order.
    pub(super) fn members(&self) -> &[Member<K>] {
        &self.members
    }
}

/// Unique names for the plain columns. A column with a path is identified by the path, and gets a name that none can
/// have.
fn names(columns: &[Column], width: usize) -> Vec<String> {
    let paths: Vec<String> = columns.iter().map(|column| format!("\0{}", column.path.join("\0"))).collect();
    let firsts: HashSet<&str> = columns
        .iter()
        .filter(|column| column.path.len() == 1)
        .flat_map(|column| column.path.first())
        .map(String::as_str)
        .collect();
    let given = columns.iter().zip(&paths).map(|(column, path)| {
        let plain = column.path.is_empty() && !firsts.contains(column.name.as_str());
        if plain {
            column.name.as_str()
        } else if column.path.is_empty() {
            ""
        } else {
            path.as_str()
        }
    });
    unique_names(given, width)
}

impl Tree {
    fn add(&mut self, outer: &[String], key: String, column: usize) {
        let Some((first, rest)) = outer.split_first() else {
            self.order.push(Branch::Cell(key, column));
            return;
        };
        let at = *self.objects.entry(first.clone()).or_insert_with(|| {
            self.order.push(Branch::Object(first.clone(), Tree::default()));
            self.order.len() - 1
        });
        if let Some(Branch::Object(_, tree)) = self.order.get_mut(at) {
            tree.add(rest, key, column);
        }
    }

    fn into_members<K>(self, emitter: &impl Emitter<Key = K>) -> Vec<Member<K>> {
        let member = |branch| match branch {
            Branch::Cell(key, column) => Member::Cell(emitter.spell(&key), column),
            Branch::Object(key, tree) => {
                let columns = tree.columns();
                Member::Object(emitter.spell(&key), tree.into_members(emitter), columns)
            }
        };
        self.order.into_iter().map(member).collect()
    }

    fn columns(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        for branch in &self.order {
            match branch {
                Branch::Cell(_, column) => columns.push(*column),
                Branch::Object(_, tree) => columns.extend(tree.columns()),
            }
        }
        columns
    }
}
