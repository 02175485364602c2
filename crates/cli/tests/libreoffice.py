#!/usr/bin/python3
"""Opens spreadsheets in one headless LibreOffice, edits each as a person would, and saves it.

usage: libreoffice.py CASES

CASES is a file of JSON: a list of {"in": PATH, "out": PATH, "edits": [[NAME, ARGUMENT...]...]}. It is saved in the
format of OUT's extension (.ods, .fods, .xlsx). The names of edits are those of the functions below; cells are
named as in the sheet ("B2"), ranges too ("A2:F33"), rows, columns and the positions of sheets count from 0.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

FILTERS = {
    ".ods": "calc8",
    ".fods": "OpenDocument Spreadsheet Flat XML",
    ".xlsx": "Calc MS Excel 2007 XML",
}


def value(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def type_in(sheets, sheet, cell, text):
    """Types into a cell: what looks like a number becomes one, as at the keyboard."""
    sheets.getByName(sheet).getCellRangeByName(cell).FormulaLocal = text


def set_text(sheets, sheet, cell, text):
    """Makes a cell a string."""
    sheets.getByName(sheet).getCellRangeByName(cell).String = text


def grows(sheets, sheet, cell, word):
    """Lengthens a text by a hundred words: its row must become higher. The text is put back."""
    cell = sheets.getByName(sheet).getCellRangeByName(cell)
    text, height = cell.String, cell.Size.Height
    cell.String = text + word * 100
    if cell.Size.Height < height + 1000:
        sys.exit(f"the row is {cell.Size.Height / 100} mm high, after {height / 100} mm")
    cell.String = text


def replace(sheets, sheet, old, new):
    """Finds and replaces text in the cells of a sheet."""
    sheet = sheets.getByName(sheet)
    search = sheet.createReplaceDescriptor()
    search.SearchString, search.ReplaceString, search.SearchCaseSensitive = old, new, True
    if sheet.replaceAll(search) == 0:
        sys.exit(f"there is no '{old}' to replace")


def note(sheets, sheet, cell, text):
    """Puts a note on a cell, in place of what it has; an empty text takes the note away."""
    sheet = sheets.getByName(sheet)
    at = sheet.getCellRangeByName(cell).CellAddress
    notes = sheet.Annotations
    for number in range(notes.Count):
        place = notes.getByIndex(number).Position
        if (place.Row, place.Column) == (at.Row, at.Column):
            notes.removeByIndex(number)
            break
    if text:
        notes.insertNew(at, text)


def insert_rows(sheets, sheet, row, count):
    sheets.getByName(sheet).Rows.insertByIndex(row, count)


def delete_rows(sheets, sheet, row, count):
    sheets.getByName(sheet).Rows.removeByIndex(row, count)


def insert_columns(sheets, sheet, column, count):
    sheets.getByName(sheet).Columns.insertByIndex(column, count)


def delete_columns(sheets, sheet, column, count):
    sheets.getByName(sheet).Columns.removeByIndex(column, count)


def merge(sheets, sheet, cells):
    sheets.getByName(sheet).getCellRangeByName(cells).merge(True)


def split(sheets, sheet, cells):
    sheets.getByName(sheet).getCellRangeByName(cells).merge(False)


def sort(sheets, sheet, cells, column, ascending):
    """Sorts the rows of a range by its column, which counts from 0."""
    field = TableSortField()
    field.Field, field.IsAscending = column, ascending
    order = value("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,)))
    sheets.getByName(sheet).getCellRangeByName(cells).sort((order, value("ContainsHeader", False)))


def add_sheet(sheets, name, position, rows):
    """Adds a sheet whose rows are lists of what is typed into their cells."""
    sheets.insertNewByName(name, min(position, sheets.Count))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheets.getByName(name).getCellByPosition(column, number).FormulaLocal = text


def copy_sheet(sheets, name, copy, position):
    sheets.copyByName(name, copy, min(position, sheets.Count))


def rename_sheet(sheets, name, other):
    sheets.getByName(name).Name = other


def move_sheet(sheets, name, position):
    sheets.moveByName(name, position)


def delete_sheet(sheets, name):
    sheets.removeByName(name)


def show_sheet(sheets, name, visible):
    sheets.getByName(name).IsVisible = visible


EDITS = [type_in, set_text, grows, replace, note, insert_rows, delete_rows, insert_columns, delete_columns, merge, split, sort]
EDITS += [add_sheet, copy_sheet, rename_sheet, move_sheet, delete_sheet, show_sheet]
EDITS = {edit.__name__: edit for edit in EDITS}


def office(profile):
    """Starts LibreOffice with a profile of its own. Returns its process and its desktop."""
    pipe = f"convert{os.getpid()}"
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return process, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # It is not up yet.
            time.sleep(0.25)
    process.kill()
    sys.exit("LibreOffice does not start")


def run(desktop, case):
    url = uno.systemPathToFileUrl(os.path.abspath(case["in"]))
    document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
    if document is None:
        sys.exit(f"LibreOffice does not open {case['in']}")
    try:
        for name, *arguments in case["edits"]:
            EDITS[name](document.Sheets, *arguments)
        url = uno.systemPathToFileUrl(os.path.abspath(case["out"]))
        kind = FILTERS[os.path.splitext(case["out"])[1]]
        document.storeToURL(url, (value("FilterName", kind),))
    finally:
        document.close(True)


def main(path):
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)
    with tempfile.TemporaryDirectory() as profile:
        process, desktop = office(profile)
        try:
            for case in cases:
                run(desktop, case)
        finally:
            try:
                desktop.terminate()
            except Exception:  # It is gone already.
                pass
            process.wait(timeout=60)


if __name__ == "__main__":
    main(sys.argv[1])
