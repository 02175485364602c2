//! Tables as lines of text.

use model::{Cell, Row, Table};

/// The names of the columns.
pub fn names(table: &Table) -> Vec<&str> {
    table.head.columns.iter().map(|column| column.name.as_str()).collect()
}

/// The column names in brackets, if there are any, and the rows: `[Rank;Name]`, `1;Ada`. A covered cell starts with `^`
/// and a header cell with `!`; `/` is a line feed.
pub fn rows(table: &Table) -> Vec<String> {
    let names = names(table);
    let header = Some(format!("[{}]", names.join(";"))).filter(|_| !names.is_empty());
    let row = |row: Row<'_>| {
        let show = |cell: Cell<'_>| {
            let sign = if cell.is_covered() {
                "^"
            } else if cell.is_header() {
                "!"
            } else {
                ""
            };
            format!("{sign}{}", cell.text.replace('\n', "/"))
        };
        row.cells().map(show).collect::<Vec<_>>().join(";")
    };
    header.into_iter().chain(table.rows().map(row)).collect()
}

/// The cells of a row with their kind, and their value if it differs from their text: `41.4:number | ^:untyped`.
pub fn cells(row: Row<'_>) -> String {
    let show = |cell: Cell<'_>| {
        let covered = if cell.is_covered() { "^" } else { "" };
        let value = cell.value().map_or(String::new(), |value| format!("={value}"));
        format!("{covered}{}:{}{value}", cell.text, cell.kind.name())
    };
    row.cells().map(show).collect::<Vec<_>>().join(" | ")
}
