"""Units as a spreadsheet (XLSX) and back. Every cell is text, so that nothing is ever taken for a formula."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.catalogue import Status
from service.translations.exchange import COLUMNS, NEEDED, FileRefused, Problem, Row, cells_of, refuse
from service.translations.units import Unit

TITLE = "translations"
WIDTHS = {"source": 60, "text": 60, "context": 45, "key": 32, "place": 22}
#: The columns that a translator fills in.
OPEN = ("text", "status")
DAMAGED = "Send the file as it was saved by the spreadsheet program (.xlsx), or export again."


def write_sheet(units: Sequence[Unit], language: str, right_to_left: bool, path: Path) -> None:
    """Write the units; the translation column is first to be seen and set in the reading direction of its language."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TITLE
    book.properties.title = f"Klantbeeld {language}"
    book.properties.subject = language
    for column, (name, words) in enumerate(COLUMNS.items(), 1):
        _text(sheet, 1, column, words).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 14)
    for number, unit in enumerate(units, 2):
        for column, (name, value) in enumerate(cells_of(unit).items(), 1):
            cell = _text(sheet, number, column, value)
            right = name == "text" and right_to_left
            cell.alignment = Alignment(
                wrap_text=True, vertical="top", horizontal="right" if right else "left", readingOrder=2 if right else 1
            )
            if name in OPEN:
                cell.fill = PatternFill("solid", fgColor="FDF3DD")
    sheet.freeze_panes = "C2"
    _offer_statuses(sheet, len(units) + 1)
    book.save(path)


def _text(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - no cell of ours is merged
    cell.value = value
    cell.data_type = "s"  # whatever it begins with
    return cell


def _offer_statuses(sheet: Worksheet, last: int) -> None:
    letter = get_column_letter(list(COLUMNS).index("status") + 1)
    choice = DataValidation(type="list", formula1=f'"{",".join(Status)}"', allow_blank=False)
    choice.add(f"{letter}2:{letter}{max(2, last)}")
    sheet.add_data_validation(choice)


def read_sheet(path: Path) -> tuple[str, tuple[Row, ...]]:
    """The language and rows of a sheet that came back; FileRefused when it is none of ours."""
    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as problem:
        raise refuse(path, f"no readable spreadsheet ({type(problem).__name__})", DAMAGED) from None
    try:
        if TITLE not in book.sheetnames:
            raise refuse(path, f"no sheet named {TITLE}", "Keep the sheet's name, or export again.")
        rows = [tuple("" if value is None else str(value) for value in row) for row in book[TITLE].values]
        language = str(book.properties.subject or "")
    except (KeyError, ValueError, EOFError, zipfile.BadZipFile, ParseError) as problem:
        raise refuse(path, f"a damaged sheet ({type(problem).__name__})", DAMAGED) from None
    finally:
        book.close()
    return language, tuple(_rows(path, rows))


def _rows(path: Path, rows: Sequence[tuple[str, ...]]) -> Iterator[Row]:
    head = list(rows[0]) if rows else []
    places = {name: head.index(words) for name, words in COLUMNS.items() if words in head}
    missing = [COLUMNS[name] for name in NEEDED if name not in places]
    if missing:
        raise FileRefused(
            [Problem(path.name, f"no column {name}", "Keep the first row as it was exported.") for name in missing]
        )
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        if any(cells.values()):
            yield Row(f"{path.name}, row {number}", **{name: cells[name] for name in NEEDED})
