//! Codes that formats share: the same problem has one code and one explanation, whatever the format.
//!
//! A reader or writer reports one by its constant, whose name is the code in capitals:
//! `codes::RAGGED_ROW.warning("row has 2 cells, the header has 4")`. A problem of one format only has a code of that
//! format, such as `csv-stray-quote`.

use crate::{CodeSpec, Example};

const fn code(code: &'static str, means: &'static str, example: Example, remedy: &'static str) -> CodeSpec {
    CodeSpec { code, means, example, remedy }
}

/// The input is empty.
pub const EMPTY: CodeSpec = code(
    "empty",
    "the input is empty, or contains nothing of its format",
    Example::Input("csv", ""),
    "Check the program that should have written it, or get a new copy. For JSON without rows, write [].",
);

/// The bytes are not valid in the encoding that they are read in.
pub const ENCODING: CodeSpec = code(
    "encoding",
    "the bytes are not valid in the encoding, or contain characters that the format does not allow",
    Example::Input("fods", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a/>\n"),
    "Name the encoding of CSV and HTML: `encoding=windows-1252`, utf-16le, shift_jis or any other that \
     browsers know. All other formats are UTF-8: convert the file first, for example with iconv -f latin1 \
     -t utf-8. In YAML, write control characters as \"\\x07\".",
);

/// The input has NUL bytes.
pub const BINARY: CodeSpec = code(
    "binary",
    "the input has NUL bytes, which text never contains",
    Example::Input("wiki", "a\0b"),
    "It may be a spreadsheet named page.wiki. Name the format: `from=ods`. UTF-16 has to be converted to \
     UTF-8 first.",
);

/// The input does not have the format that it is read as.
pub const WRONG_FORMAT: CodeSpec = code(
    "wrong-format",
    "the input does not have the format that it is read as",
    Example::Input("fods", "<html/>\n"),
    "Name the format, for example `from=xlsx`, ods or csv. From other OpenDocument files, copy the tables \
     into a spreadsheet. A MediaWiki export begins with <mediawiki>.",
);

/// The input breaks the grammar of its format.
pub const SYNTAX: CodeSpec = code(
    "syntax",
    "the input, or a part of it, is not well-formed",
    Example::Input("json", "{\"rank\": 1,}\n"),
    "Fix it at the place shown, or get a new copy. The usual causes are an extra comma, a missing quote, \
     bracket or tag, wrong indentation in a line above, and a truncated file.",
);

/// The file is damaged.
pub const DAMAGED: CodeSpec = code(
    "damaged",
    "the file is damaged, and reading cannot continue",
    Example::Input("xlsx", "PK\x03\x04 truncated"),
    "Get a new copy, or open it in LibreOffice or Excel and save it. If the message names a limit, raise \
     it.",
);

/// The file is protected with a password.
pub const ENCRYPTED: CodeSpec = code(
    "encrypted",
    "the file is protected with a password",
    Example::Words("a spreadsheet saved with a password"),
    "Open it in the program that made it, and save it without a password.",
);

/// A row has fewer or more cells than the header.
pub const RAGGED_ROW: CodeSpec = code(
    "ragged-row",
    "a row has fewer or more cells than the header",
    Example::Input("csv", "Rank,Name\n1\n"),
    "Missing cells are left empty; extra cells are kept without a name. If every row of a CSV is reported, \
     name its delimiter (`delimiter=;`), or declare that its first line is not a header (`header=none`).",
);

/// A key occurs twice where it must be unique.
pub const DUPLICATE_KEY: CodeSpec = code(
    "duplicate-key",
    "an object, a mapping, an infobox or a row has the same key twice",
    Example::Input("json", "{\"rank\": 1, \"rank\": 2}\n"),
    "The last value is used, as in other readers. Remove one of them. Two tables with the same name are an \
     error: rename one.",
);

/// A value does not fit the shape that the input began with.
pub const SHAPE: CodeSpec = code(
    "shape",
    "a value does not fit the shape that the input began with",
    Example::Words("records in an array whose 1,200th element is a number"),
    "An input read as tables must consist of tables to its end, and the rows that a program writes must \
     either all have names or all have none. `view=document` keeps smaller inputs of any shape.",
);

/// A document does not have the expected layout.
pub const DOCUMENT_LAYOUT: CodeSpec = code(
    "document-layout",
    "a document does not have the layout that `view=document` writes",
    Example::Words("a long JSON document whose 'title' comes after its 'blocks'"),
    "Convert it from its source again, or compare it with crates/write-json/document.schema.json; a long \
     document must have its members in the usual order. If a plain CSV only looks like a document, change \
     its first line; in a Data Package, remove the key 'convert'.",
);

/// There is more than tables where only tables are wanted.
pub const BESIDE_TABLES: CodeSpec = code(
    "beside-tables",
    "records, and the files of `split`, contain only tables: everything else is left out",
    Example::Input("wiki", "Some text.\n\n{|\n| 1\n|}\n"),
    "`view=document` keeps everything, and is the default of `to=json` if the input is a page. A Data \
     Package keeps everything too: `split` `to=csv`.",
);

/// The columns of records have other names than those of the table.
pub const RENAMED_COLUMNS: CodeSpec = code(
    "renamed-columns",
    "columns share a name or have none, so records use other names for them",
    Example::Input("csv", "a,a,\n1,2,3\n"),
    "`rename` gives them better names; the document view keeps the original names.",
);

/// Comments are left out.
pub const COMMENT: CodeSpec = code(
    "comment",
    "comments are left out",
    Example::Input("yaml", "rank: 1 # first\n"),
    "Comments are not data. Keep the source if they matter. In a CSV, lines are comments only with \
     `comment_char`.",
);

/// Images are left out.
pub const IMAGE: CodeSpec = code(
    "image",
    "images are not read",
    Example::Input("html", "<p><img src=\"rink.png\" alt=\"the rink\"></p>\n"),
    "The text in their place is kept.",
);

/// Markup in a title is dropped.
pub const TITLE_MARKUP: CodeSpec = code(
    "title-markup",
    "markup in the title is dropped",
    Example::Input("wiki", "= ''Heats'' =\n\nText.\n"),
    "A title is plain text.",
);

/// A value does not have the type that it declares.
pub const MISTYPED_VALUE: CodeSpec = code(
    "mistyped-value",
    "a value does not match its type or tag",
    Example::Input("yaml", "rank: !!int first\n"),
    "It is kept as text: what a cell shows, or what the file stores. A count that is not a number is read \
     as 1.",
);

/// Formulas are read as the values that they show.
pub const FORMULA: CodeSpec = code(
    "formula",
    "cells have formulas: their results are read, as shown or as stored",
    Example::Words("=SUM(A1:A9)"),
    "Nothing needs to be done; the formulas themselves are not kept.",
);

/// Formulas have no result in the file.
pub const UNCOMPUTED_FORMULA: CodeSpec = code(
    "uncomputed-formula",
    "formulas have no result in the file",
    Example::Words("a spreadsheet made by a script"),
    "The cells are empty. Open the file in LibreOffice or Excel and save it, which computes the results.",
);

/// Pictures and charts in a spreadsheet are left out.
pub const DRAWING: CodeSpec = code(
    "drawing",
    "pictures, charts and shapes are left out",
    Example::Words("a sheet with a chart"),
    "Only cells are read.",
);

/// A sheet without cells is left out.
pub const OTHER_SHEET: CodeSpec = code(
    "other-sheet",
    "a sheet without cells is left out",
    Example::Words("a sheet that is a chart"),
    "Only cells are read.",
);

/// The package has no file for a sheet.
pub const MISSING_PART: CodeSpec = code(
    "missing-part",
    "the package does not contain the file of a sheet",
    Example::Words("an .xlsx from which a file was removed, or an .xlsb written by a faulty program"),
    "The sheet is read as empty. Save the file again in Excel.",
);

/// A text has a character that XML cannot hold.
pub const CONTROL_CHARACTER: CodeSpec = code(
    "control-character",
    "a text has a control character that XML cannot hold",
    Example::Input("csv", "Rank,Name\n1,Sun\x1bLong\n"),
    "The sheet shows U+FFFD; the details keep the character, so converting back restores it.",
);

/// A cell contains a block that cells of the output cannot hold.
pub const CELL_BLOCK: CodeSpec = code(
    "cell-block",
    "a cell contains a table or another block that cells of the output cannot hold",
    Example::Input("wiki", "{|\n| a\n{|\n| b\n|}\n|}\n"),
    "It is written as lines of text; wiki text leaves out facts about the page. HTML allows tables in \
     cells, and JSON keeps everything: `to=json`.",
);

/// The output does not hold the whole document.
pub const NOT_HELD: CodeSpec = code(
    "not-held",
    "the output does not hold the whole document",
    Example::Input("wiki", "{{flag|ITA}}\n"),
    "Everything that the document shows is kept, except notes on cells. HTML holds more than Markdown and \
     wiki text, and JSON holds everything: `to=json`.",
);

/// The input is nested too deeply.
pub const TOO_DEEP: CodeSpec = code(
    "too-deep",
    "elements, lists or values are nested too deeply",
    Example::Words("a thousand <div>, one inside the other"),
    "HTML tags below the limit are left out, and Markdown lists below it are read as if at the limit; \
     their contents are kept. XML, JSON and YAML are refused: no real spreadsheet, export or data is \
     nested so deeply.",
);

/// The input is larger than a limit.
pub const TOO_LARGE: CodeSpec = code(
    "too-large",
    "the input, or what it expands to, is larger than a limit",
    Example::Words(
        "a long text that thousands of merged cells repeat; thousands of <b> that are never closed",
    ),
    "It is refused because it could exhaust the memory. If the size is intended, raise `max_size` for a \
     spreadsheet; a wiki export can be read page by page with `from=mediawiki-xml`. Close the tags that \
     HTML opens. No program writes a single text as long as the limit for one.",
);

/// The input expands to more cells than the limit.
pub const TOO_MANY_CELLS: CodeSpec = code(
    "too-many-cells",
    "the input expands to more cells than the limit",
    Example::Words("two cells, the second a million rows below the first in a wide sheet; rowspan=\"60000\""),
    "A small file can expand to an endless number of cells, which could exhaust the memory. If the cells \
     are intended, raise `max_cells` for a spreadsheet. Correct the spans in HTML, and in \
     wiki text, where they are left out.",
);

/// All shared codes.
pub const ALL: &[CodeSpec] = &[
    EMPTY,
    ENCODING,
    BINARY,
    WRONG_FORMAT,
    SYNTAX,
    DAMAGED,
    ENCRYPTED,
    RAGGED_ROW,
    DUPLICATE_KEY,
    SHAPE,
    DOCUMENT_LAYOUT,
    BESIDE_TABLES,
    RENAMED_COLUMNS,
    COMMENT,
    IMAGE,
    TITLE_MARKUP,
    MISTYPED_VALUE,
    FORMULA,
    UNCOMPUTED_FORMULA,
    DRAWING,
    OTHER_SHEET,
    MISSING_PART,
    CONTROL_CHARACTER,
    CELL_BLOCK,
    NOT_HELD,
    TOO_DEEP,
    TOO_LARGE,
    TOO_MANY_CELLS,
];
