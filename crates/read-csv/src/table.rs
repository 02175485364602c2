//! Records as one table.

use crate::quotes::{self, Fault};
use crate::records::Records;
use model::{
    Diagnostic, Diagnostics, Event, Found, Kind, Meta, Outlet, Place, Result, RowBuf, Shape, TableHead,
    codes, plural,
};

/// Sends the records as one table. Its header is the first record, unless that is recognised as a row.
pub(crate) fn read(
    mut records: Records<'_>,
    found: Found,
    diagnostics: &Diagnostics<'_>,
    sink: &mut Outlet<'_>,
) -> Result<()> {
    let meta = Meta { shape: Shape::Records, found, ..Meta::default() };
    if !records.next()? {
        diagnostics.report(codes::EMPTY.warning("the input is empty").at(Place::at(1, 1)))?;
        sink.event(Event::DocumentStart(&meta))?;
        return sink.event(Event::DocumentEnd);
    }
    check_quotes(&records, diagnostics)?;
    let first = records.row()?;
    let width = first.len();
    sink.event(Event::DocumentStart(&meta))?;
    if records.has_header {
        sink.event(Event::TableStart(&TableHead::with_names(first.texts())))?;
    } else {
        sink.event(Event::TableStart(&TableHead::default()))?;
        sink.event(Event::Row(first))?;
    }
    let mut padded = RowBuf::default();
    while sink.is_open() && records.next()? {
        check_quotes(&records, diagnostics)?;
        let row = records.row()?;
        if row.len() == width {
            sink.event(Event::Row(row))?;
            continue;
        }
        diagnostics.report(ragged(&records, row.len(), width))?;
        if row.len() > width {
            sink.event(Event::Row(row))?;
        } else {
            padded.set(row);
            padded.pad(width, Kind::Untyped);
            sink.event(Event::Row(padded.as_row()))?;
        }
    }
    if !sink.is_open() {
        return Ok(());
    }
    if records.comments > 0 {
        let comments = usize::try_from(records.comments).unwrap_or(usize::MAX);
        let message = format!("{} left out", plural(comments, "comment", "comments"));
        diagnostics.report(codes::COMMENT.note(message))?;
    }
    sink.event(Event::TableEnd)?;
    sink.event(Event::DocumentEnd)
}

fn ragged(records: &Records<'_>, cells: usize, width: usize) -> Diagnostic {
    let what = if records.has_header { "the header" } else { "the first one" };
    let message = format!("row has {}, {what} has {width}", plural(cells, "cell", "cells"));
    let hint = if cells < width {
        "the missing cells are left empty"
    } else {
        "the extra cells are kept without a name"
    };
    records.locate(codes::RAGGED_ROW.warning(message).hint(hint), 0)
}

/// Warns about quotes that other readers interpret differently.
fn check_quotes(records: &Records<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
    // With an escape character, the meaning of a quote is clear.
    if records.dialect.is_escaped() || !records.has_quotes() {
        return Ok(());
    }
    let (message, done, at) = match quotes::fault(records.raw(), records.dialect) {
        None => return Ok(()),
        Some(Fault::Stray(at) | Fault::Open(at)) => {
            ("an unquoted field contains a quote", "it is kept unchanged", at)
        }
        Some(Fault::AfterClosing(at)) => {
            ("text follows a closing quote", "it is kept, but the quotes are dropped", at)
        }
    };
    let hint = format!("{done}; write a field with quotes in quotes, and each quote in it twice");
    diagnostics.report(records.locate(Diagnostic::warning("csv-stray-quote", message).hint(hint), at))
}
