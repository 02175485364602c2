//! Codes that formats share: what is the same thing has one code and one explanation, whatever the format.
//!
//! Who reports one names it: `codes::RAGGED_ROW.warning("row has 2 cells, the header has 4")`. The name is the code in
//! capitals. What only one format has, `csv-stray-quote` for example, is a code of that format's own.

use crate::{CodeSpec, Example};

const fn code(code: &'static str, means: &'static str, example: Example, remedy: &'static str) -> CodeSpec {
    CodeSpec { code, means, example, remedy }
}

/// There is nothing in the input.
pub const EMPTY: CodeSpec = code(
    "empty",
    "the input is empty, or holds nothing of its format",
    Example::Input("csv", ""),
    "Look at the program that should have written it, or get it anew. For JSON without rows, write [].",
);

/// The bytes are not text of the encoding that they should be in.
pub const ENCODING: CodeSpec = code(
    "encoding",
    "the bytes are not text of the encoding, or hold characters that the format does not allow",
    Example::Input("fods", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a/>\n"),
    "Name the encoding of CSV and HTML: `encoding=windows-1252`, utf-16le, shift_jis or any other that browsers know. All \
     else is UTF-8: convert it first, for example with iconv -f latin1 -t utf-8. YAML writes control characters as \
     \"\\x07\".",
);

/// The input has NUL bytes.
pub const BINARY: CodeSpec = code(
    "binary",
    "the input has NUL bytes, which no text has",
    Example::Input("wiki", "a\0b"),
    "It may be a spreadsheet called page.wiki. Name what it is: `from=ods`. UTF-16 has to be converted to UTF-8 first.",
);

/// The input is of another format than the one that it is read as.
pub const WRONG_FORMAT: CodeSpec = code(
    "wrong-format",
    "the input is not of the format that it is read as",
    Example::Input("fods", "<html/>\n"),
    "Name what it is: `from=xlsx`, ods or csv, for example. Of other OpenDocument files, copy the tables into a \
     spreadsheet. A MediaWiki export begins with <mediawiki>.",
);

/// The input breaks the grammar of its format.
pub const SYNTAX: CodeSpec = code(
    "syntax",
    "the input, or a part of it, is not well-formed",
    Example::Input("json", "{\"rank\": 1,}\n"),
    "Mend it at the place shown, or get it anew. The usual causes are a comma too many, a missing quote, bracket or tag, \
     an indentation in a line above, and a file that is cut off.",
);

/// The file is damaged.
pub const DAMAGED: CodeSpec = code(
    "damaged",
    "the file is damaged, and cannot be read on",
    Example::Input("xlsx", "PK\x03\x04 cut off"),
    "Get it anew, or open it in LibreOffice or Excel and save it. If the message names a limit, raise it.",
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
    "Missing cells are left empty; cells beyond the header are kept without a name. If every row of a CSV is reported, \
     name its delimiter (`delimiter=;`), or say that its first line is not a header (`header=none`).",
);

/// A key is there twice where it can be there once.
pub const DUPLICATE_KEY: CodeSpec = code(
    "duplicate-key",
    "an object, a mapping, an infobox or a row has a key twice",
    Example::Input("json", "{\"rank\": 1, \"rank\": 2}\n"),
    "The last value counts, as for other readers. Remove one of them. Two tables of one name are an error: rename one.",
);

/// A value breaks the shape that the input began with.
pub const SHAPE: CodeSpec = code(
    "shape",
    "a value breaks the shape that the input began with",
    Example::Words("records in an array whose 1,200th element is a number"),
    "What is read as tables must be tables to its end; the rows that a program writes must all have names, or none. \
     `view=document` keeps smaller inputs of any shape.",
);

/// What should be a whole document is not laid out as one.
pub const DOCUMENT_LAYOUT: CodeSpec = code(
    "document-layout",
    "a whole document is not laid out as `view=document` writes it",
    Example::Words("a long JSON document whose 'title' comes after its 'blocks'"),
    "Convert it from its source again, or compare with crates/write-json/document.schema.json; a long document must have \
     its members in the usual order. A plain CSV whose header only looks like it needs another first line; of a Data \
     Package, remove the key 'convert'.",
);

/// Something stands beside tables, where tables only are wanted.
pub const BESIDE_TABLES: CodeSpec = code(
    "beside-tables",
    "records, and the files of `split`, hold the tables only: what stands beside them is left out",
    Example::Input("wiki", "Some text.\n\n{|\n| 1\n|}\n"),
    "`view=document` keeps everything; `to=json` does so by default where the input is a page. A Data Package keeps \
     everything too: `split` `to=csv`.",
);

/// Columns of records have other names than those of the table.
pub const RENAMED_COLUMNS: CodeSpec = code(
    "renamed-columns",
    "columns share a name or have none, and records call them by names of their own",
    Example::Input("csv", "a,a,\n1,2,3\n"),
    "`rename` gives them better names; the document view keeps them as they are.",
);

/// Comments are left out.
pub const COMMENT: CodeSpec = code(
    "comment",
    "comments are left out",
    Example::Input("yaml", "rank: 1 # first\n"),
    "Comments are not data. Keep the source where they matter. Lines of a CSV are comments only with `comment_char`.",
);

/// Images are left out.
pub const IMAGE: CodeSpec = code(
    "image",
    "images are not read",
    Example::Input("html", "<p><img src=\"rink.png\" alt=\"the rink\"></p>\n"),
    "The text in their place is kept.",
);

/// Markup of a title is left out.
pub const TITLE_MARKUP: CodeSpec = code(
    "title-markup",
    "markup in the title is dropped",
    Example::Input("wiki", "= ''Heats'' =\n\nText.\n"),
    "A title is plain text.",
);

/// A value is not what its type says.
pub const MISTYPED_VALUE: CodeSpec = code(
    "mistyped-value",
    "a value is not what its type or tag says",
    Example::Input("yaml", "rank: !!int first\n"),
    "It is kept as text: what a cell shows, or what the file stores. A count that is not a number is taken as 1.",
);

/// Formulas are read as the values that they show.
pub const FORMULA: CodeSpec = code(
    "formula",
    "cells have formulas: what they show, or their values as stored, is read",
    Example::Words("=SUM(A1:A9)"),
    "Nothing needs to be done; formulas themselves are not kept.",
);

/// Formulas have no value in the file.
pub const UNCOMPUTED_FORMULA: CodeSpec = code(
    "uncomputed-formula",
    "formulas have no result in the file",
    Example::Words("a spreadsheet made by a script"),
    "The cells are empty. Open the file in LibreOffice or Excel and save it: that computes them.",
);

/// Pictures and charts of a spreadsheet are left out.
pub const DRAWING: CodeSpec = code(
    "drawing",
    "pictures, charts and shapes are left out",
    Example::Words("a sheet with a diagram"),
    "Only cells are read.",
);

/// A sheet without cells is left out.
pub const OTHER_SHEET: CodeSpec = code(
    "other-sheet",
    "a sheet that has no cells is left out",
    Example::Words("a chart on a sheet of its own"),
    "Only cells are read.",
);

/// The part of a sheet is missing.
pub const MISSING_PART: CodeSpec = code(
    "missing-part",
    "the package has no part for a sheet",
    Example::Words("an .xlsx from which a file was removed, or an .xlsb that a program has written badly"),
    "The sheet is taken as an empty one. Save the file anew in Excel.",
);

/// A text has a character that XML cannot hold.
pub const CONTROL_CHARACTER: CodeSpec = code(
    "control-character",
    "a text has a control character that XML cannot hold",
    Example::Input("csv", "Rank,Name\n1,Sun\x1bLong\n"),
    "The sheet shows U+FFFD; the details keep the character, and it comes back.",
);

/// A cell holds what the output's cells cannot hold.
pub const CELL_BLOCK: CodeSpec = code(
    "cell-block",
    "a cell holds a table or another block that cells of the output cannot hold",
    Example::Input("wiki", "{|\n| a\n{|\n| b\n|}\n|}\n"),
    "It is written as lines of text; wiki text leaves facts about the page out. HTML has tables in cells, JSON keeps \
     everything: `to=json`.",
);

/// The output does not hold all of the document.
pub const NOT_HELD: CodeSpec = code(
    "not-held",
    "the output does not hold all of the document",
    Example::Input("wiki", "{{flag|ITA}}\n"),
    "What the document shows is kept, but for notes of cells. HTML holds more than Markdown and wiki text; JSON holds all: \
     `to=json`.",
);

/// The input nests too deep.
pub const TOO_DEEP: CodeSpec = code(
    "too-deep",
    "elements, lists or values nest too deep",
    Example::Words("a thousand <div>, one in another"),
    "Deeper tags of HTML are left out, deeper lists of Markdown are read as the deepest; what they hold is kept. XML, \
     JSON and YAML are refused: no spreadsheet, no export and no data nests so deep.",
);

/// The input is larger than a limit.
pub const TOO_LARGE: CodeSpec = code(
    "too-large",
    "the input, or what it stands for, is larger than a limit",
    Example::Words(
        "a long text that thousands of merged cells repeat; thousands of <b> that are never closed",
    ),
    "It is refused, since it could fill the memory. If it is meant, raise `max_size` for a spreadsheet; a wiki's export is \
     read page by page with `from=mediawiki-xml`. Close what HTML opens. No program writes a single text so long as the \
     limit for one.",
);

/// The input stands for more cells than the limit.
pub const TOO_MANY_CELLS: CodeSpec = code(
    "too-many-cells",
    "the input stands for more cells than the limit",
    Example::Words("two cells, the second a million rows below the first in a wide sheet; rowspan=\"60000\""),
    "A small file can stand for endless cells, which could fill the memory. If they are meant, raise `max_cells` for a \
     spreadsheet. Correct the spans of HTML, and of wiki text, whose span is left out.",
);

/// All of them.
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
