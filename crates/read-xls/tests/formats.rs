//! Cells show the same as in LibreOffice: their values in their number formats.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test helpers outside of #[test] functions")]

mod common;

use common::{XLS, XLSB, binary, compound, records, rows, wide, xlsb};
use testkit::read;

/// The formats of the cells in the tests, from the second style on; the first style has the general format.
const CODES: [&str; 5] = ["0.00", "yyyy\\-mm\\-dd", "0.0%", "[m]:ss.000", "_(@_)"];
/// A number for each format, and one in the general format.
const NUMBERS: [f64; 5] = [41.4, 46063.0, 0.125, 0.0009784375, 0.1];
const EXPECTED: &str = "41.40:number | 2026-02-10:date | 12.5%:percentage | 1:24.537:duration | 0.1:number";

/// An `.xls` with one sheet, as written by a version of Excel.
fn xls(version: u16, sheet: &[(u16, &[u8])]) -> Vec<u8> {
    let bof = |kind: u8| [&version.to_le_bytes()[..], &[kind, 0], &[0; 12]].concat();
    let wide = version == 0x0600;
    let mut globals = records(&[(0x0809, &bof(5)), (0x0042, if wide { &[0xB0, 4] } else { &[0xE4, 4] })]);
    let xf = |format: u16| {
        let bytes = [&[0, 0][..], &format.to_le_bytes(), &[0; 16]].concat();
        bytes[..if wide { 20 } else { 16 }].to_vec()
    };
    for (at, code) in (164_u16..).zip(CODES) {
        let length = code.len() as u8;
        let head: &[u8] = if wide { &[length, 0, 0] } else { &[length] };
        globals.extend(records(&[(0x041E, &[&at.to_le_bytes()[..], head, code.as_bytes()].concat())]));
    }
    for format in [0].into_iter().chain(164..164 + CODES.len() as u16) {
        globals.extend(records(&[(0x00E0, &xf(format))]));
    }
    let name: &[u8] = if wide { &[1, 0, b'S'] } else { &[1, b'S'] };
    let start = globals.len() + 4 + 6 + name.len() + 4;
    let listed = [&(start as u32).to_le_bytes()[..], &[0, 0], name].concat();
    globals.extend(records(&[(0x0085, &listed), (0x000A, &[])]));
    assert_eq!(globals.len(), start, "where the sheet is declared to start");
    let start = bof(16);
    let sheet = [&[(0x0809, &*start)], sheet, &[(0x000A, &[][..])]].concat();
    globals.extend(records(&sheet));
    compound(if wide { "/Workbook" } else { "/Book" }, &globals)
}

/// The record of a cell: its row, column, style and content.
fn cell(row: u16, column: u16, style: u16, content: &[u8]) -> Vec<u8> {
    let head = [row, column, style].into_iter().flat_map(u16::to_le_bytes);
    head.chain(content.iter().copied()).collect()
}

#[test]
fn numbers_in_xls_are_shown_in_their_formats() {
    let style = |at: usize| if at < 4 { at as u16 + 1 } else { 0 };
    let cells: Vec<Vec<u8>> =
        (0..5).map(|at| cell(1, at as u16, style(at), &NUMBERS[at].to_le_bytes())).collect();
    let label = |version: u16| match version {
        0x0600 => cell(0, 0, 0, b"\x01\0\0H"),
        _ => cell(0, 0, 0, b"\x01\0H"),
    };
    for version in [0x0600, 0x0500] {
        let label = label(version);
        let mut sheet: Vec<(u16, &[u8])> = vec![(0x0204, &label)];
        sheet.extend(cells.iter().map(|cell| (0x0203, &**cell)));
        let bytes = xls(version, &sheet);
        let reading = read(XLS, &bytes);
        assert_eq!(reading.diagnostics, []);
        assert_eq!(rows(&reading.document()), [EXPECTED], "{version:#x}");
    }
}

#[test]
fn each_of_several_numbers_has_its_own_format() {
    let label = cell(0, 0, 0, b"\x01\0\0H");
    // Three columns from the second on, each with a style and either the integer 5 or 500 divided by 100.
    let many =
        [&[1, 0, 1, 0][..], &[1, 0, 22, 0, 0, 0], &[3, 0, 0xD3, 7, 0, 0], &[0, 0, 22, 0, 0, 0], &[3, 0]]
            .concat();
    let short = cell(1, 4, 3, &[22, 0, 0, 0]);
    let boolean = cell(1, 5, 1, &[1, 0]);
    let text = cell(1, 6, 5, b"\x01\0\0t");
    let mut formula = cell(1, 7, 4, &NUMBERS[3].to_le_bytes());
    formula.extend([0; 8]);
    let chart = cell(1, 7, 1, &[0; 8]);
    let sheet: [(u16, &[u8]); 9] = [
        (0x0204, &label),
        (0x00BD, &many),
        (0x027E, &short),
        (0x0205, &boolean),
        (0x0204, &text),
        (0x0006, &formula),
        // Records in a chart are not cells.
        (0x0809, &[0, 6, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (0x0203, &chart),
        (0x000A, &[]),
    ];
    let reading = read(XLS, xls(0x0600, &sheet));
    assert_eq!(reading.messages(), ["note: 1 cell has a formula; its stored value is read"]);
    assert_eq!(
        rows(&reading.document()),
        [
            ":null | 5.00:number | 500.0%:percentage | 5:number | 500.0%:percentage | TRUE:boolean |  t :text | \
          1:24.537:duration"
        ]
    );
}

#[test]
fn xlsb_has_formats_merged_cells_and_hidden_sheets() {
    let xf = |format: u16| [&[0, 0][..], &format.to_le_bytes(), &[0; 12]].concat();
    let mut styles = binary(&[(278, b""), (615, &[5, 0, 0, 0])]);
    for (id, code) in (164_u16..).zip(CODES) {
        styles.extend(binary(&[(44, &[&id.to_le_bytes()[..], &wide(code)].concat())]));
    }
    // The formats of named styles are not those of cells.
    styles.extend(binary(&[
        (616, b""),
        (626, &[1, 0, 0, 0]),
        (47, &xf(9)),
        (627, b""),
        (617, &[6, 0, 0, 0]),
    ]));
    for format in [0, 164, 165, 166, 167, 168] {
        styles.extend(binary(&[(47, &xf(format))]));
    }
    styles.extend(binary(&[(618, b""), (279, b"")]));
    let strings =
        binary(&[(159, &[1, 0, 0, 0, 1, 0, 0, 0]), (19, &[&[0][..], &wide("H")].concat()), (160, b"")]);
    let head = |column: u8, style: u8| vec![column, 0, 0, 0, style, 0, 0, 0];
    let number =
        |column: u8, style: u8, value: f64| [head(column, style), value.to_le_bytes().to_vec()].concat();
    let row = |number: u8| [&[number][..], &[0; 24]].concat();
    let cells = [
        (0, row(0)),
        (7, [head(0, 0), vec![0; 4]].concat()),
        (0, row(1)),
        (5, number(0, 1, NUMBERS[0])),
        (2, [head(1, 2), (46063_u32 << 2 | 2).to_le_bytes().to_vec()].concat()),
        (2, [head(2, 3), (1250_u32 << 2 | 3).to_le_bytes().to_vec()].concat()),
        (9, [number(3, 4, NUMBERS[3]), vec![0; 10]].concat()),
        (5, number(4, 0, NUMBERS[4])),
        (0, row(2)),
        (6, [head(0, 5), wide("t")].concat()),
        (4, [head(2, 1), vec![1]].concat()),
        (3, [head(3, 1), vec![0x2A]].concat()),
        (1, head(4, 1)),
    ];
    let mut sheet = binary(&[(129, b""), (148, &[0; 16]), (145, b"")]);
    for (kind, content) in &cells {
        sheet.extend(binary(&[(*kind, content)]));
    }
    let merge = [2_u32, 2, 0, 1].map(u32::to_le_bytes).concat();
    sheet.extend(binary(&[(146, b""), (177, &[1, 0, 0, 0]), (176, &merge), (178, b""), (130, b"")]));
    let bytes = xlsb(&sheet, &styles, &strings, 1);
    let reading = read(XLSB, &bytes);
    assert_eq!(reading.messages(), ["note: 1 cell has a formula; its stored value is read"]);
    let document = reading.document();
    assert!(document.tables().next().unwrap().head.hidden);
    assert_eq!(
        rows(&document),
        [
            &EXPECTED.replace("12.5%:percentage", "1250.0%:percentage"),
            " t :text | ^ t :text | TRUE:boolean | #N/A:text"
        ]
    );
}
