//! Records: the columns of a set of objects, and each object as a row.

use crate::flatten::Flatten;
use crate::report::repeated;
use crate::value::value_of;
use crate::{MAX_COLUMNS, Token, Tokens};
use model::{Column, Diagnostics, Kind, Result, RowBuf, TableHead, Value, codes, grouped};
use std::collections::HashMap;

/// The keys of records as a tree, and their columns, in order of first appearance.
#[derive(Debug)]
pub(crate) struct Columns {
    /// The keys; the first is the record itself.
    nodes: Vec<Node>,
    children: HashMap<(usize, String), usize>,
    columns: Vec<Column>,
    /// How many of the keys so far become columns.
    leaves: usize,
    stamps: u64,
    flatten: Flatten,
}

/// A key at its place in a record.
#[derive(Debug, Default)]
struct Node {
    key: String,
    parent: usize,
    /// The keys nested in this one, in order of first appearance.
    inner: Vec<usize>,
    /// Whether it has values that are not flattened further.
    leaf: bool,
    /// The column of such values, once there is one.
    column: Option<usize>,
    /// The key that followed this one in the last object: the first guess for the next.
    follower: usize,
    /// The key that came first inside this one.
    first: usize,
    /// The last object that had this key.
    stamp: u64,
    /// What the key filled in its object: a range of [`Record::filled`].
    filled: (usize, usize),
}

const RECORD: usize = 0;

impl Columns {
    fn new(flatten: &Flatten) -> Self {
        let (nodes, children) = (vec![Node::default()], HashMap::new());
        let flatten = flatten.clone();
        Columns { nodes, children, columns: Vec::new(), leaves: 0, stamps: 0, flatten }
    }

    /// Whether a set of objects has few enough columns to be a table.
    pub(crate) fn fit(records: &[Value], flatten: &Flatten) -> bool {
        let mut columns = Columns::new(flatten);
        records.iter().all(|record| {
            columns.learn_object(RECORD, record, 1);
            columns.leaves <= MAX_COLUMNS
        })
    }

    /// The columns of records, in order of first appearance; those of one nested object stay together.
    pub(crate) fn of(records: &[Value], flatten: &Flatten) -> Self {
        let mut columns = Columns::new(flatten);
        for record in records {
            columns.learn_object(RECORD, record, 1);
        }
        // Inner columns come before the column of the key itself, which holds values without further nesting.
        let mut work = vec![(RECORD, false)];
        while let Some((node, entered)) = work.pop() {
            if !entered {
                work.push((node, true));
                work.extend(columns.nodes[node].inner.iter().rev().map(|&inner| (inner, false)));
            } else if columns.nodes[node].leaf {
                columns.column(node);
            }
        }
        columns
    }

    fn learn_object(&mut self, parent: usize, object: &Value, depth: usize) {
        let mut previous = RECORD;
        for (key, value) in object.as_object().into_iter().flatten() {
            let node = self.child(parent, previous, key);
            previous = node;
            match value {
                Value::Object(inner) if depth < self.flatten.depth() && !inner.is_empty() => {
                    self.learn_object(node, value, depth + 1);
                }
                _ => {
                    self.leaves += usize::from(!std::mem::replace(&mut self.nodes[node].leaf, true));
                }
            }
        }
    }

    /// The node of a key inside another, after the previous key.
    fn child(&mut self, parent: usize, previous: usize, key: &str) -> usize {
        let guess = if previous == RECORD { self.nodes[parent].first } else { self.nodes[previous].follower };
        if guess != RECORD && self.nodes[guess].key == key {
            return guess;
        }
        let node = match self.children.get(&(parent, key.to_owned())) {
            Some(&node) => node,
            None => {
                let node = self.nodes.len();
                self.nodes.push(Node { key: key.to_owned(), parent, ..Node::default() });
                self.nodes[parent].inner.push(node);
                self.children.insert((parent, key.to_owned()), node);
                node
            }
        };
        if previous == RECORD {
            self.nodes[parent].first = node;
        } else {
            self.nodes[previous].follower = node;
        }
        node
    }

    fn column(&mut self, node: usize) -> usize {
        if let Some(column) = self.nodes[node].column {
            return column;
        }
        let mut path = Vec::new();
        let mut at = node;
        while at != RECORD {
            path.push(self.nodes[at].key.clone());
            at = self.nodes[at].parent;
        }
        path.reverse();
        // A plain key is the name of its column; an empty one would look like a column without a name.
        let column = match path.as_slice() {
            [key] if !key.is_empty() => Column::new(key.as_str()),
            _ => Column { name: path.join(self.flatten.separator()), path },
        };
        self.columns.push(column);
        self.nodes[node].column = Some(self.columns.len() - 1);
        self.columns.len() - 1
    }

    pub(crate) fn list(&self) -> &[Column] {
        &self.columns
    }

    /// The head of a table with these columns.
    pub(crate) fn head(&self) -> TableHead {
        let names = self.columns.iter().map(|column| column.name.as_str());
        TableHead { columns: self.columns.clone(), ..TableHead::with_names(names) }
    }
}

/// The buffers in which a record becomes a row, whatever the order of its keys.
#[derive(Debug, Default)]
pub(crate) struct Record {
    text: String,
    slots: Vec<Option<Slot>>,
    filled: Vec<usize>,
    open: Vec<Frame>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    start: usize,
    end: usize,
    kind: Kind,
}

/// An object that is being read.
#[derive(Clone, Copy, Debug)]
struct Frame {
    node: usize,
    previous: usize,
    stamp: u64,
}

impl Record {
    /// Reads the record whose first token was just read.
    pub(crate) fn read<T: Tokens>(
        &mut self,
        tokens: &mut T,
        columns: &mut Columns,
        diagnostics: &Diagnostics<'_>,
    ) -> Result<()> {
        self.text.clear();
        self.slots.clear();
        self.filled.clear();
        self.open.clear();
        self.enter(columns, RECORD);
        while let Some(frame) = self.open.last().copied() {
            let token = tokens.next()?;
            match token {
                Token::ObjectEnd => self.leave(columns, frame),
                Token::Key => self.key(tokens, columns, frame, diagnostics)?,
                Token::ObjectStart if self.open.len() < columns.flatten.depth() => {
                    self.enter(columns, frame.previous);
                }
                Token::ObjectStart | Token::ArrayStart => {
                    let value = value_of(tokens, token, |key, place| repeated(diagnostics, key, place))?;
                    self.fill(columns, frame.previous, &value.to_string(), Kind::Json);
                }
                scalar => {
                    let kind = scalar.kind().unwrap_or_default();
                    self.fill(columns, frame.previous, tokens.text(), kind);
                }
            }
        }
        if columns.columns.len() > MAX_COLUMNS {
            let message = format!("the records have more than {} different keys", grouped(MAX_COLUMNS));
            return Err(model::Error::input(codes::TOO_LARGE.error(message).at(tokens.place())));
        }
        Ok(())
    }

    fn enter(&mut self, columns: &mut Columns, node: usize) {
        columns.stamps += 1;
        self.open.push(Frame { node, previous: RECORD, stamp: columns.stamps });
    }

    fn leave(&mut self, columns: &mut Columns, frame: Frame) {
        self.open.pop();
        if frame.node != RECORD && frame.previous == RECORD {
            self.fill(columns, frame.node, "{}", Kind::Json);
        }
        columns.nodes[frame.node].filled.1 = self.filled.len();
    }

    fn key<T: Tokens>(
        &mut self,
        tokens: &mut T,
        columns: &mut Columns,
        frame: Frame,
        diagnostics: &Diagnostics<'_>,
    ) -> Result<()> {
        let node = columns.child(frame.node, frame.previous, tokens.text());
        let known = &mut columns.nodes[node];
        if known.stamp == frame.stamp {
            if !tokens.replaces() {
                let place = tokens.place();
                repeated(diagnostics, tokens.text(), place)?;
            }
            for &column in &self.filled[known.filled.0..known.filled.1] {
                self.slots[column] = None;
            }
        }
        known.stamp = frame.stamp;
        known.filled = (self.filled.len(), self.filled.len());
        if let Some(frame) = self.open.last_mut() {
            frame.previous = node;
        }
        Ok(())
    }

    fn fill(&mut self, columns: &mut Columns, node: usize, text: &str, kind: Kind) {
        let column = columns.column(node);
        if self.slots.len() <= column {
            self.slots.resize(column + 1, None);
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.slots[column] = Some(Slot { start, end: self.text.len(), kind });
        self.filled.push(column);
        columns.nodes[node].filled.1 = self.filled.len();
    }

    /// The record as a row of `width` cells.
    pub(crate) fn to_row(&self, width: usize, row: &mut RowBuf) {
        row.clear();
        for slot in &self.slots {
            match slot {
                Some(slot) => row.push(&self.text[slot.start..slot.end], slot.kind),
                None => row.push("", Kind::Missing),
            }
        }
        row.pad(width, Kind::Missing);
    }
}
