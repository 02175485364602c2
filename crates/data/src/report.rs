//! Reports about problems in an input of plain data.

use model::{Diagnostics, Place, Result, codes, plural};

pub(crate) fn repeated(diagnostics: &Diagnostics<'_>, key: &str, place: Place) -> Result<()> {
    let diagnostic = codes::DUPLICATE_KEY.warning(format!("duplicate key '{key}'")).at(place);
    diagnostics.report(diagnostic.hint("the last value is used"))
}

pub(crate) fn ragged(diagnostics: &Diagnostics<'_>, cells: usize, width: usize, place: Place) -> Result<()> {
    let message = format!(
        "row has {}, the table has {}",
        plural(cells, "cell", "cells"),
        plural(width, "column", "columns")
    );
    let diagnostic = codes::RAGGED_ROW.warning(message).at(place);
    diagnostics.report(diagnostic.hint("a short row is padded, a long one keeps its cells"))
}
