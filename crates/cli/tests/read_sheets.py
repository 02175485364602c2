"""Reads spreadsheets with pandas (calamine, openpyxl) and calamine, and compares each cell of each table, value and
type, with the document as JSON.

Arguments: a folder of N.json with N.ods and N.xlsx beside them.
"""
import datetime, json, pathlib, re, sys
import openpyxl, pandas, python_calamine

DURATION = re.compile(r"(?:(\d+):)?(\d+):(\d\d?(?:\.\d{1,6})?)$")
LARGEST = 32767


class Number(str):
    """A number with its digits."""


def tables(node):
    for block in node.get("blocks", []):
        yield from tables_of(block)
    for section in node.get("sections", []):
        yield from tables(section)


def tables_of(block):
    if block["type"] == "table":
        yield block


def shown(cell):
    """The text of a cell and what JSON says it is, or None for one that a merged cell covers."""
    kind = None
    if isinstance(cell, dict):
        if cell.get("covered"):
            return None
        kind = cell.get("kind", "untyped")
        cell = cell.get("text")
    return cell, kind


def time_of(text):
    match = DURATION.match(text)
    if not match or (match[1] is None and "." not in text):
        return None
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), float(match[3])
    return datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)


def date_of(text):
    days = ["%Y-%m-%d", "%d %B %Y", "%B %d, %Y"]
    clocks = ["", " %H:%M", "T%H:%M", ", %H:%M", " %H:%M:%S", "T%H:%M:%S", ", %H:%M:%S"]
    for pattern in [day + clock for day in days for clock in clocks]:
        try:
            return datetime.datetime.strptime(text, pattern)
        except ValueError:
            pass
    return None


def same(cell, found, column):
    """Whether a reader found what a cell is. `column` has the texts of its column: numbers follow it."""
    text, kind = cell
    if isinstance(text, str) and isinstance(found, (datetime.timedelta, datetime.time)) and ":" not in text:
        # Seconds among durations are durations.
        text = "0:" + text if any(time_of(other) for other in column) else text
    if isinstance(text, Number) and found == text:
        # A whole number among codes is one, and any number among words is a word.
        words = sum(any(c.isalpha() for c in other) for other in column)
        if any(re.fullmatch(r"0\d+|\d{16,}", other) for other in column) or words * 2 > len(column):
            return True
    if found is None or found == "" or (isinstance(found, float) and found != found):
        return text in (None, "")
    if isinstance(text, bool):
        return found is text
    if isinstance(text, Number) and not isinstance(found, (datetime.timedelta, datetime.time)):
        if isinstance(found, str):
            # What no cell holds digit for digit is a text.
            return found == text and (len(re.sub(r"\D", "", text)) > 15 or "e" in text.lower() or text.startswith("-0"))
        return not isinstance(found, bool) and found == float(text)
    # calamine gives a duration of more than a day in its lexical form.
    if isinstance(found, str) and (long := re.fullmatch(r"PT(\d+)H(\d+)M([\d.]+)S", found)) and text != found:
        found = datetime.timedelta(hours=int(long[1]), minutes=int(long[2]), seconds=float(long[3]))
    if isinstance(found, (datetime.timedelta, datetime.time)):
        if isinstance(found, datetime.time):
            found = datetime.timedelta(hours=found.hour, minutes=found.minute, seconds=found.second,
                                       microseconds=found.microsecond)
        expected = time_of(text)
        return expected is not None and abs((found - expected).total_seconds()) < 2e-6
    if isinstance(found, datetime.datetime):
        expected = date_of(text)
        return expected == found
    if isinstance(found, datetime.date):
        expected = date_of(text)
        return expected is not None and expected.date() == found
    if isinstance(found, (bool,)):
        return text == str(found).upper()
    if isinstance(found, float) or isinstance(found, int):
        if kind == "untyped" and re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
            return found == float(text)
        return text.endswith("%") and abs(float(text[:-1]) / 100 - found) < 1e-12
    return found == text[:LARGEST]


def check(name, table, rows):
    body = table["rows"]
    skip = len(table.get("header") or ([table["columns"]] if table["columns"] else []))
    typed = 0
    texts = {}
    for row in body:
        for column, cell in enumerate(row["cells"] if isinstance(row, dict) else row):
            texts.setdefault(column, []).append(str((shown(cell) or ("",))[0]))
    for number, row in enumerate(body):
        for column, cell in enumerate(row["cells"] if isinstance(row, dict) else row):
            cell = shown(cell)
            if cell is None:
                continue
            at = rows[skip + number] if skip + number < len(rows) else []
            found = at[column] if column < len(at) else None
            assert same(cell, found, texts[column]), (name, number, column, cell, found)
            typed += not isinstance(found, str)
    return typed


def main(folder):
    cells = files = 0
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"), parse_int=Number, parse_float=Number)
        wanted = list(tables(document))
        for suffix in ["ods", "xlsx"]:
            file = path.with_suffix("." + suffix)
            readers = {"calamine": python_calamine.CalamineWorkbook.from_path(str(file))}
            names = [n for n in readers["calamine"].sheet_names if not re.match(r"(Page|_cells)( \(\d+\))?$", n)]
            assert len(names) == len(wanted), (file, names, len(wanted))
            for sheet, table in zip(names, wanted):
                rows = readers["calamine"].get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                cells += check((str(file), sheet, "calamine"), table, rows)
                for engine in ["calamine"] + ["openpyxl"] * (suffix == "xlsx"):
                    frame = pandas.read_excel(file, sheet_name=sheet, header=None, engine=engine,
                                              keep_default_na=False, na_values=[])
                    cells += check((str(file), sheet, "pandas " + engine), table, frame.values.tolist())
                if suffix == "xlsx":
                    book = openpyxl.load_workbook(file)
                    rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
                    cells += check((str(file), sheet, "openpyxl"), table, rows)
            files += 1
    print(files, "files,", cells, "typed cells agree")
    assert files > 100 and cells > 2000, (files, cells)


main(sys.argv[1])
