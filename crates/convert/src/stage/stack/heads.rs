//! Maps the columns of each table to those of the output.

use super::{Growing, Known, Lead, Mode, Stack, StackedColumns, table};
use crate::{Context, TableInfo};
use model::{Column, Event, Kind, Outlet, Result, TableHead, unique_names};

impl Stack<'_> {
    pub(super) fn head(&mut self, head: &TableHead, next: &mut Outlet<'_>) -> Result<()> {
        self.tables += 1;
        self.in_document += 1;
        if let Mode::Waiting(..) = self.mode {
            let is_told = self.job.context != Context::Never;
            let lead = Lead { document: is_told, context: is_told };
            self.mode =
                Mode::Stacked { lead, union: StackedColumns::default(), growing: Some(Growing::default()) };
        }
        let sent = match &mut self.mode {
            Mode::Single { columns, .. } => std::mem::take(columns),
            Mode::Pass(columns @ None) => columns.insert(head.columns.clone()).clone(),
            Mode::Pass(Some(columns)) => {
                // Another document of records, for a writer that takes late columns.
                let known = unique_names(columns.iter().map(|column| column.name.as_str()), 0);
                let keys = head.keys(0);
                self.map = known.iter().map(|key| keys.iter().position(|own| own == key)).collect();
                for (at, key) in keys.iter().enumerate().filter(|(_, key)| !known.contains(key)) {
                    self.map.push(Some(at));
                    let path = head.columns[at].path.clone();
                    columns.push(Column { name: key.clone(), path });
                }
                return next.event(Event::Columns(columns));
            }
            Mode::Stacked { lead, growing, .. } => {
                let ordinal = match (self.known, growing) {
                    (_, Some(growing)) => {
                        growing.columns.clone_from(&head.columns);
                        growing.width = 0;
                        self.keys = head.keys(0);
                        self.in_document
                    }
                    (Known::Outline(outline, chosen), None) => {
                        let info = chosen.get(self.tables - 1).and_then(|&index| outline.tables.get(index));
                        self.keys = info.map_or_else(|| head.keys(0), TableInfo::keys);
                        info.map_or(self.tables, |info| info.ordinal)
                    }
                    _ => self.tables,
                };
                self.lead.clear();
                if lead.document {
                    self.lead.push(match &self.title {
                        Some(title) => (title.clone(), Kind::Text),
                        None => (self.documents.to_string(), Kind::Number),
                    });
                }
                if lead.context {
                    self.lead.push((self.path.join(" > "), Kind::Text));
                    self.lead.push((ordinal.to_string(), Kind::Number));
                }
                return self.grow(0, next);
            }
            _ => return Ok(()),
        };
        match sent.is_empty() {
            true => next.event(Event::TableStart(&TableHead::default())),
            false => table(sent, next),
        }
    }

    /// Adds the current table's columns, up to a width, to those of the output, if they grow.
    pub(super) fn grow(&mut self, width: usize, next: &mut Outlet<'_>) -> Result<()> {
        let Mode::Stacked { lead, union, growing: Some(growing) } = &mut self.mode else { return Ok(()) };
        let columns = &growing.columns;
        self.keys = unique_names(columns.iter().map(|column| column.name.as_str()), width);
        growing.width = self.keys.len();
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let paths: Vec<Vec<String>> = columns.iter().map(|column| column.path.clone()).collect();
        let before = union.columns().len();
        union.learn(&names, &paths, &self.keys);
        if union.columns().len() > before {
            if !growing.has_begun {
                return self.begin_growing(next);
            }
            let columns: Vec<Column> = lead.columns().chain(union.columns().iter().cloned()).collect();
            next.event(Event::Columns(&columns))?;
        }
        Ok(())
    }

    /// Begins the output's table with the columns so far, if they grow and it has not begun.
    pub(super) fn begin_growing(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        let Mode::Stacked { lead, union, growing: Some(growing) } = &mut self.mode else { return Ok(()) };
        if std::mem::replace(&mut growing.has_begun, true) {
            return Ok(());
        }
        table(lead.columns().chain(union.columns().iter().cloned()).collect(), next)
    }

    /// Finds the current table's columns among those of the output.
    pub(super) fn map_columns(&mut self) {
        let Mode::Stacked { union, growing, .. } = &self.mode else { return };
        self.map.clear();
        // While they grow, a row ends with its table's last column.
        let width = if growing.is_some() { 0 } else { union.columns().len() };
        self.map.resize(width, None);
        self.is_straight = true;
        for (at, key) in self.keys.drain(..).enumerate() {
            if let Some(place) = union.place(&key) {
                self.map.resize(self.map.len().max(place + 1), None);
                self.map[place] = Some(at);
                self.is_straight &= place == at;
            }
        }
    }
}
